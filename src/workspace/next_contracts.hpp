// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// What the screen says of the next contracts: the candidates in order, the proven plan that
/// reaches the target, the whole frontier. Made by a job for a territory and a coverage.

#include "base/progress.hpp"
#include "base/result.hpp"
#include "carto/map_request.hpp"
#include "planning/candidate_funding.hpp"
#include "planning/explain.hpp"
#include "planning/plan.hpp"
#include "planning/ranking.hpp"
#include "planning/scenario.hpp"
#include "workspace/funding.hpp"
#include "workspace/seats_reach.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace maillage::workspace {

struct NextContractsRequest {
    std::shared_ptr<const indicators::CoverageState> coverage;  ///< With the scenario looked at.
    carto::Focus focus;
    std::vector<planning::Refusal> refusals;
    RuleSets rules;
    /// Who lives far, for the criterion access, kept from one request to the next; null: where the
    /// communes lie is not known yet, and its part is 0.
    std::shared_ptr<SeatsReach> seats;
    friend bool operator==(const NextContractsRequest&, const NextContractsRequest&) = default;
};

struct NextContracts {
    NextContractsRequest request;
    planning::Candidates candidates;
    std::vector<planning::RankInterval> ranks;        ///< By candidate.
    std::vector<planning::CandidateFunding> funding;  ///< By candidate.
    /// By candidate; cost by the rules, access as estimated to prefectures and sub-prefectures.
    std::vector<planning::ScoreParts> parts;
    std::vector<std::uint32_t> order;  ///< The largest guaranteed gains first.
    std::vector<bool> refused;         ///< By candidate.
    std::optional<Share> target;       ///< Of the territory, for the date's year.
    bool reached = false;              ///< By what is signed, whatever is masked.
    /// The fewest contracts that reach the target for sure; nothing without a target to reach.
    std::optional<planning::Plan> plan;
    std::vector<planning::PickExplanation> picks;   ///< Of the plan.
    std::vector<planning::FrontierPoint> frontier;  ///< By number of contracts, with plans.
};

/// \returns kNotFound where the focus has no department or no rules fit the date; kCancelled.
Result<std::shared_ptr<const NextContracts>> next_contracts(const NextContractsRequest& request,
                                                            const Progress& progress);

/// The contract that a scenario supposes for a candidate.
planning::SupposedContract supposed(const planning::Candidates& candidates, std::uint32_t v);

}  // namespace maillage::workspace
