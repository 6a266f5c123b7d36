// SPDX-License-Identifier: Apache-2.0
#include "indicators/alerts.hpp"

#include "indicators/counted_contracts.hpp"

#include <algorithm>
#include <chrono>

namespace maillage::indicators {
namespace {

int days_between(Date from, Date to) { return static_cast<int>((to - from).count()); }

/// Whether other contracts that count on \p date hold all communes of \p contract.
bool relayed_on(const Dataset& dataset, std::size_t contract, Date date,
                const CountingRules& rules) {
    const auto rule = dataset.choices.perimeter;
    auto left = perimeter_of(dataset.contracts[contract], rule);
    for (std::size_t i = 0; i < dataset.contracts.size() && !left.empty(); ++i) {
        const auto& other = dataset.contracts[i];
        if (i == contract || counted(other, date, rules) != Reason::kCounted) {
            continue;
        }
        const auto& held = perimeter_of(other, rule);
        std::erase_if(left, [&held](Index<Commune> commune) {
            return std::binary_search(held.begin(), held.end(), commune);
        });
    }
    return left.empty();
}

/// The next signature for the same perimeter, after \p ended was signed.
const Contract* next_of(const Dataset& dataset, const Contract& ended) {
    const Contract* next = nullptr;
    for (const auto& other : dataset.contracts) {
        if (&other != &ended && other.status == ContractStatus::kSigne && other.signed_on &&
            other.kind != ContractKind::kPartenariat &&
            other.signed_on->date > ended.signed_on->date &&
            other.perimeter_signed == ended.perimeter_signed &&
            (next == nullptr || other.signed_on->date < next->signed_on->date)) {
            next = &other;
        }
    }
    return next;
}

}  // namespace

std::vector<EndingContract> ending_soon(const Dataset& dataset, Date date, int days) {
    const auto rules = counting_rules(dataset, {});
    std::vector<EndingContract> ending;
    for (std::size_t i = 0; i < dataset.contracts.size(); ++i) {
        const auto& contract = dataset.contracts[i];
        if (!contract.ends_on || counted(contract, date, rules) != Reason::kCounted) {
            continue;
        }
        const auto last_day = contract.ends_on->date;
        const int left = days_between(date, last_day);
        if (left <= days) {
            ending.push_back({i, last_day, left,
                              relayed_on(dataset, i, last_day + std::chrono::days{1}, rules)});
        }
    }
    std::stable_sort(
        ending.begin(), ending.end(),
        [](const EndingContract& a, const EndingContract& b) { return a.last_day < b.last_day; });
    return ending;
}

Message ending_message(const Dataset& dataset, const EndingContract& ending, Language language) {
    return {MessageId::kContractEndsSoon,
            {dataset.contracts[ending.contract].name, long_date(ending.last_day, language),
             std::int64_t{ending.days_left}}};
}

std::vector<RenewalGap> renewal_gaps(const Dataset& dataset) {
    std::vector<RenewalGap> gaps;
    for (std::size_t i = 0; i < dataset.contracts.size(); ++i) {
        const auto& contract = dataset.contracts[i];
        if (contract.status != ContractStatus::kSigne ||
            contract.kind == ContractKind::kPartenariat || !contract.signed_on ||
            !contract.ends_on || contract.perimeter_signed.empty()) {
            continue;
        }
        const auto* next = next_of(dataset, contract);
        if (next == nullptr) {
            continue;
        }
        const int days = days_between(contract.ends_on->date, next->signed_on->date) - 1;
        if (days > 0) {
            gaps.push_back({i, static_cast<std::size_t>(next - dataset.contracts.data()), days});
        }
    }
    return gaps;
}

Message gap_message(const Dataset& dataset, const RenewalGap& gap) {
    return {MessageId::kRenewalGap,
            {dataset.contracts[gap.ended].name, dataset.contracts[gap.renewed].name,
             std::int64_t{gap.days}}};
}

}  // namespace maillage::indicators
