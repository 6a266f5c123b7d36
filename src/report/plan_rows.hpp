// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Rows of plans before they are written for programs or people.

#include "indicators/exact.hpp"
#include "planning/plan_answer.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace maillage::report {

/// The situation before (no contract), one contract of a plan, or one point of a curve.
struct PlanRow {
    int year = 0;            ///< 0 = not a plan over years.
    std::int64_t stage = 0;  ///< 0 = before; else the contract's place, or the point's contracts.
    bool locked_in = false;  ///< The contract of a plan.
    std::vector<std::uint32_t> contracts;  ///< One; of a point all, those locked in first.
    std::int64_t gain = 0;                 ///< Sum over the years.
    std::int64_t cost = 0;                 ///< Euros.
    std::optional<indicators::Rate> rate;
    bool proven = false;
};
/// None where no plan was found.
std::vector<PlanRow> plan_rows(const planning::PlanAnswer& answer);

/// Years whose counts are summed, at least 1.
std::int64_t years_of(const planning::PlanAnswer& answer);

}  // namespace maillage::report
