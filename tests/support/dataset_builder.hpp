// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Paper-sized Datasets in a few lines, for tests of what is computed from one.

#include "base/date.hpp"
#include "base/text.hpp"
#include "model/dataset.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace maillage::test {

using Codes = std::vector<std::string>;

struct CommuneSpec {
    std::string epci{};  ///< Nine digits; empty = none.
    std::string arrondissement{};
    std::string department{};  ///< Empty = the one the code begins with.
    std::optional<std::int32_t> population{};
    std::optional<std::int32_t> population_2019{};
    std::uint8_t density = 0;  ///< 1…7; 0 = not known.
};

struct ContractSpec {
    std::string id{};
    Codes communes{};              ///< As signed.
    std::optional<Codes> today{};  ///< Empty = as signed.
    ContractLevel level = ContractLevel::kCommune;
    ContractKind kind = ContractKind::kCtai;
    ContractStatus status = ContractStatus::kSigne;
    std::string signed_on = "2020-01-01";  ///< As users write it; empty = no date.
    std::string ends_on{};
    bool paris_or_lyon = false;
    std::map<std::string, std::string> details{};  ///< Other columns, as written.
};

/// Rows may be declared in any order; build() sorts them by code, as reconcile does.
class DatasetBuilder {
public:
    DatasetBuilder& region(std::string_view code);
    DatasetBuilder& department(std::string_view code, std::string_view region);
    DatasetBuilder& commune(std::string_view code, CommuneSpec spec = {});

    /// Cells and totals go to this year until the next call; 2023 at first.
    DatasetBuilder& year(int year);
    DatasetBuilder& count(std::string_view commune, std::int64_t n) {
        return masked(commune, n, n);
    }
    DatasetBuilder& masked(std::string_view commune, std::int64_t low, std::int64_t high);
    DatasetBuilder& split(Codes communes, std::int64_t low, std::int64_t high);
    DatasetBuilder& not_located(std::string_view department, std::int64_t low, std::int64_t high);
    DatasetBuilder& nowhere(std::int64_t low, std::int64_t high);
    DatasetBuilder& department_total(std::string_view department, std::int64_t n);
    DatasetBuilder& region_total(std::string_view region, std::int64_t n);

    DatasetBuilder& contract(ContractSpec spec);
    DatasetBuilder& target(std::string_view department, int year, Share rate,
                           std::optional<Share> initial = {});
    DatasetBuilder& region_target(std::string_view region, int year, Share rate,
                                  std::optional<Share> initial = {});
    /// Years whose mean is the reference; empty = the last.
    DatasetBuilder& counts_years(std::vector<int> years);
    DatasetBuilder& vintage(int year);
    Choices& choices() { return m_choices; }

    DatasetPtr build() const;

private:
    struct Cell {
        Codes communes;
        std::string department;
        Count count;
    };
    struct Year {
        std::vector<Cell> cells;
        std::map<std::string, std::int64_t> department_total;
        std::map<std::string, std::int64_t> region_total;
    };
    struct TargetSpec {
        std::string department;
        std::string region;
        int year = 0;
        Share rate;
        std::optional<Share> initial;
    };
    DatasetBuilder& cell(Cell one);

    std::map<std::string, std::string> m_departments;  ///< Region by department; may be "".
    std::map<std::string, CommuneSpec> m_communes;
    std::vector<std::string> m_regions;
    std::map<int, Year> m_years;
    int m_year = 2023;
    std::vector<ContractSpec> m_contracts;
    std::vector<TargetSpec> m_targets;
    std::vector<int> m_counts_years;
    int m_vintage = 2024;
    Choices m_choices;
};

/// Rows of a built Dataset by code. \pre the code is there
Index<Commune> commune_row(const Dataset& dataset, std::string_view code);
std::size_t department_row(const Dataset& dataset, std::string_view code);
std::size_t region_row(const Dataset& dataset, std::string_view code);
std::size_t epci_row(const Dataset& dataset, std::string_view code);

}  // namespace maillage::test
