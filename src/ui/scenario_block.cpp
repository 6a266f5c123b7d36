// SPDX-License-Identifier: Apache-2.0
// The block of the left panel where scenarios are made, looked at and entered in the register.
#include "base/planning_messages.hpp"
#include "model/lookup.hpp"
#include "ui/numbers.hpp"
#include "ui/parts.hpp"
#include "ui/widgets.hpp"

#include <algorithm>
#include <string_view>

namespace maillage::ui {
namespace {

namespace command = workspace::command;
using planning::Scenario;

constexpr double kWidth = 228.0;

/// "Situation actuelle" and the names, to choose from.
void draw_choice(const PanelContext& context, const Scenario* active, CommandSink& sink) {
    const auto& scenarios = context.snapshot.document->scenarios;
    std::vector<std::string> names{context.text(planning::kPresentSituation)};
    int chosen = 0;
    for (const auto& one : scenarios) {
        names.push_back(one.name);
        if (&one == active) {
            chosen = static_cast<int>(names.size()) - 1;
        }
    }
    const std::vector<std::string_view> labels(names.begin(), names.end());
    if (const auto now = choice(context.look, labels, chosen, "scenario/choice", kWidth)) {
        sink(command::UseScenario{*now == 0 ? std::string()
                                            : names[static_cast<std::size_t>(*now)]});
    }
}

/// A name, and what takes it out of the scenario.
bool removable_line(const PanelContext& context, const std::string& name, const std::string& id) {
    const auto& look = context.look;
    const float top = ImGui::GetCursorPosY();
    ImGui::SetCursorPosY(top + look.px(6));
    text(look, shortened(look.fonts.text, name, look.px(156)));
    ImGui::SameLine(look.px(172));
    ImGui::SetCursorPosY(top);
    return button(look, context.text(screen::kRemove), id.c_str(), ButtonKind::kQuiet);
}

std::string name_of_contract(const PanelContext& context, const std::string& id) {
    if (context.snapshot.results != nullptr) {
        const auto& contracts = context.snapshot.results->dataset->contracts;
        if (const auto found = find_contract(contracts, id); found.valid()) {
            return context.text(planning::kSupposedSigned, {contracts[found.value].name});
        }
    }
    return id;
}

void draw_supposed(const PanelContext& context, const Scenario& scenario, CommandSink& sink) {
    const auto edit = [&](planning::ScenarioEdit change) {
        sink(command::EditScenario{scenario.name, std::move(change)});
    };
    for (std::size_t i = 0; i < scenario.contracts.size(); ++i) {
        const auto& contract = scenario.contracts[i];
        const auto name =
            contract.level == ContractLevel::kCommunes
                ? context.text(planning::kPaintedCommunes,
                               {contract.name, static_cast<std::int64_t>(contract.codes.size())})
                : contract.name;
        if (removable_line(context, name, "scenario/withdraw/" + std::to_string(i))) {
            edit(planning::Withdraw{contract.name});
        }
    }
    for (const auto& id : scenario.signed_contracts) {
        if (removable_line(context, name_of_contract(context, id), "scenario/unsign/" + id)) {
            edit(planning::SupposeSigned{id, false});
        }
    }
    if (scenario.contracts.empty() && scenario.signed_contracts.empty()) {
        secondary(context.look, context.text(planning::kScenarioHowTo), kWidth);
    }
}

/// Asked for a name: Enter makes the scenario, a copy of the one looked at.
void draw_naming(const PanelContext& context, const Scenario* active, LeftState& state,
                 CommandSink& sink) {
    const auto& look = context.look;
    ImGui::SetNextItemWidth(look.px(kWidth));
    ImGui::SetKeyboardFocusHere();
    const bool done = ImGui::InputTextWithHint(
        "###scenario/name", context.text(planning::kNameOfScenario).c_str(),
        state.scenario_name.data(), state.scenario_name.size(),
        ImGuiInputTextFlags_EnterReturnsTrue);
    note_item(look, "scenario/name");
    if (done && state.scenario_name[0] != '\0') {
        sink(command::NewScenario{state.scenario_name.data(),
                                  active == nullptr ? std::string() : active->name});
    }
    if (done || ImGui::IsItemDeactivated()) {
        state.naming_scenario = false;
        state.scenario_name[0] = '\0';
    }
}

/// With which stage the contracts enter the register.
void draw_accept(const PanelContext& context, const Scenario& scenario, CommandSink& sink) {
    const auto& look = context.look;
    if (button(look, context.text(planning::kEnterRegister), "scenario/accept",
               ButtonKind::kPlain)) {
        ImGui::OpenPopup("###scenario/stage");
    }
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(look.px(12), look.px(10)));
    if (ImGui::BeginPopup("###scenario/stage")) {
        secondary(look, context.text(planning::kEnterAs), kWidth);
        const auto stage = [&](MessageId label, const char* id, ContractStatus status) {
            if (button(look, context.text(label), id, ButtonKind::kQuiet)) {
                command::AcceptScenario accept{scenario.name, status, {}};
                if (status == ContractStatus::kSigne) {
                    accept.date = context.snapshot.results->date;
                }
                sink(std::move(accept));
                ImGui::CloseCurrentPopup();
            }
        };
        stage(planning::kAsEnvisage, "scenario/as/envisage", ContractStatus::kEnvisage);
        stage(planning::kAsNegociation, "scenario/as/negociation", ContractStatus::kNegociation);
        stage(planning::kAsSigne, "scenario/as/signe", ContractStatus::kSigne);
        ImGui::EndPopup();
    }
    ImGui::PopStyleVar();
}

}  // namespace

const Scenario* active_scenario(const workspace::Snapshot& snapshot) {
    return workspace::find_scenario(*snapshot.document, snapshot.view->scenario);
}

std::string scenario_to_edit(const PanelContext& context, CommandSink& sink) {
    if (const auto* active = active_scenario(context.snapshot)) {
        return active->name;
    }
    const auto& document = *context.snapshot.document;
    std::string name;
    for (auto n = static_cast<std::int64_t>(document.scenarios.size()) + 1; name.empty(); ++n) {
        const auto wanted = context.text(planning::kFirstScenario, {n});
        name = workspace::find_scenario(document, wanted) == nullptr ? wanted : std::string();
    }
    sink(command::NewScenario{name, {}});
    return name;
}

void draw_scenarios(const PanelContext& context, LeftState& state, CommandSink& sink) {
    const auto& look = context.look;
    const auto* active = active_scenario(context.snapshot);
    if (!context.snapshot.document->scenarios.empty()) {
        draw_choice(context, active, sink);
    }
    if (active != nullptr) {
        draw_supposed(context, *active, sink);
        if (button(look, context.text(state.painting ? planning::kStopPainting : planning::kPaint),
                   "scenario/paint", state.painting ? ButtonKind::kPrimary : ButtonKind::kPlain)) {
            state.painting = !state.painting;
        }
        if (!active->contracts.empty() || !active->signed_contracts.empty()) {
            draw_accept(context, *active, sink);
        }
    } else {
        state.painting = false;
    }
    if (state.naming_scenario) {
        draw_naming(context, active, state, sink);
        return;
    }
    if (button(look,
               context.text(active == nullptr ? planning::kNewScenario : planning::kBranchScenario),
               "scenario/new", active == nullptr ? ButtonKind::kPlain : ButtonKind::kQuiet)) {
        state.naming_scenario = true;
    }
    if (active != nullptr) {
        ImGui::SameLine();
        if (button(look, context.text(planning::kDeleteScenario), "scenario/delete",
                   ButtonKind::kQuiet)) {
            sink(command::RemoveScenario{active->name});
        }
    }
}

}  // namespace maillage::ui
