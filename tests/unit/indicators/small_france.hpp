// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// The paper-sized territory of the indicator's tests:
///
///     region 24                                   region 28
///       department 45        department 18          department 76
///         45001 (A)  10        18001 (B)  40          76001 (C)  50
///         45002 (A)  20        18002 (C)   0
///         45003 (B)  30
///
/// EPCI A = 200000001, B = 200000002 (across 45 and 18), C = 200000003 (across 18 and 76).
/// Signatories: 45 has 60, 18 has 40, 76 has 50; region 24 has 100; France has 150.

#include "indicators/coverage_state.hpp"
#include "support/dataset_builder.hpp"

#include <string_view>
#include <utility>

namespace maillage::indicators {

constexpr const char* kA = "200000001";
constexpr const char* kB = "200000002";
constexpr const char* kC = "200000003";

/// Communes without counts.
inline test::DatasetBuilder small_territories() {
    test::DatasetBuilder builder;
    builder.department("45", "24").department("18", "24").department("76", "28");
    builder.commune("45001", {.epci = kA, .arrondissement = "451", .population = 1'000})
        .commune("45002", {.epci = kA, .arrondissement = "452", .population = 2'000})
        .commune("45003", {.epci = kB, .arrondissement = "452", .population = 3'000})
        .commune("18001", {.epci = kB, .arrondissement = "181", .population = 4'000})
        .commune("18002", {.epci = kC})
        .commune("76001", {.epci = kC});
    return builder;
}

inline test::DatasetBuilder small_france() {
    auto builder = small_territories();
    builder.count("45001", 10).count("45002", 20).count("45003", 30);
    builder.count("18001", 40).count("18002", 0).count("76001", 50);
    return builder;
}

inline Date on(std::string_view text) { return parse_date(text).value().date; }

inline CoverageQuery at(std::string_view date) {
    CoverageQuery query;
    query.date = on(date);
    return query;
}

inline CoverageRow department(const CoverageState& state, std::string_view code) {
    return state.row(Level::kDepartment, test::department_row(state.dataset(), code));
}
inline CoverageRow region(const CoverageState& state, std::string_view code) {
    return state.row(Level::kRegion, test::region_row(state.dataset(), code));
}
inline CoverageRow epci(const CoverageState& state, std::string_view code) {
    return state.row(Level::kEpci, test::epci_row(state.dataset(), code));
}

/// A range in which everything is exact.
inline CoverageRange exactly(std::int64_t covered, std::int64_t total) {
    return {Count::exact(covered), Count::exact(total - covered), Count::exact(total)};
}

}  // namespace maillage::indicators
