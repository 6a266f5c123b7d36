// SPDX-License-Identifier: Apache-2.0
#include "base/access_screen_messages.hpp"
#include "workspace/application_state.hpp"

#include <optional>
#include <utility>

namespace maillage::workspace {

AccessMapRequest Application::State::access_request() const {
    if (!next.results) {
        return {};
    }
    return {next.results->dataset, next.results->geometry, next.results->coverage->years(),
            view().access, travel_sources ? travel_sources->files() : TravelFiles{}};
}

/// Whether the times on hand are those the map asks for.
bool Application::State::access_current() const {
    return next.access && next.access->request == access_request();
}

/// The map waits for times that are being made, rather than show that nothing is known.
bool Application::State::access_pending() const {
    return carto::is_access(view().map.view) && access_awaited && !access_current();
}

/// The roads and timetables of the workspace, when its sources are others than before.
void Application::State::find_travel() {
    if (travel_of == next.spec->sources && travel_sources) {
        return;
    }
    travel_of = next.spec->sources;
    auto found = find_travel_files(*next.spec, open_options().rules);
    if (!found) {
        say(found.error());
    }
    travel_sources =
        std::make_shared<TravelSources>(found ? std::move(found).value() : TravelFiles{});
}

/// Nothing of the times and networks on hand is good any more.
void Application::State::forget_travel() {
    queue.cancel(access_job);
    next.access = nullptr;
    next.way = nullptr;
    access_wanted.reset();
    way_wanted.reset();
    access_awaited = false;
    travel_sources = nullptr;
}

void Application::State::want_access() {
    if (!carto::is_access(view().map.view) || !next.results || !next.results->geometry) {
        return;
    }
    auto request = access_request();
    if (access_wanted != request) {
        access_wanted = std::move(request);
        access_awaited = !access_current();
        access_replaced = access_busy;
        queue.cancel(access_job);
    }
    // One question at a time: they share roads and timetables. The next begins when the one before
    // has stopped.
    if (access_busy) {
        return;
    }
    if (access_awaited) {
        make_access();
    } else {
        want_way();
    }
}

void Application::State::make_access() {
    access_busy = true;
    access_job = queue.start({reach::kJobAccess}, true,
                             [this, request = *access_wanted, sources = travel_sources,
                              before = next.access](const Progress& progress) -> JobQueue::Finish {
                                 auto made = access_map(request, sources, progress, before);
                                 return [this, request, made] {
                                     access_busy = false;
                                     // The question before may be asked again while it stops.
                                     const bool stopped =
                                         std::exchange(access_replaced, false) && !made;
                                     if (access_wanted == request && !stopped) {
                                         access_awaited = false;
                                         if (made) {
                                             take_access(*made);
                                         } else {
                                             say(made.error());
                                         }
                                         changed = true;
                                     }
                                     want_scene();
                                 };
                             });
}

/// A way on hand is one of the new map too, if that has the same times.
void Application::State::take_access(AccessMapPtr made) {
    if (next.access && next.way && next.way->of == next.access &&
        has_times_of(*next.access, made->request)) {
        auto way = std::make_shared<AccessWay>(*next.way);
        way->of = made;
        way_wanted = {made, way->commune};
        next.way = std::move(way);
    }
    next.access = std::move(made);
}

/// The way of the commune whose fiche is open.
void Application::State::want_way() {
    if (!access_current() || view().sheet.kind != ThingRef::Kind::kCommune) {
        return;
    }
    const auto communes = communes_of(*next.results, view().sheet);
    if (communes.size() != 1 || !has_way(*next.access, communes.front())) {
        return;
    }
    const std::pair<AccessMapPtr, Index<Commune>> wanted(next.access, communes.front());
    if (way_wanted == wanted) {
        return;
    }
    way_wanted = wanted;
    access_busy = true;
    access_job = queue.start(
        {reach::kJobWay}, true,
        [this, wanted, sources = travel_sources](const Progress& progress) -> JobQueue::Finish {
            auto made = access_way(wanted.first, wanted.second, *sources, progress);
            return [this, wanted, made] {
                access_busy = access_replaced = false;
                if (made && way_wanted == wanted) {
                    next.way = *made;
                } else if (!made) {
                    say(made.error());
                }
                changed = true;
                want_scene();
            };
        });
}

/// The way on hand, where it is of the times on hand and the fiche that is open.
AccessWayPtr Application::State::way_shown() const {
    if (!access_current() || !next.way || next.way->of != next.access ||
        view().sheet.kind != ThingRef::Kind::kCommune) {
        return nullptr;
    }
    const auto& codes = next.results->dataset->territories.communes.code;
    return codes[next.way->commune.value].string() == view().sheet.code ? next.way : nullptr;
}

/// What the map of access draws; null in other views and where there are no times.
std::shared_ptr<const carto::AccessTimes> Application::State::access_shown() const {
    return carto::is_access(view().map.view) && access_current() ? access_times(*next.access)
                                                                 : nullptr;
}

/// And over it.
std::shared_ptr<const carto::PlacedLayer> Application::State::route_shown() const {
    const auto way = carto::is_access(view().map.view) ? way_shown() : nullptr;
    return way ? way->route : nullptr;
}

}  // namespace maillage::workspace
