// SPDX-License-Identifier: Apache-2.0
#include "cli/viewer_program.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace maillage::cli {
namespace {

using Words = std::vector<std::string>;

TEST(ViewerProgram, TheVerbViewGoesToTheViewerWithItsWords) {
    EXPECT_EQ(viewer_words({"view", "folder", "--lang", "en"}, false),
              (Words{"folder", "--lang", "en"}));
    EXPECT_EQ(viewer_words({"view"}, false), Words{});
}

TEST(ViewerProgram, NoWordAtAllOpensAWindowWhereThereIsADisplay) {
    EXPECT_EQ(viewer_words({}, true), Words{});
    EXPECT_FALSE(viewer_words({}, false));
}

TEST(ViewerProgram, OtherVerbsStayWithTheCommandLine) {
    EXPECT_FALSE(viewer_words({"coverage", "view"}, true));
    EXPECT_FALSE(viewer_words({"--help"}, true));
}

TEST(ViewerProgram, IsFoundBesideTheProgramThenInTheBuildTree) {
    const auto root = std::filesystem::path(testing::TempDir()) / "viewer_program_test";
    std::filesystem::remove_all(root);
    std::filesystem::create_directories(root / "cli");
    std::filesystem::create_directories(root / "viewer");
    EXPECT_TRUE(viewer_path(root / "cli" / "maillage").empty());
    std::ofstream(root / "viewer" / "maillage-viewer") << "x";
    EXPECT_EQ(viewer_path(root / "cli" / "maillage"), root / "viewer" / "maillage-viewer");
    std::ofstream(root / "cli" / "maillage-viewer") << "x";
    EXPECT_EQ(viewer_path(root / "cli" / "maillage"), root / "cli" / "maillage-viewer");
    std::filesystem::remove_all(root);
}

}  // namespace
}  // namespace maillage::cli
