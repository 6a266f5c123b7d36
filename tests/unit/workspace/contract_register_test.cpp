// SPDX-License-Identifier: Apache-2.0
#include "workspace/contract_register.hpp"

#include "base/planning_messages.hpp"
#include "unit/indicators/small_france.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace maillage::workspace {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

ContractFields good() {
    return {{"id", "c1"},
            {"nom", "CTAI de l’EPCI A"},
            {"niveau", "epci"},
            {"perimetre", indicators::kA},
            {"type", "ctai"},
            {"statut", "negociation"},
            {"date_signature", "31/12/2024"},
            {"montant_etat", "48 600 €"},
            {"part_coordonnateur", "20 %"}};
}

std::vector<std::string> wrong_columns(const ContractFields& fields) {
    const auto dataset = indicators::small_territories().build();
    std::vector<std::string> columns;
    for (const auto& problem : check_fields(fields, dataset->territories)) {
        columns.push_back(problem.column);
    }
    return columns;
}

ContractFields with(const std::string& column, const std::string& text) {
    auto fields = good();
    fields[column] = text;
    return fields;
}

TEST(ContractRegister, ComesBackFromItsFileAsItWas) {
    ContractRegister contracts;
    contracts.rows = {
        good(),
        {{"id", "c2"}, {"commentaire", "=SOMME(A1)"}, {"nom", "virgule, \"guillemet\"\net ligne"}}};
    const auto text = to_csv(contracts);
    EXPECT_EQ(text.find(",=SOMME"), std::string::npos) << "never a formula for a spreadsheet";
    const auto back = parse_register(text);
    ASSERT_TRUE(back.has_value());
    EXPECT_EQ(*back, contracts);
}

TEST(ContractRegister, NothingOfAFileThatWouldBeLostIsAccepted) {
    EXPECT_TRUE(parse_register("")->rows.empty());
    for (const auto* text :
         {"id,nom,couleur\nc1,Un,bleu\n", "id,nom\n,Un\n", "id,nom\nc1,Un\nc1,Deux\n"}) {
        const auto read = parse_register(text);
        ASSERT_FALSE(read.has_value()) << text;
        EXPECT_EQ(read.error().message.id, planning::kRegisterDamaged);
    }
}

TEST(ContractRegister, AFormIsCheckedFieldByField) {
    EXPECT_THAT(wrong_columns(good()), IsEmpty());
    EXPECT_THAT(wrong_columns({{"id", "c1"}}),
                ElementsAre("nom", "niveau", "perimetre", "type", "statut"));
    EXPECT_THAT(wrong_columns(with("niveau", "canton")), ElementsAre("niveau"));
    EXPECT_THAT(wrong_columns(with("statut", "en cours")), ElementsAre("statut"));
    EXPECT_THAT(wrong_columns(with("date_signature", "30/02/2024")), ElementsAre("date_signature"));
    EXPECT_THAT(wrong_columns(with("date_fin", "2024-12-30")), ElementsAre("date_fin"));
    EXPECT_THAT(wrong_columns(with("montant_etat", "beaucoup")), ElementsAre("montant_etat"));
    EXPECT_THAT(wrong_columns(with("montant_collectivite", "-1")),
                ElementsAre("montant_collectivite"));
    EXPECT_THAT(wrong_columns(with("probabilite", "120 %")), ElementsAre("probabilite"));
    EXPECT_THAT(wrong_columns(with("part_coordonnateur", "20")), ElementsAre("part_coordonnateur"));
    EXPECT_THAT(wrong_columns(with("bilan", "oui")), ElementsAre("bilan"));
    EXPECT_THAT(wrong_columns(with("perimetre", "45001 45999")), ElementsAre("perimetre"));
    EXPECT_THAT(wrong_columns(with("perimetre", "200099999")), ElementsAre("perimetre"));
}

TEST(ContractRegister, AnEpciIsKeptByItsCodeAndAGroupByItsCommunes) {
    auto builder = indicators::small_territories();
    builder
        .contract({.id = "e",
                   .communes = {"45003", "18001"},
                   .level = ContractLevel::kEpci,
                   .ends_on = "2025-06-30"})
        .contract({.id = "g", .communes = {"45001", "45003"}, .level = ContractLevel::kCommunes});
    const auto dataset = builder.build();
    const auto epci = fields_of(dataset->contracts[0], dataset->territories);
    EXPECT_EQ(epci.at("perimetre"), indicators::kB);
    EXPECT_EQ(epci.at("date_signature"), "2020-01-01");
    EXPECT_EQ(epci.at("date_fin"), "2025-06-30");
    const auto group = fields_of(dataset->contracts[1], dataset->territories);
    EXPECT_EQ(group.at("perimetre"), "45001 45003");
    EXPECT_THAT(wrong_columns(group), IsEmpty());
}

TEST(ContractRegister, ADateKnownToTheMonthOrTheYearStaysSo) {
    auto builder = indicators::small_territories();
    builder.contract(
        {.id = "c", .communes = {"45001"}, .signed_on = "2021-10-31", .ends_on = "2025-12-31"});
    auto contract = builder.build()->contracts.front();
    const auto dataset = indicators::small_territories().build();
    contract.signed_on->precision = DatePrecision::kMonth;
    contract.ends_on->precision = DatePrecision::kYear;
    const auto fields = fields_of(contract, dataset->territories);
    EXPECT_EQ(fields.at("date_signature"), "2021-10");
    EXPECT_EQ(fields.at("date_fin"), "2025");
    EXPECT_EQ(parse_date(fields.at("date_fin"))->precision, DatePrecision::kYear);
}

TEST(ContractRegister, IdsComeFromNamesAndAreFree) {
    auto builder = indicators::small_territories();
    builder.contract({.id = "cc-giennoises", .communes = {"45001"}});
    const auto dataset = builder.build();
    ContractRegister contracts;
    contracts.rows = {{{"id", "cc-giennoises-2"}}};
    EXPECT_EQ(free_contract_id("CC giennoises", contracts, *dataset), "cc-giennoises-3");
    EXPECT_EQ(free_contract_id("CC giennoises", contracts, *dataset, {{{"id", "cc-giennoises-3"}}}),
              "cc-giennoises-4");
    EXPECT_EQ(free_contract_id("Étampes", {}, *dataset), "etampes");
    EXPECT_EQ(free_contract_id(" ", {}, *dataset), "");
    EXPECT_TRUE(is_contract_id("cc-giennoises-2", contracts, *dataset));
    EXPECT_FALSE(is_contract_id("autre", contracts, *dataset));
}

}  // namespace
}  // namespace maillage::workspace
