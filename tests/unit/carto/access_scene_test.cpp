// SPDX-License-Identifier: Apache-2.0
/// \file
/// The map of access: classes of times, what is not known, services, words.

#include "base/access_messages.hpp"
#include "base/access_screen_messages.hpp"
#include "base/screen_messages.hpp"
#include "carto/build_scene.hpp"
#include "carto/content.hpp"
#include "carto/palettes.hpp"
#include "carto/theme_colors.hpp"
#include "support/fixed_text_measure.hpp"
#include "support/square_france.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace maillage::carto {
namespace {

std::size_t row(const SceneInput& input, std::string_view code) {
    return test::commune_row(*input.dataset, code).value;
}

/// A station and a course, both west of 45003.
MapLayer points_of_services() {
    MapLayer layer;
    layer.role = Role::kServices;
    layer.name = "services";
    layer.types = {"gare", "langue"};
    layer.points_crs = {geo::kWgs84};
    layer.place = {{1.905, 47.905}, {1.915, 47.905}};
    layer.commune.resize(2);
    layer.type = {0, 1};
    layer.point_name = {"Gare", "Cours"};
    return layer;
}

/// One commune for each class: exactly 15 minutes, a second more, 45, a second over an hour; one
/// that reaches nothing, one whose time is not known. 45003, the far one, has 1 to 4 signatories.
/// \param contracts 45001 and 45003 under contracts that count, 45002 under one of the department.
SceneInput times_of_all_kinds(bool contracts = false) {
    test::DatasetBuilder builder;
    builder.department("45", "24").department("41", "24").department("77", "11");
    builder.department("974", "04");
    builder.commune("45001", {"200000001"}).commune("45002", {"200000001"});
    builder.commune("45003", {"200000002"}).commune("45004").commune("41001").commune("77001");
    builder.commune("97401");
    builder.count("45001", 60).count("45002", 20).masked("45003", 1, 4).count("45004", 0);
    builder.count("41001", 15);
    if (contracts) {
        builder.contract({.id = "c1", .communes = {"45001"}});
        builder.contract({.id = "c3", .communes = {"45003"}});
        builder.contract({.id = "d2", .communes = {"45002"}, .level = ContractLevel::kDepartment});
    }
    auto dataset = std::make_shared<Dataset>(*builder.build());
    const auto squares = test::square_france();
    dataset->outlines = squares.outlines;
    dataset->ledger = squares.ledger;
    dataset->layers = {points_of_services()};
    SceneInput input;
    input.dataset = dataset;
    indicators::CoverageQuery query;
    query.date = make_date(2024, 12, 31);
    input.coverage = std::make_shared<indicators::CoverageState>(dataset, query);
    input.geometry = build_geometry(*dataset, {}).value();
    input.layers = place_layers(*dataset, *input.geometry, {});
    input.text = std::make_shared<test::FixedTextMeasure>();

    auto times = std::make_shared<AccessTimes>();
    times->seconds.assign(dataset->territories.communes.size(), AccessTimes::kNotKnown);
    times->seconds[row(input, "45001")] = 15 * 60;
    times->seconds[row(input, "45002")] = 15 * 60 + 1;
    times->seconds[row(input, "45003")] = 60 * 60 + 1;
    times->seconds[row(input, "45004")] = 0;
    times->seconds[row(input, "41001")] = AccessTimes::kNoneReached;
    times->seconds[row(input, "97401")] = 45 * 60;
    for (const auto seconds : times->seconds) {
        times->reach.push_back(seconds == AccessTimes::kNotKnown
                                   ? access::AccessClass::kUnknown
                                   : access::access_class(seconds == AccessTimes::kNoneReached
                                                              ? std::nullopt
                                                              : std::optional(seconds),
                                                          45 * 60));
    }
    times->gap.assign(times->seconds.size(), access::Gap::kUnknown);
    times->gap[row(input, "45001")] = access::Gap::kNone;
    times->gap[row(input, "45002")] = access::Gap::kNoCar;
    times->gap[row(input, "45003")] = access::Gap::kTotal;
    times->services = {"Langue"};
    times->way = reach::kEstimated;
    times->estimate = true;
    times->notices = {{access::kAccessEstimate, {std::int64_t{130}, std::int64_t{5000}}}};
    auto beyond = std::make_shared<indicators::CoverageState>(
        dataset, query, indicators::CoverageState::Start::kNoContract);
    beyond->add_perimeter(std::vector{test::commune_row(*dataset, "45003")});
    times->beyond = beyond;
    input.access = times;
    return input;
}

MapRequest access_request(Theme theme = Theme::kLight) {
    MapRequest request;
    request.view = View::kAccess;
    request.theme = theme;
    return request;
}

SceneResult result_of(const SceneInput& input, const MapRequest& request) {
    auto result = build_scene(input, request, {}, {});
    EXPECT_TRUE(result.has_value());
    return result.value();
}

std::string words(const MapScene& scene, TextRole role) {
    std::string all;
    for (const auto& text : scene.texts) {
        all += text.role == role ? (all.empty() ? "" : " ") + text.text : "";
    }
    return all;
}

bool has(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

TEST(AccessScene, AClassHoldsItsUpperBound) {
    const auto input = times_of_all_kinds();
    const auto scene = result_of(input, access_request()).scene;
    const auto style = [&](std::string_view code) {
        return static_cast<int>(scene->style_of_commune[row(input, code)]);
    };
    EXPECT_EQ(style("45004"), kFirstClassStyle + 1);
    EXPECT_EQ(style("45001"), kFirstClassStyle + 1) << "15 minutes are within 15";
    EXPECT_EQ(style("45002"), kFirstClassStyle + 2);
    EXPECT_EQ(style("97401"), kFirstClassStyle + 3) << "45 minutes are within 45";
    EXPECT_EQ(style("45003"), kFirstClassStyle + 5);
    EXPECT_EQ(style("41001"), kNoneStyle);
    EXPECT_EQ(style("77001"), kUnknownStyle);
}

TEST(AccessScene, NotKnownOutOfReachAndFarLookDifferentInEveryTheme) {
    const auto input = times_of_all_kinds();
    for (const auto theme : {Theme::kLight, Theme::kDark, Theme::kProjector}) {
        const auto scene = result_of(input, access_request(theme)).scene;
        const auto& styles = scene->styles;
        EXPECT_EQ(styles[kUnknownStyle].hatch, Hatch::kDots);
        EXPECT_EQ(styles[kNoneStyle].hatch, Hatch::kDiagonal) << "colour is never the only sign";
        EXPECT_EQ(styles[kNoneStyle].fill, styles[kFirstClassStyle + 5].fill);
        for (int id = 1; id <= 5; ++id) {
            const auto& one = styles[static_cast<std::size_t>(kFirstClassStyle + id)];
            EXPECT_EQ(one.hatch, Hatch::kNone);
            EXPECT_NE(one.fill, styles[kUnknownStyle].fill);
            // What lies further on the ramp is further from the ground, light or dark.
            if (id > 1) {
                const auto& before = styles[static_cast<std::size_t>(kFirstClassStyle + id - 1)];
                EXPECT_GT(contrast(one.fill, scene->ground), contrast(before.fill, scene->ground));
            }
        }
        EXPECT_GT(contrast(styles[kNoneStyle].hatch_color, styles[kNoneStyle].fill), 3.0);
    }
}

TEST(AccessScene, SaysWhatItIs) {
    const auto input = times_of_all_kinds();
    const auto result = result_of(input, access_request());
    const auto& scene = *result.scene;
    const auto legend = words(scene, TextRole::kLegendEntry);
    for (const char* entry : {"15 min ou moins", "plus de 15 à 30 min", "plus de 60 min",
                              "aucun service atteint", "temps inconnu"}) {
        EXPECT_TRUE(has(legend, entry)) << legend;
    }
    EXPECT_TRUE(has(words(scene, TextRole::kLegendTitle), "(estimation)"));
    const auto subtitle = words(scene, TextRole::kSubtitle);
    EXPECT_TRUE(has(subtitle, "estimé à vol d’oiseau")) << subtitle;
    EXPECT_TRUE(has(subtitle, render({screen::kServiceLanguage}, Language::kFrench))) << subtitle;
    EXPECT_TRUE(has(words(scene, TextRole::kNotice), "Estimation"));
    EXPECT_TRUE(scene.circles.empty());
    EXPECT_TRUE(has(scene.description, "15 min ou moins\u00A0: 2 communes")) << scene.description;
    EXPECT_TRUE(result.classes.empty()) << "no shares to cut by hand";
    EXPECT_TRUE(result.values.empty());
}

TEST(AccessScene, SaysWhichWayItsTimesAreWhereThatIsNotTheWayThere) {
    const auto said = [](access::Direction direction, View view) {
        auto input = times_of_all_kinds();
        auto times = std::make_shared<AccessTimes>(*input.access);
        times->direction = direction;
        times->estimate = times->gap_estimate = false;
        input.access = times;
        auto request = access_request();
        request.view = view;
        const auto scene = result_of(input, request).scene;
        return words(*scene, TextRole::kSubtitle) + " | " + words(*scene, TextRole::kLegendTitle);
    };
    const auto back = said(access::Direction::kBack, View::kAccess);
    EXPECT_TRUE(has(back, "depuis le service le plus proche (")) << back;
    EXPECT_TRUE(has(back, "| Temps depuis le service le plus proche")) << back;
    const auto both = said(access::Direction::kBoth, View::kAccess);
    EXPECT_TRUE(has(both, "par commune, le plus long de l’aller et du retour")) << both;
    EXPECT_TRUE(has(said(access::Direction::kBoth, View::kAccessGaps), "dans chaque sens"));
    EXPECT_TRUE(has(said(access::Direction::kBack, View::kAccessGaps), "au retour"));
    EXPECT_TRUE(has(said(access::Direction::kBack, View::kAccessCoverage), "temps estimé"));
    const auto there = said(access::Direction::kThere, View::kAccessGaps);
    EXPECT_FALSE(has(there, "sens") || has(there, "retour")) << there;
}

TEST(AccessScene, TheTitleIsAboutSignatoriesWhereAllTimesAreKnown) {
    const auto input = times_of_all_kinds();
    auto request = access_request();
    const auto all = result_of(input, request).scene;
    // 45003 and the one that reaches nothing; 77001 is not known.
    EXPECT_TRUE(has(words(*all, TextRole::kTitle), "2 communes sont à plus de 45 minutes"))
        << words(*all, TextRole::kTitle);
    EXPECT_TRUE(has(words(*all, TextRole::kTitle), "sur 6"));
    request.focus = *DepartmentCode::parse("45");
    const auto loiret = result_of(input, request).scene;
    // From 1 of 81 to 4 of 84.
    EXPECT_TRUE(has(words(*loiret, TextRole::kTitle), "Entre 1,2 et 4,8"))
        << words(*loiret, TextRole::kTitle);
    request.focus = *EpciCode::parse("200000001");
    EXPECT_TRUE(has(words(*result_of(input, request).scene, TextRole::kTitle),
                    "Tous les signataires vivent à 45 minutes au plus"));
}

TEST(AccessScene, DrawsTheServicesItIsAboutAndNoOthers) {
    auto input = times_of_all_kinds();
    auto request = access_request();
    const auto scene = result_of(input, request).scene;
    ASSERT_EQ(scene->markers.size(), 1U);
    EXPECT_EQ(scene->markers.front().point, 1U);
    request.layers = {{0, true}};
    EXPECT_EQ(result_of(input, request).scene->markers.size(), 2U) << "the user asks for them";
}

/// Squares of 1, 2… km about 45001.
std::shared_ptr<const IsochroneBands> square_bands(const SceneInput& input, std::size_t count) {
    auto bands = std::make_shared<IsochroneBands>();
    const auto middle = input.geometry->anchor[row(input, "45001")];
    for (std::size_t b = 0; b < count; ++b) {
        bands->minutes.push_back(15 * static_cast<int>(b + 1));
        const double half = 500.0 * static_cast<double>(b + 1);
        auto square = std::make_shared<geo::PolygonSet>();
        for (const auto& [x, y] : {std::pair(-1, -1), {1, -1}, {1, 1}, {-1, 1}, {-1, -1}}) {
            square->add_point({middle.x + half * x, middle.y + half * y});
        }
        square->close_ring();
        square->close_polygon();
        square->close_feature();
        auto layer = std::make_shared<PlacedLayer>();
        (*layer)[static_cast<std::size_t>(SheetId::kMetropole)].polygons = square;
        bands->areas.push_back(layer);
    }
    return bands;
}

TEST(AccessScene, AreasInReachEndWhereTheMapIsFaded) {
    auto input = times_of_all_kinds();
    auto request = access_request();
    auto times = std::make_shared<AccessTimes>(*input.access);
    times->bands = square_bands(input, 2);
    input.access = times;
    request.focus = *DepartmentCode::parse("45");
    const auto loiret = result_of(input, request).scene;
    ASSERT_EQ(loiret->overlays.size(), 2U);
    const auto& within = loiret->overlays[0].within;
    ASSERT_NE(within, nullptr);
    EXPECT_EQ(within, loiret->overlays[1].within);
    EXPECT_EQ(within->groups, (std::vector<std::uint32_t>{0}));
    // The line around the focus, which is drawn last of those of the focus.
    ASSERT_FALSE(loiret->rings.empty());
    EXPECT_EQ(within->rings->refs, loiret->rings.back().rings->refs);
    EXPECT_EQ(within->detail, loiret->rings.back().detail);
}

TEST(AccessScene, AreasInReachLieUnderTheBordersInTheColoursOfTheTimes) {
    auto input = times_of_all_kinds();
    auto request = access_request();
    EXPECT_TRUE(result_of(input, request).scene->overlays.empty());
    auto times = std::make_shared<AccessTimes>(*input.access);
    times->bands = square_bands(input, 4);
    input.access = times;
    const auto scene = result_of(input, request).scene;
    std::vector<const Overlay*> drawn;
    for (const auto& overlay : scene->overlays) {
        if (overlay.frame == 0) {
            drawn.push_back(&overlay);
        }
    }
    ASSERT_EQ(drawn.size(), 4U);
    for (std::size_t i = 0; i < 4; ++i) {
        // The farthest first: 60 minutes have the colour of 45 to 60, the last but one.
        EXPECT_EQ(drawn[i]->area.fill, scene->styles[kFirstClassStyle + 4 - i].fill) << i;
        EXPECT_EQ(drawn[i]->polygons, (*times->bands->areas[3 - i])[0].polygons);
        EXPECT_GT(drawn[i]->line.width, 0.0F);
    }
    EXPECT_GT(drawn[1]->line.width, drawn[0]->line.width) << "45 minutes are the threshold";
    const auto titles = words(*scene, TextRole::kLegendTitle);
    EXPECT_TRUE(has(titles, "Zones d’accès (estimé à vol d’oiseau)")) << titles;
    const auto legend = words(*scene, TextRole::kLegendEntry);
    EXPECT_TRUE(has(legend, "en 15\u00A0min au plus")) << legend;
    EXPECT_TRUE(has(legend, "en 60\u00A0min au plus")) << legend;

    for (const auto& overlay : scene->overlays) {
        EXPECT_EQ(overlay.within, nullptr) << "all of France";
    }

    request.view = View::kAccessGaps;
    for (const auto& overlay : result_of(input, request).scene->overlays) {
        EXPECT_EQ(overlay.area.fill.a, 0) << "only outlined where colours mean something else";
    }
    request.view = View::kCoverage;
    EXPECT_TRUE(result_of(input, request).scene->overlays.empty());
}

TEST(AccessScene, TheWayToAServiceIsDrawnOverTheMap) {
    auto input = times_of_all_kinds();
    MapLayer way;
    auto line = std::make_shared<geo::LineSet>();
    line->crs = {geo::kWgs84};
    for (const auto point : {geo::Point{1.905, 47.905}, {1.91, 47.907}, {1.915, 47.905}}) {
        line->add_point(point);
    }
    line->close_line();
    line->close_feature();
    way.lines = line;
    input.route = std::make_shared<PlacedLayer>(place_layer(way, *input.geometry));
    auto request = access_request();
    const auto scene = result_of(input, request).scene;
    std::vector<const Overlay*> drawn;
    for (const auto& overlay : scene->overlays) {
        if (overlay.lines != nullptr && overlay.frame == 0) {
            drawn.push_back(&overlay);
        }
    }
    ASSERT_EQ(drawn.size(), 2U) << "the line and, below it, a wider one";
    EXPECT_EQ(drawn[1]->lines->line(0).size(), 3U);
    EXPECT_GT(drawn[0]->line.width, drawn[1]->line.width);
    EXPECT_NE(drawn[0]->line.color, drawn[1]->line.color);
    EXPECT_TRUE(has(words(*scene, TextRole::kLegendEntry), "trajet le plus rapide"));
    input.route = nullptr;
    EXPECT_FALSE(has(words(*result_of(input, request).scene, TextRole::kLegendEntry), "trajet"));
}

TEST(AccessScene, SeveralTypesHaveEachTheirSignAndTheirWord) {
    auto input = times_of_all_kinds();
    auto times = std::make_shared<AccessTimes>(*input.access);
    times->services = {"Langue", "Gare"};
    input.access = times;
    const auto scene = result_of(input, access_request()).scene;
    ASSERT_EQ(scene->markers.size(), 2U);
    EXPECT_NE(scene->markers[0].shape, scene->markers[1].shape);
    EXPECT_NE(scene->markers[0].fill, scene->markers[1].fill);
    EXPECT_TRUE(has(words(*scene, TextRole::kSubtitle), "formation linguistique, gare"))
        << words(*scene, TextRole::kSubtitle);
    const auto legend = words(*scene, TextRole::kLegendEntry);
    EXPECT_TRUE(has(legend, "formation linguistique")) << legend;
    EXPECT_TRUE(has(legend, "gare")) << legend;
}

TEST(AccessScene, GapsSayHowAServiceIsReached) {
    const auto input = times_of_all_kinds();
    auto request = access_request();
    request.view = View::kAccessGaps;
    const auto scene = result_of(input, request).scene;
    const auto style = [&](std::string_view code) {
        return static_cast<int>(scene->style_of_commune[row(input, code)]);
    };
    EXPECT_EQ(style("45001"), kFirstClassStyle + 1);
    EXPECT_EQ(style("45002"), kFirstClassStyle + 2);
    EXPECT_EQ(style("45003"), kFirstClassStyle + 3);
    EXPECT_EQ(style("45004"), kUnknownStyle) << "no timetable is not no bus";
    const auto legend = words(*scene, TextRole::kLegendEntry);
    for (const char* entry : {"en voiture seulement", "pas même en voiture", "pas de données"}) {
        EXPECT_TRUE(has(legend, entry)) << legend;
    }
    EXPECT_TRUE(has(words(*scene, TextRole::kTitle), "2 communes sont à plus de 45"))
        << words(*scene, TextRole::kTitle);
    EXPECT_TRUE(has(words(*scene, TextRole::kTitle), "sur 3 communes"));
    EXPECT_TRUE(has(words(*scene, TextRole::kLegendTitle), "45"));
}

TEST(AccessScene, CoverageAndTimeMakeNineClassesAndADiamond) {
    const auto input = times_of_all_kinds(true);
    auto request = access_request();
    request.view = View::kAccessCoverage;
    const auto scene = result_of(input, request).scene;
    const auto style = [&](std::string_view code) {
        return static_cast<int>(scene->style_of_commune[row(input, code)]);
    };
    EXPECT_EQ(style("45001"), kFirstClassStyle + 1 + 6) << "covered, near";
    EXPECT_EQ(style("45002"), kFirstClassStyle + 1 + 3) << "a contract that does not count, near";
    EXPECT_EQ(style("45003"), kFirstClassStyle + 1 + 8) << "covered, out of reach";
    EXPECT_EQ(style("45004"), kFirstClassStyle + 1) << "not covered, near";
    EXPECT_EQ(style("97401"), kFirstClassStyle + 1 + 1) << "45 minutes are within 45";
    EXPECT_EQ(style("41001"), kFirstClassStyle + 1 + 2) << "none is reached: as far as can be";
    EXPECT_EQ(style("77001"), kUnknownStyle);
    EXPECT_NE(scene->styles[kUnknownStyle].hatch, Hatch::kNone);
    std::set<std::pair<double, double>> places;
    for (const auto& one : scene->decorations) {
        if (one.kind == Decoration::Kind::kMarker && one.shape == MarkerShape::kDiamond &&
            one.box.width > 30.0) {
            places.insert({one.box.x, one.box.y});
        }
    }
    EXPECT_EQ(places.size(), 9U);
    const auto legend = words(*scene, TextRole::kLegendEntry);
    for (const char* entry : {"couverte mais hors d’atteinte", "à portée mais non couverte",
                              "ni l’un ni l’autre", "plus loin", "30", "45"}) {
        EXPECT_TRUE(has(legend, entry)) << legend;
    }
    EXPECT_TRUE(has(words(*scene, TextRole::kTitle), "1 commune couverte est à plus de 45"))
        << words(*scene, TextRole::kTitle);
}

TEST(AccessScene, TheNineColoursCanBeToldApartInEveryTheme) {
    for (const auto theme : {Theme::kLight, Theme::kDark, Theme::kProjector}) {
        auto request = access_request(theme);
        request.view = View::kAccessCoverage;
        const auto scale = make_scale(request, {}, nullptr);
        ASSERT_EQ(scale.colors.size(), 9U);
        for (std::size_t i = 0; i < 9; ++i) {
            for (std::size_t j = 0; j < i; ++j) {
                EXPECT_GT(color_distance(scale.colors[i], scale.colors[j]), 0.11);
            }
        }
    }
}

TEST(AccessScene, APointThatIsTriedStandsOnTheMapWithWhomItBringsNearer) {
    auto input = times_of_all_kinds();
    auto times = std::make_shared<AccessTimes>(*input.access);
    MapLayer layer;
    layer.points_crs = {geo::kWgs84};
    layer.types = {""};
    layer.place = {{1.905, 47.905}};
    layer.commune.resize(1);
    layer.type = {0};
    layer.point_name = {""};
    times->tried = std::make_shared<PlacedLayer>(place_layer(layer, *input.geometry));
    times->gaining = {test::commune_row(*input.dataset, "45001")};
    input.access = times;
    const auto before = result_of(times_of_all_kinds(), access_request()).scene;
    const auto scene = result_of(input, access_request()).scene;
    EXPECT_EQ(scene->markers.size(), before->markers.size() + 1);
    EXPECT_EQ(scene->markers.back().layer, kNoLayer);
    EXPECT_EQ(scene->rings.size(), before->rings.size() + 1);
    EXPECT_TRUE(has(words(*scene, TextRole::kLegendEntry), "point essayé"));
    EXPECT_TRUE(has(words(*scene, TextRole::kSubtitle), "avec le point essayé"));
}

TEST(AccessScene, WithoutTimesEverythingIsUnknown) {
    auto input = times_of_all_kinds();
    input.access = nullptr;
    const auto scene = result_of(input, access_request()).scene;
    const std::set<std::uint8_t> styles(scene->style_of_commune.begin(),
                                        scene->style_of_commune.end());
    EXPECT_EQ(styles, std::set<std::uint8_t>{kUnknownStyle});
    EXPECT_TRUE(has(words(*scene, TextRole::kTitle), "ne sont pas connus"));
}

}  // namespace
}  // namespace maillage::carto
