// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Random planning instances small enough to try every plan, and the trying.

#include "indicators/coverage_state.hpp"
#include "planning/candidates.hpp"
#include "planning/plan.hpp"
#include "support/dataset_builder.hpp"

#include <algorithm>
#include <cstdint>
#include <memory>
#include <random>
#include <string>
#include <vector>

namespace maillage::planning {

class Dice {
public:
    explicit Dice(std::uint32_t seed) : m_random(seed) {}
    std::int64_t between(std::int64_t low, std::int64_t high) {
        return low +
               static_cast<std::int64_t>(m_random() % static_cast<std::uint64_t>(high - low + 1));
    }
    bool one_in(int n) { return between(1, n) == 1; }

private:
    std::mt19937 m_random;
};

struct InstanceShape {
    bool masked = true;
    bool totals = true;
    bool split = false;
    int departments = 1;
    int years = 1;
};

/// Four EPCI, some of them across departments, an EPCI with EPT, communes alone; up to nine
/// communes in the departments 45 and 18, of one region with or without a total.
inline DatasetPtr random_instance(Dice& dice, const InstanceShape& shape) {
    test::DatasetBuilder builder;
    builder.department("18", "24").department("45", "24");
    std::vector<std::string> codes;
    const auto count = dice.between(4, 9);
    for (std::int64_t i = 0; i < count; ++i) {
        const std::string department = shape.departments > 1 && dice.one_in(2) ? "18" : "45";
        codes.push_back(department + "00" + std::to_string(i + 1));
        test::CommuneSpec spec;
        if (const auto epci = dice.between(0, 4); epci > 0) {
            spec.epci = "20000000" + std::to_string(epci);
        }
        if (const auto arrondissement = dice.between(0, 3); arrondissement > 0) {
            spec.arrondissement = department + std::to_string(arrondissement);
        }
        builder.commune(codes.back(), spec);
    }
    const auto any = [&] { return codes[static_cast<std::size_t>(dice.between(0, count - 1))]; };
    std::vector<int> years;
    for (int year = 2024 - shape.years; year < 2024; ++year) {
        years.push_back(year);
        builder.year(year);
        std::int64_t low = 0;
        std::int64_t high = 0;
        for (const auto& code : codes) {
            const auto n = dice.between(0, 9);
            const bool hidden = shape.masked && dice.one_in(2);
            builder.masked(code, hidden ? 1 : n, hidden ? 4 : n);
            low += hidden ? 1 : n;
            high += hidden ? 4 : n;
        }
        if (shape.split) {
            for (int i = 0; i < 2; ++i) {
                test::Codes where = {any(), any()};
                std::sort(where.begin(), where.end());
                where.erase(std::unique(where.begin(), where.end()), where.end());
                builder.split(where, 2, shape.masked ? 5 : 2);
            }
        }
        if (dice.one_in(3)) {
            builder.not_located("45", 1, shape.masked ? 3 : 1);
        }
        if (shape.totals && shape.departments > 1 && dice.one_in(2)) {
            builder.region_total("24", dice.between(low, high + 2));
        } else if (shape.totals) {
            for (const char* department : {"18", "45"}) {
                if (dice.one_in(3)) {
                    continue;
                }
                // Between what the cells may be: anything from half of all to all and a little.
                builder.department_total(department, dice.between(low / 2, high + 2));
            }
        }
    }
    builder.counts_years(years);
    if (dice.one_in(2)) {
        builder.contract({.id = "C", .communes = {any()}, .level = ContractLevel::kCommune});
    }
    if (dice.one_in(4)) {
        builder.choices().unlocated = Choices::Unlocated::kIgnored;
    }
    auto dataset = std::make_shared<Dataset>(*builder.build());
    // One EPCI is a métropole with two EPT.
    auto& all = dataset->territories;
    const auto metropole = index_of<Epci>(0);
    for (const char* code : {"200000081", "200000082"}) {
        all.epts.code.push_back(EptCode::parse(code).value());
        all.epts.name.emplace_back(code);
        all.epts.parent.push_back(metropole);
    }
    for (std::size_t i = 0; i < all.communes.size(); ++i) {
        if (all.communes.epci[i] == metropole && !dice.one_in(4)) {
            all.communes.ept[i] = index_of<Ept>(static_cast<std::size_t>(dice.between(0, 1)));
        }
    }
    return dataset;
}

struct DepartmentsShape {
    int communes = 16;
    int years = 1;
    int one_without_total_in = 0;  ///< 0: every department has one.
};

/// Five departments, six EPCI anywhere in them, communes alone; a total for each department or
/// some.
inline DatasetPtr random_departments(Dice& dice, const DepartmentsShape& shape) {
    test::DatasetBuilder builder;
    const std::vector<std::string> departments = {"18", "28", "36", "41", "45"};
    for (const auto& department : departments) {
        builder.department(department, "24");
    }
    std::vector<std::string> codes;
    for (int i = 0; i < shape.communes; ++i) {
        const auto& department = departments[static_cast<std::size_t>(dice.between(0, 4))];
        codes.push_back(department + (i < 9 ? "00" : "0") + std::to_string(i + 1));
        const auto epci = dice.between(0, 6);
        builder.commune(codes.back(),
                        {.epci = epci > 0 ? "20000000" + std::to_string(epci) : std::string()});
    }
    std::vector<int> asked;
    for (int year = 2024 - shape.years; year < 2024; ++year) {
        asked.push_back(year);
        builder.year(year);
        for (const auto& department : departments) {
            Count sum;
            for (const auto& code : codes) {
                if (code.starts_with(department)) {
                    const auto n = dice.between(0, 12);
                    const auto count = dice.one_in(2) ? Count::masked(1, 4) : Count::exact(n);
                    builder.masked(code, count.low, count.high);
                    sum += count;
                }
            }
            if (shape.one_without_total_in == 0 || !dice.one_in(shape.one_without_total_in)) {
                builder.department_total(department, dice.between(sum.low, sum.high));
            }
        }
    }
    builder.counts_years(asked);
    if (dice.one_in(2)) {
        builder.contract({.id = "C", .communes = {codes.front()}});
    }
    return builder.build();
}

inline Candidates candidates_of(const DatasetPtr& dataset, int departments) {
    indicators::CoverageQuery query;
    query.date = make_date(2024, 12, 31);
    std::vector<Index<Department>> scope;
    for (std::size_t d = 0; d < dataset->territories.departments.size(); ++d) {
        if (departments > 1 || dataset->territories.departments.code[d].text() == "45") {
            scope.push_back(index_of<Department>(d));
        }
    }
    return find_candidates(indicators::CoverageState(dataset, query),
                           scope_of_departments(std::move(scope)));
}

/// One plan, judged by CoverageState alone.
struct Tried {
    std::vector<std::uint32_t> chosen;  ///< Without those locked in, ascending.
    std::int64_t contracts = 0;
    std::int64_t cost = 0;
    indicators::Rate rate;
};

class EveryPlan {
public:
    EveryPlan(const Candidates& all, const PlanRequest& request) : m_all(all), m_request(request) {
        auto state = all.state;
        Tried tried;
        for (const auto v : request.locked_in) {
            state.add_perimeter(perimeter_of(all, v));
            ++tried.contracts;
            tried.cost += request.cost.empty() ? 0 : request.cost[v];
        }
        m_possible =
            std::none_of(request.locked_in.begin(), request.locked_in.end(), [&](std::uint32_t v) {
                return std::ranges::count(request.locked_out, v) > 0 ||
                       (!request.eligible.empty() && !request.eligible[v]);
            });
        try_from(0, state, tried);
    }

    /// Those that keep every condition.
    const std::vector<Tried>& feasible() const { return m_feasible; }

    /// Best first.
    int compare(const Tried& a, const Tried& b) const {
        const auto sign = [](auto o) { return std::is_lt(o) ? -1 : std::is_gt(o) ? 1 : 0; };
        const int rate = -sign(indicators::compare(a.rate, b.rate));
        const int contracts = sign(a.contracts <=> b.contracts);
        const int cost = sign(a.cost <=> b.cost);
        std::vector<int> order = {contracts, rate, cost};
        if (m_request.objective == Objective::kMostCoverage) {
            order = m_request.budget ? std::vector{rate, cost, contracts}
                                     : std::vector{rate, contracts, cost};
        } else if (m_request.objective == Objective::kLeastMoney) {
            order = {cost, rate, contracts};
        }
        for (const int one : order) {
            if (one != 0) {
                return one;
            }
        }
        return 0;
    }
    const Tried& best() const {
        return *std::min_element(
            m_feasible.begin(), m_feasible.end(),
            [this](const Tried& a, const Tried& b) { return compare(a, b) < 0; });
    }
    indicators::Rate value(const Tried& tried) const {
        switch (m_request.objective) {
            case Objective::kMostCoverage:
                return tried.rate;
            case Objective::kFewestContracts:
                return {tried.contracts, 1};
            case Objective::kLeastMoney:
                break;
        }
        return {tried.cost, 1};
    }

private:
    bool may_choose(std::uint32_t v, const Tried& tried) const {
        const auto inside = [&](std::uint32_t other) {
            return m_all.within(v, other) || m_all.within(other, v);
        };
        return (m_request.eligible.empty() || m_request.eligible[v]) &&
               std::ranges::count(m_request.locked_out, v) == 0 &&
               std::none_of(m_request.locked_in.begin(), m_request.locked_in.end(),
                            [&](std::uint32_t locked) { return m_all.within(v, locked); }) &&
               std::none_of(tried.chosen.begin(), tried.chosen.end(), inside) &&
               brings_something(v);
    }
    /// A contract all of whose signatories are those of contracts locked in is none to sign.
    bool brings_something(std::uint32_t v) const {
        auto communes = perimeter_of(m_all, v);
        std::erase_if(communes, [this](Index<Commune> commune) {
            return m_all.state.covered(commune) ||
                   std::any_of(m_request.locked_in.begin(), m_request.locked_in.end(),
                               [&](std::uint32_t locked) {
                                   return std::ranges::count(m_all.communes_of(locked), commune) >
                                          0;
                               });
        });
        std::int64_t most = 0;
        for (std::size_t year = 0; year < m_all.counts->size(); ++year) {
            const auto& counts = (*m_all.counts)[year];
            for (const auto commune : communes) {
                const auto department =
                    m_all.state.dataset().territories.communes.department[commune.value];
                if (std::ranges::count(m_all.scope.departments, department) == 0) {
                    continue;
                }
                most += counts.located[commune.value].high;
                for (const auto& cell : counts.split) {
                    most += std::ranges::count(cell.communes, commune) > 0 ? cell.count.high : 0;
                }
            }
        }
        return most > 0;
    }
    indicators::Rate rate(const indicators::CoverageRange& range) const {
        const auto bounds = indicators::rate_bounds(range);
        if (!bounds) {
            return {0, 1};
        }
        return m_request.measure == Measure::kGuaranteed ? bounds->low : bounds->high;
    }
    void try_from(std::uint32_t v, const indicators::CoverageState& state, const Tried& tried) {
        if (v == m_all.size()) {
            judge(state, tried);
            return;
        }
        try_from(v + 1, state, tried);
        if (may_choose(v, tried)) {
            auto with = state;
            with.add_perimeter(perimeter_of(m_all, v));
            auto more = tried;
            more.chosen.push_back(v);
            ++more.contracts;
            more.cost += m_request.cost.empty() ? 0 : m_request.cost[v];
            try_from(v + 1, with, more);
        }
    }
    void judge(const indicators::CoverageState& state, Tried tried) {
        indicators::CoverageRange sum;
        std::vector<indicators::Rate> by_slot;
        for (const auto department : m_all.scope.departments) {
            const auto range =
                state.possible_coverage(indicators::Level::kDepartment, department.value).range;
            sum = sum + range;
            by_slot.push_back(rate(range));
        }
        tried.rate = rate(sum);
        bool good = m_possible &&
                    (!m_request.contracts || tried.contracts <= *m_request.contracts) &&
                    (!m_request.budget || tried.cost <= *m_request.budget);
        for (const auto& target : m_request.targets) {
            const auto reached =
                target.slot == Candidates::kNone ? tried.rate : by_slot[target.slot];
            good = good && std::is_gteq(indicators::compare(reached, target.rate));
        }
        auto all = tried.chosen;
        all.insert(all.end(), m_request.locked_in.begin(), m_request.locked_in.end());
        if (good && keeps_rural(all) && keeps_arrondissements(all)) {
            m_feasible.push_back(std::move(tried));
        }
    }
    bool keeps_rural(const std::vector<std::uint32_t>& contracts) const {
        if (!m_request.rural_share) {
            return true;
        }
        const auto& rural = m_request.rural_commune;
        std::int64_t of_rural = 0;
        std::int64_t of_all = 0;
        std::vector<bool> seen(rural.size());
        const auto& table = m_all.state.dataset().territories.communes;
        for (const auto v : contracts) {
            std::int64_t here = 0;
            for (const auto commune : m_all.communes_of(v)) {
                here += rural[commune.value] ? 1 : 0;
                if (m_request.rural_share_of == RuralShareOf::kContracts || seen[commune.value] ||
                    m_all.state.covered(commune) ||
                    std::ranges::count(m_all.scope.departments, table.department[commune.value]) ==
                        0) {
                    continue;
                }
                seen[commune.value] = true;
                for (const auto& year : *m_all.counts) {
                    of_all += year.located[commune.value].low;
                    of_rural += rural[commune.value] ? year.located[commune.value].low : 0;
                }
            }
            if (m_request.rural_share_of == RuralShareOf::kContracts) {
                ++of_all;
                of_rural += 2 * here > std::ssize(m_all.communes_of(v)) ? 1 : 0;
            }
        }
        return of_rural * m_request.rural_share->denominator >=
               m_request.rural_share->numerator * of_all;
    }
    bool keeps_arrondissements(const std::vector<std::uint32_t>& contracts) const {
        if (!m_request.one_per_arrondissement) {
            return true;
        }
        const auto& of = m_all.state.dataset().territories.communes.arrondissement;
        std::vector<std::uint32_t> used;
        for (const auto v : contracts) {
            std::vector<std::uint32_t> here;
            for (const auto commune : m_all.communes_of(v)) {
                if (of[commune.value].valid()) {
                    here.push_back(of[commune.value].value);
                }
            }
            std::sort(here.begin(), here.end());
            here.erase(std::unique(here.begin(), here.end()), here.end());
            used.insert(used.end(), here.begin(), here.end());
        }
        std::sort(used.begin(), used.end());
        return std::adjacent_find(used.begin(), used.end()) == used.end();
    }

    const Candidates& m_all;
    const PlanRequest& m_request;
    bool m_possible = true;
    std::vector<Tried> m_feasible;
};

/// Any objective with any conditions.
inline PlanRequest random_request(Dice& dice, const Candidates& all, bool possible) {
    PlanRequest request;
    request.objective = static_cast<Objective>(dice.between(0, 2));
    request.measure = possible && dice.one_in(2) ? Measure::kPossible : Measure::kGuaranteed;
    const auto size = static_cast<std::int64_t>(all.size());
    if (dice.one_in(2)) {
        request.contracts = dice.between(0, 4);
    }
    if (dice.one_in(2) || request.objective == Objective::kLeastMoney) {
        const bool coarse = dice.one_in(2);
        for (std::int64_t v = 0; v < size; ++v) {
            request.cost.push_back(coarse ? 10 * dice.between(0, 3) : dice.between(0, 60));
        }
        if (dice.one_in(2)) {
            request.budget = dice.between(0, 120);
        }
    }
    if (request.objective != Objective::kMostCoverage || dice.one_in(4)) {
        request.targets.push_back({Candidates::kNone, {dice.between(0, 90), 100}});
    }
    for (std::uint32_t slot = 0; slot < all.scope.departments.size(); ++slot) {
        if (dice.one_in(3)) {
            request.targets.push_back({slot, {dice.between(0, 80), 100}});
        }
    }
    if (dice.one_in(4)) {
        for (std::int64_t v = 0; v < size; ++v) {
            request.eligible.push_back(!dice.one_in(4));
        }
    }
    if (size > 0 && dice.one_in(3)) {
        request.locked_out.push_back(static_cast<std::uint32_t>(dice.between(0, size - 1)));
    }
    for (int i = 0; size > 0 && i < 2; ++i) {
        if (const auto v = static_cast<std::uint32_t>(dice.between(0, size - 1));
            dice.one_in(4) && std::ranges::count(request.locked_in, v) == 0) {
            request.locked_in.push_back(v);
        }
    }
    if (dice.one_in(4)) {
        const auto communes = all.state.dataset().territories.communes.size();
        for (std::size_t i = 0; i < communes; ++i) {
            request.rural_commune.push_back(dice.one_in(2));
        }
        request.rural_share = Share{dice.between(1, 3), 4};
        request.rural_share_of =
            dice.one_in(2) ? RuralShareOf::kContracts : RuralShareOf::kSignatories;
    }
    request.one_per_arrondissement = dice.one_in(5);
    request.tie_limit = 1000;
    return request;
}

}  // namespace maillage::planning
