// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Row numbers that cannot be mixed up between two tables.

#include <compare>
#include <cstddef>
#include <cstdint>
#include <limits>

namespace maillage {

/// Row number in one table. The tag is the row type itself, so two tables cannot share one.
/// A default-made Index is "no row": a commune without EPCI, a row that could not be matched.
template <typename Row>
struct Index {
    std::uint32_t value = std::numeric_limits<std::uint32_t>::max();

    constexpr bool valid() const noexcept {
        return value != std::numeric_limits<std::uint32_t>::max();
    }
    friend constexpr auto operator<=>(const Index&, const Index&) = default;
};

/// \returns The Index of position \p i of a vector of rows.
template <typename Row>
constexpr Index<Row> index_of(std::size_t i) noexcept {
    return Index<Row>{static_cast<std::uint32_t>(i)};
}

}  // namespace maillage
