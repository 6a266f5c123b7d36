// SPDX-License-Identifier: Apache-2.0
#include "ui/harness.hpp"
#include "ui/panels/contracts_panel.hpp"
#include "ui/panels/data_screen.hpp"
#include "ui/panels/file_dialog.hpp"
#include "ui/panels/notices_panel.hpp"
#include "ui/panels/panel_table.hpp"
#include "ui/panels/search_panel.hpp"
#include "ui/panels/sheet_panel.hpp"
#include "ui/panels/table_panel.hpp"
#include "workspace/publication.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <optional>
#include <string>

namespace maillage::ui {
namespace {

namespace command = workspace::command;
using test::PanelHarness;
using test::SmallScreen;
using workspace::ThingRef;

class TablePanel : public testing::Test {
protected:
    TablePanel() : m_harness(m_screen) {
        m_harness.draw_with([this](const PanelContext& context, CommandSink& sink) {
            draw_table(context, m_state, sink);
        });
    }
    SmallScreen m_screen;
    TablePanelState m_state;
    PanelHarness m_harness;
};

TEST_F(TablePanel, ClickSelectsCtrlToggles) {
    m_harness.click("table/row/45");
    const auto* select = m_harness.last<command::Select>();
    ASSERT_NE(select, nullptr);
    EXPECT_EQ(select->how, command::Pick::kReplace);
    EXPECT_EQ(select->things, (std::vector<ThingRef>{{ThingRef::Kind::kDepartment, "45"}}));
    ImGui::GetIO().KeyCtrl = true;
    m_harness.click("table/row/18");
    ImGui::GetIO().KeyCtrl = false;
    select = m_harness.last<command::Select>();
    EXPECT_EQ(select->how, command::Pick::kToggle);
}

TEST_F(TablePanel, HeaderSortsAndLevelsChange) {
    m_harness.click("table/sort/couverture");
    const auto* table = m_harness.last<command::SetTable>();
    ASSERT_NE(table, nullptr);
    EXPECT_EQ(table->table.sort, "couverture");
    m_harness.click("table/of/2");
    table = m_harness.last<command::SetTable>();
    EXPECT_EQ(table->table.of, workspace::TableOf::kCommunes);
}

TEST_F(TablePanel, CtrlCCopiesTheSelection) {
    auto view = m_screen.view;
    view.selection = {{ThingRef::Kind::kCommune, "18001"}};
    m_screen.set_view(view);
    m_harness.click("table/row/45");
    m_harness.key(ImGuiKey_C, true);
    const std::string copied = ImGui::GetClipboardText();
    EXPECT_NE(copied.find("\n18\t18\t"), std::string::npos) << copied;
    EXPECT_EQ(copied.find("\n45\t45\t"), std::string::npos);
}

TEST_F(TablePanel, SelectionShowsTotalsAndCanBeCleared) {
    EXPECT_FALSE(m_harness.shows("table/clear"));
    auto view = m_screen.view;
    view.selection = {{ThingRef::Kind::kCommune, "18001"}};
    m_screen.set_view(view);
    m_harness.click("table/clear");
    const auto* select = m_harness.last<command::Select>();
    ASSERT_NE(select, nullptr);
    EXPECT_TRUE(select->things.empty());
}

TEST_F(TablePanel, RowsAreMadeOnceForARevision) {
    m_harness.frames(3);
    const auto* first = m_state.rows.rows.data();
    auto view = m_screen.view;
    view.table.sort = "nom";
    m_screen.set_view(view);
    m_harness.frames(3);
    EXPECT_EQ(m_state.rows.rows.data(), first);
    EXPECT_EQ(m_state.ordered_by.sort, "nom");
}

TEST(ContractsPanel, ClickOpensTheSheet) {
    SmallScreen screen;
    ContractsPanelState state;
    PanelHarness harness(screen);
    harness.draw_with([&](const PanelContext& context, CommandSink& sink) {
        draw_contracts(context, state, sink);
    });
    harness.click("contracts/row/n1");
    const auto* sheet = harness.last<command::OpenSheet>();
    ASSERT_NE(sheet, nullptr);
    EXPECT_EQ(sheet->thing, (ThingRef{ThingRef::Kind::kContract, "n1"}));
    EXPECT_EQ(harness.last<command::SetTab>()->tab, workspace::Tab::kSheet);
}

TEST(SheetPanel, RateToRowsInTwoClicks) {
    SmallScreen screen;
    auto view = screen.view;
    view.sheet = {ThingRef::Kind::kDepartment, "45"};
    screen.set_view(view);
    SheetPanelState state;
    PanelHarness harness(screen);
    harness.draw_with(
        [&](const PanelContext& context, CommandSink& sink) { draw_sheet(context, state, sink); });
    harness.click("sheet/rate");
    EXPECT_EQ(state.explained, workspace::Figure::kRate);
    harness.click("explain/row/0");
    const auto* sheet = harness.last<command::OpenSheet>();
    ASSERT_NE(sheet, nullptr);
    EXPECT_EQ(sheet->thing, (ThingRef{ThingRef::Kind::kContract, "c1"}));
    harness.click("sheet/back");
    EXPECT_EQ(state.explained, workspace::Figure::kNone);
    harness.click("sheet/focus");
    EXPECT_EQ(harness.last<command::SetFocus>()->focus, carto::Focus(*DepartmentCode::parse("45")));
}

TEST(ExplanationPanel, OfTheFocusAndBack) {
    SmallScreen screen;
    auto view = screen.view;
    view.explained = workspace::Figure::kTotal;
    screen.set_view(view);
    ExplanationState state;
    PanelHarness harness(screen);
    harness.draw_with([&](const PanelContext& context, CommandSink& sink) {
        draw_explanation(context, state, sink);
    });
    harness.click("explain/close");
    EXPECT_EQ(state.shown.figure, workspace::Figure::kTotal);
    ASSERT_NE(harness.last<command::Explain>(), nullptr);
    EXPECT_EQ(harness.last<command::Explain>()->figure, workspace::Figure::kNone);
}

TEST(NoticesPanel, LeadsToTheContract) {
    auto builder = test::small_builder();
    builder.contract({.id = "end", .communes = {"18001"}, .ends_on = "2025-01-15"});
    SmallScreen screen(builder.build());
    NoticesPanelState state;
    PanelHarness harness(screen);
    harness.draw_with([&](const PanelContext& context, CommandSink& sink) {
        draw_notices(context, state, sink);
    });
    harness.click("notices/0/0");
    ASSERT_NE(harness.last<command::OpenSheet>(), nullptr);
    EXPECT_EQ(harness.last<command::OpenSheet>()->thing.code, "end");
}

TEST(SearchPanel, TypeAndEnterFocuses) {
    SmallScreen screen;
    SearchPanelState state;
    ScreenRequests requests;
    PanelHarness harness(screen);
    harness.draw_with([&](const PanelContext& context, CommandSink& sink) {
        draw_search(context, state, requests, sink);
    });
    open_search(state);
    harness.frames(4);
    harness.type("45001");
    ASSERT_FALSE(state.entries.empty());
    EXPECT_EQ(state.entries.front().thing, (ThingRef{ThingRef::Kind::kCommune, "45001"}));
    harness.key(ImGuiKey_Enter);
    EXPECT_FALSE(state.open);
    ASSERT_NE(harness.last<command::SetFocus>(), nullptr);
    EXPECT_EQ(harness.last<command::SetFocus>()->focus, carto::Focus(*DepartmentCode::parse("45")));
    EXPECT_EQ(harness.last<command::Select>()->things.front().code, "45001");
    EXPECT_EQ(harness.last<command::OpenSheet>()->thing.code, "45001");
}

TEST(SearchPanel, EscapeClosesAndSaysNothing) {
    SmallScreen screen;
    SearchPanelState state;
    ScreenRequests requests;
    PanelHarness harness(screen);
    harness.draw_with([&](const PanelContext& context, CommandSink& sink) {
        draw_search(context, state, requests, sink);
    });
    open_search(state);
    harness.frames(4);
    harness.key(ImGuiKey_Escape);
    EXPECT_FALSE(state.open);
    EXPECT_TRUE(harness.take().empty());
}

class DataScreenTest : public testing::Test {
protected:
    DataScreenTest() : m_harness(m_screen, 1400, 900) {
        m_harness.draw_with([this](const PanelContext& context, CommandSink& sink) {
            draw_data_screen(context, m_state, m_requests, sink);
        });
    }
    void show_preview() {
        auto made = std::make_shared<workspace::FilePreview>();
        made->path = "/data/cir.csv";
        workspace::PreviewTable table;
        table.role = Role::kCir;
        table.header_line = 1;
        table.columns = {{"Code", "code_commune", "code"}, {"Nb", "signataires", "nombre"}};
        table.choices = {"code_commune", "signataires"};
        table.rows = {{1, {"Code", "Nb"}}, {2, {"45001", "12"}}, {3, {"45002", "s"}}};
        table.masked = {{"s", {1, 10}}};
        table.entries = {{Severity::kWarning, {0, 3}, "Nb", MessageId::kNothingWrong}};
        made->tables = {table};
        m_screen.snapshot.preview = made;
    }
    SmallScreen m_screen;
    DataScreenState m_state;
    ScreenRequests m_requests;
    PanelHarness m_harness;
};

TEST_F(DataScreenTest, FilesOpenAndListTheirLedger) {
    m_harness.click("data/choose");
    EXPECT_EQ(m_requests.file, FilePurpose::kAddFile);
    m_harness.click("data/source/1");
    EXPECT_EQ(m_state.source, 1U);
}

TEST_F(DataScreenTest, ChoiceIsChanged) {
    m_harness.click("data/choice/paris_lyon");
    m_harness.click("data/choice/paris_lyon/1");
    const auto* choice = m_harness.last<command::SetChoice>();
    ASSERT_NE(choice, nullptr);
    EXPECT_EQ(choice->key, "paris_lyon");
    EXPECT_EQ(choice->value, "excluded");
}

TEST_F(DataScreenTest, PreviewIsCorrectedAndUsed) {
    show_preview();
    m_harness.click("data/line/2");
    const auto* again = m_harness.last<command::PreviewFile>();
    ASSERT_NE(again, nullptr);
    EXPECT_EQ(again->source.header, 2U);
    m_harness.click("data/column/1");
    m_harness.click("data/column/1/0");
    again = m_harness.last<command::PreviewFile>();
    EXPECT_EQ(again->source.columns.at("signataires"), "");
    m_harness.click("data/masked/0");
    m_harness.click("data/masked/apply");
    again = m_harness.last<command::PreviewFile>();
    EXPECT_EQ(again->source.masked.at("s"), (Count{1, 10}));
    m_harness.click("data/use");
    EXPECT_NE(m_harness.last<command::UsePreview>(), nullptr);
    m_harness.click("data/drop");
    EXPECT_NE(m_harness.last<command::DropPreview>(), nullptr);
}

TEST_F(DataScreenTest, WhatNobodyHasSaidAWordAboutIsNotUsed) {
    show_preview();
    auto unknown = std::make_shared<workspace::FilePreview>(*m_screen.snapshot.preview);
    unknown->tables.front().role = Role::kUnknown;
    m_screen.snapshot.preview = unknown;
    m_harness.click("data/use");
    EXPECT_EQ(m_harness.last<command::UsePreview>(), nullptr);
}

TEST_F(DataScreenTest, RowsAreNotShownInTheModeForRelease) {
    show_preview();
    auto results = std::make_shared<workspace::Results>(*m_screen.snapshot.results);
    results->publication = std::make_shared<workspace::Publication>();
    m_screen.snapshot.results = results;
    EXPECT_FALSE(m_harness.shows("data/line/2"));
    EXPECT_FALSE(m_harness.shows("ledger/row/0"));
    EXPECT_FALSE(m_harness.shows("data/use"));
    m_harness.click("data/internal");
    const auto* mode = m_harness.last<command::SetMode>();
    ASSERT_NE(mode, nullptr);
    EXPECT_FALSE(mode->rule.has_value());
    m_harness.click("data/drop");
    EXPECT_NE(m_harness.last<command::DropPreview>(), nullptr);
}

TEST_F(DataScreenTest, LedgerLeadsToItsRow) {
    show_preview();
    m_harness.click("ledger/row/0");
    EXPECT_EQ(m_state.marked_line, 3U);
    m_harness.click("ledger/filter/1");
    EXPECT_EQ(m_state.filter.severity, Severity::kError);
    EXPECT_FALSE(m_harness.shows("ledger/row/0"));
}

TEST_F(DataScreenTest, SumsOfTheLedgerListTheirRows) {
    show_preview();
    m_harness.click("ledger/state/3");
    EXPECT_EQ(m_state.filter.state, RowState::kSetAside);
    EXPECT_FALSE(m_harness.shows("ledger/row/0")) << "a remark on a row that was used";
    m_harness.click("ledger/state/1");
    EXPECT_EQ(m_state.filter.state, RowState::kUsed);
    EXPECT_TRUE(m_harness.shows("ledger/row/0"));
    m_harness.click("ledger/state/1");
    EXPECT_EQ(m_state.filter.state, std::nullopt) << "a second click shows all";
}

TEST_F(DataScreenTest, SheetsAreChosenOneOrAll) {
    show_preview();
    auto two = std::make_shared<workspace::FilePreview>(*m_screen.snapshot.preview);
    two->layers = {"Feuil1", "Feuil2"};
    two->tables[0].layer = "Feuil1";
    two->tables.push_back(two->tables[0]);
    two->tables[1].layer = "Feuil2";
    m_screen.snapshot.preview = two;
    m_harness.click("data/table/1");
    m_harness.click("data/line/2");
    const auto* again = m_harness.last<command::PreviewFile>();
    ASSERT_NE(again, nullptr);
    EXPECT_EQ(again->source.layer, "Feuil2") << "the header of the sheet in front";
    m_harness.click("data/sheet");
    m_harness.click("data/sheet/1");
    EXPECT_EQ(m_harness.last<command::PreviewFile>()->source.layer, "Feuil1");
    auto one = std::make_shared<workspace::FilePreview>(*two);
    one->source.layer = "Feuil1";
    one->tables.pop_back();
    m_screen.snapshot.preview = one;
    m_harness.click("data/sheet");
    m_harness.click("data/sheet/0");
    EXPECT_EQ(m_harness.last<command::PreviewFile>()->source.layer, "") << "all of them again";
}

TEST(FileDialog, FavouritesAreTheSettings) {
    SmallScreen screen;
    auto settings = std::make_shared<workspace::Settings>();
    settings->favourite_folders = {"/"};
    screen.snapshot.settings = settings;
    FileDialogState state;
    PanelHarness harness(screen);
    harness.draw_with([&](const PanelContext& context, CommandSink& sink) {
        draw_file_dialog(context, state, sink);
    });
    open_file_dialog(state, FilePurpose::kAddFile, "/usr");
    harness.frames(4);
    harness.click("files/favourite");
    const auto* said = harness.last<command::SetFavouriteFolder>();
    ASSERT_NE(said, nullptr);
    EXPECT_TRUE(said->keep);
    EXPECT_EQ(said->path, "/usr");
    harness.click("files/favourite/0");
    EXPECT_EQ(state.browser.folder(), "/");
    harness.click("files/favourite");
    said = harness.last<command::SetFavouriteFolder>();
    EXPECT_FALSE(said->keep) << "here is one already: taken away";
    EXPECT_EQ(said->path, "/");
}

TEST(PanelTable, EveryPanelHasTitleAndHelpInBothLanguages) {
    EXPECT_EQ(panel_table().size(), static_cast<std::size_t>(PanelId::kFiles) + 1);
    for (const auto& one : panel_table()) {
        EXPECT_EQ(&panel_entry(one.id), &one);
        for (const auto language : {Language::kFrench, Language::kEnglish}) {
            EXPECT_GT(render({one.help}, language).size(), 60U) << one.name;
        }
    }
}

TEST_F(DataScreenTest, RemarksOnBuiltInFilesAreFoldedAway) {
    auto dataset = std::make_shared<Dataset>(*m_screen.results().dataset);
    Source shipped;
    shipped.path = "france/moves.csv";
    shipped.built_in = true;
    const auto number = static_cast<std::uint32_t>(dataset->ledger.sources.size());
    dataset->ledger.sources.push_back(shipped);
    dataset->ledger.entries = {{Severity::kInformation, {0, 2}, "Nb", MessageId::kNothingWrong},
                               {Severity::kWarning, {number, 3}, "code", MessageId::kNothingWrong}};
    SmallScreen screen(dataset);
    DataScreenState state;
    PanelHarness harness(screen, 1400, 900);
    harness.draw_with([&](const PanelContext& context, CommandSink& sink) {
        draw_data_screen(context, state, m_requests, sink);
    });
    EXPECT_TRUE(harness.shows("ledger/row/0"));
    EXPECT_FALSE(harness.shows("ledger/row/1"));
    harness.click("ledger/built_in");
    EXPECT_TRUE(harness.shows("ledger/row/0"));
    EXPECT_TRUE(harness.shows("ledger/row/1"));
    harness.click("ledger/built_in");
    harness.click("data/source/" + std::to_string(number));
    EXPECT_TRUE(harness.shows("ledger/row/1")) << "the file itself is chosen";
    EXPECT_FALSE(harness.shows("ledger/built_in"));
}

TEST_F(DataScreenTest, ARemarkOfTheWorkspaceLeadsToItsRowInTheFile) {
    auto dataset = std::make_shared<Dataset>(*m_screen.results().dataset);
    dataset->ledger.entries = {{Severity::kWarning, {0, 3}, "Nb", MessageId::kNothingWrong}};
    SmallScreen screen(dataset);
    auto spec = std::make_shared<io::WorkspaceSpec>();
    spec->folder = "/data";
    spec->sources.emplace_back();
    spec->sources.back().path = "cir.csv";
    screen.snapshot.spec = spec;
    DataScreenState state;
    PanelHarness harness(screen, 1400, 900);
    harness.draw_with([&](const PanelContext& context, CommandSink& sink) {
        draw_data_screen(context, state, m_requests, sink);
    });
    harness.click("ledger/row/0");
    const auto* preview = harness.last<command::PreviewFile>();
    ASSERT_NE(preview, nullptr);
    EXPECT_EQ(preview->path, "/data/cir.csv");
    EXPECT_EQ(preview->source, spec->sources.front());
    EXPECT_EQ(state.marked_line, 3U);
}

TEST_F(DataScreenTest, AnotherFileHasNoRowMarkedYet) {
    show_preview();
    m_harness.click("ledger/row/0");
    ASSERT_EQ(m_state.marked_line, 3U);
    auto other = std::make_shared<workspace::FilePreview>(*m_screen.snapshot.preview);
    other->path = "/data/other.csv";
    m_screen.snapshot.preview = other;
    m_harness.frames(2);
    EXPECT_EQ(m_state.marked_line, std::nullopt);
}

TEST_F(DataScreenTest, WhatColumnsAreTakenForStaysInSightAboveTheRows) {
    show_preview();
    auto tall = std::make_shared<workspace::FilePreview>(*m_screen.snapshot.preview);
    for (std::uint32_t line = 4; line < 100; ++line) {
        tall->tables[0].rows.push_back({line, {"45003", "1"}});
    }
    tall->tables[0].entries[0].origin.line = 90;
    m_screen.snapshot.preview = tall;
    ASSERT_TRUE(m_harness.shows("data/column/1"));
    const auto before = m_harness.log().find("data/column/1")->box;
    m_harness.click("ledger/row/0");
    const auto line = m_harness.log().find("data/line/90")->box;
    EXPECT_GT(line.y, before.bottom()) << "scrolled to";
    EXPECT_LT(line.bottom(), 900.0);
    EXPECT_EQ(m_harness.log().find("data/column/1")->box.y, before.y);
}

/// The file dialog, open on a folder with one data file.
class FileDialogKeys : public testing::Test {
protected:
    FileDialogKeys() : m_harness(m_screen) {
        m_folder = std::filesystem::temp_directory_path() /
                   ("maillage-dialog-" + std::to_string(::getpid()));
        std::filesystem::create_directories(m_folder);
        std::ofstream(m_folder / "cir.csv") << "code;n\n";
        m_harness.draw_with([this](const PanelContext& context, CommandSink& sink) {
            if (auto chosen = draw_file_dialog(context, m_state, sink)) {
                m_chosen = std::move(chosen);
            }
        });
    }
    ~FileDialogKeys() override {
        std::error_code failed;
        std::filesystem::remove_all(m_folder, failed);
    }
    void open(FilePurpose purpose, std::string name = {}) {
        open_file_dialog(m_state, purpose, m_folder, std::move(name));
        m_harness.frames(4);
    }
    SmallScreen m_screen;
    FileDialogState m_state;
    std::optional<std::filesystem::path> m_chosen;
    std::filesystem::path m_folder;
    PanelHarness m_harness;
};

TEST_F(FileDialogKeys, EnterOpensWhatTheCursorIsAt) {
    open(FilePurpose::kAddFile);
    m_harness.key(ImGuiKey_Enter);
    EXPECT_EQ(m_chosen, m_folder / "cir.csv");
    EXPECT_FALSE(m_state.open);
}

TEST_F(FileDialogKeys, EnterSavesUnderTheNameGiven) {
    open(FilePurpose::kExportMap, "carte.pdf");
    m_harness.key(ImGuiKey_Enter);
    EXPECT_EQ(m_chosen, m_folder / "carte.pdf");
}

TEST_F(FileDialogKeys, EscapeLeavesEverything) {
    open(FilePurpose::kExportMap, "carte.pdf");
    m_harness.key(ImGuiKey_Escape);
    EXPECT_FALSE(m_state.open);
    EXPECT_FALSE(m_chosen);
}

TEST(PanelHelp, EnterAndEscapeCloseIt) {
    SmallScreen screen;
    for (const auto key : {ImGuiKey_Enter, ImGuiKey_Escape}) {
        bool open = true;
        PanelHarness harness(screen);
        harness.draw_with([&](const PanelContext& context, CommandSink&) {
            draw_help(context, PanelId::kMap, open);
        });
        harness.frames(4);
        EXPECT_TRUE(harness.shows("help/close"));
        harness.key(key);
        EXPECT_FALSE(open);
    }
}

}  // namespace
}  // namespace maillage::ui
