// SPDX-License-Identifier: Apache-2.0
#include "support/random_tables.hpp"

#include "support/dataset_builder.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace maillage::test {
namespace {

const Codes kCommunes = {"45001", "45002", "45003", "18001", "18002", "76001", "76002"};

/// std::uniform_int_distribution differs between standard libraries; this does not.
class Dice {
public:
    explicit Dice(std::uint32_t seed) : m_random(seed) {}
    std::int64_t between(std::int64_t low, std::int64_t high) {
        return low +
               static_cast<std::int64_t>(m_random() % static_cast<std::uint64_t>(high - low + 1));
    }
    bool one_in(int n) { return between(1, n) == 1; }
    const std::string& commune() {
        return kCommunes[static_cast<std::size_t>(between(0, std::ssize(kCommunes) - 1))];
    }

private:
    std::mt19937 m_random;
};

Codes random_communes(Dice& dice, std::int64_t size) {
    Codes communes;
    for (std::int64_t i = 0; i < size; ++i) {
        communes.push_back(dice.commune());
    }
    std::sort(communes.begin(), communes.end());
    communes.erase(std::unique(communes.begin(), communes.end()), communes.end());
    return communes;
}

void add_cells(DatasetBuilder& builder, Dice& dice, const TableShape& shape) {
    bool has_split = false;
    for (int i = 0; i < shape.cells; ++i) {
        const auto low = dice.between(0, 2);
        const auto high = low + (dice.one_in(2) ? dice.between(1, 2) : 0);
        switch (dice.between(0, 6)) {
            case 0:
                builder.not_located(dice.one_in(2) ? "45" : "18", low, high);
                break;
            case 1:
                if (dice.one_in(3)) {
                    builder.nowhere(low, high);
                    break;
                }
                [[fallthrough]];
            case 2: {
                auto communes = random_communes(dice, 3);
                if (!shape.split_across_departments) {
                    const auto department = communes.front().substr(0, 2);
                    std::erase_if(communes, [&department](const std::string& commune) {
                        return !commune.starts_with(department);
                    });
                }
                if (communes.size() == 1 || !has_split) {
                    has_split = true;
                    builder.split(communes, low, std::min<std::int64_t>(high, 3));
                    break;
                }
                [[fallthrough]];
            }
            default:
                builder.masked(dice.commune(), low, high);
        }
    }
}

}  // namespace

DatasetPtr random_table(std::uint32_t seed, const TableShape& shape) {
    Dice dice(seed);
    DatasetBuilder builder;
    builder.department("45", "24").department("18", "24").department("76", "28");
    builder.commune("45001", {.epci = "200000001", .arrondissement = "451"})
        .commune("45002", {.epci = "200000001", .arrondissement = "452"})
        .commune("45003", {.epci = "200000002", .arrondissement = "452"})
        .commune("18001", {.epci = "200000002", .arrondissement = "181"})
        .commune("18002", {.arrondissement = "181"})
        .commune("76001", {.epci = "200000003"})
        .commune("76002", {.epci = "200000002"});
    for (int year = 0; year < shape.years; ++year) {
        builder.year(2021 + year);
        add_cells(builder, dice, shape);
        if (!shape.totals) {
            continue;
        }
        for (const char* department : {"45", "18", "76"}) {
            if (dice.one_in(2)) {
                builder.department_total(department, dice.between(1, 9));
            }
        }
        for (const char* region : {"24", "28"}) {
            if (dice.one_in(2)) {
                builder.region_total(region, dice.between(2, 16));
            }
        }
    }
    const auto contracts = dice.between(1, 3);
    for (std::int64_t i = 0; i < contracts; ++i) {
        builder.contract({.id = "C" + std::to_string(i),
                          .communes = random_communes(dice, dice.between(1, 4)),
                          .level = ContractLevel::kCommunes});
    }
    builder.choices().unlocated =
        shape.ignore_not_located ? Choices::Unlocated::kIgnored : Choices::Unlocated::kInTotal;
    return builder.build();
}

}  // namespace maillage::test
