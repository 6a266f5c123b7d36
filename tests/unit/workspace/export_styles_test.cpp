// SPDX-License-Identifier: Apache-2.0
/// \file
/// Styles of an exported GeoPackage, read again and compared with the map that the program draws.

#include "carto/build_scene.hpp"
#include "carto/content.hpp"
#include "report/text_metrics.hpp"
#include "workspace/export_fixture.hpp"
#include "workspace/geometry_cache.hpp"

#include <cpl_minixml.h>
#include <expat.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <regex>
#include <vector>

namespace maillage::workspace {
namespace {

bool well_formed(const std::string& xml) {
    const std::unique_ptr<std::remove_pointer_t<XML_Parser>, decltype(&XML_ParserFree)> parser(
        XML_ParserCreate(nullptr), &XML_ParserFree);
    return XML_Parse(parser.get(), xml.data(), static_cast<int>(xml.size()), 1) == XML_STATUS_OK;
}

struct ReadRule {
    std::string filter;
    std::string label;
    std::string group;
    std::string color;  ///< Of the fill.
    std::vector<std::string> hatches;
    bool circle = false;
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
        ReadRule rule{CPLGetXMLValue(child, "filter", ""), label, group, "", {}, false};
        for (const auto* one = symbols.at(symbol)->psChild; one != nullptr; one = one->psNext) {
            const std::string kind = CPLGetXMLValue(one, "class", "");
            if (kind == "SimpleFill") {
                rule.color = options_of(one)["color"];
            } else if (kind == "CentroidFill") {
                rule.circle = true;
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

std::vector<ReadRule> fills_of(const std::string& qml) {
    auto rules = rules_of(qml);
    std::erase_if(rules, [](const ReadRule& rule) { return rule.circle; });
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
    const auto rules = fills_of(default_qml(file, layer));
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

TEST_F(Export, EverySignatoryHasACircleAsLargeAsTheCount) {
    ASSERT_TRUE(write("a.gpkg").has_value());
    const auto file = open_vector(folder / "a.gpkg");
    const auto qml = default_qml(*file, "communes");
    auto* rows = file->GetLayerByName("communes");
    std::map<std::string, int> circles;
    for (const auto& rule : rules_of(qml)) {
        if (!rule.circle) {
            continue;
        }
        ASSERT_EQ(rows->SetAttributeFilter(rule.filter.c_str()), OGRERR_NONE) << rule.filter;
        for (const auto& row : *rows) {
            ++circles[row->GetFieldAsString("code")];
        }
    }
    // 77001 has nobody.
    const std::map<std::string, int> one_each{{"41001", 1}, {"45001", 1}, {"45002", 1},
                                              {"45003", 1}, {"45004", 1}, {"97401", 1}};
    EXPECT_EQ(circles, one_each);
    // The largest, of 60, has a radius of 21 pixels; area goes with the count.
    const std::regex size(R"r(value="([0-9.]+) \* sqrt\(&quot;signataires_min&quot;\)")r");
    std::smatch found;
    ASSERT_TRUE(std::regex_search(qml, found, size));
    EXPECT_NEAR(std::stod(found[1]) * std::sqrt(60.0), 2 * 21.0 * 25.4 / 96.0, 0.01);
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
            EXPECT_EQ(fills_of(row->GetFieldAsString("styleQML")).size(), rules);
        }
        EXPECT_LE(std::string(row->GetFieldAsString("styleName")).size(), 30U);
    }
    const std::map<std::string, int> one_each{
        {"communes", 1}, {"contrats", 1}, {"departements", 1}, {"epci", 1}};
    EXPECT_EQ(defaults, one_each);
}

}  // namespace
}  // namespace maillage::workspace
