// SPDX-License-Identifier: Apache-2.0
#include "reconcile/build_map_layers.hpp"
#include "reconcile/build_services.hpp"
#include "support/workbench.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace maillage::reconcile {
namespace {

using test::Workbench;

void add_territories(Workbench& bench) {
    bench.add(Role::kTerritories, "communes.csv",
              "code_commune,nom,code_departement,code_region,population,population_2019\n"
              "45155,Gien,45,24,13000,14000\n"
              "45208,Montargis,45,24,15000,14000\n"
              "45234,Orléans,45,24,117000,115000\n",
              2024);
}

io::RawLayer square_layer(const std::string& crs) {
    geo::PolygonSet set;
    set.crs.definition = crs;
    for (const auto& p : {geo::Point{1.9, 47.9}, {2.0, 47.9}, {2.0, 48.0}, {1.9, 47.9}}) {
        set.add_point(p);
    }
    set.close_ring();
    set.close_polygon();
    set.close_feature();
    auto layer = test::polygon_layer(set, {"QN04501"});
    layer.table.field_names = {"code_qp"};
    return layer;
}

const MapLayer* layer_named(const Dataset& dataset, std::string_view name) {
    const auto found = std::find_if(dataset.layers.begin(), dataset.layers.end(),
                                    [&](const MapLayer& one) { return one.name == name; });
    return found == dataset.layers.end() ? nullptr : &*found;
}

TEST(MapLayers, AreKeptOnlyWhereAMapIsWanted) {
    Workbench bench;
    add_territories(bench);
    bench.add_layer(Role::kLayer, "qpv.geojson", square_layer(geo::kWgs84));
    EXPECT_TRUE(bench.dataset()->layers.empty());
    bench.input.map_layers = true;
    const auto dataset = bench.dataset();
    const auto* layer = layer_named(*dataset, "qpv");
    ASSERT_NE(layer, nullptr);
    EXPECT_EQ(dataset->ledger.sources[layer->source].path, "qpv.geojson");
    EXPECT_TRUE(layer->shown);
    ASSERT_NE(layer->polygons, nullptr);
    EXPECT_EQ(layer->polygons->feature_count(), 1U);
    EXPECT_EQ(layer->polygons->crs.definition, geo::kWgs84);
}

TEST(MapLayers, PointsOfALayerHaveTheNamesOfItsFile) {
    Workbench bench;
    add_territories(bench);
    bench.input.map_layers = true;
    io::RawLayer raw;
    raw.kind = io::GeometryKind::kPoint;
    raw.crs.definition = geo::kWgs84;
    raw.table.field_names = {"libelle_long_du_site", "nom"};
    const double nan = std::numeric_limits<double>::quiet_NaN();
    for (const auto& [text, point] :
         {std::pair{"Un", geo::Point{1.9, 47.9}}, {"Rien", {nan, nan}}}) {
        raw.table.add_cell("…");
        raw.table.add_cell(text);
        raw.table.close_row(1);
        raw.points.push_back(point);
    }
    bench.add_layer(Role::kLayer, "lieux.gpkg", raw);
    const auto dataset = bench.dataset();
    const auto* layer = layer_named(*dataset, "lieux");
    ASSERT_NE(layer, nullptr);
    EXPECT_EQ(layer->polygons, nullptr);
    ASSERT_EQ(layer->point_count(), 1U);
    EXPECT_EQ(layer->point_name[0], "Un");
}

TEST(MapLayers, ServicesStandWhereTheirColumnsSayByType) {
    Workbench bench;
    add_territories(bench);
    bench.input.map_layers = true;
    bench.add(Role::kServices, "services.csv",
              "id,type,nom,lon,lat\n"
              "1,gare,Gare d'Orléans,1.905,47.907\n"
              "2,ofii,OFII,\"1,91\",\"47,9\"\n"
              "3,gare,Ailleurs,400,47.9\n"
              "4,gare,Nulle part,,\n"
              "5,gare,Gare de Gien,2.63,47.69\n");
    const auto dataset = bench.dataset();
    const auto* layer = layer_named(*dataset, "services");
    ASSERT_NE(layer, nullptr);
    EXPECT_EQ(layer->role, Role::kServices);
    EXPECT_EQ(layer->types, (std::vector<std::string>{"gare", "ofii"}));
    EXPECT_EQ(layer->type, (std::vector<std::uint32_t>{0, 1, 0}));
    EXPECT_EQ(layer->point_name[2], "Gare de Gien");
    EXPECT_EQ(layer->place[1], (geo::Point{1.91, 47.9}));
    EXPECT_EQ(layer->points_crs.definition, geo::kWgs84);
    // What is not drawn is said.
    EXPECT_EQ(test::source_named(*dataset, "services.csv").rows_set_aside, 2);
}

TEST(MapLayers, AnUnknownSystemOrNothingToDrawIsSaid) {
    Workbench bench;
    add_territories(bench);
    bench.input.map_layers = true;
    bench.add_layer(Role::kLayer, "ailleurs.geojson", square_layer("EPSG:999999"));
    io::RawLayer lines;
    lines.kind = io::GeometryKind::kLine;
    bench.add_layer(Role::kLayer, "lignes.geojson", lines);
    const auto dataset = bench.dataset();
    EXPECT_EQ(layer_named(*dataset, "ailleurs"), nullptr);
    EXPECT_EQ(layer_named(*dataset, "lignes"), nullptr);
    EXPECT_EQ(test::messages_of(*dataset, "ailleurs.geojson").size(), 1U);
    EXPECT_EQ(test::messages_of(*dataset, "lignes.geojson"),
              (std::vector<MessageId>{MessageId::kLayerNothingToDraw}));
}

TEST(MapLayers, SeatsArePrefecturesThenTheOtherArrondissements) {
    Workbench bench;
    add_territories(bench);
    bench.input.map_layers = true;
    bench.add(Role::kNames, "arrondissements.csv",
              "code_arrondissement,nom,code_departement,chef_lieu\n"
              "451,Montargis,45,45208\n452,Orléans,45,45234\n453,Absent,45,45999\n",
              2024);
    bench.add(Role::kNames, "departements.csv",
              "code_departement,nom,code_region,chef_lieu\n45,Loiret,24,45234\n", 2024);
    const auto dataset = bench.dataset();
    const auto* layer = layer_named(*dataset, kSeatsLayer);
    ASSERT_NE(layer, nullptr);
    EXPECT_FALSE(layer->shown);
    EXPECT_EQ(dataset->ledger.sources[layer->source].path, "departements.csv");
    EXPECT_EQ(layer->point_name, (std::vector<std::string>{"Orléans", "Montargis"}));
    ASSERT_EQ(layer->types.size(), 2U);
    EXPECT_EQ(layer->types[layer->type[0]], kPrefectureType);
    EXPECT_EQ(layer->types[layer->type[1]], kSubPrefectureType);
    EXPECT_EQ(layer->commune[0].value, 2U);
}

TEST(PopulationYears, AreThoseTheSourceSaysElseTheTitle) {
    Workbench said;
    add_territories(said);
    EXPECT_EQ(said.dataset()->territories.population_year, 0);
    said.input.sources[0].spec.population_years = {2016, 2022};
    EXPECT_EQ(said.dataset()->territories.population_before_year, 2016);
    EXPECT_EQ(said.dataset()->territories.population_year, 2022);

    Workbench titled;
    titled.add(Role::kTerritories, "communes.csv",
               "code_commune,nom,code_departement,code_region,PMUN2021,PMUN19\n"
               "45234,Orléans,45,24,117000,115000\n",
               2024);
    EXPECT_EQ(titled.dataset()->territories.population_before_year, 2019);
    EXPECT_EQ(titled.dataset()->territories.population_year, 2021);
}

}  // namespace
}  // namespace maillage::reconcile
