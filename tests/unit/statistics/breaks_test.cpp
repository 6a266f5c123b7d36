// SPDX-License-Identifier: Apache-2.0
#include "statistics/breaks.hpp"

#include "statistics/histogram.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>
#include <set>

namespace maillage::statistics {
namespace {

TEST(Fisher, CutsWhereTheGapsAre) {
    // {1,2} {10,11} {20}: each pair deviates by 0.5 in all; any other cut into three is worse.
    const std::vector<double> values{20, 1, 11, 2, 10};
    EXPECT_EQ(fisher_breaks(values, 3), (Bounds{10, 20}));
    EXPECT_DOUBLE_EQ(squared_deviation(values, fisher_breaks(values, 3)), 1.0);
}

TEST(Fisher, EqualValuesStayTogether) {
    EXPECT_EQ(fisher_breaks(std::vector<double>{5, 5, 5, 5}, 4), Bounds{});
    EXPECT_EQ(fisher_breaks(std::vector<double>{0, 0, 0, 0, 1}, 5), Bounds{1});
    EXPECT_EQ(fisher_breaks(std::vector<double>{}, 3), Bounds{});
}

/// The least deviation over every choice of bounds among the distinct values.
double least_deviation(const std::vector<double>& values, std::size_t classes) {
    const std::set<double> set(values.begin(), values.end());
    const std::vector<double> distinct(set.begin(), set.end());
    double least = std::numeric_limits<double>::infinity();
    const std::size_t wanted = std::min(classes, distinct.size()) - 1;
    for (unsigned mask = 0; mask < 1U << (distinct.size() - 1); ++mask) {
        if (static_cast<std::size_t>(__builtin_popcount(mask)) != wanted) {
            continue;
        }
        Bounds bounds;
        for (std::size_t i = 1; i < distinct.size(); ++i) {
            if ((mask >> (i - 1) & 1U) != 0) {
                bounds.push_back(distinct[i]);
            }
        }
        least = std::min(least, squared_deviation(values, bounds));
    }
    return least;
}

TEST(Fisher, IsAsGoodAsTryingEveryCut) {
    std::mt19937 random(20240326);
    for (int round = 0; round < 300; ++round) {
        std::vector<double> values(1 + random() % 10);
        for (auto& value : values) {
            value = static_cast<double>(random() % 12) / 4.0 + (round % 3 == 0 ? 1e6 : 0.0);
        }
        const auto classes = 2 + random() % 5;
        const auto bounds = fisher_breaks(values, static_cast<int>(classes));
        EXPECT_NEAR(squared_deviation(values, bounds), least_deviation(values, classes), 1e-6)
            << "round " << round;
        EXPECT_TRUE(std::is_sorted(bounds.begin(), bounds.end()));
    }
}

TEST(Quantiles, HoldEqualNumbers) {
    // 8 values in 4 classes: two in each; bounds are the third, fifth and seventh.
    EXPECT_EQ(quantile_breaks(std::vector<double>{8, 1, 7, 2, 6, 3, 5, 4}, 4), (Bounds{3, 5, 7}));
    // Many equal values: the class below them would be empty, so there is one class less.
    EXPECT_EQ(quantile_breaks(std::vector<double>{0, 0, 0, 0, 0, 0, 1, 2}, 4), Bounds{1});
}

TEST(Equal, HaveEqualWidth) {
    EXPECT_EQ(equal_breaks(std::vector<double>{0, 10, 3}, 5), (Bounds{2, 4, 6, 8}));
    EXPECT_EQ(equal_breaks(std::vector<double>{3, 3}, 5), Bounds{});
}

TEST(Pretty, AgreesWithR) {
    // pretty(c(0, 0.93), 5) = 0.0 0.2 0.4 0.6 0.8 1.0
    EXPECT_EQ(pretty_breaks(std::vector<double>{0, 0.93}, 5), (Bounds{0.2, 0.4, 0.6, 0.8}));
    // pretty(c(3, 97), 5) = 0 20 40 60 80 100
    EXPECT_EQ(pretty_breaks(std::vector<double>{3, 97}, 5), (Bounds{20, 40, 60, 80}));
    // pretty(c(-0.6, 1.4), 4) = -1.0 -0.5 0.0 0.5 1.0 1.5
    EXPECT_EQ(pretty_breaks(std::vector<double>{-0.6, 1.4}, 4), (Bounds{-0.5, 0, 0.5, 1}));
}

TEST(Manual, MustAscend) {
    EXPECT_TRUE(manual_breaks(std::vector<double>{0.1, 0.5}).has_value());
    EXPECT_FALSE(manual_breaks(std::vector<double>{0.5, 0.5}).has_value());
    EXPECT_FALSE(manual_breaks(std::vector<double>{0.1, std::nan("")}).has_value());
    EXPECT_FALSE(manual_breaks(std::vector<double>(9, 1.0)).has_value());
}

TEST(ClassOf, BoundsBelongToTheUpperClass) {
    const std::vector<double> bounds{0.2, 0.4};
    EXPECT_EQ(class_of(bounds, 0.19), 0U);
    EXPECT_EQ(class_of(bounds, 0.2), 1U);
    EXPECT_EQ(class_of(bounds, 1.0), 2U);
}

TEST(Histogram, CountsEveryValueOnce) {
    const std::vector<double> values{0, 0.1, 0.5, 0.99, 1, 1.5};
    const auto result = histogram(values, 0, 1, 4);
    EXPECT_EQ(result.counts, (std::vector<std::int64_t>{2, 0, 1, 2}));
    EXPECT_EQ(bin_count(std::vector<double>{1, 1, 1}, 20), 5);
    std::vector<double> many(1000);
    for (std::size_t i = 0; i < many.size(); ++i) {
        many[i] = static_cast<double>(i);
    }
    // Width 2 × 500 / 10 = 100: ten bins for a spread of 999.
    EXPECT_EQ(bin_count(many, 40), 10);
}

}  // namespace
}  // namespace maillage::statistics
