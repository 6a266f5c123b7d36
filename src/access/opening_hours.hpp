// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Opening hours as published lists write them, read into the hours of each day of the week.

#include "access/transit_times.hpp"
#include "base/date.hpp"

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace maillage::access {

/// Of an ordinary week; holidays and seasons are not known.
struct OpeningHours {
    /// Monday first. Ascending, without overlap; empty: closed.
    std::array<std::vector<ServiceHours>, 7> days;

    std::span<const ServiceHours> on(Date day) const;
    friend bool operator==(const OpeningHours&, const OpeningHours&) = default;
};

/// Reads French text ("lundi 09:00 - 12:00 / 13:30 - 17:00 ; mardi 9h-12h", "du lundi au vendredi :
/// de 9h à 12h et de 14h à 17h30 ; samedi fermé") and the part of OpenStreetMap's opening_hours
/// that is about the days of the week ("Mo-Fr 09:00-12:00,14:00-17:00; Sa off; PH off", "24/7"; a
/// later rule replaces an earlier one). A day that is not named is closed. \returns Nothing for
/// anything else, months and remarks among them, and for hours that end before they begin, pass
/// midnight or are given twice for a day in French: nothing is guessed.
std::optional<OpeningHours> parse_opening_hours(std::string_view text);

/// Stays of \p length that begin every quarter of an hour after \p hours do and end within them;
/// none where they are too short.
std::vector<ServiceHours> stays_within(const ServiceHours& hours, Seconds length);

}  // namespace maillage::access
