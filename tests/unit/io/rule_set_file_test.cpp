// SPDX-License-Identifier: Apache-2.0
#include "io/rule_set_file.hpp"

#include "base/planning_messages.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <regex>
#include <string>

namespace maillage::io {
namespace {

namespace fs = std::filesystem;

const std::string kHead = "year = 2025\nfrench = \"f\"\nenglish = \"e\"\n";

std::string rule(const std::string& more) {
    return "[[rule]]\nid = \"X\"\nsection = \"S\"\nfrench = \"f\"\nenglish = \"e\"\n" + more + '\n';
}

MessageId error_of(const std::string& toml) {
    const auto set = parse_rule_set(toml);
    EXPECT_FALSE(set.has_value()) << toml;
    return set ? MessageId::kText : set.error().message.id;
}

TEST(RuleSetFile, TheShippedSetIsRead) {
    const auto sets = read_rule_sets(MAILLAGE_SOURCE_DIR "/data/rules");
    ASSERT_TRUE(sets.has_value()) << render(sets.error().message, Language::kEnglish);
    ASSERT_EQ(sets->size(), 1U);
    const auto& set = sets->front();
    EXPECT_EQ(set.year, 2024);
    EXPECT_EQ(set.domains.size(), 10U);
    ASSERT_EQ(set.rules.front().id, "M1");
    EXPECT_EQ(set.rules.front().most_cents, 15'000'000);
    EXPECT_EQ(set.rules.front().exception_inhabitants_above, 100'000);
    EXPECT_EQ(set.rules.front().exception_signatories_from, 500);
    EXPECT_TRUE(std::is_sorted(set.deadlines.begin(), set.deadlines.end(),
                               [](const auto& a, const auto& b) { return a.date < b.date; }));
}

// The sentences of rule sets are read by people: the typography of the catalogue holds for them.
TEST(RuleSetFile, FrenchTypographyOfTheShippedSet) {
    const auto sets = read_rule_sets(MAILLAGE_SOURCE_DIR "/data/rules");
    ASSERT_TRUE(sets.has_value());
    static const std::regex kWrong(" [:;?!%€]| »|« |'");
    for (const auto& one : sets->front().rules) {
        EXPECT_FALSE(std::regex_search(one.sentence.french, kWrong)) << one.sentence.french;
    }
    for (const auto& one : sets->front().deadlines) {
        EXPECT_FALSE(std::regex_search(one.what.french, kWrong)) << one.what.french;
    }
}

TEST(RuleSetFile, ThresholdsBelongToTheirTest) {
    const auto set = parse_rule_set(kHead + rule("test = \"coordinator_share_at_least\"\n"
                                                 "least = \"30 %\"\nadvice = true"));
    ASSERT_TRUE(set.has_value());
    EXPECT_EQ(set->rules.at(0).least, (Share{30, 100}));
    EXPECT_TRUE(set->rules.at(0).advice);
    EXPECT_EQ(error_of(kHead + rule("test = \"coordinator_share_at_least\"")),
              planning::kRuleKeyMissing);
    EXPECT_EQ(error_of(kHead + rule("test = \"participation\"\nmost = 3")), MessageId::kKeyUnknown);
}

TEST(RuleSetFile, WhatIsWrongIsSaid) {
    EXPECT_EQ(error_of("year = "), MessageId::kTomlSyntax);
    EXPECT_EQ(error_of("french = \"f\"\nenglish = \"e\"\n"), planning::kRuleKeyMissing);
    EXPECT_EQ(error_of(kHead + rule("")), planning::kRuleKeyMissing);
    EXPECT_EQ(error_of(kHead + rule("test = \"amount\"")), planning::kRuleWordUnknown);
    EXPECT_EQ(error_of(kHead + rule("test = \"participation\"\napplies = \"old\"")),
              planning::kRuleWordUnknown);
    EXPECT_EQ(error_of(kHead + rule("test = \"amount_at_most\"\nmost = -1")),
              planning::kRuleValueWrong);
    EXPECT_EQ(error_of(kHead + rule("test = \"amount_at_most\"\nmost = 1\n"
                                    "exception_signatories_from = 500")),
              planning::kRuleKeyMissing)
        << "half an exception is none";
    EXPECT_EQ(error_of(kHead + rule("test = \"participation\"") + rule("test = \"to_verify\"")),
              planning::kRuleTwice);
    EXPECT_EQ(error_of(kHead + rule("test = \"domain_if_competent\"\ndomain = \"logement\"")),
              planning::kRuleDomainUnknown);
    EXPECT_EQ(error_of("\xff\xfe"), MessageId::kTomlNotUtf8);
}

TEST(RuleSetFile, AFolderHoldsOneSetAYear) {
    const auto folder = fs::path(testing::TempDir()) / "one_rule_set_a_year";
    fs::remove_all(folder);
    EXPECT_TRUE(read_rule_sets(folder).value().empty());
    fs::create_directory(folder);
    std::ofstream(folder / "b.toml") << kHead;
    std::ofstream(folder / "a.toml") << "year = 2026\nfrench = \"f\"\nenglish = \"e\"\n";
    std::ofstream(folder / "notes.txt") << "not a rule set";
    const auto sets = read_rule_sets(folder);
    ASSERT_TRUE(sets.has_value());
    ASSERT_EQ(sets->size(), 2U);
    EXPECT_EQ(sets->at(0).year, 2025);
    std::ofstream(folder / "c.toml") << kHead;
    const auto twice = read_rule_sets(folder);
    ASSERT_FALSE(twice.has_value());
    EXPECT_EQ(twice.error().message.id, planning::kRuleSetTwice);
    EXPECT_EQ(twice.error().where, "c.toml");
    fs::remove_all(folder);
}

}  // namespace
}  // namespace maillage::io
