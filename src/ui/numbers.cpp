// SPDX-License-Identifier: Apache-2.0
#include "ui/numbers.hpp"

#include "base/text.hpp"

namespace maillage::ui {
namespace {

char decimal_mark(Language language) { return language == Language::kFrench ? ',' : '.'; }
const char* percent_sign(Language language) {
    return language == Language::kFrench ? "\u00A0%" : "%";
}
std::string digits(indicators::Rate rate, Language language, int decimals) {
    return fixed_ratio(rate.num * 100, rate.den, decimals, decimal_mark(language));
}

}  // namespace

std::string percent_text(indicators::Rate rate, Language language, int decimals) {
    return digits(rate, language, decimals) + percent_sign(language);
}

std::string percent_text(const std::optional<indicators::RateBounds>& rate, Language language) {
    if (!rate) {
        return "—";
    }
    if (!is_interval(*rate)) {
        return percent_text(rate->low, language);
    }
    return digits(rate->low, language, 1) + "\u00A0–\u00A0" + percent_text(rate->high, language);
}

std::string middle_text(const indicators::RateBounds& rate, Language language) {
    const auto middle =
        indicators::reduced(static_cast<indicators::Int128>(rate.low.num) * rate.high.den +
                                static_cast<indicators::Int128>(rate.high.num) * rate.low.den,
                            static_cast<indicators::Int128>(2) * rate.low.den * rate.high.den);
    // Products of two reduced counts may be long; one tenth of a percent needs no more than this.
    return percent_text(
        middle.den > (1LL << 50) ? indicators::Rate{middle.num >> 12, middle.den >> 12} : middle,
        language);
}

std::string signed_text(indicators::Rate change, Language language) {
    const bool less = change.num < 0;
    const auto size = digits({less ? -change.num : change.num, change.den}, language, 1);
    if (size == "0,0" || size == "0.0") {
        return size;
    }
    return (less ? "\u2212" : "+") + size;
}

bool is_interval(const indicators::RateBounds& rate) {
    return digits(rate.low, Language::kFrench, 1) != digits(rate.high, Language::kFrench, 1);
}

std::string count_text(Count sum, std::int64_t years, Language language) {
    const auto low = indicators::shown_count(sum.low, years);
    const auto high = indicators::shown_count(sum.high, years);
    auto text = group_digits(low, language);
    if (low != high) {
        text += "\u00A0–\u00A0" + group_digits(high, language);
    }
    return text;
}

double share(indicators::Rate rate) {
    return static_cast<double>(rate.num) / static_cast<double>(rate.den);
}

}  // namespace maillage::ui
