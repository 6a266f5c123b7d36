// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Contracts against the rules of a year for funding and content (circular, annex §§ 3.2–3.5, 8.1):
/// met, not met or not known, on exact numbers, with the arithmetic as values.

#include "base/date.hpp"
#include "base/message.hpp"
#include "indicators/exact.hpp"
#include "indicators/perimeter_counts.hpp"
#include "indicators/targets.hpp"
#include "model/dataset.hpp"
#include "model/rule_set.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace maillage::indicators {

enum class FundingUnit : std::uint8_t { kEuros, kShare, kNumber };

/// An exact number or the interval it lies in.
struct FundingFigure {
    RateBounds bounds;
    FundingUnit unit = FundingUnit::kNumber;
};
FundingFigure euros_of_cents(std::int64_t cents);
FundingFigure number_of(std::int64_t number);

/// What a rule compares; nothing = not known.
using FundingValue = std::variant<std::monostate, FundingFigure, Date, std::string>;

/// One rule on one contract.
struct FundingAnswer {
    const FundingRule* rule = nullptr;  ///< Never null; of the rule set that was asked.
    Answer state = Answer::kNotKnown;
    FundingValue value;
    FundingValue threshold;
    /// The arithmetic: a sentence and the values that stand in it, in order.
    MessageId why{};
    std::vector<FundingValue> operands;
};

struct FundingParameters {
    Date date;  ///< Asked at: what is not handed in by then.
    /// Flat cost for one signatory, which the State does not publish (M6).
    std::optional<std::int64_t> unit_cost_cents;
};

/// A contract and the answers of the rules it is under.
struct ExaminedContract {
    std::size_t contract = 0;  ///< Row of Dataset::contracts.
    bool renewal = false;
    int year = 0;                    ///< Whose rules were wanted.
    const RuleSet* rules = nullptr;  ///< Never null: of that year or the latest earlier one.
    std::vector<FundingAnswer> answers;
};

/// Whether a contract renews another: as "renouvellement" says; else where "montant_precedent" is
/// filled or the register holds an earlier signed contract of the same perimeter.
bool is_renewal(const Dataset& dataset, const Contract& contract);

/// Whether rules are about it: partnerships are no contracts; refused and given up ones are over.
bool is_examined(const Contract& contract);

/// Year whose rules a contract is under: of its signature, else the year asked.
int rule_year(const Contract& contract, Date asked);

/// Answers the rules about contracts of one dataset.
class FundingCheck {
public:
    FundingCheck(DatasetPtr dataset, FundingParameters parameters);

    /// One answer for each rule that applies to the contract (row of Dataset::contracts), in the
    /// order of the set. An amount that is empty or cannot be read leaves its rule not known and
    /// says so; an interval that holds the threshold does too.
    std::vector<FundingAnswer> evaluate(std::size_t contract, const RuleSet& rules);

private:
    FundingAnswer answer(const Contract& contract, const FundingRule& rule, const RuleSet& rules);
    void amount_at_most(const Contract& contract, const FundingRule& rule, FundingAnswer& answer);
    void amount_for_signatories(const Contract& contract, FundingAnswer& answer);
    void amount_for_mean(const Contract& contract, const FundingRule& rule, FundingAnswer& answer);
    void filed_by(const Contract& contract, const FundingRule& rule, FundingAnswer& answer) const;

    DatasetPtr m_dataset;
    FundingParameters m_parameters;
    PerimeterCounts m_counts;
};

}  // namespace maillage::indicators
