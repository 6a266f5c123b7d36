// SPDX-License-Identifier: Apache-2.0
#include "workspace/plan_ground.hpp"

#include "model/lookup.hpp"

#include <algorithm>
#include <utility>

namespace maillage::workspace {

using planning::CandidateFunding;
using planning::CandidateLevel;
using planning::Candidates;

planning::Scope scope_asked(const Dataset& dataset, const std::optional<DepartmentCode>& department,
                            const std::optional<RegionCode>& region) {
    if (region) {
        return planning::scope_of_region(dataset, find(dataset.territories, *region));
    }
    if (department) {
        return planning::scope_of_department(find(dataset.territories, *department));
    }
    return dataset.scope.empty() ? planning::scope_of_france(dataset)
                                 : planning::scope_of_departments(dataset.scope);
}

std::optional<PlanTerritory> plan_territory(const Territories& all, const std::string& code) {
    const auto named = [&code](CandidateLevel level, auto row) {
        return row.valid() ? std::optional(PlanTerritory{level, row.value, code}) : std::nullopt;
    };
    if (const auto parsed = EpciCode::parse(code)) {
        if (auto epci = named(CandidateLevel::kEpci, find(all, *parsed))) {
            return epci;
        }
    }
    if (const auto parsed = EptCode::parse(code)) {
        if (auto ept = named(CandidateLevel::kEpt, find(all, *parsed))) {
            return ept;
        }
    }
    const auto parsed = CommuneCode::parse(code);
    return parsed ? named(CandidateLevel::kCommune, find_code<Commune>(all.communes.code, *parsed))
                  : std::nullopt;
}

bool PlanGround::is_out(std::uint32_t v) const {
    const auto& out = request.locked_out;
    return !funding[v].eligible || std::find(out.begin(), out.end(), v) != out.end();
}

std::vector<std::uint32_t> positions(const Candidates& candidates,
                                     std::span<const PlanTerritory> territories) {
    std::vector<std::uint32_t> found;
    for (const auto& one : territories) {
        const auto v = candidates.find(one.level, one.row);
        if (v != Candidates::kNone && std::find(found.begin(), found.end(), v) == found.end()) {
            found.push_back(v);
        }
    }
    return found;
}

PlanGround plan_ground(Candidates candidates, const RuleSet& rules,
                       std::optional<std::int64_t> unit_cost_cents,
                       indicators::PerimeterCounts& counts, std::span<const PlanTerritory> out) {
    constexpr std::int64_t kCentsPerEuro = 100;
    PlanGround ground{std::move(candidates), {}, {}, {}};
    const auto& all = ground.candidates;
    auto& request = ground.request;
    ground.funding = planning::candidate_funding(all, rules, counts);
    ground.cost_cents =
        planning::candidate_costs(all, rules, ground.funding, unit_cost_cents, counts);
    for (const auto cents : ground.cost_cents) {
        request.cost.push_back((cents + kCentsPerEuro - 1) / kCentsPerEuro);
    }
    const bool refusals = std::any_of(ground.funding.begin(), ground.funding.end(),
                                      [](const CandidateFunding& one) { return !one.eligible; });
    for (std::size_t v = 0; refusals && v < all.size(); ++v) {
        request.eligible.push_back(ground.funding[v].eligible);
    }
    request.locked_out = positions(all, out);
    return ground;
}

}  // namespace maillage::workspace
