// SPDX-License-Identifier: Apache-2.0
#include "workspace/export_looks.hpp"

#include "base/exports_messages.hpp"
#include "base/screen_messages.hpp"
#include "carto/circles.hpp"
#include "carto/theme_colors.hpp"
#include "report/layer_look.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <tuple>
#include <utility>

namespace maillage::workspace {
namespace {

using carto::ClassScale;
using report::ColumnTest;
using report::LayerLook;
using report::LookRule;
using Is = ColumnTest::Is;

constexpr carto::Theme kTheme = carto::Theme::kLight;
constexpr float kCommuneLine = 0.5F;
constexpr float kUnitLine = 1.0F;
constexpr float kContractLine = 1.6F;
/// Radii in pixels, as on a map 800 pixels high.
constexpr double kLargestInDepartment = 35.0;
constexpr double kLargestElsewhere = 21.0;
constexpr double kMaskedRadius = 2.6;

ColumnTest is_text(std::string column, std::string text) {
    return {std::move(column), Is::kText, std::move(text)};
}

/// The tests of class \p id on a column; half-open, the last without an end, as on the map.
std::vector<ColumnTest> in_class(const ClassScale& scale, std::size_t id, const char* column) {
    if (id == 0) {
        return {{column, Is::kEqual, {}, 0.0}};
    }
    std::vector<ColumnTest> tests;
    if (id > 1) {
        tests.push_back({column, Is::kAtLeast, {}, scale.inner[id - 2]});
    } else if (scale.zero) {
        tests.push_back({column, Is::kAbove, {}, 0.0});
    } else {
        tests.push_back({column, Is::kAtLeast, {}, 0.0});
    }
    if (id <= scale.inner.size()) {
        tests.push_back({column, Is::kBelow, {}, scale.inner[id - 1]});
    }
    return tests;
}

std::string class_label(const ExportGround& ground, const ClassScale& scale, std::size_t id) {
    return id == 0 ? ground.say({exports::kRuleCoveredNone})
                   : carto::class_words(scale, id, ground.order.language);
}

void add_classes(const ExportGround& ground, const ClassScale& scale, const RatesExport& rates,
                 const std::vector<carto::AreaStyle>& styles, const carto::LineStyle& line,
                 LayerLook& look) {
    for (std::size_t id = scale.zero ? 0 : 1; id < scale.count(); ++id) {
        auto tests = in_class(scale, id, "taux_min");
        for (auto& test : in_class(scale, id, "taux_max")) {
            tests.push_back(std::move(test));
        }
        look.rules.push_back({class_label(ground, scale, id), std::move(tests),
                              styles[carto::kFirstClassStyle + id], line});
    }
    // Only the pairs there are: all would be a legend of fifteen.
    std::set<std::pair<std::size_t, std::size_t>> pairs;
    for (const auto& value : rates.values) {
        if (value.state == carto::UnitValue::State::kValue && !scale.class_of(value)) {
            pairs.emplace(scale.class_of(value.low), scale.class_of(value.high));
        }
    }
    for (const auto& [low, high] : pairs) {
        auto tests = in_class(scale, low, "taux_min");
        for (auto& test : in_class(scale, high, "taux_max")) {
            tests.push_back(std::move(test));
        }
        look.rules.push_back(
            {ground.say({exports::kRuleBetweenPair,
                         {class_label(ground, scale, low), class_label(ground, scale, high)}}),
             std::move(tests),
             styles[carto::kFirstClassStyle + scale.count() + low * scale.count() + high], line,
             ground.say({exports::kRuleBetween})});
    }
}

report::GraduatedLook graduated(const ExportGround& ground, const ClassScale& scale,
                                const carto::LineStyle& line) {
    report::GraduatedLook look{"taux_min", {}, line};
    for (std::size_t id = scale.zero ? 0 : 1; id < scale.count(); ++id) {
        // The first range that holds a value draws it: the one of zero stands first.
        const double low = id <= 1 ? 0.0 : scale.inner[id - 2];
        const double high = id == 0 ? 0.0 : id > scale.inner.size() ? 1.0 : scale.inner[id - 1];
        look.ranges.push_back({low, high, class_label(ground, scale, id), scale.color(id)});
    }
    return look;
}

/// Signatories of the communes: the largest exact count, and how many counts are masked.
struct Counts {
    std::int64_t largest = 0;
    std::int64_t masked = 0;
};
Counts counts_of(const ExportTable& communes) {
    const auto& columns = communes.table.columns;
    const auto low = static_cast<std::size_t>(
        std::find(columns.begin(), columns.end(), "signataires_min") - columns.begin());
    Counts counts;
    for (const auto& row : communes.table.rows) {
        const auto least = std::get<std::int64_t>(row.at(low));
        const bool exact = least == std::get<std::int64_t>(row.at(low + 1));
        counts.largest = exact ? std::max(counts.largest, least) : counts.largest;
        counts.masked += exact ? 0 : 1;
    }
    return counts;
}

void add_circles(const ExportGround& ground, const ExportTable& communes, LayerLook& look) {
    const auto counts = counts_of(communes);
    const auto& colors = carto::theme_colors(kTheme);
    const auto group = ground.say({screen::kMapSignatoriesHeading});
    const double largest = ground.one_department ? kLargestInDepartment : kLargestElsewhere;
    for (const auto& [word, label, color] :
         {std::tuple(kCoveredWord, screen::kMapCoveredByContract, colors.circle_covered),
          std::tuple(kPlannedWord, screen::kMapInNegotiation, colors.circle_planned),
          std::tuple(kOpenWord, screen::kMapNotCovered, colors.circle_open)}) {
        const auto words = ground.say({label});
        if (counts.largest > 0) {
            look.rules.push_back(
                {words,
                 {is_text("situation", word),
                  {"signataires_min", Is::kSameAs, "signataires_max"},
                  {"signataires_min", Is::kAbove, {}, 0.0}},
                 {},
                 {},
                 group,
                 report::LookCircle{color,
                                    {colors.circle_edge, kUnitLine, 0.0F},
                                    largest / std::sqrt(static_cast<double>(counts.largest)),
                                    "signataires_min"}});
        }
        if (counts.masked > 0 && counts.masked <= carto::kMostMaskedCircles) {
            look.rules.push_back(
                {words + ", " + ground.say({screen::kMapMaskedCount}),
                 {is_text("situation", word),
                  {"signataires_min", Is::kLessThan, "signataires_max"}},
                 {},
                 {},
                 group,
                 report::LookCircle{
                     carto::with_alpha(colors.panel, 0), {color, kUnitLine, 0.0F}, kMaskedRadius}});
        }
    }
}

io::LayerStyle style_of(const LayerLook& look, const ExportGround& ground) {
    return {look.layer, ground.say({exports::kStyleMap}), report::to_qml(look),
            report::to_sld(look), true};
}

}  // namespace

io::LayerStyle communes_style(const ExportGround& ground, const ExportTable& communes) {
    const auto styles = carto::style_table(kTheme, {}, 1.0);
    const carto::LineStyle line{carto::theme_colors(kTheme).border, kCommuneLine, 0.0F};
    const auto rule = [&](const char* word, MessageId label, std::uint8_t style) {
        return LookRule{ground.say({label}), {is_text("situation", word)}, styles[style], line};
    };
    LayerLook look{"communes",
                   ground.say({exports::kLayerCommunes}),
                   {rule(kCoveredWord, screen::kMapCoveredByContract, carto::kCoveredStyle),
                    rule(kPlannedWord, screen::kMapInNegotiation, carto::kPlannedStyle),
                    rule(kOpenWord, screen::kMapNotCovered, carto::kOpenStyle)}};
    add_circles(ground, communes, look);
    return style_of(look, ground);
}

std::vector<io::LayerStyle> rates_styles(const ExportGround& ground, const RatesExport& rates) {
    carto::MapRequest request;
    request.theme = kTheme;
    request.language = ground.order.language;
    const auto scale = carto::make_scale(request, rates.values, nullptr);
    const auto styles = carto::style_table(kTheme, scale, 1.0);
    const carto::LineStyle line{carto::theme_colors(kTheme).border, kUnitLine, 0.0F};
    LayerLook look{rates.table.table.name, rates.table.title, {}};
    add_classes(ground, scale, rates, styles, line, look);
    look.rules.push_back({ground.say({screen::kMapNoSignatory}),
                          {is_text("situation", kNobodyWord)},
                          styles[carto::kNoneStyle],
                          {carto::theme_colors(kTheme).rule, kUnitLine, 0.0F}});
    look.rules.push_back({ground.say({screen::kMapUnknownValue}),
                          {is_text("situation", kUnknownWord)},
                          styles[carto::kUnknownStyle],
                          line});
    return {style_of(look, ground),
            {look.layer, ground.say({exports::kStyleGraduated}),
             report::to_qml(graduated(ground, scale, line)), "", false}};
}

io::LayerStyle contracts_style(const ExportGround& ground) {
    const auto styles = carto::style_table(kTheme, {}, 1.0);
    const auto& colors = carto::theme_colors(kTheme);
    const carto::LineStyle line{colors.outline, kContractLine, 0.0F};
    const carto::LineStyle dashed{colors.outline, kUnitLine, 4.0F};
    carto::AreaStyle empty;
    empty.fill = carto::with_alpha(colors.panel, 0);
    const auto status = [](const char* word) { return is_text("statut", word); };
    return style_of(
        {"contrats",
         ground.say({exports::kLayerContracts}),
         {{ground.say({exports::kRuleSigned}),
           {status("signe"), is_text("compte", "oui")},
           styles[carto::kCoveredStyle],
           line},
          {ground.say({exports::kRuleSignedNot}),
           {status("signe"), is_text("compte", "non")},
           styles[carto::kOtherStyle],
           line},
          {ground.say({screen::kMapInNegotiation}),
           {status("negociation")},
           styles[carto::kPlannedStyle],
           line},
          {ground.say({screen::kPaneStatusContact}), {status("contact")}, empty, dashed},
          {ground.say({screen::kPaneStatusPlanned}), {status("envisage")}, empty, dashed},
          {ground.say({screen::kPaneStatusRefused}),
           {status("refuse")},
           empty,
           {colors.rule, kUnitLine, 2.0F}},
          {ground.say({screen::kPaneStatusGivenUp}),
           {status("abandonne")},
           empty,
           {colors.rule, kUnitLine, 2.0F}}}},
        ground);
}

}  // namespace maillage::workspace
