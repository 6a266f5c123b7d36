// SPDX-License-Identifier: Apache-2.0
// S6: the proven best plan for every number of contracts and every sum of euros, for each of the
// 101 departments of the built-in France and for all of it, beside GLPK (one limit of each curve).
#include "planning/plan.hpp"
#include "support/built_in_france.hpp"
#include "support/flat_cost.hpp"
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

/// All of France; of every so many departments, the first alone has a published total.
Candidates all_with_totals(std::size_t one_in) {
    auto dataset = std::make_shared<Dataset>(france().state->dataset());
    for (auto& year : dataset->cir) {
        for (std::size_t d = 0; d < year.department_total.size(); ++d) {
            if (d % one_in != 0) {
                year.department_total[d].reset();
            }
        }
    }
    const indicators::CoverageState state(dataset, france().state->query());
    return find_candidates(state, scope_of_france(*dataset));
}

void answer(benchmark::State& bench, const Candidates& all, const PlanRequest& request) {
    Plan plan;
    for (auto _ : bench) {
        plan = best_plan(all, request);
    }
    bench.counters["proven"] = plan.proven() ? 1 : 0;
    bench.counters["rate"] = 100.0 * static_cast<double>(plan.range.covered.low) /
                             static_cast<double>(plan.range.total.low);
    bench.counters["open"] = static_cast<double>(plan.bound.num - plan.value.num);
}

/// 800 € per signatory; millions of euros, and of how many departments one has a total.
void all_of_france_one_budget(benchmark::State& bench) {
    const auto all = all_with_totals(static_cast<std::size_t>(bench.range(1)));
    PlanRequest request;
    request.cost = test::flat_costs(all);
    request.budget = bench.range(0) * 1'000'000;
    answer(bench, all, request);
}
BENCHMARK(all_of_france_one_budget)
    ->ArgsProduct({{1, 3, 10, 17, 20, 30, 50, 90}, {1, 2, 1000}})
    ->Unit(benchmark::kMillisecond);

void ile_de_france_one_budget(benchmark::State& bench) {
    const auto& state = *france().state;
    const auto& regions = state.dataset().territories.regions;
    std::size_t row = 0;
    while (regions.code[row].text() != "11") {
        ++row;
    }
    const auto all =
        find_candidates(state, scope_of_region(state.dataset(), index_of<Region>(row)));
    PlanRequest request;
    request.cost = test::flat_costs(all);
    request.budget = bench.range(0) * 1'000'000;
    answer(bench, all, request);
}
BENCHMARK(ile_de_france_one_budget)
    ->Arg(1)
    ->Arg(3)
    ->Arg(10)
    ->Arg(20)
    ->Unit(benchmark::kMillisecond);

void all_of_france_one_number_under_some_totals(benchmark::State& bench) {
    const auto all = all_with_totals(2);
    PlanRequest request;
    request.contracts = bench.range(0);
    answer(bench, all, request);
}
BENCHMARK(all_of_france_one_number_under_some_totals)
    ->Arg(10)
    ->Arg(100)
    ->Arg(400)
    ->Unit(benchmark::kMillisecond);

void all_of_france_fewest_to_half_under_some_totals(benchmark::State& bench) {
    const auto all = all_with_totals(2);
    PlanRequest request;
    request.objective = Objective::kFewestContracts;
    request.targets = {{Candidates::kNone, {50, 100}}};
    answer(bench, all, request);
}
BENCHMARK(all_of_france_fewest_to_half_under_some_totals)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace maillage::planning
