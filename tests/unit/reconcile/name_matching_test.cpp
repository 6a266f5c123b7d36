// SPDX-License-Identifier: Apache-2.0
#include "reconcile/name_matching.hpp"

#include "reconcile/key_guard.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace maillage::reconcile {
namespace {

CommuneCode commune(std::string_view code) { return CommuneCode::parse(code).value(); }
DepartmentCode department(std::string_view code) { return DepartmentCode::parse(code).value(); }

/// A few true communes; two are called Beaulieu-sur-Loire's way only once, Baule and Sainte-Colombe
/// several times in France.
NameIndex index() {
    const std::vector<CommuneCode> codes = {
        commune("45024"), commune("45234"), commune("44055"), commune("01001"), commune("75056"),
        commune("71076"), commune("89339"), commune("77404"), commune("36018"), commune("45155")};
    const std::vector<std::string> names = {"Baule",
                                            "Orléans",
                                            "La Baule-Escoublac",
                                            "L'Abergement-Clémenciat",
                                            "Paris",
                                            "Chalon-sur-Saône",
                                            "Sainte-Colombe",
                                            "Sainte-Colombe",
                                            "Le Blanc",
                                            "Gien"};
    return {codes, names};
}

std::string found(std::string_view name, std::optional<DepartmentCode> guard = std::nullopt) {
    const auto match = index().find(name, guard);
    std::string text = match.kind == NameMatch::Kind::kUnique      ? "unique"
                       : match.kind == NameMatch::Kind::kSeveral   ? "several"
                       : match.kind == NameMatch::Kind::kElsewhere ? "elsewhere"
                                                                   : "none";
    for (const auto code : match.codes) {
        text += " " + code.string();
    }
    return text;
}

TEST(Names, SpellingsOfOneNameAreTheSame) {
    EXPECT_EQ(commune_name_key("Baule (La)"), commune_name_key("LA BAULE"));
    EXPECT_EQ(commune_name_key("Abergement-Clémenciat (L')"),
              commune_name_key("L’ABERGEMENT CLEMENCIAT"));
    EXPECT_EQ(commune_name_key("St-Jean-d'Y"), commune_name_key("SAINT JEAN D’Y"));
    EXPECT_EQ(commune_name_key("Chalon s/Saône"), commune_name_key("CHALON SUR SAONE"));
    EXPECT_EQ(commune_name_key("Chalon/Saône"), commune_name_key("Chalon-sur-Saône"));
    EXPECT_EQ(commune_name_key("Chalon S/ Saone"), commune_name_key("Chalon-sur-Saône"));
    EXPECT_EQ(commune_name_key("ORLEANS CEDEX 2"), commune_name_key("Orléans"));
    EXPECT_EQ(commune_name_key("PARIS 12E ARRONDISSEMENT"), "paris");
    EXPECT_EQ(commune_name_key("Marseille 01"), "marseille");
    EXPECT_EQ(commune_name_key("Ville d’Orléans"), "orleans");
    EXPECT_EQ(commune_name_key("Ville du Mans"), commune_name_key("Le Mans"));
    EXPECT_NE(commune_name_key("Baule"), commune_name_key("La Baule"));
    EXPECT_EQ(commune_name_key("Ville-en-Sallaz"), "villeensallaz");
    EXPECT_EQ(commune_name_key(""), "");
}

TEST(Names, OneExactMatchIsTaken) {
    EXPECT_EQ(found("BAULE"), "unique 45024");
    EXPECT_EQ(found("Abergement-Clémenciat"), "unique 01001");  // the list has the article
    EXPECT_EQ(found("Blanc"), "unique 36018");
    EXPECT_EQ(found("Paris 12e"), "unique 75056");
}

TEST(Names, SeveralAreAskedAndTheDepartmentDecides) {
    EXPECT_EQ(found("Ste Colombe"), "several 77404 89339");
    EXPECT_EQ(found("Ste Colombe", department("89")), "unique 89339");
}

TEST(Names, TheDepartmentGuardsAgainstANamesakeElsewhere) {
    EXPECT_EQ(found("Orléans", department("89")), "elsewhere 45234");
}

TEST(Names, NearNamesAreProposedNeverTaken) {
    EXPECT_EQ(found("Orlean"), "none 45234");
    EXPECT_EQ(found("Giem"), "none 45155");
    EXPECT_EQ(found("Marly"), "none");
    EXPECT_EQ(found(""), "none");
}

TEST(Names, AgreeInAnySpelling) {
    const auto names = index();
    EXPECT_TRUE(names.agrees(commune("01001"), "ABERGEMENT CLEMENCIAT"));
    EXPECT_TRUE(names.agrees(commune("36018"), "Blanc (Le)"));
    EXPECT_FALSE(names.agrees(commune("45024"), "Orléans"));
    EXPECT_FALSE(names.agrees(commune("45999"), "Orléans"));
    EXPECT_EQ(names.name_of(commune("45024")), "Baule");
    EXPECT_EQ(names.name_of(commune("45999")), "");
}

std::string said(const CommuneReading& reading) {
    const auto text = reading.repair    ? render(*reading.repair, Language::kFrench)
                      : reading.problem ? render(*reading.problem, Language::kFrench)
                                        : std::string();
    return (reading.code ? reading.code->string() : "none") + "|" + text;
}

TEST(CommuneOfARow, TheCodeAsWrittenNeedsNoName) {
    EXPECT_EQ(said(read_commune({"45234", "Ailleurs", "", "A2"}, index())), "45234|");
}

TEST(CommuneOfARow, ARepairedCodeIsConfirmedByTheName) {
    EXPECT_EQ(said(read_commune({"45O24", "Baule", "", "A2"}, index())),
              "45024|«\u00A045O24\u00A0» (lettre O), Baule → lu 45024, d’après le nom.");
    EXPECT_EQ(said(read_commune({"1001", "Abergement-Clémenciat", "", "A2"}, index())),
              "01001|«\u00A01001\u00A0» (zéro perdu) → lu 01001.");
}

TEST(CommuneOfARow, ARepairedCodeThatTheNameContradictsIsSetAside) {
    EXPECT_EQ(said(read_commune({"45O24", "Orléans", "", "A2"}, index())),
              "none|«\u00A045O24\u00A0» → ligne écartée\u00A0: lu 45024 (Baule), mais le nom est "
              "Orléans. Corriger la cellule A2.");
}

TEST(CommuneOfARow, ARepairedCodeOfAnotherVintageIsKept) {
    // 45999 is not in the list, and no commune of the Loiret has this name.
    EXPECT_EQ(said(read_commune({"45 999", "Vieux-Bourg", "", "A2"}, index())),
              "45999|«\u00A045 999\u00A0» → lu 45999.");
}

TEST(CommuneOfARow, DepartmentAndNumberApartMakeTheCode) {
    EXPECT_EQ(said(read_commune({"234", "Orléans", "45", "A2"}, index())), "45234|");
}

TEST(CommuneOfARow, WithoutACodeTheNameIsAsked) {
    EXPECT_EQ(said(read_commune({"", "ORLEANS", "Loiret (45)", "A2"}, index())),
              "45234|code absent, ORLEANS → lu 45234, d’après le nom.");
    EXPECT_EQ(said(read_commune({"????", "Gien", "", "A2"}, index())),
              "45155|«\u00A0????\u00A0», Gien → lu 45155, d’après le nom.");
    EXPECT_EQ(said(read_commune({"", "Sainte-Colombe", "", "A2"}, index())),
              "none|2 communes s’appellent Sainte-Colombe\u00A0: 77404 Sainte-Colombe, 89339 "
              "Sainte-Colombe → ligne écartée. Préciser le code dans la cellule A2.");
    EXPECT_EQ(said(read_commune({"", "Orléans", "89", "A2"}, index())),
              "none|aucune commune Orléans dans le département 89, mais ailleurs\u00A0: 45234 "
              "Orléans → ligne écartée. Préciser le code dans la cellule A2.");
    EXPECT_EQ(said(read_commune({"", "Orlean", "", "A2"}, index())),
              "none|aucune commune ne s’appelle Orlean → ligne écartée. Noms proches\u00A0: 45234 "
              "Orléans. Préciser le code dans la cellule A2.");
    EXPECT_EQ(said(read_commune({"", "Marly", "", "A2"}, index())),
              "none|aucune commune ne s’appelle Marly → ligne écartée. Préciser le code dans la "
              "cellule A2.");
    EXPECT_EQ(said(read_commune({"45?", "", "", "A2"}, index())),
              "none|«\u00A045?\u00A0» → ligne écartée\u00A0: code illisible. Corriger la cellule "
              "A2.");
}

TEST(KeyGuard, TheSecondOfTwoEqualKeysIsToldTheLineOfTheFirst) {
    KeyGuard guard;
    EXPECT_EQ(guard.seen({"45234", "2023"}, 2), std::nullopt);
    EXPECT_EQ(guard.seen({"45234", "2022"}, 3), std::nullopt);
    EXPECT_EQ(guard.seen({"45234", "2023"}, 7), 2U);
    EXPECT_EQ(guard.seen({"45234", "2023"}, 9), 2U);
    EXPECT_EQ(guard.seen({"452342", "023"}, 10), std::nullopt);
}

}  // namespace
}  // namespace maillage::reconcile
