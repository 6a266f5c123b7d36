// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// The territories that could sign the next contract, and what each would bring.

#include "base/index.hpp"
#include "indicators/coverage_range.hpp"
#include "indicators/coverage_state.hpp"
#include "indicators/year_counts.hpp"
#include "model/count.hpp"
#include "model/dataset.hpp"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace maillage::planning {

/// The departments a plan is made for. `territory` is set where they are one territory that
/// CoverageState knows: a department, a region, France.
struct Scope {
    std::vector<Index<Department>> departments;  ///< Ascending.
    struct Territory {
        indicators::Level level = indicators::Level::kFrance;
        std::size_t row = 0;
    };
    std::optional<Territory> territory;
};
Scope scope_of_department(Index<Department> department);
Scope scope_of_region(const Dataset& dataset, Index<Region> region);
Scope scope_of_france(const Dataset& dataset);
/// Several departments, each once, in any order.
Scope scope_of_departments(std::vector<Index<Department>> departments);

enum class CandidateLevel : std::uint8_t { kCommune, kEpt, kEpci };

/// The new signatories of a candidate in one department of the scope.
struct CandidatePart {
    std::uint32_t slot = 0;  ///< Position in Scope::departments.
    /// Exact bounds of the signatories of the year(s) that live in the candidate's communes of this
    /// department and are not covered yet, given masked counts and published totals.
    Count gain;
    /// gain / signatories of the department, sharp; nothing where the department has none (E23).
    std::optional<indicators::RateBounds> points;
};

/// A laminar forest commune ⊂ EPT ⊂ EPCI (methods.md § 2), as columns. Parents stand before their
/// children. Only candidates that may bring a signatory to the scope are in it; an EPCI that spans
/// departments is one candidate with all its communes, and its parts count by department (E3).
/// Counts are sums over CoverageState::years(): divide by their number to show them.
struct Candidates {
    using YearCounts = std::shared_ptr<const std::vector<indicators::YearCounts>>;
    static constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

    indicators::CoverageState state;  ///< What is covered before any plan.
    YearCounts counts;                ///< Of state.years(), arranged.
    Scope scope;
    std::vector<CandidateLevel> level;
    std::vector<std::uint32_t> row;     ///< Of the communes, EPT or EPCI table.
    std::vector<std::uint32_t> parent;  ///< Position here, or kNone.
    std::vector<std::uint32_t> first_commune;
    std::vector<std::uint32_t> commune_end;
    std::vector<std::uint32_t> first_part;  ///< Of parts; one more than there are candidates.
    std::vector<Count> gain;                ///< In the whole scope, sharp.
    std::vector<CandidatePart> parts;
    std::vector<Index<Commune>> communes;  ///< Every commune of a candidate, covered or not.

    std::size_t size() const noexcept { return level.size(); }
    std::span<const Index<Commune>> communes_of(std::size_t v) const {
        return std::span(communes).subspan(first_commune[v], commune_end[v] - first_commune[v]);
    }
    std::span<const CandidatePart> parts_of(std::size_t v) const {
        return std::span(parts).subspan(first_part[v], first_part[v + 1] - first_part[v]);
    }
    /// Whether \p v lies in \p ancestor (or is it).
    bool within(std::size_t v, std::size_t ancestor) const;
    std::string_view code(std::size_t v) const;
    std::string_view name(std::size_t v) const;
    /// \returns Position of the candidate, or kNone.
    std::uint32_t find(CandidateLevel wanted, std::uint32_t table_row) const;
};

/// The candidates of \p scope after the contracts of \p state. Where choices.paris_lyon is
/// `excluded`, the commune of Paris and the Métropole de Lyon are none (E4); the communes of Lyon's
/// are, as any commune.
Candidates find_candidates(indicators::CoverageState state, Scope scope);
/// The same with counts that were arranged before: for many scopes of one dataset.
Candidates find_candidates(indicators::CoverageState state, Scope scope,
                           Candidates::YearCounts counts);
Candidates::YearCounts arrange_years(const indicators::CoverageState& state);

/// \p v's communes, ascending: a perimeter for CoverageState::add_perimeter.
std::vector<Index<Commune>> perimeter_of(const Candidates& candidates, std::size_t v);

}  // namespace maillage::planning
