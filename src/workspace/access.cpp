// SPDX-License-Identifier: Apache-2.0
#include "workspace/access.hpp"

#include "access/gaps.hpp"
#include "access/measures.hpp"
#include "access/origins.hpp"
#include "base/access_messages.hpp"
#include "base/text.hpp"
#include "indicators/coverage_state.hpp"
#include "model/lookup.hpp"
#include "reconcile/build_services.hpp"
#include "reconcile/cell_readers.hpp"
#include "workspace/access_matrix.hpp"
#include "workspace/access_modes.hpp"
#include "workspace/access_summary.hpp"
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

std::string minutes_text(Seconds time) {
    auto text = fixed_ratio(time, access::kMinute, 2, '.');
    while (text.back() == '0') {
        text.pop_back();
    }
    if (text.back() == '.') {
        text.pop_back();
    }
    return text;
}

/// Distinct types of the dataset, for a message.
std::string types_there(const Dataset& dataset) {
    std::set<std::string> types;
    for (const auto& service : dataset.services) {
        types.insert(service.type);
    }
    std::string text;
    for (const auto& type : types) {
        text += (text.empty() ? "" : ", ") + quote_excerpt(type);
    }
    return text.empty() ? "–" : text;
}

class AccessWork {
public:
    AccessWork(DatasetPtr dataset, const AccessRequest& request, Asked asked,
               const Progress& progress)
        : m_dataset(std::move(dataset)),
          m_request(request),
          m_progress(progress),
          m_state(m_dataset, asked.query),
          m_decay(decay_of(request)),
          m_answer{std::move(asked), {}, {}, {}, 0, {}, {}, {}},
          m_modes(request, m_origins, m_wanted, progress) {}

    Result<AccessAnswer> run() {
        m_answer.listing.dataset = m_dataset;
        for (std::size_t i = 0; i < m_dataset->territories.communes.size(); ++i) {
            m_wanted.push_back(is_wanted(i));
        }
        m_answer.listing.years =
            std::max<std::int64_t>(1, static_cast<std::int64_t>(m_state.years().size()));
        for (const auto step : {&AccessWork::choose_services, &AccessWork::find_places,
                                &AccessWork::find_times, &AccessWork::save_matrix}) {
            if (const auto error = (this->*step)()) {
                return *error;
            }
        }
        if (const auto error = find_gaps()) {
            return *error;
        }
        make_rows();
        measure();
        sum_up();
        if (const auto error = try_place()) {
            return *error;
        }
        return std::move(m_answer);
    }

private:
    using Failure = std::optional<Error>;

    static Failure not_found(Message message) {
        return Error{Error::Code::kNotFound, std::move(message), ""};
    }
    void say(Message message) { m_answer.remarks.push_back(std::move(message)); }

    Failure choose_services() {
        auto types = m_request.services;
        if (types.empty()) {
            types = {reconcile::kPrefectureType};
        }
        std::string names;
        m_chosen.assign(m_dataset->services.size(), false);
        for (const auto& type : types) {
            bool any = false;
            for (std::size_t j = 0; j < m_dataset->services.size(); ++j) {
                if (fold_key(m_dataset->services[j].type) == fold_key(type)) {
                    m_chosen[j] = true;
                    any = true;
                }
            }
            if (!any) {
                return not_found(
                    {access::kAccessNoService, {quote_excerpt(type), types_there(*m_dataset)}});
            }
            names += (names.empty() ? "" : ", ") + type;
        }
        std::int64_t without_capacity = 0;
        for (std::size_t j = 0; j < m_chosen.size(); ++j) {
            if (m_chosen[j]) {
                m_services.push_back(index_of<Service>(j));
                without_capacity += m_dataset->services[j].capacity ? 0 : 1;
            }
        }
        say({access::kAccessServices, {std::ssize(m_services), names}});
        if (without_capacity > 0 && m_request.method != AccessMethod::kNearest) {
            say({access::kAccessNoCapacity, {without_capacity}});
        }
        return std::nullopt;
    }

    Failure find_places() {
        auto origins =
            m_request.surfaces
                ? Result<access::Origins>(access::find_origins(*m_dataset, *m_request.surfaces))
                : access::find_origins(*m_dataset, m_dataset->outlines.get());
        if (!origins) {
            return origins.error();
        }
        m_origins = std::move(origins).value();
        m_places = access::service_places(*m_dataset, m_origins);
        m_answer.origins = m_origins.place;
        std::int64_t nowhere = 0;
        for (std::size_t j = 0; j < m_places.size(); ++j) {
            if (!m_chosen[j]) {
                m_places[j] = {kNaN, kNaN};
            } else if (!std::isfinite(m_places[j].x)) {
                ++nowhere;
            }
        }
        m_answer.places = m_places;
        if (m_request.matrix) {
            return std::nullopt;
        }
        const auto count = [&](access::OriginKind kind) {
            std::int64_t communes = 0;
            for (std::size_t i = 0; i < m_origins.kind.size(); ++i) {
                communes += m_wanted[i] && m_origins.kind[i] == kind ? 1 : 0;
            }
            return communes;
        };
        say({access::kAccessOrigins,
             {count(access::OriginKind::kPopulation),
              count(access::OriginKind::kSeat) + count(access::OriginKind::kTownHall),
              count(access::OriginKind::kSurface)}});
        if (m_dataset->schematic_outlines && count(access::OriginKind::kSurface) > 0) {
            say({access::kAccessRectangles});
        }
        if (const auto unknown = count(access::OriginKind::kUnknown); unknown > 0) {
            say({access::kAccessOriginsUnknown, {unknown}});
        }
        if (nowhere > 0) {
            say({access::kAccessServicesNowhere, {nowhere}});
        }
        return std::nullopt;
    }

    /// How far times are needed: every threshold and weight.
    Seconds limit() const {
        const Seconds summary = *std::rbegin(kSummaryMinutes) * access::kMinute;
        const bool weighs = m_request.method != AccessMethod::kNearest;
        return std::max({m_request.threshold, summary, weighs ? m_decay.reach() : 0});
    }

    Failure find_times() {
        if (m_request.matrix) {
            auto read = read_matrix(*m_request.matrix, *m_dataset, m_services, m_progress);
            if (!read) {
                return read.error();
            }
            auto matrix = std::move(read).value();
            say({access::kAccessMatrix,
                 {m_request.matrix->filename().string(),
                  static_cast<std::int64_t>(matrix.times.pair_count())}});
            if (matrix.other_types > 0) {
                say({access::kMatrixOtherTypes, {matrix.other_types}});
            }
            m_answer.matrix_remarks = std::move(matrix.remarks);
            m_answer.matrix_wrong = matrix.wrong;
            m_found.times = std::move(matrix.times);
            return std::nullopt;
        }
        auto found = m_modes.times(mode(), m_places, limit(), true);
        if (!found) {
            return found.error();
        }
        m_found = std::move(found).value();
        for (const auto& remark : m_modes.remarks()) {
            say(remark);
        }
        if (mode() == AccessMode::kEstimate) {
            m_answer.listing.is_estimate = true;
            say({access::kAccessEstimate,
                 {decimal_text(m_request.estimate.detour),
                  decimal_text(m_request.estimate.kilometres_per_hour)}});
        }
        if (mode() == AccessMode::kTransit) {
            say({access::kAccessTransit,
                 {clock_text(m_request.window_first), clock_text(m_request.window_end)}});
        }
        return std::nullopt;
    }

    AccessMode mode() const { return m_request.mode.value_or(AccessMode::kEstimate); }

    static std::string clock_text(Seconds time) {
        const auto minutes = time / access::kMinute;
        const auto rest = std::to_string(minutes % 60);
        return std::to_string(minutes / 60) + ":" + (rest.size() < 2 ? "0" : "") + rest;
    }

    static std::string decimal_text(double value) {
        return minutes_text(static_cast<Seconds>(std::lround(value * access::kMinute)));
    }

    Failure save_matrix() {
        if (!m_request.save_matrix) {
            return std::nullopt;
        }
        const auto written =
            io::write_file(*m_request.save_matrix, io::to_csv(matrix_table(m_times, *m_dataset)));
        if (!written) {
            return written.error();
        }
        say({access::kMatrixWritten,
             {static_cast<std::int64_t>(m_times.pair_count()), m_request.save_matrix->string()}});
        return std::nullopt;
    }

    /// Whether the times of a commune are known at all: from a matrix they are, an absent pair
    /// being out of reach.
    bool known(std::size_t commune) const { return m_request.matrix || m_found.known[commune]; }

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
        std::optional<ModeTimes> car;
        std::optional<ModeTimes> transit;
        for (const auto& [wanted, other, into] :
             {std::tuple(!drives && m_modes.has_roads(), AccessMode::kCar, &car),
              std::tuple(mode() != AccessMode::kTransit && m_modes.has_feeds(),
                         AccessMode::kTransit, &transit)}) {
            if (wanted) {
                auto found = m_modes.times(other, m_places, threshold, false);
                if (!found) {
                    return found.error();
                }
                into->emplace(std::move(found).value());
            }
        }
        const auto walk = m_modes.on_foot(m_places, threshold);
        if (!walk) {
            return walk.error();
        }
        for (std::size_t i = 0; i < m_gap.size(); ++i) {
            const auto here = within(m_found, i, threshold);
            const auto by_car = drives ? here : car ? within(*car, i, threshold) : Within::kUnknown;
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

    bool is_wanted(std::size_t commune) const {
        const auto department = m_dataset->territories.communes.department[commune];
        if (m_request.coverage.department) {
            return m_dataset->territories.departments.code[department.value] ==
                   *m_request.coverage.department;
        }
        const auto& scope = m_dataset->scope;
        return scope.empty() || std::find(scope.begin(), scope.end(), department) != scope.end();
    }

    void make_rows() {
        const auto rows = m_state.rows(Level::kCommune);
        auto& listing = m_answer.listing;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            listing.signatories.push_back(rows[i].range.total);
            if (!m_wanted[i] && !m_request.everywhere) {
                continue;
            }
            report::AccessRow row;
            row.commune = index_of<Commune>(i);
            row.nearest = access::nearest(m_times, i);
            row.second = access::nearest(m_times, i, 1);
            row.known = known(i);
            row.signatories = rows[i].range.total;
            row.gap = m_gap[i];
            row.coverage = m_state.covered(row.commune)        ? CoverageClass::kCounted
                           : rows[i].contracts_not_counted > 0 ? CoverageClass::kNotCounted
                                                               : CoverageClass::kNone;
            row.access = row.known ? access::access_class(m_times, i, m_request.threshold)
                                   : AccessClass::kUnknown;
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
        const auto values = access_values(m_request, m_decay, m_found,
                                          access::supply_of(m_dataset->services), demand());
        for (auto& row : m_answer.listing.rows) {
            const auto& value = values[row.commune.value];
            if (row.known) {
                row.accessibility = value;
            }
        }
        say({access::kAccessWeighs, {minutes_text(m_decay.reach())}});
    }

    void sum_up() {
        std::set<Index<Department>> departments;
        for (std::size_t i = 0; i < m_wanted.size(); ++i) {
            if (m_wanted[i]) {
                departments.insert(m_dataset->territories.communes.department[i]);
            }
        }
        std::vector<bool> all_known;
        for (std::size_t i = 0; i < m_times.origin_count(); ++i) {
            all_known.push_back(known(i));
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
        return commune.valid() ? m_origins.place[commune.value] : geo::Point{kNaN, kNaN};
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
        const auto to_new = m_modes.times(mode(), places, limit(), true);
        if (!to_new) {
            return to_new.error();
        }
        auto gained = access::gains(m_times, to_new->times);
        std::erase_if(gained, [&](const access::Gain& gain) {
            return !m_wanted[gain.commune.value] && !m_request.everywhere;
        });
        m_answer.new_place = place;
        m_answer.listing.gains = std::move(gained);
        return std::nullopt;
    }

    DatasetPtr m_dataset;
    const AccessRequest& m_request;
    const Progress& m_progress;
    CoverageState m_state;
    Decay m_decay;
    AccessAnswer m_answer;
    std::vector<bool> m_chosen;              ///< By service of the Dataset.
    std::vector<Index<Service>> m_services;  ///< Those chosen.
    access::Origins m_origins;
    std::vector<geo::Point> m_places;  ///< Of services; NaN where not chosen.
    std::vector<bool> m_wanted;        ///< By commune: is_wanted().
    AccessModes m_modes;
    ModeTimes m_found;
    const TravelTimes& m_times = m_found.times;
    std::vector<access::Gap> m_gap;  ///< By commune.
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
