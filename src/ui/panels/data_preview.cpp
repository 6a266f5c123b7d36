// SPDX-License-Identifier: Apache-2.0
#include "base/text.hpp"
#include "ui/panels/data_parts.hpp"
#include "ui/panels/figures.hpp"

#include <algorithm>
#include <array>

namespace maillage::ui {
namespace {

using workspace::FilePreview;
using workspace::PreviewTable;

constexpr double kLineWidth = 44;
constexpr double kRowHeight = 30;
constexpr double kHeadsHeight = 56;
constexpr double kMinColumn = 112;
constexpr double kMaxColumn = 240;

/// Widths of the columns by what the first rows hold.
std::vector<float> column_widths(const Look& look, const PreviewTable& table) {
    std::vector<float> widths;
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
        float wide = text_width(look.fonts.text, table.columns[c].header);
        wide = std::max(wide, text_width(look.fonts.text, table.columns[c].standard) + look.px(42));
        for (const auto& row : table.rows) {
            // Titles above the header run over the columns; they do not widen one.
            if (row.line > table.header_line && c < row.cells.size()) {
                wide = std::max(wide, text_width(look.fonts.text, row.cells[c]));
            }
        }
        widths.push_back(std::clamp(wide + look.px(20), look.px(kMinColumn), look.px(kMaxColumn)));
    }
    return widths;
}

void draw_column_heads(const PanelContext& context, const FilePreview& preview,
                       const PreviewTable& table, const std::vector<float>& widths,
                       CommandSink& sink) {
    const auto& look = context.look;
    const auto start = ImGui::GetCursorScreenPos();
    float x = start.x + look.px(kLineWidth);
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
        cell(look.fonts.small, look.colors.secondary, x, start.y, widths[c] - look.px(10),
             table.columns[c].header);
        ImGui::SetCursorScreenPos({x, start.y + look.px(16)});
        const auto choices = column_choices(table, c, context.language);
        const auto id = "data/column/" + std::to_string(c);
        const double width = static_cast<double>(widths[c] - look.px(10)) / look.scale;
        if (const auto now = choice(look, {choices.labels.begin(), choices.labels.end()},
                                    choices.chosen, id.c_str(), width)) {
            sink(with_column(corrected(preview, table), table, c, *now));
        }
        tooltip(look, table.columns[c].description);
        x += widths[c];
    }
    ImGui::SetCursorScreenPos({start.x, start.y + look.px(52)});
}

void draw_title_row(const Look& look, const PreviewTable::Row& row, const ListRow& place, float y) {
    std::string text;
    for (const auto& one : row.cells) {
        if (!trim(one).empty()) {
            text += (text.empty() ? "" : " ") + one;
        }
    }
    const float x = place.min.x + look.px(kLineWidth);
    cell(look.fonts.text, look.colors.secondary, x, y, place.max.x - x, text);
}

void draw_row(const PanelContext& context, const PreviewTable& table, const PreviewTable::Row& row,
              const std::vector<float>& widths, const ListRow& place) {
    const auto& look = context.look;
    const float y = place.min.y + (look.px(kRowHeight) - look.fonts.text->FontSize) / 2;
    const bool header = row.line == table.header_line;
    cell(header ? look.fonts.text_bold : look.fonts.text, look.colors.secondary,
         place.min.x + look.px(4), y, look.px(kLineWidth - 8),
         group_digits(row.line, context.language));
    if (row.line < table.header_line) {
        draw_title_row(look, row, place, y);
        return;
    }
    float x = place.min.x + look.px(kLineWidth);
    for (std::size_t c = 0; c < std::min(widths.size(), row.cells.size()); ++c) {
        const bool remarked =
            std::any_of(table.entries.begin(), table.entries.end(), [&](const LedgerEntry& entry) {
                return entry.origin.line == row.line && entry.origin.line > 0 &&
                       entry.column == table.columns[c].header;
            });
        const bool ignored = table.columns[c].standard.empty();
        const auto color = remarked  ? look.colors.primary
                           : ignored ? look.colors.secondary
                                     : look.colors.ink;
        cell(header ? look.fonts.text_bold : look.fonts.text, header ? look.colors.ink : color, x,
             y, widths[c] - look.px(16), row.cells[c], is_number_column(table, c));
        x += widths[c];
    }
}

void draw_rows(const PanelContext& context, DataScreenState& state, const FilePreview& preview,
               const PreviewTable& table, CommandSink& sink, float height) {
    const auto& look = context.look;
    const auto widths = column_widths(look, table);
    float whole = look.px(kLineWidth);
    for (const float width : widths) {
        whole += width;
    }
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(0, 0));
    // What the columns are taken for stays in sight above the rows, wherever they are scrolled to.
    const float heads = look.px(kHeadsHeight);
    ImGui::BeginChild("###data/heads", {0, heads}, false,
                      ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse |
                          ImGuiWindowFlags_NavFlattened);
    draw_column_heads(context, preview, table, widths, sink);
    ImGui::Dummy({whole, 1});
    ImGui::SetScrollX(state.rows_scroll);
    ImGui::EndChild();
    ImGui::BeginChild("###data/rows", {0, std::max(look.px(kRowHeight), height - heads)}, false,
                      ImGuiWindowFlags_HorizontalScrollbar);
    state.rows_scroll = ImGui::GetScrollX();
    const float wide = std::max(whole, ImGui::GetContentRegionAvail().x);
    for (const auto& row : table.rows) {
        const bool header = row.line == table.header_line;
        const bool marked = state.marked_line == row.line;
        const auto place =
            list_row(look, "data/line/" + std::to_string(row.line), std::to_string(row.line),
                     look.px(kRowHeight), header || marked, wide);
        if (place.pressed && !header && table.header_line > 0) {
            sink(with_header(corrected(preview, table), row.line));
        }
        if (!header && table.header_line > 0) {
            tooltip(look, context.text(screen::kPaneUseAsHeader, {std::int64_t{row.line}}));
        }
        if (marked && state.scroll_to_mark) {
            ImGui::SetScrollHereY();
            state.scroll_to_mark = false;
        }
        draw_row(context, table, row, widths, place);
    }
    ImGui::EndChild();
    ImGui::PopStyleVar(2);
}

void draw_masked_popup(const PanelContext& context, DataScreenState& state,
                       const FilePreview& preview, CommandSink& sink) {
    const auto& look = context.look;
    if (!ImGui::BeginPopup("###data/masked/edit")) {
        return;
    }
    paragraph(look, context.text(screen::kPaneMaskedToken), look.colors.secondary,
              look.fonts.small);
    input_line(look, "data/masked/token", "s", state.masked_token, look.px(160));
    ImGui::PushFont(look.fonts.text);
    ImGui::SetNextItemWidth(look.px(120));
    ImGui::InputInt("###data/masked/low", &state.masked_low);
    note_item(look, "data/masked/low");
    ImGui::SetNextItemWidth(look.px(120));
    ImGui::InputInt("###data/masked/high", &state.masked_high);
    note_item(look, "data/masked/high");
    ImGui::PopFont();
    state.masked_low = std::max(0, state.masked_low);
    state.masked_high = std::max(state.masked_low, state.masked_high);
    if (button(look, context.text(screen::kPaneApply), "data/masked/apply", ButtonKind::kPrimary,
               {}, !trim(state.masked_token).empty())) {
        sink(with_masked(preview, std::string(trim(state.masked_token)),
                         Count{state.masked_low, state.masked_high}));
        ImGui::CloseCurrentPopup();
    }
    ImGui::SameLine();
    if (button(look, context.text(screen::kPaneRemove), "data/masked/remove", ButtonKind::kPlain)) {
        sink(with_masked(preview, state.masked_token, std::nullopt));
        ImGui::CloseCurrentPopup();
    }
    ImGui::EndPopup();
}

void draw_masked(const PanelContext& context, DataScreenState& state, const FilePreview& preview,
                 const PreviewTable& table, CommandSink& sink) {
    const auto& look = context.look;
    bool edit = false;
    secondary(look, context.text(screen::kPaneMaskedValues));
    for (std::size_t i = 0; i < table.masked.size(); ++i) {
        const auto& [token, count] = table.masked[i];
        const auto label = context.text(screen::kPaneMaskedMeans, {token, count.low, count.high});
        if (button(look, label, ("data/masked/" + std::to_string(i)).c_str(), ButtonKind::kPlain)) {
            state.masked_token = token;
            state.masked_low = static_cast<int>(count.low);
            state.masked_high = static_cast<int>(count.high);
            edit = true;
        }
        ImGui::SameLine();
    }
    if (button(look, context.text(screen::kPaneAddMasked), "data/masked/add", ButtonKind::kQuiet)) {
        state.masked_token.clear();
        state.masked_low = 1;
        state.masked_high = 4;
        edit = true;
    }
    if (edit) {
        ImGui::OpenPopup("###data/masked/edit");
    }
    draw_masked_popup(context, state, preview, sink);
}

/// Beside the last drop-down, or below it where one would be cut.
void beside(const Look& look) {
    ImGui::SameLine();
    if (ImGui::GetContentRegionAvail().x < look.px(190)) {
        ImGui::NewLine();
    }
}

void draw_role_choice(const PanelContext& context, const FilePreview& preview,
                      const PreviewTable& table, CommandSink& sink) {
    constexpr auto kRoles = std::to_array<Role>(
        {Role::kUnknown, Role::kCir, Role::kCirTotals, Role::kContracts, Role::kTargets,
         Role::kTerritories, Role::kCommunes, Role::kMembers, Role::kMoves, Role::kNames,
         Role::kLayer, Role::kServices, Role::kDensity});
    std::vector<std::string> words;
    int chosen = 0;
    for (std::size_t i = 0; i < kRoles.size(); ++i) {
        words.push_back(context.text(role_word(kRoles.at(i))));
        chosen = kRoles.at(i) == table.role ? static_cast<int>(i) : chosen;
    }
    if (const auto now = choice(context.look, {words.begin(), words.end()}, chosen, "data/role")) {
        sink(with_role(corrected(preview, table), kRoles.at(static_cast<std::size_t>(*now))));
    }
}

/// Which sheets or layers of the file are read: all, or one.
void draw_sheet_choice(const PanelContext& context, const FilePreview& preview, CommandSink& sink) {
    if (preview.layers.size() < 2) {
        return;
    }
    const auto& look = context.look;
    beside(look);
    std::vector<std::string> words{context.text(screen::kPaneAllSheets)};
    int chosen = 0;
    for (std::size_t i = 0; i < preview.layers.size(); ++i) {
        words.push_back(context.text(screen::kPaneSheetNamed, {preview.layers[i]}));
        chosen = preview.layers[i] == preview.source.layer ? static_cast<int>(i) + 1 : chosen;
    }
    if (const auto now = choice(look, {words.begin(), words.end()}, chosen, "data/sheet")) {
        sink(with_layer(preview, *now == 0 ? std::string()
                                           : preview.layers[static_cast<std::size_t>(*now - 1)]));
    }
}

/// Role, sheet, vintage, encoding: what the guess says, to be corrected.
void draw_guess(const PanelContext& context, const FilePreview& preview, const PreviewTable& table,
                CommandSink& sink) {
    const auto& look = context.look;
    draw_role_choice(context, preview, table, sink);
    draw_sheet_choice(context, preview, sink);
    beside(look);
    std::vector<std::string> years{
        table.vintage && !preview.source.vintage
            ? context.text(screen::kPaneVintageFound, {std::to_string(table.vintage->year)})
            : context.text(screen::kPaneVintageAutomatic)};
    int chosen = 0;
    for (int year = kFirstVintage.year; year <= kLastVintage.year; ++year) {
        years.push_back(context.text(screen::kPaneCodesOf, {std::to_string(year)}));
        if (preview.source.vintage && preview.source.vintage->year == year) {
            chosen = year - kFirstVintage.year + 1;
        }
    }
    if (const auto now = choice(look, {years.begin(), years.end()}, chosen, "data/vintage")) {
        sink(with_vintage(
            corrected(preview, table),
            *now == 0 ? std::nullopt : std::optional(Vintage{kFirstVintage.year + *now - 1})));
    }
    if (table.encoding.empty()) {
        return;
    }
    beside(look);
    const auto encodings = std::to_array<std::string_view>({"UTF-8", "Windows-1252", "UTF-16"});
    const auto* found = std::find(encodings.begin(), encodings.end(), table.encoding);
    if (const auto now =
            choice(look, {encodings.begin(), encodings.end()},
                   found == encodings.end() ? -1 : static_cast<int>(found - encodings.begin()),
                   "data/encoding")) {
        sink(with_encoding(corrected(preview, table),
                           std::string(encodings.at(static_cast<std::size_t>(*now)))));
    }
}

}  // namespace

void draw_preview(const PanelContext& context, DataScreenState& state, CommandSink& sink) {
    const auto& look = context.look;
    const auto& preview = *context.snapshot.preview;
    const auto& table = preview.tables[std::min(state.table, preview.tables.size() - 1)];
    block_title(look, context.text(screen::kPaneFileHolds));
    gap(look, 4);
    draw_guess(context, preview, table, sink);
    gap(look, 10);
    const float below = look.px(72);
    draw_rows(context, state, preview, table, sink,
              std::max(look.px(160), ImGui::GetContentRegionAvail().y - below));
    gap(look, 6);
    draw_masked(context, state, preview, table, sink);
}

}  // namespace maillage::ui
