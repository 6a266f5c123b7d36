// SPDX-License-Identifier: Apache-2.0
// Painting a scenario on the map.
#include "base/planning_messages.hpp"
#include "ui/parts.hpp"

#include <algorithm>

namespace maillage::ui {
namespace {

using planning::Scenario;
using planning::SupposedContract;

const SupposedContract* holder(const Scenario& scenario, ContractLevel wanted,
                               const std::string& code) {
    const auto found = std::find_if(
        scenario.contracts.begin(), scenario.contracts.end(), [&](const SupposedContract& one) {
            const bool level =
                wanted == ContractLevel::kEpci
                    ? one.level == ContractLevel::kEpci
                    : one.level == ContractLevel::kCommune || one.level == ContractLevel::kCommunes;
            return level && std::binary_search(one.codes.begin(), one.codes.end(), code);
        });
    return found == scenario.contracts.end() ? nullptr : &*found;
}

ContractLevel level_of(Place place) {
    return place.level == indicators::Level::kEpci ? ContractLevel::kEpci : ContractLevel::kCommune;
}

std::string code_of(const PanelContext& context, Place place) {
    return thing_of(*context.snapshot.results->dataset, place).code;
}

}  // namespace

bool is_painted(const PanelContext& context, const Scenario& scenario, Place place) {
    return holder(scenario, level_of(place), code_of(context, place)) != nullptr;
}

planning::ScenarioEdit paint_edit(const PanelContext& context, const Scenario& scenario,
                                  Place place, bool add) {
    const auto code = code_of(context, place);
    const auto* held = holder(scenario, level_of(place), code);
    if (place.level == indicators::Level::kEpci) {
        if (!add) {
            return planning::Withdraw{held == nullptr ? code : held->name};
        }
        return planning::Suppose{
            {name_of(*context.snapshot.results->dataset, place, context.language),
             ContractLevel::kEpci,
             {code},
             {}}};
    }
    const auto brush = context.text(planning::kPaintedName);
    return planning::Paint{held == nullptr ? brush : held->name, {code}, add};
}

std::optional<workspace::command::EditScenario> paint_stroke(const PanelContext& context,
                                                             const Under& what, MapState& state) {
    const auto* scenario = active_scenario(context.snapshot);
    if (scenario == nullptr || !what.unit || what.outside) {
        return std::nullopt;
    }
    auto place = *what.unit;
    if (place.level != indicators::Level::kEpci) {
        if (!what.commune.valid()) {
            return std::nullopt;
        }
        place = {indicators::Level::kCommune, what.commune.value};
    }
    auto& stroke = state.stroke;
    if (std::find(stroke.begin(), stroke.end(), place) != stroke.end()) {
        return std::nullopt;
    }
    const bool painted = is_painted(context, *scenario, place);
    if (stroke.empty()) {
        state.stroke_adds = !painted;
    }
    stroke.push_back(place);
    if (painted == state.stroke_adds) {
        return std::nullopt;
    }
    return workspace::command::EditScenario{
        scenario->name, paint_edit(context, *scenario, place, state.stroke_adds),
        stroke.size() > 1};
}

std::optional<workspace::command::EditScenario> try_contract(const PanelContext& context,
                                                             const MapPort& port, MapState& state) {
    auto what = under(context, port, state.press);
    if (!what) {
        return std::nullopt;
    }
    const auto& communes = context.snapshot.results->dataset->territories.communes;
    const auto commune = what->commune;
    if (ImGui::GetIO().KeyShift && commune.valid() && communes.epci[commune.value].valid()) {
        what->unit = {indicators::Level::kEpci, communes.epci[commune.value].value};
    }
    state.stroke.clear();
    return paint_stroke(context, *what, state);
}

}  // namespace maillage::ui
