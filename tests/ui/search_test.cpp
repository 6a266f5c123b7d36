// SPDX-License-Identifier: Apache-2.0
#include "ui/panels/search_model.hpp"

#include <gtest/gtest.h>

namespace maillage::ui {
namespace {

TEST(MatchingCommands, WordsBeginWordsOfTheLabel) {
    const auto all = matching_commands(command_table(), "", Language::kFrench);
    EXPECT_EQ(all.size(), command_table().size());
    for (const auto& entry : all) {
        const auto found = matching_commands(command_table(), entry.label, Language::kFrench);
        EXPECT_FALSE(found.empty()) << entry.label;
    }
    EXPECT_TRUE(matching_commands(command_table(), "zzzz", Language::kFrench).empty());
}

TEST(SearchEntries, PlacesStandBeforeCommands) {
    const std::vector<workspace::Found> places = {
        {{workspace::ThingRef::Kind::kCommune, "45155"}, "Gien", "commune · Loiret (45)", 10}};
    const auto entries =
        search_entries(places, matching_commands(command_table(), "", Language::kFrench));
    ASSERT_EQ(entries.size(), command_table().size() + 1);
    EXPECT_EQ(entries.front().label, "Gien");
    EXPECT_EQ(entries.front().command, nullptr);
    EXPECT_NE(entries[1].command, nullptr);
}

}  // namespace
}  // namespace maillage::ui
