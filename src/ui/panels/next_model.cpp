// SPDX-License-Identifier: Apache-2.0
#include "ui/panels/next_model.hpp"

#include "base/planning_messages.hpp"
#include "base/text.hpp"
#include "carto/department_words.hpp"
#include "planning/candidate_facts.hpp"
#include "ui/numbers.hpp"
#include "ui/panels/figures.hpp"

#include <algorithm>
#include <array>
#include <numeric>

namespace maillage::ui {
namespace {

using planning::CandidateLevel;
using planning::Candidates;
using workspace::NextContracts;
using workspace::ThingRef;

constexpr const char* kRange = "\u2013";
constexpr std::size_t kMostNames = 4;

std::string say(MessageId id, Language language,
                std::initializer_list<MessageArgument> values = {}) {
    return render({id, values}, language);
}

std::int64_t years_of(const Candidates& all) {
    return std::max<std::int64_t>(1, static_cast<std::int64_t>(all.state.years().size()));
}

std::string place_text(const planning::RankInterval& rank) {
    return rank.best == rank.worst
               ? std::to_string(rank.best)
               : std::to_string(rank.best) + kRange + std::to_string(rank.worst);
}

MessageId level_word(CandidateLevel level) {
    constexpr auto kWords =
        std::to_array<MessageId>({planning::kNextCommune, planning::kNextEpt, planning::kNextEpci});
    return kWords.at(static_cast<std::size_t>(level));
}

/// Level, rural share where it is known, change of population.
std::string detail_text(const NextContracts& next, std::uint32_t v, Language language) {
    const auto& all = next.candidates;
    const auto facts = planning::facts_of(all, v);
    auto text = say(level_word(all.level[v]), language);
    const auto add = [&](const std::string& part) { text += " · " + part; };
    if (facts.rural_share) {
        add(say(planning::kNextRural, language, {percent_text(*facts.rural_share, language, 0)}));
    }
    if (facts.evolution) {
        add(say(planning::kNextEvolution, language, {signed_text(*facts.evolution, language)}));
    }
    if (facts.covered_communes > 0) {
        add(say(planning::kNextPartly, language,
                {static_cast<std::int64_t>(facts.covered_communes)}));
    }
    return text;
}

/// In points of a department's rate, the cautious end; over several departments the largest.
std::string points_of(const Candidates& all, std::uint32_t v, Language language) {
    std::optional<indicators::Rate> most;
    for (const auto& part : all.parts_of(v)) {
        if (part.points && (!most || indicators::compare(part.points->low, *most) > 0)) {
            most = part.points->low;
        }
    }
    return most ? points_text(*most, language) : std::string();
}

NextRow row_of(const NextContracts& next, std::uint32_t v, Language language) {
    const auto& all = next.candidates;
    NextRow row;
    row.candidate = v;
    row.place = place_text(next.ranks[v]);
    row.name = carto::typographic(all.name(v));
    row.detail = detail_text(next, v, language);
    row.gain = "+" + count_text(all.gain[v], years_of(all), language);
    row.points = points_of(all, v, language);
    if (const auto cents = next.funding[v].most_cents) {
        row.amount = say(planning::kNextEuros, language, {group_digits(*cents / 100, language)});
    }
    row.refused = next.refused[v];
    if (all.level[v] != CandidateLevel::kEpt) {
        row.thing = ThingRef{all.level[v] == CandidateLevel::kEpci ? ThingRef::Kind::kEpci
                                                                   : ThingRef::Kind::kCommune,
                             std::string(all.code(v))};
    }
    return row;
}

void add_score(NextRow& row, const planning::ScoreParts& parts, const planning::Weights& weights,
               Language language) {
    constexpr std::int64_t kUnit = planning::kScoreUnit;
    const auto whole = std::accumulate(weights.begin(), weights.end(), std::int64_t{0});
    row.score = fixed_ratio(planning::score(parts, weights), kUnit * kUnit, 3,
                            language == Language::kFrench ? ',' : '.');
    for (std::size_t i = 0; i < planning::kCriteria && whole > 0; ++i) {
        row.parts.at(i) = static_cast<double>(parts.at(i)) / static_cast<double>(kUnit) *
                          static_cast<double>(weights.at(i)) / static_cast<double>(whole);
    }
}

std::vector<std::string> names_of(const Candidates& all, const std::vector<std::uint32_t>& chosen) {
    std::vector<std::string> names;
    names.reserve(chosen.size());
    for (const auto v : chosen) {
        names.push_back(carto::typographic(all.name(v)));
    }
    return names;
}

std::vector<std::uint32_t> chosen_of(const planning::Plan& plan) {
    std::vector<std::uint32_t> chosen;
    for (const auto& step : plan.steps) {
        chosen.push_back(step.candidate);
    }
    return chosen;
}

std::string guaranteed(const indicators::CoverageRange& range, Language language) {
    const auto rate = indicators::rate_bounds(range);
    return rate ? percent_text(rate->low, language) : "—";
}

std::string target_text(const NextContracts& next, Language language) {
    const indicators::Rate target{next.target->numerator, next.target->denominator};
    return percent_text(target, language, target.num * 100 % target.den == 0 ? 0 : 1);
}

/// Rate of the frontier's last point: nothing more can be had.
std::string best_of_all(const NextContracts& next, Language language) {
    return next.frontier.empty() ? "—" : percent_text(next.frontier.back().value, language);
}

/// "Si Gien refuse : 3 contrats." for the pick that is dearest to lose.
std::string refusal_words(const NextContracts& next, Language language) {
    const planning::PickExplanation* dearest = nullptr;
    for (const auto& pick : next.picks) {
        const bool worse =
            dearest == nullptr || (dearest->without.found() && !pick.without.found()) ||
            (dearest->without.found() && pick.without.contracts > dearest->without.contracts);
        if (worse) {
            dearest = &pick;
        }
    }
    if (dearest == nullptr) {
        return {};
    }
    const auto name = carto::typographic(next.candidates.name(dearest->candidate));
    return dearest->without.found()
               ? say(planning::kPlanIfRefuses, language, {name, dearest->without.contracts})
               : say(planning::kPlanIfRefusesNone, language, {name});
}

PlanWords found_words(const NextContracts& next, const planning::Plan& plan, Language language) {
    PlanWords words;
    words.finding =
        say(plan.proven() ? planning::kPlanSuffices : planning::kPlanFound, language,
            {plan.contracts, joined_names(names_of(next.candidates, chosen_of(plan)), language)});
    words.detail = say(planning::kPlanResult, language,
                       {guaranteed(plan.range, language), group_digits(plan.cost, language)});
    if (plan.proven() && plan.contracts > 1) {
        words.detail += " " + say(planning::kPlanProof, language,
                                  {plan.contracts - 1, target_text(next, language)});
    }
    if (plan.tie_count > 0) {
        words.detail +=
            " " + say(planning::kNextTies, language, {static_cast<std::int64_t>(plan.tie_count)});
    }
    if (const auto refusal = refusal_words(next, language); !refusal.empty()) {
        words.detail += " " + refusal;
    }
    return words;
}

}  // namespace

std::string joined_names(const std::vector<std::string>& names, Language language) {
    std::string text;
    const auto shown = names.size() > kMostNames ? kMostNames - 1 : names.size();
    for (std::size_t i = 0; i < shown; ++i) {
        const bool last = i + 1 == names.size();
        text += i == 0 ? "" : last ? say(planning::kJoinAnd, language) : ", ";
        text += names[i];
    }
    if (shown < names.size()) {
        text +=
            say(planning::kJoinOthers, language, {static_cast<std::int64_t>(names.size() - shown)});
    }
    return text;
}

std::vector<NextRow> next_rows(const NextContracts& next, NextShown shown, std::size_t most,
                               Language language, const std::optional<planning::Weights>& weights) {
    std::vector<std::uint32_t> order;
    for (const auto v : next.order) {
        const bool commune = next.candidates.level[v] == CandidateLevel::kCommune;
        if (commune == (shown == NextShown::kCommunes)) {
            order.push_back(v);
        }
    }
    if (weights) {
        order =
            planning::first_in_order(next.candidates, next.parts, weights, std::move(order), most);
    }
    order.resize(std::min(order.size(), most));
    std::vector<NextRow> rows;
    std::int64_t before = 0;
    for (const auto v : order) {
        rows.push_back(row_of(next, v, language));
        if (!weights) {
            continue;
        }
        auto& row = rows.back();
        const auto score = planning::score(next.parts[v], *weights);
        const bool equal = rows.size() > 1 && score == before;
        add_score(row, next.parts[v], *weights, language);
        row.place = equal ? rows[rows.size() - 2].place : std::to_string(rows.size());
        before = score;
    }
    return rows;
}

MessageId criterion_word(planning::Criterion criterion) {
    constexpr auto kWords =
        std::to_array<MessageId>({planning::kCriterionGain, planning::kCriterionRural,
                                  planning::kCriterionDecline, planning::kCriterionCost});
    static_assert(kWords.size() == planning::kCriteria);
    return kWords.at(static_cast<std::size_t>(criterion));
}

std::string weight_text(indicators::Rate weight, Language language) {
    constexpr int kPlaces = 3;
    auto text =
        fixed_ratio(weight.num, weight.den, kPlaces, language == Language::kFrench ? ',' : '.');
    text.resize(text.find_last_not_of('0') + 1);
    if (text.back() == ',' || text.back() == '.') {
        text.pop_back();
    }
    return text;
}

std::string swap_words(const NextContracts& next, const std::vector<NextRow>& rows, std::size_t row,
                       const planning::Weights& weights, Language language) {
    if (rows.size() < 2) {
        return {};
    }
    const bool first = row == 0;
    const auto& other = rows[first ? 1 : row - 1];
    std::vector<std::string> parts;
    for (std::size_t i = 0; i < planning::kCriteria; ++i) {
        const auto criterion = static_cast<planning::Criterion>(i);
        const auto at = planning::swap_weight(next.parts[rows[row].candidate],
                                              next.parts[other.candidate], weights, criterion);
        if (!at) {
            continue;
        }
        const bool more = std::is_gt(
            indicators::compare(*at, indicators::Rate{weights.at(i), planning::kScoreUnit}));
        parts.push_back(
            say(more ? planning::kWeightAbove : planning::kWeightBelow, language,
                {say(criterion_word(criterion), language), weight_text(*at, language)}));
    }
    if (parts.empty()) {
        return say(planning::kNoSwap, language, {other.name});
    }
    std::string list;
    for (const auto& part : parts) {
        list += (list.empty() ? "" : ", ") + part;
    }
    return say(first ? planning::kYieldsTo : planning::kOvertakes, language, {other.name, list});
}

PlanWords plan_words(const NextContracts& next, Language language) {
    const auto year = std::to_string(year_of(next.candidates.state.query().date));
    PlanWords words;
    if (!next.target) {
        words.title = say(planning::kPlanWithoutTargetTitle, language);
        words.finding = say(planning::kPlanWithoutTarget, language, {year});
        return words;
    }
    if (next.reached) {
        words.finding = say(planning::kPlanReached, language, {target_text(next, language)});
    } else if (next.plan && next.plan->found()) {
        words = found_words(next, *next.plan, language);
    } else if (next.plan && next.plan->status == planning::PlanStatus::kInfeasible) {
        words.finding = say(planning::kPlanImpossible, language,
                            {target_text(next, language), best_of_all(next, language)});
    } else {
        words.finding = say(planning::kNextNotKnown, language);
    }
    words.title = say(planning::kPlanTitle, language, {year, target_text(next, language)});
    return words;
}

PlanWords frontier_words(const NextContracts& next, std::size_t point, Language language) {
    const auto& one = next.frontier[point];
    PlanWords words;
    words.title =
        say(planning::kFrontierPoint, language, {one.contracts, percent_text(one.value, language)});
    words.finding = joined_names(names_of(next.candidates, one.chosen), language);
    return words;
}

}  // namespace maillage::ui
