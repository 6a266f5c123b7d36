// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// The counts of one department in one year, as they may be published: internal to publishable().

#include "disclosure/earlier_numbers.hpp"
#include "disclosure/protected_units.hpp"
#include "disclosure/publishable.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace maillage::disclosure::detail {

struct ProtectedDepartment {
    std::vector<ProtectedCell> cells;
    std::optional<std::int64_t> total;  ///< The source's, where it may stay.
    Findings findings;
    std::vector<PublishedNumber> numbers;
};

Count sum_of(const std::vector<ProtectedCell>& cells);

/// What the rows of the department add up to at most.
std::int64_t highest(const CirYear& year, Index<Department> department);

/// What is in the department at least, by its rows and the source's total.
std::int64_t lowest(const CirYear& year, Index<Department> department);

/// Whether the source's \p total may stay beside \p cells, all that it counts: it narrows no
/// interval of them.
bool may_stay(std::int64_t total, const std::vector<ProtectedCell>& cells);

ProtectedDepartment protect_department(const Dataset& dataset, const CirYear& year,
                                       Index<Department> department, const Rule& rule,
                                       const EarlierNumbers& earlier);

}  // namespace maillage::disclosure::detail
