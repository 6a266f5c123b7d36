// SPDX-License-Identifier: Apache-2.0
#include "report/plan_text.hpp"

#include "base/planning_messages.hpp"
#include "base/screen_messages.hpp"
#include "base/text.hpp"
#include "report/plan_rows.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>
#include <span>
#include <string_view>
#include <utility>

namespace maillage::report {
namespace {

using indicators::Rate;
using planning::Candidates;
using planning::Condition;
using planning::FrontierPoint;
using planning::Objective;
using planning::PlanAnswer;
using planning::PlanKind;
using planning::PlanStatus;
using planning::PlanStep;

/// Names in one sentence, and ties in one answer.
constexpr std::size_t kMostNames = 8;
constexpr std::size_t kMostTies = 5;

std::string hundredths(Rate rate, Language language) {
    return fixed_ratio(100 * rate.num, rate.den, 1, language == Language::kFrench ? ',' : '.');
}

std::string percent_text_of(double share, Language language) {
    constexpr double kTenths = 1000;
    return percent_text({std::llround(share * kTenths), 1000}, language);
}

/// "A, B et C"; of many the first ones "et 5 autres".
std::string names_of(const Candidates& all, std::span<const std::uint32_t> contracts,
                     Language language) {
    if (contracts.empty()) {
        return "";
    }
    const auto shown = contracts.size() > kMostNames ? kMostNames - 1 : contracts.size() - 1;
    std::string text;
    for (std::size_t i = 0; i < shown; ++i) {
        text += i == 0 ? "" : ", ";
        text += all.name(contracts[i]);
    }
    const auto rest = static_cast<std::int64_t>(contracts.size() - shown);
    if (rest > 1) {
        return render({planning::kPlanOthers, {text, rest}}, language);
    }
    const std::string last(all.name(contracts.back()));
    return text.empty() ? last : render({planning::kPlanAnd, {text, last}}, language);
}

std::vector<std::uint32_t> contracts_of(const std::vector<PlanStep>& steps) {
    std::vector<std::uint32_t> contracts;
    contracts.reserve(steps.size());
    for (const auto& step : steps) {
        contracts.push_back(step.candidate);
    }
    return contracts;
}

/// Those of \p some that are not in \p others.
std::vector<std::uint32_t> without(std::span<const std::uint32_t> some,
                                   std::span<const std::uint32_t> others) {
    std::vector<std::uint32_t> rest;
    std::copy_if(some.begin(), some.end(), std::back_inserter(rest), [&](std::uint32_t v) {
        return std::find(others.begin(), others.end(), v) == others.end();
    });
    return rest;
}

/// The name of what a target is of: a department of the scope, or the whole.
std::string target_place(const PlanAnswer& answer, std::uint32_t slot, Language language) {
    const auto& all = answer.candidates.state.dataset().territories;
    const auto& scope = answer.candidates.scope;
    if (slot != Candidates::kNone) {
        return all.departments.name[scope.departments[slot].value];
    }
    if (scope.territory && scope.territory->level == indicators::Level::kDepartment) {
        return all.departments.name[scope.territory->row];
    }
    if (scope.territory && scope.territory->level == indicators::Level::kRegion) {
        return all.regions.name[scope.territory->row];
    }
    return render({planning::kPlanWhole}, language);
}

class Sentences {
public:
    Sentences(const PlanAnswer& answer, Language language)
        : m_answer(answer), m_language(language) {}

    std::vector<std::string> all() {
        switch (m_answer.kind) {
            case PlanKind::kPlan:
                plan();
                break;
            case PlanKind::kYears:
                years();
                break;
            case PlanKind::kFrontier:
                frontier();
                break;
        }
        return std::move(m_lines);
    }

private:
    void plan();
    void heading();
    void rate_and_cost();
    void proof(Rate value, Rate bound);
    void ties();
    void infeasible();
    std::string condition(const planning::ConflictingCondition& one) const;
    void picks();
    std::string loss(const planning::PickExplanation& pick) const;
    void one_more();
    void chances();
    void years();
    void frontier();

    std::string text(const Message& message) const { return render(message, m_language); }
    void say(const Message& message) { m_lines.push_back(text(message)); }
    std::string names(std::span<const std::uint32_t> contracts) const {
        return names_of(m_answer.candidates, contracts, m_language);
    }
    std::string name(std::uint32_t v) const { return std::string(m_answer.candidates.name(v)); }
    std::string rate(const std::optional<Rate>& rate) const {
        return rate ? percent_text(*rate, m_language) : text({MessageId::kNotComputable});
    }
    std::string value(Rate value) const;
    bool guaranteed() const { return m_answer.request.measure == planning::Measure::kGuaranteed; }

    const PlanAnswer& m_answer;
    Language m_language;
    std::vector<std::string> m_lines;
};

/// What is optimised, exactly: a rate with its fraction.
std::string Sentences::value(Rate value) const {
    switch (m_answer.kind == PlanKind::kYears ? Objective::kFewestContracts
                                              : m_answer.request.objective) {
        case Objective::kMostCoverage:
            return percent_text(value, m_language) + " (" + group_digits(value.num, m_language) +
                   "/" + group_digits(value.den, m_language) + ")";
        case Objective::kFewestContracts:
            return text({planning::kPlanContracts, {value.num}});
        case Objective::kLeastMoney:
            break;
    }
    return euros_text(value.num, m_language);
}

void Sentences::plan() {
    const auto& plan = m_answer.plan;
    if (plan.status == PlanStatus::kInfeasible) {
        infeasible();
        return;
    }
    if (plan.status == PlanStatus::kNotKnown) {
        say({planning::kPlanNotKnown});
        return;
    }
    heading();
    rate_and_cost();
    proof(plan.value, plan.bound);
    ties();
    picks();
    one_more();
    chances();
}

void Sentences::heading() {
    const auto& plan = m_answer.plan;
    const auto named = names(contracts_of(plan.steps));
    const bool aimed = m_answer.request.objective != Objective::kMostCoverage;
    if (plan.steps.empty()) {
        say({aimed ? planning::kPlanAlready : planning::kPlanNothing});
    } else if (!aimed) {
        say({planning::kPlanBest, {plan.contracts, named}});
    } else if (m_answer.request.objective == Objective::kLeastMoney) {
        say({planning::kPlanCheapest, {euros_text(plan.cost, m_language), plan.contracts, named}});
    } else {
        say({planning::kPlanEnough, {plan.contracts, named}});
    }
}

void Sentences::rate_and_cost() {
    const auto& plan = m_answer.plan;
    if (plan.steps.empty()) {
        return;
    }
    const auto measure = m_answer.request.measure;
    say({guaranteed() ? planning::kPlanRate : planning::kPlanRatePossible,
         {rate(planning::measured_rate(m_answer.before, measure)),
          rate(planning::measured_rate(plan.range, measure))}});
    if (m_answer.costs_known) {
        say({planning::kPlanCost, {euros_text(plan.cost, m_language)}});
    }
}

void Sentences::proof(Rate reached, Rate bound) {
    if (std::is_eq(indicators::compare(reached, bound))) {
        say({planning::kPlanProven, {value(reached)}});
    } else {
        say({planning::kPlanBounded, {value(reached), value(bound)}});
    }
}

void Sentences::ties() {
    const auto& plan = m_answer.plan;
    if (plan.tie_count == 0) {
        if (plan.ties_complete && plan.proven() && !plan.steps.empty()) {
            say({planning::kPlanNoTie});
        }
        return;
    }
    const auto count = static_cast<std::int64_t>(
        std::min<std::uint64_t>(plan.tie_count, std::numeric_limits<std::int64_t>::max()));
    // The count is exact also where only the first ones are listed.
    const bool all_counted = plan.ties_complete || plan.ties.size() == m_answer.request.tie_limit;
    say({all_counted ? planning::kPlanTies : planning::kPlanTiesAtLeast, {count}});
    for (std::size_t i = 0; i < std::min(plan.ties.size(), kMostTies); ++i) {
        const auto chosen = contracts_of(plan.steps);
        say({planning::kPlanTie,
             {names(without(plan.ties[i], chosen)), names(without(chosen, plan.ties[i]))}});
    }
}

void Sentences::infeasible() {
    if (m_answer.conflict.empty()) {
        say({planning::kPlanInfeasibleAll});
        return;
    }
    std::string conditions;
    for (const auto& one : m_answer.conflict) {
        conditions += (conditions.empty() ? "" : " ; ") + condition(one);
    }
    say({planning::kPlanInfeasible,
         {static_cast<std::int64_t>(m_answer.conflict.size()), conditions}});
}

std::string Sentences::condition(const planning::ConflictingCondition& one) const {
    const auto& request = m_answer.request;
    switch (one.condition) {
        case Condition::kContracts:
            return text({planning::kConditionContracts, {*request.contracts}});
        case Condition::kBudget:
            return text({planning::kConditionBudget, {euros_text(*request.budget, m_language)}});
        case Condition::kTarget: {
            const auto& target = request.targets[one.target];
            return text({planning::kConditionTarget,
                         {target_place(m_answer, target.slot, m_language),
                          rate(Rate{target.rate.numerator, target.rate.denominator})}});
        }
        case Condition::kLockedIn:
            return text({planning::kConditionLockedIn});
        case Condition::kLockedOut:
            return text({planning::kConditionLockedOut});
        case Condition::kEligible:
            return text({planning::kConditionEligible});
        case Condition::kRuralShare: {
            const bool contracts = request.rural_share_of == planning::RuralShareOf::kContracts;
            return text(
                {contracts ? planning::kConditionRural : planning::kConditionRuralSignatories,
                 {rate(Rate{request.rural_share->numerator, request.rural_share->denominator})}});
        }
        case Condition::kOnePerArrondissement:
            break;
    }
    return text({planning::kConditionArrondissement});
}

void Sentences::picks() {
    for (const auto& pick : m_answer.picks) {
        const auto who = name(pick.candidate);
        if (pick.without.status == PlanStatus::kInfeasible) {
            say({planning::kPlanPickNone, {who}});
        } else if (!pick.without.found()) {
            say({planning::kPlanPickNotKnown, {who}});
        } else if (pick.next.empty()) {
            say({planning::kPlanPickNobody, {who, loss(pick)}});
        } else {
            say({planning::kPlanPickNext, {who, names(pick.next), loss(pick)}});
        }
    }
}

std::string Sentences::loss(const planning::PickExplanation& pick) const {
    const auto cost = *pick.replacement_cost;
    std::string lost;
    if (cost.num == 0) {
        lost = text({planning::kPlanLossNothing});
    } else if (m_answer.request.objective == Objective::kMostCoverage) {
        lost = text({planning::kPlanLossPoints, {hundredths(cost, m_language)}});
    } else if (m_answer.request.objective == Objective::kFewestContracts) {
        lost = text({planning::kPlanLossContracts, {cost.num / cost.den}});
    } else {
        lost = text({planning::kPlanLossEuros, {euros_text(cost.num / cost.den, m_language)}});
    }
    return pick.without.proven() && m_answer.plan.proven()
               ? lost
               : text({planning::kPlanLossUnproven, {lost}});
}

void Sentences::one_more() {
    if (!m_answer.one_more || !m_answer.one_more->found()) {
        return;
    }
    const auto more = indicators::difference(m_answer.one_more->value, m_answer.plan.value);
    if (more.num <= 0) {
        say({planning::kPlanOneMoreNothing});
        return;
    }
    const auto added =
        without(contracts_of(m_answer.one_more->steps), contracts_of(m_answer.plan.steps));
    say({planning::kPlanOneMore, {hundredths(more, m_language), names(added)}});
}

void Sentences::chances() {
    if (!m_answer.chances) {
        return;
    }
    const auto& chances = *m_answer.chances;
    const auto years = years_of(m_answer);
    const auto mean = std::llround(chances.gain.mean() / static_cast<double>(years));
    say({planning::kPlanChances,
         {std::int64_t{mean}, indicators::shown_count(chances.all_sign, years)}});
    say({planning::kPlanChancesAll,
         {percent_text_of(chances.gain.at_least(chances.all_sign), m_language)}});
    if (chances.needed) {
        say({planning::kPlanChancesTarget,
             {percent_text_of(chances.gain.at_least(*chances.needed), m_language)}});
    }
    if (chances.supposed > 0) {
        say({planning::kPlanSupposedCertain, {static_cast<std::int64_t>(chances.supposed)}});
    }
}

void Sentences::years() {
    const auto& plan = m_answer.years;
    if (plan.status == PlanStatus::kInfeasible) {
        say(plan.out_of_reach
                ? Message(planning::kYearsOutOfReach, {std::to_string(*plan.out_of_reach)})
                : Message(planning::kYearsTogether));
        return;
    }
    if (plan.status == PlanStatus::kNotKnown) {
        say({planning::kPlanNotKnown});
        return;
    }
    if (plan.contracts == 0) {
        say({planning::kYearsAlready});
    } else {
        say({planning::kYearsEnough, {plan.contracts}});
    }
    proof({plan.contracts, 1}, {plan.bound, 1});
}

void Sentences::frontier() {
    const auto& points = m_answer.frontier;
    if (points.empty()) {
        say({planning::kPlanNothing});
        return;
    }
    say({planning::kFrontierReach,
         {rate(points.front().value), rate(points.back().value), points.back().contracts}});
    std::int64_t open = 0;
    Rate widest;
    for (const auto& point : points) {
        if (!point.proven()) {
            ++open;
            const auto gap = indicators::difference(point.bound, point.value);
            widest = std::is_gt(indicators::compare(gap, widest)) ? gap : widest;
        }
    }
    const auto all = static_cast<std::int64_t>(points.size());
    if (open == 0) {
        say({planning::kFrontierProven, {all}});
    } else {
        say({planning::kFrontierBounded, {open, all, hundredths(widest, m_language)}});
    }
}

/// "45, 2A": codes of departments.
std::string listed(const std::vector<std::string>& codes) {
    std::string text;
    for (const auto& code : codes) {
        text += (text.empty() ? "" : ", ") + code;
    }
    return text;
}

/// What a plan of many is, without its rows.
struct Outcome {
    PlanStatus status = PlanStatus::kInfeasible;
    std::int64_t contracts = 0;
};
Outcome outcome_of(const PlanAnswer& answer) {
    switch (answer.kind) {
        case PlanKind::kPlan:
            return {answer.plan.status, answer.plan.contracts};
        case PlanKind::kYears:
            return {answer.years.status, answer.years.contracts};
        case PlanKind::kFrontier:
            break;
    }
    const bool proven = std::all_of(answer.frontier.begin(), answer.frontier.end(),
                                    [](const FrontierPoint& point) { return point.proven(); });
    return {proven ? PlanStatus::kProven : PlanStatus::kBounded,
            answer.frontier.empty() ? 0 : answer.frontier.back().contracts};
}

}  // namespace

std::string euros_text(std::int64_t euros, Language language) {
    return render({planning::kFundingEuros, {group_digits(euros, language)}}, language);
}

std::vector<std::string> plan_sentences(const PlanAnswer& answer, Language language) {
    return Sentences(answer, language).all();
}

std::vector<std::string> sentences_of_departments(const std::vector<ListedPlan>& plans,
                                                  const std::vector<std::string>& no_target,
                                                  Language language) {
    std::vector<std::string> infeasible;
    std::vector<std::string> not_known;
    std::vector<std::string> unproven;
    std::int64_t found = 0;
    std::int64_t contracts = 0;
    for (const auto& [department, answer] : plans) {
        const auto outcome = outcome_of(*answer);
        if (outcome.status == PlanStatus::kInfeasible) {
            infeasible.push_back(department);
        } else if (outcome.status == PlanStatus::kNotKnown) {
            not_known.push_back(department);
        } else {
            ++found;
            contracts += outcome.contracts;
            if (outcome.status == PlanStatus::kBounded) {
                unproven.push_back(department);
            }
        }
    }
    std::vector<std::string> lines;
    const auto say = [&](const Message& message) { lines.push_back(render(message, language)); };
    say({planning::kEachSums,
         {static_cast<std::int64_t>(plans.size() + no_target.size()), found, contracts}});
    for (const auto& [id, codes] : {std::pair(planning::kEachInfeasible, infeasible),
                                    std::pair(planning::kEachNotKnown, not_known),
                                    std::pair(planning::kEachUnproven, unproven),
                                    std::pair(planning::kEachNoTarget, no_target)}) {
        if (!codes.empty()) {
            say({id, {listed(codes)}});
        }
    }
    return lines;
}

}  // namespace maillage::report
