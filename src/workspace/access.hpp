// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Access to services as the command line asks it: travel times, measures, gaps, summaries.

#include "access/decay.hpp"
#include "access/estimate.hpp"
#include "access/transit_times.hpp"
#include "base/progress.hpp"
#include "base/result.hpp"
#include "report/access_tables.hpp"
#include "workspace/travel_sources.hpp"
#include "workspace/verbs.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace maillage::workspace {

enum class AccessMode : std::uint8_t { kCar, kBike, kWalk, kTransit, kEstimate };
enum class AccessMethod : std::uint8_t {
    kNearest,
    kCumulative,
    kGravity,
    kGravityCompetition,
    k2sfca,
    kE2sfca,
    kKd2sfca,
    kBfca,
    kApl
};
enum class AccessDemand : std::uint8_t { kSignatories, kPopulation };

struct AccessRequest {
    CoverageRequest coverage;  ///< Date, years, department; its level is not used.
    /// Types of services, compared without case and accents; empty: prefectures.
    std::vector<std::string> services;
    /// Empty: an estimate; with a matrix: how its times are travelled is not known.
    std::optional<AccessMode> mode;
    /// Of times and of all that is made of them: both steps of a catchment take the same, so that
    /// what is given out is what there is. With hours both ways are asked, whatever stands here;
    /// a window is that of the departures of each way. A matrix has to have the way that is asked.
    access::Direction direction = access::Direction::kThere;
    access::Seconds threshold = 45 * access::kMinute;
    AccessMethod method = AccessMethod::kNearest;
    std::vector<access::Decay::Step> steps;  ///< Empty: those of the method.
    /// Of gravity, gravity with competition and balanced catchments. Empty: a Gaussian of half the
    /// threshold for the first two, all or nothing at the threshold for the last.
    std::optional<access::Decay> decay;
    AccessDemand demand = AccessDemand::kSignatories;
    double per = 1000.0;  ///< What shared supply is for: so many signatories or inhabitants.
    access::EstimateOptions estimate;
    TravelFiles travel;  ///< What roads and timetables the workspace has.
    /// Of `travel`, kept between questions, one at a time; null: read for this one.
    std::shared_ptr<TravelSources> sources;
    /// Points on the surfaces of communes, longitude and latitude (NaN: none); null: those of the
    /// dataset's outlines.
    std::shared_ptr<const std::vector<geo::Point>> surfaces;
    /// Rows of all communes, whatever department the workspace is about; remarks stay about it.
    bool everywhere = false;
    /// Of the timetable; empty: the busiest of the middle of a week.
    std::optional<Date> day;
    access::Seconds window_first = 7 * 60 * access::kMinute;  ///< First minute of departure.
    access::Seconds window_end = 9 * 60 * access::kMinute;    ///< Past the last.
    /// By public transport in place of the window: there before the first, back after the second,
    /// both within the limit.
    std::optional<access::ServiceHours> hours;
    /// By public transport in place of the window: the same within an opening of each service, as
    /// its list has them; `hours` overrule them.
    bool opening_hours = false;
    /// Round trips of the day that leave at least so long at the service; empty: not asked, but
    /// with hours as long as these.
    std::optional<access::Seconds> stay;
    bool school = false;     ///< Lines for pupils count as service.
    bool on_demand = false;  ///< So does what has to be booked.
    std::optional<std::filesystem::path> matrix;
    std::optional<std::filesystem::path> save_matrix;
    /// A new place: "45234" or "1.9,47.9" (longitude, latitude).
    std::string new_place;
    /// By public transport, the way from this commune to its nearest service: "45234".
    std::string journey_from;
};

/// Whether \p request asks for both ways by its hours.
inline bool has_hours(const AccessRequest& request) {
    return !request.matrix && request.mode == AccessMode::kTransit &&
           (request.hours || request.opening_hours);
}
/// The way that is answered for: both, where there are hours.
inline access::Direction direction_of(const AccessRequest& request) {
    return has_hours(request) ? access::Direction::kBoth : request.direction;
}

struct AccessAnswer {
    Asked asked;
    report::AccessListing listing;
    std::vector<Message> remarks;         ///< What the numbers are and are not.
    std::vector<Error> matrix_remarks;    ///< Rows of the matrix that could not be used.
    std::int64_t matrix_wrong = 0;        ///< All of them.
    std::optional<geo::Point> new_place;  ///< That was asked; longitude, latitude.
    std::vector<geo::Point> origins;      ///< By commune: where its people set out from.
    std::vector<geo::Point> places;       ///< By service; NaN: not asked for, or nowhere.
};

/// All communes of the dataset compete for the services; rows are those of the department asked,
/// else of the workspace's, else all. Writes the matrix if that was asked, whole or not at all.
/// \returns kNotFound if no service is of a type, the workspace has no source for the mode, the new
/// place is nowhere or the commune has no journey; what reading and writing files says; kCancelled.
Result<AccessAnswer> access_to_services(const DatasetPtr& dataset, const AccessRequest& request,
                                        Date today, const Progress& progress);

}  // namespace maillage::workspace
