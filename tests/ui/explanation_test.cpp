// SPDX-License-Identifier: Apache-2.0
#include "ui/panels/explanation.hpp"

#include "report/choice_words.hpp"
#include "small_screen.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace maillage::ui {
namespace {

using test::SmallScreen;
using workspace::Figure;
using workspace::ThingRef;

const ThingRef kLoiret{ThingRef::Kind::kDepartment, "45"};

std::string value_of(const Explanation& shown, const std::string& label) {
    const auto found = std::find_if(shown.terms.begin(), shown.terms.end(),
                                    [&](const Term& one) { return one.label == label; });
    return found == shown.terms.end() ? "?" : found->value;
}

TEST(Explain, RateHasBothEndsAndItsRows) {
    const SmallScreen screen;
    const auto shown = explain(screen.results(), kLoiret, Figure::kRate, Language::kFrench);
    ASSERT_EQ(shown.formula.size(), 2U);
    EXPECT_EQ(shown.formula[0], "au moins\u00A0: 10 ÷ 44 = 22,7\u00A0%");
    EXPECT_EQ(shown.formula[1], "au plus\u00A0: 10 ÷ 41 = 24,4\u00A0%");
    EXPECT_EQ(value_of(shown, "couverts"), "10");
    EXPECT_EQ(value_of(shown, "signataires"), "41\u00A0–\u00A044");
    // Three contracts touch it, then its three cells, the covered one first.
    ASSERT_EQ(shown.rows.size(), 6U);
    EXPECT_TRUE(shown.rows[0].counted);
    const auto contract = row_text(screen.results(), shown.rows[0], Language::kFrench);
    EXPECT_EQ(contract.left, "c1");
    EXPECT_EQ(contract.place, "contrats.xlsx, feuille Feuil1, ligne 2");
    const auto cell = row_text(screen.results(), shown.rows[3], Language::kFrench);
    EXPECT_EQ(cell.left, "45001");
    EXPECT_EQ(cell.right, "10");
    EXPECT_EQ(cell.note, "couverte");
    EXPECT_TRUE(cell.place.starts_with("cir.csv, ligne "));
    EXPECT_EQ(row_text(screen.results(), shown.rows[5], Language::kFrench).right, "moins de 5");
    EXPECT_EQ(shown.sources.size(), 2U);
    EXPECT_EQ(shown.switches.size(), choice_texts(Choices{}).size());
}

TEST(Explain, ToCoverShowsTheCeiling) {
    const SmallScreen screen;
    const auto shown = explain(screen.results(), kLoiret, Figure::kToCover, Language::kFrench);
    ASSERT_EQ(shown.formula.size(), 2U);
    EXPECT_EQ(shown.formula[0], "au moins\u00A0: 50,0\u00A0% × 41 − 10 → 11");
    EXPECT_EQ(shown.formula[1], "au plus\u00A0: 50,0\u00A0% × 44 − 10 → 12");
}

TEST(Explain, ExactRateIsOneLine) {
    const SmallScreen screen;
    const auto shown = explain(screen.results(), {ThingRef::Kind::kDepartment, "18"}, Figure::kRate,
                               Language::kFrench);
    EXPECT_EQ(shown.formula, std::vector<std::string>{"0 ÷ 40 = 0,0\u00A0%"});
}

TEST(Explain, CoveredHasOnlyWhatCovers) {
    const SmallScreen screen;
    const auto shown = explain(screen.results(), kLoiret, Figure::kCovered, Language::kFrench);
    EXPECT_EQ(shown.rows.size(), 2U);
    EXPECT_TRUE(std::all_of(shown.rows.begin(), shown.rows.end(),
                            [](const ExplainedRow& row) { return row.counted; }));
}

TEST(Explain, WithoutTargetSaysSo) {
    const SmallScreen screen;
    const auto shown = explain(screen.results(), {ThingRef::Kind::kDepartment, "18"},
                               Figure::kTarget, Language::kFrench);
    EXPECT_EQ(shown.formula.front(), "pas de cible pour 2024 dans les données");
    EXPECT_TRUE(shown.rows.empty());
}

TEST(Explain, EveryFigureOfEveryLevel) {
    const SmallScreen screen;
    for (const auto& thing :
         {kLoiret, ThingRef{ThingRef::Kind::kFrance, ""}, ThingRef{ThingRef::Kind::kRegion, "24"},
          ThingRef{ThingRef::Kind::kEpci, test::kEpciB},
          ThingRef{ThingRef::Kind::kCommune, "45001"}}) {
        for (const auto figure : {Figure::kRate, Figure::kToCover, Figure::kTotal, Figure::kCovered,
                                  Figure::kContracts, Figure::kTarget}) {
            const auto shown = explain(screen.results(), thing, figure, Language::kEnglish);
            EXPECT_EQ(shown.figure, figure);
            EXPECT_FALSE(shown.formula.empty());
        }
    }
    EXPECT_EQ(explain(screen.results(), {ThingRef::Kind::kContract, "c1"}, Figure::kRate,
                      Language::kFrench)
                  .figure,
              Figure::kNone);
}

TEST(Choices, EverySwitchHasWords) {
    for (const auto& [key, value] : choice_texts(Choices{})) {
        EXPECT_NE(report::choice_name(key, Language::kFrench), key);
        EXPECT_FALSE(report::choice_help(key, Language::kFrench).empty());
        for (const auto& one : choice_values(key)) {
            if (key != "polygon_share") {
                EXPECT_NE(report::choice_value_name(key, one, Language::kFrench), one) << key;
            }
        }
    }
    EXPECT_EQ(report::choice_value_name("polygon_share", "0.50", Language::kFrench),
              "au moins 50\u00A0% de la surface");
}

}  // namespace
}  // namespace maillage::ui
