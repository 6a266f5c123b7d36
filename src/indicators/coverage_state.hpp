// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// The coverage of every territory, kept up to date while contracts come and go.

#include "base/index.hpp"
#include "indicators/counted_contracts.hpp"
#include "indicators/coverage.hpp"
#include "indicators/territory_groups.hpp"
#include "indicators/year_counts.hpp"
#include "model/dataset.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace maillage::indicators {

/// What is possible in one territory, summed over the years asked.
struct PossibleCoverage {
    CoverageRange range;
    Count not_located;
};

/// Coverage under one query. Made once from all communes; afterwards adding or removing a contract
/// costs the communes it holds, and a row costs what it shows. A copy shares the arranged counts.
class CoverageState {
public:
    /// Which contracts it starts with: those that count at the date, or none.
    enum class Start : std::uint8_t { kCountedContracts, kNoContract };

    CoverageState(DatasetPtr dataset, CoverageQuery query, Start start = Start::kCountedContracts);

    /// The same question at another date: costs the contracts that begin or cease to count.
    /// \pre Contracts were not added or removed by hand.
    CoverageState at(Date date) const;

    /// The same question with no contract at all; shares the counts, so it costs little.
    CoverageState without_contracts() const;

    /// Row of Dataset::contracts, whether it counts or not ("what if it were signed").
    /// \returns false if it was there already / was not there.
    bool add_contract(std::size_t contract);
    bool remove_contract(std::size_t contract);
    bool has_contract(std::size_t contract) const { return m_active[contract]; }

    /// A contract that the dataset does not have. \pre ascending, each commune once.
    void add_perimeter(std::span<const Index<Commune>> communes);
    /// \returns false if no such perimeter was added.
    bool remove_perimeter(std::span<const Index<Commune>> communes);

    /// Contracts that hold the commune: more than one is an articulation to look at (E1, E29).
    std::uint32_t cover_count(Index<Commune> commune) const { return m_cover[commune.value]; }
    bool covered(Index<Commune> commune) const { return cover_count(commune) > 0; }

    /// Number of territories of a level; EPCI ∩ department are ordered by EPCI, then department.
    std::size_t size(Level level) const { return m_layout->groups.size(level); }
    PossibleCoverage possible_coverage(Level level, std::size_t territory) const;
    /// Whether any count of the years asked was published about it: about the department of a
    /// commune, some department of the others.
    bool has_counts(Level level, std::size_t territory) const;
    CoverageRow row(Level level, std::size_t territory) const;
    std::vector<CoverageRow> rows(Level level) const;
    CoverageRow france() const { return row(Level::kFrance, 0); }

    const Dataset& dataset() const { return *m_dataset; }
    const CoverageQuery& query() const { return m_query; }
    const TerritoryGroups& groups() const { return m_layout->groups; }
    /// Years asked that the dataset has; their number divides the sums. Empty = no counts at all.
    const std::vector<int>& years() const { return m_layout->years; }

private:
    /// What does not change when contracts come and go.
    struct Layout {
        TerritoryGroups groups;
        std::vector<int> years;
        std::vector<YearCounts> counts;  ///< By year.
        std::vector<bool> has_counts;    ///< By department.
        Choices::Perimeter perimeter = Choices::Perimeter::kSigned;
    };
    /// How many contracts touch each department and region, and France.
    struct Tally {
        std::vector<std::int64_t> in_department;
        std::vector<std::int64_t> in_region;
        std::int64_t in_france = 0;
    };
    /// Contracts of a level's territories, whichever way they are counted.
    struct Touching {
        std::vector<std::int64_t> counted;
        std::vector<std::int64_t> not_counted;
    };
    class Gathering;  ///< Adds up one territory, zone by zone.

    static std::shared_ptr<const Layout> make_layout(const Dataset& dataset,
                                                     const CoverageQuery& query);
    const Perimeter& perimeter(std::size_t contract) const;
    void set_active(std::size_t contract, bool active);
    void change_cover(std::span<const Index<Commune>> communes, bool add);
    void toggle(Index<Commune> commune, bool now_covered);
    void tally(Tally& into, std::span<const Index<Commune>> communes, std::int64_t step) const;

    template <typename Visit>
    void visit_counted(const Visit& visit) const;
    Touching touching(Level level) const;
    std::int64_t touching_one(Level level, std::size_t territory, bool counted) const;
    CoverageRow bare_row(Level level, std::size_t territory) const;
    void add_indicators(CoverageRow& row, std::size_t territory) const;

    DatasetPtr m_dataset;
    CoverageQuery m_query;
    std::shared_ptr<const Layout> m_layout;
    std::vector<std::uint32_t> m_cover;                 ///< By commune.
    std::vector<std::vector<Count>> m_located_covered;  ///< By year, then department.
    std::vector<bool> m_active;                         ///< By contract.
    std::vector<std::size_t> m_other_level;  ///< In force, not counted (E2, E4); ascending.
    std::vector<Perimeter> m_added;
    Tally m_counted;
    Tally m_not_counted;
};

}  // namespace maillage::indicators
