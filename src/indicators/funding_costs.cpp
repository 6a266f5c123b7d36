// SPDX-License-Identifier: Apache-2.0
#include "indicators/funding_costs.hpp"

#include "indicators/counted_contracts.hpp"
#include "indicators/coverage_state.hpp"
#include "indicators/perimeter_counts.hpp"
#include "model/contract_details.hpp"

namespace maillage::indicators {
namespace {

constexpr std::int64_t kCents = 100;

/// cents × years / (100 × count), from the most signatories to the fewest.
CostBounds cost_of_each(std::int64_t cents, Count count, std::int64_t years) {
    const auto each = [&](std::int64_t n) {
        return n == 0 ? std::nullopt
                      : std::optional(reduced(Int128{cents} * years, Int128{kCents} * n));
    };
    return {each(count.high), each(count.low)};
}

/// cents / (100 × points), points = 100 × rate: euros for one point.
CostBounds cost_of_point(std::int64_t cents, const std::optional<RateBounds>& gain) {
    if (!gain) {
        return {};
    }
    const auto each = [&](Rate rate) {
        return rate.num == 0 ? std::nullopt
                             : std::optional(reduced(Int128{cents} * rate.den,
                                                     Int128{kCents} * kCents * rate.num));
    };
    return {each(gain->high), each(gain->low)};
}

Perimeter newly_held(const CoverageState& state, std::size_t contract, const Perimeter& communes) {
    // The contract's own hold on a commune, where it counts, is not another's.
    const std::uint32_t own = state.has_contract(contract) ? 1 : 0;
    Perimeter fresh;
    for (const auto commune : communes) {
        if (state.cover_count(commune) <= own) {
            fresh.push_back(commune);
        }
    }
    return fresh;
}

std::optional<Rate> leverage(const Contract& contract, std::optional<std::int64_t> cents) {
    const auto authority = parse_cents(detail(contract, "montant_collectivite"));
    const auto others = parse_cents(detail(contract, "cofinancements"));
    if (!cents || *cents == 0 || (!authority && !others)) {
        return std::nullopt;
    }
    return reduced(Int128{authority.value_or(0)} + others.value_or(0), *cents);
}

}  // namespace

std::optional<std::vector<FundingCosts>> funding_costs(const DatasetPtr& dataset,
                                                       const CoverageQuery& query,
                                                       std::span<const std::size_t> contracts,
                                                       std::optional<std::int64_t> envelope_cents) {
    const auto years = query.years.empty() ? reference_years(*dataset) : query.years;
    const CoverageState state(dataset, query);
    PerimeterCounts counts(dataset);
    std::vector<FundingCosts> all;
    for (const auto contract : contracts) {
        const auto& one = dataset->contracts[contract];
        const auto& communes =
            perimeter_of(one, query.perimeter.value_or(dataset->choices.perimeter));
        const auto fresh = newly_held(state, contract, communes);
        const auto signatories = counts.signatories(communes, years);
        const auto newly = counts.signatories(fresh, years);
        const auto gain = counts.share_of_departments(fresh, years);
        if (!signatories || !newly || !gain) {
            return std::nullopt;
        }
        FundingCosts costs;
        costs.contract = contract;
        costs.cents = parse_cents(detail(one, "montant_etat"));
        costs.years = static_cast<std::int64_t>(years.size());
        costs.signatories = *signatories;
        costs.newly = *newly;
        costs.leverage = leverage(one, costs.cents);
        if (costs.cents) {
            costs.per_signatory = cost_of_each(*costs.cents, costs.signatories, costs.years);
            costs.per_new_signatory = cost_of_each(*costs.cents, costs.newly, costs.years);
            costs.per_point = cost_of_point(*costs.cents, rate_bounds(*gain));
            if (envelope_cents && *envelope_cents > 0) {
                costs.share_of_envelope = reduced(*costs.cents, *envelope_cents);
            }
        }
        all.push_back(costs);
    }
    return all;
}

}  // namespace maillage::indicators
