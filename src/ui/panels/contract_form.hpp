// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// The form by which a contract of the register is changed or added: one field for each column,
/// what is wrong with it below, nothing done until it is saved.

#include "ui/panel.hpp"
#include "workspace/contract_register.hpp"

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace maillage::ui {

struct ContractFormState {
    bool open = false;
    std::string id;                    ///< Of the contract; empty: a new one.
    workspace::ContractFields before;  ///< As it is.
    workspace::ContractFields fields;  ///< As typed; every column has an entry.
    std::vector<workspace::FieldProblem> problems;
    std::set<std::string> typed;  ///< Columns that were written in.
    bool first_frame = false;     ///< The keyboard goes to the first field.
    bool has_keyboard = false;    ///< A field of it had the keyboard's focus in the last frame.
};

/// Opens it for a contract of the dataset: as the register has it, else as the user's files do.
void open_form(ContractFormState& state, const workspace::Snapshot& snapshot,
               const Contract& contract);
/// Opens it empty, for a new contract being considered.
void open_new_form(ContractFormState& state, const workspace::Snapshot& snapshot);

/// What a person typed, taken in: an identifier follows from the name until one is typed.
void set_field(ContractFormState& state, const workspace::Snapshot& snapshot,
               std::string_view column, std::string text);

/// The fields that differ from before and the identifier: what saving says.
workspace::ContractFields changed_fields(const ContractFormState& state);
/// Whether there is something to save and nothing is wrong.
bool can_save(const ContractFormState& state);

/// Fills the room left in the current window. It closes itself when saved or cancelled.
void draw_form(const PanelContext& context, ContractFormState& state, CommandSink& sink);

}  // namespace maillage::ui
