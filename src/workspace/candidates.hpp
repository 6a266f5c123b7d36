// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// The territories that could sign the next contract, as the command line asks them.

#include "base/result.hpp"
#include "planning/ranking.hpp"
#include "report/candidate_tables.hpp"
#include "workspace/access_times.hpp"
#include "workspace/funding.hpp"
#include "workspace/verbs.hpp"

#include <cstdint>
#include <optional>

namespace maillage::workspace {

struct CandidatesRequest {
    CoverageRequest coverage;       ///< Date, years, department; its level is not used.
    std::optional<int> rules_year;  ///< Empty: that of the date.
    std::optional<planning::Weights> weights;
    /// Flat cost for one signatory, see planning::candidate_costs. Empty: costs are not weighed.
    std::optional<std::int64_t> unit_cost_cents;
    /// For the criterion access, read where that weighs; its coverage is not used. Without services
    /// asked: prefectures and sub-prefectures.
    AccessRequest access;
};

struct CandidatesAnswer {
    Asked asked;
    RuleSets sets;                   ///< Keeps `rules`.
    int rules_year = 0;              ///< Whose rules were wanted.
    const RuleSet* rules = nullptr;  ///< Never null: of that year or the latest earlier one.
    report::CandidateListing listing;
    std::optional<CommunesBeyond> beyond;  ///< Where access weighs.
};

/// Whether the criterion access is to be computed.
bool weighs_access(const std::optional<planning::Weights>& weights);

/// The question of the criterion where nobody asked another: estimated times to prefectures and
/// sub-prefectures, as far as the dataset has them. Its services may be empty.
AccessRequest seats_request(const Dataset& dataset);

/// Every commune, EPT and EPCI that would bring a signatory to the department asked, else to those
/// of the workspace, else to France; first the largest guaranteed gain or score.
/// \returns kNotFound if no rule set fits the year; where access weighs, what
/// access_to_services() says.
Result<CandidatesAnswer> candidates(const DatasetPtr& dataset, const RuleSets& sets,
                                    const CandidatesRequest& request, Date today,
                                    const Progress& progress);

}  // namespace maillage::workspace
