// SPDX-License-Identifier: Apache-2.0
#include "carto/content.hpp"

#include "indicators/counted_contracts.hpp"

#include <algorithm>
#include <cmath>

namespace maillage::carto {
namespace {

double as_double(indicators::Rate rate) {
    return static_cast<double>(rate.num) / static_cast<double>(rate.den);
}

UnitValue time_value(std::int32_t seconds) {
    if (seconds < 0) {
        return {seconds == AccessTimes::kNoneReached ? UnitValue::State::kNone
                                                     : UnitValue::State::kUnknown,
                0.0, 0.0};
    }
    const auto value = static_cast<double>(seconds);
    return {UnitValue::State::kValue, value, value};
}

UnitValue gap_value(access::Gap gap) {
    const auto value = static_cast<double>(gap);
    return gap == access::Gap::kUnknown ? UnitValue{}
                                        : UnitValue{UnitValue::State::kValue, value, value};
}

UnitValue crossed_value(access::CoverageClass coverage, access::AccessClass reach) {
    if (reach == access::AccessClass::kUnknown) {
        return {};
    }
    const auto value = 3.0 * static_cast<double>(coverage) + static_cast<double>(reach);
    return {UnitValue::State::kValue, value, value};
}

/// Of the communes in focus; the others are not known.
void add_access_values(const SceneInput& input, View view, MapContent& content) {
    content.values.resize(input.dataset->territories.communes.size());
    if (input.access == nullptr) {
        return;
    }
    const auto& times = *input.access;
    content.scale.threshold = times.threshold;
    const auto coverage = view == View::kAccessCoverage ? coverage_classes(*input.coverage)
                                                        : std::vector<access::CoverageClass>();
    for (const auto commune : content.focus.communes) {
        const auto i = commune.value;
        content.values[i] = view == View::kAccess ? time_value(times.seconds[i])
                            : view == View::kAccessGaps
                                ? gap_value(times.gap[i])
                                : crossed_value(coverage[i], times.reach[i]);
    }
}

void add_values(const SceneInput& input, const MapRequest& request, MapContent& content) {
    if (request.view == View::kPopulation) {
        const auto* units = content.by_commune ? nullptr : &content.units;
        for (const double value : growth(*input.dataset, content.focus, units)) {
            content.values.push_back(std::isnan(value)
                                         ? UnitValue{}
                                         : UnitValue{UnitValue::State::kValue, value, value});
        }
    } else {
        for (const auto& unit : content.units.rows) {
            content.values.push_back(rate_value(unit.rate, unit.known));
        }
    }
}

}  // namespace

UnitValue rate_value(const std::optional<indicators::RateBounds>& rate, bool published) {
    if (!rate) {
        return {published ? UnitValue::State::kNone : UnitValue::State::kUnknown, 0.0, 0.0};
    }
    if (!published) {
        return {};
    }
    return {UnitValue::State::kValue, as_double(rate->low), as_double(rate->high)};
}

std::vector<Cover> commune_cover(const SceneInput& input, const MapRequest& request) {
    const auto& data = *input.dataset;
    const auto& state = *input.coverage;
    std::vector<Cover> cover(data.territories.communes.size(), Cover::kOpen);
    const auto rules = indicators::counting_rules(data, state.query());
    const auto raise = [&](const Contract& contract, Cover to) {
        const auto which = state.query().perimeter.value_or(data.choices.perimeter);
        for (const auto commune : indicators::perimeter_of(contract, which)) {
            cover[commune.value] = std::max(cover[commune.value], to);
        }
    };
    for (const auto& contract : data.contracts) {
        const bool wide = contract.level == ContractLevel::kDepartment ||
                          contract.level == ContractLevel::kRegion;
        if (contract.status == ContractStatus::kNegociation && !wide &&
            request.negotiated_contracts) {
            raise(contract, Cover::kPlanned);
        } else if (request.other_level_contracts && wide &&
                   indicators::counted(contract, state.query().date, rules) ==
                       indicators::Reason::kLevel) {
            raise(contract, Cover::kOther);
        }
    }
    if (request.signed_contracts) {
        const auto& other = input.compared_coverage   ? *input.compared_coverage
                            : input.register_coverage ? *input.register_coverage
                                                      : state;
        for (std::size_t i = 0; i < cover.size(); ++i) {
            const auto commune = index_of<Commune>(i);
            const bool there = other.covered(commune);
            if (state.covered(commune)) {
                cover[i] = there ? Cover::kCovered : Cover::kSupposed;
            } else if (there) {
                cover[i] = Cover::kLost;
            }
        }
    }
    return cover;
}

std::vector<access::CoverageClass> coverage_classes(const indicators::CoverageState& coverage) {
    using access::CoverageClass;
    std::vector<CoverageClass> classes;
    for (const auto& row : coverage.rows(indicators::Level::kCommune)) {
        classes.push_back(coverage.covered(index_of<Commune>(classes.size()))
                              ? CoverageClass::kCounted
                          : row.contracts_not_counted > 0 ? CoverageClass::kNotCounted
                                                          : CoverageClass::kNone);
    }
    return classes;
}

Result<MapContent> make_content(const SceneInput& input, const MapRequest& request,
                                const std::vector<double>* bounds, bool places) {
    auto focus = find_focus(input, request.focus);
    if (!focus) {
        return focus.error();
    }
    MapContent content;
    content.scenario = input.scenario;
    content.compared = input.compared;
    content.focus = std::move(focus).value();
    const bool times = is_access(request.view);
    content.access = times ? input.access : nullptr;
    content.route = times && input.route != nullptr;
    content.by_commune =
        request.level == MapLevel::kCommune || request.view == View::kContracts || times;
    content.choropleth = request.view == View::kPopulation || times ||
                         (request.view == View::kCoverage && request.level != MapLevel::kCommune);
    if (places) {
        content.counts = count_communes(input);
    }
    content.range =
        input.coverage->possible_coverage(content.focus.level, content.focus.territory).range;
    content.rate = indicators::rate_bounds(content.range);
    if (!content.by_commune) {
        content.units = places ? make_units(input, content.focus, request.level)
                               : make_rates(input, content.focus, request.level);
    }
    if (request.view == View::kContracts || request.view == View::kCoverage) {
        content.cover = commune_cover(input, request);
    }
    if (times) {
        content.scale = make_scale(request, {}, nullptr);
        add_access_values(input, request.view, content);
    } else if (content.choropleth) {
        add_values(input, request, content);
        content.scale = make_scale(request, content.values, bounds);
    }
    return content;
}

std::vector<AreaStyle> style_table(Theme theme, const ClassScale& scale, double k) {
    const auto& colors = theme_colors(theme);
    const auto scaled = [&](float pixels) { return static_cast<float>(pixels * k); };
    std::vector<AreaStyle> table(kFirstClassStyle);
    table[kFadedStyle].fill = colors.faded;
    table[kUnknownStyle] = {colors.panel, Hatch::kDots, colors.unknown_dots, scaled(6.0F),
                            scaled(1.8F)};
    table[kNoneStyle].fill = colors.panel;
    table[kOpenStyle].fill = colors.land;
    table[kOtherStyle] = {colors.land, Hatch::kBackDiagonal, colors.planned, scaled(9.0F),
                          scaled(1.2F)};
    table[kPlannedStyle] = {colors.planned_low, Hatch::kDiagonal, colors.planned, scaled(6.0F),
                            scaled(2.2F)};
    // Nearly the colour of what is signed, but never taken for it, in grey either.
    table[kLostStyle] = {colors.land, Hatch::kBackDiagonal, colors.covered, scaled(7.0F),
                         scaled(2.2F)};
    table[kSupposedStyle] = {colors.covered, Hatch::kBackDiagonal, colors.panel, scaled(7.0F),
                             scaled(2.2F)};
    table[kCoveredStyle].fill = colors.covered;
    if (scale.colors.empty()) {
        return table;
    }
    if (scale.of == ClassScale::Of::kTimes) {
        // Further than the furthest class, and never taken for it, in grey either.
        table[kNoneStyle] = {scale.colors.back(), Hatch::kDiagonal, colors.panel, scaled(7.0F),
                             scaled(2.2F)};
    }
    for (std::size_t id = 0; id < scale.count(); ++id) {
        table.push_back({scale.color(id), Hatch::kNone, {}, 6.0F, 2.0F});
    }
    if (scale.of == ClassScale::Of::kCoverageAndTime) {
        // Nine colours are all around it.
        table[kUnknownStyle].hatch = Hatch::kBackDiagonal;
        table[kUnknownStyle].spacing = scaled(7.0F);
    }
    if (scale.of != ClassScale::Of::kShares) {
        return table;  // No value spans two classes.
    }
    for (std::size_t low = 0; low < scale.count(); ++low) {
        for (std::size_t high = 0; high < scale.count(); ++high) {
            table.push_back({scale.color(low), Hatch::kBackDiagonal, scale.color(high),
                             scaled(8.0F), scaled(4.0F)});
        }
    }
    return table;
}

std::uint8_t style_of(const ClassScale& scale, const UnitValue& value) {
    if (value.state == UnitValue::State::kUnknown) {
        return kUnknownStyle;
    }
    if (value.state == UnitValue::State::kNone) {
        return kNoneStyle;
    }
    const auto low = scale.class_of(value.low);
    const auto high = scale.class_of(value.high);
    const auto row = low == high ? low : scale.count() + low * scale.count() + high;
    return static_cast<std::uint8_t>(kFirstClassStyle + row);
}

std::vector<std::uint8_t> commune_styles(const MapContent& content) {
    const auto& inside = content.focus.inside;
    std::vector<std::uint8_t> styles(inside.size(), kFadedStyle);
    std::vector<std::uint8_t> of_value;
    for (const auto& value : content.values) {
        of_value.push_back(style_of(content.scale, value));
    }
    for (const auto commune : content.focus.communes) {
        const auto i = commune.value;
        if (content.choropleth) {
            const auto unit = content.by_commune ? i : content.units.of_commune[i];
            styles[i] = unit == kNoUnit ? kUnknownStyle : of_value[unit];
        } else if (content.cover.empty()) {
            styles[i] = kOpenStyle;
        } else {
            styles[i] =
                static_cast<std::uint8_t>(kOpenStyle + static_cast<std::uint8_t>(content.cover[i]));
        }
    }
    return styles;
}

}  // namespace maillage::carto
