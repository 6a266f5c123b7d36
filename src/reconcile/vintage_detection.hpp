// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Which vintage of the COG the codes of a table are, when its file does not say.

#include "base/text.hpp"
#include "reconcile/vintage_map.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace maillage::reconcile {

struct VintageGuess {
    /// Nothing: no vintage knows enough of the codes (kEnoughKnown), and the table must be refused.
    std::optional<Vintage> vintage;
    std::size_t codes = 0;             ///< Looked at: of French departments.
    std::size_t known = 0;             ///< Of these, in the best vintage.
    Vintage best;                      ///< Even when refused, for the message.
    std::vector<CommuneCode> unknown;  ///< In the best vintage, at most ten.
};

/// A table is refused when fewer than 9 codes in 10 exist in any one vintage…
inline constexpr Share kEnoughKnown{9, 10};
/// …and it has at least this many: one wrong code among four is a typing error, not a vintage.
inline constexpr std::size_t kEnoughCodes = 10;

/// \returns The vintage that knows most of \p codes; among equals \p preferred (the year of the
/// counts), else the most recent. Arrondissements of Paris, Lyon and Marseille stand for their
/// commune.
VintageGuess detect_vintage(std::span<const CommuneCode> codes, const VintageMap& map,
                            std::optional<Vintage> preferred);

}  // namespace maillage::reconcile
