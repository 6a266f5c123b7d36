// SPDX-License-Identifier: Apache-2.0
/// \file
/// Published lists of services as they are: France Services, France Travail, stations, seats of
/// communes; and the seats of built-in France.

#include "workspace/access.hpp"

#include "access/estimate.hpp"
#include "access/opening_hours.hpp"
#include "access/origins.hpp"
#include "geo/earth.hpp"
#include "support/test_data.hpp"
#include "workspace/open.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <string>

namespace maillage::workspace {
namespace {

namespace fs = std::filesystem;

/// A workspace of some published files, guessed from their columns.
io::WorkspaceSpec published(const std::vector<std::string>& files) {
    io::WorkspaceSpec spec;
    spec.name = "Services";
    spec.folder = fs::canonical(test::test_data_folder());
    for (const auto& file : files) {
        io::SourceSpec source;
        source.path = file;
        spec.sources.push_back(source);
    }
    return spec;
}

DatasetPtr open_published(const std::vector<std::string>& files, bool outlines) {
    OpenOptions options;
    options.outlines = outlines;
    options.data_folder = fs::path(MAILLAGE_SOURCE_DIR) / "data";
    const auto dataset = open(published(files), options, {});
    if (!dataset) {
        ADD_FAILURE() << render(dataset.error().message, Language::kEnglish);
        return nullptr;
    }
    return *dataset;
}

std::map<std::string, int> count_by_type(const Dataset& dataset) {
    std::map<std::string, int> count;
    for (const auto& service : dataset.services) {
        ++count[service.type];
    }
    return count;
}

const std::vector<std::string> kLists{
    "france-services/liste-fs-20240801.csv", "france-travail/agences_france_travail.csv",
    "gares-sncf/liste-des-gares.geojson.gz", "chefs-lieux/cheflieux-metropole.geojson.gz"};

class PublishedServices : public testing::Test {
protected:
    void SetUp() override {
        for (const auto& file : kLists) {
            if (!fs::exists(test::test_data_folder() / file)) {
                GTEST_SKIP() << "the shared test data are not there (MAILLAGE_TEST_DATA)";
            }
        }
    }
};

// The numbers of the files' own descriptions, without any outline.
TEST_F(PublishedServices, OpenAsPublished) {
    const auto dataset = open_published(kLists, false);
    ASSERT_NE(dataset, nullptr);
    const auto count = count_by_type(*dataset);
    EXPECT_EQ(count.at("france_services"), 2845);
    EXPECT_EQ(count.at("france_travail"), 958) << "one of 959 has no coordinates";
    EXPECT_EQ(count.at("gare") + count.at("gare_fret"), 3470) << "3,884 rows, one for each line";
    EXPECT_EQ(count.at("gare"), 2974);
    EXPECT_EQ(count.at("chef_lieu"), 1629);
    EXPECT_EQ(count.at("prefecture"), 101);
    EXPECT_GT(count.at("sous_prefecture"), 200);
    EXPECT_EQ(dataset->outlines, nullptr);
    const auto abroad = std::count_if(
        dataset->services.begin(), dataset->services.end(),
        [](const Service& one) { return one.type == "france_services" && !one.commune.valid(); });
    EXPECT_EQ(abroad, 2) << "those of Saint-Martin, which has no commune";
    const auto first = std::find_if(dataset->services.begin(), dataset->services.end(),
                                    [](const Service& one) { return one.id == "1"; });
    ASSERT_NE(first, dataset->services.end());
    EXPECT_EQ(first->name, "France services de Valserhône");
    EXPECT_TRUE(first->opening_hours.starts_with("lundi 13:30 - 17:00 ; mardi 09:00 - 12:00"));
}

// Fillers of the list ("00:00 - 00:00") are not guessed at.
TEST_F(PublishedServices, OpeningHoursAreReadWhereTheySayOneThing) {
    const auto dataset = open_published({kLists[0]}, false);
    ASSERT_NE(dataset, nullptr);
    int written = 0;
    int read = 0;
    int on_tuesdays = 0;
    for (const auto& one : dataset->services) {
        if (one.type != "france_services" || one.opening_hours.empty()) {
            continue;
        }
        ++written;
        const auto hours = access::parse_opening_hours(one.opening_hours);
        read += hours ? 1 : 0;
        on_tuesdays += hours && !hours->on(make_date(2024, 9, 3)).empty() ? 1 : 0;
    }
    EXPECT_EQ(written, 2797) << "48 of 2,845 have none";
    EXPECT_EQ(read, 2767);
    EXPECT_EQ(on_tuesdays, 2688);
}

TEST_F(PublishedServices, SeatsOfCommunesAreWhereTheirPeopleAre) {
    const auto dataset = open_published({kLists[3]}, true);
    ASSERT_NE(dataset, nullptr);
    const auto origins = access::find_origins(*dataset, dataset->outlines.get());
    ASSERT_TRUE(origins.has_value());
    // A few of the 1,629 are communes that have merged since, some of them into one.
    const auto seats = origins->count.at(static_cast<std::size_t>(access::OriginKind::kSeat));
    EXPECT_GT(seats, 1600);
    EXPECT_LE(seats, 1629);
    const auto surfaces = origins->count.at(static_cast<std::size_t>(access::OriginKind::kSurface));
    EXPECT_EQ(seats + surfaces, static_cast<std::int64_t>(dataset->territories.communes.size()));
}

/// Services with inhabitants within an estimated time, pair by pair.
int in_reach(const Dataset& dataset, const access::Origins& origins, access::Seconds limit) {
    const double metres = (limit + 0.5) / access::kDetour * access::kCarSpeed / 3.6;
    std::vector<geo::UnitVector> inhabited;
    for (std::size_t i = 0; i < origins.place.size(); ++i) {
        if (dataset.territories.communes.population[i].value_or(0) > 0) {
            inhabited.push_back(geo::unit_vector(origins.place[i]));
        }
    }
    int count = 0;
    for (const auto& service : dataset.services) {
        if (service.type != "france_services") {
            continue;
        }
        const auto at = geo::unit_vector(service.place);
        count += std::any_of(inhabited.begin(), inhabited.end(), [&](const geo::UnitVector& one) {
            return geo::arc_of_chord(geo::squared_chord(one, at)) <= metres;
        });
    }
    return count;
}

// Every commune has a time to a France Services house, and what is given out is what there is.
TEST_F(PublishedServices, AreSharedByAllSignatories) {
    const auto dataset = open_published({kLists[0]}, true);
    ASSERT_NE(dataset, nullptr);
    AccessRequest request;
    request.services = {"France Services"};
    request.method = AccessMethod::k2sfca;
    request.demand = AccessDemand::kPopulation;
    request.per = 1;
    const auto answer = access_to_services(dataset, request, make_date(2024, 12, 31), {});
    ASSERT_TRUE(answer.has_value());
    ASSERT_EQ(answer->listing.rows.size(), dataset->territories.communes.size());
    double given = 0;
    for (const auto& row : answer->listing.rows) {
        ASSERT_TRUE(row.nearest && row.second && row.accessibility);
        ASSERT_EQ(row.accessibility->low, row.accessibility->high);
        const auto people = dataset->territories.communes.population[row.commune.value];
        given += row.accessibility->low * static_cast<double>(people.value_or(0));
    }
    const auto origins = access::find_origins(*dataset, dataset->outlines.get());
    ASSERT_TRUE(origins.has_value());
    const auto reached = in_reach(*dataset, *origins, request.threshold);
    EXPECT_GT(reached, 2800);
    EXPECT_NEAR(given, reached, 1e-6);
}

}  // namespace
}  // namespace maillage::workspace
