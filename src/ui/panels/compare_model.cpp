// SPDX-License-Identifier: Apache-2.0
#include "ui/panels/compare_model.hpp"

#include "base/planning_messages.hpp"
#include "base/text.hpp"
#include "planning/scenario.hpp"
#include "ui/panels/figures.hpp"
#include "ui/panels/scope.hpp"

#include <algorithm>
#include <cstdlib>
#include <utility>
#include <vector>

namespace maillage::ui {
namespace {

using indicators::Level;
using planning::ScenarioDelta;
using workspace::ThingRef;

constexpr const char* kTo = " → ";
constexpr const char* kRange = "\u00A0–\u00A0";

std::string gain_text(const ScenarioDelta& delta, Language language) {
    std::string text;
    if (delta.gained.high > 0) {
        text = '+' + count_text(delta.gained, delta.after.years, language);
    }
    if (delta.lost.high > 0) {
        text += (text.empty() ? "−" : ", −") + count_text(delta.lost, delta.after.years, language);
    }
    return text;
}

std::string change_text(const ScenarioDelta& delta, Language language) {
    if (!delta.before.rate || !delta.after.rate) {
        return {};
    }
    auto low = indicators::difference(delta.after.rate->low, delta.before.rate->low);
    auto high = indicators::difference(delta.after.rate->high, delta.before.rate->high);
    if (std::is_gt(indicators::compare(low, high))) {
        std::swap(low, high);
    }
    const auto first = signed_text(low, language);
    const bool one = first == signed_text(high, language);
    return (one ? std::string() : first + kRange) + points_text(high, language);
}

std::string contracts_text(std::int64_t more, Language language) {
    if (more == 0) {
        return {};
    }
    const std::int64_t count = std::abs(more);
    const auto signed_count = (more > 0 ? "+" : "−") + group_digits(count, language);
    return render({planning::kCompareContracts, {signed_count, count}}, language);
}

CompareRow compare_row(const ScenarioDelta& delta, ThingRef::Kind kind, Language language) {
    CompareRow row;
    row.name = delta.after.name;
    row.rates =
        percent_text(delta.before.rate, language) + kTo + percent_text(delta.after.rate, language);
    row.gain = gain_text(delta, language);
    row.points = change_text(delta, language);
    row.contracts = contracts_text(delta.after.contracts - delta.before.contracts, language);
    row.thing = ThingRef{kind, kind == ThingRef::Kind::kFrance ? std::string() : delta.after.code};
    return row;
}

/// Which rows of each level have a commune within the focus.
struct Within {
    std::vector<bool> region;
    std::vector<bool> department;
    std::vector<bool> epci;

    Within(const Territories& all, const carto::Focus& focus)
        : region(all.regions.size()), department(all.departments.size()), epci(all.epcis.size()) {
        const auto limits = focus_limits(all, focus);
        for (std::size_t i = 0; i < all.communes.size(); ++i) {
            if (!within(all, limits, index_of<Commune>(i))) {
                continue;
            }
            const auto parent = all.communes.department[i];
            department[parent.value] = true;
            region[all.departments.parent[parent.value].value] = true;
            if (all.communes.epci[i].valid()) {
                epci[all.communes.epci[i].value] = true;
            }
        }
    }
    bool shows(Level level, std::size_t row) const {
        return level == Level::kFrance || (level == Level::kRegion       ? region
                                           : level == Level::kDepartment ? department
                                                                         : epci)[row];
    }
};

}  // namespace

Comparison comparison_of(const workspace::Results& results, const carto::Focus& focus,
                         Language language) {
    const auto& all = results.dataset->territories;
    const planning::ScenarioComparison comparison(*results.compared_coverage, *results.coverage);
    const Within shown(all, focus);
    const auto deltas_of = [&](Level level) {
        auto deltas = comparison.changed(level);
        std::erase_if(deltas,
                      [&](const ScenarioDelta& one) { return !shown.shows(level, one.territory); });
        return deltas;
    };
    Comparison made;
    for (const auto& [level, kind] : {std::pair{Level::kFrance, ThingRef::Kind::kFrance},
                                      {Level::kRegion, ThingRef::Kind::kRegion},
                                      {Level::kDepartment, ThingRef::Kind::kDepartment}}) {
        for (const auto& delta : deltas_of(level)) {
            made.territories.push_back(compare_row(delta, kind, language));
        }
    }
    auto epcis = deltas_of(Level::kEpci);
    std::stable_sort(epcis.begin(), epcis.end(),
                     [](const ScenarioDelta& a, const ScenarioDelta& b) {
                         return a.gained.low - a.lost.low > b.gained.low - b.lost.low;
                     });
    for (const auto& delta : epcis) {
        made.epcis.push_back(compare_row(delta, ThingRef::Kind::kEpci, language));
    }
    return made;
}

}  // namespace maillage::ui
