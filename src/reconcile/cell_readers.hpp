// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// One cell → one value, with the repair that was needed.

#include "base/message.hpp"
#include "model/codes.hpp"
#include "model/count.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace maillage::reconcile {

/// A value, with what was repaired to get it (nothing = read as written).
template <typename T>
struct Reading {
    T value;
    std::optional<Message> repair;
};

/// "45234"; repaired: lost zero ("1004"), "2a004", "1004.0", "45 234", quotes or ="01004", letter O
/// or I/l for a digit
/// ("45O24"), department and number apart ("45-234", "45 234"), 3-digit overseas forms ("971 05"
/// …). Arrondissements of Paris, Lyon, Marseille are left as they are (see
/// commune_of_arrondissement_municipal). \returns Nothing when no repair gives a well-formed code.
std::optional<Reading<CommuneCode>> read_commune_code(std::string_view text);
/// For files that hold the two apart, as INSEE's do: "45" and "234", "971" and "05" or "105".
std::optional<Reading<CommuneCode>> join_commune_code(std::string_view department,
                                                      std::string_view number);
/// "45"; repaired: "1" → "01", "045" → "45", "2a", "45.0", "Loiret (45)".
std::optional<Reading<DepartmentCode>> read_department_code(std::string_view text);
std::optional<Reading<RegionCode>> read_region_code(std::string_view text);
/// "244500468"; repaired: spaces ("244 500 468"), ".0", scientific notation that is exact.
std::optional<Reading<EpciCode>> read_epci_code(std::string_view text);

/// Words that mean "no commune": "99999", "non renseigné", "NR", "inconnu", "non localisé",
/// "étranger", "".
bool means_not_located(std::string_view text);

/// A count of signatories: whole number ≥ 0 ("1 234", "12,0"), or a masked token.
enum class CountProblem : std::uint8_t { kNotANumber, kNegative, kNotWhole, kTooLarge, kEmpty };
struct CountReading {
    std::optional<Count> count;  ///< Nothing: see problem.
    CountProblem problem = CountProblem::kEmpty;
    bool masked = false;
    std::optional<Message> repair;
};
/// Tokens: those of the source first, then "<5", "< 5", "<N" ([1, N-1]), "≤4", "1-4", "1 à 4", "s",
/// "nd", "n.d.", "c", "***" (default [1, 10]); compared trimmed and folded. A number above 10
/// million is kTooLarge.
CountReading read_count(std::string_view text, const std::map<std::string, Count>& masked);

/// "« 1 02 » signataires → ligne écartée : nombre illisible. Corriger la cellule C8."
/// \p cell is TypedTable::cell_name.
Message count_problem_message(CountProblem problem, std::string_view text, std::string cell);
/// The same for a code that no repair makes well formed.
Message unreadable_code_message(std::string_view text, std::string cell);

}  // namespace maillage::reconcile
