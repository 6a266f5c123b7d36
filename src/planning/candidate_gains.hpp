// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// The signatories of candidates, cell by cell: what every other number here is made of.

#include "base/index.hpp"
#include "indicators/coverage_state.hpp"
#include "indicators/year_counts.hpp"
#include "planning/candidates.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

namespace maillage::planning {

/// Slot of each department in the scope, by row; Candidates::kNone outside.
std::vector<std::uint32_t> slots_of(const Candidates& all);

/// One split cell seen from one department of the scope.
struct SplitView {
    std::uint32_t slot = 0;
    std::size_t year = 0;                ///< Position in state.years().
    Count count;                         ///< low = 0 where the cell has communes in another zone.
    std::vector<Index<Commune>> inside;  ///< Its communes in this department.
    bool has_outside = false;
};
std::vector<SplitView> split_views(const Candidates& all);

/// Calls visit(v, within) for each candidate that holds one of \p communes, `within` when it holds
/// them all.
void visit_holders(const Candidates& all, const std::vector<Index<Commune>>& communes,
                   const std::function<void(std::size_t, bool)>& visit);

/// Sum of all that is in a department: located cells, split cells and, unless they are ignored
/// (choices.unlocated), those not located.
indicators::PartSum all_of(const Candidates& all, const std::vector<SplitView>& split,
                           std::uint32_t slot, std::size_t year);

/// Makes parts and gains of all nodes; those without communes in the scope get no part.
void fill_gains(Candidates& all);

}  // namespace maillage::planning
