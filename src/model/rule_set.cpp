// SPDX-License-Identifier: Apache-2.0
#include "model/rule_set.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace maillage {
namespace {

constexpr auto kTests = std::to_array<std::pair<std::string_view, RuleTest>>({
    {"amount_at_most", RuleTest::kAmountAtMost},
    {"renewal_at_most_previous", RuleTest::kRenewalAtMostPrevious},
    {"amount_for_signatories", RuleTest::kAmountForSignatories},
    {"amount_for_mean", RuleTest::kAmountForMean},
    {"coordinator_share_at_least", RuleTest::kCoordinatorShare},
    {"participation", RuleTest::kParticipation},
    {"domains_at_least", RuleTest::kDomainsAtLeast},
    {"domain_if_competent", RuleTest::kDomainIfCompetent},
    {"report_complete", RuleTest::kReportComplete},
    {"filed_by", RuleTest::kFiledBy},
    {"to_verify", RuleTest::kToVerify},
});
constexpr auto kApplies = std::to_array<std::pair<std::string_view, AppliesTo>>({
    {"all", AppliesTo::kAll},
    {"new", AppliesTo::kNew},
    {"renewal", AppliesTo::kRenewal},
    {"none", AppliesTo::kNoContract},
});

template <typename Words>
auto value_of(const Words& words, std::string_view text) {
    const auto found = std::find_if(words.begin(), words.end(),
                                    [text](const auto& word) { return word.first == text; });
    return found == words.end() ? std::nullopt : std::optional(found->second);
}

template <typename Words>
std::vector<std::string> texts_of(const Words& words) {
    std::vector<std::string> texts;
    texts.reserve(words.size());
    for (const auto& word : words) {
        texts.emplace_back(word.first);
    }
    return texts;
}

}  // namespace

std::optional<RuleTest> parse_rule_test(std::string_view text) { return value_of(kTests, text); }
std::optional<AppliesTo> parse_applies_to(std::string_view text) {
    return value_of(kApplies, text);
}
std::vector<std::string> rule_test_texts() { return texts_of(kTests); }
std::vector<std::string> applies_to_texts() { return texts_of(kApplies); }

const RuleSet* rules_of_year(std::span<const RuleSet> sets, int year) {
    const RuleSet* best = nullptr;
    for (const auto& set : sets) {
        if (set.year <= year) {
            best = &set;
        }
    }
    return best;
}

}  // namespace maillage
