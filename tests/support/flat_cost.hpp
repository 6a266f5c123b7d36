// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// What contracts cost by a flat sum for each signatory.

#include "planning/candidates.hpp"

#include <algorithm>
#include <cstdint>
#include <vector>

namespace maillage::test {

/// 800 € for each signatory there may be, up to the 150 000 € of the rules but in towns of more
/// than 100 000 inhabitants and 500 signatories.
inline std::vector<std::int64_t> flat_costs(const planning::Candidates& all) {
    constexpr std::int64_t kEuros = 800;
    constexpr std::int64_t kLimit = 150'000;
    const auto& population = all.state.dataset().territories.communes.population;
    std::vector<std::int64_t> cost;
    for (std::size_t v = 0; v < all.size(); ++v) {
        std::int64_t inhabitants = 0;
        for (const auto commune : all.communes_of(v)) {
            inhabitants += population[commune.value].value_or(0);
        }
        const auto flat = kEuros * all.gain[v].high;
        const bool above = inhabitants > 100'000 && all.gain[v].low >= 500;
        cost.push_back(above ? flat : std::min(flat, kLimit));
    }
    return cost;
}

}  // namespace maillage::test
