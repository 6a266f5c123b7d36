// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// What French grammar and the administration say about each department: its article, its seat.

#include "model/codes.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace maillage::carto {

/// "du Loiret", "de l’Ain", "des Landes", "d’Eure-et-Loir", "de La Réunion". An unknown code gets
/// "de".
std::string of_department(DepartmentCode code, std::string_view name);

/// The commune of the prefecture; nothing for an unknown code.
std::optional<CommuneCode> seat_of(DepartmentCode code);

/// Paris and the three departments around it, too small to be seen on a map of France.
bool is_inner_ring(DepartmentCode code);

/// With the apostrophe of print: "Val-d’Oise".
std::string typographic(std::string_view name);

}  // namespace maillage::carto
