// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// The counts of signatories of one year as a table to protect: from a Dataset to atoms and cells.

#include "disclosure/table.hpp"
#include "model/dataset.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace maillage::disclosure {

/// Every count of the year is an atom, named "2023/45234": of one commune; of several after a split
/// ("2023/45234+45235"); not located ("2023/?45"); in a total but in no row ("2023/reste:…").
/// What is costs to hide a sum is its value + 1, times a weight by its kind: totals that readers
/// look for first are the last to go.
class SignatoriesTable {
public:
    /// \param scope Departments that are published; empty = all. Both must outlive the table.
    SignatoriesTable(const Dataset& dataset, const CirYear& year,
                     std::span<const Index<Department>> scope);

    /// Of a total that is not published nobody is told why; of a count of communes it is (the
    /// interval of the rule, Cell::reason_told).
    /// Cells "commune:45234", "epci:244500468/45" (its part in a department, where it lies in
    /// several), "epci:…", "departement:45", "region:24", "france:", and what lies in no one
    /// commune: "partage:…", "non_localise:45". EPCI, regions and France only when they lie in the
    /// scope whole. A published total of the source is the value of its department or region.
    void add_territories();

    /// Cells that can be hidden, one inside another: communes and what lies in no one commune,
    /// "epci:244500468/45" for what lies of each EPCI in a department, "localises:45".
    void add_located();

    /// The sum of a contract, of a candidate's gain, of any set of communes.
    /// \p weight 1 = as easily hidden as a commune.
    void add_sum(std::string key, std::span<const Index<Commune>> communes, std::int64_t weight);

    /// What lies wholly in \p communes.
    Form form_of(std::span<const Index<Commune>> communes) const;

    const Table& table() const { return m_table; }

private:
    bool in_scope(Index<Department> department) const {
        return department.valid() && m_in_scope[department.value];
    }
    Form in_scope_only(const Form& form) const;
    void add_atoms(const CirYear& year);
    void add_communes();
    enum class Whole : std::uint8_t { kAlso, kNever };
    void add_epcis(Whole whole);
    void add_departments();
    void add_regions();
    void add_rest(const std::string& key, Form& form, std::int64_t total);
    void add_cell(std::string key, const Form& form, std::optional<std::int64_t> total,
                  std::int64_t weight, bool reason_told);

    const Dataset& m_dataset;
    const CirYear& m_year;
    std::vector<bool> m_in_scope;
    bool m_whole = true;
    Table m_table;
    std::vector<std::vector<Index<Atom>>> m_of_commune;  ///< Wholly in it.
    std::vector<std::vector<Index<Atom>>> m_of_department;
    std::vector<Index<Department>> m_department;  ///< By atom.
    struct Split {
        Index<Atom> atom;
        std::span<const Index<Commune>> communes;
    };
    std::vector<Split> m_split;
    std::vector<std::vector<std::uint32_t>> m_split_of;  ///< By commune: rows of m_split.
    std::vector<Index<Atom>> m_not_located;
};

}  // namespace maillage::disclosure
