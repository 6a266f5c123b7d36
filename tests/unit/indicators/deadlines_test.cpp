// SPDX-License-Identifier: Apache-2.0
#include "indicators/deadlines.hpp"

#include "small_france.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace maillage::indicators {
namespace {

RuleSet calendar() {
    RuleSet rules;
    rules.year = 2024;
    rules.deadlines = {
        {on("2024-03-31"), AppliesTo::kNoContract, "3.2", {"ville", "city"}},
        {on("2024-06-30"), AppliesTo::kRenewal, "3.4", {"renouvellement", "renewal"}},
        {on("2024-09-30"), AppliesTo::kNew, "3.4", {"nouveau", "new"}},
    };
    return rules;
}

std::vector<Due> of_kind(const std::vector<Due>& all, DueKind kind) {
    std::vector<Due> some;
    std::copy_if(all.begin(), all.end(), std::back_inserter(some),
                 [kind](const Due& one) { return one.kind == kind; });
    return some;
}

TEST(Deadlines, TheCalendarPassesComesNearAndIsLater) {
    const auto rules = calendar();
    const auto dues = deadlines(*small_france().build(), rules, on("2024-06-30"), 91);
    ASSERT_EQ(dues.size(), 3U);
    EXPECT_EQ(dues[0].state, DueState::kPassed);
    EXPECT_EQ(dues[0].days, -91);
    EXPECT_EQ(dues[1].state, DueState::kSoon) << "the day itself";
    EXPECT_EQ(dues[2].days, 92);
    EXPECT_EQ(dues[2].state, DueState::kLater);
}

TEST(Deadlines, FilesAreDueByTheDayOfTheirKind) {
    const auto rules = calendar();
    auto builder = small_france();
    builder.contract(
        {.id = "new", .communes = {"45001"}, .status = ContractStatus::kContact, .signed_on = ""});
    builder.contract({.id = "renewed",
                      .communes = {"45002"},
                      .status = ContractStatus::kNegociation,
                      .signed_on = "",
                      .details = {{"renouvellement", "oui"}}});
    builder.contract({.id = "signed", .communes = {"45003"}, .signed_on = "2024-02-01"});
    builder.contract({.id = "old", .communes = {"18001"}, .signed_on = "2022-02-01"});
    builder.contract({.id = "refused",
                      .communes = {"18002"},
                      .status = ContractStatus::kRefuse,
                      .signed_on = ""});
    const auto files =
        of_kind(deadlines(*builder.build(), rules, on("2024-08-01"), 90), DueKind::kFile);
    ASSERT_EQ(files.size(), 3U);
    EXPECT_EQ(files[0].contract, 1U);
    EXPECT_EQ(files[0].state, DueState::kLate) << "30 June has passed";
    EXPECT_EQ(files[1].contract, 0U);
    EXPECT_EQ(files[1].state, DueState::kSoon) << "60 days";
    EXPECT_EQ(files[2].contract, 2U);
    EXPECT_EQ(files[2].state, DueState::kDone);
}

TEST(Deadlines, EndsOfContracts) {
    auto builder = small_france();
    builder.contract({.id = "near", .communes = {"45001"}, .ends_on = "2024-10-29"});
    builder.contract({.id = "far", .communes = {"45002"}, .ends_on = "2026-12-31"});
    builder.contract({.id = "over", .communes = {"45003"}, .ends_on = "2024-06-30"});
    builder.contract({.id = "renewed", .communes = {"18001"}, .ends_on = "2024-06-30"});
    builder.contract({.id = "renewal", .communes = {"18001"}, .signed_on = "2024-07-15"});
    builder.contract({.id = "long ago", .communes = {"76001"}, .ends_on = "2021-06-30"});
    const auto ends =
        of_kind(deadlines(*builder.build(), calendar(), on("2024-08-01"), 90), DueKind::kEnd);
    ASSERT_EQ(ends.size(), 3U);
    EXPECT_EQ(ends[0].contract, 2U);
    EXPECT_EQ(ends[0].state, DueState::kLate) << "nothing took over";
    EXPECT_EQ(ends[1].contract, 0U);
    EXPECT_EQ(ends[1].days, 89);
    EXPECT_EQ(ends[1].state, DueState::kSoon);
    EXPECT_EQ(ends[2].state, DueState::kLater);
}

TEST(Deadlines, NextActionsOfTheRegister) {
    auto builder = small_france();
    builder.contract({.id = "a",
                      .communes = {"45001"},
                      .status = ContractStatus::kContact,
                      .signed_on = "",
                      .details = {{"echeance", "31/07/2024"}, {"prochaine_action", "appeler"}}});
    builder.contract({.id = "b",
                      .communes = {"45002"},
                      .status = ContractStatus::kContact,
                      .signed_on = "",
                      .details = {{"echeance", "bientôt"}}});
    const auto actions = of_kind(deadlines(*builder.build(), calendar(), on("2024-08-01"), 90),
                                 DueKind::kNextAction);
    ASSERT_EQ(actions.size(), 1U);
    EXPECT_EQ(actions[0].state, DueState::kLate);
    EXPECT_EQ(actions[0].days, -1);
    EXPECT_EQ(actions[0].text, "appeler");
}

}  // namespace
}  // namespace maillage::indicators
