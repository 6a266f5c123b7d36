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

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <limits>
#include <set>
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
/// Where a sum over all services is cut: what weighs less than a thousandth, or is a day's journey.
constexpr double kNegligible = 0.001;
constexpr Seconds kLongest = 240 * access::kMinute;

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

/// How each method weighs a time. \pre the request was understood
Decay decay_of(const AccessRequest& request) {
    const auto steps = [&](std::vector<Decay::Step> own) {
        return Decay::in_steps(request.steps.empty() ? std::move(own) : request.steps);
    };
    const auto cut = [](const Decay& decay) {
        return decay.cut_at(access::negligible_from(decay, kNegligible, kLongest));
    };
    switch (request.method) {
        case AccessMethod::kGravity:
        case AccessMethod::kGravityCompetition: {
            const double half = static_cast<double>(request.threshold) / access::kMinute / 2.0;
            return cut(request.decay.value_or(Decay::gaussian(half)));
        }
        case AccessMethod::kE2sfca:
            return steps(access::e2sfca_slow());
        case AccessMethod::kApl:
            return steps(access::apl_steps());
        case AccessMethod::kKd2sfca:
            return Decay::kernel_density(request.threshold);
        case AccessMethod::kBfca:
            if (!request.steps.empty()) {
                return Decay::in_steps(request.steps);
            }
            return request.decay ? cut(*request.decay) : Decay::within(request.threshold);
        default:
            return Decay::within(request.threshold);
    }
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
          m_answer{std::move(asked), {}, {}, {}, 0} {}

    Result<AccessAnswer> run() {
        m_answer.listing.dataset = m_dataset;
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
        auto origins = access::find_origins(*m_dataset, m_dataset->outlines.get());
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
        if (m_request.matrix) {
            return std::nullopt;
        }
        const auto count = [&](access::OriginKind kind) {
            return m_origins.count.at(static_cast<std::size_t>(kind));
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
            auto matrix = read_matrix(*m_request.matrix, *m_dataset, m_services, m_progress);
            if (!matrix) {
                return matrix.error();
            }
            say({access::kAccessMatrix,
                 {m_request.matrix->filename().string(),
                  static_cast<std::int64_t>(matrix->times.pair_count())}});
            if (matrix->other_types > 0) {
                say({access::kMatrixOtherTypes, {matrix->other_types}});
            }
            m_answer.matrix_remarks = std::move(matrix->remarks);
            m_answer.matrix_wrong = matrix->wrong;
            m_times = std::move(matrix->times);
            return std::nullopt;
        }
        auto times = times_to(m_places, m_request.estimate.kilometres_per_hour, limit(), 2);
        if (!times) {
            return times.error();
        }
        m_times = std::move(times).value();
        m_answer.listing.is_estimate = true;
        say({access::kAccessEstimate,
             {decimal_text(m_request.estimate.detour),
              decimal_text(m_request.estimate.kilometres_per_hour)}});
        return std::nullopt;
    }

    static std::string decimal_text(double value) {
        return minutes_text(static_cast<Seconds>(std::lround(value * access::kMinute)));
    }

    /// Times by the mode asked. \returns kNotFound where the workspace has nothing to travel on.
    Result<TravelTimes> times_to(const std::vector<geo::Point>& places, double speed, Seconds most,
                                 std::size_t at_least) const {
        switch (m_request.mode.value_or(AccessMode::kEstimate)) {
            case AccessMode::kCar:
            case AccessMode::kBike:
            case AccessMode::kWalk:
                return *not_found({access::kAccessNoRoads});
            case AccessMode::kTransit:
                return *not_found({access::kAccessNoTransit});
            case AccessMode::kEstimate:
                break;
        }
        auto options = m_request.estimate;
        options.kilometres_per_hour = speed;
        options.limit = most;
        options.at_least = at_least;
        return access::estimate_times(m_origins.place, places, options, m_progress);
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
    bool known(std::size_t commune) const {
        return m_request.matrix || m_origins.kind[commune] != access::OriginKind::kUnknown;
    }

    /// An estimate knows cars and walkers, but no bus; a matrix only what it was made for.
    Failure find_gaps() {
        const auto communes = m_times.origin_count();
        m_gap.assign(communes, access::Gap::kUnknown);
        TravelTimes walk;
        if (!m_request.matrix) {
            auto found = times_to(m_places, access::kWalkSpeed, m_request.threshold, 0);
            if (!found) {
                return found.error();
            }
            walk = std::move(found).value();
        }
        for (std::size_t i = 0; i < communes; ++i) {
            if (!known(i)) {
                continue;
            }
            const auto here = access::within(m_times, i, m_request.threshold);
            if (!m_request.matrix) {
                const bool on_foot = access::within(walk, i, m_request.threshold) == Within::kYes;
                m_gap[i] = access::gap_of(here, on_foot ? Within::kYes : Within::kUnknown);
            } else if (m_request.mode == AccessMode::kCar) {
                m_gap[i] = access::gap_of(here, Within::kUnknown);
            } else if (m_request.mode && m_request.mode != AccessMode::kEstimate) {
                m_gap[i] = access::gap_of(Within::kUnknown, here);
            }
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
            if (!is_wanted(i)) {
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
        const auto supply = access::supply_of(m_dataset->services);
        std::vector<Bounds> values;
        double factor = 1.0;
        if (m_request.method == AccessMethod::kCumulative ||
            m_request.method == AccessMethod::kGravity) {
            for (const double one : access::opportunities(m_times, supply, m_decay)) {
                values.push_back({one, one});
            }
        } else {
            const access::Ways ways{m_times, m_times};
            values = m_request.method == AccessMethod::kBfca
                         ? access::balanced(ways, supply, demand(), m_decay)
                         : access::shared(ways, supply, demand(), m_decay);
            factor = m_request.per;
        }
        for (auto& row : m_answer.listing.rows) {
            const auto& value = values[row.commune.value];
            if (row.known) {
                row.accessibility = Bounds{value.low * factor, value.high * factor};
            }
        }
        say({access::kAccessWeighs, {minutes_text(m_decay.reach())}});
    }

    /// Signatories beyond each threshold, department by department: those whom a contract of all
    /// communes beyond it would cover, so that published totals narrow the interval as they do that
    /// of coverage.
    void sum_up() {
        std::set<Index<Department>> departments;
        for (const auto& row : m_answer.listing.rows) {
            departments.insert(m_dataset->territories.communes.department[row.commune.value]);
        }
        for (const int minutes : kSummaryMinutes) {
            const Seconds threshold = minutes * access::kMinute;
            std::vector<Index<Commune>> beyond;
            for (std::size_t i = 0; i < m_times.origin_count(); ++i) {
                if (known(i) && access::within(m_times, i, threshold) == Within::kNo) {
                    beyond.push_back(index_of<Commune>(i));
                }
            }
            CoverageState state(m_dataset, m_answer.asked.query, CoverageState::Start::kNoContract);
            state.add_perimeter(beyond);
            for (const auto department : departments) {
                add_sum(state, Level::kDepartment, department.value, threshold, beyond);
            }
            if (!m_request.coverage.department && m_dataset->scope.empty()) {
                add_sum(state, Level::kFrance, 0, threshold, beyond);
            }
        }
        auto& sums = m_answer.listing.beyond;
        std::stable_sort(sums.begin(), sums.end(), [](const auto& a, const auto& b) {
            return std::pair(a.code == "FR", a.code) < std::pair(b.code == "FR", b.code);
        });
    }

    void add_sum(const CoverageState& state, Level level, std::size_t territory, Seconds threshold,
                 const std::vector<Index<Commune>>& beyond) {
        const auto row = state.row(level, territory);
        const auto& department = m_dataset->territories.communes.department;
        const auto is_here = [&](Index<Commune> commune) {
            return level == Level::kFrance || department[commune.value].value == territory;
        };
        report::BeyondRow sum;
        sum.code = row.code;
        sum.name = row.name;
        sum.threshold = threshold;
        sum.communes = std::count_if(beyond.begin(), beyond.end(), is_here);
        for (std::size_t i = 0; i < m_times.origin_count(); ++i) {
            sum.unknown += !known(i) && is_here(index_of<Commune>(i)) ? 1 : 0;
        }
        sum.signatories = row.range.covered;
        sum.share = row.rate;
        m_answer.listing.beyond.push_back(std::move(sum));
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
        auto to_new = times_to({place}, m_request.estimate.kilometres_per_hour, limit(), 1);
        if (!to_new) {
            return to_new.error();
        }
        auto gained = access::gains(m_times, *to_new);
        std::erase_if(gained,
                      [&](const access::Gain& gain) { return !is_wanted(gain.commune.value); });
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
    TravelTimes m_times;
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
