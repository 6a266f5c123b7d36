// SPDX-License-Identifier: Apache-2.0
#include "reconcile/typed_table.hpp"

#include "support/raw_table_from_text.hpp"
#include "support/table_schemas.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <memory>
#include <ostream>
#include <set>

namespace maillage::reconcile {
namespace {

using test::raw_layer_from_text;
using test::raw_table_from_text;
using test::schema_of;

/// A table opened as one role, with what the ledger says of it.
struct Opened {
    io::RawTable raw;
    std::optional<TypedTable> table;
    Ledger ledger;

    std::string_view text(std::size_t row, std::string_view field) const {
        return table->text(row, table->field(field));
    }
    std::vector<std::string_view> codes() const {
        std::vector<std::string_view> list;
        for (const auto& entry : ledger.entries) {
            list.push_back(message_code(entry.message.id));
        }
        return list;
    }
    std::string said(std::string_view code) const {
        for (const auto& entry : ledger.entries) {
            if (message_code(entry.message.id) == code) {
                return render(entry.message, Language::kFrench);
            }
        }
        return {};
    }
};

std::unique_ptr<Opened> open(io::RawTable raw, Role role, const io::SourceSpec& spec = {}) {
    auto opened = std::make_unique<Opened>();
    opened->raw = std::move(raw);
    LedgerBuilder ledger;
    const auto source = ledger.add_source({});
    opened->table = TypedTable::open(opened->raw, schema_of(role), spec, source, ledger);
    opened->ledger = std::move(ledger).finish();
    return opened;
}

std::unique_ptr<Opened> open_text(std::string_view text, Role role,
                                  const io::SourceSpec& spec = {}) {
    return open(raw_table_from_text(text), role, spec);
}

TEST(TypedTable, StandardNamesOnTheFirstRowNeedNoNote) {
    const auto opened = open_text("code_commune;signataires\n45234; 12 \n45155", Role::kCir);
    ASSERT_TRUE(opened->table);
    EXPECT_EQ(opened->table->row_count(), 2U);
    EXPECT_EQ(opened->text(0, "code_commune"), "45234");
    EXPECT_EQ(opened->text(0, "signataires"), "12");
    EXPECT_EQ(opened->text(1, "signataires"), "");
    EXPECT_EQ(opened->text(1, "femmes"), "");
    EXPECT_FALSE(opened->table->has(opened->table->field("femmes")));
    EXPECT_EQ(opened->table->origin(1), (Origin{0, 3}));
    EXPECT_EQ(opened->table->raw_row(1), 2U);
    EXPECT_EQ(opened->ledger.sources[0].header_line, 1U);
    EXPECT_TRUE(opened->ledger.entries.empty());
}

TEST(TypedTable, AliasesAreKnownWithoutCaseAccentsAndLineBreaks) {
    const auto opened = open_text("Code  Commune;CAFÉS;Année\n45234;12;2023", Role::kCir);
    EXPECT_FALSE(opened->table);  // "CAFÉS" is no alias
    const auto little =
        open_text("Code de la commune;Nb de CIR signés;Année\n45234;12;2023", Role::kCir);
    ASSERT_TRUE(little->table);  // little words and abbreviations do not matter
    EXPECT_EQ(little->text(0, "signataires"), "12");
    const auto good = open_text("Code Commune;NOMBRE DE CIR;Année\n45234;12;2023", Role::kCir);
    ASSERT_TRUE(good->table);
    EXPECT_EQ(good->text(0, "annee"), "2023");
    EXPECT_THAT(good->codes(), testing::ElementsAre("colonne_reconnue"));
    EXPECT_EQ(good->said("colonne_reconnue"),
              "colonne «\u00A0NOMBRE DE CIR\u00A0» lue comme signataires.");
}

TEST(TypedTable, TitleRowsAboveTheHeaderAreNoData) {
    const auto opened = open_text(
        "Signataires du CIR par commune, Loiret\nDT OFII d'Orléans ; année 2023\n\n"
        "code_commune;nom;signataires\n45234;Orléans;12\n",
        Role::kCir);
    ASSERT_TRUE(opened->table);
    EXPECT_EQ(opened->table->row_count(), 1U);
    EXPECT_EQ(opened->ledger.sources[0].header_line, 4U);
    EXPECT_EQ(opened->said("ligne_de_titres"),
              "titres des colonnes lus à la ligne 4\u00A0; les lignes au-dessus ne sont pas des "
              "données.");
    EXPECT_EQ(opened->table->cell_name(0, opened->table->field("signataires")), "C5");
}

TEST(TypedTable, ARowOfUnitsUnderTheTitlesIsNoData) {
    const auto opened =
        open_text("code_commune;signataires;femmes\n;(nombre);en %\n45234;12;40", Role::kCir);
    ASSERT_TRUE(opened->table);
    EXPECT_EQ(opened->table->row_count(), 1U);
    EXPECT_EQ(opened->text(0, "code_commune"), "45234");
    EXPECT_THAT(opened->codes(), testing::Contains("ligne_sous_titres"));
}

TEST(TypedTable, LabelsAndTechnicalNamesAreOneHeader) {
    // As in INSEE's density grid: titles, labels, names, data.
    const auto opened = open_text(
        "Grille de densité 2025\nFrance\nMise en ligne\n"
        "Code Commune;Libellé des communes;Degré de densité (3 postes);Degré de densité (7 "
        "postes)\n"
        "CODGEO;LIBGEO;DENS;DENS7\n01001;L'Abergement-Clémenciat;3;6",
        Role::kDensity);
    ASSERT_TRUE(opened->table);
    EXPECT_EQ(opened->table->row_count(), 1U);
    EXPECT_EQ(opened->text(0, "code_commune"), "01001");
    EXPECT_EQ(opened->text(0, "densite"), "6");
}

TEST(TypedTable, ADescriptionRowUnderTechnicalNamesIsNoData) {
    const auto opened = open_text(
        "code_commune;signataires\nCode officiel de la commune;Nombre de contrats signés\n"
        "45234;12",
        Role::kCir);
    ASSERT_TRUE(opened->table);
    EXPECT_EQ(opened->table->row_count(), 1U);
    EXPECT_EQ(opened->text(0, "signataires"), "12");
}

TEST(TypedTable, AFirstRowWithoutCommuneIsData) {
    const auto opened =
        open_text("code_commune;signataires\nNon renseigné;s\n45234;12", Role::kCir);
    ASSERT_TRUE(opened->table);
    EXPECT_EQ(opened->table->row_count(), 2U);
}

TEST(TypedTable, MergedTitlesOnTwoRowsAreJoined) {
    const auto opened = open_text(
        "Commune;;Signataires;;Population;\nCode;Nom;2022;2023;2022;2023\n"
        "45234;Orléans;11;12;116000;117000",
        Role::kCir);
    ASSERT_TRUE(opened->table);
    EXPECT_EQ(opened->text(0, "code_commune"), "45234");
    EXPECT_EQ(opened->text(0, "nom"), "Orléans");
    const auto& years = opened->table->year_columns();
    ASSERT_EQ(years.size(), 2U);
    EXPECT_EQ(years[0].year, 2022);
    EXPECT_EQ(opened->table->cell(0, years[0].column), "11");
    EXPECT_EQ(opened->table->cell(0, years[1].column), "12");
    EXPECT_EQ(opened->table->header(years[1].column), "Signataires 2023");
    EXPECT_EQ(opened->table->cell_name(0, years[1].column), "D3");
}

TEST(TypedTable, OneColumnForEachYearAndTheirTotalIsNotCountedTwice) {
    for (const auto* const titles :
         {"INSEE;2021;2022;2023;Total", "INSEE;CIR 2021;CIR 2022;CIR 2023;Ensemble",
          "INSEE;2021.0;2022.0;2023.0;Total"}) {
        const auto opened = open_text(std::string(titles) + "\n45234;10;11;12;33", Role::kCir);
        ASSERT_TRUE(opened->table) << titles;
        ASSERT_EQ(opened->table->year_columns().size(), 3U) << titles;
        EXPECT_EQ(opened->table->year_columns()[2].year, 2023);
        EXPECT_FALSE(opened->table->has(opened->table->field("signataires"))) << titles;
        EXPECT_THAT(opened->codes(), testing::Contains("colonne_total"));
        EXPECT_THAT(opened->codes(), testing::Contains("colonnes_par_annee"));
    }
}

TEST(TypedTable, ATrueCountColumnBeatsColumnsByYear) {
    const auto opened = open_text("insee;signataires;CIR 2022\n45234;12;11", Role::kCir);
    ASSERT_TRUE(opened->table);
    EXPECT_TRUE(opened->table->year_columns().empty());
    EXPECT_EQ(opened->text(0, "signataires"), "12");
    EXPECT_EQ(opened->said("colonnes_non_lues"), "1 colonne non lue\u00A0: CIR 2022.");
}

TEST(TypedTable, TheCommuneNumberMayStandBesideItsDepartment) {
    // INSEE's legal populations: "Code commune" is the number within the department.
    const auto opened = open_text(
        "Code région;Code département;Code commune;Nom de la commune;Population municipale\n"
        "24;45;234;Orléans;116269\n24;45;155;Gien;13600",
        Role::kTerritories);
    ASSERT_TRUE(opened->table);
    EXPECT_EQ(opened->text(0, "code_departement"), "45");
    EXPECT_EQ(opened->text(0, "code_commune"), "234");
    EXPECT_EQ(opened->text(0, "population"), "116269");
}

TEST(TypedTable, ADataRowThatHoldsAYearIsNoHeader) {
    const auto opened = open_text("code_commune;annee;signataires\n45234;2023;2021\n", Role::kCir);
    ASSERT_TRUE(opened->table);
    EXPECT_EQ(opened->table->row_count(), 1U);
    EXPECT_TRUE(opened->table->year_columns().empty());
}

TEST(TypedTable, TargetsMayHaveOneColumnForEachYear) {
    const auto opened =
        open_text("Département;Cible 2024;Cible 2025\n45;45 %;50 %", Role::kTargets);
    ASSERT_TRUE(opened->table);
    EXPECT_EQ(opened->text(0, "code_departement"), "45");
    ASSERT_EQ(opened->table->year_columns().size(), 2U);
    EXPECT_EQ(opened->table->year_columns()[1].year, 2025);
}

TEST(TypedTable, ColumnsGivenInTheWorkspaceComeFirst) {
    io::SourceSpec spec;
    spec.columns = {{"code_commune", "Lieu"}, {"signataires", "nb signés"}};
    const auto opened =
        open_text("code_commune;Lieu;signataires;Nb Signés\nx;45234;99;12", Role::kCir, spec);
    ASSERT_TRUE(opened->table);
    EXPECT_EQ(opened->text(0, "code_commune"), "45234");
    EXPECT_EQ(opened->text(0, "signataires"), "12");
}

TEST(TypedTable, AColumnGivenInTheWorkspaceThatIsNotThereIsAnError) {
    io::SourceSpec spec;
    spec.columns = {{"signataires", "Nb signés"}};
    const auto opened = open_text("code_commune;signataires\n45234;12", Role::kCir, spec);
    ASSERT_TRUE(opened->table);
    EXPECT_THAT(opened->codes(), testing::ElementsAre("colonne_declaree_absente"));
    EXPECT_EQ(opened->ledger.entries[0].severity, Severity::kError);
}

TEST(TypedTable, TheContentDecidesWhatCommuneHeads) {
    const auto codes = open_text("Commune;CIR\n45234;12\n1004;3", Role::kCir);
    ASSERT_TRUE(codes->table);
    EXPECT_EQ(codes->text(0, "code_commune"), "45234");
    const auto names = open_text("Commune;CIR\nOrléans;12\nGien;3", Role::kCir);
    ASSERT_TRUE(names->table);
    EXPECT_FALSE(names->table->has(names->table->field("code_commune")));
    EXPECT_EQ(names->text(1, "nom"), "Gien");
}

TEST(TypedTable, TheSirenOfACommuneIsNoEpci) {
    // As in Banatic's table of SIREN and INSEE codes.
    const auto opened = open_text(
        "dep_com;siren;insee;nom_com;pmun_2024\n01;210100012;01001;L'Abergement-Clémenciat;832",
        Role::kTerritories);
    ASSERT_TRUE(opened->table);
    EXPECT_FALSE(opened->table->has(opened->table->field("code_epci")));
    EXPECT_EQ(opened->text(0, "population"), "832");
    EXPECT_THAT(opened->codes(), testing::Contains("colonne_contenu"));
}

TEST(TypedTable, TwoColumnsForOneFieldAreSaidAndTheFirstIsTaken) {
    const auto opened = open_text("code_commune;signataires;signataires\n45234;12;13", Role::kCir);
    ASSERT_TRUE(opened->table);
    EXPECT_EQ(opened->text(0, "signataires"), "12");
    ASSERT_THAT(opened->codes(), testing::Contains("colonne_en_double"));
    EXPECT_EQ(opened->ledger.entries.back().severity, Severity::kWarning);
}

TEST(TypedTable, TheDepartmentOfTheCommuneBeatsThatOfTheSeat) {
    // DGCL: "dept" is where the EPCI has its seat, "dep_com" where the commune is.
    const auto opened = open_text(
        "dept;siren;raison_sociale;dep_com;insee;nom_membre\n"
        "01;200029999;CC Rives de l'Ain;39;39009;Andelot",
        Role::kTerritories);
    ASSERT_TRUE(opened->table);
    EXPECT_EQ(opened->text(0, "code_departement"), "39");
    EXPECT_EQ(opened->text(0, "code_epci"), "200029999");
    EXPECT_EQ(opened->text(0, "nom_epci"), "CC Rives de l'Ain");
}

TEST(TypedTable, AMissingColumnIsNamedWithWhatWasFoundAndTheNearest) {
    const auto opened =
        open_text("code_commune;signatairs;remarque\n45234;12;x\n45155;3;\n", Role::kCir);
    EXPECT_FALSE(opened->table);
    EXPECT_EQ(
        opened->said("colonne_absente_proche"),
        "colonne signataires introuvable. Colonnes trouvées\u00A0: code_commune, signatairs, "
        "remarque. La plus proche est «\u00A0signatairs\u00A0»\u00A0: si c’est elle, la désigner "
        "dans l’écran Données, ou écrire signataires = \"signatairs\" sous [source.columns] dans "
        "maillage.toml.");
    EXPECT_EQ(opened->ledger.sources[0].rows_read, 2);
    EXPECT_EQ(opened->ledger.sources[0].rows_set_aside, 2);
}

TEST(TypedTable, OneOfSeveralColumnsIsAskedFor) {
    const auto opened = open_text("signataires;annee\n12;2023", Role::kCirTotals);
    EXPECT_FALSE(opened->table);
    EXPECT_THAT(opened->said("colonne_absente"),
                testing::StartsWith("colonne code_departement / code_region introuvable."));
}

TEST(TypedTable, NoKnownTitleAndNoRowAreErrors) {
    const auto unknown = open_text("a;b\n1;2\n3;4", Role::kCir);
    EXPECT_FALSE(unknown->table);
    EXPECT_THAT(unknown->codes(), testing::ElementsAre("titres_introuvables"));
    EXPECT_EQ(unknown->ledger.sources[0].rows_set_aside, 3);
    const auto empty = open(io::RawTable{}, Role::kCir);
    EXPECT_FALSE(empty->table);
    EXPECT_THAT(empty->codes(), testing::ElementsAre("tableau_vide"));
}

TEST(TypedTable, FieldNamesOfALayerAreItsHeader) {
    const auto opened = open(raw_layer_from_text("ID;INSEE_COM;NOM;POPULATION\nA;45234;Orléans;9"),
                             Role::kCommunes);
    ASSERT_TRUE(opened->table);
    EXPECT_EQ(opened->table->row_count(), 1U);
    EXPECT_EQ(opened->table->raw_row(0), 0U);
    EXPECT_EQ(opened->ledger.sources[0].header_line, 0U);
    EXPECT_EQ(opened->text(0, "code_commune"), "45234");
    EXPECT_EQ(opened->table->cell_name(0, opened->table->field("code_commune")), "INSEE_COM:1");
}

TEST(TypedTable, TitlesCutToTenLettersByAShapefileAreKnown) {
    const auto opened =
        open(raw_layer_from_text("code_commu;signataire;code_depar\n45234;12;45"), Role::kCir);
    ASSERT_TRUE(opened->table);
    EXPECT_EQ(opened->text(0, "code_commune"), "45234");
    EXPECT_EQ(opened->text(0, "signataires"), "12");
    EXPECT_EQ(opened->text(0, "code_departement"), "45");
    // A CSV cuts nothing.
    EXPECT_FALSE(open_text("code_commu;signataire\n45234;12", Role::kCir)->table);
}

TEST(TypedTable, BlankRowsTotalsAndNotesAreTold) {
    const auto opened = open_text(
        "code_commune;nom;signataires\n45234;Total;1\n;;\nTotal;;13\n;Ensemble du département;13\n"
        "Source : OFII\n;Champ-le-Duc;4\nTOTAL GÉNÉRAL\n\n;;5\nNote de lecture : x\n45155;;2",
        Role::kCir);
    ASSERT_TRUE(opened->table);
    std::string states;
    for (std::size_t row = 0; row < opened->table->row_count(); ++row) {
        states += opened->table->is_blank(row)           ? 'b'
                  : opened->table->is_total_or_note(row) ? 't'
                                                         : 'd';
    }
    EXPECT_EQ(states, "dbtttdtbdtd");
}

// ---- titles of the files that French administrations publish

struct Published {
    std::string_view name;
    std::string_view text;  ///< Titles and one row.
    Role role;
    bool points = false;
    bool polygons = false;
};
std::ostream& operator<<(std::ostream& out, const Published& file) { return out << file.name; }

class PublishedFiles : public testing::TestWithParam<Published> {};
TEST_P(PublishedFiles, AreRecognised) {
    const auto& file = GetParam();
    const auto raw = file.polygons || file.points ? raw_layer_from_text(file.text)
                                                  : raw_table_from_text(file.text);
    EXPECT_EQ(guess_role(raw, file.points, file.polygons, test::all_schemas()), file.role);
}
INSTANTIATE_TEST_SUITE_P(
    Real, PublishedFiles,
    testing::Values(
        Published{"dgcl_epcicom_2026",
                  "dept;siren;raison_sociale;nature_juridique;mode_financ;nb_membres;total_pop_tot;"
                  "total_pop_mun;dep_com;insee;siren_membre;nom_membre;ptot_2026;pmun_2026\n"
                  "01;200029999;CC Rives de l'Ain;CC;FPU;14;15282;15017;01;01056;210100566;"
                  "Boyeux-Saint-Jérôme;375;367",
                  Role::kTerritories},
        Published{"banatic_2024",
                  "Reg_com;dep_com;siren;insee;nom_com;ptot_2024;pmun_2024;pcap_2024\n"
                  "84;01;210100012;01001;L'Abergement-Clémenciat;848;832;16",
                  Role::kTerritories},
        Published{"insee_density",
                  "Grille de densité 2025\nCode Commune;Libellé des communes;Degré de densité (3 "
                  "postes);Degré de densité (7 postes)\nCODGEO;LIBGEO;DENS;DENS7\n01001;A;3;6",
                  Role::kDensity},
        Published{"insee_moves",
                  "MOD;DATE_EFF;TYPECOM_AV;COM_AV;TNCC_AV;NCC_AV;TYPECOM_AP;COM_AP;TNCC_AP\n"
                  "34;2026-01-01;COMA;01324;0;RIGNAT;COM;01245;0",
                  Role::kMoves},
        Published{"insee_communes",
                  "TYPECOM;COM;REG;DEP;CTCD;ARR;TNCC;NCC;NCCENR;LIBELLE;CAN;COMPARENT\n"
                  "COM;01001;84;01;01D;012;5;ABERGEMENT;Abergement;L'Abergement;0108;",
                  Role::kTerritories},
        Published{"insee_populations",
                  "REG;Région;DEP;CODARR;CODCAN;CODCOM;COM;Commune;PMUN;PCAP;PTOT\n"
                  "84;Auvergne-Rhône-Alpes;01;2;08;001;01001;L'Abergement-Clémenciat;860;16;876",
                  Role::kTerritories},
        Published{"insee_departments",
                  "DEP;REG;CHEFLIEU;TNCC;NCC;NCCENR;LIBELLE\n01;84;01053;5;AIN;Ain;Ain",
                  Role::kNames},
        Published{"insee_departments_shapefile", "CODE;LIBELLE;REG\n01;Ain;84", Role::kNames, false,
                  true},
        Published{
            "ign_communes",
            "ID;INSEE_COM;INSEE_ARR;INSEE_COL;INSEE_DEP;INSEE_REG;POPULATION;SURFACE_HA;NOM;"
            "SIREN_EPCI;CODE_SIREN\nX;38001;2;1;38;84;3700;900;Les Abrets;200068542;213800014",
            Role::kCommunes, false, true},
        Published{"communes_geojson", "code;nom\n45185;Lombreuil", Role::kCommunes, false, true},
        Published{"martinique_polygons",
                  "INSEE_COM;STATUS;LIBGEO;POP;MED\n97201;Simple;L'Ajoupa-Bouillon;1900;13000",
                  Role::kCommunes, false, true},
        Published{"epci_outlines", "siren_epci;lib_epci;departements\n200029999;CC Rives;01",
                  Role::kNames, false, true},
        Published{"ofii_by_department",
                  "code_departement;annee;region_ofii;signataires;hommes;femmes\n"
                  "01;2020;Auvergne-Rhône-Alpes;494;239;255",
                  Role::kCirTotals},
        Published{"cir_by_commune", "Code INSEE;Commune;Dép.;Nb CIR\n45234;Orléans;45;120",
                  Role::kCir},
        Published{"cir_by_year", "CODGEO;LIBGEO;DEP;CIR 2022;CIR 2023\n45234;Orléans;45;110;120",
                  Role::kCir},
        Published{"populations_by_year", "CODGEO;2022;2023\n45234;116000;117000", Role::kUnknown},
        Published{"france_services",
                  "id_fs;insee_dep;lib_fs;insee_com;lib_com;latitude;longitude;type_fs\n"
                  "1;01;France services;01033;Valserhône;46.1;5.8;Principal",
                  Role::kServices},
        Published{"services", "id;type;nom;lon;lat\n1;langue;Greta;1.9;47.9", Role::kServices},
        Published{"zrr", "code_insee;statut_zrr\n01001;NC", Role::kUnknown},
        Published{"zonages", "DEPCOM;ARR;LIB_ARR;CV;LIB_CV\n01001;012;Bourg;0108;Châtillon",
                  Role::kUnknown},
        Published{"anct", "insee_com;lib_com;id_pvd;id_ti\n01001;L'Abergement-Clémenciat;;",
                  Role::kUnknown},
        Published{"bal",
                  "cle_interop;commune_insee;voie_nom;numero;commune_nom;long;lat\n"
                  "31591_x;31591;Rue;9;Escoulis;1.0;43.1",
                  Role::kUnknown},
        Published{"mobility", "i;j;fij;sj\n97214;97203;167;Simple", Role::kUnknown}),
    [](const auto& one) { return std::string(one.param.name); });

TEST(BuiltInFiles, AreRecognised) {
    const auto guess = [](std::string_view text) {
        return guess_role(raw_table_from_text(text, ','), false, false, test::all_schemas());
    };
    EXPECT_EQ(guess("code_commune,nom,code_departement,code_region,code_epci,code_arrondissement,"
                    "population,population_2019\n01001,A,01,84,200069193,012,859,776"),
              Role::kTerritories);
    EXPECT_EQ(guess("code_epci,nom_epci,nature\n200000172,CC Faucigny,CC"), Role::kNames);
    EXPECT_EQ(guess("code_ept,nom_ept,code_commune\n200057867,Plaine Commune,93001"), Role::kNames);
    EXPECT_EQ(guess("code_region,nom,chef_lieu\n01,Guadeloupe,97105"), Role::kNames);
    EXPECT_EQ(guess("ancien_code,nouveau_code,annee,part\n01039,01138,2023,"), Role::kMoves);
    EXPECT_EQ(guess("code_commune,signataires,annee\n01001,<5,2023"), Role::kCir);
    EXPECT_EQ(guess("code_departement,annee,signataires\n01,2023,956"), Role::kCirTotals);
    EXPECT_EQ(guess("id,nom,niveau,perimetre,type,statut,date_signature\n"
                    "a,CTAI Millau,commune,12145,ctai,signe,"),
              Role::kContracts);
    EXPECT_EQ(guess("code_departement,annee,taux_cible\n45,2024,0.45"), Role::kTargets);
}

// ---- the schemas themselves

TEST(Schemas, NoTitleIsTwoFieldsUnlessTheContentDecides) {
    // Titles that may head codes or names; content_fits tells which.
    const std::set<std::string> by_content = {
        "code",       "commune",        "communes", "département",
        "région",     "arrondissement", "EPCI",     "commune de résidence",
        "territoire", "dep_com",        "DEPCOM"};
    for (const auto& schema : test::all_schemas()) {
        std::map<std::string, std::string> owner;
        for (const auto& field : schema.fields) {
            auto titles = field.aliases;
            titles.push_back(field.name);
            for (const auto& title : titles) {
                const auto [at, added] = owner.try_emplace(
                    title.find('{') == std::string::npos ? fold_key(title) : title, field.name);
                EXPECT_TRUE(added || at->second == field.name || by_content.contains(title))
                    << schema.title << ": " << title << " is " << at->second << " and "
                    << field.name;
            }
        }
    }
}

TEST(Schemas, OneOfNamesFieldsThatExist) {
    EXPECT_EQ(test::all_schemas().size(), 11U);
    for (const auto& schema : test::all_schemas()) {
        for (const auto& group : schema.one_of) {
            for (const auto& name : group) {
                EXPECT_TRUE(std::any_of(schema.fields.begin(), schema.fields.end(),
                                        [&](const auto& field) { return field.name == name; }))
                    << name;
            }
        }
        for (const auto& field : schema.fields) {
            EXPECT_FALSE(field.description.empty()) << field.name;
        }
    }
}

}  // namespace
}  // namespace maillage::reconcile
