// SPDX-License-Identifier: Apache-2.0
/// \file
/// Exported files, opened by other readers than those that the program reads with.

#include "base/text.hpp"
#include "disclosure/publishable.hpp"
#include "workspace/export_fixture.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <map>
#include <regex>
#include <set>
#include <thread>
#include <vector>

namespace maillage::workspace {
namespace {

using nlohmann::json;

/// Column \p value of the rows in which \p key is \p is.
std::vector<std::string> values(GDALDataset& file, const char* layer, const char* key,
                                const std::string& is, const char* value) {
    std::vector<std::string> found;
    auto* rows = file.GetLayerByName(layer);
    rows->SetAttributeFilter(nullptr);
    for (const auto& row : *rows) {
        if (row->GetFieldAsString(key) == is) {
            found.emplace_back(row->GetFieldAsString(value));
        }
    }
    return found;
}

TEST_F(Export, AGeoPackageHoldsLayersTablesAndStyles) {
    const auto answer = write("a.gpkg");
    ASSERT_TRUE(answer.has_value()) << render(answer.error().message, Language::kFrench);
    EXPECT_EQ(answer->rows, 7);
    const auto file = open_vector(folder / "a.gpkg");
    ASSERT_NE(file, nullptr);
    std::map<std::string, GIntBig> counts;
    for (auto* layer : file->GetLayers()) {
        counts[layer->GetName()] = layer->GetFeatureCount();
    }
    const std::map<std::string, GIntBig> wanted{
        {"communes", 7},     {"contrats", 4},    {"departements", 4}, {"epci", 2},
        {"layer_styles", 6}, {"metadonnees", 8}, {"sources", 1}};
    EXPECT_EQ(counts, wanted);
    EXPECT_EQ(values(*file, "communes", "code", "45003", "signataires_min"),
              std::vector<std::string>{"1"});
    EXPECT_EQ(values(*file, "communes", "code", "45003", "signataires_max"),
              std::vector<std::string>{"4"});
    EXPECT_EQ(values(*file, "communes", "code", "45002", "situation"),
              std::vector<std::string>{"en_negociation"});
    EXPECT_EQ(values(*file, "departements", "code", "77", "situation"),
              std::vector<std::string>{"sans_signataire"});
    EXPECT_EQ(values(*file, "metadonnees", "cle", "mode", "valeur"),
              std::vector<std::string>{"interne"});
    EXPECT_EQ(values(*file, "metadonnees", "cle", "date", "valeur"),
              std::vector<std::string>{"2024-12-31"});
    EXPECT_EQ(values(*file, "sources", "fichier", "communes.geojson", "sha256"),
              std::vector<std::string>{""})
        << "a fingerprint of the user's files would let hidden counts be tried out";
    const std::string about = file->GetMetadataItem("MAILLAGE");
    EXPECT_EQ(json::parse(about)["mode"], "interne");
}

TEST_F(Export, ContractsHaveTheirPerimeterDatesAndMoney) {
    ASSERT_TRUE(write("a.gpkg").has_value());
    const auto file = open_vector(folder / "a.gpkg");
    auto* contracts = file->GetLayerByName("contrats");
    std::map<std::string, double> areas;
    std::vector<std::string> order;
    for (const auto& row : *contracts) {
        const std::string id = row->GetFieldAsString("id");
        order.push_back(id);
        const auto* outline = row->GetGeometryRef();
        ASSERT_NE(outline, nullptr) << id;
        EXPECT_TRUE(outline->IsValid()) << id;
        areas[id] = outline->toMultiPolygon()->get_Area() * 1e4;
        if (id == "=signed") {
            EXPECT_EQ(row->GetFieldAsDouble("montant_etat"), 150'000.5);
            EXPECT_FALSE(row->IsFieldSetAndNotNull(row->GetFieldIndex("montant_collectivite")));
            EXPECT_STREQ(row->GetFieldAsString("date_signature"), "2020/01/01");
            EXPECT_STREQ(row->GetFieldAsString("date_fin"), "2026/12/31");
            EXPECT_STREQ(row->GetFieldAsString("compte"), "oui");
        }
        if (id == "planned") {
            EXPECT_STREQ(row->GetFieldAsString("statut"), "negociation");
            EXPECT_STREQ(row->GetFieldAsString("compte"), "non");
        }
    }
    EXPECT_EQ(order.front(), "again") << "the widest below the others";
    // Squares of a hundredth of a degree; two contracts hold 45001, and each has it.
    EXPECT_NEAR(areas["=signed"], 1.0, 1e-6);
    EXPECT_NEAR(areas["again"], 2.0, 1e-6);
    EXPECT_NEAR(areas["planned"], 1.0, 1e-6);
}

TEST_F(Export, TheSameDataGiveTheSameBytes) {
    for (const char* ending : {".gpkg", ".csv", ".geojson", ".xlsx", ".json"}) {
        ASSERT_TRUE(write(std::string("a") + ending).has_value()) << ending;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(1100));  // Another second on the clock.
    for (const char* ending : {".gpkg", ".csv", ".geojson", ".xlsx", ".json"}) {
        ASSERT_TRUE(write(std::string("b") + ending).has_value());
        EXPECT_TRUE(bytes_of(folder / ("a" + std::string(ending))) ==
                    bytes_of(folder / ("b" + std::string(ending))))
            << ending;
    }
    EXPECT_EQ(bytes_of(folder / "a.schema.json"), bytes_of(folder / "b.schema.json"));
}

/// Rows of a CSV without quotes, which is all that this test's names need.
std::vector<std::vector<std::string>> cells_of(const std::string& csv) {
    std::vector<std::vector<std::string>> rows;
    for (const auto line : split(csv, '\n')) {
        if (line.empty()) {
            continue;
        }
        auto& row = rows.emplace_back();
        for (const auto cell : split(line, ',')) {
            row.emplace_back(cell);
        }
    }
    return rows;
}

TEST_F(Export, EveryValueOfACsvIsWhatItsSchemaSays) {
    const auto answer = write("a.csv");
    ASSERT_TRUE(answer.has_value());
    ASSERT_EQ(answer->files.size(), 2U);
    EXPECT_EQ(answer->files[1].filename(), "a.schema.json");
    const auto schema = json::parse(bytes_of(folder / "a.schema.json"));
    const auto rows = cells_of(bytes_of(folder / "a.csv"));
    ASSERT_EQ(rows.size(), 8U);
    ASSERT_EQ(schema["fields"].size(), rows[0].size());
    EXPECT_EQ(schema["primaryKey"], json::array({"code"}));
    EXPECT_EQ(schema["missingValues"], json::array({""}));
    EXPECT_EQ(schema["maillage"]["mode"], "interne");
    EXPECT_EQ(schema["maillage"]["date"], "2024-12-31");
    EXPECT_EQ(schema["maillage"]["sources"][0]["path"], "communes.geojson");
    std::set<std::string> keys;
    for (std::size_t c = 0; c < rows[0].size(); ++c) {
        const auto& field = schema["fields"][c];
        EXPECT_EQ(field["name"], rows[0][c]);
        EXPECT_FALSE(field["title"].get<std::string>().empty());
        EXPECT_FALSE(field["description"].get<std::string>().empty());
        const auto rules = field.value("constraints", json::object());
        for (std::size_t r = 1; r < rows.size(); ++r) {
            const auto& cell = rows[r].at(c);
            if (field["name"] == "code") {
                EXPECT_TRUE(keys.insert(cell).second) << cell;
            }
            if (cell.empty()) {
                EXPECT_FALSE(rules.value("required", false)) << field["name"];
                continue;
            }
            const std::string type = field["type"];
            const auto whole = std::regex_match(cell, std::regex("-?[0-9]+"));
            const auto number = std::regex_match(cell, std::regex("-?[0-9]+(\\.[0-9]+)?"));
            EXPECT_TRUE(type == "string" || (type == "integer" ? whole : number))
                << field["name"] << " " << cell;
            if (rules.contains("minimum")) {
                EXPECT_GE(std::stod(cell), rules["minimum"].get<double>());
            }
            if (rules.contains("maximum")) {
                EXPECT_LE(std::stod(cell), rules["maximum"].get<double>());
            }
            if (rules.contains("enum")) {
                EXPECT_NE(std::find(rules["enum"].begin(), rules["enum"].end(), cell),
                          rules["enum"].end());
            }
        }
    }
}

TEST_F(Export, SaysThatAFileIsForRelease) {
    const auto released = disclosure::publishable(*paper(), {}, {}, "", 1, {}).value().dataset;
    ASSERT_TRUE(write("a.geojson", *DepartmentCode::parse("45"), released).has_value());
    EXPECT_EQ(json::parse(bytes_of(folder / "a.geojson"))["maillage"]["mode"], "diffusable");
}

TEST_F(Export, GeoJsonIsInDegreesAndSaysWhereItComesFrom) {
    ASSERT_TRUE(write("a.geojson", *DepartmentCode::parse("45")).has_value());
    const auto text = bytes_of(folder / "a.geojson");
    const auto file = json::parse(text);
    EXPECT_EQ(file["maillage"]["mode"], "interne");
    EXPECT_EQ(file["maillage"]["vintage"], 2024);
    ASSERT_EQ(file["features"].size(), 4U);
    EXPECT_TRUE(file["features"][3]["geometry"].is_null());
    const auto& ring = file["features"][0]["geometry"]["coordinates"][0][0];
    EXPECT_EQ(ring.front(), ring.back());
    double twice = 0.0;
    for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
        twice += ring[i][0].get<double>() * ring[i + 1][1].get<double>() -
                 ring[i + 1][0].get<double>() * ring[i][1].get<double>();
        EXPECT_NEAR(ring[i][1].get<double>(), 47.9, 0.02);
    }
    EXPECT_GT(twice, 0.0) << "the right-hand rule";
    EXPECT_FALSE(std::regex_search(text.substr(text.find("\"features\"")),
                                   std::regex(R"(\[-?[0-9]+\.[0-9]{8,})")));
    EXPECT_EQ(file["features"][0]["properties"]["code"], "45001");
}

TEST_F(Export, AWorkbookHoldsNumbersAndSaysWhatColumnsMean) {
    ASSERT_TRUE(write("a.xlsx").has_value());
    const auto file = open_vector(folder / "a.xlsx");
    ASSERT_NE(file, nullptr);
    auto* communes = file->GetLayerByName("Communes");
    ASSERT_NE(communes, nullptr);
    const auto* columns = communes->GetLayerDefn();
    EXPECT_EQ(columns->GetFieldDefn(columns->GetFieldIndex("code"))->GetType(), OFTString);
    EXPECT_NE(columns->GetFieldDefn(columns->GetFieldIndex("signataires_max"))->GetType(),
              OFTString);
    auto* meanings = file->GetLayerByName("Colonnes");
    ASSERT_NE(meanings, nullptr);
    EXPECT_GT(meanings->GetFeatureCount(), 50);
    ASSERT_NE(file->GetLayerByName("Contrats"), nullptr);
}

TEST_F(Export, TheScopeIsWhatWasAsked) {
    const auto region = write("a.csv", *RegionCode::parse("24"));
    ASSERT_TRUE(region.has_value());
    EXPECT_EQ(region->rows, 5);
    EXPECT_EQ(cells_of(bytes_of(folder / "a.csv")).size(), 6U);
    auto narrow = std::make_shared<Dataset>(*paper());
    narrow->scope = {index_of<Department>(test::department_row(*narrow, "41"))};
    const auto workspace = write("b.csv", {}, narrow);
    ASSERT_TRUE(workspace.has_value());
    EXPECT_EQ(workspace->rows, 1);
    ASSERT_TRUE(write("c.gpkg", *DepartmentCode::parse("974")).has_value());
    const auto island = open_vector(folder / "c.gpkg");
    EXPECT_EQ(island->GetLayerByName("contrats")->GetFeatureCount(), 1);
    EXPECT_EQ(island->GetLayerByName("epci")->GetFeatureCount(), 0);
    const auto unknown = write("d.csv", *DepartmentCode::parse("13"));
    ASSERT_FALSE(unknown.has_value());
    EXPECT_EQ(unknown.error().code, Error::Code::kNotFound);
    EXPECT_FALSE(fs::exists(folder / "d.csv"));
}

TEST_F(Export, AnotherEndingIsRefusedAndAnOldFileStays) {
    EXPECT_FALSE(write("a.docx").has_value());
    EXPECT_FALSE(write("nowhere/a.gpkg").has_value());
    fs::create_directories(folder / "blocked.gpkg");
    EXPECT_FALSE(write("blocked.gpkg").has_value());
    EXPECT_EQ(std::distance(fs::directory_iterator(folder), {}), 1);
}

TEST_F(Export, ATableAndItsSchemaAreReplacedTogether) {
    std::ofstream(folder / "a.csv") << "old";
    fs::create_directories(folder / "a.schema.json");
    EXPECT_FALSE(write("a.csv").has_value());
    EXPECT_EQ(bytes_of(folder / "a.csv"), "old");
    EXPECT_EQ(std::distance(fs::directory_iterator(folder), {}), 2);
}

TEST_F(Export, WithoutOutlinesTheTablesAreWholeAllTheSame) {
    auto plain = std::make_shared<Dataset>(*paper());
    plain->outlines = nullptr;
    ASSERT_TRUE(write("a.gpkg", {}, plain).has_value());
    const auto file = open_vector(folder / "a.gpkg");
    EXPECT_EQ(file->GetLayerByName("communes")->GetFeatureCount(), 7);
    EXPECT_EQ(file->GetLayerByName("communes")->GetGeomType(), wkbNone);
}

}  // namespace
}  // namespace maillage::workspace
