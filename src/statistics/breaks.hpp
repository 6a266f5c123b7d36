// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Where to cut a column of numbers into classes (methods.md § 3).
///
/// All functions take finite values in any order and return the inner bounds, strictly ascending:
/// class i holds bounds[i-1] ≤ value < bounds[i], the first and last are open. Equal values are
/// never in two classes. There may be fewer classes than asked where the values do not allow more.

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace maillage::statistics {

using Bounds = std::vector<double>;

/// The classes with the smallest sum of squared deviations from their means (Fisher 1958, Jenks
/// 1977), exact: dynamic programming over distinct values, divided by the monotony of the best
/// cut (Wang and Song 2011), O(k·n log n). Of equally good cuts, the one with the lowest bounds.
/// \pre classes ≥ 1
Bounds fisher_breaks(std::span<const double> values, int classes);

/// Classes of equal numbers of values; equal values go up together.
Bounds quantile_breaks(std::span<const double> values, int classes);

/// Classes of equal width between the smallest and the largest value.
Bounds equal_breaks(std::span<const double> values, int classes);

/// About \p classes classes with bounds that are 1, 2 or 5 times a power of ten apart: the
/// algorithm of R's pretty(), whose outer bounds are left out.
Bounds pretty_breaks(std::span<const double> values, int classes);

/// Bounds given by hand. \returns Nothing unless they are finite, strictly ascending and at most 8.
std::optional<Bounds> manual_breaks(std::span<const double> bounds);

/// The class of a value, 0 … bounds.size().
std::size_t class_of(std::span<const double> bounds, double value);

/// Sum of squared deviations of the values from the mean of their class: what Fisher minimises.
double squared_deviation(std::span<const double> values, std::span<const double> bounds);

}  // namespace maillage::statistics
