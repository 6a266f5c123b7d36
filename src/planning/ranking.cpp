// SPDX-License-Identifier: Apache-2.0
#include "planning/ranking.hpp"

#include "base/planning_messages.hpp"
#include "base/text.hpp"
#include "planning/candidate_facts.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>
#include <utility>

namespace maillage::planning {
namespace {

using indicators::Int128;
using indicators::Rate;

/// How many of ascending \p values are above \p value.
std::uint32_t above(const std::vector<std::int64_t>& values, std::int64_t value) {
    return static_cast<std::uint32_t>(values.end() -
                                      std::upper_bound(values.begin(), values.end(), value));
}

/// Candidates inside \p v that might seem to be before it: they cannot be.
std::uint32_t inside_above(const Candidates& all, std::size_t v) {
    std::uint32_t count = 0;
    for (auto u = v + 1; u < all.size() && all.within(u, v); ++u) {
        count += all.gain[u].high > all.gain[v].low ? 1U : 0U;
    }
    return count;
}

/// num/den in millionths, half up. \pre 0 ≤ num ≤ den, den > 0
std::int64_t millionths(Int128 num, Int128 den) {
    return static_cast<std::int64_t>((2 * num * kScoreUnit + den) / (2 * den));
}

std::int64_t& part(ScoreParts& parts, Criterion criterion) {
    return parts.at(static_cast<std::size_t>(criterion));
}

void add_gain(const Candidates& all, std::vector<ScoreParts>& parts) {
    std::int64_t most = 0;
    for (const auto& gain : all.gain) {
        most = std::max(most, gain.low);
    }
    for (std::size_t v = 0; v < all.size() && most > 0; ++v) {
        part(parts[v], Criterion::kGain) = millionths(all.gain[v].low, most);
    }
}

void add_rural_and_decline(const Candidates& all, std::vector<ScoreParts>& parts) {
    std::vector<Rate> loss(all.size());
    Rate most;
    for (std::size_t v = 0; v < all.size(); ++v) {
        const auto facts = facts_of(all, v);
        if (facts.rural_share) {
            part(parts[v], Criterion::kRural) =
                millionths(facts.rural_share->num, facts.rural_share->den);
        }
        if (facts.evolution && facts.evolution->num < 0) {
            loss[v] = {-facts.evolution->num, facts.evolution->den};
            if (std::is_gt(indicators::compare(loss[v], most))) {
                most = loss[v];
            }
        }
    }
    for (std::size_t v = 0; v < all.size() && most.num > 0; ++v) {
        part(parts[v], Criterion::kDecline) =
            millionths(Int128{loss[v].num} * most.den, Int128{loss[v].den} * most.num);
    }
}

void add_cost(std::span<const std::int64_t> cost, std::vector<ScoreParts>& parts) {
    const auto most = cost.empty() ? 0 : *std::max_element(cost.begin(), cost.end());
    for (std::size_t v = 0; v < cost.size() && most > 0; ++v) {
        part(parts[v], Criterion::kCost) = millionths(most - cost[v], most);
    }
}

/// The first name of a criterion is the one that is written.
constexpr auto kCriterionWords =
    std::to_array<std::pair<std::string_view, Criterion>>({{"gain", Criterion::kGain},
                                                           {"rural", Criterion::kRural},
                                                           {"declin", Criterion::kDecline},
                                                           {"decline", Criterion::kDecline},
                                                           {"cout", Criterion::kCost},
                                                           {"cost", Criterion::kCost}});

std::optional<Criterion> criterion_of(std::string_view word) {
    for (const auto& [known, criterion] : kCriterionWords) {
        if (fold_key(word) == known) {
            return criterion;
        }
    }
    return std::nullopt;
}

constexpr std::size_t kWeightPlaces = 6;

/// Digits and up to six decimals, 1000 at most, in millionths: "1", "0.5".
std::optional<std::int64_t> parse_weight(std::string_view text) {
    constexpr std::int64_t kMost = 1000;
    const auto point = std::min(text.find('.'), text.size());
    auto digits = std::string(text.substr(0, point));
    auto decimals = std::string(text.substr(std::min(point + 1, text.size())));
    if (digits.empty() || digits.size() > 4 || decimals.size() > kWeightPlaces ||
        (digits + decimals).find_first_not_of("0123456789") != std::string::npos) {
        return std::nullopt;
    }
    decimals.append(kWeightPlaces - decimals.size(), '0');
    const auto value = parse_integer(digits + decimals).value_or(0);
    return value <= kMost * kScoreUnit ? std::optional(value) : std::nullopt;
}

}  // namespace

Result<Weights> parse_weights(std::string_view text) {
    Weights weights{};
    for (const auto part : split(text, ',')) {
        const auto equals = std::min(part.find('='), part.size());
        const auto criterion = criterion_of(trim(part.substr(0, equals)));
        const auto weight = parse_weight(trim(part.substr(std::min(equals + 1, part.size()))));
        if (!criterion || !weight) {
            return Error{Error::Code::kParse, {kWrongWeights, {std::string(part)}}, ""};
        }
        weights.at(static_cast<std::size_t>(*criterion)) = *weight;
    }
    return weights;
}

std::string weights_text(const Weights& weights) {
    std::string text;
    for (std::size_t i = 0; i < kCriteria; ++i) {
        if (weights.at(i) == 0) {
            continue;
        }
        const auto word = std::find_if(
            kCriterionWords.begin(), kCriterionWords.end(),
            [i](const auto& one) { return static_cast<std::size_t>(one.second) == i; });
        auto number = fixed_ratio(weights.at(i), kScoreUnit, static_cast<int>(kWeightPlaces), '.');
        number.resize(number.find_last_not_of('0') + 1);
        if (number.back() == '.') {
            number.pop_back();
        }
        text += (text.empty() ? "" : ",") + std::string(word->first) + '=' + number;
    }
    return text.empty() ? "gain=0" : text;
}

std::vector<std::uint32_t> in_order(const Candidates& all, std::span<const ScoreParts> parts,
                                    const std::optional<Weights>& weights) {
    std::vector<std::uint32_t> every(all.size());
    std::iota(every.begin(), every.end(), 0U);
    return first_in_order(all, parts, weights, std::move(every), all.size());
}

std::vector<std::uint32_t> first_in_order(const Candidates& all, std::span<const ScoreParts> parts,
                                          const std::optional<Weights>& weights,
                                          std::vector<std::uint32_t> some, std::size_t most) {
    std::vector<std::int64_t> value(all.size());
    for (const auto v : some) {
        value[v] = weights ? score(parts[v], *weights) : all.gain[v].low;
    }
    const auto key = [&](std::uint32_t v) {
        return std::tuple(-value[v], -all.gain[v].low, -all.gain[v].high,
                          -static_cast<int>(all.level[v]), all.code(v));
    };
    const auto before = [&](std::uint32_t a, std::uint32_t b) { return key(a) < key(b); };
    if (most < some.size()) {
        std::nth_element(some.begin(), some.begin() + static_cast<std::ptrdiff_t>(most), some.end(),
                         before);
        some.resize(most);
    }
    std::sort(some.begin(), some.end(), before);
    return some;
}

std::vector<RankInterval> robust_ranks(const Candidates& candidates) {
    std::vector<std::int64_t> lows;
    std::vector<std::int64_t> highs;
    for (const auto& gain : candidates.gain) {
        lows.push_back(gain.low);
        highs.push_back(gain.high);
    }
    std::sort(lows.begin(), lows.end());
    std::sort(highs.begin(), highs.end());
    std::vector<RankInterval> ranks(candidates.size());
    for (std::size_t v = 0; v < candidates.size(); ++v) {
        const auto& gain = candidates.gain[v];
        const std::uint32_t itself = gain.high > gain.low ? 1 : 0;
        ranks[v].best = 1 + above(lows, gain.high);
        ranks[v].worst = 1 + above(highs, gain.low) - itself - inside_above(candidates, v);
        ranks[v].guaranteed = 1 + above(lows, gain.low);
    }
    return ranks;
}

std::vector<ScoreParts> score_parts(const Candidates& candidates,
                                    std::span<const std::int64_t> cost) {
    std::vector<ScoreParts> parts(candidates.size());
    add_gain(candidates, parts);
    add_rural_and_decline(candidates, parts);
    add_cost(cost, parts);
    return parts;
}

std::int64_t score(const ScoreParts& parts, const Weights& weights) {
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < kCriteria; ++i) {
        sum += parts.at(i) * weights.at(i);
    }
    return sum;
}

std::optional<Rate> swap_weight(const ScoreParts& a, const ScoreParts& b, const Weights& weights,
                                Criterion criterion) {
    auto others = weights;
    others.at(static_cast<std::size_t>(criterion)) = 0;
    // score(a) + w × a_c = score(b) + w × b_c, scores without the criterion.
    const auto ahead = score(a, others) - score(b, others);
    const auto slope =
        b.at(static_cast<std::size_t>(criterion)) - a.at(static_cast<std::size_t>(criterion));
    if (slope == 0 || ahead == 0 || (ahead < 0) != (slope < 0)) {
        return std::nullopt;
    }
    const auto sign = slope < 0 ? -1 : 1;
    return indicators::reduced(Int128{sign} * ahead, Int128{sign} * slope * kScoreUnit);
}

}  // namespace maillage::planning
