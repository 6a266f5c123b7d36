// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// The blocks of a contract's fiche about its funding: each rule with its arithmetic, and what the
/// contract costs. No imgui.

#include "ui/panels/sheet_model.hpp"
#include "workspace/contract_answers.hpp"

#include <cstddef>
#include <vector>

namespace maillage::ui {

/// Rules not met first, then not known, then met; none for a contract that no rule is about.
/// \p contract: row of the dataset the answers are of.
std::vector<SheetBlock> funding_blocks(const workspace::ContractAnswers& answers,
                                       std::size_t contract, Language language);

/// Euros rounded half up: "1 234 €".
std::string euros_text(indicators::Rate euros, Language language);

}  // namespace maillage::ui
