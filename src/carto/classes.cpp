// SPDX-License-Identifier: Apache-2.0
#include "carto/classes.hpp"

#include "base/access_screen_messages.hpp"
#include "base/screen_messages.hpp"
#include "base/text.hpp"
#include "carto/palettes.hpp"
#include "statistics/breaks.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace maillage::carto {
namespace {

/// The bounds officials speak in; 75 % is the target of 2026.
const std::vector<double> kPolicyBounds{0.20, 0.40, 0.60, 0.75};
/// Percent a year, loss on one side and gain on the other.
const std::vector<double> kGrowthBounds{-0.01, -0.005, 0.0, 0.005, 0.01};

/// Minutes; a class holds its upper bound, so in whole seconds the next begins one second later.
const std::vector<double> kTimeBounds{15 * 60 + 1, 30 * 60 + 1, 45 * 60 + 1, 60 * 60 + 1};
/// Dark is far; none of the blues of coverage.
constexpr const char* kTimePalette = "ylorbr";

/// Coverage in blue, distance in orange, both in nearly black; on a dark ground the other way
/// round. Two colours of one palette are at least 0.11 apart (OKLab), with each of the three
/// colour-vision deficiencies too; rows: no contract, one that does not count, one that counts.
constexpr std::array kCrossed{rgb(0xF1ECE4), rgb(0xF3BF7D), rgb(0xE07B1A),
                              rgb(0xA9C8E0), rgb(0xA99A97), rgb(0x9A5C2B),
                              rgb(0x3F7FB8), rgb(0x3D5A80), rgb(0x2A2430)};
constexpr std::array kDarkCrossed{rgb(0x2B3038), rgb(0x7A4A1C), rgb(0xC87A20),
                                  rgb(0x27507A), rgb(0x7D7468), rgb(0xD9A866),
                                  rgb(0x4796DD), rgb(0x9CC3EA), rgb(0xF6EAD8)};

std::vector<double> cut(const Classes& asked, View view, std::span<const double> values) {
    const int count = std::clamp(asked.count, 2, 9);
    switch (asked.method) {
        case Breaks::kFisher:
            return statistics::fisher_breaks(values, count);
        case Breaks::kQuantiles:
            return statistics::quantile_breaks(values, count);
        case Breaks::kEqual:
            return statistics::equal_breaks(values, count);
        case Breaks::kPretty:
            return statistics::pretty_breaks(values, count);
        case Breaks::kManual:
            if (auto bounds = statistics::manual_breaks(asked.manual)) {
                return *bounds;
            }
            break;
        case Breaks::kPolicy:
            break;
    }
    return view == View::kPopulation ? kGrowthBounds : kPolicyBounds;
}

/// The times of everybody's maps are cut the same, so that two maps can be compared.
ClassScale access_scale(View view, Theme theme) {
    ClassScale scale;
    const bool dark = theme == Theme::kDark;
    scale.zero_color = theme_colors(theme).land;
    if (view == View::kAccessCoverage) {
        scale.of = ClassScale::Of::kCoverageAndTime;
        const auto& colors = dark ? kDarkCrossed : kCrossed;
        scale.colors.assign(colors.begin(), colors.end());
    } else {
        scale.of = view == View::kAccess ? ClassScale::Of::kTimes : ClassScale::Of::kGaps;
        constexpr int kGaps = 3;
        const int classes =
            view == View::kAccess ? static_cast<int>(kTimeBounds.size()) + 1 : kGaps;
        scale.colors = palette_colors(palette(kTimePalette), classes, dark);
    }
    if (view == View::kAccess) {
        scale.inner = kTimeBounds;
    } else {
        for (std::size_t kind = 1; kind < scale.colors.size(); ++kind) {
            scale.inner.push_back(static_cast<double>(kind));
        }
    }
    return scale;
}

std::string time_words(const ClassScale& scale, std::size_t id, Language language) {
    const auto minutes = [&](std::size_t bound) {
        return static_cast<std::int64_t>(scale.inner[bound]) / 60;
    };
    if (id == 1) {
        return render({reach::kClassUpTo, {minutes(0)}}, language);
    }
    if (id == scale.inner.size() + 1) {
        return render({reach::kClassOver, {minutes(id - 2)}}, language);
    }
    return render({reach::kClassBetween, {minutes(id - 2), minutes(id - 1)}}, language);
}

/// Of class \p id of kGaps or kCoverageAndTime.
std::string kind_words(const ClassScale& scale, std::size_t id, Language language) {
    constexpr std::array kGapWords{reach::kMapWithoutCar, reach::kMapByCarOnly,
                                   reach::kMapNotEvenByCar};
    constexpr std::array kCoverWords{reach::kCoverNone, reach::kCoverNotCounted,
                                     reach::kCoverCounted};
    if (scale.of == ClassScale::Of::kGaps) {
        return render({kGapWords.at(id - 1)}, language);
    }
    const auto times = three_times(scale.threshold, language);
    return render({reach::kMapCrossedClass,
                   {render({kCoverWords.at((id - 1) / 3)}, language), times.at((id - 1) % 3)}},
                  language);
}

}  // namespace

std::array<std::string, 3> three_times(int threshold, Language language) {
    const std::int64_t near = threshold * 2 / 3;
    const std::int64_t far = threshold;
    return {render({reach::kClassUpTo, {near}}, language),
            render({reach::kClassBetween, {near, far}}, language),
            render({reach::kClassOver, {far}}, language)};
}

std::size_t ClassScale::class_of(double value) const {
    return zero && value == 0.0 ? 0 : 1 + statistics::class_of(inner, value);
}

std::optional<std::size_t> ClassScale::class_of(const UnitValue& value) const {
    if (value.state != UnitValue::State::kValue) {
        return std::nullopt;
    }
    const auto low = class_of(value.low);
    return low == class_of(value.high) ? std::optional(low) : std::nullopt;
}

ClassScale make_scale(const MapRequest& request, std::span<const UnitValue> values,
                      const std::vector<double>* bounds) {
    if (is_access(request.view)) {
        return access_scale(request.view, request.theme);
    }
    ClassScale scale;
    scale.zero = request.classes.zero_apart && request.view != View::kPopulation;
    scale.zero_color = theme_colors(request.theme).land;
    if (bounds != nullptr) {
        scale.inner = *bounds;
    } else {
        std::vector<double> middles;
        for (const auto& value : values) {
            const double middle = (value.low + value.high) / 2;
            if (value.state == UnitValue::State::kValue && !(scale.zero && middle == 0.0)) {
                middles.push_back(middle);
            }
        }
        scale.inner = cut(request.classes, request.view, middles);
        if (scale.inner.size() > 9) {
            scale.inner.resize(9);  // pretty() may take more than were asked.
        }
    }
    const auto& chosen = palette_for(request.classes.palette, request.view == View::kPopulation);
    // On a dark ground much is light and little is dark, so the ramp turns round.
    const bool turned = request.theme == Theme::kDark && !chosen.diverging;
    scale.colors = palette_colors(chosen, static_cast<int>(scale.inner.size()) + 1,
                                  request.classes.reversed != turned);
    return scale;
}

std::string percent(double share, int decimals, Language language) {
    const char mark = language == Language::kFrench ? ',' : '.';
    const std::int64_t power = decimals == 0 ? 1 : (decimals == 1 ? 10 : 100);
    const auto scaled = static_cast<std::int64_t>(
        std::floor(std::fabs(share) * 100.0 * static_cast<double>(power) + 0.5 + 1e-9));
    const auto digits = fixed_ratio(scaled, power, decimals, mark);
    return share < 0.0 && scaled != 0 ? "−" + digits : digits;
}

std::string class_words(const ClassScale& scale, std::size_t id, Language language) {
    if (scale.of != ClassScale::Of::kShares) {
        return scale.of == ClassScale::Of::kTimes ? time_words(scale, id, language)
                                                  : kind_words(scale, id, language);
    }
    const auto text = [&](double bound) {
        const bool whole = std::fabs(bound * 100.0 - std::round(bound * 100.0)) < 1e-6;
        return percent(bound, whole ? 0 : 1, language);
    };
    if (scale.inner.empty()) {
        return render({screen::kMapClassAll}, language);
    }
    if (id == 1) {
        return render({screen::kMapClassBelow, {text(scale.inner.front())}}, language);
    }
    if (id == scale.inner.size() + 1) {
        return render({screen::kMapClassAbove, {text(scale.inner.back())}}, language);
    }
    return render(
        {screen::kMapClassBetween, {text(scale.inner[id - 2]), text(scale.inner[id - 1])}},
        language);
}

}  // namespace maillage::carto
