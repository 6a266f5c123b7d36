// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Numbers and values as people read them, on the screen and on paper: counts that may be masked,
/// rates that may be intervals, dates, words for levels and states. Exact fractions until here;
/// rounded half up once.

#include "base/date.hpp"
#include "base/language.hpp"
#include "base/message.hpp"
#include "indicators/counted_contracts.hpp"
#include "indicators/coverage.hpp"
#include "indicators/exact.hpp"
#include "model/contract.hpp"
#include "model/count.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace maillage::report {

/// "67,0 %" / "67.0%"; the space does not break.
std::string percent_text(indicators::Rate rate, Language language, int decimals = 1);
/// "67,0 %" when both ends read the same, else "66,2 – 67,5 %"; "—" when it cannot be computed.
std::string percent_text(const std::optional<indicators::RateBounds>& rate, Language language);
/// The middle of the interval, for the one large figure.
std::string middle_text(const indicators::RateBounds& rate, Language language);
/// A change in hundredths with its sign and no unit: "+2,6", "−0,4"; "0,0" when it rounds to that.
std::string signed_text(indicators::Rate change, Language language);
/// Whether the two ends read differently.
bool is_interval(const indicators::RateBounds& rate);
/// A sum over \p years as its mean: "12 345", "82 – 97".
std::string count_text(Count sum, std::int64_t years, Language language);
double share(indicators::Rate rate);

/// What stands where nothing can be said; the reason goes into the tooltip.
inline constexpr const char* kNothing = "—";

/// A sum over \p years as its mean: "1 234", "512 – 517", "moins de 5" for what is masked as [1,
/// 4].
std::string count_cell(Count count, std::int64_t years, Language language);
/// Some count of \p row; nothing where nobody published any about it.
std::string count_cell(const indicators::CoverageRow& row, Count count, Language language);
/// "entre 512 et 517" within a sentence.
std::string count_words(Count count, std::int64_t years, Language language);

/// "67,0 %" or "entre 66,2 et 67,5 %" within a sentence.
std::string rate_words(const indicators::RateBounds& rate, Language language);
std::string share_text(Share share, Language language);
/// A difference of rates with its sign: "+2,6 pt", "−0,4 pt".
std::string points_text(indicators::Rate difference, Language language);

/// "31/12/2024", "12/2021", "2019": as precise as it was written.
std::string date_text(const ParsedDate& date, Language language);
std::string date_text(const std::optional<ParsedDate>& date, Language language);

/// Words for the values of a contract.
MessageId level_word(ContractLevel level);
MessageId kind_word(ContractKind kind);
MessageId status_word(ContractStatus status);
/// A few words for a table; reason_text() of indicators is the whole sentence.
MessageId reason_word(indicators::Reason reason);

}  // namespace maillage::report
