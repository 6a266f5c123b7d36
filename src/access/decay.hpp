// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// What a service counts for by the time it takes to reach it: f(t) of the measures of access.

#include "access/travel_times.hpp"

#include <limits>
#include <vector>

namespace maillage::access {

/// Between 0 and 1. Times are seconds; parameters are in minutes, as in the papers. All limits are
/// inclusive.
class Decay {
public:
    struct Step {
        Seconds until = 0;
        double weight = 0.0;
    };

    /// 1 up to \p limit, 0 beyond (Radke and Mu 2000; Luo and Wang 2003).
    static Decay within(Seconds limit);
    /// The weight of the first step that the time does not pass, 0 beyond the last (Luo and Qi
    /// 2009). \pre \p steps ascend, at least one
    static Decay in_steps(std::vector<Step> steps);
    /// (exp(−½(t/t0)²) − exp(−½)) / (1 − exp(−½)) up to \p limit, 0 beyond (Dai 2010).
    static Decay kernel_density(Seconds limit);
    /// t^−β (Hansen 1959), with 1 below one minute: it has no bound at 0.
    static Decay power(double beta);
    /// exp(−βt).
    static Decay exponential(double beta);
    /// exp(−t²/2σ²).
    static Decay gaussian(double sigma);
    /// 1 / (1 + exp((t − t50)/s)).
    static Decay logistic(double t50, double s);

    /// The same, but 0 beyond \p limit: sums over all services have an end.
    Decay cut_at(Seconds limit) const;

    double operator()(Seconds time) const;
    /// The longest time that may weigh; the largest Seconds where there is no end.
    Seconds reach() const noexcept { return m_reach; }

private:
    enum class Kind : std::uint8_t {
        kWithin,
        kSteps,
        kKernel,
        kPower,
        kExponential,
        kGaussian,
        kLogistic
    };
    Decay(Kind kind, double a, double b, Seconds reach)
        : m_kind(kind), m_a(a), m_b(b), m_reach(reach) {}

    Kind m_kind;
    double m_a;
    double m_b;
    Seconds m_reach;
    std::vector<Step> m_steps;
};

/// Published weights: Luo and Qi 2009, slow and fast decay, for 10, 20 and 30 minutes.
std::vector<Decay::Step> e2sfca_slow();
std::vector<Decay::Step> e2sfca_fast();
/// Accessibilité potentielle localisée (DREES and IRDES 2012): 5, 10 and 15 minutes.
std::vector<Decay::Step> apl_steps();

/// From when on \p decay is below \p share for good, at most \p longest: where to cut a sum.
Seconds negligible_from(const Decay& decay, double share, Seconds longest);

}  // namespace maillage::access
