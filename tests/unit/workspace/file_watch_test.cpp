// SPDX-License-Identifier: Apache-2.0
#include "workspace/file_watch.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <fstream>
#include <thread>

namespace maillage::workspace {
namespace {

namespace fs = std::filesystem;

TEST(FileWatch, TellsOnceThatAFileChanged) {
    const auto folder = fs::path(testing::TempDir()) / "file_watch";
    fs::remove_all(folder);
    fs::create_directories(folder);
    std::ofstream(folder / "a.csv") << "x";
    io::WorkspaceSpec workspace;
    workspace.folder = folder;
    workspace.sources.emplace_back();
    workspace.sources.back().path = "a.csv";
    FileWatch watch;
    watch.watch(workspace, {});
    // Written again and again: what is written before the first look is no change.
    std::vector<fs::path> changed;
    for (int i = 0; i < 200 && changed.empty(); ++i) {
        std::ofstream(folder / "a.csv", std::ios::app) << "y";
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
        changed = watch.take_changed();
    }
    ASSERT_FALSE(changed.empty());
    EXPECT_EQ(changed.front().filename(), "a.csv");
    fs::remove_all(folder);
}

}  // namespace
}  // namespace maillage::workspace
