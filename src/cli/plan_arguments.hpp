// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Options of `maillage plan`, as written and as understood.

#include "base/result.hpp"
#include "workspace/plans.hpp"

#include <optional>
#include <string>

namespace CLI {  // NOLINT(readability-identifier-naming): the name of CLI11's
class App;
}  // namespace CLI

namespace maillage::cli {

struct PlanArguments {
    workspace::PlanQuestion question;  ///< Without date, years, department and region.
    bool each_department = false;
    std::string scenario;  ///< Name or file; empty: none. Of coverage too.
};

/// The same, as written.
struct WrittenPlan {
    std::string target;
    std::string least;
    std::string contracts;
    std::string budget;
    std::string years;
    std::string frontier;
    std::string each;
    std::string locked_in;
    std::string locked_out;
    std::string rural_share;
    std::string rural_of;
    std::string measure;
    std::string rules;
    std::string unit_cost;
    std::string scenario;
    std::string work_limit;
    bool one_per_arrondissement = false;
    bool explain = false;
};

void add_plan_options(CLI::App& app, WrittenPlan& written);

/// \returns The first option that cannot be understood or does not go with another.
std::optional<Error> understand_plan(const WrittenPlan& written, PlanArguments& arguments);

}  // namespace maillage::cli
