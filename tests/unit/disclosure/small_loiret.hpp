// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// A department small enough to protect on paper.

#include "support/dataset_builder.hpp"

#include <cstdint>
#include <utility>
#include <vector>

namespace maillage::test {

inline constexpr const char* kEpci = "244500468";

/// Four communes of one EPCI and department: 3, 0, 12 and 40.
inline DatasetBuilder loiret() {
    DatasetBuilder builder;
    builder.region("24").department("45", "24");
    const std::vector<std::pair<const char*, std::int64_t>> counts = {
        {"45001", 3}, {"45002", 0}, {"45003", 12}, {"45004", 40}};
    for (const auto& [code, count] : counts) {
        builder.commune(code, {.epci = kEpci}).count(code, count);
    }
    return builder;
}

}  // namespace maillage::test
