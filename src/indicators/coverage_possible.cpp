// SPDX-License-Identifier: Apache-2.0
#include "indicators/coverage_state.hpp"

#include <algorithm>

namespace maillage::indicators {

/// The cells of one territory and one year, added up apart for each zone; see year_counts.hpp.
class CoverageState::Gathering {
public:
    Gathering(const CoverageState& state, Level level, std::size_t territory)
        : m_state(state),
          m_level(level),
          m_territory(territory),
          m_not_located_in_total(state.m_dataset->choices.unlocated ==
                                 Choices::Unlocated::kInTotal) {}

    PossibleCoverage sum_over_years();

private:
    struct ZonePart {
        std::uint32_t zone = 0;
        PartSum covered;
        PartSum rest;
        PartSum all;
        PartSum not_located;
    };

    void gather_communes();
    void gather_departments();
    void gather_split();
    void add_located(std::uint32_t zone, Count all, Count covered);
    void add_not_located(std::uint32_t zone, Count count);
    void add_split_part(const SplitCell& cell, std::uint32_t zone);
    ZonePart& part(std::uint32_t zone);
    std::uint32_t zone_of(Index<Commune> commune) const {
        return m_counts->zone_of[departments()[commune.value].value];
    }
    const std::vector<Index<Department>>& departments() const {
        return m_state.m_dataset->territories.communes.department;
    }

    const CoverageState& m_state;
    const Level m_level;
    const std::size_t m_territory;
    const bool m_not_located_in_total;
    const YearCounts* m_counts = nullptr;
    std::size_t m_year = 0;
    std::vector<ZonePart> m_parts;
    std::vector<std::uint32_t> m_split;  ///< Split cells that may touch the territory.
};

PossibleCoverage CoverageState::possible_coverage(Level level, std::size_t territory) const {
    return Gathering(*this, level, territory).sum_over_years();
}

PossibleCoverage CoverageState::Gathering::sum_over_years() {
    PossibleCoverage sum;
    for (m_year = 0; m_year < m_state.m_layout->counts.size(); ++m_year) {
        m_counts = &m_state.m_layout->counts[m_year];
        m_parts.clear();
        m_split.clear();
        if (made_of_communes(m_level)) {
            gather_communes();
        } else {
            gather_departments();
        }
        gather_split();
        for (const auto& one : m_parts) {
            const auto& zone = m_counts->zones[one.zone];
            sum.range.covered += possible(one.covered, zone);
            sum.range.rest += possible(one.rest, zone);
            sum.range.total += possible(one.all, zone);
            sum.not_located += possible(one.not_located, zone);
        }
    }
    return sum;
}

void CoverageState::Gathering::gather_communes() {
    Index<Department> last;
    for (const auto commune : m_state.groups().communes_of(m_level, m_territory)) {
        const auto count = m_counts->located[commune.value];
        add_located(zone_of(commune), count, m_state.covered(commune) ? count : Count{});
        const auto department = departments()[commune.value];
        if (department != last) {
            last = department;
            const auto& split = m_counts->split_in[department.value];
            m_split.insert(m_split.end(), split.begin(), split.end());
        }
    }
}

void CoverageState::Gathering::gather_departments() {
    for (const auto department : m_state.groups().departments_of(m_level, m_territory)) {
        const auto d = department.value;
        add_located(m_counts->zone_of[d], m_counts->located_in[d],
                    m_state.m_located_covered[m_year][d]);
        add_not_located(m_counts->zone_of[d], m_counts->not_located[d]);
        const auto& split = m_counts->split_in[d];
        m_split.insert(m_split.end(), split.begin(), split.end());
    }
    if (m_level == Level::kDepartment) {
        return;
    }
    for (std::size_t region = 0; region < m_counts->not_located_region.size(); ++region) {
        if (m_level == Level::kFrance || region == m_territory) {
            add_not_located(m_counts->zone_of_rest[region], m_counts->not_located_region[region]);
        }
    }
    if (m_level == Level::kFrance) {
        add_not_located(YearCounts::kFreeZone, m_counts->not_located_france);
    }
}

void CoverageState::Gathering::gather_split() {
    std::sort(m_split.begin(), m_split.end());
    m_split.erase(std::unique(m_split.begin(), m_split.end()), m_split.end());
    for (const auto row : m_split) {
        const auto& cell = m_counts->split[row];
        for (std::size_t i = 0; i < cell.communes.size(); ++i) {
            const auto zone = zone_of(cell.communes[i]);
            const bool first =
                std::none_of(cell.communes.begin(), cell.communes.begin() + static_cast<int>(i),
                             [&](Index<Commune> before) { return zone_of(before) == zone; });
            if (first) {
                add_split_part(cell, zone);
            }
        }
    }
}

void CoverageState::Gathering::add_split_part(const SplitCell& cell, std::uint32_t zone) {
    bool has_covered = false;
    bool has_rest = false;
    bool has_other = false;  // In the zone, out of the territory.
    auto count = cell.count;
    for (const auto commune : cell.communes) {
        if (zone_of(commune) != zone) {
            count.low = 0;  // All of it may lie in the other zone.
        } else if (!m_state.groups().holds(m_level, m_territory, commune)) {
            has_other = true;
        } else if (m_state.covered(commune)) {
            has_covered = true;
        } else {
            has_rest = true;
        }
    }
    const auto add = [count](PartSum& sum, bool touches, bool within) {
        sum.touching += touches ? count : Count{};
        sum.within += touches && within ? count : Count{};
    };
    if (has_covered || has_rest) {
        auto& into = part(zone);
        add(into.covered, has_covered, !has_rest && !has_other);
        add(into.rest, has_rest, !has_covered && !has_other);
        add(into.all, true, !has_other);
    }
}

void CoverageState::Gathering::add_located(std::uint32_t zone, Count all, Count covered) {
    auto& into = part(zone);
    into.covered.add_both(covered);
    into.rest.add_both(all - covered);
    into.all.add_both(all);
}

void CoverageState::Gathering::add_not_located(std::uint32_t zone, Count count) {
    auto& into = part(zone);
    into.not_located.add_both(count);
    if (m_not_located_in_total) {
        into.rest.add_both(count);
        into.all.add_both(count);
    }
}

CoverageState::Gathering::ZonePart& CoverageState::Gathering::part(std::uint32_t zone) {
    // From the back: departments of one zone come one after the other.
    const auto found = std::find_if(m_parts.rbegin(), m_parts.rend(),
                                    [zone](const ZonePart& one) { return one.zone == zone; });
    if (found != m_parts.rend()) {
        return *found;
    }
    m_parts.emplace_back().zone = zone;
    return m_parts.back();
}

}  // namespace maillage::indicators
