// SPDX-License-Identifier: Apache-2.0
/// \file
/// Maps of built-in France, whole and by territory. With MAILLAGE_PICTURES set to a folder they are
/// written there too, to be looked at.

#include "carto/build_scene.hpp"
#include "report/draw_scene.hpp"
#include "report/text_metrics.hpp"
#include "workspace/open.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <numeric>

namespace maillage::carto {
namespace {

SceneInput make_input() {
    workspace::OpenOptions options;
    options.data_folder = MAILLAGE_SOURCE_DIR "/data";
    options.outlines = true;
    auto dataset = workspace::open(std::nullopt, options, {});
    EXPECT_TRUE(dataset.has_value());
    SceneInput input;
    input.dataset = std::move(dataset).value();
    indicators::CoverageQuery query;
    query.date = make_date(2024, 12, 31);
    input.coverage = std::make_shared<indicators::CoverageState>(input.dataset, query);
    auto geometry = build_geometry(*input.dataset, {});
    EXPECT_TRUE(geometry.has_value());
    input.geometry = std::move(geometry).value();
    input.text = std::make_shared<report::PangoTextMeasure>();
    return input;
}

const SceneInput& france() {
    static const SceneInput input = make_input();
    return input;
}

SceneResult build(const MapRequest& request, const Canvas& canvas) {
    auto result = build_scene(france(), request, canvas, {});
    EXPECT_TRUE(result.has_value());
    return std::move(result).value();
}

void keep_picture(const MapScene& scene, const std::string& name) {
    const char* folder = std::getenv("MAILLAGE_PICTURES");
    if (folder != nullptr) {
        const auto path = std::filesystem::path(folder) / (name + ".png");
        EXPECT_TRUE(report::write_map(scene, path, {}).has_value());
    }
}

Focus department(std::string_view code) { return *DepartmentCode::parse(code); }

std::string title_of(const MapScene& scene) {
    for (const auto& text : scene.texts) {
        if (text.role == TextRole::kTitle) {
            return text.text;
        }
    }
    return {};
}

void expect_sound(const MapScene& scene) {
    ASSERT_FALSE(scene.frames.empty());
    EXPECT_EQ(scene.style_of_commune.size(), france().dataset->territories.communes.size());
    for (const auto style : scene.style_of_commune) {
        ASSERT_LT(style, scene.styles.size());
    }
    for (const auto& text : scene.texts) {
        EXPECT_GE(text.box.x, 0.0) << text.text;
        EXPECT_GE(text.box.y, 0.0) << text.text;
        EXPECT_LE(text.box.right(), scene.width) << text.text;
        EXPECT_LE(text.box.bottom(), scene.height) << text.text;
    }
    for (std::size_t i = 0; i < scene.texts.size(); ++i) {
        for (std::size_t j = i + 1; j < scene.texts.size(); ++j) {
            const auto& a = scene.texts[i];
            const auto& b = scene.texts[j];
            EXPECT_FALSE(a.box.meets(b.box)) << a.text << " | " << b.text;
            if (a.role == TextRole::kLabel && b.role == TextRole::kLabel) {
                // The halo of the second is drawn over the first.
                const double halo = static_cast<double>(b.halo_width);
                const Rect reach{b.box.x - halo, b.box.y, b.box.width + 2 * halo, b.box.height};
                EXPECT_FALSE(a.box.meets(reach)) << a.text << " | " << b.text;
            }
        }
    }
    for (const auto& circle : scene.circles) {
        ASSERT_LT(circle.frame, scene.frames.size());
    }
}

TEST(FranceScene, WholeFranceByDepartment) {
    for (const auto& canvas : {Canvas{1600, 900, {}}, Canvas{1280, 720, {}}, Canvas{920, 740, {}},
                               Canvas{640, 400, {}}, Canvas{3840, 2160, {}}}) {
        const auto result = build({}, canvas);
        keep_picture(*result.scene, "france-" + std::to_string(static_cast<int>(canvas.width)));
        expect_sound(*result.scene);
        EXPECT_EQ(title_of(*result.scene),
                  "Plus d’un signataire sur neuf vit sous un contrat connu");
        std::int64_t units = 0;
        for (const auto& one : result.classes) {
            units += one.units;
        }
        // Meurthe-et-Moselle lies between two classes: masked counts leave it on either side.
        EXPECT_EQ(units, 100);
        // Mainland, five overseas departments, the inner ring of Paris.
        EXPECT_EQ(result.scene->frames.size(), 7U);
    }
}

TEST(FranceScene, EveryViewAndLevelOfFrance) {
    for (const auto view :
         {View::kCoverage, View::kSignatories, View::kContracts, View::kPopulation}) {
        for (const auto level :
             {MapLevel::kCommune, MapLevel::kEpci, MapLevel::kDepartment, MapLevel::kRegion}) {
            MapRequest request;
            request.view = view;
            request.level = level;
            const auto result = build(request, {1280, 720, {}});
            keep_picture(*result.scene, "view-" + std::to_string(static_cast<int>(view)) + "-" +
                                            std::to_string(static_cast<int>(level)));
            expect_sound(*result.scene);
        }
    }
}

TEST(FranceScene, TerritoriesFillTheMap) {
    for (const std::string code : {"45", "75", "2A", "974", "976", "35", "973", "59"}) {
        for (const auto level : {MapLevel::kCommune, MapLevel::kEpci}) {
            MapRequest request;
            request.level = level;
            request.focus = department(code);
            const auto result = build(request, {1280, 720, {}});
            keep_picture(*result.scene, "d" + code + (level == MapLevel::kCommune ? "" : "-epci"));
            expect_sound(*result.scene);
            EXPECT_EQ(result.scene->frames.size(), 1U);
        }
    }
    for (const std::string code : {"24", "11", "94"}) {
        for (const auto level : {MapLevel::kCommune, MapLevel::kDepartment}) {
            MapRequest request;
            request.level = level;
            request.focus = *RegionCode::parse(code);
            const auto result = build(request, {1600, 900, {}});
            keep_picture(*result.scene, "r" + code + (level == MapLevel::kCommune ? "" : "-dep"));
            expect_sound(*result.scene);
        }
    }
}

TEST(FranceScene, ThemesAndLanguages) {
    for (const auto theme : {Theme::kDark, Theme::kProjector}) {
        MapRequest request;
        request.theme = theme;
        request.language = Language::kEnglish;
        const auto result = build(request, {1280, 720, {}});
        keep_picture(*result.scene, theme == Theme::kDark ? "dark" : "projector");
        expect_sound(*result.scene);
        request.focus = department("35");
        request.level = MapLevel::kCommune;
        const auto ille = build(request, {1280, 720, {}});
        keep_picture(*ille.scene, theme == Theme::kDark ? "dark-35" : "projector-35");
        expect_sound(*ille.scene);
    }
}

TEST(FranceScene, UnknownTerritoryIsAnError) {
    MapRequest request;
    request.focus = *EpciCode::parse("999999999");
    const auto result = build_scene(france(), request, {}, {});
    ASSERT_FALSE(result.has_value());
    EXPECT_EQ(result.error().code, Error::Code::kNotFound);
}

TEST(FranceScene, LiveEditsKeepTheLegend) {
    MapRequest request;
    request.classes.method = Breaks::kFisher;
    const auto result = build(request, {1280, 720, {}});
    EXPECT_EQ(style_of_communes(france(), request, *result.scene), result.scene->style_of_commune);
    auto edited = france();
    auto state = std::make_shared<indicators::CoverageState>(*edited.coverage);
    for (std::size_t i = 0; i < edited.dataset->contracts.size(); ++i) {
        state->add_contract(i);
    }
    edited.coverage = state;
    const auto styles = style_of_communes(edited, request, *result.scene);
    ASSERT_EQ(styles.size(), result.scene->style_of_commune.size());
    EXPECT_NE(styles, result.scene->style_of_commune);
}

}  // namespace
}  // namespace maillage::carto
