// SPDX-License-Identifier: Apache-2.0
#include "base/text.hpp"

#include <gtest/gtest.h>

namespace maillage {
namespace {

TEST(Fold, MakesNamesComparable) {
    EXPECT_EQ(fold("Saint-Jean-d’Y"), "saint jean d y");
    EXPECT_EQ(fold("  ST JEAN  D'Y "), "saint jean d y");
    EXPECT_EQ(fold("Œuilly"), "oeuilly");
    EXPECT_EQ(fold("E\u0301tampes"), "etampes");  // decomposed accent, as macOS writes it
    EXPECT_EQ(fold_key("Code_INSEE"), fold_key("CODE insee"));
    EXPECT_EQ(fold(""), "");
}

TEST(Trim, TakesEveryKindOfSpace) {
    EXPECT_EQ(trim("\uFEFF\u00A0 45 \u202F\t\r"), "45");
    EXPECT_EQ(trim("\u00A0"), "");
    EXPECT_EQ(trim("é"), "é");
}

TEST(Encoding, Windows1252IsRead) {
    EXPECT_EQ(utf8_from_windows_1252("Orl\xE9"
                                     "ans \x80 \x9C"),
              "Orléans € œ");
    EXPECT_TRUE(is_utf8("Orléans"));
    EXPECT_FALSE(
        is_utf8("Orl\xE9"
                "ans"));
    EXPECT_FALSE(is_utf8("\xC0\x80"));      // overlong
    EXPECT_FALSE(is_utf8("\xED\xA0\x80"));  // surrogate
    EXPECT_EQ(utf8_from_utf16(std::string_view("\x4F\x00\xE9\x00\x3D\xD8\x00\xDE", 8), false),
              "Oé😀");
}

struct NumberCase {
    const char* text;
    double value;
};
class ParseNumber : public testing::TestWithParam<NumberCase> {};
TEST_P(ParseNumber, ReadsFrenchAndEnglishForms) {
    const auto value = parse_number(GetParam().text);
    ASSERT_TRUE(value.has_value()) << GetParam().text;
    EXPECT_DOUBLE_EQ(*value, GetParam().value) << GetParam().text;
}
INSTANTIATE_TEST_SUITE_P(Forms, ParseNumber,
                         testing::Values(NumberCase{"1 234,5", 1234.5},
                                         NumberCase{"1\u202F234\u202F567", 1234567},
                                         NumberCase{"1\u00A0234", 1234},
                                         NumberCase{"1,234.5", 1234.5},
                                         NumberCase{"1.234,5", 1234.5}, NumberCase{"−3", -3},
                                         NumberCase{"+4", 4}, NumberCase{"45208.0", 45208},
                                         NumberCase{"45 208,0", 45208}, NumberCase{"1e3", 1000}));

TEST(ParseNumberRefuses, WhatIsNotANumber) {
    for (const char* text : {"", " ", "1 02", "12 %", "inf", "nan", "45O24", "1,2,3", "0x1F", "--3",
                             "1 2345", "12 34"}) {
        EXPECT_FALSE(parse_number(text).has_value()) << text;
    }
}

TEST(ParseInteger, OnlyWholeNumbers) {
    EXPECT_EQ(parse_integer("1004.0"), 1004);
    EXPECT_EQ(parse_integer("12 345"), 12345);
    EXPECT_FALSE(parse_integer("3,5").has_value());
    EXPECT_FALSE(parse_integer("1e30").has_value());
}

TEST(ParseShare, IsExact) {
    EXPECT_EQ(parse_share("45 %"), (Share{45, 100}));
    EXPECT_EQ(parse_share("45,5\u00A0%"), (Share{455, 1000}));
    EXPECT_EQ(parse_share("0,45"), (Share{45, 100}));
    EXPECT_EQ(parse_share("1"), (Share{1, 1}));
    EXPECT_FALSE(parse_share("45").has_value());
    EXPECT_FALSE(parse_share("-1 %").has_value());
    EXPECT_FALSE(parse_share("120 %").has_value());
}

// E26: half up on exact integers: 1/8 = 0.125 → 0.13 where doubles may round to even.
TEST(FixedRatio, RoundsHalfUp) {
    EXPECT_EQ(fixed_ratio(1, 8, 2, '.'), "0.13");
    EXPECT_EQ(fixed_ratio(100, 3, 1, ','), "33,3");
    EXPECT_EQ(fixed_ratio(-1, 3, 1, ','), "-0,3");
    EXPECT_EQ(fixed_ratio(-1, 100, 1, ','), "0,0");
    EXPECT_EQ(fixed_ratio(7, 1, 0, '.'), "7");
}

TEST(GroupDigits, FollowsTheLanguage) {
    EXPECT_EQ(group_digits(127876, Language::kFrench), "127\u202F876");
    EXPECT_EQ(group_digits(-1234, Language::kEnglish), "\u22121,234");
    EXPECT_EQ(group_digits(999, Language::kFrench), "999");
}

TEST(SplitWords, TakesListsOfCodes) {
    EXPECT_EQ(split_words("45234 45147,45155;\n45208\u00A045012").size(), 5U);
    EXPECT_TRUE(split_words("  ").empty());
}

TEST(QuoteExcerpt, IsShortAndPrintable) {
    EXPECT_EQ(quote_excerpt("a\x01"
                            "b\nc",
                            10),
              "a·b·c");
    EXPECT_EQ(quote_excerpt("éèêë", 2), "éè…");
}

TEST(EditDistance, StopsAtTheLimit) {
    EXPECT_EQ(edit_distance("montargis", "montagris", 3), 2);
    EXPECT_EQ(edit_distance("a", "abcdef", 2), 3);
    EXPECT_EQ(edit_distance("", "", 2), 0);
}

}  // namespace
}  // namespace maillage
