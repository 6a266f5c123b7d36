// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Everything the indicators are computed from: one vintage, every row accounted for, never
/// changed.

#include "base/date.hpp"
#include "base/index.hpp"
#include "base/text.hpp"
#include "geo/line_set.hpp"
#include "geo/polygon_set.hpp"
#include "model/choices.hpp"
#include "model/contract.hpp"
#include "model/count.hpp"
#include "model/ledger.hpp"
#include "model/service.hpp"
#include "model/territory.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace maillage {

struct TransitFeed;

/// One count of the signatories file, placed in the workspace's vintage. It lies somewhere in its
/// communes: exactly one for nearly all cells, several after a split (a shared interval, never a
/// guess), none for signatories not located (E16).
struct CirCell {
    Count count;
    std::uint32_t first_commune = 0;  ///< Range in CirYear::communes.
    std::uint32_t commune_count = 0;  ///< 0 = not located.
    Index<Department> department;  ///< Of the communes or, not located, as the file says; not valid
                                   ///< = nowhere known.
    Origin origin;
};

/// Signatories of one year. Cells add up: no signatory stands in two cells.
struct CirYear {
    int year = 0;
    std::vector<CirCell> cells;
    std::vector<Index<Commune>> communes;  ///< Of all cells, one after the other.
    /// Published totals, by row of the tables; empty optional = not published.
    std::vector<std::optional<std::int64_t>> department_total;
    std::vector<std::optional<std::int64_t>> region_total;

    std::span<const Index<Commune>> communes_of(const CirCell& cell) const {
        return std::span(communes).subspan(cell.first_commune, cell.commune_count);
    }
};

/// A target rate of a department (region not valid) or region (department not valid) for a year.
struct Target {
    Index<Department> department;
    Index<Region> region;
    int year = 0;
    Share rate;
    std::optional<Share> initial_rate;  ///< VI of PILOTE's taux d'avancement.
    Origin origin;
};

/// Outlines of communes in the workspace's vintage: feature i is commune i. A commune without
/// outline has no polygon.
struct Outlines {
    geo::PolygonSet polygons;
    bool schematic = false;  ///< Built-in outlines: every output says "contours schématiques".
};

/// What is drawn over the map beside communes and contracts: polygons, lines, points, or several.
struct MapLayer {
    std::uint32_t source = 0;  ///< Position in Ledger::sources.
    Role role = Role::kLayer;
    std::string name;   ///< Of the file or its layer; of a built-in one, a stable key.
    bool shown = true;  ///< Where nothing else is asked.
    bool built_in = false;
    std::shared_ptr<const geo::PolygonSet> polygons;  ///< In the file's system; null: none.
    std::shared_ptr<const geo::LineSet> lines;        ///< In the file's system; null: none.
    std::vector<std::string> types;  ///< Distinct; as the file writes them, may be empty texts.

    // Points, as columns.
    geo::Crs points_crs;
    std::vector<geo::Point> place;        ///< NaN where the point stands at a commune.
    std::vector<Index<Commune>> commune;  ///< Valid: at this commune, wherever it is drawn.
    std::vector<std::uint32_t> type;      ///< Position in `types`.
    std::vector<std::string> point_name;  ///< Empty: the file has none.
    std::size_t point_count() const noexcept { return place.size(); }
};

struct Dataset {
    std::string name;
    Territories territories;
    std::vector<int> counts_years;  ///< Years whose mean is the reference (one, nearly always).
    std::optional<Date> date;       ///< Asked at by the workspace; empty = today.
    std::vector<Index<Department>> scope;  ///< What the workspace is about; empty = all of France.
    std::vector<CirYear> cir;              ///< Ascending by year.
    std::vector<Contract> contracts;       ///< In the order of the file.
    std::vector<Target> targets;
    /// INSEE's density grid by commune, 1 (large urban centre) … 7 (very dispersed rural), 0 = not
    /// known. Empty where no source of role density was given.
    std::vector<std::uint8_t> density;
    /// Null when none were asked for, or they went elsewhere (reconcile::Input).
    std::shared_ptr<const Outlines> outlines;
    /// Outlines::schematic, where the map shows outlines that are not here.
    bool schematic_outlines = false;
    std::vector<Service> services;  ///< Of all sources of role services, then the built-in seats.
    /// Of the sources of role transit, where they were asked for and can be used.
    std::vector<std::shared_ptr<const TransitFeed>> feeds;
    std::vector<MapLayer> layers;  ///< In the order of the sources; none without outlines.
    Choices choices;
    bool modelled_counts = false;    ///< Built-in counts: "répartition communale modélisée".
    bool partial_contracts = false;  ///< Built-in contracts: a partial list.
    std::vector<Message> notices;    ///< To be shown with every result.
    Ledger ledger;

    const CirYear* cir_of(int year) const {
        for (const auto& one : cir) {
            if (one.year == year) {
                return &one;
            }
        }
        return nullptr;
    }
};

using DatasetPtr = std::shared_ptr<const Dataset>;

}  // namespace maillage
