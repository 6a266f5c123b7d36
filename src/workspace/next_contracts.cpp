// SPDX-License-Identifier: Apache-2.0
#include "workspace/next_contracts.hpp"

#include "base/planning_messages.hpp"
#include "base/screen_messages.hpp"
#include "indicators/targets.hpp"
#include "model/lookup.hpp"
#include "workspace/plan_ground.hpp"

#include <utility>

namespace maillage::workspace {
namespace {

using planning::CandidateLevel;
using planning::Candidates;

/// Explaining each pick solves the plan again: a long plan is explained by its frontier instead.
constexpr std::size_t kMostExplained = 12;

planning::Scope scope_of(const Dataset& dataset, const carto::Focus& focus) {
    const auto& all = dataset.territories;
    if (const auto* region = std::get_if<RegionCode>(&focus)) {
        return planning::scope_of_region(dataset, find(all, *region));
    }
    if (const auto* department = std::get_if<DepartmentCode>(&focus)) {
        return planning::scope_of_department(find(all, *department));
    }
    if (const auto* epci = std::get_if<EpciCode>(&focus)) {
        const auto row = find(all, *epci);
        std::vector<Index<Department>> departments;
        for (std::size_t i = 0; i < all.communes.size(); ++i) {
            if (all.communes.epci[i] == row) {
                departments.push_back(all.communes.department[i]);
            }
        }
        return planning::scope_of_departments(std::move(departments));
    }
    return planning::scope_of_france(dataset);
}

void find_target(NextContracts& next) {
    const auto& territory = next.candidates.scope.territory;
    if (!territory) {
        return;
    }
    const auto& state = *next.request.coverage;
    const auto row = state.row(territory->level, territory->row);
    next.target = row.target;
    next.reached = row.target && row.rate &&
                   indicators::reaches(*row.rate, *row.target) == indicators::Answer::kMet;
}

void find_plans(NextContracts& next, planning::PlanRequest request, const Progress& progress) {
    request.stop = progress.stop_token();
    next.frontier = planning::frontier_by_contracts(next.candidates, request, true);
    if (!next.target || next.reached || progress.cancelled()) {
        return;
    }
    request.objective = planning::Objective::kFewestContracts;
    request.targets = {{Candidates::kNone, *next.target}};
    next.plan = planning::best_plan(next.candidates, request);
    if (next.plan->found() && next.plan->steps.size() <= kMostExplained && !progress.cancelled()) {
        next.picks = planning::explain_picks(next.candidates, request, *next.plan);
    }
}

}  // namespace

Result<std::shared_ptr<const NextContracts>> next_contracts(const NextContractsRequest& request,
                                                            const Progress& progress) {
    const auto& dataset = request.coverage->dataset();
    const auto* rules = rules_of_year(*request.rules, year_of(request.coverage->query().date));
    if (rules == nullptr) {
        return Error{
            Error::Code::kNotFound,
            {planning::kFundingNoRules, {std::to_string(year_of(request.coverage->query().date))}},
            ""};
    }
    auto scope = scope_of(dataset, request.focus);
    if (scope.departments.empty()) {
        return Error{Error::Code::kNotFound, {screen::kFocusUnknown, {std::string()}}, ""};
    }
    // The coverage holds the dataset for as long as this lasts.
    indicators::PerimeterCounts counts(DatasetPtr(DatasetPtr{}, &dataset));
    std::vector<PlanTerritory> refusals;
    for (const auto& refusal : request.refusals) {
        if (auto territory = plan_territory(dataset.territories, refusal.code)) {
            refusals.push_back(*std::move(territory));
        }
    }
    const auto beyond = request.seats ? request.seats->beyond(progress)
                                      : Result<std::vector<bool>>(std::vector<bool>{});
    if (!beyond) {
        return beyond.error();
    }
    auto ground = plan_ground(planning::find_candidates(*request.coverage, std::move(scope)),
                              *rules, {}, counts, refusals);
    std::vector<bool> refused(ground.candidates.size());
    for (std::uint32_t v = 0; v < refused.size(); ++v) {
        refused[v] = ground.is_out(v);
    }
    auto next = std::make_shared<NextContracts>(NextContracts{
        request, std::move(ground.candidates), {}, {}, {}, {}, {}, {}, false, {}, {}, {}});
    next->ranks = planning::robust_ranks(next->candidates);
    next->funding = std::move(ground.funding);
    next->parts = planning::score_parts(next->candidates, ground.cost_cents, *beyond);
    next->refused = std::move(refused);
    next->order = planning::in_order(next->candidates, {}, std::nullopt);
    find_target(*next);
    find_plans(*next, std::move(ground.request), progress);
    if (progress.cancelled()) {
        return Error{Error::Code::kCancelled, {MessageId::kCancelled}, ""};
    }
    return std::shared_ptr<const NextContracts>(std::move(next));
}

planning::SupposedContract supposed(const Candidates& candidates, std::uint32_t v) {
    planning::SupposedContract contract;
    contract.name = candidates.name(v);
    contract.codes = {std::string(candidates.code(v))};
    switch (candidates.level[v]) {
        case CandidateLevel::kCommune:
            contract.level = ContractLevel::kCommune;
            break;
        case CandidateLevel::kEpt:
            contract.level = ContractLevel::kEpt;
            break;
        case CandidateLevel::kEpci:
            contract.level = ContractLevel::kEpci;
            break;
    }
    return contract;
}

}  // namespace maillage::workspace
