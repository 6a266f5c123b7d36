// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// How far whole numbers can go within a small system of sums.
///
/// Each end is a linear program, then a search that splits on a fraction (Land and Doig 1960).
/// A value counts as attained only when a point of whole numbers that has it was checked against
/// every bound in 64-bit integers: what is said to be protected is proven by that point.

#include "disclosure/statement.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace maillage::disclosure {

/// Whole numbers x (columns) with bounds, and sums of them (rows) with bounds.
struct IntegerSystem {
    using Row = std::vector<std::pair<std::uint32_t, std::int64_t>>;  ///< Column, factor.
    std::size_t columns = 0;
    std::vector<Row> rows;
    std::vector<std::int64_t> low;   ///< Columns, then rows; -kUnbounded = none.
    std::vector<std::int64_t> high;  ///< kUnbounded = none.
};

/// The values that an attacker cannot rule out. low and high are attained by some table that says
/// all that is published; no table goes beyond outer_low and outer_high. They differ only where
/// the search was stopped: then the cell may be safer than low and high say, never less safe.
struct Reach {
    std::int64_t low = 0;
    std::int64_t high = 0;
    std::int64_t outer_low = 0;
    std::int64_t outer_high = 0;
    bool attained = false;  ///< A table was found at all; low and high mean nothing before.
    bool is_exact() const noexcept { return attained && low == outer_low && high == outer_high; }
    friend bool operator==(const Reach&, const Reach&) = default;
};

/// Reach of \p variables (columns, or columns + row). Always the same for the same arguments.
/// \param nodes Linear programs solved for one end before the search stops.
/// \returns Empty when no point keeps all bounds: the statements contradict each other.
std::vector<Reach> integer_reach(const IntegerSystem& system,
                                 std::span<const std::uint32_t> variables, std::size_t nodes);

}  // namespace maillage::disclosure
