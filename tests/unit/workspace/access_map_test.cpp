// SPDX-License-Identifier: Apache-2.0
#include "base/access_messages.hpp"
#include "unit/workspace/access_case.hpp"
#include "unit/workspace/one_way_roads.hpp"
#include "workspace/access_way.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

namespace maillage::workspace {
namespace {

using carto::AccessTimes;

/// The column of five as the viewer has it: no outlines, but a point of the map for each commune.
DatasetPtr without_outlines(const DatasetPtr& dataset) {
    auto copy = std::make_shared<Dataset>(*dataset);
    copy->outlines = nullptr;
    return copy;
}

carto::MapGeometryPtr points_of_the_map(std::size_t communes) {
    auto geometry = std::make_shared<carto::MapGeometry>();
    for (std::size_t i = 0; i < communes; ++i) {
        geometry->surface.push_back({2.0, 47.0 + 0.1 * static_cast<double>(i)});
    }
    geometry->sheet_of_commune.assign(communes, carto::SheetId::kMetropole);
    return geometry;
}

AccessMapRequest request_of(const DatasetPtr& dataset, const AccessAsked& asked) {
    return {dataset, points_of_the_map(dataset->territories.communes.size()), {}, asked};
}

AccessMapPtr map_of(const AccessMapRequest& request) {
    auto made = access_map(request, nullptr, {});
    if (!made) {
        ADD_FAILURE() << render(made.error().message, Language::kEnglish);
        return std::make_shared<AccessMap>();
    }
    return *made;
}

const AccessAsked kCourses{"langue", {}, 20};

// 0.1° of the meridian are 1,041 seconds of the estimate, as in access_test.cpp.
TEST(AccessMap, TimesAreThoseFromTheMapsPointsWithoutOutlines) {
    const auto map = map_of(request_of(without_outlines(column_of_five()), kCourses));
    ASSERT_EQ(map->communes.size(), 5U);
    EXPECT_TRUE(map->estimate);
    EXPECT_NEAR(map->communes[0].nearest->time, 0, 1);
    EXPECT_NEAR(map->communes[1].nearest->time, 1041, 1);
    EXPECT_EQ(map->communes[4].nearest->service, Index<Service>{1});
    EXPECT_NEAR(map->communes[4].nearest->time, 2082, 1);
    EXPECT_NEAR(map->communes[4].second->time, 4164, 2);
    EXPECT_EQ(map->communes[4].gap, access::Gap::kTotal);
    EXPECT_EQ(map->communes[0].gap, access::Gap::kNone);
    const auto times = access_times(*map);
    EXPECT_EQ(times->seconds[1], map->communes[1].nearest->time);
    EXPECT_EQ(times->services, std::vector<std::string>{"langue"});
    EXPECT_TRUE(times->estimate);
    ASSERT_EQ(times->notices.size(), 1U);
    EXPECT_EQ(times->notices[0].id, access::kAccessEstimate);
}

TEST(AccessMap, PrefecturesAreMeantWhereNothingIsAsked) {
    const auto map = map_of(request_of(without_outlines(column_of_five()), {}));
    EXPECT_EQ(access_times(*map)->services, std::vector<std::string>{"prefecture"});
    EXPECT_NEAR(map->communes[4].nearest->time, 0, 1);
    EXPECT_EQ(service_types(*column_of_five()), (std::vector<std::string>{"langue", "prefecture"}));
}

TEST(AccessMap, OfSeveralTypesTheNearestCounts) {
    const auto map = map_of(request_of(without_outlines(column_of_five()),
                                       {.service = "formation linguistique, prefecture"}));
    EXPECT_NEAR(map->communes[4].nearest->time, 0, 1) << "the prefecture";
    EXPECT_NEAR(map->communes[0].nearest->time, 0, 1) << "a course";
    EXPECT_NEAR(map->communes[3].nearest->time, 1041, 1);
    EXPECT_EQ(services_words(map->request.asked, Language::kFrench),
              "formation linguistique, préfecture");
    EXPECT_EQ(access_times(*map)->services.size(), 2U);
}

TEST(AccessMap, NotKnownIsNotOutOfReach) {
    auto dataset = std::make_shared<Dataset>(*without_outlines(column_of_five()));
    dataset->services.push_back(service("O1", "ofii", {kNaN, kNaN}, 2));
    auto request = request_of(dataset, kCourses);
    auto geometry = std::make_shared<carto::MapGeometry>(*request.geometry);
    geometry->surface[2] = {kNaN, kNaN};
    request.geometry = geometry;
    const auto times = access_times(*map_of(request));
    EXPECT_EQ(times->seconds[2], AccessTimes::kNotKnown);
    EXPECT_NEAR(times->seconds[1], 1041, 1);
    // A service that stands nowhere known is reached by nobody.
    request.asked.service = "ofii";
    const auto none = access_times(*map_of(request));
    EXPECT_EQ(none->seconds[1], AccessTimes::kNoneReached);
    EXPECT_EQ(none->seconds[2], AccessTimes::kNotKnown);
    const auto sums = beyond_in(*map_of(request), indicators::Level::kDepartment, 0,
                                std::vector<Index<Commune>>{{0}, {1}, {2}, {3}, {4}});
    ASSERT_EQ(sums.size(), 4U);
    EXPECT_EQ(sums[0].communes, 4);
    EXPECT_EQ(sums[0].unknown, 1);
}

// To the nearest course: 0, 17.35, 0, 17.35 and 34.7 minutes; 100, 50, [1, 10], 20 and [1, 4]
// signatories.
TEST(AccessMap, SignatoriesBeyondEachThresholdAreIntervals) {
    auto asked = kCourses;
    asked.minutes = 15;
    const auto map = map_of(request_of(without_outlines(column_of_five()), asked));
    const std::vector<Index<Commune>> all{{0}, {1}, {2}, {3}, {4}};
    const auto sums = beyond_in(*map, indicators::Level::kDepartment, 0, all);
    ASSERT_EQ(sums.size(), 4U);
    EXPECT_EQ(sums[0].minutes, 15) << "the threshold asked";
    EXPECT_EQ(sums[0].communes, 3);
    EXPECT_EQ(sums[0].signatories, (Count{71, 74}));
    EXPECT_EQ(sums[1].minutes, 30);
    EXPECT_EQ(sums[1].signatories, (Count{1, 4}));
    EXPECT_EQ(sums[2].minutes, 45);
    EXPECT_EQ(sums[2].signatories, (Count{0, 0}));
    EXPECT_EQ(sums[3].minutes, 60);
    EXPECT_NE(access_times(*map)->beyond, nullptr);
    EXPECT_EQ(beyond_in(*map, indicators::Level::kCommune, 1, std::vector{Index<Commune>{1}})[0]
                  .signatories,
              Count::exact(50));
}

TEST(AccessMap, TheScopeOfTheWorkspaceDoesNotCutTheMap) {
    test::DatasetBuilder builder;
    builder.department("45", "24").department("41", "24");
    builder.commune("45001").commune("41001").count("45001", 10);
    auto dataset = *builder.build();
    dataset.services = {column_of_five()->services.front()};
    const auto& all = dataset.territories;
    dataset.scope = {all.communes.department[test::commune_row(dataset, "45001").value]};
    const auto other = test::commune_row(dataset, "41001").value;
    const auto map = map_of(request_of(std::make_shared<Dataset>(dataset), kCourses));
    EXPECT_TRUE(map->communes[other].known);
    EXPECT_TRUE(map->communes[other].nearest.has_value());
    EXPECT_EQ(map->request.dataset->scope.size(), 1U) << "the workspace's own is as it was";
}

// The fifth is 34.7 minutes from its course, the fourth 17.35: as far from the fifth.
TEST(AccessMap, APointThatIsTriedCountsAndTheSumsShowBoth) {
    auto asked = kCourses;
    asked.new_place = "45005";
    const auto map = map_of(request_of(without_outlines(column_of_five()), asked));
    ASSERT_TRUE(map->tried.has_value());
    EXPECT_NEAR(map->tried->place.y, 47.4, 1e-9);
    ASSERT_EQ(map->tried->gains.size(), 1U) << "as near as before is no gain";
    EXPECT_EQ(map->tried->gains.front().commune, Index<Commune>{4});
    EXPECT_EQ(map->communes[4].tried, 0);
    EXPECT_EQ(map->communes[4].shortest(), 0);
    EXPECT_NEAR(map->communes[4].nearest->time, 2082, 1) << "the service that is there";
    const std::vector<Index<Commune>> all{{0}, {1}, {2}, {3}, {4}};
    const auto sums = beyond_in(*map, indicators::Level::kDepartment, 0, all);
    EXPECT_EQ(sums[0].minutes, 20);
    EXPECT_EQ(sums[0].signatories, Count::exact(0));
    EXPECT_EQ(sums[0].before, (Count{1, 4}));
    const auto gain = gain_in(*map, indicators::Level::kDepartment, 0, all);
    EXPECT_EQ(gain.communes, 1);
    EXPECT_EQ(gain.signatories, (Count{1, 4}));
    EXPECT_EQ(access_times(*map)->gaining, (std::vector{Index<Commune>{4}}));
    EXPECT_EQ(
        gain_in(*map, indicators::Level::kCommune, 0, std::vector{Index<Commune>{0}}).communes, 0);
    asked.new_place = "2.0,47.3";
    EXPECT_EQ(map_of(request_of(without_outlines(column_of_five()), asked))->tried->gains.size(),
              2U);
    asked.new_place = "99999";
    EXPECT_FALSE(
        access_map(request_of(without_outlines(column_of_five()), asked), nullptr, {}).has_value());
}

// The first two are covered; near are 13.3 minutes, within reach 20.
TEST(AccessMap, ListsAreThoseOfTheCommandLine) {
    const auto dataset = without_outlines(column_of_five());
    const auto map = map_of(request_of(dataset, kCourses));
    indicators::CoverageQuery query;
    query.date = make_date(2024, 12, 31);
    const indicators::CoverageState coverage(dataset, query);
    const auto lists = access_lists(*map, coverage);
    using access::Typology;
    EXPECT_EQ(lists, (std::vector{Typology::kBoth, Typology::kBoth, Typology::kWithinReachUncovered,
                                  Typology::kWithinReachUncovered, Typology::kNeither}));
    auto request = courses();
    request.threshold = 20 * access::kMinute;
    for (const auto& row : ask(column_of_five(), request).listing.rows) {
        EXPECT_EQ(access::typology(row.coverage, row.access), lists[row.commune.value]);
    }
    const auto sums = lists_in(*map, lists, indicators::Level::kDepartment, 0,
                               std::vector<Index<Commune>>{{0}, {1}, {2}, {3}, {4}});
    EXPECT_EQ(sums[0].communes, 0);
    EXPECT_EQ(sums[1].communes, 2);
    EXPECT_EQ(sums[1].signatories, (Count{21, 30}));
    EXPECT_EQ(sums[2].signatories, (Count{1, 4}));
    EXPECT_EQ(sums[3].signatories, Count::exact(150));
}

class AccessMapTravel : public testing::Test {
protected:
    void SetUp() override {
        std::filesystem::create_directories(m_folder);
        std::ofstream(m_folder / "routes.osm") << meridian_road();
    }
    void TearDown() override { std::filesystem::remove_all(m_folder); }

    AccessMapRequest by_car() const {
        auto asked = kCourses;
        asked.mode = AccessMode::kCar;
        auto request = request_of(without_outlines(column_of_five()), asked);
        request.travel.roads = {m_folder / "routes.osm"};
        return request;
    }
    std::filesystem::path m_folder =
        std::filesystem::path(testing::TempDir()) /
        (std::string("access_map_") +
         testing::UnitTest::GetInstance()->current_test_info()->name());
};

TEST_F(AccessMapTravel, ByRoadTheWorkspacesRoadsAnswerAndAreKeptForTheNextQuestion) {
    auto request = by_car();
    const auto sources = std::make_shared<TravelSources>(request.travel);
    const auto first = access_map(request, sources, {});
    ASSERT_TRUE(first.has_value());
    EXPECT_FALSE((*first)->estimate);
    EXPECT_GT((*first)->communes[1].nearest->time, 444);
    EXPECT_FALSE((*first)->communes[4].known) << "eleven kilometres from the road";
    EXPECT_EQ(access_times(**first)->seconds[4], AccessTimes::kNotKnown);
    std::filesystem::remove(m_folder / "routes.osm");
    request.asked.minutes = 10;
    EXPECT_TRUE(access_map(request, sources, {}).has_value()) << "nothing is read again";
    request.travel = {};
    EXPECT_FALSE(access_map(request, nullptr, {}).has_value()) << "no roads, no times by car";
}

TEST_F(AccessMapTravel, OtherIsochronesLeaveTheTimesAsTheyAre) {
    auto request = by_car();
    const auto sources = std::make_shared<TravelSources>(request.travel);
    const auto next = [&](const AccessMapPtr& before) {
        const auto made = access_map(request, sources, {}, before);
        EXPECT_TRUE(made.has_value());
        return made ? *made : nullptr;
    };
    const auto first = next(nullptr);
    EXPECT_EQ(first->bands, nullptr);
    request.asked.isochrones = Isochrones::kServices;
    const auto shown = next(first);
    ASSERT_NE(shown->bands, nullptr);
    EXPECT_EQ(shown->request, request);
    EXPECT_EQ(shown->beyond[0].state, first->beyond[0].state) << "the same, not made anew";
    EXPECT_EQ(shown->communes[1].nearest, first->communes[1].nearest);
    EXPECT_EQ(first->bands, nullptr) << "the map before is what it was";

    request.asked.isochrones = Isochrones::kNone;
    const auto hidden = next(shown);
    EXPECT_EQ(hidden->bands, nullptr);
    request.asked.isochrones = Isochrones::kServices;
    EXPECT_EQ(next(hidden)->bands, shown->bands) << "nor are the areas";

    request.asked.minutes = 10;
    EXPECT_FALSE(has_times_of(*shown, request));
    const auto other = next(shown);
    EXPECT_NE(other->bands, shown->bands);
    EXPECT_NE(other->beyond[0].state, shown->beyond[0].state);
}

TEST_F(AccessMapTravel, TheWayToTheNearestIsDrawn) {
    const auto request = by_car();
    TravelSources sources(request.travel);
    const auto map = map_of(request);
    EXPECT_TRUE(has_way(*map, {1}));
    EXPECT_FALSE(has_way(*map, {4})) << "nothing is reached";
    const auto way = access_way(map, {1}, sources, {});
    ASSERT_TRUE(way.has_value());
    EXPECT_NEAR((*way)->metres, 11'120.0, 20.0);
    EXPECT_TRUE((*way)->journey.empty());
    auto estimate = by_car();
    estimate.asked.mode.reset();
    EXPECT_FALSE(has_way(*map_of(estimate), {1})) << "an estimate goes nowhere";
}

// Home from the course at the first, on to that at the third: 11 km each, and the whole round where
// both are asked, whatever course it is.
TEST_F(AccessMapTravel, TheWayThatIsAskedIsDrawn) {
    std::ofstream(m_folder / "routes.osm") << round_road();
    auto request = by_car();
    TravelSources sources(request.travel);
    request.asked.direction = access::Direction::kBack;
    const auto back = map_of(request);
    EXPECT_EQ(back->direction, access::Direction::kBack);
    EXPECT_EQ(back->communes[1].nearest->service, Index<Service>{0});
    EXPECT_NEAR((*access_way(back, {1}, sources, {}))->metres, 11'120.0, 20.0);
    EXPECT_EQ(access_times(*back)->direction, access::Direction::kBack);
    request.asked.direction = access::Direction::kBoth;
    const auto both = map_of(request);
    ASSERT_TRUE(both->communes[1].there && both->communes[1].back);
    const auto way = *access_way(both, {1}, sources, {});
    ASSERT_NE(way->route, nullptr);
    EXPECT_NEAR(way->metres + way->metres_back, 74'300.0, 500.0) << "once around";
    request.asked.mode.reset();
    EXPECT_EQ(map_of(request)->direction, access::Direction::kThere) << "of an estimate it is one";
}

TEST(AccessMap, WhatCannotBeAnsweredSaysWhy) {
    auto asked = kCourses;
    asked.service = "piscine";
    const auto none =
        access_map(request_of(without_outlines(column_of_five()), asked), nullptr, {});
    ASSERT_FALSE(none.has_value());
    EXPECT_EQ(none.error().message.id, access::kAccessNoService);
}

}  // namespace
}  // namespace maillage::workspace
