// SPDX-License-Identifier: Apache-2.0
#include "indicators/deadlines.hpp"

#include "indicators/alerts.hpp"
#include "indicators/counted_contracts.hpp"
#include "indicators/funding.hpp"
#include "model/contract_details.hpp"

#include <algorithm>
#include <chrono>

namespace maillage::indicators {
namespace {

bool is_prepared(const Contract& contract) {
    return is_examined(contract) && contract.status != ContractStatus::kSigne;
}

class DueList {
public:
    DueList(const Dataset& dataset, Date asked, int soon)
        : m_dataset(dataset), m_asked(asked), m_soon(soon) {}

    void add(Due due) {
        due.days = static_cast<int>((due.date - m_asked).count());
        if (due.state != DueState::kDone) {
            due.state = due.days < 0         ? passed(due.kind)
                        : due.days <= m_soon ? DueState::kSoon
                                             : DueState::kLater;
        }
        m_all.push_back(std::move(due));
    }

    void add_calendar(const RuleSet& rules) {
        for (const auto& deadline : rules.deadlines) {
            Due due;
            due.date = deadline.date;
            due.deadline = &deadline;
            add(std::move(due));
        }
    }

    /// The last days for files, contract by contract.
    void add_files(const RuleSet& rules) {
        for (std::size_t i = 0; i < m_dataset.contracts.size(); ++i) {
            const auto& contract = m_dataset.contracts[i];
            const bool is_signed = contract.status == ContractStatus::kSigne;
            const bool of_the_year =
                is_signed && contract.signed_on && year_of(contract.signed_on->date) == rules.year;
            if (!of_the_year && !is_prepared(contract)) {
                continue;
            }
            const auto wanted =
                is_renewal(m_dataset, contract) ? AppliesTo::kRenewal : AppliesTo::kNew;
            for (const auto& deadline : rules.deadlines) {
                if (deadline.applies == wanted || deadline.applies == AppliesTo::kAll) {
                    Due due;
                    due.date = deadline.date;
                    due.kind = DueKind::kFile;
                    due.contract = i;
                    due.deadline = &deadline;
                    due.state = of_the_year ? DueState::kDone : DueState::kLater;
                    add(std::move(due));
                }
            }
        }
    }

    /// Contracts that count at the date and end, all of them: soon or later.
    void add_ends() {
        constexpr int kAnyDay = 100'000;
        for (const auto& ending : ending_soon(m_dataset, m_asked, kAnyDay)) {
            Due due;
            due.date = ending.last_day;
            due.kind = ending.relayed ? DueKind::kEndRelayed : DueKind::kEnd;
            due.contract = ending.contract;
            add(std::move(due));
        }
        add_ended();
    }

    void add_actions() {
        for (std::size_t i = 0; i < m_dataset.contracts.size(); ++i) {
            const auto& contract = m_dataset.contracts[i];
            const auto day = parse_date(detail(contract, "echeance"));
            if (day && is_examined(contract)) {
                Due due;
                due.date = day->date;
                due.kind = DueKind::kNextAction;
                due.contract = i;
                due.text = detail(contract, "prochaine_action");
                add(std::move(due));
            }
        }
    }

    std::vector<Due> in_order() && {
        std::stable_sort(m_all.begin(), m_all.end(),
                         [](const Due& a, const Due& b) { return a.date < b.date; });
        return std::move(m_all);
    }

private:
    static DueState passed(DueKind kind) {
        return kind == DueKind::kCalendar ? DueState::kPassed : DueState::kLate;
    }

    /// Contracts that ended within the year before the date and that nothing has taken over: a
    /// renewal that is late.
    void add_ended() {
        constexpr int kYear = 365;
        const auto rules = counting_rules(m_dataset, {});
        for (std::size_t i = 0; i < m_dataset.contracts.size(); ++i) {
            const auto& contract = m_dataset.contracts[i];
            if (counted(contract, m_asked, rules) != Reason::kEnded ||
                (m_asked - contract.ends_on->date).count() > kYear || taken_over(i, rules)) {
                continue;
            }
            Due due;
            due.date = contract.ends_on->date;
            due.kind = DueKind::kEnd;
            due.contract = i;
            add(std::move(due));
        }
    }

    bool taken_over(std::size_t ended, const CountingRules& rules) const {
        const auto rule = m_dataset.choices.perimeter;
        auto left = perimeter_of(m_dataset.contracts[ended], rule);
        for (const auto& other : m_dataset.contracts) {
            if (counted(other, m_asked, rules) == Reason::kCounted) {
                const auto& held = perimeter_of(other, rule);
                std::erase_if(left, [&held](Index<Commune> commune) {
                    return std::binary_search(held.begin(), held.end(), commune);
                });
            }
        }
        return left.empty();
    }

    const Dataset& m_dataset;
    Date m_asked;
    int m_soon;
    std::vector<Due> m_all;
};

}  // namespace

std::vector<Due> deadlines(const Dataset& dataset, const RuleSet& rules, Date asked, int soon) {
    DueList list(dataset, asked, soon);
    list.add_calendar(rules);
    list.add_files(rules);
    list.add_ends();
    list.add_actions();
    return std::move(list).in_order();
}

}  // namespace maillage::indicators
