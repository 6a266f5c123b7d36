// SPDX-License-Identifier: Apache-2.0
#include "workspace/access.hpp"

#include "base/access_messages.hpp"
#include "unit/workspace/access_case.hpp"
#include "workspace/access_matrix.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>

namespace maillage::workspace {
namespace {

namespace fs = std::filesystem;
using access::kMinute;

// 0.1° of the meridian are 11,119.5 m: × 1.3 at 50 km/h, 1,041 seconds.
TEST(Access, NearestServiceByEstimateForEveryCommune) {
    const auto answer = ask(column_of_five(), courses());
    ASSERT_EQ(answer.listing.rows.size(), 5U);
    EXPECT_TRUE(answer.listing.is_estimate);
    EXPECT_TRUE(says(answer, access::kAccessEstimate));
    const auto& rows = answer.listing.rows;
    EXPECT_EQ(rows[0].nearest, (access::Reach{{0}, 0}));
    EXPECT_EQ(rows[1].nearest->time, 1041);
    EXPECT_EQ(rows[1].second->time, 1041);
    EXPECT_EQ(rows[4].nearest, (access::Reach{{1}, 2082}));
    EXPECT_EQ(rows[0].accessibility, std::nullopt);
    EXPECT_EQ(rows[2].signatories, (Count{1, 10}));
}

TEST(Access, WhatIsSaidHasTheWordsAndTheDecimalSignOfTheReader) {
    auto request = courses();
    request.services = {"formation linguistique", "prefecture"};
    std::vector<std::string> french;
    for (const auto& remark : ask(column_of_five(), request).remarks) {
        french.push_back(render(remark, Language::kFrench));
    }
    EXPECT_THAT(french, testing::Contains("2\u00A0services de type formation linguistique."));
    EXPECT_THAT(french, testing::Contains("1\u00A0service de type préfecture."));
    EXPECT_THAT(french,
                testing::Contains(testing::HasSubstr("vol d’oiseau × 1,3, à 50\u00A0km/h")));
}

TEST(Access, PrefecturesWhereNothingWasAskedStandAtTheirCommune) {
    AccessRequest request;
    const auto answer = ask(column_of_five(), request);
    EXPECT_EQ(answer.listing.rows[4].nearest, (access::Reach{{2}, 0}));
    EXPECT_EQ(answer.listing.rows[3].nearest->time, 1041);
}

TEST(Access, AnEstimateKnowsWhoIsBeyondEvenByCarAndWhoCanWalk) {
    auto request = courses();
    request.threshold = 20 * kMinute;
    const auto answer = ask(column_of_five(), request);
    std::vector<access::Gap> gaps;
    for (const auto& row : answer.listing.rows) {
        gaps.push_back(row.gap);
    }
    using access::Gap;
    // No timetable: whether 17 minutes by car can be done without one is not known.
    EXPECT_EQ(gaps, (std::vector<Gap>{Gap::kNone, Gap::kUnknown, Gap::kNone, Gap::kUnknown,
                                      Gap::kTotal}));
}

// By hand: within 20 minutes of L1 (12 places) are 100 + 50, of L2 (1) 50 + [1, 10] + 20.
TEST(Access, SharedSupplyIsAnIntervalWhereCountsAreMasked) {
    auto request = courses();
    request.method = AccessMethod::k2sfca;
    request.threshold = 20 * kMinute;
    const auto answer = ask(column_of_five(), request);
    const auto& rows = answer.listing.rows;
    EXPECT_NEAR(rows[0].accessibility->low, 1000 * 12.0 / 150, 1e-9);
    EXPECT_NEAR(rows[0].accessibility->high, 1000 * 12.0 / 150, 1e-9);
    EXPECT_NEAR(rows[1].accessibility->low, 1000 * (12.0 / 150 + 1.0 / 80), 1e-9);
    EXPECT_NEAR(rows[1].accessibility->high, 1000 * (12.0 / 150 + 1.0 / 71), 1e-9);
    EXPECT_EQ(*rows[4].accessibility, (access::Bounds{0, 0}));
    EXPECT_TRUE(says(answer, access::kAccessNoCapacity));

    request.demand = AccessDemand::kPopulation;
    request.per = 1;
    const auto people = ask(column_of_five(), request);
    EXPECT_NEAR(people.listing.rows[0].accessibility->low, 12.0 / 2000, 1e-12);

    request.method = AccessMethod::kCumulative;
    request.per = 1000;  // Places are places, not for so many.
    EXPECT_EQ(*ask(column_of_five(), request).listing.rows[1].accessibility,
              (access::Bounds{13, 13}));
}

TEST(Access, SumsUpSignatoriesBeyondThirtyFortyFiveAndSixtyMinutes) {
    auto dataset = *column_of_five();
    dataset.cir[0].department_total[0] = 178;  // 170 are known: 8 are behind the masks.
    const auto answer = ask(std::make_shared<const Dataset>(dataset), courses());
    ASSERT_EQ(answer.listing.beyond.size(), 6U) << "the department and France";
    const auto& sum = answer.listing.beyond[0];
    EXPECT_EQ(sum.code, "45");
    EXPECT_EQ(sum.threshold, 30 * kMinute);
    EXPECT_EQ(sum.communes, 1);
    EXPECT_EQ(sum.signatories, (Count{1, 4})) << "the total leaves 45003 its 4 to 7";
    ASSERT_TRUE(sum.share.has_value());
    EXPECT_EQ(sum.share->high.num * 178, sum.share->high.den * 4);
    EXPECT_EQ(answer.listing.beyond[1].signatories, (Count{0, 0}));
}

TEST(Access, PutsCoverageBesideAccess) {
    auto request = courses();
    request.threshold = 20 * kMinute;
    request.services = {"prefecture"};
    const auto answer = ask(column_of_five(), request);
    const auto table = report::typology_table(answer.listing);
    std::vector<std::string> lists;
    for (const auto& row : table.rows) {
        lists.push_back(std::get<std::string>(row[4]));
    }
    EXPECT_EQ(lists, (std::vector<std::string>{"couverte_hors_atteinte", "couverte_hors_atteinte",
                                               "ni_l_un_ni_l_autre", "a_portee_non_couverte",
                                               "a_portee_non_couverte"}));
}

TEST(Access, ANewPlaceSaysWhoGains) {
    auto request = courses();
    request.new_place = "45005";
    const auto answer = ask(column_of_five(), request);
    ASSERT_EQ(answer.listing.gains.size(), 1U) << "45004 is as near to 45003";
    EXPECT_EQ(answer.listing.gains[0].commune.value, 4U);
    EXPECT_EQ(answer.listing.gains[0].before, 2082);
    EXPECT_EQ(answer.listing.gains[0].after, 0);
    request.new_place = "2.0,47.4";
    EXPECT_EQ(ask(column_of_five(), request).listing.gains.size(), 1U);
    for (const char* nowhere : {"45999", "2.0", "400,47", "x,y"}) {
        request.new_place = nowhere;
        EXPECT_EQ(refusal(column_of_five(), request), access::kAccessNoPlace) << nowhere;
    }
}

TEST(Access, RefusesWhatItHasNoDataFor) {
    auto request = courses();
    request.services = {"ofii"};
    EXPECT_EQ(refusal(column_of_five(), request), access::kAccessNoService);
    request.services = {"langue"};
    request.mode = AccessMode::kCar;
    EXPECT_EQ(refusal(column_of_five(), request), access::kAccessNoRoads);
    request.mode = AccessMode::kTransit;
    EXPECT_EQ(refusal(column_of_five(), request), access::kAccessNoTransit);
    request.mode.reset();
    request.coverage.department = DepartmentCode::parse("46");
    EXPECT_EQ(refusal(column_of_five(), request), MessageId::kUnknownDepartment);
}

TEST(Access, TheTypesThereAreStandInTheWordsOfPeople) {
    auto request = courses();
    request.services = {"ofii"};
    const auto text = [&](const DatasetPtr& dataset, Language language) {
        const auto answer = access_to_services(dataset, request, make_date(2024, 12, 31), {});
        return answer ? std::string() : render(answer.error().message, language);
    };
    EXPECT_THAT(text(column_of_five(), Language::kFrench),
                testing::EndsWith("présents\u00A0: formation linguistique, préfecture."));
    EXPECT_THAT(text(column_of_five(), Language::kEnglish),
                testing::EndsWith("there are: language course, prefecture."));
    auto none = *column_of_five();
    none.services.clear();
    EXPECT_THAT(text(std::make_shared<const Dataset>(none), Language::kFrench),
                testing::EndsWith("présents\u00A0: –."));
}

TEST(Access, CommunesWithoutAPlaceHaveUnknownTimesNotLongOnes) {
    auto dataset = *column_of_five();
    dataset.outlines = in_a_column(4);
    auto outlines = *dataset.outlines;
    outlines.polygons.close_feature();
    dataset.outlines = std::make_shared<const Outlines>(outlines);
    const auto answer = ask(std::make_shared<const Dataset>(dataset), courses());
    const auto& last = answer.listing.rows[4];
    EXPECT_FALSE(last.known);
    EXPECT_EQ(last.nearest, std::nullopt);
    EXPECT_EQ(last.gap, access::Gap::kUnknown);
    EXPECT_EQ(last.access, access::AccessClass::kUnknown);
    EXPECT_EQ(answer.listing.beyond[0].communes, 0);
    EXPECT_EQ(answer.listing.beyond[0].unknown, 1);
    EXPECT_TRUE(says(answer, access::kAccessOriginsUnknown));
}

class Matrix : public testing::Test {
protected:
    void SetUp() override {
        m_folder = fs::temp_directory_path() /
                   ("maillage_matrix_" +
                    std::string(testing::UnitTest::GetInstance()->current_test_info()->name()));
        fs::create_directories(m_folder);
    }
    void TearDown() override { fs::remove_all(m_folder); }

    fs::path written(const std::string& text) const {
        const auto path = m_folder / "temps.csv";
        std::ofstream(path) << text;
        return path;
    }
    fs::path m_folder;
};

TEST_F(Matrix, IsReadByTheNamesOfItsColumnsAndAnAbsentPairIsOutOfReach) {
    auto request = courses();
    request.matrix = written(
        "destination;minutes;origine\nL1;12,5;45001\nL1;20;45002\nL2;18;45002\n"
        "L2;7;1\nL1;30;45001\nP45;3;45001\n");
    auto answer = ask(column_of_five(), request);
    const auto& rows = answer.listing.rows;
    EXPECT_FALSE(answer.listing.is_estimate);
    EXPECT_EQ(rows[0].nearest, (access::Reach{{0}, 750})) << "the shorter of two";
    EXPECT_EQ(rows[1].nearest, (access::Reach{{1}, 18 * kMinute}));
    EXPECT_EQ(rows[2].nearest, std::nullopt);
    EXPECT_EQ(rows[2].access, access::AccessClass::kFar);
    EXPECT_EQ(rows[0].gap, access::Gap::kUnknown) << "how its times are travelled is not said";
    ASSERT_EQ(answer.matrix_remarks.size(), 1U);
    EXPECT_EQ(answer.matrix_remarks[0].where, "temps.csv:5:origine");
    EXPECT_TRUE(says(answer, access::kMatrixOtherTypes));
    request.mode = AccessMode::kCar;
    EXPECT_EQ(ask(column_of_five(), request).listing.rows[2].gap, access::Gap::kTotal);
}

TEST_F(Matrix, SaysWhatIsWrongInWhichRowAndColumn) {
    auto request = courses();
    request.matrix = written(
        "origine,destination,minutes\n45999,L1,1\n45001,L9,1\n45001,L1,-1\n"
        "45001,L1,\n45001,L1,1e9\n45001,L1,nan\n\n45002,L1,5\n");
    const auto answer = ask(column_of_five(), request);
    std::vector<std::string> places;
    for (const auto& remark : answer.matrix_remarks) {
        places.push_back(remark.where);
    }
    EXPECT_EQ(places, (std::vector<std::string>{"temps.csv:2:origine", "temps.csv:3:destination",
                                                "temps.csv:4:minutes", "temps.csv:5:minutes",
                                                "temps.csv:6:minutes", "temps.csv:7:minutes"}));
    EXPECT_EQ(answer.matrix_wrong, 6);
    EXPECT_EQ(answer.listing.rows[1].nearest->time, 300);
    request.matrix = written("de,vers,temps\n45001,L1,1\n");
    EXPECT_EQ(refusal(column_of_five(), request), access::kMatrixColumns);
    request.matrix = m_folder / "absent.csv";
    EXPECT_FALSE(access_to_services(column_of_five(), request, make_date(2024, 1, 1), {}));
}

TEST_F(Matrix, WhatIsSavedIsReadAsTheSameTimes) {
    auto request = courses();
    request.save_matrix = m_folder / "temps.csv";
    const auto first = ask(column_of_five(), request);
    request.matrix = request.save_matrix;
    request.save_matrix = m_folder / "encore.csv";
    const auto again = ask(column_of_five(), request);
    EXPECT_EQ(again.matrix_wrong, 0);
    for (std::size_t i = 0; i < 5; ++i) {
        EXPECT_EQ(again.listing.rows[i].nearest, first.listing.rows[i].nearest);
        EXPECT_EQ(again.listing.rows[i].second, first.listing.rows[i].second);
    }
    const auto text = [&](const char* name) {
        std::ifstream file(m_folder / name);
        return std::string(std::istreambuf_iterator<char>(file), {});
    };
    EXPECT_EQ(text("temps.csv"), text("encore.csv"));
    EXPECT_TRUE(text("temps.csv").starts_with("origine,destination,minutes\n45001,L1,0\n"));
    request.save_matrix = m_folder / "nowhere" / "temps.csv";
    EXPECT_FALSE(access_to_services(column_of_five(), request, make_date(2024, 1, 1), {}));
}

}  // namespace
}  // namespace maillage::workspace
