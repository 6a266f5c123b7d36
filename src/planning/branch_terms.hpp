// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Which zone terms of a scope leave a choice between the branches of their maximum
/// (plan_model.hpp), and which belong together.

#include "planning/plan_model.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace maillage::planning {

/// Which ends of its cells C and −R of a zone term rise by.
enum class Branch : std::uint8_t { kBothLow, kBothHigh, kLowHigh, kHighLow };

struct BranchTerms {
    explicit BranchTerms(const PlanModel& model);

    std::vector<std::uint32_t> of_cell;  ///< Term by slot × years + year.
    std::vector<Count> before;           ///< By term: covered before any choice.
    std::vector<bool> masked;  ///< By term: a candidate that may be chosen has masked counts there.
    /// The guaranteed rate, and wherever counts are masked a total under which the two forms of
    /// C + R are the same number: one choice, kBothLow or kBothHigh, decides both maxima.
    bool two_branches = true;
    /// By term: terms of one department (its years) and of one total are in one block.
    std::vector<std::uint32_t> block;
    std::size_t blocks = 0;
    /// Whether no block has so many masked terms that all ways of choosing their branches cannot be
    /// tried: departments of several years that a total of one year ties together may have.
    bool small_blocks = true;

    /// C of a term before any choice by the branch kBothHigh; far below 0 without a total.
    static std::int64_t high_start(const ZoneTerm& term, Count before);
    /// Whether one choice decides C and −R of a term with a total.
    static bool decides_both(const ZoneTerm& term);
};

/// What a candidate brings to a term.
struct TermShare {
    std::uint32_t term = 0;
    Count count;
};
/// Of candidate \p v; one for each of its parts and years.
std::vector<TermShare> shares_of(const PlanModel& model, const BranchTerms& terms, std::size_t v);
/// The block where a candidate of these shares has most, the first of equals.
std::uint32_t home_block(const BranchTerms& terms, std::span<const TermShare> shares);

}  // namespace maillage::planning
