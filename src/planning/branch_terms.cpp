// SPDX-License-Identifier: Apache-2.0
#include "planning/branch_terms.hpp"

#include <algorithm>
#include <limits>
#include <numeric>

namespace maillage::planning {
namespace {

constexpr std::size_t kMostInBlock = 6;

}  // namespace

BranchTerms::BranchTerms(const PlanModel& model)
    : of_cell(model.covered.size()),
      before(model.scope.terms.size()),
      masked(model.scope.terms.size()),
      block(model.scope.terms.size()) {
    const auto& terms = model.scope.terms;
    for (std::uint32_t t = 0; t < terms.size(); ++t) {
        for (const auto cell : terms[t].cells) {
            of_cell[cell] = t;
            before[t] += model.covered[cell];
        }
    }
    for (std::size_t v = 0; v < model.all.size(); ++v) {
        for (auto part = model.all.first_part[v];
             model.usable[v] && part < model.all.first_part[v + 1]; ++part) {
            for (std::size_t year = 0; year < model.years; ++year) {
                if (!model.amounts(part)[year].is_exact()) {
                    masked[of_cell[model.all.parts[part].slot * model.years + year]] = true;
                }
            }
        }
    }
    two_branches = model.measure == Measure::kGuaranteed;
    for (std::size_t t = 0; t < terms.size(); ++t) {
        two_branches = two_branches && (!masked[t] || (terms[t].total && decides_both(terms[t])));
    }
    std::vector<std::uint32_t> leader(terms.size());
    std::iota(leader.begin(), leader.end(), 0U);
    const auto find = [&leader](std::uint32_t term) {
        while (leader[term] != term) {
            term = leader[term];
        }
        return term;
    };
    for (std::size_t slot = 0; slot < model.all.scope.departments.size(); ++slot) {
        const auto first = slot * model.years;
        for (std::size_t year = 1; year < model.years; ++year) {
            leader[find(of_cell[first + year])] = find(of_cell[first]);
        }
    }
    std::vector<std::uint32_t> number(terms.size());
    for (std::uint32_t t = 0; t < terms.size(); ++t) {
        if (find(t) == t) {
            number[t] = static_cast<std::uint32_t>(blocks++);
        }
    }
    std::vector<std::size_t> masked_in(blocks);
    for (std::uint32_t t = 0; t < terms.size(); ++t) {
        block[t] = number[find(t)];
        masked_in[block[t]] += masked[t] ? 1U : 0U;
    }
    small_blocks = std::all_of(masked_in.begin(), masked_in.end(),
                               [](std::size_t count) { return count <= kMostInBlock; });
}

std::int64_t BranchTerms::high_start(const ZoneTerm& term, Count before) {
    return term.total ? *term.total - term.zone.high + before.high
                      : std::numeric_limits<std::int64_t>::min() / 4;
}

/// The two forms of C + R under a total are the same number then.
bool BranchTerms::decides_both(const ZoneTerm& term) {
    return term.all.high - term.all.low == term.zone.high - term.zone.low;
}

std::vector<TermShare> shares_of(const PlanModel& model, const BranchTerms& terms, std::size_t v) {
    std::vector<TermShare> shares;
    for (auto part = model.all.first_part[v]; part < model.all.first_part[v + 1]; ++part) {
        for (std::size_t year = 0; year < model.years; ++year) {
            const auto cell = model.all.parts[part].slot * model.years + year;
            shares.push_back({terms.of_cell[cell], model.amounts(part)[year]});
        }
    }
    return shares;
}

std::uint32_t home_block(const BranchTerms& terms, std::span<const TermShare> shares) {
    std::vector<std::int64_t> in_block(terms.blocks);
    for (const auto& share : shares) {
        in_block[terms.block[share.term]] += share.count.high;
    }
    return static_cast<std::uint32_t>(std::max_element(in_block.begin(), in_block.end()) -
                                      in_block.begin());
}

}  // namespace maillage::planning
