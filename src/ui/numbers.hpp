// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Numbers as the screen shows them.

#include "base/language.hpp"
#include "indicators/coverage.hpp"

#include <optional>
#include <string>

namespace maillage::ui {

/// "67,0 %" / "67.0%"; the space does not break.
std::string percent_text(indicators::Rate rate, Language language, int decimals = 1);
/// "67,0 %" when both ends read the same, else "66,2 – 67,5 %"; "—" when it cannot be computed.
std::string percent_text(const std::optional<indicators::RateBounds>& rate, Language language);
/// The middle of the interval, for the one large figure.
std::string middle_text(const indicators::RateBounds& rate, Language language);
/// A change in hundredths with its sign and no unit: "+2,6", "−0,4"; "0,0" when it rounds to that.
std::string signed_text(indicators::Rate change, Language language);
/// Whether the two ends read differently.
bool is_interval(const indicators::RateBounds& rate);
/// A sum over \p years as its mean: "12 345", "82 – 97".
std::string count_text(Count sum, std::int64_t years, Language language);
double share(indicators::Rate rate);

}  // namespace maillage::ui
