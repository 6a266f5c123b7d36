// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Exact fractions as the decimals that files hold.

#include "indicators/exact.hpp"
#include "io/write.hpp"

#include <optional>

namespace maillage::report {

/// num/den × factor rounded half up to \p places, as the nearest double: 0.45 is written 0.45.
io::Value decimal(indicators::Rate rate, int places, std::int64_t factor = 1);

/// A whole number where it is one, else decimal().
io::Value exact_decimal(indicators::Rate rate, int places);

/// A rate between 0 and 1 to 6 places; empty when it cannot be computed.
io::Value low_rate(const std::optional<indicators::RateBounds>& rate);
io::Value high_rate(const std::optional<indicators::RateBounds>& rate);

/// A difference of rates in points, to 4 places.
io::Value points(indicators::Rate difference);

}  // namespace maillage::report
