// SPDX-License-Identifier: Apache-2.0
#include "ui/commands_table.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <tuple>

namespace maillage::ui {
namespace {

namespace command = workspace::command;

struct Fixture {
    workspace::Snapshot snapshot;
    workspace::ViewState view;
    Look look;
    ScreenRequests requests;
    CommandSink sink;

    std::vector<command::Any> run(std::string_view id) {
        const PanelContext context{snapshot, view, look, Language::kFrench};
        find_command(id)->run(context, requests, sink);
        return sink.take();
    }
};

TEST(CommandsTable, EveryIdAndShortcutIsUnique) {
    std::set<std::string> ids;
    std::set<std::tuple<Key, char, bool, bool>> keys;
    for (const auto& entry : command_table()) {
        EXPECT_TRUE(ids.insert(std::string(entry.id)).second) << entry.id;
        const auto& s = entry.shortcut;
        if (s.key != Key::kNone) {
            EXPECT_TRUE(keys.emplace(s.key, s.letter, s.ctrl, s.shift).second) << entry.id;
        }
        EXPECT_NE(entry.run, nullptr) << entry.id;
        EXPECT_FALSE(render(entry.label, Language::kFrench).empty()) << entry.id;
        EXPECT_EQ(find_command(entry.id), &entry);
    }
    EXPECT_EQ(find_command("no/such"), nullptr);
}

TEST(CommandsTable, EveryCommandDoesSomething) {
    for (const auto& entry : command_table()) {
        if (entry.id == "map/earlier" || entry.id == "map/later") {
            continue;  // need a curve: screen_test.cpp
        }
        Fixture fixture;
        const auto said = fixture.run(entry.id);
        const auto& r = fixture.requests;
        EXPECT_TRUE(!said.empty() || r.search || r.help || r.menu || r.counts_years || r.file ||
                    r.escape || r.name_view || r.zoom != 1.0 || r.pan_x != 0.0 || r.pan_y != 0.0)
            << entry.id;
    }
}

TEST(CommandsTable, ShortcutsAreWrittenAsOnTheKeyboard) {
    const auto text = [](std::string_view id, Language language) {
        return shortcut_text(find_command(id)->shortcut, language);
    };
    EXPECT_EQ(text("panels/search", Language::kFrench), "Ctrl\u00A0K");
    EXPECT_EQ(text("file/save_as", Language::kFrench), "Ctrl\u00A0Maj\u00A0S");
    EXPECT_EQ(text("file/save_as", Language::kEnglish), "Ctrl\u00A0Shift\u00A0S");
    EXPECT_EQ(text("map/fit", Language::kFrench), "Origine");
    EXPECT_EQ(text("look/dark", Language::kFrench), "");
}

TEST(CommandsTable, SavingWhatHasNoFolderAsksForOne) {
    Fixture fixture;
    EXPECT_TRUE(fixture.run("file/save").empty());
    EXPECT_EQ(fixture.requests.file, FilePurpose::kSaveWorkspace);
    fixture.snapshot.path = "/somewhere";
    const auto said = fixture.run("file/save");
    ASSERT_EQ(said.size(), 1U);
    EXPECT_TRUE(std::holds_alternative<command::Save>(said.front()));
}

TEST(CommandsTable, UndoNeedsSomethingToUndo) {
    Fixture fixture;
    const PanelContext context{fixture.snapshot, fixture.view, fixture.look, Language::kFrench};
    EXPECT_FALSE(can_run(*find_command("edit/undo"), context));
    fixture.snapshot.can_undo = Message(screen::kSave);
    EXPECT_TRUE(can_run(*find_command("edit/undo"), context));
}

TEST(CommandsTable, ScaleMovesInStepsAndStopsAtItsEnds) {
    Fixture fixture;
    fixture.view.scale = 1.0;
    auto said = fixture.run("look/larger");
    EXPECT_DOUBLE_EQ(std::get<command::SetScale>(said.front()).scale, 1.1);
    fixture.view.scale = 2.5;
    said = fixture.run("look/larger");
    EXPECT_DOUBLE_EQ(std::get<command::SetScale>(said.front()).scale, 2.5);
    fixture.view.scale = 1.5;
    said = fixture.run("look/smaller");
    EXPECT_DOUBLE_EQ(std::get<command::SetScale>(said.front()).scale, 1.25);
}

}  // namespace
}  // namespace maillage::ui
