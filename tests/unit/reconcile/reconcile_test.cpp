// SPDX-License-Identifier: Apache-2.0
#include "reconcile/reconcile.hpp"

#include "base/transit_messages.hpp"
#include "model/transit_feed.hpp"
#include "support/ascii_territory.hpp"
#include "support/gtfs_text.hpp"
#include "support/workbench.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace maillage::reconcile {
namespace {

using test::messages_of;
using test::Workbench;
using testing::Contains;
using testing::ElementsAre;

constexpr std::string_view kList =
    "code_commune;nom;code_departement;code_region;code_epci;nom_epci;code_arrondissement;"
    "population\n"
    "45001;Un;45;24;200000001;CC Un;451;100\n"
    "45002;Deux;45;24;200000001;CC Un;451;200\n"
    "2A004;Ajaccio;2A;94;;;2A1;300\n";

TEST(Reconcile, TerritoriesAreTablesInTheOrderOfTheirCodes) {
    Workbench bench;
    bench.add(Role::kTerritories, "t.csv", kList, 2024);
    bench.add(Role::kNames, "departements.csv",
              "code_departement;nom;code_region\n45;Loiret;24\n2A;Corse-du-Sud;94\n");
    bench.add(Role::kNames, "regions.csv", "code_region;nom\n24;Centre-Val de Loire\n");
    const auto dataset = bench.dataset();
    const auto& all = dataset->territories;
    EXPECT_EQ(all.vintage.year, 2024);
    ASSERT_EQ(all.communes.size(), 3U);
    EXPECT_EQ(all.communes.name[0], "Ajaccio");  // "2A004" < "45001"
    EXPECT_EQ(all.departments.name[all.communes.department[1].value], "Loiret");
    EXPECT_EQ(all.regions.name[0], "Centre-Val de Loire");
    EXPECT_EQ(all.regions.name[1], "94");
    EXPECT_EQ(all.epcis.name, std::vector<std::string>{"CC Un"});
    EXPECT_FALSE(all.communes.epci[0].valid());
    EXPECT_EQ(all.arrondissements.size(), 2U);
    EXPECT_EQ(all.arrondissements.parent[1], all.communes.department[1]);
    EXPECT_EQ(all.communes.population[2], 200);
}

TEST(Reconcile, FeedsAreReadWhereTheyAreAskedForElseListed) {
    Workbench bench;
    bench.add(Role::kTerritories, "t.csv", kList, 2024);
    const auto file = std::make_shared<io::RawFile>();
    for (const auto& [name, text] : test::good_feed()) {
        file->layers.push_back(io::read_gtfs_table(name, text, {}).value());
    }
    bench.input.feeds.push_back({{}, "bus.zip", file});
    bench.input.feeds.push_back({{}, "train.zip", nullptr});
    const auto dataset = bench.dataset();
    ASSERT_EQ(dataset->feeds.size(), 1U);
    EXPECT_EQ(dataset->feeds[0]->name, "bus.zip");
    EXPECT_EQ(dataset->feeds[0]->trips.size(), 2U);
    const auto& listed = test::source_named(*dataset, "train.zip");
    EXPECT_EQ(listed.role, Role::kTransit);
    EXPECT_EQ(listed.rows_read, 0);
    EXPECT_THAT(messages_of(*dataset, "train.zip", 0), ElementsAre(transit::kTransitListed));
}

TEST(Reconcile, AListOfAnotherVintageIsBroughtOver) {
    Workbench bench;
    bench.add(Role::kTerritories, "t.csv", kList, 2021);
    bench.add(Role::kMoves, "m.csv",
              "ancien_code;nouveau_code;annee\n45002;45001;2022\n2A004;2A999;2023\n");
    bench.input.workspace.vintage = Vintage{2024};
    const auto dataset = bench.dataset();
    const auto& communes = dataset->territories.communes;
    ASSERT_EQ(communes.size(), 2U);
    EXPECT_EQ(communes.code[0].text(), "2A999");
    EXPECT_EQ(communes.name[0], "Ajaccio");  // Only its code changed.
    EXPECT_EQ(communes.population[1], 300);  // 100 + 200
    EXPECT_EQ(communes.name[1], "Un");
}

TEST(Reconcile, ASecondRowOfACommuneIsSetAside) {
    Workbench bench;
    bench.add(Role::kTerritories, "t.csv",
              "code_commune;nom;code_departement\n45001;Un;45\n45001;Un bis;45\n75101;Paris 1;75\n",
              2024);
    const auto dataset = bench.dataset();
    EXPECT_EQ(dataset->territories.communes.size(), 1U);
    EXPECT_THAT(messages_of(*dataset, "t.csv", 3), ElementsAre(MessageId::kCommuneTwice));
    EXPECT_THAT(messages_of(*dataset, "t.csv", 4), ElementsAre(MessageId::kArrondissementInList));
}

TEST(Reconcile, DelegatedAndAssociatedCommunesAreNotCommunes) {
    for (const std::string_view list :
         {"TYPECOM;COM;LIBELLE;DEP\nCOM;45001;Un;45\nCOMD;45001;Un;45\nCOMA;45002;Deux;45\n",
          "type;code;nom;departement\ncommune-actuelle;45001;Un;45\n"
          "commune-deleguee;45001;Un;45\ncommune-associee;45002;Deux;45\n"}) {
        Workbench bench;
        bench.add(Role::kTerritories, "t.csv", list, 2024);
        const auto dataset = bench.dataset();
        EXPECT_EQ(dataset->territories.communes.size(), 1U) << list;
        for (const std::uint32_t line : {3U, 4U}) {
            EXPECT_THAT(messages_of(*dataset, "t.csv", line),
                        ElementsAre(MessageId::kNotFullCommune))
                << list;
        }
    }
}

TEST(Reconcile, PublishedListsOfPlacesNeedNoTypeColumn) {
    Workbench bench;
    bench.add(Role::kTerritories, "t.csv", kList, 2024);
    bench.add(Role::kUnknown, "liste-fs.csv",
              "id_fs;lib_fs;insee_com;latitude;longitude\n1;Maison;45001;47.9;1.9\n");
    bench.add(Role::kUnknown, "agences.csv",
              "id;nom;commune;longitude;latitude\n39;Agence;UN;2.7;50.3\n");
    const auto dataset = bench.dataset();
    for (const auto* name : {"liste-fs.csv", "agences.csv"}) {
        const auto& source = test::source_named(*dataset, name);
        EXPECT_EQ(source.role, Role::kServices) << name;
        EXPECT_EQ(source.rows_used, 1) << name;
    }
}

TEST(Reconcile, AShippedContractOutsideTheUsersTerritoriesIsAWarning) {
    Workbench bench;
    bench.add(Role::kContracts, "france/contracts.csv",
              "id;nom;niveau;perimetre;type;statut\nx;X;epci;200000001;ctai;signe\n", 2024);
    bench.input.built_in_sources = 1;
    bench.add(Role::kTerritories, "t.csv", "code_commune;nom;code_departement\n45001;Un;45\n",
              2024);
    const auto dataset = bench.dataset();
    EXPECT_EQ(test::source_named(*dataset, "france/contracts.csv").rows_set_aside, 1);
    for (const auto& entry : dataset->ledger.entries) {
        EXPECT_NE(entry.severity, Severity::kError);
    }
}

TEST(Reconcile, OutlinesAloneAreAListOfCommunes) {
    Workbench bench;
    const auto drawn = test::ascii_territory("AB");
    bench.add_layer(Role::kCommunes, "c.gpkg",
                    test::polygon_layer(drawn.polygons, {"45001", "2B033"}), 2024);
    bench.input.outlines = true;
    const auto dataset = bench.dataset();
    const auto& all = dataset->territories;
    ASSERT_EQ(all.communes.size(), 2U);
    EXPECT_EQ(all.communes.code[0].text(), "2B033");
    EXPECT_EQ(all.regions.code[0].text(), "24");
    EXPECT_EQ(all.regions.code[1].text(), "94");
    EXPECT_EQ(test::source_named(*dataset, "c.gpkg").rows_read, 2);
    // Feature 0 of the outlines is commune 0, which was feature 1 of the layer.
    ASSERT_NE(dataset->outlines, nullptr);
    EXPECT_DOUBLE_EQ(
        dataset->outlines->polygons.ring(dataset->outlines->polygons.rings_of(0).first)[0].x,
        drawn.polygons.ring(drawn.polygons.rings_of(1).first)[0].x);
}

/// Three communes, one without outline, one whose outline crosses itself.
class KnownOutlinesTest : public testing::Test {
protected:
    void SetUp() override {
        m_bench.add(Role::kTerritories, "t.csv",
                    "code_commune;nom;code_departement\n01001;A;01\n01002;B;01\n01003;C;01\n",
                    2024);
        geo::PolygonSet polygons;
        test::add_cell(polygons, 0, 0, 1000);
        for (const auto& p : {geo::Point{2000, 0}, {3000, 1000}, {3000, 0}, {2000, 1000}}) {
            polygons.add_point(p);
        }
        polygons.add_point({2000, 0});
        polygons.close_ring();
        polygons.close_polygon();
        polygons.close_feature();
        m_whole = test::polygon_layer(polygons, {"01001", "01002"});
        m_bench.add_layer(Role::kCommunes, "c.geojson", m_whole, 2024).schematic = true;
        m_bench.input.outlines = true;
    }

    /// The same, its source read without polygons.
    reconcile::Input without_polygons() const {
        auto input = m_bench.input;
        auto file = std::make_shared<io::RawFile>(*input.sources.back().file);
        file->layers[0].polygons = {};
        input.sources.back().file = std::move(file);
        input.sources.back().without_geometry = true;
        return input;
    }
    static void expect_same_ledger(const Dataset& a, const Dataset& b) {
        ASSERT_EQ(a.ledger.entries.size(), b.ledger.entries.size());
        for (std::size_t i = 0; i < a.ledger.entries.size(); ++i) {
            EXPECT_EQ(a.ledger.entries[i].message, b.ledger.entries[i].message);
            EXPECT_EQ(a.ledger.entries[i].origin, b.ledger.entries[i].origin);
        }
        EXPECT_EQ(a.notices, b.notices);
    }

    Workbench m_bench;
    io::RawLayer m_whole;
};

TEST_F(KnownOutlinesTest, TheLedgerSaysTheSameWithoutPolygons) {
    const auto whole = m_bench.dataset();
    ASSERT_NE(whole->outlines, nullptr);
    EXPECT_EQ(test::messages_of(*whole, "c.geojson"),
              (std::vector{MessageId::kOutlineMissing, MessageId::kPolygonRepaired}));
    auto input = without_polygons();
    std::string reason;
    for (const auto& entry : whole->ledger.entries) {
        if (entry.message.id == MessageId::kPolygonRepaired) {
            reason = std::get<std::string>(entry.message.arguments.front());
        }
    }
    bool given = false;
    input.known_outlines = [&](const Territories& territories, std::span<const Source> sources) {
        EXPECT_EQ(territories.communes.size(), 3U);
        EXPECT_EQ(sources.size(), 2U);
        return std::optional(KnownOutlines{{1, 1, 0}, {{0, 2, false, reason}}});
    };
    input.take_outlines = [&](const std::shared_ptr<const Outlines>&) { given = true; };
    const auto known = reconcile(input, {}).value();
    EXPECT_EQ(known->outlines, nullptr);
    EXPECT_FALSE(given);
    EXPECT_TRUE(known->schematic_outlines);
    expect_same_ledger(*known, *whole);
}

TEST_F(KnownOutlinesTest, WhatIsNotKnownIsReadAgainAndGivenAway) {
    const auto whole = m_bench.dataset();
    auto input = without_polygons();
    input.known_outlines = [](const Territories&, std::span<const Source>) {
        return std::optional<KnownOutlines>();
    };
    std::shared_ptr<const Outlines> given;
    input.take_outlines = [&](std::shared_ptr<const Outlines> outlines) {
        given = std::move(outlines);
    };
    input.read_geometry = [&](const RawSource& source) {
        EXPECT_EQ(source.path, "c.geojson");
        return Result<std::shared_ptr<const io::RawFile>>(m_bench.input.sources.back().file);
    };
    const auto dataset = reconcile(input, {}).value();
    EXPECT_EQ(dataset->outlines, nullptr);
    ASSERT_NE(given, nullptr);
    EXPECT_EQ(given->polygons.point_count(), whole->outlines->polygons.point_count());
    expect_same_ledger(*dataset, *whole);
}

TEST_F(KnownOutlinesTest, AFileThatChangedMeanwhileIsSaidAndNotDrawn) {
    auto input = without_polygons();
    auto other = std::make_shared<io::RawFile>(*m_bench.input.sources.back().file);
    other->sha256 = std::string(64, '1');
    input.read_geometry = [&](const RawSource&) {
        return Result<std::shared_ptr<const io::RawFile>>(other);
    };
    const auto dataset = reconcile(input, {}).value();
    EXPECT_EQ(dataset->outlines, nullptr);
    EXPECT_EQ(test::messages_of(*dataset, "c.geojson"),
              std::vector{MessageId::kFileChangedMeanwhile});
}

TEST(Reconcile, LinesWithoutARoleAreALayerOfTheMap) {
    Workbench bench;
    bench.add(Role::kTerritories, "t.csv", kList, 2024);
    auto roads = io::read_geojson(
        R"({"type":"Feature","properties":{"nom":"A10"},"geometry":{"type":"LineString",
        "coordinates":[[1.9,47.9],[0.7,47.4]]}})",
        {});
    ASSERT_TRUE(roads.has_value());
    bench.add_layer(Role::kUnknown, "routes.geojson", std::move(roads).value());
    bench.input.map_layers = true;
    const auto dataset = bench.dataset();
    EXPECT_EQ(test::source_named(*dataset, "routes.geojson").rows_used, 1);
    ASSERT_EQ(dataset->layers.size(), 1U);
    EXPECT_EQ(dataset->layers[0].name, "routes");
    ASSERT_NE(dataset->layers[0].lines, nullptr);
    EXPECT_EQ(dataset->layers[0].lines->line_count(), 1U);
    EXPECT_EQ(dataset->layers[0].polygons, nullptr);
}

TEST(Reconcile, OutlinesOfMergedCommunesAreUnited) {
    Workbench bench;
    bench.add(Role::kTerritories, "t.csv",
              "code_commune;nom;code_departement\n01001;A;01\n01003;C;01\n01004;D;01\n", 2024);
    bench.add(Role::kMoves, "m.csv", "ancien_code;nouveau_code;annee\n01002;01001;2020\n");
    const auto drawn = test::ascii_territory("ABC");
    bench.add_layer(Role::kCommunes, "c.gpkg",
                    test::polygon_layer(drawn.polygons, {"01001", "01002", "01003"}), 2019);
    bench.input.outlines = true;
    const auto dataset = bench.dataset();
    ASSERT_NE(dataset->outlines, nullptr);
    const auto& polygons = dataset->outlines->polygons;
    ASSERT_EQ(polygons.feature_count(), 3U);
    EXPECT_EQ(polygons.polygons_of(0).size(), 1U);
    EXPECT_EQ(polygons.polygons_of(2).size(), 0U);  // 01004 has no outline, and this is said.
    EXPECT_THAT(messages_of(*dataset, "c.gpkg"), Contains(MessageId::kOutlineMissing));
}

TEST(Reconcile, TheUsersFilesReplaceTheBuiltInOnesOfTheirRole) {
    Workbench bench;
    bench.add(Role::kTerritories, "t.csv", kList, 2024);
    bench.add(Role::kCir, "modele.csv", "code_commune;signataires;annee\n45001;1;2023\n", 2024)
        .modelled = true;
    bench.add(Role::kCirTotals, "totaux.csv", "code_departement;annee;signataires\n45;2023;100\n");
    bench.input.built_in_sources = 3;
    const auto before = bench.dataset();
    EXPECT_TRUE(before->modelled_counts);
    EXPECT_EQ(before->ledger.sources.size(), 3U);
    bench.add(Role::kCir, "cir.csv", "code_commune;signataires;annee\n45002;7;2023\n", 2024);
    const auto after = bench.dataset();
    EXPECT_FALSE(after->modelled_counts);
    ASSERT_EQ(after->cir.size(), 1U);
    ASSERT_EQ(after->cir[0].cells.size(), 1U);
    EXPECT_EQ(after->cir[0].cells[0].count, Count::exact(7));
    // The built-in totals belong to the built-in counts and go with them.
    EXPECT_FALSE(after->cir[0].department_total[1].has_value());
    EXPECT_EQ(after->ledger.sources.size(), 2U);
}

TEST(Reconcile, ARoleIsGuessedFromTheColumns) {
    Workbench bench;
    bench.add(Role::kTerritories, "t.csv", kList, 2024);
    bench.add(Role::kUnknown, "x.csv", "INSEE_COM;nb CIR\n45001;3\n");
    bench.add(Role::kUnknown, "y.csv", "couleur;prix\nrouge;3\n");
    const auto dataset = bench.dataset();
    EXPECT_EQ(test::source_named(*dataset, "x.csv").role, Role::kCir);
    EXPECT_EQ(dataset->cir.size(), 1U);
    EXPECT_THAT(messages_of(*dataset, "y.csv"), ElementsAre(MessageId::kTableNotRecognised));
}

TEST(Reconcile, WithoutTerritoriesThereIsNoDataset) {
    Workbench bench;
    bench.add(Role::kCir, "cir.csv", "code_commune;signataires\n45002;7\n", 2024);
    const auto result = reconcile(bench.input, {});
    ASSERT_FALSE(result.has_value());
    EXPECT_EQ(result.error().code, Error::Code::kNotFound);
}

TEST(Reconcile, AnUnknownVintageIsRefused) {
    Workbench bench;
    bench.add(Role::kTerritories, "t.csv", kList, 2024);
    bench.input.workspace.vintage = Vintage{2035};
    const auto result = reconcile(bench.input, {});
    ASSERT_FALSE(result.has_value());
    EXPECT_EQ(result.error().code, Error::Code::kVintage);
}

TEST(Reconcile, ACancelledReadingGivesNoDataset) {
    Workbench bench;
    bench.add(Role::kTerritories, "t.csv", kList, 2024);
    std::stop_source stop;
    stop.request_stop();
    const auto result = reconcile(bench.input, Progress(stop.get_token(), {}));
    ASSERT_FALSE(result.has_value());
    EXPECT_EQ(result.error().code, Error::Code::kCancelled);
}

TEST(Reconcile, AnUnreadFileIsAnErrorInTheLedger) {
    Workbench bench;
    bench.add(Role::kTerritories, "t.csv", kList, 2024);
    bench.input.unread.push_back(
        {{}, "absent.csv", {Error::Code::kNotFound, {MessageId::kText, {"absent"}}, ""}});
    const auto dataset = bench.dataset();
    EXPECT_THAT(messages_of(*dataset, "absent.csv"), ElementsAre(MessageId::kText));
    EXPECT_EQ(dataset->ledger.entries.back().severity, Severity::kError);
}

}  // namespace
}  // namespace maillage::reconcile
