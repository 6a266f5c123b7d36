// SPDX-License-Identifier: Apache-2.0
#include "workspace/file_cache.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <fstream>
#include <thread>

namespace maillage::workspace {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

class FileCacheTest : public testing::Test {
protected:
    void SetUp() override {
        m_folder = fs::path(testing::TempDir()) / "maillage_file_cache" /
                   testing::UnitTest::GetInstance()->current_test_info()->name();
        fs::remove_all(m_folder);
        fs::create_directories(m_folder);
    }
    void TearDown() override { fs::remove_all(m_folder); }

    /// Last changed some minutes ago.
    fs::path write(const std::string& name, const std::string& text,
                   std::chrono::minutes ago = 5min) const {
        const auto path = m_folder / name;
        std::ofstream(path, std::ios::trunc) << text;
        fs::last_write_time(path, fs::file_time_type::clock::now() - ago);
        return path;
    }
    static std::shared_ptr<const io::RawFile> read(FileCache& cache, const fs::path& path,
                                                   const io::ReadOptions& options = {}) {
        auto file = cache.read(path, options, {});
        EXPECT_TRUE(file.has_value()) << path;
        return file ? *file : nullptr;
    }

    fs::path m_folder;
};

TEST_F(FileCacheTest, AnUnchangedFileIsReadOnce) {
    FileCache cache;
    const auto path = write("a.csv", "code;n\n01001;1\n");
    const auto first = read(cache, path);
    EXPECT_EQ(read(cache, path), first);
    EXPECT_EQ(first->layers.at(0).table.row_count(), 2U);
    EXPECT_EQ(first->sha256.size(), 64U);
    cache.forget();
    EXPECT_EQ(cache.size(), 0U);
    EXPECT_NE(read(cache, path), first);
}

TEST_F(FileCacheTest, AChangeOfSizeOrTimeIsSeen) {
    FileCache cache;
    const auto path = write("a.csv", "code;n\n01001;1\n");
    const auto first = read(cache, path);
    write("a.csv", "code;n\n01001;2\n", 4min);
    const auto second = read(cache, path);
    EXPECT_EQ(second->layers.at(0).table.cell(1, 1), "2");
    write("a.csv", "code;n\n01001;22\n", 4min);
    EXPECT_EQ(read(cache, path)->layers.at(0).table.cell(1, 1), "22");
    EXPECT_EQ(cache.size(), 1U) << "the old ones are let go";
}

TEST_F(FileCacheTest, AFilePutInThePlaceOfAnotherIsSeen) {
    FileCache cache;
    const auto path = write("a.csv", "code;n\n01001;1\n");
    const auto time = fs::last_write_time(path);
    read(cache, path);
    const auto other = write("b.csv", "code;n\n01001;9\n");
    fs::last_write_time(other, time);
    fs::rename(other, path);
    EXPECT_EQ(read(cache, path)->layers.at(0).table.cell(1, 1), "9");
}

TEST_F(FileCacheTest, AFileThatWasJustWrittenIsNotTrusted) {
    FileCache cache;
    const auto path = write("a.csv", "code;n\n01001;1\n", 0min);
    read(cache, path);
    EXPECT_EQ(cache.size(), 0U);
}

TEST_F(FileCacheTest, HowItIsReadMatters) {
    FileCache cache;
    const auto path = write("a.geojson", R"({"type":"Feature","properties":{"a":"b"},
        "geometry":{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}})");
    io::ReadOptions without;
    without.geometry = false;
    EXPECT_EQ(read(cache, path)->layers.at(0).polygons.point_count(), 4U);
    EXPECT_EQ(read(cache, path, without)->layers.at(0).polygons.point_count(), 0U);
    EXPECT_EQ(read(cache, path)->layers.at(0).polygons.point_count(), 4U);
    EXPECT_EQ(cache.size(), 2U);
}

TEST_F(FileCacheTest, FilesOfSeveralPartsAreNotKept) {
    // The table of a Shapefile may change and its .shp not.
    FileCache cache;
    const auto path = write("a.shp", "nothing of the kind");
    EXPECT_FALSE(cache.read(path, {}, {}).has_value());
    EXPECT_FALSE(cache.read(m_folder / "missing.csv", {}, {}).has_value());
    EXPECT_EQ(cache.size(), 0U);
}

TEST_F(FileCacheTest, WhatWasNotUsedForLongestGoesFirst) {
    const auto text = [](char digit) { return "code;n\n" + std::string(2000, digit) + ";1\n"; };
    const auto a = write("a.csv", text('1'));
    const auto b = write("b.csv", text('2'));
    const auto c = write("c.csv", text('3'));
    FileCache cache(5000);
    const auto kept = read(cache, a);
    const auto lost = read(cache, b);
    EXPECT_EQ(read(cache, a), kept);
    read(cache, c);
    EXPECT_EQ(cache.size(), 2U);
    EXPECT_EQ(read(cache, a), kept);
    EXPECT_NE(read(cache, b), lost);
    FileCache small(100);
    read(small, a);
    EXPECT_EQ(small.size(), 0U);
}

TEST_F(FileCacheTest, ServesSeveralThreads) {
    FileCache cache(8000);
    std::vector<fs::path> paths;
    for (int i = 0; i < 8; ++i) {
        paths.push_back(write(std::to_string(i) + ".csv",
                              "code;n\n" + std::to_string(i) + std::string(1500, 'x') + ";1\n"));
    }
    std::vector<std::jthread> threads;
    for (std::size_t t = 0; t < 4; ++t) {
        threads.emplace_back([&, t] {
            for (std::size_t i = 0; i < 200; ++i) {
                const auto n = (i * 7 + t) % paths.size();
                const auto file = cache.read(paths[n], {}, {});
                ASSERT_TRUE(file.has_value());
                EXPECT_EQ((*file)->layers.at(0).table.cell(1, 0).substr(0, 2),
                          std::to_string(n) + "x");
            }
        });
    }
}

}  // namespace
}  // namespace maillage::workspace
