// SPDX-License-Identifier: Apache-2.0
#include "workspace/access.hpp"

#include "access/gaps.hpp"
#include "access/measures.hpp"
#include "base/access_messages.hpp"
#include "base/text.hpp"
#include "indicators/coverage_state.hpp"
#include "model/lookup.hpp"
#include "reconcile/cell_readers.hpp"
#include "workspace/access_matrix.hpp"
#include "workspace/access_modes.hpp"
#include "workspace/access_summary.hpp"
#include "workspace/access_times.hpp"
#include "workspace/access_values.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <limits>
#include <set>
#include <tuple>
#include <utility>

namespace maillage::workspace {
namespace {

using access::AccessClass;
using access::Bounds;
using access::CoverageClass;
using access::Decay;
using access::Seconds;
using access::TravelTimes;
using access::Within;
using indicators::CoverageState;
using indicators::Level;

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

class AccessWork {
public:
    AccessWork(DatasetPtr dataset, const AccessRequest& request, Asked asked,
               const Progress& progress)
        : m_dataset(std::move(dataset)),
          m_request(request),
          m_state(m_dataset, asked.query),
          m_decay(decay_of(request)),
          m_answer{std::move(asked), {}, {}, {}, 0, {}, {}, {}},
          m_ground(m_dataset, request, progress) {}

    Result<AccessAnswer> run() {
        m_answer.listing.dataset = m_dataset;
        m_answer.listing.years =
            std::max<std::int64_t>(1, static_cast<std::int64_t>(m_state.years().size()));
        for (const auto step : {&AccessWork::find_times, &AccessWork::save_matrix,
                                &AccessWork::find_gaps, &AccessWork::find_day}) {
            if (const auto error = (this->*step)()) {
                return *error;
            }
        }
        make_rows();
        measure();
        sum_up();
        for (const auto step : {&AccessWork::try_place, &AccessWork::find_journeys}) {
            if (const auto error = (this->*step)()) {
                return *error;
            }
        }
        return std::move(m_answer);
    }

private:
    using Failure = std::optional<Error>;

    static Failure not_found(Message message) {
        return Error{Error::Code::kNotFound, std::move(message), ""};
    }
    void say(Message message) { m_answer.remarks.push_back(std::move(message)); }

    /// How far times are needed: every threshold and weight.
    Seconds limit() const {
        const Seconds summary = *std::rbegin(kSummaryMinutes) * access::kMinute;
        const bool weighs = m_request.method != AccessMethod::kNearest;
        return std::max({m_request.threshold, summary, weighs ? m_decay.reach() : 0});
    }

    Failure find_times() {
        const auto surfaces = m_request.surfaces ? std::span<const geo::Point>(*m_request.surfaces)
                                                 : std::span<const geo::Point>();
        if (auto error = m_ground.find(surfaces, limit(), true)) {
            return error;
        }
        m_answer.origins = m_ground.origins().place;
        m_answer.places.assign(m_ground.places().begin(), m_ground.places().end());
        m_answer.remarks = m_ground.remarks();
        m_answer.matrix_remarks = m_ground.matrix_remarks();
        m_answer.matrix_wrong = m_ground.matrix_wrong();
        m_answer.listing.is_estimate = !m_request.matrix && mode() == AccessMode::kEstimate;
        return std::nullopt;
    }

    AccessMode mode() const { return m_ground.mode(); }

    Failure save_matrix() {
        if (!m_request.save_matrix) {
            return std::nullopt;
        }
        const auto& ways = m_ground.found().ways;
        const bool back = m_request.direction == access::Direction::kBack;
        const auto* there = ways ? &ways->there : back ? nullptr : &m_times;
        const auto* home = ways ? &ways->back : back ? &m_times : nullptr;
        const auto table = matrix_table(there, home, *m_dataset);
        const auto written = io::write_file(*m_request.save_matrix, io::to_csv(table));
        if (!written) {
            return written.error();
        }
        say({access::kMatrixWritten, {std::ssize(table.rows), m_request.save_matrix->string()}});
        return std::nullopt;
    }

    static Within within(const ModeTimes& made, std::size_t commune, Seconds threshold) {
        return made.known[commune] ? access::within(made.times, commune, threshold)
                                   : Within::kUnknown;
    }

    /// What the times of a matrix were made for is all it tells.
    void find_gaps_of_matrix() {
        for (std::size_t i = 0; i < m_gap.size(); ++i) {
            const auto here = access::within(m_times, i, m_request.threshold);
            if (m_request.mode == AccessMode::kCar) {
                m_gap[i] = access::gap_of(here, Within::kUnknown);
            } else if (m_request.mode && m_request.mode != AccessMode::kEstimate) {
                m_gap[i] = access::gap_of(Within::kUnknown, here);
            }
        }
    }

    /// With a car: by the roads, else as estimated. Without: on foot, by bicycle where that was
    /// asked, by the timetables there are. Who can walk needs no bus; that nobody can is known only
    /// where timetables tell.
    Failure find_gaps() {
        m_gap.assign(m_times.origin_count(), access::Gap::kUnknown);
        if (m_request.matrix) {
            find_gaps_of_matrix();
            return std::nullopt;
        }
        const auto threshold = m_request.threshold;
        const bool drives = mode() == AccessMode::kCar || mode() == AccessMode::kEstimate;
        const bool roads = m_ground.modes().has_roads();
        if (!drives && !roads) {
            say({access::kGapCarEstimated,
                 {hundredths(m_request.estimate.detour),
                  hundredths(m_request.estimate.kilometres_per_hour)}});
        }
        std::optional<ModeTimes> car;
        std::optional<ModeTimes> transit;
        for (const auto& [wanted, other, into] :
             {std::tuple(!drives, roads ? AccessMode::kCar : AccessMode::kEstimate, &car),
              std::tuple(mode() != AccessMode::kTransit && m_ground.modes().has_feeds(),
                         AccessMode::kTransit, &transit)}) {
            if (wanted) {
                auto found = m_ground.modes().times(other, m_ground.places(), threshold, false,
                                                    m_ground.openings());
                if (!found) {
                    return found.error();
                }
                into->emplace(std::move(found).value());
            }
        }
        const auto walk = m_ground.modes().on_foot(m_ground.places(), threshold);
        if (!walk) {
            return walk.error();
        }
        for (std::size_t i = 0; i < m_gap.size(); ++i) {
            const auto here = m_ground.within(i, threshold);
            const auto by_car = drives ? here : within(*car, i, threshold);
            const auto by_transit = mode() == AccessMode::kTransit ? here
                                    : transit                      ? within(*transit, i, threshold)
                                                                   : Within::kUnknown;
            const std::array alternatives{within(*walk, i, threshold), by_transit,
                                          mode() == AccessMode::kBike ? here : Within::kNo};
            const auto alone = access::isolated(alternatives);
            m_gap[i] = access::gap_of(by_car, !alone   ? Within::kUnknown
                                              : *alone ? Within::kNo
                                                       : Within::kYes);
        }
        return std::nullopt;
    }

    /// Round trips of the whole day, whatever the hours of a course are.
    Failure find_day() {
        if (m_request.matrix || mode() != AccessMode::kTransit ||
            !(m_request.hours || m_request.stay)) {
            return std::nullopt;
        }
        const auto length = m_request.hours ? m_request.hours->end - m_request.hours->start : 0;
        const auto stay = m_request.stay.value_or(length);
        auto day = m_ground.modes().round_trips(m_ground.places(), stay, limit());
        if (!day) {
            return day.error();
        }
        m_day = std::move(day).value();
        m_answer.listing.has_day = true;
        say({access::kAccessRoundTrips, {std::int64_t{stay}}});
        return std::nullopt;
    }

    /// What both ways and the day add to a commune's row.
    void add_ways(report::AccessRow& row) const {
        const auto i = row.commune.value;
        if (const auto& ways = m_ground.found().ways; ways && row.nearest) {
            row.there = time_to(ways->there.from(i), row.nearest->service);
            row.back = time_to(ways->back.from(i), row.nearest->service);
        }
        if (!m_day || !row.known) {
            return;
        }
        const auto& services = m_day->rows[i];
        auto one = services.end();
        if (row.nearest) {
            one = std::ranges::find(services, row.nearest->service, &access::DayService::service);
        } else if (!services.empty()) {
            one = std::ranges::max_element(services, {}, &access::DayService::round_trips);
        }
        row.round_trips = one == services.end() ? 0 : one->round_trips;
        if (one != services.end()) {
            row.last_home = one->last_home;
        }
    }

    static std::optional<Seconds> time_to(std::span<const access::Reach> row,
                                          Index<Service> service) {
        const auto found = std::ranges::find(row, service, &access::Reach::service);
        return found == row.end() ? std::nullopt : std::optional(found->time);
    }

    void make_rows() {
        const auto rows = m_state.rows(Level::kCommune);
        auto& listing = m_answer.listing;
        listing.both_ways = m_ground.found().ways.has_value();
        listing.way_back =
            !listing.is_estimate && direction_of(m_request) == access::Direction::kBack;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            listing.signatories.push_back(rows[i].range.total);
            if (!m_ground.wanted(i) && !m_request.everywhere) {
                continue;
            }
            report::AccessRow row;
            row.commune = index_of<Commune>(i);
            row.nearest = access::nearest(m_times, i);
            row.second = access::nearest(m_times, i, 1);
            row.known = m_ground.known(i);
            row.signatories = rows[i].range.total;
            row.gap = m_gap[i];
            row.coverage = m_state.covered(row.commune)        ? CoverageClass::kCounted
                           : rows[i].contracts_not_counted > 0 ? CoverageClass::kNotCounted
                                                               : CoverageClass::kNone;
            row.access = row.known ? access::access_class(m_times, i, m_request.threshold)
                                   : AccessClass::kUnknown;
            add_ways(row);
            listing.rows.push_back(row);
        }
    }

    std::vector<Bounds> demand() {
        std::vector<Bounds> all;
        std::int64_t missing = 0;
        const auto& listing = m_answer.listing;
        for (std::size_t i = 0; i < listing.signatories.size(); ++i) {
            if (m_request.demand == AccessDemand::kPopulation) {
                const auto population = m_dataset->territories.communes.population[i];
                missing += population ? 0 : 1;
                const auto people = static_cast<double>(population.value_or(0));
                all.push_back({people, people});
            } else {
                const auto years = static_cast<double>(listing.years);
                all.push_back({static_cast<double>(listing.signatories[i].low) / years,
                               static_cast<double>(listing.signatories[i].high) / years});
            }
        }
        if (missing > 0) {
            say({access::kAccessNoPopulation, {missing}});
        }
        return all;
    }

    void measure() {
        if (m_request.method == AccessMethod::kNearest) {
            return;
        }
        const auto values = access_values(m_request, m_decay, m_ground.found(),
                                          access::supply_of(m_dataset->services), demand());
        for (auto& row : m_answer.listing.rows) {
            const auto& value = values[row.commune.value];
            if (row.known) {
                row.accessibility = value;
            }
        }
        say({access::kAccessWeighs, {std::int64_t{m_decay.reach()}}});
    }

    void sum_up() {
        std::set<Index<Department>> departments;
        for (std::size_t i = 0; i < m_times.origin_count(); ++i) {
            if (m_ground.wanted(i)) {
                departments.insert(m_dataset->territories.communes.department[i]);
            }
        }
        std::vector<bool> all_known;
        for (std::size_t i = 0; i < m_times.origin_count(); ++i) {
            all_known.push_back(m_ground.known(i));
        }
        const bool whole = !m_request.coverage.department && m_dataset->scope.empty();
        m_answer.listing.beyond =
            beyond_rows(m_dataset, m_answer.asked.query, m_times, all_known, departments, whole);
    }

    /// The place that was asked: a commune's, or a longitude and a latitude.
    geo::Point new_place() const {
        const auto parts = split(m_request.new_place, ',');
        if (parts.size() == 2) {
            const auto lon = parse_number(parts[0]);
            const auto lat = parse_number(parts[1]);
            const bool good = lon && lat && std::abs(*lon) <= 180.0 && std::abs(*lat) <= 90.0;
            return good ? geo::Point{*lon, *lat} : geo::Point{kNaN, kNaN};
        }
        const auto code = reconcile::read_commune_code(m_request.new_place);
        const auto commune = code ? CommuneRows(m_dataset->territories.communes).find(code->value)
                                  : Index<Commune>();
        return commune.valid() ? m_ground.origins().place[commune.value] : geo::Point{kNaN, kNaN};
    }

    Failure try_place() {
        if (m_request.new_place.empty()) {
            return std::nullopt;
        }
        const auto place = new_place();
        if (!std::isfinite(place.x)) {
            return not_found({access::kAccessNoPlace, {quote_excerpt(m_request.new_place)}});
        }
        const std::array places{place};
        const bool within_openings = !m_ground.openings().empty();
        const Openings openings(within_openings ? 1 : 0, usual_opening());
        if (within_openings) {
            say({access::kOpeningTried});
        }
        const auto to_new = m_ground.modes().times(mode(), places, limit(), true, openings);
        if (!to_new) {
            return to_new.error();
        }
        auto gained = access::gains(m_times, to_new->times);
        std::erase_if(gained, [&](const access::Gain& gain) {
            return !m_ground.wanted(gain.commune.value) && !m_request.everywhere;
        });
        m_answer.new_place = place;
        m_answer.listing.gains = std::move(gained);
        return std::nullopt;
    }

    Failure find_journeys() {
        if (m_request.journey_from.empty()) {
            return std::nullopt;
        }
        const auto code = reconcile::read_commune_code(m_request.journey_from);
        const auto commune = code ? CommuneRows(m_dataset->territories.communes).find(code->value)
                                  : Index<Commune>();
        const auto nearest =
            commune.valid() ? access::nearest(m_times, commune.value) : std::nullopt;
        if (!nearest) {
            return not_found({access::kAccessNoJourney, {quote_excerpt(m_request.journey_from)}});
        }
        const auto& service = m_dataset->services[nearest->service.value];
        Openings opening;
        if (!m_ground.openings().empty()) {
            opening.push_back(m_ground.openings()[nearest->service.value]);
        }
        auto found =
            m_ground.modes().journeys(m_ground.origins().place[commune.value],
                                      m_ground.places()[nearest->service.value], opening, limit());
        if (!found) {
            return found.error();
        }
        say({access::kAccessJourney,
             {m_dataset->territories.communes.name[commune.value],
              service.name.empty() ? service.id : service.name}});
        auto ways = std::move(found).value();
        if (ways.there) {
            m_answer.listing.journeys.push_back({false, *std::move(ways.there)});
        }
        if (ways.back) {
            m_answer.listing.journeys.push_back({true, *std::move(ways.back)});
        }
        return std::nullopt;
    }

    DatasetPtr m_dataset;
    const AccessRequest& m_request;
    CoverageState m_state;
    Decay m_decay;
    AccessAnswer m_answer;
    AccessTimes m_ground;
    const TravelTimes& m_times = m_ground.times();
    std::vector<access::Gap> m_gap;  ///< By commune.
    std::optional<access::DayServices> m_day;
};

}  // namespace

Result<AccessAnswer> access_to_services(const DatasetPtr& dataset, const AccessRequest& request,
                                        Date today, const Progress& progress) {
    auto asked = understand(*dataset, request.coverage, today);
    if (!asked) {
        return asked.error();
    }
    return AccessWork(dataset, request, std::move(asked).value(), progress).run();
}

}  // namespace maillage::workspace
