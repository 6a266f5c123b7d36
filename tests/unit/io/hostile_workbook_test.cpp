// SPDX-License-Identifier: Apache-2.0
#include "unit/io/hostile_files.hpp"

namespace maillage::io {
namespace {

std::string row(std::size_t number, const std::string& column) {
    const auto text = std::to_string(number);
    return "<row r=\"" + text + "\"><c r=\"" + column + text + "\"><v>1</v></c></row>";
}

TEST_F(Hostile, ACellInTheLastRowAndColumnCostsNoWholeSheet) {
    const auto file = read("a.xlsx", xlsx(row(1, "A") + row(1'048'576, "XFD")));
    ASSERT_TRUE(file.has_value());
    const auto& table = file->layers[0].table;
    EXPECT_EQ(table.cell(0, 0), "1");
    EXPECT_LT(table.row_count(), 1'048'576U);
}

// 25,000 rows with one cell in column 16,384 each: 410 million cells of which 25,000 hold
// something.
TEST_F(Hostile, ManyRowsWithACellInTheLastColumnAreRefused) {
    std::string rows;
    for (std::size_t i = 1; i <= 25'000; ++i) {
        rows += row(i, "XFD");
    }
    EXPECT_EQ(refusal("a.xlsx", xlsx(rows, {}, true)), MessageId::kWorkbookExplodes);
}

// The same without telling the columns: 16,384 empty cells stand in one row, the others follow.
TEST_F(Hostile, ManyRowsUnderOneVeryWideRowAreRefused) {
    const auto rows = "<row>" + repeated("<c/>", 16'384) + "<c><v>1</v></c></row>" +
                      repeated("<row><c><v>1</v></c></row>", 60'000);
    EXPECT_EQ(refusal("a.xlsx", xlsx(rows, {}, true)), MessageId::kWorkbookExplodes);
}

// Ten thousand cells show one text of 500,000 letters: 5 GB.
TEST_F(Hostile, OneLongSharedTextShownManyTimesIsRefused) {
    const auto shared = "<si><t>" + std::string(500'000, 'a') + "</t></si>";
    const auto rows = repeated("<row><c t=\"s\"><v>0</v></c></row>", 10'000);
    EXPECT_EQ(refusal("a.xlsx", xlsx(rows, shared, true)), MessageId::kWorkbookExplodes);
}

TEST_F(Hostile, FourHundredThousandEmptyRowsAreRead) {
    const auto rows = row(1, "A") + repeated("<row/>", 400'000) + row(400'002, "A");
    EXPECT_TRUE(read("a.xlsx", xlsx(rows, {}, true)).has_value());
}

// 600,000 shared texts, none of them used.
TEST_F(Hostile, SharedTextsThatNobodyUsesAreRead) {
    const auto shared = repeated("<si><t>a</t></si>", 600'000);
    EXPECT_TRUE(read("a.xlsx", xlsx(row(1, "A"), shared, true)).has_value());
}

TEST_F(Hostile, AWorkbookOfNestedElementsIsRefusedOrRead) {
    const auto file = read("a.xlsx", xlsx(repeated("<row>", 1'000'000), {}, true));
    if (!file) {
        EXPECT_FALSE(render(file.error().message, Language::kFrench).empty());
    }
}

std::string ods_cell(const std::string& attributes, const std::string& text) {
    return "<table:table-cell office:value-type=\"string\" " + attributes + "><text:p>" + text +
           "</text:p></table:table-cell>";
}

TEST_F(Hostile, ARowRepeatedAMillionTimesIsRefused) {
    const auto cells = ods_cell("table:number-columns-repeated=\"10000\"", "a");
    EXPECT_EQ(refusal("a.ods", ods("<table:table-row table:number-rows-repeated=\"1000000\">" +
                                   cells + "</table:table-row>")),
              MessageId::kWorkbookExplodes);
}

// A text of 1,000,000 letters in 10,000 columns.
TEST_F(Hostile, ALongTextRepeatedInAllColumnsIsRefused) {
    const auto cells =
        ods_cell("table:number-columns-repeated=\"10000\"", std::string(1'000'000, 'a'));
    EXPECT_EQ(refusal("a.ods", ods("<table:table-row>" + cells + "</table:table-row>")),
              MessageId::kWorkbookExplodes);
}

TEST_F(Hostile, ManyRowsUnderOneVeryWideOdsRowAreRefused) {
    const auto wide = "<table:table-row>" +
                      ods_cell("table:number-columns-repeated=\"10000\"", "a") +
                      "</table:table-row>";
    const auto narrow = "<table:table-row>" + ods_cell("", "a") + "</table:table-row>";
    EXPECT_EQ(refusal("a.ods", ods(wide + repeated(narrow, 60'000))), MessageId::kWorkbookExplodes);
}

// LibreOffice ends each sheet with the empty rows that are left, each with all columns.
TEST_F(Hostile, EmptyRowsRepeatedToTheEndOfTheSheetCostNothing) {
    const auto file =
        read("a.ods",
             ods("<table:table-row>" + ods_cell("", "a") +
                 "<table:table-cell table:number-columns-repeated=\"16383\"/></table:table-row>"
                 "<table:table-row table:number-rows-repeated=\"1048575\">"
                 "<table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>"));
    ASSERT_TRUE(file.has_value());
    EXPECT_EQ(file->layers[0].table.cell(0, 0), "a");
}

/// A1 shows A2, which shows A3…: each is worked out by GDAL, in time and stack.
std::string formula_rows(int rows) {
    std::string text;
    for (int i = 2; i < rows + 2; ++i) {
        text += "<table:table-row><table:table-cell table:formula=\"of:=[.A" + std::to_string(i) +
                "]\"/></table:table-row>";
    }
    return text;
}

TEST_F(Hostile, AChainOfFormulasDoesNotExhaustTheStack) {
    const auto file = read("a.ods", ods(formula_rows(20'000)));
    ASSERT_TRUE(file.has_value());
    EXPECT_GE(file->layers[0].table.row_count(), 20'000U);
}

TEST_F(Hostile, ManyFormulasWithoutTheirValuesAreRefused) {
    EXPECT_EQ(refusal("a.ods", ods(formula_rows(120'000))), MessageId::kWorkbookExplodes);
}

}  // namespace
}  // namespace maillage::io
