// SPDX-License-Identifier: Apache-2.0
#include "access/decay.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <utility>

namespace maillage::access {
namespace {

constexpr Seconds kNoEnd = std::numeric_limits<Seconds>::max();

}  // namespace

Decay Decay::within(Seconds limit) { return {Kind::kWithin, 0.0, 0.0, limit}; }

Decay Decay::in_steps(std::vector<Step> steps) {
    assert(!steps.empty());
    Decay decay(Kind::kSteps, 0.0, 0.0, steps.back().until);
    decay.m_steps = std::move(steps);
    return decay;
}

Decay Decay::kernel_density(Seconds limit) {
    return {Kind::kKernel, static_cast<double>(limit) / kMinute, 0.0, limit};
}

Decay Decay::power(double beta) { return {Kind::kPower, beta, 0.0, kNoEnd}; }
Decay Decay::exponential(double beta) { return {Kind::kExponential, beta, 0.0, kNoEnd}; }
Decay Decay::gaussian(double sigma) { return {Kind::kGaussian, sigma, 0.0, kNoEnd}; }
Decay Decay::logistic(double t50, double s) { return {Kind::kLogistic, t50, s, kNoEnd}; }

Decay Decay::cut_at(Seconds limit) const {
    auto decay = *this;
    decay.m_reach = std::min(m_reach, limit);
    return decay;
}

double Decay::operator()(Seconds time) const {
    if (time > m_reach) {
        return 0.0;
    }
    const double t = static_cast<double>(time) / kMinute;
    switch (m_kind) {
        case Kind::kSteps:
            return std::find_if(m_steps.begin(), m_steps.end(),
                                [&](const Step& step) { return time <= step.until; })
                ->weight;
        case Kind::kKernel: {
            const double edge = std::exp(-0.5);
            const double share = m_a > 0.0 ? t / m_a : 0.0;
            return (std::exp(-0.5 * share * share) - edge) / (1.0 - edge);
        }
        case Kind::kPower:
            return std::pow(std::max(t, 1.0), -m_a);
        case Kind::kExponential:
            return std::exp(-m_a * t);
        case Kind::kGaussian:
            return std::exp(-t * t / (2.0 * m_a * m_a));
        case Kind::kLogistic:
            return 1.0 / (1.0 + std::exp((t - m_a) / m_b));
        case Kind::kWithin:
            break;
    }
    return 1.0;
}

std::vector<Decay::Step> e2sfca_slow() {
    return {{10 * kMinute, 1.0}, {20 * kMinute, 0.68}, {30 * kMinute, 0.22}};
}

std::vector<Decay::Step> e2sfca_fast() {
    return {{10 * kMinute, 1.0}, {20 * kMinute, 0.42}, {30 * kMinute, 0.09}};
}

std::vector<Decay::Step> apl_steps() {
    return {{5 * kMinute, 1.0}, {10 * kMinute, 0.3}, {15 * kMinute, 0.1}};
}

Seconds negligible_from(const Decay& decay, double share, Seconds longest) {
    Seconds time = 0;
    while (time < longest && decay(time) >= share) {
        time += kMinute;
    }
    return std::min(time, longest);
}

}  // namespace maillage::access
