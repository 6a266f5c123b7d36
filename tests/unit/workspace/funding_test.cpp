// SPDX-License-Identifier: Apache-2.0
#include "workspace/funding.hpp"

#include "base/planning_messages.hpp"
#include "support/dataset_builder.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace maillage::workspace {
namespace {

namespace fs = std::filesystem;

const fs::path kData = MAILLAGE_SOURCE_DIR "/data";

/// A workspace's folder that is gone when the test ends.
class RulesOfAWorkspace : public testing::Test {
protected:
    void SetUp() override {
        fs::remove_all(m_folder);
        fs::create_directories(m_folder / "rules");
    }
    void TearDown() override { fs::remove_all(m_folder); }

    void write(const std::string& name, int year, const std::string& more = "") {
        std::ofstream(m_folder / "rules" / name)
            << "year = " << year << "\nfrench = \"ici\"\nenglish = \"here\"\n"
            << more;
    }

    fs::path m_folder =
        fs::path(testing::TempDir()) /
        (std::string("own_rules_") + testing::UnitTest::GetInstance()->current_test_info()->name());
};

TEST_F(RulesOfAWorkspace, AddAYearAndReplaceAShippedOne) {
    write("a.toml", 2025);
    write("b.toml", 2024);
    const auto sets = load_rules(m_folder, kData);
    ASSERT_TRUE(sets.has_value());
    ASSERT_EQ((*sets)->size(), 2U);
    EXPECT_EQ((*sets)->at(0).year, 2024);
    EXPECT_EQ((*sets)->at(0).source.english, "here") << "the workspace's own";
    EXPECT_EQ((*sets)->at(1).year, 2025);
}

TEST_F(RulesOfAWorkspace, AreFoundBesideAFileOfTheWorkspace) {
    write("a.toml", 2025);
    EXPECT_EQ(load_rules(m_folder / "maillage.toml", kData).value()->size(), 2U);
    EXPECT_EQ(load_rules(std::nullopt, kData).value()->size(), 1U);
}

TEST_F(RulesOfAWorkspace, AMistakeIsAnErrorWithItsFile) {
    write("a.toml", 2025, "plafond = 3\n");
    const auto sets = load_rules(m_folder, kData);
    ASSERT_FALSE(sets.has_value());
    EXPECT_EQ(sets.error().where, "a.toml");
}

TEST(Funding, ContractsBeforeTheFirstRulesAreCountedNotJudged) {
    test::DatasetBuilder builder;
    builder.department("45", "24").commune("45001").count("45001", 10);
    builder.contract({.id = "old", .communes = {"45001"}, .signed_on = "2019-01-01"});
    builder.contract({.id = "new", .communes = {"45001"}, .signed_on = "2025-01-01"});
    const auto dataset = builder.build();
    const auto sets = load_rules(std::nullopt, kData).value();
    const auto today = make_date(2025, 6, 1);
    const auto result = funding(dataset, sets, {}, today);
    ASSERT_TRUE(result.has_value());
    EXPECT_EQ(result->too_old, 1);
    ASSERT_EQ(result->contracts.size(), 1U);
    EXPECT_EQ(result->contracts[0].rules->year, 2024);
    EXPECT_EQ(result->earlier, std::vector<int>{2025}) << "said: no rules of 2025";
    FundingRequest forced;
    forced.rules_year = 2024;
    EXPECT_EQ(funding(dataset, sets, forced, today)->contracts.size(), 2U);
    forced.rules_year = 2023;
    EXPECT_EQ(funding(dataset, sets, forced, today).error().message.id, planning::kFundingNoRules);
}

}  // namespace
}  // namespace maillage::workspace
