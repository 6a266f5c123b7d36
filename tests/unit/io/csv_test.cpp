// SPDX-License-Identifier: Apache-2.0
#include "io/read.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace maillage::io {
namespace {

using Rows = std::vector<std::vector<std::string>>;

RawTable read(std::string_view text) {
    auto layer = read_csv(text, {});
    EXPECT_TRUE(layer.has_value());
    return layer ? std::move(layer).value().table : RawTable{};
}

Rows rows_of(const RawTable& table) {
    Rows rows;
    for (std::size_t r = 0; r < table.row_count(); ++r) {
        auto& row = rows.emplace_back();
        for (std::size_t c = 0; c < table.cell_count(r); ++c) {
            row.emplace_back(table.cell(r, c));
        }
    }
    return rows;
}

std::vector<MessageId> remarks_of(const RawTable& table) {
    std::vector<MessageId> ids;
    for (const auto& remark : table.remarks) {
        ids.push_back(remark.message.id);
    }
    return ids;
}

struct SeparatorCase {
    const char* name;
    const char* text;
    char separator;
};
class Separator : public testing::TestWithParam<SeparatorCase> {};
TEST_P(Separator, IsTheOneThatCutsTheRowsEvenly) {
    EXPECT_EQ(read(GetParam().text).separator, GetParam().separator);
}
INSTANTIATE_TEST_SUITE_P(
    Csv, Separator,
    testing::Values(SeparatorCase{"semicolon", "a;b\n1,5;2,5\n3,5;4,5\n", ';'},
                    SeparatorCase{"comma", "a,b\n1.5,2.5\n", ','},
                    SeparatorCase{"tab", "a\tb\n1,5\t2,5\n", '\t'},
                    SeparatorCase{"bar", "a|b\n1|2\n", '|'},
                    SeparatorCase{"inQuotes", "a;b\n\"x,y,z\";1\n\"u,v,w\";2\n", ';'},
                    SeparatorCase{"titleAbove", "CIR, Loiret, 2023\n\na;b;c\n1;2;3\n4;5;6\n", ';'},
                    SeparatorCase{"oneColumn", "a\n1\n2\n", '\0'},
                    SeparatorCase{"declared", "sep=,\na,b;c\n1,2;3\n", ','}),
    [](const auto& tested) { return tested.param.name; });

TEST(Csv, AQuotedCellKeepsNewlinesSeparatorsAndDoubledQuotes) {
    const auto table = read("a;b\n\"x;\ny\";\"dit \"\"oui\"\"\"\n3;4\n");
    EXPECT_EQ(rows_of(table), (Rows{{"a", "b"}, {"x;\ny", "dit \"oui\""}, {"3", "4"}}));
    EXPECT_TRUE(table.remarks.empty());
    EXPECT_EQ(table.line(1), 2U);
    EXPECT_EQ(table.line(2), 4U);  // the quoted newline takes a line
}

TEST(Csv, AllThreeLineEndsAreRead) {
    const Rows expected{{"a", "b"}, {"1", "2"}, {}, {"3", "4"}};
    EXPECT_EQ(rows_of(read("a;b\n1;2\n\n3;4\n")), expected);
    EXPECT_EQ(rows_of(read("a;b\r\n1;2\r\n\r\n3;4")), expected);
    EXPECT_EQ(rows_of(read("a;b\r1;2\r\r3;4\r")), expected);
}

TEST(Csv, AQuoteThatNeverClosesIsSaidAndSwallowsNothing) {
    const auto table = read("a;b\n1;\"Orléans\n2;Gien\n3;\"Pithiviers\"\n");
    EXPECT_EQ(rows_of(table),
              (Rows{{"a", "b"}, {"1", "\"Orléans"}, {"2", "Gien"}, {"3", "Pithiviers"}}));
    ASSERT_EQ(table.remarks.size(), 1U);
    EXPECT_EQ(table.remarks[0].line, 2U);
    EXPECT_TRUE(table.remarks[0].is_error);
    EXPECT_EQ(table.remarks[0].message,
              Message(MessageId::kCsvUnclosedQuote, {std::int64_t{2}, std::int64_t{2}}));
}

TEST(Csv, AQuoteInsideACellIsKept) {
    const auto table = read("a;b\n\"rue \"X\" nord\";1\n");
    EXPECT_EQ(rows_of(table), (Rows{{"a", "b"}, {"rue \"X\" nord", "1"}}));
    EXPECT_THAT(remarks_of(table), testing::ElementsAre(MessageId::kCsvStrayQuote));
}

TEST(Csv, EncodingsAreTold) {
    EXPECT_EQ(read("nom;n\nOrl\xC3\xA9"
                   "ans;1\n")
                  .encoding,
              "UTF-8");
    const auto windows = read(
        "nom;n\nOrl\xE9"
        "ans;1\n");
    EXPECT_EQ(windows.encoding, "Windows-1252");
    EXPECT_EQ(windows.cell(1, 0), "Orléans");
    const auto marked = read("\xEF\xBB\xBFnom;n\n\xC3\x89;1\n");
    EXPECT_EQ(marked.cell(0, 0), "nom");
    using namespace std::string_view_literals;
    const auto wide = read(
        "\xFF\xFE"
        "a\0;\0b\0\n\0\xE9\0;\0"
        "1\0"sv);
    EXPECT_EQ(wide.encoding, "UTF-16");
    EXPECT_EQ(rows_of(wide), (Rows{{"a", "b"}, {"é", "1"}}));
}

TEST(Csv, MixedEncodingsAreReadLineByLineAndSaid) {
    const auto table = read(
        "nom;n\nOrl\xC3\xA9"
        "ans;1\nOrl\xE9"
        "ans;2\n");
    EXPECT_EQ(table.cell(1, 0), "Orléans");
    EXPECT_EQ(table.cell(2, 0), "Orléans");
    ASSERT_THAT(remarks_of(table), testing::ElementsAre(MessageId::kCsvMixedEncoding));
    EXPECT_EQ(table.remarks[0].line, 3U);
}

TEST(Csv, NulBytesAreTakenOutAndSaid) {
    using namespace std::string_view_literals;
    const auto table = read("a;b\n1;2\0\0\n3;4 and some more text to be no UTF-16\n"sv);
    EXPECT_EQ(table.cell(1, 1), "2");
    ASSERT_EQ(table.remarks.size(), 1U);
    EXPECT_EQ(table.remarks[0].message,
              Message(MessageId::kCsvNul, {std::int64_t{2}, std::int64_t{2}}));
}

TEST(Csv, TheDeclaredSeparatorLineIsNoRow) {
    const auto table = read("sep=;\r\na;b\r\n");
    EXPECT_EQ(rows_of(table), (Rows{{"a", "b"}}));
    EXPECT_EQ(table.line(0), 2U);
}

TEST(Csv, BlankTextIsAnError) {
    const auto layer = read_csv(" \r\n;;\n", {});
    ASSERT_FALSE(layer.has_value());
    EXPECT_EQ(layer.error().message.id, MessageId::kFileBlank);
}

TEST(Csv, MoreRowsThanAllowedAreRefused) {
    ReadOptions options;
    options.max_rows = 2;
    const auto layer = read_csv("a\nb\nc\n", options);
    ASSERT_FALSE(layer.has_value());
    EXPECT_EQ(layer.error().message, Message(MessageId::kTooManyRows, {std::int64_t{2}}));
}

// 200,000 cells that open a quote and never close it: quadratic search would take minutes.
TEST(Csv, HostileQuotesTakeLinearTime) {
    std::string one_line = "x";
    std::string many_lines = "x;y\n";
    for (int i = 0; i < 200'000; ++i) {
        one_line += ";\"a\"b";
        many_lines += "\"\"\"a\n";
    }
    EXPECT_EQ(read(one_line).row_count(), 1U);
    EXPECT_GT(read(many_lines).row_count(), 1'000U);
}

}  // namespace
}  // namespace maillage::io
