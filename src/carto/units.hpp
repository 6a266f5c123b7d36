// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// What a map is about: the territory in focus, the units it is cut into, their numbers.

#include "carto/build_scene.hpp"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace maillage::carto {

/// The territory in focus.
struct FocusArea {
    indicators::Level level = indicators::Level::kFrance;
    std::size_t territory = 0;
    bool whole = true;  ///< All of France: no neighbours, insets.
    std::string name;
    SheetId sheet = SheetId::kMetropole;  ///< Of the map frame.
    std::vector<std::uint8_t> inside;     ///< By commune.
    std::vector<Index<Commune>> communes;
};
/// \returns kNotFound if the dataset has no such territory.
Result<FocusArea> find_focus(const SceneInput& input, const Focus& focus);

inline constexpr std::uint32_t kNoUnit = std::numeric_limits<std::uint32_t>::max();

/// A territory of the level asked, within the focus.
struct Unit {
    std::string_view name;         ///< In the dataset.
    Index<Department> department;  ///< Not valid: not a department.
    indicators::CoverageRange range;
    std::optional<indicators::RateBounds> rate;
    bool known = true;  ///< Some count was published about it.
    geo::Point place;   ///< Middle, in its sheet's metres; NaN: no outline.
    SheetId sheet = SheetId::kMetropole;
};
struct Units {
    std::vector<Unit> rows;
    std::vector<std::uint32_t> of_commune;  ///< By commune: row, or kNoUnit outside the focus.
};
/// \pre level is not kCommune
Units make_units(const SceneInput& input, const FocusArea& focus, MapLevel level);
/// The same without places: for the colours alone.
Units make_rates(const SceneInput& input, const FocusArea& focus, MapLevel level);

/// Signatories as published, by commune: sums over the years asked.
struct CommuneCounts {
    std::vector<Count> located;
    static constexpr std::uint8_t kMasked = 1;  ///< Some cell of it is an interval;
    static constexpr std::uint8_t kShared = 2;  ///< or is shared with other communes.
    std::vector<std::uint8_t> masked;           ///< One of these, else 0.
    std::int64_t years = 1;
};
CommuneCounts count_communes(const SceneInput& input);

/// Mean growth of the population, a share a year (0.004 = +0.4 %), of each unit, or of each commune
/// where \p units is null. NaN: not known, also where the years of the populations are not.
std::vector<double> growth(const Dataset& dataset, const FocusArea& focus, const Units* units);

/// Level of the indicator's rows for units in the focus.
indicators::Level unit_level(const FocusArea& focus, MapLevel level);

}  // namespace maillage::carto
