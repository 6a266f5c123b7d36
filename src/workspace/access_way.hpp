// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// The way from one commune to its nearest service, to be drawn and told.

#include "workspace/access_map.hpp"

#include <memory>
#include <vector>

namespace maillage::workspace {

struct AccessWay {
    AccessMapPtr of;
    Index<Commune> commune;
    /// By road, on the sheets of the map: the ways that are asked, both where both are. Null: by
    /// public transport or where there is none.
    std::shared_ptr<const carto::PlacedLayer> route;
    double metres = 0.0;           ///< Of the way there or, if that alone is asked, back.
    double metres_back = 0.0;      ///< Of both, that back.
    std::vector<Message> journey;  ///< By public transport, a sentence for each leg.
};
using AccessWayPtr = std::shared_ptr<const AccessWay>;

/// Whether there is a way to be asked for: by road or timetable, to a service that is reached.
bool has_way(const AccessMap& map, Index<Commune> commune);

/// \param sources As for access_map(). \pre has_way()
/// \returns What reading says; kCancelled.
Result<AccessWayPtr> access_way(const AccessMapPtr& map, Index<Commune> commune,
                                TravelSources& sources, const Progress& progress);

}  // namespace maillage::workspace
