// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// The cheapest choice that holds a member of every set.

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace maillage::disclosure {

struct HittingSet {
    std::vector<std::uint32_t> chosen;  ///< Ascending.
    std::int64_t cost = 0;
    std::int64_t bound = 0;  ///< No choice is cheaper.
    bool is_proven() const noexcept { return cost == bound; }
};

/// Minimum-cost hitting set by branch and bound, part by part: dominated members are left out, the
/// bound shares out the members' costs among the sets. The same for the same sets in any order.
/// \param sets Members of each set, ascending; none empty.
/// \param cost By member; at least 1.
/// \param nodes Steps for each part before the best choice so far is taken.
HittingSet cheapest_hitting_set(std::span<const std::vector<std::uint32_t>> sets,
                                std::span<const std::int64_t> cost, std::size_t nodes);

}  // namespace maillage::disclosure
