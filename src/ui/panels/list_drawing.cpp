// SPDX-License-Identifier: Apache-2.0
#include "ui/panels/list_drawing.hpp"

#include <imgui/imgui_internal.h>
#include <imgui/imgui_stdlib.h>

#include <algorithm>
#include <cmath>

namespace maillage::ui {
namespace {

ImVec2 floored(float x, float y) { return {std::floor(x), std::floor(y)}; }

}  // namespace

ListRow list_row(const Look& look, std::string_view id, std::string_view label, float height,
                 bool chosen, float width) {
    ListRow row;
    const float wide = std::max(1.0F, width > 0 ? width : ImGui::GetContentRegionAvail().x);
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(0, 0));
    row.pressed = ImGui::InvisibleButton(("###" + std::string(id)).c_str(), {wide, height});
    ImGui::PopStyleVar();
    note_item(look, id, label);
    row.hovered = ImGui::IsItemHovered();
    row.opened = row.hovered && ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left);
    row.min = ImGui::GetItemRectMin();
    row.max = ImGui::GetItemRectMax();
    auto& list = *ImGui::GetWindowDrawList();
    if (chosen || row.hovered) {
        list.AddRectFilled(row.min, row.max, im(chosen ? look.colors.selected : look.colors.hover));
    }
    const float line = std::max(1.0F, std::floor(look.px(1)));
    list.AddRectFilled({row.min.x, row.max.y - line}, row.max, im(look.colors.rule));
    ImGui::RenderNavHighlight({row.min, row.max}, ImGui::GetItemID());
    return row;
}

bool cell(ImFont* font, carto::Color color, float x, float y, float width, std::string_view text,
          bool right) {
    const float whole = text_width(font, text);
    const bool cut = whole > width;
    const auto shown = cut ? shortened(font, text, width) : std::string(text);
    const float start = right ? x + width - std::min(width, text_width(font, shown)) : x;
    ImGui::GetWindowDrawList()->AddText(font, font->FontSize, floored(start, y), im(color),
                                        begin_of(shown), end_of(shown));
    return cut;
}

bool link(const Look& look, std::string_view text, std::string_view id, float width) {
    auto* font = look.fonts.text;
    const float wide = width > 0 ? width : text_width(font, text);
    const bool pressed = ImGui::InvisibleButton(
        ("###" + std::string(id)).c_str(), {std::max(1.0F, wide), font->FontSize + look.px(2)});
    note_item(look, id, text);
    const auto min = ImGui::GetItemRectMin();
    cell(font, look.colors.primary, min.x, min.y, wide, text);
    if (ImGui::IsItemHovered()) {
        ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
        const float y = min.y + font->FontSize;
        ImGui::GetWindowDrawList()->AddLine({min.x, y},
                                            {min.x + std::min(wide, text_width(font, text)), y},
                                            im(look.colors.primary));
    }
    ImGui::RenderNavHighlight({min, ImGui::GetItemRectMax()}, ImGui::GetItemID());
    return pressed;
}

bool label_value(const Look& look, std::string_view label, std::string_view value,
                 std::string_view id, bool label_leads) {
    auto* font = look.fonts.text;
    const float room = ImGui::GetContentRegionAvail().x;
    const float value_width = std::min(text_width(font, value), room * 0.62F);
    const float height = font->FontSize + look.px(5);
    bool pressed = false;
    if (id.empty()) {
        ImGui::Dummy({room, height});
    } else {
        pressed = ImGui::InvisibleButton(("###" + std::string(id)).c_str(), {room, height});
        note_item(look, id, value);
    }
    const auto min = ImGui::GetItemRectMin();
    const float y = min.y + look.px(2);
    const bool leads = !id.empty();
    const auto label_color = leads && label_leads ? look.colors.primary : look.colors.secondary;
    const auto value_color = leads && !label_leads ? look.colors.primary : look.colors.ink;
    const float label_room = room - value_width - look.px(8);
    const bool cut = cell(font, label_color, min.x, y, label_room, label);
    const float value_x = min.x + room - value_width;
    const bool cut_value = cell(font, value_color, value_x, y, value_width, value, true);
    if (leads) {
        ImGui::RenderNavHighlight({min, ImGui::GetItemRectMax()}, ImGui::GetItemID());
        if (ImGui::IsItemHovered()) {
            ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
            const float under = y + font->FontSize;
            const float from = label_leads ? min.x : value_x;
            const float width =
                label_leads ? std::min(label_room, text_width(font, label)) : value_width;
            ImGui::GetWindowDrawList()->AddLine({from, under}, {from + width, under},
                                                im(look.colors.primary));
        }
    }
    if (cut || cut_value) {
        tooltip(look, std::string(label) + " : " + std::string(value));
    }
    return pressed;
}

void paragraph(const Look& look, std::string_view text, carto::Color color, ImFont* font) {
    auto* used = font != nullptr ? font : look.fonts.text;
    const auto lines = wrap_lines(used, text, ImGui::GetContentRegionAvail().x);
    const float line = used->FontSize + look.px(2);
    for (const auto& one : lines) {
        ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(0, 0));
        ImGui::Dummy({text_width(used, one), line});
        ImGui::PopStyleVar();
        const auto at = ImGui::GetItemRectMin();
        cell(used, color, at.x, at.y, text_width(used, one), one);
    }
}

void tooltip(const Look& look, std::string_view text) {
    if (text.empty() || !ImGui::IsItemHovered()) {
        return;
    }
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(look.px(10), look.px(8)));
    ImGui::BeginTooltip();
    ImGui::PushTextWrapPos(look.px(360));
    ImGui::PushFont(look.fonts.text);
    for (const auto& line : wrap_lines(look.fonts.text, text, look.px(340))) {
        ImGui::TextUnformatted(line.c_str());
    }
    ImGui::PopFont();
    ImGui::PopTextWrapPos();
    ImGui::EndTooltip();
    ImGui::PopStyleVar();
}

bool input_line(const Look& look, const char* id, std::string_view hint, std::string& text,
                float width, int flags) {
    ImGui::PushFont(look.fonts.text);
    ImGui::SetNextItemWidth(width > 0 ? width : ImGui::GetContentRegionAvail().x);
    const auto label = "###" + std::string(id);
    const bool changed =
        ImGui::InputTextWithHint(label.c_str(), std::string(hint).c_str(), &text, flags);
    note_item(look, id, text);
    ImGui::PopFont();
    return changed;
}

void gap(const Look& look, double layout_pixels) {
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(0, 0));
    ImGui::Dummy({1, look.px(layout_pixels)});
    ImGui::PopStyleVar();
}

}  // namespace maillage::ui
