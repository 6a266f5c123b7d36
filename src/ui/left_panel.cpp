// SPDX-License-Identifier: Apache-2.0
#include "base/access_screen_messages.hpp"
#include "base/planning_messages.hpp"
#include "base/text.hpp"
#include "carto/layer_marks.hpp"
#include "carto/palettes.hpp"
#include "ui/parts.hpp"
#include "ui/widgets.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace maillage::ui {
namespace {

namespace command = workspace::command;
using carto::MapRequest;

constexpr double kMargin = 18.0;

void gap(const Look& look, double height) { ImGui::Dummy({1, look.px(height)}); }

void section(const PanelContext& context, MessageId title) {
    gap(context.look, 14);
    block_title(context.look, context.text(title));
}

/// The map of access is of communes and of nothing but times.
bool is_access(const PanelContext& context) { return carto::is_access(context.view.map.view); }

/// One of the map's views: a mark that is filled when chosen.
bool view_line(const PanelContext& context, MessageId label, const char* id, bool chosen) {
    bool value = chosen;
    return radio(context.look, context.text(label), id, &value) && !chosen;
}

void draw_views(const PanelContext& context, CommandSink& sink) {
    struct Line {
        carto::View view;
        MessageId label;
        const char* id;
    };
    constexpr std::array kLines = {
        Line{carto::View::kCoverage, screen::kViewCoverage, "map/view/coverage"},
        Line{carto::View::kSignatories, screen::kViewSignatories, "map/view/signatories"},
        Line{carto::View::kContracts, screen::kViewContracts, "map/view/contracts"},
        Line{carto::View::kPopulation, screen::kViewPopulation, "map/view/population"},
        Line{carto::View::kAccess, reach::kViewAccess, "map/view/access"}};
    block_title(context.look, context.text(screen::kSectionMap));
    for (const auto& line : kLines) {
        const bool chosen = line.view == carto::View::kAccess ? is_access(context)
                                                              : context.view.map.view == line.view;
        if (view_line(context, line.label, line.id, chosen)) {
            auto map = context.view.map;
            map.view = line.view;
            sink(command::SetMap{std::move(map)});
        }
    }
}

void draw_level(const PanelContext& context, CommandSink& sink) {
    section(context, screen::kSectionLevel);
    const std::array labels = {
        context.text(screen::kLevelCommunes), context.text(screen::kLevelEpcis),
        context.text(screen::kLevelDepartments), context.text(screen::kLevelRegions)};
    const std::vector<std::string_view> shown(labels.begin(), labels.end());
    if (const auto chosen =
            segmented(context.look, shown, static_cast<int>(context.view.map.level), "map/level")) {
        auto map = context.view.map;
        map.level = static_cast<carto::MapLevel>(*chosen);
        sink(command::SetMap{std::move(map)});
    }
}

void layer_line(const PanelContext& context, MessageId label, const char* id,
                bool MapRequest::*member, CommandSink& sink) {
    bool value = context.view.map.*member;
    if (checkbox(context.look, context.text(label), id, &value)) {
        auto map = context.view.map;
        map.*member = value;
        sink(command::SetMap{std::move(map)});
    }
}

/// Layers beside communes and contracts: the user's, and the program's own.
void draw_own_layers(const PanelContext& context, CommandSink& sink) {
    if (context.snapshot.results == nullptr) {
        return;
    }
    for (const auto& layer : context.snapshot.results->dataset->layers) {
        bool shown = carto::is_shown(context.view.map, layer);
        const auto label = carto::layer_words(layer, context.language);
        const auto id = "map/layer/" + std::to_string(layer.source);
        if (checkbox(context.look, label, id.c_str(), &shown)) {
            auto map = context.view.map;
            std::erase_if(map.layers, [&](const auto& one) { return one.source == layer.source; });
            map.layers.push_back({layer.source, shown});
            sink(command::SetMap{std::move(map)});
        }
    }
}

void draw_layers(const PanelContext& context, CommandSink& sink) {
    section(context, screen::kSectionLayers);
    const bool access = is_access(context);
    if (!access) {
        layer_line(context, screen::kLayerSigned, "map/signed", &MapRequest::signed_contracts,
                   sink);
        layer_line(context, screen::kLayerNegotiated, "map/negotiated",
                   &MapRequest::negotiated_contracts, sink);
        layer_line(context, screen::kLayerOtherLevels, "map/other_levels",
                   &MapRequest::other_level_contracts, sink);
        layer_line(context, screen::kLayerCircles, "map/circles", &MapRequest::circles, sink);
    }
    layer_line(context, screen::kLayerLabels, "map/labels", &MapRequest::labels, sink);
    if (context.view.map.labels && !access) {
        layer_line(context, screen::kLayerValues, "map/values", &MapRequest::label_values, sink);
    }
    draw_own_layers(context, sink);
}

void draw_method(const PanelContext& context, CommandSink& sink) {
    const std::array methods = {
        context.text(screen::kBreaksPolicy),    context.text(screen::kBreaksFisher),
        context.text(screen::kBreaksQuantiles), context.text(screen::kBreaksEqual),
        context.text(screen::kBreaksPretty),    context.text(screen::kBreaksManual)};
    const std::vector<std::string_view> shown(methods.begin(), methods.end());
    const auto& classes = context.view.map.classes;
    if (const auto chosen = choice(context.look, shown, static_cast<int>(classes.method),
                                   "map/classes/method", 228)) {
        auto map = context.view.map;
        map.classes.method = static_cast<carto::Breaks>(*chosen);
        if (map.classes.method == carto::Breaks::kManual && context.snapshot.scene != nullptr) {
            map.classes.manual = class_bounds(*context.snapshot.scene);
        }
        sink(command::SetMap{std::move(map)});
    }
}

/// What a sign that stands for words does.
void hint(const PanelContext& context, MessageId words) {
    if (ImGui::IsItemHovered()) {
        ImGui::SetTooltip("%s", context.text(words).c_str());
    }
}

void draw_class_count(const PanelContext& context, CommandSink& sink) {
    const auto& look = context.look;
    const auto& classes = context.view.map.classes;
    if (classes.method == carto::Breaks::kPolicy || classes.method == carto::Breaks::kManual) {
        return;
    }
    const auto change = [&](int by) {
        auto map = context.view.map;
        map.classes.count = std::clamp(map.classes.count + by, 2, 9);
        sink(command::SetMap{std::move(map)});
    };
    if (button(look, "\u2212", "map/classes/fewer", ButtonKind::kPlain, {}, classes.count > 2)) {
        change(-1);
    }
    hint(context, screen::kFewerClasses);
    ImGui::SameLine(0, look.px(8));
    if (button(look, "+", "map/classes/more", ButtonKind::kPlain, {}, classes.count < 9)) {
        change(1);
    }
    hint(context, screen::kMoreClasses);
    ImGui::SameLine(0, look.px(12));
    ImGui::SetCursorPosY(ImGui::GetCursorPosY() + look.px(8));
    text(look, context.text(screen::kClassCount, {std::int64_t{classes.count}}));
}

/// One palette as a row of its colours that can be pressed.
bool palette_row(const Look& look, const carto::Palette& palette, int count, bool reversed,
                 const std::string& id, bool chosen) {
    const float width = look.px(228);
    const float height = look.px(14);
    const bool pressed = ImGui::InvisibleButton(("###" + id).c_str(), {width, height + look.px(6)});
    note_item(look, id, palette.name);
    focus_ring();
    const auto min = ImGui::GetItemRectMin();
    auto& list = *ImGui::GetWindowDrawList();
    const auto swatches = carto::palette_colors(palette, count, reversed);
    const float from = min.x + look.px(3);
    const float step = (width - look.px(6)) / static_cast<float>(swatches.size());
    const float top = min.y + look.px(3);
    for (std::size_t i = 0; i < swatches.size(); ++i) {
        const float x = from + step * static_cast<float>(i);
        list.AddRectFilled({x, top}, {x + step + 0.5F, top + height}, im(swatches[i]));
    }
    if (chosen || ImGui::IsItemHovered() || ImGui::IsItemFocused()) {
        list.AddRect({min.x, min.y}, ImGui::GetItemRectMax(),
                     im(chosen ? look.colors.primary : look.colors.secondary), look.px(3), 0,
                     look.px(chosen ? 2 : 1));
    }
    return pressed;
}

/// The palette in use; pressed, all of them.
void draw_palettes(const PanelContext& context, CommandSink& sink) {
    const auto& look = context.look;
    const auto& classes = context.view.map.classes;
    const bool diverging = context.view.map.view == carto::View::kPopulation;
    const int count = std::max(3, classes.count);
    const auto& shown = carto::palette_for(classes.palette, diverging);
    if (palette_row(look, shown, count, classes.reversed, "map/palette", false)) {
        ImGui::OpenPopup("###map/palettes");
    }
    const auto below = ImGui::GetItemRectMin();
    ImGui::SetNextWindowPos({below.x - look.px(8), below.y + look.px(24)}, ImGuiCond_Appearing);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(look.px(8), look.px(8)));
    const bool open = ImGui::BeginPopup("###map/palettes");
    ImGui::PopStyleVar();
    if (!open) {
        return;
    }
    for (const auto& palette : carto::palettes()) {
        if (palette.diverging != diverging) {
            continue;
        }
        const auto id = "map/palette/" + std::string(palette.name);
        if (palette_row(look, palette, count, classes.reversed, id, palette.name == shown.name)) {
            auto map = context.view.map;
            map.classes.palette = palette.name;
            sink(command::SetMap{std::move(map)});
            ImGui::CloseCurrentPopup();
        }
    }
    ImGui::EndPopup();
}

void draw_classes(const PanelContext& context, LeftState& state, CommandSink& sink) {
    const auto& look = context.look;
    const auto& scene = context.snapshot.scene;
    if (scene == nullptr || scene->classes.empty()) {
        return;
    }
    section(context, screen::kSectionClasses);
    draw_histogram(context, state, sink);
    draw_method(context, sink);
    draw_class_count(context, sink);
    gap(look, 2);
    draw_palettes(context, sink);
    auto map = context.view.map;
    bool changed = checkbox(look, context.text(screen::kReversedColors), "map/classes/reversed",
                            &map.classes.reversed);
    changed |= checkbox(look, context.text(screen::kZeroApart), "map/classes/zero",
                        &map.classes.zero_apart);
    if (changed) {
        sink(command::SetMap{std::move(map)});
    }
}

bool has_own_rows(const PanelContext& context) {
    if (context.snapshot.results == nullptr) {
        return false;
    }
    const auto& sources = context.snapshot.results->dataset->ledger.sources;
    return std::any_of(sources.begin(), sources.end(),
                       [](const Source& one) { return !one.built_in && one.rows_read > 0; });
}

}  // namespace

void draw_ledger_line(const PanelContext& context, CommandSink& sink) {
    const auto& look = context.look;
    std::int64_t read = 0;
    std::int64_t used = 0;
    std::int64_t repaired = 0;
    std::int64_t aside = 0;
    if (context.snapshot.results != nullptr) {
        for (const auto& source : context.snapshot.results->dataset->ledger.sources) {
            if (!source.built_in) {
                read += source.rows_read;
                used += source.rows_used;
                repaired += source.rows_repaired;
                aside += source.rows_set_aside;
            }
        }
    }
    if (read == 0) {
        block_title(look, context.text(screen::kSectionYourData));
        secondary(look, context.text(screen::kDropHere), 228);
        return;
    }
    const auto from = ImGui::GetCursorScreenPos();
    const auto shown = [&](std::int64_t number) { return group_digits(number, context.language); };
    auto* font = look.fonts.small;
    const float step = font->FontSize + look.px(2);
    const auto put = [&](ImVec2 place, carto::Color color, std::string_view words) {
        ImGui::GetWindowDrawList()->AddText(font, font->FontSize, place, im(color), begin_of(words),
                                            end_of(words));
    };
    auto at = from;
    float end = 0.0F;  // Of the last line.
    for (const auto& line :
         wrap_lines(font,
                    context.text(screen::kLedgerLine,
                                 {shown(read), shown(used), shown(repaired), read, used, repaired}),
                    look.px(228))) {
        at.y += end > 0.0F ? step : 0.0F;
        put(at, look.colors.secondary, line);
        end = text_width(font, line + " ");
    }
    const auto text = context.text(screen::kLedgerSetAside, {shown(aside), aside});
    const auto color = aside > 0 ? look.colors.target : look.colors.secondary;
    // In the same sentence, where the line has room for it.
    const bool beside = end + text_width(font, text) <= look.px(228);
    at = beside ? ImVec2{at.x + end, at.y} : ImVec2{at.x, at.y + step};
    put(at, color, text);
    ImGui::SetCursorScreenPos(from);
    const float height = at.y - from.y + look.px(18);
    if (ImGui::InvisibleButton("###left/ledger", {look.px(228), height})) {
        sink(command::SetScreen{workspace::Screen::kData});
    }
    note_item(look, "left/ledger", text);
    focus_ring();
    if (ImGui::IsItemHovered()) {
        ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
    }
}

void draw_left(const PanelContext& context, const carto::Rect& place, LeftState& state,
               CommandSink& sink) {
    const auto& look = context.look;
    begin_part("###left", place, look.colors.panel, {0, 0});
    // The rows' sums stay in sight below what scrolls.
    const float foot = look.px(has_own_rows(context) ? 62 : 104);
    const float height = static_cast<float>(place.height);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(look.px(kMargin), look.px(16)));
    ImGui::BeginChild("###left/scroll", {0, std::max(height - foot, height / 2)}, false,
                      ImGuiWindowFlags_AlwaysUseWindowPadding | ImGuiWindowFlags_NavFlattened);
    draw_views(context, sink);
    if (is_access(context)) {
        draw_access(context, state, sink);
    } else {
        draw_level(context, sink);
    }
    draw_layers(context, sink);
    draw_classes(context, state, sink);
    section(context, planning::kSectionScenario);
    draw_scenarios(context, state, sink);
    draw_saved_views(context, state, sink);
    ImGui::EndChild();
    ImGui::BeginChild("###left/foot", {0, 0}, false,
                      ImGuiWindowFlags_AlwaysUseWindowPadding | ImGuiWindowFlags_NoScrollbar |
                          ImGuiWindowFlags_NavFlattened);
    ImGui::PopStyleVar();
    ImGui::SetCursorPosY(look.px(8));
    draw_ledger_line(context, sink);
    ImGui::EndChild();
    auto& list = *ImGui::GetWindowDrawList();
    const auto right = static_cast<float>(place.right());
    list.AddRectFilled({right - std::max(1.0F, look.px(1)), static_cast<float>(place.y)},
                       {right, static_cast<float>(place.bottom())}, im(look.colors.rule));
    end_part();
}

}  // namespace maillage::ui
