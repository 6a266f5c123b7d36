// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// What to look at among the contracts: what is late or near, and communes under several of them
/// (rules.md § 9, E1, E29). No imgui.

#include "carto/map_request.hpp"
#include "ui/panels/contract_rows.hpp"
#include "workspace/contract_answers.hpp"

#include <optional>
#include <string>
#include <vector>

namespace maillage::ui {

struct DueRow {
    std::string name;  ///< Of the contract; "Calendrier de l’année" for what is due from everybody.
    std::string what;  ///< "30 juin 2024 · fin du contrat".
    std::string when;  ///< "en retard de 12 jours", "dans 5 jours".
    bool late = false;
    std::optional<workspace::ThingRef> thing;
};

/// What is late or near of the contracts in \p rows, and the calendar's dates; by date.
std::vector<DueRow> due_rows(const workspace::ContractAnswers& answers, const ContractRows& rows,
                             Language language);

/// A commune that several contracts of the register hold. Contracts that ended, were refused or
/// given up, hold nothing any more.
struct OverlapRow {
    Index<Commune> commune;
    std::vector<Index<Contract>> contracts;
    std::size_t counted = 0;  ///< Of them, at the date.
};

/// Within the focus, in the order of the communes. Nothing until the index of contracts is made.
std::vector<OverlapRow> overlap_rows(const workspace::Results& results, const carto::Focus& focus);

/// "CTAI A (compté), contrat B (hors de l’indicateur)".
std::string overlap_names(const workspace::Results& results, const OverlapRow& row,
                          Language language);
/// Whether it matters: "2 contrats comptés : la commune est couverte une seule fois."
std::string overlap_sentence(const workspace::Results& results, const OverlapRow& row,
                             Language language);

}  // namespace maillage::ui
