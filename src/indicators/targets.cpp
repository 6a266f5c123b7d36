// SPDX-License-Identifier: Apache-2.0
#include "indicators/targets.hpp"

#include "indicators/coverage_state.hpp"

#include <algorithm>
#include <compare>

namespace maillage::indicators {
namespace {

/// One value of (rate − VI)/(VC − VI), bounded.
Rate progress(Rate rate, Share initial, Share target) {
    const bool reached = std::is_gteq(compare(rate, target));
    if (std::is_gteq(compare(Rate{initial.numerator, initial.denominator}, target))) {
        return reached ? Rate{1, 1} : Rate{0, 1};
    }
    if (reached) {
        return {1, 1};
    }
    if (std::is_lteq(compare(rate, initial))) {
        return {0, 1};
    }
    const auto done = difference(rate, {initial.numerator, initial.denominator});
    const auto asked = difference({target.numerator, target.denominator},
                                  {initial.numerator, initial.denominator});
    return reduced(Int128{done.num} * asked.den, Int128{done.den} * asked.num);
}

/// A sum of target × total over territories, its terms brought to one denominator. Shares read from
/// files are over powers of ten, so the largest denominator is common to all.
struct TargetSum {
    Int128 low = 0;
    Int128 high = 0;
    Int128 den = 1;

    void add(Share target, Count total) {
        const auto wanted = reduced(target.numerator, target.denominator);
        const auto factor = reduced(den, wanted.den);  // den/wanted.den in lowest terms.
        const Int128 grow = factor.den;
        low = low * grow + Int128{wanted.num} * factor.num * total.low;
        high = high * grow + Int128{wanted.num} * factor.num * total.high;
        den *= grow;
    }
    Count signatories(std::int64_t years) const {
        return {static_cast<std::int64_t>(ceil_divide(low, den * years)),
                static_cast<std::int64_t>(ceil_divide(high, den * years))};
    }
};

}  // namespace

const Target* target_of(const Dataset& dataset, Level level, std::size_t territory, int year) {
    for (const auto& target : dataset.targets) {
        const bool same = level == Level::kDepartment
                              ? target.department.valid() && target.department.value == territory
                              : level == Level::kRegion && !target.department.valid() &&
                                    target.region.valid() && target.region.value == territory;
        if (same && target.year == year) {
            return &target;
        }
    }
    return nullptr;
}

Answer reaches(const RateBounds& rate, Share target) {
    if (std::is_gteq(compare(rate.low, target))) {
        return Answer::kMet;
    }
    return std::is_lt(compare(rate.high, target)) ? Answer::kNotMet : Answer::kNotKnown;
}

RateBounds gap_to_target(const RateBounds& rate, Share target) {
    const Rate wanted = {target.numerator, target.denominator};
    return {difference(wanted, rate.high), difference(wanted, rate.low)};
}

Count signatories_to_cover(const CoverageRange& range, Share target, std::int64_t years) {
    std::optional<Count> bounds;
    for (const auto& [covered, rest] : corners(range)) {
        const auto missing =
            Int128{target.numerator} * (covered + rest) - Int128{target.denominator} * covered;
        const auto needed = static_cast<std::int64_t>(
            std::max<Int128>(0, ceil_divide(missing, Int128{target.denominator} * years)));
        bounds = bounds ? Count{std::min(bounds->low, needed), std::max(bounds->high, needed)}
                        : Count::exact(needed);
    }
    return *bounds;
}

std::optional<RateBounds> progress_to_target(const RateBounds& rate, const Target& target) {
    if (!target.initial_rate) {
        return std::nullopt;
    }
    return RateBounds{progress(rate.low, *target.initial_rate, target.rate),
                      progress(rate.high, *target.initial_rate, target.rate)};
}

std::vector<TargetDiscrepancy> target_discrepancies(const CoverageState& state) {
    const auto& dataset = state.dataset();
    const int year = year_of(state.query().date);
    const auto years = std::max<std::int64_t>(static_cast<std::int64_t>(state.years().size()), 1);
    std::vector<TargetDiscrepancy> found;
    for (std::size_t region = 0; region < state.size(Level::kRegion); ++region) {
        const auto* target = target_of(dataset, Level::kRegion, region, year);
        if (target == nullptr) {
            continue;
        }
        TargetSum departments;
        bool complete = true;
        for (const auto department : state.groups().departments_of(Level::kRegion, region)) {
            const auto* own = target_of(dataset, Level::kDepartment, department.value, year);
            complete = complete && own != nullptr;
            if (own != nullptr) {
                departments.add(
                    own->rate,
                    state.possible_coverage(Level::kDepartment, department.value).range.total);
            }
        }
        TargetSum regional;
        regional.add(target->rate, state.possible_coverage(Level::kRegion, region).range.total);
        const TargetDiscrepancy pair = {index_of<Region>(region), year, regional.signatories(years),
                                        departments.signatories(years)};
        if (complete && (pair.regional.high < pair.departments.low ||
                         pair.departments.high < pair.regional.low)) {
            found.push_back(pair);
        }
    }
    return found;
}

std::optional<std::int64_t> population_of(const CommuneTable& communes,
                                          std::span<const Index<Commune>> perimeter) {
    std::int64_t sum = 0;
    for (const auto commune : perimeter) {
        const auto inhabitants = communes.population[commune.value];
        if (!inhabitants) {
            return std::nullopt;
        }
        sum += *inhabitants;
    }
    return sum;
}

Answer above_exception_thresholds(std::optional<std::int64_t> inhabitants, Count signatories,
                                  const ExceptionThresholds& thresholds) {
    if (signatories.high < thresholds.signatories_from ||
        (inhabitants && *inhabitants <= thresholds.inhabitants_above)) {
        return Answer::kNotMet;
    }
    if (!inhabitants || signatories.low < thresholds.signatories_from) {
        return Answer::kNotKnown;
    }
    return Answer::kMet;
}

}  // namespace maillage::indicators
