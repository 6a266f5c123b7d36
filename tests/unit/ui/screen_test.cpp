// SPDX-License-Identifier: Apache-2.0
/// \file
/// The screen on paper-sized data: what is clicked becomes a command, and nothing else happens.

#include "support/dataset_builder.hpp"
#include "ui/harness.hpp"
#include "ui/territory_facts.hpp"
#include "unit/ui/screen_case.hpp"

#include <gtest/gtest.h>
#include <imgui/imgui_internal.h>

#include <algorithm>
#include <string_view>

namespace maillage::test {
namespace {

namespace command = workspace::command;
using workspace::ThingRef;

/// The map at 1600×900 begins at (268, 84): a point of it that is no text.
constexpr double kMapX = 700;
constexpr double kMapY = 500;

TEST(Screen, IsStillWhenNothingHappens) {
    ScreenHarness screen(small_snapshot());
    screen.frames(30);
    EXPECT_TRUE(screen.commands.empty());
    EXPECT_FALSE(screen.output.moving);
    EXPECT_LT(screen.output.wake_in, 0.0);
    EXPECT_EQ(screen.output.map, (carto::Rect{268, 84, 920, 720}));
}

TEST(Screen, ChangesOnlyWhatWasClicked) {
    ScreenHarness screen(small_snapshot());
    screen.click("Communes###map/level/0");
    ASSERT_EQ(screen.commands.size(), 1U);
    auto expected = screen.snapshot().view->map;
    expected.level = carto::MapLevel::kCommune;
    EXPECT_EQ(screen.said<command::SetMap>().at(0).map, expected);
    screen.commands.clear();
    screen.click("Signataires###map/view/signatories");
    EXPECT_EQ(screen.said<command::SetMap>().at(0).map.view, carto::View::kSignatories);
    screen.commands.clear();
    screen.click("map/circles");
    EXPECT_FALSE(screen.said<command::SetMap>().at(0).map.circles);
}

TEST(Screen, EveryLayerHasItsBox) {
    auto snapshot = small_snapshot();
    auto results = std::make_shared<workspace::Results>(*snapshot.results);
    auto dataset = std::make_shared<Dataset>(*results->dataset);
    dataset->layers.resize(2);
    dataset->layers[0].source = 4;
    dataset->layers[0].name = "quartiers";
    dataset->layers[1].source = 7;
    dataset->layers[1].shown = false;
    dataset->layers[1].built_in = true;
    results->dataset = dataset;
    snapshot.results = results;
    ScreenHarness screen(std::move(snapshot));
    screen.click("map/layer/4");
    ASSERT_EQ(screen.said<command::SetMap>().size(), 1U);
    EXPECT_EQ(screen.said<command::SetMap>().front().map.layers,
              (std::vector<carto::ShownLayer>{{4, false}}));
    screen.commands.clear();
    screen.click("map/layer/7");
    EXPECT_EQ(screen.said<command::SetMap>().front().map.layers,
              (std::vector<carto::ShownLayer>{{7, true}}));
}

TEST(Screen, TheLargeFigureOpensHowItWasComputed) {
    ScreenHarness screen(small_snapshot());
    screen.click("band/rate");
    ASSERT_EQ(screen.said<command::Explain>().size(), 1U);
    EXPECT_EQ(screen.said<command::Explain>().front().figure, workspace::Figure::kRate);
}

TEST(Screen, AClickOnFranceOpensTheDepartment) {
    ScreenHarness screen(small_snapshot());
    const auto& dataset = *screen.snapshot().results->dataset;
    screen.pick = [&](carto::Pixel) { return ui::MapHit{0, commune_row(dataset, "45002")}; };
    screen.press_at(kMapX, kMapY);
    ASSERT_EQ(screen.said<command::SetFocus>().size(), 1U);
    EXPECT_EQ(screen.said<command::SetFocus>().front().focus,
              carto::Focus(*DepartmentCode::parse("45")));
    EXPECT_EQ(screen.said<command::OpenSheet>().at(0).thing,
              (ThingRef{ThingRef::Kind::kDepartment, "45"}));
}

TEST(Screen, InADepartmentAClickSelectsAndCtrlAdds) {
    ScreenHarness screen(small_snapshot());
    screen.change_view([](workspace::ViewState& view) {
        view.map.focus = *DepartmentCode::parse("45");
        view.map.level = carto::MapLevel::kCommune;
    });
    const auto& dataset = *screen.snapshot().results->dataset;
    screen.pick = [&](carto::Pixel) { return ui::MapHit{0, commune_row(dataset, "45002")}; };
    screen.press_at(kMapX, kMapY);
    const ThingRef commune{ThingRef::Kind::kCommune, "45002"};
    ASSERT_EQ(screen.said<command::Select>().size(), 1U);
    EXPECT_EQ(screen.said<command::Select>().front().how, command::Pick::kReplace);
    EXPECT_EQ(screen.said<command::Select>().front().things, std::vector<ThingRef>{commune});
    screen.commands.clear();
    ImGui::GetIO().KeyCtrl = true;
    screen.press_at(kMapX, kMapY);
    ImGui::GetIO().KeyCtrl = false;
    ASSERT_EQ(screen.said<command::Select>().size(), 1U);
    EXPECT_EQ(screen.said<command::Select>().front().how, command::Pick::kToggle);
}

TEST(Screen, DraggingMovesTheMapByAsManyMetres) {
    ScreenHarness screen(small_snapshot());
    screen.drag(kMapX, kMapY, kMapX - 80, kMapY + 40);
    const auto said = screen.said<command::SetCamera>();
    ASSERT_FALSE(said.empty());
    const auto camera = said.back().camera;
    ASSERT_TRUE(camera);
    EXPECT_NEAR(camera->centre.x, 600'000 + 80'000, 1);
    EXPECT_NEAR(camera->centre.y, 6'600'000 + 40'000, 1);
    EXPECT_TRUE(screen.said<command::Select>().empty()) << "a drag is not a click";
}

TEST(Screen, TheWheelZoomsAndComesToRest) {
    ScreenHarness screen(small_snapshot());
    screen.wheel(kMapX, kMapY, 1.0F);
    EXPECT_TRUE(screen.output.moving);
    screen.frames(15);
    EXPECT_FALSE(screen.output.moving);
    const auto said = screen.said<command::SetCamera>();
    ASSERT_FALSE(said.empty());
    EXPECT_NEAR(said.back().camera->metres_per_pixel, 800, 1e-6);
}

TEST(Screen, ShiftDragSelectsInARectangle) {
    ScreenHarness screen(small_snapshot());
    ImGui::GetIO().KeyShift = true;
    screen.drag(kMapX, kMapY, kMapX + 100, kMapY + 100);
    ImGui::GetIO().KeyShift = false;
    ASSERT_EQ(screen.said<command::Select>().size(), 1U);
    EXPECT_TRUE(screen.said<command::Select>().front().things.empty()) << "no geometry here";
    EXPECT_TRUE(screen.said<command::SetCamera>().empty());
}

TEST(Screen, TheTitleIsEditedWhereItStands) {
    ScreenHarness screen(small_snapshot());
    screen.press_at(268 + 60, 84 + 26);
    ASSERT_TRUE(screen.shows("map/text"));
    screen.type("Mon titre");
    screen.key(ImGuiKey_Enter);
    const auto said = screen.said<command::SetMap>();
    ASSERT_EQ(said.size(), 1U);
    EXPECT_EQ(said.front().map.texts.title, "Mon titre");
    EXPECT_FALSE(screen.shows("map/text"));
}

TEST(Screen, ShortcutsDoWhatTheMenuDoes) {
    ScreenHarness screen(small_snapshot());
    screen.shortcut("panels/data");
    ASSERT_EQ(screen.said<command::SetScreen>().size(), 1U);
    EXPECT_EQ(screen.said<command::SetScreen>().front().screen, workspace::Screen::kData);
    screen.commands.clear();
    screen.click("band/menu");
    ASSERT_TRUE(screen.shows("menu/panels/data"));
    screen.click("menu/panels/data");
    EXPECT_EQ(screen.said<command::SetScreen>().size(), 1U);
}

TEST(Screen, EscapeGoesBackOneStepAtATime) {
    ScreenHarness screen(small_snapshot());
    screen.change_view([](workspace::ViewState& view) {
        view.map.focus = *DepartmentCode::parse("45");
        view.selection = {{ThingRef::Kind::kCommune, "45001"}};
    });
    screen.shortcut("move/back");
    EXPECT_EQ(screen.said<command::Select>().size(), 1U);
    EXPECT_TRUE(screen.said<command::SetFocus>().empty());
    screen.change_view([](workspace::ViewState& view) { view.selection.clear(); });
    screen.shortcut("move/back");
    ASSERT_EQ(screen.said<command::SetFocus>().size(), 1U);
    EXPECT_EQ(screen.said<command::SetFocus>().front().focus, carto::Focus(carto::WholeFrance{}));
}

TEST(Screen, QuittingWithUnsavedWorkAsksFirst) {
    ScreenHarness screen(small_snapshot());
    screen.snapshot().unsaved = true;
    screen.shortcut("file/quit");
    EXPECT_TRUE(screen.said<command::Quit>().empty());
    screen.click("quit/stay");
    EXPECT_TRUE(screen.said<command::Quit>().empty());
    screen.shortcut("file/quit");
    screen.click("quit/anyway");
    EXPECT_EQ(screen.said<command::Quit>().size(), 1U);
}

TEST(Screen, EnterAndEscapeStayInTheProgramWithUnsavedWork) {
    for (const auto key : {ImGuiKey_Enter, ImGuiKey_Escape}) {
        ScreenHarness screen(small_snapshot());
        screen.snapshot().unsaved = true;
        screen.shortcut("file/quit");
        screen.frames(2);
        ASSERT_TRUE(screen.shows("quit/stay"));
        screen.key(key);
        EXPECT_FALSE(screen.shows("quit/stay"));
        EXPECT_TRUE(screen.commands.empty());
    }
}

TEST(Screen, EnterPressesTheButtonOfADialogTheKeyboardIsAt) {
    ScreenHarness screen(small_snapshot());
    screen.snapshot().unsaved = true;
    screen.shortcut("file/quit");
    screen.frames(2);
    screen.key(ImGuiKey_RightArrow);
    screen.key(ImGuiKey_RightArrow);
    screen.key(ImGuiKey_Enter);
    EXPECT_EQ(screen.said<command::Quit>().size(), 1U);
}

TEST(Screen, EnterTakesUnsavedWorkBackAndEscapePutsTheQuestionOff) {
    ScreenHarness screen(small_snapshot());
    screen.snapshot().recovery = Message(screen::kSave);
    screen.frames(3);
    screen.shortcut("move/back");
    EXPECT_FALSE(screen.shows("recovery/take"));
    EXPECT_TRUE(screen.commands.empty()) << "nothing is thrown away";
    screen.key(ImGuiKey_Enter);
    EXPECT_TRUE(screen.commands.empty());
    screen.snapshot().recovery.reset();
    screen.frames(2);
    screen.snapshot().recovery = Message(screen::kSave);
    screen.frames(2);
    ASSERT_TRUE(screen.shows("recovery/take"));
    screen.key(ImGuiKey_Enter);
    ASSERT_EQ(screen.said<command::Recover>().size(), 1U);
    EXPECT_TRUE(screen.said<command::Recover>().front().take);
}

/// Three classes with bounds at 20 and 60 %.
workspace::Snapshot snapshot_with_classes() {
    auto snapshot = small_snapshot();
    auto scene = std::make_shared<carto::SceneResult>(*snapshot.scene);
    scene->classes = {{0.0, 0.2, {}, 1, false}, {0.2, 0.6, {}, 1, false}, {0.6, 1.0, {}, 1, false}};
    scene->values = {0.1, 0.3, 0.9};
    snapshot.scene = scene;
    return snapshot;
}

TEST(Screen, ClassBoundsMoveByTheArrowKeys) {
    ScreenHarness screen(snapshot_with_classes());
    const auto& imgui = *ImGui::GetCurrentContext();
    const auto* list = *std::find_if(imgui.Windows.begin(), imgui.Windows.end(), [](auto* window) {
        return std::string_view(window->Name).find("left/scroll") != std::string_view::npos;
    });
    const auto at_bound = [&](int which) {
        const auto name = "###map/histogram/bound/" + std::to_string(which);
        return !imgui.NavDisableHighlight && imgui.NavId == ImHashStr(name.c_str(), 0, list->ID);
    };
    const auto in_left = [&] {
        return imgui.NavWindow != nullptr && imgui.NavWindow->RootWindow == list->RootWindow &&
               !imgui.NavDisableHighlight;
    };
    for (int i = 0; i < 4 && !in_left(); ++i) {
        screen.key(ImGuiKey_Tab);
    }
    ASSERT_TRUE(in_left());
    for (int i = 0; i < 40 && !at_bound(0) && !at_bound(1); ++i) {
        screen.key(ImGuiKey_DownArrow);
    }
    ASSERT_TRUE(at_bound(0) || at_bound(1)) << "the keyboard comes to the histogram";
    if (at_bound(1)) {
        screen.key(ImGuiKey_UpArrow);
    }
    ASSERT_TRUE(at_bound(0));
    screen.commands.clear();
    screen.key(ImGuiKey_RightArrow);
    ASSERT_EQ(screen.said<command::SetMap>().size(), 1U);
    const auto classes = screen.said<command::SetMap>().front().map.classes;
    EXPECT_EQ(classes.method, carto::Breaks::kManual);
    EXPECT_EQ(classes.manual, (std::vector<double>{0.205, 0.6}));
    ASSERT_TRUE(at_bound(0)) << "the keyboard stays at what it moves";
    screen.commands.clear();
    screen.key(ImGuiKey_DownArrow);
    ASSERT_TRUE(at_bound(1));
    ImGui::GetIO().KeyShift = true;
    screen.key(ImGuiKey_LeftArrow);
    ImGui::GetIO().KeyShift = false;
    ASSERT_EQ(screen.said<command::SetMap>().size(), 1U);
    EXPECT_EQ(screen.said<command::SetMap>().front().map.classes.manual,
              (std::vector<double>{0.2, 0.55}));
    screen.key(ImGuiKey_DownArrow);
    EXPECT_FALSE(at_bound(0) || at_bound(1)) << "no trap";
}

TEST(Screen, MessagesJobsAndRecoveryAnswerByTheirIds) {
    ScreenHarness screen(small_snapshot());
    screen.snapshot().messages.push_back({7, true, Message(screen::kSave), "a.csv"});
    screen.snapshot().jobs.push_back({3, Message(screen::kSave), {}, 1, 4, {}});
    screen.snapshot().recovery = Message(screen::kSave);
    screen.frames(3);
    screen.click("recovery/take");
    screen.click("message/7/close");
    screen.click("jobs/3/cancel");
    EXPECT_TRUE(screen.said<command::Recover>().at(0).take);
    EXPECT_EQ(screen.said<command::DismissMessage>().at(0).message, 7U);
    EXPECT_EQ(screen.said<command::CancelJob>().at(0).job, 3U);
}

TEST(Screen, ANarrowWindowOpensItsColumnsByButtons) {
    ScreenHarness screen(small_snapshot(), 1100, 700);
    EXPECT_FALSE(screen.shows("map/level/0"));
    screen.click("band/layers");
    EXPECT_TRUE(screen.shows("map/level/0"));
    EXPECT_TRUE(screen.commands.empty()) << "a look is not a change";
}

TEST(Screen, IsDrawnBeforeAnythingIsThere) {
    workspace::Snapshot empty;
    empty.view = std::make_shared<workspace::ViewState>();
    empty.spec = std::make_shared<io::WorkspaceSpec>();
    empty.settings = std::make_shared<workspace::Settings>();
    ScreenHarness screen(std::move(empty));
    screen.frames(5);
    EXPECT_TRUE(screen.commands.empty());
    screen.change_view([](workspace::ViewState& view) { view.screen = workspace::Screen::kData; });
    EXPECT_EQ(screen.output.map.width, 0);
}

TEST(Screen, FollowsScaleThemeAndLanguage) {
    ScreenHarness screen(small_snapshot());
    screen.change_view([](workspace::ViewState& view) {
        view.scale = 2.0;
        view.map.theme = carto::Theme::kDark;
        view.map.language = Language::kEnglish;
    });
    EXPECT_EQ(screen.output.map.y, 168);
    screen.set_size(3200, 1800);
    screen.click("Communes###map/level/0");
    screen.click("Data###band/screen");
    EXPECT_EQ(screen.said<command::SetScreen>().size(), 1U);
}

TEST(TerritoryFacts, CountMaskedCommunesAndFollowTheCurve) {
    const auto results = small_results();
    const auto& dataset = *results->dataset;
    const auto loiret = *ui::place_of(dataset, carto::Focus(*DepartmentCode::parse("45")));
    const auto cher = *ui::place_of(dataset, carto::Focus(*DepartmentCode::parse("18")));
    EXPECT_EQ(ui::territory_facts(*results, loiret, Language::kFrench).masked_communes, 0);
    EXPECT_EQ(ui::territory_facts(*results, cher, Language::kFrench).masked_communes, 1);
    const auto curve = ui::time_curve(*results, loiret);
    ASSERT_TRUE(curve);
    ASSERT_EQ(curve->points.size(), 2U);
    EXPECT_EQ(curve->points[1].date, make_date(2021, 6, 1));
    EXPECT_EQ(curve->points[1].started.size(), 1U) << "only what touches the department";
    // 60 of 100.
    EXPECT_EQ(indicators::compare(curve->points[1].rate->low, indicators::Rate{60, 100}),
              std::strong_ordering::equal);
    EXPECT_EQ(ui::point_at(*curve, make_date(2021, 5, 31)), &curve->points[0]);
    EXPECT_EQ(ui::point_at(*curve, make_date(2021, 6, 1)), &curve->points[1]);
    EXPECT_FALSE(ui::time_curve(*results, {indicators::Level::kCommune, 0}));
    EXPECT_FALSE(ui::place_of(dataset, carto::Focus(*DepartmentCode::parse("75"))));
}

TEST(Screen, TheOfferOfUnsavedWorkIsAnsweredByKeyboardAlone) {
    auto snapshot = small_snapshot();
    snapshot.recovery = Message(MessageId::kRows, {3});
    ScreenHarness screen(std::move(snapshot));
    screen.key(ImGuiKey_Tab);
    screen.key(ImGuiKey_Space);
    ASSERT_EQ(screen.said<command::Recover>().size(), 1U) << "the first stop of the Tab key";
    EXPECT_TRUE(screen.said<command::Recover>().front().take);
}

TEST(Screen, MessagesAreReachedByKeyboardToo) {
    auto snapshot = small_snapshot();
    snapshot.messages.push_back({7, true, MessageId::kNothingWrong, ""});
    ScreenHarness screen(std::move(snapshot));
    for (int i = 0; i < 5; ++i) {
        screen.key(ImGuiKey_Tab);  // band, left, right, time; then the message
    }
    screen.key(ImGuiKey_Space);
    ASSERT_EQ(screen.said<command::DismissMessage>().size(), 1U);
    EXPECT_EQ(screen.said<command::DismissMessage>().front().message, 7U);
}

TEST(Screen, KeysGoFromStepToStepOfTheCurve) {
    ScreenHarness screen(small_snapshot());
    screen.shortcut("map/later");
    EXPECT_TRUE(screen.said<command::SetDate>().empty()) << "nothing changes after the last one";
    screen.shortcut("map/earlier");
    ASSERT_EQ(screen.said<command::SetDate>().size(), 1U);
    EXPECT_EQ(screen.said<command::SetDate>().front().date, make_date(2023, 3, 1));
    screen.change_view([](workspace::ViewState& view) { view.date = make_date(2022, 1, 1); });
    screen.shortcut("map/earlier");
    EXPECT_EQ(screen.said<command::SetDate>().front().date, make_date(2021, 6, 1));
    screen.commands.clear();
    screen.shortcut("map/later");
    EXPECT_EQ(screen.said<command::SetDate>().front().date, make_date(2023, 3, 1));
}

}  // namespace
}  // namespace maillage::test
