// SPDX-License-Identifier: Apache-2.0
/// \file
/// Files that nobody of this project made, good and bad, through the door users take.

#include "io/read.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace maillage::io {
namespace {

namespace fs = std::filesystem;

/// The folder of test data; empty when this machine has none.
fs::path data_folder() {
    const char* given =
        std::getenv("MAILLAGE_TEST_DATA");  // NOLINT(concurrency-mt-unsafe): one thread
    const fs::path folder = given != nullptr ? given : MAILLAGE_SOURCE_DIR "/../shared/data";
    return fs::is_directory(folder) ? folder : fs::path();
}

std::vector<fs::path> files_below(const fs::path& folder) {
    std::vector<fs::path> files;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        if (entry.is_regular_file() && entry.path().extension() != ".md") {
            files.push_back(entry.path());
        }
    }
    std::sort(files.begin(), files.end());
    return files;
}

TEST(Malformed, EveryFileIsReadOrRefusedForItsOwnReason) {
    if (data_folder().empty()) {
        GTEST_SKIP() << "no test data on this machine (MAILLAGE_TEST_DATA)";
    }
    // The code of the refusal, by file; what is not named here is read.
    const std::map<std::string, std::string> kRefused = {
        {"conveyal-r5/delft-station.pbf", "extrait_osm"},
        {"gdal-autotest/csv__testnull.csvt", "autre_nature"},
        {"gdal-autotest/jsonfg__CircularString.json", "json_type_inconnu"},
        {"gdal-autotest/shp__arcm_without_m.shp", "shapefile_incomplet"},
        {"gdal-autotest/shp__arcm_without_m.shx", "autre_nature"},
        {"geojsonhint/featurecollection-obj.geojson", "features_pas_une_liste"},
        {"geojsonhint/unknowntype.geojson", "json_type_inconnu"},
        {"geos-xml/general__TestSimple.xml", "autre_nature"},
        {"geos-xml/issue__issue-geos-356.xml", "autre_nature"},
        {"geos-xml/robust__overlay__TestOverlay-geos-398.xml", "autre_nature"},
        {"jsontestsuite/i_number_huge_exp.json", "json_invalide"},
        {"jsontestsuite/i_string_UTF-16LE_with_BOM.json", "json_utf16"},
        {"jsontestsuite/n_array_unclosed.json", "json_coupe"},
        {"jsontestsuite/n_object_trailing_comma.json", "json_invalide"},
        {"jsontestsuite/n_string_unescaped_tab.json", "json_invalide"},
        {"jsontestsuite/n_structure_UTF8_BOM_no_data.json", "fichier_blanc"},
        {"jsontestsuite/n_structure_open_object.json", "json_coupe"},
        {"jsontestsuite/y_object_duplicated_key.json", "json_sans_type"},
        {"libzip/encrypt-none.zip", "archive_sans_donnees"},
        {"libzip/firstsecond-split-stored.zip", "archive_sans_donnees"},
        {"libzip/gap.zip", "archive_sans_donnees"},
        {"libzip/test.zip", "archive_sans_donnees"},
        {"transitfeed/bad_date_format.gtfs.zip", "archive_transport"},
        {"transitfeed/duplicate_stop.gtfs.zip", "archive_transport"},
        {"transitfeed/missing_stops.gtfs.zip", "archive_transport"},
        {"transitfeed/repeated_route_name.gtfs.zip", "archive_transport"},
        {"transitfeed/utf8bom.gtfs.zip", "archive_transport"},
        {"transport-validator/agency.gtfs.zip", "archive_transport"},
        {"transport-validator/custom_route_color.gtfs.zip", "archive_transport"},
        {"transport-validator/unused_stop.gtfs.zip", "archive_transport"},
    };
    const auto folder = data_folder() / "malformed";
    for (const auto& path : files_below(folder)) {
        const auto name = fs::relative(path, folder).string();
        const auto start = std::chrono::steady_clock::now();
        const auto file = read_file(path, {}, {});
        const auto spent = std::chrono::steady_clock::now() - start;
        EXPECT_LT(spent, std::chrono::seconds(10)) << name;
        const auto expected = kRefused.find(name);
        const std::string code = file ? "read" : std::string(message_code(file.error().message.id));
        EXPECT_EQ(code, expected == kRefused.end() ? "read" : expected->second) << name;
        if (!file) {
            EXPECT_FALSE(file.error().where.empty()) << name;
        }
    }
}

/// Rows of all layers of a file, 0 when it was refused.
std::size_t rows_of(const fs::path& path) {
    const auto file = read_file(path, {}, {});
    EXPECT_TRUE(file.has_value()) << path.filename();
    std::size_t rows = 0;
    for (const auto& layer : file ? file->layers : std::vector<RawLayer>{}) {
        rows += layer.table.row_count();
    }
    return rows;
}

TEST(RealFiles, SheetsAndLayersKeepTheirNumberOfRows) {
    if (data_folder().empty()) {
        GTEST_SKIP() << "no test data on this machine (MAILLAGE_TEST_DATA)";
    }
    // Rows as a spreadsheet or `ogrinfo` counts them, blank and title rows included.
    const std::map<std::string, std::size_t> kRows = {
        {"departements-2018-insee-shp/dep_francemetro_2018.shp", 96},
        {"epci-dgcl/epcicom2025.xlsx", 34'873},
        {"france-services/liste-fs-20240801.csv", 2'846},
        {"ign-commune-shp/isere-composite/COMMUNE_038.gpkg", 512},
        {"ign-commune-shp/isere-composite/COMMUNE_038.shp", 512},
        {"ign-commune-shp/isere-et-voisins-bdtopo/COMMUNE.dbf", 751},
        {"martinique-gpkg/mtq.gpkg", 34 + 10 + 34},
        {"qpv-occitanie/qp.xlsx", 106},
        {"zonages-cget-2019/cv.topojson.gz", 431},
    };
    for (const auto& [name, rows] : kRows) {
        EXPECT_EQ(rows_of(data_folder() / name), rows) << name;
    }
}

// Its sheet claims 1,048,576 rows; 34,880 hold something.
TEST(RealFiles, ASheetThatClaimsAMillionRowsCostsOnlyItsOwn) {
    if (data_folder().empty()) {
        GTEST_SKIP() << "no test data on this machine (MAILLAGE_TEST_DATA)";
    }
    ReadOptions options;
    options.layer = "Maille communale";
    const auto file =
        read_file(data_folder() / "densite-2025/grille_densite_2025.xlsx", options, {});
    ASSERT_TRUE(file.has_value());
    ASSERT_EQ(file->layers.size(), 1U);
    EXPECT_EQ(file->layers[0].table.row_count(), 34'880U);
    EXPECT_EQ(file->layers[0].table.line(3), 4U);
    ASSERT_FALSE(file->layers[0].table.remarks.empty());
    EXPECT_EQ(file->layers[0].table.remarks[0].message.id, MessageId::kRowsTooFar);
}

// A Lambert 93 layer without .cpg: accents are UTF-8 in the file, and said to be guessed.
TEST(RealFiles, AShapefileWithoutEncodingIsGuessed) {
    if (data_folder().empty()) {
        GTEST_SKIP() << "no test data on this machine (MAILLAGE_TEST_DATA)";
    }
    const auto file =
        read_file(data_folder() / "departements-2018-insee-shp/dep_francemetro_2018.shp", {}, {});
    ASSERT_TRUE(file.has_value());
    const auto& layer = file->layers[0];
    EXPECT_EQ(layer.crs.definition, "EPSG:2154");
    EXPECT_EQ(layer.table.encoding, "UTF-8");
    bool found = false;
    for (std::size_t row = 0; row < layer.table.row_count(); ++row) {
        found = found || layer.table.cell(row, 1) == "Finistère";
    }
    EXPECT_TRUE(found);
}

}  // namespace
}  // namespace maillage::io
