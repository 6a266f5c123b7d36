// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Access to services as the screen shows it: times of every commune and who lives too far, made by
/// a job for a type of service and a means of transport.

#include "access/gaps.hpp"
#include "access/travel_times.hpp"
#include "base/language.hpp"
#include "base/progress.hpp"
#include "base/result.hpp"
#include "carto/build_scene.hpp"
#include "indicators/coverage_state.hpp"
#include "model/dataset.hpp"
#include "workspace/travel_sources.hpp"
#include "workspace/view_state.hpp"

#include <array>
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
    TravelFiles travel{};  ///< What roads and timetables the workspace has.
    friend bool operator==(const AccessMapRequest&, const AccessMapRequest&) = default;
};

struct CommuneAccess {
    std::optional<access::Reach> nearest;  ///< Nothing: none is reached, or not `known`.
    std::optional<access::Reach> second;
    bool known = false;
    access::Gap gap = access::Gap::kUnknown;  ///< At the threshold asked, without the point tried.
    std::optional<access::Seconds> tried;     ///< To the point that is tried, where it is nearer.
    /// To the nearest and back from it, where both are asked.
    std::optional<access::Seconds> there;
    std::optional<access::Seconds> back;

    /// To the nearest, the point that is tried too; nothing: none is reached.
    std::optional<access::Seconds> shortest() const {
        return tried ? tried : nearest ? std::optional(nearest->time) : std::nullopt;
    }
};

struct AccessMap {
    AccessMapRequest request;
    bool estimate = false;
    /// That words and ways are about: there of an estimate, which is the same both ways.
    access::Direction direction = access::Direction::kThere;
    std::vector<CommuneAccess> communes;
    struct Beyond {
        int minutes = 0;
        /// As if one contract held all communes further than that: whom it covers lives beyond.
        std::shared_ptr<const indicators::CoverageState> state;
        /// The same without the point that is tried; null where none is.
        std::shared_ptr<const indicators::CoverageState> before{};
    };
    /// Ascending by minutes: those of the summaries and the threshold asked.
    std::vector<Beyond> beyond;
    /// A service point that is tried.
    struct Tried {
        geo::Point place;                 ///< Longitude, latitude.
        std::vector<access::Gain> gains;  ///< The largest first.
        /// As if one contract held all communes that gain.
        std::shared_ptr<const indicators::CoverageState> gaining;
    };
    std::optional<Tried> tried;
    std::vector<geo::Point> origins;  ///< By commune: where its people set out from.
    std::vector<geo::Point> places;   ///< By service; NaN: of another type, or nowhere.
    std::vector<Message> remarks;     ///< What the times are and are not.
    std::shared_ptr<const carto::IsochroneBands> bands;  ///< Null: none are asked for.
    /// All that were made for these times, by workspace::Isochrones from kServices on.
    std::array<std::shared_ptr<const carto::IsochroneBands>, 2> made_bands;
};
using AccessMapPtr = std::shared_ptr<const AccessMap>;

/// \param sources Roads and timetables of request.travel, kept from one question to the next, which
/// no other thread uses meanwhile; null: read for this one. \param before A map made earlier: where
/// the request is the same but for its isochrones, its times and isochrones are taken over.
/// \returns kNotFound if no service is of the type, the workspace has nothing to travel on or the
/// point that is tried lies nowhere; what reading says; kCancelled. \pre the dataset has counts
Result<AccessMapPtr> access_map(const AccessMapRequest& request,
                                const std::shared_ptr<TravelSources>& sources,
                                const Progress& progress, const AccessMapPtr& before = nullptr);
/// Whether the times of \p map are those that \p request asks for, whatever its isochrones.
bool has_times_of(const AccessMap& map, const AccessMapRequest& request);

/// Who lives further than some minutes in one territory.
struct BeyondIn {
    int minutes = 0;
    std::int64_t communes = 0;
    std::int64_t unknown = 0;       ///< Communes whose time is not known: in neither count.
    Count signatories;              ///< Sum over the years; published totals narrow it.
    std::optional<Count> before{};  ///< Without the point that is tried.
    std::int64_t years = 1;
};
/// \param communes Those of the territory.
std::vector<BeyondIn> beyond_in(const AccessMap& map, indicators::Level level,
                                std::size_t territory, std::span<const Index<Commune>> communes);

/// Whom the point that is tried brings nearer in one territory.
struct GainIn {
    std::int64_t communes = 0;
    Count signatories;  ///< Sum over the years; published totals narrow it.
    std::int64_t years = 1;
    std::vector<access::Gain> gains;  ///< The largest first.
};
/// \pre map.tried
GainIn gain_in(const AccessMap& map, indicators::Level level, std::size_t territory,
               std::span<const Index<Commune>> communes);

/// Coverage beside access: what each list holds in one territory.
struct ListIn {
    access::Typology list = access::Typology::kUnknown;
    std::int64_t communes = 0;
    Count signatories;  ///< Sum over the years; published totals narrow it.
    std::int64_t years = 1;
};
/// By commune.
std::vector<access::Typology> access_lists(const AccessMap& map,
                                           const indicators::CoverageState& coverage);
/// In the order of access::Typology, the unknown left out. \param lists access_lists().
std::array<ListIn, 4> lists_in(const AccessMap& map, std::span<const access::Typology> lists,
                               indicators::Level level, std::size_t territory,
                               std::span<const Index<Commune>> communes);

/// What the map draws.
std::shared_ptr<const carto::AccessTimes> access_times(const AccessMap& map);

/// The types asked: that of prefectures where none is.
std::vector<std::string> services_asked(const AccessAsked& asked);
/// In words: "préfecture, gare".
std::string services_words(const AccessAsked& asked, Language language);
/// Distinct types of the dataset's services, in their order.
std::vector<std::string> service_types(const Dataset& dataset);

}  // namespace maillage::workspace
