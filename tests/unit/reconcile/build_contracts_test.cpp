// SPDX-License-Identifier: Apache-2.0
#include "reconcile/build_contracts.hpp"

#include "support/ascii_territory.hpp"
#include "support/workbench.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace maillage::reconcile {
namespace {

using test::codes_of;
using test::messages_of;
using test::Workbench;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

/// EPCI 200000001 = A, B, C today; in 2019 it was A, B, D. E is an island without EPCI.
Workbench loiret() {
    Workbench bench;
    bench.add(Role::kTerritories, "territoires.csv",
              "code_commune;nom;code_departement;code_region;code_epci;population\n"
              "45001;A;45;24;200000001;10\n"
              "45002;B;45;24;200000001;10\n"
              "45003;C;45;24;200000001;10\n"
              "45004;D;45;24;200000002;10\n"
              "45005;E;45;24;;10\n"
              "75056;Paris;75;11;200054781;10\n"
              "69123;Lyon;69;84;200046977;10\n",
              2024);
    bench.add(Role::kMoves, "mouvements.csv", "ancien_code;nouveau_code;annee\n45009;45001;2022\n");
    bench.add(Role::kMembers, "membres.csv",
              "annee;code_epci;code_commune\n"
              "2019;200000001;45001\n"
              "2019;200000001;45002\n"
              "2019;200000001;45004\n"
              "2022;200000001;45001\n"
              "2022;200000001;45003\n");
    bench.input.workspace.vintage = Vintage{2024};
    return bench;
}

constexpr std::string_view kHeader =
    "id;nom;niveau;perimetre;type;statut;date_signature;date_fin;montant_etat\n";

DatasetPtr read(Workbench bench, const std::string& rows) {
    bench.add(Role::kContracts, "contrats.csv", std::string(kHeader) + rows, 2024);
    return bench.dataset();
}

TEST(Contracts, E19AnEpciContractHasItsPerimeterAsSignedAndAsToday) {
    const auto dataset = read(loiret(), "c1;CTAI;epci;200000001;ctai;signe;2019-07-01;;150 000\n");
    ASSERT_EQ(dataset->contracts.size(), 1U);
    const auto& contract = dataset->contracts[0];
    EXPECT_THAT(codes_of(*dataset, contract.perimeter_signed),
                ElementsAre("45001", "45002", "45004"));
    EXPECT_THAT(codes_of(*dataset, contract.perimeter_today),
                ElementsAre("45001", "45002", "45003"));
    EXPECT_EQ(contract.details.at("montant_etat"), "150 000");
    EXPECT_EQ(contract.level, ContractLevel::kEpci);
    EXPECT_FALSE(contract.paris_or_lyon);
}

TEST(Contracts, TheLastCompositionKnownBeforeTheSignatureIsTakenElseTheFirstAfter) {
    const auto dataset = read(loiret(),
                              "c1;CTAI;epci;200000001;ctai;signe;2021;;\n"
                              "c2;CTAI;epci;200000001;ctai;signe;2018;;\n");
    ASSERT_EQ(dataset->contracts.size(), 2U);
    for (const auto& contract : dataset->contracts) {
        EXPECT_THAT(codes_of(*dataset, contract.perimeter_signed),
                    ElementsAre("45001", "45002", "45004"));
    }
    EXPECT_THAT(messages_of(*dataset, "contrats.csv", 2), Contains(MessageId::kEpciYearUsed));
    EXPECT_THAT(messages_of(*dataset, "contrats.csv", 2), Contains(MessageId::kDatePartial));
}

TEST(Contracts, AMembersTableMayHoldOnlyWhatWasDifferent) {
    auto bench = loiret();
    // Today 200000001 is A, B, C and 200000002 is D. In 2019, C was in the other and E was here.
    std::erase_if(bench.input.sources,
                  [](const RawSource& source) { return source.path == "membres.csv"; });
    bench.add(Role::kMembers, "membres.csv",
              "annee;code_epci;code_commune\n"
              "2019;200000002;45003\n"
              "2019;200000001;45005\n");
    const auto dataset = read(bench,
                              "c1;CTAI;epci;200000001;ctai;signe;2019;;\n"
                              "c2;CTAI;epci;200000002;ctai;signe;2019;;\n");
    ASSERT_EQ(dataset->contracts.size(), 2U);
    EXPECT_THAT(codes_of(*dataset, dataset->contracts[0].perimeter_signed),
                ElementsAre("45001", "45002", "45005"));
    EXPECT_THAT(codes_of(*dataset, dataset->contracts[0].perimeter_today),
                ElementsAre("45001", "45002", "45003"));
    EXPECT_THAT(codes_of(*dataset, dataset->contracts[1].perimeter_signed),
                ElementsAre("45003", "45004"));
}

TEST(Contracts, AWorkspaceOfAnotherYearThanTheListHasTheEpcisOfItsOwnYear) {
    auto bench = loiret();
    std::erase_if(bench.input.sources,
                  [](const RawSource& source) { return source.path == "membres.csv"; });
    // The list is of 2024. In 2025, E joins 200000001 and C leaves it for 200000003.
    bench.add(Role::kMembers, "membres.csv",
              "annee;code_epci;code_commune\n"
              "2025;200000001;45005\n"
              "2025;200000003;45003\n");
    bench.input.workspace.vintage = Vintage{2025};
    const auto dataset = read(bench,
                              "c1;CTAI;epci;200000001;ctai;signe;2024;;\n"
                              "c2;CTAI;epci;200000003;ctai;signe;2025;;\n");
    ASSERT_EQ(dataset->contracts.size(), 2U);
    EXPECT_THAT(codes_of(*dataset, dataset->contracts[0].perimeter_signed),
                ElementsAre("45001", "45002", "45003"));
    EXPECT_THAT(codes_of(*dataset, dataset->contracts[0].perimeter_today),
                ElementsAre("45001", "45002", "45005"));
    EXPECT_THAT(codes_of(*dataset, dataset->contracts[1].perimeter_today), ElementsAre("45003"));
}

TEST(Contracts, AListedCommuneThatHasMergedIsHeldByTheNewOne) {
    const auto dataset = read(loiret(), "c1;CTAI;communes;45009 45005;ctai;signe;2021-10;;\n");
    ASSERT_EQ(dataset->contracts.size(), 1U);
    EXPECT_THAT(codes_of(*dataset, dataset->contracts[0].perimeter_signed),
                ElementsAre("45001", "45005"));
    EXPECT_EQ(dataset->contracts[0].perimeter_signed, dataset->contracts[0].perimeter_today);
    EXPECT_EQ(test::source_named(*dataset, "contrats.csv").rows_repaired, 1);
    EXPECT_EQ(dataset->contracts[0].signed_on->date, make_date(2021, 10, 31));
}

TEST(Contracts, E4ParisAndTheMetropoleDeLyonAreMarked) {
    const auto dataset = read(loiret(),
                              "p;Paris;commune;75056;ctai;signe;2020;;\n"
                              "l;Lyon;epci;200046977;ctai;signe;2020;;\n"
                              "v;Ville de Lyon;commune;69123;ctai;signe;2020;;\n");
    ASSERT_EQ(dataset->contracts.size(), 3U);
    EXPECT_TRUE(dataset->contracts[0].paris_or_lyon);
    EXPECT_TRUE(dataset->contracts[1].paris_or_lyon);
    EXPECT_FALSE(dataset->contracts[2].paris_or_lyon);
}

TEST(Contracts, E13SeveralSignatoriesCountAsTheLowestLevel) {
    const auto dataset = read(loiret(),
                              "a;A;commune + département;45001;ctai;signe;2020;;\n"
                              "b;B;Communauté de communes et région;200000001;ctai;signe;2020;;\n"
                              "c;C;Syndicat intercommunal;45002 45003;ctai;signe;2020;;\n");
    ASSERT_EQ(dataset->contracts.size(), 3U);
    EXPECT_EQ(dataset->contracts[0].level, ContractLevel::kCommune);
    EXPECT_EQ(dataset->contracts[1].level, ContractLevel::kEpci);
    EXPECT_EQ(dataset->contracts[2].level, ContractLevel::kCommunes);  // E14
}

TEST(Contracts, DepartmentsAndRegionsHoldAllTheirCommunes) {
    const auto dataset = read(loiret(),
                              "d;Loiret;departement;45;ctai;signe;2020;;\n"
                              "r;Centre;region;24;ctai;signe;2020;;\n");
    ASSERT_EQ(dataset->contracts.size(), 2U);
    EXPECT_EQ(dataset->contracts[0].perimeter_today.size(), 5U);
    EXPECT_EQ(dataset->contracts[1].perimeter_today.size(), 5U);
}

TEST(Contracts, RowsThatCannotBeUnderstoodAreSetAsideWithTheReason) {
    const auto dataset = read(loiret(),
                              "a;A;commune;45001;ctai;signe;2020-01-02;2019-01-01;\n"
                              "b;B;canton;45001;ctai;signe;2020;;\n"
                              "c;C;commune;45001;ctair;en vigueur;2020;;\n"
                              "d;D;commune;;ctai;signe;2020;;\n"
                              "e;E;epci;200000009;ctai;signe;2020;;\n"
                              "f;F;commune;45001;ctai;signe;2020;;\n"
                              "f;G;commune;45002;ctai;signe;2020;;\n"
                              "h;H;commune;45002;ctai;signe;le 31/02/2020;;\n");
    ASSERT_EQ(dataset->contracts.size(), 1U);
    EXPECT_EQ(dataset->contracts[0].name, "F");
    const auto& at = [&](std::uint32_t line) {
        return messages_of(*dataset, "contrats.csv", line);
    };
    EXPECT_THAT(at(2), Contains(MessageId::kDatesReversed));
    EXPECT_THAT(at(3), Contains(MessageId::kLevelUnknown));
    EXPECT_THAT(at(4), Contains(MessageId::kStatusUnknown));
    EXPECT_THAT(at(5), Contains(MessageId::kPerimeterEmpty));
    EXPECT_THAT(at(6), Contains(MessageId::kPerimeterUnknown));
    EXPECT_THAT(at(8), Contains(MessageId::kContractTwice));
    EXPECT_THAT(at(9), Contains(MessageId::kDateUnreadable));
    EXPECT_EQ(test::source_named(*dataset, "contrats.csv").rows_set_aside, 7);
}

TEST(Contracts, ASignedContractWithoutDateIsKeptAndSaid) {
    const auto dataset = read(loiret(), "a;A;commune;45001;ctai;signé;;;\n");
    ASSERT_EQ(dataset->contracts.size(), 1U);
    EXPECT_THAT(messages_of(*dataset, "contrats.csv", 2), Contains(MessageId::kSignedWithoutDate));
}

TEST(Contracts, E7AContratDeVilleCoversTheWholeEpciUnlessListedIsChosen) {
    auto bench = loiret();
    const std::string row = "v;Ville;communes;45001 45005;contrat_de_ville;signe;2024;;\n";
    const auto whole = read(bench, row);
    EXPECT_THAT(codes_of(*whole, whole->contracts.at(0).perimeter_today),
                ElementsAre("45001", "45002", "45003", "45005"));
    bench.input.workspace.choices.contrat_de_ville_perimeter =
        Choices::ContratDeVillePerimeter::kListed;
    const auto listed = read(bench, row);
    EXPECT_THAT(codes_of(*listed, listed->contracts.at(0).perimeter_today),
                ElementsAre("45001", "45005"));
}

/// Communes 01001 (A), 01002 (B), 01003 (C) drawn as squares of 1 km, in Lambert-93.
class Polygons : public testing::Test {
protected:
    Polygons() {
        auto drawn = test::ascii_territory(
            "AAB\n"
            "ACB",
            1000);
        drawn.polygons.crs.definition = geo::kLambert93;
        m_bench.add(Role::kTerritories, "territoires.csv",
                    "code_commune;nom;code_departement;code_epci;population\n"
                    "01001;A;01;200000001;10\n01002;B;01;200000001;10\n01003;C;01;;10\n",
                    2024);
        m_bench.add_layer(Role::kCommunes, "communes.gpkg",
                          test::polygon_layer(drawn.polygons, {"01001", "01002", "01003"}), 2024);
        geo::PolygonSet upper;  // The upper row: 2/3 of A, 1/2 of B, and the border of C.
        upper.crs.definition = geo::kLambert93;
        for (int column = 0; column < 3; ++column) {
            test::add_cell(upper, column, 1, 1000);
        }
        m_bench.add_layer(Role::kLayer, "zone nord.gpkg",
                          test::polygon_layer(upper, {"x", "y", "z"}));
    }
    Workbench m_bench;
};

TEST_F(Polygons, APolygonHoldsTheCommunesItCoversByHalf) {
    const auto dataset = read(m_bench, "p;P;communes;Zone Nord;ctai;signe;2020;;\n");
    ASSERT_EQ(dataset->contracts.size(), 1U);
    EXPECT_THAT(codes_of(*dataset, dataset->contracts[0].perimeter_today),
                ElementsAre("01001", "01002"));
    EXPECT_THAT(messages_of(*dataset, "contrats.csv", 2), Contains(MessageId::kPerimeterPolygon));
}

TEST_F(Polygons, TheShareIsAChoice) {
    m_bench.input.workspace.choices.polygon_share = {6, 10};
    const auto dataset = read(m_bench, "p;P;communes;zone_nord;ctai;signe;2020;;\n");
    EXPECT_THAT(codes_of(*dataset, dataset->contracts.at(0).perimeter_today), ElementsAre("01001"));
}

TEST_F(Polygons, GeometryIsNotTouchedUnlessAskedFor) {
    const auto dataset = read(m_bench, "p;P;commune;01001;ctai;signe;2020;;\n");
    EXPECT_EQ(dataset->outlines, nullptr);
    m_bench.input.outlines = true;
    const auto with = read(m_bench, "p;P;commune;01001;ctai;signe;2020;;\n");
    ASSERT_NE(with->outlines, nullptr);
    EXPECT_EQ(with->outlines->polygons.feature_count(), 3U);
}

TEST_F(Polygons, E7AContratDeVilleMayHoldTheCommunesWithAQpvOnly) {
    geo::PolygonSet quarter;
    quarter.crs.definition = geo::kLambert93;
    test::add_cell(quarter, 8, 1, 300);  // x 2400–2700, y 300–600: inside B.
    m_bench.add_layer(Role::kLayer, "QPV_2024.gpkg", test::polygon_layer(quarter, {"QN1"}));
    m_bench.input.workspace.choices.contrat_de_ville_perimeter =
        Choices::ContratDeVillePerimeter::kCommunesQpv;
    const auto dataset = read(m_bench, "v;V;epci;200000001;contrat_de_ville;signe;2024;;\n");
    EXPECT_THAT(codes_of(*dataset, dataset->contracts.at(0).perimeter_today), ElementsAre("01002"));
}

TEST(Targets, RatesAreFractionsOrPerCent) {
    auto bench = loiret();
    bench.add(Role::kTargets, "cibles.csv",
              "code_departement;annee;taux_cible\n"
              "45;2024;0,45\n45;2025;50 %\n45;2026;55\n75;2024;140\n75;2024;0.2\n75;2024;0.3\n");
    const auto dataset = bench.dataset();
    ASSERT_EQ(dataset->targets.size(), 4U);
    const auto percent = [](const Share& share) {
        return share.numerator * 100 / share.denominator;
    };
    EXPECT_EQ(percent(dataset->targets[0].rate), 45);
    EXPECT_EQ(percent(dataset->targets[1].rate), 50);
    EXPECT_EQ(percent(dataset->targets[2].rate), 55);
    EXPECT_THAT(messages_of(*dataset, "cibles.csv", 4), ElementsAre(MessageId::kRatePercent));
    EXPECT_THAT(messages_of(*dataset, "cibles.csv", 5), ElementsAre(MessageId::kRateUnreadable));
    EXPECT_THAT(messages_of(*dataset, "cibles.csv", 7), ElementsAre(MessageId::kTargetTwice));
}

Workbench with_register(const std::string& rows, const std::string& register_rows) {
    auto bench = loiret();
    bench.add(Role::kContracts, "contrats.csv", std::string(kHeader) + rows, 2024);
    bench.add(Role::kContracts, "registre.csv", std::string(kHeader) + register_rows, 2024)
        .overrides = true;
    return bench;
}

TEST(Contracts, TheRegisterStandsInThePlaceOfTheRowWithItsId) {
    const auto dataset = with_register(
                             "c1;Un;commune;45001;ctai;negociation;;;\n"
                             "c2;Deux;commune;45002;ctai;signe;2020-01-01;;\n",
                             "c3;Trois;commune;45003;ctai;envisage;;;\n"
                             "c1;Un, signé;commune;45001;ctai;signe;2024-05-02;;90 000\n")
                             .dataset();
    ASSERT_EQ(dataset->contracts.size(), 3U);
    EXPECT_EQ(dataset->contracts[0].name, "Un, signé");
    EXPECT_EQ(dataset->contracts[0].status, ContractStatus::kSigne);
    EXPECT_EQ(dataset->contracts[1].id, "c2");
    EXPECT_EQ(dataset->contracts[2].id, "c3");
    const auto& replaced = dataset->ledger.sources[dataset->contracts[1].origin.source];
    EXPECT_EQ(replaced.rows_set_aside, 1) << "the replaced row is listed, not lost";
}

TEST(Contracts, ARegisterRowThatCannotBeReadLeavesTheFilesRow) {
    const auto dataset = with_register("c1;Un;commune;45001;ctai;signe;2020-01-01;;\n",
                                       "c1;Un;commune;45001;ctai;signe;le 30 février;;\n")
                             .dataset();
    ASSERT_EQ(dataset->contracts.size(), 1U);
    EXPECT_EQ(iso_date(dataset->contracts[0].signed_on->date), "2020-01-01");
}

TEST(Contracts, TheSameIdTwiceInTheFilesIsStillSaid) {
    const auto dataset = with_register(
                             "c1;Un;commune;45001;ctai;signe;2020-01-01;;\n"
                             "c1;Encore;commune;45002;ctai;signe;2020-01-01;;\n",
                             "c1;Registre;commune;45003;ctai;signe;2021-01-01;;\n")
                             .dataset();
    ASSERT_EQ(dataset->contracts.size(), 1U);
    EXPECT_EQ(dataset->contracts[0].name, "Registre");
}

}  // namespace
}  // namespace maillage::reconcile
