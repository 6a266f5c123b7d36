// SPDX-License-Identifier: Apache-2.0
#include "planning/candidates.hpp"

#include "planning/candidate_gains.hpp"

#include <algorithm>
#include <utility>

namespace maillage::planning {
namespace {

constexpr std::string_view kParis = "75056";
constexpr std::string_view kMetropoleDeLyon = "200046977";

/// Makes every node that could be a candidate; who brings nothing is taken out afterwards.
class ForestMaker {
public:
    explicit ForestMaker(Candidates& into) : m_all(into), m_dataset(into.state.dataset()) {}

    void make();

private:
    void add_epci(std::uint32_t epci);
    void add_ept(std::uint32_t ept, std::uint32_t epci_node,
                 std::span<const Index<Commune>> communes);
    void add_commune(Index<Commune> commune, std::uint32_t parent);
    std::uint32_t open(CandidateLevel level, std::uint32_t row, std::uint32_t parent);
    void close(std::uint32_t node) {
        m_all.commune_end[node] = static_cast<std::uint32_t>(m_all.communes.size());
    }

    Candidates& m_all;
    const Dataset& m_dataset;
};

void ForestMaker::make() {
    const auto& communes = m_dataset.territories.communes;
    std::vector<bool> in_scope(m_dataset.territories.departments.size());
    for (const auto department : m_all.scope.departments) {
        in_scope[department.value] = true;
    }
    std::vector<bool> touched(m_dataset.territories.epcis.size());
    std::vector<Index<Commune>> alone;
    for (std::size_t i = 0; i < communes.size(); ++i) {
        if (!in_scope[communes.department[i].value]) {
            continue;
        }
        if (const auto epci = communes.epci[i]; epci.valid()) {
            touched[epci.value] = true;
        } else {
            alone.push_back(index_of<Commune>(i));
        }
    }
    for (std::uint32_t epci = 0; epci < touched.size(); ++epci) {
        if (touched[epci]) {
            add_epci(epci);
        }
    }
    for (const auto commune : alone) {
        add_commune(commune, Candidates::kNone);
    }
}

void ForestMaker::add_epci(std::uint32_t epci) {
    const auto of_epci = m_all.state.groups().communes_of(indicators::Level::kEpci, epci);
    std::vector<Index<Commune>> communes(of_epci.begin(), of_epci.end());
    const auto& ept = m_dataset.territories.communes.ept;
    // By EPT, those of none (rows after all others) last; each in the order of the codes.
    std::sort(communes.begin(), communes.end(), [&ept](Index<Commune> a, Index<Commune> b) {
        return std::pair(ept[a.value], a) < std::pair(ept[b.value], b);
    });
    const auto node = open(CandidateLevel::kEpci, epci, Candidates::kNone);
    for (std::size_t first = 0; first < communes.size();) {
        const auto group = ept[communes[first].value];
        auto last = first;
        while (last < communes.size() && ept[communes[last].value] == group) {
            ++last;
        }
        const auto members = std::span(communes).subspan(first, last - first);
        if (group.valid()) {
            add_ept(group.value, node, members);
        } else {
            for (const auto commune : members) {
                add_commune(commune, node);
            }
        }
        first = last;
    }
    close(node);
}

void ForestMaker::add_ept(std::uint32_t ept, std::uint32_t epci_node,
                          std::span<const Index<Commune>> communes) {
    const auto node = open(CandidateLevel::kEpt, ept, epci_node);
    for (const auto commune : communes) {
        add_commune(commune, node);
    }
    close(node);
}

void ForestMaker::add_commune(Index<Commune> commune, std::uint32_t parent) {
    const auto node = open(CandidateLevel::kCommune, commune.value, parent);
    m_all.communes.push_back(commune);
    close(node);
}

std::uint32_t ForestMaker::open(CandidateLevel level, std::uint32_t row, std::uint32_t parent) {
    const auto node = static_cast<std::uint32_t>(m_all.size());
    m_all.level.push_back(level);
    m_all.row.push_back(row);
    m_all.parent.push_back(parent);
    m_all.first_commune.push_back(static_cast<std::uint32_t>(m_all.communes.size()));
    m_all.commune_end.push_back(0);
    return node;
}

/// Keeps the nodes of \p keep; a parent that goes hands its children to its own parent.
void keep_only(Candidates& all, const std::vector<bool>& keep) {
    std::vector<std::uint32_t> moved(all.size(), Candidates::kNone);
    std::vector<CandidatePart> parts;
    std::size_t to = 0;
    for (std::size_t from = 0; from < all.size(); ++from) {
        const auto parent = all.parent[from];
        const auto new_parent = parent == Candidates::kNone ? parent : moved[parent];
        if (!keep[from]) {
            moved[from] = new_parent;
            continue;
        }
        const auto of_from = all.parts_of(from);
        const auto first = static_cast<std::uint32_t>(parts.size());
        parts.insert(parts.end(), of_from.begin(), of_from.end());
        moved[from] = static_cast<std::uint32_t>(to);
        all.level[to] = all.level[from];
        all.row[to] = all.row[from];
        all.parent[to] = new_parent;
        all.first_commune[to] = all.first_commune[from];
        all.commune_end[to] = all.commune_end[from];
        all.first_part[to] = first;
        all.gain[to] = all.gain[from];
        ++to;
    }
    all.level.resize(to);
    all.row.resize(to);
    all.parent.resize(to);
    all.first_commune.resize(to);
    all.commune_end.resize(to);
    all.gain.resize(to);
    all.first_part.resize(to);
    all.first_part.push_back(static_cast<std::uint32_t>(parts.size()));
    all.parts = std::move(parts);
}

bool excluded_by_choice(const Candidates& all, std::size_t v) {
    return all.state.dataset().choices.paris_lyon == Choices::ParisLyon::kExcluded &&
           ((all.level[v] == CandidateLevel::kCommune && all.code(v) == kParis) ||
            (all.level[v] == CandidateLevel::kEpci && all.code(v) == kMetropoleDeLyon));
}

}  // namespace

Scope scope_of_department(Index<Department> department) {
    return {{department}, Scope::Territory{indicators::Level::kDepartment, department.value}};
}

Scope scope_of_region(const Dataset& dataset, Index<Region> region) {
    Scope scope;
    const auto& parent = dataset.territories.departments.parent;
    for (std::size_t d = 0; d < parent.size(); ++d) {
        if (parent[d] == region) {
            scope.departments.push_back(index_of<Department>(d));
        }
    }
    scope.territory = Scope::Territory{indicators::Level::kRegion, region.value};
    return scope;
}

Scope scope_of_france(const Dataset& dataset) {
    Scope scope;
    for (std::size_t d = 0; d < dataset.territories.departments.size(); ++d) {
        scope.departments.push_back(index_of<Department>(d));
    }
    scope.territory = Scope::Territory{indicators::Level::kFrance, 0};
    return scope;
}

Scope scope_of_departments(std::vector<Index<Department>> departments) {
    std::sort(departments.begin(), departments.end());
    departments.erase(std::unique(departments.begin(), departments.end()), departments.end());
    if (departments.size() == 1) {
        return scope_of_department(departments.front());
    }
    return {std::move(departments), std::nullopt};
}

bool Candidates::within(std::size_t v, std::size_t ancestor) const {
    return v >= ancestor && first_commune[v] >= first_commune[ancestor] &&
           commune_end[v] <= commune_end[ancestor];
}

std::string_view Candidates::code(std::size_t v) const {
    const auto& all = state.dataset().territories;
    switch (level[v]) {
        case CandidateLevel::kCommune:
            return all.communes.code[row[v]].text();
        case CandidateLevel::kEpt:
            return all.epts.code[row[v]].text();
        case CandidateLevel::kEpci:
            break;
    }
    return all.epcis.code[row[v]].text();
}

std::string_view Candidates::name(std::size_t v) const {
    const auto& all = state.dataset().territories;
    switch (level[v]) {
        case CandidateLevel::kCommune:
            return all.communes.name[row[v]];
        case CandidateLevel::kEpt:
            return all.epts.name[row[v]];
        case CandidateLevel::kEpci:
            break;
    }
    return all.epcis.name[row[v]];
}

std::uint32_t Candidates::find(CandidateLevel wanted, std::uint32_t table_row) const {
    for (std::size_t v = 0; v < size(); ++v) {
        if (level[v] == wanted && row[v] == table_row) {
            return static_cast<std::uint32_t>(v);
        }
    }
    return kNone;
}

Candidates::YearCounts arrange_years(const indicators::CoverageState& state) {
    auto counts = std::make_shared<std::vector<indicators::YearCounts>>();
    for (const int year : state.years()) {
        counts->push_back(
            indicators::arrange_counts(state.dataset().territories, *state.dataset().cir_of(year)));
    }
    return counts;
}

Candidates find_candidates(indicators::CoverageState state, Scope scope) {
    auto counts = arrange_years(state);
    return find_candidates(std::move(state), std::move(scope), std::move(counts));
}

Candidates find_candidates(indicators::CoverageState state, Scope scope,
                           Candidates::YearCounts counts) {
    Candidates all{
        std::move(state), std::move(counts), std::move(scope), {}, {}, {}, {}, {}, {}, {}, {}, {}};
    ForestMaker(all).make();
    fill_gains(all);
    std::vector<bool> keep(all.size());
    for (std::size_t v = 0; v < all.size(); ++v) {
        keep[v] = all.gain[v].high > 0 && !excluded_by_choice(all, v);
    }
    keep_only(all, keep);
    return all;
}

std::vector<Index<Commune>> perimeter_of(const Candidates& candidates, std::size_t v) {
    const auto communes = candidates.communes_of(v);
    std::vector<Index<Commune>> sorted(communes.begin(), communes.end());
    std::sort(sorted.begin(), sorted.end());
    return sorted;
}

}  // namespace maillage::planning
