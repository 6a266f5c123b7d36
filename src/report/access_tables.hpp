// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Access to services as tables: by commune, by department, coverage beside access, a new place.

#include "access/gaps.hpp"
#include "access/measures.hpp"
#include "access/transit_journey.hpp"
#include "base/language.hpp"
#include "indicators/exact.hpp"
#include "io/write.hpp"
#include "model/dataset.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace maillage::report {

struct AccessRow {
    Index<Commune> commune;
    std::optional<access::Reach> nearest;  ///< Nothing: none in reach, or no times (`known`).
    std::optional<access::Reach> second;
    bool known = true;                            ///< False: where the commune lies is not known.
    std::optional<access::Bounds> accessibility;  ///< Nothing for the method `nearest`.
    Count signatories;                            ///< Sum over the years.
    access::Gap gap = access::Gap::kUnknown;
    access::CoverageClass coverage = access::CoverageClass::kNone;
    access::AccessClass access = access::AccessClass::kUnknown;
    /// To the nearest service and back, where both ways are asked.
    std::optional<access::Seconds> there;
    std::optional<access::Seconds> back;
    /// Round trips of the day to it, or to the service with the most of them where none is near
    /// enough; nothing where no timetable tells.
    std::optional<std::int64_t> round_trips;
    std::optional<access::Seconds> last_home;  ///< The last of them leaves the service.
};

/// A way to a service, or home from it.
struct AccessJourney {
    bool back = false;
    access::Journey journey;
};

/// Signatories further from the nearest service than a threshold, in one department or France.
struct BeyondRow {
    std::string code;  ///< "FR" for France.
    std::string name;
    access::Seconds threshold = 0;
    std::int64_t communes = 0;  ///< Further than it.
    std::int64_t unknown = 0;   ///< Communes whose times are not known: in neither count.
    Count signatories;          ///< Sum over the years; both ends possible at once with all data.
    std::optional<indicators::RateBounds> share;  ///< Of the territory's signatories.
};

struct AccessListing {
    DatasetPtr dataset;
    std::int64_t years = 1;
    bool is_estimate = false;     ///< Every table for people says so.
    bool way_back = false;        ///< Times are from services to communes; said as well.
    bool both_ways = false;       ///< Rows have `there` and `back`.
    bool has_day = false;         ///< Rows have `round_trips` and `last_home`.
    std::vector<AccessRow> rows;  ///< Of the communes asked, ascending by code.
    std::vector<BeyondRow> beyond;
    std::vector<AccessJourney> journeys;
    std::vector<access::Gain> gains;  ///< Of the communes asked; signatories by `signatories`.
    std::vector<Count> signatories;   ///< By commune of the Dataset; sum over the years.
};

/// `maillage access`: code_commune, nom, temps_min, service_id, accessibilite_min,
/// accessibilite_max, signataires_min, signataires_max, ecart. Minutes to two places (a second is
/// never lost); accessibility to nine significant digits, its maximum empty where it has no bound.
/// With both ways also aller_min, retour_min; with round trips allers_retours, dernier_retour
/// ("17:05"; past midnight "24:10").
io::OutputTable access_table(const AccessListing& listing);
io::OutputTable access_for_people(const AccessListing& listing, Language language);

/// code, nom, seuil_min, communes, signataires_min, signataires_max, part_min, part_max,
/// communes_inconnues.
io::OutputTable beyond_table(const AccessListing& listing);
io::OutputTable beyond_for_people(const AccessListing& listing, Language language);

/// code_commune, nom, couverture (aucune, non_comptee, comptee), acces (proche, moyen, loin,
/// inconnu), liste (couverte_hors_atteinte, a_portee_non_couverte, ni_l_un_ni_l_autre, les_deux,
/// inconnu), signataires_min, signataires_max.
io::OutputTable typology_table(const AccessListing& listing);

/// code_commune, nom, temps_avant, temps_apres, gain_minutes, signataires_min, signataires_max.
io::OutputTable gains_table(const AccessListing& listing);

/// sens (aller, retour), depart, arrivee, de, a, ligne, direction: a row for each leg of the way; a
/// walk has no line, its ends at home and at the service no name.
io::OutputTable journeys_table(const AccessListing& listing);
/// The same in sentences.
io::OutputTable journeys_for_people(const AccessListing& listing, Language language);

/// "71 – 91": a sum over \p years as a mean.
std::string count_range(Count count, std::int64_t years, Language language);

}  // namespace maillage::report
