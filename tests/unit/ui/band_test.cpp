// SPDX-License-Identifier: Apache-2.0
/// \file
/// The band on top has room for its figures at every size and scale.

#include "ui/harness.hpp"
#include "unit/ui/screen_case.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace maillage::test {
namespace {

// 250 % in a window of 1280 × 720, a narrow one, a wide one: the rate is always there, and nothing
// of the band lies over anything else of it.
TEST(Band, KeepsItsRateAtEveryScale) {
    for (const double scale : {1.0, 1.5, 2.5}) {
        for (const auto& [width, height] :
             {std::pair{1280.0, 720.0}, {1920.0, 1080.0}, {800.0, 600.0}}) {
            auto snapshot = small_snapshot();
            auto view = std::make_shared<workspace::ViewState>();
            view->scale = scale;
            snapshot.view = view;
            ScreenHarness screen(std::move(snapshot), width, height);
            screen.frames(2);
            std::vector<carto::Rect> boxes;
            for (const auto& item : screen.log().items) {
                if (item.id.starts_with("band/")) {
                    EXPECT_GE(item.box.x, 0.0) << item.id;
                    EXPECT_LE(item.box.right(), width + 1) << item.id;
                    boxes.push_back(item.box);
                }
            }
            EXPECT_TRUE(screen.shows("band/rate")) << scale << ", " << width;
            EXPECT_TRUE(screen.shows("band/menu"));
            for (std::size_t a = 0; a < boxes.size(); ++a) {
                for (std::size_t b = a + 1; b < boxes.size(); ++b) {
                    const bool apart =
                        boxes[a].right() <= boxes[b].x + 1 || boxes[b].right() <= boxes[a].x + 1 ||
                        boxes[a].bottom() <= boxes[b].y + 1 || boxes[b].bottom() <= boxes[a].y + 1;
                    EXPECT_TRUE(apart) << scale << ", " << width << ": " << a << " and " << b;
                }
            }
        }
    }
}

/// What the band says in a window \p width wide, opened on a department with a masked commune, a
/// contract in negotiation and a target that it misses.
std::string said_in_band(double width, std::string_view id) {
    DatasetBuilder builder;
    builder.region("24").department("45", "24");
    builder.commune("45001").commune("45002").commune("45003");
    builder.count("45001", 600).masked("45002", 1, 40).count("45003", 200);
    builder.contract({.id = "A", .communes = {"45001"}, .signed_on = "2021-06-01"});
    builder.contract({.id = "B", .communes = {"45003"}, .status = ContractStatus::kNegociation});
    builder.target("45", 2024, {90, 100});
    auto snapshot = small_snapshot();
    auto view = std::make_shared<workspace::ViewState>();
    view->map.focus = *DepartmentCode::parse("45");
    snapshot.view = view;
    auto results = std::make_shared<workspace::Results>(*snapshot.results);
    results->dataset = builder.build();
    results->coverage =
        std::make_shared<indicators::CoverageState>(results->dataset, results->coverage->query());
    results->hierarchy = std::make_shared<index::Hierarchy>(results->dataset->territories);
    snapshot.results = results;
    ScreenHarness screen(std::move(snapshot), width, 720.0);
    screen.frames(2);
    const auto& items = screen.log().items;
    const auto found =
        std::find_if(items.begin(), items.end(), [&](const auto& item) { return item.id == id; });
    return found == items.end() ? "" : found->label;
}

TEST(Band, SaysLessInANarrowWindowAndCutsNothing) {
    std::set<std::string> targets;
    std::set<std::string> below;
    for (double width = 1500.0; width >= 1000.0; width -= 10.0) {
        targets.insert(said_in_band(width, "band/target"));
        below.insert(said_in_band(width, "band/below"));
    }
    // Where there is no room for the gauge nothing is said.
    const std::string target = "Cible 2024\u00A0: 90\u00A0%, encore ";
    const std::string left = target + "121\u00A0–\u00A0156";
    EXPECT_EQ(targets, (std::set<std::string>{"", left + " signataires à couvrir", left}));
    EXPECT_EQ(below, (std::set<std::string>{"", "1 contrat compté · 1 en négociation"}));
}

}  // namespace
}  // namespace maillage::test
