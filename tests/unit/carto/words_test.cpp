// SPDX-License-Identifier: Apache-2.0
#include "carto/classes.hpp"
#include "carto/department_words.hpp"
#include "carto/furniture.hpp"
#include "carto/titles.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <sstream>

namespace maillage::carto {
namespace {

using indicators::Rate;
using indicators::RateBounds;

std::string title(Rate low, Rate high, bool known = false) {
    return coverage_title(RateBounds{low, high}, known, Language::kFrench);
}
std::string title(Rate rate) { return title(rate, rate); }

TEST(CoverageTitle, SaysTheSimplestFraction) {
    EXPECT_EQ(title({0, 10}), "Aucun signataire ne vit sous un contrat");
    EXPECT_EQ(title({1, 9}), "Un signataire sur neuf vit sous un contrat");
    EXPECT_EQ(title({1, 3}), "Un signataire sur trois vit sous un contrat");
    EXPECT_EQ(title({1, 2}), "Un signataire sur deux vit sous un contrat");
    EXPECT_EQ(title({2, 3}), "Deux signataires sur trois vivent sous un contrat");
    EXPECT_EQ(title({4, 5}), "Quatre signataires sur cinq vivent sous un contrat");
    EXPECT_EQ(title({99, 100}), "Presque tous les signataires vivent sous un contrat");
    EXPECT_EQ(title({5, 5}), "Tous les signataires vivent sous un contrat");
    EXPECT_EQ(title({1, 100}), "Moins d’un signataire sur vingt vit sous un contrat");
    EXPECT_EQ(title({108, 1000}, {108, 1000}, true),
              "Un signataire sur neuf vit sous un contrat connu");
    EXPECT_EQ(coverage_title({}, false, Language::kFrench),
              "Le taux de couverture n’est pas connu");
    EXPECT_EQ(coverage_title(RateBounds{{2, 3}, {2, 3}}, false, Language::kEnglish),
              "Two signatories in three live under a contract");
}

TEST(CoverageTitle, SaysBothBoundsRatherThanAWrongFraction) {
    // Loiret: from 66.2 to 67.5 %, both within a point of two thirds.
    EXPECT_EQ(title({662, 1000}, {675, 1000}), "Deux signataires sur trois vivent sous un contrat");
    EXPECT_EQ(title({60, 100}, {70, 100}),
              "Entre 60,0 et 70,0\u00A0% des signataires vivent sous un contrat");
    EXPECT_EQ(title({453, 1000}), "45,3\u00A0% des signataires vivent sous un contrat");
    EXPECT_EQ(title({117, 1000}, {119, 1000}, true),
              "Plus d’un signataire sur neuf vit sous un contrat connu");
    // From a seventh to beyond a sixth.
    EXPECT_EQ(title({15, 100}, {19, 100}),
              "Entre 15,0 et 19,0\u00A0% des signataires vivent sous un contrat");
    // Zero is possible but not sure: neither "none" nor "few".
    EXPECT_EQ(title({0, 100}, {3, 100}),
              "Entre 0,0 et 3,0\u00A0% des signataires vivent sous un contrat");
    EXPECT_EQ(title({98, 100}, {1, 1}),
              "Entre 98,0 et 100,0\u00A0% des signataires vivent sous un contrat");
}

TEST(CoverageTitle, AFractionIsNeverFartherThanAPoint) {
    for (std::int64_t n = 0; n <= 1000; ++n) {
        const auto words = title({n, 1000});
        if (words.starts_with("Un signataire sur deux")) {
            EXPECT_LE(std::abs(n - 500), 10) << n;
        }
        if (words.starts_with("Un signataire sur dix")) {
            EXPECT_LE(std::abs(n - 100), 5) << n;
        }
    }
}

TEST(DepartmentWords, EveryDepartmentHasItsArticle) {
    const auto of = [](const char* code, const char* name) {
        return of_department(*DepartmentCode::parse(code), name);
    };
    EXPECT_EQ(of("45", "Loiret"), "du Loiret");
    EXPECT_EQ(of("01", "Ain"), "de l’Ain");
    EXPECT_EQ(of("40", "Landes"), "des Landes");
    EXPECT_EQ(of("976", "Mayotte"), "de Mayotte");
    EXPECT_EQ(of("974", "La Réunion"), "de La Réunion");
    EXPECT_EQ(of("28", "Eure-et-Loir"), "d’Eure-et-Loir");
    EXPECT_EQ(of("21", "Côte-d'Or"), "de la Côte-d’Or");
    EXPECT_EQ(of("75", "Paris"), "de Paris");
    EXPECT_EQ(of("95", "Val-d'Oise"), "du Val-d’Oise");
    EXPECT_EQ(of("34", "Hérault"), "de l’Hérault");
}

TEST(DepartmentWords, NamesAreSetAsInPrint) {
    EXPECT_EQ(typographic("CA de Blois ''Agglopolys''"), "CA de Blois «\u00A0Agglopolys\u00A0»");
    EXPECT_EQ(typographic("CC \"Pays d'Uzès\""), "CC «\u00A0Pays d’Uzès\u00A0»");
}

// A vowel takes an elision: what grammar alone can check of all 101.
TEST(DepartmentWords, FollowGrammarAndTheOfficialSeats) {
    std::ifstream file(MAILLAGE_SOURCE_DIR "/data/france/departements.csv");
    std::string line;
    std::getline(file, line);
    int departments = 0;
    while (std::getline(file, line)) {
        std::stringstream row(line);
        std::string code;
        std::string name;
        std::string region;
        std::string seat;
        std::getline(row, code, ',');
        std::getline(row, name, ',');
        std::getline(row, region, ',');
        std::getline(row, seat, ',');
        const auto words = of_department(*DepartmentCode::parse(code), name);
        const auto first = typographic(name);
        EXPECT_TRUE(words.ends_with(first)) << words;
        const auto article = words.substr(0, words.size() - first.size());
        const bool vowel = std::string("AEIOUH").find(name[0]) != std::string::npos ||
                           name.starts_with("É") || name == "Yonne";
        const bool aspirated = name.starts_with("Haut");
        if (article == "de l’" || article == "d’") {
            EXPECT_TRUE(vowel && !aspirated) << words;
        } else if (article != "des ") {
            EXPECT_TRUE(!vowel || aspirated) << words;
        }
        const auto known = seat_of(*DepartmentCode::parse(code));
        ASSERT_TRUE(known.has_value()) << code;
        EXPECT_EQ(known->text(), seat);
        ++departments;
    }
    EXPECT_EQ(departments, 101);
    EXPECT_FALSE(seat_of(*DepartmentCode::parse("99")).has_value());
}

TEST(ClassWords, AreWhatOfficialsSay) {
    ClassScale scale;
    scale.inner = {0.2, 0.4, 0.6, 0.75};
    EXPECT_EQ(class_words(scale, 1, Language::kFrench), "moins de 20\u00A0%");
    EXPECT_EQ(class_words(scale, 2, Language::kFrench), "de 20 à 40\u00A0%");
    EXPECT_EQ(class_words(scale, 5, Language::kFrench), "75\u00A0% et plus");
    scale.inner = {-0.005, 0.0, 0.005};
    EXPECT_EQ(class_words(scale, 2, Language::kFrench), "de −0,5 à 0\u00A0%");
    EXPECT_EQ(class_words(scale, 4, Language::kEnglish), "0.5% and above");
}

TEST(ScaleBar, LengthsAreRound) {
    EXPECT_EQ(round_length(270'000.0), 200'000.0);
    EXPECT_EQ(round_length(99'999.0), 50'000.0);
    EXPECT_EQ(round_length(100'000.0), 100'000.0);
    EXPECT_EQ(round_length(1.5), 1.0);
}

}  // namespace
}  // namespace maillage::carto
