// SPDX-License-Identifier: Apache-2.0
/// \file
/// The real extracts: all times equal to Boost.Graph's on every vertex, and what is in them.
#include "access/road_search.hpp"
#include "access/road_times.hpp"
#include "io/osm_file.hpp"
#include "io/road_profile_file.hpp"
#include "support/boost_roads.hpp"
#include "support/test_data.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>

namespace maillage::access {
namespace {

namespace fs = std::filesystem;

const RoadProfiles& profiles() {
    static const auto kProfiles =
        io::read_road_profiles(MAILLAGE_SOURCE_DIR "/data/roads/profiles.toml").value();
    return kProfiles;
}

struct Extract {
    const char* file;
    std::size_t least_stretches;  ///< Of the car graph.
};

class OsmExtract : public ::testing::TestWithParam<Extract> {
protected:
    static fs::path file() { return test::test_data_folder() / GetParam().file; }
    void SetUp() override {
        if (!fs::exists(file())) {
            GTEST_SKIP() << "no real data: set MAILLAGE_TEST_DATA";
        }
    }
};

TEST_P(OsmExtract, TimesAreThoseOfBoost) {
    const auto ways = io::read_osm(std::vector{file()}, {}, {});
    ASSERT_TRUE(ways.has_value()) << render(ways.error().message, Language::kEnglish);
    for (const auto& profile : profiles()) {
        const auto graph = build_road_graph(*ways, profile, {}, {});
        ASSERT_TRUE(graph.has_value());
        ASSERT_TRUE(consistent(*graph));
        EXPECT_GE(graph->stretches.size(), GetParam().least_stretches) << profile.name;
        const test::BoostRoads boost(*graph);
        RoadSearch search(forward_arcs(*graph));
        for (std::uint32_t start = 0; start < graph->vertex_count();
             start += static_cast<std::uint32_t>(graph->vertex_count() / 20 + 1)) {
            const auto expected = boost.times_from(start);
            const std::vector seeds{Seed<TimeLabel>{start, 0}};
            ASSERT_TRUE(search.run(seeds, kNever - kLongestArc - 1, {}));
            for (std::uint32_t v = 0; v < graph->vertex_count(); ++v) {
                ASSERT_EQ(search.at(v), expected[v]) << profile.name << " " << start << " " << v;
            }
        }
        const auto& main = graph->pieces.front();
        RecordProperty(profile.name + "_vertices", static_cast<int>(graph->vertex_count()));
        RecordProperty(profile.name + "_stretches", static_cast<int>(graph->stretches.size()));
        RecordProperty(profile.name + "_turns", static_cast<int>(graph->turns_kept));
        RecordProperty(profile.name + "_km", static_cast<int>(main.kilometres));
        RecordProperty(profile.name + "_usable_of_main", static_cast<int>(main.usable_vertices));
        RecordProperty(profile.name + "_pieces", static_cast<int>(graph->pieces.size()));
        EXPECT_GT(main.usable_vertices * 10, main.vertices * 8) << "most of it hangs together";
    }
}

INSTANTIATE_TEST_SUITE_P(
    All, OsmExtract,
    ::testing::Values(Extract{"osm-liechtenstein/liechtenstein-2013-08-03.osm.pbf", 2500},
                      Extract{"osm-monaco-alpes-maritimes/monaco-beausoleil-la-turbie-2016.osm.pbf",
                              2000},
                      Extract{"osm-saint-barthelemy/saint_barthelemy-2014.osm.pbf", 400}));

TEST(OsmExtracts, BothFormsOfAFileAreTheSameRoads) {
    const auto folder = test::test_data_folder() / "osm-saint-barthelemy";
    if (!fs::exists(folder)) {
        GTEST_SKIP() << "no real data: set MAILLAGE_TEST_DATA";
    }
    const auto pbf = io::read_osm(std::vector{folder / "saint_barthelemy-2014.osm.pbf"}, {}, {});
    const auto xml = io::read_osm(std::vector{folder / "saint_barthelemy-2014.osm.gz"}, {}, {});
    ASSERT_TRUE(pbf.has_value() && xml.has_value());
    EXPECT_GE(pbf->ways.size(), 500U);
    EXPECT_TRUE(*pbf == *xml);
    // Twice the same extract is the extract.
    const auto both = io::read_osm(std::vector{folder / "saint_barthelemy-2014.osm.pbf",
                                               folder / "saint_barthelemy-2014.osm.gz"},
                                   {}, {});
    ASSERT_TRUE(both.has_value());
    EXPECT_EQ(both->left_out.repeated_ways, static_cast<std::int64_t>(pbf->ways.size()));
    EXPECT_EQ(both->way_nodes, pbf->way_nodes);
    EXPECT_EQ(both->ways, pbf->ways);
}

// Road distances by hand: Gustavia to Lorient on Saint-Barthélemy is some 3.5 km of road.
TEST(OsmExtracts, AKnownJourney) {
    const auto file =
        test::test_data_folder() / "osm-saint-barthelemy" / "saint_barthelemy-2014.osm.pbf";
    if (!fs::exists(file)) {
        GTEST_SKIP() << "no real data: set MAILLAGE_TEST_DATA";
    }
    const auto ways = io::read_osm(std::vector{file}, {}, {});
    const auto graph = build_road_graph(*ways, profiles()[0], {}, {});
    const geo::Point gustavia{-62.8515, 17.8965};
    const geo::Point lorient{-62.8200, 17.9040};
    const auto route = road_route(*graph, gustavia, lorient, RoadTimesOptions(), {});
    ASSERT_TRUE(route.has_value() && route->has_value());
    EXPECT_GT((*route)->metres, 3'300.0) << "more than as the crow flies";
    EXPECT_LT((*route)->metres, 6'000.0);
    EXPECT_GT((*route)->time, 4 * kMinute);
    EXPECT_LT((*route)->time, 12 * kMinute);
}

/// Middles of stretches, evenly over the file.
std::vector<geo::Point> places_on(const RoadGraph& graph, std::size_t count) {
    std::vector<geo::Point> places;
    for (std::size_t i = 0; i < count; ++i) {
        const auto shape = graph.shape_of(i * graph.stretches.size() / count);
        places.push_back(to_degrees(shape[shape.size() / 2]));
    }
    return places;
}

// In towns of one-way streets the way back is another one: as long on the whole, seldom the same.
TEST_P(OsmExtract, TheWayBackDiffersALittleForCarsAndHardlyOnFoot) {
    const auto ways = io::read_osm(std::vector{file()}, {}, {});
    ASSERT_TRUE(ways.has_value());
    for (const auto& profile : profiles()) {
        const auto graph = build_road_graph(*ways, profile, {}, {});
        const auto from = snapped_places(*graph, places_on(*graph, 300));
        const auto to = snapped_places(*graph, places_on(*graph, 7));
        RoadTimesOptions options;
        options.limit = 30;  // So that it is widened.
        const auto both = road_times_both_ways(*graph, from, to, options, 240 * kMinute, {});
        ASSERT_TRUE(both.has_value());
        options.limit = 240 * kMinute;
        const auto all = road_times_both_ways(*graph, from, to, options, options.limit, {});
        ASSERT_TRUE(all.has_value());
        const auto few = longer_of(both->there, both->back);
        const auto longer = longer_of(all->there, all->back);
        std::vector<Seconds> apart;
        std::vector<Seconds> times;
        for (std::size_t i = 0; i < from.places.size(); ++i) {
            const auto most = std::min<std::size_t>(2, longer.from(i).size());
            ASSERT_TRUE(std::ranges::equal(few.from(i).first(most), longer.from(i).first(most)));
            for (const auto& go : all->there.from(i)) {
                const auto home = std::ranges::find(all->back.from(i), go.service, &Reach::service);
                if (home != all->back.from(i).end()) {
                    apart.push_back(std::abs(go.time - home->time));
                    times.push_back(go.time);
                }
            }
        }
        ASSERT_GT(apart.size(), 1000U);
        const auto median = [](std::vector<Seconds>& some) {
            std::ranges::nth_element(some, some.begin() + std::ssize(some) / 2);
            return some[some.size() / 2];
        };
        const auto different = std::ranges::count_if(apart, [](Seconds one) { return one > 0; });
        const auto largest = std::ranges::max(apart);
        const auto middle = median(apart);
        RecordProperty(profile.name + "_median_time", median(times));
        RecordProperty(profile.name + "_median_apart", middle);
        RecordProperty(profile.name + "_largest_apart", largest);
        RecordProperty(profile.name + "_pairs_apart", static_cast<int>(different));
        EXPECT_LT(10 * middle, median(times)) << profile.name;
        EXPECT_EQ(different > 0, profile.name != "foot") << profile.name;
    }
}

TEST(OsmExtracts, AnExtractCutAnywhereIsSaidToBe) {
    const auto file =
        test::test_data_folder() / "osm-saint-barthelemy" / "saint_barthelemy-2014.osm.pbf";
    if (!fs::exists(file)) {
        GTEST_SKIP() << "no real data: set MAILLAGE_TEST_DATA";
    }
    const auto bytes = test::read_text(file);
    const auto cut = fs::temp_directory_path() / "maillage-cut.osm.pbf";
    for (std::size_t part = 1; part < 10; ++part) {
        std::ofstream(cut, std::ios::binary | std::ios::trunc)
            .write(bytes.data(), static_cast<std::streamsize>(bytes.size() * part / 10));
        const auto ways = io::read_osm(std::vector{cut}, {}, {});
        ASSERT_FALSE(ways.has_value());
        EXPECT_EQ(message_code(ways.error().message.id), "osm_coupe");
        EXPECT_NE(render(ways.error().message, Language::kFrench).find("maillage-cut.osm.pbf"),
                  std::string::npos);
    }
    fs::remove(cut);
}

TEST(OsmExtracts, AnOddExtractIsRead) {
    const auto file = test::test_data_folder() / "malformed/conveyal-r5/delft-station.pbf";
    if (!fs::exists(file)) {
        GTEST_SKIP() << "no real data: set MAILLAGE_TEST_DATA";
    }
    const auto ways = io::read_osm(std::vector{file}, {}, {});
    ASSERT_TRUE(ways.has_value()) << render(ways.error().message, Language::kEnglish);
    const auto graph =
        build_road_graph(*ways, profiles()[static_cast<std::size_t>(RoadMode::kFoot)], {}, {});
    ASSERT_TRUE(graph.has_value());
    EXPECT_GT(graph->stretches.size(), 10U);
}

TEST(OsmExtracts, OtherFilesAreNoExtracts) {
    const auto folder = test::test_data_folder() / "malformed";
    if (!fs::exists(folder)) {
        GTEST_SKIP() << "no real data: set MAILLAGE_TEST_DATA";
    }
    int files = 0;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file() || entry.path().filename() == "delft-station.pbf") {
            continue;
        }
        const auto ways = io::read_osm(std::vector{entry.path()}, {}, {});
        EXPECT_FALSE(ways.has_value()) << entry.path();
        ++files;
    }
    EXPECT_GT(files, 30);
}

}  // namespace
}  // namespace maillage::access
