// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Which contracts hold a commune.

#include "model/choices.hpp"
#include "model/contract.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace maillage::index {

class ContractsByCommune {
public:
    /// \p perimeter says which of a contract's two perimeters is meant (E19, E20).
    ContractsByCommune(std::span<const Contract> contracts, std::size_t commune_count,
                       Choices::Perimeter perimeter);

    /// Contracts of any level, kind and status, in the order of the dataset.
    std::span<const Index<Contract>> operator[](Index<Commune> commune) const {
        return std::span(m_contracts)
            .subspan(m_start[commune.value], m_start[commune.value + 1] - m_start[commune.value]);
    }

private:
    std::vector<std::uint32_t> m_start;
    std::vector<Index<Contract>> m_contracts;
};

}  // namespace maillage::index
