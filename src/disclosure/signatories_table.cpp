// SPDX-License-Identifier: Apache-2.0
#include "disclosure/signatories_table.hpp"

#include "index/hierarchy.hpp"

#include <algorithm>
#include <map>

namespace maillage::disclosure {
namespace {

// What it costs to hide a sum of a kind, beside a commune of the same value.
constexpr std::int64_t kCommuneWeight = 1;
constexpr std::int64_t kPartWeight = 2;
constexpr std::int64_t kEpciWeight = 3;
constexpr std::int64_t kDepartmentWeight = 20;
constexpr std::int64_t kRegionWeight = 50;
constexpr std::int64_t kFranceWeight = 100;

}  // namespace

SignatoriesTable::SignatoriesTable(const Dataset& dataset, const CirYear& year,
                                   std::span<const Index<Department>> scope)
    : m_dataset(dataset),
      m_year(year),
      m_in_scope(dataset.territories.departments.size(), scope.empty()),
      m_of_commune(dataset.territories.communes.size()),
      m_of_department(dataset.territories.departments.size()),
      m_split_of(dataset.territories.communes.size()) {
    for (const auto department : scope) {
        m_in_scope[department.value] = true;
    }
    m_whole = std::find(m_in_scope.begin(), m_in_scope.end(), false) == m_in_scope.end();
    add_atoms(year);
}

void SignatoriesTable::add_atoms(const CirYear& year) {
    const auto& communes = m_dataset.territories.communes;
    std::map<std::string, int> times;  // The same key may come again: categories of one commune.
    for (const auto& cell : year.cells) {
        const auto inside = year.communes_of(cell);
        if (!in_scope(cell.department) && !(m_whole && !cell.department.valid())) {
            continue;
        }
        const auto atom = index_of<Atom>(m_table.atoms.size());
        std::string key;
        for (const auto commune : inside) {
            key += (key.empty() ? "" : "+") + communes.code[commune.value].string();
        }
        if (inside.empty()) {
            key = cell.department.valid()
                      ? "?" + m_dataset.territories.departments.code[cell.department.value].string()
                      : "?";
        }
        const int again = times[key]++;
        key.insert(0, std::to_string(year.year) + "/");
        m_table.atom_keys.push_back(again == 0 ? key : key + "#" + std::to_string(again));
        m_table.atoms.push_back(cell.count);
        m_department.push_back(cell.department);
        if (inside.size() == 1) {
            m_of_commune[inside[0].value].push_back(atom);
        } else if (inside.empty()) {
            m_not_located.push_back(atom);
        } else {
            for (const auto commune : inside) {
                m_split_of[commune.value].push_back(static_cast<std::uint32_t>(m_split.size()));
            }
            m_split.push_back({atom, inside});
        }
        if (cell.department.valid()) {
            m_of_department[cell.department.value].push_back(atom);
        }
    }
}

Form SignatoriesTable::form_of(std::span<const Index<Commune>> communes) const {
    std::vector<Index<Atom>> atoms;
    std::map<std::uint32_t, std::size_t> touched;
    for (const auto commune : communes) {
        const auto& own = m_of_commune[commune.value];
        atoms.insert(atoms.end(), own.begin(), own.end());
        for (const auto split : m_split_of[commune.value]) {
            ++touched[split];
        }
    }
    for (const auto& [split, count] : touched) {
        if (count == m_split[split].communes.size()) {
            atoms.push_back(m_split[split].atom);
        }
    }
    return sum_of(atoms);
}

/// A total above what its rows can add up to counts signatories that no row holds.
void SignatoriesTable::add_rest(const std::string& key, Form& form, std::int64_t total) {
    std::int64_t most = 0;
    for (const auto& term : form) {
        most += m_table.atoms[term.atom.value].high;
    }
    if (total > most) {
        form.push_back({index_of<Atom>(m_table.atoms.size()), 1});
        m_table.atoms.push_back({0, kUnbounded});
        m_table.atom_keys.push_back(std::to_string(m_year.year) + "/reste:" + key);
        m_department.emplace_back();
    }
}

void SignatoriesTable::add_cell(std::string key, const Form& form,
                                std::optional<std::int64_t> total, std::int64_t weight,
                                bool reason_told) {
    const auto exact = [&](std::string name, Form of, std::int64_t value) {
        m_table.cells.push_back({std::move(name), std::move(of), Count::exact(value),
                                 weight * (value + 1), true, reason_told});
    };
    if (form.empty()) {
        return;
    }
    if (total) {
        exact(std::move(key), form, *total);
    } else if (form.size() == 1 && !m_table.atoms[form[0].atom.value].is_exact()) {
        m_table.cells.push_back(
            {std::move(key), form, m_table.atoms[form[0].atom.value], weight, true, reason_told});
    } else if (auto visible = interval_of_sum(std::move(key), form, m_table.atoms)) {
        exact(std::move(visible->key), std::move(visible->form), visible->low);
    }
}

void SignatoriesTable::add_sum(std::string key, std::span<const Index<Commune>> communes,
                               std::int64_t weight) {
    add_cell(std::move(key), form_of(communes), {}, weight, false);
}

void SignatoriesTable::add_communes() {
    const auto& communes = m_dataset.territories.communes;
    for (std::size_t i = 0; i < communes.size(); ++i) {
        const auto commune = index_of<Commune>(i);
        add_cell("commune:" + communes.code[i].string(), form_of(std::span(&commune, 1)), {},
                 kCommuneWeight, true);
        // Of several rows of one commune, each that is masked is a secret of its own.
        for (const auto atom : m_of_commune[i]) {
            if (m_of_commune[i].size() > 1 && !m_table.atoms[atom.value].is_exact()) {
                add_cell("ligne:" + m_table.atom_keys[atom.value], {{atom, 1}}, {}, kCommuneWeight,
                         true);
            }
        }
    }
    for (const auto& split : m_split) {
        add_cell("partage:" + m_table.atom_keys[split.atom.value], {{split.atom, 1}}, {},
                 kCommuneWeight, true);
    }
    for (const auto atom : m_not_located) {
        add_cell("non_localise:" + m_table.atom_keys[atom.value], {{atom, 1}}, {}, kCommuneWeight,
                 true);
    }
}

/// \p whole kNever: parts only, also of what lies in one department.
void SignatoriesTable::add_epcis(Whole with_whole) {
    const auto& all = m_dataset.territories;
    const index::Hierarchy hierarchy(all);
    for (std::size_t e = 0; e < all.epcis.size(); ++e) {
        std::map<std::uint32_t, std::vector<Index<Commune>>> parts;
        const auto members = hierarchy.communes_of(index_of<Epci>(e));
        for (const auto commune : members) {
            parts[all.communes.department[commune.value].value].push_back(commune);
        }
        const auto key = "epci:" + all.epcis.code[e].string();
        const bool whole = std::all_of(parts.begin(), parts.end(), [&](const auto& part) {
            return in_scope(Index<Department>{part.first});
        });
        for (const auto& [department, communes] : parts) {
            if (in_scope(Index<Department>{department}) &&
                (parts.size() > 1 || !whole || with_whole == Whole::kNever)) {
                add_sum(key + "/" + all.departments.code[department].string(), communes,
                        kPartWeight);
            }
        }
        if (whole && with_whole == Whole::kAlso) {
            add_sum(key, members, kEpciWeight);
        }
    }
}

void SignatoriesTable::add_departments() {
    const auto& all = m_dataset.territories.departments;
    for (std::size_t d = 0; d < all.size(); ++d) {
        if (!m_in_scope[d]) {
            continue;
        }
        const auto key = "departement:" + all.code[d].string();
        auto form = sum_of(m_of_department[d]);
        std::optional<std::int64_t> total;
        if (d < m_year.department_total.size()) {
            total = m_year.department_total[d];
        }
        if (total) {
            const auto before = m_table.atoms.size();
            add_rest(key, form, *total);
            if (m_table.atoms.size() > before) {
                m_of_department[d].push_back(form.back().atom);
            }
        }
        add_cell(key, form, total, kDepartmentWeight, false);
    }
}

void SignatoriesTable::add_regions() {
    const auto& all = m_dataset.territories;
    std::vector<Index<Atom>> france = m_whole ? m_not_located : std::vector<Index<Atom>>{};
    std::vector<std::vector<Index<Atom>>> of_region(all.regions.size());
    std::vector<bool> whole(all.regions.size(), true);
    for (std::size_t d = 0; d < all.departments.size(); ++d) {
        france.insert(france.end(), m_of_department[d].begin(), m_of_department[d].end());
        if (const auto region = all.departments.parent[d]; region.valid()) {
            whole[region.value] = whole[region.value] && m_in_scope[d];
            auto& atoms = of_region[region.value];
            atoms.insert(atoms.end(), m_of_department[d].begin(), m_of_department[d].end());
        }
    }
    for (std::size_t r = 0; r < all.regions.size(); ++r) {
        if (!whole[r]) {
            continue;
        }
        const auto key = "region:" + all.regions.code[r].string();
        auto form = sum_of(of_region[r]);
        std::optional<std::int64_t> total;
        if (r < m_year.region_total.size()) {
            total = m_year.region_total[r];
        }
        if (total) {
            add_rest(key, form, *total);
        }
        add_cell(key, form, total, kRegionWeight, false);
    }
    if (m_whole) {
        add_cell("france:", sum_of(france), {}, kFranceWeight, false);
    }
}

void SignatoriesTable::add_located() {
    add_communes();
    add_epcis(Whole::kNever);
    const auto& all = m_dataset.territories.departments;
    for (std::size_t d = 0; d < all.size(); ++d) {
        if (m_in_scope[d]) {
            auto located = m_of_department[d];
            std::erase_if(located, [&](Index<Atom> atom) {
                return std::find(m_not_located.begin(), m_not_located.end(), atom) !=
                       m_not_located.end();
            });
            add_cell("localises:" + all.code[d].string(), sum_of(located), {}, kDepartmentWeight,
                     false);
        }
    }
}

void SignatoriesTable::add_territories() {
    add_communes();
    add_epcis(Whole::kAlso);
    add_departments();
    add_regions();
}

}  // namespace maillage::disclosure
