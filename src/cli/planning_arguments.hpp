// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Options of the verbs about money and the next contracts, as written and as understood.

#include "base/result.hpp"
#include "planning/ranking.hpp"
#include "workspace/funding.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace maillage::cli {

/// Which table of `maillage funding` is wanted.
enum class FundingView : std::uint8_t { kRules, kCosts, kDeadlines };

struct PlanningArguments {
    FundingView view = FundingView::kRules;
    std::optional<int> rules_year;
    std::optional<std::int64_t> unit_cost_cents;
    std::optional<std::int64_t> envelope_cents;
    std::optional<planning::Weights> weights;  ///< Of candidates.
};

/// The same, as written.
struct WrittenPlanning {
    std::string rules;
    std::string unit_cost;
    std::string envelope;
    std::string weights;
    bool costs = false;
    bool deadlines = false;
};

/// \returns The first option that cannot be understood.
std::optional<Error> understand_planning(const WrittenPlanning& written,
                                         PlanningArguments& arguments);

}  // namespace maillage::cli
