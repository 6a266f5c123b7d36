// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// How many signatories live in any set of communes, as published figures leave it possible.

#include "indicators/coverage_range.hpp"
#include "indicators/coverage_state.hpp"
#include "model/dataset.hpp"

#include <map>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace maillage::indicators {

/// Years whose counts (their mean) a dataset is asked about when nothing else is said: its choice,
/// else the last it has.
std::vector<int> reference_years(const Dataset& dataset);

class PerimeterCounts {
public:
    explicit PerimeterCounts(DatasetPtr dataset) : m_dataset(std::move(dataset)) {}

    /// Signatories of \p years (their sum) in \p communes (ascending, each once): the smallest and
    /// largest number that agrees with masked counts and published totals. Nothing if one of the
    /// years has no counts.
    std::optional<Count> signatories(std::span<const Index<Commune>> communes,
                                     const std::vector<int>& years);

    /// The same beside all signatories of the departments the communes lie in ("covered" being
    /// those of the communes). Departments under one regional total are taken one by one: sound,
    /// perhaps wider than the total allows.
    std::optional<CoverageRange> share_of_departments(std::span<const Index<Commune>> communes,
                                                      const std::vector<int>& years);

private:
    CoverageState* state_of(const std::vector<int>& years);

    DatasetPtr m_dataset;
    std::map<std::vector<int>, CoverageState> m_states;  ///< Without any contract.
};

}  // namespace maillage::indicators
