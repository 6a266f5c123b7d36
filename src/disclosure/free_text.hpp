// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Counts that people wrote into names and remarks.

#include <string>
#include <string_view>

namespace maillage::disclosure {

/// \p text with "…" for each number, in digits or a French word up to twelve, that stands before
/// signatories ("3 signataires", "deux nouveaux primo-arrivants") or behind them and a colon ("CIR
/// 2024 : 3"). Whatever the number: a large one may be hidden too. Other numbers stay, sums of
/// euros too.
std::string without_counts(std::string_view text);

}  // namespace maillage::disclosure
