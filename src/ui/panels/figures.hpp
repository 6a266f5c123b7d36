// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Numbers as people read them: counts that may be masked, rates that may be intervals, dates,
/// words for levels and states. Exact fractions until here; rounded half up once.

#include "base/date.hpp"
#include "base/language.hpp"
#include "base/message.hpp"
#include "indicators/counted_contracts.hpp"
#include "indicators/coverage.hpp"
#include "indicators/exact.hpp"
#include "model/contract.hpp"
#include "model/count.hpp"
#include "model/source.hpp"
#include "ui/numbers.hpp"
#include "workspace/view_state.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace maillage::ui {

/// What stands where nothing can be said; the reason goes into the tooltip.
inline constexpr const char* kNothing = "—";

/// A sum over \p years as its mean: "1 234", "512 – 517", "moins de 5" for what is masked as [1,
/// 4].
std::string count_cell(Count count, std::int64_t years, Language language);
/// "entre 512 et 517" within a sentence.
std::string count_words(Count count, std::int64_t years, Language language);

/// "67,0 %" or "entre 66,2 et 67,5 %" within a sentence.
std::string rate_words(const indicators::RateBounds& rate, Language language);
std::string share_text(Share share, Language language);
/// A difference of rates with its sign: "+2,6 pt", "−0,4 pt".
std::string points_text(indicators::Rate difference, Language language);

/// Change of a population between the two years of the data, exact: (now − before) / before.
struct Evolution {
    std::int64_t now = 0;
    std::int64_t before = 1;  ///< > 0
    friend bool operator==(const Evolution&, const Evolution&) = default;
};
/// "+1,2 %", "−3,1 %".
std::string evolution_text(const Evolution& evolution, Language language);

/// "31/12/2024", "12/2021", "2019": as precise as it was written.
std::string date_text(const ParsedDate& date, Language language);
std::string date_text(const std::optional<ParsedDate>& date, Language language);

/// Words of the screen for the values of a contract and the kinds of territory and file.
MessageId level_word(ContractLevel level);
MessageId kind_word(ContractKind kind);
MessageId status_word(ContractStatus status);
MessageId thing_word(workspace::ThingRef::Kind kind);
MessageId role_word(Role role);
/// A few words for a table; reason_text() of indicators is the whole sentence.
MessageId reason_word(indicators::Reason reason);

/// "cir-45-2023.xlsx, feuille Feuil1, ligne 12".
std::string origin_text(const Source& source, std::uint32_t line, Language language);

}  // namespace maillage::ui
