// SPDX-License-Identifier: Apache-2.0
/// \file
/// Presentation mode as values: what each key leaves on the screen.

#include "workspace/presentation.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace maillage::workspace {
namespace {

using Act = command::Present::Act;

SavedView saved(const char* name, const char* department) {
    SavedView view;
    view.name = name;
    view.notes = std::string("dire : ") + name;
    view.map.focus = *DepartmentCode::parse(department);
    view.map.level = carto::MapLevel::kCommune;
    return view;
}

/// Three saved views; the screen looks at a fourth map, in the dark theme.
ViewState three_views() {
    ViewState view;
    view.saved = {saved("un", "45"), saved("deux", "18"), saved("trois", "37")};
    view.saved[1].camera = carto::Camera{{650'000, 6'700'000}, 200};
    view.saved[2].date = make_date(2023, 6, 30);
    view.map.theme = carto::Theme::kDark;
    view.map.view = carto::View::kContracts;
    view.scenario = "Gien signe";
    view.selection = {{ThingRef::Kind::kCommune, "45155"}};
    view.screen = Screen::kData;
    return view;
}

ViewState after(ViewState view, const std::vector<command::Present>& acts) {
    for (const auto& act : acts) {
        view = present(std::move(view), act);
    }
    return view;
}

TEST(Presentation, ShowsTheSavedViewsInTheirOrder) {
    auto view = after(three_views(), {{Act::kStart}});
    EXPECT_TRUE(view.presentation.on);
    EXPECT_EQ(slide_count(view), 3U);
    EXPECT_EQ(slide_shown(view)->name, "un");
    EXPECT_EQ(view.map.focus, carto::Focus(*DepartmentCode::parse("45")));
    EXPECT_EQ(view.map.theme, carto::Theme::kDark) << "the user's, not the view's";
    EXPECT_EQ(view.screen, Screen::kMap);
    EXPECT_TRUE(view.selection.empty());
    view = after(view, {{Act::kNext}});
    EXPECT_EQ(slide_shown(view)->name, "deux");
    EXPECT_EQ(view.camera, view.saved[1].camera);
    view = after(view, {{Act::kNext}});
    EXPECT_EQ(view.date, make_date(2023, 6, 30));
    EXPECT_FALSE(view.camera.has_value());
    view = after(view, {{Act::kNext}});
    EXPECT_EQ(slide_shown(view)->name, "trois") << "the last one stays";
    view = after(view, {{Act::kPrevious}, {Act::kPrevious}, {Act::kPrevious}});
    EXPECT_EQ(view.presentation.slide, 0U);
    view = after(view, {{Act::kLast}});
    EXPECT_EQ(view.presentation.slide, 2U);
    view = after(view, {{Act::kFirst}});
    EXPECT_EQ(view.presentation.slide, 0U);
}

TEST(Presentation, BeginsAtTheViewThatIsLookedAt) {
    auto view = three_views();
    view.map = view.saved[1].map;
    view.map.theme = carto::Theme::kDark;
    view.camera = view.saved[1].camera;
    EXPECT_EQ(present(view, {Act::kStart}).presentation.slide, 1U);
}

TEST(Presentation, WithoutASavedViewWhatIsLookedAtIsTheOnlySlide) {
    ViewState view;
    view.map.focus = *DepartmentCode::parse("45");
    view.selection = {{ThingRef::Kind::kCommune, "45155"}};
    const auto before = view;
    view = after(view, {{Act::kStart}, {Act::kNext}, {Act::kGo, 7}});
    EXPECT_EQ(slide_count(view), 1U);
    EXPECT_EQ(slide_shown(view), nullptr);
    EXPECT_EQ(view.map, before.map);
    EXPECT_EQ(view.selection, before.selection);
    EXPECT_FALSE(is_detour(view));
    EXPECT_EQ(present(view, {Act::kEnd}), before);
}

TEST(Presentation, TheEndGivesBackWhatWasLookedAt) {
    const auto before = three_views();
    auto view = after(before, {{Act::kStart}, {Act::kNext}, {Act::kTimer, 20}, {Act::kPointer}});
    EXPECT_EQ(present(view, {Act::kEnd}), before);
    EXPECT_EQ(present(view, {Act::kLeave}), before) << "Escape, where nothing lies over the slide";
}

TEST(Presentation, NumbersAreTypedForTheKeyThatFollows) {
    auto view = after(three_views(), {{Act::kStart}, {Act::kDigit, 3}});
    EXPECT_EQ(view.presentation.typed, 3);
    view = after(view, {{Act::kGo}});
    EXPECT_EQ(view.presentation.slide, 2U);
    EXPECT_EQ(view.presentation.typed, 0);
    view = after(view, {{Act::kGo}});
    EXPECT_EQ(view.presentation.slide, 2U) << "Enter alone goes nowhere";
    view = after(view, {{Act::kDigit, 1}, {Act::kDigit, 2}, {Act::kGo}});
    EXPECT_EQ(view.presentation.slide, 2U) << "12 is beyond the last";
    view = after(view, {{Act::kDigit, 2}, {Act::kDigit, 0}, {Act::kTimer}});
    EXPECT_TRUE(view.presentation.timer);
    EXPECT_EQ(view.presentation.minutes, 20);
    view = after(view, {{Act::kDigit, 1}, {Act::kPointer}, {Act::kGo}});
    EXPECT_EQ(view.presentation.slide, 2U) << "another key forgets what was typed";
    view = after(view, {{Act::kTimer}});
    EXPECT_FALSE(view.presentation.timer);
    EXPECT_EQ(view.presentation.minutes, 0);
    for (int i = 0; i < 20; ++i) {
        view = after(view, {{Act::kDigit, 9}});
    }
    EXPECT_EQ(view.presentation.typed, 999);
}

TEST(Presentation, OneKeyLeadsBackFromADetour) {
    auto view = after(three_views(), {{Act::kStart}, {Act::kNext}});
    EXPECT_FALSE(is_detour(view));
    view.camera = carto::Camera{{600'000, 6'700'000}, 20};
    EXPECT_TRUE(is_detour(view));
    view = after(view, {{Act::kBack}});
    EXPECT_EQ(view.presentation.slide, 1U);
    EXPECT_EQ(view.camera, view.saved[1].camera);
    view = after(view, {{Act::kBlack}, {Act::kBack}});
    EXPECT_FALSE(view.presentation.black);
    EXPECT_EQ(view.presentation.slide, 1U);
    view = after(view, {{Act::kBack}});
    EXPECT_EQ(view.presentation.slide, 0U) << "without a detour: to the beginning";
}

TEST(Presentation, BlackGoesWithTheNextSlideToo) {
    auto view = after(three_views(), {{Act::kStart}, {Act::kBlack}});
    EXPECT_TRUE(view.presentation.black);
    EXPECT_FALSE(after(view, {{Act::kBlack}}).presentation.black);
    view = after(view, {{Act::kNext}});
    EXPECT_FALSE(view.presentation.black);
    EXPECT_EQ(view.presentation.slide, 1U);
}

TEST(Presentation, AContractIsTriedInAScenarioAndLeft) {
    auto view = after(three_views(), {{Act::kStart}, {Act::kWhatIf, 0, "Essai"}});
    EXPECT_TRUE(view.presentation.what_if);
    EXPECT_EQ(view.scenario, "Essai");
    EXPECT_EQ(view.presentation.scenario, "Essai");
    EXPECT_TRUE(is_detour(view));
    const auto again = after(view, {{Act::kWhatIf, 0, "Essai"}});
    EXPECT_FALSE(again.presentation.what_if);
    EXPECT_EQ(again.scenario, "Gien signe") << "the one looked at before";
    EXPECT_EQ(again.presentation.scenario, "Essai") << "kept for the next try";
    const auto next = after(view, {{Act::kNext}});
    EXPECT_FALSE(next.presentation.what_if);
    EXPECT_EQ(next.scenario, "Gien signe");
}

// Small counts are shown to the room only when they were asked for twice.
TEST(Presentation, EveryCountIsShownOnlyAfterAQuestion) {
    auto view = after(three_views(), {{Act::kStart}});
    EXPECT_FALSE(view.presentation.internal);
    view = after(view, {{Act::kMode}});
    EXPECT_FALSE(view.presentation.internal);
    EXPECT_TRUE(view.presentation.asks_mode);
    EXPECT_FALSE(after(view, {{Act::kLeave}, {Act::kMode}}).presentation.internal) << "asked anew";
    EXPECT_FALSE(after(view, {{Act::kNext}, {Act::kMode}}).presentation.internal);
    view = after(view, {{Act::kMode}});
    EXPECT_TRUE(view.presentation.internal);
    EXPECT_FALSE(view.presentation.asks_mode);
    EXPECT_TRUE(after(view, {{Act::kNext}}).presentation.internal);
    EXPECT_FALSE(after(view, {{Act::kMode}}).presentation.internal) << "back at once";
    EXPECT_FALSE(after(view, {{Act::kEnd}, {Act::kStart}}).presentation.internal);
}

// Escape ends what is innermost: the keys shown, the question, black, what is tried or moved; then
// presenting.
TEST(Presentation, EscapeEndsOneThingAfterTheOther) {
    auto view = after(three_views(), {{Act::kStart}, {Act::kWhatIf, 0, "Essai"}});
    view.camera = carto::Camera{{600'000, 6'700'000}, 20};
    view = after(view, {{Act::kBlack}, {Act::kMode}, {Act::kKeys}});
    view = after(view, {{Act::kLeave}});
    EXPECT_FALSE(view.presentation.keys);
    EXPECT_TRUE(view.presentation.asks_mode);
    view = after(view, {{Act::kLeave}});
    EXPECT_FALSE(view.presentation.asks_mode);
    EXPECT_TRUE(view.presentation.black);
    view = after(view, {{Act::kLeave}});
    EXPECT_FALSE(view.presentation.black);
    EXPECT_TRUE(view.presentation.what_if);
    view = after(view, {{Act::kLeave}});
    EXPECT_FALSE(view.presentation.what_if);
    EXPECT_FALSE(view.camera.has_value());
    EXPECT_TRUE(view.presentation.on);
    view = after(view, {{Act::kLeave}});
    EXPECT_FALSE(view.presentation.on);
}

TEST(Presentation, NotesPointerAndKeysAreTurnedOnAndOff) {
    auto view = after(three_views(),
                      {{Act::kStart}, {Act::kNotes}, {Act::kPointer}, {Act::kKeys}, {Act::kNext}});
    EXPECT_TRUE(view.presentation.notes) << "from slide to slide";
    EXPECT_TRUE(view.presentation.pointer);
    EXPECT_TRUE(view.presentation.keys);
    EXPECT_EQ(slide_shown(view)->notes, "dire : deux");
    view = after(view, {{Act::kNotes}, {Act::kPointer}, {Act::kKeys}});
    EXPECT_FALSE(view.presentation.notes);
    EXPECT_FALSE(view.presentation.pointer);
    EXPECT_FALSE(view.presentation.keys);
}

TEST(Presentation, KeysDoNothingWhileNothingIsPresented) {
    const auto view = three_views();
    for (int act = static_cast<int>(Act::kEnd); act <= static_cast<int>(Act::kMode); ++act) {
        EXPECT_EQ(present(view, {static_cast<Act>(act), 1, "Essai"}), view) << act;
    }
    const auto begun = after(view, {{Act::kStart}});
    EXPECT_EQ(present(begun, {Act::kStart}), begun) << "it begins once";
}

// A view taken out of the workspace while it is shown: the others are still there.
TEST(Presentation, ALostSlideIsNoHarm) {
    auto view = after(three_views(), {{Act::kStart}, {Act::kLast}});
    view.saved.resize(1);
    EXPECT_EQ(slide_shown(view), nullptr);
    view = after(view, {{Act::kPrevious}});
    EXPECT_EQ(view.presentation.slide, 0U);
    EXPECT_EQ(slide_shown(view)->name, "un");
}

TEST(Presentation, TheMapIsDrawnAsASlide) {
    const auto view = three_views();
    EXPECT_EQ(map_shown(view), view.map);
    const auto slide = map_shown(present(view, {Act::kStart}));
    EXPECT_TRUE(slide.slide);
    EXPECT_GT(slide.text_scale, 1.0);
}

TEST(Presentation, ASavedViewKeepsItsNotesWhenItIsSavedAnew) {
    const auto view = three_views();
    EXPECT_EQ(view_saved_as(view, {"deux", ""}).notes, "dire : deux");
    EXPECT_EQ(view_saved_as(view, {"deux", "autre chose"}).notes, "autre chose");
    EXPECT_EQ(view_saved_as(view, {"quatre", ""}).map, view.map);
}

TEST(Presentation, ElapsedTimeIsWrittenAsAClockDoes) {
    EXPECT_EQ(timer_text(0), "0:00");
    EXPECT_EQ(timer_text(59.99), "0:59");
    EXPECT_EQ(timer_text(245), "4:05");
    EXPECT_EQ(timer_text(3727), "1:02:07");
    EXPECT_EQ(timer_text(-3), "0:00");
}

}  // namespace
}  // namespace maillage::workspace
