// SPDX-License-Identifier: Apache-2.0
#include "carto/build_scene.hpp"

#include "carto/content.hpp"
#include "carto/labels.hpp"
#include "support/fixed_text_measure.hpp"
#include "support/square_france.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <random>

namespace maillage::carto {
namespace {

/// The squares of square_france() with the rows of \p fill.
SceneInput make_input(const std::function<void(test::DatasetBuilder&)>& fill) {
    test::DatasetBuilder builder;
    builder.department("45", "24").department("41", "24").department("77", "11");
    builder.department("974", "04");
    builder.commune("45001", {"200000001"}).commune("45002", {"200000001"});
    builder.commune("45003", {"200000002"}).commune("45004").commune("41001").commune("77001");
    builder.commune("97401");
    fill(builder);
    auto dataset = std::make_shared<Dataset>(*builder.build());
    const auto squares = test::square_france();
    dataset->outlines = squares.outlines;
    dataset->ledger = squares.ledger;
    SceneInput input;
    input.dataset = dataset;
    indicators::CoverageQuery query;
    query.date = make_date(2024, 12, 31);
    input.coverage = std::make_shared<indicators::CoverageState>(dataset, query);
    input.geometry = build_geometry(*dataset, {}).value();
    input.text = std::make_shared<test::FixedTextMeasure>();
    return input;
}

/// Loiret: 60 of 80 covered and a masked commune; Loir-et-Cher: nobody covered; Seine-et-Marne: a
/// known total of 0; Réunion: nothing is known.
SceneInput usual() {
    return make_input([](test::DatasetBuilder& b) {
        b.count("45001", 60).count("45002", 20).masked("45003", 1, 4).count("41001", 15);
        b.count("77001", 0);
        b.contract({"signed", {"45001"}});
        test::ContractSpec planned{"planned", {"45002"}};
        planned.status = ContractStatus::kNegociation;
        b.contract(planned);
    });
}

MapScenePtr scene_of(const SceneInput& input, const MapRequest& request,
                     const Canvas& canvas = {}) {
    auto result = build_scene(input, request, canvas, {});
    EXPECT_TRUE(result.has_value());
    return result.value().scene;
}

std::uint8_t style(const SceneInput& input, const MapScene& scene, std::string_view code) {
    return scene.style_of_commune[test::commune_row(*input.dataset, code).value];
}

MapRequest by_commune() {
    MapRequest request;
    request.level = MapLevel::kCommune;
    return request;
}

TEST(BuildScene, CommunesSayWhatHoldsThem) {
    const auto input = usual();
    const auto scene = scene_of(input, by_commune());
    EXPECT_EQ(style(input, *scene, "45001"), kCoveredStyle);
    EXPECT_EQ(style(input, *scene, "45002"), kPlannedStyle);
    EXPECT_EQ(style(input, *scene, "41001"), kOpenStyle);
    EXPECT_NE(scene->styles[kPlannedStyle].hatch, Hatch::kNone);
}

TEST(BuildScene, TwoScenariosBesideEachOtherShowWhatOnlyOneOfThemCovers) {
    auto input = usual();
    const auto row = [&](std::string_view code) { return test::commune_row(*input.dataset, code); };
    input.register_coverage = input.coverage;
    auto here = *input.coverage;
    here.add_perimeter(std::vector{row("41001")});
    auto there = *input.coverage;
    there.add_perimeter(std::vector{row("45004")});
    input.coverage = std::make_shared<indicators::CoverageState>(here);
    input.compared_coverage = std::make_shared<indicators::CoverageState>(there);
    input.scenario = "A";
    input.compared = "B";
    const auto scene = scene_of(input, by_commune());
    EXPECT_EQ(style(input, *scene, "45001"), kCoveredStyle) << "in both";
    EXPECT_EQ(style(input, *scene, "41001"), kSupposedStyle);
    EXPECT_EQ(style(input, *scene, "45004"), kLostStyle);
    EXPECT_EQ(style(input, *scene, "77001"), kOpenStyle);
    const auto says = [&](const std::string& words) {
        return std::any_of(scene->texts.begin(), scene->texts.end(), [&](const Text& text) {
            return text.text.find(words) != std::string::npos;
        });
    };
    EXPECT_TRUE(says("seulement dans «\u00A0A\u00A0»"));
    EXPECT_TRUE(says("seulement dans «\u00A0B\u00A0»"));
    EXPECT_TRUE(says("comparé"));
}

// What stands beside the map of a slide is not on it, and is the same words.
TEST(BuildScene, ASlideHasItsFurnitureBesideTheMap) {
    const auto input = usual();
    auto request = by_commune();
    request.focus = *DepartmentCode::parse("45");
    const auto plain = build_scene(input, request, {}, {}).value();
    EXPECT_EQ(plain.words.title, "");
    request.slide = true;
    request.text_scale = 1.5;
    const auto slide = build_scene(input, request, {}, {}).value();
    const auto text_of = [](const SceneResult& result, TextRole role) {
        std::string text;
        for (const auto& one : result.scene->texts) {
            text += one.role == role ? (text.empty() ? "" : " ") + one.text : "";
        }
        return text;
    };
    EXPECT_EQ(slide.words.title, text_of(plain, TextRole::kTitle));
    EXPECT_EQ(slide.words.subtitle, text_of(plain, TextRole::kSubtitle));
    EXPECT_EQ(slide.words.sources, text_of(plain, TextRole::kSource));
    EXPECT_EQ(slide.words.notices, text_of(plain, TextRole::kNotice));
    EXPECT_FALSE(slide.words.title.empty());
    const auto& legend = slide.words.legend;
    EXPECT_GE(legend.texts.size(), 4U);
    for (const auto& text : legend.texts) {
        EXPECT_GE(text.box.x, -0.01) << text.text;
        EXPECT_GE(text.box.y, -0.01) << text.text;
        EXPECT_LE(text.box.right(), legend.width + 0.01) << text.text;
        EXPECT_LE(text.box.bottom(), legend.height + 0.01) << text.text;
        for (const auto& other : legend.texts) {
            EXPECT_TRUE(&text == &other || !text.box.meets(other.box))
                << text.text << " on " << other.text;
        }
    }
    EXPECT_TRUE(
        std::any_of(legend.decorations.begin(), legend.decorations.end(),
                    [](const Decoration& one) { return one.kind == Decoration::Kind::kCircle; }));
    EXPECT_TRUE(slide.scene->decorations.empty());
    for (const auto& text : slide.scene->texts) {
        EXPECT_EQ(text.role, TextRole::kLabel) << text.text;
        EXPECT_TRUE(text.bold) << text.text;
    }
    EXPECT_LT(slide.camera.metres_per_pixel, plain.camera.metres_per_pixel) << "a larger map";
    EXPECT_EQ(slide.scene->ground, rgb(0xFFFFFF));
}

TEST(BuildScene, ZeroMaskedAndUnknownLookDifferent) {
    const auto input = usual();
    const auto scene = scene_of(input, {});
    const auto zero = style(input, *scene, "41001");
    const auto nobody = style(input, *scene, "77001");
    const auto unknown = style(input, *scene, "97401");
    EXPECT_EQ(zero, kFirstClassStyle);
    EXPECT_EQ(nobody, kNoneStyle);
    EXPECT_EQ(unknown, kUnknownStyle);
    EXPECT_EQ(scene->styles[unknown].hatch, Hatch::kDots);
    EXPECT_NE(scene->styles[zero], scene->styles[nobody]);
    // Loiret: 60 of 81 … 84, that is from 71.4 to 74.1 %: one class whatever is masked.
    EXPECT_EQ(style(input, *scene, "45001"), kFirstClassStyle + 4);
}

TEST(BuildScene, AnIntervalOverABoundHasItsOwnPattern) {
    // 60 of 77 … 84: from 71.4 to 77.9 %, on both sides of 75 %.
    const auto input = make_input([](test::DatasetBuilder& b) {
        b.count("45001", 60).count("45002", 16).masked("45003", 1, 8);
        b.contract({"signed", {"45001"}});
    });
    const auto scene = scene_of(input, {});
    const auto& found = scene->styles[style(input, *scene, "45001")];
    EXPECT_EQ(found.hatch, Hatch::kBackDiagonal);
    EXPECT_EQ(found.fill, scene->styles[kFirstClassStyle + 4].fill);
    EXPECT_EQ(found.hatch_color, scene->styles[kFirstClassStyle + 5].fill);
}

TEST(BuildScene, NeighboursOfTheFocusAreFaded) {
    const auto input = usual();
    auto request = by_commune();
    request.focus = *DepartmentCode::parse("45");
    const auto scene = scene_of(input, request);
    EXPECT_EQ(style(input, *scene, "41001"), kFadedStyle);
    EXPECT_EQ(style(input, *scene, "97401"), kFadedStyle);
    EXPECT_EQ(scene->frames.size(), 1U);
    EXPECT_FALSE(scene->rings.empty());
}

TEST(BuildScene, CirclesHaveAreasLikeTheirCountsAndLargeOnesComeFirst) {
    const auto input = usual();
    auto request = by_commune();
    const auto scene = scene_of(input, request);
    const auto circle = [&](std::string_view code) -> const Circle& {
        const auto row = test::commune_row(*input.dataset, code);
        return *std::find_if(scene->circles.begin(), scene->circles.end(),
                             [&](const Circle& one) { return one.commune == row; });
    };
    const double ratio = circle("45001").radius / circle("45002").radius;
    EXPECT_NEAR(ratio * ratio, 3.0, 1e-4);
    const double other = circle("45001").radius / circle("41001").radius;
    EXPECT_NEAR(other * other, 4.0, 1e-4);
    EXPECT_EQ(scene->circles.front().commune, test::commune_row(*input.dataset, "45001"));
    EXPECT_NE(circle("45001").fill, circle("45002").fill);
    EXPECT_NE(circle("41001").fill, circle("45002").fill);
}

TEST(BuildScene, AMaskedCountIsHollowAndHasNoSize) {
    const auto size_of = [](std::int64_t high) {
        const auto input = make_input([&](test::DatasetBuilder& b) {
            b.count("45001", 60).masked("45003", 1, high);
            b.department_total("45", 63);
        });
        const auto scene = scene_of(input, by_commune());
        const auto row = test::commune_row(*input.dataset, "45003");
        for (const auto& circle : scene->circles) {
            if (circle.commune == row) {
                EXPECT_EQ(circle.fill.a, 0);
                return circle.radius;
            }
        }
        return 0.0F;
    };
    // The published total pins it to 3; the map does not show it all the same.
    EXPECT_GT(size_of(4), 0.0F);
    EXPECT_EQ(size_of(4), size_of(9));
}

TEST(BuildScene, ClassesCountEveryUnitWithOneClass) {
    const auto input = usual();
    const auto result = build_scene(input, {}, {}, {}).value();
    ASSERT_EQ(result.classes.size(), 6U);
    EXPECT_TRUE(result.classes[0].zero);
    EXPECT_EQ(result.classes[0].units, 1);  // Loir-et-Cher
    EXPECT_EQ(result.classes[4].units, 1);  // Loiret
    EXPECT_EQ(result.values.size(), 2U);
}

TEST(BuildScene, EditedWordsReplaceThoseOfTheProgram) {
    const auto input = usual();
    MapRequest request;
    request.texts = {"Mon titre", "Mon sous-titre", "Ma légende", "Ma source"};
    const auto scene = scene_of(input, request);
    for (const auto& [role, words] : {std::pair{TextRole::kTitle, "Mon titre"},
                                      {TextRole::kSubtitle, "Mon sous-titre"},
                                      {TextRole::kLegendTitle, "Ma légende"},
                                      {TextRole::kSource, "Ma source"}}) {
        EXPECT_TRUE(std::any_of(scene->texts.begin(), scene->texts.end(), [&](const Text& text) {
            return text.role == role && text.text == words;
        })) << words;
    }
    EXPECT_NE(scene->description.find("Mon titre"), std::string::npos);
}

TEST(BuildScene, TheDescriptionSaysHowManyAreInAClass) {
    MapRequest request;
    request.level = MapLevel::kDepartment;
    const auto scene = scene_of(usual(), request);
    EXPECT_NE(scene->description.find(": 1 département."), std::string::npos) << scene->description;
    EXPECT_EQ(scene->description.find("1 départements"), std::string::npos);
}

TEST(BuildScene, TheSameRequestGivesTheSameScene) {
    const auto input = usual();
    const auto a = scene_of(input, by_commune());
    const auto b = scene_of(input, by_commune());
    EXPECT_EQ(a->style_of_commune, b->style_of_commune);
    EXPECT_EQ(a->styles, b->styles);
    EXPECT_EQ(a->description, b->description);
    ASSERT_EQ(a->texts.size(), b->texts.size());
    for (std::size_t i = 0; i < a->texts.size(); ++i) {
        EXPECT_EQ(a->texts[i].text, b->texts[i].text);
        EXPECT_EQ(a->texts[i].box, b->texts[i].box);
    }
}

/// \p input with a scenario in which \p codes are covered too.
SceneInput supposing(const SceneInput& input, std::initializer_list<std::string_view> codes) {
    auto changed = std::make_shared<indicators::CoverageState>(*input.coverage);
    std::vector<Index<Commune>> communes;
    for (const auto code : codes) {
        communes.push_back(test::commune_row(*input.dataset, code));
    }
    changed->add_perimeter(communes);
    auto scenario = input;
    scenario.register_coverage = input.coverage;
    scenario.coverage = changed;
    scenario.scenario = "Essai";
    return scenario;
}

/// The panel of the legend: the rectangle around its first title.
Rect legend_of(const MapScene& scene) {
    const auto title = std::find_if(scene.texts.begin(), scene.texts.end(), [](const Text& text) {
        return text.role == TextRole::kLegendTitle;
    });
    EXPECT_NE(title, scene.texts.end());
    const auto panel = std::find_if(
        scene.decorations.begin(), scene.decorations.end(), [&](const Decoration& one) {
            return one.kind == Decoration::Kind::kRect && one.box.x < title->box.x &&
                   one.box.y < title->box.y && one.box.right() > title->box.right() &&
                   one.box.bottom() > title->box.bottom();
        });
    EXPECT_NE(panel, scene.decorations.end());
    return panel->box;
}

TEST(BuildScene, PaintingAScenarioMovesNeitherTheMapNorTheCornerOfTheLegend) {
    const auto input = usual();
    const auto painted = supposing(input, {"45004", "41001"});
    const std::array<Focus, 3> all{WholeFrance{}, *DepartmentCode::parse("45"),
                                   *EpciCode::parse("200000001")};
    for (const auto& focus : all) {
        for (const auto level : {MapLevel::kCommune, MapLevel::kDepartment}) {
            for (const Canvas& canvas : {Canvas{}, Canvas{900.0, 620.0, {}}}) {
                MapRequest request;
                request.level = level;
                request.focus = focus;
                const auto before = build_scene(input, request, canvas, {}).value();
                const auto after = build_scene(painted, request, canvas, {}).value();
                EXPECT_EQ(after.camera, before.camera);
                ASSERT_EQ(after.scene->frames.size(), before.scene->frames.size());
                for (std::size_t f = 0; f < after.scene->frames.size(); ++f) {
                    EXPECT_EQ(after.scene->frames[f].viewport, before.scene->frames[f].viewport);
                }
                const auto old_box = legend_of(*before.scene);
                const auto new_box = legend_of(*after.scene);
                EXPECT_TRUE(new_box.y == old_box.y ||
                            std::abs(new_box.bottom() - old_box.bottom()) < 1e-9);
                EXPECT_NEAR(new_box.right(), old_box.right(), 1e-9);
            }
        }
    }
    const auto said = scene_of(painted, by_commune());
    EXPECT_GT(legend_of(*said).height, legend_of(*scene_of(input, by_commune())).height)
        << "what is supposed has an entry of its own";
}

TEST(BuildScene, UnknownTerritoriesAreErrors) {
    const auto input = usual();
    MapRequest request;
    request.focus = *DepartmentCode::parse("13");
    EXPECT_EQ(build_scene(input, request, {}, {}).error().code, Error::Code::kNotFound);
    request.focus = *RegionCode::parse("93");
    EXPECT_EQ(build_scene(input, request, {}, {}).error().code, Error::Code::kNotFound);
}

TEST(BuildScene, SelectionIsOutlined) {
    auto input = usual();
    const auto before = scene_of(input, {})->rings.size();
    input.selection = {test::commune_row(*input.dataset, "41001")};
    EXPECT_EQ(scene_of(input, {})->rings.size(), before + 1);
}

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
    // The panel of the legend has the roundest corners of all that is filled.
    const Decoration* panel = nullptr;
    for (const auto& one : scene.decorations) {
        if (one.kind == Decoration::Kind::kRect && one.area.fill.a == 255 &&
            (panel == nullptr || one.corner > panel->corner)) {
            panel = &one;
        }
    }
    if (panel != nullptr) {
        rects.push_back(panel->box);
    }
    return rects;
}

TEST(BuildScene, NothingOverlapsOnAnyCanvas) {
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

TEST(BuildScene, LabelsThatTheMapCarriesOntoFurnitureAreFound) {
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

TEST(BuildScene, NothingOverlapsOnAMovedMap) {
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

}  // namespace
}  // namespace maillage::carto
