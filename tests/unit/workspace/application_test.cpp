// SPDX-License-Identifier: Apache-2.0
#include "workspace/app_fixture.hpp"
#include "workspace/publication.hpp"
#include "workspace/replay.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <set>
#include <thread>

namespace maillage::workspace {

namespace {

namespace fs = std::filesystem;

using testing::HasSubstr;

class ApplicationTest : public test::AppTest {};

TEST_F(ApplicationTest, OpensBuiltInFrance) {
    Application app(options());
    play(app, "open\ncanvas 800 600\nwait\nexpect unsaved no\n");
    const auto snapshot = app.snapshot();
    ASSERT_NE(snapshot->results, nullptr);
    EXPECT_GT(snapshot->results->dataset->territories.communes.size(), 34'000U);
    ASSERT_NE(snapshot->results->search, nullptr);
    ASSERT_NE(snapshot->results->series, nullptr);
    EXPECT_FALSE(snapshot->results->series->steps.empty());
    ASSERT_NE(snapshot->scene, nullptr);
    EXPECT_TRUE(snapshot->scene_current);
    EXPECT_TRUE(snapshot->path.empty());
    EXPECT_FALSE(app.busy());
    EXPECT_EQ(test::AppTest::messages(app), "");
}

TEST_F(ApplicationTest, AWorkspaceOpensOnItsDepartment) {
    Application app(options());
    app.dispatch(command::Open{example()});
    const auto snapshot = app.snapshot();
    EXPECT_EQ(snapshot->view->map.focus, carto::Focus(*DepartmentCode::parse("45")));
    EXPECT_EQ(snapshot->results->date, make_date(2024, 12, 31));
    EXPECT_EQ(snapshot->spec->sources.size(), 5U);
    EXPECT_EQ(snapshot->settings->recent.front(), example());
}

/// Every command, at a place where it can do something; none may fail but those that must.
TEST_F(ApplicationTest, EveryCommandIsTaken) {
    std::ofstream(m_root / "extra.csv") << "code_commune;signataires;annee\n45155;12;2020\n";
    const auto root = m_root.string();
    Application app(options());
    const std::vector<std::string> lines = {
        "open \"" + example().string() + "\"",
        "canvas 800 600",
        "add_source path=cibles.csv role=targets",
        "change_source 5 path=cibles.csv role=targets vintage=2024",
        "remove_source 5",
        "name Essai",
        "vintage 2023",
        "counts_years 2022 2023",
        "workspace_date 2024-06-30",
        "departments 45",
        "choice perimeter today",
        "undo",
        "redo",
        "preview " + root + "/extra.csv path=",
        "use_preview",
        "preview " + root + "/extra.csv path=",
        "drop_preview",
        "save",
        "reload",
        "save_as " + root + "/copy",
        "export " + root + "/r.csv",
        "export_map " + root + "/m.png 640 480",
        "export_ledger " + root + "/l.csv",
        "contract id=C1 statut=negociation",
        "drop_contract C1",
        "new_scenario Essai",
        "edit_scenario Essai suppose commune Gien 45155",
        "compare \"\"",
        "weights gain=1,rural=0.5",
        "access service=sous_prefecture threshold=30",
        "put_scenario Autre parent= \"sign C5 yes\"",
        "remove_scenario Autre",
        "scenario Essai",
        "accept_scenario Essai envisage",
        "export_contracts " + root + "/c.csv",
        "mode publishable",
        "mode internal",
        "cancel 12345",
        "recover no",
        "focus region 24",
        "map view=contracts level=epci",
        "camera 650000,6750000,100",
        "select replace departement 45",
        "invert_selection",
        "sheet commune 45155",
        "date 2023-01-01",
        "screen data",
        "tab notices",
        "table communes filter=gien",
        "explain rate",
        "fold yes no yes",
        "language en",
        "theme dark",
        "scale 1.5",
        "save_view a",
        "apply_view a",
        "put_view 0 b notes=dire focus=departement:45",
        "present",
        "present end",
        "remove_view a",
        "favourite yes commune 45155",
        "favourite_folder yes /srv",
        "window 1000 700",
        "dismiss 1",
        "quit",
    };
    std::set<std::string> used;
    for (const auto& line : lines) {
        used.insert(line.substr(0, line.find(' ')));
        play(app, line);
        for (const auto& message : app.snapshot()->messages) {
            EXPECT_FALSE(message.error) << line << ": " << render(message.text, Language::kFrench);
        }
    }
    for (const auto name : command::names()) {
        EXPECT_TRUE(used.contains(std::string(name))) << name << " was never dispatched";
    }
    const auto snapshot = app.snapshot();
    EXPECT_TRUE(snapshot->quit);
    EXPECT_EQ(snapshot->view->screen, Screen::kData);
    EXPECT_EQ(snapshot->view->map.language, Language::kEnglish);
    EXPECT_EQ(snapshot->results->date, make_date(2023, 1, 1));
    EXPECT_TRUE(fs::exists(m_root / "r.csv"));
    EXPECT_TRUE(fs::exists(m_root / "m.png"));
    EXPECT_TRUE(fs::exists(m_root / "l.csv"));
    EXPECT_TRUE(fs::exists(m_root / "copy" / "maillage.toml"));
}

TEST_F(ApplicationTest, EditsAreUndoneWithTheirResults) {
    Application app(options());
    app.dispatch(command::Open{example()});
    const auto before = app.snapshot()->results->dataset->contracts.size();
    ASSERT_GT(before, 0U);
    app.dispatch(command::RemoveSource{3});
    EXPECT_TRUE(app.snapshot()->unsaved);
    EXPECT_NE(app.snapshot()->results->dataset->contracts.size(), before);
    ASSERT_TRUE(app.snapshot()->can_undo.has_value());
    EXPECT_THAT(render(*app.snapshot()->can_undo, Language::kFrench), HasSubstr("contrats.csv"));
    app.dispatch(command::Undo{});
    EXPECT_EQ(app.snapshot()->results->dataset->contracts.size(), before);
    EXPECT_FALSE(app.snapshot()->unsaved);
    EXPECT_TRUE(app.snapshot()->can_redo.has_value());
    app.dispatch(command::Redo{});
    EXPECT_NE(app.snapshot()->results->dataset->contracts.size(), before);
}

TEST_F(ApplicationTest, ADateChangesTheRateAsAFreshOpeningDoes) {
    Application app(options());
    app.dispatch(command::Open{example()});
    const auto level = indicators::Level::kDepartment;
    const auto ranges = [&](const indicators::CoverageState& state) {
        std::vector<indicators::CoverageRange> all;
        for (const auto& row : state.rows(level)) {
            all.push_back(row.range);
        }
        return all;
    };
    for (const auto* day : {"2018-01-01", "2020-05-05", "2023-12-31", "2026-06-01", "2022-03-15"}) {
        const auto date = parse_date(day)->date;
        app.dispatch(command::SetDate{date});
        const auto& results = *app.snapshot()->results;
        EXPECT_EQ(results.date, date);
        indicators::CoverageQuery query;
        query.date = date;
        const indicators::CoverageState fresh(results.dataset, query);
        EXPECT_EQ(ranges(*results.coverage), ranges(fresh)) << day;
        EXPECT_EQ(results.coverage->france().contracts_not_counted,
                  fresh.france().contracts_not_counted);
    }
}

TEST_F(ApplicationTest, SelectionStandsForCommunesAndSurvivesAReload) {
    Application app(options());
    app.dispatch(command::Open{example()});
    app.dispatch(command::Select{command::Pick::kReplace, {{ThingRef::Kind::kDepartment, "45"}}});
    const auto communes = app.snapshot()->view->selection.size();
    EXPECT_GT(communes, 300U);
    app.dispatch(command::Select{command::Pick::kToggle, {{ThingRef::Kind::kCommune, "45155"}}});
    EXPECT_EQ(app.snapshot()->view->selection.size(), communes - 1);
    app.dispatch(command::InvertSelection{});
    ASSERT_EQ(app.snapshot()->view->selection.size(), 1U);
    app.dispatch(command::Reload{});
    ASSERT_EQ(app.snapshot()->view->selection.size(), 1U);
    EXPECT_EQ(app.snapshot()->view->selection[0].code, "45155");
    app.dispatch(command::Select{command::Pick::kAdd, {{ThingRef::Kind::kCommune, "99999"}}});
    EXPECT_EQ(app.snapshot()->view->selection.size(), 1U);
    EXPECT_THAT(messages(app), HasSubstr("99999"));
}

TEST_F(ApplicationTest, WhatCannotBeOpenedKeepsWhatIs) {
    Application app(options());
    app.dispatch(command::Open{example()});
    const auto results = app.snapshot()->results;
    app.dispatch(command::Open{m_root / "nowhere"});
    EXPECT_EQ(app.snapshot()->results, results);
    EXPECT_EQ(app.snapshot()->path, example());
    EXPECT_THAT(messages(app), HasSubstr("nowhere"));
    std::ofstream(m_root / "maillage.toml") << "[workspace\n";
    app.dispatch(command::Open{m_root});
    EXPECT_EQ(app.snapshot()->results, results);
}

TEST_F(ApplicationTest, AFileOfAWorkspaceMayNotLeaveItsFolder) {
    std::ofstream(m_root / "outside.csv") << "code_commune;signataires;annee\n45155;1;2020\n";
    fs::create_directories(m_root / "w");
    std::ofstream(m_root / "w" / "maillage.toml") << "[[source]]\npath = \"../outside.csv\"\n";
    Application app(options());
    app.dispatch(command::Open{m_root / "w"});
    EXPECT_EQ(app.snapshot()->results->dataset->cir_of(2020), nullptr);
    // The user's own word is enough.
    app.dispatch(command::AddSource{source((m_root / "outside.csv").string())});
    EXPECT_NE(app.snapshot()->results->dataset->cir_of(2020), nullptr);
}

TEST_F(ApplicationTest, APreviewTellsWhatTheFileIsTakenFor) {
    Application app(options());
    app.dispatch(command::Open{example()});
    app.dispatch(command::PreviewFile{example() / "cir-45-2023.xlsx", {}});
    const auto preview = app.snapshot()->preview;
    ASSERT_NE(preview, nullptr);
    EXPECT_EQ(app.snapshot()->view->screen, Screen::kData);
    EXPECT_FALSE(preview->failed.has_value());
    EXPECT_EQ(preview->source.role, Role::kCir);
    EXPECT_EQ(preview->source.path, "cir-45-2023.xlsx");
    const auto table = std::find_if(preview->tables.begin(), preview->tables.end(),
                                    [](const auto& one) { return one.role == Role::kCir; });
    ASSERT_NE(table, preview->tables.end());
    EXPECT_GT(table->header_line, 0U);
    EXPECT_FALSE(table->rows.empty());
    EXPECT_LE(table->rows.size(), 30U);
    EXPECT_EQ(table->rows_read, table->rows_used + table->rows_repaired + table->rows_set_aside);
    EXPECT_GT(table->rows_read, 0);
    EXPECT_TRUE(std::any_of(table->columns.begin(), table->columns.end(),
                            [](const auto& one) { return one.standard == "code_commune"; }));
    EXPECT_FALSE(table->choices.empty());
    EXPECT_TRUE(table->vintage.has_value());
}

TEST_F(ApplicationTest, ATableNobodyKnowsIsShownForTheUserToSay) {
    std::ofstream(m_root / "f.csv", std::ios::binary) << "Code commune;Truc\n45155;12\n";
    Application app(options());
    app.dispatch(command::Open{});
    app.dispatch(command::PreviewFile{m_root / "f.csv", {}});
    const auto& unknown = app.snapshot()->preview->tables.at(0);
    EXPECT_EQ(unknown.role, Role::kUnknown);
    EXPECT_EQ(unknown.columns.size(), 2U);
    EXPECT_EQ(unknown.rows.size(), 2U);
    auto said = app.snapshot()->preview->source;
    said.role = Role::kCir;
    said.columns["signataires"] = "Truc";
    app.dispatch(command::PreviewFile{m_root / "f.csv", said});
    const auto& known = app.snapshot()->preview->tables.at(0);
    EXPECT_EQ(known.columns.at(1).standard, "signataires");
    EXPECT_EQ(known.rows_used, 1);
}

TEST_F(ApplicationTest, APreviewCanBeCorrected) {
    std::ofstream(m_root / "f.csv", std::ios::binary)
        << "code_commune;signataires;annee\n1;2;3\ncode_commune;signataires;annee\n"
           "45155;s;2020\n45234;7;2020\n";
    Application app(options());
    app.dispatch(command::Open{});
    io::SourceSpec correction;
    correction.header = 3;
    correction.masked["s"] = Count::masked(1, 3);
    correction.encoding = "Windows-1252";
    app.dispatch(command::PreviewFile{m_root / "f.csv", correction});
    const auto& table = app.snapshot()->preview->tables.at(0);
    EXPECT_EQ(table.header_line, 3U);
    EXPECT_EQ(table.encoding, "Windows-1252");
    ASSERT_EQ(table.masked.size(), 1U);
    EXPECT_EQ(table.masked[0].second, Count::masked(1, 3));
    EXPECT_EQ(table.rows_read, 2);
    app.dispatch(command::PreviewFile{m_root / "nothing.csv", {}});
    EXPECT_TRUE(app.snapshot()->preview->failed.has_value());
}

TEST_F(ApplicationTest, ReplayStopsAtWhatIsNotAsExpected) {
    Application app(options());
    play(app, "open \"" + example().string() +
                  "\"\n# rien\n\nselect replace commune 45155\n"
                  "expect communes 1\nexpect unsaved no\n");
    const auto wrong = parse_replay("select replace commune 45155\nexpect communes 2\n");
    ASSERT_TRUE(wrong.has_value());
    const auto done = run_replay(app, *wrong, {});
    ASSERT_FALSE(done.has_value());
    EXPECT_THAT(render(done.error().message, Language::kFrench), HasSubstr("2"));
    const auto unknown = parse_replay("wait\nexpect weather sunny\n");
    ASSERT_FALSE(unknown.has_value());
    EXPECT_THAT(render(unknown.error().message, Language::kFrench), HasSubstr("weather"));
}

TEST_F(ApplicationTest, DrawsAndPrintsTheMapWithTheProgramsOwnEngine) {
    auto given = options();
    given.engine = map_engine();
    given.cache_folder = m_root / "cache";
    for (int i = 0; i < 2; ++i) {  // The second time the outlines come from the cache.
        Application app(given);
        play(app, "canvas 1000 700\nopen \"" + example().string() + "\"\nfocus france\n");
        const auto snapshot = app.snapshot();
        ASSERT_NE(snapshot->scene, nullptr) << messages(app);
        EXPECT_TRUE(snapshot->scene_current);
        EXPECT_FALSE(snapshot->scene->scene->texts.empty());
        app.dispatch(command::ExportMap{m_root / "map.svg", 800, 600});
        EXPECT_THAT(text_of(m_root / "map.svg"), HasSubstr("<svg"));
        fs::remove(m_root / "map.svg");
    }
    EXPECT_FALSE(fs::is_empty(m_root / "cache"));
}

/// Sentences of the ledger with the files they are about.
std::vector<std::string> ledger_lines(const Application& app) {
    const auto& ledger = app.snapshot()->results->dataset->ledger;
    std::vector<std::string> lines;
    for (const auto& entry : ledger.entries) {
        lines.push_back(ledger.sources[entry.origin.source].path + ":" +
                        std::to_string(entry.origin.line) + " " +
                        render(entry.message, Language::kFrench));
    }
    return lines;
}

TEST_F(ApplicationTest, TheMapNeedsNoOutlinesOnceItsGeometryIsKnown) {
    auto given = options();
    given.engine = map_engine();
    given.cache_folder = m_root / "cache";
    std::vector<std::string> first_lines;
    std::vector<Message> first_notices;
    {
        Application app(given);
        app.dispatch(command::Open{example()});
        const auto results = app.snapshot()->results;
        ASSERT_NE(results->geometry, nullptr) << messages(app);
        EXPECT_EQ(results->dataset->outlines, nullptr) << "let go once the geometry is built";
        first_lines = ledger_lines(app);
        first_notices = results->dataset->notices;
        // An edit keeps the geometry that is on the screen.
        app.dispatch(command::SetWorkspaceName{"Autre"});
        EXPECT_EQ(app.snapshot()->results->geometry, results->geometry);
        EXPECT_EQ(ledger_lines(app), first_lines);
        app.dispatch(command::Undo{});
    }
    given.engine.geometry = [](const DatasetPtr&, const std::shared_ptr<const Outlines>&,
                               const fs::path&, const Progress&) -> Result<carto::MapGeometryPtr> {
        ADD_FAILURE() << "the geometry is in the cache";
        return carto::MapGeometryPtr();
    };
    Application app(given);
    app.dispatch(command::Open{example()});
    const auto results = app.snapshot()->results;
    ASSERT_NE(results->geometry, nullptr);
    EXPECT_TRUE(results->geometry->schematic);
    EXPECT_EQ(ledger_lines(app), first_lines);
    EXPECT_EQ(results->dataset->notices, first_notices);
    // A layer needs the polygons: they are read for it.
    app.dispatch(command::ExportResults{m_root / "out.geojson"});
    EXPECT_THAT(text_of(m_root / "out.geojson"), HasSubstr("\"MultiPolygon\""));
}

TEST_F(ApplicationTest, OnThreadsTheLastWishWins) {
    auto given = options();
    given.inline_jobs = false;
    Application app(given);
    std::atomic<int> woken = 0;
    app.set_wake([&] { ++woken; });
    app.set_canvas(800, 600);
    app.dispatch(command::Open{example()});
    app.dispatch(command::Open{});  // Before the first one is there.
    app.wait();
    EXPECT_TRUE(app.snapshot()->path.empty());
    for (int i = 0; i < 50; ++i) {
        app.dispatch(command::SetCamera{carto::Camera{{1.0 * i, 2}, 100}});
        app.dispatch(command::SetDate{make_date(2020, 1, 1) + std::chrono::days{i}});
        app.poll();
        std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
    app.wait();
    const auto snapshot = app.snapshot();
    EXPECT_TRUE(snapshot->path.empty());
    ASSERT_NE(snapshot->results, nullptr);
    EXPECT_EQ(snapshot->results->date, make_date(2020, 2, 19));
    EXPECT_TRUE(snapshot->scene_current);
    EXPECT_TRUE(snapshot->jobs.empty());
    EXPECT_GT(woken, 0);
}

TEST_F(ApplicationTest, EndsInTheMiddleOfWork) {
    auto given = options();
    given.inline_jobs = false;
    std::atomic<int> late = 0;
    std::atomic<bool> ended = false;
    for (int i = 0; i < 5; ++i) {
        ended = false;
        {
            Application app(given);
            app.set_wake([&] { late += ended ? 1 : 0; });
            app.set_canvas(800, 600);
            app.dispatch(command::Open{i % 2 == 0 ? std::nullopt : std::optional(example())});
            std::this_thread::sleep_for(std::chrono::milliseconds(20 * i));
        }
        ended = true;
    }
    EXPECT_EQ(late, 0) << "nobody is woken by an application that is gone";
}

// From a figure to its rows, from a row to its contract: two clicks, and the contract is seen.
TEST_F(ApplicationTest, ASheetAskedForIsShownInPlaceOfTheExplanation) {
    Application app(options());
    play(app, "open\nexplain rate\n");
    EXPECT_EQ(app.snapshot()->view->explained, Figure::kRate);
    play(app, "sheet departement 45\n");
    EXPECT_EQ(app.snapshot()->view->explained, Figure::kNone);
    EXPECT_EQ(app.snapshot()->view->tab, Tab::kSheet);
}

TEST_F(ApplicationTest, AMapLineKeepsTheFocusAndTheLook) {
    Application app(options());
    play(app,
         "open\nfocus departement 45\ntheme dark\nlanguage en\nmap level=epci breaks=fisher\n");
    const auto& map = app.snapshot()->view->map;
    EXPECT_EQ(map.focus, carto::Focus(*DepartmentCode::parse("45")));
    EXPECT_EQ(map.theme, carto::Theme::kDark);
    EXPECT_EQ(map.language, Language::kEnglish);
    EXPECT_EQ(map.level, carto::MapLevel::kEpci);
    play(app, "map focus=france\n");
    EXPECT_EQ(app.snapshot()->view->map.focus, carto::Focus(carto::WholeFrance{}));
}

}  // namespace
}  // namespace maillage::workspace
