// SPDX-License-Identifier: Apache-2.0
#include "workspace/access.hpp"
#include "workspace/command.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

namespace maillage::workspace {
namespace {

using command::Any;
using testing::HasSubstr;

io::SourceSpec full_source() {
    io::SourceSpec source;
    source.role = Role::kCir;
    source.path = "dossier à moi/cir \"45\".xlsx";
    source.layer = "Feuil 1";
    source.vintage = Vintage{2023};
    source.columns = {{"code_commune", "CODE=INSEE"}, {"signataires", "Nb\nCIR"}};
    source.masked = {{"<5", Count::masked(1, 4)}, {"a=b", Count::masked(0, 9)}};
    source.schematic = source.modelled = source.partial = source.overrides = true;
    source.attribution = "OFII – 2023";
    source.header = 4;
    source.encoding = "Windows-1252";
    source.population_years = {2016, 2022};
    return source;
}

carto::MapRequest full_map() {
    carto::MapRequest map;
    map.view = carto::View::kContracts;
    map.level = carto::MapLevel::kCommune;
    map.focus = *DepartmentCode::parse("2A");
    map.classes = {carto::Breaks::kManual, 4, {0.1, 0.25, 1.0 / 3}, false, "oranges", true};
    map.circles = map.labels = map.signed_contracts = map.negotiated_contracts = false;
    map.label_values = map.other_level_contracts = true;
    map.layers = {{3, true}, {4, false}};
    map.theme = carto::Theme::kDark;
    map.language = Language::kEnglish;
    map.texts = {"Un titre", "sous = titre", "légende", "source : moi"};
    map.furniture = {false, false, false, true, false, false};
    map.text_scale = 1.5;
    return map;
}

planning::Scenario full_scenario() {
    planning::Scenario scenario;
    scenario.name = "Gien \"signe\"";
    scenario.parent = "Base = 1";
    scenario.contracts = {
        {"CC Giennoises", ContractLevel::kEpci, {"244500203"}, make_date(2025, 6, 30)},
        {"Communes peintes", ContractLevel::kCommunes, {"45001", "45002"}, {}}};
    scenario.signed_contracts = {"C 5"};
    scenario.refusals = {{ContractLevel::kEpci, "244500468"}};
    return scenario;
}

std::vector<Any> one_of_each() {
    TableView table;
    table.of = TableOf::kCommunes;
    table.filter = "saint jean";
    table.sort = "nom";
    table.descending = false;
    table.only_selection = true;
    table.columns = {"code", "taux"};
    return {
        command::AddSource{full_source()},
        command::ChangeSource{2, full_source()},
        command::RemoveSource{1},
        command::SetWorkspaceName{"Loiret \\ 2024"},
        command::SetVintage{2024},
        command::SetCountsYears{{2021, 2022}},
        command::SetWorkspaceDate{make_date(2024, 12, 31)},
        command::SetDepartments{{"45", "2A"}},
        command::SetChoice{"perimeter", "today"},
        command::SetContracts{{{{"id", "c 1"}, {"nom", "Un = \"nom\""}, {"date_fin", ""}},
                               {{"id", "c2"}, {"commentaire", "à\nla ligne"}}}},
        command::DropContract{"c 1"},
        command::NewScenario{"Gien signe", "Base"},
        command::PutScenario{full_scenario()},
        command::RemoveScenario{"Gien signe"},
        command::EditScenario{"Gien signe", planning::Suppose{full_scenario().contracts.front()}},
        command::EditScenario{"Gien signe", planning::Paint{"p", {"45155"}, true}, true},
        command::Undo{},
        command::Redo{},
        command::Open{"/tmp/a b"},
        command::Reload{},
        command::Save{},
        command::SaveAs{"/tmp/c"},
        command::PreviewFile{"/tmp/d.csv", full_source()},
        command::UsePreview{},
        command::DropPreview{},
        command::ExportResults{"r.csv"},
        command::ExportMap{"m.png", 800.5, 600},
        command::ExportLedger{"l.csv"},
        command::ExportContracts{"suivi du mois.xlsx"},
        command::CancelJob{7},
        command::AcceptScenario{"Gien signe", ContractStatus::kSigne, make_date(2025, 6, 30)},
        command::Recover{false},
        command::SetFocus{*EpciCode::parse("244500468")},
        command::SetMap{full_map()},
        command::SetCamera{carto::Camera{{652000.125, 6862000.1}, 1.0 / 3}},
        command::Select{command::Pick::kToggle,
                        {{ThingRef::Kind::kCommune, "45155"},
                         {ThingRef::Kind::kContract, "C 1"},
                         {ThingRef::Kind::kFrance, ""}}},
        command::InvertSelection{},
        command::OpenSheet{{ThingRef::Kind::kRegion, "24"}},
        command::SetDate{std::nullopt},
        command::UseScenario{"Gien signe"},
        command::SetScreen{Screen::kData},
        command::SetTab{Tab::kNotices},
        command::SetTable{table},
        command::Explain{Figure::kTarget},
        command::SetFolded{true, false, true},
        command::SetLanguage{Language::kEnglish},
        command::SetMode{},
        command::SetMode{disclosure::Rule{}},
        command::SetMode{disclosure::Rule{11, false}},
        command::SetTheme{carto::Theme::kProjector},
        command::SetScale{1.25},
        command::SetWeights{planning::Weights{1'000'000, 500'000, 0, 250'000}},
        command::SetWeights{},
        command::SetAccess{{"Maison de santé", AccessMode::kTransit, 30}},
        command::SetAccess{},
        command::Compare{"Gien signe"},
        command::Compare{""},
        command::Compare{},
        command::SaveView{"réunion", "pour le préfet"},
        command::ApplyView{"réunion"},
        command::RemoveView{"réunion"},
        command::PutView{{"réunion du 3", "deux\nlignes", full_map(), {}, make_date(2024, 2, 29)},
                         2},
        command::PutView{{"vue", "", {}, carto::Camera{{1.5, 2.5}, 10}, {}}, {}},
        command::Present{},
        command::Present{command::Present::Act::kDigit, 0},
        command::Present{command::Present::Act::kTimer, 20},
        command::Present{command::Present::Act::kGo},
        command::Present{command::Present::Act::kWhatIf, 0, "Hypothèse 1"},
        command::Present{command::Present::Act::kLeave},
        command::SetFavourite{{ThingRef::Kind::kDepartment, "45"}, true},
        command::SetFavouriteFolder{"/srv/données communes", false},
        command::SetWindow{1280, 720},
        command::DismissMessage{3},
        command::Quit{}};
}

TEST(CommandText, EveryCommandComesBackAsItWas) {
    const auto commands = one_of_each();
    std::set<std::size_t> seen;
    for (const auto& command : commands) {
        seen.insert(command.index());
        const auto text = command::to_text(command);
        EXPECT_EQ(text.find('\n'), std::string::npos) << text;
        const auto back = command::parse(text);
        ASSERT_TRUE(back.has_value())
            << text << ": " << render(back.error().message, Language::kEnglish);
        EXPECT_EQ(back->index(), command.index()) << text;
        EXPECT_EQ(command::to_text(*back), text);
    }
    EXPECT_EQ(seen.size(), std::variant_size_v<Any>);
    EXPECT_EQ(command::names().size(), std::variant_size_v<Any>);
}

TEST(CommandText, ValuesSurviveExactly) {
    const auto map = command::parse(command::to_text(command::SetMap{full_map()}));
    ASSERT_TRUE(map.has_value());
    EXPECT_EQ(std::get<command::SetMap>(*map).map, full_map());
    const auto source = command::parse(command::to_text(command::AddSource{full_source()}));
    ASSERT_TRUE(source.has_value());
    EXPECT_EQ(std::get<command::AddSource>(*source).source, full_source());
    const auto camera = command::parse("camera 1e3,-2,0.25");
    ASSERT_TRUE(camera.has_value());
    EXPECT_EQ(std::get<command::SetCamera>(*camera).camera, (carto::Camera{{1000, -2}, 0.25}));
}

TEST(CommandText, AMapLineLeavesWhatItDoesNotName) {
    const auto some = command::parse("map level=epci");
    ASSERT_TRUE(some.has_value());
    const auto& map = std::get<command::SetMap>(*some);
    EXPECT_TRUE(map.keep_focus && map.keep_theme && map.keep_language);
    EXPECT_EQ(command::to_text(*some), "map level=epci");
    const auto usual = command::to_text(command::SetMap{});
    EXPECT_EQ(usual, "map focus=france theme=light language=fr");
    const auto back = std::get<command::SetMap>(*command::parse(usual));
    EXPECT_FALSE(back.keep_focus || back.keep_theme || back.keep_language);
}

TEST(CommandText, ReadsAsPeopleWriteIt) {
    const auto focus = command::parse("  focus   departement 45 ");
    ASSERT_TRUE(focus.has_value());
    EXPECT_EQ(std::get<command::SetFocus>(*focus).focus,
              carto::Focus(*DepartmentCode::parse("45")));
    const auto open = command::parse("open");
    ASSERT_TRUE(open.has_value());
    EXPECT_FALSE(std::get<command::Open>(*open).path.has_value());
}

TEST(CommandText, AnErrorNamesTheWord) {
    const std::vector<std::pair<std::string, std::string>> cases = {
        {"fokus departement 45", "focus"},
        {"xyzzy", "xyzzy"},
        {"focus canton 45", "canton"},
        {"focus departement 4545", "4545"},
        {"scale grand", "grand"},
        {"scale", "scale"},
        {"screen map extra", "extra"},
        {"name \"open", "open"},
        {"date hier", "hier"},
        {"add_source path=a vintage=1066", "1066"},
        {"add_source path=a masked=9..1=s", "9..1=s"},
        {"map colour=red", "colour"},
        {"camera 1,2,0", "1,2,0"},
        {"select add commune", "select"},
        {"", "vide"},
    };
    for (const auto& [line, word] : cases) {
        const auto command = command::parse(line);
        ASSERT_FALSE(command.has_value()) << line;
        EXPECT_EQ(command.error().code, Error::Code::kParse);
        EXPECT_THAT(render(command.error().message, Language::kFrench), HasSubstr(word)) << line;
    }
}

TEST(CommandText, SavedViewsAreLinesToo) {
    const SavedView view{"réunion du 3", "deux\nlignes", full_map(), carto::Camera{{1.5, 2.5}, 10},
                         make_date(2024, 2, 29)};
    const auto back = command::parse_saved_view(command::to_text(view));
    ASSERT_TRUE(back.has_value());
    EXPECT_EQ(*back, view);
    EXPECT_FALSE(command::parse_saved_view("map view=coverage").has_value());
    EXPECT_FALSE(command::parse_saved_view("view a date=jamais").has_value());
}

}  // namespace
}  // namespace maillage::workspace
