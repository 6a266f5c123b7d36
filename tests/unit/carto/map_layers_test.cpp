// SPDX-License-Identifier: Apache-2.0
#include "carto/map_layers.hpp"

#include "base/screen_messages.hpp"
#include "carto/build_scene.hpp"
#include "carto/layer_marks.hpp"
#include "carto/theme_colors.hpp"
#include "support/fixed_text_measure.hpp"
#include "support/square_france.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <stop_token>
#include <string>

namespace maillage::carto {
namespace {

void add(MapLayer& layer, geo::Point place, std::uint32_t type, const std::string& name,
         Index<Commune> commune = {}) {
    layer.place.push_back(place);
    layer.commune.push_back(commune);
    layer.type.push_back(type);
    layer.point_name.push_back(name);
}

/// A square in 45001, one far out at sea.
MapLayer quarters() {
    auto polygons = std::make_shared<geo::PolygonSet>();
    polygons->crs.definition = geo::kWgs84;
    test::add_degree_square(*polygons, 190, 47.9);
    test::add_degree_square(*polygons, -4000, 20.0);
    MapLayer layer;
    layer.source = 1;
    layer.name = "quartiers";
    layer.polygons = std::move(polygons);
    return layer;
}

/// Two France services around Orléans, one on Réunion, a station, and one on the other side of the
/// Earth.
MapLayer services() {
    MapLayer layer;
    layer.source = 2;
    layer.role = Role::kServices;
    layer.name = "lieux";
    layer.points_crs.definition = geo::kWgs84;
    layer.types = {"france_services", "gare"};
    add(layer, {1.905, 47.905}, 0, "Maison A");
    add(layer, {1.915, 47.905}, 0, "Maison B");
    add(layer, {55.505, -21.095}, 0, "Maison C");
    add(layer, {1.945, 47.905}, 1, "Gare de Meaux");
    add(layer, {-170.0, -40.0}, 1, "Au large");
    return layer;
}

MapLayer seats(const Dataset& dataset) {
    MapLayer layer;
    layer.source = 0;
    layer.name = "prefectures";
    layer.shown = false;
    layer.built_in = true;
    layer.types = {"prefecture"};
    add(layer, {std::nan(""), std::nan("")}, 0, "Orléans", test::commune_row(dataset, "45001"));
    return layer;
}

SceneInput make_input() {
    auto dataset = std::make_shared<Dataset>(test::square_france());
    dataset->ledger.sources.resize(3);
    dataset->ledger.sources[1].path = "qp.geojson";
    dataset->ledger.sources[2].path = "lieux.csv";
    dataset->ledger.sources[2].attribution = "ANCT";
    dataset->layers = {seats(*dataset), quarters(), services()};
    SceneInput input;
    input.dataset = dataset;
    input.coverage =
        std::make_shared<indicators::CoverageState>(dataset, indicators::CoverageQuery{});
    input.geometry = build_geometry(*dataset, {}).value();
    input.text = std::make_shared<test::FixedTextMeasure>();
    input.layers = place_layers(*dataset, *input.geometry, {});
    return input;
}

MapScenePtr scene_of(const SceneInput& input, const MapRequest& request) {
    auto result = build_scene(input, request, {}, {});
    EXPECT_TRUE(result.has_value());
    return result.value().scene;
}

bool says(const MapScene& scene, TextRole role, const std::string& words) {
    return std::any_of(scene.texts.begin(), scene.texts.end(), [&](const Text& text) {
        return text.role == role && text.text.find(words) != std::string::npos;
    });
}

const LayerSheet& on(const SceneInput& input, std::size_t layer, SheetId sheet) {
    return (*input.layers)[layer][static_cast<std::size_t>(sheet)];
}

TEST(PlaceLayers, PutsEveryThingOnItsSheetInMetres) {
    const auto input = make_input();
    ASSERT_EQ(input.layers->size(), 3U);
    const auto& square = on(input, 1, SheetId::kMetropole);
    ASSERT_NE(square.polygons, nullptr);
    // The square at sea is on no sheet.
    ASSERT_EQ(square.polygons->feature_count(), 1U);
    // The square is that of the commune: its box is the commune's.
    const auto row = test::commune_row(*input.dataset, "45001").value;
    const auto& commune = input.geometry->sheets[0].levels.front().mosaic.feature_box[row];
    EXPECT_NEAR(square.boxes.at(0).min_x, commune.min_x, 0.01);
    EXPECT_NEAR(square.boxes.at(0).max_y, commune.max_y, 0.01);
    EXPECT_EQ(on(input, 1, SheetId::kReunion).polygons, nullptr);

    EXPECT_EQ(on(input, 2, SheetId::kMetropole).points.size(), 3U);
    const auto& far = on(input, 2, SheetId::kReunion).points;
    ASSERT_EQ(far.size(), 1U);
    EXPECT_EQ(far[0].row, 2U);
    // In the middle of its commune.
    const auto anchor = input.geometry->anchor[test::commune_row(*input.dataset, "97401").value];
    EXPECT_NEAR(far[0].place.x, anchor.x, 100.0);
    EXPECT_NEAR(far[0].place.y, anchor.y, 100.0);

    const auto& seat = on(input, 0, SheetId::kMetropole).points;
    ASSERT_EQ(seat.size(), 1U);
    EXPECT_EQ(seat[0].place, input.geometry->anchor[row]);
}

TEST(PlaceLayers, ACancelledPlacingHasALayerForEachAndNothingOnIt) {
    const auto input = make_input();
    std::stop_source stop;
    stop.request_stop();
    const auto layers =
        place_layers(*input.dataset, *input.geometry, Progress(stop.get_token(), {}));
    ASSERT_EQ(layers->size(), 3U);
    EXPECT_EQ((*layers)[1][0].polygons, nullptr);
}

TEST(LayersOnTheMap, AreDrawnListedAndSourced) {
    const auto input = make_input();
    const auto scene = scene_of(input, {});
    ASSERT_EQ(scene->overlays.size(), 1U);
    EXPECT_EQ(scene->overlays[0].frame, 0U);
    EXPECT_EQ(scene->overlays[0].polygons, on(input, 1, SheetId::kMetropole).polygons);
    EXPECT_GT(scene->overlays[0].line.width, 0.0F);
    EXPECT_LT(scene->overlays[0].area.fill.a, 128);

    // Three on the map, one on Réunion's inset; the one at sea nowhere.
    ASSERT_EQ(scene->markers.size(), 4U);
    std::set<std::uint32_t> rows;
    for (const auto& marker : scene->markers) {
        EXPECT_EQ(marker.layer, 2U);
        rows.insert(marker.point);
        const bool inset = scene->frames[marker.frame].sheet == SheetId::kReunion;
        EXPECT_EQ(inset, marker.point == 2);
    }
    EXPECT_EQ(rows, (std::set<std::uint32_t>{0, 1, 2, 3}));
    const auto marker = [&](std::uint32_t point) -> const Marker& {
        return *std::find_if(scene->markers.begin(), scene->markers.end(),
                             [&](const Marker& one) { return one.point == point; });
    };
    EXPECT_EQ(marker(0).shape, marker(1).shape);
    EXPECT_EQ(marker(0).fill, marker(1).fill);
    EXPECT_NE(marker(0).shape, marker(3).shape);
    EXPECT_NE(marker(0).fill, marker(3).fill);

    EXPECT_TRUE(says(*scene, TextRole::kLegendEntry, "quartiers"));
    EXPECT_TRUE(says(*scene, TextRole::kLegendEntry, "France services"));
    EXPECT_TRUE(says(*scene, TextRole::kLegendEntry, "gare"));
    EXPECT_FALSE(says(*scene, TextRole::kLegendEntry, "préfecture"));
    std::string sources;
    for (const auto& text : scene->texts) {
        sources += text.role == TextRole::kSource ? text.text + " " : "";
    }
    EXPECT_NE(sources.find("quartiers, qp.geojson"), std::string::npos) << sources;
    EXPECT_NE(sources.find("lieux, ANCT"), std::string::npos) << sources;
    // The legend's samples are the marks of the map.
    std::set<MarkerShape> samples;
    for (const auto& one : scene->decorations) {
        if (one.kind == Decoration::Kind::kMarker) {
            samples.insert(one.shape);
        }
    }
    EXPECT_EQ(samples, (std::set<MarkerShape>{marker(0).shape, marker(3).shape}));
}

/// A road through Orléans' square and one far out at sea.
SceneInput with_roads() {
    auto input = make_input();
    auto lines = std::make_shared<geo::LineSet>();
    lines->crs.definition = geo::kWgs84;
    for (const double shift : {0.0, -40.0}) {
        lines->add_point({1.90 + shift, 47.905});
        lines->add_point({1.92 + shift, 47.905});
        lines->close_line();
        lines->close_feature();
    }
    MapLayer roads;
    roads.source = 3;
    roads.name = "routes";
    roads.lines = std::move(lines);
    auto dataset = std::make_shared<Dataset>(*input.dataset);
    dataset->ledger.sources.resize(4);
    dataset->ledger.sources[3].path = "routes.geojson";
    dataset->layers.push_back(std::move(roads));
    input.dataset = dataset;
    input.coverage =
        std::make_shared<indicators::CoverageState>(dataset, indicators::CoverageQuery{});
    input.layers = place_layers(*dataset, *input.geometry, {});
    return input;
}

TEST(PlaceLayers, LinesStandOnTheirSheetInMetres) {
    const auto input = with_roads();
    const auto& here = on(input, 3, SheetId::kMetropole);
    ASSERT_NE(here.lines, nullptr);
    ASSERT_EQ(here.lines->line_count(), 1U) << "the other one is on no sheet";
    ASSERT_EQ(here.line_boxes.size(), 1U);
    // A fiftieth of a degree at 48° north: about 1.49 km.
    EXPECT_NEAR(here.line_boxes[0].width(), 1493.0, 15.0);
    EXPECT_EQ(here.polygons, nullptr);
    EXPECT_EQ(on(input, 3, SheetId::kReunion).lines, nullptr);
}

TEST(LayersOnTheMap, LinesAreStrokedAndTheLegendShowsAStroke) {
    const auto input = with_roads();
    const auto scene = scene_of(input, {});
    ASSERT_EQ(scene->overlays.size(), 2U);
    const auto& road = scene->overlays[1];
    EXPECT_EQ(road.lines, on(input, 3, SheetId::kMetropole).lines);
    EXPECT_EQ(road.polygons, nullptr);
    EXPECT_EQ(road.area.fill.a, 0);
    EXPECT_GT(road.line.width, scene->overlays[0].line.width);
    EXPECT_NE(road.line.color, scene->overlays[0].line.color);
    EXPECT_TRUE(says(*scene, TextRole::kLegendEntry, "routes"));
    EXPECT_TRUE(std::any_of(scene->decorations.begin(), scene->decorations.end(),
                            [&](const Decoration& one) {
                                return one.kind == Decoration::Kind::kLine && one.line == road.line;
                            }));
    MapRequest request;
    request.layers = {{3, false}};
    EXPECT_FALSE(says(*scene_of(input, request), TextRole::kLegendEntry, "routes"));
    request.layers.clear();
    request.level = MapLevel::kCommune;
    request.focus = *DepartmentCode::parse("77");
    EXPECT_FALSE(says(*scene_of(input, request), TextRole::kLegendEntry, "routes"))
        << "not where it does not lie";
}

TEST(LayersOnTheMap, SwitchedOffTheyLeaveNothing) {
    const auto input = make_input();
    MapRequest request;
    request.layers = {{1, false}, {2, false}};
    const auto scene = scene_of(input, request);
    EXPECT_TRUE(scene->overlays.empty());
    EXPECT_TRUE(scene->markers.empty());
    EXPECT_FALSE(says(*scene, TextRole::kLegendEntry, "quartiers"));
    EXPECT_FALSE(says(*scene, TextRole::kLegendEntry, "gare"));
    EXPECT_FALSE(says(*scene, TextRole::kSource, "qp.geojson"));
    EXPECT_TRUE(
        std::none_of(scene->decorations.begin(), scene->decorations.end(),
                     [](const Decoration& one) { return one.kind == Decoration::Kind::kMarker; }));
}

TEST(LayersOnTheMap, LooksStayWhenOtherLayersComeAndGo) {
    const auto input = make_input();
    const auto all = scene_of(input, {});
    MapRequest request;
    request.layers = {{0, true}, {1, false}};
    const auto some = scene_of(input, request);
    const auto of_point = [](const MapScene& scene, std::uint32_t layer) -> const Marker& {
        return *std::find_if(scene.markers.begin(), scene.markers.end(),
                             [&](const Marker& one) { return one.layer == layer; });
    };
    EXPECT_EQ(of_point(*all, 2).fill, of_point(*some, 2).fill);
    EXPECT_EQ(of_point(*all, 2).shape, of_point(*some, 2).shape);
    EXPECT_EQ(of_point(*some, 0).centre, on(input, 0, SheetId::kMetropole).points[0].place);
    EXPECT_TRUE(says(*some, TextRole::kLegendEntry, "préfecture"));
}

TEST(LayersOnTheMap, OnlyWhatTheFocusHoldsIsListed) {
    const auto input = make_input();
    MapRequest request;
    request.level = MapLevel::kCommune;
    request.focus = *DepartmentCode::parse("77");
    const auto scene = scene_of(input, request);
    ASSERT_EQ(scene->markers.size(), 1U);
    EXPECT_EQ(scene->markers[0].point, 3U);
    EXPECT_TRUE(scene->overlays.empty());
    EXPECT_FALSE(says(*scene, TextRole::kLegendEntry, "France services"));
    EXPECT_TRUE(says(*scene, TextRole::kLegendEntry, "gare"));
}

TEST(LayersOnTheMap, ManyTypesDoNotFillTheLegend) {
    auto input = make_input();
    auto dataset = std::make_shared<Dataset>(*input.dataset);
    auto& layer = dataset->layers[2];
    layer = services();
    for (int i = 0; i < 30; ++i) {
        layer.types.push_back("nature " + std::to_string(i));
        add(layer, {1.905, 47.905}, static_cast<std::uint32_t>(2 + i), "");
    }
    input.dataset = dataset;
    input.layers = place_layers(*dataset, *input.geometry, {});
    const auto scene = scene_of(input, {});
    EXPECT_EQ(scene->markers.size(), 34U);
    EXPECT_TRUE(says(*scene, TextRole::kLegendEntry, "nature 0"));
    EXPECT_FALSE(says(*scene, TextRole::kLegendEntry, "nature 20"));
    // 33 entries: nine are said.
    EXPECT_TRUE(says(*scene, TextRole::kLegendEntry, "24 autres"));
}

TEST(LayerLooks, AreToldApartByShapeAndColourAndFromTheMap) {
    for (const auto theme : {Theme::kLight, Theme::kDark, Theme::kProjector}) {
        for (std::size_t i = 0; i < 24; ++i) {
            const auto look = layer_look(i, theme);
            EXPECT_GE(contrast(look.color, theme_colors(theme).land), 3.0) << i;
            EXPECT_GE(contrast(look.color, theme_colors(theme).panel), 3.0) << i;
            for (std::size_t j = 0; j < i; ++j) {
                EXPECT_FALSE(look == layer_look(j, theme)) << i << " and " << j;
            }
        }
        for (std::size_t i = 1; i < 6; ++i) {
            for (std::size_t j = 0; j < i; ++j) {
                EXPECT_NE(layer_look(i, theme).shape, layer_look(j, theme).shape);
                EXPECT_NE(layer_look(i, theme).color, layer_look(j, theme).color);
            }
        }
    }
}

TEST(LayerWords, AreThoseOfPeople) {
    MapLayer layer;
    layer.name = "liste-fs";
    layer.types = {"sous_prefecture", "Bibliothèque", ""};
    EXPECT_EQ(type_words(layer, 0, Language::kFrench), "sous-préfecture");
    EXPECT_EQ(type_words(layer, 0, Language::kEnglish), "sub-prefecture");
    EXPECT_EQ(type_words(layer, 1, Language::kFrench), "Bibliothèque");
    EXPECT_EQ(type_words(layer, 2, Language::kFrench), "liste-fs");
    EXPECT_EQ(layer_words(layer, Language::kFrench), "liste-fs");
    layer.built_in = true;
    EXPECT_EQ(layer_words(layer, Language::kFrench), "Préfectures et sous-préfectures");
}

TEST(Growth, IsYearlyBetweenTheYearsOfTheData) {
    test::DatasetBuilder builder;
    builder.department("45", "24").commune("45001").commune("45002");
    auto dataset = std::make_shared<Dataset>(*builder.build());
    auto& all = dataset->territories;
    all.communes.population = {1210, 500};
    all.communes.population_2019 = {1000, 500};
    FocusArea focus;
    focus.communes = {Index<Commune>{0}, Index<Commune>{1}};
    // Two years at 10 %.
    all.population_before_year = 2016;
    all.population_year = 2018;
    const auto known = growth(*dataset, focus, nullptr);
    EXPECT_NEAR(known[0], 0.10, 1e-12);
    EXPECT_NEAR(known[1], 0.0, 1e-12);
    all.population_before_year = all.population_year = 0;
    EXPECT_TRUE(std::isnan(growth(*dataset, focus, nullptr)[0]));
}

TEST(Growth, TheMapNamesBothYears) {
    auto input = make_input();
    auto dataset = std::make_shared<Dataset>(*input.dataset);
    dataset->territories.population_before_year = 2016;
    dataset->territories.population_year = 2022;
    input.dataset = dataset;
    MapRequest request;
    request.view = View::kPopulation;
    const auto scene = scene_of(input, request);
    EXPECT_TRUE(says(*scene, TextRole::kSubtitle, "de 2016 à 2022"));
    EXPECT_TRUE(says(*scene, TextRole::kLegendTitle, "2022"));
}

}  // namespace
}  // namespace maillage::carto
