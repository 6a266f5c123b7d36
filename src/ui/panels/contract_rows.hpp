// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// The rows of the list of contracts. No imgui.

#include "carto/map_request.hpp"
#include "indicators/counted_contracts.hpp"
#include "ui/panels/figures.hpp"
#include "workspace/snapshot.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace maillage::ui {

struct ContractRow {
    Index<Contract> contract;
    indicators::Reason reason = indicators::Reason::kCounted;  ///< At the date asked.
    Count signatories;  ///< Who live in its perimeter, summed over the years.
    std::int64_t communes = 0;
    std::string key;  ///< Folded name and id, for the filter.
};

struct ContractRows {
    std::int64_t years = 1;
    std::vector<ContractRow> rows;  ///< Counted first, then by status, then the most signatories.
};

/// Contracts that touch the focus.
ContractRows contract_rows(const workspace::Results& results, const carto::Focus& focus);

/// What the list is cut to.
struct ContractFilter {
    std::optional<ContractStatus> status;
    bool only_counted = false;
    std::string words;
    friend bool operator==(const ContractFilter&, const ContractFilter&) = default;
};
/// Positions in \p rows that pass.
std::vector<std::uint32_t> contract_order(const workspace::Results& results,
                                          const ContractRows& rows, const ContractFilter& filter);

/// "EPCI · signé le 12/03/2021 · 22 communes".
std::string contract_detail(const Contract& contract, std::int64_t communes, Language language);
/// Whole years of validity in words: "du 12/03/2021 au 31/12/2024", "signé le …", "sans date".
std::string contract_dates(const Contract& contract, Language language);

/// Why contracts count or not at the date of \p results; one for each contract of the dataset.
std::vector<indicators::Reason> contract_reasons(const workspace::Results& results);

/// Signatories of communes, their intervals added up; summed over the years.
Count signatories_of(const workspace::Results& results, std::span<const Index<Commune>> communes);

/// The perimeter that the results are computed with.
const Perimeter& perimeter_used(const workspace::Results& results, const Contract& contract);

}  // namespace maillage::ui
