// SPDX-License-Identifier: Apache-2.0
#include "ui/map_tip.hpp"

#include "ui/widgets.hpp"

#include <imgui/imgui.h>

#include <algorithm>

namespace maillage::ui {

void draw_map_tip(const Look& look, const std::vector<std::string>& lines,
                  const carto::Rect& place) {
    const auto font_of = [&](std::size_t line) {
        return line == 0 && lines.size() > 1 ? look.fonts.text_bold : look.fonts.small;
    };
    float wide = 0.0F;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        wide = std::max(wide, text_width(font_of(i), lines[i]));
    }
    const auto mouse = ImGui::GetIO().MousePos;
    if (static_cast<double>(mouse.x + wide + look.px(40)) > place.x + place.width) {
        ImGui::SetNextWindowPos({mouse.x - look.px(12), mouse.y + look.px(12)}, ImGuiCond_Always,
                                {1.0F, 0.0F});
    }
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(look.px(12), look.px(9)));
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(0, look.px(1)));
    ImGui::BeginTooltip();
    for (std::size_t i = 0; i < lines.size(); ++i) {
        ImGui::PushFont(font_of(i));
        ImGui::TextUnformatted(lines[i].c_str());
        ImGui::PopFont();
    }
    ImGui::EndTooltip();
    ImGui::PopStyleVar(2);
}

}  // namespace maillage::ui
