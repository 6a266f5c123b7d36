// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// An Application on built-in France or the example workspace, with a map engine that draws
/// nothing: what is tested is the state, not the picture.

#include "workspace/application.hpp"
#include "workspace/replay.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace maillage::test {

namespace fs = std::filesystem;

/// Every letter half as wide as it is high.
class HalfWidths final : public carto::TextMeasure {
public:
    carto::TextSize measure(std::string_view text, double size, bool) const override {
        return {static_cast<double>(text.size()) * size / 2, size * 0.8, size * 0.2};
    }
};

inline workspace::MapEngine still_engine() {
    workspace::MapEngine engine;
    engine.geometry = [](const DatasetPtr&, const std::shared_ptr<const Outlines>&, const fs::path&,
                         const Progress&) -> Result<carto::MapGeometryPtr> {
        return carto::MapGeometryPtr(std::make_shared<carto::MapGeometry>());
    };
    engine.scene = [](const carto::SceneInput& input, const carto::MapRequest&,
                      const carto::Canvas& canvas, const Progress&) -> Result<carto::SceneResult> {
        auto scene = std::make_shared<carto::MapScene>();
        scene->width = canvas.width;
        scene->height = canvas.height;
        scene->geometry = input.geometry;
        scene->description = std::to_string(input.selection.size());
        carto::SceneResult result;
        result.scene = std::move(scene);
        return result;
    };
    engine.write = [](const fs::path& path, const carto::MapScene&) -> Result<Done> {
        std::ofstream(path) << "map";
        return Done{};
    };
    return engine;
}

class AppTest : public testing::Test {
protected:
    fs::path m_root = fs::path(testing::TempDir()) /
                      (std::string("app_") +
                       testing::UnitTest::GetInstance()->current_test_info()->test_suite_name() +
                       "_" + testing::UnitTest::GetInstance()->current_test_info()->name());

    void SetUp() override {
        fs::remove_all(m_root);
        fs::create_directories(m_root);
    }
    void TearDown() override {
        std::error_code ignored;
        fs::permissions(m_root, fs::perms::owner_all, fs::perm_options::add, ignored);
        fs::remove_all(m_root, ignored);
    }

    workspace::ApplicationOptions options() const {
        workspace::ApplicationOptions given;
        given.data_folder = fs::path(MAILLAGE_SOURCE_DIR) / "data";
        given.state_folder = m_root / "state";
        given.today = make_date(2025, 1, 15);
        given.text = std::make_shared<HalfWidths>();
        given.engine = still_engine();
        given.inline_jobs = true;
        return given;
    }
    /// A copy of the example that may be written to.
    fs::path example() const {
        const auto folder = m_root / "loiret";
        if (!fs::exists(folder)) {
            fs::copy(fs::path(MAILLAGE_SOURCE_DIR) / "data" / "example-loiret", folder);
        }
        return folder;
    }
    static std::string text_of(const fs::path& path) {
        std::ifstream file(path, std::ios::binary);
        return {std::istreambuf_iterator<char>(file), {}};
    }
    static std::string messages(const workspace::Application& app) {
        std::string all;
        for (const auto& one : app.snapshot()->messages) {
            all += render(one.text, Language::kFrench) + '\n';
        }
        return all;
    }
    static void play(workspace::Application& app, std::string_view script) {
        const auto steps = workspace::parse_replay(script);
        ASSERT_TRUE(steps.has_value()) << render(steps.error().message, Language::kFrench);
        const auto done = workspace::run_replay(app, *steps, {});
        EXPECT_TRUE(done.has_value()) << render(done.error().message, Language::kFrench);
    }
    static std::vector<std::string> paths(const workspace::Application& app) {
        std::vector<std::string> list;
        for (const auto& source : app.snapshot()->spec->sources) {
            list.push_back(source.path);
        }
        return list;
    }
    io::SourceSpec source(std::string path) const {
        io::SourceSpec one;
        one.path = std::move(path);
        return one;
    }
};

}  // namespace maillage::test
