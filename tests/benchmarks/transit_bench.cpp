// SPDX-License-Identifier: Apache-2.0
/// \file
/// Target S9: every minute of a two-hour window, one origin to all stops of a departmental feed;
/// and what comes before it. Needs the real feed (MAILLAGE_TEST_DATA).

#include "access/timetable_parts.hpp"
#include "access/transit_search.hpp"
#include "access/transit_times.hpp"
#include "support/gtfs_text.hpp"
#include "support/test_data.hpp"

#include <benchmark/benchmark.h>

#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace maillage::access {
namespace {

std::filesystem::path feed_path() {
    return test::test_data_folder() / "gtfs-grand-perigueux/gtfs-grand-perigueux-2026-01.zip";
}

std::optional<TransitFeed> read_feed() {
    const auto file = io::read_gtfs(feed_path(), {}, {});
    return file ? test::judge_feed(*file, "feed").feed : std::nullopt;
}

TimetableOptions wednesday() {
    TimetableOptions options;
    options.day = make_date(2026, 1, 14);
    return options;
}

/// The day's timetable, or nothing where there is no data.
const Timetable* day(benchmark::State& state) {
    static const auto kTimetable = []() -> std::optional<Timetable> {
        const auto feed = read_feed();
        if (!feed) {
            return std::nullopt;
        }
        return std::move(build_timetable(std::span(&*feed, 1), wednesday(), {})).value();
    }();
    if (!kTimetable) {
        state.SkipWithError("no feed (MAILLAGE_TEST_DATA)");
        return nullptr;
    }
    return &*kTimetable;
}

void ReadFeed(benchmark::State& state) {
    if (!std::filesystem::exists(feed_path())) {
        state.SkipWithError("no feed (MAILLAGE_TEST_DATA)");
    }
    for (auto _ : state) {
        benchmark::DoNotOptimize(read_feed());
    }
}

void BuildTimetable(benchmark::State& state) {
    const auto feed = read_feed();
    if (!feed) {
        state.SkipWithError("no feed (MAILLAGE_TEST_DATA)");
    }
    for (auto _ : state) {
        benchmark::DoNotOptimize(build_timetable(std::span(&*feed, 1), wednesday(), {}));
    }
}

/// Arrival at every stop for every minute from 7:00 to 9:00, kept; from the origin where most stops
/// are in walking reach, and (1) from one at the edge.
void WindowToAllStops(benchmark::State& state) {
    const auto* timetable = day(state);
    if (timetable == nullptr) {
        return;
    }
    const Walking walking;
    const auto near = near_stops(*timetable);
    std::vector<std::pair<std::size_t, geo::Point>> places;
    for (const auto& stop : timetable->stops) {
        places.emplace_back(walks_within(near, stop.place, walking, walking.to_stop).size(),
                            stop.place);
    }
    std::ranges::sort(places, {}, &std::pair<std::size_t, geo::Point>::first);
    const auto origin = state.range(0) == 0 ? places.back().second : places.front().second;
    constexpr std::size_t kMinutes = 120;
    std::vector<Seconds> arrivals(kMinutes * timetable->stops.size());
    TransitSearch search(*timetable);
    std::size_t reached = 0;
    for (auto _ : state) {
        search.reset();
        const auto walks = walks_within(near, origin, walking, walking.to_stop);
        for (auto m = kMinutes; m-- > 0;) {
            const auto departure = (7 * 60 + static_cast<Seconds>(m)) * kMinute;
            search.leave(departure, walks, departure + 120 * kMinute);
            for (std::uint32_t s = 0; s < timetable->stops.size(); ++s) {
                arrivals[m * timetable->stops.size() + s] = search.arrival(s);
            }
        }
        benchmark::DoNotOptimize(arrivals.data());
    }
    for (std::uint32_t s = 0; s < timetable->stops.size(); ++s) {
        reached += search.arrival(s) != kNeverArrives ? 1U : 0U;
    }
    state.counters["stops"] = static_cast<double>(timetable->stops.size());
    state.counters["reached"] = static_cast<double>(reached);
}

/// All stops as origins, ten of them as services.
void WindowManyToTen(benchmark::State& state) {
    const auto* timetable = day(state);
    if (timetable == nullptr) {
        return;
    }
    std::vector<geo::Point> from;
    std::vector<geo::Point> to;
    for (const auto& stop : timetable->stops) {
        if (from.size() % (timetable->stops.size() / 10) == 0) {
            to.push_back(stop.place);
        }
        from.push_back(stop.place);
    }
    for (auto _ : state) {
        benchmark::DoNotOptimize(transit_times(*timetable, from, to, {}, {}));
    }
    state.counters["origins"] = static_cast<double>(from.size());
}

void DayOfRoundTrips(benchmark::State& state) {
    const auto* timetable = day(state);
    if (timetable == nullptr) {
        return;
    }
    std::vector<geo::Point> from;
    for (std::size_t i = 0; i < timetable->stops.size(); i += 10) {
        from.push_back(timetable->stops[i].place);
    }
    const std::vector to(from.begin(), from.begin() + 10);
    for (auto _ : state) {
        benchmark::DoNotOptimize(day_services(*timetable, from, to, {}, {}));
    }
    state.counters["origins"] = static_cast<double>(from.size());
}

BENCHMARK(ReadFeed)->Unit(benchmark::kMillisecond);
BENCHMARK(BuildTimetable)->Unit(benchmark::kMillisecond);
BENCHMARK(WindowToAllStops)->Arg(0)->Arg(1)->Unit(benchmark::kMillisecond);
BENCHMARK(WindowManyToTen)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(DayOfRoundTrips)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
}  // namespace maillage::access
