// SPDX-License-Identifier: Apache-2.0
#include "workspace/road_cache.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <string>

namespace maillage::workspace {
namespace {

namespace fs = std::filesystem;

constexpr const char* kProfiles = MAILLAGE_SOURCE_DIR "/data/roads/profiles.toml";

std::string extract(const std::string& speed) {
    return "<?xml version='1.0'?><osm version='0.6'>"
           "<node id='1' lat='46.000' lon='2.000'/><node id='2' lat='46.010' lon='2.000'/>"
           "<node id='3' lat='46.010' lon='2.100'/><node id='4' lat='46.050' lon='2.100'/>"
           "<way id='7'><nd ref='1'/><nd ref='2'/><nd ref='3'/><tag k='highway' v='primary'/>"
           "<tag k='maxspeed' v='" +
           speed +
           "'/></way>"
           "<way id='8'><nd ref='3'/><nd ref='4'/><tag k='highway' v='residential'/></way></osm>";
}

class RoadCache : public testing::Test {
protected:
    void SetUp() override {
        const auto* test = testing::UnitTest::GetInstance()->current_test_info();
        m_folder = fs::path(testing::TempDir()) / "maillage_road_cache" / test->name();
        fs::remove_all(m_folder);
        fs::create_directories(m_folder);
        write("a.osm", extract("80"));
        m_options = cache_in(m_folder / "cache");
        m_sources.files = {m_folder / "a.osm"};
        m_sources.profiles = kProfiles;
    }
    void TearDown() override { fs::remove_all(m_folder); }

    void write(const std::string& name, const std::string& text) const {
        std::ofstream(m_folder / name, std::ios::binary | std::ios::trunc) << text;
    }
    access::RoadGraph open() const {
        const auto graph = open_road_graph(m_sources, {}, m_options);
        EXPECT_TRUE(graph.has_value());
        return graph ? **graph : access::RoadGraph();
    }
    std::vector<fs::path> entries() const {
        std::vector<fs::path> all;
        for (const auto& entry : fs::directory_iterator(m_folder / "cache")) {
            all.push_back(entry.path());
        }
        return all;
    }
    static std::string bytes(const fs::path& path) {
        std::ifstream file(path, std::ios::binary);
        return {std::istreambuf_iterator<char>(file), {}};
    }

    fs::path m_folder;
    CacheOptions m_options;
    RoadSources m_sources;
};

TEST_F(RoadCache, WhatIsReadBackIsWhatWasBuilt) {
    const auto built = open();
    ASSERT_EQ(entries().size(), 1U);
    const auto entry = entries().front();
    const auto written = fs::last_write_time(entry);
    fs::last_write_time(entry, written - std::chrono::hours(1));
    EXPECT_TRUE(open() == built);
    EXPECT_GT(fs::last_write_time(entry), written - std::chrono::hours(1)) << "it was used";
    EXPECT_EQ(entries().size(), 1U);
}

TEST_F(RoadCache, AnotherContentIsAnotherNetwork) {
    const auto before = open();
    const auto time = fs::last_write_time(m_folder / "a.osm");
    write("a.osm", extract("50"));
    fs::last_write_time(m_folder / "a.osm", time);  // same name, size and date
    const auto after = open();
    EXPECT_FALSE(after == before);
    EXPECT_EQ(entries().size(), 2U);
    m_sources.mode = RoadMode::kFoot;
    open();
    EXPECT_EQ(entries().size(), 3U);
    std::ofstream(m_folder / "mine.toml") << bytes(kProfiles) << "\n# mine\n";
    m_sources.profiles = m_folder / "mine.toml";
    open();
    EXPECT_EQ(entries().size(), 4U);
}

TEST_F(RoadCache, EveryDamagedByteIsNoticedAndMended) {
    const auto built = open();
    const auto entry = entries().front();
    const auto whole = bytes(entry);
    for (std::size_t i = 0; i < whole.size(); i += i < 200 ? 1 : 7) {
        auto damaged = whole;
        damaged[i] = static_cast<char>(damaged[i] ^ 0x10);
        std::ofstream(entry, std::ios::binary | std::ios::trunc) << damaged;
        ASSERT_TRUE(open() == built) << "byte " << i;
        ASSERT_EQ(bytes(entry), whole) << "byte " << i;
    }
    for (const std::size_t size : {std::size_t{0}, std::size_t{95}, whole.size() - 1}) {
        std::ofstream(entry, std::ios::binary | std::ios::trunc) << whole.substr(0, size);
        ASSERT_TRUE(open() == built) << "cut at " << size;
    }
}

TEST_F(RoadCache, WithoutAFolderItIsBuiltAllTheSame) {
    const auto built = open();
    m_options.enabled = false;
    EXPECT_TRUE(open() == built);
    m_options = cache_in(m_folder / "a.osm" / "no folder");
    EXPECT_TRUE(open() == built);
}

TEST_F(RoadCache, WhatCannotBeReadIsSaid) {
    m_sources.files = {m_folder / "absent.osm"};
    const auto absent = open_road_graph(m_sources, {}, m_options);
    ASSERT_FALSE(absent.has_value());
    EXPECT_EQ(absent.error().code, Error::Code::kNotFound);
    write("table.csv", "a;b\n1;2\n");
    m_sources.files = {m_folder / "a.osm", m_folder / "table.csv"};
    const auto mixed = open_road_graph(m_sources, {}, m_options);
    ASSERT_FALSE(mixed.has_value());
    EXPECT_EQ(message_code(mixed.error().message.id), "routes_melangees");
    m_sources.files = {m_folder / "table.csv"};
    EXPECT_FALSE(open_road_graph(m_sources, {}, m_options).has_value());
}

TEST_F(RoadCache, ALayerOfLinesIsASource) {
    write("lines.geojson",
          R"({"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"vitesse":50,"sens":"Double"},
 "geometry":{"type":"LineString","coordinates":[[2,46],[2.1,46]]}},
{"type":"Feature","properties":{"vitesse":70,"sens":"Sens direct"},
 "geometry":{"type":"LineString","coordinates":[[2.1,46],[2.1,46.1]]}}]})");
    m_sources.files = {m_folder / "lines.geojson"};
    const auto graph = open();
    EXPECT_EQ(graph.vertex_count(), 3U);
    EXPECT_EQ(graph.out.size(), 3U);
}

}  // namespace
}  // namespace maillage::workspace
