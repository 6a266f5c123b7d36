// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// What the band, the time band and the map's tooltip say about a territory: looked up once for
/// every new result or focus, never in every frame. No imgui.

#include "carto/map_request.hpp"
#include "indicators/coverage.hpp"
#include "workspace/snapshot.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace maillage::ui {

/// A territory as the indicators number it.
struct Place {
    indicators::Level level = indicators::Level::kFrance;
    std::size_t row = 0;
    friend bool operator==(const Place&, const Place&) = default;
};
/// \returns Nothing when the dataset has no such territory.
std::optional<Place> place_of(const Dataset& dataset, const carto::Focus& focus);
std::optional<Place> place_of(const Dataset& dataset, const workspace::ThingRef& thing);
workspace::ThingRef thing_of(const Dataset& dataset, Place place);
std::string name_of(const Dataset& dataset, Place place, Language language);
/// Communes it is made of, ascending; of France: all.
std::vector<Index<Commune>> communes_of(const workspace::Results& results, Place place);

struct TerritoryFacts {
    Place place;
    std::string name;
    indicators::CoverageRow row;
    std::int64_t masked_communes = 0;  ///< Whose count is an interval.
    std::int64_t negotiated = 0;       ///< Contracts in negotiation that touch it.
    /// What the scenario looked at adds to the rate, in shares of 1; nothing without one.
    std::optional<indicators::RateBounds> scenario_change;
};
TerritoryFacts territory_facts(const workspace::Results& results, Place place, Language language);

/// A date at which the rate of a territory changes, and why.
struct TimePoint {
    Date date;
    std::optional<indicators::RateBounds> rate;  ///< From this date on.
    std::vector<std::string> started;            ///< Names of contracts.
    std::vector<std::string> ended;
};
struct TimeCurve {
    std::vector<TimePoint> points;  ///< The first: the beginning of the series, without contracts.
    Date end;                       ///< Of the series.
};
/// \returns Nothing for levels the series does not follow (communes, EPCI) or without a step.
std::optional<TimeCurve> time_curve(const workspace::Results& results, Place place);

/// The rate at a date: that of the last point not after it.
const TimePoint* point_at(const TimeCurve& curve, Date date);

}  // namespace maillage::ui
