// SPDX-License-Identifier: Apache-2.0
#include "access/origins.hpp"

#include "geo/projection.hpp"
#include "support/dataset_builder.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace maillage::access {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

Dataset five_communes() {
    auto dataset = *test::DatasetBuilder()
                        .department("45", "24")
                        .commune("45001")
                        .commune("45002")
                        .commune("45003")
                        .commune("45004")
                        .commune("45005")
                        .build();
    return dataset;
}

void add_service(Dataset& dataset, const char* type, std::uint32_t commune, geo::Point place) {
    Service service;
    service.type = type;
    service.commune = {commune};
    service.place = place;
    dataset.services.push_back(service);
}

/// A square of one unit about a point for each of four communes, none for the fifth.
Outlines squares(const char* crs, double step, geo::Point first) {
    Outlines outlines;
    auto& set = outlines.polygons;
    set.crs.definition = crs;
    for (int i = 0; i < 4; ++i) {
        const double x = first.x + i * step;
        for (const auto& [dx, dy] :
             {std::pair{-1.0, -1.0}, {1.0, -1.0}, {1.0, 1.0}, {-1.0, 1.0}, {-1.0, -1.0}}) {
            set.add_point({x + dx * step / 4, first.y + dy * step / 4});
        }
        set.close_ring();
        set.close_polygon();
        set.close_feature();
    }
    set.close_feature();
    return outlines;
}

TEST(Origins, TheBestPointOfEachCommuneIsTakenAndSaid) {
    auto dataset = five_communes();
    add_service(dataset, "mairie", 0, {2.01, 47.9});
    add_service(dataset, "chef_lieu", 0, {2.02, 47.9});
    add_service(dataset, "Centre de population", 0, {9, 9});
    add_service(dataset, "centre_population", 0, {2.03, 47.9});
    add_service(dataset, "chef-lieu", 1, {2.1, 47.9});
    add_service(dataset, "mairie", 2, {2.2, 47.9});
    add_service(dataset, "langue", 3, {7.0, 43.0});
    const auto outlines = squares(geo::kWgs84, 0.1, {2.0, 47.0});
    const auto origins = find_origins(dataset, &outlines);
    ASSERT_TRUE(origins.has_value());
    EXPECT_EQ(origins->kind, (std::vector<OriginKind>{OriginKind::kPopulation, OriginKind::kSeat,
                                                      OriginKind::kTownHall, OriginKind::kSurface,
                                                      OriginKind::kUnknown}));
    EXPECT_EQ(origins->place[0], (geo::Point{2.03, 47.9}));
    EXPECT_EQ(origins->place[1], (geo::Point{2.1, 47.9}));
    EXPECT_EQ(origins->place[2], (geo::Point{2.2, 47.9}));
    EXPECT_NEAR(origins->place[3].x, 2.3, 1e-9) << "the middle of its square";
    EXPECT_NEAR(origins->place[3].y, 47.0, 1e-9);
    EXPECT_TRUE(std::isnan(origins->place[4].x));
    EXPECT_EQ(origins->count, (std::array<std::int64_t, kOriginKinds>{1, 1, 1, 1, 1}));
}

TEST(Origins, OutlinesInMetresAreBroughtToDegrees) {
    const auto dataset = five_communes();
    const auto outlines = squares(geo::kLambert93, 1000, {700000, 6600000});
    const auto origins = find_origins(dataset, &outlines);
    ASSERT_TRUE(origins.has_value());
    EXPECT_NEAR(origins->place[0].x, 3.0, 1e-9);
    EXPECT_NEAR(origins->place[0].y, 46.5, 1e-9);
    EXPECT_EQ(find_origins(dataset, nullptr)->count.back(), 5);
}

TEST(Origins, AServiceStandsAtItsPlaceElseAtItsCommune) {
    auto dataset = five_communes();
    add_service(dataset, "langue", 0, {7.0, 43.0});
    add_service(dataset, "prefecture", 1, {kNaN, kNaN});
    Service nowhere;
    nowhere.place = {kNaN, kNaN};
    dataset.services.push_back(nowhere);
    const auto outlines = squares(geo::kWgs84, 0.1, {2.0, 47.0});
    const auto origins = find_origins(dataset, &outlines);
    ASSERT_TRUE(origins.has_value());
    const auto places = service_places(dataset, *origins);
    EXPECT_EQ(places[0], (geo::Point{7.0, 43.0}));
    EXPECT_EQ(places[1], origins->place[1]);
    EXPECT_TRUE(std::isnan(places[2].x));
}

}  // namespace
}  // namespace maillage::access
