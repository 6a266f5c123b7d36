// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Classes of a choropleth: where they are cut, their colours, their words.

#include "carto/build_scene.hpp"
#include "carto/theme_colors.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace maillage::carto {

/// The value of a unit: an interval where counts are masked.
struct UnitValue {
    enum class State : std::uint8_t {
        kValue,
        kUnknown,  ///< Nothing was published.
        kNone,     ///< Nobody to cover: there is no rate. Of travel times: no service is reached.
    };
    State state = State::kUnknown;
    double low = 0.0;
    double high = 0.0;
};

/// Class 0 is the one of exactly 0 (empty where zero is not apart); 1 … n are cut by `inner`.
struct ClassScale {
    bool zero = false;
    enum class Of : std::uint8_t {
        kShares,
        kTimes,  ///< Values are whole seconds; a class holds its upper bound.
        kGaps,   ///< access::Gap by number; one class each.
        /// 3 × access::CoverageClass + access::AccessClass, by number; one class each.
        kCoverageAndTime,
    };
    Of of = Of::kShares;
    int threshold = 0;  ///< Minutes, of travel times.
    std::vector<double> inner;
    Color zero_color;
    std::vector<Color> colors;  ///< Of classes 1 … n.

    std::size_t count() const noexcept { return inner.size() + 2; }
    std::size_t class_of(double value) const;
    Color color(std::size_t id) const { return id == 0 ? zero_color : colors[id - 1]; }
    /// Nothing for an interval with ends in two classes, and for what has no value.
    std::optional<std::size_t> class_of(const UnitValue& value) const;
};

/// \p bounds: those of a scene already shown; nothing = cut anew by what is asked.
ClassScale make_scale(const MapRequest& request, std::span<const UnitValue> values,
                      const std::vector<double>* bounds);

/// "moins de 20 %", "de 20 à 40 %", "75 % et plus"; "plus de 15 à 30 min". \pre 1 ≤ id <
/// scale.count()
std::string class_words(const ClassScale& scale, std::size_t id, Language language);

/// What times are beside \p threshold minutes: up to two thirds of it, up to it, beyond.
std::array<std::string, 3> three_times(int threshold, Language language);

/// A share in percent without its sign, rounded half up: 0.108 → "10,8"; "−0,5".
std::string percent(double share, int decimals, Language language);

}  // namespace maillage::carto
