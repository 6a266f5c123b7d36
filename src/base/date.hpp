// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Calendar days as users write them.

#include "base/language.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace maillage {

using Date = std::chrono::sys_days;

/// How much of a date was written. "2019" and "2021-10" are taken at their last day.
enum class DatePrecision : std::uint8_t { kDay, kMonth, kYear };

struct ParsedDate {
    Date date;
    DatePrecision precision = DatePrecision::kDay;
    bool from_serial = false;  ///< A spreadsheet serial number (days since 30 December 1899).
    friend bool operator==(const ParsedDate&, const ParsedDate&) = default;
};

/// Reads ISO (2024-12-31, also with a time after it), French (31/12/2024, 31.12.2024, 31-12-2024,
/// 31/12/24), "31 décembre 2024", "décembre 2024", partial (2019, 2021-10, 10/2021) dates, GDAL's
/// 2024/12/31, and spreadsheet serial numbers (45657, 45657.0) from 1950 to 2100.
/// \returns Nothing if the text is none of these or names a day that does not exist.
std::optional<ParsedDate> parse_date(std::string_view text);

/// "2024-12-31".
std::string iso_date(Date date);
/// "31 décembre 2024", "1er janvier 2024" / "31 December 2024".
std::string long_date(Date date, Language language);

Date make_date(int year, unsigned month, unsigned day);
int year_of(Date date);

}  // namespace maillage
