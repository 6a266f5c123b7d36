// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Values of the contracts table that stand in Contract::details as they were written.

#include "base/text.hpp"
#include "model/contract.hpp"
#include "model/rule_set.hpp"

#include <cstdint>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace maillage {

/// The text of a column; empty where the table has none.
std::string_view detail(const Contract& contract, const std::string& column);

/// Euros and cents, exactly: "150 000 €", "150000", "150 000,50 euros". Nothing for a negative
/// amount, fractions of a cent, thousands ("150 k€") or more than ten billion.
std::optional<std::int64_t> parse_cents(std::string_view text);

/// A share between 0 and 1: "20 %", "0,2"; a bare number above 1 can only have been meant in per
/// cent ("20").
std::optional<Share> parse_part(std::string_view text);

/// "oui", "non", also "O", "N", "vrai", "faux", "x".
std::optional<bool> parse_yes_no(std::string_view text);

enum class ReportState : std::uint8_t { kComplete, kPartial, kAbsent };
std::optional<ReportState> parse_report(std::string_view text);

/// The domains of \p known named in a text: "logement emploi", "Logement, culture et sport".
struct Domains {
    std::set<std::string> found;       ///< Ids.
    std::vector<std::string> unknown;  ///< Words that are none of the domains.
};
Domains parse_domains(std::string_view text, std::span<const IntegrationDomain> known);

/// Columns of the contracts table whose text must be an amount in euros.
bool holds_amount(std::string_view column);

}  // namespace maillage
