// SPDX-License-Identifier: Apache-2.0
#include "disclosure/attack.hpp"

#include "disclosure/explain.hpp"
#include "disclosure/rule.hpp"
#include "disclosure/statement.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <random>

namespace maillage::disclosure {
namespace {

Form atoms(const std::vector<std::uint32_t>& numbers) {
    std::vector<Index<Atom>> all;
    for (const auto number : numbers) {
        all.push_back({number});
    }
    return sum_of(all);
}

Reach reach_of(const std::vector<Count>& priors, const std::vector<Statement>& statements,
               const Form& target) {
    std::vector<std::uint32_t> used(statements.size());
    std::iota(used.begin(), used.end(), 0U);
    const auto found = Attack(priors, statements).reach(std::span(&target, 1), used);
    EXPECT_EQ(found.size(), 1U);
    return found.empty() ? Reach{} : found[0];
}

Count interval(const Reach& reach) {
    EXPECT_TRUE(reach.is_exact());
    return {reach.low, reach.high};
}

// methods.md § 7: two hidden counts of a published total of 2 are 1 and 1; of 2(s - 1) they are
// s - 1 each; between, they are not exact.
TEST(Attack, TwoSmallCountsAreExactAtTheEndsOfTheirSum) {
    const std::vector<Count> priors(2, Count{1, 4});
    const auto one = [&](std::int64_t sum) {
        return interval(reach_of(priors, {exactly("total", atoms({0, 1}), sum)}, atoms({0})));
    };
    EXPECT_EQ(one(2), Count::exact(1));
    EXPECT_EQ(one(3), (Count{1, 2}));
    EXPECT_EQ(one(4), (Count{1, 3}));
    EXPECT_EQ(one(5), (Count{1, 4}));
    EXPECT_EQ(one(6), (Count{2, 4}));
    EXPECT_EQ(one(7), (Count{3, 4}));
    EXPECT_EQ(one(8), Count::exact(4));
}

TEST(Attack, ACountAloneUnderItsTotalIsFoundBySubtraction) {
    // 0 hidden, 1 = 7 and 2 = 9 published, total 19: 19 - 7 - 9 = 3.
    const std::vector<Count> priors(3, Count{0, kUnbounded});
    const std::vector<Statement> published = {exactly("b", atoms({1}), 7),
                                              exactly("c", atoms({2}), 9),
                                              exactly("total", atoms({0, 1, 2}), 19)};
    EXPECT_EQ(interval(reach_of(priors, published, atoms({0}))), Count::exact(3));
}

TEST(Attack, WhatNothingBoundsHasNoBound) {
    const std::vector<Count> priors(2, Count{0, kUnbounded});
    EXPECT_EQ(interval(reach_of(priors, {}, atoms({0}))), (Count{0, kUnbounded}));
    const auto at_least = Statement{"some", atoms({0, 1}), 3, kUnbounded};
    EXPECT_EQ(interval(reach_of(priors, {at_least}, atoms({0, 1}))), (Count{3, kUnbounded}));
}

// An EPCI in two departments: rows and columns of a 2 × 2 table with all margins known leave one
// degree of freedom. a + b = 5, c + d = 4 (EPCI); a + c = 3, b + d = 6 (departments): a is in
// [0, 3], b = 5 - a in [2, 5], c = 3 - a in [0, 3], d = 1 + a in [1, 4].
TEST(Attack, FollowsACircleOfEpciAndDepartments) {
    const std::vector<Count> priors(4, Count{0, kUnbounded});
    const std::vector<Statement> margins = {
        exactly("epci 1", atoms({0, 1}), 5), exactly("epci 2", atoms({2, 3}), 4),
        exactly("dep 1", atoms({0, 2}), 3), exactly("dep 2", atoms({1, 3}), 6)};
    EXPECT_EQ(interval(reach_of(priors, margins, atoms({0}))), (Count{0, 3}));
    EXPECT_EQ(interval(reach_of(priors, margins, atoms({1}))), (Count{2, 5}));
    EXPECT_EQ(interval(reach_of(priors, margins, atoms({2}))), (Count{0, 3}));
    EXPECT_EQ(interval(reach_of(priors, margins, atoms({3}))), (Count{1, 4}));
}

// x + y, y + z and x + z odd sums of three: the linear relaxation allows halves, whole numbers do
// not. x + y = y + z = x + z = 1 has the only solution 1/2 each: no table of whole numbers.
TEST(Attack, KnowsThatCountsAreWhole) {
    const std::vector<Count> priors(3, Count{0, kUnbounded});
    const std::vector<Statement> odd = {exactly("xy", atoms({0, 1}), 1),
                                        exactly("yz", atoms({1, 2}), 1),
                                        exactly("xz", atoms({0, 2}), 1)};
    const std::vector<std::uint32_t> used = {0, 1, 2};
    const std::vector<Form> target = {atoms({0})};
    EXPECT_TRUE(Attack(priors, odd).reach(target, used).empty());
}

// 2,100 unknowns in 2,098 circles are not searched: no table is claimed, only what the bounds say.
TEST(Attack, ClaimsNothingOfWhatIsTooLargeToSearch) {
    const std::vector<Count> priors(2100, Count{0, 3});
    std::vector<Statement> sums;
    for (std::uint32_t i = 0; i + 2 < 2100; ++i) {
        sums.push_back(exactly(std::to_string(i), atoms({i, i + 1, i + 2}), 4));
    }
    EXPECT_EQ(reach_of(priors, sums, atoms({7})), (Reach{0, 3, 0, 3, false}));
    EXPECT_FALSE(is_kept({{0, 3}, 3}, reach_of(priors, sums, atoms({7}))));
}

// methods.md § 9: num in [V_c + max(mc, R - mu(s-1)), V_c + min(mc(s-1), R - mu)].
TEST(Attack, GivesTheSharpBoundsOfMaskedCountsUnderATotal) {
    std::mt19937 random(9);
    for (int round = 0; round < 400; ++round) {
        SCOPED_TRACE(round);
        const auto in = [&](std::int64_t low, std::int64_t high) {
            return low +
                   static_cast<std::int64_t>(random() % static_cast<std::uint32_t>(high - low + 1));
        };
        const auto s = in(3, 11);
        const auto mc = in(0, 4);
        const auto mu = in(mc == 0 ? 1 : 0, 4);
        const auto visible_covered = in(0, 30);
        const auto visible_other = in(0, 30);
        // Atoms: visible covered, visible other, masked covered, masked uncovered.
        std::vector<Count> priors = {{0, kUnbounded}, {0, kUnbounded}};
        priors.resize(static_cast<std::size_t>(2 + mc + mu), Count{1, s - 1});
        const auto rest = in(mc + mu, (mc + mu) * (s - 1));
        std::vector<std::uint32_t> all(priors.size());
        std::iota(all.begin(), all.end(), 0U);
        std::vector<std::uint32_t> covered = {0};
        for (std::int64_t i = 0; i < mc; ++i) {
            covered.push_back(static_cast<std::uint32_t>(2 + i));
        }
        const std::vector<Statement> published = {
            exactly("covered", atoms({0}), visible_covered),
            exactly("other", atoms({1}), visible_other),
            exactly("total", atoms(all), visible_covered + visible_other + rest)};
        EXPECT_EQ(interval(reach_of(priors, published, atoms(covered))),
                  (Count{visible_covered + std::max(mc, rest - mu * (s - 1)),
                         visible_covered + std::min(mc * (s - 1), rest - mu)}));
    }
}

// methods.md § 7: a rate to one decimal of fewer than 1,000 gives the numerator away.
TEST(Statement, ARateWithADecimalTellsASmallNumerator) {
    for (std::int64_t denominator = 1; denominator < 1000; denominator += 37) {
        for (std::int64_t numerator = 0; numerator <= denominator; ++numerator) {
            const auto digits = (2 * numerator * 1000 + denominator) / (2 * denominator);
            const auto said = rate_of("taux", atoms({0}), denominator, {digits, 1});
            ASSERT_EQ(said.low, numerator) << denominator;
            ASSERT_EQ(said.high, numerator) << denominator;
        }
    }
    // Of 5,000, "45,3 %" is said of 2,263 (45.26) to 2,267 (45.34).
    const auto wide = rate_of("taux", atoms({0}), 5000, {453, 1});
    EXPECT_EQ(wide.low, 2263);
    EXPECT_EQ(wide.high, 2267);
    // 100 % is no more than all.
    EXPECT_EQ(rate_of("taux", atoms({0}), 5000, {100, 0}).high, 5000);
}

// "33 %" of a denominator that is hidden too: 1 of 3 is, 1 of 2 is not; so with a numerator known
// to be 1 the denominator is 3 (2/6 and so on would need 2).
TEST(Statement, ARateTiesItsNumeratorToAHiddenDenominator) {
    const std::vector<Count> priors(2, Count{0, kUnbounded});
    auto said = rate_of("taux", atoms({0}), atoms({0, 1}), {33, 0});
    said.push_back(exactly("covered", atoms({0}), 1));
    EXPECT_EQ(interval(reach_of(priors, said, atoms({0, 1}))), Count::exact(3));
}

TEST(Statement, ClassesAndExtremesBoundTheirCells) {
    const auto middle = in_class("classe", atoms({0}), 10, 20);
    EXPECT_EQ(middle.low, 10);
    EXPECT_EQ(middle.high, 19);
    EXPECT_EQ(in_class("classe", atoms({0}), 50, {}).high, kUnbounded);
    const std::vector<Valued> cells = {{atoms({0}), 3}, {atoms({1}), 8}, {atoms({2}), 8}};
    const auto largest = largest_of("max", cells);
    EXPECT_EQ(largest[0], (Statement{"max", atoms({0}), 0, 8}));
    EXPECT_EQ(largest[1], exactly("max", atoms({1}), 8));
    EXPECT_EQ(largest[2], exactly("max", atoms({2}), 8));
    const auto smallest = smallest_of("min", cells);
    EXPECT_EQ(smallest[0], exactly("min", atoms({0}), 3));
    EXPECT_EQ(smallest[1], (Statement{"min", atoms({1}), 3, kUnbounded}));
}

// [7 + 9 + 1, 7 + 9 + 4] tells 16 to whoever knows what the mask stands for.
TEST(Statement, AnIntervalOverMasksTellsTheSumOfTheOthers) {
    const std::vector<Count> counts = {Count::exact(7), Count::masked(1, 4), Count::exact(9)};
    const auto said = interval_of_sum("epci", atoms({0, 1, 2}), counts);
    ASSERT_TRUE(said.has_value());
    EXPECT_EQ(*said, exactly("epci", atoms({0, 2}), 16));
    EXPECT_FALSE(interval_of_sum("epci", atoms({1}), counts).has_value());
}

TEST(Statement, FormsAreBroughtIntoOneShape) {
    EXPECT_EQ(normal_form({{{2}, 1}, {{0}, 3}, {{2}, -1}}), (Form{{{0}, 3}}));
    EXPECT_EQ(combine(2, atoms({0, 1}), -2, atoms({1})), (Form{{{0}, 2}}));
}

TEST(Rule, HidesFromOneToItsThreshold) {
    const Rule rule{.threshold = 5};
    EXPECT_FALSE(rule.hides(0));
    EXPECT_TRUE(rule.hides(1));
    EXPECT_TRUE(rule.hides(4));
    EXPECT_FALSE(rule.hides(5));
    EXPECT_TRUE((Rule{.threshold = 3, .publish_zero = false}.hides(0)));
    EXPECT_TRUE(Rule{.threshold = 11}.hides(10));
}

TEST(Rule, AMaskIsKeptWholeAndASmallCountAsWideAsAsked) {
    const auto mask = protection_of_mask({1, 4});
    EXPECT_TRUE(is_kept(mask, {1, 4, 1, 4, true}));
    EXPECT_FALSE(is_kept(mask, {1, 3, 1, 3, true}));
    EXPECT_FALSE(is_kept(mask, {2, 4, 2, 4, true}));
    EXPECT_FALSE(is_kept(mask, {1, 3, 1, 4, true})) << "not proven";
    EXPECT_FALSE(is_kept(mask, {0, 0, 1, 4, false})) << "no table found";
    const auto small = protection_of_small({.threshold = 5, .width = 2}, 2);
    EXPECT_TRUE(is_kept(small, {1, 3, 1, 3, true}));
    EXPECT_FALSE(is_kept(small, {2, 3, 2, 3, true}));
    // A reader who knows the rule cannot be kept from more than the rule leaves.
    EXPECT_EQ(protection_of_small({.threshold = 3, .width = 9}, 1).width, 1);
}

// 0 is found from "near" = 0 + 1 and cell 1; the far total and cells 2, 3 have no part in it.
TEST(Revealing, NamesOnlyTheNumbersThatAreNeeded) {
    const std::vector<Count> priors(4, Count{0, kUnbounded});
    const std::vector<Statement> said = {
        exactly("far", atoms({0, 1, 2, 3}), 30), exactly("near", atoms({0, 1}), 10),
        exactly("one", atoms({1}), 8), exactly("two", atoms({2}), 9),
        exactly("three", atoms({3}), 11)};
    const std::vector<std::uint32_t> used = {0, 1, 2, 3, 4};
    const Protection protection{Count::exact(2), 1};
    const Attack attack(priors, said);
    EXPECT_THAT(revealing(attack, atoms({0}), protection, used, std::vector<bool>(5)),
                testing::ElementsAre(1, 2));
    const std::vector<std::uint32_t> without_near = {0, 2, 3, 4};
    EXPECT_THAT(revealing(attack, atoms({0}), protection, without_near, std::vector<bool>(5)),
                testing::ElementsAre(0, 2, 3, 4));
    // What everybody knows is not named.
    std::vector<bool> known(5);
    known[2] = true;
    EXPECT_THAT(revealing(attack, atoms({0}), protection, used, known), testing::ElementsAre(1));
}

}  // namespace
}  // namespace maillage::disclosure
