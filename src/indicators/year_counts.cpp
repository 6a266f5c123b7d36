// SPDX-License-Identifier: Apache-2.0
#include "indicators/year_counts.hpp"

#include <algorithm>
#include <cstddef>

namespace maillage::indicators {
namespace {

std::optional<std::int64_t> published(const std::vector<std::optional<std::int64_t>>& totals,
                                      std::size_t i) {
    return i < totals.size() ? totals[i] : std::nullopt;
}

/// One run over the cells: sums by commune and department, and the list of split cells.
void place_cells(const CommuneTable& communes, const CirYear& year, YearCounts& counts) {
    for (const auto& cell : year.cells) {
        const auto where = year.communes_of(cell);
        if (where.size() == 1) {
            const auto commune = where.front().value;
            counts.located[commune] += cell.count;
            counts.located_in[communes.department[commune].value] += cell.count;
        } else if (!where.empty()) {
            const auto row = static_cast<std::uint32_t>(counts.split.size());
            counts.split.push_back({cell.count, where});
            for (const auto commune : where) {
                auto& list = counts.split_in[communes.department[commune.value].value];
                if (list.empty() || list.back() != row) {
                    list.push_back(row);
                }
            }
        } else if (cell.department.valid()) {
            counts.not_located[cell.department.value] += cell.count;
        } else {
            counts.not_located_france += cell.count;
        }
    }
}

/// What the split cells add to the departments for which \p in holds, taken together.
template <typename InGroup>
Count split_sum(const CommuneTable& communes, const YearCounts& counts,
                std::span<const std::uint32_t> cells, const InGroup& in) {
    Count sum;
    for (const auto row : cells) {
        const auto& cell = counts.split[row];
        const bool whole = std::all_of(
            cell.communes.begin(), cell.communes.end(),
            [&](Index<Commune> commune) { return in(communes.department[commune.value].value); });
        sum += Count{whole ? cell.count.low : 0, cell.count.high};
    }
    return sum;
}

/// Sum of all cells of a group of departments.
Count group_sum(const CommuneTable& communes, const YearCounts& counts,
                std::span<const std::uint32_t> departments) {
    std::vector<std::uint32_t> cells;
    Count sum;
    for (const auto department : departments) {
        sum += counts.located_in[department];
        sum += counts.not_located[department];
        const auto& list = counts.split_in[department];
        cells.insert(cells.end(), list.begin(), list.end());
    }
    std::sort(cells.begin(), cells.end());
    cells.erase(std::unique(cells.begin(), cells.end()), cells.end());
    return sum + split_sum(communes, counts, cells, [departments](std::uint32_t department) {
               return std::find(departments.begin(), departments.end(), department) !=
                      departments.end();
           });
}

/// Makes a zone of \p departments if \p total agrees with their cells. Signatories above what the
/// cells can hold go to \p not_located.
void add_zone(const CommuneTable& communes, YearCounts& counts,
              std::span<const std::uint32_t> departments, std::int64_t total, Count& not_located,
              std::uint32_t* zone_of_rest) {
    auto cells = group_sum(communes, counts, departments);
    if (total < cells.low) {
        return;
    }
    if (total > cells.high) {
        const Count missing = {total - cells.high, total - cells.low};
        not_located += missing;
        cells += missing;
    }
    const auto zone = static_cast<std::uint32_t>(counts.zones.size());
    counts.zones.push_back({total, cells});
    for (const auto department : departments) {
        counts.zone_of[department] = zone;
    }
    if (zone_of_rest != nullptr) {
        *zone_of_rest = zone;
    }
}

}  // namespace

Count possible(const PartSum& part, const Zone& zone) {
    if (!zone.total) {
        return {part.within.low, part.touching.high};
    }
    return {std::max(part.within.low, *zone.total - zone.cells.high + part.within.high),
            std::min(part.touching.high, *zone.total - zone.cells.low + part.touching.low)};
}

YearCounts arrange_counts(const Territories& territories, const CirYear& year) {
    const auto& communes = territories.communes;
    const auto departments = territories.departments.size();
    const auto regions = territories.regions.size();
    YearCounts counts;
    counts.located.resize(communes.size());
    counts.located_in.resize(departments);
    counts.not_located.resize(departments);
    counts.not_located_region.resize(regions);
    counts.zone_of.assign(departments, YearCounts::kFreeZone);
    counts.zone_of_rest.assign(regions, YearCounts::kFreeZone);
    counts.zones.emplace_back();
    counts.split_in.resize(departments);
    place_cells(communes, year, counts);

    for (std::uint32_t d = 0; d < departments; ++d) {
        if (const auto total = published(year.department_total, d)) {
            add_zone(communes, counts, std::span(&d, 1), *total, counts.not_located[d], nullptr);
        }
    }
    for (std::uint32_t r = 0; r < regions; ++r) {
        auto rest = published(year.region_total, r);
        if (!rest) {
            continue;
        }
        std::vector<std::uint32_t> without_total;
        for (std::uint32_t d = 0; d < departments; ++d) {
            if (territories.departments.parent[d].value != r) {
                continue;
            }
            if (counts.zone_of[d] == YearCounts::kFreeZone) {
                without_total.push_back(d);
            } else {
                *rest -= *counts.zones[counts.zone_of[d]].total;
            }
        }
        add_zone(communes, counts, without_total, *rest, counts.not_located_region[r],
                 &counts.zone_of_rest[r]);
    }
    return counts;
}

}  // namespace maillage::indicators
