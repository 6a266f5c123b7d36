// SPDX-License-Identifier: Apache-2.0
// S5 for what-ifs: one edit of a scenario → every department, region and France, the colours of the
// map, and what the table of differences shows, on a synthetic France of 35,000 communes (1 ms) and
// of ten times as many (S13, 3 ms).
#include "carto/build_scene.hpp"
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
    DatasetPtr dataset;
    index::Hierarchy hierarchy{dataset->territories};
    CoverageState base{dataset, query()};
    /// No outlines: the colours do without.
    carto::MapGeometryPtr geometry = places();

    explicit France(std::size_t times) : dataset(test::synthetic_france(times)) {}
    carto::MapGeometryPtr places() const {
        auto made = std::make_shared<carto::MapGeometry>();
        for (const auto department : dataset->territories.communes.department) {
            made->sheet_of_commune.push_back(
                carto::sheet_of(dataset->territories.departments.code[department.value]));
        }
        made->anchor.resize(made->sheet_of_commune.size());
        made->area.resize(made->sheet_of_commune.size(), 1.0);
        return made;
    }
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
    static const France one(1);
    return one;
}
const France& ten_times() {
    static const France ten(10);
    return ten;
}

/// The argument is the number of contracts the scenario supposes.
void edit_to_indicators(benchmark::State& bench, const France& all) {
    const auto scenario = all.scenario(static_cast<std::size_t>(bench.range(0)));
    for (auto _ : bench) {
        const auto made = with_scenario(all.base, scenario, all.hierarchy);
        for (const auto level : {Level::kDepartment, Level::kRegion, Level::kFrance}) {
            benchmark::DoNotOptimize(made.state.rows(level));
        }
    }
}
void scenario_edit_to_indicators(benchmark::State& bench) { edit_to_indicators(bench, france()); }
BENCHMARK(scenario_edit_to_indicators)->Arg(1)->Arg(10)->Arg(100)->Unit(benchmark::kMicrosecond);
void scenario_edit_of_350000_units(benchmark::State& bench) {
    edit_to_indicators(bench, ten_times());
}
BENCHMARK(scenario_edit_of_350000_units)->Arg(10)->Unit(benchmark::kMicrosecond);

/// All of an edit: indicators and colours.
void edit_to_map(benchmark::State& bench, const France& all, carto::MapLevel level) {
    const auto scenario = all.scenario(10);
    const auto base = std::make_shared<const CoverageState>(all.base);
    carto::MapRequest request;
    request.level = level;
    carto::MapScene shown;
    shown.class_bounds = {0.25, 0.5, 0.75};
    for (auto _ : bench) {
        auto made = with_scenario(all.base, scenario, all.hierarchy);
        for (const auto each : {Level::kDepartment, Level::kRegion, Level::kFrance}) {
            benchmark::DoNotOptimize(made.state.rows(each));
        }
        carto::SceneInput input;
        input.dataset = all.dataset;
        input.coverage = std::make_shared<const CoverageState>(std::move(made.state));
        input.register_coverage = base;
        input.geometry = all.geometry;
        benchmark::DoNotOptimize(carto::style_of_communes(input, request, shown));
    }
}
void edit_to_map_by_commune(benchmark::State& bench) {
    edit_to_map(bench, france(), carto::MapLevel::kCommune);
}
void edit_to_map_by_department(benchmark::State& bench) {
    edit_to_map(bench, france(), carto::MapLevel::kDepartment);
}
void edit_to_map_of_350000_units(benchmark::State& bench) {
    edit_to_map(bench, ten_times(), carto::MapLevel::kCommune);
}
BENCHMARK(edit_to_map_by_commune)->Unit(benchmark::kMicrosecond);
BENCHMARK(edit_to_map_by_department)->Unit(benchmark::kMicrosecond);
BENCHMARK(edit_to_map_of_350000_units)->Unit(benchmark::kMicrosecond);

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
