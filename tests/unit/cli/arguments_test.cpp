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

TEST(Arguments, AccessTakesMinutesStepsAndDecays) {
    const auto asked = parse({"access", "dossier", "--service", "langue, gare", "--threshold", "30",
                              "--method", "E2SFCA", "--weights", "1,0.42,0.09", "--per", "100"});
    ASSERT_TRUE(asked.has_value());
    EXPECT_EQ(asked->verb, Verb::kAccess);
    const auto& request = asked->access.request;
    EXPECT_EQ(request.services, (std::vector<std::string>{"langue", "gare"}));
    EXPECT_EQ(request.threshold, 1800);
    ASSERT_EQ(request.steps.size(), 3U);
    EXPECT_EQ(request.steps[1].until, 1200);
    EXPECT_EQ(request.steps[1].weight, 0.42);
    EXPECT_EQ(request.per, 100.0);
    const auto decay = parse({"access", "--method", "gravity", "--decay", "logistic=30/5"});
    EXPECT_EQ((*decay->access.request.decay)(1800), 0.5);
    const auto steps = parse({"access", "--method", "apl", "--steps", "10,15,20"});
    EXPECT_EQ(steps->access.request.steps[2].weight, 0.1);
    const auto bus =
        parse({"access", "--mode", "transit", "--day", "2026-01-14", "--window", "7:30-24:00"});
    EXPECT_EQ(bus->access.request.mode, workspace::AccessMode::kTransit);
    EXPECT_EQ(bus->access.request.day, make_date(2026, 1, 14));
    EXPECT_EQ(bus->access.request.window_first, 7 * 3600 + 30 * 60);
    EXPECT_EQ(bus->access.request.window_end, 24 * 3600);
    const auto course = parse({"access", "--mode", "transit", "--hours", "9:00-12:00", "--stay",
                               "90", "--school", "--on-demand"});
    ASSERT_TRUE(course->access.request.hours.has_value());
    EXPECT_EQ(course->access.request.hours->start, 9 * 3600);
    EXPECT_EQ(course->access.request.hours->end, 12 * 3600);
    EXPECT_EQ(course->access.request.stay, 90 * 60);
    EXPECT_TRUE(course->access.request.school);
    EXPECT_TRUE(course->access.request.on_demand);
    EXPECT_FALSE(bus->access.request.school || bus->access.request.on_demand);
    EXPECT_EQ(parse({"access", "--mode", "transit", "--journey", "45234"})->access.view,
              AccessView::kJourney);
    EXPECT_EQ(parse({"access", "--try", "45234"})->access.view, AccessView::kGains);
    using access::Direction;
    EXPECT_EQ(parse({"access", "--mode", "car"})->access.request.direction, Direction::kThere);
    for (const auto& [word, direction] :
         {std::pair("there", Direction::kThere), std::pair("aller", Direction::kThere),
          std::pair("back", Direction::kBack), std::pair("Retour", Direction::kBack),
          std::pair("both", Direction::kBoth), std::pair("les_deux", Direction::kBoth),
          std::pair("Les deux", Direction::kBoth)}) {
        EXPECT_EQ(parse({"access", "--mode", "car", "--direction", word})->access.request.direction,
                  direction)
            << word;
    }
    EXPECT_TRUE(
        parse({"access", "--mode", "transit", "--hours", "9:00-12:00", "--direction", "both"}));
    EXPECT_EQ(parse({"access", "--typology"})->access.view, AccessView::kTypology);
}

TEST(Arguments, AccessRefusesWhatItCannotFollow) {
    for (const auto& [option, value] :
         {std::pair("--threshold", "0"), std::pair("--threshold", "1441"),
          std::pair("--threshold", "x"), std::pair("--mode", "fusée"),
          std::pair("--method", "3sfca"), std::pair("--demand", "moi"), std::pair("--per", "0"),
          std::pair("--speed", "0.5"), std::pair("--day", "demain"), std::pair("--window", "9"),
          std::pair("--window", "09:00-07:00"), std::pair("--window", "07:00-24:01"),
          std::pair("--window", "07:60-08:00"), std::pair("--detour", "0.9"),
          std::pair("--direction", "dessus"), std::pair("--decay", "gaussian=20")}) {
        EXPECT_TRUE(error_of({"access", option, value}).starts_with(option)) << value;
    }
    for (const char* decay : {"gaussian", "gaussian=0", "power=1/2", "logistic=30", "cos=1"}) {
        EXPECT_TRUE(
            error_of({"access", "--method", "gravity", "--decay", decay}).starts_with("--decay"))
            << decay;
    }
    for (const char* steps : {"10,20", "20,10,30", "10,20,x", "10,10,20"}) {
        EXPECT_TRUE(
            error_of({"access", "--method", "e2sfca", "--steps", steps}).starts_with("--steps"))
            << steps;
    }
    EXPECT_TRUE(
        error_of({"access", "--method", "e2sfca", "--weights", "1,2,3"}).starts_with("--steps"));
    EXPECT_TRUE(error_of({"access", "--steps", "10,20,30"}).starts_with("--steps"));
    EXPECT_TRUE(error_of({"access", "--typology", "--departments"}).starts_with("--departments"));
    for (const char* hours : {"9:00", "12:00-9:00", "9:00-25:00"}) {
        EXPECT_TRUE(
            error_of({"access", "--mode", "transit", "--hours", hours}).starts_with("--hours"))
            << hours;
    }
    EXPECT_TRUE(error_of({"access", "--hours", "9:00-12:00"}).starts_with("--hours"))
        << "an estimate knows no hours";
    EXPECT_TRUE(error_of({"access", "--mode", "car", "--journey", "45234"}).starts_with("--jour"));
    EXPECT_TRUE(
        error_of({"access", "--mode", "transit", "--window", "7:00-9:00", "--hours", "9:00-12:00"})
            .starts_with("--window"));
    for (const char* one_way : {"there", "retour"}) {
        EXPECT_TRUE(error_of({"access", "--mode", "transit", "--hours", "9:00-12:00", "--direction",
                              one_way})
                        .starts_with("--direction"));
    }
    EXPECT_TRUE(error_of({"candidates", "--threshold", "30"}).starts_with("--threshold"));
    EXPECT_TRUE(error_of({"candidates", "--weights", "gain=1", "--school"}).starts_with("--school"))
        << "access weighs nothing";
    EXPECT_TRUE(
        error_of({"access", "--matrix", "m.csv", "--try", "45234"}).starts_with("--matrix"));
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
