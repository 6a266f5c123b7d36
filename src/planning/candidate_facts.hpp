// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// What is known of a candidate beside its signatories: inhabitants, their trend, density.

#include "indicators/exact.hpp"
#include "planning/candidates.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>

namespace maillage::planning {

struct CandidateFacts {
    std::optional<std::int64_t> population;  ///< Nothing where one commune's is not known.
    /// (population − earlier) / earlier, of the years the list of communes is of.
    std::optional<indicators::Rate> evolution;
    std::uint8_t density = 0;  ///< INSEE's level 1–7 of a commune; 0 = not known, or a group.
    /// Inhabitants of communes of level 5–7 over all; nothing where a level or a population is not
    /// known.
    std::optional<indicators::Rate> rural_share;
    std::size_t communes = 0;
    std::size_t covered_communes = 0;  ///< Already under another contract.
};

/// INSEE's rural levels of the density grid in seven: 5, 6 and 7.
inline constexpr std::uint8_t kFirstRuralLevel = 5;

CandidateFacts facts_of(const Candidates& candidates, std::size_t v);

}  // namespace maillage::planning
