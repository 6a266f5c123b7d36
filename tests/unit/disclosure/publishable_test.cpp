// SPDX-License-Identifier: Apache-2.0
#include "disclosure/publishable.hpp"

#include "base/disclosure_messages.hpp"
#include "unit/disclosure/small_loiret.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

namespace maillage::disclosure {
namespace {

using test::kEpci;
using test::loiret;
using testing::ElementsAre;

constexpr const char* kGien = "244500211";

Publishable protect(const test::DatasetBuilder& builder, Rule rule = {},
                    const Publications& earlier = {}) {
    return publishable(*builder.build(), rule, earlier, "counts", 2, {}).value();
}

/// "45001+45003" → the count that stands for them; "?" = not located.
std::map<std::string, Count> cells_of(const Publishable& made) {
    std::map<std::string, Count> cells;
    const auto& year = made.dataset->cir.at(0);
    for (const auto& cell : year.cells) {
        std::string key;
        for (const auto commune : year.communes_of(cell)) {
            key += (key.empty() ? "" : "+") +
                   made.dataset->territories.communes.code[commune.value].string();
        }
        cells[key.empty() ? "?" : key] = cell.count;
    }
    return cells;
}

// The 3 of 45001 is hidden; alone it would be the total less the others, so 45003, the smallest
// that helps, is given together with it: 15.
TEST(Publishable, GivesASmallCountTogetherWithAnotherOfItsEpci) {
    const auto made = protect(loiret());
    ASSERT_TRUE(made.findings.passed());
    EXPECT_EQ(cells_of(made), (std::map<std::string, Count>{{"45001+45003", Count::exact(15)},
                                                            {"45002", Count::exact(0)},
                                                            {"45004", Count::exact(40)}}));
    EXPECT_EQ(made.findings.small, 1);
    EXPECT_EQ(made.findings.secondary, 1);
    EXPECT_EQ(made.findings.sums, 0);
    EXPECT_EQ(made.dataset->notices.at(0),
              Message(kPublishableNotice, {std::int64_t{1}, std::int64_t{4}}));
}

TEST(Publishable, WhatIsWrittenOfContractsQuotesNoCount) {
    auto builder = loiret();
    builder.contract({.id = "C1", .communes = {"45001"}});
    auto dataset = *builder.build();
    dataset.contracts.front().name = "CTAI 2024 (3 signataires)";
    dataset.contracts.front().details["commentaire"] = "deux signataires de plus";
    dataset.contracts.front().details["montant_etat"] = "30000";
    const auto made = publishable(dataset, {}, {}, "counts", 2, {}).value();
    const auto& contract = made.dataset->contracts.front();
    EXPECT_EQ(contract.name, "CTAI 2024 (… signataires)");
    EXPECT_EQ(contract.details.at("commentaire"), "… signataires de plus");
    EXPECT_EQ(contract.details.at("montant_etat"), "30000");
}

// The EPCI of Gien has 2 in all: its total is a small count too, and stands in the department only
// together with a commune of another EPCI.
TEST(Publishable, HidesASmallTotalOfAnEpciBehindTheDepartment) {
    auto builder = loiret();
    builder.commune("45155", {.epci = kGien}).count("45155", 2);
    const auto made = protect(builder);
    ASSERT_TRUE(made.findings.passed());
    std::int64_t sum = 0;
    for (const auto& [key, count] : cells_of(made)) {
        EXPECT_TRUE(count.is_exact()) << key;
        EXPECT_TRUE(count.low == 0 || count.low >= 5) << key;
        EXPECT_NE(key, "45155");
        sum += count.low;
    }
    EXPECT_EQ(sum, 57);
    EXPECT_GE(made.findings.sums, 1);
}

// Four communes of 1: their total of 4 is small too. Were it known to be, each would be 1.
TEST(Publishable, DoesNotTellThatATotalIsSmall) {
    auto builder = loiret();
    for (const char* code : {"45151", "45152", "45153", "45154"}) {
        builder.commune(code, {.epci = kGien}).count(code, 1);
    }
    const auto made = protect(builder);
    ASSERT_TRUE(made.findings.passed());
    for (const auto& [key, count] : cells_of(made)) {
        EXPECT_TRUE(count.low == 0 || count.low >= 5) << key;
    }
}

TEST(Publishable, HidesZeroTooWhereAsked) {
    Rule rule;
    rule.publish_zero = false;
    const auto made = protect(loiret(), rule);
    ASSERT_TRUE(made.findings.passed());
    EXPECT_EQ(made.findings.small, 2);
    EXPECT_FALSE(cells_of(made).contains("45002"));
}

// Nobody signed in 45005, so no row names it; what is said of it must be as wide as of 45002.
TEST(Publishable, HidesTheZeroOfACommuneThatNoRowNames) {
    auto builder = loiret();
    builder.commune("45005", {.epci = kEpci});
    Rule rule;
    rule.publish_zero = false;
    const auto made = protect(builder, rule);
    ASSERT_TRUE(made.findings.passed());
    EXPECT_EQ(made.findings.small, 3);
    std::string together;
    for (const auto& [key, count] : cells_of(made)) {
        together += key.find("45005") == std::string::npos ? "" : key;
    }
    EXPECT_NE(together, "");
    EXPECT_NE(together, "45005");
}

// Its total without 45005, published while zeros were, and with it now: the difference is 0.
TEST(Publishable, HidesNoZeroThatAnEarlierExportShows) {
    auto builder = loiret();
    builder.commune("45005", {.epci = kEpci});
    const auto shown = protect(builder);
    Rule rule;
    rule.publish_zero = false;
    const PublishedExport before{{}, "copil-45.pdf", "counts", shown.numbers};
    EXPECT_EQ(protect(builder, rule, {before}).dataset, nullptr);
}

TEST(Publishable, HidesLessByALowerThreshold) {
    Rule rule;
    rule.threshold = 3;
    const auto made = protect(loiret(), rule);
    EXPECT_EQ(cells_of(made).at("45001"), Count::exact(3));
    EXPECT_EQ(made.findings.small, 0);
}

TEST(Publishable, GivesSmallCountsNotLocatedAsTheIntervalOfTheRule) {
    auto builder = loiret();
    builder.not_located("45", 2, 2).department_total("45", 57);
    const auto made = protect(builder);
    ASSERT_TRUE(made.findings.passed());
    EXPECT_EQ(cells_of(made).at("?"), Count::masked(1, 4));
    // The total would give it away.
    EXPECT_EQ(made.dataset->cir[0].department_total.at(0), std::nullopt);
}

// A total of 57 beside rows of 55: the two that no row holds are a small count.
TEST(Publishable, SaysThatASmallRestIsThereWithoutSayingHowMany) {
    const auto made = protect(loiret().department_total("45", 57));
    ASSERT_TRUE(made.findings.passed());
    EXPECT_EQ(cells_of(made).at("?"), Count::masked(1, 4));
    EXPECT_EQ(made.dataset->cir[0].department_total.at(0), std::nullopt);
}

// Two masked communes, [1, 4] each. A total of 60 leaves 5 for both: 1 to 4 each, nothing is
// learnt. A total of 62 leaves 7: 3 or 4 each, which narrows the source's mask.
TEST(Publishable, KeepsATotalOfTheSourceOnlyWhereItNarrowsNoMask) {
    for (const auto& [total, kept] : {std::pair(60, true), std::pair(62, false)}) {
        auto builder = loiret();
        builder.commune("45005", {.epci = kEpci}).masked("45005", 1, 4);
        builder.commune("45006", {.epci = kEpci}).masked("45006", 1, 4);
        builder.department_total("45", total);
        const auto made = protect(builder);
        ASSERT_TRUE(made.findings.passed()) << total;
        EXPECT_EQ(made.dataset->cir[0].department_total.at(0).has_value(), kept) << total;
        EXPECT_EQ(cells_of(made).at("45005"), Count::masked(1, 4)) << total;
    }
}

TEST(Publishable, IsTheSameAfterItWasPublished) {
    const auto first = protect(loiret());
    const PublishedExport before{{}, "copil-45.pdf", "counts", first.numbers};
    const auto second = protect(loiret(), {}, {before});
    ASSERT_TRUE(second.findings.passed());
    EXPECT_EQ(cells_of(second), cells_of(first));
    EXPECT_EQ(second.findings.earlier, 0);  // It says nothing else.
    EXPECT_EQ(second.numbers, first.numbers);
}

// Once 45003 is public, 15 together with 45001 gives 45001 away: others are hidden instead.
TEST(Publishable, HidesOthersWhereAnEarlierExportRevealsTheFirstChoice) {
    const PublishedExport before{
        {}, "tableau.csv", "counts", {{"commune:45003", {{"2023/45003", 1}}, 12, 12}}};
    const auto made = protect(loiret(), {}, {before});
    ASSERT_TRUE(made.findings.passed());
    EXPECT_NE(cells_of(made), cells_of(protect(loiret())));
    EXPECT_FALSE(cells_of(made).contains("45001"));
}

TEST(Publishable, PublishesNothingWhereAnEarlierExportRevealsACountItself) {
    const PublishedExport before{
        {}, "tableau.csv", "counts", {{"commune:45001", {{"2023/45001", 1}}, 3, 3}}};
    const auto made = protect(loiret(), {}, {before});
    EXPECT_EQ(made.dataset, nullptr);
    ASSERT_FALSE(made.findings.leaks.empty());
    const auto& leak = made.findings.leaks[0];
    EXPECT_EQ(leak.secret, "commune:45001");
    EXPECT_EQ(leak.year, 2023);
    EXPECT_EQ(leak.reach.low, 3);
    EXPECT_EQ(leak.reach.high, 3);
    EXPECT_THAT(leak.earlier, ElementsAre("commune:45001"));
}

TEST(Publishable, ComparesOnlyWithExportsOfTheSameCounts) {
    const PublishedExport before{
        {}, "tableau.csv", "other counts", {{"commune:45001", {{"2023/45001", 1}}, 3, 3}}};
    const auto made = protect(loiret(), {}, {before});
    EXPECT_TRUE(made.findings.passed());
    EXPECT_EQ(made.findings.other_counts, 1U);
    EXPECT_EQ(made.findings.earlier, 0);
}

TEST(Publishable, SaysWhereTheCountsContradictAnEarlierExport) {
    const PublishedExport before{
        {},
        "tableau.csv",
        "counts",
        {{"departement:45",
          {{"2023/45001", 1}, {"2023/45002", 1}, {"2023/45003", 1}, {"2023/45004", 1}},
          100,
          100}}};
    const auto made = protect(loiret(), {}, {before});
    EXPECT_EQ(made.dataset, nullptr);
    EXPECT_THAT(made.findings.inconsistent, ElementsAre(2023));
}

// A reader who gets the one dataset cannot tell which of the two counts it was made from.
TEST(Publishable, IsTheSameForCountsThatDifferOnlyInWhatIsHidden) {
    auto other = test::DatasetBuilder();
    other.region("24").department("45", "24");
    const std::vector<std::pair<const char*, std::int64_t>> counts = {
        {"45001", 4}, {"45002", 0}, {"45003", 11}, {"45004", 40}};
    for (const auto& [code, count] : counts) {
        other.commune(code, {.epci = kEpci}).count(code, count);
    }
    EXPECT_EQ(cells_of(protect(other)), cells_of(protect(loiret())));
}

TEST(Publishable, KeepsNoRemarkThatQuotesAFileOfCounts) {
    auto dataset = *loiret().build();
    dataset.ledger.sources.resize(2);
    dataset.ledger.sources[0].role = Role::kCir;
    dataset.ledger.sources[0].sha256 = "abc";
    dataset.ledger.sources[1].role = Role::kContracts;
    dataset.ledger.sources[1].sha256 = "def";
    dataset.ledger.entries = {
        {Severity::kError, {0, 4}, "signataires", {MessageId::kWrongYear, {"3x", "3"}}, {}},
        {Severity::kError, {1, 7}, "date", {MessageId::kWrongYear, {"a", "b"}}, {}}};
    const auto made = publishable(dataset, {}, {}, "counts", 1, {}).value();
    ASSERT_NE(made.dataset, nullptr);
    ASSERT_EQ(made.dataset->ledger.entries.size(), 1U);
    EXPECT_EQ(made.dataset->ledger.entries[0].origin.source, 1U);
    EXPECT_EQ(made.dataset->ledger.sources[0].sha256, "");
    EXPECT_EQ(made.dataset->ledger.sources[1].sha256, "def");
}

}  // namespace
}  // namespace maillage::disclosure
