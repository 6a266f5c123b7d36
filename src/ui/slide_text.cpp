// SPDX-License-Identifier: Apache-2.0
// The words of a slide: the map's finding, the figure of its territory, what remains to do.
#include "base/present_messages.hpp"
#include "base/text.hpp"
#include "carto/department_words.hpp"
#include "ui/numbers.hpp"
#include "ui/parts.hpp"
#include "workspace/presentation.hpp"
#include "workspace/publication.hpp"

namespace maillage::ui {
namespace {

std::string years_words(const PanelContext& context) {
    const auto& years = context.snapshot.results->coverage->years();
    if (years.size() == 1) {
        return context.text(slides::kSlideOfYear, {std::to_string(years.front())});
    }
    std::string list;
    for (const int year : years) {
        list += (list.empty() ? "" : ", ") + std::to_string(year);
    }
    return context.text(slides::kSlideOfYears, {list});
}

/// How many there are, and the number that a plural follows.
std::pair<std::string, std::int64_t> signatories(const PanelContext& context,
                                                 const indicators::CoverageRow& row) {
    return {count_text(row.range.total, row.years, context.language),
            indicators::shown_count(row.range.total.high, row.years)};
}

/// "Cible 2024 : 75 %. Il reste 82 signataires à couvrir. 2 contrats suffisent."
std::string target_words(const PanelContext& context, const indicators::CoverageRow& row) {
    const auto year = std::to_string(year_of(context.snapshot.results->date));
    if (!row.target) {
        return context.text(slides::kSlideNoTarget, {year});
    }
    const indicators::Rate target{row.target->numerator, row.target->denominator};
    const bool whole = target.num * 100 % target.den == 0;
    const auto share = percent_text(target, context.language, whole ? 0 : 1);
    if (!row.to_cover) {
        return context.text(slides::kSlideTargetOnly, {year, share});
    }
    if (row.to_cover->high == 0) {
        return context.text(slides::kSlideTargetReached, {year, share});
    }
    auto words = context.text(
        slides::kSlideTarget,
        {year, share, count_text(*row.to_cover, 1, context.language), row.to_cover->high});
    const auto& next = context.snapshot.next;
    if (context.snapshot.next_current && next->plan && next->plan->proven()) {
        words += ' ' + context.text(slides::kSlideEnough, {next->plan->contracts});
    }
    return words;
}

/// The rate, what it is of, its interval and the way to the target.
void write_coverage(const PanelContext& context, const TerritoryFacts& facts, SlideText& text) {
    const auto& row = facts.row;
    if (!row.rate) {
        text.sentence = context.text(MessageId::kNotComputable);
        return;
    }
    const bool known = context.snapshot.results->dataset->partial_contracts;
    const auto [count, plural] = signatories(context, row);
    text.figure = middle_text(*row.rate, context.language);
    text.sentence = context.text(known ? slides::kSlideCoveredKnown : slides::kSlideCovered,
                                 {count, plural, years_words(context)});
    if (is_interval(*row.rate)) {
        text.note =
            context.text(slides::kSlideBetween, {percent_text(row.rate->low, context.language),
                                                 percent_text(row.rate->high, context.language)});
    }
    if (facts.scenario_change) {
        text.note +=
            (text.note.empty() ? "" : "\n") + scenario_note(context, *facts.scenario_change);
    }
    text.gauge = true;
    text.target = target_words(context, row);
}

}  // namespace

bool may_show(const PanelContext& context) {
    const auto& results = context.snapshot.results;
    return results != nullptr && (context.view.presentation.internal || results->publication);
}

SlideText slide_text(const PanelContext& context, const FocusFacts& facts) {
    SlideText text;
    const auto& now = context.view.presentation;
    const auto* saved = workspace::slide_shown(context.view);
    const auto number = std::to_string(now.slide + 1);
    const auto& name = context.snapshot.spec->name;
    text.number = name.empty() ? number : context.text(slides::kSlideNumber, {name, number});
    text.with_notes = now.notes;
    if (!facts.facts || !may_show(context)) {
        text.title = context.text(facts.facts ? slides::kPreparing : screen::kLoading);
        return text;
    }
    const auto& results = *context.snapshot.results;
    text.notes = saved == nullptr || saved->notes.empty()
                     ? context.text(slides::kNoNotes)
                     : workspace::shown_text(*results.dataset, saved->notes);
    text.place = context.text(slides::kSlideAt, {carto::typographic(facts.facts->name),
                                                 long_date(results.date, context.language)});
    if (!results.scenario.empty()) {
        text.trying = context.text(slides::kSlideTrying,
                                   {workspace::shown_text(*results.dataset, results.scenario)});
    }
    if (context.snapshot.scene != nullptr) {
        const auto& words = context.snapshot.scene->words;
        text.title = words.title;
        text.foot = words.sources + (words.notices.empty() ? "" : "\n") + words.notices;
        text.sentence = words.subtitle;
    }
    switch (context.view.map.view) {
        case carto::View::kCoverage:
        case carto::View::kContracts:
            write_coverage(context, *facts.facts, text);
            break;
        case carto::View::kSignatories: {
            const auto [count, plural] = signatories(context, facts.facts->row);
            text.figure = count;
            text.sentence = context.text(slides::kSlideSignatories, {plural, years_words(context)});
            break;
        }
        case carto::View::kPopulation:
        case carto::View::kAccess:
        case carto::View::kAccessGaps:
        case carto::View::kAccessCoverage:
            break;  // The title has the finding; what the map shows stands below.
    }
    return text;
}

}  // namespace maillage::ui
