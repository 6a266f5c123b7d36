// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Which candidate comes first: robustly, under masked counts, and by weighted criteria.

#include "base/result.hpp"
#include "indicators/exact.hpp"
#include "planning/candidates.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace maillage::planning {

/// Places of a candidate by its gain, over all values that the published figures allow.
struct RankInterval {
    std::uint32_t best = 1;   ///< No value gives a better place.
    std::uint32_t worst = 1;  ///< No value gives a worse one.
    /// 1 + the number of candidates with a larger guaranteed gain; equals share a place.
    std::uint32_t guaranteed = 1;
};

/// By position in \p candidates. A candidate is never behind one that lies in it. The bounds hold
/// whatever the masked counts are; they are attained where candidates do not lie in each other and
/// no published total binds their counts together.
std::vector<RankInterval> robust_ranks(const Candidates& candidates);

/// Whether it is among the first \p k for every value inside the masked intervals.
constexpr bool certainly_among_first(const RankInterval& rank, std::uint32_t k) noexcept {
    return rank.worst <= k;
}

enum class Criterion : std::uint8_t { kGain, kRural, kDecline, kCost };
inline constexpr std::size_t kCriteria = 4;

/// A criterion's value between 0 and 1,000,000 (millionths, rounded half up), more = earlier:
///   gain     guaranteed gain over the largest guaranteed gain
///   rural    rural_share of the inhabitants (0 where not known)
///   decline  loss of inhabitants over the largest relative loss (0 where it grows or is not known)
///   cost     1 − cost over the largest cost
using ScoreParts = std::array<std::int64_t, kCriteria>;
inline constexpr std::int64_t kScoreUnit = 1'000'000;

/// \p cost in cents, by candidate; empty = nothing is known of costs and the part is 0.
std::vector<ScoreParts> score_parts(const Candidates& candidates,
                                    std::span<const std::int64_t> cost);

/// Weights in millionths, ≥ 0: 0.5 is 500,000.
using Weights = std::array<std::int64_t, kCriteria>;

/// "gain=1,rural=0.5": weights from 0 to 1,000 with up to six decimals; what is not named weighs
/// nothing. \returns kParse, naming the part that is not understood.
Result<Weights> parse_weights(std::string_view text);
/// The reverse: "gain=1,rural=0.5"; "gain=0" where nothing weighs.
std::string weights_text(const Weights& weights);

/// Σ weight × part, in millionths of millionths. Exact. \pre weights ≤ 1,000 (10⁹ millionths)
std::int64_t score(const ScoreParts& parts, const Weights& weights);

/// Candidates by score or, without weights, by guaranteed gain, the first first. Equals: the larger
/// gain, then the larger one possible, EPCI before EPT before communes, code. \param parts By
/// candidate; not read without weights.
std::vector<std::uint32_t> in_order(const Candidates& candidates, std::span<const ScoreParts> parts,
                                    const std::optional<Weights>& weights);
/// The same of some candidates, and only the first \p most of them: for a list that follows a
/// slider.
std::vector<std::uint32_t> first_in_order(const Candidates& candidates,
                                          std::span<const ScoreParts> parts,
                                          const std::optional<Weights>& weights,
                                          std::vector<std::uint32_t> some, std::size_t most);

/// The weight of \p criterion, the others unchanged, at which \p a and \p b have the same score and
/// past which they change places. \returns Nothing where no weight > 0 does that.
std::optional<indicators::Rate> swap_weight(const ScoreParts& a, const ScoreParts& b,
                                            const Weights& weights, Criterion criterion);

}  // namespace maillage::planning
