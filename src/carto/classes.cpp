// SPDX-License-Identifier: Apache-2.0
#include "carto/classes.hpp"

#include "base/access_screen_messages.hpp"
#include "base/screen_messages.hpp"
#include "base/text.hpp"
#include "carto/palettes.hpp"
#include "statistics/breaks.hpp"

#include <algorithm>
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
ClassScale time_scale(Theme theme) {
    ClassScale scale;
    scale.times = true;
    scale.zero_color = theme_colors(theme).land;
    scale.inner = kTimeBounds;
    scale.colors = palette_colors(palette(kTimePalette), static_cast<int>(kTimeBounds.size()) + 1,
                                  theme == Theme::kDark);
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

}  // namespace

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
    if (request.view == View::kAccess) {
        return time_scale(request.theme);
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
    if (scale.times) {
        return time_words(scale, id, language);
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
