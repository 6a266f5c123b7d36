// SPDX-License-Identifier: Apache-2.0
#include "statistics/breaks.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstdint>
#include <limits>

namespace maillage::statistics {
namespace {

std::vector<double> sorted(std::span<const double> values) {
    std::vector<double> result(values.begin(), values.end());
    std::sort(result.begin(), result.end());
    return result;
}

/// Sums over the distinct values, so that the cost of any class is three subtractions.
struct Sums {
    std::vector<double> distinct;
    std::vector<double> weight{0.0};
    std::vector<double> first{0.0};
    std::vector<double> second{0.0};

    explicit Sums(std::span<const double> values) {
        const auto ordered = sorted(values);
        // Centred: squares of large equal parts would eat the digits of the differences.
        const double centre = ordered.empty() ? 0.0 : ordered[ordered.size() / 2];
        for (std::size_t i = 0; i < ordered.size();) {
            std::size_t next = i;
            while (next < ordered.size() && ordered[next] == ordered[i]) {
                ++next;
            }
            const auto count = static_cast<double>(next - i);
            const double x = ordered[i] - centre;
            distinct.push_back(ordered[i]);
            weight.push_back(weight.back() + count);
            first.push_back(first.back() + count * x);
            second.push_back(second.back() + count * x * x);
            i = next;
        }
    }
    /// Of the class of distinct values [begin, end).
    double cost(std::size_t begin, std::size_t end) const {
        const double w = weight[end] - weight[begin];
        const double s = first[end] - first[begin];
        return std::max(0.0, second[end] - second[begin] - s * s / w);
    }
};

/// One row of the table: best[m] = cheapest way to cut the first m values into k + 1 classes,
/// cut[m] = where the last of them begins. The best cut never moves left as m grows.
class FisherRow {
public:
    FisherRow(const Sums& sums, const std::vector<double>& before, std::size_t classes_before)
        : best(before.size(), 0.0),
          cut(before.size(), 0),
          m_sums(sums),
          m_before(before),
          m_least(classes_before) {
        fill(classes_before + 1, before.size() - 1, classes_before, before.size() - 1);
    }

    std::vector<double> best;
    std::vector<std::uint32_t> cut;

private:
    void fill(std::size_t first, std::size_t last, std::size_t low, std::size_t high) {
        if (first > last) {
            return;
        }
        const std::size_t middle = first + (last - first) / 2;
        double least = std::numeric_limits<double>::infinity();
        std::size_t where = std::max(low, m_least);
        for (std::size_t at = where; at <= std::min(high, middle - 1); ++at) {
            const double cost = m_before[at] + m_sums.cost(at, middle);
            if (cost < least) {
                least = cost;
                where = at;
            }
        }
        best[middle] = least;
        cut[middle] = static_cast<std::uint32_t>(where);
        fill(first, middle - 1, low, where);
        fill(middle + 1, last, where, high);
    }

    const Sums& m_sums;
    const std::vector<double>& m_before;
    std::size_t m_least;
};

/// Width of a step that is 1, 2 or 5 times a power of ten, as R_pretty chooses it with its
/// defaults (shrink.sml 0.75, high.u.bias 1.5, u5.bias 2.75).
double pretty_unit(double low, double high, int classes) {
    constexpr double kHighBias = 1.5;
    constexpr double kFiveBias = 0.5 + 1.5 * kHighBias;
    const double spread = high - low;
    const double largest = std::max(std::fabs(low), std::fabs(high));
    const double u =
        1 + (kFiveBias >= 1.5 * kHighBias + 0.5 ? 1 / (1 + kHighBias) : 1.5 / (1 + kFiveBias));
    const bool small = largest == 0.0 || spread < largest * u * std::max(1, classes) *
                                                      std::numeric_limits<double>::epsilon() * 3;
    double cell = small ? (largest == 0.0 ? 1.0 : largest) : spread / classes;
    if (small && classes > 1) {
        cell = 0.75 * cell / classes;
    }
    const double base = std::pow(10.0, std::floor(std::log10(cell)));
    double unit = base;
    if (2 * base - cell < kHighBias * (cell - unit)) {
        unit = 2 * base;
        if (5 * base - cell < kFiveBias * (cell - unit)) {
            unit = 5 * base;
            if (10 * base - cell < kHighBias * (cell - unit)) {
                unit = 10 * base;
            }
        }
    }
    return unit;
}

/// Keeps the bounds that have values on both sides.
Bounds between_values(Bounds bounds, double low, double high) {
    std::erase_if(bounds, [&](double bound) { return !(bound > low && bound <= high); });
    bounds.erase(std::unique(bounds.begin(), bounds.end()), bounds.end());
    return bounds;
}

}  // namespace

Bounds fisher_breaks(std::span<const double> values, int classes) {
    assert(classes >= 1);
    const Sums sums(values);
    const std::size_t n = sums.distinct.size();
    const std::size_t k = std::min(static_cast<std::size_t>(classes), n);
    if (k < 2) {
        return {};
    }
    std::vector<double> best(n + 1, 0.0);
    for (std::size_t m = 1; m <= n; ++m) {
        best[m] = sums.cost(0, m);
    }
    std::vector<std::vector<std::uint32_t>> cuts;
    for (std::size_t row = 1; row < k; ++row) {
        FisherRow next(sums, best, row);
        best = std::move(next.best);
        cuts.push_back(std::move(next.cut));
    }
    Bounds bounds(k - 1);
    std::size_t end = n;
    for (std::size_t row = k - 1; row-- > 0;) {
        end = cuts[row][end];
        bounds[row] = sums.distinct[end];
    }
    return bounds;
}

Bounds quantile_breaks(std::span<const double> values, int classes) {
    const auto ordered = sorted(values);
    Bounds bounds;
    if (ordered.empty()) {
        return bounds;
    }
    const auto k = static_cast<std::size_t>(std::max(1, classes));
    for (std::size_t i = 1; i < k; ++i) {
        bounds.push_back(ordered[std::min(ordered.size() - 1, (i * ordered.size() + k - 1) / k)]);
    }
    return between_values(std::move(bounds), ordered.front(), ordered.back());
}

Bounds equal_breaks(std::span<const double> values, int classes) {
    if (values.empty()) {
        return {};
    }
    const auto [low, high] = std::minmax_element(values.begin(), values.end());
    Bounds bounds;
    for (int i = 1; i < classes; ++i) {
        bounds.push_back(*low + (*high - *low) * i / classes);
    }
    return between_values(std::move(bounds), *low, *high);
}

Bounds pretty_breaks(std::span<const double> values, int classes) {
    if (values.empty() || classes < 1) {
        return {};
    }
    const auto [low, high] = std::minmax_element(values.begin(), values.end());
    constexpr double kEpsilon = 1e-10;
    double unit = pretty_unit(*low, *high, classes);
    const double first = std::floor(*low / unit + kEpsilon);
    const double last = std::ceil(*high / unit - kEpsilon);
    Bounds bounds;
    // Few, as the unit is chosen for the number of classes.
    const auto steps = static_cast<int>(last - first);
    for (int i = 0; i <= steps; ++i) {
        const double step = first + i;
        // Through a whole divisor where there is one: 3 × 0.1 is not 0.3, 3 / 10 is.
        bounds.push_back(unit < 1.0 ? step / std::round(1.0 / unit) : step * unit);
    }
    return between_values(std::move(bounds), *low, *high);
}

std::optional<Bounds> manual_breaks(std::span<const double> bounds) {
    if (bounds.size() > 8 ||
        !std::all_of(bounds.begin(), bounds.end(), [](double x) { return std::isfinite(x); }) ||
        std::adjacent_find(bounds.begin(), bounds.end(), std::greater_equal<>()) != bounds.end()) {
        return std::nullopt;
    }
    return Bounds(bounds.begin(), bounds.end());
}

std::size_t class_of(std::span<const double> bounds, double value) {
    return static_cast<std::size_t>(std::upper_bound(bounds.begin(), bounds.end(), value) -
                                    bounds.begin());
}

double squared_deviation(std::span<const double> values, std::span<const double> bounds) {
    struct Class {
        double count = 0.0;
        double sum = 0.0;
    };
    std::vector<Class> classes(bounds.size() + 1);
    for (const double value : values) {
        auto& one = classes[class_of(bounds, value)];
        one.count += 1.0;
        one.sum += value;
    }
    double total = 0.0;
    for (const double value : values) {
        const auto& one = classes[class_of(bounds, value)];
        const double away = value - one.sum / one.count;
        total += away * away;
    }
    return total;
}

}  // namespace maillage::statistics
