// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Arcs joined end to end into few long lines.

#include "geo/mosaic.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace maillage::report {

/// Each of \p arcs once, in chains whose arcs meet end to end: as few chains as a pen that is
/// lifted needs. The same for the same input.
std::vector<std::vector<geo::ArcRef>> chain_arcs(const geo::Mosaic& mosaic,
                                                 std::span<const std::uint32_t> arcs);

}  // namespace maillage::report
