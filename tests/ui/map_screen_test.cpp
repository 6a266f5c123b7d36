// SPDX-License-Identifier: Apache-2.0
/// \file
/// What the map's screen draws around the map: its tips, the histogram of its classes.

#include "ui/counts_years.hpp"
#include "ui/harness.hpp"
#include "ui/map_tip.hpp"
#include "ui/parts.hpp"

#include <gtest/gtest.h>
#include <imgui/imgui_internal.h>

#include <algorithm>
#include <utility>

namespace maillage::ui {
namespace {

namespace command = workspace::command;
using test::ScreenHarness;
using test::SmallScreen;

TEST(MapTip, StaysOnTheMap) {
    SmallScreen screen;
    test::PanelHarness harness(screen);
    harness.draw_with([](const PanelContext& context, CommandSink&) {
        draw_map_tip(context.look, {"Seine-et-Marne", "3 654 signataires"}, {0, 0, 600, 800});
    });
    const auto tip = [&](float x) {
        ImGui::GetIO().MousePos = {x, 300};
        harness.frames(3);
        const auto* window = ImGui::FindWindowByName("##Tooltip_00");
        return std::pair(window->Pos.x, window->Pos.x + window->Size.x);
    };
    EXPECT_GT(tip(200).first, 200.0F);
    EXPECT_LT(tip(590).second, 590.0F) << "left of the mouse, not over the panel";
}

/// Three classes with bounds at 20 and 60 %.
workspace::Snapshot with_classes(const SmallScreen& small) {
    auto snapshot = small.snapshot;
    auto map = std::make_shared<carto::MapScene>();
    map->width = 920;
    map->height = 720;
    map->frames.emplace_back();
    map->frames.back().viewport = {0, 0, 920, 720};
    map->frames.back().camera = {{600'000, 6'600'000}, 1000};
    auto scene = std::make_shared<carto::SceneResult>();
    scene->scene = map;
    scene->classes = {{0.0, 0.2, {}, 1, false}, {0.2, 0.6, {}, 1, false}, {0.6, 1.0, {}, 1, false}};
    scene->values = {0.1, 0.3, 0.9};
    snapshot.scene = scene;
    snapshot.settings = std::make_shared<workspace::Settings>();
    return snapshot;
}

TEST(Histogram, ABoundFollowsTheMouseToWhereItIsLetGoAndStopsAtItsNeighbour) {
    const SmallScreen small;
    ScreenHarness screen(with_classes(small));
    screen.frames(2);
    const auto* plot = screen.log().find("map/histogram");
    ASSERT_NE(plot, nullptr);
    const auto box = plot->box;
    const auto x_of = [&](double share) { return static_cast<float>(box.x + box.width * share); };
    const auto y = static_cast<float>(box.y + 20);
    auto& io = ImGui::GetIO();
    const auto drag = [&](double to) {
        io.MousePos = {x_of(0.2), y};
        screen.frames(2);
        io.MouseDown[0] = true;
        screen.frames(2);
        // The last motion and the release come in one frame, as they do from a fast hand.
        io.MousePos = {x_of(to), y};
        io.MouseDown[0] = false;
        screen.frames(2);
        const auto* said = screen.last<command::SetMap>();
        return said == nullptr ? std::vector<double>() : said->map.classes.manual;
    };
    EXPECT_EQ(drag(0.4), (std::vector<double>{0.4, 0.6}));
    EXPECT_EQ(drag(0.8), (std::vector<double>{0.595, 0.6}));
}

TEST(CountsYears, ThoseFoundTheMeanOfThreeThatFollowAndThoseAFileMayBeOf) {
    auto builder = test::small_builder();
    for (const int year : {2019, 2021, 2022}) {
        builder.year(year).count("45001", 3);
    }
    const auto years_of = [](const Dataset& dataset) {
        std::vector<std::vector<int>> years;
        for (const auto& choice : counts_years_choices(dataset)) {
            EXPECT_TRUE(choice.found);
            years.push_back(choice.years);
        }
        return years;
    };
    using Years = std::vector<std::vector<int>>;
    EXPECT_EQ(years_of(*builder.build()),
              (Years{{2023}, {2022}, {2021}, {2019}, {2021, 2022, 2023}}));
    EXPECT_EQ(years_of(*test::small_builder().build()), (Years{{2023}}));

    auto unsaid = *test::small_builder().build();
    unsaid.ledger.sources.emplace_back();
    unsaid.ledger.entries.push_back({Severity::kInformation,
                                     {static_cast<std::uint32_t>(unsaid.ledger.sources.size() - 1)},
                                     {},
                                     {MessageId::kCirYearAssumed, {"2023"}}});
    const auto choices = counts_years_choices(unsaid);
    EXPECT_EQ(choices.front().years, std::vector<int>{2023});
    EXPECT_TRUE(std::any_of(choices.begin(), choices.end(), [](const CountsYears& choice) {
        return choice.years == std::vector<int>{2022} && !choice.found;
    })) << "the file may be of 2022";
}

TEST(CountsYears, ChosenBelowTheNameOfTheTerritoryOrInTheMenu) {
    auto builder = test::small_builder();
    builder.year(2022).count("45001", 3);
    const SmallScreen small(builder.build());
    ScreenHarness screen(small.snapshot);
    screen.click("band/counts_years");
    screen.click("counts_years/2022");
    const auto* said = screen.last<command::SetCountsYears>();
    ASSERT_NE(said, nullptr);
    EXPECT_EQ(said->years, std::vector<int>{2022});

    screen.commands.clear();
    screen.click("band/menu");
    screen.click("menu/edit/counts_years");
    screen.click("counts_years/2022");
    EXPECT_NE(screen.last<command::SetCountsYears>(), nullptr);
}

}  // namespace
}  // namespace maillage::ui
