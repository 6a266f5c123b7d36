// SPDX-License-Identifier: Apache-2.0
#include "planning/gain_hull.hpp"

#include "indicators/exact.hpp"

#include <algorithm>

namespace maillage::planning {

using indicators::Int128;

bool steeper(const GainAndCost& a, const GainAndCost& b) {
    return Int128{a.gain} * b.cost > Int128{b.gain} * a.cost;
}

std::vector<GainAndCost> hull_of(std::vector<GainAndCost> points) {
    std::sort(points.begin(), points.end(), [](const GainAndCost& a, const GainAndCost& b) {
        return a.cost != b.cost ? a.cost < b.cost : a.gain > b.gain;
    });
    std::vector<GainAndCost> steps;
    GainAndCost corner;
    for (const auto& point : points) {
        if (point.gain <= corner.gain) {
            continue;
        }
        GainAndCost step{point.gain - corner.gain, point.cost - corner.cost};
        while (!steps.empty() && !steeper(steps.back(), step)) {
            step = {step.gain + steps.back().gain, step.cost + steps.back().cost};
            steps.pop_back();
        }
        steps.push_back(step);
        corner = point;
    }
    return steps;
}

}  // namespace maillage::planning
