// SPDX-License-Identifier: Apache-2.0
#include "report/decimals.hpp"

#include "base/text.hpp"

#include <charconv>

namespace maillage::report {
namespace {

constexpr int kRatePlaces = 6;
constexpr int kPointPlaces = 4;

}  // namespace

io::Value decimal(indicators::Rate rate, int places, std::int64_t factor) {
    const auto text = fixed_ratio(rate.num * factor, rate.den, places, '.');
    double value = 0.0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

io::Value exact_decimal(indicators::Rate rate, int places) {
    return rate.num % rate.den == 0 ? io::Value(rate.num / rate.den) : decimal(rate, places);
}

io::Value low_rate(const std::optional<indicators::RateBounds>& rate) {
    return rate ? decimal(rate->low, kRatePlaces) : io::Value();
}

io::Value high_rate(const std::optional<indicators::RateBounds>& rate) {
    return rate ? decimal(rate->high, kRatePlaces) : io::Value();
}

io::Value points(indicators::Rate difference) { return decimal(difference, kPointPlaces, 100); }

}  // namespace maillage::report
