// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// The words of the panel "Prochains contrats". No imgui.

#include "workspace/next_contracts.hpp"
#include "workspace/view_state.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace maillage::ui {

/// One candidate of the list.
struct NextRow {
    std::uint32_t candidate = 0;
    std::string place;  ///< "3", or "2–5" where masked counts leave it open.
    std::string name;
    std::string detail;  ///< "EPCI · 45 % d’habitants en rural · −0,6 % d’habitants".
    std::string gain;    ///< "+27", "+27 – 31".
    std::string points;  ///< "+2,6 pt".
    std::string amount;  ///< "150 000 €"; empty where the rules name no limit.
    bool refused = false;
    std::optional<workspace::ThingRef> thing;  ///< Its fiche; an EPT has none.
};

enum class NextShown : std::uint8_t { kEpcis, kCommunes };

/// The first \p most candidates of EPCI and EPT, or of communes.
std::vector<NextRow> next_rows(const workspace::NextContracts& next, NextShown shown,
                               std::size_t most, Language language);

/// What the plan finds, in sentences: the finding leads.
struct PlanWords {
    std::string title;
    std::string finding;
    std::string detail;
};
PlanWords plan_words(const workspace::NextContracts& next, Language language);

/// A point of the frontier: "3 contrats : 78,4 % au moins" and who signs.
PlanWords frontier_words(const workspace::NextContracts& next, std::size_t point,
                         Language language);

/// Names joined: "A, B et C"; more than four: "A, B, C et 2 autres".
std::string joined_names(const std::vector<std::string>& names, Language language);

}  // namespace maillage::ui
