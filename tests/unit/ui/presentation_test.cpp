// SPDX-License-Identifier: Apache-2.0
/// \file
/// Presentation mode on the screen: every key, what a slide says, what a click tries.

#include "workspace/presentation.hpp"

#include "support/dataset_builder.hpp"
#include "ui/harness.hpp"
#include "ui/parts.hpp"
#include "ui/small_screen.hpp"
#include "workspace/publication.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

namespace maillage::test {
namespace {

namespace command = workspace::command;
using Act = command::Present::Act;
using ui::Key;
using ui::Shortcut;

constexpr Shortcut key(Key which) { return {which, 0, false, false, false}; }
constexpr Shortcut letter(char which) { return {Key::kLetter, which, false, false, false}; }

/// Two saved views, the first one shown: the Loiret of SmallScreen, with a scene that is a slide.
workspace::Snapshot presenting() {
    SmallScreen small;
    auto snapshot = small.snapshot;
    auto spec = std::make_shared<io::WorkspaceSpec>();
    spec->name = "COPIL";
    snapshot.spec = spec;
    snapshot.settings = std::make_shared<workspace::Settings>();
    auto results = std::make_shared<workspace::Results>(*snapshot.results);
    results->publication = std::make_shared<workspace::Publication>();
    snapshot.results = std::move(results);
    auto scene = std::make_shared<carto::MapScene>();
    scene->width = 836;
    scene->height = 530;
    carto::Frame frame;
    frame.viewport = {0, 0, scene->width, scene->height};
    frame.camera = {{600'000, 6'600'000}, 1000};
    scene->frames.push_back(frame);
    auto built = std::make_shared<carto::SceneResult>();
    built->camera = frame.camera;
    built->scene = scene;
    built->words = {"Un signataire sur quatre vit sous un contrat",
                    "Contrats",
                    "Sources : essai.",
                    "Effectifs masqués.",
                    {}};
    snapshot.scene = built;
    snapshot.scene_current = true;
    workspace::ViewState view;
    view.map.level = carto::MapLevel::kCommune;
    view.map.focus = *DepartmentCode::parse("45");
    workspace::SavedView first{"un", "Saluer le préfet", view.map, {}, {}};
    auto second = first;
    second.name = "deux";
    second.notes = "";
    view.saved = {first, second};
    snapshot.view = std::make_shared<workspace::ViewState>(workspace::present(view, {Act::kStart}));
    return snapshot;
}

struct Keys {
    workspace::Snapshot snapshot = presenting();
    ui::Look look;
    ui::ScreenRequests requests;

    std::vector<command::Any> press(const Shortcut& shortcut) {
        ui::CommandSink sink;
        const ui::PanelContext context{snapshot, *snapshot.view, look, Language::kFrench};
        ui::press_presentation_key(context, shortcut, requests, sink);
        return sink.take();
    }
    std::optional<Act> act(const Shortcut& shortcut) {
        const auto said = press(shortcut);
        const auto* present =
            said.size() == 1 ? std::get_if<command::Present>(&said.front()) : nullptr;
        return present == nullptr ? std::nullopt : std::optional(present->act);
    }
};

TEST(PresentationKeys, EachDoesWhatTheHelpSays) {
    Keys keys;
    for (const auto& next :
         {key(Key::kRight), key(Key::kPageDown), key(Key::kSpace), letter('N')}) {
        EXPECT_EQ(keys.act(next), Act::kNext);
    }
    for (const auto& previous : {key(Key::kLeft), key(Key::kPageUp), letter('P')}) {
        EXPECT_EQ(keys.act(previous), Act::kPrevious);
    }
    EXPECT_EQ(keys.act(key(Key::kHome)), Act::kFirst);
    EXPECT_EQ(keys.act(key(Key::kEnd)), Act::kLast);
    EXPECT_EQ(keys.act(letter('3')), Act::kDigit);
    EXPECT_EQ(keys.act(key(Key::kEnter)), Act::kGo);
    EXPECT_EQ(keys.act(key(Key::kF5)), Act::kBack);
    EXPECT_EQ(keys.act(key(Key::kEscape)), Act::kLeave);
    EXPECT_EQ(keys.act(letter('B')), Act::kBlack);
    EXPECT_EQ(keys.act(key(Key::kPeriod)), Act::kBlack);
    EXPECT_EQ(keys.act(letter('T')), Act::kTimer);
    EXPECT_EQ(keys.act(letter('L')), Act::kPointer);
    EXPECT_EQ(keys.act(letter('S')), Act::kNotes);
    EXPECT_EQ(keys.act(key(Key::kF1)), Act::kKeys);
    EXPECT_EQ(keys.act(letter('M')), Act::kMode);
    EXPECT_TRUE(keys.press(letter('Q')).empty());
    EXPECT_TRUE(keys.press({Key::kLetter, 'K', true, false, false}).empty()) << "no palette";
}

TEST(PresentationKeys, PlusMinusAndZeroZoom) {
    Keys keys;
    EXPECT_TRUE(keys.press(key(Key::kPlus)).empty());
    EXPECT_GT(keys.requests.zoom, 1.0);
    EXPECT_TRUE(keys.press(key(Key::kMinus)).empty());
    EXPECT_DOUBLE_EQ(keys.requests.zoom, 1.0);
    const auto whole = keys.press(letter('0'));
    ASSERT_EQ(whole.size(), 1U);
    EXPECT_FALSE(std::get<command::SetCamera>(whole.front()).camera.has_value());
    auto view = *keys.snapshot.view;
    view.presentation.typed = 1;
    keys.snapshot.view = std::make_shared<workspace::ViewState>(view);
    EXPECT_EQ(keys.act(letter('0')), Act::kDigit) << "the 0 of 10";
}

TEST(PresentationKeys, TryingAContractMakesAScenarioOnce) {
    Keys keys;
    auto said = keys.press(letter('E'));
    ASSERT_EQ(said.size(), 2U);
    const auto made = std::get<command::NewScenario>(said[0]);
    EXPECT_EQ(made.from, "");
    const auto tried = std::get<command::Present>(said[1]);
    EXPECT_EQ(tried.act, Act::kWhatIf);
    EXPECT_EQ(tried.scenario, made.name);
    auto document = std::make_shared<workspace::Document>(*keys.snapshot.document);
    document->scenarios.push_back({made.name, {}, {}, {}, {}});
    keys.snapshot.document = document;
    keys.snapshot.view =
        std::make_shared<workspace::ViewState>(workspace::present(*keys.snapshot.view, tried));
    said = keys.press(letter('E'));
    ASSERT_EQ(said.size(), 1U) << "the end of it";
    EXPECT_EQ(std::get<command::Present>(said[0]).act, Act::kWhatIf);
}

TEST(Presentation, HasTheWholeScreenAndTheKeyboard) {
    ScreenHarness screen(presenting(), 1280, 720);
    EXPECT_FALSE(screen.shows("band/menu"));
    EXPECT_FALSE(screen.shows("map/level"));
    EXPECT_TRUE(screen.shows("map/canvas"));
    EXPECT_GT(screen.output.map.width, 800.0);
    EXPECT_TRUE(screen.commands.empty());
    screen.shortcut("present/start");
    ASSERT_EQ(screen.said<command::Present>().size(), 1U);
    EXPECT_EQ(screen.last<command::Present>()->act, Act::kBack) << "F5 again";
    screen.shortcut("move/back");
    EXPECT_EQ(screen.last<command::Present>()->act, Act::kLeave);
    screen.commands.clear();
    screen.shortcut("panels/search");
    EXPECT_TRUE(screen.commands.empty());
    screen.shortcut("file/quit");
    EXPECT_EQ(screen.said<command::Quit>().size(), 1U);
}

TEST(Presentation, BeginsFromTheBand) {
    auto snapshot = presenting();
    snapshot.view = std::make_shared<workspace::ViewState>();
    ScreenHarness screen(snapshot, 1280, 720);
    screen.click("Présenter###band/present");
    ASSERT_EQ(screen.said<command::Present>().size(), 1U);
    EXPECT_EQ(screen.last<command::Present>()->act, Act::kStart);
    screen.commands.clear();
    screen.shortcut("present/start");
    EXPECT_EQ(screen.last<command::Present>()->act, Act::kStart);
}

TEST(Presentation, AClickOnlyTriesAContractAndTheWheelZooms) {
    auto snapshot = presenting();
    ScreenHarness screen(snapshot, 1280, 720);
    screen.pick = [](carto::Pixel) { return ui::MapHit{0, index_of<Commune>(3)}; };
    screen.press_at(800, 400);
    EXPECT_TRUE(screen.commands.empty()) << "nothing is selected in front of the room";
    screen.wheel(800, 400, 1);
    screen.frames(30);
    EXPECT_FALSE(screen.said<command::SetCamera>().empty());
    auto document = std::make_shared<workspace::Document>();
    document->scenarios.push_back({"Essai", {}, {}, {}, {}});
    screen.snapshot().document = document;
    screen.change_view([](workspace::ViewState& view) {
        view = workspace::present(view, {Act::kWhatIf, 0, "Essai"});
    });
    screen.press_at(800, 400);
    const auto edits = screen.said<command::EditScenario>();
    ASSERT_EQ(edits.size(), 1U);
    EXPECT_EQ(edits.front().name, "Essai");
    const auto& paint = std::get<planning::Paint>(edits.front().edit);
    EXPECT_EQ(paint.communes, (std::vector<std::string>{"45003"}));
    screen.commands.clear();
    ImGui::GetIO().KeyShift = true;
    screen.press_at(800, 400);
    ImGui::GetIO().KeyShift = false;
    const auto whole = screen.said<command::EditScenario>();
    ASSERT_EQ(whole.size(), 1U);
    EXPECT_EQ(std::get<planning::Suppose>(whole.front().edit).contract.codes,
              (std::vector<std::string>{kEpciB}));
}

TEST(Presentation, TheTimerWakesTheScreenEverySecond) {
    ScreenHarness screen(presenting(), 1280, 720);
    EXPECT_LT(screen.output.wake_in, 0.0);
    screen.change_view([](workspace::ViewState& view) {
        view = workspace::present(view, {Act::kTimer, 20});
    });
    EXPECT_GT(screen.output.wake_in, 0.0);
    EXPECT_LE(screen.output.wake_in, 1.0);
}

// What each kind of map says of the territory.
TEST(SlideText, IsTheFigureOfTheTerritory) {
    auto snapshot = presenting();
    ui::Look look;
    ui::FocusFacts facts;
    const auto text = [&] {
        const ui::PanelContext context{snapshot, *snapshot.view, look, Language::kFrench};
        ui::update_facts(facts, context);
        return ui::slide_text(context, facts);
    };
    // 10 of 41 to 44 signatories are covered, 22,7 to 24,4 %; the target is half of them.
    auto said = text();
    EXPECT_EQ(said.title, "Un signataire sur quatre vit sous un contrat");
    EXPECT_TRUE(said.place.starts_with("45, au 31")) << said.place;
    EXPECT_EQ(said.figure, "23,6\u00A0%");
    EXPECT_TRUE(said.sentence.starts_with("des 41\u00A0–\u00A044 signataires du CIR de 2023"))
        << said.sentence;
    EXPECT_NE(said.note.find("22,7"), std::string::npos) << said.note;
    EXPECT_NE(said.note.find("24,4"), std::string::npos) << said.note;
    EXPECT_TRUE(said.gauge);
    EXPECT_TRUE(said.target.starts_with("Cible 2024\u00A0: 50\u00A0%. Il reste 11\u00A0–\u00A012 "))
        << said.target;
    EXPECT_EQ(said.number, "COPIL · 1");
    EXPECT_EQ(said.foot, "Sources : essai.\nEffectifs masqués.");
    EXPECT_EQ(said.notes, "Saluer le préfet");
    EXPECT_FALSE(said.with_notes);
    EXPECT_EQ(said.trying, "");

    auto view = *snapshot.view;
    view.map.view = carto::View::kSignatories;
    snapshot.view = std::make_shared<workspace::ViewState>(view);
    said = text();
    EXPECT_EQ(said.figure, "41\u00A0–\u00A044");
    EXPECT_FALSE(said.gauge);
    view.map.view = carto::View::kPopulation;
    snapshot.view = std::make_shared<workspace::ViewState>(view);
    said = text();
    EXPECT_EQ(said.figure, "");
    EXPECT_EQ(said.sentence, "Contrats") << "what the map shows";

    view = workspace::present(view, {Act::kNext});
    view = workspace::present(view, {Act::kNotes});
    snapshot.view = std::make_shared<workspace::ViewState>(view);
    said = text();
    EXPECT_EQ(said.number, "COPIL · 2");
    EXPECT_TRUE(said.with_notes);
    EXPECT_EQ(said.notes, "Pas de notes pour cette vue.");
}

// Until what may be published is there, or the presenter asked for every count, nothing is said.
TEST(SlideText, SaysNothingThatMayNotBeShown) {
    auto snapshot = presenting();
    auto results = std::make_shared<workspace::Results>(*snapshot.results);
    results->publication = nullptr;
    snapshot.results = std::move(results);
    ui::Look look;
    ui::FocusFacts facts;
    const ui::PanelContext context{snapshot, *snapshot.view, look, Language::kFrench};
    ui::update_facts(facts, context);
    const auto said = ui::slide_text(context, facts);
    EXPECT_EQ(said.title, "Préparation de ce qui peut être montré…");
    EXPECT_EQ(said.figure + said.sentence + said.target + said.note + said.foot, "");
    EXPECT_FALSE(said.gauge);
    ScreenHarness screen(snapshot, 1280, 720);
    EXPECT_FALSE(screen.shows("map/canvas"));
}

TEST(SlideText, AHypothesisIsCalledOne) {
    auto snapshot = presenting();
    auto results = std::make_shared<workspace::Results>(*snapshot.results);
    results->scenario = "Si Gien signe";
    results->register_coverage = results->coverage;
    snapshot.results = results;
    ui::Look look;
    ui::FocusFacts facts;
    const ui::PanelContext context{snapshot, *snapshot.view, look, Language::kFrench};
    ui::update_facts(facts, context);
    const auto said = ui::slide_text(context, facts);
    EXPECT_NE(said.trying.find("Si Gien signe"), std::string::npos);
    EXPECT_NE(said.note.find("scénario"), std::string::npos) << said.note;
}

}  // namespace
}  // namespace maillage::test
