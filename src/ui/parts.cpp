// SPDX-License-Identifier: Apache-2.0
#include "ui/parts.hpp"

namespace maillage::ui {

void update_facts(FocusFacts& facts, const PanelContext& context) {
    const auto& results = context.snapshot.results;
    if (results == nullptr || results->coverage == nullptr) {
        facts = {};
        return;
    }
    if (facts.facts && facts.revision == results->revision &&
        facts.focus == context.view.map.focus && facts.language == context.language) {
        return;
    }
    facts = {results->revision, context.view.map.focus, context.language, std::nullopt,
             std::nullopt};
    // A focus of another workspace shows France until the application has put it right.
    const auto place = place_of(*results->dataset, context.view.map.focus).value_or(Place{});
    facts.facts = territory_facts(*results, place, context.language);
    facts.curve = time_curve(*results, place);
}

void begin_part(const char* name, const carto::Rect& place, carto::Color ground, ImVec2 padding,
                int flags) {
    ImGui::SetNextWindowPos({static_cast<float>(place.x), static_cast<float>(place.y)});
    ImGui::SetNextWindowSize({static_cast<float>(place.width), static_cast<float>(place.height)});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, padding);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, 0.0F);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 0.0F);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowMinSize, ImVec2(1, 1));
    ImGui::PushStyleColor(ImGuiCol_WindowBg, im(ground));
    ImGui::Begin(name, nullptr,
                 flags | ImGuiWindowFlags_NoTitleBar | ImGuiWindowFlags_NoResize |
                     ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoCollapse |
                     ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoBringToFrontOnFocus);
    ImGui::PopStyleColor();
    // Of the part only: popups and tooltips opened inside have the style's.
    ImGui::PopStyleVar(4);
}

void end_part() { ImGui::End(); }

bool has_map(const PanelContext& context, const MapFrame& frame) {
    const auto& snapshot = context.snapshot;
    return snapshot.scene != nullptr && snapshot.scene->scene != nullptr &&
           snapshot.results != nullptr && !snapshot.scene->scene->frames.empty() &&
           frame.port != nullptr;
}

}  // namespace maillage::ui
