// SPDX-License-Identifier: Apache-2.0
#include "reconcile/build_services.hpp"

#include "base/access_messages.hpp"
#include "support/workbench.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace maillage::reconcile {
namespace {

using test::Workbench;

constexpr std::string_view kCommunes =
    "code_commune,nom,code_departement,code_region\n"
    "45155,Gien,45,24\n45208,Montargis,45,24\n45234,Orléans,45,24\n75056,Paris,75,11\n";

/// Services of the files, without the seats.
std::vector<Service> listed(const Dataset& dataset) {
    std::vector<Service> some;
    for (const auto& service : dataset.services) {
        if (!service.built_in) {
            some.push_back(service);
        }
    }
    return some;
}

std::string commune_of(const Dataset& dataset, const Service& service) {
    return service.commune.valid()
               ? dataset.territories.communes.code[service.commune.value].string()
               : "";
}

TEST(Services, KeepWhatTheirFileSays) {
    Workbench bench;
    bench.add(Role::kTerritories, "communes.csv", kCommunes, 2024);
    bench.add(Role::kServices, "cours.csv",
              "id,type,nom,lon,lat,capacite,horaires,code_commune\n"
              "1,langue,Greta,1.905,47.907,24,mardi 18:00 - 20:00,45234\n"
              "2,ofii,OFII,\"1,91\",\"47,9\",,,\n");
    const auto dataset = bench.dataset();
    const auto services = listed(*dataset);
    ASSERT_EQ(services.size(), 2U);
    EXPECT_EQ(services[0].id, "1");
    EXPECT_EQ(services[0].type, "langue");
    EXPECT_EQ(services[0].name, "Greta");
    EXPECT_EQ(services[0].place, (geo::Point{1.905, 47.907}));
    EXPECT_EQ(services[0].capacity, 24.0);
    EXPECT_EQ(services[0].opening_hours, "mardi 18:00 - 20:00");
    EXPECT_EQ(commune_of(*dataset, services[0]), "45234");
    EXPECT_EQ(services[0].origin.line, 2U);
    EXPECT_EQ(services[1].capacity, std::nullopt);
    EXPECT_EQ(services[1].place, (geo::Point{1.91, 47.9}));
    EXPECT_FALSE(services[1].commune.valid());
    // Nothing was drawn and no outline asked for.
    EXPECT_TRUE(dataset->layers.empty());
    EXPECT_EQ(dataset->outlines, nullptr);
}

TEST(Services, AFileOfOneNatureNeedsNoType) {
    Workbench bench;
    bench.add(Role::kTerritories, "communes.csv", kCommunes, 2024);
    bench.add(Role::kServices, "liste.csv",
              "id_fs,lib_fs,insee_com,latitude,longitude,h_lundi,h_mardi\n"
              "7,Maison,75101,48.86,2.34,,09:00 - 12:00\n");
    bench.add(Role::kServices, "agences.csv",
              "id,nom,commune,code_safir,longitude,latitude\n39,Agence,UN,,2.7,50.3\n");
    bench.add(Role::kServices, "gares.csv",
              "code_uic,libelle,voyageurs,lon,lat\n1,Nord,O,2.3,48.8\n2,Quai,N,2.4,48.8\n");
    bench.add(Role::kServices, "Auto-écoles.csv", "id,lon,lat\n1,2.3,48.8\n");
    const auto dataset = bench.dataset();
    const auto services = listed(*dataset);
    ASSERT_EQ(services.size(), 5U);
    EXPECT_EQ(services[0].type, "france_services");
    EXPECT_EQ(services[0].opening_hours, "mardi 09:00 - 12:00");
    EXPECT_EQ(commune_of(*dataset, services[0]), "75056") << "an arrondissement is in Paris";
    EXPECT_EQ(services[1].type, "france_travail");
    EXPECT_EQ(services[2].type, "gare");
    EXPECT_EQ(services[3].type, "gare_fret");
    EXPECT_EQ(services[4].type, "Auto-écoles");
    EXPECT_THAT(test::messages_of(*dataset, "Auto-écoles.csv"),
                testing::Contains(access::kServiceTypeOfFile));
}

TEST(Services, AnIdentifierTwiceNearByIsOneServiceFarAwayAMistake) {
    Workbench bench;
    bench.add(Role::kTerritories, "communes.csv", kCommunes, 2024);
    bench.add(Role::kServices, "gares.csv",
              "code_uic,libelle,lon,lat\n"
              "1,Orléans ligne A,1.90,47.90\n"
              "1,Orléans ligne B,1.91,47.91\n"
              "1,Ailleurs,2.90,47.90\n");
    const auto dataset = bench.dataset();
    ASSERT_EQ(listed(*dataset).size(), 1U);
    EXPECT_EQ(listed(*dataset)[0].name, "Orléans ligne A");
    const auto& source = test::source_named(*dataset, "gares.csv");
    EXPECT_EQ(source.rows_used, 2);
    EXPECT_EQ(source.rows_set_aside, 1);
    EXPECT_EQ(test::messages_of(*dataset, "gares.csv", 4),
              (std::vector<MessageId>{access::kServiceIdElsewhere}));
}

TEST(Services, WithoutCoordinatesStandAtTheirCommuneOrNowhere) {
    Workbench bench;
    bench.add(Role::kTerritories, "communes.csv", kCommunes, 2024);
    bench.add(
        Role::kServices, "cours.csv",
        "id,type,lon,lat,code_commune\n"
        "1,langue,,,45155\n2,langue,,,\n3,langue,400,47.9,45155\n4,langue,1.9,,45155\n,x,1,2,\n");
    const auto dataset = bench.dataset();
    const auto services = listed(*dataset);
    ASSERT_EQ(services.size(), 2U);
    EXPECT_TRUE(std::isnan(services[0].place.x));
    EXPECT_EQ(commune_of(*dataset, services[0]), "45155");
    EXPECT_EQ(services[1].id, "4");
    const auto& source = test::source_named(*dataset, "cours.csv");
    EXPECT_EQ(source.rows_repaired, 2);
    EXPECT_EQ(source.rows_set_aside, 3);
    EXPECT_EQ(test::messages_of(*dataset, "cours.csv", 3),
              (std::vector<MessageId>{MessageId::kServiceNowhere}));
    EXPECT_EQ(test::messages_of(*dataset, "cours.csv", 4),
              (std::vector<MessageId>{MessageId::kCellNotNumber}));
}

TEST(Services, PointsOfALayerAreBroughtToLongitudeAndLatitude) {
    Workbench bench;
    bench.add(Role::kTerritories, "communes.csv", kCommunes, 2024);
    io::RawLayer raw;
    raw.kind = io::GeometryKind::kPoint;
    raw.crs.definition = geo::kLambert93;
    raw.table.field_names = {"id", "type"};
    raw.table.add_cell("1");
    raw.table.add_cell("langue");
    raw.table.close_row(1);
    raw.points = {{700000, 6600000}};  // The origin of Lambert-93: 3° east, 46.5° north.
    bench.add_layer(Role::kServices, "cours.gpkg", raw);
    auto unknown = raw;
    unknown.crs.definition = "EPSG:999999";
    bench.add_layer(Role::kServices, "ailleurs.gpkg", unknown);
    auto unsaid = raw;
    unsaid.crs.definition = "";
    unsaid.table.field_names = {"id", "type"};
    bench.add_layer(Role::kServices, "metres.gpkg", unsaid);
    const auto dataset = bench.dataset();
    const auto services = listed(*dataset);
    ASSERT_EQ(services.size(), 2U);
    for (const auto& service : services) {
        EXPECT_NEAR(service.place.x, 3.0, 1e-9);
        EXPECT_NEAR(service.place.y, 46.5, 1e-9);
    }
    EXPECT_EQ(test::source_named(*dataset, "ailleurs.gpkg").rows_set_aside, 1);
}

TEST(Services, PointsByCommuneAreWhereItsPeopleAre) {
    Workbench bench;
    bench.add(Role::kTerritories, "communes.csv", kCommunes, 2024);
    io::RawLayer raw;
    raw.kind = io::GeometryKind::kPoint;
    raw.crs.definition = geo::kWgs84;
    raw.table.field_names = {"CODGEO", "STATUT", "libgeom"};
    for (const char* cell : {"45155", "canton", "Gien"}) {
        raw.table.add_cell(cell);
    }
    raw.table.close_row(1);
    raw.points = {{2.63, 47.69}};
    bench.add_layer(Role::kUnknown, "points.geojson", raw);
    // Columns by commune are a list of communes as before, not places.
    bench.add(Role::kUnknown, "middles.csv", "CODGEO,LIBGEO,DEP,lon,lat\n45155,Gien,45,2.6,47.7\n",
              2024);
    const auto dataset = bench.dataset();
    ASSERT_EQ(listed(*dataset).size(), 1U);
    EXPECT_EQ(listed(*dataset)[0].type, "chef_lieu");
    EXPECT_EQ(commune_of(*dataset, listed(*dataset)[0]), "45155");
    EXPECT_EQ(test::source_named(*dataset, "points.geojson").role, Role::kServices);
    EXPECT_EQ(test::source_named(*dataset, "middles.csv").role, Role::kTerritories);
}

TEST(Services, SeatsStandAtTheirCommunesAfterTheFiles) {
    Workbench bench;
    bench.add(Role::kTerritories, "communes.csv", kCommunes, 2024);
    bench.add(Role::kNames, "arrondissements.csv",
              "code_arrondissement,nom,code_departement,chef_lieu\n"
              "451,Montargis,45,45208\n452,Orléans,45,45234\n453,Absent,45,45999\n",
              2024);
    bench.add(Role::kNames, "departements.csv",
              "code_departement,nom,code_region,chef_lieu\n45,Loiret,24,45234\n", 2024);
    bench.add(Role::kServices, "cours.csv", "id,type,lon,lat\n1,langue,1.9,47.9\n");
    const auto dataset = bench.dataset();
    const auto& services = dataset->services;
    ASSERT_EQ(services.size(), 3U);
    EXPECT_FALSE(services[0].built_in);
    EXPECT_EQ(services[1].id, "prefecture-45");
    EXPECT_EQ(services[1].type, kPrefectureType);
    EXPECT_EQ(services[1].name, "Orléans");
    EXPECT_TRUE(services[1].built_in);
    EXPECT_TRUE(std::isnan(services[1].place.x));
    EXPECT_EQ(commune_of(*dataset, services[1]), "45234");
    EXPECT_EQ(services[2].id, "sous_prefecture-451");
    EXPECT_EQ(services[2].type, kSubPrefectureType);
}

}  // namespace
}  // namespace maillage::reconcile
