// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// The counts of one department, and which of them are published only together: internal to
/// publishable().

#include "disclosure/rule.hpp"
#include "disclosure/table.hpp"
#include "model/dataset.hpp"

#include <cstdint>
#include <limits>
#include <map>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace maillage::disclosure::detail {

/// Communes with one count: as in a CirCell.
struct ProtectedCell {
    std::vector<Index<Commune>> communes;  ///< Empty: not located.
    Count count;
};

struct HiddenCounts {
    std::int64_t small = 0;      ///< Of communes or not located: by the rule.
    std::int64_t secondary = 0;  ///< Of communes: for the sake of others.
    std::int64_t sums = 0;       ///< Totals of EPCI and of the department.
    std::int64_t cost = 0;       ///< Of all that is hidden for the sake of others (Cell::cost).
};

/// A unit is a count that is published or hidden as a whole: the exact rows of one commune, or one
/// row that several communes share after a split. Hidden units are published as one sum: those of
/// an EPCI where its total is published, else those of the department.
class ProtectedUnits {
public:
    /// Refers to all it is given.
    ProtectedUnits(const Dataset& dataset, const CirYear& year, Index<Department> department,
                   const Rule& rule);

    /// Takes over what suppress() decided about the cells of SignatoriesTable::add_located(), and
    /// hides more where a sum of hidden units would be a small count itself.
    /// \param spare_zeros Whether zeros are shown again that larger counts make up for.
    void decide(const Table& table, const std::vector<CellState>& states, bool spare_zeros);

    /// \param exported What the cells say is added to it.
    std::vector<ProtectedCell> cells(std::vector<Statement>& exported) const;

    /// \param table As given to decide().
    HiddenCounts hidden_counts(const Table& table) const;

private:
    static constexpr auto kNone = std::numeric_limits<std::uint32_t>::max();
    struct Unit {
        std::vector<Index<Commune>> communes;
        std::string key;
        Form form;
        std::int64_t value = 0;
        std::uint32_t part = kNone;  ///< The part of an EPCI that holds all its communes.
        CellState state = CellState::kPublished;
        bool hidden() const noexcept { return state != CellState::kPublished; }
    };
    /// What lies of an EPCI in the department.
    struct Part {
        std::string key;
        bool published = true;  ///< Its total over the exact rows.
    };
    using Rows = std::vector<std::size_t>;

    void add_unit(std::span<const Index<Commune>> communes, Index<Atom> atom, std::int64_t value);
    std::string located_key() const { return "localises:" + m_department; }
    static std::string cell_key(const Unit& unit, const Table& table);
    /// Whether no published total of an EPCI holds the unit.
    bool is_outside(const Unit& unit) const {
        return unit.part == kNone || !m_parts[unit.part].published;
    }
    template <typename Test>
    Rows hidden_rows(const Test& test) const;
    Rows hidden_of_part(std::uint32_t part) const;
    Rows hidden_outside() const;
    std::int64_t sum(const Rows& rows) const;
    template <typename Test>
    bool hide_smallest(const Test& test);
    void enlarge(std::uint32_t part);
    void enlarge_department();
    std::uint32_t smallest_part() const;
    void write_together(const Rows& rows, std::string key, std::vector<ProtectedCell>& to,
                        std::vector<Statement>& exported) const;
    void write_alone(const Rows& rows, std::vector<ProtectedCell>& to,
                     std::vector<Statement>& exported) const;

    const Dataset& m_dataset;
    const Rule& m_rule;
    std::string m_department;  ///< Code.
    std::vector<Unit> m_units;
    std::vector<Part> m_parts;
    std::map<std::uint32_t, std::uint32_t> m_part_of;  ///< By EPCI.
    std::vector<ProtectedCell> m_masked;
    std::vector<std::pair<Index<Atom>, std::int64_t>> m_not_located;
    bool m_spare_zeros = false;
    bool m_published = true;  ///< The sum of all located exact rows.
};

}  // namespace maillage::disclosure::detail
