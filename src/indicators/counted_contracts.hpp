// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Which contracts count at a date, and why the others do not.

#include "base/date.hpp"
#include "base/message.hpp"
#include "indicators/coverage.hpp"
#include "model/choices.hpp"
#include "model/contract.hpp"
#include "model/dataset.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace maillage::indicators {

/// Why a contract counts or not. The first reason that holds, in this order: a contract with
/// kLevel or kParisLyon is in force and would count but for its level.
enum class Reason : std::uint8_t {
    kCounted,
    kKind,          ///< A non-contractual partnership (E8).
    kStatus,        ///< Not signed: planned, in negotiation, refused, given up.
    kNoDate,        ///< Signed, no date, and choices.signed_without_date = not_counted.
    kNotYetSigned,  ///< Signed after the date (or undated, before the first contract of all).
    kEnded,         ///< Its last day is before the date.
    kLevel,         ///< Departmental or regional (E2).
    kParisLyon,     ///< Paris or Métropole de Lyon, and choices.paris_lyon = excluded (E4).
};

/// What decides besides the contract itself.
struct CountingRules {
    Choices choices;
    bool include_all_levels = false;
    bool include_partnerships = false;
    /// A signed contract without a date counts from here: the first signature of the register.
    /// Nothing = at every date.
    std::optional<Date> undated_from;
};

CountingRules counting_rules(const Dataset& dataset, const CoverageQuery& query);

Reason counted(const Contract& contract, Date date, const CountingRules& rules);

/// The sentence for a reason.
MessageId reason_text(Reason reason);

/// The communes it holds under one reading of EPCI perimeters (E19, E20).
const Perimeter& perimeter_of(const Contract& contract, Choices::Perimeter rule);

/// First day from which it may count; nothing = it never will (not signed, no usable date).
std::optional<Date> first_day(const Contract& contract, const CountingRules& rules);

}  // namespace maillage::indicators
