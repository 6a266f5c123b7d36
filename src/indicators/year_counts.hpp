// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// The counts of one year, arranged so that any territory's range is a short sum.
///
/// The published totals cut France into *zones*, each with one total that its cells add up to: a
/// department with a total of its own; the departments of a region that have none, when the
/// region has one (its total minus theirs); and all the rest together, without a total. Zones
/// share no cell, so what is possible in several zones is the sum of what is possible in each.
///
/// Inside a zone with total T, cells being [l, h] and all cells adding up to [L, H], the part S of
/// a territory (its covered communes, the others, or both) is between
///     max( Σ l over cells within S, T − H + Σ h over cells within S )  and
///     min( Σ h over cells touching S, T − L + Σ l over cells touching S ),
/// because the cells outside S take at most H − Σ h(within S) and at least L − Σ l(touching S).
/// For cells of one commune "within" and "touching" are the same and this is the closed form of
/// methods.md § 9; split cells make the difference. The bounds are attained, jointly for the three
/// S: a sum of generalised polymatroids cut by a plank (see coverage_range.hpp).
///
/// One exception, which no move of the COG has produced: a split cell with communes in two zones,
/// one of them with a total. Its parts are then taken as free of each other, [0, h] each: the
/// interval still holds the truth but may be wider than the data would allow.

#include "indicators/coverage_range.hpp"
#include "model/dataset.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace maillage::indicators {

/// Departments whose cells add up to one published total, or to none.
struct Zone {
    std::optional<std::int64_t> total;
    Count cells;  ///< All its cells: what they could add up to without the total.
};

/// A cell that lies somewhere in several communes.
struct SplitCell {
    Count count;
    std::span<const Index<Commune>> communes;  ///< In the Dataset.
};

/// Sums over cells that lie wholly in a set of communes, and over those that touch it.
struct PartSum {
    Count within;
    Count touching;

    void add_both(Count count) {
        within += count;
        touching += count;
    }
};

/// \returns The possible sum of the part, given what its zone adds up to.
Count possible(const PartSum& part, const Zone& zone);

struct YearCounts {
    static constexpr std::uint32_t kFreeZone = 0;  ///< The departments without any total.

    std::vector<Count> located;               ///< By commune: its own cells.
    std::vector<Count> located_in;            ///< By department: sum of `located`.
    std::vector<Count> not_located;           ///< By department.
    std::vector<Count> not_located_region;    ///< By region: known to be there, no department.
    Count not_located_france;                 ///< Nowhere known.
    std::vector<std::uint32_t> zone_of;       ///< By department.
    std::vector<std::uint32_t> zone_of_rest;  ///< By region: zone of its `not_located_region`.
    std::vector<Zone> zones;
    std::vector<SplitCell> split;
    std::vector<std::vector<std::uint32_t>> split_in;  ///< By department: rows of `split`.
};

/// \p year must outlive the result. A total that contradicts the cells (less than their lowest sum)
/// or the other totals is left out; reconcile has said so. A total above their highest sum means
/// signatories that no row holds: they are added as not located.
YearCounts arrange_counts(const Territories& territories, const CirYear& year);

}  // namespace maillage::indicators
