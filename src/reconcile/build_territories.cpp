// SPDX-License-Identifier: Apache-2.0
#include "reconcile/build_territories.hpp"

#include "model/lookup.hpp"

#include <algorithm>
#include <string_view>

namespace maillage::reconcile {
namespace {

/// Regions since 2016, for lists that hold commune codes only.
constexpr std::string_view kRegionsOfDepartments =
    "01:84 02:32 03:84 04:93 05:93 06:93 07:84 08:44 09:76 10:44 11:76 12:76 13:93 14:28 15:84 "
    "16:75 17:75 18:24 19:75 21:27 22:53 23:75 24:75 25:27 26:84 27:28 28:24 29:53 2A:94 2B:94 "
    "30:76 31:76 32:76 33:75 34:76 35:53 36:24 37:24 38:84 39:27 40:75 41:24 42:84 43:84 44:52 "
    "45:24 46:76 47:75 48:76 49:52 50:28 51:44 52:44 53:52 54:44 55:44 56:53 57:44 58:27 59:32 "
    "60:32 61:28 62:32 63:84 64:75 65:76 66:76 67:44 68:44 69:84 70:27 71:27 72:52 73:84 74:84 "
    "75:11 76:28 77:11 78:11 79:75 80:32 81:76 82:76 83:93 84:93 85:52 86:75 87:75 88:44 89:27 "
    "90:27 91:11 92:11 93:11 94:11 95:11 971:01 972:02 973:03 974:04 976:06 ";

std::optional<RegionCode> usual_region(const DepartmentCode& department) {
    const auto wanted = department.string() + ":";
    for (std::size_t at = 0; at < kRegionsOfDepartments.size();) {
        const auto end = kRegionsOfDepartments.find(' ', at);
        const auto pair = kRegionsOfDepartments.substr(at, end - at);
        if (pair.starts_with(wanted)) {
            return RegionCode::parse(pair.substr(wanted.size()));
        }
        at = end + 1;
    }
    return std::nullopt;
}

template <typename Key, typename Value>
const Value* find_pair(const std::vector<std::pair<Key, Value>>& pairs, const Key& key) {
    const auto found =
        std::lower_bound(pairs.begin(), pairs.end(), key,
                         [](const auto& pair, const Key& wanted) { return pair.first < wanted; });
    return found != pairs.end() && found->first == key ? &found->second : nullptr;
}

template <typename CodeType>
void sort_unique(std::vector<CodeType>& codes) {
    std::sort(codes.begin(), codes.end());
    codes.erase(std::unique(codes.begin(), codes.end()), codes.end());
}

template <typename CodeType>
std::vector<std::string> names_of(const std::vector<CodeType>& codes,
                                  const std::vector<std::pair<CodeType, std::string>>& names) {
    std::vector<std::string> result;
    result.reserve(codes.size());
    for (const auto& code : codes) {
        const auto* name = find_pair(names, code);
        result.push_back(name != nullptr && !name->empty() ? *name : code.string());
    }
    return result;
}

/// A row of the source that is a commune of the result, or a part of one.
struct Share {
    CommuneCode target;
    std::uint32_t row = 0;
    bool whole = true;  ///< All of the row goes to the target.
};

std::vector<Share> bring_over(const std::vector<CommuneRow>& rows, Vintage from, Vintage to,
                              const VintageMap& moves) {
    const auto passage = moves.passage(from, to);
    std::vector<Share> shares;
    shares.reserve(rows.size());
    for (std::uint32_t i = 0; i < rows.size(); ++i) {
        const auto changed = passage.changed(rows[i].code);
        if (changed.empty()) {
            shares.push_back({rows[i].code, i, true});
        }
        for (const auto target : changed) {
            shares.push_back({target, i, changed.size() == 1});
        }
    }
    std::sort(shares.begin(), shares.end(), [](const Share& a, const Share& b) {
        return std::pair(a.target, a.row) < std::pair(b.target, b.row);
    });
    return shares;
}

struct MergedRow {
    CommuneCode code;
    const CommuneRow* main = nullptr;
    std::optional<std::int32_t> population;
    std::optional<std::int32_t> population_2019;
    bool same_place = true;  ///< The name of the main row is that of the commune.
};

/// \pre shares is not empty.
MergedRow merge(std::span<const Share> shares, const std::vector<CommuneRow>& rows) {
    MergedRow result{shares.front().target, &rows[shares.front().row], 0, 0, true};
    const auto add = [](std::optional<std::int32_t>& sum, std::optional<std::int32_t> more) {
        sum = sum && more ? std::optional(*sum + *more) : std::nullopt;
    };
    for (const auto& share : shares) {
        const auto& row = rows[share.row];
        add(result.population, share.whole ? row.population : std::nullopt);
        add(result.population_2019, share.whole ? row.population_2019 : std::nullopt);
        const bool larger =
            result.main->code != result.code && row.population > result.main->population;
        if (row.code == result.code || larger) {
            result.main = &row;
        }
    }
    // A commune that only changed its code keeps its name; what a merger is called is not known.
    result.same_place =
        result.main->code == result.code || (shares.size() == 1 && shares.front().whole);
    return result;
}

std::vector<MergedRow> merge_all(const std::vector<CommuneRow>& rows,
                                 const std::vector<Share>& shares) {
    std::vector<MergedRow> merged;
    merged.reserve(shares.size());
    for (std::size_t first = 0; first < shares.size();) {
        auto last = first;
        while (last < shares.size() && shares[last].target == shares[first].target) {
            ++last;
        }
        merged.push_back(merge(std::span(shares).subspan(first, last - first), rows));
        first = last;
    }
    return merged;
}

void make_departments(const std::vector<MergedRow>& rows, const TerritoryNames& names,
                      Territories& all) {
    std::vector<std::pair<DepartmentCode, RegionCode>> told = names.region_of_department;
    for (const auto& row : rows) {
        const auto department = department_of(row.code);
        if (department &&
            (all.departments.code.empty() || all.departments.code.back() != *department)) {
            all.departments.code.push_back(*department);
            if (row.main->region) {
                told.emplace_back(*department, *row.main->region);
            }
        }
    }
    sort_unique(all.departments.code);
    // The list of communes itself comes after the list of departments: stable, first wins.
    std::stable_sort(told.begin(), told.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<std::optional<RegionCode>> regions;
    for (const auto& department : all.departments.code) {
        const auto* region = find_pair(told, department);
        regions.push_back(region != nullptr ? std::optional(*region) : usual_region(department));
        if (regions.back()) {
            all.regions.code.push_back(*regions.back());
        }
    }
    sort_unique(all.regions.code);
    for (const auto& region : regions) {
        all.departments.parent.push_back(region ? find(all, *region) : Index<Region>{});
    }
    all.departments.name = names_of(all.departments.code, names.departments);
    all.regions.name = names_of(all.regions.code, names.regions);
    all.regions.parent.resize(all.regions.size());
}

void make_epcis(const std::vector<MergedRow>& rows, const TerritoryNames& names, Territories& all) {
    auto epci_names = names.epcis;
    for (const auto& row : rows) {
        if (row.main->epci) {
            all.epcis.code.push_back(*row.main->epci);
            if (!row.main->epci_name.empty()) {
                epci_names.emplace_back(*row.main->epci, row.main->epci_name);
            }
        }
        if (row.main->arrondissement) {
            all.arrondissements.code.push_back(*row.main->arrondissement);
        }
    }
    sort_unique(all.epcis.code);
    std::stable_sort(epci_names.begin(), epci_names.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    all.epcis.name = names_of(all.epcis.code, epci_names);
    all.epcis.parent.resize(all.epcis.size());
    sort_unique(all.arrondissements.code);
    all.arrondissements.name = names_of(all.arrondissements.code, names.arrondissements);
    for (const auto& code : all.arrondissements.code) {
        const auto department =
            DepartmentCode::parse(code.text().substr(0, code.text().size() - 1));
        all.arrondissements.parent.push_back(department ? find(all, *department)
                                                        : Index<Department>{});
    }
}

void make_epts(const std::vector<MergedRow>& rows, const TerritoryNames& names, Territories& all) {
    std::vector<std::optional<EptCode>> ept_of_row(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto* listed = find_pair(names.ept_of_commune, rows[i].main->code);
        ept_of_row[i] = listed != nullptr ? std::optional(*listed) : rows[i].main->ept;
        if (ept_of_row[i]) {
            all.epts.code.push_back(*ept_of_row[i]);
        }
    }
    sort_unique(all.epts.code);
    all.epts.name = names_of(all.epts.code, names.epts);
    all.epts.parent.resize(all.epts.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        all.communes.ept.push_back(ept_of_row[i] ? find(all, *ept_of_row[i]) : Index<Ept>{});
        if (ept_of_row[i]) {
            all.epts.parent[all.communes.ept.back().value] = all.communes.epci[i];
        }
    }
}

}  // namespace

Territories build_territories(const std::vector<CommuneRow>& rows, Vintage from, Vintage to,
                              const VintageMap& moves, const TerritoryNames& names) {
    Territories all;
    all.vintage = to;
    const auto merged = merge_all(rows, bring_over(rows, from, to, moves));
    make_departments(merged, names, all);
    make_epcis(merged, names, all);
    auto& communes = all.communes;
    for (const auto& row : merged) {
        communes.code.push_back(row.code);
        communes.name.emplace_back(!row.same_place || row.main->name.empty() ? row.code.text()
                                                                             : row.main->name);
        const auto department = department_of(row.code);
        communes.department.push_back(department ? find(all, *department) : Index<Department>{});
        communes.epci.push_back(row.main->epci ? find(all, *row.main->epci) : Index<Epci>{});
        communes.arrondissement.push_back(row.main->arrondissement
                                              ? find(all, *row.main->arrondissement)
                                              : Index<Arrondissement>{});
        communes.population.push_back(row.population);
        communes.population_2019.push_back(row.population_2019);
    }
    make_epts(merged, names, all);
    return all;
}

}  // namespace maillage::reconcile
