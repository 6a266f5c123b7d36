// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// A snapshot of a territory small enough to compute by hand, for tests of panels.

#include "support/dataset_builder.hpp"
#include "workspace/results.hpp"
#include "workspace/snapshot.hpp"

#include <memory>
#include <string>

namespace maillage::test {

inline constexpr const char* kEpciA = "200000001";
inline constexpr const char* kEpciB = "200000002";  ///< Lies in 45 and 18.

/// Department 45: 45001 (10) and 45002 (masked, 1 to 4) in EPCI A, 45003 (30) in B;
/// 18: 18001 (40) in B. 45001 is covered by the contract "c1" of 2020; "n1" for 45003 is being
/// negotiated; "d1" of the department does not count. The target of 45 for 2024 is 50 %.
inline DatasetBuilder small_builder() {
    DatasetBuilder builder;
    builder.department("45", "24").department("18", "24");
    builder.commune("45001", {.epci = kEpciA, .population = 1000})
        .commune("45002", {.epci = kEpciA, .population = 200})
        .commune("45003", {.epci = kEpciB, .population = 3000})
        .commune("18001", {.epci = kEpciB});
    builder.count("45001", 10).masked("45002", 1, 4).count("45003", 30).count("18001", 40);
    builder.contract({.id = "c1", .communes = {"45001"}})
        .contract({.id = "n1",
                   .communes = {"45003"},
                   .level = ContractLevel::kEpci,
                   .status = ContractStatus::kNegociation,
                   .signed_on = ""})
        .contract({.id = "d1",
                   .communes = {"45001", "45002", "45003"},
                   .level = ContractLevel::kDepartment});
    builder.target("45", 2024, {5, 10});
    return builder;
}

/// With one file of signatories and one of contracts, each row of which is its number from 2 on.
inline DatasetPtr with_sources(const DatasetPtr& plain) {
    auto dataset = std::make_shared<Dataset>(*plain);
    Source cir;
    cir.path = "cir.csv";
    cir.role = Role::kCir;
    cir.vintage = Vintage{2024};
    cir.rows_read = cir.rows_used = 4;
    Source contracts;
    contracts.path = "contrats.xlsx";
    contracts.layer = "Feuil1";
    contracts.role = Role::kContracts;
    dataset->ledger.sources = {cir, contracts};
    for (auto& year : dataset->cir) {
        std::uint32_t line = 2;
        for (auto& cell : year.cells) {
            cell.origin = {0, line++};
        }
    }
    std::uint32_t line = 2;
    for (auto& contract : dataset->contracts) {
        contract.origin = {1, line++};
    }
    return dataset;
}

struct SmallScreen {
    explicit SmallScreen(const DatasetPtr& dataset = with_sources(small_builder().build()),
                         Date date = make_date(2024, 12, 31)) {
        auto results = std::make_shared<workspace::Results>(
            *workspace::all_results(*workspace::first_results(dataset, date), date));
        results->revision = 1;
        snapshot.results = results;
        snapshot.spec = std::make_shared<io::WorkspaceSpec>();
        set_view(view);
    }
    void set_view(const workspace::ViewState& now) {
        view = now;
        snapshot.view = std::make_shared<workspace::ViewState>(now);
        ++snapshot.revision;
    }
    const workspace::Results& results() const { return *snapshot.results; }

    workspace::ViewState view;
    workspace::Snapshot snapshot;
};

}  // namespace maillage::test
