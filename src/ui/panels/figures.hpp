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

using report::count_cell;
using report::count_words;
using report::date_text;
using report::kind_word;
using report::kNothing;
using report::level_word;
using report::points_text;
using report::rate_words;
using report::reason_word;
using report::share_text;
using report::status_word;

/// Change of a population between the two years of the data, exact: (now − before) / before.
struct Evolution {
    std::int64_t now = 0;
    std::int64_t before = 1;  ///< > 0
    friend bool operator==(const Evolution&, const Evolution&) = default;
};
/// "+1,2 %", "−3,1 %".
std::string evolution_text(const Evolution& evolution, Language language);

/// Words of the screen for the kinds of territory and file.
MessageId thing_word(workspace::ThingRef::Kind kind);
MessageId role_word(Role role);

/// "cir-45-2023.xlsx, feuille Feuil1, ligne 12".
std::string origin_text(const Source& source, std::uint32_t line, Language language);

}  // namespace maillage::ui
