// SPDX-License-Identifier: Apache-2.0
/// \file
/// What the application leaves on disk: the workspace, its views, the journal, the settings.

#include "workspace/app_fixture.hpp"

#include <gmock/gmock.h>
#include <sys/resource.h>

#include <csignal>

namespace maillage::workspace {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

class ApplicationFilesTest : public test::AppTest {};

TEST_F(ApplicationFilesTest, UnsavedWorkIsOfferedBackAfterAStop) {
    {
        Application app(options());
        app.dispatch(command::Open{example()});
        app.dispatch(command::SetWorkspaceName{"Repris"});
        app.dispatch(command::RemoveSource{4});
        app.dispatch(command::Undo{});
        app.dispatch(command::SetVintage{2023});
    }  // Stopped without saving.
    Application app(options());
    app.dispatch(command::Open{example()});
    ASSERT_TRUE(app.snapshot()->recovery.has_value());
    EXPECT_EQ(app.snapshot()->spec->name, "Loiret, exemple");
    app.dispatch(command::Recover{true});
    EXPECT_FALSE(app.snapshot()->recovery.has_value());
    EXPECT_EQ(app.snapshot()->spec->name, "Repris");
    EXPECT_EQ(app.snapshot()->spec->sources.size(), 5U);
    EXPECT_EQ(app.snapshot()->spec->vintage, Vintage{2023});
    EXPECT_TRUE(app.snapshot()->unsaved);
    app.dispatch(command::Save{});
    EXPECT_FALSE(app.snapshot()->unsaved);
    Application later(options());
    later.dispatch(command::Open{example()});
    EXPECT_FALSE(later.snapshot()->recovery.has_value());
    EXPECT_EQ(later.snapshot()->spec->name, "Repris");
}

// Slides are edits like others: offered back after a stop, undone, saved without losing what
// people wrote into the file.
TEST_F(ApplicationFilesTest, SavedViewsWithTheirNotesAreKept) {
    std::ofstream(example() / "vues.txt")
        << "# Pour la réunion\nview Loiret focus=departement:45\n";
    {
        Application app(options());
        app.dispatch(command::Open{example()});
        ASSERT_EQ(app.snapshot()->view->saved.size(), 1U);
        EXPECT_FALSE(app.snapshot()->unsaved);
        auto view = app.snapshot()->view->saved.front();
        view.notes = "Saluer le préfet";
        view.map.texts.title = "Deux sur trois";
        app.dispatch(command::PutView{view, {}});
        app.dispatch(command::SaveView{"Gien", "de près"});
        app.dispatch(command::SaveView{"De trop", ""});
        app.dispatch(command::Undo{});
        EXPECT_TRUE(app.snapshot()->unsaved);
        ASSERT_TRUE(app.snapshot()->can_undo.has_value());
        EXPECT_THAT(render(*app.snapshot()->can_undo, Language::kFrench), HasSubstr("Gien"));
    }  // Stopped without saving.
    Application app(options());
    app.dispatch(command::Open{example()});
    ASSERT_TRUE(app.snapshot()->recovery.has_value());
    EXPECT_EQ(app.snapshot()->view->saved.size(), 1U);
    app.dispatch(command::Recover{true});
    ASSERT_EQ(app.snapshot()->view->saved.size(), 2U);
    EXPECT_EQ(app.snapshot()->view->saved[0].notes, "Saluer le préfet");
    EXPECT_EQ(app.snapshot()->view->saved[1].notes, "de près");
    const auto toml = text_of(example() / "maillage.toml");
    app.dispatch(command::Save{});
    EXPECT_FALSE(app.snapshot()->unsaved) << messages(app);
    EXPECT_EQ(text_of(example() / "maillage.toml"), toml);
    const auto text = text_of(example() / "vues.txt");
    EXPECT_TRUE(text.starts_with("# Pour la réunion\nview Loiret \"notes=Saluer le préfet\""))
        << text;
    EXPECT_THAT(text, HasSubstr("\"title=Deux sur trois\""));
    Application later(options());
    later.dispatch(command::Open{example()});
    EXPECT_EQ(later.snapshot()->view->saved, app.snapshot()->view->saved);
    later.dispatch(command::PutView{later.snapshot()->view->saved[1], 0});
    EXPECT_EQ(later.snapshot()->view->saved.front().name, "Gien");
    later.dispatch(command::RemoveView{"Gien"});
    EXPECT_EQ(later.snapshot()->view->saved.size(), 1U);
    later.dispatch(command::RemoveView{"Gien"});
    EXPECT_THAT(messages(later), HasSubstr("Gien"));
}

TEST_F(ApplicationFilesTest, DeclinedWorkIsNotOfferedAgain) {
    {
        Application app(options());
        app.dispatch(command::Open{example()});
        app.dispatch(command::SetWorkspaceName{"Perdu"});
    }
    {
        Application app(options());
        app.dispatch(command::Open{example()});
        app.dispatch(command::Recover{false});
        EXPECT_EQ(app.snapshot()->spec->name, "Loiret, exemple");
    }
    Application app(options());
    app.dispatch(command::Open{example()});
    EXPECT_FALSE(app.snapshot()->recovery.has_value());
}

TEST_F(ApplicationFilesTest, UndoBeyondASaveIsRecoveredFromTheFile) {
    {
        Application app(options());
        app.dispatch(command::Open{example()});
        app.dispatch(command::SetWorkspaceName{"Un"});
        app.dispatch(command::RemoveSource{0});
        app.dispatch(command::Save{});
        app.dispatch(command::Undo{});
        app.dispatch(command::Undo{});
    }
    Application app(options());
    app.dispatch(command::Open{example()});
    EXPECT_EQ(app.snapshot()->spec->sources.size(), 4U);
    app.dispatch(command::Recover{true});
    EXPECT_EQ(app.snapshot()->spec->name, "Loiret, exemple");
    EXPECT_EQ(paths(app),
              (std::vector<std::string>{"cir-45-2023.xlsx", "cir-45-2021-2022.csv",
                                        "totaux-ofii.csv", "contrats.csv", "cibles.csv"}));
}

TEST_F(ApplicationFilesTest, SavingKeepsWhatTheUserWrote) {
    Application app(options());
    app.dispatch(command::Open{example()});
    auto expected = text_of(example() / "maillage.toml");
    app.dispatch(command::SetWorkspaceName{"Loiret 2024"});
    app.dispatch(command::Save{});
    const auto at = expected.find("\"Loiret, exemple\"");
    expected.replace(at, std::string("\"Loiret, exemple\"").size(), "\"Loiret 2024\"");
    EXPECT_EQ(text_of(example() / "maillage.toml"), expected);
    EXPECT_FALSE(app.snapshot()->unsaved);
}

TEST_F(ApplicationFilesTest, AFileChangedByOthersIsNotOverwritten) {
    Application app(options());
    app.dispatch(command::Open{example()});
    std::ofstream(example() / "maillage.toml", std::ios::app) << "# par un collègue\n";
    const auto theirs = text_of(example() / "maillage.toml");
    app.dispatch(command::SetWorkspaceName{"Le mien"});
    app.dispatch(command::Save{});
    EXPECT_EQ(text_of(example() / "maillage.toml"), theirs);
    EXPECT_TRUE(app.snapshot()->unsaved);
    EXPECT_THAT(messages(app), HasSubstr("modifié par un autre programme"));
}

TEST_F(ApplicationFilesTest, AFullDiskLeavesTheOldFileAndSaysSo) {
    Application app(options());
    app.dispatch(command::Open{example()});
    const auto old = text_of(example() / "maillage.toml");
    app.dispatch(command::SetWorkspaceName{std::string(4000, 'x')});
    // A limit on the size of files acts as a full disk does, for every user.
    ::rlimit limit{};
    ::getrlimit(RLIMIT_FSIZE, &limit);
    const auto restored = limit;
    limit.rlim_cur = 100;
    std::signal(SIGXFSZ, SIG_IGN);
    ::setrlimit(RLIMIT_FSIZE, &limit);
    app.dispatch(command::Save{});
    ::setrlimit(RLIMIT_FSIZE, &restored);
    EXPECT_EQ(text_of(example() / "maillage.toml"), old);
    EXPECT_TRUE(app.snapshot()->unsaved);
    EXPECT_THAT(messages(app), HasSubstr("maillage.toml"));
    app.dispatch(command::Save{});
    EXPECT_FALSE(app.snapshot()->unsaved);
}

TEST_F(ApplicationFilesTest, AStateFolderThatCannotBeWrittenStopsNothing) {
    std::ofstream(m_root / "state") << "a file";
    Application app(options());
    app.dispatch(command::Open{example()});
    app.dispatch(command::SetWorkspaceName{"Quand même"});
    app.dispatch(command::SetTheme{carto::Theme::kDark});
    app.dispatch(command::Save{});
    EXPECT_FALSE(app.snapshot()->unsaved);
    EXPECT_THAT(text_of(example() / "maillage.toml"), HasSubstr("Quand même"));
    EXPECT_FALSE(app.snapshot()->messages.empty());
}

TEST_F(ApplicationFilesTest, BuiltInFranceIsSavedAsAFolderWithTheFilesBroughtIn) {
    std::ofstream(m_root / "cir.csv") << "code_commune;signataires;annee\n45155;12;2020\n";
    Application app(options());
    app.dispatch(command::Open{});
    app.dispatch(command::Save{});
    EXPECT_THAT(messages(app), HasSubstr("Enregistrer sous"));
    app.dispatch(command::PreviewFile{m_root / "cir.csv", {}});
    app.dispatch(command::UsePreview{});
    app.dispatch(command::SaveAs{m_root / "nouveau"});
    EXPECT_EQ(app.snapshot()->path, m_root / "nouveau");
    EXPECT_EQ(paths(app), std::vector<std::string>{"cir.csv"});
    EXPECT_TRUE(fs::exists(m_root / "nouveau" / "cir.csv"));
    EXPECT_FALSE(app.snapshot()->unsaved);
    ASSERT_NE(app.snapshot()->results->dataset->cir_of(2020), nullptr);
    // A second time nothing is written over.
    app.dispatch(command::SaveAs{m_root / "nouveau"});
    EXPECT_THAT(messages(app), HasSubstr("existe déjà"));
}

// The register of what was published goes along: it belongs to the counts, not to the folder.
TEST_F(ApplicationFilesTest, SavedElsewhereItTakesAlongWhatStandsBesideItsData) {
    std::ofstream(example() / "maillage.toml", std::ios::app)
        << "\n# Notre charte\n[copil]\ncharte = \"charte\"\n";
    const auto write = [&](const fs::path& file, const std::string& text) {
        fs::create_directories((example() / file).parent_path());
        std::ofstream(example() / file) << text;
    };
    write("charte/charte.toml", "service = \"Ici\"\n[logo]\nfile = \"signe.svg\"\n");
    write("charte/signe.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>");
    write("charte/brouillon.txt", "n'est pas nommé");
    write("publications.csv", "maillage-publications,1\n");
    write("rules/2031.toml", "year = 2031\n");
    Application app(options());
    app.dispatch(command::Open{example()});
    app.dispatch(command::SaveAs{m_root / "ailleurs"});
    ASSERT_EQ(app.snapshot()->path, m_root / "ailleurs") << messages(app);
    const auto toml = text_of(m_root / "ailleurs" / "maillage.toml");
    EXPECT_THAT(toml, HasSubstr("# Notre charte\n[copil]\ncharte = \"charte\""));
    for (const char* file :
         {"charte/charte.toml", "charte/signe.svg", "publications.csv", "rules/2031.toml"}) {
        EXPECT_EQ(text_of(m_root / "ailleurs" / file), text_of(example() / file)) << file;
    }
    EXPECT_FALSE(fs::exists(m_root / "ailleurs" / "charte" / "brouillon.txt"));
}

// What is dropped on the window lies anywhere: its rows are accounted for all the same.
TEST_F(ApplicationFilesTest, TheLedgerOfAFileOutsideIsShown) {
    const auto outside = m_root / "ailleurs.csv";
    std::ofstream(outside) << "Code commune;Signataires;Année\n4 5208;12;2020\n45004;x;2020\n";
    Application app(options());
    for (const bool built_in : {true, false}) {
        app.dispatch(command::Open{built_in ? std::nullopt : std::optional(example())});
        app.dispatch(command::PreviewFile{outside, {}});
        const auto preview = app.snapshot()->preview;
        ASSERT_EQ(preview->tables.size(), 1U);
        const auto& table = preview->tables.front();
        EXPECT_EQ(table.rows_read, 2) << built_in;
        EXPECT_EQ(table.rows_repaired, 1);
        EXPECT_EQ(table.rows_set_aside, 1);
        EXPECT_FALSE(table.entries.empty());
    }
}

TEST_F(ApplicationFilesTest, APreviewReadsOutlines) {
    const auto file = m_root / "contours.geojson";
    std::ofstream(file)
        << R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{)"
           R"("code_commune":"45001","nom":"Adon"},"geometry":{"type":"Polygon","coordinates":)"
           R"([[[2.8,47.7],[2.9,47.7],[2.9,47.8],[2.8,47.7]]]}}]})";
    Application app(options());
    app.dispatch(command::Open{example()});
    app.dispatch(command::PreviewFile{file, {}});
    const auto& table = app.snapshot()->preview->tables.at(0);
    EXPECT_EQ(table.role, Role::kCommunes);
    EXPECT_EQ(table.rows_read, 1);
    EXPECT_EQ(table.rows_set_aside, 0) << "its outlines are read, so that they can be judged";
}

TEST_F(ApplicationFilesTest, SavedViewsStandBesideTheWorkspace) {
    {
        Application app(options());
        app.dispatch(command::Open{example()});
        app.dispatch(command::SetFocus{*RegionCode::parse("24")});
        app.dispatch(command::SaveView{"réunion", "à montrer"});
        EXPECT_TRUE(app.snapshot()->unsaved);
        app.dispatch(command::Save{});
        EXPECT_FALSE(app.snapshot()->unsaved);
    }
    Application app(options());
    app.dispatch(command::Open{example()});
    ASSERT_EQ(app.snapshot()->view->saved.size(), 1U);
    app.dispatch(command::ApplyView{"réunion"});
    EXPECT_EQ(app.snapshot()->view->map.focus, carto::Focus(*RegionCode::parse("24")));
}

TEST_F(ApplicationFilesTest, SettingsComeBackAtTheNextStart) {
    {
        Application app(options());
        play(app,
             "language en\ntheme dark\nscale 1.5\nfold no yes no\nwindow 900 700\n"
             "favourite yes epci 244500468\nfavourite_folder yes /srv\n"
             "favourite_folder yes /opt\nfavourite_folder no /srv\n");
    }
    const Application app(options());
    const auto snapshot = app.snapshot();
    EXPECT_EQ(snapshot->view->map.language, Language::kEnglish);
    EXPECT_EQ(snapshot->view->map.theme, carto::Theme::kDark);
    EXPECT_EQ(snapshot->view->scale, 1.5);
    EXPECT_TRUE(snapshot->view->right_folded);
    EXPECT_EQ(snapshot->settings->window_width, 900);
    EXPECT_EQ(snapshot->settings->favourites.size(), 1U);
    EXPECT_EQ(snapshot->settings->favourite_folders, std::vector<fs::path>{"/opt"});
}

}  // namespace
}  // namespace maillage::workspace
