// SPDX-License-Identifier: Apache-2.0
#include "planning/ranking.hpp"

#include "indicators/coverage_state.hpp"
#include "planning/candidate_facts.hpp"
#include "support/dataset_builder.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <random>
#include <string>

namespace maillage::planning {
namespace {

using indicators::CoverageQuery;
using indicators::CoverageState;
using indicators::Rate;

Candidates candidates_of(const test::DatasetBuilder& builder) {
    const auto dataset = builder.build();
    CoverageQuery query;
    query.date = make_date(2024, 12, 31);
    return find_candidates(CoverageState(dataset, query), scope_of_france(*dataset));
}

std::size_t position(const Candidates& all, std::string_view code) {
    for (std::size_t v = 0; v < all.size(); ++v) {
        if (all.code(v) == code) {
            return v;
        }
    }
    ADD_FAILURE() << code << " is no candidate";
    return 0;
}

// Four communes without EPCI: 30, [10, 20], [5, 12], 4.
test::DatasetBuilder four() {
    test::DatasetBuilder builder;
    builder.department("45", "24");
    builder.commune("45001").commune("45002").commune("45003").commune("45004");
    builder.count("45001", 30).masked("45002", 10, 20).masked("45003", 5, 12).count("45004", 4);
    return builder;
}

TEST(Ranking, PlacesOfMaskedGains) {
    const auto all = candidates_of(four());
    const auto ranks = robust_ranks(all);
    const auto& first = ranks[position(all, "45001")];
    EXPECT_EQ(first.best, 1U);
    EXPECT_EQ(first.worst, 1U);
    const auto& second = ranks[position(all, "45002")];
    EXPECT_EQ(second.best, 2U);
    EXPECT_EQ(second.worst, 3U) << "10 against up to 12";
    EXPECT_EQ(second.guaranteed, 2U);
    EXPECT_EQ(ranks[position(all, "45003")].worst, 3U);
    EXPECT_EQ(ranks[position(all, "45004")].best, 4U);
}

TEST(Ranking, CertainOnlyWhereEveryValueAgrees) {
    const auto all = candidates_of(four());
    const auto ranks = robust_ranks(all);
    EXPECT_TRUE(certainly_among_first(ranks[position(all, "45001")], 1));
    EXPECT_FALSE(certainly_among_first(ranks[position(all, "45002")], 2));
    EXPECT_TRUE(certainly_among_first(ranks[position(all, "45002")], 3));
    EXPECT_FALSE(certainly_among_first(ranks[position(all, "45004")], 3));
}

TEST(Ranking, WhatLiesInACandidateIsNeverBeforeIt) {
    test::DatasetBuilder builder;
    builder.department("45", "24");
    builder.commune("45001", {.epci = "200000001"}).commune("45002", {.epci = "200000001"});
    builder.masked("45001", 1, 50).count("45002", 2);
    const auto all = candidates_of(builder);
    const auto epci = robust_ranks(all)[position(all, "200000001")];
    EXPECT_EQ(epci.worst, 1U) << "45001 may have 50, but then the EPCI has 52";
}

// Every assignment of the masked cells of small random countries: no place is outside its bounds,
// and where no candidate lies in another both bounds are reached.
TEST(Ranking, BoundsHoldForEveryValue) {
    std::mt19937 random(7);
    const auto draw = [&](int low, int high) {
        return std::uniform_int_distribution<int>(low, high)(random);
    };
    for (int round = 0; round < 200; ++round) {
        const bool nested = round % 2 == 0;
        test::DatasetBuilder builder;
        builder.department("45", "24");
        std::vector<Count> cells;
        constexpr int kCommunes = 5;
        for (int i = 1; i <= kCommunes; ++i) {
            const auto code = "4500" + std::to_string(i);
            builder.commune(code, {.epci = nested ? (i < 3 ? "200000001" : "200000002") : ""});
            const int low = draw(1, 4);
            cells.push_back({low, low + draw(0, 2)});
            builder.masked(code, cells.back().low, cells.back().high);
        }
        const auto all = candidates_of(builder);
        const auto ranks = robust_ranks(all);
        std::vector<RankInterval> seen(all.size(), {1'000, 0, 0});
        auto values = cells;
        const std::function<void(std::size_t)> assign = [&](std::size_t cell) {
            if (cell < cells.size()) {
                for (auto n = cells[cell].low; n <= cells[cell].high; ++n) {
                    values[cell] = Count::exact(n);
                    assign(cell + 1);
                }
                return;
            }
            std::vector<std::int64_t> gain(all.size());
            for (std::size_t v = 0; v < all.size(); ++v) {
                for (const auto commune : all.communes_of(v)) {
                    gain[v] += values[commune.value].low;
                }
            }
            for (std::size_t v = 0; v < all.size(); ++v) {
                const auto place = static_cast<std::uint32_t>(
                    1 + std::count_if(gain.begin(), gain.end(),
                                      [&](std::int64_t other) { return other > gain[v]; }));
                seen[v].best = std::min(seen[v].best, place);
                seen[v].worst = std::max(seen[v].worst, place);
            }
        };
        assign(0);
        for (std::size_t v = 0; v < all.size(); ++v) {
            EXPECT_LE(ranks[v].best, seen[v].best);
            EXPECT_GE(ranks[v].worst, seen[v].worst);
            if (!nested) {
                EXPECT_EQ(ranks[v].best, seen[v].best);
                EXPECT_EQ(ranks[v].worst, seen[v].worst);
            }
        }
    }
}

TEST(Ranking, PartsOfTheScoreByHand) {
    test::DatasetBuilder builder;
    builder.department("45", "24");
    builder.commune("45001", {.population = 900, .population_2019 = 1'000, .density = 6});
    builder.commune("45002", {.population = 800, .population_2019 = 1'000, .density = 4});
    builder.commune("45003", {.population = 500, .population_2019 = 400, .density = 7});
    builder.count("45001", 10).count("45002", 40).masked("45003", 0, 9);
    const auto all = candidates_of(builder);
    const std::vector<std::int64_t> cost{100, 400, 90};
    const auto parts = score_parts(all, cost, {});
    EXPECT_EQ(parts[position(all, "45001")], (ScoreParts{250'000, 1'000'000, 500'000, 750'000}));
    EXPECT_EQ(parts[position(all, "45002")], (ScoreParts{1'000'000, 0, 1'000'000, 0}));
    EXPECT_EQ(parts[position(all, "45003")], (ScoreParts{0, 1'000'000, 0, 775'000}));
    EXPECT_EQ(score_parts(all, {}, {})[0].at(3), 0) << "no cost is known";
    EXPECT_EQ(score(parts[position(all, "45001")], {1'000'000, 500'000, 0, 0}),
              750'000LL * 1'000'000);
}

TEST(Ranking, TheExactWeightAtWhichTwoChangePlaces) {
    const ScoreParts a{250'000, 1'000'000, 0, 0};
    const ScoreParts b{1'000'000, 0, 0, 0};
    const Weights weights{1'000'000, 500'000, 0, 0};
    // w × 1/4 + 1/2 = w: w = 2/3.
    const auto weight = swap_weight(a, b, weights, Criterion::kGain);
    ASSERT_TRUE(weight.has_value());
    EXPECT_EQ(indicators::compare(*weight, Rate{2, 3}), std::strong_ordering::equal);
    EXPECT_EQ(indicators::compare(swap_weight(b, a, weights, Criterion::kGain).value(), Rate{2, 3}),
              std::strong_ordering::equal)
        << "whichever is named first";
    // Rural: 1/4 + r = 1, r = 3/4.
    EXPECT_EQ(
        indicators::compare(swap_weight(a, b, weights, Criterion::kRural).value(), Rate{3, 4}),
        std::strong_ordering::equal);
    EXPECT_FALSE(swap_weight(a, b, weights, Criterion::kCost).has_value()) << "equal in it";
    const ScoreParts better{1'000'000, 1'000'000, 0, 0};
    EXPECT_FALSE(swap_weight(better, a, weights, Criterion::kGain).has_value())
        << "only a negative weight would do";
}

// 45001: 10, covered; 45002: 30; 45003: [1, 10]; 36004: 9; 45005 and 45006: nobody for sure.
test::DatasetBuilder six() {
    test::DatasetBuilder builder;
    builder.department("45", "24").department("36", "24");
    builder.commune("45001", {.epci = "200000001"}).commune("45002", {.epci = "200000001"});
    builder.commune("45003", {.epci = "200000001"}).commune("36004", {.epci = "200000001"});
    builder.commune("45005", {.epci = "200000002", .population = 300});
    builder.commune("45006", {.epci = "200000002", .population = 100});
    builder.count("45001", 10).count("45002", 30).masked("45003", 1, 10).count("36004", 9);
    builder.masked("45005", 0, 4).masked("45006", 0, 4);
    builder.contract({.id = "c", .communes = {"45001"}});
    return builder;
}

std::vector<bool> beyond_in(const Candidates& all, const std::vector<std::string>& codes) {
    const auto& communes = all.state.dataset().territories.communes;
    std::vector<bool> beyond;
    for (const auto& code : communes.code) {
        beyond.push_back(std::find(codes.begin(), codes.end(), code.text()) != codes.end());
    }
    return beyond;
}

TEST(Ranking, AccessIsTheShareOfGuaranteedSignatoriesBeyond) {
    const auto all = candidates_of(six());
    const auto beyond = beyond_in(all, {"45001", "45003", "36004", "45006"});
    const auto shares = shares_beyond(all, beyond);
    const auto share_of = [&](const char* code) { return *shares[position(all, code)]; };
    // 45001 is covered already; 45003 counts for 1, whatever is masked: 1 + 9 of 30 + 1 + 9.
    EXPECT_EQ(indicators::compare(share_of("200000001"), Rate{10, 40}),
              std::strong_ordering::equal);
    EXPECT_EQ(indicators::compare(share_of("45002"), Rate{0, 1}), std::strong_ordering::equal);
    EXPECT_EQ(indicators::compare(share_of("45003"), Rate{1, 1}), std::strong_ordering::equal);
    // Nobody is guaranteed: 100 of 400 inhabitants.
    EXPECT_EQ(indicators::compare(share_of("200000002"), Rate{1, 4}), std::strong_ordering::equal);
    EXPECT_EQ(score_parts(all, {}, beyond)[position(all, "200000001")].at(4), 250'000);
    EXPECT_EQ(score_parts(all, {}, {})[position(all, "200000001")].at(4), 0) << "not computed";
}

TEST(Ranking, AccessCountsTheScopeOnly) {
    const auto dataset = six().build();
    CoverageQuery query;
    query.date = make_date(2024, 12, 31);
    const auto& departments = dataset->territories.departments;
    const auto loiret =
        std::find(departments.code.begin(), departments.code.end(), *DepartmentCode::parse("45"));
    const auto all = find_candidates(
        CoverageState(dataset, query),
        scope_of_department(
            index_of<Department>(static_cast<std::size_t>(loiret - departments.code.begin()))));
    // 36004 lies elsewhere: 1 of 31.
    const auto shares = shares_beyond(all, beyond_in(all, {"45003", "36004"}));
    EXPECT_EQ(indicators::compare(*shares[position(all, "200000001")], Rate{1, 31}),
              std::strong_ordering::equal);
}

TEST(Ranking, WeightsNameAccessInBothLanguages) {
    const auto weights = parse_weights("gain=1,accès=0.5").value();
    EXPECT_EQ(weights, (Weights{1'000'000, 0, 0, 0, 500'000}));
    EXPECT_EQ(parse_weights("gain=1,access=0.5").value(), weights);
    EXPECT_EQ(weights_text(weights), "gain=1,acces=0.5");
}

TEST(CandidateFacts, OfACommuneAndOfAGroup) {
    test::DatasetBuilder builder;
    builder.department("45", "24");
    builder.commune(
        "45001", {.epci = "200000001", .population = 900, .population_2019 = 1'000, .density = 6});
    builder.commune(
        "45002",
        {.epci = "200000001", .population = 2'700, .population_2019 = 2'600, .density = 4});
    builder.commune("45003", {.epci = "200000002", .population = 10});
    builder.count("45001", 10).count("45002", 40).count("45003", 1);
    builder.contract({.id = "c", .communes = {"45002"}});
    const auto all = candidates_of(builder);
    const auto group = facts_of(all, position(all, "200000001"));
    EXPECT_EQ(group.population, 3'600);
    EXPECT_EQ(indicators::compare(*group.evolution, Rate{0, 1}), std::strong_ordering::equal);
    EXPECT_EQ(indicators::compare(*group.rural_share, Rate{1, 4}), std::strong_ordering::equal);
    EXPECT_EQ(group.density, 0) << "the grid is of communes";
    EXPECT_EQ(group.covered_communes, 1U);
    const auto commune = facts_of(all, position(all, "45001"));
    EXPECT_EQ(commune.density, 6);
    EXPECT_EQ(indicators::compare(*commune.evolution, Rate{-1, 10}), std::strong_ordering::equal);
    const auto unknown = facts_of(all, position(all, "45003"));
    EXPECT_FALSE(unknown.evolution.has_value());
    EXPECT_FALSE(unknown.rural_share.has_value());
}

}  // namespace
}  // namespace maillage::planning
