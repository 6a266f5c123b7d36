// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Access to services as the screen shows it: times of every commune and who lives too far, made by
/// a job for a type of service and a means of transport.

#include "access/gaps.hpp"
#include "access/travel_times.hpp"
#include "base/progress.hpp"
#include "base/result.hpp"
#include "carto/build_scene.hpp"
#include "indicators/coverage_state.hpp"
#include "model/dataset.hpp"
#include "workspace/view_state.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace maillage::workspace {

struct AccessMapRequest {
    DatasetPtr dataset;
    /// Where communes lie: the outlines themselves are not kept once it is built.
    carto::MapGeometryPtr geometry;
    std::vector<int> years;  ///< Of the counts; empty: the workspace's.
    AccessAsked asked;
    friend bool operator==(const AccessMapRequest&, const AccessMapRequest&) = default;
};

struct CommuneAccess {
    std::optional<access::Reach> nearest;  ///< Nothing: none is reached, or not `known`.
    std::optional<access::Reach> second;
    bool known = false;
    access::Gap gap = access::Gap::kUnknown;  ///< At the threshold asked.
};

struct AccessMap {
    AccessMapRequest request;
    bool estimate = false;
    std::vector<CommuneAccess> communes;
    struct Beyond {
        int minutes = 0;
        /// As if one contract held all communes further than that: whom it covers lives beyond.
        std::shared_ptr<const indicators::CoverageState> state;
    };
    /// Ascending by minutes: those of the summaries and the threshold asked.
    std::vector<Beyond> beyond;
    std::vector<Message> remarks;  ///< What the times are and are not.
};
using AccessMapPtr = std::shared_ptr<const AccessMap>;

/// \returns kNotFound if no service is of the type or the workspace has nothing to travel on;
/// kCancelled. \pre the dataset has counts
Result<AccessMapPtr> access_map(const AccessMapRequest& request, const Progress& progress);

/// Who lives further than some minutes in one territory.
struct BeyondIn {
    int minutes = 0;
    std::int64_t communes = 0;
    std::int64_t unknown = 0;  ///< Communes whose time is not known: in neither count.
    Count signatories;         ///< Sum over the years; published totals narrow it.
    std::int64_t years = 1;
};
/// \param communes Those of the territory.
std::vector<BeyondIn> beyond_in(const AccessMap& map, indicators::Level level,
                                std::size_t territory, std::span<const Index<Commune>> communes);

/// What the map draws.
std::shared_ptr<const carto::AccessTimes> access_times(const AccessMap& map);

/// The type asked: that of prefectures where none is.
std::string service_asked(const AccessAsked& asked);
/// Distinct types of the dataset's services, in their order.
std::vector<std::string> service_types(const Dataset& dataset);

}  // namespace maillage::workspace
