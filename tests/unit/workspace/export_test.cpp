// SPDX-License-Identifier: Apache-2.0
/// \file
/// Exported files, opened by other readers than those that the program reads with.

#include "carto/build_scene.hpp"
#include "carto/content.hpp"
#include "report/text_metrics.hpp"
#include "support/square_france.hpp"
#include "workspace/export_results.hpp"
#include "workspace/geometry_cache.hpp"

#include <cpl_minixml.h>
#include <expat.h>
#include <gdal_priv.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <ogrsf_frmts.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <regex>
#include <set>
#include <thread>

namespace maillage::workspace {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

const Date kToday = make_date(2025, 1, 15);

/// Loiret: 60 of 84 covered, 45003 masked (so its EPCI may stand in any class); 41 covered not at
/// all, 77 published with nobody, 974 wholly covered, and without an outline 45004.
DatasetPtr paper() {
    test::DatasetBuilder b;
    b.region("24").region("11").region("04");
    b.department("45", "24").department("41", "24").department("77", "11");
    b.department("974", "04");
    b.commune("45001", {"200000001"}).commune("45002", {"200000001"});
    b.commune("45003", {"200000002"}).commune("45004", {"200000002"}).commune("41001");
    b.commune("77001").commune("97401");
    b.count("45001", 60).count("45002", 20).masked("45003", 1, 4).count("41001", 15);
    b.count("77001", 0).count("97401", 3).count("45004", 2);
    test::ContractSpec money{"=signed", {"45001"}};
    money.details = {{"montant_etat", "150 000,50 €"}, {"montant_collectivite", "?"}};
    money.ends_on = "2026-12-31";
    b.contract(money).contract({"again", {"45001", "45003"}}).contract({"island", {"97401"}});
    test::ContractSpec planned{"planned", {"45002"}};
    planned.status = ContractStatus::kNegociation;
    b.contract(planned);
    b.target("45", 2024, {80, 100});
    auto dataset = std::make_shared<Dataset>(*b.build());
    const auto squares = test::square_france();
    dataset->outlines = squares.outlines;
    dataset->ledger = squares.ledger;
    return dataset;
}

std::string bytes_of(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

class Export : public testing::Test {
protected:
    void SetUp() override {
        folder = fs::temp_directory_path() / ("maillage-export-" + std::to_string(::getpid()));
        fs::remove_all(folder);
        fs::create_directories(folder);
        GDALAllRegister();
    }
    void TearDown() override { fs::remove_all(folder); }

    Result<ExportAnswer> write(const std::string& name, const carto::Focus& focus = {},
                               const DatasetPtr& dataset = paper()) const {
        ExportOrder order;
        order.coverage.date = make_date(2024, 12, 31);
        order.focus = focus;
        order.path = folder / name;
        order.mode = "essai";
        order.version = "9.9";
        return export_results(dataset, order, kToday, {});
    }

    fs::path folder;
};

struct CloseDataset {
    void operator()(GDALDataset* dataset) const { GDALClose(dataset); }
};
using Opened = std::unique_ptr<GDALDataset, CloseDataset>;
Opened open_vector(const fs::path& path) {
    return Opened(GDALDataset::Open(path.c_str(), GDAL_OF_VECTOR, nullptr, nullptr, nullptr));
}

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

bool well_formed(const std::string& xml) {
    const std::unique_ptr<std::remove_pointer_t<XML_Parser>, decltype(&XML_ParserFree)> parser(
        XML_ParserCreate(nullptr), &XML_ParserFree);
    return XML_Parse(parser.get(), xml.data(), static_cast<int>(xml.size()), 1) == XML_STATUS_OK;
}

// ---- styles, read again

struct ReadRule {
    std::string filter;
    std::string label;
    std::string group;
    std::string color;  ///< Of the fill.
    std::vector<std::string> hatches;
};

std::map<std::string, std::string> options_of(const CPLXMLNode* layer) {
    std::map<std::string, std::string> options;
    for (const auto* node = layer->psChild; node != nullptr; node = node->psNext) {
        if (std::string(node->pszValue) == "prop") {
            options[CPLGetXMLValue(node, "k", "")] = CPLGetXMLValue(node, "v", "");
        }
    }
    return options;
}

void read_rules(const CPLXMLNode* node, const std::string& group,
                const std::map<std::string, const CPLXMLNode*>& symbols,
                std::vector<ReadRule>& rules) {
    for (const auto* child = node->psChild; child != nullptr; child = child->psNext) {
        if (child->eType != CXT_Element || std::string(child->pszValue) != "rule") {
            continue;
        }
        const std::string label = CPLGetXMLValue(child, "label", "");
        const std::string symbol = CPLGetXMLValue(child, "symbol", "");
        if (symbol.empty()) {
            read_rules(child, label, symbols, rules);
            continue;
        }
        ReadRule rule{CPLGetXMLValue(child, "filter", ""), label, group, "", {}};
        for (const auto* one = symbols.at(symbol)->psChild; one != nullptr; one = one->psNext) {
            const std::string kind = CPLGetXMLValue(one, "class", "");
            if (kind == "SimpleFill") {
                rule.color = options_of(one)["color"];
            } else if (!kind.empty()) {
                rule.hatches.push_back(kind + options_of(one)["angle"]);
            }
        }
        rules.push_back(rule);
    }
}

struct XmlDeleter {
    void operator()(CPLXMLNode* node) const { CPLDestroyXMLNode(node); }
};

std::vector<ReadRule> rules_of(const std::string& qml) {
    const std::unique_ptr<CPLXMLNode, XmlDeleter> root(CPLParseXMLString(qml.c_str()));
    const auto* renderer = CPLGetXMLNode(root.get(), "=qgis.renderer-v2");
    std::map<std::string, const CPLXMLNode*> symbols;
    for (const auto* one = CPLGetXMLNode(renderer, "symbols")->psChild; one != nullptr;
         one = one->psNext) {
        symbols[CPLGetXMLValue(one, "name", "")] = one;
    }
    std::vector<ReadRule> rules;
    read_rules(CPLGetXMLNode(renderer, "rules"), "", symbols, rules);
    return rules;
}

std::string default_qml(GDALDataset& file, const std::string& layer) {
    auto* styles = file.GetLayerByName("layer_styles");
    styles->SetAttributeFilter(nullptr);
    for (const auto& row : *styles) {
        if (row->GetFieldAsString("f_table_name") == layer &&
            row->GetFieldAsInteger("useAsDefault") == 1) {
            return row->GetFieldAsString("styleQML");
        }
    }
    return "";
}

std::string color_text(carto::Color c) {
    return std::to_string(c.r) + "," + std::to_string(c.g) + "," + std::to_string(c.b) + "," +
           std::to_string(c.a);
}

std::vector<std::string> hatch_text(const carto::AreaStyle& style) {
    switch (style.hatch) {
        case carto::Hatch::kDiagonal:
            return {"LinePatternFill45"};
        case carto::Hatch::kBackDiagonal:
            return {"LinePatternFill135"};
        case carto::Hatch::kDots:
            return {"PointPatternFill"};
        default:
            return {};
    }
}

/// The map that the program draws of the same.
carto::MapScenePtr scene_of(const DatasetPtr& dataset, const carto::Focus& focus,
                            carto::MapLevel level) {
    indicators::CoverageQuery query;
    query.date = make_date(2024, 12, 31);
    carto::SceneInput input;
    input.dataset = dataset;
    input.coverage = std::make_shared<const indicators::CoverageState>(dataset, query);
    input.geometry = open_geometry(*dataset, {}).value();
    input.text = std::make_shared<const report::PangoTextMeasure>();
    carto::MapRequest request;
    request.focus = focus;
    request.level = level;
    return carto::build_scene(input, request, {1200.0, 800.0, {}}, {}).value().scene;
}

/// Every row of \p layer is drawn by one rule of its style, as the map draws its first commune.
void expect_as_map(GDALDataset& file, const char* layer, const carto::MapScene& scene,
                   const std::function<std::size_t(const std::string&)>& commune_of) {
    const auto rules = rules_of(default_qml(file, layer));
    ASSERT_FALSE(rules.empty()) << layer;
    auto* rows = file.GetLayerByName(layer);
    rows->SetAttributeFilter(nullptr);
    const auto all = rows->GetFeatureCount();
    GIntBig drawn = 0;
    for (const auto& rule : rules) {
        // QGIS and SQL write these conditions alike.
        ASSERT_EQ(rows->SetAttributeFilter(rule.filter.c_str()), OGRERR_NONE) << rule.filter;
        for (const auto& row : *rows) {
            ++drawn;
            const auto commune = commune_of(row->GetFieldAsString("code"));
            const auto& style = scene.styles[scene.style_of_commune[commune]];
            EXPECT_EQ(rule.color, color_text(style.fill))
                << layer << " " << row->GetFieldAsString("code") << " " << rule.label;
            EXPECT_EQ(rule.hatches, hatch_text(style)) << row->GetFieldAsString("code");
        }
    }
    EXPECT_EQ(drawn, all) << "every row of " << layer << " by exactly one rule";
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
        {"layer_styles", 6}, {"metadonnees", 7}, {"sources", 1}};
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
              std::vector<std::string>{"essai"});
    EXPECT_EQ(values(*file, "metadonnees", "cle", "date", "valeur"),
              std::vector<std::string>{"2024-12-31"});
    EXPECT_EQ(values(*file, "sources", "fichier", "communes.geojson", "sha256"),
              std::vector<std::string>{""})
        << "a fingerprint of the user's files would let hidden counts be tried out";
    const std::string about = file->GetMetadataItem("MAILLAGE");
    EXPECT_EQ(json::parse(about)["mode"], "essai");
}

TEST_F(Export, ContractsHaveTheirPerimeterDatesAndMoney) {
    ASSERT_TRUE(write("a.gpkg").has_value());
    const auto file = open_vector(folder / "a.gpkg");
    auto* contracts = file->GetLayerByName("contrats");
    std::map<std::string, double> areas;
    for (const auto& row : *contracts) {
        const std::string id = row->GetFieldAsString("id");
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
    // Squares of a hundredth of a degree; two contracts hold 45001, and each has it.
    EXPECT_NEAR(areas["=signed"], 1.0, 1e-6);
    EXPECT_NEAR(areas["again"], 2.0, 1e-6);
    EXPECT_NEAR(areas["planned"], 1.0, 1e-6);
}

TEST_F(Export, TheStyleDrawsEveryRowAsTheMapDoes) {
    const auto dataset = paper();
    const auto& communes = dataset->territories.communes;
    const DepartmentCode loiret = *DepartmentCode::parse("45");
    ASSERT_TRUE(write("france.gpkg").has_value());
    const auto france = open_vector(folder / "france.gpkg");
    expect_as_map(*france, "departements",
                  *scene_of(dataset, carto::WholeFrance{}, carto::MapLevel::kDepartment),
                  [&](const std::string& code) {
                      const auto row = test::department_row(*dataset, code);
                      const auto& of = communes.department;
                      return static_cast<std::size_t>(
                          std::find(of.begin(), of.end(), index_of<Department>(row)) - of.begin());
                  });
    ASSERT_TRUE(write("loiret.gpkg", loiret).has_value());
    const auto file = open_vector(folder / "loiret.gpkg");
    expect_as_map(*file, "communes", *scene_of(dataset, loiret, carto::MapLevel::kCommune),
                  [&](const std::string& code) { return test::commune_row(*dataset, code).value; });
    expect_as_map(*file, "epci", *scene_of(dataset, loiret, carto::MapLevel::kEpci),
                  [&](const std::string& code) {
                      const auto row = test::epci_row(*dataset, code);
                      const auto& of = communes.epci;
                      return static_cast<std::size_t>(
                          std::find(of.begin(), of.end(), index_of<Epci>(row)) - of.begin());
                  });
    // The masked one is between classes: a rule of its own, below its own heading.
    const auto rules = rules_of(default_qml(*file, "epci"));
    EXPECT_EQ(std::count_if(rules.begin(), rules.end(),
                            [](const ReadRule& rule) { return !rule.group.empty(); }),
              1);
}

TEST_F(Export, TheGraduatedStyleHasTheBoundsAndColoursOfTheMap) {
    const auto dataset = paper();
    ASSERT_TRUE(write("a.gpkg").has_value());
    const auto scene = scene_of(dataset, carto::WholeFrance{}, carto::MapLevel::kDepartment);
    const auto file = open_vector(folder / "a.gpkg");
    std::string qml;
    for (const auto& row : *file->GetLayerByName("layer_styles")) {
        if (std::string(row->GetFieldAsString("f_table_name")) == "departements" &&
            row->GetFieldAsInteger("useAsDefault") == 0) {
            qml = row->GetFieldAsString("styleQML");
        }
    }
    ASSERT_TRUE(well_formed(qml));
    const std::regex range(R"r(<range lower="([0-9.]+)" upper="([0-9.]+)" symbol="(\d+)")r");
    std::vector<double> lower;
    std::vector<double> upper;
    for (auto it = std::sregex_iterator(qml.begin(), qml.end(), range);
         it != std::sregex_iterator(); ++it) {
        lower.push_back(std::stod((*it)[1]));
        upper.push_back(std::stod((*it)[2]));
    }
    ASSERT_EQ(lower.size(), scene->class_bounds.size() + 2);  // Zero apart, then all classes.
    EXPECT_EQ(upper.front(), 0.0);
    for (std::size_t i = 0; i < scene->class_bounds.size(); ++i) {
        EXPECT_EQ(upper[i + 1], scene->class_bounds[i]);
        EXPECT_EQ(lower[i + 2], scene->class_bounds[i]);
    }
    EXPECT_EQ(upper.back(), 1.0);
    const std::regex fill(R"r(<prop k="color" v="([0-9,]+)"/>)r");
    std::size_t id = 0;
    for (auto it = std::sregex_iterator(qml.begin(), qml.end(), fill); it != std::sregex_iterator();
         ++it, ++id) {
        EXPECT_EQ((*it)[1], color_text(scene->styles[carto::kFirstClassStyle + id].fill));
    }
    EXPECT_EQ(id, lower.size());
}

TEST_F(Export, StylesAreWellFormedAndStandWhereQgisLooks) {
    ASSERT_TRUE(write("a.gpkg").has_value());
    const auto file = open_vector(folder / "a.gpkg");
    std::map<std::string, int> defaults;
    for (const auto& row : *file->GetLayerByName("layer_styles")) {
        const std::string layer = row->GetFieldAsString("f_table_name");
        // QgsOgrProvider asks for these, as texts.
        EXPECT_TRUE(row->IsFieldSetAndNotNull(row->GetFieldIndex("f_table_schema"))) << layer;
        EXPECT_STREQ(row->GetFieldAsString("f_table_schema"), "");
        EXPECT_STREQ(row->GetFieldAsString("f_geometry_column"),
                     file->GetLayerByName(layer.c_str())->GetGeometryColumn());
        EXPECT_TRUE(well_formed(row->GetFieldAsString("styleQML"))) << layer;
        defaults[layer] += row->GetFieldAsInteger("useAsDefault");
        if (row->GetFieldAsInteger("useAsDefault") == 1) {
            const std::string sld = row->GetFieldAsString("styleSLD");
            EXPECT_TRUE(well_formed(sld)) << layer;
            EXPECT_NE(sld.find("<ogc:Filter>"), std::string::npos);
            std::size_t rules = 0;
            for (auto at = sld.find("<se:Rule>"); at != std::string::npos;
                 at = sld.find("<se:Rule>", at + 1)) {
                ++rules;
            }
            EXPECT_EQ(rules_of(row->GetFieldAsString("styleQML")).size(), rules);
        }
        EXPECT_LE(std::string(row->GetFieldAsString("styleName")).size(), 30U);
    }
    const std::map<std::string, int> one_each{
        {"communes", 1}, {"contrats", 1}, {"departements", 1}, {"epci", 1}};
    EXPECT_EQ(defaults, one_each);
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
    EXPECT_EQ(schema["maillage"]["mode"], "essai");
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

TEST_F(Export, GeoJsonIsInDegreesAndSaysWhereItComesFrom) {
    ASSERT_TRUE(write("a.geojson", *DepartmentCode::parse("45")).has_value());
    const auto text = bytes_of(folder / "a.geojson");
    const auto file = json::parse(text);
    EXPECT_EQ(file["maillage"]["mode"], "essai");
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
