// SPDX-License-Identifier: Apache-2.0
#include "reconcile/ledger_builder.hpp"

#include <gtest/gtest.h>

namespace maillage::reconcile {
namespace {

Message text(const char* words) { return {MessageId::kText, {words}}; }

TEST(RowLog, ARowCountsOnceInItsWorstState) {
    LedgerBuilder ledger;
    const auto source = ledger.add_source({});
    { const RowLog used(ledger, {source, 2}); }
    {
        RowLog repaired(ledger, {source, 3});
        repaired.repair("code", text("a"));
        repaired.repair("nom", text("b"));
        EXPECT_FALSE(repaired.is_set_aside());
    }
    {
        RowLog aside(ledger, {source, 4});
        aside.set_aside("code", text("c"));
        aside.repair("nom", text("d"));
        EXPECT_TRUE(aside.is_set_aside());
    }
    {
        RowLog blank(ledger, {source, 5});
        blank.skip(text("e"));
    }
    {
        RowLog informed(ledger, {source, 6});
        informed.inform(Severity::kInformation, "nom", text("f"));
    }
    const auto& counted = ledger.source(source);
    EXPECT_EQ(counted.rows_read, 5);
    EXPECT_EQ(counted.rows_used, 2);
    EXPECT_EQ(counted.rows_repaired, 1);
    EXPECT_EQ(counted.rows_set_aside, 2);
}

TEST(RowLog, SeverityFollowsWhatHappened) {
    LedgerBuilder builder;
    const auto source = builder.add_source({});
    {
        RowLog row(builder, {source, 2});
        row.repair("a", text("repair"));
        row.set_aside("b", text("aside"));
        row.skip(text("skip"));
    }
    const auto ledger = std::move(builder).finish();
    ASSERT_EQ(ledger.entries.size(), 3U);
    EXPECT_EQ(ledger.entries[0].severity, Severity::kInformation);  // column "" comes first
    EXPECT_EQ(ledger.entries[1].severity, Severity::kWarning);
    EXPECT_EQ(ledger.entries[2].severity, Severity::kError);
}

TEST(LedgerBuilder, EntriesStandInOrderOfSourceLineAndColumn) {
    LedgerBuilder builder;
    const auto first = builder.add_source({});
    const auto second = builder.add_source({});
    builder.note(Severity::kError, {second, 1}, "a", text("5"));
    builder.note(Severity::kError, {first, 9}, "a", text("4"));
    builder.note(Severity::kError, {first, 2}, "b", text("2"));
    builder.note(Severity::kError, {first, 2}, "a", text("1"));
    builder.note(Severity::kError, {first, 2}, "b", text("3"));
    const auto ledger = std::move(builder).finish();
    std::string order;
    for (const auto& entry : ledger.entries) {
        order += std::get<std::string>(entry.message.arguments.at(0));
    }
    EXPECT_EQ(order, "12345");
}

TEST(RowLog, EntriesSayWhatTheyDidToTheirRow) {
    LedgerBuilder builder;
    const auto source = builder.add_source({});
    {
        RowLog row(builder, {source, 2});
        row.inform(Severity::kWarning, "a", text("said"));
        row.repair("b", text("repaired"));
        row.set_aside("c", text("aside"));
    }
    {
        RowLog row(builder, {source, 3});
        row.skip(text("blank"));
    }
    const auto ledger = std::move(builder).finish();
    ASSERT_EQ(ledger.entries.size(), 4U);
    EXPECT_EQ(ledger.entries[0].state, RowState::kUsed);
    EXPECT_EQ(ledger.entries[1].state, RowState::kRepaired);
    EXPECT_EQ(ledger.entries[2].state, RowState::kSetAside);
    EXPECT_EQ(ledger.entries[3].state, RowState::kSetAside);
}

}  // namespace
}  // namespace maillage::reconcile
