// SPDX-License-Identifier: Apache-2.0
#include "disclosure/attack_system.hpp"

#include <algorithm>

namespace maillage::disclosure::detail {
namespace {

std::int64_t floor_div(std::int64_t a, std::int64_t b) {
    const auto quotient = a / b;
    return a % b != 0 && (a < 0) != (b < 0) ? quotient - 1 : quotient;
}

bool tighten(Count& bounds, Count by, bool& changed) {
    const auto now = narrowed(bounds, by);
    changed = changed || now != bounds;
    bounds = now;
    return now.low <= now.high;
}

/// Bounds of Σ factor × variable, with the number of terms that have none.
struct Activity {
    std::int64_t low = 0;
    std::int64_t high = 0;
    int endless_low = 0;
    int endless_high = 0;

    /// Adds (\p sign = 1) or takes away (-1) a term.
    void add(Count term, int sign) {
        if (term.low <= -kUnbounded) {
            endless_low += sign;
        } else {
            low += sign * term.low;
        }
        if (term.high >= kUnbounded) {
            endless_high += sign;
        } else {
            high += sign * term.high;
        }
    }
    /// Of all terms but \p term.
    Count without(Count term) const {
        const bool low_endless = endless_low > (term.low <= -kUnbounded ? 1 : 0);
        const bool high_endless = endless_high > (term.high >= kUnbounded ? 1 : 0);
        return {low_endless ? -kUnbounded : low - (term.low <= -kUnbounded ? 0 : term.low),
                high_endless ? kUnbounded : high - (term.high >= kUnbounded ? 0 : term.high)};
    }
};

Count times(Count bounds, std::int64_t factor) {
    const auto a = times_bound(bounds.low, factor);
    const auto b = times_bound(bounds.high, factor);
    return {std::min(a, b), std::max(a, b)};
}

bool propagate_row(System& system, std::size_t row, bool& changed) {
    // Σ factor × variable - variable of the row = 0.
    auto terms = system.rows[row];
    terms.emplace_back(system.variable_of_row(row), -1);
    Activity activity;
    for (const auto& [variable, factor] : terms) {
        activity.add(times(system.bounds[variable], factor), 1);
    }
    for (const auto& [variable, factor] : terms) {
        const auto own = times(system.bounds[variable], factor);
        const auto rest = activity.without(own);
        const auto low = rest.high >= kUnbounded ? -kUnbounded : -rest.high;
        const auto high = rest.low <= -kUnbounded ? kUnbounded : -rest.low;
        auto& bounds = system.bounds[variable];
        if (!tighten(bounds, divide(low, high, factor), changed)) {
            return false;
        }
        activity.add(own, -1);
        activity.add(times(bounds, factor), 1);
    }
    return true;
}

}  // namespace

/// The bounds of x where low ≤ factor × x ≤ high.
Count divide(std::int64_t low, std::int64_t high, std::int64_t factor) {
    const auto least = factor > 0 ? low : high;
    const auto most = factor > 0 ? high : low;
    const auto ceil_of = [&](std::int64_t bound) { return -floor_div(-bound, factor); };
    const bool no_least = least >= kUnbounded || least <= -kUnbounded;
    const bool no_most = most >= kUnbounded || most <= -kUnbounded;
    return {no_least ? -kUnbounded : ceil_of(least),
            no_most ? kUnbounded : floor_div(most, factor)};
}

bool propagate(System& system) {
    // Without circles one way up and one way down settle all; with them each pass may move a bound
    // by one only.
    const auto passes = 2 * system.rows.size() + 20;
    bool changed = true;
    for (std::size_t pass = 0; changed && pass < passes; ++pass) {
        changed = false;
        for (std::size_t i = 0; i < system.rows.size(); ++i) {
            if (!propagate_row(system, pass % 2 == 0 ? i : system.rows.size() - 1 - i, changed)) {
                return false;
            }
        }
    }
    return true;
}

}  // namespace maillage::disclosure::detail
