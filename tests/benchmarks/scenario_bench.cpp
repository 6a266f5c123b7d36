// SPDX-License-Identifier: Apache-2.0
// S5 for what-ifs: one edit of a scenario → every department, region and France, and what the table
// of differences shows, on a synthetic France of 35,000 communes.
#include "index/hierarchy.hpp"
#include "indicators/coverage_state.hpp"
#include "planning/scenario.hpp"
#include "support/synthetic_france.hpp"

#include <benchmark/benchmark.h>

#include <string>

namespace maillage::planning {
namespace {

using indicators::CoverageState;
using indicators::Level;

struct France {
    DatasetPtr dataset = test::synthetic_france();
    index::Hierarchy hierarchy{dataset->territories};
    CoverageState base;

    France() : base(dataset, query()) {}
    static indicators::CoverageQuery query() {
        indicators::CoverageQuery asked;
        asked.date = make_date(2024, 12, 31);
        return asked;
    }
    /// Contracts of the first \p count EPCI, as a plan for France would have.
    Scenario scenario(std::size_t count) const {
        Scenario made;
        made.name = "Essai";
        for (std::size_t i = 0; i < count; ++i) {
            const auto code = dataset->territories.epcis.code[i].string();
            made = edited(made, Suppose{{code, ContractLevel::kEpci, {code}, {}}}).value();
        }
        return made;
    }
};

const France& france() {
    static const France one;
    return one;
}

/// The argument is the number of contracts the scenario supposes.
void scenario_edit_to_indicators(benchmark::State& bench) {
    const auto& all = france();
    const auto scenario = all.scenario(static_cast<std::size_t>(bench.range(0)));
    for (auto _ : bench) {
        const auto made = with_scenario(all.base, scenario, all.hierarchy);
        for (const auto level : {Level::kDepartment, Level::kRegion, Level::kFrance}) {
            benchmark::DoNotOptimize(made.state.rows(level));
        }
    }
}
BENCHMARK(scenario_edit_to_indicators)->Arg(1)->Arg(10)->Arg(100)->Unit(benchmark::kMicrosecond);

void table_of_differences(benchmark::State& bench) {
    const auto& all = france();
    const auto scenario = all.scenario(static_cast<std::size_t>(bench.range(0)));
    const auto with = with_scenario(all.base, scenario, all.hierarchy);
    for (auto _ : bench) {
        const ScenarioComparison comparison(all.base, with.state);
        for (const auto level :
             {Level::kFrance, Level::kRegion, Level::kDepartment, Level::kEpci}) {
            benchmark::DoNotOptimize(comparison.changed(level));
        }
    }
}
BENCHMARK(table_of_differences)->Arg(1)->Arg(100)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace maillage::planning
