// SPDX-License-Identifier: Apache-2.0
#include "ui/territory_facts.hpp"

#include "base/screen_messages.hpp"
#include "indicators/counted_contracts.hpp"
#include "indicators/secondary_values.hpp"
#include "model/lookup.hpp"

#include <algorithm>
#include <numeric>

namespace maillage::ui {
namespace {

using indicators::Level;
using workspace::ThingRef;

template <typename Row>
std::optional<Place> placed(Level level, Index<Row> row) {
    if (!row.valid()) {
        return std::nullopt;
    }
    return Place{level, row.value};
}

template <typename CodeType>
std::optional<Place> placed(const Territories& all, Level level, std::string_view text) {
    const auto code = CodeType::parse(text);
    return code ? placed(level, find(all, *code)) : std::nullopt;
}

std::vector<bool> member_flags(const workspace::Results& results, Place place) {
    std::vector<bool> flags(results.dataset->territories.communes.size(),
                            place.level == Level::kFrance);
    if (place.level != Level::kFrance) {
        for (const auto commune : communes_of(results, place)) {
            flags[commune.value] = true;
        }
    }
    return flags;
}

std::int64_t masked_communes(const workspace::Results& results, const std::vector<bool>& inside) {
    const auto masked = indicators::masked_communes(*results.dataset, results.coverage->years());
    std::int64_t number = 0;
    for (std::size_t i = 0; i < masked.size(); ++i) {
        number += masked[i] && inside[i] ? 1 : 0;
    }
    return number;
}

std::int64_t negotiated(const Dataset& dataset, const std::vector<bool>& inside) {
    return std::count_if(
        dataset.contracts.begin(), dataset.contracts.end(), [&](const Contract& contract) {
            const auto& perimeter = indicators::perimeter_of(contract, dataset.choices.perimeter);
            return contract.status == ContractStatus::kNegociation &&
                   std::any_of(perimeter.begin(), perimeter.end(),
                               [&](Index<Commune> one) { return inside[one.value]; });
        });
}

std::vector<std::string> names(const Dataset& dataset, const std::vector<std::size_t>& contracts) {
    std::vector<std::string> list;
    list.reserve(contracts.size());
    for (const auto contract : contracts) {
        list.push_back(dataset.contracts[contract].name);
    }
    return list;
}

/// Those of \p contracts that hold a commune of the territory.
std::vector<std::size_t> touching(const Dataset& dataset, const std::vector<std::size_t>& contracts,
                                  const std::vector<bool>& inside) {
    std::vector<std::size_t> kept;
    for (const auto contract : contracts) {
        const auto& perimeter =
            indicators::perimeter_of(dataset.contracts[contract], dataset.choices.perimeter);
        if (std::any_of(perimeter.begin(), perimeter.end(),
                        [&](Index<Commune> one) { return inside[one.value]; })) {
            kept.push_back(contract);
        }
    }
    return kept;
}

}  // namespace

std::optional<Place> place_of(const Dataset& dataset, const carto::Focus& focus) {
    const auto& all = dataset.territories;
    if (const auto* region = std::get_if<RegionCode>(&focus)) {
        return placed(Level::kRegion, find(all, *region));
    }
    if (const auto* department = std::get_if<DepartmentCode>(&focus)) {
        return placed(Level::kDepartment, find(all, *department));
    }
    if (const auto* epci = std::get_if<EpciCode>(&focus)) {
        return placed(Level::kEpci, find(all, *epci));
    }
    return Place{};
}

std::optional<Place> place_of(const Dataset& dataset, const ThingRef& thing) {
    const auto& all = dataset.territories;
    switch (thing.kind) {
        case ThingRef::Kind::kCommune: {
            const auto code = CommuneCode::parse(thing.code);
            return code ? placed(Level::kCommune, find_code<Commune>(all.communes.code, *code))
                        : std::nullopt;
        }
        case ThingRef::Kind::kEpci:
            return placed<EpciCode>(all, Level::kEpci, thing.code);
        case ThingRef::Kind::kArrondissement:
            return placed<ArrondissementCode>(all, Level::kArrondissement, thing.code);
        case ThingRef::Kind::kDepartment:
            return placed<DepartmentCode>(all, Level::kDepartment, thing.code);
        case ThingRef::Kind::kRegion:
            return placed<RegionCode>(all, Level::kRegion, thing.code);
        case ThingRef::Kind::kFrance:
            return Place{};
        case ThingRef::Kind::kContract:
            break;
    }
    return std::nullopt;
}

ThingRef thing_of(const Dataset& dataset, Place place) {
    const auto& all = dataset.territories;
    switch (place.level) {
        case Level::kCommune:
            return {ThingRef::Kind::kCommune, all.communes.code[place.row].string()};
        case Level::kEpci:
        case Level::kEpciInDepartment:
            return {ThingRef::Kind::kEpci, all.epcis.code[place.row].string()};
        case Level::kArrondissement:
            return {ThingRef::Kind::kArrondissement, all.arrondissements.code[place.row].string()};
        case Level::kDepartment:
            return {ThingRef::Kind::kDepartment, all.departments.code[place.row].string()};
        case Level::kRegion:
            return {ThingRef::Kind::kRegion, all.regions.code[place.row].string()};
        case Level::kFrance:
            break;
    }
    return {};
}

std::string name_of(const Dataset& dataset, Place place, Language language) {
    const auto& all = dataset.territories;
    switch (place.level) {
        case Level::kCommune:
            return all.communes.name[place.row];
        case Level::kEpci:
        case Level::kEpciInDepartment:
            return all.epcis.name[place.row];
        case Level::kArrondissement:
            return all.arrondissements.name[place.row];
        case Level::kDepartment:
            return all.departments.name[place.row];
        case Level::kRegion:
            return all.regions.name[place.row];
        case Level::kFrance:
            break;
    }
    return render(screen::kMapFrance, language);
}

std::vector<Index<Commune>> communes_of(const workspace::Results& results, Place place) {
    const auto& hierarchy = *results.hierarchy;
    const auto copied = [](std::span<const Index<Commune>> rows) {
        return std::vector<Index<Commune>>(rows.begin(), rows.end());
    };
    switch (place.level) {
        case Level::kCommune:
            return {index_of<Commune>(place.row)};
        case Level::kEpci:
        case Level::kEpciInDepartment:
            return copied(hierarchy.communes_of(index_of<Epci>(place.row)));
        case Level::kArrondissement:
            return copied(hierarchy.communes_of(index_of<Arrondissement>(place.row)));
        case Level::kDepartment:
            return copied(hierarchy.communes_of(index_of<Department>(place.row)));
        case Level::kRegion:
            return copied(hierarchy.communes_of(index_of<Region>(place.row)));
        case Level::kFrance:
            break;
    }
    std::vector<Index<Commune>> everything(results.dataset->territories.communes.size());
    for (std::size_t i = 0; i < everything.size(); ++i) {
        everything[i] = index_of<Commune>(i);
    }
    return everything;
}

TerritoryFacts territory_facts(const workspace::Results& results, Place place, Language language) {
    TerritoryFacts facts;
    facts.place = place;
    facts.name = name_of(*results.dataset, place, language);
    facts.row = results.coverage->row(place.level, place.row);
    const auto inside = member_flags(results, place);
    facts.masked_communes = masked_communes(results, inside);
    facts.negotiated = negotiated(*results.dataset, inside);
    if (!results.scenario.empty() && facts.row.rate) {
        if (const auto before = results.register_coverage->row(place.level, place.row).rate) {
            facts.scenario_change = {indicators::difference(facts.row.rate->low, before->low),
                                     indicators::difference(facts.row.rate->high, before->high)};
        }
    }
    return facts;
}

std::optional<TimeCurve> time_curve(const workspace::Results& results, Place place) {
    if (results.series == nullptr || indicators::made_of_communes(place.level)) {
        return std::nullopt;
    }
    const auto& series = *results.series;
    const auto inside = member_flags(results, place);
    TimeCurve curve;
    curve.end = series.end.query().date;
    curve.points.push_back(
        {series.start.query().date, series.start.row(place.level, place.row).rate, {}, {}});
    for (const auto& step : series.steps) {
        const auto change = std::find_if(
            step.changes.begin(), step.changes.end(), [&](const indicators::SeriesChange& one) {
                return one.level == place.level && one.territory == place.row;
            });
        if (change != step.changes.end()) {
            curve.points.push_back(
                {step.date, indicators::rate_bounds(change->after),
                 names(*results.dataset, touching(*results.dataset, step.started, inside)),
                 names(*results.dataset, touching(*results.dataset, step.ended, inside))});
        }
    }
    return curve.points.size() < 2 ? std::nullopt : std::optional(std::move(curve));
}

const TimePoint* point_at(const TimeCurve& curve, Date date) {
    const auto after =
        std::upper_bound(curve.points.begin(), curve.points.end(), date,
                         [](Date wanted, const TimePoint& point) { return wanted < point.date; });
    return after == curve.points.begin() ? nullptr : &*std::prev(after);
}

}  // namespace maillage::ui
