// SPDX-License-Identifier: Apache-2.0
#include "reconcile/vintage_map.hpp"

#include "reconcile/vintage_detection.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace maillage::reconcile {
namespace {

using testing::ElementsAre;

CommuneCode code(std::string_view text) { return *CommuneCode::parse(text); }

std::vector<CommuneCode> codes(std::initializer_list<std::string_view> texts) {
    std::vector<CommuneCode> result;
    for (const auto text : texts) {
        result.push_back(code(text));
    }
    return result;
}

Move move(std::string_view from, std::string_view to, int year, int day = 0) {
    return {code(from), code(to), year, day, {}};
}

/// Codes of \p from_year that \p text stands for in \p to_year; itself where it stays.
std::vector<std::string> follow(const VintageMap& map, std::string_view text, int from_year,
                                int to_year) {
    std::vector<std::string> result;
    const auto passage = map.passage({from_year}, {to_year});
    for (const auto one : passage.changed(code(text))) {
        result.push_back(one.string());
    }
    if (result.empty()) {
        result.emplace_back(text);
    }
    return result;
}

/// What INSEE and the built-in list say of the Oise: Villotran (60694) and La Neuville-Garnier
/// (60455) merge into 60054 on 1 January 2019; Les Hauts-Talican takes the code 60694 when
/// Beaumont-les-Nonains (60054) leaves it on 1 January 2024.
VintageMap hauts_talican() {
    return {{move("60455", "60054", 2019), move("60694", "60054", 2019),
             move("60054", "60054", 2024), move("60054", "60694", 2024)},
            codes({"60054", "60694", "60001"}),
            {2024}};
}

TEST(VintageMap, AMergedCommuneArrivesInTheNewOne) {
    const auto map = hauts_talican();
    EXPECT_THAT(follow(map, "60455", 2018, 2023), ElementsAre("60054"));
    EXPECT_THAT(follow(map, "60001", 2017, 2026), ElementsAre("60001"));
}

TEST(VintageMap, AReusedCodeIsAnotherPlaceAtAnotherTime) {
    const auto map = hauts_talican();
    EXPECT_THAT(follow(map, "60694", 2018, 2019), ElementsAre("60054"));
    EXPECT_THAT(follow(map, "60694", 2018, 2018), ElementsAre("60694"));
    EXPECT_THAT(follow(map, "60694", 2024, 2023), ElementsAre("60054"));
    EXPECT_THAT(follow(map, "60694", 2024, 2026), ElementsAre("60694"));
    EXPECT_TRUE(map.exists(code("60694"), {2018}));
    EXPECT_FALSE(map.exists(code("60694"), {2019}));
    EXPECT_FALSE(map.exists(code("60694"), {2023}));
    EXPECT_TRUE(map.exists(code("60694"), {2024}));
}

TEST(VintageMap, ASplitSharesAmongItsParts) {
    const auto map = hauts_talican();
    EXPECT_THAT(follow(map, "60054", 2023, 2024), ElementsAre("60054", "60694"));
    // Merged in 2019, split in 2024: where the people of Villotran are is not known.
    EXPECT_THAT(follow(map, "60694", 2018, 2024), ElementsAre("60054", "60694"));
}

TEST(VintageMap, GoingBackAMergedCommuneIsASplit) {
    const auto map = hauts_talican();
    EXPECT_THAT(follow(map, "60054", 2023, 2018), ElementsAre("60054", "60455", "60694"));
}

TEST(VintageMap, TheSeatOfASplitGoesOnEvenWhenOnlyTheRestoredPartIsListed) {
    const VintageMap map({move("14712", "14666", 2020)}, codes({"14712", "14666"}), {2024});
    EXPECT_THAT(follow(map, "14712", 2019, 2020), ElementsAre("14666", "14712"));
    EXPECT_FALSE(map.exists(code("14666"), {2019}));
    EXPECT_TRUE(map.exists(code("14712"), {2019}));
}

TEST(VintageMap, AChangeOfCodeIsNoSplit) {
    const VintageMap map({move("14011", "14581", 2025)}, codes({"14011"}), {2024});
    EXPECT_THAT(follow(map, "14011", 2024, 2025), ElementsAre("14581"));
    EXPECT_FALSE(map.exists(code("14011"), {2025}));
    EXPECT_FALSE(map.exists(code("14581"), {2024}));
    EXPECT_THAT(follow(map, "14581", 2026, 2017), ElementsAre("14011"));
}

TEST(VintageMap, AChangeOfCodeThatIsUndoneLeavesNoSecondCommune) {
    const VintageMap map({move("27676", "27058", 2021), move("27058", "27676", 2023)},
                         codes({"27676"}), {2024});
    EXPECT_FALSE(map.exists(code("27058"), {2020}));
    EXPECT_TRUE(map.exists(code("27058"), {2021}));
    EXPECT_FALSE(map.exists(code("27676"), {2022}));
    EXPECT_THAT(follow(map, "27676", 2020, 2024), ElementsAre("27676"));
    EXPECT_THAT(follow(map, "27058", 2022, 2020), ElementsAre("27676"));
}

TEST(VintageMap, ACommuneThatTakesAnotherInExistedBefore) {
    const VintageMap map({move("01039", "01138", 2023)}, codes({"01138"}), {2024});
    EXPECT_TRUE(map.exists(code("01138"), {2022}));
    EXPECT_TRUE(map.exists(code("01039"), {2022}));
    EXPECT_THAT(follow(map, "01138", 2024, 2022), ElementsAre("01039", "01138"));
}

TEST(VintageMap, ACodeMadeAndLeftTheSameDayIsPassedThrough) {
    // INSEE: Pont-Farcy went from Calvados to Manche (14513 → 50649) and into Tessy-Bocage (50592)
    // on one day.
    const VintageMap map(
        {move("14513", "50649", 2018, 20180101), move("50649", "50592", 2018, 20180101),
         move("50592", "50592", 2018, 20180101)},
        codes({"50592"}), {2024});
    EXPECT_THAT(follow(map, "14513", 2017, 2018), ElementsAre("50592"));
    EXPECT_FALSE(map.exists(code("50649"), {2017}));
}

TEST(VintageMap, MovesOfSeveralDaysOfAYearFollowEachOther) {
    const VintageMap map(
        {move("01001", "01002", 2019, 20180301), move("01002", "01002", 2019, 20180301),
         move("01002", "01003", 2019, 20190101), move("01003", "01003", 2019, 20190101)},
        codes({"01003"}), {2024});
    EXPECT_THAT(follow(map, "01001", 2018, 2019), ElementsAre("01003"));
    EXPECT_THAT(follow(map, "01002", 2018, 2019), ElementsAre("01003"));
    EXPECT_THAT(follow(map, "01003", 2019, 2018), ElementsAre("01001", "01002", "01003"));
}

TEST(VintageMap, TwoCommunesMayExchangeTheirCodes) {
    const VintageMap map({move("01001", "01002", 2020), move("01002", "01001", 2020)},
                         codes({"01001", "01002"}), {2024});
    EXPECT_THAT(follow(map, "01001", 2019, 2020), ElementsAre("01002"));
    EXPECT_THAT(follow(map, "01002", 2019, 2020), ElementsAre("01001"));
}

TEST(VintageMap, WithoutAListOnlyCodesThatHaveGoneAreMissing) {
    const VintageMap map({move("01039", "01138", 2023)}, {}, {2024});
    EXPECT_TRUE(map.exists(code("01039"), {2022}));
    EXPECT_FALSE(map.exists(code("01039"), {2023}));
    EXPECT_TRUE(map.exists(code("01999"), {2020}));
}

TEST(VintageMap, TheNearestVintageOfACodeIsAnEarlierOneFirst) {
    const auto map = hauts_talican();
    EXPECT_EQ(map.nearest_vintage(code("60694"), {2022})->year, 2018);
    EXPECT_EQ(map.nearest_vintage(code("60455"), {2026})->year, 2018);
    EXPECT_FALSE(map.nearest_vintage(code("60999"), {2022}).has_value());
}

TEST(VintageDetection, TheMostRecentVintageThatKnowsAllCodesIsTaken) {
    const auto map = hauts_talican();
    EXPECT_EQ(detect_vintage(codes({"60001", "60455"}), map, {}).vintage->year, 2018);
    EXPECT_EQ(detect_vintage(codes({"60001"}), map, {}).vintage->year, 2026);
    EXPECT_EQ(detect_vintage(codes({"60001"}), map, Vintage{2023}).vintage->year, 2023);
    EXPECT_EQ(detect_vintage(codes({"60455"}), map, Vintage{2023}).vintage->year, 2018);
}

TEST(VintageDetection, ArrondissementsStandForTheirCommune) {
    const VintageMap map({}, codes({"75056"}), {2024});
    EXPECT_EQ(detect_vintage(codes({"75101", "75120"}), map, {}).known, 2U);
}

TEST(VintageDetection, ATableOfOtherCodesIsRefused) {
    const auto map = hauts_talican();
    const auto guess = detect_vintage(codes({"60001", "60101", "60102", "60103", "60104", "60105",
                                             "60106", "60107", "60108", "60109"}),
                                      map, {});
    EXPECT_FALSE(guess.vintage.has_value());
    EXPECT_EQ(guess.known, 1U);
    EXPECT_EQ(guess.codes, 10U);
    EXPECT_EQ(guess.unknown.size(), 9U);
}

}  // namespace
}  // namespace maillage::reconcile
