// SPDX-License-Identifier: Apache-2.0
#include "disclosure/protect_department.hpp"

#include "disclosure/signatories_table.hpp"
#include "disclosure/suppress.hpp"

#include <algorithm>
#include <cassert>
#include <map>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace maillage::disclosure::detail {
namespace {

constexpr auto kNone = static_cast<std::uint32_t>(-1);

/// A count that is published or hidden as a whole: the exact rows of one commune, or one row that
/// several communes share after a split.
struct Unit {
    std::vector<Index<Commune>> communes;
    std::string key;
    Form form;
    std::int64_t value = 0;
    std::uint32_t part = kNone;  ///< The part of an EPCI that holds all its communes.
    CellState state = CellState::kPublished;
    bool hidden = false;
};

/// What lies of an EPCI in the department.
struct Part {
    std::string key;
    bool published = true;  ///< Its total over the exact rows.
};

/// The units of a department, and which of them are published only together.
class Units {
public:
    Units(const Dataset& dataset, const CirYear& year, Index<Department> department,
          const Rule& rule)
        : m_dataset(dataset), m_rule(rule) {
        const auto department_code =
            dataset.territories.departments.code[department.value].string();
        m_key = "departement:" + department_code;
        std::map<std::uint32_t, std::size_t> unit_of;
        std::uint32_t atom = 0;
        for (const auto& cell : year.cells) {
            if (cell.department != department) {
                continue;  // Atoms are the rows of the department in their order.
            }
            const auto inside = year.communes_of(cell);
            const Index<Atom> own{atom++};
            if (!cell.count.is_exact()) {
                m_masked.push_back({{inside.begin(), inside.end()}, cell.count});
            } else if (inside.empty()) {
                m_not_located.push_back({own, cell.count.low});
            } else if (inside.size() > 1) {
                add_unit(inside, own, cell.count.low, department_code);
            } else {
                const auto [found, fresh] = unit_of.emplace(inside[0].value, m_units.size());
                if (fresh) {
                    add_unit(inside, own, cell.count.low, department_code);
                } else {
                    m_units[found->second].form.push_back({own, 1});
                    m_units[found->second].value += cell.count.low;
                }
            }
        }
    }

    /// Takes over what suppress() decided about the cells of add_located().
    /// \param spare_zeros Whether zeros are shown again that larger counts make up for.
    void decide(const Table& table, const std::vector<CellState>& states, bool spare_zeros) {
        m_spare_zeros = spare_zeros;
        std::unordered_map<std::string_view, CellState> state_of;
        for (std::size_t i = 0; i < states.size(); ++i) {
            state_of.emplace(table.cells[i].key, states[i]);
        }
        for (auto& unit : m_units) {
            const auto key = unit.communes.size() > 1
                                 ? "partage:" + table.atom_keys[unit.form[0].atom.value]
                                 : unit.key;
            unit.state = state_of.at(key);
            unit.hidden = unit.state != CellState::kPublished;
        }
        for (auto& part : m_parts) {
            const auto found = state_of.find(part.key);
            part.published = found == state_of.end() || found->second == CellState::kPublished;
        }
        const auto all = state_of.find("localises:" + m_key.substr(m_key.find(':') + 1));
        m_published = all == state_of.end() || all->second == CellState::kPublished;
        for (std::uint32_t part = 0; part < m_parts.size(); ++part) {
            if (m_parts[part].published) {
                enlarge(part);
            }
        }
        if (m_published) {
            enlarge_department();
        }
    }

    void write(ProtectedDepartment& to, std::vector<Statement>& exported) const {
        for (const auto& unit : m_units) {
            if (!unit.hidden) {
                to.cells.push_back({unit.communes, Count::exact(unit.value)});
                exported.push_back(exactly(unit.key, unit.form, unit.value));
            }
        }
        for (std::uint32_t part = 0; part < m_parts.size(); ++part) {
            if (m_parts[part].published) {
                write_together(of_part(part), m_parts[part].key + ":ensemble", to, exported);
            }
        }
        if (m_published) {
            write_together(of_department(), m_key + ":ensemble", to, exported);
        } else {
            write_alone(of_department(), to, exported);
        }
        for (const auto& cell : m_masked) {
            to.cells.push_back(cell);
            to.is_exact = false;
        }
        for (const auto& [atom, value] : m_not_located) {
            if (m_rule.hides(value)) {
                to.cells.push_back({{}, m_rule.small_counts()});
                to.is_exact = false;
                ++to.findings.small;
            } else {
                to.cells.push_back({{}, Count::exact(value)});
                exported.push_back(exactly(m_key + ":non_localise", {{atom, 1}}, value));
            }
        }
        for (const auto& unit : m_units) {
            if (unit.hidden) {
                ++(unit.state == CellState::kSmall ? to.findings.small : to.findings.secondary);
            }
        }
        to.findings.sums += std::count_if(m_parts.begin(), m_parts.end(),
                                          [](const Part& part) { return !part.published; }) +
                            (m_published ? 0 : 1);
    }

private:
    using Rows = std::vector<std::size_t>;

    void add_unit(std::span<const Index<Commune>> communes, Index<Atom> atom, std::int64_t value,
                  const std::string& department) {
        const auto& all = m_dataset.territories.communes;
        Unit unit{{communes.begin(), communes.end()}, {}, {{atom, 1}}, value, kNone, {}, false};
        for (const auto commune : communes) {
            unit.key += (unit.key.empty() ? "commune:" : "+") + all.code[commune.value].string();
        }
        const auto epci = all.epci[communes[0].value];
        if (epci.valid() &&
            std::all_of(communes.begin(), communes.end(),
                        [&](Index<Commune> commune) { return all.epci[commune.value] == epci; })) {
            const auto [found, fresh] =
                m_part_of.emplace(epci.value, static_cast<std::uint32_t>(m_parts.size()));
            unit.part = found->second;
            if (fresh) {
                m_parts.push_back({"epci:" + m_dataset.territories.epcis.code[epci.value].string() +
                                   "/" + department});
            }
        }
        m_units.push_back(std::move(unit));
    }

    template <typename Test>
    Rows hidden(const Test& test) const {
        Rows rows;
        for (std::size_t i = 0; i < m_units.size(); ++i) {
            if (m_units[i].hidden && test(m_units[i])) {
                rows.push_back(i);
            }
        }
        return rows;
    }
    Rows of_part(std::uint32_t part) const {
        return hidden([part](const Unit& unit) { return unit.part == part; });
    }
    /// What no published total of an EPCI holds together.
    Rows of_department() const {
        return hidden([this](const Unit& unit) {
            return unit.part == kNone || !m_parts[unit.part].published;
        });
    }
    std::int64_t sum(const Rows& rows) const {
        std::int64_t sum = 0;
        for (const auto row : rows) {
            sum += m_units[row].value;
        }
        return sum;
    }

    /// Hides the smallest published count above 0 of those that \p test lets through.
    template <typename Test>
    bool hide_smallest(const Test& test) {
        Unit* smallest = nullptr;
        for (auto& unit : m_units) {
            if (!unit.hidden && unit.value > 0 && test(unit) &&
                (smallest == nullptr || unit.value < smallest->value)) {
                smallest = &unit;
            }
        }
        if (smallest == nullptr) {
            return false;
        }
        smallest->hidden = true;
        smallest->state = CellState::kSecondary;
        // Nothing bounds what it is, so it leaves to the others all that a zero would.
        for (auto& unit : m_units) {
            if (m_spare_zeros && unit.value == 0 && unit.state == CellState::kSecondary &&
                test(unit)) {
                unit.hidden = false;
                unit.state = CellState::kPublished;
            }
        }
        return true;
    }

    /// What stands together is itself a number that a reader sees: it is no small one either.
    void enlarge(std::uint32_t part) {
        const auto rows = of_part(part);
        if (!rows.empty() && m_rule.hides(sum(rows)) &&
            !hide_smallest([part](const Unit& unit) { return unit.part == part; })) {
            m_parts[part].published = false;
        }
    }
    void enlarge_department() {
        const auto outside = [this](const Unit& unit) {
            return unit.part == kNone || !m_parts[unit.part].published;
        };
        for (auto rows = of_department(); !rows.empty() && m_rule.hides(sum(rows));
             rows = of_department()) {
            if (hide_smallest(outside)) {
                continue;
            }
            // The EPCI with the smallest total joins, as one sum with the others.
            std::map<std::uint32_t, std::int64_t> total;
            for (const auto& unit : m_units) {
                total[unit.part] += unit.value;
            }
            auto best = kNone;
            for (const auto& [part, value] : total) {
                if (part != kNone && m_parts[part].published && value > 0 &&
                    (best == kNone || value < total.at(best))) {
                    best = part;
                }
            }
            if (best == kNone) {
                m_published = false;
                return;
            }
            m_parts[best].published = false;
            if (of_part(best).empty()) {
                hide_smallest([best](const Unit& unit) { return unit.part == best; });
            }
        }
    }

    void write_together(const Rows& rows, std::string key, ProtectedDepartment& to,
                        std::vector<Statement>& exported) const {
        if (rows.empty()) {
            return;
        }
        std::vector<Index<Commune>> communes;
        Form form;
        for (const auto row : rows) {
            const auto& unit = m_units[row];
            communes.insert(communes.end(), unit.communes.begin(), unit.communes.end());
            form.insert(form.end(), unit.form.begin(), unit.form.end());
        }
        std::sort(communes.begin(), communes.end());
        communes.erase(std::unique(communes.begin(), communes.end()), communes.end());
        const auto total = sum(rows);
        to.cells.push_back({std::move(communes), Count::exact(total)});
        exported.push_back(exactly(std::move(key), normal_form(std::move(form)), total));
    }

    /// No total holds them: a small count is what the rule says it is. What was hidden for the sake
    /// of others has no bound then and is shown; the audit judges that.
    void write_alone(const Rows& rows, ProtectedDepartment& to,
                     std::vector<Statement>& exported) const {
        for (const auto row : rows) {
            const auto& unit = m_units[row];
            const bool small = m_rule.hides(unit.value);
            to.cells.push_back(
                {unit.communes, small ? m_rule.small_counts() : Count::exact(unit.value)});
            if (small) {
                to.is_exact = false;
            } else {
                exported.push_back(exactly(unit.key, unit.form, unit.value));
            }
        }
    }

    const Dataset& m_dataset;
    const Rule& m_rule;
    std::string m_key;
    std::vector<Unit> m_units;
    std::vector<Part> m_parts;
    std::map<std::uint32_t, std::uint32_t> m_part_of;  ///< By EPCI.
    std::vector<ProtectedCell> m_masked;
    std::vector<std::pair<Index<Atom>, std::int64_t>> m_not_located;
    bool m_spare_zeros = false;
    bool m_published = true;  ///< The sum of all located exact rows.
};

Count sum_of(const std::vector<ProtectedCell>& cells) {
    Count sum;
    for (const auto& cell : cells) {
        sum += cell.count;
    }
    return sum;
}

/// What the rows of the department add up to at most.
std::int64_t highest(const CirYear& year, Index<Department> department) {
    std::int64_t sum = 0;
    for (const auto& cell : year.cells) {
        sum += cell.department == department ? cell.count.high : 0;
    }
    return sum;
}

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
        made.is_exact = false;
        ++made.findings.small;
    }
}

/// Whether the source's \p total may stay beside \p cells: it narrows no interval of them.
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
        Units units(dataset, year, department, rule);
        units.decide(asked, choice.states, !heed_earlier);
        std::vector<Statement> exported;
        units.write(made, exported);
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
        auto said = earlier_statements({before}, before.inputs, table.atom_keys);
        Disclosure disclosure{rule,
                              public_priors(table),
                              public_knowledge(table, rule, states),
                              std::move(exported),
                              std::move(said.statements),
                              secrets_of(table, rule, states)};
        disclosure.priors.resize(table.atoms.size() + said.more_atoms.size(), {0, kUnbounded});
        const auto judged = audit(disclosure, {3, 1});
        auto& findings = made.findings;
        findings.cost = choice.cost;
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
        if (findings.passed() || before.numbers.empty()) {
            break;
        }
    }
    return made;
}

}  // namespace maillage::disclosure::detail
