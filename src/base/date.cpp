// SPDX-License-Identifier: Apache-2.0
#include "base/date.hpp"

#include "base/format.hpp"
#include "base/text.hpp"

#include <array>
#include <cmath>

namespace maillage {
namespace {

using std::chrono::day;
using std::chrono::month;
using std::chrono::year;
using std::chrono::year_month_day;

constexpr std::array<std::string_view, 12> kFrenchMonths = {
    "janvier", "février", "mars",      "avril",   "mai",      "juin",
    "juillet", "août",    "septembre", "octobre", "novembre", "décembre"};
constexpr std::array<std::string_view, 12> kEnglishMonths = {
    "January", "February", "March",     "April",   "May",      "June",
    "July",    "August",   "September", "October", "November", "December"};

constexpr int kFirstYear = 1950;
constexpr int kLastYear = 2100;

bool plausible_year(int y) { return y >= kFirstYear && y <= kLastYear; }

std::optional<ParsedDate> whole_day(int y, unsigned m, unsigned d) {
    const year_month_day date{year{y}, month{m}, day{d}};
    if (!plausible_year(y) || !date.ok()) {
        return std::nullopt;
    }
    return ParsedDate{Date{date}, DatePrecision::kDay, false};
}

std::optional<ParsedDate> whole_month(int y, unsigned m) {
    if (!plausible_year(y) || m < 1 || m > 12) {
        return std::nullopt;
    }
    return ParsedDate{Date{year{y} / month{m} / std::chrono::last}, DatePrecision::kMonth, false};
}

std::optional<ParsedDate> whole_year(int y) {
    if (!plausible_year(y)) {
        return std::nullopt;
    }
    return ParsedDate{make_date(y, 12, 31), DatePrecision::kYear, false};
}

std::optional<int> digits(std::string_view text) {
    if (text.empty() || text.size() > 4) {
        return std::nullopt;
    }
    int value = 0;
    for (const char c : text) {
        if (c < '0' || c > '9') {
            return std::nullopt;
        }
        value = value * 10 + (c - '0');
    }
    return value;
}

std::optional<unsigned> month_named(std::string_view folded) {
    for (std::size_t i = 0; i < kFrenchMonths.size(); ++i) {
        const auto french = fold(kFrenchMonths.at(i));
        const auto english = fold(kEnglishMonths.at(i));
        const bool abbreviated =
            folded.size() >= 3 && (french.starts_with(folded) || english.starts_with(folded));
        // "jui" and "ju" could be June or July, "ma" March or May.
        if (abbreviated && folded != "jui" && folded != "ju" && folded != "ma") {
            return static_cast<unsigned>(i + 1);
        }
    }
    return std::nullopt;
}

/// "31 decembre 2024", "1er mars 2024", "decembre 2024": \p words are folded.
std::optional<ParsedDate> with_month_name(const std::vector<std::string_view>& words) {
    if (words.size() < 2 || words.size() > 3) {
        return std::nullopt;
    }
    const auto y = words.back().size() == 4 ? digits(words.back()) : std::nullopt;
    const auto m = month_named(words[words.size() - 2]);
    if (!y || !m) {
        return std::nullopt;
    }
    if (words.size() == 2) {
        return whole_month(*y, *m);
    }
    const auto d = words.front() == "1er" ? std::optional<int>{1} : digits(words.front());
    return d ? whole_day(*y, *m, static_cast<unsigned>(*d)) : std::nullopt;
}

/// Three numbers between the same separators; the first is the year when it has four digits.
std::optional<ParsedDate> three_numbers(const std::vector<std::string_view>& parts) {
    const auto a = digits(parts[0]);
    const auto b = digits(parts[1]);
    const auto c = digits(parts[2]);
    if (!a || !b || !c || parts[1].size() > 2) {
        return std::nullopt;
    }
    if (parts[0].size() == 4 && parts[2].size() <= 2) {
        return whole_day(*a, static_cast<unsigned>(*b), static_cast<unsigned>(*c));
    }
    if (parts[0].size() > 2) {
        return std::nullopt;
    }
    if (parts[2].size() == 4) {
        return whole_day(*c, static_cast<unsigned>(*b), static_cast<unsigned>(*a));
    }
    if (parts[2].size() == 2) {
        return whole_day(2000 + *c, static_cast<unsigned>(*b), static_cast<unsigned>(*a));
    }
    return std::nullopt;
}

std::optional<ParsedDate> two_numbers(const std::vector<std::string_view>& parts) {
    const auto a = digits(parts[0]);
    const auto b = digits(parts[1]);
    if (!a || !b) {
        return std::nullopt;
    }
    if (parts[0].size() == 4 && parts[1].size() <= 2) {
        return whole_month(*a, static_cast<unsigned>(*b));
    }
    if (parts[1].size() == 4 && parts[0].size() <= 2) {
        return whole_month(*b, static_cast<unsigned>(*a));
    }
    return std::nullopt;
}

/// Spreadsheets count days from 30 December 1899 (which absorbs their 29 February 1900).
std::optional<ParsedDate> serial(std::string_view text) {
    const auto number = parse_number(text);
    if (!number || std::floor(*number) < 18264.0 || *number > 73415.0) {
        return std::nullopt;
    }
    const auto days = std::chrono::days{static_cast<int>(std::floor(*number))};
    return ParsedDate{make_date(1899, 12, 30) + days, DatePrecision::kDay, true};
}

}  // namespace

Date make_date(int y, unsigned m, unsigned d) { return Date{year{y} / month{m} / day{d}}; }

int year_of(Date date) { return static_cast<int>(year_month_day{date}.year()); }

std::optional<ParsedDate> parse_date(std::string_view text) {
    text = trim(text);
    // A time of day after the date ("2024-12-31T00:00:00", "2024/12/31 00:00:00") says nothing
    // more.
    if (const auto colon = text.find(':'); colon != std::string_view::npos && colon > 10) {
        text = trim(text.substr(0, text.find_first_of("T ")));
    }
    if (text.empty() || text.size() > 40) {
        return std::nullopt;
    }
    for (const char separator : {'-', '/', '.'}) {
        const auto parts = split(text, separator);
        if (parts.size() == 3) {
            return three_numbers(parts);
        }
        if (parts.size() == 2) {
            if (auto date = two_numbers(parts)) {
                return date;
            }
        }
    }
    if (text.size() == 4) {
        const auto y = digits(text);
        return y ? whole_year(*y) : std::nullopt;
    }
    if (auto date = serial(text)) {
        return date;
    }
    const auto folded = fold(text);
    return with_month_name(split_words(folded));
}

std::string iso_date(Date date) {
    const year_month_day ymd{date};
    return format("{:04}-{:02}-{:02}", static_cast<int>(ymd.year()),
                  static_cast<unsigned>(ymd.month()), static_cast<unsigned>(ymd.day()));
}

std::string long_date(Date date, Language language) {
    const year_month_day ymd{date};
    const auto d = static_cast<unsigned>(ymd.day());
    const bool french = language == Language::kFrench;
    const auto& names = french ? kFrenchMonths : kEnglishMonths;
    return format("{}{}\u00A0{} {}", d, french && d == 1 ? "er" : "",
                  names.at(static_cast<unsigned>(ymd.month()) - 1), static_cast<int>(ymd.year()));
}

}  // namespace maillage
