// SPDX-License-Identifier: Apache-2.0
#include "ui/panels/contract_form.hpp"

#include "harness.hpp"
#include "ui/panels/contracts_panel.hpp"
#include "ui/panels/sheet_panel.hpp"

#include <gtest/gtest.h>

namespace maillage::ui {
namespace {

namespace command = workspace::command;
using test::PanelHarness;
using test::ScreenHarness;
using test::SmallScreen;
using workspace::ContractFields;
using workspace::ThingRef;

const Contract& contract_of(const SmallScreen& screen, const std::string& id) {
    const auto& contracts = screen.results().dataset->contracts;
    return *std::find_if(contracts.begin(), contracts.end(),
                         [&](const Contract& one) { return one.id == id; });
}

SmallScreen with_row(const ContractFields& row) {
    SmallScreen screen;
    auto document = std::make_shared<workspace::Document>();
    document->contracts.rows = {row};
    screen.snapshot.document = document;
    return screen;
}

SmallScreen at_contract(const std::string& id, SmallScreen screen = SmallScreen()) {
    auto view = screen.view;
    view.sheet = {ThingRef::Kind::kContract, id};
    view.tab = workspace::Tab::kSheet;
    screen.set_view(view);
    return screen;
}

/// The fiche of a contract with its form opened.
struct OpenedForm {
    explicit OpenedForm(SmallScreen given) : screen(std::move(given)), harness(screen) {
        harness.draw_with([this](const PanelContext& context, CommandSink& sink) {
            draw_sheet(context, state, sink);
        });
        harness.click("Modifier###sheet/edit");
    }
    SmallScreen screen;
    SheetPanelState state;
    PanelHarness harness;
};

TEST(ContractForm, StartsFromTheFilesOrFromTheRegistersRow) {
    const SmallScreen screen;
    ContractFormState state;
    open_form(state, screen.snapshot, contract_of(screen, "n1"));
    EXPECT_EQ(state.fields.at("statut"), "negociation");
    EXPECT_EQ(state.fields.at("perimetre"), test::kEpciB) << "an EPCI is told by its code";
    EXPECT_EQ(state.fields.at("commentaire"), "") << "every column has a field";
    EXPECT_FALSE(can_save(state)) << "nothing is changed";

    const auto changed = with_row({{"id", "n1"}, {"statut", "contact"}});
    open_form(state, changed.snapshot, contract_of(changed, "n1"));
    EXPECT_EQ(state.fields.at("statut"), "contact");
}

TEST(ContractForm, SavingSaysTheFieldsThatChangedAndTheEmptiedOnes) {
    const SmallScreen screen;
    ContractFormState state;
    open_form(state, screen.snapshot, contract_of(screen, "c1"));
    set_field(state, screen.snapshot, "montant_etat", " 48 600 ");
    set_field(state, screen.snapshot, "date_signature", "");
    ASSERT_TRUE(can_save(state));
    EXPECT_EQ(changed_fields(state),
              (ContractFields{{"id", "c1"}, {"montant_etat", "48 600"}, {"date_signature", ""}}));
    set_field(state, screen.snapshot, "date_fin", "31/02/2025");
    EXPECT_FALSE(can_save(state));
    set_field(state, screen.snapshot, "date_fin", "28/02/2025");
    EXPECT_TRUE(can_save(state));
}

TEST(ContractForm, AStageIsChosenFromItsListAndSaved) {
    OpenedForm form(at_contract("n1"));
    form.harness.click("form/statut");
    form.harness.click("signé###form/statut/3");
    form.harness.click("Enregistrer###form/save");
    const auto* set = form.harness.last<command::SetContracts>();
    ASSERT_NE(set, nullptr);
    ASSERT_EQ(set->rows.size(), 1U);
    EXPECT_EQ(set->rows.front(), (ContractFields{{"id", "n1"}, {"statut", "signe"}}));
    EXPECT_FALSE(form.state.form.open);
    EXPECT_TRUE(form.harness.shows("sheet/edit")) << "the fiche is back";
}

TEST(ContractForm, WhatIsWrongStandsBelowItsFieldAndIsNotSaved) {
    OpenedForm form(at_contract("n1"));
    form.harness.click("form/date_signature");
    form.harness.type("31/02/2025");
    EXPECT_TRUE(form.harness.shows("form/problem/date_signature"));
    form.harness.key(ImGuiKey_Enter);
    form.harness.click("form/save");
    EXPECT_EQ(form.harness.last<command::SetContracts>(), nullptr);
    EXPECT_TRUE(form.state.form.open);
}

TEST(ContractForm, EnterInAFieldSaves) {
    OpenedForm form(at_contract("n1"));
    form.harness.click("form/signataire");
    form.harness.type("Gien");
    form.harness.key(ImGuiKey_Enter);
    const auto* set = form.harness.last<command::SetContracts>();
    ASSERT_NE(set, nullptr);
    EXPECT_EQ(set->rows.front().at("signataire"), "Gien");
}

TEST(ContractForm, TabGoesThroughTextsAndLists) {
    OpenedForm form(at_contract("n1"));
    // It begins in the name; the level is a list, opened by Space.
    form.harness.key(ImGuiKey_Tab);
    EXPECT_TRUE(form.state.form.has_keyboard);
    EXPECT_FALSE(form.harness.shows("form/niveau/0")) << "coming by is not opening";
    form.harness.key(ImGuiKey_Space);
    EXPECT_TRUE(form.harness.shows("form/niveau/0"));
    form.harness.key(ImGuiKey_Escape);
    EXPECT_FALSE(form.harness.shows("form/niveau/0"));
    form.harness.key(ImGuiKey_Tab);
    form.harness.type("45003");
    EXPECT_EQ(form.state.form.fields.at("perimetre"), "45003");
    EXPECT_EQ(form.state.form.fields.at("nom"), form.state.form.before.at("nom"));
    for (int i = 0; i < 3; ++i) {  // Kind, status, then the date.
        form.harness.key(ImGuiKey_Tab);
        EXPECT_TRUE(form.state.form.has_keyboard) << i;
    }
    form.harness.type("2025");
    EXPECT_EQ(form.state.form.fields.at("date_signature"), "2025");
}

TEST(ContractForm, CancelLeavesEverythingAsItWas) {
    OpenedForm form(at_contract("n1"));
    form.harness.click("form/signataire");
    form.harness.type("Gien");
    form.harness.click("form/cancel");
    EXPECT_TRUE(form.harness.commands.empty());
    EXPECT_FALSE(form.state.form.open);
}

TEST(ContractForm, OnlyARowOfTheRegisterCanBeRestored) {
    {
        OpenedForm plain(at_contract("c1"));
        EXPECT_FALSE(plain.harness.shows("form/restore"));
    }
    OpenedForm changed(at_contract("c1", with_row({{"id", "c1"}, {"statut", "refuse"}})));
    changed.harness.click("form/restore");
    const auto* drop = changed.harness.last<command::DropContract>();
    ASSERT_NE(drop, nullptr);
    EXPECT_EQ(drop->id, "c1");
}

TEST(ContractForm, ANewContractGetsAnIdentifierFromItsName) {
    SmallScreen screen;
    ContractFormState state;
    open_new_form(state, screen.snapshot);
    EXPECT_FALSE(can_save(state));
    set_field(state, screen.snapshot, "nom", "CC des Loges");
    EXPECT_EQ(state.fields.at("id"), "cc-des-loges");
    set_field(state, screen.snapshot, "niveau", "epci");
    set_field(state, screen.snapshot, "perimetre", test::kEpciA);
    ASSERT_TRUE(can_save(state)) << state.problems.front().column;
    EXPECT_EQ(changed_fields(state), (ContractFields{{"id", "cc-des-loges"},
                                                     {"nom", "CC des Loges"},
                                                     {"niveau", "epci"},
                                                     {"perimetre", test::kEpciA},
                                                     {"type", "ctai"},
                                                     {"statut", "envisage"}}));
    set_field(state, screen.snapshot, "nom", "c1");
    EXPECT_EQ(state.fields.at("id"), "c1-2") << "c1 is taken";
    set_field(state, screen.snapshot, "id", "c1");
    EXPECT_FALSE(can_save(state)) << "two contracts of one identifier";
    set_field(state, screen.snapshot, "nom", "Autre");
    EXPECT_EQ(state.fields.at("id"), "c1") << "what a person typed stays";
}

TEST(ContractForm, TheListOpensAnEmptyOne) {
    SmallScreen screen;
    ContractsPanelState state;
    PanelHarness harness(screen);
    harness.draw_with([&](const PanelContext& context, CommandSink& sink) {
        draw_contracts(context, state, sink);
    });
    harness.click("Nouveau contrat###contracts/new");
    ASSERT_TRUE(state.form.open);
    harness.type("CC des Loges");
    EXPECT_EQ(state.form.fields.at("nom"), "CC des Loges") << "the keyboard is in its name";
    harness.click("form/cancel");
    EXPECT_TRUE(harness.shows("contracts/row/c1"));
}

TEST(ContractForm, EscapeLeavesTheFieldThenTheForm) {
    ScreenHarness screen{at_contract("n1").snapshot};
    screen.click("sheet/edit");
    ASSERT_TRUE(screen.shows("form/save"));
    screen.click("form/signataire");
    screen.type("Gien");
    screen.key(ImGuiKey_Escape);
    screen.shortcut("move/back");
    EXPECT_FALSE(screen.shows("form/save"));
    EXPECT_TRUE(screen.shows("sheet/edit"));
    EXPECT_TRUE(screen.commands.empty()) << "neither saved nor gone back further";
}

TEST(ContractForm, TabStaysInTheFormOnTheScreen) {
    ScreenHarness screen{at_contract("n1").snapshot};
    screen.click("sheet/edit");
    screen.frames(3);
    // Level, perimeter, kind, status, date of signature.
    for (int i = 0; i < 5; ++i) {
        screen.key(ImGuiKey_Tab);
    }
    screen.type("2025-06-30");
    screen.key(ImGuiKey_Enter);
    const auto* set = screen.last<command::SetContracts>();
    ASSERT_NE(set, nullptr);
    EXPECT_EQ(set->rows.front().at("date_signature"), "2025-06-30");
}

}  // namespace
}  // namespace maillage::ui
