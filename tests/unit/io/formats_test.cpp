// SPDX-License-Identifier: Apache-2.0
/// \file
/// Files of each format, written by GDAL itself, are read whole.

#include "io/read.hpp"
#include "unit/io/io_test_files.hpp"

#include <gdal_priv.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <cctype>
#include <iterator>
#include <memory>
#include <ostream>
#include <string>

namespace maillage::io {
namespace {

namespace fs = std::filesystem;

struct Close {
    void operator()(GDALDataset* dataset) const { GDALClose(dataset); }
};

/// How the two communes below are written.
struct LayerSpec {
    const char* driver;
    const char* file;
    bool points = false;
    std::vector<const char*> layer_options = {};
    std::vector<const char*> dataset_options = {};
};

void PrintTo(const LayerSpec& spec, std::ostream* out) { *out << spec.file; }

void add_commune(OGRLayer& layer, const LayerSpec& spec, const char* code, const char* name,
                 double longitude) {
    OGRFeature feature(layer.GetLayerDefn());
    if (feature.GetFieldIndex("code") >= 0) {
        feature.SetField("code", code);
    }
    feature.SetField("name", name);
    if (spec.points) {
        OGRPoint point(longitude, 48.0);
        feature.SetGeometry(&point);
    } else {
        OGRLinearRing ring;
        for (const auto& [x, y] : {std::pair{0.0, 0.0}, {1.0, 0.0}, {1.0, 1.0}, {0.0, 0.0}}) {
            ring.addPoint(longitude + x, 48.0 + y);
        }
        OGRPolygon polygon;
        polygon.addRing(&ring);
        feature.SetGeometry(&polygon);
    }
    ASSERT_EQ(layer.CreateFeature(&feature), OGRERR_NONE);
}

/// "45234 Orléans" at 2° E 48° N and "01004 Ambérieu" at 5°, in WGS 84, through GDAL.
void write_communes(const fs::path& path, const LayerSpec& spec) {
    GDALAllRegister();
    auto* driver = GetGDALDriverManager()->GetDriverByName(spec.driver);
    ASSERT_NE(driver, nullptr);
    auto dataset_options = spec.dataset_options;
    dataset_options.push_back(nullptr);
    const std::unique_ptr<GDALDataset, Close> dataset(driver->Create(
        path.c_str(), 0, 0, 0, GDT_Unknown, const_cast<char**>(dataset_options.data())));
    ASSERT_NE(dataset, nullptr);
    OGRSpatialReference wgs84;
    wgs84.importFromEPSG(4326);
    wgs84.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    auto layer_options = spec.layer_options;
    layer_options.push_back(nullptr);
    const auto name = spec.driver == std::string("GPX") ? "waypoints" : path.stem().string();
    auto* layer = dataset->CreateLayer(name.c_str(), &wgs84, spec.points ? wkbPoint : wkbPolygon,
                                       const_cast<char**>(layer_options.data()));
    ASSERT_NE(layer, nullptr);
    for (const auto* field : {"code", "name"}) {
        OGRFieldDefn definition(field, OFTString);
        definition.SetWidth(20);
        if (layer->GetLayerDefn()->GetFieldIndex(field) < 0 && spec.driver != std::string("GPX")) {
            ASSERT_EQ(layer->CreateField(&definition), OGRERR_NONE);
        }
    }
    add_commune(*layer, spec, "45234", "Orléans", 2.0);
    add_commune(*layer, spec, "01004", "Ambérieu", 5.0);
}

std::string content(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

/// Column of the field \p name in any case, as formats change it.
std::size_t column(const RawTable& table, const std::string& name) {
    const auto found =
        std::find_if(table.field_names.begin(), table.field_names.end(), [&](std::string field) {
            std::transform(field.begin(), field.end(), field.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
            return field == name;
        });
    EXPECT_NE(found, table.field_names.end()) << name;
    return static_cast<std::size_t>(found - table.field_names.begin());
}

/// The one layer that holds something: GPX and KMZ come with empty ones.
const RawLayer& filled_layer(const RawFile& file) {
    const auto has_rows = [](const RawLayer& layer) { return layer.table.row_count() > 0; };
    EXPECT_EQ(std::count_if(file.layers.begin(), file.layers.end(), has_rows), 1);
    return *std::find_if(file.layers.begin(), file.layers.end() - 1, has_rows);
}

/// The two communes came through in any order, \p spec tells what the format can hold.
void expect_communes(const RawFile& file, const LayerSpec& spec) {
    ASSERT_FALSE(file.layers.empty());
    const auto& layer = filled_layer(file);
    ASSERT_EQ(layer.table.row_count(), 2U);
    const auto name = column(layer.table, "name");
    const std::size_t last = layer.table.cell(0, name) == "Ambérieu" ? 0 : 1;
    EXPECT_EQ(layer.table.cell(1 - last, name), "Orléans");
    EXPECT_EQ(layer.table.cell(last, name), "Ambérieu");
    if (spec.driver != std::string("GPX")) {
        EXPECT_EQ(layer.table.cell(last, column(layer.table, "code")), "01004");
    }
    if (spec.driver == std::string("MapInfo File")) {
        EXPECT_THAT(layer.crs.definition, testing::HasSubstr("WGS_1984"));  // has no EPSG codes
    } else {
        EXPECT_EQ(layer.crs.definition, "EPSG:4326");
    }
    if (spec.points) {
        ASSERT_EQ(layer.kind, GeometryKind::kPoint);
        EXPECT_NEAR(layer.points[last].x, 5.0, 1e-6);
        EXPECT_NEAR(layer.points[last].y, 48.0, 1e-6);
        return;
    }
    ASSERT_EQ(layer.kind, GeometryKind::kPolygon);
    EXPECT_EQ(layer.polygons.feature_count(), 2U);
    const auto ring = layer.polygons.ring(last);
    ASSERT_EQ(ring.size(), 4U);
    const auto east =
        std::max_element(ring.begin(), ring.end(), [](auto a, auto b) { return a.x < b.x; });
    EXPECT_NEAR(east->x, 6.0, 1e-6);
}

class Formats : public testing::TestWithParam<LayerSpec> {
protected:
    TestFolder m_folder;
};

TEST_P(Formats, TwoCommunesAreReadWhole) {
    const auto& spec = GetParam();
    const auto path = m_folder.path() / spec.file;
    write_communes(path, spec);
    const auto file = read_file(path, {}, {});
    ASSERT_TRUE(file.has_value()) << render(file.error().message, Language::kEnglish);
    expect_communes(*file, spec);
}

INSTANTIATE_TEST_SUITE_P(
    Io, Formats,
    testing::Values(LayerSpec{"FlatGeobuf", "communes.fgb"},
                    LayerSpec{"FlatGeobuf", "points.fgb", true, {"SPATIAL_INDEX=NO"}},
                    LayerSpec{"GPKG", "communes.gpkg"}, LayerSpec{"GML", "communes.gml"},
                    LayerSpec{"LIBKML", "communes.kml"}, LayerSpec{"KML", "plain.kml", true},
                    LayerSpec{"LIBKML", "communes.kmz"},
                    LayerSpec{"GPX", "points.gpx", true, {"FORCE_GPX_TRACK=NO"}},
                    LayerSpec{"MapInfo File", "communes.tab", false, {"ENCODING=UTF-8"}},
                    LayerSpec{
                        "MapInfo File", "points.mif", true, {"ENCODING=UTF-8"}, {"FORMAT=MIF"}},
                    LayerSpec{"ESRI Shapefile", "communes.shp", false, {"ENCODING=UTF-8"}}),
    [](const auto& tested) {
        std::string name = tested.param.file;
        std::replace(name.begin(), name.end(), '.', '_');
        return name;
    });

struct LineSpec {
    const char* driver;
    const char* file;
};

class LineFormats : public testing::TestWithParam<LineSpec> {
protected:
    TestFolder m_folder;
};

TEST_P(LineFormats, RoadsAreReadAndTheirKindIsToldWithoutThem) {
    const auto path = m_folder.path() / GetParam().file;
    {
        GDALAllRegister();
        auto* driver = GetGDALDriverManager()->GetDriverByName(GetParam().driver);
        ASSERT_NE(driver, nullptr);
        const std::unique_ptr<GDALDataset, Close> dataset(
            driver->Create(path.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
        ASSERT_NE(dataset, nullptr);
        OGRSpatialReference lambert;
        lambert.importFromEPSG(2154);
        auto* layer = dataset->CreateLayer("routes", &lambert, wkbLineString, nullptr);
        ASSERT_NE(layer, nullptr);
        OGRFieldDefn name("name", OFTString);
        ASSERT_EQ(layer->CreateField(&name), OGRERR_NONE);
        OGRFeature feature(layer->GetLayerDefn());
        feature.SetField("name", "A10");
        OGRLineString line;
        line.addPoint(600000, 6700000);
        line.addPoint(610000, 6710000);
        line.addPoint(620000, 6705000);
        feature.SetGeometry(&line);
        ASSERT_EQ(layer->CreateFeature(&feature), OGRERR_NONE);
    }
    const auto file = read_file(path, {}, {});
    ASSERT_TRUE(file.has_value()) << render(file.error().message, Language::kEnglish);
    const auto& layer = file->layers.at(0);
    EXPECT_EQ(layer.kind, GeometryKind::kLine);
    EXPECT_EQ(layer.lines.crs.definition, "EPSG:2154");
    ASSERT_EQ(layer.lines.line_count(), 1U);
    ASSERT_EQ(layer.lines.line(0).size(), 3U);
    EXPECT_NEAR(layer.lines.line(0)[1].y, 6710000, 0.01);
    ReadOptions without;
    without.geometry = false;
    const auto table = read_file(path, without, {});
    ASSERT_TRUE(table.has_value());
    EXPECT_EQ(table->layers.at(0).kind, GeometryKind::kLine);
    EXPECT_EQ(table->layers.at(0).lines.line_count(), 0U);
}

INSTANTIATE_TEST_SUITE_P(Io, LineFormats,
                         testing::Values(LineSpec{"GPKG", "routes.gpkg"},
                                         LineSpec{"ESRI Shapefile", "routes.shp"},
                                         LineSpec{"FlatGeobuf", "routes.fgb"}),
                         [](const auto& tested) {
                             std::string name = tested.param.file;
                             std::replace(name.begin(), name.end(), '.', '_');
                             return name;
                         });

class Shapefiles : public testing::Test {
protected:
    /// The parts of a Shapefile, by their endings.
    std::string part(const char* ending) const {
        return content(m_folder.path() / (std::string("communes") + ending));
    }
    void write(const char* encoding) {
        write_communes(m_folder.path() / "communes.shp",
                       {"ESRI Shapefile", "", false, {encoding}, {}});
    }
    TestFolder m_folder;
};

TEST_F(Shapefiles, AZippedShapefileIsReadWithItsSideFiles) {
    write("ENCODING=UTF-8");
    const auto zip =
        m_folder.add("a.zip", zipped({{"d/communes.shp", part(".shp"), 0, 0, 0, true},
                                      {"d/communes.shx", part(".shx"), 0, 0, 0, true},
                                      {"d/communes.dbf", part(".dbf"), 0, 0, 0, true},
                                      {"d/communes.prj", part(".prj"), 0, 0, 0, true},
                                      {"d/communes.cpg", part(".cpg"), 0, 0, 0, true}}));
    const auto file = read_file(zip, {}, {});
    ASSERT_TRUE(file.has_value()) << render(file.error().message, Language::kEnglish);
    expect_communes(*file, {"ESRI Shapefile", "communes.shp"});
}

TEST_F(Shapefiles, AZippedShapefileWithoutItsTableNamesWhatIsMissing) {
    write("ENCODING=UTF-8");
    const auto zip = m_folder.add(
        "a.zip", zipped({{"communes.shp", part(".shp")}, {"communes.shx", part(".shx")}}));
    const auto file = read_file(zip, {}, {});
    ASSERT_FALSE(file.has_value());
    EXPECT_EQ(file.error().message,
              Message(MessageId::kShapefilePartMissing, {"communes.shp", "communes.dbf"}));
}

TEST_F(Shapefiles, ATableInWindows1252WithoutItsEncodingFileIsReadAndSaid) {
    write("ENCODING=CP1252");
    fs::remove(m_folder.path() / "communes.cpg");
    auto bytes = part(".dbf");
    bytes[29] = '\0';  // the language of the table, which would tell as well
    ASSERT_NE(bytes.find("Orl\xE9"
                         "ans"),
              std::string::npos);
    m_folder.add("communes.dbf", bytes);
    const auto file = read_file(m_folder.path() / "communes.shp", {}, {});
    ASSERT_TRUE(file.has_value());
    expect_communes(*file, {"ESRI Shapefile", "communes.shp"});
    const auto& table = file->layers[0].table;
    EXPECT_EQ(table.encoding, "Windows-1252");
    EXPECT_TRUE(std::any_of(table.remarks.begin(), table.remarks.end(), [](const auto& remark) {
        return remark.message.id == MessageId::kEncodingGuessed;
    }));
}

// The shapes are cut within the second one: the first is whole, and the loss is said.
TEST_F(Shapefiles, AFileCutWithinAShapeIsReadAsFarAsItGoesAndSaid) {
    write("ENCODING=UTF-8");
    const auto shapes = part(".shp");
    m_folder.add("communes.shp", shapes.substr(0, shapes.size() - 60));
    const auto file = read_file(m_folder.path() / "communes.shp", {}, {});
    ASSERT_TRUE(file.has_value());
    const auto& table = file->layers[0].table;
    EXPECT_EQ(table.row_count(), 2U);
    EXPECT_FALSE(table.remarks.empty());
}

class CutFiles : public testing::Test {
protected:
    TestFolder m_folder;
};

TEST_F(CutFiles, AFlatGeobufCutWithinAFeatureSaysHowManyWereRead) {
    const auto path = m_folder.path() / "points.fgb";
    write_communes(path, {"FlatGeobuf", "", true, {"SPATIAL_INDEX=NO"}, {}});
    const auto whole = content(path);
    m_folder.add("points.fgb", whole.substr(0, whole.size() - 20));
    const auto file = read_file(path, {}, {});
    ASSERT_TRUE(file.has_value());
    const auto& table = file->layers[0].table;
    EXPECT_EQ(table.row_count(), 1U);
    ASSERT_FALSE(table.remarks.empty());
    EXPECT_EQ(table.remarks[0].message.id, MessageId::kReadCutShort);
    EXPECT_TRUE(table.remarks[0].is_error);
}

TEST_F(CutFiles, ACutGeoPackageIsRefusedOrSaidToBeCut) {
    const auto path = m_folder.path() / "a.gpkg";
    write_communes(path, {"GPKG", "", false, {}, {}});
    const auto whole = content(path);
    for (const std::size_t kept : {whole.size() / 4, whole.size() / 2, whole.size() - 100}) {
        m_folder.add("a.gpkg", whole.substr(0, kept));
        const auto file = read_file(path, {}, {});
        if (!file) {
            EXPECT_FALSE(file.error().where.empty());
            continue;
        }
        const auto& table = file->layers[0].table;
        EXPECT_TRUE(table.row_count() == 2U || !table.remarks.empty()) << kept;
    }
}

TEST_F(CutFiles, ACutGmlSaysSo) {
    const auto path = m_folder.path() / "a.gml";
    write_communes(path, {"GML", "", false, {}, {}});
    const auto whole = content(path);
    m_folder.add("a.gml", whole.substr(0, whole.size() - 200));
    const auto file = read_file(path, {}, {});
    if (file) {
        EXPECT_FALSE(file->layers[0].table.remarks.empty());
    } else {
        EXPECT_EQ(file.error().message.id, MessageId::kFileNotOpened);
    }
}

}  // namespace
}  // namespace maillage::io
