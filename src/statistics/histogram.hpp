// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// How many values fall in each of a row of equal intervals.

#include <cstdint>
#include <span>
#include <vector>

namespace maillage::statistics {

struct Histogram {
    double low = 0.0;
    double high = 0.0;
    std::vector<std::int64_t> counts;  ///< Bin i holds low + i·width ≤ value; the last its end too.
};

/// Values outside [low, high] are left out. \pre low < high, bins ≥ 1
Histogram histogram(std::span<const double> values, double low, double high, int bins);

/// Number of bins after Freedman and Diaconis (1981), between 5 and \p most.
/// \p ascending must be sorted.
int bin_count(std::span<const double> ascending, int most);

}  // namespace maillage::statistics
