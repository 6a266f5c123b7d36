// SPDX-License-Identifier: Apache-2.0
#include "io/read.hpp"

#include "base/sha256.hpp"
#include "io/write.hpp"
#include "unit/io/io_test_files.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace maillage::io {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using namespace std::string_view_literals;

class Files : public testing::Test {
protected:
    Result<RawFile> read(const std::string& name, std::string_view bytes,
                         const ReadOptions& options = {}) {
        return read_file(m_folder.add(name, bytes), options, {});
    }
    Message refusal(const std::string& name, std::string_view bytes,
                    const ReadOptions& options = {}) {
        const auto file = read(name, bytes, options);
        EXPECT_FALSE(file.has_value());
        return file ? Message(MessageId::kText) : file.error().message;
    }
    TestFolder m_folder;
};

TEST_F(Files, TheHashIsOfTheFileAsItLies) {
    const auto packed = gzipped("a;b\n1;2\n");
    const auto file = read("t.csv.gz", packed);
    ASSERT_TRUE(file.has_value());
    EXPECT_EQ(file->sha256, sha256_hex(packed));
    EXPECT_EQ(file->layers[0].table.cell(1, 1), "2");
}

TEST_F(Files, AGzipOfSeveralMembersIsReadToItsEnd) {
    const auto file = read("t.csv.gz", gzipped("a;b\n") + gzipped("1;2\n") + std::string(20, '\0'));
    ASSERT_TRUE(file.has_value());
    EXPECT_EQ(file->layers[0].table.row_count(), 2U);
}

TEST_F(Files, ACutGzipIsToldFromADamagedOne) {
    std::string text;
    for (int i = 0; i < 1000; ++i) {
        text += std::to_string(i * 7919) + ";x\n";
    }
    auto packed = gzipped(text);
    EXPECT_EQ(refusal("cut.csv.gz", packed.substr(0, packed.size() / 2)).id, MessageId::kGzipCut);
    packed[packed.size() - 6] = static_cast<char>(packed[packed.size() - 6] ^ 1);  // its checksum
    EXPECT_EQ(refusal("bad.csv.gz", packed).id, MessageId::kGzipDamaged);
}

TEST_F(Files, AGzipThatExplodesIsRefused) {
    // 40 MB of zeros pack to about 40 kB: a thousand times.
    EXPECT_EQ(refusal("t.csv.gz", gzipped(std::string(40'000'000, '0'))).id,
              MessageId::kArchiveExplodes);
    ReadOptions options;
    options.max_bytes = 1000;
    EXPECT_EQ(refusal("u.csv", std::string(2000, 'a'), options).id, MessageId::kFileTooLarge);
}

struct NotData {
    const char* name;
    const char* file;
    std::string bytes;
    MessageId id;
};
class Refused : public Files, public testing::WithParamInterface<NotData> {};
TEST_P(Refused, InWordsThatNameTheCause) {
    EXPECT_EQ(refusal(GetParam().file, GetParam().bytes).id, GetParam().id);
}
INSTANTIATE_TEST_SUITE_P(
    Files, Refused,
    testing::Values(
        NotData{"empty", "a.csv", "", MessageId::kFileEmpty},
        NotData{"oldExcel", "a.xls", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 Workbook",
                MessageId::kFileOldExcel},
        NotData{"encrypted", "a.xlsx",
                std::string("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") +
                    std::string("E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0"sv),
                MessageId::kArchiveEncrypted},
        NotData{"webPage", "a.xls", "<!DOCTYPE html><html><table>", MessageId::kFileWebPage},
        NotData{"webPageCsv", "a.csv", "\n<html><body>404", MessageId::kFileWebPage},
        NotData{"pdf", "a.csv", "%PDF-1.7", MessageId::kFileOtherKind},
        NotData{"vrt", "a.vrt", "<OGRVRTDataSource>", MessageId::kFileOtherKind},
        NotData{"vrtHidden", "a.gml", "<OGRVRTDataSource><OGRVRTLayer/>",
                MessageId::kFileOtherKind},
        NotData{"entities", "a.gml", "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b \"c\">]><a/>",
                MessageId::kXmlEntities},
        NotData{"osm", "a.osm", "<?xml version=\"1.0\"?><osm version=\"0.6\">",
                MessageId::kFileIsOsm},
        NotData{"binaryWorkbook", "a.xlsx", std::string(100, '\x01'), MessageId::kWorkbookNot},
        NotData{"shapefileAlone", "a.shp", std::string("\0\0\x27\x0A"sv),
                MessageId::kShapefilePartMissing},
        NotData{"brokenPackage", "a.gpkg", std::string("SQLite format 3\0 and nothing else"sv),
                MessageId::kFileNotOpened},
        NotData{"sideFile", "a.prj", "PROJCS[", MessageId::kFileOtherKind},
        NotData{"transit", "a.zip", zipped({{"stops.txt", "stop_id"}}),
                MessageId::kArchiveIsTransit},
        NotData{"upwards", "b.zip", zipped({{"../x.csv", "a"}}), MessageId::kArchiveBadName},
        NotData{"absolute", "c.zip", zipped({{"/etc/x.csv", "a"}}), MessageId::kArchiveBadName},
        NotData{"link", "d.zip", zipped({{"x.csv", "/etc/passwd", 0, 0, 0xA1FF0000U}}),
                MessageId::kArchiveLink},
        NotData{"locked", "e.zip", zipped({{"x.csv", "a", 0, 1}}), MessageId::kArchiveEncrypted},
        NotData{"nested", "f.zip", zipped({{"x.zip", "a"}}), MessageId::kArchiveNested},
        NotData{"nothing", "g.zip", zipped({{"x.doc", "a"}}), MessageId::kArchiveNothing},
        NotData{"ratio", "h.zip", zipped({{"x.csv", "a", 20'000'000}}),
                MessageId::kArchiveExplodes},
        NotData{"liar", "i.zip", zipped({{"x.csv", std::string(50'000, 'a'), 100, 0, 0, true}}),
                MessageId::kArchiveDamaged},
        NotData{"cutArchive", "j.zip", zipped({{"x.csv", "a;b"}}).substr(0, 40),
                MessageId::kArchiveDamaged},
        NotData{"text", "k.zip", "PK\x03\x04 not really", MessageId::kArchiveDamaged}),
    [](const auto& tested) { return tested.param.name; });

TEST_F(Files, TooManyMembersAreRefused) {
    EXPECT_EQ(refusal("a.zip", zipped(std::vector<ZipMember>(10'001, {"a.csv", "x"}))).id,
              MessageId::kArchiveTooManyMembers);
}

TEST_F(Files, NetworkPathsAreRefused) {
    for (const auto* path : {"https://example.org/a.csv", "/vsicurl/http://example.org/a.gpkg",
                             "/vsis3/bucket/a.csv", "WFS:http://example.org", "ftp://h/a.csv"}) {
        const auto file = read_file(path, {}, {});
        ASSERT_FALSE(file.has_value()) << path;
        EXPECT_EQ(file.error().message.id, MessageId::kRemoteRefused) << path;
    }
}

TEST_F(Files, AMissingFileNamesTheNearest) {
    m_folder.add("cir-45.csv", "a");
    const auto file = read_file(m_folder.path() / "cir_54.csv", {}, {});
    ASSERT_FALSE(file.has_value());
    EXPECT_EQ(file.error().message,
              Message(MessageId::kFileNotFoundNear, {"cir_54.csv", "cir-45.csv"}));
}

TEST_F(Files, AStoppedReadingSaysSo) {
    std::stop_source stop;
    stop.request_stop();
    const auto file = read_file(m_folder.add("a.csv", "a"), {}, Progress(stop.get_token(), {}));
    ASSERT_FALSE(file.has_value());
    EXPECT_EQ(file.error().code, Error::Code::kCancelled);
}

TEST_F(Files, TablesInAnArchiveAreReadAndNamed) {
    const auto file =
        read("a.zip", zipped({{"d/x.csv", "a;b\n1;2\n", 0, 0, 0, true}, {"y.csv", "c\n3\n"}}));
    ASSERT_TRUE(file.has_value());
    ASSERT_EQ(file->layers.size(), 2U);
    EXPECT_EQ(file->layers[0].table.layer, "x.csv");
    EXPECT_EQ(file->layers[0].table.cell(1, 1), "2");
    EXPECT_EQ(file->layers[1].table.layer, "y.csv");
}

// Rows 1, 2 and 4 have no cell: the title stands in row 3, as Excel shows it, data in row 5.
TEST_F(Files, ASheetsRowsHaveTheirOwnNumbers) {
    const auto file = read(
        "a.xlsx",
        xlsx(
            R"(<row r="3"><c r="B3" t="inlineStr"><is><t>Orléans</t></is></c></row>)"
            R"(<row r="5"><c r="A5"><v>0.1234567890123456</v></c><c r="C5" s="1"><v>45657</v></c></row>)"));
    ASSERT_TRUE(file.has_value());
    const auto& table = file->layers[0].table;
    EXPECT_EQ(table.layer, "Feuil1");
    std::size_t filled = 0;
    for (std::size_t row = 0; row < table.row_count(); ++row) {
        if (table.line(row) == 3) {
            EXPECT_EQ(table.cell(row, 1), "Orléans");
            ++filled;
        } else if (table.line(row) == 5) {
            EXPECT_EQ(table.cell(row, 0), "0.1234567890123456");
            EXPECT_EQ(table.cell(row, 2), "2024-12-31");  // serial 45657
            ++filled;
        } else {
            EXPECT_EQ(table.cell_count(row), 0U);
        }
    }
    EXPECT_EQ(filled, 2U);
}

TEST_F(Files, AWorkbookIsKnownByItsContentNotItsName) {
    EXPECT_TRUE(read("a.xls", xlsx(R"(<row r="1"><c r="A1"><v>1</v></c></row>)")).has_value());
    const auto text = read("b.xlsx", "a;b\n1;2\n");
    ASSERT_TRUE(text.has_value());
    EXPECT_EQ(text->layers[0].table.remarks[0].message.id, MessageId::kWorkbookIsCsv);
}

TEST_F(Files, EntitiesInAWorkbookAreRefused) {
    auto book = zipped({{"xl/workbook.xml", "<!DOCTYPE x [<!ENTITY a \"b\">]><workbook/>"}});
    EXPECT_EQ(refusal("a.xlsx", book).id, MessageId::kXmlEntities);
}

TEST_F(Files, AnUnknownSheetNamesTheKnownOnes) {
    ReadOptions options;
    options.layer = "Feuil9";
    EXPECT_EQ(refusal("a.xlsx", xlsx(R"(<row r="1"><c r="A1"><v>1</v></c></row>)"), options),
              Message(MessageId::kLayerNotFound, {"Feuil9", "a.xlsx", "Feuil1"}));
}

/// A GeoPackage written by us is read back the same.
TEST_F(Files, AWrittenGeoPackageReadsBackTheSame) {
    OutputTable table;
    table.name = "communes";
    table.columns = {"code", "n", "taux"};
    table.rows = {{std::string("01004"), std::int64_t{12}, 0.5},
                  {std::string("é"), std::monostate(), std::monostate()}};
    geo::PolygonSet polygons;
    polygons.crs.definition = geo::kLambert93;
    for (const auto& point : {geo::Point{0, 0}, {0, 9}, {9, 9}, {0, 0}}) {
        polygons.add_point(point);
    }
    polygons.close_ring();
    polygons.close_polygon();
    polygons.close_feature();
    polygons.close_feature();
    table.polygons = &polygons;
    table.description = "Source : essai";
    table.attribution = "INSEE";
    const auto path = m_folder.path() / "a.gpkg";
    ASSERT_TRUE(write_layer(path, "GPKG", table).has_value());
    const auto file = read_file(path, {}, {});
    ASSERT_TRUE(file.has_value());
    const auto& layer = file->layers[0];
    EXPECT_EQ(layer.table.layer, "communes");
    EXPECT_THAT(layer.table.field_names, ElementsAre("code", "n", "taux"));
    EXPECT_EQ(layer.table.cell(0, 0), "01004");
    EXPECT_EQ(layer.table.cell(0, 1), "12");
    EXPECT_EQ(layer.table.cell(0, 2), "0.5");
    EXPECT_EQ(layer.table.cell(1, 1), "");
    EXPECT_EQ(layer.crs.definition, "EPSG:2154");
    EXPECT_EQ(layer.kind, GeometryKind::kPolygon);
    EXPECT_EQ(layer.polygons.feature_count(), 2U);
    EXPECT_EQ(layer.polygons.ring(0)[1], (geo::Point{0, 9}));
}

}  // namespace
}  // namespace maillage::io
