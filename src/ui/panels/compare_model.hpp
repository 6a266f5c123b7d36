// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Two scenarios, or one and the register, beside each other: the territories that gain or lose
/// covered signatories. No imgui.

#include "carto/map_request.hpp"
#include "workspace/snapshot.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace maillage::ui {

struct CompareRow {
    std::string name;
    std::string rates;   ///< "24,4 % → 90,9 %".
    std::string gain;    ///< Signatories newly covered, a yearly mean: "+30", "+1 – 4", "−3".
    std::string points;  ///< "+68,2 pt"; an interval where masked counts leave one.
    std::string contracts;  ///< "+1 contrat"; empty where their number is the same.
    std::optional<workspace::ThingRef> thing;
};

struct Comparison {
    std::vector<CompareRow> territories;  ///< France, regions and departments that meet the focus.
    std::vector<CompareRow> epcis;        ///< EPCI that meet the focus, the largest gain first.
};

/// \pre \p before is of the same dataset and date as the coverage of \p results.
Comparison compare_with(const workspace::Results& results, const indicators::CoverageState& before,
                        const carto::Focus& focus, Language language);

/// What a scenario is compared with: the register (\p scenario empty) or another scenario.
/// \returns null for a scenario that is not there any more.
std::shared_ptr<const indicators::CoverageState> baseline_coverage(
    const workspace::Snapshot& snapshot, const std::string& scenario);

}  // namespace maillage::ui
