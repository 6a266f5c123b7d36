// SPDX-License-Identifier: Apache-2.0
#include "ui/panels/contract_rows.hpp"

#include "base/screen_messages.hpp"
#include "base/text.hpp"
#include "ui/panels/scope.hpp"
#include "workspace/results.hpp"

#include <algorithm>
#include <map>

namespace maillage::ui {
namespace {

using indicators::Reason;
using workspace::ThingRef;

int rank(const Contract& contract, Reason reason) {
    if (reason == Reason::kCounted) {
        return 0;
    }
    return contract.status == ContractStatus::kNegociation ? 1 : 2;
}

}  // namespace

const Perimeter& perimeter_used(const workspace::Results& results, const Contract& contract) {
    const auto rule =
        results.coverage->query().perimeter.value_or(results.dataset->choices.perimeter);
    return indicators::perimeter_of(contract, rule);
}

std::vector<Reason> contract_reasons(const workspace::Results& results) {
    const auto rules = indicators::counting_rules(*results.dataset, results.coverage->query());
    std::vector<Reason> reasons;
    reasons.reserve(results.dataset->contracts.size());
    for (const auto& contract : results.dataset->contracts) {
        reasons.push_back(indicators::counted(contract, results.date, rules));
    }
    return reasons;
}

Count signatories_of(const workspace::Results& results, std::span<const Index<Commune>> communes) {
    const auto& dataset = *results.dataset;
    const auto& coverage = *results.coverage;
    const auto in = [&](Index<Commune> commune) {
        return coverage.possible_coverage(indicators::Level::kCommune, commune.value).range.total;
    };
    std::map<Index<Department>, Count> by_department;
    for (const auto commune : communes) {
        by_department[dataset.territories.communes.department[commune.value]] += in(commune);
    }
    const bool in_total = dataset.choices.unlocated == Choices::Unlocated::kInTotal;
    Count sum;
    for (const auto& [department, own] : by_department) {
        // What the department's other communes and its total leave: a contract of the whole
        // department has no more signatories than the department.
        Count others;
        const ThingRef thing{ThingRef::Kind::kDepartment,
                             dataset.territories.departments.code[department.value].string()};
        for (const auto commune : workspace::communes_of(results, thing)) {
            others += in(commune);
        }
        const auto whole =
            coverage.possible_coverage(indicators::Level::kDepartment, department.value);
        const Count rest = others - own + (in_total ? whole.not_located : Count{});
        sum += {std::max(own.low, whole.range.total.low - rest.high),
                std::min(own.high, whole.range.total.high - rest.low)};
    }
    return sum;
}

ContractRows contract_rows(const workspace::Results& results, const carto::Focus& focus) {
    const auto& dataset = *results.dataset;
    const auto reasons = contract_reasons(results);
    const auto limits = focus_limits(dataset.territories, focus);
    ContractRows made;
    made.years =
        std::max<std::int64_t>(1, static_cast<std::int64_t>(results.coverage->years().size()));
    for (std::size_t i = 0; i < dataset.contracts.size(); ++i) {
        const auto& contract = dataset.contracts[i];
        const auto& perimeter = perimeter_used(results, contract);
        const bool touches =
            std::holds_alternative<carto::WholeFrance>(focus) ||
            std::any_of(perimeter.begin(), perimeter.end(), [&](Index<Commune> commune) {
                return within(dataset.territories, limits, commune);
            });
        if (touches) {
            made.rows.push_back({index_of<Contract>(i), reasons[i],
                                 signatories_of(results, perimeter),
                                 static_cast<std::int64_t>(perimeter.size()),
                                 fold(contract.name) + ' ' + fold(contract.id)});
        }
    }
    std::stable_sort(
        made.rows.begin(), made.rows.end(), [&](const ContractRow& a, const ContractRow& b) {
            const auto& one = dataset.contracts[a.contract.value];
            const auto& other = dataset.contracts[b.contract.value];
            const int first = rank(one, a.reason);
            const int second = rank(other, b.reason);
            return first != second ? first < second : a.signatories.low > b.signatories.low;
        });
    return made;
}

std::vector<std::uint32_t> contract_order(const workspace::Results& results,
                                          const ContractRows& rows, const ContractFilter& filter) {
    const auto folded = fold(filter.words);
    const auto words = split_words(folded);
    std::vector<std::uint32_t> order;
    for (std::uint32_t i = 0; i < rows.rows.size(); ++i) {
        const auto& row = rows.rows[i];
        const auto& contract = results.dataset->contracts[row.contract.value];
        const bool named = std::all_of(words.begin(), words.end(), [&](std::string_view word) {
            return row.key.find(word) != std::string::npos;
        });
        if (named && (!filter.status || contract.status == *filter.status) &&
            (!filter.only_counted || row.reason == Reason::kCounted)) {
            order.push_back(i);
        }
    }
    return order;
}

std::string contract_dates(const Contract& contract, Language language) {
    if (contract.status != ContractStatus::kSigne) {
        return render({status_word(contract.status)}, language);
    }
    if (!contract.signed_on) {
        return render({screen::kPaneSignedNoDate}, language);
    }
    const auto from = date_text(*contract.signed_on, language);
    return contract.ends_on
               ? render({screen::kPaneSignedUntil, {from, date_text(*contract.ends_on, language)}},
                        language)
               : render({screen::kPaneSignedOn, {from}}, language);
}

std::string contract_detail(const Contract& contract, std::int64_t communes, Language language) {
    return render({level_word(contract.level)}, language) + " · " +
           contract_dates(contract, language) + " · " +
           render({screen::kPaneSomeCommunes, {communes}}, language);
}

}  // namespace maillage::ui
