// SPDX-License-Identifier: Apache-2.0
#include "workspace/geometry_cache.hpp"

#include "support/square_france.hpp"
#include "workspace/geometry_file.hpp"

#include <gtest/gtest.h>

#include <cstring>
#include <fstream>
#include <iterator>
#include <thread>

namespace maillage::workspace {
namespace {

namespace fs = std::filesystem;

void expect_equal(const carto::MapGeometry& a, const carto::MapGeometry& b) {
    EXPECT_EQ(a.sheet_of_commune, b.sheet_of_commune);
    EXPECT_EQ(a.area, b.area);
    ASSERT_EQ(a.surface.size(), b.surface.size());
    EXPECT_EQ(
        std::memcmp(a.surface.data(), b.surface.data(), a.surface.size() * sizeof(geo::Point)), 0);
    EXPECT_EQ(a.schematic, b.schematic);
    ASSERT_EQ(a.anchor.size(), b.anchor.size());
    // Bytes: points without outline are NaN.
    EXPECT_EQ(std::memcmp(a.anchor.data(), b.anchor.data(), a.anchor.size() * sizeof(geo::Point)),
              0);
    for (std::size_t s = 0; s < carto::kSheetCount; ++s) {
        EXPECT_EQ(a.sheets[s].id, b.sheets[s].id);
        EXPECT_EQ(a.sheets[s].box, b.sheets[s].box);
        ASSERT_EQ(a.sheets[s].levels.size(), b.sheets[s].levels.size());
        for (std::size_t l = 0; l < a.sheets[s].levels.size(); ++l) {
            const auto& one = a.sheets[s].levels[l];
            const auto& other = b.sheets[s].levels[l];
            EXPECT_EQ(one.tolerance, other.tolerance);
            EXPECT_EQ(one.rank, other.rank);
            EXPECT_EQ(one.mosaic.crs, other.mosaic.crs);
            EXPECT_EQ(one.mosaic.points, other.mosaic.points);
            EXPECT_EQ(one.mosaic.arc_start, other.mosaic.arc_start);
            EXPECT_EQ(one.mosaic.left, other.mosaic.left);
            EXPECT_EQ(one.mosaic.right, other.mosaic.right);
            EXPECT_EQ(one.mosaic.arc_box, other.mosaic.arc_box);
            EXPECT_EQ(one.mosaic.feature_box, other.mosaic.feature_box);
        }
    }
}

class GeometryCache : public testing::Test {
protected:
    void SetUp() override {
        const auto* test = testing::UnitTest::GetInstance()->current_test_info();
        m_options.folder = fs::path(testing::TempDir()) / "maillage_geometry_cache" / test->name();
        fs::remove_all(*m_options.folder);
        m_dataset = test::square_france();
        m_without = m_dataset;
        m_without.outlines = nullptr;
        m_built = carto::build_geometry(m_dataset, {}).value();
    }
    void TearDown() override { fs::remove_all(*m_options.folder); }

    carto::MapGeometryPtr open(const Dataset& dataset) const {
        auto result = open_geometry(dataset, {}, m_options);
        return result ? *result : nullptr;
    }
    fs::path entry() const { return *m_options.folder / (geometry_key(m_dataset) + ".geometry"); }
    std::string bytes() const {
        std::ifstream file(entry(), std::ios::binary);
        return {std::istreambuf_iterator<char>(file), {}};
    }
    void write(const std::string& text) const {
        std::ofstream(entry(), std::ios::binary | std::ios::trunc) << text;
    }
    std::size_t files() const {
        return static_cast<std::size_t>(
            std::distance(fs::directory_iterator(*m_options.folder), fs::directory_iterator()));
    }

    CacheOptions m_options;
    Dataset m_dataset;
    Dataset m_without;  ///< The same, its outlines not loaded: only the cache can answer.
    carto::MapGeometryPtr m_built;
    Repairs m_repairs;
};

TEST_F(GeometryCache, WhatIsReadBackIsWhatWasBuilt) {
    ASSERT_TRUE(open(m_dataset));
    ASSERT_EQ(files(), 1U);
    const auto kept = open(m_without);
    ASSERT_TRUE(kept);
    expect_equal(*kept, *m_built);
}

TEST_F(GeometryCache, WithoutEntryAndOutlinesItSaysSo) {
    const auto result = open_geometry(m_without, {}, m_options);
    ASSERT_FALSE(result.has_value());
    EXPECT_EQ(result.error().code, Error::Code::kNotFound);
}

TEST_F(GeometryCache, EveryDamagedByteIsNoticed) {
    ASSERT_TRUE(open(m_dataset));
    const auto whole = bytes();
    ASSERT_GT(whole.size(), 1000U);
    // All of the header and of the small parts, then some of the rest.
    for (std::size_t i = 0; i < whole.size(); i += i < 600 ? 1 : 37) {
        auto damaged = whole;
        damaged[i] = static_cast<char>(damaged[i] ^ 0x10);
        write(damaged);
        EXPECT_FALSE(open(m_without)) << "byte " << i;
    }
    // And built anew where there are outlines.
    const auto built = open(m_dataset);
    ASSERT_TRUE(built);
    expect_equal(*built, *m_built);
    EXPECT_EQ(bytes(), whole);
}

TEST_F(GeometryCache, ACutOrLongerFileIsNotRead) {
    ASSERT_TRUE(open(m_dataset));
    const auto whole = bytes();
    for (const std::size_t size : {std::size_t{0}, std::size_t{1}, std::size_t{95}, std::size_t{96},
                                   std::size_t{97}, whole.size() / 2, whole.size() - 1}) {
        write(whole.substr(0, size));
        EXPECT_FALSE(open(m_without)) << size << " bytes";
    }
    write(whole + "x");
    EXPECT_FALSE(open(m_without));
    write(whole);
    EXPECT_TRUE(open(m_without));
}

TEST_F(GeometryCache, AnotherVersionIsNotRead) {
    ASSERT_TRUE(open(m_dataset));
    auto other = bytes();
    ASSERT_EQ(other[kGeometryVersionOffset], static_cast<char>(kGeometryFileVersion));
    other[kGeometryVersionOffset] = static_cast<char>(kGeometryFileVersion + 1);
    write(other);
    EXPECT_FALSE(open(m_without));
    EXPECT_TRUE(open(m_dataset));
    EXPECT_TRUE(open(m_without));
}

TEST_F(GeometryCache, TheEntryOfOtherOutlinesUnderThisNameIsNotRead) {
    ASSERT_TRUE(open(m_dataset));
    EXPECT_TRUE(read_geometry(entry(), geometry_key(m_dataset), m_repairs));
    EXPECT_FALSE(read_geometry(entry(), std::string(64, '0'), m_repairs));
    EXPECT_FALSE(read_geometry(*m_options.folder, geometry_key(m_dataset), m_repairs));
}

TEST_F(GeometryCache, TheKeyNamesEverythingThatMatters) {
    const auto key = geometry_key(m_dataset);
    EXPECT_EQ(key.size(), 64U);
    EXPECT_EQ(geometry_key(m_without), key);
    auto other = m_dataset;
    other.ledger.sources[0].sha256[0] = 'b';
    EXPECT_NE(geometry_key(other), key);
    other = m_dataset;
    other.territories.vintage.year += 1;
    EXPECT_NE(geometry_key(other), key);
    other = m_dataset;
    other.territories.communes.epci[1] = {};
    EXPECT_NE(geometry_key(other), key);
    other = m_dataset;
    other.ledger.sources[0].rows_set_aside = 3;
    EXPECT_NE(geometry_key(other), key);
    other = m_dataset;
    Source moves;
    moves.role = Role::kMoves;
    moves.sha256 = std::string(64, 'c');
    other.ledger.sources.push_back(moves);
    EXPECT_NE(geometry_key(other), key);
    other = m_dataset;
    Source counts;
    counts.role = Role::kCir;
    other.ledger.sources.push_back(counts);
    EXPECT_EQ(geometry_key(other), key);
    // What is not a file has no hash, and is not kept.
    other.ledger.sources[0].sha256.clear();
    EXPECT_EQ(geometry_key(other), "");
    EXPECT_TRUE(open(other));
    EXPECT_FALSE(fs::exists(*m_options.folder));
}

TEST_F(GeometryCache, AFolderThatCannotBeWrittenIsNoError) {
    // A file where the folder should be: no right helps, not even root's.
    fs::create_directories(m_options.folder->parent_path());
    std::ofstream(*m_options.folder) << "x";
    const auto geometry = open(m_dataset);
    ASSERT_TRUE(geometry);
    expect_equal(*geometry, *m_built);
    fs::remove(*m_options.folder);
    fs::create_directories(*m_options.folder);
    fs::permissions(*m_options.folder, fs::perms::owner_read | fs::perms::owner_exec);
    EXPECT_TRUE(open(m_dataset));
    fs::permissions(*m_options.folder, fs::perms::owner_all);
}

TEST_F(GeometryCache, WhetherOutlinesAreSchematicIsSaidByTheWorkspace) {
    ASSERT_TRUE(open(m_dataset));
    auto outlines = std::make_shared<Outlines>(*m_dataset.outlines);
    outlines->schematic = true;
    m_dataset.outlines = outlines;
    EXPECT_TRUE(open(m_dataset)->schematic);
}

TEST_F(GeometryCache, NotUsedWhenSwitchedOff) {
    m_options.enabled = false;
    EXPECT_TRUE(open(m_dataset));
    EXPECT_FALSE(fs::exists(*m_options.folder));
}

/// Files of outlines as they lie on disk.
std::vector<fs::path> write_files(const fs::path& folder) {
    fs::create_directories(folder);
    std::vector<fs::path> files;
    for (const char* name : {"a.geojson", "b.geojson"}) {
        files.push_back(folder / name);
        std::ofstream(files.back()) << name;
    }
    return files;
}

TEST_F(GeometryCache, ALookUpFindsWhatWasBuiltAndWhatWasRepaired) {
    const auto files = write_files(*m_options.folder / "files");
    const auto& territories = m_dataset.territories;
    ASSERT_FALSE(m_dataset.ledger.sources.empty());
    std::uint32_t outlines = 0;
    while (m_dataset.ledger.sources.at(outlines).role != Role::kCommunes) {
        ++outlines;
    }
    m_dataset.ledger.entries.push_back(
        {Severity::kWarning, {outlines, 7}, "", {MessageId::kPolygonRepaired, {"croisement"}}});
    m_dataset.ledger.entries.push_back(
        {Severity::kWarning, {outlines, 9}, "", {MessageId::kPolygonLost, {"rien"}}});

    GeometryLookup first(m_options, nullptr);
    EXPECT_FALSE(first.seems_known(files, false));
    EXPECT_FALSE(first.find(territories, m_dataset.ledger.sources));
    EXPECT_EQ(first.found(false), nullptr);
    first.take(m_dataset.outlines);
    EXPECT_EQ(first.take_outlines(), m_dataset.outlines);
    EXPECT_EQ(first.take_outlines(), nullptr) << "given away";
    ASSERT_TRUE(open(m_dataset));

    GeometryLookup second(m_options, nullptr);
    EXPECT_TRUE(second.seems_known(files, false));
    const auto known = second.find(territories, m_dataset.ledger.sources);
    ASSERT_TRUE(known);
    const std::vector<reconcile::KnownOutlines::Repair> repairs{{0, 7, false, "croisement"},
                                                                {0, 9, true, "rien"}};
    EXPECT_EQ(known->repairs, repairs);
    ASSERT_EQ(known->outlined.size(), territories.communes.size());
    for (std::size_t i = 0; i < known->outlined.size(); ++i) {
        const bool drawn = m_dataset.outlines->polygons.polygons_of(i).size() > 0;
        EXPECT_EQ(known->outlined[i] != 0, drawn) << i;
    }
    const auto found = second.found(false);
    ASSERT_TRUE(found);
    expect_equal(*found->geometry, *m_built);
    EXPECT_TRUE(second.found(true)->geometry->schematic) << "as the workspace says";

    // A file that changed is not the one that was seen; what is on the screen is known anyway.
    std::ofstream(files[0], std::ios::app) << "x";
    GeometryLookup third(cache_in({}), found);
    EXPECT_FALSE(third.seems_known(files, false));
    EXPECT_TRUE(third.find(territories, m_dataset.ledger.sources));
    EXPECT_EQ(third.found(false)->geometry, found->geometry);
}

TEST_F(GeometryCache, WhatCameWithTheProgramIsReadWhereNothingIsKept) {
    const auto files = write_files(*m_options.folder / "files");
    ASSERT_TRUE(open(m_dataset));
    const auto ready = *m_options.folder;
    const auto own = ready.parent_path() / "own";
    const auto options = cache_in(own, ready);
    GeometryLookup lookup(options, nullptr);
    EXPECT_FALSE(lookup.seems_known(files, false)) << "the user's own outlines";
    EXPECT_TRUE(lookup.seems_known(files, true));
    ASSERT_TRUE(lookup.find(m_dataset.territories, m_dataset.ledger.sources));
    expect_equal(*lookup.found(false)->geometry, *m_built);
    EXPECT_TRUE(open_geometry(m_without, {}, options));
    EXPECT_FALSE(fs::exists(own / entry().filename())) << "once is enough";

    // Damaged, it is built anew and kept in the user's folder.
    auto damaged = bytes();
    damaged[damaged.size() / 2] = static_cast<char>(damaged[damaged.size() / 2] ^ 1);
    write(damaged);
    const auto built = open_geometry(m_dataset, {}, options);
    ASSERT_TRUE(built);
    expect_equal(**built, *m_built);
    EXPECT_TRUE(fs::exists(own / entry().filename()));
    EXPECT_EQ(bytes(), damaged) << "not the program's to write";
    fs::remove_all(own);
    EXPECT_FALSE(open_geometry(m_without, {}, cache_in({}, ready))) << "no cache at all";
}

TEST_F(GeometryCache, ALookUpWithoutKeyOrCacheKnowsNothing) {
    GeometryLookup nowhere(cache_in({}), nullptr);
    EXPECT_FALSE(
        nowhere.seems_known({m_options.folder->parent_path() / "not there.geojson"}, false));
    EXPECT_FALSE(nowhere.find(m_dataset.territories, m_dataset.ledger.sources));
    GeometryLookup keyless(m_options, nullptr);
    EXPECT_FALSE(keyless.find(m_dataset.territories, {}));
    EXPECT_FALSE(fs::exists(*m_options.folder));
}

TEST_F(GeometryCache, SeveralWritersAndReadersAtOnce) {
    std::vector<std::jthread> threads;
    for (int t = 0; t < 4; ++t) {
        threads.emplace_back([&] {
            const auto key = geometry_key(m_dataset);
            fs::create_directories(*m_options.folder);
            for (int i = 0; i < 20; ++i) {
                EXPECT_TRUE(write_geometry(entry(), key, *m_built, {}));
                // Once there, there is always a whole one.
                Repairs repairs;
                EXPECT_TRUE(read_geometry(entry(), key, repairs));
            }
        });
    }
    threads.clear();
    EXPECT_EQ(files(), 1U);
    expect_equal(*open(m_without), *m_built);
}

TEST_F(GeometryCache, ForgetsWhatWasNotUsedForLongest) {
    ASSERT_TRUE(open(m_dataset));
    const auto size = fs::file_size(entry());
    const auto now = fs::file_time_type::clock::now();
    const auto old_entry = *m_options.folder / "old.geometry";
    const auto recent = *m_options.folder / "recent.geometry";
    const auto abandoned = *m_options.folder / "x.geometry.1-0.tmp";
    const auto being_written = *m_options.folder / "y.geometry.2-0.tmp";
    const auto foreign = *m_options.folder / "notes.txt";
    for (const auto& path : {old_entry, recent, abandoned, being_written, foreign}) {
        std::ofstream(path, std::ios::binary) << std::string(size, 'x');
    }
    fs::last_write_time(old_entry, now - std::chrono::hours(50));
    fs::last_write_time(recent, now - std::chrono::hours(1));
    fs::last_write_time(abandoned, now - std::chrono::hours(50));
    fs::remove(entry());
    m_options.most_bytes = 2 * size;
    ASSERT_TRUE(open(m_dataset));
    EXPECT_FALSE(fs::exists(old_entry));
    EXPECT_TRUE(fs::exists(recent));
    EXPECT_FALSE(fs::exists(abandoned));
    EXPECT_TRUE(fs::exists(being_written));
    EXPECT_TRUE(fs::exists(foreign));
    // Never the one just written, however small the limit.
    fs::remove(entry());
    m_options.most_bytes = 1;
    ASSERT_TRUE(open(m_dataset));
    EXPECT_TRUE(fs::exists(entry()));
    EXPECT_FALSE(fs::exists(recent));
}

}  // namespace
}  // namespace maillage::workspace
