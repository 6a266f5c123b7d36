// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// What is known of a candidate beside its signatories: inhabitants, their trend, density.

#include "indicators/exact.hpp"
#include "planning/candidates.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

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

/// By candidate: which share of the people a contract would newly cover lives too far from the
/// nearest service. Nothing where nobody is known to live there.
///
/// The people are those of the candidate's communes in the scope that no contract covers yet: their
/// signatories at the least (a masked commune counts for its lowest value, which is there whatever
/// is masked; cells split over communes and published totals are left aside, for nobody knows which
/// commune they are of), else, where no signatory is guaranteed, their known inhabitants.
/// \param beyond By commune of the dataset: the nearest service is known to be further than the
/// threshold. Not knowing counts as within it. Empty: access was not computed, and so is the
/// result.
std::vector<std::optional<indicators::Rate>> shares_beyond(const Candidates& candidates,
                                                           const std::vector<bool>& beyond);

}  // namespace maillage::planning
