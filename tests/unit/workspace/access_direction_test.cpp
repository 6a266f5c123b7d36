// SPDX-License-Identifier: Apache-2.0
/// \file
/// The way there, the way back and both, where the road goes north and another one comes south.

#include "base/access_messages.hpp"
#include "unit/workspace/access_case.hpp"
#include "unit/workspace/one_way_roads.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>

namespace maillage::workspace {
namespace {

namespace fs = std::filesystem;
using access::Direction;
using access::kMinute;

class AccessDirection : public testing::Test {
protected:
    void SetUp() override {
        m_folder = fs::temp_directory_path() /
                   ("maillage_direction_" +
                    std::string(testing::UnitTest::GetInstance()->current_test_info()->name()));
        fs::remove_all(m_folder);
        fs::create_directories(m_folder);
    }
    void TearDown() override { fs::remove_all(m_folder); }

    AccessRequest by_car(Direction direction) const {
        auto request = courses();
        request.mode = AccessMode::kCar;
        request.direction = direction;
        request.threshold = 15 * kMinute;
        std::ofstream(m_folder / "routes.osm") << round_road();
        request.travel.roads = {m_folder / "routes.osm"};
        return request;
    }
    fs::path written(const std::string& text) const {
        std::ofstream(m_folder / "temps.csv") << text;
        return m_folder / "temps.csv";
    }

    fs::path m_folder;
};

// Courses at the first and the third commune; the second goes on to the third, comes home from the
// first, and has the whole round before it where it wants both.
TEST_F(AccessDirection, ByRoadEachWayHasItsOwnNearest) {
    const auto there = ask(column_of_five(), by_car(Direction::kThere)).listing;
    const auto back = ask(column_of_five(), by_car(Direction::kBack)).listing;
    const auto answer = ask(column_of_five(), by_car(Direction::kBoth));
    const auto& both = answer.listing;
    ASSERT_TRUE(there.rows[1].nearest && back.rows[1].nearest && both.rows[1].nearest);
    EXPECT_EQ(there.rows[1].nearest->service, Index<Service>{1});
    EXPECT_EQ(back.rows[1].nearest->service, Index<Service>{0});
    EXPECT_NEAR(there.rows[1].nearest->time, back.rows[1].nearest->time, 5);
    const auto& row = both.rows[1];
    ASSERT_TRUE(row.there && row.back && row.second);
    EXPECT_EQ(row.nearest->time, std::max(*row.there, *row.back));
    EXPECT_GT(row.nearest->time, 5 * there.rows[1].nearest->time);
    EXPECT_LE(row.nearest->time, row.second->time);
    EXPECT_EQ(both.rows[0].nearest, (access::Reach{{0}, 0})) << "the course is there";
    EXPECT_TRUE(both.both_ways);
    EXPECT_FALSE(both.way_back || there.way_back || there.both_ways || back.both_ways);
    EXPECT_TRUE(back.way_back);
    EXPECT_TRUE(says(answer, access::kDirectionBoth));
    const auto table = report::access_table(both);
    EXPECT_EQ(table.columns[9], "aller_min");
    EXPECT_EQ(table.columns[10], "retour_min");
    EXPECT_EQ(report::access_for_people(back, Language::kFrench).columns[2], "Minutes (retour)");
}

/// Inhabitants times access.
double given_out(const report::AccessListing& listing) {
    double sum = 0.0;
    for (const auto& row : listing.rows) {
        EXPECT_TRUE(!row.accessibility || row.accessibility->low == row.accessibility->high);
        sum += row.accessibility ? 1000.0 * row.accessibility->low : 0.0;
    }
    return sum;
}

// The course at the first has 12 places, that at the third one; 1,000 live in each commune, and a
// quarter of an hour is one commune of road. There: the first shares 12 with nobody, the second and
// the third share the one. Back: the first and the second share the 12, the third and the fourth
// the one. Both: who lives where a course is.
TEST_F(AccessDirection, SharedSupplyIsGivenOutOnceInEveryDirection) {
    const auto values = [&](Direction direction, AccessMethod method) {
        auto request = by_car(direction);
        request.method = method;
        request.demand = AccessDemand::kPopulation;
        return ask(column_of_five(), request).listing;
    };
    const auto shared = [&](Direction direction) {
        std::vector<double> all;
        const auto listing = values(direction, AccessMethod::k2sfca);
        EXPECT_NEAR(given_out(listing), 1000.0 * 13, 1e-6) << "per 1,000: all that there is";
        for (std::size_t i = 0; i < 4; ++i) {
            all.push_back(listing.rows[i].accessibility->low);
        }
        return all;
    };
    EXPECT_EQ(shared(Direction::kThere), (std::vector<double>{12, 0.5, 0.5, 0}));
    EXPECT_EQ(shared(Direction::kBack), (std::vector<double>{6, 6, 0.5, 0.5}));
    EXPECT_EQ(shared(Direction::kBoth), (std::vector<double>{12, 0, 1, 0}));
    for (const auto direction : {Direction::kThere, Direction::kBack, Direction::kBoth}) {
        EXPECT_NEAR(given_out(values(direction, AccessMethod::kKd2sfca)), 13'000.0, 1e-6);
    }
    const auto sums = values(Direction::kBack, AccessMethod::kCumulative);
    EXPECT_EQ(sums.rows[1].accessibility->low, 12.0);
    EXPECT_EQ(sums.rows[2].accessibility->low, 1.0);
}

TEST_F(AccessDirection, ANewPlaceGainsTheWayThatIsAsked) {
    auto request = by_car(Direction::kBack);
    request.new_place = "45003";
    auto made = *column_of_five();
    made.services.erase(made.services.begin() + 1);  // No course at the third any more.
    const auto dataset = std::make_shared<const Dataset>(std::move(made));
    const auto gains = ask(dataset, request).listing.gains;
    const auto gained = [&](std::uint32_t commune) {
        return std::ranges::find(gains, Index<Commune>{commune}, &access::Gain::commune) !=
               gains.end();
    };
    EXPECT_TRUE(gained(3)) << "one comes home from the third sooner than from the first";
    EXPECT_FALSE(gained(1)) << "and not here";
}

TEST_F(AccessDirection, AnEstimateIsTheSameEachWayAndSaysSo) {
    auto request = courses();
    const auto there = ask(column_of_five(), request).listing;
    for (const auto direction : {Direction::kBack, Direction::kBoth}) {
        request.direction = direction;
        const auto answer = ask(column_of_five(), request);
        EXPECT_TRUE(says(answer, access::kDirectionSame));
        EXPECT_EQ(answer.listing.rows[1].nearest, there.rows[1].nearest);
        EXPECT_FALSE(answer.listing.way_back);
    }
    request.direction = Direction::kBoth;
    const auto row = ask(column_of_five(), request).listing.rows[1];
    EXPECT_EQ(row.there, row.back);
}

// The bus goes to the course and not home.
TEST_F(AccessDirection, ByTimetableEachWayHasItsDepartures) {
    auto request = courses();
    request.mode = AccessMode::kTransit;
    request.travel.feeds = {bus_feed(m_folder / "gtfs")};
    request.method = AccessMethod::kCumulative;
    EXPECT_TRUE(ask(column_of_five(), request).listing.rows[4].nearest.has_value());
    request.direction = Direction::kBack;
    const auto back = ask(column_of_five(), request);
    EXPECT_TRUE(says(back, access::kAccessTransitBack));
    EXPECT_FALSE(back.listing.rows[4].nearest.has_value());
    EXPECT_TRUE(back.listing.rows[0].nearest.has_value()) << "on foot";
    // From the course to where the bus comes from nobody rides; where it goes to, one does.
    auto turned = *column_of_five();
    turned.services[0].place = {2.0, 47.4};
    turned.services[1].type = "autre";
    const auto dataset = std::make_shared<const Dataset>(std::move(turned));
    const auto home = ask(dataset, request).listing.rows[0];
    ASSERT_TRUE(home.nearest.has_value());
    EXPECT_GE(home.nearest->time, 33 * kMinute);
    EXPECT_EQ(home.accessibility->low, 12.0);
    request.direction = Direction::kBoth;
    const auto both = ask(dataset, request);
    EXPECT_FALSE(both.listing.rows[0].nearest.has_value());
    EXPECT_EQ(both.listing.rows[0].accessibility->low, 0.0);
    EXPECT_TRUE(both.listing.rows[4].nearest.has_value());
    EXPECT_TRUE(says(both, access::kAccessTransitBoth));
    EXPECT_TRUE(both.listing.both_ways);
}

TEST_F(AccessDirection, TheJourneyIsTheWayThatIsAsked) {
    auto request = courses();
    request.mode = AccessMode::kTransit;
    request.travel.feeds = {bus_feed(m_folder / "gtfs")};
    auto turned = *column_of_five();
    turned.services[0].place = {2.0, 47.4};
    turned.services[1].type = "autre";
    request.direction = Direction::kBack;
    request.journey_from = "45001";
    const auto journeys =
        ask(std::make_shared<const Dataset>(std::move(turned)), request).listing.journeys;
    ASSERT_EQ(journeys.size(), 1U);
    EXPECT_TRUE(journeys[0].back);
    EXPECT_EQ(journeys[0].journey.legs[1].leave % 600, 0);
}

TEST_F(AccessDirection, AMatrixHasToHaveTheWayThatIsAsked) {
    auto request = courses();
    request.direction = Direction::kBack;
    request.matrix = written("origine,destination,minutes\n45002,L1,5\n");
    EXPECT_EQ(refusal(column_of_five(), request), access::kMatrixOneWay);
    request.matrix = written("origine,destination,minutes\n45002,L1,5\nL1,45002,12\nL2,45002,9\n");
    const auto back = ask(column_of_five(), request);
    EXPECT_EQ(back.listing.rows[1].nearest, (access::Reach{{1}, 9 * kMinute}));
    EXPECT_TRUE(says(back, access::kMatrixOtherWay));
    EXPECT_EQ(back.matrix_wrong, 0);
    request.direction = Direction::kBoth;
    const auto both = ask(column_of_five(), request);
    EXPECT_EQ(both.listing.rows[1].nearest, (access::Reach{{0}, 12 * kMinute}));
    EXPECT_EQ(both.listing.rows[1].there, 5 * kMinute);
    EXPECT_EQ(both.listing.rows[1].back, 12 * kMinute);
    request.direction = Direction::kThere;
    const auto there = ask(column_of_five(), request);
    EXPECT_EQ(there.listing.rows[1].nearest, (access::Reach{{0}, 5 * kMinute}));
    EXPECT_EQ(there.matrix_wrong, 0);
}

TEST_F(AccessDirection, AMatrixRowThatReadsBothWaysIsOfTheWayAsked) {
    auto made = *column_of_five();
    made.services[0].id = "45001";
    made.services[1].id = "45003";
    const auto dataset = std::make_shared<const Dataset>(std::move(made));
    auto request = courses();
    request.matrix = written("origine,destination,minutes\n45003,45001,7\n45001,45004,3\n");
    EXPECT_EQ(ask(dataset, request).listing.rows[2].nearest, (access::Reach{{0}, 7 * kMinute}));
    request.direction = Direction::kBack;
    EXPECT_EQ(ask(dataset, request).listing.rows[0].nearest, (access::Reach{{1}, 7 * kMinute}));
    request.direction = Direction::kBoth;
    const auto both = ask(dataset, request);
    ASSERT_EQ(both.matrix_remarks.size(), 1U);
    EXPECT_EQ(both.matrix_remarks[0].message.id, access::kMatrixBothWays);
}

TEST_F(AccessDirection, WhatIsSavedIsReadAsTheSameTimesEachWay) {
    for (const auto direction : {Direction::kBack, Direction::kBoth}) {
        auto request = by_car(direction);
        request.save_matrix = m_folder / "trajets.csv";
        const auto first = ask(column_of_five(), request);
        request.matrix = request.save_matrix;
        request.save_matrix.reset();
        const auto again = ask(column_of_five(), request);
        EXPECT_EQ(again.matrix_wrong, 0);
        for (std::size_t i = 0; i < 4; ++i) {
            EXPECT_EQ(again.listing.rows[i].nearest, first.listing.rows[i].nearest);
            EXPECT_EQ(again.listing.rows[i].there, first.listing.rows[i].there);
            EXPECT_EQ(again.listing.rows[i].back, first.listing.rows[i].back);
        }
    }
}

}  // namespace
}  // namespace maillage::workspace
