// SPDX-License-Identifier: Apache-2.0
#include "ui/panels/panel_table.hpp"

#include "base/planning_messages.hpp"
#include "ui/commands_table.hpp"
#include "ui/keyboard.hpp"
#include "ui/panels/list_drawing.hpp"

#include <algorithm>
#include <array>

namespace maillage::ui {
namespace {

constexpr double kWidth = 620;
constexpr double kHeight = 520;
constexpr const char* kPopup = "###help";

constexpr auto kPanels = std::to_array<PanelEntry>({
    {PanelId::kBand, "band", screen::kPaneTitleBand, screen::kPaneHelpBand},
    {PanelId::kMap, "map", screen::kPaneTitleMap, screen::kPaneHelpMap},
    {PanelId::kLayers, "layers", screen::kPaneTitleLayers, screen::kPaneHelpLayers},
    {PanelId::kTime, "time", screen::kPaneTitleTime, screen::kPaneHelpTime},
    {PanelId::kNext, "next", planning::kPaneTitleNext, planning::kPaneHelpNext},
    {PanelId::kTable, "table", screen::kPaneTitleTable, screen::kPaneHelpTable},
    {PanelId::kContracts, "contracts", screen::kPaneTitleContracts, screen::kPaneHelpContracts},
    {PanelId::kSheet, "sheet", screen::kPaneTitleSheet, screen::kPaneHelpSheet},
    {PanelId::kExplanation, "explanation", screen::kPaneTitleExplanation,
     screen::kPaneHelpExplanation},
    {PanelId::kNotices, "notices", screen::kPaneTitleNotices, screen::kPaneHelpNotices},
    {PanelId::kSearch, "search", screen::kPaneTitleSearch, screen::kPaneHelpSearch},
    {PanelId::kData, "data", screen::kPaneTitleData, screen::kPaneHelpData},
    {PanelId::kFiles, "files", screen::kPaneTitleFiles, screen::kPaneHelpFiles},
});

void draw_keys(const PanelContext& context) {
    const auto& look = context.look;
    gap(look, 12);
    block_title(look, context.text(screen::kPaneHelpKeys));
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
    if (!ImGui::BeginPopupModal(
            kPopup, nullptr,
            ImGuiWindowFlags_NoTitleBar | ImGuiWindowFlags_NoResize | ImGuiWindowFlags_NoMove)) {
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
    if (button(look, context.text(screen::kPaneClose), "help/close", ButtonKind::kPlain) ||
        enter_pressed() || escape_pressed()) {
        open = false;
        ImGui::CloseCurrentPopup();
    }
    ImGui::EndPopup();
}

}  // namespace maillage::ui
