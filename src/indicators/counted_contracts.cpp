// SPDX-License-Identifier: Apache-2.0
#include "indicators/counted_contracts.hpp"

#include <array>

namespace maillage::indicators {

CountingRules counting_rules(const Dataset& dataset, const CoverageQuery& query) {
    CountingRules rules{dataset.choices, query.include_all_levels, query.include_partnerships, {}};
    for (const auto& contract : dataset.contracts) {
        if (contract.status != ContractStatus::kSigne || !contract.signed_on) {
            continue;
        }
        const auto date = contract.signed_on->date;
        if (!rules.undated_from || date < *rules.undated_from) {
            rules.undated_from = date;
        }
    }
    return rules;
}

std::optional<Date> first_day(const Contract& contract, const CountingRules& rules) {
    if (contract.status != ContractStatus::kSigne) {
        return std::nullopt;
    }
    if (contract.signed_on) {
        return contract.signed_on->date;
    }
    if (rules.choices.signed_without_date == Choices::SignedWithoutDate::kNotCounted) {
        return std::nullopt;
    }
    return rules.undated_from.value_or(Date::min());
}

Reason counted(const Contract& contract, Date date, const CountingRules& rules) {
    if (contract.kind == ContractKind::kPartenariat && !rules.include_partnerships) {
        return Reason::kKind;
    }
    if (contract.status != ContractStatus::kSigne) {
        return Reason::kStatus;
    }
    const auto start = first_day(contract, rules);
    if (!start) {
        return Reason::kNoDate;
    }
    if (date < *start) {
        return Reason::kNotYetSigned;
    }
    if (contract.ends_on && contract.ends_on->date < date) {
        return Reason::kEnded;
    }
    if (rules.include_all_levels) {
        return Reason::kCounted;
    }
    if (contract.level == ContractLevel::kDepartment || contract.level == ContractLevel::kRegion) {
        return Reason::kLevel;
    }
    if (contract.paris_or_lyon && rules.choices.paris_lyon == Choices::ParisLyon::kExcluded) {
        return Reason::kParisLyon;
    }
    return Reason::kCounted;
}

MessageId reason_text(Reason reason) {
    constexpr auto kTexts = std::to_array<MessageId>(
        {MessageId::kReasonCounted, MessageId::kReasonKind, MessageId::kReasonStatus,
         MessageId::kReasonNoDate, MessageId::kReasonNotYetSigned, MessageId::kReasonEnded,
         MessageId::kReasonLevel, MessageId::kReasonParisLyon});
    return kTexts.at(static_cast<std::size_t>(reason));
}

const Perimeter& perimeter_of(const Contract& contract, Choices::Perimeter rule) {
    return rule == Choices::Perimeter::kToday ? contract.perimeter_today
                                              : contract.perimeter_signed;
}

}  // namespace maillage::indicators
