// SPDX-License-Identifier: Apache-2.0
#include "planning/candidate_gains.hpp"

#include <algorithm>

namespace maillage::planning {
namespace {

using indicators::CoverageRange;
using indicators::PartSum;

/// Parts of all candidates with the sums of their cells, by part and year.
class GainFiller {
public:
    explicit GainFiller(Candidates& all)
        : m_all(all), m_years(all.counts->size()), m_split(split_views(all)) {}

    void fill();

private:
    void add_located();
    void add_split();
    void finish_part(std::size_t part);
    Count scope_gain(std::size_t v) const;
    const indicators::Zone& zone(std::uint32_t slot, std::size_t year) const {
        const auto& counts = (*m_all.counts)[year];
        return counts.zones[zone_row(slot, year)];
    }
    std::uint32_t zone_row(std::uint32_t slot, std::size_t year) const {
        return (*m_all.counts)[year].zone_of[m_all.scope.departments[slot].value];
    }

    Candidates& m_all;
    std::size_t m_years;
    std::vector<SplitView> m_split;
    std::vector<PartSum> m_sums;         ///< By part, then year.
    std::vector<PartSum> m_departments;  ///< By slot, then year: all of it.
};

void GainFiller::fill() {
    add_located();
    add_split();
    for (std::uint32_t slot = 0; slot < m_all.scope.departments.size(); ++slot) {
        for (std::size_t year = 0; year < m_years; ++year) {
            m_departments.push_back(all_of(m_all, m_split, slot, year));
        }
    }
    for (std::size_t part = 0; part < m_all.parts.size(); ++part) {
        finish_part(part);
    }
    m_all.gain.clear();
    for (std::size_t v = 0; v < m_all.size(); ++v) {
        m_all.gain.push_back(scope_gain(v));
    }
}

void GainFiller::add_located() {
    const auto slot_of = slots_of(m_all);
    const auto& department = m_all.state.dataset().territories.communes.department;
    m_all.first_part.assign(1, 0);
    for (std::size_t v = 0; v < m_all.size(); ++v) {
        const auto first = m_all.parts.size();
        for (const auto commune : m_all.communes_of(v)) {
            const auto slot = slot_of[department[commune.value].value];
            if (slot == Candidates::kNone || m_all.state.covered(commune)) {
                continue;
            }
            auto part = first;
            while (part < m_all.parts.size() && m_all.parts[part].slot != slot) {
                ++part;
            }
            if (part == m_all.parts.size()) {
                m_all.parts.push_back({slot, {}, {}});
                m_sums.resize(m_sums.size() + m_years);
            }
            for (std::size_t year = 0; year < m_years; ++year) {
                m_sums[part * m_years + year].add_both(
                    (*m_all.counts)[year].located[commune.value]);
            }
        }
        m_all.first_part.push_back(static_cast<std::uint32_t>(m_all.parts.size()));
    }
}

void GainFiller::add_split() {
    for (const auto& cell : m_split) {
        std::vector<Index<Commune>> fresh;
        std::copy_if(cell.inside.begin(), cell.inside.end(), std::back_inserter(fresh),
                     [this](Index<Commune> commune) { return !m_all.state.covered(commune); });
        const bool may_be_whole = !cell.has_outside && fresh.size() == cell.inside.size();
        visit_holders(m_all, fresh, [&](std::size_t v, bool within) {
            for (auto part = m_all.first_part[v]; part < m_all.first_part[v + 1]; ++part) {
                if (m_all.parts[part].slot == cell.slot) {
                    auto& sum = m_sums[part * m_years + cell.year];
                    sum.touching += cell.count;
                    sum.within += within && may_be_whole ? cell.count : Count{};
                }
            }
        });
    }
}

void GainFiller::finish_part(std::size_t part) {
    const auto slot = m_all.parts[part].slot;
    CoverageRange range;
    for (std::size_t year = 0; year < m_years; ++year) {
        const auto& fresh = m_sums[part * m_years + year];
        const auto& all = m_departments[slot * m_years + year];
        const PartSum rest = {{std::max<std::int64_t>(0, all.within.low - fresh.touching.low),
                               std::max<std::int64_t>(0, all.within.high - fresh.touching.high)},
                              all.touching - fresh.within};
        const auto& of_zone = zone(slot, year);
        range = range + CoverageRange{indicators::possible(fresh, of_zone),
                                      indicators::possible(rest, of_zone),
                                      indicators::possible(all, of_zone)};
    }
    m_all.parts[part].gain = range.covered;
    m_all.parts[part].points = indicators::rate_bounds(range);
}

Count GainFiller::scope_gain(std::size_t v) const {
    Count gain;
    for (std::size_t year = 0; year < m_years; ++year) {
        std::vector<std::pair<std::uint32_t, PartSum>> zones;
        for (auto part = m_all.first_part[v]; part < m_all.first_part[v + 1]; ++part) {
            const auto row = zone_row(m_all.parts[part].slot, year);
            auto found = std::find_if(zones.begin(), zones.end(),
                                      [row](const auto& one) { return one.first == row; });
            if (found == zones.end()) {
                found = zones.insert(zones.end(), {row, {}});
            }
            found->second.within += m_sums[part * m_years + year].within;
            found->second.touching += m_sums[part * m_years + year].touching;
        }
        for (const auto& [row, sum] : zones) {
            gain += indicators::possible(sum, (*m_all.counts)[year].zones[row]);
        }
    }
    return gain;
}

}  // namespace

std::vector<std::uint32_t> slots_of(const Candidates& all) {
    std::vector<std::uint32_t> slot(all.state.dataset().territories.departments.size(),
                                    Candidates::kNone);
    for (std::uint32_t i = 0; i < all.scope.departments.size(); ++i) {
        slot[all.scope.departments[i].value] = i;
    }
    return slot;
}

std::vector<SplitView> split_views(const Candidates& all) {
    std::vector<SplitView> views;
    const auto& department = all.state.dataset().territories.communes.department;
    for (std::size_t year = 0; year < all.counts->size(); ++year) {
        const auto& counts = (*all.counts)[year];
        for (std::uint32_t slot = 0; slot < all.scope.departments.size(); ++slot) {
            const auto here = all.scope.departments[slot];
            for (const auto row : counts.split_in[here.value]) {
                const auto& cell = counts.split[row];
                SplitView view{slot, year, cell.count, {}, false};
                for (const auto commune : cell.communes) {
                    const auto its = department[commune.value];
                    if (its == here) {
                        view.inside.push_back(commune);
                        continue;
                    }
                    view.has_outside = true;
                    if (counts.zone_of[its.value] != counts.zone_of[here.value]) {
                        view.count.low = 0;  // All of it may lie in the other zone.
                    }
                }
                views.push_back(std::move(view));
            }
        }
    }
    return views;
}

void visit_holders(const Candidates& all, const std::vector<Index<Commune>>& communes,
                   const std::function<void(std::size_t, bool)>& visit) {
    if (communes.empty()) {
        return;
    }
    for (std::size_t v = 0; v < all.size(); ++v) {
        const auto of_v = all.communes_of(v);
        const auto held =
            std::count_if(communes.begin(), communes.end(), [&of_v](Index<Commune> commune) {
                return std::find(of_v.begin(), of_v.end(), commune) != of_v.end();
            });
        if (held > 0) {
            visit(v, static_cast<std::size_t>(held) == communes.size());
        }
    }
}

PartSum all_of(const Candidates& all, const std::vector<SplitView>& split, std::uint32_t slot,
               std::size_t year) {
    const auto& counts = (*all.counts)[year];
    const auto department = all.scope.departments[slot].value;
    PartSum sum;
    sum.add_both(counts.located_in[department]);
    if (all.state.dataset().choices.unlocated == Choices::Unlocated::kInTotal) {
        sum.add_both(counts.not_located[department]);
    }
    for (const auto& cell : split) {
        if (cell.slot == slot && cell.year == year) {
            sum.touching += cell.count;
            sum.within += cell.has_outside ? Count{} : cell.count;
        }
    }
    return sum;
}

void fill_gains(Candidates& all) { GainFiller(all).fill(); }

}  // namespace maillage::planning
