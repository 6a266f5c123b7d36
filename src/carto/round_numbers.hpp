// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Numbers that a legend or a scale bar can say: 1, 2 or 5 × 10ⁿ.

namespace maillage::carto {

/// The greatest such number that does not exceed \p value, which is positive.
double round_down(double value);
/// The least that \p value does not exceed.
double round_up(double value);

}  // namespace maillage::carto
