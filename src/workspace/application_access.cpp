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
            view().access};
}

/// Whether the times on hand are those the map asks for.
bool Application::State::access_current() const {
    return next.access && next.access->request == access_request();
}

/// The map waits for times that are being made, rather than show that nothing is known.
bool Application::State::access_pending() const {
    return view().map.view == carto::View::kAccess && access_running && !access_current();
}

void Application::State::want_access() {
    if (view().map.view != carto::View::kAccess || !next.results || !next.results->geometry) {
        return;
    }
    auto request = access_request();
    if (access_wanted == request) {
        return;
    }
    queue.cancel(access_job);
    access_wanted = request;
    access_running = !access_current();
    if (!access_running) {
        return;
    }
    access_job = queue.start({reach::kJobAccess}, true,
                             [this, request](const Progress& progress) -> JobQueue::Finish {
                                 auto made = access_map(request, progress);
                                 return [this, request, made] {
                                     if (access_wanted != request) {
                                         return;
                                     }
                                     access_running = false;
                                     if (made) {
                                         next.access = *made;
                                     } else {
                                         say(made.error());
                                     }
                                     changed = true;
                                     want_scene();
                                 };
                             });
}

/// What the map of access draws; null in other views and where there are no times.
std::shared_ptr<const carto::AccessTimes> Application::State::access_shown() const {
    return view().map.view == carto::View::kAccess && access_current() ? access_times(*next.access)
                                                                       : nullptr;
}

}  // namespace maillage::workspace
