// SPDX-License-Identifier: Apache-2.0
#include "workspace/settings.hpp"

#include <gtest/gtest.h>

namespace maillage::workspace {
namespace {

TEST(Settings, ComeBackAsTheyWere) {
    Settings settings;
    settings.language = Language::kEnglish;
    settings.theme = carto::Theme::kDark;
    settings.scale = 1.5;
    settings.left_folded = settings.time_folded = true;
    settings.window_width = 1600;
    settings.window_height = 900;
    settings.recent = {"/a b/c", "/d"};
    settings.favourites = {{ThingRef::Kind::kCommune, "45155"}, {ThingRef::Kind::kFrance, ""}};
    settings.favourite_folders = {"/srv/données communes", "/d"};
    std::vector<std::string> ignored;
    EXPECT_EQ(parse_settings(to_text(settings), ignored), settings);
    EXPECT_TRUE(ignored.empty());
}

TEST(Settings, ADamagedLineCostsThatLine) {
    std::vector<std::string> ignored;
    const auto settings =
        parse_settings("theme dark\n\xff\xfe garbage\nscale many\nquit\nscale 2\nthem", ignored);
    EXPECT_EQ(settings.theme, carto::Theme::kDark);
    EXPECT_EQ(settings.scale, 2);
    EXPECT_EQ(ignored.size(), 4U);
}

TEST(Settings, RecentWorkspacesAreEachThereOnce) {
    Settings settings;
    for (int i = 0; i < 15; ++i) {
        settings.add_recent("/" + std::to_string(i));
    }
    settings.add_recent("/9");
    EXPECT_EQ(settings.recent.size(), 10U);
    EXPECT_EQ(settings.recent.front(), "/9");
    EXPECT_EQ(std::count(settings.recent.begin(), settings.recent.end(), "/9"), 1);
}

TEST(Settings, NoFileIsTheUsualOnes) {
    std::vector<std::string> ignored;
    EXPECT_EQ(read_settings("/nowhere/at/all", ignored), Settings{});
    EXPECT_TRUE(ignored.empty());
}

SavedView view_named(const char* name, const char* notes = "") {
    SavedView view;
    view.name = name;
    view.notes = notes;
    return view;
}

// People write remarks into the file of saved views; the program changes only what differs.
TEST(SavedViews, RemarksStayWhereTheyWere) {
    const std::string text =
        "# Vues du COPIL\n"
        "\n"
        "# d'abord le département\n"
        "view un   notes=\"à dire\"\n"
        "# puis le nord\n"
        "view deux\n"
        "illisible\n"
        "# fin\n";
    std::vector<std::string> ignored;
    const auto views = parse_saved_views(text, ignored);
    ASSERT_EQ(views.size(), 2U);
    EXPECT_EQ(views[0], view_named("un", "à dire"));
    EXPECT_EQ(ignored.size(), 1U);
    // A view before them, one with other notes, the other one as it was.
    EXPECT_EQ(edit_saved_views(text, {view_named("zéro"), view_named("deux", "court"), views[0]}),
              "# Vues du COPIL\n"
              "\n"
              "view zéro\n"
              "# puis le nord\n"
              "view deux notes=court\n"
              "# d'abord le département\n"
              "view un   notes=\"à dire\"\n"
              "illisible\n"
              "# fin\n");
    // One is gone, and its remark with it.
    EXPECT_EQ(edit_saved_views(text, {views[0]}),
              "# Vues du COPIL\n"
              "\n"
              "# d'abord le département\n"
              "view un   notes=\"à dire\"\n"
              "illisible\n"
              "# fin\n");
    EXPECT_EQ(edit_saved_views("", {view_named("un", "ligne 1\nligne 2")}),
              "view un \"notes=ligne 1\\nligne 2\"\n");
}

TEST(SavedViews, OfTwoWithOneNameTheFirstCounts) {
    std::vector<std::string> ignored;
    const auto views = parse_saved_views("view a notes=1\nview a notes=2\n", ignored);
    ASSERT_EQ(views.size(), 1U);
    EXPECT_EQ(views[0].notes, "1");
    EXPECT_EQ(ignored.size(), 1U);
}

}  // namespace
}  // namespace maillage::workspace
