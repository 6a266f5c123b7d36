// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// A place people have to reach: a prefecture, a France Services house, a course, a station.

#include "base/index.hpp"
#include "geo/polygon_set.hpp"
#include "model/source.hpp"
#include "model/territory.hpp"

#include <optional>
#include <string>

namespace maillage {

/// One place of the sources of role `services`, or a built-in seat of a prefecture.
struct Service {
    std::string id;    ///< As the file says it; unique within its file.
    std::string type;  ///< "france_services", "gare"…: the vocabulary of formats.md, or the file's.
    std::string name;  ///< May be empty.
    geo::Point place;  ///< Longitude, latitude (WGS 84, degrees); NaN: it stands at `commune`.
    Index<Commune> commune;          ///< Valid: the commune it lies in or stands at, where known.
    std::optional<double> capacity;  ///< Places; empty = not known.
    std::string opening_hours;       ///< As the file says them; may be empty.
    Origin origin;
    bool built_in = false;
};

}  // namespace maillage
