// SPDX-License-Identifier: Apache-2.0
#include "workspace/candidates.hpp"

#include "base/planning_messages.hpp"
#include "indicators/coverage_state.hpp"
#include "planning/candidate_facts.hpp"
#include "reconcile/build_services.hpp"
#include "workspace/plan_ground.hpp"

#include <algorithm>
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

/// The request with what the candidates are asked about.
AccessRequest access_of(const Dataset& dataset, const CandidatesRequest& request) {
    auto access = request.access;
    access.coverage = request.coverage;
    if (access.services.empty()) {
        access.services = seats_request(dataset).services;
    }
    return access;
}

}  // namespace

bool weighs_access(const std::optional<planning::Weights>& weights) {
    return weights && weights->at(static_cast<std::size_t>(planning::Criterion::kAccess)) > 0;
}

AccessRequest seats_request(const Dataset& dataset) {
    AccessRequest request;
    for (const char* type : {reconcile::kPrefectureType, reconcile::kSubPrefectureType}) {
        if (std::any_of(dataset.services.begin(), dataset.services.end(),
                        [&](const Service& service) { return service.type == type; })) {
            request.services.emplace_back(type);
        }
    }
    return request;
}

Result<CandidatesAnswer> candidates(const DatasetPtr& dataset, const RuleSets& sets,
                                    const CandidatesRequest& request, Date today,
                                    const Progress& progress) {
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
    CandidatesAnswer answer{std::move(asked).value(),
                            sets,
                            year,
                            rules,
                            {std::move(found), {}, {}, {}, {}, {}, {}, {}},
                            {}};
    if (weighs_access(request.weights)) {
        auto beyond = communes_beyond(dataset, access_of(*dataset, request), {}, progress);
        if (!beyond) {
            return beyond.error();
        }
        answer.beyond = std::move(beyond).value();
    }
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
        const auto beyond = answer.beyond ? answer.beyond->beyond : std::vector<bool>{};
        listing.beyond = planning::shares_beyond(listing.candidates, beyond);
        listing.parts = planning::score_parts(listing.candidates, costs, beyond);
    }
    arrange(listing);
    return answer;
}

}  // namespace maillage::workspace
