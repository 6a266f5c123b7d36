// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Partitions of the plane with crooked borders, whose truth is known cell by cell.

#include "geo/polygon_set.hpp"

#include <cstdint>
#include <vector>

namespace maillage::test {

/// No feature: the sea.
inline constexpr std::uint32_t kSea = 0xFFFF'FFFFU;

/// A grid of cells of 1000 × 1000, each with the feature it belongs to, row by row from the south.
struct CellMap {
    std::size_t columns = 0;
    std::size_t rows = 0;
    std::vector<std::uint32_t> feature;
    std::uint32_t feature_count = 0;
    std::uint32_t at(std::size_t column, std::size_t row) const {
        return feature[row * columns + column];
    }
};

/// Lumps of cells, with enclaves, islands, features in several parts that touch in a corner, and
/// sea. The same for the same seed.
CellMap random_cells(unsigned seed, std::size_t columns, std::size_t rows,
                     std::uint32_t feature_count);
/// Every cell a feature of its own.
CellMap single_cells(std::size_t columns, std::size_t rows);

/// Outlines of the features, each side of a cell cut into \p pieces and bent, the same on both
/// sides; borders never cross. Rings turn either way, as in files.
geo::PolygonSet outlines_of(const CellMap& cells, unsigned seed, int pieces);

}  // namespace maillage::test
