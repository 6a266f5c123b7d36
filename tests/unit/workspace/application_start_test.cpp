// SPDX-License-Identifier: Apache-2.0
// The order of what happens between the start and the first map.
#include "workspace/app_fixture.hpp"

#include <atomic>
#include <chrono>
#include <future>
#include <thread>

namespace maillage::workspace {
namespace {

namespace fs = std::filesystem;

class StartTest : public test::AppTest {};

TEST_F(StartTest, GeometryIsBegunBeforeTheReadingIsTakenIn) {
    auto given = options();
    given.inline_jobs = false;
    std::promise<void> begun;
    given.engine.geometry = [&, make = given.engine.geometry](
                                const DatasetPtr& dataset, const auto& outlines,
                                const fs::path& cache, const Progress& progress) {
        begun.set_value();
        return make(dataset, outlines, cache, progress);
    };
    Application app(given);
    app.dispatch(command::Open{});
    // Nobody polls: the main thread is busy with its first frame.
    EXPECT_EQ(begun.get_future().wait_for(std::chrono::minutes(1)), std::future_status::ready);
    EXPECT_EQ(app.snapshot()->results, nullptr);
    app.wait();
    ASSERT_NE(app.snapshot()->results, nullptr);
    EXPECT_NE(app.snapshot()->results->geometry, nullptr);
}

TEST_F(StartTest, WhatTheMapDoesNotNeedWaitsForIt) {
    auto given = options();
    given.inline_jobs = false;
    std::promise<void> go_on;
    std::atomic<bool> kept = false;
    given.engine.scene = [&, make = given.engine.scene, wait = go_on.get_future().share()](
                             const carto::SceneInput& input, const carto::MapRequest& request,
                             const carto::Canvas& canvas, const Progress& progress) {
        wait.wait();
        EXPECT_FALSE(kept);
        return make(input, request, canvas, progress);
    };
    given.engine.keep = [&](const DatasetPtr&, const carto::MapGeometryPtr&, const fs::path&) {
        kept = true;
    };
    Application app(given);
    app.set_canvas(800, 600);
    app.dispatch(command::Open{});
    while (app.snapshot()->results == nullptr || app.snapshot()->results->geometry == nullptr) {
        app.poll();
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    app.poll();
    EXPECT_EQ(app.snapshot()->results->search, nullptr);
    EXPECT_EQ(app.snapshot()->scene, nullptr);
    go_on.set_value();
    app.wait();
    EXPECT_NE(app.snapshot()->scene, nullptr);
    EXPECT_NE(app.snapshot()->results->search, nullptr);
    EXPECT_TRUE(kept);
}

}  // namespace
}  // namespace maillage::workspace
