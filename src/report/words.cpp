// SPDX-License-Identifier: Apache-2.0
#include "report/words.hpp"

#include "base/screen_messages.hpp"
#include "base/text.hpp"

#include <array>

namespace maillage::report {
namespace {

/// Counts of 1 to 4 are those the statistical secrecy hides by its usual rule.
constexpr Count kUsualMask{1, 4};

char decimal_mark(Language language) { return language == Language::kFrench ? ',' : '.'; }
const char* percent_sign(Language language) {
    return language == Language::kFrench ? "\u00A0%" : "%";
}
std::string digits(indicators::Rate rate, Language language, int decimals) {
    return fixed_ratio(rate.num * 100, rate.den, decimals, decimal_mark(language));
}
std::string two_digits(unsigned value) { return (value < 10 ? "0" : "") + std::to_string(value); }

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
    auto size = digits({less ? -change.num : change.num, change.den}, language, 1);
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

std::string count_cell(Count count, std::int64_t years, Language language) {
    if (count == kUsualMask && years == 1) {
        return render({screen::kPaneFewerThan, {std::int64_t{5}}}, language);
    }
    return count_text(count, years, language);
}

std::string count_cell(const indicators::CoverageRow& row, Count count, Language language) {
    return row.has_counts ? count_cell(count, row.years, language) : kNothing;
}

std::string count_words(Count count, std::int64_t years, Language language) {
    const auto low = indicators::shown_count(count.low, years);
    const auto high = indicators::shown_count(count.high, years);
    return low == high ? group_digits(low, language)
                       : render({screen::kPaneBetween, {low, high}}, language);
}

std::string rate_words(const indicators::RateBounds& rate, Language language) {
    const auto low = digits(rate.low, language, 1);
    const auto high = digits(rate.high, language, 1);
    return (low == high ? low : render({screen::kPaneBetween, {low, high}}, language)) +
           percent_sign(language);
}

std::string share_text(Share share, Language language) {
    return percent_text({share.numerator, share.denominator}, language);
}

std::string points_text(indicators::Rate difference, Language language) {
    return signed_text(difference, language) + "\u00A0" + render({screen::kPanePoints}, language);
}

std::string date_text(const ParsedDate& date, Language language) {
    const std::chrono::year_month_day day{date.date};
    auto year = std::to_string(static_cast<int>(day.year()));
    if (date.precision == DatePrecision::kYear) {
        return year;
    }
    const auto month = two_digits(static_cast<unsigned>(day.month()));
    if (date.precision == DatePrecision::kMonth) {
        return language == Language::kFrench ? month + "/" + year : year + "-" + month;
    }
    return language == Language::kFrench
               ? two_digits(static_cast<unsigned>(day.day())) + "/" + month + "/" + year
               : iso_date(date.date);
}

std::string date_text(const std::optional<ParsedDate>& date, Language language) {
    return date ? date_text(*date, language) : kNothing;
}

MessageId level_word(ContractLevel level) {
    const auto words = std::to_array<MessageId>(
        {screen::kPaneLevelCommune, screen::kPaneLevelCommunes, screen::kPaneLevelEpt,
         screen::kPaneLevelEpci, screen::kPaneLevelDepartment, screen::kPaneLevelRegion});
    return words.at(static_cast<std::size_t>(level));
}

MessageId kind_word(ContractKind kind) {
    const auto words = std::to_array<MessageId>(
        {screen::kPaneKindCtai, screen::kPaneKindContratDeVille, screen::kPaneKindPartnership});
    return words.at(static_cast<std::size_t>(kind));
}

MessageId status_word(ContractStatus status) {
    const auto words = std::to_array<MessageId>(
        {screen::kPaneStatusPlanned, screen::kPaneStatusContact, screen::kPaneStatusNegotiated,
         screen::kPaneStatusSigned, screen::kPaneStatusRefused, screen::kPaneStatusGivenUp});
    return words.at(static_cast<std::size_t>(status));
}

MessageId reason_word(indicators::Reason reason) {
    const auto words = std::to_array<MessageId>({screen::kPaneWhyCounted, screen::kPaneWhyKind,
                                                 screen::kPaneWhyStatus, screen::kPaneWhyNoDate,
                                                 screen::kPaneWhyNotYet, screen::kPaneWhyEnded,
                                                 screen::kPaneWhyLevel, screen::kPaneWhyParisLyon});
    return words.at(static_cast<std::size_t>(reason));
}

}  // namespace maillage::report
