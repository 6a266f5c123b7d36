// SPDX-License-Identifier: Apache-2.0
/// \file
/// Extracts, layers of lines and profiles as files: what is read of them, what is refused and how.
#include "io/osm_file.hpp"
#include "io/read.hpp"
#include "io/road_layer.hpp"
#include "io/road_profile_file.hpp"

#include <gtest/gtest.h>
#include <zlib.h>

#include <ctime>
#include <fstream>
#include <iterator>

namespace maillage::io {
namespace {

namespace fs = std::filesystem;

class RoadFiles : public testing::Test {
protected:
    void SetUp() override {
        const auto* test = testing::UnitTest::GetInstance()->current_test_info();
        m_folder = fs::path(testing::TempDir()) / "maillage_road_files" / test->name();
        fs::remove_all(m_folder);
        fs::create_directories(m_folder);
    }
    void TearDown() override { fs::remove_all(m_folder); }

    fs::path write(const std::string& name, const std::string& bytes) const {
        std::ofstream(m_folder / name, std::ios::binary | std::ios::trunc) << bytes;
        return m_folder / name;
    }
    fs::path write_gz(const std::string& name, const std::string& bytes) const {
        gzFile file = gzopen((m_folder / name).c_str(), "wb");
        gzwrite(file, bytes.data(), static_cast<unsigned>(bytes.size()));
        gzclose(file);
        return m_folder / name;
    }
    static std::string bytes_of(const fs::path& path) {
        std::ifstream file(path, std::ios::binary);
        return {std::istreambuf_iterator<char>(file), {}};
    }
    static Result<RoadWays> read(const std::vector<fs::path>& files) {
        return read_osm(files, {}, {});
    }
    static std::string refusal(const fs::path& file) {
        const auto ways = read({file});
        if (ways) {
            return "read";
        }
        // Each sentence names the file.
        EXPECT_NE(render(ways.error().message, Language::kFrench).find(file.filename().string()),
                  std::string::npos);
        return std::string(message_code(ways.error().message.id));
    }

    fs::path m_folder;
};

std::string osm(const std::string& inside) {
    return "<?xml version='1.0' encoding='UTF-8'?>\n<osm version='0.6'>" + inside + "</osm>\n";
}
const std::string kNodes =
    "<node id='1' lat='46.00' lon='2.00'/><node id='2' lat='46.01' lon='2.00'/>"
    "<node id='3' lat='46.01' lon='2.10'/>"
    "<node id='4' lat='46.02' lon='2.10'><tag k='barrier' v='bollard'/></node>";
const std::string kWays =
    "<way id='7'><nd ref='1'/><nd ref='2'/><nd ref='3'/><tag k='highway' v='primary'/></way>"
    "<way id='8'><nd ref='3'/><nd ref='4'/><tag k='highway' v='track'/></way>"
    "<way id='9'><nd ref='3'/><nd ref='4'/><tag k='waterway' v='river'/></way>";

TEST_F(RoadFiles, AnExtractIsRead) {
    const auto turn = [](const std::string& members, const std::string& more = "") {
        return "<relation id='1'>" + members +
               "<tag k='type' v='restriction'/><tag k='restriction' v='no_left_turn'/>" + more +
               "</relation>";
    };
    const std::string from = "<member type='way' ref='7' role='from'/>";
    const std::string to = "<member type='way' ref='8' role='to'/>";
    const std::string via = "<member type='node' ref='3' role='via'/>";
    const auto ways =
        read({write("a.osm", osm(kNodes + kWays + turn(from + via + to) + turn(from + to) +
                                 turn(from + "<member type='way' ref='8' role='via'/>" + to) +
                                 turn(from + via + "<member type='way' ref='99' role='to'/>") +
                                 turn(from + via + to, "<tag k='hour_on' v='7'/>")))});
    ASSERT_TRUE(ways.has_value());
    ASSERT_EQ(ways->ways.size(), 2U);
    EXPECT_EQ(ways->places.size(), 4U);
    EXPECT_EQ(ways->places[1], (RoadPlace{20'000'000, 460'100'000}));
    EXPECT_EQ(ways->nodes_of(0).size(), 3U);
    EXPECT_EQ(ways->ways[1].road, RoadClass::kTrack);
    ASSERT_EQ(ways->barriers.size(), 1U);
    EXPECT_EQ(ways->barriers[0].node, 3U);
    ASSERT_EQ(ways->turns.size(), 1U);
    EXPECT_EQ(ways->turns[0].from, 7);
    EXPECT_EQ(ways->turns[0].via, 2U);
    EXPECT_EQ(ways->left_out, (RoadsLeftOut{0, 0, 0, 1, 2, 1}));
}

TEST_F(RoadFiles, ExtractsJoinAtTheirNodes) {
    const auto west = write(
        "west.osm", osm("<node id='1' lat='46.00' lon='2.00'/><node id='2' lat='46.01' lon='2.00'/>"
                        "<way id='7'><nd ref='1'/><nd ref='2'/><nd ref='3'/><tag k='highway' "
                        "v='primary'/></way>"));
    const auto alone = read({west});
    ASSERT_TRUE(alone.has_value());
    EXPECT_EQ(alone->left_out.missing_nodes, 1);
    EXPECT_EQ(alone->nodes_of(0).size(), 2U) << "it ends where its node is missing";
    const auto east =
        write_gz("east.osm.gz",
                 osm("<node id='3' lat='46.01' lon='2.10'/><node id='4' lat='46.02' lon='2.10'/>"
                     "<way id='7'><nd ref='1'/><nd ref='2'/><nd ref='3'/><tag k='highway' "
                     "v='primary'/></way>"
                     "<way id='8'><nd ref='3'/><nd ref='4'/><tag k='highway' v='track'/></way>"));
    const auto both = read({west, east});
    ASSERT_TRUE(both.has_value());
    EXPECT_EQ(both->places.size(), 4U);
    ASSERT_EQ(both->ways.size(), 2U);
    EXPECT_EQ(both->left_out.repeated_ways, 1);
    EXPECT_EQ(both->left_out.missing_nodes, 0);
    EXPECT_EQ(both->nodes_of(0)[2], both->nodes_of(1)[0]);
}

TEST_F(RoadFiles, WhatIsNoExtractIsSaidToBeNone) {
    EXPECT_EQ(refusal(m_folder / "absent.osm.pbf"), "fichier_introuvable");
    EXPECT_EQ(refusal(write("empty.osm.pbf", "")), "fichier_vide");
    EXPECT_EQ(refusal(write("a.osm.bz2", "BZh91AY&SY")), "osm_format");
    EXPECT_EQ(refusal(write("a.csv", "a;b\n1;2\n")), "osm_format");
    EXPECT_EQ(refusal(write("page.osm", "<html><body>404</body></html>")), "osm_format");
    EXPECT_EQ(refusal(write("none.osm", osm(kNodes))), "osm_sans_route");
    EXPECT_EQ(refusal(write("other.osm", "<?xml version='1.0'?><gpx/>")), "osm_abime");
    const auto folder = read({m_folder});
    ASSERT_FALSE(folder.has_value());
    EXPECT_EQ(message_code(folder.error().message.id), "fichier_est_dossier");
}

TEST_F(RoadFiles, DamageIsSaid) {
    const auto whole = osm(kNodes + kWays);
    for (const std::size_t part : {std::size_t{60}, whole.size() / 2, whole.size() - 8}) {
        EXPECT_EQ(refusal(write("cut.osm", whole.substr(0, part))), "osm_abime");
    }
    const auto packed = bytes_of(write_gz("whole.osm.gz", whole));
    EXPECT_EQ(refusal(write("cut.osm.gz", packed.substr(0, packed.size() - 9))), "gzip_coupe");
    EXPECT_EQ(refusal(write("tail.osm.gz", packed.substr(0, packed.size() - 3))), "gzip_coupe");
    auto wrong = packed;
    wrong[packed.size() / 2] = static_cast<char>(wrong[packed.size() / 2] ^ 0x55);
    EXPECT_EQ(refusal(write("wrong.osm.gz", wrong)), "gzip_abime");
    EXPECT_EQ(refusal(write("bad.osm", osm("<node id='abc' lat='x' lon='2'/>" + kWays))),
              "osm_abime");
    EXPECT_EQ(refusal(write("short.osm.pbf", std::string("\0\0\0\x0d\x0a\x09OSMHeader", 15))),
              "osm_coupe");
    EXPECT_EQ(refusal(write("long.osm.pbf", std::string("\x7f\0\0\x0d\x0a\x09OSMHeader", 15))),
              "osm_abime");
}

TEST_F(RoadFiles, EntitiesAreNotExpanded) {
    std::string bomb = "<?xml version='1.0'?><!DOCTYPE osm [<!ENTITY a0 'ha'>";
    for (int i = 1; i < 30; ++i) {
        const auto before = "&a" + std::to_string(i - 1) + ";";
        bomb += "<!ENTITY a" + std::to_string(i) + " '" + before + before + "'>";
    }
    bomb += "]><osm version='0.6'><node id='1' lat='1' lon='1'><tag k='a' v='&a29;'/></node></osm>";
    EXPECT_EQ(refusal(write("bomb.osm", bomb)), "osm_abime");
}

// T1, T9: what would unpack to a thousand times its size.
TEST_F(RoadFiles, ExplosiveArchivesAreRefused) {
    const auto start = std::clock();
    gzFile file = gzopen((m_folder / "bomb.osm.gz").c_str(), "wb9");
    const std::string head = "<?xml version='1.0'?><osm version='0.6'>";
    gzwrite(file, head.data(), static_cast<unsigned>(head.size()));
    const std::string blank(1U << 20U, ' ');
    for (int i = 0; i < 40; ++i) {
        gzwrite(file, blank.data(), static_cast<unsigned>(blank.size()));
    }
    gzclose(file);
    EXPECT_EQ(refusal(m_folder / "bomb.osm.gz"), "osm_explosif");

    // A .pbf of blocks that announce 30 MiB each.
    std::string pbf;
    const auto block = [&](const std::string& type, const std::string& blob) {
        std::string header = "\x0a" + std::string(1, static_cast<char>(type.size())) + type +
                             "\x18" + std::string(1, static_cast<char>(blob.size()));
        pbf += std::string("\0\0\0", 3) + static_cast<char>(header.size()) + header + blob;
    };
    const std::string thirty("\x10\x80\x80\x80\x0f\x1a\x04zlib", 11);
    block("OSMHeader", thirty);
    for (int i = 0; i < 5; ++i) {
        block("OSMData", thirty);
    }
    EXPECT_EQ(refusal(write("bomb.osm.pbf", pbf)), "osm_explosif");
    EXPECT_LT(std::clock() - start, 10 * CLOCKS_PER_SEC);  // of the processor, however busy
}

TEST_F(RoadFiles, LimitsAndStops) {
    const auto file = write("a.osm", osm(kNodes + kWays));
    OsmOptions options;
    options.most_way_nodes = 4;
    const auto large = read_osm(std::vector{file}, options, {});
    ASSERT_FALSE(large.has_value());
    EXPECT_EQ(message_code(large.error().message.id), "osm_trop_grand");
    std::stop_source stop;
    stop.request_stop();
    const auto stopped = read_osm(std::vector{file}, {}, Progress(stop.get_token(), {}));
    ASSERT_FALSE(stopped.has_value());
    EXPECT_EQ(stopped.error().code, Error::Code::kCancelled);
}

RawLayer layer_of(const std::vector<std::string>& fields,
                  const std::vector<std::vector<std::string>>& rows,
                  const std::vector<std::vector<geo::Point>>& lines, const char* crs) {
    RawLayer layer;
    layer.kind = GeometryKind::kLine;
    layer.table.layer = "routes";
    layer.table.field_names = fields;
    for (std::size_t r = 0; r < rows.size(); ++r) {
        for (const auto& cell : rows[r]) {
            layer.table.add_cell(cell);
        }
        layer.table.close_row(static_cast<std::uint32_t>(r + 1));
        for (const auto point : lines[r]) {
            layer.lines.add_point(point);
        }
        layer.lines.close_line();
        layer.lines.close_feature();
    }
    layer.lines.crs.definition = crs;
    return layer;
}

TEST(RoadLayer, LinesOfIgnAreRoads) {
    // Paris and 3 km to the east, in Lambert-93.
    const auto layer = layer_of({"ID", "NATURE", "VIT_MOY_VL", "SENS"},
                                {{"1", "Route à 1 chaussée", "50", "Double sens"},
                                 {"2", "Bretelle", "30", "Sens inverse"},
                                 {"3", "Sentier", "0", ""},
                                 {"4", "Unheard of", "", "Sens direct"}},
                                {{{652'000, 6'862'000}, {653'000, 6'862'000}},
                                 {{653'000, 6'862'000}, {654'000, 6'862'000}},
                                 {{654'000, 6'862'000}, {655'000, 6'862'000}},
                                 {{655'000, 6'862'000}, {655'000, 6'862'000}}},
                                geo::kLambert93);
    const auto ways = roads_of_layer(layer);
    ASSERT_TRUE(ways.has_value());
    ASSERT_EQ(ways->ways.size(), 3U);
    EXPECT_EQ(ways->left_out.short_ways, 1);
    EXPECT_EQ(ways->places.size(), 4U) << "they meet";
    EXPECT_NEAR(to_degrees(ways->places[0]).x, 2.345, 0.01);
    EXPECT_NEAR(to_degrees(ways->places[0]).y, 48.857, 0.01);
    EXPECT_EQ(ways->ways[0].road, RoadClass::kTertiary);
    EXPECT_EQ(ways->ways[0].speed_forward, 50);
    EXPECT_TRUE(ways->ways[0].driven_speed);
    EXPECT_EQ(ways->ways[1].flow, RoadFlow::kBackward);
    EXPECT_EQ(ways->ways[2].road, RoadClass::kPath);
    EXPECT_EQ(ways->ways[2].speed_forward, 0);
    EXPECT_FALSE(ways->ways[2].driven_speed);
}

TEST(RoadLayer, LimitsAreLimits) {
    const auto layer = layer_of({"highway", "maxspeed", "oneway"}, {{"residential", "30", "F"}},
                                {{{2.0, 46.0}, {2.1, 46.0}}}, geo::kWgs84);
    const auto ways = roads_of_layer(layer);
    ASSERT_TRUE(ways.has_value());
    EXPECT_EQ(ways->ways[0].road, RoadClass::kResidential);
    EXPECT_EQ(ways->ways[0].speed_forward, 30);
    EXPECT_FALSE(ways->ways[0].driven_speed);
    EXPECT_EQ(ways->ways[0].flow, RoadFlow::kForward);
}

TEST(RoadLayer, WhatItLacksIsSaid) {
    const auto code = [](const RawLayer& layer) {
        const auto ways = roads_of_layer(layer);
        return ways ? std::string("read") : std::string(message_code(ways.error().message.id));
    };
    const std::vector<std::vector<geo::Point>> line{{{2.0, 46.0}, {2.1, 46.0}}};
    EXPECT_EQ(code(RawLayer()), "couche_routes_sans_lignes");
    EXPECT_EQ(code(layer_of({"nom"}, {{"x"}}, line, geo::kWgs84)), "couche_routes_sans_vitesse");
    EXPECT_EQ(code(layer_of({"vitesse"}, {{"50"}}, line, "")), "couche_routes_sans_systeme");
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const auto ways =
        roads_of_layer(layer_of({"vitesse"}, {{"50"}}, {{{nan, 46.0}, {2.1, 46.0}}}, geo::kWgs84));
    EXPECT_EQ(ways->left_out.short_ways, 1);
}

TEST(RoadProfiles, TheOnesShippedAreRight) {
    const auto profiles = read_road_profiles(MAILLAGE_SOURCE_DIR "/data/roads/profiles.toml");
    ASSERT_TRUE(profiles.has_value()) << render(profiles.error().message, Language::kEnglish);
    const auto speed = [&](RoadMode mode, RoadClass road) {
        return (*profiles)[static_cast<std::size_t>(mode)].speed[static_cast<std::size_t>(road)];
    };
    EXPECT_EQ(speed(RoadMode::kCar, RoadClass::kMotorway), 115.0);
    EXPECT_EQ(speed(RoadMode::kCar, RoadClass::kFootway), 0.0);
    EXPECT_EQ(speed(RoadMode::kBike, RoadClass::kMotorway), 0.0);
    EXPECT_EQ(speed(RoadMode::kFoot, RoadClass::kMotorway), 0.0);
    EXPECT_EQ(speed(RoadMode::kFoot, RoadClass::kSteps), 2.5);
    EXPECT_TRUE((*profiles)[0].obeys_turns);
    EXPECT_FALSE((*profiles)[2].obeys_flow);
}

TEST(RoadProfiles, MistakesAreFound) {
    const auto error = [](const std::string& text) {
        const auto profiles = parse_road_profiles(text);
        return profiles ? std::string("read")
                        : render(profiles.error().message, Language::kEnglish);
    };
    EXPECT_EQ(error("[car]\n[bike]\n[foot]\n"), "read");
    EXPECT_EQ(error("[car]\n[bike]\n"), "the road profiles have no section [foot].");
    EXPECT_EQ(error("[car.speed]\nmotorwy = 3\n[bike]\n[foot]\n"),
              "line 2: “motorwy” is no class of road.");
    EXPECT_EQ(error("[car.speed]\nprimary = -3\n[bike]\n[foot]\n"),
              "line 2: “primary” must be a number from 0 to 300.");
    EXPECT_EQ(error("[car]\nlimit_share = 'x'\n[bike]\n[foot]\n"),
              "line 2: “limit_share” must be a number from 0 to 2.");
    EXPECT_NE(error("[car]\nspeeds = 3\n[bike]\n[foot]\n").find("speed"), std::string::npos);
    EXPECT_NE(error("[car\n").find("TOML"), std::string::npos);
}

}  // namespace
}  // namespace maillage::io
