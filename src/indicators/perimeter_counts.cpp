// SPDX-License-Identifier: Apache-2.0
#include "indicators/perimeter_counts.hpp"

#include <algorithm>
#include <set>

namespace maillage::indicators {

std::vector<int> reference_years(const Dataset& dataset) {
    if (!dataset.counts_years.empty() || dataset.cir.empty()) {
        return dataset.counts_years;
    }
    return {dataset.cir.back().year};
}

CoverageState* PerimeterCounts::state_of(const std::vector<int>& years) {
    const bool all = std::all_of(years.begin(), years.end(),
                                 [this](int year) { return m_dataset->cir_of(year) != nullptr; });
    if (!all || years.empty()) {
        return nullptr;
    }
    const auto known = m_states.find(years);
    if (known != m_states.end()) {
        return &known->second;
    }
    CoverageQuery query;
    query.years = years;
    return &m_states
                .emplace(years, CoverageState(m_dataset, query, CoverageState::Start::kNoContract))
                .first->second;
}

std::optional<Count> PerimeterCounts::signatories(std::span<const Index<Commune>> communes,
                                                  const std::vector<int>& years) {
    auto* state = state_of(years);
    if (state == nullptr) {
        return std::nullopt;
    }
    state->add_perimeter(communes);
    const auto covered = state->possible_coverage(Level::kFrance, 0).range.covered;
    state->remove_perimeter(communes);
    return covered;
}

std::optional<CoverageRange> PerimeterCounts::share_of_departments(
    std::span<const Index<Commune>> communes, const std::vector<int>& years) {
    auto* state = state_of(years);
    if (state == nullptr) {
        return std::nullopt;
    }
    std::set<Index<Department>> departments;
    for (const auto commune : communes) {
        departments.insert(m_dataset->territories.communes.department[commune.value]);
    }
    state->add_perimeter(communes);
    CoverageRange sum;
    for (const auto department : departments) {
        sum = sum + state->possible_coverage(Level::kDepartment, department.value).range;
    }
    state->remove_perimeter(communes);
    return sum;
}

}  // namespace maillage::indicators
