// SPDX-License-Identifier: Apache-2.0
#include "support/synthetic_france.hpp"

#include <algorithm>
#include <cstdio>
#include <random>
#include <string>
#include <vector>

namespace maillage::test {
namespace {

constexpr std::size_t kMainland = 360;  // 96 × 360 + 5 × 88 = 35,000
constexpr std::size_t kOverseas = 88;
constexpr std::size_t kEpcis = 1'255;
constexpr std::size_t kSplitCells = 100;

std::string padded(std::size_t number, int digits) {
    char text[32];
    std::snprintf(static_cast<char*>(text), sizeof(text), "%0*zu", digits, number);
    return static_cast<char*>(text);
}

std::vector<std::string> department_codes() {
    std::vector<std::string> codes;
    for (std::size_t number = 1; number <= 95; ++number) {
        if (number == 20) {
            codes.emplace_back("2A");
            codes.emplace_back("2B");
        } else {
            codes.push_back(padded(number, 2));
        }
    }
    // In the order of the text: 2A and 2B stand after 29.
    std::sort(codes.begin(), codes.end());
    for (const char* overseas : {"971", "972", "973", "974", "976"}) {
        codes.emplace_back(overseas);
    }
    return codes;
}

void add_territories(Territories& all, std::size_t times) {
    all.vintage = {2024};
    const char* regions[] = {"01", "02", "03", "04", "06", "11", "24", "27", "28",
                             "32", "44", "52", "53", "75", "76", "84", "93", "94"};
    for (const char* region : regions) {
        all.regions.code.push_back(RegionCode::parse(region).value());
        all.regions.name.emplace_back(region);
        all.regions.parent.emplace_back();
    }
    for (std::size_t i = 0; i < kEpcis * times; ++i) {
        all.epcis.code.push_back(EpciCode::parse(padded(200'000'000 + i, 9)).value());
        all.epcis.name.push_back("Communauté " + padded(i, 4));
        all.epcis.parent.emplace_back();
    }
    const auto departments = department_codes();
    std::size_t row = 0;
    for (std::size_t d = 0; d < departments.size(); ++d) {
        all.departments.code.push_back(DepartmentCode::parse(departments[d]).value());
        all.departments.name.push_back(departments[d]);
        all.departments.parent.push_back(
            index_of<Region>(d * all.regions.size() / departments.size()));
        const auto first_arrondissement = all.arrondissements.size();
        for (std::size_t a = 1; a <= 4; ++a) {
            const auto code = departments[d] + padded(a, 1);
            all.arrondissements.code.push_back(ArrondissementCode::parse(code).value());
            all.arrondissements.name.push_back(code);
            all.arrondissements.parent.push_back(index_of<Department>(d));
        }
        const bool overseas = departments[d].size() == 3;
        const auto communes = overseas ? kOverseas : kMainland;
        for (std::size_t i = 0; i < communes * times; ++i, ++row) {
            const auto code = departments[d] + padded(i / times + 1, overseas ? 2 : 3);
            auto& table = all.communes;
            table.code.push_back(CommuneCode::parse(code).value());
            table.name.push_back("Commune " + code);
            table.department.push_back(index_of<Department>(d));
            table.epci.push_back(index_of<Epci>(row * kEpcis / 35'000));
            table.ept.emplace_back();
            table.arrondissement.push_back(
                index_of<Arrondissement>(first_arrondissement + i * 4 / (communes * times)));
            table.population.emplace_back(1'000);
            table.population_2019.emplace_back(1'000);
        }
    }
}

CirYear counts(const Territories& all) {
    CirYear year;
    year.year = 2023;
    std::mt19937 random(2023);
    std::vector<std::int64_t> low(all.departments.size());
    const auto add = [&](Count count, std::vector<Index<Commune>> communes) {
        const auto department = all.communes.department[communes.front().value];
        year.cells.push_back({count,
                              static_cast<std::uint32_t>(year.communes.size()),
                              static_cast<std::uint32_t>(communes.size()),
                              department,
                              {}});
        year.communes.insert(year.communes.end(), communes.begin(), communes.end());
        low[department.value] += count.low;
    };
    for (std::size_t i = 0; i < all.communes.size(); ++i) {
        const auto n = static_cast<std::int64_t>(random() % 12);
        add(n < 9 ? Count::masked(1, 4) : Count::exact(n * n), {index_of<Commune>(i)});
    }
    for (std::size_t i = 0; i < kSplitCells; ++i) {
        const auto first =
            i * 347;  // Both in one department: rows of one department are 88 or more.
        const auto same = all.communes.department[first] == all.communes.department[first + 1];
        add(Count::exact(7), {index_of<Commune>(first), index_of<Commune>(first + (same ? 1 : 0))});
    }
    year.region_total.resize(all.regions.size());
    for (const auto sum : low) {
        year.department_total.emplace_back(sum + 50);
    }
    return year;
}

void add_contracts(Dataset& dataset, std::size_t times) {
    const auto& communes = dataset.territories.communes;
    for (std::size_t i = 0; i < 21; ++i) {
        Contract contract;
        contract.id = "C" + padded(i, 2);
        contract.name = contract.id;
        contract.status = ContractStatus::kSigne;
        contract.signed_on = parse_date("2020-01-01");
        const auto seat = (i * 1'600 + 11) * times;
        contract.level = i % 2 == 0 ? ContractLevel::kCommune : ContractLevel::kEpci;
        for (std::size_t c = 0; c < communes.size(); ++c) {
            if (c == seat || (i % 2 == 1 && communes.epci[c] == communes.epci[seat])) {
                contract.perimeter_signed.push_back(index_of<Commune>(c));
            }
        }
        contract.perimeter_today = contract.perimeter_signed;
        dataset.contracts.push_back(std::move(contract));
    }
}

}  // namespace

DatasetPtr synthetic_france(std::size_t times) {
    auto dataset = std::make_shared<Dataset>();
    dataset->name = "synthetic";
    add_territories(dataset->territories, times);
    dataset->cir.push_back(counts(dataset->territories));
    dataset->counts_years = {2023};
    add_contracts(*dataset, times);
    return dataset;
}

}  // namespace maillage::test
