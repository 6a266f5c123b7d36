// SPDX-License-Identifier: Apache-2.0
#include "workspace/access_visits.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <utility>

namespace maillage::workspace {
namespace {

using access::Reach;
using access::Seconds;
using access::ServiceHours;

void add_visit(Visits& visits, geo::Point place, const ServiceHours& hours, std::size_t service) {
    visits.places.push_back(place);
    visits.hours.push_back(hours);
    visits.service.push_back(static_cast<std::uint32_t>(service));
}

}  // namespace

const access::OpeningHours& usual_opening() {
    static const auto usual = access::parse_opening_hours("Mo-Fr 09:00-12:00,14:00-17:00").value();
    return usual;
}

Visits visits_at(std::span<const geo::Point> places, const ServiceHours& hours) {
    Visits visits;
    for (std::size_t j = 0; j < places.size(); ++j) {
        add_visit(visits, places[j], hours, j);
    }
    return visits;
}

Visits visits_within(std::span<const geo::Point> places, const Openings& openings, Date day,
                     std::optional<Seconds> stay) {
    Visits visits;
    for (std::size_t j = 0; j < places.size(); ++j) {
        if (!std::isfinite(places[j].x) || !openings[j]) {
            continue;
        }
        const auto open = openings[j]->on(day);
        visits.closed += open.empty() ? 1 : 0;
        for (const auto& hours : open) {
            for (const auto& one :
                 stay ? access::stays_within(hours, *stay) : std::vector<ServiceHours>{hours}) {
                add_visit(visits, places[j], one, j);
            }
        }
    }
    return visits;
}

access::CourseTimes best_visits(const access::CourseTimes& all, const Visits& visits) {
    access::CourseTimes best;
    best.origin_cover = all.origin_cover;
    for (std::size_t i = 0; i < all.both.origin_count(); ++i) {
        std::map<std::uint32_t, std::uint32_t> chosen;  // The visit to each service.
        std::vector<Reach> both;
        for (const auto& one : all.both.from(i)) {  // The soonest first.
            const auto service = visits.service[one.service.value];
            if (chosen.emplace(service, one.service.value).second) {
                both.push_back({{service}, one.time});
            }
        }
        const auto of_chosen = [&](const access::TravelTimes& times) {
            std::vector<Reach> row;
            for (const auto& one : times.from(i)) {
                const auto service = visits.service[one.service.value];
                const auto found = chosen.find(service);
                if (found != chosen.end() && found->second == one.service.value) {
                    row.push_back({{service}, one.time});
                }
            }
            return row;
        };
        best.there.add_origin(of_chosen(all.there));
        best.back.add_origin(of_chosen(all.back));
        best.both.add_origin(std::move(both));
    }
    return best;
}

Journeys best_journeys(const access::Timetable& timetable, geo::Point home, const Visits& visits,
                       Seconds limit) {
    const access::Walking walking;
    const auto backwards = access::reversed(timetable);
    Journeys best;
    auto least = std::numeric_limits<Seconds>::max();
    for (std::size_t v = 0; v < visits.places.size(); ++v) {
        const auto& hours = visits.hours[v];
        auto there = access::latest_journey(timetable, backwards, home, visits.places[v],
                                            hours.start, walking, limit);
        auto back =
            access::earliest_journey(timetable, visits.places[v], home, hours.end, walking, limit);
        if (!there || !back) {
            continue;
        }
        const auto longer = std::max(hours.start - there->leave, back->arrive - hours.end);
        if (longer < least) {
            least = longer;
            best = {std::move(there), std::move(back)};
        }
    }
    return best;
}

Journeys journeys_of_window(const access::Timetable& timetable, geo::Point home, geo::Point service,
                            Seconds first, access::Direction direction, Seconds limit) {
    const access::Walking walking;
    Journeys ways;
    if (direction != access::Direction::kBack) {
        ways.there = access::earliest_journey(timetable, home, service, first, walking, limit);
    }
    if (direction != access::Direction::kThere) {
        ways.back = access::earliest_journey(timetable, service, home, first, walking, limit);
    }
    return ways;
}

}  // namespace maillage::workspace
