// SPDX-License-Identifier: Apache-2.0
#include "unit/io/hostile_files.hpp"

namespace maillage::io {
namespace {

using namespace std::string_literals;

TEST_F(Hostile, OneLineOfAMebibyteIsOneRow) {
    const auto file = read("a.csv", std::string(1'000'000, 'a'));
    ASSERT_TRUE(file.has_value());
    EXPECT_EQ(file->layers[0].table.row_count(), 1U);
    EXPECT_EQ(file->layers[0].table.cell(0, 0).size(), 1'000'000U);
}

TEST_F(Hostile, HalfAMillionSeparatorsAreOneRowOfCells) {
    const auto file = read("a.csv", "a" + std::string(500'000, ';') + "b\n1;2\n");
    ASSERT_TRUE(file.has_value());
    EXPECT_EQ(file->layers[0].table.cell_count(0), 500'001U);
}

TEST_F(Hostile, HalfAMillionTitledColumnsAreRead) {
    const auto file = read("a.csv", repeated("a;", 250'000) + "\n" + repeated("1;", 250'000));
    ASSERT_TRUE(file.has_value());
    EXPECT_EQ(file->layers[0].table.row_count(), 2U);
}

// The quote of line 1 is never closed: it is a letter, the other lines are rows of their own.
TEST_F(Hostile, AnUnclosedQuoteDoesNotSwallowTheFile) {
    const auto file = read("a.csv", "\"a;b\n" + repeated("1;2\n", 250'000));
    ASSERT_TRUE(file.has_value());
    const auto& table = file->layers[0].table;
    EXPECT_EQ(table.row_count(), 250'001U);
    ASSERT_FALSE(table.remarks.empty());
    EXPECT_EQ(table.remarks[0].message.id, MessageId::kCsvUnclosedQuote);
}

// Each cell opens a quote that nothing closes: searching the rest for each would take 10^11 steps.
TEST_F(Hostile, AQuoteInEachCellIsNotSearchedToTheEnd) {
    EXPECT_TRUE(read("a.csv", repeated("\"a;", 333'000)).has_value());
    EXPECT_TRUE(read("b.csv", repeated("\"a\"b;\n", 170'000)).has_value());
    EXPECT_TRUE(read("c.csv", "a" + repeated(";\"\"\"", 250'000)).has_value());
}

TEST_F(Hostile, AMillionEmptyLinesAreRows) {
    EXPECT_TRUE(read("a.csv", "a;b" + std::string(1'000'000, '\n') + "1;2").has_value());
}

TEST_F(Hostile, DeeplyNestedJsonIsRefused) {
    EXPECT_EQ(refusal("a.json", std::string(1'000'000, '[')), MessageId::kJsonCut);
    const auto half = std::string(500'000, '[') + std::string(500'000, ']');
    EXPECT_EQ(refusal("b.json", half), MessageId::kJsonInvalid);
    const auto objects = repeated("{\"a\":", 150'000) + "1" + std::string(150'000, '}');
    EXPECT_EQ(refusal("c.json", objects), MessageId::kJsonInvalid);
    const auto collections = R"({"type":"Feature","geometry":)" +
                             repeated(R"({"type":"GeometryCollection","geometries":[)", 10'000) +
                             repeated("]}", 10'000) + "}";
    EXPECT_EQ(refusal("d.json", collections), MessageId::kJsonInvalid);
}

// 2,000 columns are kept; the other keys are said and left out.
TEST_F(Hostile, AKeyOfItsOwnForEachFeatureMakesNoEndlessTable) {
    std::string features;
    for (int i = 0; i < 18'000; ++i) {
        features += (i > 0 ? "," : "") + R"({"type":"Feature","properties":{"k)"s +
                    std::to_string(i) + R"(":1}})";
    }
    const auto file =
        read("a.geojson", R"({"type":"FeatureCollection","features":[)" + features + "]}");
    ASSERT_TRUE(file.has_value());
    EXPECT_EQ(file->layers[0].table.field_names.size(), 2000U);
    EXPECT_FALSE(file->layers[0].table.remarks.empty());
}

std::string utf16(std::string_view ascii) {
    std::string wide = "\xFF\xFE";
    for (const char c : ascii) {
        wide += c;
        wide += '\0';
    }
    return wide;
}

TEST_F(Hostile, EntitiesAreRefusedInEveryXmlFormatAndEncoding) {
    const auto laughs =
        R"(<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>)"
        "<kml><Document><Placemark><name>&b;</name></Placemark></Document></kml>"s;
    for (const auto* name : {"a.kml", "a.gml", "a.gpx", "a.xml"}) {
        EXPECT_EQ(refusal(name, laughs), MessageId::kXmlEntities) << name;
        EXPECT_EQ(refusal(name, utf16(laughs)), MessageId::kXmlEntities) << name;
    }
    EXPECT_EQ(refusal("a.kmz", zipped({{"doc.kml", laughs}})), MessageId::kXmlEntities);
    EXPECT_EQ(refusal("a.xlsx", zipped({{"xl/workbook.xml", utf16(laughs)}})),
              MessageId::kXmlEntities);
}

TEST_F(Hostile, NestedFoldersOfAKmlAreRefused) {
    const auto nested = "<kml xmlns=\"http://www.opengis.net/kml/2.2\"><Document>" +
                        repeated("<Folder>", 50'000) +
                        "<Placemark><Point><coordinates>2,48</coordinates></Point></Placemark>" +
                        repeated("</Folder>", 50'000) + "</Document></kml>";
    EXPECT_EQ(refusal("a.kml", nested), MessageId::kXmlTooDeep);
    const auto geometry = "<kml xmlns=\"http://www.opengis.net/kml/2.2\"><Placemark>" +
                          repeated("<MultiGeometry>", 30'000) +
                          repeated("</MultiGeometry>", 30'000) + "</Placemark></kml>";
    EXPECT_EQ(refusal("b.kml", geometry), MessageId::kXmlTooDeep);
}

TEST_F(Hostile, NestedGeometriesOfAGmlAreRefused) {
    const auto nested =
        "<gml:FeatureCollection xmlns:gml=\"http://www.opengis.net/gml\"><gml:featureMember><a>"
        "<gml:geometryProperty>" +
        repeated("<gml:MultiGeometry><gml:geometryMember>", 10'000) +
        repeated("</gml:geometryMember></gml:MultiGeometry>", 10'000) +
        "</gml:geometryProperty></a></gml:featureMember></gml:FeatureCollection>";
    EXPECT_EQ(refusal("a.gml", nested), MessageId::kXmlTooDeep);
    EXPECT_EQ(refusal("a.gpx", "<gpx version=\"1.1\">" + repeated("<x>", 300'000)),
              MessageId::kXmlTooDeep);
}

TEST_F(Hostile, AZipOfZipsIsRefused) {
    std::string inner = zipped({{"a.csv", "a;b\n1;2\n"}});
    for (int i = 0; i < 50; ++i) {
        inner = zipped({{"inner.zip", inner}});
    }
    EXPECT_EQ(refusal("a.zip", inner), MessageId::kArchiveNested);
}

TEST_F(Hostile, NamesThatLeaveTheFolderAreRefused) {
    for (const auto* name : {"/etc/a.csv", "../a.csv", "b/../../a.csv", "..\\a.csv", "C:\\a.csv"}) {
        EXPECT_EQ(refusal("a.zip", zipped({{name, "a;b"}})), MessageId::kArchiveBadName) << name;
    }
    constexpr unsigned kLink = 0xA1FF0000U;
    EXPECT_EQ(refusal("a.zip", zipped({{"a.csv", "/etc/passwd", 0, 0, kLink}})),
              MessageId::kArchiveLink);
}

TEST_F(Hostile, MoreThanTenThousandMembersAreRefused) {
    std::vector<ZipMember> members(10'000, ZipMember{"a", ""});
    members.insert(members.end(), members.begin(), members.begin() + 200);
    EXPECT_EQ(refusal("a.zip", zipped(members)), MessageId::kArchiveTooManyMembers);
}

TEST_F(Hostile, NineThousandSmallTablesInAZipAreRead) {
    std::vector<ZipMember> members;
    for (int i = 0; i < 9'000; ++i) {
        members.push_back({std::to_string(i) + ".csv", "a"});
    }
    const auto file = read("a.zip", zipped(members));
    ASSERT_TRUE(file.has_value());
    EXPECT_EQ(file->layers.size(), 9'000U);
}

TEST_F(Hostile, ThousandsOfLayersInAZipCostNoMinutes) {
    std::vector<ZipMember> members;
    for (int i = 0; i < 5'000; ++i) {
        members.push_back({std::to_string(i) + ".kml", "<kml></kml>"});
    }
    EXPECT_FALSE(read("a.zip", zipped(members)).has_value());
}

TEST_F(Hostile, AGzipBombIsRefused) {
    EXPECT_EQ(refusal("a.csv.gz", gzipped(std::string(100'000'000, ';'))),
              MessageId::kArchiveExplodes);
}

std::string number(std::uint64_t value, int size, bool big = false) {
    std::string text;
    for (int i = 0; i < size; ++i) {
        text += static_cast<char>((value >> (8 * (big ? size - 1 - i : i))) & 0xFFU);
    }
    return text;
}

/// A table of one text field of 10 letters with one row, which claims \p records.
std::string dbf(std::uint64_t records) {
    return "\x03\x7C\x01\x01"s + number(records, 4) + number(65, 2) + number(11, 2) +
           std::string(20, '\0') + "CODE"s + std::string(7, '\0') + "C" + std::string(4, '\0') +
           "\x0A" + std::string(15, '\0') + "\r 45234     \x1A";
}

std::string shape_header(std::uint64_t words, std::uint64_t type) {
    return number(9994, 4, true) + std::string(20, '\0') + number(words, 4, true) +
           number(1000, 4) + number(type, 4) + std::string(64, '\0');
}

TEST_F(Hostile, ATableThatClaimsBillionsOfRecordsStopsAtItsEnd) {
    const auto file = read("a.dbf", dbf(0x7FFF'FFFF));
    if (file) {
        EXPECT_LE(file->layers[0].table.row_count(), 2U);
    } else {
        EXPECT_EQ(file.error().message.id, MessageId::kFileNotOpened);
    }
}

TEST_F(Hostile, AShapefileThatClaimsMillionsOfShapesStopsAtItsEnd) {
    // Its index tells 100 million shapes of a gigabyte each; neither file has more than a header.
    m_folder.add("a.shx",
                 shape_header(400'000'050, 5) + number(50, 4, true) + number(0x1FFF'FFFF, 4, true));
    m_folder.add("a.dbf", dbf(100'000'000));
    const auto file =
        read("a.shp", shape_header(0x7FFF'FFFF, 5) + number(1, 4, true) +
                          number(0x1FFF'FFFF, 4, true) + number(5, 4) + std::string(32, '\0') +
                          number(0x7FFF'FFFF, 4) + number(0x7FFF'FFFF, 4));
    if (!file) {
        EXPECT_FALSE(render(file.error().message, Language::kFrench).empty());
    } else {
        EXPECT_LE(file->layers[0].table.row_count(), 2U);
    }
}

TEST_F(Hostile, AFlatGeobufOfAHeaderOnlyIsRefused) {
    const auto magic =
        "fgb\x03"
        "fgb\x00"s;
    EXPECT_EQ(refusal("a.fgb", magic), MessageId::kFileNotOpened);
    EXPECT_EQ(refusal("b.fgb", magic + number(0x7FFF'FFFF, 4) + std::string(100, '\x01')),
              MessageId::kFileNotOpened);
    EXPECT_EQ(refusal("c.fgb", magic + number(80, 4) + std::string(100, '\xFF')),
              MessageId::kFileNotOpened);
}

}  // namespace
}  // namespace maillage::io
