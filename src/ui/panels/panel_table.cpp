// SPDX-License-Identifier: Apache-2.0
#include "ui/panels/panel_table.hpp"

#include "ui/commands_table.hpp"
#include "ui/panels/list_drawing.hpp"

#include <algorithm>
#include <array>

namespace maillage::ui {
namespace {

constexpr double kWidth = 620;
constexpr double kHeight = 520;
constexpr const char* kPopup = "###help";

constexpr auto kPanels = std::to_array<PanelEntry>({
    {PanelId::kBand, "band", screen::kPanelBand, screen::kHelpBand},
    {PanelId::kMap, "map", screen::kPanelMap, screen::kHelpMap},
    {PanelId::kLayers, "layers", screen::kPanelLayers, screen::kHelpLayers},
    {PanelId::kTime, "time", screen::kPanelTime, screen::kHelpTime},
    {PanelId::kTable, "table", screen::kPanelTable, screen::kHelpTable},
    {PanelId::kContracts, "contracts", screen::kPanelContracts, screen::kHelpContracts},
    {PanelId::kSheet, "sheet", screen::kPanelSheet, screen::kHelpSheet},
    {PanelId::kExplanation, "explanation", screen::kPanelExplanation, screen::kHelpExplanation},
    {PanelId::kNotices, "notices", screen::kPanelNotices, screen::kHelpNotices},
    {PanelId::kSearch, "search", screen::kPanelSearch, screen::kHelpSearch},
    {PanelId::kData, "data", screen::kPanelData, screen::kHelpData},
    {PanelId::kFiles, "files", screen::kPanelFiles, screen::kHelpFiles},
});

void draw_keys(const PanelContext& context) {
    const auto& look = context.look;
    gap(look, 12);
    block_title(look, context.text(screen::kHelpKeys));
    rule(look);
    for (const auto& one : command_table()) {
        if (const auto keys = shortcut_text(one.shortcut, context.language); !keys.empty()) {
            label_value(look, context.text(one.label), keys);
        }
    }
}

}  // namespace

std::span<const PanelEntry> panel_table() { return kPanels; }

const PanelEntry& panel_entry(PanelId id) { return kPanels.at(static_cast<std::size_t>(id)); }

void draw_help(const PanelContext& context, PanelId panel, bool& open) {
    if (!open) {
        return;
    }
    if (!ImGui::IsPopupOpen(kPopup)) {
        ImGui::OpenPopup(kPopup);
    }
    const auto& look = context.look;
    const auto room = ImGui::GetIO().DisplaySize;
    ImGui::SetNextWindowPos({room.x / 2, room.y / 2}, ImGuiCond_Always, {0.5F, 0.5F});
    ImGui::SetNextWindowSize({std::min(look.px(kWidth), room.x - look.px(32)),
                              std::min(look.px(kHeight), room.y - look.px(32))});
    if (!ImGui::BeginPopupModal(kPopup, nullptr,
                                ImGuiWindowFlags_NoTitleBar | ImGuiWindowFlags_NoResize |
                                    ImGuiWindowFlags_NoMove)) {
        return;
    }
    const auto& entry = panel_entry(panel);
    paragraph(look, context.text(entry.title), look.colors.ink, look.fonts.title);
    gap(look, 8);
    ImGui::BeginChild("###help/body", {0, ImGui::GetContentRegionAvail().y - look.px(44)});
    const auto help = context.text(entry.help);
    std::string_view left = help;
    while (!left.empty()) {
        const auto line = left.substr(0, left.find('\n'));
        paragraph(look, line, look.colors.ink);
        gap(look, 5);
        left.remove_prefix(std::min(left.size(), line.size() + 1));
    }
    draw_keys(context);
    ImGui::EndChild();
    const bool escape = ImGui::IsKeyPressed(ImGui::GetKeyIndex(ImGuiKey_Escape));
    if (button(look, context.text(screen::kClose), "help/close", ButtonKind::kPlain) || escape) {
        open = false;
        ImGui::CloseCurrentPopup();
    }
    ImGui::EndPopup();
}

}  // namespace maillage::ui
