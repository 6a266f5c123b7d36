// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// What is late, near or done: the calendar of a rule set, and each contract's own dates
/// (rules.md § 9, E12).

#include "base/date.hpp"
#include "model/dataset.hpp"
#include "model/rule_set.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace maillage::indicators {

enum class DueState : std::uint8_t {
    kLate,  ///< The day has passed and the register does not say that it is done.
    kSoon,  ///< Within the days asked.
    kLater,
    kDone,   ///< Signed by that day.
    kPassed  ///< Of the general calendar: the day has passed, nothing tells whether it was done.
};

enum class DueKind : std::uint8_t {
    kCalendar,    ///< A date of the rule set, for everybody.
    kFile,        ///< The rule set's last day for the file of this contract.
    kEnd,         ///< Its last day (E12).
    kEndRelayed,  ///< The same, other contracts that count then hold all its communes.
    kNextAction   ///< "echeance" of the register.
};

struct Due {
    Date date;
    DueKind kind = DueKind::kCalendar;
    DueState state = DueState::kLater;
    int days = 0;                         ///< From the date asked; negative = passed.
    std::optional<std::size_t> contract;  ///< Row of Dataset::contracts.
    const Deadline* deadline = nullptr;   ///< Of the rule set, where it is from there.
    std::string text;                     ///< "prochaine_action", as written.
};

/// \p soon in days. Contracts with a status of being prepared are due by the last day of their kind
/// (new, renewal); signed ones whose signature is of the rule set's year are done or were late.
/// Ends and next actions stand whatever the rule set. \returns By date, the calendar first.
std::vector<Due> deadlines(const Dataset& dataset, const RuleSet& rules, Date asked, int soon = 90);

}  // namespace maillage::indicators
