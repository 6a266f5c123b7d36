// SPDX-License-Identifier: Apache-2.0
#include "workspace/candidates.hpp"

#include "base/planning_messages.hpp"
#include "indicators/coverage_state.hpp"
#include "workspace/plan_ground.hpp"

#include <utility>

namespace maillage::workspace {
namespace {

using report::CandidateListing;

/// The order of the list and the place of each: equals share a place.
void arrange(CandidateListing& listing) {
    const auto& all = listing.candidates;
    const auto value = [&](std::uint32_t v) {
        return listing.weights ? planning::score(listing.parts[v], *listing.weights)
                               : all.gain[v].low;
    };
    listing.order = planning::in_order(all, listing.parts, listing.weights);
    listing.place.resize(all.size());
    for (std::size_t i = 0; i < listing.order.size(); ++i) {
        const auto v = listing.order[i];
        const bool equal = i > 0 && value(v) == value(listing.order[i - 1]);
        listing.place[v] =
            equal ? listing.place[listing.order[i - 1]] : static_cast<std::uint32_t>(i + 1);
    }
}

}  // namespace

Result<CandidatesAnswer> candidates(const DatasetPtr& dataset, const RuleSets& sets,
                                    const CandidatesRequest& request, Date today) {
    auto asked = understand(*dataset, request.coverage, today);
    if (!asked) {
        return asked.error();
    }
    const int year = request.rules_year.value_or(year_of(asked->query.date));
    const auto* rules = rules_of_year(*sets, year);
    if (rules == nullptr) {
        return Error{
            Error::Code::kNotFound, {planning::kFundingNoRules, {std::to_string(year)}}, ""};
    }
    auto found = planning::find_candidates(indicators::CoverageState(dataset, asked->query),
                                           scope_asked(*dataset, request.coverage.department));
    CandidatesAnswer answer{
        std::move(asked).value(), sets, year, rules, {std::move(found), {}, {}, {}, {}, {}, {}}};
    auto& listing = answer.listing;
    listing.ranks = planning::robust_ranks(listing.candidates);
    indicators::PerimeterCounts counts(dataset);
    listing.funding = planning::candidate_funding(listing.candidates, *rules, counts);
    listing.weights = request.weights;
    if (request.weights) {
        const auto costs =
            request.unit_cost_cents
                ? planning::candidate_costs(listing.candidates, *rules, listing.funding,
                                            request.unit_cost_cents, counts)
                : std::vector<std::int64_t>{};
        listing.parts = planning::score_parts(listing.candidates, costs);
    }
    arrange(listing);
    return answer;
}

}  // namespace maillage::workspace
