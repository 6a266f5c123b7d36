// SPDX-License-Identifier: Apache-2.0
#include "indicators/counted_contracts.hpp"

#include "small_france.hpp"

#include <gtest/gtest.h>

#include <set>

namespace maillage::indicators {
namespace {

struct Case {
    const char* name;
    test::ContractSpec contract;
    Reason at_end_of_2024;
};

class CountedContracts : public testing::TestWithParam<Case> {};

TEST_P(CountedContracts, HaveOneReason) {
    auto builder = small_france();
    builder.contract(GetParam().contract);
    const auto dataset = builder.build();
    const auto query = at("2024-12-31");
    EXPECT_EQ(counted(dataset->contracts[0], query.date, counting_rules(*dataset, query)),
              GetParam().at_end_of_2024);
}

INSTANTIATE_TEST_SUITE_P(
    AtTheEndOf2024, CountedContracts,
    testing::Values(
        Case{"Signed", {}, Reason::kCounted},
        Case{"SignedThatDay", {.signed_on = "2024-12-31"}, Reason::kCounted},
        Case{"SignedTheDayAfter", {.signed_on = "2025-01-01"}, Reason::kNotYetSigned},
        Case{"SignedThatYear", {.signed_on = "2024"}, Reason::kCounted},
        Case{"SignedThatYearCountsFromItsLastDay", {.signed_on = "2025"}, Reason::kNotYetSigned},
        Case{"EndsThatDay", {.ends_on = "2024-12-31"}, Reason::kCounted},
        Case{"EndedTheDayBefore", {.ends_on = "2024-12-30"}, Reason::kEnded},
        Case{"Negotiation", {.status = ContractStatus::kNegociation}, Reason::kStatus},
        Case{"Refused", {.status = ContractStatus::kRefuse}, Reason::kStatus},
        Case{"Partnership", {.kind = ContractKind::kPartenariat}, Reason::kKind},
        Case{"ContratDeVille", {.kind = ContractKind::kContratDeVille}, Reason::kCounted},
        Case{"Ept", {.level = ContractLevel::kEpt}, Reason::kCounted},
        Case{"Group", {.level = ContractLevel::kCommunes}, Reason::kCounted},
        Case{"Department", {.level = ContractLevel::kDepartment}, Reason::kLevel},
        Case{"Region", {.level = ContractLevel::kRegion}, Reason::kLevel},
        Case{"EndedDepartment",
             {.level = ContractLevel::kDepartment, .ends_on = "2023"},
             Reason::kEnded}),
    [](const auto& one) { return std::string(one.param.name); });

TEST(CountedContracts, SignedWithoutDateCountsFromTheFirstSignatureOfAll) {
    auto builder = small_france();
    builder.contract({.id = "undated", .signed_on = ""})
        .contract({.id = "first", .signed_on = "2019"})
        .contract({.id = "planned", .status = ContractStatus::kEnvisage, .signed_on = "2010"});
    const auto dataset = builder.build();
    const auto rules = counting_rules(*dataset, {});
    const auto& undated = dataset->contracts[0];
    EXPECT_EQ(counted(undated, on("2019-12-30"), rules), Reason::kNotYetSigned);
    EXPECT_EQ(counted(undated, on("2019-12-31"), rules), Reason::kCounted);

    builder.choices().signed_without_date = Choices::SignedWithoutDate::kNotCounted;
    const auto strict = builder.build();
    EXPECT_EQ(counted(strict->contracts[0], on("2024-12-31"), counting_rules(*strict, {})),
              Reason::kNoDate);
}

TEST(CountedContracts, WithoutAnyDateCountAlways) {
    auto builder = small_france();
    builder.contract({.signed_on = ""});
    const auto dataset = builder.build();
    EXPECT_EQ(counted(dataset->contracts[0], on("2018-01-01"), counting_rules(*dataset, {})),
              Reason::kCounted);
}

TEST(CountedContracts, PartnershipsCountOnlyWhenAskedFor) {
    auto builder = small_france();
    builder.contract({.kind = ContractKind::kPartenariat});
    const auto dataset = builder.build();
    auto query = at("2024-12-31");
    query.include_all_levels = true;
    EXPECT_EQ(counted(dataset->contracts[0], query.date, counting_rules(*dataset, query)),
              Reason::kKind);
    query.include_partnerships = true;
    EXPECT_EQ(counted(dataset->contracts[0], query.date, counting_rules(*dataset, query)),
              Reason::kCounted);
}

TEST(CountedContracts, EveryReasonHasItsSentence) {
    std::set<MessageId> sentences;
    for (int i = 0; i <= static_cast<int>(Reason::kParisLyon); ++i) {
        sentences.insert(reason_text(static_cast<Reason>(i)));
    }
    EXPECT_EQ(sentences.size(), 8U);
    EXPECT_EQ(message_code(reason_text(Reason::kLevel)), "contrat_departemental_ou_regional");
    EXPECT_EQ(message_code(reason_text(Reason::kEnded)), "contrat_termine");
}

}  // namespace
}  // namespace maillage::indicators
