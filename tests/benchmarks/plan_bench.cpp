// SPDX-License-Identifier: Apache-2.0
// S6: the proven best plan for every number of contracts and every sum of euros, for each of the
// 101 departments of the built-in France and for all of it, beside GLPK (one limit of each curve).
#include "planning/plan.hpp"
#include "support/built_in_france.hpp"
#include "support/glpk_cover.hpp"

#include <benchmark/benchmark.h>

namespace maillage::planning {
namespace {

struct France {
    France() {
        indicators::CoverageQuery query;
        query.date = make_date(2024, 12, 31);
        state = std::make_unique<indicators::CoverageState>(test::built_in_france(), query);
        counts = arrange_years(*state);
        for (std::size_t d = 0; d < state->dataset().territories.departments.size(); ++d) {
            departments.push_back(
                find_candidates(*state, scope_of_department(index_of<Department>(d)), counts));
        }
    }
    std::unique_ptr<indicators::CoverageState> state;
    Candidates::YearCounts counts;
    std::vector<Candidates> departments;
};

const France& france() {
    static const France data;
    return data;
}

/// Euros as one could ask for: none round, so that no two sums are equal by construction.
std::vector<std::int64_t> euros(const Candidates& all) {
    std::vector<std::int64_t> cost;
    for (std::size_t v = 0; v < all.size(); ++v) {
        cost.push_back(20'011 + 1'703 * std::ssize(all.communes_of(v)) + 331 * all.gain[v].low +
                       static_cast<std::int64_t>(v % 13) * 977);
    }
    return cost;
}

void each_department_every_number(benchmark::State& bench) {
    for (auto _ : bench) {
        for (std::size_t d = 0; d < france().departments.size(); ++d) {
            const auto all = find_candidates(
                *france().state, scope_of_department(index_of<Department>(d)), france().counts);
            benchmark::DoNotOptimize(frontier_by_contracts(all, {}, true));
        }
    }
}
BENCHMARK(each_department_every_number)->Unit(benchmark::kMillisecond);

void each_department_one_number_by_glpk(benchmark::State& bench) {
    for (auto _ : bench) {
        for (const auto& all : france().departments) {
            test::GlpkCover low(all, {}, false);
            test::GlpkCover high(all, {}, true);
            benchmark::DoNotOptimize(low.most(5));
            benchmark::DoNotOptimize(high.most(5));
        }
    }
}
BENCHMARK(each_department_one_number_by_glpk)->Unit(benchmark::kMillisecond)->Iterations(1);

void each_department_every_sum_of_euros(benchmark::State& bench) {
    for (auto _ : bench) {
        for (const auto& all : france().departments) {
            PlanRequest request;
            request.cost = euros(all);
            benchmark::DoNotOptimize(frontier_by_cost(all, request, false));
        }
    }
}
BENCHMARK(each_department_every_sum_of_euros)->Unit(benchmark::kMillisecond)->Iterations(1);

void every_tenth_department_one_budget(benchmark::State& bench) {
    for (auto _ : bench) {
        for (std::size_t d = 0; d < france().departments.size(); d += 10) {
            const auto& all = france().departments[d];
            PlanRequest request;
            request.cost = euros(all);
            request.budget = 420'000;
            benchmark::DoNotOptimize(best_plan(all, request));
        }
    }
}
BENCHMARK(every_tenth_department_one_budget)->Unit(benchmark::kMillisecond)->Iterations(1);

void every_tenth_department_one_budget_by_glpk(benchmark::State& bench) {
    for (auto _ : bench) {
        for (std::size_t d = 0; d < france().departments.size(); d += 10) {
            const auto& all = france().departments[d];
            const auto cost = euros(all);
            test::GlpkCover low(all, cost, false);
            test::GlpkCover high(all, cost, true);
            benchmark::DoNotOptimize(low.most(420'000));
            benchmark::DoNotOptimize(high.most(420'000));
        }
    }
}
BENCHMARK(every_tenth_department_one_budget_by_glpk)->Unit(benchmark::kMillisecond)->Iterations(1);

void all_of_france_every_number(benchmark::State& bench) {
    for (auto _ : bench) {
        const auto all = find_candidates(
            *france().state, scope_of_france(france().state->dataset()), france().counts);
        benchmark::DoNotOptimize(frontier_by_contracts(all, {}, false));
    }
}
BENCHMARK(all_of_france_every_number)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace maillage::planning
