// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// The territories that could sign the next contract, as a table.

#include "base/language.hpp"
#include "io/write.hpp"
#include "planning/candidate_funding.hpp"
#include "planning/candidates.hpp"
#include "planning/ranking.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace maillage::report {

/// Candidates with all that is said of them; vectors by position in `candidates`.
struct CandidateListing {
    planning::Candidates candidates;
    std::vector<planning::RankInterval> ranks;  ///< By gain.
    std::vector<planning::CandidateFunding> funding;
    std::optional<planning::Weights> weights;  ///< Where criteria were weighted:
    std::vector<planning::ScoreParts> parts;
    /// Where access weighs, see planning::shares_beyond; else empty.
    std::vector<std::optional<indicators::Rate>> beyond;
    std::vector<std::uint32_t> place;  ///< By score where there are weights, else by gain.
    std::vector<std::uint32_t> order;  ///< Candidates as they are listed.
};

/// `maillage candidates`: niveau, code, nom, departement, gain_min, gain_max, gain_points,
/// population, densite, evolution_population, montant_max, eligible, motifs, rang; with weights
/// also score, part_gain, part_rural, part_declin, part_cout, part_acces,
/// bascule_gain.
///
/// One row for each department that a candidate brings signatories to: gain and points are that
/// department's, all other columns the whole candidate's. gain_points is the cautious end (lowest).
/// rang = 1 + the number of candidates with a larger guaranteed gain in all that was asked about
/// (or with a larger score). bascule_gain: weight of the gain at which the candidate and the next
/// of the list change places.
io::OutputTable candidates_table(const CandidateListing& listing, Language language);

/// The same for people: places as intervals ("3 (2–5)": whatever the masked counts are), and where
/// access weighs who lives too far.
io::OutputTable candidates_for_people(const CandidateListing& listing, Language language);

}  // namespace maillage::report
