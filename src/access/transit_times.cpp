// SPDX-License-Identifier: Apache-2.0
#include "access/transit_times.hpp"

#include "access/transit_reach.hpp"
#include "base/parallel.hpp"
#include "base/transit_messages.hpp"

#include <algorithm>
#include <atomic>
#include <optional>

namespace maillage::access {
namespace {

constexpr Seconds kDay = 24 * 60 * kMinute;
constexpr std::size_t kChunk = 8;

Error stopped() { return {Error::Code::kCancelled, transit::kTransitStopped, {}}; }

/// Counts sources done, from any thread.
class Steps {
public:
    Steps(const Progress& progress, std::size_t total)
        : m_progress(progress), m_total(static_cast<std::int64_t>(total)) {}
    bool next() {
        m_progress.at(transit::kTransitStage, ++m_done, m_total);
        return !m_progress.cancelled();
    }

private:
    const Progress& m_progress;
    std::int64_t m_total;
    std::atomic<std::int64_t> m_done = 0;
};

/// What one source reaches: targets ascending, and for each of them its time at every departure.
struct SourceRow {
    std::vector<std::uint32_t> targets;
    std::vector<Seconds> times;
};

/// Times of one source's window, by departure descending, kept by target as they come.
class WindowRow {
public:
    WindowRow(const Timetable& timetable, const PlaceWalks& targets, const DirectWalks& direct,
              const TransitTimes& frame, const TransitOptions& options)
        : m_search(timetable, targets),
          m_direct(direct),
          m_departures(frame.departures),
          m_limit(options.limit),
          m_row_of(targets.place_count(), kNone) {}

    SourceRow run(geo::Point place, std::span<const StopWalk> walks) {
        m_search.reset();
        SourceRow row;
        for (auto m = m_departures.size(); m-- > 0;) {
            m_search.leave(m_departures[m], walks, m_limit);
            for (const auto target : m_search.reached()) {
                const auto time = m_search.arrival(target) - m_departures[m];
                if (time <= m_limit) {
                    times_of(target, row)[m] = time;
                }
            }
        }
        for (const auto& walk : m_direct.from(place)) {
            if (walk.seconds <= m_limit) {
                for (auto& time : times_of(walk.stop, row)) {
                    time = std::min(time, walk.seconds);
                }
            }
        }
        return sorted(std::move(row));
    }

private:
    static constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

    std::span<Seconds> times_of(std::uint32_t target, SourceRow& row) {
        auto& position = m_row_of[target];
        if (position == kNone) {
            position = static_cast<std::uint32_t>(row.targets.size());
            row.targets.push_back(target);
            row.times.resize(row.times.size() + m_departures.size(), TransitTimes::kOut);
        }
        return std::span(row.times).subspan(position * m_departures.size(), m_departures.size());
    }

    SourceRow sorted(SourceRow row) {
        SourceRow result;
        result.targets = row.targets;
        std::ranges::sort(result.targets);
        for (const auto target : result.targets) {
            const auto times = times_of(target, row);
            result.times.insert(result.times.end(), times.begin(), times.end());
        }
        for (const auto target : result.targets) {
            m_row_of[target] = kNone;
        }
        return result;
    }

    PlaceSearch m_search;
    const DirectWalks& m_direct;
    std::span<const Seconds> m_departures;
    Seconds m_limit;
    std::vector<std::uint32_t> m_row_of;
};

/// Rows of the other direction: sources become targets.
std::vector<SourceRow> turned(const std::vector<SourceRow>& rows, std::size_t target_count,
                              std::size_t departures) {
    std::vector<SourceRow> result(target_count);
    for (std::size_t source = 0; source < rows.size(); ++source) {
        for (std::size_t k = 0; k < rows[source].targets.size(); ++k) {
            auto& row = result[rows[source].targets[k]];
            row.targets.push_back(static_cast<std::uint32_t>(source));
            const auto times = std::span(rows[source].times).subspan(k * departures, departures);
            row.times.insert(row.times.end(), times.begin(), times.end());
        }
    }
    return result;
}

Result<Done> check_window(const TransitOptions& options) {
    if (options.window_first >= 0 && options.window_first < options.window_end &&
        options.window_end <= kDay && options.limit >= 0 && options.limit <= kAfterMidnight) {
        return Done{};
    }
    return Error{Error::Code::kRefused, transit::kTransitBadWindow, {}};
}

/// \p use(source, maker) for each source on several threads; \p make() builds what one thread
/// needs. \returns false if it was stopped.
template <typename Make, typename Use>
bool for_each_source(std::size_t count, unsigned threads, const Progress& progress,
                     const Make& make, const Use& use) {
    Steps steps(progress, count);
    std::atomic<bool> go_on = true;
    in_chunks(count, kChunk, threads, [&](std::size_t first, std::size_t last) {
        if (!go_on) {
            return;
        }
        auto maker = make();
        for (auto source = first; source < last && go_on; ++source) {
            use(source, maker);
            if (!steps.next()) {
                go_on = false;
            }
        }
    });
    return go_on;
}

/// Hours of one course: times there and back for every origin, kOut where there are none.
struct CourseColumn {
    std::vector<Reach> there;  ///< Reach::service is an origin here.
    std::vector<Reach> back;
};

/// Reads a column of all origins into rows of services.
class CourseRows {
public:
    explicit CourseRows(std::size_t origins) : m_there(origins), m_back(origins), m_both(origins) {}

    void add(std::uint32_t service, const CourseColumn& column) {
        for (const auto& one : column.there) {
            m_there[one.service.value].push_back({{service}, one.time});
        }
        for (const auto& one : column.back) {
            auto& there = m_there[one.service.value];
            m_back[one.service.value].push_back({{service}, one.time});
            if (!there.empty() && there.back().service.value == service) {
                m_both[one.service.value].push_back(
                    {{service}, std::max(one.time, there.back().time)});
            }
        }
    }
    void finish(CourseTimes& result) {
        for (std::size_t i = 0; i < m_there.size(); ++i) {
            result.there.add_origin(std::move(m_there[i]));
            result.back.add_origin(std::move(m_back[i]));
            result.both.add_origin(std::move(m_both[i]));
        }
    }

private:
    std::vector<std::vector<Reach>> m_there;
    std::vector<std::vector<Reach>> m_back;
    std::vector<std::vector<Reach>> m_both;
};

/// Times of one departure to all places of a PlaceSearch, walks all the way included.
std::vector<Reach> reach_at(PlaceSearch& search, const DirectWalks& direct, geo::Point place,
                            std::span<const StopWalk> walks, Seconds departure, Seconds limit) {
    search.reset();
    search.leave(departure, walks, limit);
    std::vector<Reach> reach;
    for (const auto target : search.reached()) {
        reach.push_back({{target}, search.arrival(target) - departure});
    }
    for (const auto& walk : direct.from(place)) {
        if (walk.seconds <= limit) {
            reach.push_back({{walk.stop}, walk.seconds});
        }
    }
    std::ranges::sort(reach, {}, [](const Reach& one) { return std::pair(one.service, one.time); });
    const auto again = std::ranges::unique(reach, {}, &Reach::service);
    reach.erase(again.begin(), again.end());
    return reach;
}

}  // namespace

TravelTimes TransitTimes::at(std::size_t departure) const {
    TravelTimes result;
    for (std::size_t i = 0; i < origin_count(); ++i) {
        std::vector<Reach> row;
        const auto services = reached(i);
        for (std::size_t k = 0; k < services.size(); ++k) {
            const auto time = times(i, k)[departure];
            if (time != kOut) {
                row.push_back({services[k], time});
            }
        }
        result.add_origin(std::move(row));
    }
    return result;
}

TravelTimes TransitTimes::percentile(int percent) const {
    TravelTimes result;
    for (std::size_t i = 0; i < origin_count(); ++i) {
        std::vector<Reach> row;
        const auto services = reached(i);
        for (std::size_t k = 0; k < services.size(); ++k) {
            const auto window = times(i, k);
            const auto time =
                percentile_of(std::vector<Seconds>(window.begin(), window.end()), percent);
            if (time != kOut) {
                row.push_back({services[k], time});
            }
        }
        result.add_origin(std::move(row));
    }
    return result;
}

void TransitTimes::add_origin(std::span<const Index<Service>> services,
                              std::span<const Seconds> times) {
    m_services.insert(m_services.end(), services.begin(), services.end());
    m_times.insert(m_times.end(), times.begin(), times.end());
    m_first.push_back(m_services.size());
}

Result<TransitTimes> transit_times(const Timetable& timetable, std::span<const geo::Point> from,
                                   std::span<const geo::Point> to, const TransitOptions& options,
                                   const Progress& progress) {
    if (auto checked = check_window(options); !checked) {
        return checked.error();
    }
    const bool back = options.direction == TransitDirection::kBack;
    const auto sources = back ? to : from;
    const auto targets = back ? from : to;
    TransitTimes result;
    for (auto at = options.window_first; at < options.window_end; at += kMinute) {
        result.departures.push_back(at);
    }
    result.origin_cover = transit_cover(timetable, from, options.walking);
    result.service_cover = transit_cover(timetable, to, options.walking);
    const PlaceWalks source_walks(timetable, sources, options.walking);
    const PlaceWalks target_walks(timetable, targets, options.walking);
    const DirectWalks direct(targets, options.walking);
    std::vector<SourceRow> rows(sources.size());
    const bool done = for_each_source(
        sources.size(), options.threads, progress,
        [&] { return WindowRow(timetable, target_walks, direct, result, options); },
        [&](std::size_t source, WindowRow& maker) {
            rows[source] = maker.run(sources[source], source_walks.stops_of(source));
        });
    if (!done) {
        return stopped();
    }
    if (back) {
        rows = turned(rows, from.size(), result.departures.size());
    }
    std::vector<Index<Service>> services;
    for (auto& row : rows) {
        services.clear();
        for (const auto target : row.targets) {
            services.push_back({target});
        }
        result.add_origin(services, row.times);
        row = {};
    }
    return result;
}

Result<CourseTimes> course_times(const Timetable& timetable, std::span<const geo::Point> from,
                                 std::span<const geo::Point> to,
                                 std::span<const ServiceHours> hours, const TransitOptions& options,
                                 const Progress& progress) {
    const bool hours_fit = std::ranges::all_of(hours, [](const ServiceHours& one) {
        return one.start >= 0 && one.start <= one.end && one.end <= kDay;
    });
    if (!hours_fit || hours.size() != to.size() || options.limit < 0 ||
        options.limit > kAfterMidnight) {
        return Error{Error::Code::kRefused, transit::kTransitBadWindow, {}};
    }
    CourseTimes result;
    result.origin_cover = transit_cover(timetable, from, options.walking);
    result.service_cover = transit_cover(timetable, to, options.walking);
    const auto backwards = reversed(timetable);
    const PlaceWalks origin_walks(timetable, from, options.walking);
    const PlaceWalks service_walks(timetable, to, options.walking);
    const DirectWalks direct(from, options.walking);
    struct Searches {
        PlaceSearch there;
        PlaceSearch back;
    };
    std::vector<CourseColumn> columns(to.size());
    const bool done = for_each_source(
        to.size(), options.threads, progress,
        [&] {
            return Searches{PlaceSearch(backwards, origin_walks),
                            PlaceSearch(timetable, origin_walks)};
        },
        [&](std::size_t j, Searches& searches) {
            const auto walks = service_walks.stops_of(j);
            columns[j].there =
                reach_at(searches.there, direct, to[j], walks, -hours[j].start, options.limit);
            columns[j].back =
                reach_at(searches.back, direct, to[j], walks, hours[j].end, options.limit);
        });
    if (!done) {
        return stopped();
    }
    CourseRows rows(from.size());
    for (std::uint32_t j = 0; j < columns.size(); ++j) {
        rows.add(j, columns[j]);
    }
    rows.finish(result);
    return result;
}

}  // namespace maillage::access
