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

/// \pre results.compared_coverage
Comparison comparison_of(const workspace::Results& results, const carto::Focus& focus,
                         Language language);

}  // namespace maillage::ui
