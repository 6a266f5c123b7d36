// SPDX-License-Identifier: Apache-2.0
#include "access/transit_reach.hpp"
#include "access/transit_times.hpp"
#include "base/parallel.hpp"
#include "base/transit_messages.hpp"

#include <algorithm>
#include <atomic>
#include <optional>

namespace maillage::access {
namespace {

constexpr Seconds kDay = 24 * 60 * kMinute;
constexpr std::size_t kChunk = 8;

/// A journey that none leaves later and arrives no later than.
struct Way {
    Seconds leave = 0;
    Seconds arrive = 0;
};

/// Every way of the day from one place, by target, the last first.
class DayWays {
public:
    DayWays(const Timetable& timetable, const PlaceWalks& targets)
        : m_search(timetable, targets), m_ways(targets.place_count()) {}

    void run(std::span<const StopWalk> walks, Seconds limit) {
        for (const auto target : m_search.reached()) {
            m_ways[target].clear();
        }
        m_search.reset();
        for (Seconds at = kDay; at >= 0; at -= kMinute) {
            m_search.leave(at, walks, limit);
            for (const auto target : m_search.improved()) {
                m_ways[target].push_back({at, m_search.arrival(target)});
            }
        }
    }
    std::span<const std::uint32_t> reached() const { return m_search.reached(); }
    const std::vector<Way>& ways(std::uint32_t target) const { return m_ways[target]; }

private:
    PlaceSearch m_search;
    std::vector<std::vector<Way>> m_ways;
};

/// The ways between two places, one after the other: target, then ways.
struct WayList {
    std::uint32_t target = 0;
    std::vector<Way> ways;
};

std::optional<std::vector<std::vector<WayList>>> all_ways(const Timetable& timetable,
                                                          const PlaceWalks& sources,
                                                          const PlaceWalks& targets,
                                                          const DayOptions& options,
                                                          const Progress& progress) {
    std::vector<std::vector<WayList>> rows(sources.place_count());
    in_chunks(rows.size(), kChunk, options.threads, [&](std::size_t first, std::size_t last) {
        if (progress.cancelled()) {
            return;
        }
        DayWays day(timetable, targets);
        for (auto source = first; source < last && !progress.cancelled(); ++source) {
            day.run(sources.stops_of(source), options.limit);
            for (const auto target : day.reached()) {
                rows[source].push_back({target, day.ways(target)});
            }
            std::ranges::sort(rows[source], {}, &WayList::target);
        }
    });
    return progress.cancelled() ? std::nullopt : std::optional(std::move(rows));
}

/// Both lists hold the last way first. Taking each way back with the earliest way there that is
/// still free makes the most pairs: a way there that fits an earlier way back fits later ones too.
std::optional<DayService> pair_up(std::uint32_t service, const std::vector<Way>& there,
                                  const std::vector<Way>& back, Seconds stay) {
    DayService result;
    result.service = {service};
    auto next = there.rbegin();
    for (auto home = back.rbegin(); home != back.rend() && next != there.rend(); ++home) {
        if (next->arrive + stay <= home->leave) {
            ++result.round_trips;
            ++next;
        }
    }
    if (result.round_trips == 0) {
        return std::nullopt;
    }
    result.first_leave = there.back().leave;
    result.last_home = back.front().leave;
    return result;
}

}  // namespace

Result<DayServices> day_services(const Timetable& timetable, std::span<const geo::Point> from,
                                 std::span<const geo::Point> to, const DayOptions& options,
                                 const Progress& progress) {
    if (options.limit < 0 || options.limit > kAfterMidnight || options.stay < 0) {
        return Error{Error::Code::kRefused, transit::kTransitBadWindow, {}};
    }
    DayServices result;
    result.origin_cover = transit_cover(timetable, from, options.walking);
    result.service_cover = transit_cover(timetable, to, options.walking);
    result.rows.resize(from.size());
    const PlaceWalks origins(timetable, from, options.walking);
    const PlaceWalks services(timetable, to, options.walking);
    const auto there = all_ways(timetable, origins, services, options, progress);
    const auto back =
        there ? all_ways(timetable, services, origins, options, progress) : std::nullopt;
    if (!back) {
        return Error{Error::Code::kCancelled, transit::kTransitStopped, {}};
    }
    for (std::uint32_t i = 0; i < from.size(); ++i) {
        for (const auto& out : (*there)[i]) {
            const auto& homes = (*back)[out.target];
            const auto home = std::ranges::lower_bound(homes, i, {}, &WayList::target);
            if (home == homes.end() || home->target != i) {
                continue;
            }
            if (auto one = pair_up(out.target, out.ways, home->ways, options.stay)) {
                result.rows[i].push_back(*one);
            }
        }
    }
    return result;
}

}  // namespace maillage::access
