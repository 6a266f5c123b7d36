// SPDX-License-Identifier: Apache-2.0
#include "planning/signing_risk.hpp"

#include <algorithm>
#include <map>

namespace maillage::planning {
namespace {

using Chances = std::map<std::int64_t, double>;

Chances convolve(const Chances& a, const Chances& b) {
    Chances sum;
    for (const auto& [gain_a, chance_a] : a) {
        for (const auto& [gain_b, chance_b] : b) {
            sum[gain_a + gain_b] += chance_a * chance_b;
        }
    }
    return sum;
}

/// What a candidate brings in the end.
Chances of_candidate(const Candidates& all, std::uint32_t v, std::span<const double> probability,
                     bool fall_back) {
    Chances refused = {{0, 1.0}};
    if (fall_back) {
        for (auto below = v + 1; below < all.size() && all.within(below, v); ++below) {
            if (all.parent[below] == v) {
                refused = convolve(refused, of_candidate(all, below, probability, true));
            }
        }
    }
    Chances result;
    for (const auto& [gain, chance] : refused) {
        result[gain] += (1 - probability[v]) * chance;
    }
    result[all.gain[v].low] += probability[v];
    return result;
}

}  // namespace

double GainDistribution::mean() const {
    double sum = 0;
    for (const auto& [gain, chance] : chances) {
        sum += static_cast<double>(gain) * chance;
    }
    return sum;
}

double GainDistribution::at_least(std::int64_t signatories) const {
    double sum = 0;
    for (auto one = chances.rbegin(); one != chances.rend() && one->first >= signatories; ++one) {
        sum += one->second;
    }
    return sum;
}

GainDistribution signing_risk(const Candidates& candidates, std::span<const std::uint32_t> plan,
                              std::span<const double> probability, bool fall_back) {
    Chances sum = {{0, 1.0}};
    for (const auto v : plan) {
        sum = convolve(sum, of_candidate(candidates, v, probability, fall_back));
    }
    GainDistribution result;
    for (const auto& [gain, chance] : sum) {
        if (chance > 0) {
            result.chances.emplace_back(gain, chance);
        }
    }
    return result;
}

std::vector<double> best_expectation(const Candidates& candidates,
                                     std::span<const double> probability) {
    std::vector<double> expected(candidates.size());
    std::vector<double> below(candidates.size());
    for (auto v = candidates.size(); v-- > 0;) {
        const auto asked = probability[v] * static_cast<double>(candidates.gain[v].low) +
                           (1 - probability[v]) * below[v];
        expected[v] = std::max(asked, below[v]);
        if (candidates.parent[v] != Candidates::kNone) {
            below[candidates.parent[v]] += expected[v];
        }
    }
    return expected;
}

}  // namespace maillage::planning
