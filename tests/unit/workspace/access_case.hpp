// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Five communes on a meridian, their courses and prefecture, and questions of access about them.

#include "support/dataset_builder.hpp"
#include "workspace/access.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <limits>
#include <memory>
#include <string>
#include <utility>

namespace maillage::workspace {

inline constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

/// A square of some kilometres about each commune's middle; communes stand 0.1° of latitude apart
/// on one meridian: 17.35 minutes by the estimate's default.
inline std::shared_ptr<const Outlines> in_a_column(std::size_t communes) {
    auto outlines = std::make_shared<Outlines>();
    auto& set = outlines->polygons;
    set.crs.definition = geo::kWgs84;
    for (std::size_t i = 0; i < communes; ++i) {
        const double y = 47.0 + 0.1 * static_cast<double>(i);
        for (const auto& [dx, dy] :
             {std::pair{-1.0, -1.0}, {1.0, -1.0}, {1.0, 1.0}, {-1.0, 1.0}, {-1.0, -1.0}}) {
            set.add_point({2.0 + 0.02 * dx, y + 0.02 * dy});
        }
        set.close_ring();
        set.close_polygon();
        set.close_feature();
    }
    return outlines;
}

inline Service service(const char* id, const char* type, geo::Point place, std::uint32_t commune) {
    Service one;
    one.id = id;
    one.type = type;
    one.name = std::string("Lieu ") + id;
    one.place = place;
    one.commune = {commune};
    return one;
}

/// 45001 … 45005, the courses at the first, the prefecture at the last; the first two are covered.
inline DatasetPtr column_of_five() {
    test::DatasetBuilder builder;
    builder.department("45", "24");
    for (const char* code : {"45001", "45002", "45003", "45004", "45005"}) {
        builder.commune(code, {.population = 1000});
    }
    builder.count("45001", 100).count("45002", 50).masked("45003", 1, 10);
    builder.count("45004", 20).masked("45005", 1, 4);
    builder.contract({.id = "C1", .communes = {"45001", "45002"}});
    auto dataset = *builder.build();
    dataset.outlines = in_a_column(5);
    dataset.services.push_back(service("L1", "langue", {2.0, 47.0}, 0));
    dataset.services.back().capacity = 12;
    dataset.services.push_back(service("L2", "langue", {2.0, 47.2}, 2));
    dataset.services.push_back(service("P45", "prefecture", {kNaN, kNaN}, 4));
    return std::make_shared<const Dataset>(std::move(dataset));
}

/// OpenStreetMap: a main road along the meridian, from the first commune to the fourth.
inline std::string meridian_road() {
    std::string text = "<?xml version=\"1.0\"?><osm version=\"0.6\">";
    for (int i = 0; i < 7; ++i) {  // Every 0.05°: nodes further apart are no road to stand at.
        text += "<node id=\"" + std::to_string(i + 1) + "\" version=\"1\" lat=\"47." +
                std::to_string(i / 2) + (i % 2 == 0 ? "0" : "5") + "\" lon=\"2.0\"/>";
    }
    return text +
           "<way id=\"9\" version=\"1\"><nd ref=\"1\"/><nd ref=\"2\"/><nd ref=\"3\"/>"
           "<nd ref=\"4\"/><nd ref=\"5\"/><nd ref=\"6\"/>"
           "<nd ref=\"7\"/><tag k=\"highway\" v=\"secondary\"/></way></osm>";
}

inline AccessRequest courses() {
    AccessRequest request;
    request.services = {"Langue"};
    request.coverage.date = make_date(2024, 12, 31);
    return request;
}

inline AccessAnswer ask(const DatasetPtr& dataset, const AccessRequest& request) {
    auto answer = access_to_services(dataset, request, make_date(2024, 12, 31), {});
    if (!answer) {
        ADD_FAILURE() << render(answer.error().message, Language::kEnglish);
        return {};
    }
    return std::move(answer).value();
}

inline MessageId refusal(const DatasetPtr& dataset, const AccessRequest& request) {
    const auto answer = access_to_services(dataset, request, make_date(2024, 12, 31), {});
    EXPECT_FALSE(answer.has_value());
    return answer ? MessageId::kText : answer.error().message.id;
}

inline bool says(const AccessAnswer& answer, MessageId id) {
    return std::any_of(answer.remarks.begin(), answer.remarks.end(),
                       [&](const Message& message) { return message.id == id; });
}

/// A bus from 100 m of the fifth commune to 100 m of the first, every ten minutes, 30 minutes; one
/// in the night to the east. \returns \p folder, where its feed is written.
inline std::filesystem::path bus_feed(const std::filesystem::path& folder) {
    std::filesystem::create_directories(folder);
    const auto written = [&](const char* name, const char* text) {
        std::ofstream(folder / name) << text;
    };
    written("agency.txt",
            "agency_id,agency_name,agency_url,agency_timezone\n"
            "1,Car,https://example.org,Europe/Paris\n");
    written("stops.txt",
            "stop_id,stop_name,stop_lat,stop_lon\n"
            "A,Nord,47.4009,2.0\nB,Sud,47.0009,2.0\nC,Est,47.2,2.2\n");
    written("routes.txt", "route_id,agency_id,route_short_name,route_type\n1,1,L1,3\n");
    written("calendar.txt",
            "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,"
            "end_date\nS,1,1,1,1,1,0,0,20260105,20260327\n");
    written("trips.txt", "route_id,service_id,trip_id\n1,S,T\n1,S,U\n");
    written("stop_times.txt",
            "trip_id,arrival_time,departure_time,stop_id,stop_sequence\n"
            "T,06:00:00,06:00:00,A,1\nT,06:30:00,06:30:00,B,2\n"
            "U,05:00:00,05:00:00,A,1\nU,05:30:00,05:30:00,C,2\n");
    written("frequencies.txt",
            "trip_id,start_time,end_time,headway_secs,exact_times\nT,06:00:00,10:00:00,600,1\n");
    return folder;
}

}  // namespace maillage::workspace
