// SPDX-License-Identifier: Apache-2.0
/// \file
/// The first pages of a file for a meeting: key figures, the map, the way to the targets.
#include "base/pack_messages.hpp"
#include "base/text.hpp"
#include "carto/build_scene.hpp"
#include "carto/department_words.hpp"
#include "carto/titles.hpp"
#include "indicators/secondary_values.hpp"
#include "indicators/targets.hpp"
#include "indicators/time_series.hpp"
#include "report/charter.hpp"
#include "report/decimals.hpp"
#include "report/tables.hpp"
#include "report/words.hpp"
#include "workspace/copil_parts.hpp"

#include <algorithm>
#include <utility>

namespace maillage::workspace {
namespace {

using indicators::Level;
using report::CellFormat;

std::int64_t prepared(const CopilGround& ground) {
    std::int64_t number = 0;
    for (std::size_t i = 0; i < ground.touching.size(); ++i) {
        const auto status = ground.data().contracts[i].status;
        number += ground.touching[i] && (status == ContractStatus::kEnvisage ||
                                         status == ContractStatus::kContact ||
                                         status == ContractStatus::kNegociation)
                      ? 1
                      : 0;
    }
    return number;
}

std::string target_text(const CopilGround& ground, Share target) {
    return report::share_text(target, ground.language());
}

/// What is still to cover, or why nothing is said of it.
report::KeyFigure target_figure(const CopilGround& ground) {
    const auto year = std::to_string(year_of(ground.date()));
    const auto label = ground.say({pack::kFigureToCover});
    if (!ground.row.target || !ground.row.to_cover) {
        return {report::kNothing, label, ground.say({pack::kFigureNoTarget, {year}})};
    }
    const auto& to_cover = *ground.row.to_cover;
    const auto target = target_text(ground, *ground.row.target);
    return {report::count_text(to_cover, 1, ground.language()), label,
            ground.say({to_cover.high == 0 ? pack::kFigureReached : pack::kFigureForTarget,
                        {year, target}})};
}

report::Gauge gauge_of(const CopilGround& ground) {
    report::Gauge gauge;
    gauge.low = report::share(ground.row.rate->low);
    gauge.high = report::share(ground.row.rate->high);
    const auto rate = report::rate_words(*ground.row.rate, ground.language());
    if (ground.row.target) {
        const auto year = std::to_string(year_of(ground.date()));
        const auto target = target_text(ground, *ground.row.target);
        gauge.target =
            report::share({ground.row.target->numerator, ground.row.target->denominator});
        gauge.target_label = ground.say({pack::kGaugeTarget, {year, target}});
        gauge.words = ground.say({pack::kGaugeWordsTarget, {rate, year, target}});
    } else {
        gauge.words = ground.say({pack::kGaugeWords, {rate}});
    }
    return gauge;
}

/// The rate a year before, where it can be told.
std::optional<std::string> change_sentence(const CopilGround& ground) {
    const auto changes =
        indicators::change_on_a_year(ground.source.dataset(), ground.asked.query, ground.level);
    const auto& change = changes[ground.territory];
    if (!change) {
        return std::nullopt;
    }
    return ground.say(
        {pack::kChangeSentence, {report::rate_words(change->before, ground.language())}});
}

/// "−4,0 à +0,8 pt"; one number where both are the same.
std::string gap_text(const CopilGround& ground, const indicators::RateBounds& gap) {
    const auto high = report::points_text(gap.high, ground.language());
    return report::points_text(gap.low, ground.language()) == high
               ? high
               : ground.say(
                     {pack::kGapBetween, {report::signed_text(gap.low, ground.language()), high}});
}

/// Steps of the rate of this territory, from the first contract to the date.
struct History {
    report::Curve curve;
    io::OutputTable steps;
};

/// What contracts of the territory do at a step: all their names, and how many they are where
/// these would not stand beside a curve.
struct Cause {
    std::string names;
    std::string brief;
};
Cause cause_of(const CopilGround& ground, const std::vector<std::size_t>& contracts,
               MessageId sentence) {
    std::string names;
    std::int64_t number = 0;
    for (const auto i : contracts) {
        if (ground.touching[i]) {
            names += (names.empty() ? "" : ", ") + ground.data().contracts[i].name;
            ++number;
        }
    }
    if (number == 0) {
        return {};
    }
    const auto brief = number == 1 ? names : ground.say({pack::kStepContracts, {number}});
    return {ground.say({sentence, {names, number}}), ground.say({sentence, {brief, number}})};
}

std::string both(const std::string& begins, const std::string& ends) {
    return begins + (begins.empty() || ends.empty() ? "" : "\u00A0; ") + ends;
}

std::optional<History> history_of(const CopilGround& ground) {
    std::optional<Date> first;
    for (std::size_t i = 0; i < ground.touching.size(); ++i) {
        const auto& contract = ground.data().contracts[i];
        if (contract.signed_on && ground.touching[i]) {
            first = first ? std::min(*first, contract.signed_on->date) : contract.signed_on->date;
        }
    }
    if (!first || *first >= ground.date() || !ground.row.rate) {
        return std::nullopt;
    }
    const auto from = make_date(year_of(*first), 1, 1);
    const auto series = indicators::coverage_series(ground.source.dataset(), ground.asked.query,
                                                    from, ground.date());
    const auto begin = series.start.row(ground.level, ground.territory);
    if (!begin.rate) {
        return std::nullopt;
    }
    History history;
    const auto language = ground.language();
    history.steps.name = "etapes";
    history.steps.columns = {ground.say({pack::kColumnDate}), ground.say({pack::kColumnCause}),
                             ground.say({pack::kColumnRate})};
    history.steps.align_right = {false, false, true};
    const auto add = [&](Date date, const indicators::RateBounds& rate, const std::string& cause) {
        history.curve.points.push_back(
            {date, report::share(rate.low), report::share(rate.high), cause});
    };
    add(from, *begin.rate, "");
    for (const auto& step : series.steps) {
        for (const auto& change : step.changes) {
            if (change.level != ground.level || change.territory != ground.territory) {
                continue;
            }
            const auto rate = indicators::rate_bounds(change.after);
            if (!rate) {
                continue;
            }
            const auto begun = cause_of(ground, step.started, pack::kStepBegins);
            const auto ended = cause_of(ground, step.ended, pack::kStepEnds);
            add(step.date, *rate, both(begun.brief, ended.brief));
            history.steps.rows.push_back({long_date(step.date, language),
                                          both(begun.names, ended.names),
                                          report::percent_text(rate, language)});
        }
    }
    history.curve.until = ground.date();
    return history;
}

/// What the target of a year needs of the contracts that are signed.
struct TargetYear {
    int year = 0;
    Share target;
    indicators::CoverageRow row;  ///< On its last day.
};

std::vector<TargetYear> target_years(const CopilGround& ground) {
    const auto& all = ground.data();
    std::vector<TargetYear> list;
    for (const int year : ground.target_years()) {
        const auto* target = indicators::target_of(all, ground.level, ground.territory, year);
        const auto state = ground.coverage->at(make_date(year, 12, 31));
        list.push_back({year, target->rate, state.row(ground.level, ground.territory)});
    }
    return list;
}

report::TableBlock targets_table(const CopilGround& ground, const std::vector<TargetYear>& years) {
    const auto language = ground.language();
    report::TableBlock block{
        ground.say({pack::kTargetsTable}), {}, ground.say({pack::kTargetsNone})};
    block.table.name = "cibles";
    for (const auto id : {pack::kColumnYear, pack::kColumnTarget, pack::kColumnRateThen,
                          pack::kColumnGap, pack::kColumnToCover}) {
        block.table.columns.push_back(ground.say({id}));
    }
    block.table.align_right = {false, true, true, true, true};
    for (const auto& one : years) {
        std::string gap = report::kNothing;
        if (one.row.gap) {
            gap = gap_text(ground, *one.row.gap);
        }
        block.table.rows.push_back(
            {std::to_string(one.year), report::share_text(one.target, language),
             report::percent_text(one.row.rate, language), gap,
             one.row.to_cover ? report::count_text(*one.row.to_cover, 1, language)
                              : std::string(report::kNothing)});
    }
    std::vector<indicators::CoverageRow> rows;
    rows.reserve(years.size());
    for (const auto& one : years) {
        rows.push_back(one.row);
    }
    with_numbers(block, rows);
    block.data->columns.insert(block.data->columns.begin(), "annee");
    block.formats.insert(block.formats.begin(), CellFormat::kPlain);
    for (std::size_t i = 0; i < years.size(); ++i) {
        auto& row = block.data->rows[i];
        row.insert(row.begin(), std::int64_t{years[i].year});
    }
    return block;
}

std::string trajectory_title(const CopilGround& ground) {
    const int now = year_of(ground.date());
    const auto year = std::to_string(now);
    if (!ground.row.target || !ground.row.to_cover) {
        return ground.say({pack::kTrajectoryNoTarget, {year}});
    }
    const auto target = target_text(ground, *ground.row.target);
    if (ground.row.to_cover->high == 0) {
        return ground.say({pack::kTrajectoryReached, {year, target}});
    }
    return ground.say_count(*ground.row.to_cover, 1, pack::kTrajectoryMissing,
                            pack::kTrajectoryMissingBetween, {year, target});
}

/// Name, code, rate or signatories and cover of each territory of the map.
report::MapTips tips_of(const CopilGround& ground, carto::MapLevel shown) {
    const auto& all = ground.data().territories;
    const auto language = ground.language();
    report::MapTips tips;
    tips.unit_of_commune.assign(all.communes.size(), geo::kOutside);
    const bool by_commune = shown == carto::MapLevel::kCommune;
    std::vector<std::uint32_t> unit_of_department(all.departments.size(), geo::kOutside);
    const auto words = [&](Level level, std::size_t territory) {
        const auto row = ground.coverage->row(level, territory);
        const auto count = report::count_cell(row, row.range.total, language);
        const auto name = carto::typographic(row.name) + " (" + row.code + ")";
        if (level == Level::kCommune) {
            return ground.say({ground.coverage->covered(index_of<Commune>(territory))
                                   ? pack::kTipCovered
                                   : pack::kTipOpen,
                               {name, count}});
        }
        return ground.say(
            {pack::kTipRate, {name, report::percent_text(row.rate, language), count}});
    };
    for (std::size_t i = 0; i < all.communes.size(); ++i) {
        if (!ground.inside[i]) {
            continue;
        }
        const auto department = all.communes.department[i].value;
        auto& unit = by_commune ? tips.unit_of_commune[i] : unit_of_department[department];
        if (unit == geo::kOutside) {
            unit = static_cast<std::uint32_t>(tips.words.size());
            tips.words.push_back(by_commune ? words(Level::kCommune, i)
                                            : words(Level::kDepartment, department));
        }
        tips.unit_of_commune[i] = unit;
    }
    return tips;
}

}  // namespace

void with_numbers(report::TableBlock& block, const std::vector<indicators::CoverageRow>& rows) {
    block.data = report::coverage_table(rows);
    for (const auto& column : block.data->columns) {
        block.formats.push_back(column.starts_with("taux") || column == "cible"
                                    ? CellFormat::kPercent
                                : column == "ecart_points" ? CellFormat::kPoints
                                                           : CellFormat::kPlain);
    }
}

report::Section figures_section(const CopilGround& ground) {
    const auto language = ground.language();
    const auto& row = ground.row;
    report::Section section;
    section.title = carto::coverage_title(row.rate, ground.data().partial_contracts, language);
    section.subject = ground.say({pack::kFiguresSubject});
    section.note = ground.note;
    const auto masked = ground.masked;
    const auto missing = report::count_text(row.not_located, row.years, language);
    const bool all_located = row.not_located.high == 0;
    const auto people = [&](Count count) {
        return row.has_counts ? report::count_text(count, row.years, language)
                              : std::string(report::kNothing);
    };
    report::KeyFigures figures;
    figures.figures.push_back({report::percent_text(row.rate, language),
                               ground.say({pack::kFigureRate}),
                               masked > 0 ? ground.say({pack::kFigureMasked, {masked}})
                                          : ground.say({pack::kFigureExact})});
    figures.figures.push_back(
        {people(row.range.total), ground.say({pack::kFigureSignatories}),
         all_located ? std::string() : ground.say({pack::kFigureNotLocated, {missing}})});
    figures.figures.push_back({people(row.range.covered), ground.say({pack::kFigureCovered}), ""});
    figures.figures.push_back(target_figure(ground));
    const auto coming = prepared(ground);
    figures.figures.push_back(
        {group_digits(row.contracts, language),
         ground.say({pack::kFigureContracts, {row.contracts}}),
         coming == 0 ? std::string() : ground.say({pack::kFigurePrepared, {coming}})});
    section.blocks.emplace_back(std::move(figures));
    if (row.rate) {
        section.blocks.emplace_back(gauge_of(ground));
    }
    if (masked > 0) {
        section.blocks.emplace_back(
            report::Paragraph{ground.say({pack::kMaskedSentence, {masked}})});
    }
    if (!all_located) {
        section.blocks.emplace_back(report::Paragraph{ground.say_count(
            row.not_located, row.years, pack::kNotLocatedSentence, pack::kNotLocatedBetween, {})});
    }
    if (const auto change = change_sentence(ground)) {
        section.blocks.emplace_back(report::Paragraph{*change});
    }
    return section;
}

Result<report::MapBlock> copil_map(const CopilGround& ground, carto::View view,
                                   const std::string& name, const Progress& progress) {
    carto::MapRequest map;
    map.view = view;
    map.focus = ground.request.focus;
    map.level = ground.level == Level::kDepartment ? carto::MapLevel::kCommune
                                                   : carto::MapLevel::kDepartment;
    map.language = ground.language();
    map.text_scale = ground.request.page.text_size / report::kA4Landscape.text_size;
    const auto room = report::map_room(ground.request.page);
    const carto::SceneInput input{ground.source.dataset(),
                                  ground.coverage,
                                  ground.source.geometry(),
                                  ground.source.measure(),
                                  {},
                                  ground.source.layers()};
    const auto built = [&](const carto::Canvas& canvas) {
        return carto::build_scene(input, map, canvas, progress);
    };
    const auto& look = ground.request.look();
    map.texts.source =
        ground.note + " " + ground.mode() + "." + (look.footer.empty() ? "" : " " + look.footer);
    carto::MapScenePtr alone;
    if (ground.request.map_files) {
        const auto whole = built({ground.request.page.width, ground.request.page.height, {}});
        if (!whole) {
            return whole.error();
        }
        alone = std::make_shared<const carto::MapScene>(report::dressed(*whole->scene, look));
    }
    // The page says title and sources.
    map.furniture.title = false;
    map.furniture.sources = false;
    const auto scene = built({room.width, room.height, {}});
    if (!scene) {
        return scene.error();
    }
    auto drawn = std::make_shared<carto::MapScene>(report::dressed(*scene->scene, look));
    drawn->ground = carto::with_alpha(drawn->ground, 0);
    return report::MapBlock{std::move(drawn), name, std::move(alone), tips_of(ground, map.level)};
}

Result<report::Section> map_section(const CopilGround& ground, const Progress& progress) {
    auto map = copil_map(ground, carto::View::kCoverage, "carte-couverture", progress);
    if (!map) {
        return map.error();
    }
    report::Section section;
    section.title = ground.say({pack::kMapTitle, {ground.of}});
    section.subject = ground.say({pack::kMapSubject});
    section.note = ground.note;
    section.blocks.emplace_back(std::move(map).value());
    return section;
}

report::Section trajectory_section(const CopilGround& ground) {
    report::Section section;
    section.title = trajectory_title(ground);
    section.subject = ground.say({pack::kTrajectorySubject});
    section.note = ground.note;
    const auto years = target_years(ground);
    if (auto history = history_of(ground)) {
        auto& curve = history->curve;
        for (const auto& one : years) {
            curve.targets.push_back(
                {one.year, report::share({one.target.numerator, one.target.denominator}),
                 ground.say({pack::kCurveTarget, {target_text(ground, one.target)}})});
        }
        const auto language = ground.language();
        curve.words = ground.say({pack::kTrajectoryWords,
                                  {long_date(curve.points.front().date, language),
                                   report::percent_text(ground.row.rate, language),
                                   long_date(ground.date(), language)}});
        section.blocks.emplace_back(std::move(curve));
        section.blocks.emplace_back(targets_table(ground, years));
        section.blocks.emplace_back(report::TableBlock{
            ground.say({pack::kCausesHeading}), std::move(history->steps), report::kNothing});
    } else {
        section.blocks.emplace_back(targets_table(ground, years));
    }
    return section;
}

}  // namespace maillage::workspace
