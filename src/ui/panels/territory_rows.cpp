// SPDX-License-Identifier: Apache-2.0
#include "ui/panels/territory_rows.hpp"

#include "base/text.hpp"
#include "ui/panels/access_lines.hpp"
#include "ui/panels/scope.hpp"

#include <algorithm>

namespace maillage::ui {
namespace {

using indicators::Level;
using workspace::TableOf;
using workspace::ThingRef;

class Maker {
public:
    Maker(const workspace::Results& results, const carto::Focus& focus, Level level)
        : m_results(results),
          m_all(results.dataset->territories),
          m_limits(focus_limits(m_all, focus)) {
        // All rows in one run cost less than each by itself; a few rows cost less than all.
        if (std::holds_alternative<carto::WholeFrance>(focus)) {
            m_ready = results.coverage->rows(level);
        }
    }

    void communes(std::vector<TerritoryRow>& rows) const {
        for (std::size_t i = 0; i < m_all.communes.size(); ++i) {
            const auto commune = index_of<Commune>(i);
            if (!within(m_all, m_limits, commune)) {
                continue;
            }
            auto row = make(Level::kCommune, i, ThingRef::Kind::kCommune);
            row.word = cover_word(m_results, commune);
            const auto members = std::span(&commune, 1);
            fill_population(row, members);
            rows.push_back(std::move(row));
        }
    }

    void epcis(std::vector<TerritoryRow>& rows) const {
        const auto& groups = m_results.coverage->groups();
        if (m_limits.department.valid()) {
            const auto& parts = groups.epci_parts();
            for (std::size_t i = 0; i < parts.size(); ++i) {
                if (parts[i].department == m_limits.department) {
                    rows.push_back(epci_part(i));
                }
            }
            return;
        }
        for (std::size_t i = 0; i < m_all.epcis.size(); ++i) {
            const auto members = groups.communes_of(Level::kEpci, i);
            if (std::none_of(members.begin(), members.end(), [&](Index<Commune> commune) {
                    return within(m_all, m_limits, commune);
                })) {
                continue;
            }
            auto row = make(Level::kEpci, i, ThingRef::Kind::kEpci);
            fill_population(row, members);
            rows.push_back(std::move(row));
        }
    }

    void departments(std::vector<TerritoryRow>& rows) const {
        for (std::size_t i = 0; i < m_all.departments.size(); ++i) {
            if (m_limits.region.valid() && m_all.departments.parent[i] != m_limits.region) {
                continue;
            }
            auto row = make(Level::kDepartment, i, ThingRef::Kind::kDepartment);
            fill_population(row, m_results.hierarchy->communes_of(index_of<Department>(i)));
            rows.push_back(std::move(row));
        }
    }

    void regions(std::vector<TerritoryRow>& rows) const {
        for (std::size_t i = 0; i < m_all.regions.size(); ++i) {
            auto row = make(Level::kRegion, i, ThingRef::Kind::kRegion);
            fill_population(row, m_results.hierarchy->communes_of(index_of<Region>(i)));
            rows.push_back(std::move(row));
        }
    }

private:
    TerritoryRow make(Level level, std::size_t row, ThingRef::Kind kind) const {
        TerritoryRow made;
        made.coverage = row < m_ready.size() ? m_ready[row] : m_results.coverage->row(level, row);
        made.thing = {kind, made.coverage.code};
        made.row = static_cast<std::uint32_t>(row);
        made.key = fold(made.coverage.name) + ' ' + fold(made.coverage.code);
        return made;
    }

    TerritoryRow epci_part(std::size_t i) const {
        const auto& groups = m_results.coverage->groups();
        const auto epci = groups.epci_parts()[i].epci;
        auto row = make(Level::kEpciInDepartment, i, ThingRef::Kind::kEpci);
        row.thing.code = m_all.epcis.code[epci.value].string();
        row.part = groups.communes_of(Level::kEpci, epci.value).size() !=
                   groups.communes_of(Level::kEpciInDepartment, i).size();
        fill_population(row, groups.communes_of(Level::kEpciInDepartment, i));
        return row;
    }

    void fill_population(TerritoryRow& row, std::span<const Index<Commune>> members) const {
        const auto counted = inhabitants(m_all.communes, members);
        row.population = counted.now;
        row.evolution = counted.evolution;
    }

    const workspace::Results& m_results;
    const Territories& m_all;
    FocusLimits m_limits;
    std::vector<indicators::CoverageRow> m_ready;  ///< Of all territories; empty: one by one.
};

}  // namespace

Inhabitants inhabitants(const CommuneTable& communes, std::span<const Index<Commune>> members) {
    std::optional<std::int64_t> now = 0;
    std::optional<std::int64_t> before = 0;
    for (const auto commune : members) {
        const auto add = [&](std::optional<std::int64_t>& sum, std::optional<std::int32_t> part) {
            sum = sum && part ? std::optional(*sum + *part) : std::nullopt;
        };
        add(now, communes.population[commune.value]);
        add(before, communes.population_2019[commune.value]);
    }
    Inhabitants counted{members.empty() ? std::nullopt : now, {}};
    if (counted.now && before && *before > 0) {
        counted.evolution = Evolution{*counted.now, *before};
    }
    return counted;
}

CoverWord cover_word(const workspace::Results& results, Index<Commune> commune) {
    if (results.coverage->covered(commune)) {
        return CoverWord::kCovered;
    }
    if (results.contracts_by_commune == nullptr) {
        return CoverWord::kNotCovered;  // It comes a moment later, with a new revision.
    }
    for (const auto contract : (*results.contracts_by_commune)[commune]) {
        const auto& one = results.dataset->contracts[contract.value];
        if (one.status == ContractStatus::kNegociation && one.level != ContractLevel::kDepartment &&
            one.level != ContractLevel::kRegion) {
            return CoverWord::kNegotiated;
        }
    }
    return CoverWord::kNotCovered;
}

Level level_of(TableOf of) {
    switch (of) {
        case TableOf::kCommunes:
            return Level::kCommune;
        case TableOf::kEpcis:
            return Level::kEpci;
        case TableOf::kDepartments:
            return Level::kDepartment;
        case TableOf::kRegions:
            break;
    }
    return Level::kRegion;
}

TerritoryRows territory_rows(const workspace::Results& results, TableOf of,
                             const carto::Focus& focus) {
    TerritoryRows made;
    made.of = of;
    made.years =
        std::max<std::int64_t>(1, static_cast<std::int64_t>(results.coverage->years().size()));
    const Maker maker(results, focus, level_of(of));
    switch (of) {
        case TableOf::kCommunes:
            maker.communes(made.rows);
            break;
        case TableOf::kEpcis:
            maker.epcis(made.rows);
            break;
        case TableOf::kDepartments:
            maker.departments(made.rows);
            break;
        case TableOf::kRegions:
            maker.regions(made.rows);
            break;
    }
    made.targets = std::any_of(made.rows.begin(), made.rows.end(),
                               [](const TerritoryRow& row) { return row.coverage.target; });
    return made;
}

void add_times(TerritoryRows& rows, const workspace::AccessMap& map,
               const indicators::CoverageState& coverage, carto::View view) {
    if (rows.of != TableOf::kCommunes) {
        return;
    }
    rows.access_column = view == carto::View::kAccessGaps       ? "ecart"
                         : view == carto::View::kAccessCoverage ? "liste_acces"
                                                                : "temps_acces";
    rows.direction = map.direction;
    const auto lists = workspace::access_lists(map, coverage);
    for (auto& row : rows.rows) {
        const auto& here = map.communes[row.row];
        row.seconds = !here.known ? carto::AccessTimes::kNotKnown
                                  : here.shortest().value_or(carto::AccessTimes::kNoneReached);
        row.estimate = map.estimate;
        if (here.tried && here.nearest) {
            row.gained = here.nearest->time - *here.tried;
        }
        row.gap = here.gap;
        row.list = lists[row.row];
        for (const auto language : {Language::kFrench, Language::kEnglish}) {
            row.key += ' ' + fold(render({list_words(*row.list)}, language));
        }
    }
}

std::vector<Index<Commune>> communes_of(const workspace::Results& results,
                                        const TerritoryRow& row) {
    const auto copy = [](std::span<const Index<Commune>> members) {
        return std::vector<Index<Commune>>(members.begin(), members.end());
    };
    switch (row.coverage.level) {
        case Level::kCommune:
        case Level::kEpci:
        case Level::kEpciInDepartment:
        case Level::kArrondissement:
            return copy(results.coverage->groups().communes_of(row.coverage.level, row.row));
        case Level::kDepartment:
            return copy(results.hierarchy->communes_of(index_of<Department>(row.row)));
        case Level::kRegion:
            return copy(results.hierarchy->communes_of(index_of<Region>(row.row)));
        case Level::kFrance:
            break;
    }
    return {};
}

}  // namespace maillage::ui
