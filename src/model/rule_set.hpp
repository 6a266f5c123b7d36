// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Rules for the funding and content of contracts, one set for each year, as data/rules/*.toml
/// holds them: the kinds of test are code, everything else is data.

#include "base/date.hpp"
#include "base/language.hpp"
#include "base/text.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace maillage {

/// What a rule tests. Amounts are those of the contracts table, in cents.
enum class RuleTest : std::uint8_t {
    kAmountAtMost,           ///< montant_etat ≤ most, or the exception for large territories.
    kRenewalAtMostPrevious,  ///< montant_etat ≤ montant_precedent, or ≤ most where that is more.
    kAmountForSignatories,   ///< montant_etat ≤ unit cost × signatories of the perimeter.
    kAmountForMean,          ///< montant_etat ≤ unit cost × mean of signatories over `years`.
    kCoordinatorShare,       ///< part_coordonnateur ≥ least.
    kParticipation,          ///< montant_collectivite > 0.
    kDomainsAtLeast,         ///< Number of domains among axes ≥ number.
    kDomainIfCompetent,      ///< Domain `domain` among axes, where competence_logement is "oui".
    kReportComplete,         ///< bilan is "complet".
    kFiledBy,                ///< File handed in by `until`.
    kToVerify  ///< Nothing of the contracts table answers: to be checked in the file itself.
};

/// Which contracts a rule or deadline is about.
enum class AppliesTo : std::uint8_t { kAll, kNew, kRenewal, kNoContract };

/// A sentence of our own in both languages.
struct TwoTexts {
    std::string french;
    std::string english;
    const std::string& in(Language language) const {
        return language == Language::kFrench ? french : english;
    }
    friend bool operator==(const TwoTexts&, const TwoTexts&) = default;
};

/// One rule. Thresholds that its test does not use stay empty.
struct FundingRule {
    std::string id;       ///< "M1", as in the register of rules.
    std::string section;  ///< "Circ. 3.4".
    RuleTest test = RuleTest::kToVerify;
    AppliesTo applies = AppliesTo::kAll;
    bool advice = false;  ///< Recommended, not required.
    TwoTexts sentence;

    std::optional<std::int64_t> most_cents;
    std::optional<std::int64_t> exception_inhabitants_above;  ///< Strictly more (E27).
    std::optional<std::int64_t> exception_signatories_from;   ///< At least.
    int exception_year = 0;                                   ///< Of the signatories.
    std::vector<int> years;                                   ///< Whose mean is taken.
    std::optional<Share> least;
    std::int64_t number = 0;
    std::string domain;
    std::optional<Date> until;
    friend bool operator==(const FundingRule&, const FundingRule&) = default;
};

/// A domain of integration and the words that users write for it.
struct IntegrationDomain {
    std::string id;
    std::vector<std::string> words;
    friend bool operator==(const IntegrationDomain&, const IntegrationDomain&) = default;
};

/// A date of the year's calendar.
struct Deadline {
    Date date;
    AppliesTo applies = AppliesTo::kNoContract;
    std::string section;
    TwoTexts what;
    friend bool operator==(const Deadline&, const Deadline&) = default;
};

struct RuleSet {
    int year = 0;
    TwoTexts source;  ///< The text the rules are taken from.
    std::vector<FundingRule> rules;
    std::vector<IntegrationDomain> domains;
    std::vector<Deadline> deadlines;  ///< Ascending.
    friend bool operator==(const RuleSet&, const RuleSet&) = default;
};

/// The words of `test =` and `applies =` in a rule set. Nothing if unknown.
std::optional<RuleTest> parse_rule_test(std::string_view text);
std::optional<AppliesTo> parse_applies_to(std::string_view text);
std::vector<std::string> rule_test_texts();
std::vector<std::string> applies_to_texts();

/// The set of \p year, else the latest earlier one; null when all are later.
/// \pre \p sets ascend by year.
const RuleSet* rules_of_year(std::span<const RuleSet> sets, int year);

}  // namespace maillage
