// SPDX-License-Identifier: Apache-2.0
#include "index/contracts_by_commune.hpp"

namespace maillage::index {
namespace {

const Perimeter& perimeter_of(const Contract& contract, Choices::Perimeter which) {
    return which == Choices::Perimeter::kSigned ? contract.perimeter_signed
                                                : contract.perimeter_today;
}

}  // namespace

ContractsByCommune::ContractsByCommune(std::span<const Contract> contracts,
                                       std::size_t commune_count, Choices::Perimeter perimeter)
    : m_start(commune_count + 1, 0) {
    for (const auto& contract : contracts) {
        for (const auto commune : perimeter_of(contract, perimeter)) {
            ++m_start[commune.value + 1];
        }
    }
    for (std::size_t i = 0; i < commune_count; ++i) {
        m_start[i + 1] += m_start[i];
    }
    m_contracts.resize(m_start.back());
    auto next = m_start;
    for (std::size_t c = 0; c < contracts.size(); ++c) {
        for (const auto commune : perimeter_of(contracts[c], perimeter)) {
            m_contracts[next[commune.value]++] = index_of<Contract>(c);
        }
    }
}

}  // namespace maillage::index
