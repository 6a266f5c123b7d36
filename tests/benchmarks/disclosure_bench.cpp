// SPDX-License-Identifier: Apache-2.0
// T7: hiding and auditing the counts of one department and of all of France, 35,000 communes of
// which most are masked, with EPCI across departments and with contracts.
#include "disclosure/audit.hpp"
#include "disclosure/signatories_table.hpp"
#include "disclosure/suppress.hpp"
#include "support/synthetic_france.hpp"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <map>
#include <random>
#include <string>
#include <vector>

namespace maillage::disclosure {
namespace {

/// Few small counts, so that each is alone or nearly so in its EPCI: two communes in five have
/// none, one in fifteen fewer than five, one in thirty is masked by the source, and every total is
/// exact.
DatasetPtr skewed_france() {
    auto dataset = std::make_shared<Dataset>(*test::synthetic_france());
    auto& year = dataset->cir[0];
    std::mt19937 random(45);
    std::fill(year.department_total.begin(), year.department_total.end(), 0);
    for (auto& cell : year.cells) {
        const auto kind = random() % 30;
        const auto value = kind < 12   ? 0
                           : kind < 15 ? 1 + static_cast<std::int64_t>(random() % 4)
                                       : 5 + static_cast<std::int64_t>(random() % 60);
        cell.count = kind == 14 ? Count::masked(1, 4) : Count::exact(value);
        *year.department_total[cell.department.value] += value;
    }
    return dataset;
}

/// A publication whose secrets are kept: the worst for the audit, which then has to prove each.
struct Publication {
    explicit Publication(std::vector<Index<Department>> scope, unsigned threads)
        : dataset(skewed_france()), table(*dataset, dataset->cir[0], scope) {
        table.add_territories();
        for (const auto& contract : dataset->contracts) {
            const auto department =
                dataset->territories.communes.department[contract.perimeter_signed[0].value];
            if (scope.empty() || department == scope[0]) {
                table.add_sum("contrat:" + contract.id, contract.perimeter_signed, 3);
            }
        }
        limits.threads = threads;
        suppression = suppress(table.table(), rule, {}, limits);
        disclosure.rule = rule;
        disclosure.priors = public_priors(table.table());
        disclosure.knowledge = public_knowledge(table.table(), rule, suppression.states);
        disclosure.exported = published(table.table(), suppression.states);
        disclosure.secrets = secrets_of(table.table(), rule, suppression.states);
    }

    void report(benchmark::State& bench) const {
        const auto hidden =
            std::count(suppression.states.begin(), suppression.states.end(), CellState::kSecondary);
        bench.counters["cells"] = static_cast<double>(table.table().cells.size());
        bench.counters["secrets"] = static_cast<double>(disclosure.secrets.size());
        bench.counters["hidden"] = static_cast<double>(hidden);
        bench.counters["cost"] = static_cast<double>(suppression.cost);
        bench.counters["bound"] = static_cast<double>(suppression.bound);
    }

    DatasetPtr dataset;
    SignatoriesTable table;
    Rule rule;
    SuppressionLimits limits;
    Suppression suppression;
    Disclosure disclosure;
};

const Publication& department() {
    static const Publication data({index_of<Department>(44)}, 1);
    return data;
}

const Publication& france() {
    static const Publication data({}, 2);
    return data;
}

/// Every commune masked, every total published: the EPCI, of which a hundred cross a department,
/// the departments, France, and contracts over a third of an EPCI's communes.
/// \param tangled Of one department, with 47 contracts over any of its communes instead: circles
/// everywhere, so that each end is a search by linear programs.
Disclosure masked(bool tangled) {
    const auto dataset = test::synthetic_france();
    const auto& communes = dataset->territories.communes;
    const std::size_t count = tangled ? 360 : communes.size();
    Disclosure disclosure;
    disclosure.priors.assign(count, {1, 4});
    std::mt19937 random(27);
    std::vector<std::int64_t> truth;
    std::map<std::string, std::vector<Index<Atom>>> sums;
    for (std::size_t i = 0; i < count; ++i) {
        truth.push_back(1 + static_cast<std::int64_t>(random() % 4));
        const auto atom = index_of<Atom>(i);
        const auto epci = communes.epci[i].value;
        sums["epci:" + std::to_string(epci)].push_back(atom);
        sums["departement:" + std::to_string(communes.department[i].value)].push_back(atom);
        sums["france:"].push_back(atom);
        if (tangled) {
            sums["contrat:" + std::to_string(random() % 47)].push_back(atom);
        } else if (epci % 4 == 0 && random() % 3 == 0) {
            sums["contrat:" + std::to_string(epci)].push_back(atom);
        }
        disclosure.secrets.push_back({std::to_string(i), {{atom, 1}}, protection_of_mask({1, 4})});
    }
    for (const auto& [key, atoms] : sums) {
        std::int64_t value = 0;
        for (const auto atom : atoms) {
            value += truth[atom.value];
        }
        disclosure.exported.push_back(exactly(key, sum_of(atoms), value));
    }
    return disclosure;
}

void audit_of(benchmark::State& bench, const Publication& data, unsigned threads) {
    for (auto _ : bench) {
        const auto result = audit(data.disclosure, {.threads = threads});
        if (!result.passed()) {
            bench.SkipWithError("the audit refuses what suppression made");
        }
    }
    data.report(bench);
}

void suppress_of(benchmark::State& bench, const Publication& data) {
    for (auto _ : bench) {
        benchmark::DoNotOptimize(suppress(data.table.table(), data.rule, {}, data.limits));
    }
    data.report(bench);
}

void suppress_department(benchmark::State& bench) { suppress_of(bench, department()); }
BENCHMARK(suppress_department)->Unit(benchmark::kMillisecond);

void audit_department(benchmark::State& bench) { audit_of(bench, department(), 1); }
BENCHMARK(audit_department)->Unit(benchmark::kMillisecond);

void suppress_france(benchmark::State& bench) { suppress_of(bench, france()); }
BENCHMARK(suppress_france)->Unit(benchmark::kMillisecond)->Iterations(1);

void audit_france_two_threads(benchmark::State& bench) { audit_of(bench, france(), 2); }
BENCHMARK(audit_france_two_threads)->Unit(benchmark::kMillisecond)->Iterations(1);

void audit_masked(benchmark::State& bench, bool tangled, unsigned threads) {
    const auto data = masked(tangled);
    for (auto _ : bench) {
        const auto result = audit(data, {.explained = 0, .threads = threads});
        bench.counters["exposed"] = static_cast<double>(result.exposures.size());
        bench.counters["not exact"] = static_cast<double>(
            std::count_if(result.reach.begin(), result.reach.end(),
                          [](const Reach& reach) { return !reach.is_exact(); }));
    }
}

void audit_department_tangled(benchmark::State& bench) { audit_masked(bench, true, 1); }
BENCHMARK(audit_department_tangled)->Unit(benchmark::kMillisecond)->Iterations(1);

void audit_france_masked(benchmark::State& bench) { audit_masked(bench, false, 2); }
BENCHMARK(audit_france_masked)->Unit(benchmark::kMillisecond)->Iterations(1);

}  // namespace
}  // namespace maillage::disclosure
