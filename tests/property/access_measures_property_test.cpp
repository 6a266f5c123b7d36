// SPDX-License-Identifier: Apache-2.0
/// \file
/// Random communes, services and times: supply is given out once and no more, and intervals are
/// what trying every masked count finds.
#include "access/measures.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>
#include <random>
#include <vector>

namespace maillage::access {
namespace {

struct Case {
    TravelTimes times;
    std::vector<double> supply;
    std::vector<Bounds> demand;
};

class Cases {
public:
    explicit Cases(unsigned seed) : m_random(seed) {}

    int number(int low, int high) {
        return std::uniform_int_distribution<int>(low, high)(m_random);
    }

    Case make(int communes, int services, int widest) {
        Case one;
        for (int j = 0; j < services; ++j) {
            one.supply.push_back(number(0, 5) == 0 ? 0 : number(1, 40));
        }
        for (int i = 0; i < communes; ++i) {
            std::vector<Reach> row;
            for (int j = 0; j < services; ++j) {
                if (number(0, 2) > 0) {
                    row.push_back(
                        {index_of<Service>(static_cast<std::size_t>(j)), number(0, 70 * kMinute)});
                }
            }
            one.times.add_origin(std::move(row));
            const double low = number(0, 3) == 0 ? 0 : number(1, 300);
            one.demand.push_back({low, low + (number(0, 1) == 0 ? 0 : number(0, widest))});
        }
        return one;
    }

    Decay decay() {
        switch (number(0, 7)) {
            case 0:
                return Decay::within(number(10, 60) * kMinute);
            case 1:
                return Decay::in_steps(e2sfca_slow());
            case 2:
                return Decay::in_steps(apl_steps());
            case 3:
                return Decay::kernel_density(number(10, 60) * kMinute);
            case 4:
                return Decay::power(number(1, 20) / 10.0);
            case 5:
                return Decay::exponential(number(1, 20) / 100.0);
            case 6:
                return Decay::gaussian(number(5, 30)).cut_at(40 * kMinute);
            default:
                return Decay::logistic(number(10, 40), number(1, 10));
        }
    }

private:
    std::mt19937 m_random;
};

void expect_near(double found, double wanted) {
    EXPECT_NEAR(found, wanted, 1e-11 * std::max(1.0, std::abs(wanted)));
}

TEST(AccessProperty, SupplyInReachIsGivenOutExactlyOnce) {
    Cases cases(11);
    for (int round = 0; round < 400; ++round) {
        const auto one = cases.make(cases.number(1, 40), cases.number(1, 12), 0);
        const auto decay = cases.decay();
        const auto access = shared({one.times, one.times}, one.supply, one.demand, decay);
        std::vector<double> wanted(one.supply.size());
        double given = 0;
        for (std::size_t i = 0; i < one.demand.size(); ++i) {
            ASSERT_EQ(access[i].low, access[i].high);
            given += one.demand[i].low * access[i].low;
            for (const auto& reach : one.times.from(i)) {
                wanted[reach.service.value] += one.demand[i].low * decay(reach.time);
            }
        }
        double in_reach = 0;
        for (std::size_t j = 0; j < wanted.size(); ++j) {
            in_reach += wanted[j] > 0 ? one.supply[j] : 0;
        }
        expect_near(given, in_reach);
    }
}

TEST(AccessProperty, BalancedCatchmentsInflateNothing) {
    Cases cases(12);
    for (int round = 0; round < 400; ++round) {
        auto one = cases.make(cases.number(1, 40), cases.number(1, 12), 0);
        const auto decay = cases.decay();
        const auto access = balanced({one.times, one.times}, one.supply, one.demand, decay);
        // Demand and level of service, written out once more.
        std::vector<double> met(one.supply.size());
        double reaching = 0;
        for (std::size_t i = 0; i < one.demand.size(); ++i) {
            double all = 0;
            for (const auto& reach : one.times.from(i)) {
                all += decay(reach.time);
            }
            reaching += all > 0 ? one.demand[i].low : 0;
            for (const auto& reach : one.times.from(i)) {
                met[reach.service.value] +=
                    all > 0 ? one.demand[i].low * decay(reach.time) / all : 0;
            }
        }
        expect_near(std::accumulate(met.begin(), met.end(), 0.0), reaching);
        double levels = 0;
        for (std::size_t j = 0; j < met.size(); ++j) {
            levels += met[j] > 0 ? one.supply[j] / met[j] : 0;
        }
        double sum = 0;
        for (const auto& bounds : access) {
            ASSERT_EQ(bounds.low, bounds.high);
            sum += bounds.low;
        }
        expect_near(sum, levels);
    }
}

/// Calls visit(demand) with every way the masked counts can be.
void every_demand(std::vector<Bounds> demand, std::size_t from,
                  const std::function<void(const std::vector<Bounds>&)>& visit) {
    if (from == demand.size()) {
        visit(demand);
        return;
    }
    const auto masked = demand[from];
    for (double value = masked.low; value <= masked.high; ++value) {
        demand[from] = {value, value};
        every_demand(demand, from + 1, visit);
    }
}

TEST(AccessProperty, IntervalsAreWhatEveryMaskedCountMakes) {
    Cases cases(13);
    int compared = 0;
    for (int round = 0; round < 400; ++round) {
        const auto one = cases.make(cases.number(1, 5), cases.number(1, 4), 4);
        const auto decay = cases.decay();
        const bool is_balanced = round % 2 == 0;
        const auto measure = [&](const std::vector<Bounds>& demand) {
            const Ways ways{one.times, one.times};
            return is_balanced ? balanced(ways, one.supply, demand, decay)
                               : shared(ways, one.supply, demand, decay);
        };
        const auto bounds = measure(one.demand);
        std::vector<Bounds> tried(bounds.size(), {1e300, -1});
        bool nobody = false;  // A service that nobody may want: see the docstring.
        every_demand(one.demand, 0, [&](const std::vector<Bounds>& demand) {
            const auto access = measure(demand);
            for (std::size_t i = 0; i < access.size(); ++i) {
                tried[i].low = std::min(tried[i].low, access[i].low);
                tried[i].high = std::max(tried[i].high, access[i].high);
            }
        });
        for (std::size_t i = 0; i < bounds.size(); ++i) {
            nobody = nobody || std::isinf(bounds[i].high);
        }
        compared += nobody ? 0 : 1;
        for (std::size_t i = 0; i < bounds.size() && !nobody; ++i) {
            expect_near(bounds[i].low, tried[i].low);
            expect_near(bounds[i].high, tried[i].high);
        }
    }
    EXPECT_GT(compared, 200);
}

}  // namespace
}  // namespace maillage::access
