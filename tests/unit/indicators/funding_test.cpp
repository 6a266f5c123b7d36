// SPDX-License-Identifier: Apache-2.0
// Every rule of the shipped set of 2024, on both sides of its threshold, and a set of another year.
#include "indicators/funding.hpp"

#include "base/planning_messages.hpp"
#include "io/rule_set_file.hpp"
#include "small_france.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

namespace maillage::indicators {
namespace {

using Details = std::map<std::string, std::string>;

const RuleSet& rules_2024() {
    static const auto kSets = io::read_rule_sets(MAILLAGE_SOURCE_DIR "/data/rules").value();
    return kSets.front();
}

/// 75001: over 100,000 inhabitants or exactly so, with the signatories of 2023 told.
struct Place {
    std::int32_t inhabitants = 100'001;
    Count signatories = Count::exact(500);
};

test::ContractSpec contract_with(Details details) {
    test::ContractSpec spec;
    spec.id = "c";
    spec.communes = {"45001"};
    spec.signed_on = "2024-03-01";
    spec.details = std::move(details);
    return spec;
}

FundingAnswer answer_of(const DatasetPtr& dataset, const std::string& rule,
                        const RuleSet& rules = rules_2024(), FundingParameters parameters = {}) {
    if (parameters.date == Date{}) {
        parameters.date = on("2024-12-31");
    }
    const auto answers = FundingCheck(dataset, parameters).evaluate(0, rules);
    const auto found = std::find_if(answers.begin(), answers.end(),
                                    [&](const auto& one) { return one.rule->id == rule; });
    if (found == answers.end()) {
        ADD_FAILURE() << rule << " does not apply";
        return {};
    }
    return *found;
}

bool is_asked(const DatasetPtr& dataset, const std::string& rule) {
    const auto answers =
        FundingCheck(dataset, {on("2024-12-31"), std::nullopt}).evaluate(0, rules_2024());
    return std::any_of(answers.begin(), answers.end(),
                       [&](const auto& one) { return one.rule->id == rule; });
}

DatasetPtr with(Details details) {
    auto builder = small_france();
    builder.contract(contract_with(std::move(details)));
    return builder.build();
}

DatasetPtr large(const Place& place, const std::string& amount) {
    test::DatasetBuilder builder;
    builder.department("45", "24").commune("45001", {.population = place.inhabitants});
    builder.masked("45001", place.signatories.low, place.signatories.high);
    builder.contract(contract_with({{"montant_etat", amount}}));
    return builder.build();
}

Answer state(const DatasetPtr& dataset, const std::string& rule) {
    return answer_of(dataset, rule).state;
}

TEST(Funding, M1NewContractAtMost150000) {
    EXPECT_EQ(state(with({{"montant_etat", "150 000 €"}}), "M1"), Answer::kMet);
    const auto over = answer_of(with({{"montant_etat", "150 000,01 €"}}), "M1");
    EXPECT_EQ(over.state, Answer::kNotMet);
    const auto& value = std::get<FundingFigure>(over.value).bounds.low;
    EXPECT_EQ(compare(value, Rate{15'000'001, 100}), std::strong_ordering::equal);
    EXPECT_EQ(over.rule->section, "Circ. 3.4");
}

TEST(Funding, M2ExceptionTakesBothConditions) {
    const std::string more = "200000";
    EXPECT_EQ(state(large({100'001, Count::exact(500)}, more), "M1"), Answer::kMet);
    EXPECT_EQ(state(large({100'000, Count::exact(500)}, more), "M1"), Answer::kNotMet);
    EXPECT_EQ(state(large({100'001, Count::exact(499)}, more), "M1"), Answer::kNotMet);
    EXPECT_EQ(state(large({100'001, Count::masked(499, 500)}, more), "M1"), Answer::kNotKnown);
    EXPECT_EQ(state(large({100'001, Count::masked(500, 900)}, more), "M1"), Answer::kMet);
    EXPECT_EQ(state(large({100'001, Count::masked(1, 499)}, more), "M1"), Answer::kNotMet);
    EXPECT_EQ(answer_of(large({100'001, Count::exact(500)}, more), "M1").why,
              planning::kFundingException);
}

TEST(Funding, M2WithoutCountsOfTheYearIsOpen) {
    test::DatasetBuilder builder;
    builder.department("45", "24").commune("45001", {.population = 200'000});
    builder.year(2022).count("45001", 900);
    builder.contract(contract_with({{"montant_etat", "200000"}}));
    EXPECT_EQ(state(builder.build(), "M1"), Answer::kNotKnown);
}

TEST(Funding, AmountThatCannotBeReadIsNotKnownAndSaid) {
    const auto empty = answer_of(with({}), "M1");
    EXPECT_EQ(empty.state, Answer::kNotKnown);
    EXPECT_EQ(empty.why, planning::kFundingColumnEmpty);
    const auto unread = answer_of(with({{"montant_etat", "150 k€"}}), "M1");
    EXPECT_EQ(unread.state, Answer::kNotKnown);
    EXPECT_EQ(unread.why, planning::kFundingUnreadable);
}

Details renewal(const std::string& amount, const std::string& previous) {
    Details details{{"renouvellement", "oui"}, {"montant_etat", amount}};
    if (!previous.empty()) {
        details["montant_precedent"] = previous;
    }
    return details;
}

TEST(Funding, M3RenewalAtMostThePreviousSum) {
    EXPECT_EQ(state(with(renewal("300000", "300000")), "M3"), Answer::kMet);
    EXPECT_EQ(state(with(renewal("300000,01", "300000")), "M3"), Answer::kNotMet);
}

TEST(Funding, M4SmallContractsMayRiseToTheCap) {
    EXPECT_EQ(state(with(renewal("150000", "80000")), "M3"), Answer::kMet);
    EXPECT_EQ(answer_of(with(renewal("150000", "80000")), "M3").why, planning::kFundingRaised);
    EXPECT_EQ(state(with(renewal("150000,01", "80000")), "M3"), Answer::kNotMet);
    EXPECT_EQ(state(with(renewal("150000", "")), "M3"), Answer::kMet)
        << "whatever the previous sum was";
    EXPECT_EQ(state(with(renewal("150000,01", "")), "M3"), Answer::kNotKnown);
    EXPECT_EQ(answer_of(with(renewal("200000", "beaucoup")), "M3").why,
              planning::kFundingUnreadable);
}

TEST(Funding, NewAndRenewedContractsHaveTheirOwnRules) {
    EXPECT_TRUE(is_asked(with({{"renouvellement", "non"}}), "M1"));
    EXPECT_FALSE(is_asked(with({{"renouvellement", "non"}}), "M3"));
    EXPECT_FALSE(is_asked(with({{"renouvellement", "oui"}}), "M1"));
    EXPECT_TRUE(is_asked(with({{"montant_precedent", "100"}}), "R13"));
    auto builder = small_france();
    builder.contract(contract_with({}));
    auto earlier = contract_with({});
    earlier.id = "earlier";
    earlier.signed_on = "2021-03-01";
    builder.contract(earlier);
    EXPECT_TRUE(is_asked(builder.build(), "M3")) << "an earlier contract of the same perimeter";
}

TEST(Funding, M5CostOfASignatoryAgainstAFlatCost) {
    // 45001 has 10 signatories: 1,000 € for 10 are 100 € each.
    const auto dataset = with({{"montant_etat", "1000"}});
    const auto shown = answer_of(dataset, "M5");
    EXPECT_EQ(shown.state, Answer::kNotKnown);
    EXPECT_EQ(compare(std::get<FundingFigure>(shown.value).bounds.low, Rate{100, 1}),
              std::strong_ordering::equal);
    const auto tried = [&](std::int64_t cents) {
        return answer_of(dataset, "M5", rules_2024(), {on("2024-12-31"), cents}).state;
    };
    EXPECT_EQ(tried(10'000), Answer::kMet);
    EXPECT_EQ(tried(9'999), Answer::kNotMet);
}

TEST(Funding, M5UnderMaskedCounts) {
    const auto tried = [&](Count count, std::int64_t cents) {
        return answer_of(large({1, count}, "1000"), "M5", rules_2024(), {on("2024-12-31"), cents});
    };
    // 10 to 20 signatories: 50 to 100 € each.
    EXPECT_EQ(tried({10, 20}, 10'000).state, Answer::kMet);
    EXPECT_EQ(tried({10, 20}, 9'999).state, Answer::kNotKnown);
    EXPECT_EQ(tried({10, 20}, 4'999).state, Answer::kNotMet);
    EXPECT_EQ(tried({0, 20}, 5'000).state, Answer::kNotKnown);
    EXPECT_EQ(tried({0, 20}, 4'999).state, Answer::kNotMet);
    EXPECT_EQ(tried({0, 0}, 4'999).why, planning::kFundingNoSignatory);
    EXPECT_EQ(tried({0, 0}, 4'999).state, Answer::kNotMet);
}

TEST(Funding, M6FlatCostTimesTheMeanOfThreeYears) {
    test::DatasetBuilder builder;
    builder.department("45", "24").commune("45001");
    builder.year(2021)
        .count("45001", 10)
        .year(2022)
        .count("45001", 11)
        .year(2023)
        .count("45001", 12);
    builder.contract(contract_with({{"montant_etat", "1100"}}));
    const auto dataset = builder.build();
    const auto tried = [&](std::int64_t cents) {
        return answer_of(dataset, "M6", rules_2024(), {on("2024-12-31"), cents}).state;
    };
    EXPECT_EQ(tried(10'000), Answer::kMet) << "100 € × 33/3 = 1,100 €";
    EXPECT_EQ(tried(9'999), Answer::kNotMet);
    EXPECT_EQ(answer_of(dataset, "M6").state, Answer::kNotKnown) << "no flat cost is published";
    EXPECT_EQ(answer_of(with({{"montant_etat", "1"}}), "M6").why, planning::kFundingYearMissing);
}

TEST(Funding, M7CoordinatorShare) {
    EXPECT_EQ(state(with({{"part_coordonnateur", "20 %"}}), "M7"), Answer::kMet);
    EXPECT_EQ(state(with({{"part_coordonnateur", "19,99 %"}}), "M7"), Answer::kNotMet);
    EXPECT_EQ(state(with({{"part_coordonnateur", "0,2"}}), "M7"), Answer::kMet);
    EXPECT_EQ(state(with({{"part_coordonnateur", "?"}}), "M7"), Answer::kNotKnown);
    EXPECT_EQ(state(with({}), "M7"), Answer::kNotKnown);
}

TEST(Funding, M8ParticipationIsAdvice) {
    const auto some = answer_of(with({{"montant_collectivite", "0,01"}}), "M8");
    EXPECT_EQ(some.state, Answer::kMet);
    EXPECT_TRUE(some.rule->advice);
    EXPECT_EQ(state(with({{"montant_collectivite", "0"}}), "M8"), Answer::kNotMet);
    EXPECT_EQ(state(with({}), "M8"), Answer::kNotKnown);
}

TEST(Funding, R1TwoDomains) {
    EXPECT_EQ(state(with({{"axes", "logement emploi"}}), "R1"), Answer::kMet);
    EXPECT_EQ(state(with({{"axes", "logement"}}), "R1"), Answer::kNotMet);
    EXPECT_EQ(state(with({{"axes", "logement, hébergement"}}), "R1"), Answer::kNotMet)
        << "two names of one domain";
    EXPECT_EQ(state(with({{"axes", "logement, jardinage"}}), "R1"), Answer::kNotKnown);
    EXPECT_EQ(state(with({{"axes", "logement, emploi, jardinage"}}), "R1"), Answer::kMet);
    EXPECT_EQ(state(with({}), "R1"), Answer::kNotKnown);
}

TEST(Funding, R1HousingWhereCompetent) {
    const auto housing = [](const std::string& axes, const std::string& competent) {
        Details details;
        if (!axes.empty()) {
            details["axes"] = axes;
        }
        if (!competent.empty()) {
            details["competence_logement"] = competent;
        }
        return state(with(details), "R1-logement");
    };
    EXPECT_EQ(housing("logement emploi", "oui"), Answer::kMet);
    EXPECT_EQ(housing("emploi sante", "oui"), Answer::kNotMet);
    EXPECT_EQ(housing("emploi sante", "non"), Answer::kMet);
    EXPECT_EQ(housing("emploi sante", ""), Answer::kNotKnown);
    EXPECT_EQ(housing("emploi, jardinage", "oui"), Answer::kNotKnown);
    EXPECT_EQ(housing("", "oui"), Answer::kNotKnown);
}

TEST(Funding, R13ReportOfARenewal) {
    const auto report = [](const std::string& word) {
        return state(with({{"renouvellement", "oui"}, {"bilan", word}}), "R13");
    };
    EXPECT_EQ(report("complet"), Answer::kMet);
    EXPECT_EQ(report("partiel"), Answer::kNotMet);
    EXPECT_EQ(report("absent"), Answer::kNotMet);
    EXPECT_EQ(report("à venir"), Answer::kNotKnown);
    EXPECT_FALSE(is_asked(with({{"bilan", "absent"}, {"renouvellement", "non"}}), "R13"));
}

Answer filed(ContractStatus status, const char* signed_on, bool renewed, const char* asked) {
    auto builder = small_france();
    auto spec = contract_with({{"renouvellement", renewed ? "oui" : "non"}});
    spec.status = status;
    spec.signed_on = signed_on;
    builder.contract(spec);
    return answer_of(builder.build(), renewed ? "D1" : "D2", rules_2024(),
                     {on(asked), std::nullopt})
        .state;
}

TEST(Funding, LastDaysForFiles) {
    using enum ContractStatus;
    EXPECT_EQ(filed(kSigne, "2024-06-30", true, "2024-12-31"), Answer::kMet);
    EXPECT_EQ(filed(kSigne, "2024-07-01", true, "2024-12-31"), Answer::kNotKnown);
    EXPECT_EQ(filed(kSigne, "2024-09-30", false, "2024-12-31"), Answer::kMet);
    EXPECT_EQ(filed(kSigne, "2024", false, "2024-12-31"), Answer::kNotKnown) << "a year is no day";
    EXPECT_EQ(filed(kEnvisage, "", false, "2024-09-30"), Answer::kNotKnown);
    EXPECT_EQ(filed(kEnvisage, "", false, "2024-10-01"), Answer::kNotMet);
    EXPECT_EQ(filed(kContact, "", true, "2024-07-01"), Answer::kNotMet);
    EXPECT_EQ(filed(kNegociation, "", false, "2024-10-01"), Answer::kNotKnown);
}

TEST(Funding, WhatTheTableDoesNotHoldIsNotKnown) {
    for (const auto* rule : {"R3", "R4", "R5", "R7", "R9", "R11", "R12", "R14", "R15", "R16"}) {
        EXPECT_EQ(state(with({}), rule), Answer::kNotKnown) << rule;
        EXPECT_EQ(answer_of(with({}), rule).why, planning::kFundingToVerify) << rule;
    }
}

/// A set of two rules: an amount, and the share of the coordinator.
std::string two_rules(const std::string& share) {
    return R"(
year = 2025
french = "essai"
english = "trial"
[[domain]]
id = "langue"
[[rule]]
id = "A"
section = "Art. 1"
test = "amount_at_most"
most = 100_000
french = "f"
english = "e"
[[rule]]
id = "B"
section = "Art. 2"
test = "coordinator_share_at_least"
least = ")" +
           share + R"("
french = "f"
english = "e"
)";
}

TEST(Funding, ASetOfAnotherYearIsData) {
    EXPECT_FALSE(io::parse_rule_set(two_rules("1/3 %")).has_value())
        << "a third of a per cent is no share";
    const auto good = io::parse_rule_set(two_rules("30 %"));
    ASSERT_TRUE(good.has_value());
    const auto low = with({{"montant_etat", "100000"}, {"part_coordonnateur", "29 %"}});
    const auto high = with({{"montant_etat", "100001"}, {"part_coordonnateur", "30 %"}});
    EXPECT_EQ(answer_of(low, "A", *good).state, Answer::kMet);
    EXPECT_EQ(answer_of(high, "A", *good).state, Answer::kNotMet) << "no exception in this set";
    EXPECT_EQ(answer_of(low, "B", *good).state, Answer::kNotMet);
    EXPECT_EQ(answer_of(high, "B", *good).state, Answer::kMet);
}

TEST(Funding, WhichContractsAndWhichYear) {
    Contract contract;
    contract.status = ContractStatus::kSigne;
    contract.signed_on = parse_date("2022-05-01");
    EXPECT_EQ(rule_year(contract, on("2024-12-31")), 2022);
    contract.status = ContractStatus::kNegociation;
    EXPECT_EQ(rule_year(contract, on("2024-12-31")), 2024);
    EXPECT_TRUE(is_examined(contract));
    contract.status = ContractStatus::kAbandonne;
    EXPECT_FALSE(is_examined(contract));
    contract.status = ContractStatus::kSigne;
    contract.kind = ContractKind::kPartenariat;
    EXPECT_FALSE(is_examined(contract));
}

}  // namespace
}  // namespace maillage::indicators
