// SPDX-License-Identifier: Apache-2.0
#include "workspace/access_times.hpp"

#include "carto/map_geometry.hpp"
#include "support/dataset_builder.hpp"
#include "support/square_france.hpp"
#include "workspace/candidates.hpp"
#include "workspace/map_places.hpp"
#include "workspace/next_contracts.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <limits>

namespace maillage::workspace {
namespace {

using planning::Criterion;

RuleSets rules() {
    return load_rules(std::nullopt, std::filesystem::path(MAILLAGE_SOURCE_DIR) / "data").value();
}

/// 45001 has the prefecture; 45002 and 45003 are one EPCI of 30 and 10 signatories.
Dataset seat_and_two() {
    test::DatasetBuilder builder;
    builder.department("45", "24");
    builder.commune("45001").commune("45002", {"200000001"}).commune("45003", {"200000001"});
    builder.count("45001", 5).count("45002", 30).count("45003", 10);
    auto dataset = *builder.build();
    Service seat;
    seat.id = "45";
    seat.type = "prefecture";
    seat.place = {std::numeric_limits<double>::quiet_NaN(),
                  std::numeric_limits<double>::quiet_NaN()};
    seat.commune = {0};
    dataset.services.push_back(seat);
    return dataset;
}

/// 45002 lies 20 km from the seat, 45003 40 km: 31 and 62 minutes as estimated.
carto::MapGeometryPtr map_of_three() {
    auto geometry = std::make_shared<carto::MapGeometry>();
    geometry->anchor = {{700'000, 6'600'000}, {700'000, 6'620'000}, {700'000, 6'640'000}};
    geometry->sheet_of_commune.assign(3, carto::SheetId::kMetropole);
    return geometry;
}

std::int64_t access_part(const NextContracts& next, std::string_view code) {
    for (std::size_t v = 0; v < next.candidates.size(); ++v) {
        if (next.candidates.code(v) == code) {
            return next.parts[v].at(static_cast<std::size_t>(Criterion::kAccess));
        }
    }
    ADD_FAILURE() << code << " is no candidate";
    return -1;
}

std::shared_ptr<const NextContracts> next_of(Dataset dataset, carto::MapGeometryPtr geometry) {
    indicators::CoverageQuery query;
    query.date = make_date(2024, 12, 31);
    const auto coverage = std::make_shared<indicators::CoverageState>(
        std::make_shared<const Dataset>(std::move(dataset)), query);
    return next_contracts(
               {coverage, *DepartmentCode::parse("45"), {}, rules(), std::move(geometry)}, {})
        .value();
}

TEST(MapPlaces, OfEveryCommuneThatHasAnOutline) {
    const auto dataset = test::square_france();
    const auto geometry = carto::build_geometry(dataset, {}).value();
    const auto places = commune_places(*geometry).value();
    const auto& codes = dataset.territories.communes.code;
    ASSERT_EQ(places.size(), codes.size());
    for (std::size_t i = 0; i < codes.size(); ++i) {
        if (codes[i].text() == "45004") {
            EXPECT_TRUE(std::isnan(places[i].x));
        } else if (codes[i].text() == "97401") {
            EXPECT_TRUE(places[i].x > 55.50 && places[i].x < 55.51);
            EXPECT_TRUE(places[i].y > -21.1 && places[i].y < -21.09);
        } else {
            EXPECT_TRUE(places[i].x > 1.9 && places[i].x < 1.95) << codes[i].text();
            EXPECT_TRUE(places[i].y > 47.9 && places[i].y < 47.91) << codes[i].text();
        }
    }
}

TEST(MapPlaces, OnlyThoseWanted) {
    const auto places = commune_places(*map_of_three(), {false, true, false}).value();
    EXPECT_TRUE(std::isnan(places[0].x));
    EXPECT_NEAR(places[1].x, 3.0, 1e-6);
    EXPECT_TRUE(std::isnan(places[2].y));
}

TEST(NextContractsAccess, PartOfThoseFarFromTheSeatsOnceTheMapIsKnown) {
    const auto next = next_of(seat_and_two(), map_of_three());
    EXPECT_EQ(access_part(*next, "45001"), 0);
    EXPECT_EQ(access_part(*next, "45002"), 0);
    EXPECT_EQ(access_part(*next, "45003"), 1'000'000);
    EXPECT_EQ(access_part(*next, "200000001"), 250'000) << "10 of 40";
    EXPECT_EQ(access_part(*next_of(seat_and_two(), nullptr), "200000001"), 0);
}

TEST(NextContractsAccess, WithoutAnySeatNobodyIsFarFromOne) {
    auto dataset = seat_and_two();
    dataset.services.clear();
    EXPECT_EQ(access_part(*next_of(std::move(dataset), map_of_three()), "200000001"), 0);
}

class CandidatesAccess : public testing::Test {
protected:
    static Result<CandidatesAnswer> ask(const DatasetPtr& dataset, CandidatesRequest request) {
        request.weights = planning::Weights{0, 0, 0, 0, planning::kScoreUnit};
        return candidates(dataset, rules(), request, make_date(2024, 12, 31), {});
    }
    /// With places of their own: the seat, 20 and 40 km north of it.
    static DatasetPtr with_town_halls() {
        auto dataset = seat_and_two();
        const auto places = commune_places(*map_of_three()).value();
        for (std::uint32_t i = 0; i < places.size(); ++i) {
            Service hall;
            hall.id = "m" + std::to_string(i);
            hall.type = "mairie";
            hall.place = places[i];
            hall.commune = {i};
            dataset.services.push_back(hall);
        }
        return std::make_shared<const Dataset>(std::move(dataset));
    }
    static std::int64_t part_of(const CandidatesAnswer& answer, std::string_view code) {
        const auto& all = answer.listing.candidates;
        for (std::size_t v = 0; v < all.size(); ++v) {
            if (all.code(v) == code) {
                return answer.listing.parts[v].at(static_cast<std::size_t>(Criterion::kAccess));
            }
        }
        return -1;
    }
};

TEST_F(CandidatesAccess, SeatsAndTheirThresholdWhereNothingIsAsked) {
    const auto answer = ask(with_town_halls(), {});
    ASSERT_TRUE(answer.has_value());
    EXPECT_EQ(part_of(*answer, "200000001"), 250'000);
    EXPECT_EQ(answer->beyond->unknown, 0);
    CandidatesRequest nearer;
    nearer.access.threshold = 30 * access::kMinute;
    EXPECT_EQ(part_of(*ask(with_town_halls(), nearer), "200000001"), 1'000'000);
}

TEST_F(CandidatesAccess, ATimeOfExactlyTheThresholdIsWithin) {
    CandidatesRequest request;
    // The estimate of 20 km on the ground, in whole seconds.
    AccessRequest alone;
    const auto dataset = with_town_halls();
    const Progress progress;
    AccessTimes times(dataset, alone, progress);
    ASSERT_FALSE(times.find({}, 60 * access::kMinute, false));
    const auto exact = access::nearest(times.times(), 1)->time;
    request.access.threshold = exact;
    EXPECT_EQ(part_of(*ask(dataset, request), "45002"), 0);
    request.access.threshold = exact - 1;
    EXPECT_EQ(part_of(*ask(dataset, request), "45002"), 1'000'000);
}

TEST_F(CandidatesAccess, UnknownTimesCountAsWithinAndAreCounted) {
    auto dataset = *with_town_halls();
    dataset.services.pop_back();  // 45003 lies nowhere now.
    const auto answer = ask(std::make_shared<const Dataset>(dataset), {});
    ASSERT_TRUE(answer.has_value());
    EXPECT_EQ(part_of(*answer, "45003"), 0);
    EXPECT_EQ(answer->beyond->unknown, 1);
}

TEST_F(CandidatesAccess, AServiceThatIsNotThereIsSaid) {
    CandidatesRequest request;
    request.access.services = {"langue"};
    const auto answer = ask(with_town_halls(), request);
    ASSERT_FALSE(answer.has_value());
    EXPECT_EQ(answer.error().code, Error::Code::kNotFound);
}

}  // namespace
}  // namespace maillage::workspace
