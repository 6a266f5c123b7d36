// SPDX-License-Identifier: Apache-2.0
#include "workspace/journal.hpp"

#include <gtest/gtest.h>

#include <fstream>

namespace maillage::workspace {
namespace {

namespace fs = std::filesystem;

class JournalTest : public testing::Test {
protected:
    fs::path m_folder =
        fs::path(testing::TempDir()) /
        (std::string("journal_") + testing::UnitTest::GetInstance()->current_test_info()->name());
    void SetUp() override { fs::remove_all(m_folder); }
    void TearDown() override { fs::remove_all(m_folder); }

    Journal take(Journal::Left& left) const {
        auto taken = Journal::take(m_folder, "/some/where", left);
        EXPECT_TRUE(taken.has_value());
        return std::move(taken).value();
    }
    fs::path only_file() const {
        for (const auto& entry : fs::directory_iterator(m_folder)) {
            if (entry.path().extension() == ".journal") {
                return entry.path();
            }
        }
        return {};
    }
};

TEST_F(JournalTest, WhatWasNotClearedIsFoundAgain) {
    Journal::Left left;
    {
        auto journal = take(left);
        EXPECT_TRUE(journal.append("name a").has_value());
        EXPECT_TRUE(journal.append("name b").has_value());
        journal.sync()();
    }
    EXPECT_TRUE(left.lines.empty());
    for (int i = 0; i < 2; ++i) {  // Offered until it is answered for.
        Journal::Left again;
        const auto journal = take(again);
        EXPECT_EQ(again.lines, (std::vector<std::string>{"name a", "name b"}));
        EXPECT_FALSE(again.torn);
    }
    {
        Journal::Left again;
        take(again).forget();
    }
    Journal::Left nothing;
    const auto journal = take(nothing);
    EXPECT_TRUE(nothing.lines.empty());
}

TEST_F(JournalTest, ATornLastLineIsLeftOut) {
    Journal::Left left;
    {
        auto journal = take(left);
        EXPECT_TRUE(journal.append("name a").has_value());
    }
    std::ofstream(only_file(), std::ios::app) << "name \"half of";
    Journal::Left again;
    const auto journal = take(again);
    EXPECT_EQ(again.lines, std::vector<std::string>{"name a"});
    EXPECT_TRUE(again.torn);
}

TEST_F(JournalTest, ClearedLeavesNothing) {
    Journal::Left left;
    {
        auto journal = take(left);
        EXPECT_TRUE(journal.append("name a").has_value());
        EXPECT_TRUE(journal.clear().has_value());
    }
    Journal::Left again;
    const auto journal = take(again);
    EXPECT_TRUE(again.lines.empty());
}

TEST_F(JournalTest, ASecondProgramIsNotOfferedWorkInProgress) {
    Journal::Left left;
    auto first = take(left);
    EXPECT_TRUE(first.append("name a").has_value());
    Journal::Left other;
    auto second = take(other);
    EXPECT_TRUE(other.lines.empty());
    EXPECT_TRUE(second.append("name b").has_value());
}

TEST_F(JournalTest, AFolderThatCannotBeMadeIsSaid) {
    std::ofstream(fs::path(testing::TempDir()) / "journal_a_file") << "x";
    Journal::Left left;
    const auto journal =
        Journal::take(fs::path(testing::TempDir()) / "journal_a_file" / "in", "/w", left);
    ASSERT_FALSE(journal.has_value());
    EXPECT_EQ(journal.error().code, Error::Code::kWrite);
}

}  // namespace
}  // namespace maillage::workspace
