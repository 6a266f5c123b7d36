// SPDX-License-Identifier: Apache-2.0
#include "access/measures.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace maillage::access {
namespace {

constexpr double kExact = 1e-12;

/// Three communes, two services: the first stands in commune 0, the second near commune 2.
TravelTimes three_communes() {
    TravelTimes times;
    times.add_origin({{{0}, 10 * kMinute}});
    times.add_origin({{{0}, 20 * kMinute}, {{1}, 30 * kMinute}});
    times.add_origin({{{1}, 15 * kMinute}, {{0}, 45 * kMinute}});
    return times;
}

const std::vector<double> kSupply{10, 4};
const std::vector<Bounds> kDemand{{100, 100}, {50, 50}, {30, 30}};

void expect_exactly(const std::vector<Bounds>& access, const std::vector<double>& wanted) {
    ASSERT_EQ(access.size(), wanted.size());
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        EXPECT_NEAR(access[i].low, wanted[i], kExact) << i;
        EXPECT_NEAR(access[i].high, wanted[i], kExact) << i;
    }
}

TEST(Measures, NearestAndSecondNearest) {
    const auto times = three_communes();
    EXPECT_EQ(nearest(times, 2), (Reach{{1}, 15 * kMinute}));
    EXPECT_EQ(nearest(times, 2, 1), (Reach{{0}, 45 * kMinute}));
    EXPECT_EQ(nearest(times, 0, 1), std::nullopt);
}

TEST(Measures, CapacityThatIsNotKnownIsOne) {
    std::vector<Service> services(2);
    services[0].capacity = 24;
    EXPECT_EQ(supply_of(services), (std::vector<double>{24, 1}));
}

TEST(Measures, CumulativeOpportunitiesCountWhatIsWithinTheThresholdInclusive) {
    const auto times = three_communes();
    EXPECT_EQ(opportunities(times, kSupply, Decay::within(30 * kMinute)),
              (std::vector<double>{10, 14, 4}));
    EXPECT_EQ(opportunities(times, kSupply, Decay::within(30 * kMinute - 1)),
              (std::vector<double>{10, 10, 4}));
}

TEST(Measures, GravitySumsSupplyByDecay) {
    const auto access = opportunities(three_communes(), kSupply, Decay::exponential(0.1));
    EXPECT_NEAR(access[1], 10 * std::exp(-2.0) + 4 * std::exp(-3.0), kExact);
    EXPECT_NEAR(access[2], 4 * std::exp(-1.5) + 10 * std::exp(-4.5), kExact);
}

// By hand: 150 share the first service, 80 the second.
TEST(Measures, TwoStepFloatingCatchments) {
    const auto times = three_communes();
    expect_exactly(shared({times, times}, kSupply, kDemand, Decay::within(30 * kMinute)),
                   {10.0 / 150, 10.0 / 150 + 4.0 / 80, 4.0 / 80});
}

// By hand: 100 + 0.68 × 50 = 134 at the first, 0.22 × 50 + 0.68 × 30 = 31.4 at the second.
TEST(Measures, EnhancedTwoStepFloatingCatchments) {
    const auto times = three_communes();
    expect_exactly(shared({times, times}, kSupply, kDemand, Decay::in_steps(e2sfca_slow())),
                   {10 / 134.0, 0.68 * 10 / 134.0 + 0.22 * 4 / 31.4, 0.68 * 4 / 31.4});
    // Fast decay: 100 + 0.42 × 50 = 121; 0.09 × 50 + 0.42 × 30 = 17.1.
    expect_exactly(shared({times, times}, kSupply, kDemand, Decay::in_steps(e2sfca_fast())),
                   {10 / 121.0, 0.42 * 10 / 121.0 + 0.09 * 4 / 17.1, 0.42 * 4 / 17.1});
}

// By hand: only commune 0 is within 15 minutes of the first (at 0.3), only commune 2 of the second
// (at 0.1): each has its service for itself, whatever the weight.
TEST(Measures, AplWeights) {
    const auto times = three_communes();
    expect_exactly(shared({times, times}, kSupply, kDemand, Decay::in_steps(apl_steps())),
                   {10.0 / 100, 0, 4.0 / 30});
}

TEST(Measures, KernelDensityTwoStepFloatingCatchments) {
    const auto times = three_communes();
    const double edge = std::exp(-0.5);
    const auto g = [&](double share) {
        return (std::exp(-0.5 * share * share) - edge) / (1 - edge);
    };
    // Commune 1 is at the edge of the second service, where the weight is 0.
    const double first = 100 * g(1.0 / 3) + 50 * g(2.0 / 3);
    expect_exactly(shared({times, times}, kSupply, kDemand, Decay::kernel_density(30 * kMinute)),
                   {g(1.0 / 3) * 10 / first, g(2.0 / 3) * 10 / first, 4.0 / 30});
}

// Joseph and Bantock: V_j = Σ w f.
TEST(Measures, GravityWithCompetition) {
    const auto times = three_communes();
    const auto f = [](double t) { return 1 / t; };
    const double v0 = 100 * f(10) + 50 * f(20) + 30 * f(45);
    const double v1 = 50 * f(30) + 30 * f(15);
    expect_exactly(
        shared({times, times}, kSupply, kDemand, Decay::power(1)),
        {10 * f(10) / v0, 10 * f(20) / v0 + 4 * f(30) / v1, 10 * f(45) / v0 + 4 * f(15) / v1});
}

// By hand: commune 1 gives half its people to each service, so 125 and 55 meet there; each service
// is split between its two communes.
TEST(Measures, BalancedFloatingCatchments) {
    const auto times = three_communes();
    const auto access = balanced({times, times}, kSupply, kDemand, Decay::within(30 * kMinute));
    expect_exactly(access, {0.5 * 10 / 125, 0.5 * 10 / 125 + 0.5 * 4 / 55, 0.5 * 4 / 55});
    EXPECT_NEAR(access[0].low + access[1].low + access[2].low, 10.0 / 125 + 4.0 / 55, kExact);
}

// pysal/access#18: what people compete for and what serves them may lie different ways.
TEST(Measures, EachStepTakesTheTimesOfItsDirection) {
    TravelTimes there;
    there.add_origin({{{0}, 10 * kMinute}});
    there.add_origin({{{0}, 10 * kMinute}});
    TravelTimes back;
    back.add_origin({{{0}, 40 * kMinute}});
    back.add_origin({{{0}, 10 * kMinute}});
    const std::vector<double> supply{6};
    const std::vector<Bounds> demand{{2, 2}, {1, 1}};
    const auto decay = Decay::within(30 * kMinute);
    expect_exactly(shared({there, back}, supply, demand, decay), {0, 2});
    expect_exactly(shared({back, there}, supply, demand, decay), {6, 6});
    expect_exactly(balanced({there, back}, supply, demand, decay), {0, 2});
}

TEST(Measures, MaskedDemandMakesAnIntervalWithBothEndsAttained) {
    const auto times = three_communes();
    const std::vector<Bounds> demand{{90, 110}, {50, 50}, {1, 10}};
    const auto access = shared({times, times}, kSupply, demand, Decay::within(30 * kMinute));
    EXPECT_NEAR(access[0].low, 10.0 / 160, kExact);
    EXPECT_NEAR(access[0].high, 10.0 / 140, kExact);
    EXPECT_NEAR(access[2].low, 4.0 / 60, kExact);
    EXPECT_NEAR(access[2].high, 4.0 / 51, kExact);
}

TEST(Measures, WhereDemandMayBeNoneAccessHasNoUpperBound) {
    TravelTimes times;
    times.add_origin({{{0}, 60}});
    times.add_origin({{{1}, 60}});
    const std::vector<Bounds> demand{{0, 3}, {0, 0}};
    const std::vector<double> supply{6, 5};
    for (const auto& access : {shared({times, times}, supply, demand, Decay::within(kMinute)),
                               balanced({times, times}, supply, demand, Decay::within(kMinute))}) {
        EXPECT_NEAR(access[0].low, 2, kExact);
        EXPECT_EQ(access[0].high, std::numeric_limits<double>::infinity());
        // Nobody for certain: nothing is shared.
        EXPECT_EQ(access[1], (Bounds{0, 0}));
    }
}

TEST(Decay, LimitsAreInclusiveAndNothingIsBeyond) {
    const auto steps = Decay::in_steps(e2sfca_slow());
    EXPECT_EQ(steps(0), 1.0);
    EXPECT_EQ(steps(600), 1.0);
    EXPECT_EQ(steps(601), 0.68);
    EXPECT_EQ(steps(1800), 0.22);
    EXPECT_EQ(steps(1801), 0.0);
    EXPECT_EQ(Decay::within(0)(0), 1.0);
    EXPECT_EQ(Decay::within(0)(1), 0.0);
    const auto kernel = Decay::kernel_density(1800);
    EXPECT_EQ(kernel(0), 1.0);
    EXPECT_NEAR(kernel(1800), 0.0, kExact);
    EXPECT_EQ(kernel(1801), 0.0);
}

TEST(Decay, ContinuousOnesFollowTheirFormulas) {
    EXPECT_NEAR(Decay::power(2)(10 * kMinute), 0.01, kExact);
    EXPECT_EQ(Decay::power(2)(0), 1.0) << "a minute at least: no bound at 0";
    EXPECT_NEAR(Decay::gaussian(15)(15 * kMinute), std::exp(-0.5), kExact);
    EXPECT_NEAR(Decay::logistic(30, 5)(30 * kMinute), 0.5, kExact);
    EXPECT_NEAR(Decay::logistic(30, 5)(35 * kMinute), 1 / (1 + std::exp(1.0)), kExact);
    const auto cut = Decay::gaussian(15).cut_at(20 * kMinute);
    EXPECT_EQ(cut.reach(), 20 * kMinute);
    EXPECT_GT(cut(20 * kMinute), 0.0);
    EXPECT_EQ(cut(20 * kMinute + 1), 0.0);
}

TEST(Decay, IsNegligibleFromAMinuteOn) {
    // exp(−t²/200) < 0.001 from t = 37.2 minutes on.
    EXPECT_EQ(negligible_from(Decay::gaussian(10), 0.001, 180 * kMinute), 38 * kMinute);
    EXPECT_EQ(negligible_from(Decay::power(0.5), 0.001, 180 * kMinute), 180 * kMinute);
}

}  // namespace
}  // namespace maillage::access
