// SPDX-License-Identifier: Apache-2.0
#include "carto/scene_builder.hpp"

#include "unit/carto/scene_case.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <memory>

namespace maillage::carto {
namespace {

/// Counts what is laid out.
class CountingMeasure final : public TextMeasure {
public:
    TextSize measure(std::string_view text, double size, bool bold) const override {
        ++asked;
        return test::FixedTextMeasure().measure(text, size, bold);
    }
    mutable std::atomic<int> asked = 0;
};

class SceneBuilderTest : public testing::Test {
protected:
    void SetUp() override {
        auto dataset = std::make_shared<Dataset>(test::square_france());
        input.dataset = dataset;
        indicators::CoverageQuery query;
        query.date = make_date(2024, 12, 31);
        input.coverage = std::make_shared<indicators::CoverageState>(input.dataset, query);
        input.geometry = build_geometry(*dataset, {}).value();
        input.text = measure;
    }

    /// Texts measured to build a scene.
    template <typename Build>
    int cost(const Build& build, const SceneInput& of, const MapRequest& request,
             const Canvas& canvas = {}) const {
        measure->asked = 0;
        EXPECT_TRUE(build(of, request, canvas, Progress()));
        return measure->asked;
    }

    std::shared_ptr<CountingMeasure> measure = std::make_shared<CountingMeasure>();
    SceneInput input;
    SceneBuilder builder;
};

TEST_F(SceneBuilderTest, WhatStandsWithoutTheScenarioIsLaidOutOnce) {
    const auto first = supposing(input, {"45001"});
    const auto second = supposing(input, {"45001", "45003"});
    const int twice = cost(build_scene, second, {});
    EXPECT_EQ(cost(builder, first, {}), cost(build_scene, first, {}));
    const int once = cost(builder, second, {});
    EXPECT_LT(once, twice) << "one edit later";
    Canvas moved;
    moved.camera = Camera{{600000.0, 6700000.0}, 200.0};
    EXPECT_LT(cost(builder, second, {}, moved), cost(build_scene, second, {}, moved));
    EXPECT_LT(cost(SceneBuilder(builder), first, {}), cost(build_scene, first, {}));
}

TEST_F(SceneBuilderTest, TheMapLookedAtBeforeTheScenarioIsRemembered) {
    const auto scenario = supposing(input, {"45001"});
    EXPECT_EQ(cost(builder, input, {}), cost(build_scene, input, {}));
    EXPECT_LT(cost(builder, scenario, {}), cost(build_scene, scenario, {}));
}

TEST_F(SceneBuilderTest, AnotherMapIsLaidOutAnew) {
    const auto scenario = supposing(input, {"45001"});
    cost(builder, scenario, {});
    MapRequest request;
    request.texts.title = "Un titre qui prend plus de place que celui du programme";
    EXPECT_EQ(cost(builder, scenario, request), cost(build_scene, scenario, request));
    const Canvas narrow{700.0, 500.0, {}};
    EXPECT_EQ(cost(builder, scenario, {}, narrow), cost(build_scene, scenario, {}, narrow));
    auto other = scenario;
    other.register_coverage = std::make_shared<indicators::CoverageState>(*input.coverage);
    EXPECT_EQ(cost(builder, other, {}), cost(build_scene, other, {}));
}

TEST_F(SceneBuilderTest, TheScenesAreThoseOfBuildScene) {
    const auto expect_same = [&](const SceneInput& of) {
        const auto a = builder(of, {}, {}, {}).value();
        const auto b = build_scene(of, {}, {}, {}).value();
        EXPECT_EQ(a.camera, b.camera);
        EXPECT_EQ(a.scene->style_of_commune, b.scene->style_of_commune);
        ASSERT_EQ(a.scene->texts.size(), b.scene->texts.size());
        for (std::size_t i = 0; i < a.scene->texts.size(); ++i) {
            EXPECT_EQ(a.scene->texts[i].text, b.scene->texts[i].text);
            EXPECT_EQ(a.scene->texts[i].box, b.scene->texts[i].box);
        }
    };
    expect_same(input);
    expect_same(supposing(input, {"45001"}));
    expect_same(supposing(input, {"45001", "41001"}));
    expect_same(input);
}

}  // namespace
}  // namespace maillage::carto
