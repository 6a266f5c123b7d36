// SPDX-License-Identifier: Apache-2.0
#include "carto/build_scene.hpp"

#include "carto/content.hpp"
#include "unit/carto/scene_case.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace maillage::carto {
namespace {

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

/// Ink of the circles of a department of 10 × 10 squares of about 1.1 × 0.7 km, of which \p large
/// have 40 signatories and the others 1, as a share of its ground.
double share_of_ink(int large) {
    constexpr int kSide = 10;
    test::DatasetBuilder builder;
    builder.department("45", "24");
    auto outlines = std::make_shared<Outlines>();
    outlines->polygons.crs.definition = geo::kWgs84;
    for (int i = 0; i < kSide * kSide; ++i) {
        const auto code = std::to_string(45001 + i);
        builder.commune(code).count(code, i < large ? 40 : 1);
        test::add_degree_square(outlines->polygons, 190 + i % kSide, 47.9 - 0.01 * (i / kSide));
    }
    auto dataset = std::make_shared<Dataset>(*builder.build());
    dataset->outlines = outlines;
    dataset->ledger = test::square_france().ledger;
    SceneInput input = usual();
    input.dataset = dataset;
    input.coverage = std::make_shared<indicators::CoverageState>(dataset, input.coverage->query());
    input.geometry = build_geometry(*dataset, {}).value();
    auto request = by_commune();
    request.focus = *DepartmentCode::parse("45");
    const auto scene = scene_of(input, request, {900.0, 700.0, std::nullopt});
    double ink = 0.0;
    for (const auto& circle : scene->circles) {
        ink += std::numbers::pi * std::pow(static_cast<double>(circle.radius), 2);
    }
    const auto& box = input.geometry->sheets[0].box;
    const double metres = scene->frames.front().camera.metres_per_pixel;
    return ink / (box.width() * box.height() / (metres * metres));
}

TEST(BuildScene, CirclesOfMuchTheSameSizeLeaveTheMapToBeSeen) {
    // With the radius of a single one they would take more than half of it.
    EXPECT_LT(share_of_ink(100), 0.4);
    EXPECT_GT(share_of_ink(100), 0.15);
    EXPECT_LT(share_of_ink(1), 0.05);
}

TEST(BuildScene, NoSampleInTheLegendIsSmallerThanEveryCircle) {
    const auto samples = [](std::int64_t smallest, std::int64_t largest) {
        const auto input = make_input([&](test::DatasetBuilder& b) {
            b.count("45001", largest).count("45002", smallest).masked("45003", 1, 4);
        });
        std::string found;
        for (const auto& text : scene_of(input, by_commune())->texts) {
            if (text.role == TextRole::kLegendEntry &&
                text.text.find_first_not_of("0123456789") == std::string::npos) {
                found += (found.empty() ? "" : " ") + text.text;
            }
        }
        return found;
    };
    EXPECT_EQ(samples(1, 60), "50 10 2");
    EXPECT_EQ(samples(5, 60), "50 10 5") << "none of 2, where counts below 5 are not published";
    EXPECT_EQ(samples(15, 60), "50 20");
    EXPECT_EQ(samples(7, 7), "7");
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

// Around a contract of elsewhere nothing is drawn that would say what it is.
TEST(BuildScene, OnlyContractsOfTheFocusAreOutlined) {
    const auto with = [](const char* code) {
        return make_input([&](test::DatasetBuilder& b) {
            b.count("45001", 60).count("41001", 15);
            b.contract({"signed", {code}});
        });
    };
    auto request = by_commune();
    request.view = View::kContracts;
    request.focus = *DepartmentCode::parse("45");
    const auto none =
        scene_of(make_input([](test::DatasetBuilder& b) { b.count("45001", 60); }), request)
            ->rings.size();
    EXPECT_EQ(scene_of(with("45001"), request)->rings.size(), none + 1);
    EXPECT_EQ(scene_of(with("41001"), request)->rings.size(), none);
    request.focus = WholeFrance{};
    EXPECT_GT(scene_of(with("41001"), request)->rings.size(), 0U);
}

TEST(BuildScene, SelectionIsOutlined) {
    auto input = usual();
    const auto before = scene_of(input, {})->rings.size();
    input.selection = {test::commune_row(*input.dataset, "41001")};
    EXPECT_EQ(scene_of(input, {})->rings.size(), before + 1);
}

}  // namespace
}  // namespace maillage::carto
