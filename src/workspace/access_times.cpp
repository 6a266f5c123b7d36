// SPDX-License-Identifier: Apache-2.0
#include "workspace/access_times.hpp"

#include "base/access_messages.hpp"
#include "base/text.hpp"
#include "model/service_words.hpp"
#include "reconcile/build_services.hpp"
#include "workspace/access_matrix.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>
#include <set>
#include <utility>

namespace maillage::workspace {
namespace {

using access::Direction;
using access::OriginKind;
using access::Seconds;

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

/// That the dataset has none of \p type, and the types that it has.
Message no_service(const std::string& type, const Dataset& dataset) {
    std::set<std::string> types;
    for (const auto& service : dataset.services) {
        types.insert(service.type);
    }
    Message message(access::kAccessNoService, {quote_excerpt(type)});
    for (const auto& one : types) {
        message.arguments.push_back(service_word(quote_excerpt(one)));
    }
    if (types.empty()) {
        message.arguments.emplace_back("–");
    }
    return message;
}

}  // namespace

std::int64_t hundredths(double value) { return std::llround(value * 100.0); }

AccessTimes::AccessTimes(DatasetPtr dataset, const AccessRequest& request, const Progress& progress)
    : m_dataset(std::move(dataset)),
      m_request(request),
      m_progress(progress),
      m_modes(request, m_origins, m_wanted, progress) {
    for (std::size_t i = 0; i < m_dataset->territories.communes.size(); ++i) {
        m_wanted.push_back(is_wanted(i));
    }
}

bool AccessTimes::is_wanted(std::size_t commune) const {
    const auto department = m_dataset->territories.communes.department[commune];
    if (m_request.coverage.department) {
        return m_dataset->territories.departments.code[department.value] ==
               *m_request.coverage.department;
    }
    const auto& scope = m_dataset->scope;
    return scope.empty() || std::find(scope.begin(), scope.end(), department) != scope.end();
}

std::optional<Error> AccessTimes::find(std::span<const geo::Point> surfaces, Seconds limit,
                                       bool nearest) {
    if (auto error = choose_services()) {
        return error;
    }
    if (auto error = read_openings()) {
        return error;
    }
    if (auto error = find_places(surfaces)) {
        return error;
    }
    return m_request.matrix ? read_times() : find_times(limit, nearest);
}

AccessTimes::Failure AccessTimes::choose_services() {
    auto types = m_request.services;
    if (types.empty()) {
        types = {reconcile::kPrefectureType};
    }
    m_chosen.assign(m_dataset->services.size(), false);
    for (const auto& type : types) {
        const auto key = fold_key(service_type(type));
        std::int64_t places = 0;
        for (std::size_t j = 0; j < m_dataset->services.size(); ++j) {
            if (fold_key(m_dataset->services[j].type) == key) {
                m_chosen[j] = true;
                ++places;
            }
        }
        if (places == 0) {
            return Error{Error::Code::kNotFound, no_service(type, *m_dataset), ""};
        }
        say({access::kAccessServices, {places, service_word(type)}});
    }
    std::int64_t without_capacity = 0;
    for (std::size_t j = 0; j < m_chosen.size(); ++j) {
        if (m_chosen[j]) {
            m_services.push_back(index_of<Service>(j));
            without_capacity += m_dataset->services[j].capacity ? 0 : 1;
        }
    }
    if (without_capacity > 0 && m_request.method != AccessMethod::kNearest) {
        say({access::kAccessNoCapacity, {without_capacity}});
    }
    return std::nullopt;
}

AccessTimes::Failure AccessTimes::read_openings() {
    if (!m_request.opening_hours || m_request.hours || mode() != AccessMode::kTransit) {
        return std::nullopt;
    }
    m_openings.resize(m_dataset->services.size());
    std::int64_t missing = 0;
    std::int64_t unread = 0;
    for (const auto j : m_services) {
        const auto& text = m_dataset->services[j.value].opening_hours;
        m_openings[j.value] = access::parse_opening_hours(text);
        missing += text.empty() ? 1 : 0;
        unread += !text.empty() && !m_openings[j.value] ? 1 : 0;
    }
    if (missing + unread == std::ssize(m_services)) {
        return Error{Error::Code::kNotFound, {access::kOpeningNobody}, ""};
    }
    for (const auto& [count, id] : {std::pair(missing, access::kOpeningsMissing),
                                    std::pair(unread, access::kOpeningsUnread)}) {
        if (count > 0) {
            say({id, {count}});
        }
    }
    return std::nullopt;
}

AccessTimes::Failure AccessTimes::find_places(std::span<const geo::Point> surfaces) {
    auto origins = surfaces.empty()
                       ? access::find_origins(*m_dataset, m_dataset->outlines.get())
                       : Result<access::Origins>(access::find_origins(*m_dataset, surfaces));
    if (!origins) {
        return origins.error();
    }
    m_origins = std::move(origins).value();
    m_places = access::service_places(*m_dataset, m_origins);
    std::int64_t nowhere = 0;
    for (std::size_t j = 0; j < m_places.size(); ++j) {
        if (!m_chosen[j]) {
            m_places[j] = {kNaN, kNaN};
        } else if (!std::isfinite(m_places[j].x)) {
            ++nowhere;
        }
    }
    if (!m_request.matrix) {
        tell_origins();
        if (nowhere > 0) {
            say({access::kAccessServicesNowhere, {nowhere}});
        }
    }
    return std::nullopt;
}

void AccessTimes::tell_origins() {
    const auto count = [&](OriginKind kind) {
        std::int64_t communes = 0;
        for (std::size_t i = 0; i < m_origins.kind.size(); ++i) {
            communes += m_wanted[i] && m_origins.kind[i] == kind ? 1 : 0;
        }
        return communes;
    };
    say({access::kAccessOrigins,
         {count(OriginKind::kPopulation), count(OriginKind::kSeat) + count(OriginKind::kTownHall),
          count(OriginKind::kSurface)}});
    if (m_dataset->schematic_outlines && count(OriginKind::kSurface) > 0) {
        say({access::kAccessRectangles});
    }
    if (const auto unknown = count(OriginKind::kUnknown); unknown > 0) {
        say({access::kAccessOriginsUnknown, {unknown}});
    }
}

AccessTimes::Failure AccessTimes::read_times() {
    auto read =
        read_matrix(*m_request.matrix, *m_dataset, m_services, m_request.direction, m_progress);
    if (!read) {
        return read.error();
    }
    auto matrix = std::move(read).value();
    const auto pairs = matrix.ways.there.pair_count() + matrix.ways.back.pair_count();
    say({access::kAccessMatrix,
         {m_request.matrix->filename().string(), static_cast<std::int64_t>(pairs)}});
    if (matrix.other_way > 0) {
        say({access::kMatrixOtherWay, {matrix.other_way}});
    }
    if (matrix.other_types > 0) {
        say({access::kMatrixOtherTypes, {matrix.other_types}});
    }
    m_matrix_remarks = std::move(matrix.remarks);
    m_matrix_wrong = matrix.wrong;
    switch (m_request.direction) {
        case Direction::kThere:
            m_found.times = std::move(matrix.ways.there);
            break;
        case Direction::kBack:
            m_found.times = std::move(matrix.ways.back);
            say({access::kDirectionBack});
            break;
        case Direction::kBoth:
            m_found.times = access::longer_of(matrix.ways.there, matrix.ways.back);
            m_found.ways = std::move(matrix.ways);
            say({access::kDirectionBoth});
            break;
    }
    return std::nullopt;
}

AccessTimes::Failure AccessTimes::find_times(Seconds limit, bool nearest) {
    auto found = m_modes.times(mode(), m_places, limit, nearest, m_openings);
    if (!found) {
        return found.error();
    }
    m_found = std::move(found).value();
    for (const auto& remark : m_modes.remarks()) {
        say(remark);
    }
    tell_direction();
    if (mode() == AccessMode::kEstimate) {
        say({access::kAccessEstimate,
             {hundredths(m_request.estimate.detour),
              hundredths(m_request.estimate.kilometres_per_hour)}});
    }
    if (mode() == AccessMode::kTransit) {
        say(about_transit());
    }
    return std::nullopt;
}

/// By timetable about_transit() tells it.
void AccessTimes::tell_direction() {
    if (m_request.direction == Direction::kThere || mode() == AccessMode::kTransit) {
        return;
    }
    say({mode() == AccessMode::kEstimate           ? access::kDirectionSame
         : m_request.direction == Direction::kBack ? access::kDirectionBack
                                                   : access::kDirectionBoth});
}

Message AccessTimes::about_transit() const {
    using access::clock_text;
    if (m_request.hours) {
        return {access::kAccessBothWays,
                {clock_text(m_request.hours->start), clock_text(m_request.hours->end)}};
    }
    if (m_request.opening_hours) {
        return m_request.stay ? Message(access::kAccessStays, {std::int64_t{*m_request.stay}})
                              : Message(access::kAccessOpenings);
    }
    const auto id = m_request.direction == Direction::kThere  ? access::kAccessTransit
                    : m_request.direction == Direction::kBack ? access::kAccessTransitBack
                                                              : access::kAccessTransitBoth;
    return {id, {clock_text(m_request.window_first), clock_text(m_request.window_end)}};
}

Result<CommunesBeyond> communes_beyond(const DatasetPtr& dataset, const AccessRequest& request,
                                       std::span<const geo::Point> surfaces,
                                       const Progress& progress) {
    AccessTimes times(dataset, request, progress);
    if (const auto error = times.find(surfaces, request.threshold, false)) {
        return *error;
    }
    CommunesBeyond answer;
    for (std::size_t i = 0; i < dataset->territories.communes.size(); ++i) {
        const auto within = times.within(i, request.threshold);
        answer.beyond.push_back(within == access::Within::kNo);
        answer.unknown += times.wanted(i) && within == access::Within::kUnknown ? 1 : 0;
    }
    answer.remarks = times.remarks();
    answer.wrong_rows = times.matrix_remarks();
    answer.wrong = times.matrix_wrong();
    return answer;
}

}  // namespace maillage::workspace
