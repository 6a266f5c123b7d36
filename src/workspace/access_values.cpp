// SPDX-License-Identifier: Apache-2.0
#include "workspace/access_values.hpp"

#include <utility>

namespace maillage::workspace {
namespace {

using access::Bounds;
using access::Decay;
using access::Seconds;
using access::TravelTimes;

constexpr double kNegligible = 0.001;
constexpr Seconds kLongest = 240 * access::kMinute;

bool is_sum(AccessMethod method) {
    return method == AccessMethod::kCumulative || method == AccessMethod::kGravity;
}

std::vector<Bounds> values_of(const AccessRequest& request, const Decay& decay,
                              const TravelTimes& times, std::span<const double> supply,
                              std::span<const Bounds> demand) {
    if (is_sum(request.method)) {
        std::vector<Bounds> values;
        for (const double one : access::opportunities(times, supply, decay)) {
            values.push_back({one, one});
        }
        return values;
    }
    const access::Ways ways{times, times};
    auto values = request.method == AccessMethod::kBfca
                      ? access::balanced(ways, supply, demand, decay)
                      : access::shared(ways, supply, demand, decay);
    for (auto& value : values) {
        value = {value.low * request.per, value.high * request.per};
    }
    return values;
}

}  // namespace

/// How each method weighs a time. \pre the request was understood
Decay decay_of(const AccessRequest& request) {
    const auto steps = [&](const std::vector<Decay::Step>& own) {
        return Decay::in_steps(request.steps.empty() ? own : request.steps);
    };
    const auto cut = [](const Decay& decay) {
        return decay.cut_at(access::negligible_from(decay, kNegligible, kLongest));
    };
    switch (request.method) {
        case AccessMethod::kGravity:
        case AccessMethod::kGravityCompetition: {
            const double half = static_cast<double>(request.threshold) / access::kMinute / 2.0;
            return cut(request.decay.value_or(Decay::gaussian(half)));
        }
        case AccessMethod::kE2sfca:
            return steps(access::e2sfca_slow());
        case AccessMethod::kApl:
            return steps(access::apl_steps());
        case AccessMethod::kKd2sfca:
            return Decay::kernel_density(request.threshold);
        case AccessMethod::kBfca:
            if (!request.steps.empty()) {
                return Decay::in_steps(request.steps);
            }
            return request.decay ? cut(*request.decay) : Decay::within(request.threshold);
        default:
            return Decay::within(request.threshold);
    }
}

std::vector<Bounds> access_values(const AccessRequest& request, const Decay& decay,
                                  const ModeTimes& found, std::span<const double> supply,
                                  std::span<const Bounds> demand) {
    if (!found.window) {
        return values_of(request, decay, found.times, supply, demand);
    }
    constexpr int kMedian = 50;
    const auto& window = *found.window;
    std::vector<std::vector<double>> low(window.origin_count());
    std::vector<std::vector<double>> high(window.origin_count());
    for (std::size_t m = 0; m < window.departures.size(); ++m) {
        const auto times = found.window_back
                               ? access::longer_of(window.at(m), found.window_back->at(m))
                               : window.at(m);
        const auto values = values_of(request, decay, times, supply, demand);
        for (std::size_t i = 0; i < values.size(); ++i) {
            low[i].push_back(values[i].low);
            high[i].push_back(values[i].high);
        }
    }
    std::vector<Bounds> medians;
    medians.reserve(low.size());
    for (std::size_t i = 0; i < low.size(); ++i) {
        medians.push_back({access::percentile_of(std::move(low[i]), kMedian),
                           access::percentile_of(std::move(high[i]), kMedian)});
    }
    return medians;
}

}  // namespace maillage::workspace
