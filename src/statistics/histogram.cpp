// SPDX-License-Identifier: Apache-2.0
#include "statistics/histogram.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace maillage::statistics {

Histogram histogram(std::span<const double> values, double low, double high, int bins) {
    assert(low < high && bins >= 1);
    Histogram result{low, high, std::vector<std::int64_t>(static_cast<std::size_t>(bins))};
    for (const double value : values) {
        if (value >= low && value <= high) {
            const double place = (value - low) / (high - low) * bins;
            ++result.counts[static_cast<std::size_t>(std::min(place, bins - 1.0))];
        }
    }
    return result;
}

int bin_count(std::span<const double> ascending, int most) {
    constexpr int kLeast = 5;
    if (ascending.size() < 2) {
        return std::min(kLeast, most);
    }
    const double spread = ascending.back() - ascending.front();
    const double quartiles = ascending[ascending.size() * 3 / 4] - ascending[ascending.size() / 4];
    const double width = 2 * quartiles / std::cbrt(static_cast<double>(ascending.size()));
    if (!(width > 0.0)) {
        return std::min(kLeast, most);
    }
    return static_cast<int>(std::clamp(std::ceil(spread / width), std::min<double>(kLeast, most),
                                       static_cast<double>(most)));
}

}  // namespace maillage::statistics
