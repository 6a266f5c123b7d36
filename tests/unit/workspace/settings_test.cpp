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

}  // namespace
}  // namespace maillage::workspace
