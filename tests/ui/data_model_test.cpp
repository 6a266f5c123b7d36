// SPDX-License-Identifier: Apache-2.0
#include "ui/panels/data_model.hpp"

#include <gtest/gtest.h>

namespace maillage::ui {
namespace {

workspace::FilePreview preview() {
    workspace::FilePreview made;
    made.path = "/data/cir.xlsx";
    made.source.path = "cir.xlsx";
    workspace::PreviewTable table;
    table.layer = "Feuil1";
    table.role = Role::kCir;
    table.header_line = 4;
    table.vintage = Vintage{2023};
    table.columns = {
        {"Code commune", "code_commune", ""}, {"Nb", "signataires", ""}, {"Obs", "", ""}};
    table.choices = {"code_commune", "nom", "signataires"};
    table.rows = {{1, {"Direction d’Orléans", "2023", ""}},
                  {4, {"Code commune", "Nb", "Obs"}},
                  {5, {"45004", "41", ""}},
                  {6, {"45155", "<5", ""}},
                  {7, {"45208", "12", "QPV"}}};
    made.tables = {table};
    return made;
}

TEST(Recognised, SaysRoleSheetHeaderVintage) {
    EXPECT_EQ(recognised_text(preview().tables[0], Language::kFrench),
              "Reconnu\u00A0: signataires du CIR par commune · feuille «\u00A0Feuil1\u00A0» · "
              "en-tête ligne 4 · codes de 2023");
    workspace::PreviewTable unknown;
    EXPECT_NE(recognised_text(unknown, Language::kFrench).find("non reconnu"), std::string::npos);
}

TEST(ColumnChoice, FirstIsIgnored) {
    const auto made = preview();
    EXPECT_EQ(column_choices(made.tables[0], 1, Language::kFrench).chosen, 3);
    const auto choices = column_choices(made.tables[0], 2, Language::kFrench);
    EXPECT_EQ(choices.chosen, 0);
    EXPECT_EQ(choices.labels.front(), "ignorée");
}

TEST(WithColumn, KeepsTheOthersAndMovesOne) {
    const auto made = preview();
    const auto moved = with_column(made, made.tables[0], 2, 3);
    EXPECT_EQ(moved.path, made.path);
    EXPECT_EQ(moved.source.columns.at("code_commune"), "Code commune");
    EXPECT_EQ(moved.source.columns.at("signataires"), "Obs") << "taken from its old column";
    const auto ignored = with_column(made, made.tables[0], 1, 0);
    EXPECT_EQ(ignored.source.columns.at("signataires"), "");
    const auto same = with_column(made, made.tables[0], 1, 3);
    EXPECT_EQ(same.source.columns.at("signataires"), "Nb");
}

TEST(Corrections, ForgetWhatNoLongerHolds) {
    auto made = preview();
    made.source.columns["signataires"] = "Nb";
    EXPECT_EQ(with_header(made, 5).source.header, 5U);
    EXPECT_TRUE(with_header(made, 5).source.columns.empty());
    EXPECT_EQ(with_layer(made, "Feuil2").source.layer, "Feuil2");
    EXPECT_EQ(with_role(made, Role::kContracts).source.role, Role::kContracts);
    EXPECT_EQ(with_encoding(made, "UTF-16").source.encoding, "UTF-16");
    EXPECT_EQ(with_vintage(made, Vintage{2020}).source.vintage, Vintage{2020});
    EXPECT_EQ(with_masked(made, "s", Count{1, 10}).source.masked.at("s"), (Count{1, 10}));
    made.source.masked["s"] = {1, 10};
    EXPECT_TRUE(with_masked(made, "s", std::nullopt).source.masked.empty());
}

TEST(Corrections, AnotherSheetIsLookedAtAfresh) {
    auto made = preview();
    made.source.role = Role::kCir;
    made.source.vintage = Vintage{2020};
    made.source.header = 4;
    made.source.columns["signataires"] = "Nb";
    const auto other = with_layer(made, "Feuil2").source;
    EXPECT_EQ(other.layer, "Feuil2");
    EXPECT_EQ(other.role, Role::kUnknown) << "the role was the other sheet's";
    EXPECT_FALSE(other.vintage.has_value());
    EXPECT_EQ(other.header, 0U);
    EXPECT_TRUE(other.columns.empty());
    EXPECT_TRUE(with_layer(made, "").source.layer.empty());
}

TEST(Corrections, OfOneOfSeveralTablesMeanThatTable) {
    auto made = preview();
    EXPECT_EQ(corrected(made, made.tables[0]).source, made.source) << "one table: nothing to say";
    made.tables.push_back(made.tables[0]);
    made.tables[1].layer = "Feuil2";
    made.tables[1].role = Role::kContracts;
    const auto meant = corrected(made, made.tables[1]);
    EXPECT_EQ(meant.path, made.path);
    EXPECT_EQ(meant.source.layer, "Feuil2");
    EXPECT_EQ(meant.source.role, Role::kContracts);
}

TEST(ReadText, QuotesTheCellWhenItIsThere) {
    const auto made = preview();
    LedgerEntry entry{Severity::kWarning, {0, 6}, "Nb", MessageId::kNothingWrong};
    EXPECT_EQ(read_text(made.tables[0], entry), "«\u00A0<5\u00A0»");
    entry.origin.line = 99;
    EXPECT_EQ(read_text(made.tables[0], entry), "Nb");
}

TEST(NumberColumn, CodesAreNotNumbers) {
    const auto made = preview();
    EXPECT_FALSE(is_number_column(made.tables[0], 0));
    EXPECT_TRUE(is_number_column(made.tables[0], 1)) << "masked tokens among numbers";
    EXPECT_FALSE(is_number_column(made.tables[0], 2));
}

TEST(LedgerOrder, BySeverityAndSource) {
    const std::vector<LedgerEntry> entries = {
        {Severity::kError, {0, 1}, "", MessageId::kNothingWrong},
        {Severity::kWarning, {1, 1}, "", MessageId::kNothingWrong},
        {Severity::kError, {1, 2}, "", MessageId::kNothingWrong}};
    EXPECT_EQ(ledger_order(entries, {}, {}, {}), (std::vector<std::uint32_t>{0, 2, 1}));
    EXPECT_EQ(ledger_order(entries, {}, {Severity::kError, {}}, {}),
              (std::vector<std::uint32_t>{0, 2}));
    EXPECT_EQ(ledger_order(entries, {}, {Severity::kError, {}}, 1),
              (std::vector<std::uint32_t>{2}));
}

TEST(LedgerOrder, TheUsersOwnFilesComeFirstAndBuiltInOnesWhenAsked) {
    const auto said = MessageId::kNothingWrong;
    const std::vector<LedgerEntry> entries = {{Severity::kError, {0, 1}, "", said},
                                              {Severity::kInformation, {0, 2}, "", said},
                                              {Severity::kInformation, {1, 1}, "", said},
                                              {Severity::kWarning, {1, 2}, "", said}};
    std::vector<Source> sources(2);
    sources[0].built_in = true;
    using Rows = std::vector<std::uint32_t>;
    EXPECT_EQ(ledger_order(entries, sources, {}, {}), (Rows{3, 2}));
    LedgerFilter all;
    all.built_in = true;
    EXPECT_EQ(ledger_order(entries, sources, all, {}), (Rows{3, 2, 0, 1}));
    EXPECT_EQ(ledger_order(entries, sources, {}, 0), (Rows{0, 1})) << "the file itself is chosen";
}

TEST(LedgerOrder, ByWhatBecameOfTheRow) {
    const auto said = MessageId::kNothingWrong;
    const std::vector<LedgerEntry> entries = {
        {Severity::kInformation, {0, 0}, "", said},
        {Severity::kError, {0, 0}, "", said, RowState::kSetAside},
        {Severity::kWarning, {0, 2}, "a", said, RowState::kRepaired},
        {Severity::kInformation, {0, 2}, "b", said},
        {Severity::kInformation, {0, 3}, "a", said},
        {Severity::kError, {1, 3}, "a", said, RowState::kSetAside}};
    using Rows = std::vector<std::uint32_t>;
    EXPECT_EQ(ledger_order(entries, {}, {{}, RowState::kUsed}, {}), (Rows{4}))
        << "a remark on the file is of no row";
    EXPECT_EQ(ledger_order(entries, {}, {{}, RowState::kRepaired}, {}), (Rows{2, 3}))
        << "all remarks on the repaired row";
    EXPECT_EQ(ledger_order(entries, {}, {{}, RowState::kSetAside}, {}), (Rows{1, 5}))
        << "what set all rows of a file aside; rows of the other file with the same number";
    EXPECT_EQ(ledger_order(entries, {}, {Severity::kInformation, RowState::kRepaired}, {}),
              (Rows{3}));
}

TEST(SourceRows, OwnFilesFirstWithTheirRemarks) {
    Ledger ledger;
    ledger.sources.resize(2);
    ledger.sources[0].path = "communes.csv";
    ledger.sources[0].built_in = true;
    ledger.sources[1].path = "cir.csv";
    ledger.sources[1].role = Role::kCir;
    ledger.sources[1].rows_read = 3;
    ledger.sources[1].rows_used = 2;
    ledger.sources[1].rows_set_aside = 1;
    ledger.entries = {{Severity::kError, {1, 2}, "", MessageId::kNothingWrong}};
    io::WorkspaceSpec spec;
    spec.sources.resize(1);
    spec.sources[0].path = "cir.csv";
    const auto rows = source_rows(ledger, &spec, Language::kFrench);
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(rows[0].name, "cir.csv");
    EXPECT_EQ(rows[0].spec, 0U);
    EXPECT_EQ(rows[0].errors, 1);
    EXPECT_EQ(rows[0].sums, "3 lues, 2 utilisées, 0 réparée, 1 écartée");
    EXPECT_TRUE(rows[1].built_in);
    EXPECT_FALSE(rows[1].spec);
}

}  // namespace
}  // namespace maillage::ui
