// SPDX-License-Identifier: Apache-2.0
#include "io/read.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <string>

namespace maillage::io {
namespace {

using testing::ElementsAre;

RawLayer read(std::string_view text) {
    auto layer = read_geojson(text, {});
    EXPECT_TRUE(layer.has_value()) << (layer ? "" : message_code(layer.error().message.id));
    return layer ? std::move(layer).value() : RawLayer{};
}

Message error_of(std::string_view text) {
    const auto layer = read_geojson(text, {});
    EXPECT_FALSE(layer.has_value());
    return layer ? Message(MessageId::kText) : layer.error().message;
}

std::string collection(const std::string& features) {
    return R"({"type":"FeatureCollection","features":[)" + features + "]}";
}
std::string feature(const std::string& properties, const std::string& geometry) {
    return R"({"type":"Feature","properties":)" + properties + R"(,"geometry":)" + geometry + "}";
}
const char* const kSquare = R"({"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,1],[0,0]]]})";

TEST(GeoJson, KeysAreTheUnionInOrderOfFirstAppearance) {
    const auto layer =
        read(collection(feature(R"({"a":"x","b":1.50})", kSquare) + "," +
                        feature(R"({"c":true,"a":null,"b":{"d": [1, 2]}})", "null")));
    EXPECT_THAT(layer.table.field_names, ElementsAre("a", "b", "c"));
    EXPECT_EQ(layer.table.cell(0, 1), "1.50");  // as written
    EXPECT_EQ(layer.table.cell(0, 2), "");
    EXPECT_EQ(layer.table.cell(1, 0), "");
    EXPECT_EQ(layer.table.cell(1, 1), R"({"d":[1,2]})");
    EXPECT_EQ(layer.table.cell(1, 2), "true");
    EXPECT_EQ(layer.table.line(1), 2U);
    EXPECT_EQ(layer.kind, GeometryKind::kPolygon);
    ASSERT_EQ(layer.polygons.feature_count(), 2U);
    EXPECT_EQ(layer.polygons.polygons_of(1).size(), 0U);
}

TEST(GeoJson, AMultiPolygonKeepsItsHolesAndParts) {
    const auto layer = read(feature("{}", R"({"coordinates":[
        [[[0,0],[9,0],[9,9],[0,9],[0,0]],[[1,1],[1,2],[2,2],[1,1]]],
        [[[20,0,5],[21,0,5],[21,1,5],[20,0,5]]]],"type":"MultiPolygon"})"));
    ASSERT_EQ(layer.polygons.feature_count(), 1U);
    EXPECT_EQ(layer.polygons.polygons_of(0).size(), 2U);
    EXPECT_EQ(layer.polygons.rings_of(0).size(), 2U);
    EXPECT_EQ(layer.polygons.ring(1).size(), 4U);
    EXPECT_EQ(layer.polygons.ring(2)[1], (geo::Point{21, 0}));  // height left out
}

TEST(GeoJson, PointsAreReadAndAbsentOnesAreNaN) {
    const auto layer = read(collection(feature("{}", R"({"type":"Point","coordinates":[2.5,48]})") +
                                       "," + feature("{}", "null")));
    EXPECT_EQ(layer.kind, GeometryKind::kPoint);
    ASSERT_EQ(layer.points.size(), 2U);
    EXPECT_EQ(layer.points[0], (geo::Point{2.5, 48}));
    EXPECT_TRUE(std::isnan(layer.points[1].x));
}

TEST(GeoJson, LinesAreReadWithTheirParts) {
    const auto layer = read(collection(
        feature(R"({"nom":"A10"})",
                R"({"type":"LineString","coordinates":[[1,2],[3,4,9],[5,6]]})") +
        "," + feature("{}", "null") + "," +
        feature(
            "{}",
            R"({"type":"MultiLineString","coordinates":[[[0,0],[1,1]],[[2,2],[3,3],[4,4]]]})")));
    EXPECT_EQ(layer.kind, GeometryKind::kLine);
    EXPECT_TRUE(layer.table.remarks.empty());
    EXPECT_EQ(layer.lines.crs.definition, geo::kWgs84);
    ASSERT_EQ(layer.lines.feature_count(), 3U);
    ASSERT_EQ(layer.lines.lines_of(0).size(), 1U);
    EXPECT_THAT(layer.lines.line(0),
                ElementsAre(geo::Point{1, 2}, geo::Point{3, 4}, geo::Point{5, 6}));
    EXPECT_EQ(layer.lines.lines_of(1).size(), 0U);
    ASSERT_EQ(layer.lines.lines_of(2).size(), 2U);
    EXPECT_EQ(layer.lines.line(2).size(), 3U);
    EXPECT_EQ(layer.polygons.polygon_count(), 0U);
    EXPECT_TRUE(layer.points.empty());
}

TEST(GeoJson, ALineOfOnePointIsSaidAndLeftOut) {
    const auto layer =
        read(collection(feature("{}", R"({"type":"LineString","coordinates":[[1,2]]})") + "," +
                        feature("{}", R"({"type":"LineString","coordinates":[[1,2],[3,4]]})")));
    ASSERT_EQ(layer.table.remarks.size(), 1U);
    EXPECT_EQ(layer.table.remarks[0].message.id, MessageId::kGeoBadCoordinates);
    ASSERT_EQ(layer.lines.feature_count(), 2U);
    EXPECT_EQ(layer.lines.lines_of(0).size(), 0U);
    EXPECT_EQ(layer.lines.lines_of(1).size(), 1U);
}

TEST(GeoJson, ALayerOfAllKindsKeepsEachRowByRow) {
    const auto layer =
        read(collection(feature("{}", kSquare) + "," +
                        feature("{}", R"({"type":"LineString","coordinates":[[1,2],[3,4]]})") +
                        "," + feature("{}", R"({"type":"Point","coordinates":[7,8]})")));
    EXPECT_EQ(layer.kind, GeometryKind::kMixed);
    EXPECT_EQ(layer.polygons.polygons_of(0).size(), 1U);
    EXPECT_EQ(layer.lines.lines_of(1).size(), 1U);
    EXPECT_EQ(layer.points.at(2), (geo::Point{7, 8}));
}

TEST(GeoJson, WithoutGeometryItsKindAndItsFaultsAreToldAllTheSame) {
    const auto text = collection(
        feature(R"({"a":"1"})", R"({"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,1]]]})") +
        "," + feature(R"({"a":"2"})", R"({"type":"Polygon","coordinates":[[[0,0],[1,0]]]})"));
    ReadOptions options;
    options.geometry = false;
    const auto with = read(text);
    const auto without = read_geojson(text, options).value();
    EXPECT_EQ(without.kind, GeometryKind::kPolygon);
    EXPECT_EQ(without.polygons.point_count(), 0U);
    EXPECT_EQ(without.table.row_count(), 2U);
    ASSERT_EQ(without.table.remarks.size(), 2U);  // An open ring, a short one.
    for (std::size_t i = 0; i < 2; ++i) {
        EXPECT_EQ(without.table.remarks[i].message, with.table.remarks.at(i).message);
    }
}

TEST(GeoJson, ABareGeometryIsOneRow) {
    const auto layer = read(kSquare);
    EXPECT_EQ(layer.table.row_count(), 1U);
    EXPECT_EQ(layer.polygons.point_count(), 5U);
}

TEST(GeoJson, ACollectionOfGeometriesIsMixed) {
    const auto layer =
        read(feature("{}", std::string(R"({"type":"GeometryCollection","geometries":[)") + kSquare +
                               R"(,{"type":"Point","coordinates":[3,4]}]})"));
    EXPECT_EQ(layer.kind, GeometryKind::kMixed);
    EXPECT_EQ(layer.polygons.point_count(), 5U);
    EXPECT_EQ(layer.points[0], (geo::Point{3, 4}));
}

TEST(GeoJson, TheOldCrsMemberIsRead) {
    const auto with = [](const std::string& crs) {
        return read(R"({"type":"FeatureCollection","crs":)" + crs + R"(,"features":[]})")
            .crs.definition;
    };
    EXPECT_EQ(with(R"({"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::2154"}})"),
              "EPSG:2154");
    EXPECT_EQ(with(R"({"type":"name","properties":{"name":"urn:ogc:def:crs:OGC:1.3:CRS84"}})"),
              "EPSG:4326");
    EXPECT_EQ(with(R"({"type":"EPSG","properties":{"code":2154}})"), "EPSG:2154");
    EXPECT_EQ(with("null"), "");
}

TEST(GeoJson, AnOpenRingIsClosedAndSaidWithItsLine) {
    const auto layer = read(collection(
        "\n" + feature("{}", R"({"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,1]]]})")));
    EXPECT_EQ(layer.polygons.ring(0).size(), 5U);
    ASSERT_EQ(layer.table.remarks.size(), 1U);
    EXPECT_EQ(layer.table.remarks[0].message,
              Message(MessageId::kGeoRingClosed, {std::int64_t{2}, std::int64_t{1}}));
}

TEST(GeoJson, AWrongGeometryIsSaidAndTheRowKept) {
    const auto layer = read(collection(
        feature(R"({"code":"45234"})", R"({"type":"Polygon","coordinates":[[0,0],[1,1]]})") + "," +
        feature("{}", R"({"type":"Cube","coordinates":[0,0]})") + ",7"));
    EXPECT_EQ(layer.table.row_count(), 3U);
    EXPECT_EQ(layer.table.cell(0, 0), "45234");
    std::vector<MessageId> ids;
    for (const auto& remark : layer.table.remarks) {
        EXPECT_TRUE(remark.is_error);
        ids.push_back(remark.message.id);
    }
    EXPECT_THAT(ids, ElementsAre(MessageId::kGeoBadCoordinates, MessageId::kGeoUnknownGeometry,
                                 MessageId::kGeoNotFeature));
}

TEST(GeoJson, AKeyWrittenTwiceIsSaidAndTheLastCounts) {
    const auto layer = read(collection(feature(R"({"n":1,"n":2})", "null")));
    EXPECT_EQ(layer.table.cell(0, 0), "2");
    ASSERT_EQ(layer.table.remarks.size(), 1U);
    EXPECT_EQ(layer.table.remarks[0].message.id, MessageId::kGeoDuplicateKey);
}

TEST(GeoJson, AListOfObjectsIsATable) {
    const auto layer = read(R"([{"code":"45234","nom":"Orléans"},{"code":"45155"}])");
    EXPECT_EQ(layer.kind, GeometryKind::kNone);
    EXPECT_EQ(layer.table.cell(1, 0), "45155");
    EXPECT_TRUE(layer.crs.definition.empty());
}

struct BadJson {
    const char* name;
    std::string text;
    MessageId id;
    std::int64_t line;
};
class Broken : public testing::TestWithParam<BadJson> {};
TEST_P(Broken, IsRefusedWithItsLine) {
    const auto message = error_of(GetParam().text);
    EXPECT_EQ(message.id, GetParam().id) << message_code(message.id);
    ASSERT_FALSE(message.arguments.empty());
    EXPECT_EQ(std::get<std::int64_t>(message.arguments[0]), GetParam().line);
}
INSTANTIATE_TEST_SUITE_P(
    GeoJson, Broken,
    testing::Values(
        BadJson{"cut", "{\"type\":\"FeatureCollection\",\n\"features\":[", MessageId::kJsonCut, 2},
        BadJson{"cutInText", "{\"type\":\n\"Featu", MessageId::kJsonCut, 2},
        BadJson{"notANumber", collection("\n\n" + feature("{\"x\":NaN}", "null")),
                MessageId::kJsonInvalid, 3},
        BadJson{"hugeNumber",
                collection("\n" + feature("{}", R"({"type":"Point","coordinates":[1e999,0]})")),
                MessageId::kJsonInvalid, 2},
        BadJson{"loneSurrogate", collection("\n" + feature(R"({"x":"\ud800"})", "null")),
                MessageId::kJsonInvalid, 2},
        BadJson{"deep", "{\"x\":\n" + std::string(5000, '[') + std::string(5000, ']') + "}",
                MessageId::kJsonInvalid, 2},
        BadJson{"trailing", std::string(kSquare) + "\n{}", MessageId::kJsonInvalid, 2},
        BadJson{"notUtf8",
                "{\"type\":\n\"Orl\xE9"
                "ans\"}",
                MessageId::kJsonNotUtf8, 2},
        BadJson{"featuresObject", R"({"type":"FeatureCollection","features":{}})",
                MessageId::kJsonFeaturesNotList, 1}),
    [](const auto& tested) { return tested.param.name; });

TEST(GeoJson, JsonThatIsNoLayerSaysWhatItIs) {
    EXPECT_EQ(error_of("12").id, MessageId::kJsonRootScalar);
    EXPECT_EQ(error_of("[1,2]").id, MessageId::kJsonRootArray);
    EXPECT_EQ(error_of(R"({"a":1,"b":2})"), Message(MessageId::kJsonRootNoType, {"a, b"}));
    EXPECT_EQ(error_of(R"({"type":"FooBar"})"),
              Message(MessageId::kJsonRootUnknownType, {"FooBar"}));
    EXPECT_EQ(error_of(R"({"type":"FeatureCollection"})").id, MessageId::kJsonFeaturesMissing);
    EXPECT_EQ(error_of("  \n ").id, MessageId::kFileBlank);
}

// 3,000 features with a new key each would make 4.5 million cells.
TEST(GeoJson, ColumnsAreBounded) {
    std::string features;
    for (int i = 0; i < 3000; ++i) {
        features += (i > 0 ? "," : "") + feature("{\"k" + std::to_string(i) + "\":1}", "null");
    }
    const auto layer = read(collection(features));
    EXPECT_EQ(layer.table.row_count(), 3000U);
    EXPECT_EQ(layer.table.field_names.size(), 2000U);
    ASSERT_FALSE(layer.table.remarks.empty());
    EXPECT_EQ(layer.table.remarks[0].message.id, MessageId::kTooManyColumns);
}

// Two unit squares that share the arc x = 1 (arc 0, from (1,0) to (1,1)); quantised by 0.5.
const char* const kTopology =
    R"({"arcs":[[[2,0],[0,2]],[[2,2],[-2,0],[0,-2],[2,0]],[[2,0],[2,0],[0,2],[-2,0]]],
 "transform":{"scale":[0.5,0.5],"translate":[0,0]},"type":"Topology",
 "objects":{"carrés":{"type":"GeometryCollection","geometries":[
  {"type":"Polygon","arcs":[[0,1]],"id":"g","properties":{"n":1}},
  {"type":"MultiPolygon","arcs":[[[2,-1]]],"id":"d","properties":{"n":2}},
  {"type":"Polygon","arcs":[[99]],"id":"x"}]}}})";

TEST(TopoJson, ArcsAreSharedForwardsAndBackwards) {
    const auto layer = read_topojson(kTopology, {});
    ASSERT_TRUE(layer.has_value());
    EXPECT_EQ(layer->table.layer, "carrés");
    EXPECT_THAT(layer->table.field_names, ElementsAre("id", "n"));
    EXPECT_EQ(layer->table.cell(1, 0), "d");
    const auto first = layer->polygons.ring(0);
    EXPECT_THAT(std::vector<geo::Point>(first.begin(), first.end()),
                ElementsAre(geo::Point{1, 0}, geo::Point{1, 1}, geo::Point{0, 1}, geo::Point{0, 0},
                            geo::Point{1, 0}));
    const auto second = layer->polygons.ring(1);
    EXPECT_THAT(std::vector<geo::Point>(second.begin(), second.end()),
                ElementsAre(geo::Point{1, 0}, geo::Point{2, 0}, geo::Point{2, 1}, geo::Point{1, 1},
                            geo::Point{1, 0}));
    ASSERT_EQ(layer->table.remarks.size(), 1U);
    EXPECT_EQ(layer->table.remarks[0].message, Message(MessageId::kTopoBadArc, {std::int64_t{3}}));
}

TEST(TopoJson, AnUnknownObjectNamesTheKnownOnes) {
    ReadOptions options;
    options.layer = "rien";
    const auto layer = read_topojson(kTopology, options);
    ASSERT_FALSE(layer.has_value());
    EXPECT_EQ(layer.error().message,
              Message(MessageId::kLayerNotFound, {"rien", "TopoJSON", "carrés"}));
}

}  // namespace
}  // namespace maillage::io
