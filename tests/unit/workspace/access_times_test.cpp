// SPDX-License-Identifier: Apache-2.0
#include "workspace/access_times.hpp"

#include "carto/map_geometry.hpp"
#include "support/dataset_builder.hpp"
#include "workspace/candidates.hpp"
#include "workspace/next_contracts.hpp"
#include "workspace/seats_reach.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <limits>
#include <memory>
#include <stop_token>
#include <utility>
#include <vector>

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

/// 45002 lies 20 km north of the seat, 45003 40 km: 31 and 62 minutes as estimated.
const std::vector<geo::Point> kThreePlaces{
    {3.0, 46.5}, {3.0, 46.5 + 20 / 111.195}, {3.0, 46.5 + 40 / 111.195}};

carto::MapGeometryPtr map_of_three() {
    auto geometry = std::make_shared<carto::MapGeometry>();
    geometry->surface = kThreePlaces;
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

NextContractsRequest next_request(const DatasetPtr& dataset, std::shared_ptr<SeatsReach> seats) {
    indicators::CoverageQuery query;
    query.date = make_date(2024, 12, 31);
    return {std::make_shared<indicators::CoverageState>(dataset, query),
            *DepartmentCode::parse("45"),
            {},
            rules(),
            std::move(seats)};
}

std::shared_ptr<const NextContracts> next_of(Dataset dataset,
                                             const carto::MapGeometryPtr& geometry) {
    const auto shared = std::make_shared<const Dataset>(std::move(dataset));
    const auto seats = geometry ? std::make_shared<SeatsReach>(shared, geometry) : nullptr;
    return next_contracts(next_request(shared, seats), {}).value();
}

TEST(NextContractsAccess, PartOfThoseFarFromTheSeatsOnceTheMapIsKnown) {
    const auto next = next_of(seat_and_two(), map_of_three());
    EXPECT_EQ(access_part(*next, "45001"), 0);
    EXPECT_EQ(access_part(*next, "45002"), 0);
    EXPECT_EQ(access_part(*next, "45003"), 1'000'000);
    EXPECT_EQ(access_part(*next, "200000001"), 250'000) << "10 of 40";
    EXPECT_EQ(access_part(*next_of(seat_and_two(), nullptr), "200000001"), 0);
}

TEST(NextContractsAccess, WhoIsFarIsEstimatedOnceForAllEdits) {
    const auto dataset = std::make_shared<const Dataset>(seat_and_two());
    const auto geometry = map_of_three();
    const auto seats = std::make_shared<SeatsReach>(dataset, geometry);
    EXPECT_TRUE(seats->is_of(dataset, geometry));
    EXPECT_FALSE(seats->is_of(dataset, map_of_three()));
    EXPECT_EQ(seats->beyond({}).value(), (std::vector<bool>{false, false, true}));
    // What is kept needs no more work that could be stopped.
    std::stop_source stop;
    stop.request_stop();
    const Progress stopped(stop.get_token(), nullptr);
    EXPECT_EQ(seats->beyond(stopped).value(), (std::vector<bool>{false, false, true}));
    EXPECT_EQ(access_part(*next_contracts(next_request(dataset, seats), {}).value(), "45003"),
              1'000'000);
    // What was stopped is not kept.
    SeatsReach other(dataset, geometry);
    const auto cancelled = other.beyond(stopped);
    ASSERT_FALSE(cancelled.has_value());
    EXPECT_EQ(cancelled.error().code, Error::Code::kCancelled);
    EXPECT_TRUE(other.beyond({}).has_value());
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
        for (std::uint32_t i = 0; i < kThreePlaces.size(); ++i) {
            Service hall;
            hall.id = "m" + std::to_string(i);
            hall.type = "mairie";
            hall.place = kThreePlaces[i];
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
