// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Why the rate differs between two situations, cause by cause, adding up exactly.

#include "indicators/coverage.hpp"
#include "indicators/exact.hpp"
#include "model/dataset.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace maillage::indicators {

/// The order in which one situation is turned into the other, one cause after the other. Each is
/// credited with what it changes given the causes before it.
enum class Cause : std::uint8_t {
    kNewContracts,    ///< Count in B, not in A.
    kEndedContracts,  ///< Count in A, not in B: ended, or left out by B's query.
    kCounts,          ///< Years of counts.
    kPerimeter,       ///< Perimeters as signed or as today (E19, E20).
    kVintage,         ///< The other dataset: its COG vintage, and whatever else its files hold.
};
constexpr std::size_t kCauses = 5;

/// One situation: a dataset and what is asked of it.
struct Situation {
    DatasetPtr dataset;
    CoverageQuery query;
};

struct Contribution {
    Cause cause = Cause::kNewContracts;
    Rate before;  ///< Equal to `after` of the cause before it, so nothing is left over.
    Rate after;
    Rate change;  ///< after − before, exact, in lowest terms.
};

/// The lowest and the highest rate have each their chain; for exact counts the two are the same.
struct Decomposition {
    Level level = Level::kFrance;
    std::string code;
    std::string name;
    std::array<Contribution, kCauses> low;
    std::array<Contribution, kCauses> high;
};

struct DecompositionResult {
    std::vector<std::size_t> started;  ///< Contracts of kNewContracts, rows of A's dataset.
    std::vector<std::size_t> ended;    ///< Of kEndedContracts.
    /// Territories of A that B has too and whose rate can be computed at every stage.
    std::vector<Decomposition> territories;
};

/// Contracts of two datasets are matched by id, territories by code. Years of B that A's dataset
/// lacks, and contracts it does not know, cannot be told apart from the change of dataset: they go
/// to kVintage. With the same dataset on both sides kVintage is exactly 0.
DecompositionResult decompose(const Situation& a, const Situation& b, Level level);

}  // namespace maillage::indicators
