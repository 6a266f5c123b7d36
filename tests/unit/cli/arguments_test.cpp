// SPDX-License-Identifier: Apache-2.0
#include "cli/arguments.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

namespace maillage::cli {
namespace {

Result<Arguments> parse(const std::vector<std::string>& words) {
    return parse_arguments(words, Language::kFrench);
}

std::string error_of(const std::vector<std::string>& words) {
    const auto arguments = parse(words);
    return arguments ? "" : render(arguments.error().message, Language::kEnglish);
}

TEST(Arguments, CoverageIsUnderstood) {
    const auto arguments =
        parse({"coverage", "dossier", "--level", "Région", "--date", "31/12/2024", "--year",
               "2021,2022", "--departement", "2A", "--format", "json", "--lang", "en"});
    ASSERT_TRUE(arguments.has_value());
    EXPECT_EQ(arguments->verb, Verb::kCoverage);
    EXPECT_EQ(arguments->workspace, "dossier");
    EXPECT_EQ(arguments->request.level, indicators::Level::kRegion);
    EXPECT_EQ(iso_date(*arguments->request.date), "2024-12-31");
    EXPECT_EQ(arguments->request.years, (std::vector<int>{2021, 2022}));
    EXPECT_EQ(arguments->request.department->text(), "2A");
    EXPECT_EQ(arguments->format, OutputFormat::kJson);
    EXPECT_EQ(arguments->language, Language::kEnglish);
}

TEST(Arguments, FundingIsUnderstood) {
    const auto arguments = parse({"funding", "dossier", "--rules", "2025", "--unit-cost",
                                  "1 200,50 €", "--departement", "45"});
    ASSERT_TRUE(arguments.has_value());
    EXPECT_EQ(arguments->verb, Verb::kFunding);
    EXPECT_EQ(arguments->planning.rules_year, 2025);
    EXPECT_EQ(arguments->planning.unit_cost_cents, 120'050);
    EXPECT_EQ(arguments->planning.view, FundingView::kRules);
    EXPECT_EQ(parse({"funding", "--costs"})->planning.view, FundingView::kCosts);
    EXPECT_EQ(parse({"funding", "--envelope", "100"})->planning.view, FundingView::kCosts);
    EXPECT_EQ(parse({"funding", "--deadlines"})->planning.view, FundingView::kDeadlines);
    EXPECT_EQ(error_of({"funding", "--rules", "24"}).substr(0, 11), "--rules “");
    EXPECT_EQ(error_of({"funding", "--unit-cost", "0"}).substr(0, 15), "--unit-cost “");
    EXPECT_EQ(error_of({"funding", "--envelope", "beaucoup"}).substr(0, 14), "--envelope “");
    EXPECT_EQ(error_of({"funding", "--costs", "--deadlines"}).substr(0, 7), "--costs");
}

TEST(Arguments, CandidatesAreUnderstood) {
    const auto arguments = parse(
        {"candidates", "--departement", "45", "--weights", "gain=1, rural=0.5,Déclin=0.000001"});
    ASSERT_TRUE(arguments.has_value());
    EXPECT_EQ(arguments->verb, Verb::kCandidates);
    EXPECT_EQ(arguments->planning.weights, (planning::Weights{1'000'000, 500'000, 1, 0}));
    EXPECT_FALSE(parse({"candidates"})->planning.weights.has_value());
    for (const char* wrong : {"gain", "gain=-1", "gain=1001", "gain=0.0000001", "taille=1",
                              "gain=1,,rural=1", "gain=0x1", "="}) {
        EXPECT_EQ(error_of({"candidates", "--weights", wrong}).substr(0, 9), "--weights") << wrong;
    }
}

TEST(Arguments, NothingAsksForHelp) {
    EXPECT_EQ(parse({})->verb, Verb::kHelp);
    EXPECT_EQ(parse({"coverage", "--help"})->help, MessageId::kHelpCoverage);
    EXPECT_EQ(parse({"--version"})->verb, Verb::kVersion);
}

TEST(Arguments, WrongWordsAreNamedWithAWayOut) {
    EXPECT_EQ(error_of({"coverage", "--levle", "france"}),
              "“--levle” is neither a command nor an option. Did you mean “--level”?");
    EXPECT_EQ(error_of({"coverage", "--level", "canton"}),
              "--level “canton”: choose among commune, epci, epci_departement, arrondissement, "
              "departement, region, "
              "france.");
    EXPECT_EQ(error_of({"coverage", "--date", "demain"}).substr(0, 10), "--date “");
    EXPECT_EQ(error_of({"coverage", "--departement", "999"}).substr(0, 13), "--departement");
    EXPECT_EQ(error_of({"coverage", "--level"}), "the option --level wants a value.");
    EXPECT_EQ(error_of({"coverage", "a", "b"}).substr(0, 7), "“b”");
    EXPECT_EQ(error_of({"export"}).substr(0, 7), "export:");
}

TEST(Arguments, LanguageFollowsTheSystemAndIsFrenchFirst) {
    EXPECT_EQ(language_of_locale("fr_FR.UTF-8"), Language::kFrench);
    EXPECT_EQ(language_of_locale("en_GB.UTF-8"), Language::kEnglish);
    EXPECT_EQ(language_of_locale("C.UTF-8"), Language::kFrench);
}

TEST(Completion, OffersEveryVerbAndOption) {
    std::ifstream file(MAILLAGE_SOURCE_DIR "/scripts/packaging/maillage.bash-completion");
    const std::string script((std::istreambuf_iterator<char>(file)),
                             std::istreambuf_iterator<char>());
    for (const auto& word : known_words()) {
        EXPECT_NE(script.find(word), std::string::npos) << word;
    }
}

}  // namespace
}  // namespace maillage::cli
