// SPDX-License-Identifier: Apache-2.0
#include "io/gtfs.hpp"

#include "unit/io/io_test_files.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

namespace maillage::io {
namespace {

using testing::ElementsAre;

std::vector<std::string> names_of(const RawFile& file) {
    std::vector<std::string> names;
    for (const auto& layer : file.layers) {
        names.push_back(layer.table.layer);
    }
    return names;
}

TEST(ReadGtfs, TablesOfAZipInTheOrderInWhichTheyAreJudged) {
    const TestFolder folder;
    const auto path =
        folder.add("feed.zip", zipped({{"stop_times.txt", "trip_id\nt\n"},
                                       {"stops.txt", "stop_id,stop_name\nA,\"Rue; de, la Gare\"\n"},
                                       {"shapes.txt", "shape_id\n"},
                                       {"trips.txt", ""}}));
    EXPECT_TRUE(is_gtfs(path));
    const auto file = read_gtfs(path, {}, {});
    ASSERT_TRUE(file);
    EXPECT_THAT(names_of(*file), ElementsAre("stops.txt", "trips.txt", "stop_times.txt", ""));
    EXPECT_EQ(file->sha256.size(), 64U);
    EXPECT_EQ(file->layers[0].table.cell(1, 1), "Rue; de, la Gare");
    EXPECT_EQ(file->layers[1].table.row_count(), 0U);
    EXPECT_THAT(file->layers[3].table.field_names, ElementsAre("shapes.txt"));
}

TEST(ReadGtfs, AFolderIsReadLikeAZip) {
    const TestFolder folder;
    folder.add("stops.txt", "stop_id\nA\n");
    folder.add("trips.txt", "");
    EXPECT_TRUE(is_gtfs(folder.path()));
    const auto file = read_gtfs(folder.path(), {}, {});
    ASSERT_TRUE(file);
    EXPECT_THAT(names_of(*file), ElementsAre("stops.txt", "trips.txt", ""));
}

TEST(ReadGtfs, AFeedInAFolderOfItsZipIsFoundAndSaid) {
    const TestFolder folder;
    const auto path = folder.add("feed.zip", zipped({{"__MACOSX/stops.txt", "junk"},
                                                     {"offre/stops.txt", "stop_id\nA\n"},
                                                     {"offre/trips.txt", "trip_id\nt\n"}}));
    EXPECT_TRUE(is_gtfs(path));
    const auto file = read_gtfs(path, {}, {});
    ASSERT_TRUE(file);
    EXPECT_EQ(file->layers[0].table.cell(1, 0), "A");
    ASSERT_EQ(file->layers.back().table.remarks.size(), 1U);
    EXPECT_EQ(message_code(file->layers.back().table.remarks[0].message.id),
              "transport_dans_dossier");
}

TEST(ReadGtfs, CommasSeparateWhateverElseIsThere) {
    const auto layer = read_gtfs_table("stops.txt", "stop_id,desc\nA,a;b;c;d\nB,e;f;g;h\n", {});
    ASSERT_TRUE(layer);
    EXPECT_EQ(layer->table.cell(1, 1), "a;b;c;d");
    // A byte-order mark is no part of the first title.
    const auto marked = read_gtfs_table("stops.txt", "\xEF\xBB\xBFstop_id\nA\n", {});
    ASSERT_TRUE(marked);
    EXPECT_EQ(marked->table.cell(0, 0), "stop_id");
}

TEST(ReadGtfs, WhatIsNoFeedIsAnError) {
    const TestFolder folder;
    const auto code_of = [](const std::filesystem::path& path) {
        const auto file = read_gtfs(path, {}, {});
        EXPECT_FALSE(is_gtfs(path)) << path;
        return file ? std::string("read") : std::string(message_code(file.error().message.id));
    };
    EXPECT_EQ(code_of(folder.path() / "none.zip"), "fichier_introuvable");
    EXPECT_EQ(code_of(folder.path()), "transport_sans_table");
    EXPECT_EQ(code_of(folder.add("a.csv", "a,b\n1,2\n")), "transport_sans_table");
    EXPECT_EQ(code_of(folder.add("a.zip", zipped({{"a.csv", "a"}}))), "transport_sans_table");
    EXPECT_EQ(code_of(folder.add("cut.zip", "PK\x03\x04 not really")), "archive_abimee");
    EXPECT_EQ(code_of(folder.add("out.zip", zipped({{"../stops.txt", "stop_id\n"}}))),
              "archive_nom_interdit");
    EXPECT_EQ(code_of(folder.add("empty.zip", "")), "fichier_vide");
}

TEST(ReadGtfs, APipeIsNotWaitedFor) {
    const TestFolder folder;
    const auto pipe = folder.path() / "feed.zip";
    ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
    EXPECT_FALSE(is_gtfs(pipe));
    EXPECT_FALSE(read_gtfs(pipe, {}, {}));
    // Nor one among the tables of a folder.
    ASSERT_EQ(::mkfifo((folder.path() / "stops.txt").c_str(), 0600), 0);
    EXPECT_FALSE(read_gtfs(folder.path(), {}, {}));
}

TEST(ReadGtfs, AnArchiveThatExplodesIsRefused) {
    const TestFolder folder;
    std::vector<ZipMember> members = {{"stops.txt", std::string(30U << 20U, 'A')},
                                      {"trips.txt", "trip_id\n"}};
    members[0].deflated = true;
    const auto file = read_gtfs(folder.add("bomb.zip", zipped(members)), {}, {});
    ASSERT_FALSE(file);
    EXPECT_EQ(file.error().code, Error::Code::kRefused);
}

TEST(ReadGtfs, AFolderIsBoundedToo) {
    const TestFolder folder;
    folder.add("stops.txt", std::string(600, 'a'));
    folder.add("trips.txt", std::string(600, 'a'));
    ReadOptions options;
    options.max_bytes = 1000;
    const auto file = read_gtfs(folder.path(), options, {});
    ASSERT_FALSE(file);
    EXPECT_EQ(file.error().code, Error::Code::kRefused);
    EXPECT_TRUE(is_gtfs(folder.path()));
}

}  // namespace
}  // namespace maillage::io
