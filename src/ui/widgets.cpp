// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets.hpp"

#include "ui/draw.hpp"
#include "ui/keyboard.hpp"

#include <imgui/imgui_internal.h>

#include <algorithm>
#include <cmath>

namespace maillage::ui {
namespace {

constexpr double kButtonHeight = 32.0;
constexpr double kChoiceHeight = 30.0;
constexpr double kBox = 15.0;
constexpr double kCorner = 4.0;

float height_of(ImFont* font) { return font->FontSize; }

void put(ImDrawList& list, ImFont* font, ImVec2 at, carto::Color color, std::string_view text) {
    // Whole pixels: glyphs were rendered for them.
    list.AddText(font, font->FontSize, {std::floor(at.x), std::floor(at.y)}, im(color),
                 begin_of(text), end_of(text));
}

/// An item that can be pressed by mouse, Enter and Space, and shows the keyboard's focus.
struct Pressed {
    bool pressed = false;
    bool hovered = false;
    bool held = false;
    ImVec2 min;
    ImVec2 max;
};
Pressed pressable(const Look& look, std::string_view label, std::string_view id, ImVec2 size,
                  bool enabled = true, TabStop tab = TabStop::kNo) {
    Pressed item;
    ImGui::BeginDisabled(!enabled);
    item.pressed = invisible_button(("###" + std::string(id)).c_str(), size, tab);
    ImGui::EndDisabled();
    item.pressed = item.pressed || (enabled && pressed_by_enter());
    item.hovered = enabled && ImGui::IsItemHovered();
    item.held = enabled && ImGui::IsItemActive();
    item.min = ImGui::GetItemRectMin();
    item.max = ImGui::GetItemRectMax();
    ImGui::RenderNavHighlight({item.min, item.max}, ImGui::GetItemID());
    note_item(look, id, label);
    return item;
}

struct ButtonColors {
    carto::Color fill, edge, ink;
};
ButtonColors button_colors(const Look& look, ButtonKind kind, const Pressed& item) {
    const auto& c = look.colors;
    switch (kind) {
        case ButtonKind::kPrimary: {
            const double lighter = item.held ? 0.2 : item.hovered ? 0.1 : 0.0;
            const auto fill = mix(c.primary, c.panel, lighter);
            return {fill, fill, c.on_primary};
        }
        case ButtonKind::kPlain:
            return {item.held ? c.primary_light : item.hovered ? c.hover : c.panel, c.rule, c.ink};
        case ButtonKind::kQuiet:
            break;
    }
    const auto none = carto::with_alpha(c.panel, 0);
    return {item.held ? c.primary_light : item.hovered ? c.hover : none, none, c.primary};
}

void faded(ButtonColors& colors, const Look& look) {
    colors.ink = mix(colors.ink, look.colors.panel, 0.5);
    colors.fill = colors.fill.a == 0 ? colors.fill : mix(colors.fill, look.colors.panel, 0.5);
}

void draw_box(ImDrawList& list, const Look& look, const ButtonColors& colors, ImVec2 min,
              ImVec2 max) {
    const float corner = look.px(kCorner);
    list.AddRectFilled(min, max, im(colors.fill), corner);
    list.AddRect(min, max, im(colors.edge), corner, 0, std::max(1.0F, look.px(1)));
}

}  // namespace

void focus_ring() {
    ImGui::RenderNavHighlight({ImGui::GetItemRectMin(), ImGui::GetItemRectMax()},
                              ImGui::GetItemID());
}

void note_item(const Look& look, std::string_view id, std::string_view label) {
    if (look.log == nullptr) {
        return;
    }
    const auto min = ImGui::GetItemRectMin();
    const auto size = ImGui::GetItemRectSize();
    look.log->items.push_back(
        {std::string(id), std::string(label), {min.x, min.y, size.x, size.y}});
}

float text_width(ImFont* font, std::string_view text) {
    return std::ceil(
        font->CalcTextSizeA(font->FontSize, 1e9F, 0.0F, begin_of(text), end_of(text)).x);
}

bool button(const Look& look, std::string_view label, const char* id, ButtonKind kind,
            std::string_view shortcut, bool enabled) {
    auto* font = look.fonts.text;
    const float side = look.px(kind == ButtonKind::kQuiet ? 6 : 12);
    const float gap = look.px(7);
    const float label_width = text_width(font, label);
    const float width =
        label_width + 2 * side + (shortcut.empty() ? 0.0F : gap + text_width(font, shortcut));
    const float height = look.px(kind == ButtonKind::kQuiet ? 24 : kButtonHeight);
    const auto item = pressable(look, label, id, {width, height}, enabled);
    auto colors = button_colors(look, kind, item);
    if (!enabled) {
        faded(colors, look);
    }
    auto& list = *ImGui::GetWindowDrawList();
    draw_box(list, look, colors, item.min, item.max);
    const float y = item.min.y + (height - height_of(font)) / 2;
    put(list, font, {item.min.x + side, y}, colors.ink, label);
    if (!shortcut.empty()) {
        const auto ink = kind == ButtonKind::kPrimary ? colors.ink : look.colors.secondary;
        put(list, font, {item.min.x + side + label_width + gap, y}, ink, shortcut);
    }
    return item.pressed;
}

bool default_button(const Look& look, std::string_view label, const char* id, bool enabled) {
    const bool pressed = button(look, label, id, ButtonKind::kPrimary, {}, enabled);
    return pressed || (enabled && !keyboard_at_other_button() && enter_pressed());
}

std::optional<int> segmented(const Look& look, const std::vector<std::string_view>& labels,
                             int chosen, const char* id) {
    std::optional<int> result;
    const auto width_of = [&](std::string_view label) {
        return text_width(look.fonts.text, label) + look.px(24);
    };
    float whole = 0.0F;
    for (const auto label : labels) {
        whole += width_of(label);
    }
    // Closer together where that keeps them on one line.
    const auto whole_with = [&](double gap) {
        return whole + look.px(gap) * static_cast<float>(labels.size() - 1);
    };
    const float room = ImGui::GetContentRegionAvail().x;
    const float gap = look.px(whole_with(8) > room && whole_with(3) <= room + look.px(1) ? 3 : 8);
    for (int i = 0; i < static_cast<int>(labels.size()); ++i) {
        const auto label = labels[static_cast<std::size_t>(i)];
        if (i > 0) {
            ImGui::SameLine(0, gap);
            // The next one goes below where it would be cut.
            const float width = width_of(label);
            if (ImGui::GetCursorPosX() + width >
                ImGui::GetWindowContentRegionMax().x + look.px(1)) {
                ImGui::NewLine();
            }
        }
        const auto one = std::string(id) + "/" + std::to_string(i);
        if (button(look, label, one.c_str(),
                   i == chosen ? ButtonKind::kPrimary : ButtonKind::kPlain) &&
            i != chosen) {
            result = i;
        }
    }
    return result;
}

namespace {

/// A mark of one line's height and its label beside it; \p mark draws the mark.
template <typename Mark>
bool marked(const Look& look, std::string_view label, const char* id, bool* value,
            const Mark& mark) {
    auto* font = look.fonts.text;
    const float box = std::floor(look.px(kBox));
    const float gap = look.px(9);
    const float room = ImGui::GetContentRegionAvail().x - box - gap;
    const auto lines = wrap_lines(font, label, room);
    const float line = height_of(font) + look.px(2);
    const float height = line * static_cast<float>(lines.size()) + look.px(4);
    float width = 0.0F;
    for (const auto& one : lines) {
        width = std::max(width, text_width(font, one));
    }
    const auto item = pressable(look, label, id, {box + gap + width, height}, true, TabStop::kYes);
    const bool changed = item.pressed;
    if (changed) {
        *value = !*value;
    }
    const ImVec2 min{item.min.x, std::floor(item.min.y + (line - box) / 2 + look.px(2))};
    auto& list = *ImGui::GetWindowDrawList();
    mark(list, min, box, item.hovered);
    float y = item.min.y + look.px(2);
    for (const auto& one : lines) {
        put(list, font, {item.min.x + box + gap, y}, look.colors.ink, one);
        y += line;
    }
    return changed;
}

}  // namespace

bool checkbox(const Look& look, std::string_view label, const char* id, bool* value) {
    const auto& c = look.colors;
    return marked(look, label, id, value, [&](ImDrawList& list, ImVec2 min, float box, bool hover) {
        const auto fill = *value ? c.primary : (hover ? c.hover : c.panel);
        draw_box(list, look, {fill, c.primary, c.on_primary}, min, {min.x + box, min.y + box});
        if (*value) {
            const ImVec2 tick[] = {{min.x + box * 0.24F, min.y + box * 0.54F},
                                   {min.x + box * 0.43F, min.y + box * 0.72F},
                                   {min.x + box * 0.77F, min.y + box * 0.31F}};
            list.AddPolyline(tick, 3, im(c.on_primary), 0, look.px(1.6));
        }
    });
}

bool radio(const Look& look, std::string_view label, const char* id, bool* value) {
    const auto& c = look.colors;
    return marked(look, label, id, value, [&](ImDrawList& list, ImVec2 min, float box, bool hover) {
        const ImVec2 middle{min.x + box / 2, min.y + box / 2};
        list.AddCircleFilled(middle, box / 2, im(hover ? c.hover : c.panel), 24);
        list.AddCircle(middle, box / 2 - 0.5F, im(c.primary), 24, std::max(1.0F, look.px(1)));
        if (*value) {
            list.AddCircleFilled(middle, box * 0.27F, im(c.primary), 24);
        }
    });
}

std::optional<int> choice(const Look& look, const std::vector<std::string_view>& labels, int chosen,
                          const char* id, double width) {
    auto* font = look.fonts.text;
    const std::string_view shown = chosen >= 0 && chosen < static_cast<int>(labels.size())
                                       ? labels[static_cast<std::size_t>(chosen)]
                                       : std::string_view("");
    const float side = look.px(11);
    const float arrow = look.px(18);
    const float wide = width > 0 ? look.px(width) : text_width(font, shown) + 2 * side + arrow;
    const float height = look.px(kChoiceHeight);
    const auto popup = "###" + std::string(id) + "/list";
    const auto item = pressable(look, shown, id, {wide, height}, true, TabStop::kYes);
    auto& list = *ImGui::GetWindowDrawList();
    const auto colors = button_colors(look, ButtonKind::kPlain, item);
    draw_box(list, look, colors, item.min, item.max);
    put(list, font, {item.min.x + side, item.min.y + (height - height_of(font)) / 2}, colors.ink,
        shortened(font, shown, wide - 2 * side - arrow));
    const ImVec2 tip{item.max.x - side - look.px(4), item.min.y + height / 2 + look.px(2.5)};
    const float half = look.px(4);
    list.AddTriangleFilled({tip.x - half, tip.y - look.px(5)}, {tip.x + half, tip.y - look.px(5)},
                           tip, im(look.colors.secondary));
    if (item.pressed) {
        ImGui::OpenPopup(popup.c_str());
    }
    std::optional<int> result;
    ImGui::SetNextWindowPos({item.min.x, item.max.y + look.px(2)}, ImGuiCond_Appearing);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(look.px(6), look.px(6)));
    if (ImGui::BeginPopup(popup.c_str())) {
        for (int i = 0; i < static_cast<int>(labels.size()); ++i) {
            const auto one = std::string(id) + "/" + std::to_string(i);
            const auto text = std::string(labels[static_cast<std::size_t>(i)]) + "###" + one;
            if (ImGui::Selectable(text.c_str(), i == chosen) && i != chosen) {
                result = i;
            }
            note_item(look, one, labels[static_cast<std::size_t>(i)]);
        }
        ImGui::EndPopup();
    }
    ImGui::PopStyleVar();
    return result;
}

void badge(const Look& look, std::string_view text, carto::Color fill, carto::Color ink) {
    auto* font = look.fonts.small;
    const float side = look.px(7);
    const float height = height_of(font) + look.px(5);
    ImGui::Dummy({text_width(font, text) + 2 * side, height});
    const auto min = ImGui::GetItemRectMin();
    auto& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled(min, ImGui::GetItemRectMax(), im(fill), look.px(3));
    put(list, font, {min.x + side, min.y + (height - height_of(font)) / 2}, ink, text);
}

void gauge(const Look& look, double low, double high, std::optional<double> target, double width,
           double thick) {
    const float wide = look.px(width);
    const float height = std::floor(look.px(thick));
    ImGui::Dummy({wide, height + look.px(8)});
    const auto at = ImGui::GetItemRectMin();
    const float top = at.y + look.px(4);
    auto& list = *ImGui::GetWindowDrawList();
    const auto& c = look.colors;
    const float round = height / 2;
    const auto x = [&](double share) {
        return at.x + wide * static_cast<float>(std::clamp(share, 0.0, 1.0));
    };
    list.AddRectFilled({at.x, top}, {at.x + wide, top + height}, im(mix(c.panel, c.rule, 0.8)),
                       round);
    if (high > 0) {
        const bool full = high >= 1.0;
        const auto corners = full ? ImDrawFlags_RoundCornersAll : ImDrawFlags_RoundCornersLeft;
        // An interval of a few tenths still shows two pixels of its own.
        const float end = std::max(x(high), x(low) + (high > low ? look.px(2) : 0.0F));
        list.AddRectFilled({at.x, top}, {std::max(end, at.x + round), top + height}, im(c.covered),
                           round, corners);
        if (x(low) > at.x) {
            list.AddRectFilled(
                {at.x, top}, {std::max(x(low), at.x + round), top + height}, im(c.primary), round,
                low >= 1.0 ? ImDrawFlags_RoundCornersAll : ImDrawFlags_RoundCornersLeft);
        }
    }
    if (target) {
        const float tick = std::floor(x(*target));
        list.AddRectFilled({tick - look.px(1), top - look.px(4)},
                           {tick + look.px(1), top + height + look.px(4)}, im(c.target));
    }
}

void block_title(const Look& look, std::string_view text) {
    auto* font = look.fonts.block_title;
    ImGui::Dummy({text_width(font, text), height_of(font) + look.px(6)});
    put(*ImGui::GetWindowDrawList(), font, ImGui::GetItemRectMin(), look.colors.ink, text);
}

void text(const Look& look, std::string_view text) {
    auto* font = look.fonts.text;
    ImGui::Dummy({text_width(font, text), height_of(font)});
    put(*ImGui::GetWindowDrawList(), font, ImGui::GetItemRectMin(), look.colors.ink, text);
}

void secondary(const Look& look, std::string_view text, double wrap_width) {
    auto* font = look.fonts.small;
    const float width = wrap_width > 0 ? look.px(wrap_width) : 1e9F;
    const auto lines = wrap_lines(font, text, width);
    const float line = height_of(font) + look.px(2);
    float wide = 0.0F;
    for (const auto& one : lines) {
        wide = std::max(wide, text_width(font, one));
    }
    ImGui::Dummy({wide, line * static_cast<float>(lines.size())});
    auto at = ImGui::GetItemRectMin();
    for (const auto& one : lines) {
        put(*ImGui::GetWindowDrawList(), font, at, look.colors.secondary, one);
        at.y += line;
    }
}

bool figure(const Look& look, std::string_view text, const char* id) {
    auto* font = look.fonts.figure;
    // The figure's digits stand between ascent and base line; the rest is air above.
    const auto item =
        pressable(look, text, id, {text_width(font, text), std::floor(height_of(font) * 0.86F)});
    auto& list = *ImGui::GetWindowDrawList();
    put(list, font, {item.min.x, item.min.y - height_of(font) * 0.1F}, look.colors.primary, text);
    if (item.hovered) {
        const float y = item.max.y - look.px(1);
        list.AddLine({item.min.x, y}, {item.max.x, y}, im(look.colors.primary), look.px(1));
        ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
    }
    return item.pressed;
}

void rule(const Look& look) {
    const float width = ImGui::GetContentRegionAvail().x;
    ImGui::Dummy({width, std::max(1.0F, look.px(1))});
    const auto at = ImGui::GetItemRectMin();
    ImGui::GetWindowDrawList()->AddRectFilled(at, {at.x + width, at.y + std::max(1.0F, look.px(1))},
                                              im(look.colors.rule));
}

std::vector<std::string> wrap_lines(ImFont* font, std::string_view text, float width) {
    std::vector<std::string> lines;
    std::string line;
    std::size_t from = 0;
    while (from <= text.size()) {
        const auto space = std::min(text.find(' ', from), text.size());
        const auto word = text.substr(from, space - from);
        const auto longer = line.empty() ? std::string(word) : line + ' ' + std::string(word);
        if (!line.empty() && text_width(font, longer) > width) {
            lines.push_back(std::move(line));
            line = word;
        } else {
            line = longer;
        }
        from = space + 1;
    }
    lines.push_back(std::move(line));
    return lines;
}

std::string shortened(ImFont* font, std::string_view text, float width) {
    if (text_width(font, text) <= width) {
        return std::string(text);
    }
    auto kept = std::string(text);
    while (!kept.empty()) {
        // One whole character less: continuation bytes first.
        while (!kept.empty() && (static_cast<unsigned char>(kept.back()) & 0xC0U) == 0x80U) {
            kept.pop_back();
        }
        if (!kept.empty()) {
            kept.pop_back();
        }
        auto trimmed = kept.substr(0, kept.find_last_not_of(' ') + 1) + "…";
        if (text_width(font, trimmed) <= width) {
            return trimmed;
        }
    }
    return "…";
}

void text_at(ImFont* font, carto::Color color, float x, float y, std::string_view text) {
    const auto origin = ImGui::GetWindowPos();
    put(*ImGui::GetWindowDrawList(), font, {origin.x + x, origin.y + y}, color, text);
}

void wrapped(const Look& look, std::string_view text, double width, int lines) {
    auto* font = look.fonts.text;
    const float wide = look.px(width);
    auto broken = wrap_lines(font, text, wide);
    const auto most = static_cast<std::size_t>(std::max(1, lines));
    bool cut = false;
    if (broken.size() > most) {
        std::string rest = broken[most - 1];
        for (std::size_t i = most; i < broken.size(); ++i) {
            rest += ' ' + broken[i];
        }
        broken.resize(most);
        broken.back() = shortened(font, rest, wide);
        cut = true;
    }
    const float line = height_of(font) + look.px(1);
    ImGui::Dummy({wide, line * static_cast<float>(broken.size())});
    auto at = ImGui::GetItemRectMin();
    for (const auto& one : broken) {
        cut = cut || text_width(font, one) > wide;
        put(*ImGui::GetWindowDrawList(), font, at, look.colors.ink, shortened(font, one, wide));
        at.y += line;
    }
    if (cut && ImGui::IsItemHovered()) {
        ImGui::BeginTooltip();
        ImGui::TextUnformatted(begin_of(text), end_of(text));
        ImGui::EndTooltip();
    }
}

}  // namespace maillage::ui
