// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// From codes to rows of the territory tables, from ids to contracts.

#include "model/contract.hpp"
#include "model/territory.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace maillage {

/// Row of every commune by its code, one read in an array.
class CommuneRows {
public:
    CommuneRows() : m_row(kCommuneSlots) {}
    explicit CommuneRows(const CommuneTable& communes) : m_row(kCommuneSlots) {
        for (std::size_t i = 0; i < communes.size(); ++i) {
            m_row[commune_slot(communes.code[i])] = index_of<Commune>(i);
        }
    }
    /// \returns Not valid where the table has no such commune.
    Index<Commune> find(CommuneCode code) const { return m_row[commune_slot(code)]; }

private:
    std::vector<Index<Commune>> m_row;
};

/// \returns The row of \p code in ascending \p codes; not valid where it is not there.
template <typename Row, typename CodeType>
Index<Row> find_code(const std::vector<CodeType>& codes, const CodeType& code) {
    const auto found = std::lower_bound(codes.begin(), codes.end(), code);
    if (found == codes.end() || !(*found == code)) {
        return {};
    }
    return index_of<Row>(static_cast<std::size_t>(found - codes.begin()));
}

inline Index<Epci> find(const Territories& all, const EpciCode& code) {
    return find_code<Epci>(all.epcis.code, code);
}
inline Index<Arrondissement> find(const Territories& all, const ArrondissementCode& code) {
    return find_code<Arrondissement>(all.arrondissements.code, code);
}
inline Index<Department> find(const Territories& all, const DepartmentCode& code) {
    return find_code<Department>(all.departments.code, code);
}
inline Index<Region> find(const Territories& all, const RegionCode& code) {
    return find_code<Region>(all.regions.code, code);
}
inline Index<Ept> find(const Territories& all, const EptCode& code) {
    return find_code<Ept>(all.epts.code, code);
}

/// \returns Not valid if no contract has this id.
inline Index<Contract> find_contract(std::span<const Contract> contracts, std::string_view id) {
    const auto found = std::find_if(contracts.begin(), contracts.end(),
                                    [&](const Contract& one) { return one.id == id; });
    return found == contracts.end()
               ? Index<Contract>{}
               : index_of<Contract>(static_cast<std::size_t>(found - contracts.begin()));
}

}  // namespace maillage
