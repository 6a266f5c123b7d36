// SPDX-License-Identifier: Apache-2.0
#include "access/gaps.hpp"

#include "access/measures.hpp"

#include <algorithm>
#include <limits>
#include <tuple>

namespace maillage::access {

Within within(const TravelTimes& times, std::size_t origin, Seconds threshold) {
    const auto first = nearest(times, origin);
    return first && first->time <= threshold ? Within::kYes : Within::kNo;
}

Gap gap_of(Within by_car, Within without_car) {
    if (without_car == Within::kYes) {
        return Gap::kNone;
    }
    if (by_car == Within::kNo) {
        return Gap::kTotal;
    }
    return by_car == Within::kYes && without_car == Within::kNo ? Gap::kNoCar : Gap::kUnknown;
}

std::optional<bool> isolated(std::span<const Within> alternatives) {
    bool known = true;
    for (const auto one : alternatives) {
        if (one == Within::kYes) {
            return false;
        }
        known = known && one == Within::kNo;
    }
    return known ? std::optional(true) : std::nullopt;
}

AccessClass access_class(const TravelTimes& times, std::size_t origin, Seconds threshold) {
    const auto first = nearest(times, origin);
    return access_class(first ? std::optional(first->time) : std::nullopt, threshold);
}

AccessClass access_class(std::optional<Seconds> nearest, Seconds threshold) {
    if (!nearest || *nearest > threshold) {
        return AccessClass::kFar;
    }
    return *nearest <= threshold / 3 * 2 ? AccessClass::kNear : AccessClass::kMiddle;
}

Typology typology(CoverageClass coverage, AccessClass access) {
    if (access == AccessClass::kUnknown) {
        return Typology::kUnknown;
    }
    const bool covered = coverage == CoverageClass::kCounted;
    if (access == AccessClass::kFar) {
        return covered ? Typology::kCoveredOutOfReach : Typology::kNeither;
    }
    return covered ? Typology::kBoth : Typology::kWithinReachUncovered;
}

std::vector<Gain> gains(const TravelTimes& before, const TravelTimes& to_new_place) {
    std::vector<Gain> all;
    for (std::size_t i = 0; i < to_new_place.origin_count(); ++i) {
        const auto now = nearest(to_new_place, i);
        const auto then = nearest(before, i);
        if (now && (!then || now->time < then->time)) {
            all.push_back(
                {index_of<Commune>(i), then ? std::optional(then->time) : std::nullopt, now->time});
        }
    }
    const auto gained = [](const Gain& one) {
        return one.before ? *one.before - one.after : std::numeric_limits<Seconds>::max();
    };
    std::sort(all.begin(), all.end(), [&](const Gain& a, const Gain& b) {
        return std::tuple(-gained(a), a.after, a.commune) <
               std::tuple(-gained(b), b.after, b.commune);
    });
    return all;
}

}  // namespace maillage::access
