// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Inside geo only: whether a ring plainly does not touch itself, without GEOS.

#include "geo/polygon_set.hpp"

#include <span>

namespace maillage::geo {

/// Whether \p ring (its first point is its last) certainly is simple: no two of its segments have a
/// point in common but neighbours, and these only their common end. A few times faster than GEOS,
/// which is to be asked where the answer is no: a ring may touch itself by less than rounding can
/// tell, or be very long.
bool surely_simple(std::span<const Point> ring);

}  // namespace maillage::geo
