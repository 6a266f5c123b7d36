// SPDX-License-Identifier: Apache-2.0
#include "access/measures.hpp"

#include <algorithm>
#include <cassert>

namespace maillage::access {
namespace {

/// Sums of thousands of terms that are to keep twelve digits.
using Sum = long double;

constexpr double kNoBound = std::numeric_limits<double>::infinity();

/// Demand that meets at one service.
struct Wanted {
    Sum low = 0;
    Sum high = 0;
};

/// What one unit of weight of each service gives, at least and at most.
std::vector<Bounds> shares(std::span<const double> supply, std::span<const Wanted> wanted) {
    std::vector<Bounds> given(supply.size());
    for (std::size_t j = 0; j < supply.size(); ++j) {
        if (supply[j] <= 0.0 || wanted[j].high <= 0) {
            continue;
        }
        given[j].low = static_cast<double>(supply[j] / wanted[j].high);
        given[j].high =
            wanted[j].low > 0 ? static_cast<double>(supply[j] / wanted[j].low) : kNoBound;
    }
    return given;
}

/// Adds to each origin what it gets of each service; \p weight(service, f) is its part.
template <typename Weight>
std::vector<Bounds> given_out(const TravelTimes& times, std::span<const Bounds> given,
                              const Decay& decay, const Weight& weight) {
    std::vector<Bounds> access(times.origin_count());
    for (std::size_t i = 0; i < times.origin_count(); ++i) {
        Sum low = 0;
        Sum high = 0;
        for (const auto& one : times.from(i)) {
            const auto j = one.service.value;
            const Sum part = weight(j, decay(one.time));
            if (part > 0 && given[j].high > 0) {  // Never 0 × infinity.
                low += part * given[j].low;
                high += part * given[j].high;
            }
        }
        access[i] = {static_cast<double>(low), static_cast<double>(high)};
    }
    return access;
}

}  // namespace

std::optional<Reach> nearest(const TravelTimes& times, std::size_t origin, std::size_t rank) {
    const auto row = times.from(origin);
    return rank < row.size() ? std::optional(row[rank]) : std::nullopt;
}

std::vector<double> supply_of(std::span<const Service> services) {
    std::vector<double> supply;
    supply.reserve(services.size());
    for (const auto& service : services) {
        supply.push_back(service.capacity.value_or(1.0));
    }
    return supply;
}

std::vector<double> opportunities(const TravelTimes& times, std::span<const double> supply,
                                  const Decay& decay) {
    std::vector<double> access(times.origin_count());
    for (std::size_t i = 0; i < times.origin_count(); ++i) {
        Sum sum = 0;
        for (const auto& one : times.from(i)) {
            sum += static_cast<Sum>(supply[one.service.value]) * decay(one.time);
        }
        access[i] = static_cast<double>(sum);
    }
    return access;
}

std::vector<Bounds> shared(const Ways& ways, std::span<const double> supply,
                           std::span<const Bounds> demand, const Decay& decay) {
    assert(ways.demand.origin_count() == demand.size());
    assert(ways.supply.origin_count() == demand.size());
    std::vector<Wanted> wanted(supply.size());
    for (std::size_t i = 0; i < demand.size(); ++i) {
        for (const auto& one : ways.demand.from(i)) {
            const Sum weight = decay(one.time);
            wanted[one.service.value].low += weight * demand[i].low;
            wanted[one.service.value].high += weight * demand[i].high;
        }
    }
    return given_out(ways.supply, shares(supply, wanted), decay,
                     [](std::size_t, double f) { return static_cast<Sum>(f); });
}

std::vector<Bounds> balanced(const Ways& ways, std::span<const double> supply,
                             std::span<const Bounds> demand, const Decay& decay) {
    assert(ways.demand.origin_count() == demand.size());
    assert(ways.supply.origin_count() == demand.size());
    std::vector<Wanted> wanted(supply.size());
    std::vector<Sum> reached(supply.size());  ///< Σ_i f_ij of each service.
    for (std::size_t i = 0; i < demand.size(); ++i) {
        Sum all = 0;
        for (const auto& one : ways.demand.from(i)) {
            all += decay(one.time);
        }
        for (const auto& one : ways.demand.from(i)) {
            const Sum part = all > 0 ? decay(one.time) / all : 0;
            wanted[one.service.value].low += part * demand[i].low;
            wanted[one.service.value].high += part * demand[i].high;
        }
        for (const auto& one : ways.supply.from(i)) {
            reached[one.service.value] += decay(one.time);
        }
    }
    return given_out(ways.supply, shares(supply, wanted), decay,
                     [&](std::size_t j, double f) { return reached[j] > 0 ? f / reached[j] : 0; });
}

}  // namespace maillage::access
