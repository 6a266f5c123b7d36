// SPDX-License-Identifier: Apache-2.0
/// \file
/// Titles, legends and labels: none stands on another.

#include "carto/labels.hpp"
#include "unit/carto/scene_case.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

namespace maillage::carto {
namespace {

/// Panels, insets, title, sources: everything that must keep apart, as rectangles.
std::vector<Rect> furniture(const MapScene& scene) {
    std::vector<Rect> rects;
    for (const auto& frame : scene.frames) {
        if (frame.inset) {
            rects.push_back(frame.viewport);
        }
    }
    for (const auto& text : scene.texts) {
        if (text.role == TextRole::kTitle || text.role == TextRole::kSubtitle ||
            text.role == TextRole::kSource || text.role == TextRole::kNotice ||
            text.role == TextRole::kScale || text.role == TextRole::kLabel) {
            rects.push_back(text.box);
        }
    }
    // The panel of the legend is the filled rectangle below its words.
    const auto words = std::find_if(scene.texts.begin(), scene.texts.end(), [](const Text& text) {
        return text.role == TextRole::kLegendTitle || text.role == TextRole::kLegendEntry;
    });
    if (words != scene.texts.end()) {
        const auto panel =
            std::find_if(scene.decorations.begin(), scene.decorations.end(), [&](const auto& one) {
                return one.kind == Decoration::Kind::kRect && one.area.fill.a == 255 &&
                       one.box.holds(words->box.centre());
            });
        EXPECT_NE(panel, scene.decorations.end());
        rects.push_back(panel->box);
    }
    return rects;
}

TEST(SceneFurniture, NothingOverlapsOnAnyCanvas) {
    const auto input = usual();
    constexpr unsigned kSeed = 45;
    std::mt19937 random(kSeed);
    for (int round = 0; round < 200; ++round) {
        const double width = 640.0 + static_cast<double>(random() % 3201);
        const double height = std::max(
            400.0, std::min(2160.0, width * (0.45 + static_cast<double>(random() % 40) / 100.0)));
        MapRequest request;
        request.level = static_cast<MapLevel>(random() % 4);
        request.view = static_cast<View>(random() % 4);
        request.furniture.north = random() % 2 == 0;
        if (random() % 2 == 0) {
            request.focus = *DepartmentCode::parse("45");
        }
        const auto scene = scene_of(input, request, {width, height, {}});
        // Screens draw labels in the nearest sharp size, up to a twentieth wider.
        std::vector<Rect> labels;
        for (const auto& text : scene->texts) {
            if (text.role == TextRole::kLabel) {
                labels.push_back({text.box.x - 0.025 * text.box.width, text.box.y,
                                  1.05 * text.box.width, text.box.height});
            }
        }
        for (std::size_t i = 0; i < labels.size(); ++i) {
            for (std::size_t j = i + 1; j < labels.size(); ++j) {
                EXPECT_FALSE(labels[i].meets(labels[j])) << round;
            }
        }
        const auto rects = furniture(*scene);
        for (std::size_t i = 0; i < rects.size(); ++i) {
            EXPECT_GE(rects[i].x, 0.0);
            EXPECT_GE(rects[i].y, 0.0);
            EXPECT_LE(rects[i].right(), width + 1e-6) << width << " × " << height;
            EXPECT_LE(rects[i].bottom(), height + 1e-6) << width << " × " << height;
            for (std::size_t j = i + 1; j < rects.size(); ++j) {
                EXPECT_FALSE(rects[i].meets(rects[j]))
                    << "seed " << kSeed << " round " << round << ": " << width << " × " << height
                    << " rectangles " << i << " and " << j;
            }
        }
    }
}

/// square_france() with a square for Paris, so that the map has its inset.
SceneInput with_paris() {
    test::DatasetBuilder builder;
    builder.department("45", "24").department("75", "11").department("974", "04");
    builder.commune("45001").commune("45002").commune("75056").commune("97401");
    builder.count("45001", 60).count("45002", 20).count("75056", 900).masked("97401", 1, 4);
    builder.contract({"signed", {"45001"}});
    auto dataset = std::make_shared<Dataset>(*builder.build());
    auto outlines = std::make_shared<Outlines>();
    outlines->polygons.crs.definition = geo::kWgs84;
    test::add_degree_square(outlines->polygons, 190, 47.9);
    test::add_degree_square(outlines->polygons, 191, 47.9);
    test::add_degree_square(outlines->polygons, 192, 47.9);
    test::add_degree_square(outlines->polygons, 5550, -21.1);
    dataset->outlines = std::move(outlines);
    dataset->ledger = test::square_france().ledger;
    SceneInput input;
    input.dataset = dataset;
    input.coverage =
        std::make_shared<indicators::CoverageState>(dataset, indicators::CoverageQuery{});
    input.geometry = build_geometry(*dataset, {}).value();
    input.text = std::make_shared<test::FixedTextMeasure>();
    return input;
}

TEST(SceneFurniture, LabelsThatTheMapCarriesOntoFurnitureAreFound) {
    const auto input = usual();
    const auto scene = scene_of(input, by_commune());
    std::size_t labels = 0;
    for (const auto& text : scene->texts) {
        if (text.role != TextRole::kLabel) {
            continue;
        }
        ++labels;
        EXPECT_FALSE(runs_into_furniture(*scene, text.box)) << text.text;
        for (const auto& fixed : scene->texts) {
            if (fixed.role == TextRole::kSource || fixed.role == TextRole::kLegendEntry) {
                const Rect moved{fixed.box.x + 1.0, fixed.box.y - 1.0, text.box.width,
                                 text.box.height};
                EXPECT_TRUE(runs_into_furniture(*scene, moved)) << fixed.text;
            }
        }
    }
    EXPECT_GT(labels, 0U);
}

TEST(SceneFurniture, NothingOverlapsOnAMovedMap) {
    const auto input = with_paris();
    const auto box = input.geometry->sheets[0].box;
    constexpr unsigned kSeed = 75;
    std::mt19937 random(kSeed);
    std::size_t paris = 0;
    for (int round = 0; round < 300; ++round) {
        const double width = 500.0 + static_cast<double>(random() % 2000);
        const double height = 640.0 + static_cast<double>(random() % 1000);
        MapRequest request;
        request.level = static_cast<MapLevel>(random() % 4);
        request.view = static_cast<View>(random() % 4);
        request.text_scale = 1.0 + static_cast<double>(random() % 2) / 4.0;
        if (random() % 3 == 0) {
            request.focus = *DepartmentCode::parse("45");
        }
        const geo::Point centre{
            box.min_x + box.width() * static_cast<double>(random() % 100) / 100.0,
            box.min_y + box.height() * static_cast<double>(random() % 100) / 100.0};
        const Camera camera{centre, std::exp2(static_cast<double>(random() % 9) - 4.0)};
        const auto scene = scene_of(input, request, {width, height, camera});
        paris += scene->frames.size() > 2 ? 1U : 0U;
        const auto rects = furniture(*scene);
        for (std::size_t i = 0; i < rects.size(); ++i) {
            for (std::size_t j = i + 1; j < rects.size(); ++j) {
                EXPECT_FALSE(rects[i].meets(rects[j]))
                    << "seed " << kSeed << " round " << round << ": " << width << " × " << height
                    << " rectangles " << i << " (" << rects[i].x << " " << rects[i].y << " "
                    << rects[i].width << " " << rects[i].height << ") and " << j << " ("
                    << rects[j].x << " " << rects[j].y << " " << rects[j].width << " "
                    << rects[j].height << ") of " << rects.size();
            }
        }
    }
    EXPECT_GT(paris, 20U);
}

/// Whether words of \p role stand on a filled rectangle of the scene.
bool has_ground(const MapScene& scene, TextRole role) {
    const auto words = std::find_if(scene.texts.begin(), scene.texts.end(),
                                    [&](const Text& text) { return text.role == role; });
    EXPECT_NE(words, scene.texts.end());
    return std::any_of(scene.decorations.begin(), scene.decorations.end(), [&](const auto& one) {
        return one.kind == Decoration::Kind::kRect && one.area.fill.a == 255 &&
               one.box.holds({words->box.x, words->box.y}) &&
               one.box.holds({words->box.right(), words->box.bottom()});
    });
}

TEST(SceneFurniture, WordsOnTheTerritoryHaveAGround) {
    const auto input = usual();
    const auto box = input.geometry->sheets[0].box;
    auto request = by_commune();
    request.focus = *DepartmentCode::parse("45");
    const Canvas whole{900.0, 700.0, std::nullopt};
    const auto clear = scene_of(input, request, whole);
    for (const auto role : {TextRole::kTitle, TextRole::kSource, TextRole::kScale}) {
        EXPECT_FALSE(has_ground(*clear, role));
    }
    // Squares of 10 km as wide as the canvas: the Loiret is beneath every corner of it.
    const auto zoomed =
        scene_of(input, request, {900.0, 700.0, Camera{box.centre(), box.width() / 9000.0}});
    for (const auto role : {TextRole::kTitle, TextRole::kSource, TextRole::kScale}) {
        EXPECT_TRUE(has_ground(*zoomed, role));
    }
    const auto away = scene_of(
        input, request,
        {900.0, 700.0, Camera{{box.max_x + 10 * box.width(), box.max_y}, box.width() / 9000.0}});
    EXPECT_FALSE(has_ground(*away, TextRole::kTitle));
}

}  // namespace
}  // namespace maillage::carto
