// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Which published numbers reveal a hidden count.

#include "disclosure/attack.hpp"
#include "disclosure/rule.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace maillage::disclosure {

/// A smallest set, in the sense that without any one of them the others no longer do it, of
/// statements that confine \p target more tightly than \p protection (Junker 2004, QuickXplain).
/// \param used What the attacker has; positions of statements, ascending.
/// \param is_background By statement: general knowledge, taken for granted and not named.
/// \returns Positions ascending; empty when general knowledge alone does it.
/// \pre the statements of \p used confine the target
std::vector<std::uint32_t> revealing(const Attack& attack, const Form& target,
                                     const Protection& protection,
                                     std::span<const std::uint32_t> used,
                                     const std::vector<bool>& is_background);

}  // namespace maillage::disclosure
