// SPDX-License-Identifier: Apache-2.0
#include "ui/panels/table_panel.hpp"

#include "ui/panels/list_drawing.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace maillage::ui {
namespace {

using workspace::TableOf;
using workspace::ThingRef;
namespace command = workspace::command;

constexpr double kRowHeight = 42;
constexpr double kHeaderHeight = 26;
constexpr double kCellSide = 4;

/// Columns with their place in the row.
struct Placed {
    const TableColumn* column;
    float x;
    float width;
};

/// Of the widest cell of a column. Communes, whose numbers are small and rows too many to be
/// measured, keep the usual width.
float measured_width(const PanelContext& context, const TerritoryRows& rows,
                     const TableColumn& column) {
    if (rows.of == TableOf::kCommunes || column.align != Align::kRight) {
        return 0.0F;
    }
    float widest = 0.0F;
    for (const auto& row : rows.rows) {
        const auto text = column.text(row, context.language);
        widest = std::max(widest, text_width(context.look.fonts.text, text));
    }
    return widest + 2 * context.look.px(kCellSide);
}

/// An interval of large numbers is wider than its column usually is.
float width_of(const PanelContext& context, TablePanelState& state, const TableColumn& column) {
    const auto* font = context.look.fonts.text;
    if (state.widest_font != font || state.widest_language != context.language) {
        state.widest.clear();
        state.widest_font = font;
        state.widest_language = context.language;
    }
    auto known = state.widest.find(&column);
    if (known == state.widest.end()) {
        known = state.widest.emplace(&column, measured_width(context, state.rows, column)).first;
    }
    return std::max(context.look.px(column.width), known->second);
}

/// The first column takes the room that the others leave.
std::vector<Placed> place_columns(const PanelContext& context, TablePanelState& state, float room) {
    std::vector<Placed> placed;
    float others = 0;
    for (const auto* column : shown_columns(context.view.table, state.rows)) {
        placed.push_back({column, 0, width_of(context, state, *column)});
        others += placed.size() > 1 ? placed.back().width : 0.0F;
    }
    // Names give way first: an interval cut in two says something else.
    constexpr float kLeastName = 0.75F;
    placed.front().width = std::max(kLeastName * placed.front().width, room - others);
    for (std::size_t i = 1; i < placed.size(); ++i) {
        placed[i].x = placed[i - 1].x + placed[i - 1].width;
    }
    return placed;
}

void draw_level_choice(const PanelContext& context, CommandSink& sink) {
    constexpr auto kOrder = std::to_array<TableOf>(
        {TableOf::kDepartments, TableOf::kEpcis, TableOf::kCommunes, TableOf::kRegions});
    const auto titles = std::to_array<std::string>(
        {context.text(screen::kPaneDepartments), context.text(screen::kPaneEpcis),
         context.text(screen::kPaneCommunes), context.text(screen::kPaneRegions)});
    const auto chosen = std::find(kOrder.begin(), kOrder.end(), context.view.table.of);
    const auto pressed = segmented(context.look, {titles.begin(), titles.end()},
                                   static_cast<int>(chosen - kOrder.begin()), "table/of");
    if (pressed) {
        auto table = context.view.table;
        table.of = kOrder.at(static_cast<std::size_t>(*pressed));
        sink(command::SetTable{table});
    }
}

void draw_column_choice(const PanelContext& context, TablePanelState& state, CommandSink& sink) {
    if (state.choose_columns) {
        ImGui::OpenPopup("###table/columns/list");
        state.choose_columns = false;
    }
    if (!ImGui::BeginPopup("###table/columns/list")) {
        return;
    }
    const auto shown = shown_columns(context.view.table, state.rows);
    for (const auto& column : table_columns()) {
        bool on = std::find(shown.begin(), shown.end(), &column) != shown.end();
        const auto id = "table/column/" + std::string(column.name);
        if (checkbox(context.look, context.text(head_of(column, state.rows).title), id.c_str(),
                     &on)) {
            auto table = context.view.table;
            table.columns.clear();
            for (const auto& one : table_columns()) {
                const bool was = std::find(shown.begin(), shown.end(), &one) != shown.end();
                if (&one == &column ? on : was) {
                    table.columns.emplace_back(one.name);
                }
            }
            sink(command::SetTable{table});
        }
    }
    gap(context.look, 4);
    if (button(context.look, context.text(screen::kPaneUsualColumns), "table/columns/usual",
               ButtonKind::kQuiet)) {
        auto table = context.view.table;
        table.columns.clear();
        sink(command::SetTable{table});
    }
    ImGui::EndPopup();
}

/// Filter, only the selection, columns, copy: one line and a half above the rows.
void draw_tools(const PanelContext& context, TablePanelState& state, CommandSink& sink) {
    const auto& look = context.look;
    if (state.filter != context.view.table.filter && !ImGui::IsAnyItemActive()) {
        state.filter = context.view.table.filter;
    }
    const float columns = text_width(look.fonts.text, context.text(screen::kPaneColumnsButton)) +
                          text_width(look.fonts.text, context.text(screen::kPaneCopyTable)) +
                          look.px(12 * 2 + 2 * 8);
    const float width = std::max(look.px(96), ImGui::GetContentRegionAvail().x - columns);
    if (input_line(look, "table/filter", context.text(screen::kPaneFilterHint), state.filter,
                   width)) {
        auto table = context.view.table;
        table.filter = state.filter;
        sink(command::SetTable{table});
    }
    ImGui::SameLine();
    if (button(look, context.text(screen::kPaneColumnsButton), "table/columns",
               ButtonKind::kQuiet)) {
        state.choose_columns = true;
    }
    ImGui::SameLine();
    if (button(look, context.text(screen::kPaneCopyTable), "table/copy", ButtonKind::kQuiet)) {
        ImGui::SetClipboardText(copied_tsv(state, context.language).c_str());
    }
    tooltip(look, context.text(screen::kPaneCopyTableHelp));
    bool only = context.view.table.only_selection;
    if ((only || state.selection.count > 0) &&
        checkbox(look, context.text(screen::kPaneOnlySelection), "table/only_selection", &only)) {
        auto table = context.view.table;
        table.only_selection = only;
        sink(command::SetTable{table});
    }
    draw_column_choice(context, state, sink);
}

void draw_sort_mark(const Look& look, float x, float middle, bool descending) {
    const float half = look.px(3);
    const float up = descending ? -1.0F : 1.0F;
    ImGui::GetWindowDrawList()->AddTriangleFilled(
        {x - half, middle + up * half * 0.6F}, {x + half, middle + up * half * 0.6F},
        {x, middle - up * half * 0.8F}, im(look.colors.primary));
}

/// Titles of the columns, fixed at the top while the rows scroll below.
void draw_header(const PanelContext& context, const TerritoryRows& rows,
                 const std::vector<Placed>& columns, ImVec2 origin, CommandSink& sink) {
    const auto& look = context.look;
    auto* font = look.fonts.small;
    const float height = look.px(kHeaderHeight);
    auto& list = *ImGui::GetWindowDrawList();
    const float right = origin.x + columns.back().x + columns.back().width;
    list.AddRectFilled(origin, {right, origin.y + height}, im(look.colors.panel));
    list.AddRectFilled({origin.x, origin.y + height - 1}, {right, origin.y + height},
                       im(look.colors.rule));
    for (const auto& [column, x, width] : columns) {
        const auto id = "table/sort/" + std::string(column->name);
        ImGui::SetCursorScreenPos({origin.x + x, origin.y});
        const bool pressed = ImGui::InvisibleButton(("###" + id).c_str(), {width, height});
        const auto head = head_of(*column, rows);
        const auto title = context.text(head.title);
        note_item(look, id, title);
        focus_ring();
        tooltip(look, context.text(head.help));
        if (pressed) {
            sink(command::SetTable{sorted_by(context.view.table, *column)});
        }
        const bool sorted = context.view.table.sort == column->name;
        const float side = look.px(kCellSide);
        const float mark = sorted ? look.px(11) : 0.0F;
        const float text_y = origin.y + (height - font->FontSize) / 2;
        const auto color = sorted ? look.colors.primary : look.colors.secondary;
        const float left = origin.x + x + side;
        const float inner = width - 2 * side - mark;
        const bool at_right = column->align == Align::kRight;
        cell(font, color, left + (at_right ? mark : 0.0F), text_y, inner, title, at_right);
        if (sorted) {
            const float used = std::min(inner, text_width(font, title));
            const float mark_x =
                at_right ? left + mark + inner - used - look.px(6) : left + used + look.px(6);
            draw_sort_mark(look, mark_x, origin.y + height / 2, context.view.table.descending);
        }
    }
}

carto::Color cell_color(const Look& look, const TableColumn& column, const TerritoryRow& row) {
    const bool commune = row.coverage.level == indicators::Level::kCommune;
    if (column.name == "couverture" && commune) {
        return row.word == CoverWord::kNotCovered ? look.colors.secondary : look.colors.primary;
    }
    return look.colors.ink;
}

void draw_cells(const PanelContext& context, const TerritoryRow& row,
                const std::vector<Placed>& columns, const ListRow& place) {
    const auto& look = context.look;
    const float side = look.px(kCellSide);
    const float y = place.min.y + look.px(5);
    for (const auto& [column, x, width] : columns) {
        const float left = place.min.x + x + side;
        const float inner = width - 2 * side;
        if (column->name == "nom") {
            cell(look.fonts.text, look.colors.ink, left, y, inner, row.coverage.name);
            // Below the figures of the other columns, whose room it may take.
            const float whole = columns.back().x + columns.back().width - x - 2 * side;
            cell(look.fonts.small, look.colors.secondary, left, y + look.px(18), whole,
                 detail_text(*context.snapshot.results, row, context.language));
            continue;
        }
        cell(look.fonts.text, cell_color(look, *column, row), left, y, inner,
             column->text(row, context.language), column->align == Align::kRight);
    }
}

/// Of the cell that the mouse is over.
std::string reason_below_mouse(const PanelContext& context, const TerritoryRow& row,
                               const std::vector<Placed>& columns, const ListRow& place) {
    const float mouse = ImGui::GetIO().MousePos.x - place.min.x;
    const auto at = std::find_if(columns.begin(), columns.end(), [&](const Placed& one) {
        return mouse >= one.x && mouse < one.x + one.width;
    });
    return at == columns.end() ? "" : cell_reason(*at->column, row, context.language);
}

/// Focuses what was opened by a double click, and opens its fiche.
void open_row(const TerritoryRow& row, CommandSink& sink) {
    if (row.thing.kind == ThingRef::Kind::kDepartment) {
        if (const auto code = DepartmentCode::parse(row.thing.code)) {
            sink(command::SetFocus{*code});
        }
    } else if (row.thing.kind == ThingRef::Kind::kRegion) {
        if (const auto code = RegionCode::parse(row.thing.code)) {
            sink(command::SetFocus{*code});
        }
    }
    sink(command::OpenSheet{row.thing});
    sink(command::SetTab{workspace::Tab::kSheet});
}

void draw_one_row(const PanelContext& context, TablePanelState& state,
                  const std::vector<Placed>& columns, std::size_t position, CommandSink& sink) {
    const auto& look = context.look;
    const auto& row = state.rows.rows[state.order[position]];
    const auto chosen = state.selection.rows[state.order[position]];
    const auto id = "table/row/" + row.thing.code;
    const auto place = list_row(look, id, row.coverage.name, look.px(kRowHeight),
                                chosen == Chosen::kAll, columns.back().x + columns.back().width);
    if (chosen == Chosen::kSome) {
        ImGui::GetWindowDrawList()->AddRectFilled(
            place.min, {place.min.x + look.px(2), place.max.y}, im(look.colors.primary));
    }
    if (place.opened) {
        open_row(row, sink);
    } else if (place.pressed) {
        const auto& io = ImGui::GetIO();
        sink(select_row(*context.snapshot.results, state.rows, state.order, position, io.KeyCtrl,
                        io.KeyShift, state.anchor));
    }
    if (row.coverage.level != indicators::Level::kCommune) {
        tooltip(look, rate_reason(row, context.language));
    } else if (const auto reason = reason_below_mouse(context, row, columns, place);
               !reason.empty()) {
        tooltip(look, reason);
    }
    draw_cells(context, row, columns, place);
}

void draw_rows(const PanelContext& context, TablePanelState& state, CommandSink& sink,
               float height) {
    const auto& look = context.look;
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(0, 0));
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
    ImGui::BeginChild("###table/rows", {0, height}, false, ImGuiWindowFlags_HorizontalScrollbar);
    const float header = look.px(kHeaderHeight);
    const auto columns = place_columns(context, state, ImGui::GetContentRegionAvail().x);
    const auto window = ImGui::GetWindowPos();
    auto& list = *ImGui::GetWindowDrawList();
    // The titles take the mouse before the rows that scroll below them, and are drawn over them.
    list.ChannelsSplit(2);
    list.ChannelsSetCurrent(1);
    draw_header(context, state.rows, columns, {window.x - ImGui::GetScrollX(), window.y}, sink);
    list.ChannelsSetCurrent(0);
    ImGui::SetCursorPos({0, header});
    ImGuiListClipper clipper;
    clipper.Begin(static_cast<int>(state.order.size()), look.px(kRowHeight));
    while (clipper.Step()) {
        for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
            draw_one_row(context, state, columns, static_cast<std::size_t>(i), sink);
        }
    }
    list.ChannelsMerge();
    const auto& io = ImGui::GetIO();
    if (ImGui::IsWindowFocused() && io.KeyCtrl &&
        ImGui::IsKeyPressed(ImGui::GetKeyIndex(ImGuiKey_C), false)) {
        ImGui::SetClipboardText(copied_tsv(state, context.language).c_str());
    }
    ImGui::EndChild();
    ImGui::PopStyleVar(2);
}

void draw_totals(const PanelContext& context, const TablePanelState& state, CommandSink& sink) {
    const auto& look = context.look;
    gap(look, 4);
    if (!state.totals) {
        secondary(look, context.text(screen::kPaneTableCount,
                                     {static_cast<std::int64_t>(state.order.size())}));
        return;
    }
    paragraph(look, totals_text(*state.totals, state.rows.of, state.rows.years, context.language),
              look.colors.ink);
    if (state.totals->rows == 0 && !state.totals->range.total.is_exact()) {
        tooltip(look, context.text(screen::kPaneTotalsWider));
    }
    if (link(look, context.text(screen::kPaneClearSelection), "table/clear")) {
        sink(command::Select{command::Pick::kReplace, {}});
    }
}

}  // namespace

void update_table(const workspace::Snapshot& snapshot, TablePanelState& state) {
    const auto& results = *snapshot.results;
    const auto& view = *snapshot.view;
    const auto access = snapshot.access_current ? snapshot.access : nullptr;
    const bool new_rows = !state.rows_ready || state.access != access ||
                          (access && state.access_view != view.map.view) ||
                          state.results_revision != results.revision ||
                          state.rows.of != view.table.of || state.focus != view.map.focus;
    if (new_rows) {
        state.rows = territory_rows(results, view.table.of, view.map.focus);
        if (access) {
            add_times(state.rows, *access, *results.coverage, view.map.view);
        }
        state.access = access;
        state.access_view = view.map.view;
        state.rows_ready = true;
        state.widest.clear();
        state.results_revision = results.revision;
        state.focus = view.map.focus;
        state.anchor.reset();
    }
    const bool new_selection = new_rows || state.selected != view.selection;
    if (new_selection) {
        state.selected = view.selection;
        state.selection = table_selection(results, state.rows, view.selection);
        state.totals = selection_totals(results, state.rows, state.selection);
    }
    if (new_rows || state.ordered_by != view.table ||
        (new_selection && view.table.only_selection)) {
        state.ordered_by = view.table;
        state.order = table_order(state.rows, view.table, state.selection);
    }
}

std::string copied_tsv(const TablePanelState& state, Language language) {
    std::vector<std::uint32_t> chosen;
    std::copy_if(state.order.begin(), state.order.end(), std::back_inserter(chosen),
                 [&](std::uint32_t row) { return state.selection.rows[row] == Chosen::kAll; });
    return table_tsv(state.rows, chosen.empty() ? state.order : chosen, language);
}

void draw_table(const PanelContext& context, TablePanelState& state, CommandSink& sink) {
    if (context.snapshot.results == nullptr) {
        secondary(context.look, context.text(screen::kPaneNothingYet));
        return;
    }
    update_table(context.snapshot, state);
    draw_level_choice(context, sink);
    gap(context.look, 2);
    draw_tools(context, state, sink);
    const float line = context.look.fonts.text->FontSize + context.look.px(4);
    const float below = state.totals ? 3 * line + context.look.px(14) : line + context.look.px(12);
    const float height = std::max(context.look.px(120), ImGui::GetContentRegionAvail().y - below);
    draw_rows(context, state, sink, height);
    draw_totals(context, state, sink);
}

}  // namespace maillage::ui
