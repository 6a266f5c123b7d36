// SPDX-License-Identifier: Apache-2.0
#include "indicators/coverage_state.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

namespace maillage::indicators {
namespace {

/// The years to sum: those asked, else the dataset's, else its last one (E15).
std::vector<int> years_to_sum(const Dataset& dataset, const CoverageQuery& query) {
    auto wanted = query.years.empty() ? dataset.counts_years : query.years;
    if (wanted.empty() && !dataset.cir.empty()) {
        wanted.push_back(dataset.cir.back().year);
    }
    std::sort(wanted.begin(), wanted.end());
    wanted.erase(std::unique(wanted.begin(), wanted.end()), wanted.end());
    std::erase_if(wanted, [&dataset](int year) { return dataset.cir_of(year) == nullptr; });
    return wanted;
}

/// Contracts in force that do not count for their level.
std::vector<std::size_t> other_level_contracts(const Dataset& dataset, const CoverageQuery& query) {
    std::vector<std::size_t> found;
    const auto rules = counting_rules(dataset, query);
    for (std::size_t i = 0; i < dataset.contracts.size(); ++i) {
        const auto reason = counted(dataset.contracts[i], query.date, rules);
        if (reason == Reason::kLevel || reason == Reason::kParisLyon) {
            found.push_back(i);
        }
    }
    return found;
}

/// By department: whether any count of these years was published.
std::vector<bool> departments_with_counts(const Dataset& dataset, const std::vector<int>& years) {
    std::vector<bool> found(dataset.territories.departments.size());
    for (const int year : years) {
        const auto& cir = *dataset.cir_of(year);
        for (const auto& cell : cir.cells) {
            if (cell.department.valid()) {
                found[cell.department.value] = true;
            }
        }
        for (std::size_t d = 0; d < cir.department_total.size(); ++d) {
            if (cir.department_total[d]) {
                found[d] = true;
            }
        }
    }
    return found;
}

}  // namespace

std::shared_ptr<const CoverageState::Layout> CoverageState::make_layout(
    const Dataset& dataset, const CoverageQuery& query) {
    auto layout =
        std::make_shared<Layout>(Layout{TerritoryGroups(dataset.territories),
                                        years_to_sum(dataset, query),
                                        {},
                                        {},
                                        query.perimeter.value_or(dataset.choices.perimeter)});
    for (const int year : layout->years) {
        layout->counts.push_back(arrange_counts(dataset.territories, *dataset.cir_of(year)));
    }
    layout->has_counts = departments_with_counts(dataset, layout->years);
    return layout;
}

CoverageState::CoverageState(DatasetPtr dataset, CoverageQuery query, Start start)
    : m_dataset(std::move(dataset)),
      m_query(std::move(query)),
      m_layout(make_layout(*m_dataset, m_query)),
      m_cover(m_dataset->territories.communes.size()),
      m_active(m_dataset->contracts.size()),
      m_other_level(other_level_contracts(*m_dataset, m_query)) {
    const auto departments = m_dataset->territories.departments.size();
    const auto regions = m_dataset->territories.regions.size();
    m_located_covered.assign(m_layout->years.size(), std::vector<Count>(departments));
    m_counted = {std::vector<std::int64_t>(departments), std::vector<std::int64_t>(regions), 0};
    m_not_counted = m_counted;
    for (const auto contract : m_other_level) {
        tally(m_not_counted, perimeter(contract), 1);
    }
    if (start == Start::kNoContract) {
        return;
    }
    const auto rules = counting_rules(*m_dataset, m_query);
    for (std::size_t i = 0; i < m_dataset->contracts.size(); ++i) {
        if (counted(m_dataset->contracts[i], m_query.date, rules) == Reason::kCounted) {
            add_contract(i);
        }
    }
}

CoverageState CoverageState::without_contracts() const {
    auto bare = *this;
    bare.m_cover.assign(m_cover.size(), 0);
    bare.m_active.assign(m_active.size(), false);
    bare.m_added.clear();
    for (auto& year : bare.m_located_covered) {
        year.assign(year.size(), Count());
    }
    bare.m_counted = {std::vector<std::int64_t>(m_counted.in_department.size()),
                      std::vector<std::int64_t>(m_counted.in_region.size()), 0};
    // Contracts that were added by hand though they are not counted were taken out of this tally.
    bare.m_not_counted = bare.m_counted;
    for (const auto contract : m_other_level) {
        bare.tally(bare.m_not_counted, perimeter(contract), 1);
    }
    return bare;
}

CoverageState CoverageState::at(Date date) const {
    auto moved = *this;
    for (const auto contract : m_other_level) {
        if (!m_active[contract]) {
            moved.tally(moved.m_not_counted, perimeter(contract), -1);
        }
    }
    moved.m_other_level.clear();
    moved.m_query.date = date;
    const auto rules = counting_rules(*m_dataset, moved.m_query);
    for (std::size_t i = 0; i < m_dataset->contracts.size(); ++i) {
        const bool counts = counted(m_dataset->contracts[i], date, rules) == Reason::kCounted;
        if (counts != m_active[i]) {
            moved.set_active(i, counts);
        }
    }
    moved.m_other_level = other_level_contracts(*m_dataset, moved.m_query);
    for (const auto contract : moved.m_other_level) {
        moved.tally(moved.m_not_counted, perimeter(contract), 1);
    }
    return moved;
}

const Perimeter& CoverageState::perimeter(std::size_t contract) const {
    return perimeter_of(m_dataset->contracts[contract], m_layout->perimeter);
}

bool CoverageState::add_contract(std::size_t contract) {
    if (m_active[contract]) {
        return false;
    }
    set_active(contract, true);
    return true;
}

bool CoverageState::remove_contract(std::size_t contract) {
    if (!m_active[contract]) {
        return false;
    }
    set_active(contract, false);
    return true;
}

void CoverageState::set_active(std::size_t contract, bool active) {
    m_active[contract] = active;
    change_cover(perimeter(contract), active);
    if (std::binary_search(m_other_level.begin(), m_other_level.end(), contract)) {
        tally(m_not_counted, perimeter(contract), active ? -1 : 1);
    }
}

void CoverageState::add_perimeter(std::span<const Index<Commune>> communes) {
    m_added.emplace_back(communes.begin(), communes.end());
    change_cover(communes, true);
}

bool CoverageState::remove_perimeter(std::span<const Index<Commune>> communes) {
    const auto found = std::find_if(m_added.begin(), m_added.end(), [&](const Perimeter& added) {
        return std::equal(added.begin(), added.end(), communes.begin(), communes.end());
    });
    if (found == m_added.end()) {
        return false;
    }
    const auto removed = std::move(*found);  // The span may look into what is erased.
    m_added.erase(found);
    change_cover(removed, false);
    return true;
}

void CoverageState::change_cover(std::span<const Index<Commune>> communes, bool add) {
    for (const auto commune : communes) {
        auto& cover = m_cover[commune.value];
        if (add) {
            if (cover++ == 0) {
                toggle(commune, true);
            }
        } else {
            assert(cover > 0);
            if (--cover == 0) {
                toggle(commune, false);
            }
        }
    }
    tally(m_counted, communes, add ? 1 : -1);
}

void CoverageState::toggle(Index<Commune> commune, bool now_covered) {
    const auto department = m_dataset->territories.communes.department[commune.value].value;
    for (std::size_t year = 0; year < m_layout->counts.size(); ++year) {
        const auto count = m_layout->counts[year].located[commune.value];
        auto& sum = m_located_covered[year][department];
        sum = now_covered ? sum + count : sum - count;
    }
}

void CoverageState::tally(Tally& into, std::span<const Index<Commune>> communes,
                          std::int64_t step) const {
    if (communes.empty()) {
        return;
    }
    const auto& territories = m_dataset->territories;
    std::vector<std::uint32_t> departments;
    for (const auto commune : communes) {
        const auto department = territories.communes.department[commune.value].value;
        if (departments.empty() || departments.back() != department) {
            departments.push_back(department);
        }
    }
    const auto sort_once = [](std::vector<std::uint32_t>& rows) {
        std::sort(rows.begin(), rows.end());
        rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    };
    sort_once(departments);
    std::vector<std::uint32_t> regions;
    for (const auto department : departments) {
        into.in_department[department] += step;
        if (const auto region = territories.departments.parent[department]; region.valid()) {
            regions.push_back(region.value);
        }
    }
    sort_once(regions);
    for (const auto region : regions) {
        into.in_region[region] += step;
    }
    into.in_france += step;
}

}  // namespace maillage::indicators
