// SPDX-License-Identifier: Apache-2.0
#include "workspace/plans.hpp"

#include "base/parallel.hpp"
#include "base/planning_messages.hpp"
#include "index/hierarchy.hpp"
#include "indicators/coverage_state.hpp"
#include "indicators/targets.hpp"
#include "model/contract_details.hpp"
#include "model/lookup.hpp"
#include "planning/candidate_facts.hpp"
#include "planning/candidate_funding.hpp"
#include "planning/plan_search.hpp"
#include "workspace/plan_ground.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace maillage::workspace {
namespace {

using indicators::Level;
using planning::CandidateFunding;
using planning::CandidateLevel;
using planning::Candidates;
using planning::PlanAnswer;
using planning::PlanKind;
using planning::Scope;

Error not_found(MessageId id, std::initializer_list<MessageArgument> values) {
    return {Error::Code::kNotFound, {id, values}, ""};
}
Error refused(MessageId id, std::initializer_list<MessageArgument> values) {
    return {Error::Code::kRefused, {id, values}, ""};
}

Result<std::vector<PlanTerritory>> territories_of(const Territories& all,
                                                  const std::vector<std::string>& codes) {
    std::vector<PlanTerritory> named;
    for (const auto& code : codes) {
        auto one = plan_territory(all, code);
        if (!one) {
            return not_found(planning::kPlanUnknownLock, {code});
        }
        named.push_back(*std::move(one));
    }
    return named;
}

bool has_limit(const PlanQuestion& question) {
    return question.target || question.target_year || question.contracts || question.budget;
}

PlanKind kind_of(const PlanQuestion& question) {
    return !question.years.empty()                     ? PlanKind::kYears
           : question.frontier || !has_limit(question) ? PlanKind::kFrontier
                                                       : PlanKind::kPlan;
}

bool counts_euros(const PlanQuestion& question) {
    return question.budget || question.frontier == PlanBy::kEuros ||
           question.least == PlanBy::kEuros;
}

/// What does not depend on the territory planned for.
class Planner {
public:
    static Result<Planner> make(const DatasetPtr& dataset, const RuleSets& sets,
                                const PlanQuestion& question, const planning::Scenario* scenario,
                                Date today, std::stop_token stop);

    /// Candidates of \p scope. Safe on several threads.
    Candidates candidates(const Scope& scope) const {
        return planning::find_candidates(m_state, scope, m_counts);
    }
    /// The question in numbers. Not for several threads: funding shares counts.
    /// \returns Nothing if the data have no target for the scope.
    Result<std::optional<PlanAnswer>> ask(Candidates found);
    /// Safe on several threads.
    void answer(PlanAnswer& asked) const;

    /// A lock-in that no territory asked has a use for.
    std::optional<Error> unused_lock() const;
    const Territories& territories() const { return m_dataset->territories; }
    const DatasetPtr& dataset() const { return m_dataset; }
    PlansAnswer take_frame() { return std::move(m_frame); }

private:
    Planner(DatasetPtr dataset, PlanQuestion question, PlansAnswer frame)
        : m_dataset(std::move(dataset)),
          m_question(std::move(question)),
          m_frame(std::move(frame)),
          m_state(m_dataset, m_frame.asked.query),
          m_perimeters(m_dataset) {}

    std::optional<Error> set_locks(const planning::Scenario* scenario);
    std::optional<Error> add_locks(PlanAnswer& answer);
    std::vector<std::optional<double>> probabilities(const PlanGround& ground) const;
    bool add_targets(PlanAnswer& answer) const;
    bool add_years(PlanAnswer& answer);
    std::optional<Share> target_of_scope(const Scope& scope, int year) const;

    DatasetPtr m_dataset;
    PlanQuestion m_question;
    PlansAnswer m_frame;
    indicators::CoverageState m_state;
    Candidates::YearCounts m_counts;
    indicators::PerimeterCounts m_perimeters;
    std::vector<PlanTerritory> m_locked_in;
    std::vector<PlanTerritory> m_locked_out;
    std::set<std::string> m_used_locks;
    std::vector<bool> m_rural;
    std::stop_token m_stop;
};

Result<Planner> Planner::make(const DatasetPtr& dataset, const RuleSets& sets,
                              const PlanQuestion& question, const planning::Scenario* scenario,
                              Date today, std::stop_token stop) {
    auto asked = understand(*dataset, question.coverage, today);
    if (!asked) {
        return asked.error();
    }
    const int year = question.rules_year.value_or(year_of(asked->query.date));
    const auto* rules = rules_of_year(*sets, year);
    if (rules == nullptr) {
        return not_found(planning::kFundingNoRules, {std::to_string(year)});
    }
    const bool side = question.rural_share || question.one_per_arrondissement;
    if (side && kind_of(question) != PlanKind::kPlan) {
        return refused(planning::kPlanSideConditions, {});
    }
    const bool density = std::any_of(dataset->density.begin(), dataset->density.end(),
                                     [](std::uint8_t level) { return level > 0; });
    if (question.rural_share && !density) {
        return not_found(planning::kPlanNoDensity, {});
    }
    Planner planner(dataset, question, {std::move(asked).value(), sets, year, rules, {}, {}});
    planner.m_stop = std::move(stop);
    if (auto error = planner.set_locks(scenario)) {
        return *std::move(error);
    }
    if (scenario != nullptr) {
        auto with = planning::with_scenario(planner.m_state, *scenario,
                                            index::Hierarchy(dataset->territories));
        planner.m_state = std::move(with.state);
        planner.m_frame.scenario_missing = std::move(with.not_found);
    }
    planner.m_counts = planning::arrange_years(planner.m_state);
    if (question.rural_share) {
        for (const auto level : dataset->density) {
            planner.m_rural.push_back(level >= planning::kFirstRuralLevel);
        }
    }
    return planner;
}

std::optional<Error> Planner::set_locks(const planning::Scenario* scenario) {
    auto in = territories_of(territories(), m_question.locked_in);
    auto out = territories_of(territories(), m_question.locked_out);
    if (!in || !out) {
        return in ? out.error() : in.error();
    }
    m_locked_in = std::move(in).value();
    m_locked_out = std::move(out).value();
    if (scenario != nullptr) {
        for (const auto& refusal : scenario->refusals) {
            // One that this dataset does not have cannot be chosen either.
            if (auto named = plan_territory(territories(), refusal.code)) {
                m_locked_out.push_back(*std::move(named));
            }
        }
    }
    return std::nullopt;
}

std::optional<Error> Planner::unused_lock() const {
    for (const auto& one : m_locked_in) {
        if (!m_used_locks.contains(one.code)) {
            return refused(planning::kPlanLockNoCandidate, {one.code});
        }
    }
    return std::nullopt;
}

std::optional<Error> Planner::add_locks(PlanAnswer& answer) {
    const auto& all = answer.candidates;
    for (const auto& one : m_locked_in) {
        if (all.find(one.level, one.row) != Candidates::kNone) {
            m_used_locks.insert(one.code);
        }
    }
    answer.request.locked_in = positions(all, m_locked_in);
    const auto& locked = answer.request.locked_in;
    for (const auto a : locked) {
        for (const auto b : locked) {
            if (a != b && all.within(a, b)) {
                return refused(planning::kPlanNestedLocks,
                               {std::string(all.name(a)), std::string(all.name(b))});
            }
        }
    }
    return std::nullopt;
}

/// The target of the scope as one territory.
std::optional<Share> Planner::target_of_scope(const Scope& scope, int year) const {
    if (!scope.territory || scope.territory->level == Level::kFrance) {
        return std::nullopt;
    }
    const auto* target =
        indicators::target_of(*m_dataset, scope.territory->level, scope.territory->row, year);
    return target == nullptr ? std::nullopt : std::optional(target->rate);
}

/// \returns false where there is none.
bool Planner::add_targets(PlanAnswer& answer) const {
    auto& request = answer.request;
    const auto& scope = answer.candidates.scope;
    if (m_question.target) {
        request.targets.push_back({Candidates::kNone, *m_question.target});
    }
    if (m_question.target_year) {
        if (const auto whole = target_of_scope(scope, *m_question.target_year)) {
            request.targets.push_back({Candidates::kNone, *whole});
        } else {
            for (std::uint32_t slot = 0; slot < scope.departments.size(); ++slot) {
                const auto* target =
                    indicators::target_of(*m_dataset, Level::kDepartment,
                                          scope.departments[slot].value, *m_question.target_year);
                if (target != nullptr) {
                    request.targets.push_back({slot, target->rate});
                }
            }
        }
        if (request.targets.empty()) {
            return false;
        }
    }
    if (!request.targets.empty()) {
        request.objective = m_question.least == PlanBy::kEuros
                                ? planning::Objective::kLeastMoney
                                : planning::Objective::kFewestContracts;
    }
    return true;
}

/// The question's years with their targets. \returns false where none has one.
bool Planner::add_years(PlanAnswer& answer) {
    auto years = m_question.years;
    bool any = false;
    for (auto& year : years) {
        year.target = target_of_scope(answer.candidates.scope, year.year);
        if (m_question.target && &year == &years.back()) {
            year.target = m_question.target;
        }
        any = any || year.target;
    }
    answer.asked_years = std::move(years);
    return any;
}

/// As the register says: by position of the candidate.
std::vector<std::optional<double>> Planner::probabilities(const PlanGround& ground) const {
    std::vector<std::optional<double>> all(ground.candidates.size());
    for (std::size_t v = 0; v < all.size(); ++v) {
        if (const auto known = ground.funding[v].known) {
            if (const auto part = parse_part(detail(m_dataset->contracts[*known], "probabilite"))) {
                all[v] =
                    static_cast<double>(part->numerator) / static_cast<double>(part->denominator);
            }
        }
    }
    return all;
}

Result<std::optional<PlanAnswer>> Planner::ask(Candidates found) {
    auto ground = plan_ground(std::move(found), *m_frame.rules, m_question.unit_cost_cents,
                              m_perimeters, m_locked_out);
    if (!ground.costs_known() && counts_euros(m_question)) {
        return not_found(planning::kPlanNoCosts, {});
    }
    auto probability =
        m_question.explain ? probabilities(ground) : std::vector<std::optional<double>>();
    const bool costs_known = ground.costs_known();
    PlanAnswer answer(std::move(ground.candidates));
    answer.probability = std::move(probability);
    answer.costs_known = costs_known;
    answer.request = std::move(ground.request);
    answer.kind = kind_of(m_question);
    auto& request = answer.request;
    answer.by_cost = m_question.frontier == PlanBy::kEuros;
    request.measure = m_question.measure;
    request.contracts = m_question.contracts;
    request.budget = m_question.budget;
    request.rural_commune = m_rural;
    request.rural_share = m_question.rural_share;
    request.rural_share_of = m_question.rural_share_of;
    request.one_per_arrondissement = m_question.one_per_arrondissement;
    request.work_limit = m_question.work_limit;
    request.stop = m_stop;
    if (auto error = add_locks(answer)) {
        return *std::move(error);
    }
    const bool aimed = answer.kind == PlanKind::kYears ? add_years(answer) : add_targets(answer);
    if (!aimed) {
        return std::optional<PlanAnswer>();
    }
    return std::optional(std::move(answer));
}

void Planner::answer(PlanAnswer& asked) const {
    const auto& all = asked.candidates;
    asked.before = planning::range_of(all.state, all.scope);
    switch (asked.kind) {
        case PlanKind::kPlan:
            asked.plan = planning::best_plan(all, asked.request);
            planning::find_conflict(asked);
            if (m_question.explain) {
                planning::explain_answer(asked);
            }
            return;
        case PlanKind::kYears:
            asked.years = planning::plan_years(all, asked.request, asked.asked_years);
            return;
        case PlanKind::kFrontier:
            asked.frontier = asked.by_cost
                                 ? planning::frontier_by_cost(all, asked.request, true)
                                 : planning::frontier_by_contracts(all, asked.request, true);
            return;
    }
}

Result<Scope> scope_of(const Dataset& dataset, const PlanQuestion& question) {
    if (question.region && !find(dataset.territories, *question.region).valid()) {
        return not_found(planning::kPlanNoRegion, {question.region->string()});
    }
    return scope_asked(dataset, question.coverage.department, question.region);
}

Error cancelled() { return {Error::Code::kCancelled, {MessageId::kCancelled}, ""}; }

Error no_target(const PlanQuestion& question) {
    std::string years = question.target_year ? std::to_string(*question.target_year) : "";
    for (const auto& year : question.years) {
        years += (years.empty() ? "" : ", ") + std::to_string(year.year);
    }
    return not_found(planning::kPlanNoTarget, {years});
}

}  // namespace

Result<PlansAnswer> plan(const DatasetPtr& dataset, const RuleSets& sets,
                         const PlanQuestion& question, const planning::Scenario* scenario,
                         Date today, const Progress& progress) {
    auto made = Planner::make(dataset, sets, question, scenario, today, progress.stop_token());
    if (!made) {
        return made.error();
    }
    auto& planner = made.value();
    const auto scope = scope_of(*dataset, question);
    if (!scope) {
        return scope.error();
    }
    auto asked = planner.ask(planner.candidates(*scope));
    if (!asked) {
        return asked.error();
    }
    if (auto error = planner.unused_lock()) {
        return *std::move(error);
    }
    DepartmentPlan whole{{}, std::move(asked).value()};
    if (!whole.answer) {
        return no_target(question);
    }
    planner.answer(*whole.answer);
    if (progress.cancelled()) {
        return cancelled();
    }
    auto result = planner.take_frame();
    result.plans.push_back(std::move(whole));
    return result;
}

Result<PlansAnswer> plan_each_department(const DatasetPtr& dataset, const RuleSets& sets,
                                         const PlanQuestion& question,
                                         const planning::Scenario* scenario, Date today,
                                         const Progress& progress) {
    auto made = Planner::make(dataset, sets, question, scenario, today, progress.stop_token());
    if (!made) {
        return made.error();
    }
    auto& planner = made.value();
    const auto scope = scope_of(*dataset, question);
    if (!scope) {
        return scope.error();
    }
    const auto& departments = scope->departments;
    std::vector<std::optional<Candidates>> candidates(departments.size());
    in_chunks(departments.size(), 1, question.threads, [&](std::size_t first, std::size_t last) {
        for (auto i = first; i < last && !progress.cancelled(); ++i) {
            candidates[i] = planner.candidates(planning::scope_of_department(departments[i]));
        }
    });
    if (progress.cancelled()) {
        return cancelled();
    }
    std::vector<DepartmentPlan> plans;
    for (std::size_t i = 0; i < departments.size(); ++i) {
        auto asked = planner.ask(*std::move(candidates[i]));
        if (!asked) {
            return asked.error();
        }
        plans.push_back({departments[i], std::move(asked).value()});
    }
    if (auto error = planner.unused_lock()) {
        return *std::move(error);
    }
    if (std::none_of(plans.begin(), plans.end(),
                     [](const DepartmentPlan& one) { return one.answer.has_value(); })) {
        return no_target(question);
    }
    in_chunks(plans.size(), 1, question.threads, [&](std::size_t first, std::size_t last) {
        for (auto i = first; i < last; ++i) {
            if (plans[i].answer && !progress.cancelled()) {
                planner.answer(*plans[i].answer);
            }
        }
    });
    if (progress.cancelled()) {
        return cancelled();
    }
    auto result = planner.take_frame();
    result.plans = std::move(plans);
    return result;
}

}  // namespace maillage::workspace
