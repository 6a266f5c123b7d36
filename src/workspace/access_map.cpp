// SPDX-License-Identifier: Apache-2.0
#include "workspace/access_map.hpp"

#include "base/access_messages.hpp"
#include "base/access_screen_messages.hpp"
#include "base/text.hpp"
#include "carto/content.hpp"
#include "model/service_words.hpp"
#include "reconcile/build_services.hpp"
#include "workspace/access.hpp"
#include "workspace/access_bands.hpp"
#include "workspace/access_modes.hpp"
#include "workspace/access_summary.hpp"

#include <algorithm>
#include <iterator>
#include <limits>
#include <set>
#include <utility>

namespace maillage::workspace {
namespace {

using indicators::CoverageState;

/// The points on the surfaces of communes; not known where the map has none of them.
std::shared_ptr<const std::vector<geo::Point>> surfaces_of(const AccessMapRequest& request) {
    constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
    auto points = std::make_shared<std::vector<geo::Point>>(request.geometry->surface);
    points->resize(request.dataset->territories.communes.size(), {kNaN, kNaN});
    return points;
}

bool is_beyond(const CommuneAccess& commune, std::optional<access::Seconds> time, int minutes) {
    return commune.known && (!time || *time > minutes * access::kMinute);
}

bool is_beyond(const CommuneAccess& commune, int minutes) {
    return is_beyond(commune, commune.shortest(), minutes);
}

bool was_beyond(const CommuneAccess& commune, int minutes) {
    const auto& nearest = commune.nearest;
    return is_beyond(commune, nearest ? std::optional(nearest->time) : std::nullopt, minutes);
}

/// As if one contract held the communes that \p held says.
template <typename Held>
std::shared_ptr<const CoverageState> holding(const CoverageState& nobody, std::size_t communes,
                                             const Held& held) {
    std::vector<Index<Commune>> perimeter;
    for (std::size_t i = 0; i < communes; ++i) {
        if (held(i)) {
            perimeter.push_back(index_of<Commune>(i));
        }
    }
    auto state = std::make_shared<CoverageState>(nobody);
    state->add_perimeter(perimeter);
    return state;
}

void add_beyond(AccessMap& map, const CoverageState& nobody) {
    std::set<int> minutes(std::begin(kSummaryMinutes), std::end(kSummaryMinutes));
    minutes.insert(map.request.asked.minutes);
    const auto& communes = map.communes;
    for (const int one : minutes) {
        AccessMap::Beyond beyond;
        beyond.minutes = one;
        beyond.state = holding(nobody, communes.size(),
                               [&](std::size_t i) { return is_beyond(communes[i], one); });
        if (map.tried) {
            beyond.before = holding(nobody, communes.size(),
                                    [&](std::size_t i) { return was_beyond(communes[i], one); });
        }
        map.beyond.push_back(std::move(beyond));
    }
}

void add_tried(AccessMap& map, const AccessAnswer& answer, const CoverageState& nobody) {
    if (!answer.new_place) {
        return;
    }
    for (const auto& gain : answer.listing.gains) {
        map.communes[gain.commune.value].tried = gain.after;
    }
    AccessMap::Tried tried;
    tried.place = *answer.new_place;
    tried.gains = answer.listing.gains;
    tried.gaining = holding(nobody, map.communes.size(),
                            [&](std::size_t i) { return map.communes[i].tried.has_value(); });
    map.tried = std::move(tried);
}

access::AccessClass reach_of(const AccessMap& map, const CommuneAccess& commune) {
    return commune.known ? access::access_class(commune.shortest(),
                                                map.request.asked.minutes * access::kMinute)
                         : access::AccessClass::kUnknown;
}

Count covered_in(const CoverageState& state, indicators::Level level, std::size_t territory) {
    return state.possible_coverage(level, territory).range.covered;
}

std::int64_t years_of(const CoverageState& state) {
    return std::max<std::int64_t>(1, std::ssize(state.years()));
}

/// A point without a name, on the sheets of the map.
std::shared_ptr<const carto::PlacedLayer> placed(geo::Point place,
                                                 const carto::MapGeometry& geometry) {
    MapLayer layer;
    layer.role = Role::kServices;
    layer.types = {""};
    layer.points_crs = {geo::kWgs84};
    layer.place = {place};
    layer.commune.resize(1);
    layer.type = {0};
    layer.point_name = {""};
    return std::make_shared<carto::PlacedLayer>(carto::place_layer(layer, geometry));
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

/// Those of the summaries and the threshold asked, from a quarter of an hour on.
std::vector<int> band_minutes(const AccessAsked& asked) {
    std::set<int> minutes(std::begin(kSummaryMinutes), std::end(kSummaryMinutes));
    minutes.insert(15);
    minutes.insert(asked.minutes);
    return {minutes.begin(), minutes.end()};
}

/// \param centres Of services by their number, or none, and the one that is tried, if there is one.
std::optional<Visits> visits_asked(const AccessMap& map, std::span<const geo::Point> centres,
                                   Date day) {
    if (!map.request.asked.opening_hours) {
        return std::nullopt;
    }
    const auto& services = map.request.dataset->services;
    const bool of_point = map.request.asked.isochrones == Isochrones::kPoint;
    Openings openings;
    for (std::size_t i = 0; i < centres.size(); ++i) {
        openings.push_back(!of_point && i < services.size()
                               ? access::parse_opening_hours(services[i].opening_hours)
                               : std::optional(usual_opening()));
    }
    return visits_within(centres, openings, day, std::nullopt);
}

Result<std::shared_ptr<const carto::IsochroneBands>> find_transit_bands(
    const AccessMap& map, TravelSources& sources, std::span<const geo::Point> centres,
    const std::vector<int>& minutes, const Progress& progress) {
    const auto& asked = map.request.asked;
    const auto timetable = sources.timetable({asked.day, false, false}, progress);
    if (!timetable) {
        return timetable.error();
    }
    access::TransitOptions options;
    options.window_first = asked.window_first * access::kMinute;
    options.window_end = asked.window_end * access::kMinute;
    return transit_bands(**timetable, centres, visits_asked(map, centres, (*timetable)->day),
                         asked.direction, options, minutes, *map.request.geometry, progress);
}

/// \pre isochrones are asked for
Result<std::shared_ptr<const carto::IsochroneBands>> find_bands(
    const AccessMap& map, const std::shared_ptr<TravelSources>& sources, const Progress& progress) {
    const auto& asked = map.request.asked;
    const bool of_point = asked.isochrones == Isochrones::kPoint;
    auto centres = of_point ? std::vector<geo::Point>() : map.places;
    if (map.tried) {
        centres.push_back(map.tried->place);
    }
    const auto minutes = band_minutes(asked);
    const auto& geometry = *map.request.geometry;
    const auto road = road_mode(asked);
    const auto own = sources ? sources : std::make_shared<TravelSources>(map.request.travel);
    Result<std::shared_ptr<const carto::IsochroneBands>> bands =
        std::shared_ptr<const carto::IsochroneBands>();
    if (asked.mode == AccessMode::kTransit) {
        bands = find_transit_bands(map, *own, centres, minutes, progress);
    } else if (road) {
        const auto graph = own->roads(*road, progress);
        if (!graph) {
            return graph.error();
        }
        bands = road_bands(**graph, centres, asked.direction, minutes, way_to_road(*road), geometry,
                           progress);
    } else {
        bands = estimated_bands(centres, minutes, access::EstimateOptions(), geometry, progress);
    }
    if (bands && of_point) {
        auto marked = std::make_shared<carto::IsochroneBands>(**bands);
        marked->of_point = true;
        return std::shared_ptr<const carto::IsochroneBands>(std::move(marked));
    }
    return bands;
}

Result<std::shared_ptr<AccessMap>> find_map(const AccessMapRequest& request,
                                            const std::shared_ptr<TravelSources>& sources,
                                            const Progress& progress) {
    const auto& asked = request.asked;
    AccessRequest question;
    question.coverage.years = request.years;
    question.services = services_asked(asked);
    question.mode = asked.mode;
    question.direction = asked.direction;
    question.threshold = asked.minutes * access::kMinute;
    question.travel = request.travel;
    question.sources = sources;
    question.surfaces = surfaces_of(request);
    question.everywhere = true;
    question.day = asked.day;
    question.window_first = asked.window_first * access::kMinute;
    question.window_end = asked.window_end * access::kMinute;
    question.opening_hours = asked.opening_hours && asked.mode == AccessMode::kTransit;
    question.new_place = asked.new_place;
    // Travel times and counts do not depend on the date.
    auto found = access_to_services(request.dataset, question, Date{}, progress);
    if (!found) {
        return found.error();
    }
    auto answer = std::move(found).value();
    auto map = std::make_shared<AccessMap>();
    map->request = request;
    map->estimate = answer.listing.is_estimate;
    map->direction = map->estimate ? access::Direction::kThere : direction_of(question);
    map->communes.resize(request.dataset->territories.communes.size());
    for (const auto& row : answer.listing.rows) {
        map->communes[row.commune.value] = {row.nearest, row.second, row.known, row.gap,
                                            {},          row.there,  row.back};
    }
    const CoverageState nobody(request.dataset, answer.asked.query,
                               CoverageState::Start::kNoContract);
    add_tried(*map, answer, nobody);
    add_beyond(*map, nobody);
    map->remarks = std::move(answer.remarks);
    map->origins = std::move(answer.origins);
    map->places = std::move(answer.places);
    return map;
}

}  // namespace

bool has_times_of(const AccessMap& map, const AccessMapRequest& request) {
    auto same = request;
    same.asked.isochrones = map.request.asked.isochrones;
    return map.request == same;
}

Result<AccessMapPtr> access_map(const AccessMapRequest& request,
                                const std::shared_ptr<TravelSources>& sources,
                                const Progress& progress, const AccessMapPtr& before) {
    auto found = before && has_times_of(*before, request)
                     ? Result<std::shared_ptr<AccessMap>>(std::make_shared<AccessMap>(*before))
                     : find_map(request, sources, progress);
    if (!found) {
        return found.error();
    }
    const auto& map = *found;
    map->request = request;
    map->bands = nullptr;
    const auto which = request.asked.isochrones;
    if (which != Isochrones::kNone) {
        auto& made = map->made_bands.at(which == Isochrones::kPoint ? 1 : 0);
        if (!made) {
            auto bands = find_bands(*map, sources, progress);
            if (!bands) {
                return bands.error();
            }
            made = std::move(bands).value();
        }
        map->bands = made;
    }
    if (progress.cancelled()) {
        return Error{Error::Code::kCancelled, {MessageId::kCancelled}, ""};
    }
    return AccessMapPtr(map);
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
        sum.signatories = covered_in(*beyond.state, level, territory);
        if (beyond.before) {
            sum.before = covered_in(*beyond.before, level, territory);
        }
        sum.years = years_of(*beyond.state);
        sums.push_back(sum);
    }
    return sums;
}

GainIn gain_in(const AccessMap& map, indicators::Level level, std::size_t territory,
               std::span<const Index<Commune>> communes) {
    GainIn sum;
    sum.signatories = covered_in(*map.tried->gaining, level, territory);
    sum.years = years_of(*map.tried->gaining);
    const std::set<Index<Commune>> here(communes.begin(), communes.end());
    for (const auto& gain : map.tried->gains) {
        if (here.contains(gain.commune)) {
            sum.gains.push_back(gain);
        }
    }
    sum.communes = std::ssize(sum.gains);
    return sum;
}

std::vector<access::Typology> access_lists(const AccessMap& map, const CoverageState& coverage) {
    const auto classes = carto::coverage_classes(coverage);
    std::vector<access::Typology> lists;
    for (std::size_t i = 0; i < map.communes.size(); ++i) {
        lists.push_back(access::typology(classes[i], reach_of(map, map.communes[i])));
    }
    return lists;
}

std::array<ListIn, 4> lists_in(const AccessMap& map, std::span<const access::Typology> lists,
                               indicators::Level level, std::size_t territory,
                               std::span<const Index<Commune>> communes) {
    std::array<ListIn, 4> sums;
    // Any of the states made for the map: it says whose counts these are.
    const CoverageState nobody(map.request.dataset, map.beyond.front().state->query(),
                               CoverageState::Start::kNoContract);
    for (std::size_t kind = 0; kind < sums.size(); ++kind) {
        auto& sum = sums.at(kind);
        sum.list = static_cast<access::Typology>(kind);
        sum.communes = std::count_if(communes.begin(), communes.end(), [&](Index<Commune> one) {
            return lists[one.value] == sum.list;
        });
        const auto state =
            holding(nobody, lists.size(), [&](std::size_t i) { return lists[i] == sum.list; });
        sum.signatories = covered_in(*state, level, territory);
        sum.years = years_of(*state);
    }
    return sums;
}

std::shared_ptr<const carto::AccessTimes> access_times(const AccessMap& map) {
    auto times = std::make_shared<carto::AccessTimes>();
    for (const auto& commune : map.communes) {
        times->seconds.push_back(
            !commune.known ? carto::AccessTimes::kNotKnown
                           : commune.shortest().value_or(carto::AccessTimes::kNoneReached));
        times->reach.push_back(reach_of(map, commune));
        times->gap.push_back(commune.gap);
    }
    times->services = services_asked(map.request.asked);
    times->way = way_of(map);
    times->direction = map.direction;
    times->estimate = map.estimate;
    times->gap_estimate = map.estimate || map.request.travel.roads.empty();
    times->threshold = map.request.asked.minutes;
    for (const auto& beyond : map.beyond) {
        if (beyond.minutes == times->threshold) {
            times->beyond = beyond.state;
        }
    }
    times->bands = map.bands;
    if (map.bands && map.request.asked.mode == AccessMode::kTransit) {
        times->notices.push_back({reach::kBandsByTransit});
    }
    if (map.tried) {
        times->tried = placed(map.tried->place, *map.request.geometry);
        for (const auto& gain : map.tried->gains) {
            times->gaining.push_back(gain.commune);
        }
    }
    std::copy_if(map.remarks.begin(), map.remarks.end(), std::back_inserter(times->notices),
                 [](const Message& one) {
                     constexpr auto kSaid = std::to_array<MessageId>(
                         {access::kAccessEstimate, access::kAccessTransit,
                          access::kAccessTransitBack, access::kAccessTransitBoth,
                          access::kAccessOpenings, access::kTimetableDay, access::kDirectionBoth});
                     return std::ranges::find(kSaid, one.id) != kSaid.end();
                 });
    return times;
}

std::vector<std::string> services_asked(const AccessAsked& asked) {
    std::vector<std::string> types;
    for (const auto word : split(asked.service, ',')) {
        if (!trim(word).empty()) {
            types.emplace_back(trim(word));
        }
    }
    return types.empty() ? std::vector<std::string>{reconcile::kPrefectureType} : types;
}

std::string services_words(const AccessAsked& asked, Language language) {
    return service_words(services_asked(asked), language);
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
