// SPDX-License-Identifier: Apache-2.0
// What is around the territory in focus.
#include "carto/build_scene.hpp"
#include "carto/theme_colors.hpp"
#include "support/fixed_text_measure.hpp"
#include "support/square_france.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <string_view>

namespace maillage::carto {
namespace {

SceneInput squares() {
    SceneInput input;
    input.dataset = std::make_shared<Dataset>(test::square_france());
    indicators::CoverageQuery query;
    query.date = make_date(2024, 12, 31);
    input.coverage = std::make_shared<indicators::CoverageState>(input.dataset, query);
    input.geometry = build_geometry(*input.dataset, {}).value();
    input.text = std::make_shared<test::FixedTextMeasure>();
    return input;
}

TEST(FocusScene, BordersAmongNeighboursAreFaded) {
    const auto input = squares();
    const auto row = [&](std::string_view code) {
        return test::commune_row(*input.dataset, code).value;
    };
    MapRequest request;
    request.level = MapLevel::kCommune;
    request.focus = *DepartmentCode::parse("45");
    const auto scene = build_scene(input, request, {}, {}).value().scene;
    EXPECT_TRUE(scene->is_faded(row("41001"), row("77001")));
    EXPECT_TRUE(scene->is_faded(row("41001"), geo::kOutside));
    EXPECT_FALSE(scene->is_faded(row("45003"), row("41001"))) << "the edge of the focus";
    EXPECT_FALSE(scene->is_faded(geo::kOutside, row("45001")));
    for (const auto& frame : scene->frames) {
        for (const auto rank : {BorderRank::kCommune, BorderRank::kDepartment}) {
            const auto r = static_cast<std::size_t>(rank);
            EXPECT_EQ(frame.faded_borders[r].color, theme_colors(request.theme).faded_line);
            EXPECT_EQ(frame.faded_borders[r].width, frame.borders[r].width);
        }
    }
}

TEST(FocusScene, NothingOfAllFranceIsFaded) {
    const auto input = squares();
    const auto scene = build_scene(input, {}, {}, {}).value().scene;
    for (std::uint32_t i = 0; i + 1 < input.dataset->territories.communes.size(); ++i) {
        EXPECT_FALSE(scene->is_faded(i, i + 1));
    }
}

}  // namespace
}  // namespace maillage::carto
