// SPDX-License-Identifier: Apache-2.0
#include "workspace/access.hpp"

#include "base/access_screen_messages.hpp"
#include "harness.hpp"
#include "ui/panels/access_lines.hpp"
#include "ui/panels/table_model.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace maillage::ui {
namespace {

namespace command = workspace::command;
using test::ScreenHarness;
using test::SmallScreen;
using testing::HasSubstr;
using workspace::ThingRef;

/// The small territory on a meridian, 0.2° (34.7 minutes by the estimate) from one commune to the
/// next: 18001, 45001, 45002, and 45003 whose place is not known. A station at 45001, a course at
/// 18001.
SmallScreen on_a_meridian() {
    auto dataset = std::make_shared<Dataset>(*test::with_sources(test::small_builder().build()));
    const auto add = [&](const char* type, const char* name, double y) {
        Service one;
        one.id = name;
        one.type = type;
        one.name = name;
        one.place = {2.0, y};
        dataset->services.push_back(one);
    };
    add("gare", "Gare du nord", 47.2);
    add("langue", "Cours", 47.0);
    return SmallScreen(dataset);
}

workspace::AccessMapPtr times_of(const SmallScreen& screen, const workspace::AccessAsked& asked) {
    auto geometry = std::make_shared<carto::MapGeometry>();
    constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();
    geometry->surface = {{2.0, 47.0}, {2.0, 47.2}, {2.0, 47.4}, {kUnknown, kUnknown}};
    geometry->sheet_of_commune.assign(4, carto::SheetId::kMetropole);
    return workspace::access_map({screen.results().dataset, geometry, {}, asked}, nullptr, {})
        .value();
}

Index<Commune> row(const SmallScreen& screen, const char* code) {
    return test::commune_row(*screen.results().dataset, code);
}

TEST(AccessLines, MinutesBegunAgreeWithTheClasses) {
    EXPECT_EQ(minutes_text(45 * 60, false, Language::kFrench), "45 min");
    EXPECT_EQ(minutes_text(45 * 60 + 1, false, Language::kFrench), "46 min");
    EXPECT_EQ(minutes_text(0, true, Language::kFrench), "≈\u00A00 min");
}

TEST(AccessLines, AFicheNamesTheServicesTheTimesAndTheGap) {
    const auto screen = on_a_meridian();
    const auto map = times_of(screen, {"gare", {}, 30});
    const auto here = access_block(*map, nullptr, row(screen, "45001"), Language::kFrench);
    ASSERT_EQ(here.lines.size(), 2U) << "there is one station";
    EXPECT_EQ(here.lines[0].note, "Gare du nord");
    EXPECT_EQ(here.lines[1].label, "Écart à 30 min");
    EXPECT_THAT(here.lines[1].note, HasSubstr("à portée sans voiture"));
    const auto far = access_block(*map, nullptr, row(screen, "45002"), Language::kFrench);
    EXPECT_EQ(far.lines[0].value, "≈\u00A035 min");
    EXPECT_THAT(far.lines[1].note, HasSubstr("même en voiture"));
    const auto unknown = access_block(*map, nullptr, row(screen, "45003"), Language::kFrench);
    ASSERT_EQ(unknown.lines.size(), 1U) << "nothing is said of its gap";
    EXPECT_EQ(unknown.lines[0].value, "temps inconnu");
}

TEST(AccessLines, AFicheTellsTheWayInKilometresOrLegByLeg) {
    const auto screen = on_a_meridian();
    const auto map = times_of(screen, {"gare", {}, 30});
    const auto commune = row(screen, "45002");
    workspace::AccessWay by_road;
    by_road.of = map;
    by_road.commune = commune;
    by_road.route = std::make_shared<carto::PlacedLayer>();
    by_road.metres = 22'260.0;
    const auto road = access_block(*map, &by_road, commune, Language::kFrench);
    EXPECT_EQ(road.lines[1].label, "Trajet");
    EXPECT_EQ(road.lines[1].value, "22,3\u00A0km");
    EXPECT_EQ(road.lines[1].note, "");
    workspace::AccessWay by_bus;
    by_bus.of = map;
    by_bus.commune = commune;
    access::Journey journey;
    journey.legs.push_back({true, "", "Mairie", 7 * 3600 + 120, 7 * 3600 + 600, "", "", ""});
    journey.legs.push_back(
        {false, "Mairie", "Gare", 7 * 3600 + 600, 7 * 3600 + 1800, "L1", "Nord", "t"});
    by_bus.journey = access::journey_sentences(journey);
    const auto bus = access_block(*map, &by_bus, commune, Language::kFrench);
    EXPECT_EQ(bus.lines[1].value, "");
    EXPECT_EQ(bus.lines[1].note,
              "07:02–07:10\u00A0: à pied jusqu’à Mairie\n"
              "07:10–07:30\u00A0: ligne L1 direction Nord, de Mairie à Gare");
    // Without a way the line is not there.
    EXPECT_EQ(access_block(*map, nullptr, commune, Language::kFrench).lines[1].label,
              "Écart à 30 min");
}

TEST(AccessLines, APointThatIsTriedIsSaidBesideTheServicesThatAreThere) {
    const auto screen = on_a_meridian();
    const auto map = times_of(screen, {.service = "gare", .minutes = 30, .new_place = "45002"});
    const auto commune = row(screen, "45002");
    EXPECT_EQ(time_words(*map, commune, Language::kFrench),
              "≈\u00A00 min (au lieu de ≈\u00A035 min)");
    const auto block = access_block(*map, nullptr, commune, Language::kFrench);
    EXPECT_EQ(block.lines[0].value, "≈\u00A035 min");
    EXPECT_EQ(block.lines[1].label, "Point essayé");
    auto rows = territory_rows(screen.results(), workspace::TableOf::kCommunes, {});
    add_times(rows, *map, *screen.results().coverage, carto::View::kAccess);
    EXPECT_EQ(rows.rows[commune.value].gained, 2082);
}

TEST(AccessLines, TheWayThatIsAskedIsSaidInTheFicheAndTheHeadOfTheTable) {
    const auto screen = on_a_meridian();
    auto map = std::make_shared<workspace::AccessMap>(*times_of(screen, {"gare", {}, 30}));
    const auto commune = row(screen, "45002");
    auto rows = territory_rows(screen.results(), workspace::TableOf::kCommunes, {});
    const auto head = [&] {
        add_times(rows, *map, *screen.results().coverage, carto::View::kAccess);
        return render({head_of(*table_column("temps_acces"), rows).title}, Language::kFrench);
    };
    EXPECT_EQ(head(), "temps d’accès");
    map->direction = access::Direction::kBack;
    EXPECT_EQ(head(), "temps de retour");
    EXPECT_EQ(access_block(*map, nullptr, commune, Language::kFrench).title,
              "Accès\u00A0: gare, au retour");
    map->direction = access::Direction::kBoth;
    map->communes[commune.value].there = 35 * 60;
    map->communes[commune.value].back = 30 * 60;
    EXPECT_EQ(head(), "temps, 2 sens");
    workspace::AccessWay way;
    way.of = map;
    way.commune = commune;
    way.route = std::make_shared<carto::PlacedLayer>();
    way.metres = 22'260.0;
    way.metres_back = 30'000.0;
    const auto block = access_block(*map, &way, commune, Language::kFrench);
    EXPECT_EQ(block.title, "Accès\u00A0: gare, dans chaque sens");
    EXPECT_THAT(block.lines[0].note, HasSubstr("aller ≈\u00A035 min, retour ≈\u00A030 min"));
    EXPECT_EQ(block.lines[1].note, "aller 22,3\u00A0km, retour 30,0\u00A0km");
}

TEST(AccessLines, WhereNoServiceIsReachedTheCellIsShortAndItsTipSaysWhy) {
    TerritoryRow none;
    none.seconds = carto::AccessTimes::kNoneReached;
    const auto* column = table_column("temps_acces");
    EXPECT_EQ(column->text(none, Language::kFrench), "aucun");
    EXPECT_EQ(cell_reason(*column, none, Language::kFrench), "aucun service atteint");
    none.seconds = 60;
    EXPECT_EQ(cell_reason(*column, none, Language::kFrench), "");
}

TEST(AccessLines, TheTableSortsByTimeAndUnknownStandsLast) {
    const auto screen = on_a_meridian();
    const auto map = times_of(screen, {"gare", {}, 30});
    auto rows = territory_rows(screen.results(), workspace::TableOf::kCommunes, {});
    EXPECT_EQ(shown_columns({}, rows).back()->name, "signataires");
    add_times(rows, *map, *screen.results().coverage, carto::View::kAccess);
    EXPECT_EQ(shown_columns({}, rows).back()->name, "temps_acces");
    workspace::TableView view;
    view.of = workspace::TableOf::kCommunes;
    view.sort = "temps_acces";
    const auto order = table_order(rows, view, table_selection(screen.results(), rows, {}));
    ASSERT_EQ(order.size(), 4U);
    const auto code = [&](std::size_t i) { return rows.rows[order[i]].coverage.code; };
    EXPECT_EQ(code(2), "45001") << "the nearest, last of those known";
    EXPECT_EQ(code(3), "45003");
    const auto* column = table_column("temps_acces");
    EXPECT_EQ(column->text(rows.rows[order[3]], Language::kFrench), "—");
    EXPECT_EQ(column->values(rows.rows[order[2]]), std::vector<std::string>{"0.00"});
    auto departments = territory_rows(screen.results(), workspace::TableOf::kDepartments, {});
    add_times(departments, *map, *screen.results().coverage, carto::View::kAccess);
    EXPECT_TRUE(departments.access_column.empty());
}

class AccessPanel : public testing::Test {
protected:
    static workspace::ViewState usual_view() {
        workspace::ViewState view;
        view.map.view = carto::View::kAccess;
        view.map.focus = *DepartmentCode::parse("45");
        view.access = {"gare", {}, 30};
        return view;
    }

    static workspace::Snapshot snapshot(bool with_times,
                                        const workspace::ViewState& view = usual_view()) {
        auto screen = on_a_meridian();
        screen.set_view(view);
        if (with_times) {
            screen.snapshot.access = times_of(screen, view.access);
            screen.snapshot.access_current = true;
        }
        return screen.snapshot;
    }
};

TEST_F(AccessPanel, TheViewIsChosenInTheListOfMaps) {
    ScreenHarness screen{SmallScreen().snapshot};
    EXPECT_FALSE(screen.shows("access/service"));
    screen.click("Accès###map/view/access");
    const auto* map = screen.last<command::SetMap>();
    ASSERT_NE(map, nullptr);
    EXPECT_EQ(map->map.view, carto::View::kAccess);
}

TEST_F(AccessPanel, ServiceAndThresholdAreAsked) {
    ScreenHarness screen{snapshot(true)};
    EXPECT_TRUE(screen.shows("access/service"));
    EXPECT_FALSE(screen.shows("map/level/0")) << "the map is of communes";
    EXPECT_FALSE(screen.shows("map/circles"));
    screen.click("access/service");
    screen.click("access/service/1");
    const auto* service = screen.last<command::SetAccess>();
    ASSERT_NE(service, nullptr);
    EXPECT_EQ(service->access, (workspace::AccessAsked{"langue", {}, 30}));
    const auto* slider = screen.log().find("access/threshold");
    ASSERT_NE(slider, nullptr);
    EXPECT_EQ(slider->label, "Seuil\u00A0: 30 min");
    screen.press_at(slider->box.right() - 8, slider->box.centre().y);
    const auto* threshold = screen.last<command::SetAccess>();
    EXPECT_EQ(threshold->access, (workspace::AccessAsked{"gare", {}, 120}));
}

TEST_F(AccessPanel, AnotherTypeIsAddedAndDroppedAgain) {
    {
        ScreenHarness screen{snapshot(true)};
        screen.click("access/service/also/1");
        screen.click("access/service/also/1/2");
        const auto* both = screen.last<command::SetAccess>();
        ASSERT_NE(both, nullptr);
        EXPECT_EQ(both->access.service, "gare,langue");
    }
    auto view = usual_view();
    view.access.service = "gare,langue";
    ScreenHarness screen{snapshot(true, view)};
    EXPECT_FALSE(screen.shows("access/service/also/2")) << "there are no more types";
    screen.click("access/service/also/1");
    screen.click("access/service/also/1/0");
    const auto* one = screen.last<command::SetAccess>();
    ASSERT_NE(one, nullptr);
    EXPECT_EQ(one->access.service, "gare");
}

TEST_F(AccessPanel, AreasInReachAreShownOfTheServicesOrOfThePointTried) {
    {
        ScreenHarness screen{snapshot(true)};
        EXPECT_FALSE(screen.shows("access/bands/point"));
        screen.click("Zones d’accès###access/bands");
        const auto* asked = screen.last<command::SetAccess>();
        ASSERT_NE(asked, nullptr);
        EXPECT_EQ(asked->access.isochrones, workspace::Isochrones::kServices);
    }
    auto view = usual_view();
    view.access.new_place = "45002";
    view.access.isochrones = workspace::Isochrones::kServices;
    {
        ScreenHarness screen{snapshot(true, view)};
        screen.click("access/bands/point");
        EXPECT_EQ(screen.last<command::SetAccess>()->access.isochrones,
                  workspace::Isochrones::kPoint);
    }
    view.access.isochrones = workspace::Isochrones::kPoint;
    {
        ScreenHarness screen{snapshot(true, view)};
        screen.click("Retirer le point###access/try/stop");
        EXPECT_EQ(screen.last<command::SetAccess>()->access.isochrones,
                  workspace::Isochrones::kServices);
    }
    view.access.mode = workspace::AccessMode::kTransit;
    EXPECT_TRUE(ScreenHarness{snapshot(false, view)}.shows("access/bands"));
}

TEST_F(AccessPanel, OpeningHoursAreOfferedWhereAListHasThem) {
    auto view = usual_view();
    view.access.mode = workspace::AccessMode::kTransit;
    auto given = snapshot(false, view);
    auto spec = std::make_shared<io::WorkspaceSpec>();
    io::SourceSpec source;
    source.role = Role::kTransit;
    source.path = "horaires.zip";
    spec->sources.push_back(source);
    given.spec = spec;
    {
        ScreenHarness screen{given};
        screen.click("access/hours");
        EXPECT_FALSE(screen.shows("access/hours/6"));
    }
    auto results = std::make_shared<workspace::Results>(*given.results);
    auto dataset = std::make_shared<Dataset>(*results->dataset);
    dataset->services[0].opening_hours = "lundi 9h-12h";
    results->dataset = dataset;
    given.results = results;
    ScreenHarness screen{given};
    screen.click("access/hours");
    screen.click("access/hours/6");
    const auto* asked = screen.last<command::SetAccess>();
    ASSERT_NE(asked, nullptr);
    EXPECT_TRUE(asked->access.opening_hours);
}

TEST_F(AccessPanel, MeansAreOfferedThatTheWorkspaceHasTheDataFor) {
    auto given = snapshot(true);
    EXPECT_FALSE(ScreenHarness{given}.shows("access/mode")) << "there is but the estimate";
    auto spec = std::make_shared<io::WorkspaceSpec>();
    io::SourceSpec source;
    source.role = Role::kTransit;
    source.path = "horaires.zip";
    spec->sources.push_back(source);
    given.spec = spec;
    {
        ScreenHarness screen{given};
        EXPECT_FALSE(screen.shows("access/hours"));
        screen.click("access/mode");
        screen.click("Transport en commun, horaires###access/mode/1");
        const auto* asked = screen.last<command::SetAccess>();
        ASSERT_NE(asked, nullptr);
        EXPECT_EQ(asked->access.mode, workspace::AccessMode::kTransit);
    }
    auto view = usual_view();
    view.access.mode = workspace::AccessMode::kTransit;
    given = snapshot(false, view);
    given.spec = spec;
    ScreenHarness screen{given};
    screen.click("access/hours");
    screen.click("de 09:00 à 12:00###access/hours/2");
    const auto* asked = screen.last<command::SetAccess>();
    ASSERT_NE(asked, nullptr);
    EXPECT_EQ(asked->access.window_first, 9 * 60);
    EXPECT_EQ(asked->access.window_end, 12 * 60);
}

TEST_F(AccessPanel, TheWayIsChosenWhereItMatters) {
    EXPECT_FALSE(ScreenHarness{snapshot(true)}.shows("access/direction/1")) << "of an estimate";
    auto view = usual_view();
    view.access.mode = workspace::AccessMode::kCar;
    ScreenHarness screen{snapshot(false, view)};
    screen.click("Retour###access/direction/1");
    const auto* asked = screen.last<command::SetAccess>();
    ASSERT_NE(asked, nullptr);
    EXPECT_EQ(asked->access.direction, access::Direction::kBack);
    screen.click("Les deux###access/direction/2");
    EXPECT_EQ(screen.last<command::SetAccess>()->access.direction, access::Direction::kBoth);
    view.access.mode = workspace::AccessMode::kTransit;
    EXPECT_TRUE(ScreenHarness{snapshot(false, view)}.shows("access/direction/1"));
    view.access.opening_hours = true;
    EXPECT_FALSE(ScreenHarness{snapshot(false, view)}.shows("access/direction/1"))
        << "there and back anyway";
}

TEST_F(AccessPanel, AQuestionThatFailedIsAskedAgain) {
    auto given = snapshot(false);
    given.access_running = true;
    EXPECT_FALSE(ScreenHarness{given}.shows("access/retry"));
    given.access_running = false;
    ScreenHarness screen{given};
    screen.click("Calculer###access/retry");
    const auto* asked = screen.last<command::SetAccess>();
    ASSERT_NE(asked, nullptr);
    EXPECT_EQ(asked->access, usual_view().access);
}

TEST_F(AccessPanel, APointIsTriedFromAFicheAndSaysWhoGains) {
    auto view = usual_view();
    view.sheet = {ThingRef::Kind::kCommune, "45002"};
    view.tab = workspace::Tab::kSheet;
    {
        ScreenHarness screen{snapshot(true, view)};
        screen.click("Essayer un point ici###sheet/try");
        const auto* asked = screen.last<command::SetAccess>();
        ASSERT_NE(asked, nullptr);
        EXPECT_EQ(asked->access.new_place, "45002");
    }
    view.access.new_place = "45002";
    ScreenHarness screen{snapshot(true, view)};
    screen.click("access/gain/45002");
    ASSERT_NE(screen.last<command::OpenSheet>(), nullptr);
    screen.click("Retirer le point###access/try/stop");
    EXPECT_EQ(screen.last<command::SetAccess>()->access.new_place, "");
}

TEST_F(AccessPanel, AClickOnTheMapTriesAPointThere) {
    auto given = snapshot(true);
    auto scene = std::make_shared<carto::MapScene>();
    scene->geometry = given.access->request.geometry;
    carto::Frame frame;
    scene->width = 920;
    scene->height = 720;
    frame.viewport = {0, 0, 920, 720};
    scene->frames = {frame};
    auto shown = std::make_shared<carto::SceneResult>();
    shown->scene = scene;
    shown->camera = {{700'000, 6'600'000}, 100.0};  // 3° E, 46.5° N
    given.scene = shown;
    given.scene_current = true;
    ScreenHarness screen{given};
    const auto& map = screen.output.map;
    const auto click = [&] { screen.press_at(map.centre().x, map.centre().y); };
    click();
    EXPECT_EQ(screen.last<command::SetAccess>(), nullptr) << "not asked for";
    screen.click("Essayer un point…###access/try");
    click();
    const auto* asked = screen.last<command::SetAccess>();
    ASSERT_NE(asked, nullptr);
    EXPECT_EQ(asked->access.new_place, "3.00000,46.50000");
    screen.commands.clear();
    click();
    EXPECT_EQ(screen.last<command::SetAccess>(), nullptr) << "one click, one point";
}

TEST_F(AccessPanel, AListShowsItsCommunesInTheTable) {
    auto view = usual_view();
    view.map.view = carto::View::kAccessCoverage;
    auto given = snapshot(true, view);
    ScreenHarness screen{given};
    // 45001 is covered and has the station; 45002 is 35 minutes away and open.
    screen.click("access/list/2");
    const auto* table = screen.last<command::SetTable>();
    ASSERT_NE(table, nullptr);
    EXPECT_EQ(table->table.of, workspace::TableOf::kCommunes);
    auto rows = territory_rows(*given.results, workspace::TableOf::kCommunes, view.map.focus);
    add_times(rows, *given.access, *given.results->coverage, view.map.view);
    EXPECT_EQ(shown_columns({}, rows).back()->name, "liste_acces");
    const auto order = table_order(rows, table->table, table_selection(*given.results, rows, {}));
    ASSERT_EQ(order.size(), 1U);
    EXPECT_EQ(rows.rows[order[0]].coverage.code, "45002");
}

TEST_F(AccessPanel, WithoutTimesThereAreNoSums) {
    // The sums take room above the layers.
    const auto layers_at = [](bool with_times) {
        ScreenHarness screen{snapshot(with_times)};
        EXPECT_TRUE(screen.shows("map/labels"));
        return screen.log().find("map/labels")->box.y;
    };
    EXPECT_GT(layers_at(true), layers_at(false) + 60.0);
}

}  // namespace
}  // namespace maillage::ui
