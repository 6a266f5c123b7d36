// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// The counts of one department in one year, as they may be published: internal to publishable().

#include "disclosure/earlier_numbers.hpp"
#include "disclosure/publishable.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace maillage::disclosure::detail {

/// Communes with one count: as in a CirCell.
struct ProtectedCell {
    std::vector<Index<Commune>> communes;  ///< Empty: not located.
    Count count;
};

struct ProtectedDepartment {
    std::vector<ProtectedCell> cells;
    std::optional<std::int64_t> total;  ///< The source's, where it may stay.
    bool is_exact = true;               ///< No interval is among the cells.
    Findings findings;
    std::vector<PublishedNumber> numbers;
};

ProtectedDepartment protect_department(const Dataset& dataset, const CirYear& year,
                                       Index<Department> department, const Rule& rule,
                                       const EarlierNumbers& earlier);

}  // namespace maillage::disclosure::detail
