// SPDX-License-Identifier: Apache-2.0
#include "disclosure/protected_units.hpp"

#include <algorithm>
#include <set>
#include <string_view>
#include <unordered_map>

namespace maillage::disclosure::detail {

ProtectedUnits::ProtectedUnits(const Dataset& dataset, const CirYear& year,
                               Index<Department> department, const Rule& rule)
    : m_dataset(dataset),
      m_rule(rule),
      m_department(dataset.territories.departments.code[department.value].string()) {
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
            m_not_located.emplace_back(own, cell.count.low);
        } else if (const auto same = unit_of.find(inside[0].value);
                   inside.size() == 1 && same != unit_of.end()) {
            m_units[same->second].form.push_back({own, 1});
            m_units[same->second].value += cell.count.low;
        } else {
            if (inside.size() == 1) {
                unit_of.emplace(inside[0].value, m_units.size());
            }
            add_unit(inside, own, cell.count.low);
        }
    }
}

void ProtectedUnits::add_unit(std::span<const Index<Commune>> communes, Index<Atom> atom,
                              std::int64_t value) {
    const auto& all = m_dataset.territories.communes;
    Unit unit{{communes.begin(), communes.end()}, {}, {{atom, 1}}, value, kNone, {}};
    for (const auto commune : communes) {
        unit.key += (unit.key.empty() ? "commune:" : "+") + all.code[commune.value].string();
    }
    const auto epci = all.epci[communes[0].value];
    if (epci.valid() && std::all_of(communes.begin(), communes.end(), [&](Index<Commune> commune) {
            return all.epci[commune.value] == epci;
        })) {
        const auto [found, fresh] =
            m_part_of.emplace(epci.value, static_cast<std::uint32_t>(m_parts.size()));
        unit.part = found->second;
        if (fresh) {
            m_parts.push_back({"epci:" + m_dataset.territories.epcis.code[epci.value].string() +
                               "/" + m_department});
        }
    }
    m_units.push_back(std::move(unit));
}

std::string ProtectedUnits::cell_key(const Unit& unit, const Table& table) {
    return unit.communes.size() > 1 ? "partage:" + table.atom_keys[unit.form[0].atom.value]
                                    : unit.key;
}

void ProtectedUnits::decide(const Table& table, const std::vector<CellState>& states,
                            bool spare_zeros) {
    m_spare_zeros = spare_zeros;
    std::unordered_map<std::string_view, CellState> state_of;
    for (std::size_t i = 0; i < states.size(); ++i) {
        state_of.emplace(table.cells[i].key, states[i]);
    }
    for (auto& unit : m_units) {
        unit.state = state_of.at(cell_key(unit, table));
    }
    const auto is_published = [&](const std::string& key) {
        const auto found = state_of.find(key);
        return found == state_of.end() || found->second == CellState::kPublished;
    };
    for (auto& part : m_parts) {
        part.published = is_published(part.key);
    }
    m_published = is_published(located_key());
    for (std::uint32_t part = 0; part < m_parts.size(); ++part) {
        if (m_parts[part].published) {
            enlarge(part);
        }
    }
    if (m_published) {
        enlarge_department();
    }
}

template <typename Test>
ProtectedUnits::Rows ProtectedUnits::hidden_rows(const Test& test) const {
    Rows rows;
    for (std::size_t i = 0; i < m_units.size(); ++i) {
        if (m_units[i].hidden() && test(m_units[i])) {
            rows.push_back(i);
        }
    }
    return rows;
}

ProtectedUnits::Rows ProtectedUnits::hidden_of_part(std::uint32_t part) const {
    return hidden_rows([part](const Unit& unit) { return unit.part == part; });
}

ProtectedUnits::Rows ProtectedUnits::hidden_outside() const {
    return hidden_rows([this](const Unit& unit) { return is_outside(unit); });
}

std::int64_t ProtectedUnits::sum(const Rows& rows) const {
    std::int64_t sum = 0;
    for (const auto row : rows) {
        sum += m_units[row].value;
    }
    return sum;
}

/// Hides the smallest published count above 0 of those that \p test lets through.
/// \returns Whether there was one.
template <typename Test>
bool ProtectedUnits::hide_smallest(const Test& test) {
    Unit* smallest = nullptr;
    for (auto& unit : m_units) {
        if (!unit.hidden() && unit.value > 0 && test(unit) &&
            (smallest == nullptr || unit.value < smallest->value)) {
            smallest = &unit;
        }
    }
    if (smallest == nullptr) {
        return false;
    }
    smallest->state = CellState::kSecondary;
    // Nothing bounds what it is, so it leaves to the others all that a zero would.
    for (auto& unit : m_units) {
        if (m_spare_zeros && unit.value == 0 && unit.state == CellState::kSecondary && test(unit)) {
            unit.state = CellState::kPublished;
        }
    }
    return true;
}

/// What stands together is itself a number that a reader sees: it is no small one either.
void ProtectedUnits::enlarge(std::uint32_t part) {
    const auto rows = hidden_of_part(part);
    if (!rows.empty() && m_rule.hides(sum(rows)) &&
        !hide_smallest([part](const Unit& unit) { return unit.part == part; })) {
        m_parts[part].published = false;
    }
}

/// The published part of an EPCI with the smallest total above 0.
std::uint32_t ProtectedUnits::smallest_part() const {
    std::vector<std::int64_t> total(m_parts.size());
    for (const auto& unit : m_units) {
        if (unit.part != kNone) {
            total[unit.part] += unit.value;
        }
    }
    auto best = kNone;
    for (std::uint32_t part = 0; part < m_parts.size(); ++part) {
        if (m_parts[part].published && total[part] > 0 &&
            (best == kNone || total[part] < total[best])) {
            best = part;
        }
    }
    return best;
}

void ProtectedUnits::enlarge_department() {
    for (auto rows = hidden_outside(); !rows.empty() && m_rule.hides(sum(rows));
         rows = hidden_outside()) {
        if (hide_smallest([this](const Unit& unit) { return is_outside(unit); })) {
            continue;
        }
        // An EPCI joins, as one sum with the others.
        const auto part = smallest_part();
        if (part == kNone) {
            m_published = false;
            return;
        }
        m_parts[part].published = false;
        if (hidden_of_part(part).empty()) {
            hide_smallest([part](const Unit& unit) { return unit.part == part; });
        }
    }
}

void ProtectedUnits::write_together(const Rows& rows, std::string key,
                                    std::vector<ProtectedCell>& to,
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
    to.push_back({std::move(communes), Count::exact(total)});
    exported.push_back(exactly(std::move(key), normal_form(std::move(form)), total));
}

/// No total holds them: a small count is what the rule says it is. What was hidden for the sake of
/// others has no bound then and is shown; the audit judges that.
void ProtectedUnits::write_alone(const Rows& rows, std::vector<ProtectedCell>& to,
                                 std::vector<Statement>& exported) const {
    for (const auto row : rows) {
        const auto& unit = m_units[row];
        if (m_rule.hides(unit.value)) {
            to.push_back({unit.communes, m_rule.small_counts()});
        } else {
            to.push_back({unit.communes, Count::exact(unit.value)});
            exported.push_back(exactly(unit.key, unit.form, unit.value));
        }
    }
}

std::vector<ProtectedCell> ProtectedUnits::cells(std::vector<Statement>& exported) const {
    std::vector<ProtectedCell> cells;
    for (const auto& unit : m_units) {
        if (!unit.hidden()) {
            cells.push_back({unit.communes, Count::exact(unit.value)});
            exported.push_back(exactly(unit.key, unit.form, unit.value));
        }
    }
    for (std::uint32_t part = 0; part < m_parts.size(); ++part) {
        if (m_parts[part].published) {
            write_together(hidden_of_part(part), m_parts[part].key + ":ensemble", cells, exported);
        }
    }
    const auto key = "departement:" + m_department;
    if (m_published) {
        write_together(hidden_outside(), key + ":ensemble", cells, exported);
    } else {
        write_alone(hidden_outside(), cells, exported);
    }
    cells.insert(cells.end(), m_masked.begin(), m_masked.end());
    for (const auto& [atom, value] : m_not_located) {
        if (m_rule.hides(value)) {
            cells.push_back({{}, m_rule.small_counts()});
        } else {
            cells.push_back({{}, Count::exact(value)});
            exported.push_back(exactly(key + ":non_localise", {{atom, 1}}, value));
        }
    }
    return cells;
}

HiddenCounts ProtectedUnits::hidden_counts(const Table& table) const {
    HiddenCounts counts;
    std::set<std::string> hidden;
    for (const auto& unit : m_units) {
        if (unit.hidden()) {
            ++(unit.state == CellState::kSmall ? counts.small : counts.secondary);
            hidden.insert(cell_key(unit, table));
        }
    }
    counts.small += std::count_if(m_not_located.begin(), m_not_located.end(),
                                  [this](const auto& one) { return m_rule.hides(one.second); });
    for (const auto& part : m_parts) {
        if (!part.published) {
            ++counts.sums;
            hidden.insert(part.key);
        }
    }
    if (!m_published) {
        ++counts.sums;
        hidden.insert(located_key());
    }
    for (const auto& cell : table.cells) {
        const bool free = cell.value.is_exact() && !m_rule.hides(cell.value.low);
        counts.cost += free && hidden.contains(cell.key) ? cell.cost : 0;
    }
    return counts;
}

}  // namespace maillage::disclosure::detail
