// SPDX-License-Identifier: Apache-2.0
#include "ui/panels/contract_notes.hpp"

#include "base/planning_messages.hpp"
#include "report/funding_tables.hpp"
#include "ui/panels/scope.hpp"

#include <algorithm>
#include <cstdlib>
#include <set>

namespace maillage::ui {
namespace {

using indicators::Reason;
using workspace::ThingRef;

std::string when_text(int days, Language language) {
    const auto count = static_cast<std::int64_t>(std::abs(days));
    if (days == 0) {
        return render({planning::kDueToday}, language);
    }
    return render({days < 0 ? planning::kDueLate : planning::kDueSoon, {count}}, language);
}

/// Whether it holds its communes or may come to.
bool is_alive(const Contract& contract, Reason reason) {
    return reason != Reason::kEnded && contract.status != ContractStatus::kRefuse &&
           contract.status != ContractStatus::kAbandonne;
}

Reason reason_of(const workspace::Results& results, const Contract& contract) {
    const auto rules =
        indicators::counting_rules(*results.dataset, results.register_coverage->query());
    return indicators::counted(contract, results.date, rules);
}

}  // namespace

std::vector<DueRow> due_rows(const workspace::ContractAnswers& answers, const ContractRows& rows,
                             Language language) {
    std::set<std::size_t> shown;
    for (const auto& row : rows.rows) {
        shown.insert(row.contract.value);
    }
    std::vector<DueRow> made;
    for (const auto& due : answers.dues) {
        if (due.contract && !shown.contains(*due.contract)) {
            continue;
        }
        DueRow row;
        row.name = render({planning::kDueForAll}, language);
        if (due.contract) {
            const auto& contract = answers.request.dataset->contracts[*due.contract];
            row.name = contract.name;
            row.thing = ThingRef{ThingRef::Kind::kContract, contract.id};
        }
        row.what = long_date(due.date, language) + " · " + report::due_sentence(due, language);
        row.when = when_text(due.days, language);
        row.late = due.state == indicators::DueState::kLate;
        made.push_back(std::move(row));
    }
    return made;
}

std::vector<OverlapRow> overlap_rows(const workspace::Results& results, const carto::Focus& focus) {
    std::vector<OverlapRow> rows;
    if (results.contracts_by_commune == nullptr) {
        return rows;
    }
    const auto& dataset = *results.dataset;
    const auto limits = focus_limits(dataset.territories, focus);
    std::vector<bool> alive;
    alive.reserve(dataset.contracts.size());
    for (const auto& contract : dataset.contracts) {
        alive.push_back(is_alive(contract, reason_of(results, contract)));
    }
    for (std::size_t i = 0; i < dataset.territories.communes.size(); ++i) {
        OverlapRow row;
        row.commune = index_of<Commune>(i);
        for (const auto contract : (*results.contracts_by_commune)[row.commune]) {
            if (alive[contract.value]) {
                row.contracts.push_back(contract);
                row.counted += results.register_coverage->has_contract(contract.value) ? 1U : 0U;
            }
        }
        if (row.contracts.size() > 1 && within(dataset.territories, limits, row.commune)) {
            rows.push_back(std::move(row));
        }
    }
    return rows;
}

std::string overlap_names(const workspace::Results& results, const OverlapRow& row,
                          Language language) {
    std::string names;
    for (const auto one : row.contracts) {
        const auto& contract = results.dataset->contracts[one.value];
        const auto reason = reason_of(results, contract);
        names += (names.empty() ? "" : ", ") + contract.name + " (" +
                 render({reason_word(reason)}, language) + ")";
    }
    return names;
}

std::string overlap_sentence(const workspace::Results& results, const OverlapRow& row,
                             Language language) {
    if (row.counted > 1) {
        return render({planning::kOverlapOnce, {static_cast<std::int64_t>(row.counted)}}, language);
    }
    const auto found = std::find_if(
        row.contracts.begin(), row.contracts.end(),
        [&](Index<Contract> one) { return results.register_coverage->has_contract(one.value); });
    return found == row.contracts.end()
               ? render({planning::kOverlapNone}, language)
               : render({planning::kOverlapOne, {results.dataset->contracts[found->value].name}},
                        language);
}

}  // namespace maillage::ui
