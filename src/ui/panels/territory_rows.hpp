// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// The rows of the table of territories: built once for a revision of the results, then only read.

#include "carto/map_request.hpp"
#include "indicators/coverage.hpp"
#include "ui/panels/figures.hpp"
#include "workspace/snapshot.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace maillage::ui {

/// Whether a commune lives under a contract: the word of the column "couverture" in its table.
enum class CoverWord : std::uint8_t { kNotCovered, kNegotiated, kCovered };

struct TerritoryRow {
    workspace::ThingRef thing;
    indicators::CoverageRow coverage;
    std::optional<std::int64_t> population;  ///< Nothing: not known for one of its communes.
    std::optional<Evolution> evolution;
    CoverWord word = CoverWord::kNotCovered;  ///< Of communes.
    bool part = false;      ///< Of an EPCI, in the department that is looked at (E3).
    std::uint32_t row = 0;  ///< In the table of its level.
    std::string key;        ///< Folded name and code, for the filter.
    /// Of communes, to the nearest service: as carto::AccessTimes::seconds has it.
    std::int32_t seconds = carto::AccessTimes::kNotKnown;
    bool estimate = false;  ///< Of that.
    /// What the point that is tried takes off it; nothing: it is no nearer, or nothing was reached.
    std::optional<std::int32_t> gained;
    std::optional<access::Gap> gap;        ///< Of communes with times.
    std::optional<access::Typology> list;  ///< The same.
};

struct TerritoryRows {
    workspace::TableOf of = workspace::TableOf::kDepartments;
    std::int64_t years = 1;
    bool targets = false;  ///< At least one row has a target.
    /// The column that a map of access asks for; empty: rows have no times to services.
    std::string_view access_column;
    access::Direction direction = access::Direction::kThere;  ///< Of these times.
    std::vector<TerritoryRow> rows;
};

/// Rows of \p of within \p focus: communes and EPCI of the department, region or EPCI looked at
/// (an EPCI of several departments by its part in the one looked at), departments of the region.
TerritoryRows territory_rows(const workspace::Results& results, workspace::TableOf of,
                             const carto::Focus& focus);

/// Gives rows of communes their times, gaps and lists; the filter finds the words of the last.
void add_times(TerritoryRows& rows, const workspace::AccessMap& map,
               const indicators::CoverageState& coverage, carto::View view);

/// Communes of a row of \p rows, ascending.
std::vector<Index<Commune>> communes_of(const workspace::Results& results, const TerritoryRow& row);

/// The level of coverage rows of a table.
indicators::Level level_of(workspace::TableOf of);

/// Covered by a counted contract, else in the perimeter of one that is being negotiated.
CoverWord cover_word(const workspace::Results& results, Index<Commune> commune);

/// Inhabitants and their change over communes; nothing where one is not known.
struct Inhabitants {
    std::optional<std::int64_t> now;
    std::optional<Evolution> evolution;
};
Inhabitants inhabitants(const CommuneTable& communes, std::span<const Index<Commune>> members);

}  // namespace maillage::ui
