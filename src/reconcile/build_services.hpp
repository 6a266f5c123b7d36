// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Tables of role services, and the seats of prefectures → Dataset::services.

#include "model/service.hpp"
#include "reconcile/build_context.hpp"

#include <span>
#include <vector>

namespace maillage::reconcile {

/// Types of the built-in seats.
inline constexpr const char* kPrefectureType = "prefecture";
inline constexpr const char* kSubPrefectureType = "sous_prefecture";

/// Every row of \p tables is counted: its required cells filled, its numbers within the schema's
/// bounds, a place given by columns, by the points of its layer or by the code of its commune. A
/// file without a column `type` is of one nature: that of a published list it is known to be, else
/// its name. Rows that repeat an id within kSamePlaceKm (a station has a row for each line) are one
/// service; further away they are set aside. After them stand the seats of departments, then those
/// of other arrondissements, at their communes. Needs no outlines.
/// \param names Tables of role names: departments and arrondissements have their `chef_lieu`.
std::vector<Service> build_services(std::span<const TableInput> tables,
                                    std::span<const TableInput> names, const BuildContext& context);

/// The records of one station stand up to 5.8 km apart in SNCF Réseau's list.
inline constexpr double kSamePlaceKm = 10.0;

}  // namespace maillage::reconcile
