// SPDX-License-Identifier: Apache-2.0
#include "workspace/access_map.hpp"

#include "base/access_messages.hpp"
#include "base/access_screen_messages.hpp"
#include "base/text.hpp"
#include "geo/projection.hpp"
#include "reconcile/build_services.hpp"
#include "workspace/access.hpp"
#include "workspace/access_summary.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <set>
#include <utility>

namespace maillage::workspace {
namespace {

using indicators::CoverageState;

/// The map's points inside the communes, in longitude and latitude; NaN where there is none.
Result<std::vector<geo::Point>> anchors_of(const carto::MapGeometry& geometry) {
    auto points = geometry.anchor;
    for (std::size_t s = 0; s < carto::kSheetCount; ++s) {
        const auto sheet = static_cast<carto::SheetId>(s);
        std::vector<std::size_t> rows;
        std::vector<geo::Point> placed;
        for (std::size_t i = 0; i < points.size(); ++i) {
            if (geometry.sheet_of_commune[i] == sheet && std::isfinite(points[i].x)) {
                rows.push_back(i);
                placed.push_back(points[i]);
            }
        }
        if (rows.empty()) {
            continue;
        }
        const auto way = geo::Projection::make({carto::sheet_crs(sheet)}, {geo::kWgs84});
        if (!way) {
            return way.error();
        }
        way->apply(placed);
        for (std::size_t k = 0; k < rows.size(); ++k) {
            points[rows[k]] = placed[k];
        }
    }
    return points;
}

/// A square of some metres around each point: a surface whose middle is the point.
std::shared_ptr<const Outlines> squares_around(const std::vector<geo::Point>& points,
                                               std::size_t communes, bool schematic) {
    constexpr double kHalf = 1e-4;  // degrees
    auto outlines = std::make_shared<Outlines>();
    outlines->schematic = schematic;
    auto& set = outlines->polygons;
    set.crs = {geo::kWgs84};
    for (std::size_t i = 0; i < communes; ++i) {
        if (i < points.size() && std::isfinite(points[i].x)) {
            const auto [x, y] = points[i];
            for (const auto& [dx, dy] : {std::pair(-1, -1), std::pair(1, -1), std::pair(1, 1),
                                         std::pair(-1, 1), std::pair(-1, -1)}) {
                set.add_point({x + dx * kHalf, y + dy * kHalf});
            }
            set.close_ring();
            set.close_polygon();
        }
        set.close_feature();
    }
    return outlines;
}

/// The dataset as the question needs it: with a surface for each commune, and no scope, for the map
/// shows all of France whatever the workspace is about.
Result<DatasetPtr> dataset_to_ask(const AccessMapRequest& request) {
    const auto anchors = anchors_of(*request.geometry);
    if (!anchors) {
        return anchors.error();
    }
    auto dataset = std::make_shared<Dataset>(*request.dataset);
    dataset->scope.clear();
    dataset->outlines =
        squares_around(*anchors, dataset->territories.communes.size(), dataset->schematic_outlines);
    return DatasetPtr(std::move(dataset));
}

bool is_beyond(const CommuneAccess& commune, int minutes) {
    return commune.known && (!commune.nearest || commune.nearest->time > minutes * access::kMinute);
}

void add_beyond(AccessMap& map, const indicators::CoverageQuery& query) {
    std::set<int> minutes(std::begin(kSummaryMinutes), std::end(kSummaryMinutes));
    minutes.insert(map.request.asked.minutes);
    const CoverageState nobody(map.request.dataset, query, CoverageState::Start::kNoContract);
    for (const int one : minutes) {
        std::vector<Index<Commune>> far;
        for (std::size_t i = 0; i < map.communes.size(); ++i) {
            if (is_beyond(map.communes[i], one)) {
                far.push_back(index_of<Commune>(i));
            }
        }
        auto state = std::make_shared<CoverageState>(nobody);
        state->add_perimeter(far);
        map.beyond.push_back({one, std::move(state)});
    }
}

MessageId way_of(const AccessMap& map) {
    if (map.estimate || !map.request.asked.mode) {
        return reach::kEstimated;
    }
    switch (*map.request.asked.mode) {
        case AccessMode::kCar:
            return reach::kByCar;
        case AccessMode::kBike:
            return reach::kByBike;
        case AccessMode::kWalk:
            return reach::kOnFoot;
        case AccessMode::kTransit:
            return reach::kByTransit;
        case AccessMode::kEstimate:
            break;
    }
    return reach::kEstimated;
}

}  // namespace

Result<AccessMapPtr> access_map(const AccessMapRequest& request, const Progress& progress) {
    const auto dataset = dataset_to_ask(request);
    if (!dataset) {
        return dataset.error();
    }
    AccessRequest question;
    question.coverage.years = request.years;
    question.services = {service_asked(request.asked)};
    question.mode = request.asked.mode;
    question.threshold = request.asked.minutes * access::kMinute;
    // Travel times and counts do not depend on the date.
    const auto answer = access_to_services(*dataset, question, Date{}, progress);
    if (!answer) {
        return answer.error();
    }
    auto map = std::make_shared<AccessMap>();
    map->request = request;
    map->estimate = answer->listing.is_estimate;
    map->remarks = answer->remarks;
    map->communes.resize(request.dataset->territories.communes.size());
    for (const auto& row : answer->listing.rows) {
        map->communes[row.commune.value] = {row.nearest, row.second, row.known, row.gap};
    }
    add_beyond(*map, answer->asked.query);
    if (progress.cancelled()) {
        return Error{Error::Code::kCancelled, {MessageId::kCancelled}, ""};
    }
    return AccessMapPtr(std::move(map));
}

std::vector<BeyondIn> beyond_in(const AccessMap& map, indicators::Level level,
                                std::size_t territory, std::span<const Index<Commune>> communes) {
    std::vector<BeyondIn> sums;
    for (const auto& beyond : map.beyond) {
        BeyondIn sum;
        sum.minutes = beyond.minutes;
        for (const auto commune : communes) {
            const auto& here = map.communes[commune.value];
            sum.communes += is_beyond(here, beyond.minutes) ? 1 : 0;
            sum.unknown += here.known ? 0 : 1;
        }
        sum.signatories = beyond.state->possible_coverage(level, territory).range.covered;
        sum.years = std::max<std::int64_t>(1, std::ssize(beyond.state->years()));
        sums.push_back(sum);
    }
    return sums;
}

std::shared_ptr<const carto::AccessTimes> access_times(const AccessMap& map) {
    auto times = std::make_shared<carto::AccessTimes>();
    times->seconds.reserve(map.communes.size());
    for (const auto& commune : map.communes) {
        times->seconds.push_back(!commune.known    ? carto::AccessTimes::kNotKnown
                                 : commune.nearest ? commune.nearest->time
                                                   : carto::AccessTimes::kNoneReached);
    }
    times->service = service_asked(map.request.asked);
    times->way = way_of(map);
    times->estimate = map.estimate;
    times->threshold = map.request.asked.minutes;
    for (const auto& beyond : map.beyond) {
        if (beyond.minutes == times->threshold) {
            times->beyond = beyond.state;
        }
    }
    std::copy_if(map.remarks.begin(), map.remarks.end(), std::back_inserter(times->notices),
                 [](const Message& one) { return one.id == access::kAccessEstimate; });
    return times;
}

std::string service_asked(const AccessAsked& asked) {
    return asked.service.empty() ? reconcile::kPrefectureType : asked.service;
}

std::vector<std::string> service_types(const Dataset& dataset) {
    std::vector<std::string> types;
    std::set<std::string> keys;
    for (const auto& service : dataset.services) {
        if (keys.insert(fold_key(service.type)).second) {
            types.push_back(service.type);
        }
    }
    return types;
}

}  // namespace maillage::workspace
