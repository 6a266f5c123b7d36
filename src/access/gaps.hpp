// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Who lives too far from a service, with a car and without; coverage beside access; whom a new
/// place would serve.

#include "access/travel_times.hpp"
#include "model/territory.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace maillage::access {

/// Whether a service is within the threshold. Not knowing is not "no": no timetable of an area is
/// not "no bus there".
enum class Within : std::uint8_t { kYes, kNo, kUnknown };

/// Of the nearest service. \p threshold is inclusive. An origin without any service in \p times is
/// beyond it: they were computed at least so far.
Within within(const TravelTimes& times, std::size_t origin, Seconds threshold);

/// Words of the column `ecart`.
enum class Gap : std::uint8_t {
    kNone,     ///< "aucun": within the threshold without a car.
    kNoCar,    ///< "sans_voiture": within it with a car only.
    kTotal,    ///< "total": beyond it even with a car.
    kUnknown,  ///< "inconnu"
};
/// \p without_car Of all modes there are without one: yes if any is within, unknown if none is but
/// one of them is not known.
Gap gap_of(Within by_car, Within without_car);

/// isolated_i of the diagnosis: no alternative mode reaches a service within the threshold. Nothing
/// where none does but one is not known. \pre not empty
std::optional<bool> isolated(std::span<const Within> alternatives);

/// The coverage of a commune, as the map of two variables cuts it.
enum class CoverageClass : std::uint8_t {
    kNone,        ///< No contract.
    kNotCounted,  ///< Only contracts of its department or region, which do not count (E2, E32).
    kCounted,
};
/// Up to two thirds of the threshold, up to the threshold, beyond (30 and 45 minutes by default).
enum class AccessClass : std::uint8_t { kNear, kMiddle, kFar, kUnknown };
AccessClass access_class(const TravelTimes& times, std::size_t origin, Seconds threshold);
/// The same of the time to the nearest service; nothing: none is reached.
AccessClass access_class(std::optional<Seconds> nearest, Seconds threshold);

/// The lists made of the two.
enum class Typology : std::uint8_t {
    kCoveredOutOfReach,     ///< "couverte mais hors d'atteinte"
    kWithinReachUncovered,  ///< "à portée mais non couverte"
    kNeither,               ///< "ni l'un ni l'autre"
    kBoth,
    kUnknown,
};
Typology typology(CoverageClass coverage, AccessClass access);

/// Whom a new place brings nearer.
struct Gain {
    Index<Commune> commune;
    std::optional<Seconds> before;  ///< Nothing: none was in reach.
    Seconds after = 0;
};
/// Communes whose nearest service becomes nearer, the largest gain first (those without any service
/// before all others), then by commune. \pre both of the same origins, the Dataset's communes
std::vector<Gain> gains(const TravelTimes& before, const TravelTimes& to_new_place);

}  // namespace maillage::access
