// SPDX-License-Identifier: Apache-2.0
#include "disclosure/protect_department.hpp"

#include "disclosure/protected_units.hpp"
#include "disclosure/signatories_table.hpp"
#include "disclosure/suppress.hpp"

#include <algorithm>
#include <iterator>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>

namespace maillage::disclosure::detail {

Count sum_of(const std::vector<ProtectedCell>& cells) {
    Count sum;
    for (const auto& cell : cells) {
        sum += cell.count;
    }
    return sum;
}

std::int64_t highest(const CirYear& year, Index<Department> department) {
    std::int64_t sum = 0;
    for (const auto& cell : year.cells) {
        sum += cell.department == department ? cell.count.high : 0;
    }
    return sum;
}

std::int64_t lowest(const CirYear& year, Index<Department> department) {
    std::int64_t sum = 0;
    for (const auto& cell : year.cells) {
        sum += cell.department == department ? cell.count.low : 0;
    }
    const auto d = department.value;
    const auto total = d < year.department_total.size() ? year.department_total[d] : std::nullopt;
    return std::max(sum, total.value_or(0));
}

bool may_stay(std::int64_t total, const std::vector<ProtectedCell>& cells) {
    const auto all = sum_of(cells);
    if (total < all.low) {
        return false;  // It contradicts the rows: the indicators do without it too.
    }
    if (total > all.high) {
        return true;
    }
    return std::all_of(cells.begin(), cells.end(), [&](const ProtectedCell& cell) {
        return cell.count.is_exact() || (total - (all.high - cell.count.high) <= cell.count.low &&
                                         total - (all.low - cell.count.low) >= cell.count.high);
    });
}

namespace {

/// Signatories that the source's total counts and no row holds: not located. Where intervals stand
/// in for rows, the indicators could not tell any more that there are some.
void add_rest(std::int64_t total, std::int64_t highest_row_sum, const Rule& rule,
              ProtectedDepartment& made) {
    const auto all = sum_of(made.cells);
    if (total <= highest_row_sum) {
        return;
    }
    if (!all.is_exact()) {
        made.cells.push_back({{}, {std::max<std::int64_t>(0, total - all.high), total - all.low}});
    } else if (rule.hides(total - all.high)) {
        made.cells.push_back({{}, rule.small_counts()});
        ++made.findings.small;
    }
}

Leak leak_of(const Exposure& exposure, const Disclosure& disclosure, int year) {
    Leak leak{disclosure.secrets[exposure.secret].key, year, exposure.reach, {}, {}, {}};
    for (const auto number : exposure.exported) {
        leak.exported.push_back(disclosure.exported[number].key);
    }
    for (const auto number : exposure.earlier) {
        leak.earlier.push_back(disclosure.earlier[number].key);
    }
    for (const auto& proposal : exposure.proposals) {
        leak.proposals.push_back(proposal.kind);
    }
    return leak;
}

/// Of the counts that the rule hides the reader learns that it does, as \p knowledge says: another
/// rule would tell less, so the register keeps it.
std::vector<Statement> told_intervals(std::vector<Statement> knowledge,
                                      const std::vector<CellState>& states, const Table& table) {
    std::set<std::string_view> masked;
    for (std::size_t i = 0; i < states.size(); ++i) {
        if (states[i] == CellState::kMasked) {
            masked.insert(table.cells[i].key);
        }
    }
    std::erase_if(knowledge, [&](const Statement& one) { return masked.contains(one.key); });
    return knowledge;
}

/// What \p present says again is no news from \p earlier.
void drop_repeated(std::vector<Statement>& earlier, const std::vector<Statement>& present) {
    const auto order = [](const Statement* a, const Statement* b) {
        return std::tie(a->form, a->low, a->high) < std::tie(b->form, b->low, b->high);
    };
    std::set<const Statement*, decltype(order)> said(order);
    for (const auto& one : present) {
        said.insert(&one);
    }
    std::erase_if(earlier, [&](const Statement& one) { return said.contains(&one); });
}

/// The table of suppress(), with the unknowns that only earlier exports have.
Table with_more(Table table, const std::vector<std::string>& atoms) {
    for (const auto& atom : atoms) {
        table.atoms.push_back({0, kUnbounded});
        table.atom_keys.push_back(atom);
    }
    return table;
}

}  // namespace

ProtectedDepartment protect_department(const Dataset& dataset, const CirYear& year,
                                       Index<Department> department, const Rule& rule,
                                       const EarlierNumbers& earlier) {
    SignatoriesTable located(dataset, year, std::span(&department, 1));
    located.add_located();
    SignatoriesTable everything(dataset, year, std::span(&department, 1));
    everything.add_territories();
    const auto& table = everything.table();
    const auto before = earlier.bearing_on(table.atom_keys);
    const auto states = primary_states(table, rule);

    // What to hide does not depend on earlier exports unless it must: the same export again is the
    // same file.
    ProtectedDepartment made;
    for (const bool heed_earlier : {false, true}) {
        made = {};
        const auto known = earlier_statements({before}, before.inputs, located.table().atom_keys);
        const auto asked =
            heed_earlier ? with_more(located.table(), known.more_atoms) : Table(located.table());
        const auto choice = suppress(asked, rule,
                                     heed_earlier ? std::span<const Statement>(known.statements)
                                                  : std::span<const Statement>());
        ProtectedUnits units(dataset, year, department, rule);
        units.decide(asked, choice.states, !heed_earlier);
        std::vector<Statement> exported;
        made.cells = units.cells(exported);
        const auto hidden = units.hidden_counts(asked);
        const auto d = department.value;
        const auto total =
            d < year.department_total.size() ? year.department_total[d] : std::nullopt;
        if (total) {
            add_rest(*total, highest(year, department), rule, made);
        }
        if (total && may_stay(*total, made.cells)) {
            made.total = total;
            const auto key = "departement:" + dataset.territories.departments.code[d].string();
            for (const auto& cell : table.cells) {
                if (cell.key == key) {
                    exported.push_back(exactly(key, cell.form, *made.total));
                }
            }
        }
        const auto told = told_intervals(public_knowledge(table, rule, states), states, table);
        auto said = earlier_statements({before}, before.inputs, table.atom_keys);
        drop_repeated(said.statements, exported);
        drop_repeated(said.statements, told);
        Disclosure disclosure{rule,
                              public_priors(table),
                              public_knowledge(table, rule, states),
                              std::move(exported),
                              std::move(said.statements),
                              secrets_of(table, rule, states)};
        disclosure.priors.resize(table.atoms.size() + said.more_atoms.size(), {0, kUnbounded});
        const auto judged = audit(disclosure, {3, 1});
        auto& findings = made.findings;
        findings.small += hidden.small;
        findings.secondary = hidden.secondary;
        findings.sums = hidden.sums;
        findings.cost = hidden.cost;
        findings.bound = choice.bound;
        findings.secrets = static_cast<std::int64_t>(disclosure.secrets.size());
        findings.numbers = static_cast<std::int64_t>(disclosure.exported.size());
        findings.earlier = static_cast<std::int64_t>(disclosure.earlier.size());
        for (const auto& exposure : judged.exposures) {
            findings.leaks.push_back(leak_of(exposure, disclosure, year.year));
        }
        for (const auto small : judged.small) {
            findings.leaks.push_back({disclosure.exported[small].key, year.year, {}, {}, {}, {}});
        }
        if (!judged.consistent) {
            findings.inconsistent.push_back(year.year);
        }
        made.numbers = as_published({}, "", "", disclosure.exported, table.atom_keys).numbers;
        auto intervals = as_published({}, "", "", told, table.atom_keys).numbers;
        std::move(intervals.begin(), intervals.end(), std::back_inserter(made.numbers));
        if (findings.passed() || before.numbers.empty()) {
            break;
        }
    }
    return made;
}

}  // namespace maillage::disclosure::detail
