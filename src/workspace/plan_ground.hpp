// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// What every question about next contracts starts from, on the screen and on the command line: the
/// territory, its candidates, what the rules say of them, who has refused.

#include "indicators/perimeter_counts.hpp"
#include "model/codes.hpp"
#include "planning/candidate_funding.hpp"
#include "planning/candidates.hpp"
#include "planning/plan.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace maillage::workspace {

/// The region or department asked, else the departments of the workspace, else France.
/// \pre codes are of the dataset; at most one is given
planning::Scope scope_asked(const Dataset& dataset, const std::optional<DepartmentCode>& department,
                            const std::optional<RegionCode>& region = std::nullopt);

/// A commune, EPT or EPCI by its code, which tells the level: no EPCI has the code of an EPT.
struct PlanTerritory {
    planning::CandidateLevel level = planning::CandidateLevel::kCommune;
    std::uint32_t row = 0;  ///< Of the communes, EPT or EPCI table.
    std::string code;
};
/// \returns Nothing where the dataset does not have it.
std::optional<PlanTerritory> plan_territory(const Territories& all, const std::string& code);

struct PlanGround {
    planning::Candidates candidates;
    std::vector<planning::CandidateFunding> funding;  ///< By candidate.
    std::vector<std::int64_t> cost_cents;             ///< By candidate; empty = nothing is known.
    /// Costs in euros (rounded up), eligible candidates and those locked out are filled in.
    planning::PlanRequest request;

    bool costs_known() const { return !cost_cents.empty() || candidates.size() == 0; }
    /// Refused in the register or locked out here.
    bool is_out(std::uint32_t v) const;
};

/// \param unit_cost_cents See planning::candidate_costs. \param out Territories that are not to
/// sign; those that are no candidates are passed over.
PlanGround plan_ground(planning::Candidates candidates, const RuleSet& rules,
                       std::optional<std::int64_t> unit_cost_cents,
                       indicators::PerimeterCounts& counts, std::span<const PlanTerritory> out);

/// Positions of \p territories among \p candidates, each once; those that are none are left out.
std::vector<std::uint32_t> positions(const planning::Candidates& candidates,
                                     std::span<const PlanTerritory> territories);

}  // namespace maillage::workspace
