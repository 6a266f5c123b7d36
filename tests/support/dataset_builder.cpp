// SPDX-License-Identifier: Apache-2.0
#include "support/dataset_builder.hpp"

#include <algorithm>
#include <set>
#include <stdexcept>
#include <utility>

namespace maillage::test {
namespace {

/// Position of a code in an ascending column; a wrong code is a mistake in the test.
template <typename CodeType>
std::size_t row_of(const std::vector<CodeType>& column, std::string_view code) {
    for (std::size_t i = 0; i < column.size(); ++i) {
        if (column[i].text() == code) {
            return i;
        }
    }
    throw std::invalid_argument("no such code in the test's dataset: " + std::string(code));
}

template <typename CodeType>
CodeType code_from(std::string_view text) {
    const auto code = CodeType::parse(text);
    if (!code) {
        throw std::invalid_argument("malformed code in a test: " + std::string(text));
    }
    return *code;
}

template <typename Table, typename Codes>
void fill(Table& table, const Codes& codes) {
    using CodeType = typename decltype(table.code)::value_type;
    for (const auto& code : codes) {
        table.code.push_back(code_from<CodeType>(code));
        table.name.push_back(code);
        table.parent.emplace_back();
    }
}

}  // namespace

DatasetBuilder& DatasetBuilder::region(std::string_view code) {
    m_regions.emplace_back(code);
    return *this;
}

DatasetBuilder& DatasetBuilder::department(std::string_view code, std::string_view region) {
    m_departments[std::string(code)] = region;
    if (!region.empty()) {
        m_regions.emplace_back(region);
    }
    return *this;
}

DatasetBuilder& DatasetBuilder::commune(std::string_view code, CommuneSpec spec) {
    if (spec.department.empty()) {
        spec.department = department_of(code_from<CommuneCode>(code)).value().string();
    }
    m_departments.try_emplace(spec.department, "");
    m_communes.insert_or_assign(std::string(code), std::move(spec));
    return *this;
}

DatasetBuilder& DatasetBuilder::year(int year) {
    m_year = year;
    m_years.try_emplace(year);
    return *this;
}

DatasetBuilder& DatasetBuilder::cell(Cell one) {
    m_years[m_year].cells.push_back(std::move(one));
    return *this;
}

DatasetBuilder& DatasetBuilder::masked(std::string_view commune, std::int64_t low,
                                       std::int64_t high) {
    return cell({{std::string(commune)}, "", {low, high}});
}

DatasetBuilder& DatasetBuilder::split(Codes communes, std::int64_t low, std::int64_t high) {
    return cell({std::move(communes), "", {low, high}});
}

DatasetBuilder& DatasetBuilder::not_located(std::string_view department, std::int64_t low,
                                            std::int64_t high) {
    return cell({{}, std::string(department), {low, high}});
}

DatasetBuilder& DatasetBuilder::nowhere(std::int64_t low, std::int64_t high) {
    return cell({{}, "", {low, high}});
}

DatasetBuilder& DatasetBuilder::department_total(std::string_view department, std::int64_t n) {
    m_years[m_year].department_total[std::string(department)] = n;
    return *this;
}

DatasetBuilder& DatasetBuilder::region_total(std::string_view region, std::int64_t n) {
    m_years[m_year].region_total[std::string(region)] = n;
    return *this;
}

DatasetBuilder& DatasetBuilder::contract(ContractSpec spec) {
    m_contracts.push_back(std::move(spec));
    return *this;
}

DatasetBuilder& DatasetBuilder::target(std::string_view department, int year, Share rate,
                                       std::optional<Share> initial) {
    m_targets.push_back({std::string(department), "", year, rate, initial});
    return *this;
}

DatasetBuilder& DatasetBuilder::region_target(std::string_view region, int year, Share rate,
                                              std::optional<Share> initial) {
    m_targets.push_back({"", std::string(region), year, rate, initial});
    return *this;
}

DatasetBuilder& DatasetBuilder::counts_years(std::vector<int> years) {
    m_counts_years = std::move(years);
    return *this;
}

DatasetBuilder& DatasetBuilder::vintage(int year) {
    m_vintage = year;
    return *this;
}

DatasetPtr DatasetBuilder::build() const {
    auto dataset = std::make_shared<Dataset>();
    auto& all = dataset->territories;
    all.vintage = {m_vintage};
    std::set<std::string> epcis;
    std::set<std::string> arrondissements;
    std::set<std::string> departments;
    for (const auto& [code, spec] : m_communes) {
        epcis.insert(spec.epci);
        arrondissements.insert(spec.arrondissement);
    }
    epcis.erase("");
    arrondissements.erase("");
    for (const auto& [code, region] : m_departments) {
        departments.insert(code);
    }
    fill(all.regions, std::set<std::string>(m_regions.begin(), m_regions.end()));
    fill(all.departments, departments);
    fill(all.epcis, epcis);
    fill(all.arrondissements, arrondissements);
    for (const auto& [code, region] : m_departments) {
        if (!region.empty()) {
            all.departments.parent[row_of(all.departments.code, code)] =
                index_of<Region>(row_of(all.regions.code, region));
        }
    }
    for (const auto& [code, spec] : m_communes) {
        auto& communes = all.communes;
        const auto department = index_of<Department>(row_of(all.departments.code, spec.department));
        communes.code.push_back(code_from<CommuneCode>(code));
        communes.name.push_back(code);
        communes.department.push_back(department);
        communes.epci.push_back(
            spec.epci.empty() ? Index<Epci>{} : index_of<Epci>(row_of(all.epcis.code, spec.epci)));
        communes.ept.emplace_back();
        communes.arrondissement.emplace_back();
        if (!spec.arrondissement.empty()) {
            const auto row = row_of(all.arrondissements.code, spec.arrondissement);
            communes.arrondissement.back() = index_of<Arrondissement>(row);
            all.arrondissements.parent[row] = department;
        }
        communes.population.push_back(spec.population);
        communes.population_2019.push_back(spec.population_2019);
        dataset->density.push_back(spec.density);
    }
    const auto rows = [&dataset](const Codes& codes) {
        Perimeter communes;
        for (const auto& code : codes) {
            communes.push_back(commune_row(*dataset, code));
        }
        std::sort(communes.begin(), communes.end());
        communes.erase(std::unique(communes.begin(), communes.end()), communes.end());
        return communes;
    };
    for (const auto& [number, spec] : m_years) {
        CirYear year;
        year.year = number;
        year.department_total.resize(all.departments.size());
        year.region_total.resize(all.regions.size());
        for (const auto& [code, total] : spec.department_total) {
            year.department_total[department_row(*dataset, code)] = total;
        }
        for (const auto& [code, total] : spec.region_total) {
            year.region_total[region_row(*dataset, code)] = total;
        }
        for (const auto& one : spec.cells) {
            const auto communes = rows(one.communes);
            CirCell cell;
            cell.count = one.count;
            cell.first_commune = static_cast<std::uint32_t>(year.communes.size());
            cell.commune_count = static_cast<std::uint32_t>(communes.size());
            if (!communes.empty()) {
                cell.department = all.communes.department[communes.front().value];
            } else if (!one.department.empty()) {
                cell.department = index_of<Department>(department_row(*dataset, one.department));
            }
            year.cells.push_back(cell);
            year.communes.insert(year.communes.end(), communes.begin(), communes.end());
        }
        dataset->cir.push_back(std::move(year));
    }
    for (const auto& spec : m_contracts) {
        Contract contract;
        contract.id = spec.id;
        contract.name = spec.id;
        contract.level = spec.level;
        contract.kind = spec.kind;
        contract.status = spec.status;
        contract.signed_on = parse_date(spec.signed_on);
        contract.ends_on = parse_date(spec.ends_on);
        contract.perimeter_signed = rows(spec.communes);
        contract.perimeter_today = spec.today ? rows(*spec.today) : contract.perimeter_signed;
        contract.paris_or_lyon = spec.paris_or_lyon;
        contract.details = spec.details;
        dataset->contracts.push_back(std::move(contract));
    }
    for (const auto& spec : m_targets) {
        Target target;
        if (!spec.department.empty()) {
            target.department = index_of<Department>(department_row(*dataset, spec.department));
        } else {
            target.region = index_of<Region>(region_row(*dataset, spec.region));
        }
        target.year = spec.year;
        target.rate = spec.rate;
        target.initial_rate = spec.initial;
        dataset->targets.push_back(target);
    }
    dataset->counts_years = m_counts_years;
    dataset->choices = m_choices;
    return dataset;
}

Index<Commune> commune_row(const Dataset& dataset, std::string_view code) {
    return index_of<Commune>(row_of(dataset.territories.communes.code, code));
}
std::size_t department_row(const Dataset& dataset, std::string_view code) {
    return row_of(dataset.territories.departments.code, code);
}
std::size_t region_row(const Dataset& dataset, std::string_view code) {
    return row_of(dataset.territories.regions.code, code);
}
std::size_t epci_row(const Dataset& dataset, std::string_view code) {
    return row_of(dataset.territories.epcis.code, code);
}

}  // namespace maillage::test
