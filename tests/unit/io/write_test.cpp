// SPDX-License-Identifier: Apache-2.0
#include "io/write.hpp"

#include "unit/io/io_test_files.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <csignal>
#include <iterator>
#include <thread>

namespace maillage::io {
namespace {

namespace fs = std::filesystem;

std::string content_of(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}
std::size_t files_in(const fs::path& folder) {
    return static_cast<std::size_t>(
        std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
}

TEST(WriteFile, ReplacesTheOldFileWholeAndLeavesNothingBeside) {
    const TestFolder folder;
    const auto path = folder.add("a.csv", "old");
    fs::permissions(path, fs::perms::owner_read | fs::perms::owner_write);
    ASSERT_TRUE(write_file(path, "new text").has_value());
    EXPECT_EQ(content_of(path), "new text");
    EXPECT_EQ(fs::status(path).permissions(), fs::perms::owner_read | fs::perms::owner_write);
    EXPECT_EQ(files_in(folder.path()), 1U);
}

TEST(WriteFile, FollowsALinkToTheFileItNames) {
    const TestFolder folder;
    const auto path = folder.add("a.csv", "old");
    fs::create_symlink("a.csv", folder.path() / "link.csv");
    ASSERT_TRUE(write_file(folder.path() / "link.csv", "new").has_value());
    EXPECT_EQ(content_of(path), "new");
    EXPECT_TRUE(fs::is_symlink(folder.path() / "link.csv"));
}

TEST(WriteFile, SaysWhyItCannot) {
    const TestFolder folder;
    const auto missing = write_file(folder.path() / "no" / "a.csv", "x");
    ASSERT_FALSE(missing.has_value());
    EXPECT_EQ(missing.error().message,
              Message(MessageId::kWriteNoFolder, {(folder.path() / "no" / "a.csv").string()}));
    const auto is_folder = write_file(folder.path(), "x");
    ASSERT_FALSE(is_folder.has_value());
    EXPECT_EQ(is_folder.error().code, Error::Code::kWrite);
}

// A limit on the size of files stands for a disk that is full.
TEST(WriteFile, AFullDiskLeavesTheOldFile) {
    const TestFolder folder;
    const auto path = folder.add("a.csv", "old");
    struct rlimit old {};
    getrlimit(RLIMIT_FSIZE, &old);
    std::signal(SIGXFSZ, SIG_IGN);
    struct rlimit small = old;
    small.rlim_cur = 4;
    setrlimit(RLIMIT_FSIZE, &small);
    const auto done = write_file(path, "far too long a text");
    setrlimit(RLIMIT_FSIZE, &old);
    ASSERT_FALSE(done.has_value());
    EXPECT_EQ(done.error().message, Message(MessageId::kWriteDiskFull, {path.string()}));
    EXPECT_EQ(content_of(path), "old");
    EXPECT_EQ(files_in(folder.path()), 1U);
}

OutputTable sample() {
    OutputTable table;
    table.name = "résultat";
    table.columns = {"code", "n", "x"};
    table.rows = {{std::string("01004"), std::int64_t{-3}, 0.1},
                  {std::string("a,\"b\"\nc"), std::monostate(), 1e21},
                  {std::string("=1+1"), std::int64_t{0}, 2.0}};
    return table;
}

TEST(Csv, NumbersArePlainAndFormulasDisarmed) {
    EXPECT_EQ(to_csv(sample()), "code,n,x\n01004,-3,0.1\n\"a,\"\"b\"\"\nc\",,1e+21\n'=1+1,0,2\n");
}

TEST(Csv, EverySignThatStartsAFormulaIsDisarmed) {
    for (const std::string start : {"=", "+", "-", "@", "\t", "\r"}) {
        OutputTable table;
        table.columns = {"a", "b"};
        table.rows = {{start + "x", std::int64_t{1}}};
        EXPECT_THAT(to_csv(table), testing::HasSubstr("'" + start + "x")) << start;
    }
}

geo::PolygonSet squares() {
    geo::PolygonSet set;
    set.crs.definition = geo::kWgs84;
    // Clockwise on purpose: RFC 7946 wants outer rings the other way round.
    for (const auto& point : {geo::Point{0, 0}, {0, 1}, {1, 1}, {1, 0}, {0, 0}}) {
        set.add_point(point);
    }
    set.close_ring();
    set.close_polygon();
    set.close_feature();
    set.close_feature();
    set.close_feature();
    return set;
}

TEST(GeoJsonOut, RingsAreCounterClockwiseAndTextsEscaped) {
    const TestFolder folder;
    auto table = sample();
    const auto polygons = squares();
    table.polygons = &polygons;
    table.attribution = "INSEE \"x\"";
    const auto path = folder.path() / "a.geojson";
    ASSERT_TRUE(write_layer(path, "GeoJSON", table).has_value());
    EXPECT_EQ(
        content_of(path),
        R"({"type":"FeatureCollection","name":"résultat","attribution":"INSEE \"x\"","features":[)"
        "\n"
        R"({"type":"Feature","properties":{"code":"01004","n":-3,"x":0.1},"geometry":)"
        R"({"type":"MultiPolygon","coordinates":[[[[0,0],[1,0],[1,1],[0,1],[0,0]]]]}},)"
        "\n"
        R"({"type":"Feature","properties":{"code":"a,\"b\"\u000ac","n":null,"x":1e+21},"geometry":null},)"
        "\n"
        R"({"type":"Feature","properties":{"code":"=1+1","n":0,"x":2},"geometry":null})"
        "\n]}\n");
}

TEST(GeoPackageOut, TheSameInputGivesTheSameBytes) {
    const TestFolder folder;
    auto table = sample();
    const auto polygons = squares();
    table.polygons = &polygons;
    table.description = "COG 2024";
    ASSERT_TRUE(write_layer(folder.path() / "a.gpkg", "GPKG", table).has_value());
    std::this_thread::sleep_for(std::chrono::milliseconds(1100));  // another second on the clock
    ASSERT_TRUE(write_layer(folder.path() / "b.gpkg", "GPKG", table).has_value());
    const auto a = content_of(folder.path() / "a.gpkg");
    EXPECT_GT(a.size(), 10'000U);
    EXPECT_TRUE(a == content_of(folder.path() / "b.gpkg"));
    EXPECT_EQ(files_in(folder.path()), 2U);
}

TEST(WriteLayer, AnUnknownFormatIsRefused) {
    const auto done = write_layer("a.xyz", "XYZ", {});
    ASSERT_FALSE(done.has_value());
    EXPECT_EQ(done.error().message, Message(MessageId::kWriteUnknownFormat, {"XYZ"}));
}

}  // namespace
}  // namespace maillage::io
