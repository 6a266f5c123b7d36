// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// The words of the panel "Prochains contrats". No imgui.

#include "workspace/next_contracts.hpp"
#include "workspace/view_state.hpp"

#include <array>
#include <cstddef>
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
    /// Under weights: "0,812", and each criterion's part of the most a score can be.
    std::string score;
    std::array<double, planning::kCriteria> parts{};
    std::optional<workspace::ThingRef> thing;  ///< Its fiche; an EPT has none.
};

enum class NextShown : std::uint8_t { kEpcis, kCommunes };

/// The first \p most candidates of EPCI and EPT, or of communes, by guaranteed gain or by score.
std::vector<NextRow> next_rows(const workspace::NextContracts& next, NextShown shown,
                               std::size_t most, Language language,
                               const std::optional<planning::Weights>& weights = std::nullopt);

/// A criterion's name for people.
MessageId criterion_word(planning::Criterion criterion);
/// A weight or a score: "0,8", "1,25".
std::string weight_text(indicators::Rate weight, Language language);
/// At which weights a row changes places with its neighbour (the one before it; for the first, the
/// one after it): "Passerait devant Gien avec : ruralité au-delà de 1,4." Empty for a row alone.
std::string swap_words(const workspace::NextContracts& next, const std::vector<NextRow>& rows,
                       std::size_t row, const planning::Weights& weights, Language language);

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
