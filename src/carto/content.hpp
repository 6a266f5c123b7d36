// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// The numbers of a map, before anything has a place or a colour on the canvas.

#include "carto/classes.hpp"
#include "carto/units.hpp"

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace maillage::carto {

/// What holds a commune.
enum class Cover : std::uint8_t {
    kOpen,      ///< No contract that is shown.
    kOther,     ///< A departmental or regional contract, which does not count.
    kPlanned,   ///< A contract in negotiation.
    kLost,      ///< Only the state that is compared with covers it.
    kSupposed,  ///< Only the scenario covers it, not the register or what it is compared with.
    kCovered,   ///< A contract that counts.
};

inline constexpr std::size_t kCoverKinds = 6;

struct MapContent {
    FocusArea focus;
    bool by_commune = false;  ///< Communes are the units; `units` is empty.
    bool choropleth = false;  ///< Classes of `values`.
    Units units;
    CommuneCounts counts;
    std::vector<Cover> cover;       ///< By commune, where covers are shown.
    std::vector<UnitValue> values;  ///< By unit, or by commune.
    ClassScale scale;
    std::optional<indicators::RateBounds> rate;  ///< Of the territory in focus.
    indicators::CoverageRange range;
    std::string scenario;  ///< See SceneInput.
    std::string compared;
    std::shared_ptr<const AccessTimes> access;  ///< Null in other views.
    bool route = false;                         ///< A way to a service is drawn.
};

/// A rate as it is classed. \param published Some count about the territory was.
UnitValue rate_value(const std::optional<indicators::RateBounds>& rate, bool published);

/// By commune, what holds it. Contracts that count are in the coverage already, edits of a scenario
/// included; of the input only the dataset and coverages are used.
std::vector<Cover> commune_cover(const SceneInput& input, const MapRequest& request);

/// By commune, beside its access: as `maillage access --typology` has it.
std::vector<access::CoverageClass> coverage_classes(const indicators::CoverageState& coverage);

/// \p bounds as for make_scale(). \p places: with the counts and places that circles and labels
/// need; without, for the colours alone.
Result<MapContent> make_content(const SceneInput& input, const MapRequest& request,
                                const std::vector<double>* bounds, bool places);

// Rows of MapScene::styles.
inline constexpr std::uint8_t kFadedStyle = 0;
inline constexpr std::uint8_t kUnknownStyle = 1;
inline constexpr std::uint8_t kNoneStyle = 2;
inline constexpr std::uint8_t kOpenStyle = 3;
inline constexpr std::uint8_t kOtherStyle = 4;
inline constexpr std::uint8_t kPlannedStyle = 5;
inline constexpr std::uint8_t kLostStyle = 6;
inline constexpr std::uint8_t kSupposedStyle = 7;
inline constexpr std::uint8_t kCoveredStyle = 8;
inline constexpr std::uint8_t kFirstClassStyle = 9;

/// The rows: the fixed ones, one for each class, one for each pair of classes an interval spans.
/// \p k scales hatching with the text.
std::vector<AreaStyle> style_table(Theme theme, const ClassScale& scale, double k);
std::uint8_t style_of(const ClassScale& scale, const UnitValue& value);
/// By commune.
std::vector<std::uint8_t> commune_styles(const MapContent& content);

}  // namespace maillage::carto
