// SPDX-License-Identifier: Apache-2.0
#include "ui/panels/data_screen.hpp"

#include "base/text.hpp"
#include "ui/panels/data_parts.hpp"

#include <algorithm>
#include <utility>

namespace maillage::ui {
namespace {

namespace command = workspace::command;

constexpr double kMargin = 36;
constexpr double kSourceHeight = 58;

std::string utf8(const std::filesystem::path& path) {
    const auto text = path.u8string();
    return {text.begin(), text.end()};
}

/// Width of the left card; the right one takes the rest.
float left_width(const Look& look) {
    const float room = ImGui::GetContentRegionAvail().x - look.px(20);
    // The ledger's sentences need their width more than the first rows do.
    return std::max(room * 0.5F, std::min(room * 0.62F, room - look.px(430)));
}

/// \p position: among the sources of the workspace.
void correct_source(const PanelContext& context, std::size_t position, CommandSink& sink) {
    const auto& spec = context.snapshot.spec->sources[position];
    const auto path = std::filesystem::path(spec.path);
    sink(command::PreviewFile{path.is_absolute() ? path : context.snapshot.spec->folder / path,
                              spec});
}

void draw_source(const PanelContext& context, DataScreenState& state, const SourceRow& row,
                 CommandSink& sink) {
    const auto& look = context.look;
    const auto place = list_row(look, "data/source/" + std::to_string(row.source), row.name,
                                look.px(kSourceHeight), state.source == row.source);
    if (place.pressed) {
        state.source =
            state.source == row.source ? std::nullopt : std::optional<std::uint32_t>(row.source);
    }
    const float x = place.min.x + look.px(4);
    const float width = place.max.x - place.min.x - look.px(8);
    const float y = place.min.y + look.px(5);
    cell(look.fonts.text_bold, look.colors.ink, x, y, width * 0.7F, row.name);
    cell(look.fonts.small, look.colors.secondary, x, y + look.px(18), width, row.detail);
    cell(look.fonts.small, look.colors.secondary, x, y + look.px(33), width, row.sums);
    if (row.errors + row.warnings > 0) {
        const auto remarks = context.text(screen::kPaneRemarks, {row.errors + row.warnings});
        cell(look.fonts.text, row.errors > 0 ? look.colors.target : look.colors.warning, x, y,
             width, remarks, true);
    }
    if (state.source != row.source || !row.spec) {
        return;
    }
    gap(look, 6);
    if (button(look, context.text(screen::kPaneCorrectSource), "data/source/correct",
               ButtonKind::kPlain)) {
        correct_source(context, *row.spec, sink);
    }
    ImGui::SameLine(0, look.px(8));
    if (button(look, context.text(screen::kPaneRemoveSource), "data/source/remove",
               ButtonKind::kPlain)) {
        sink(command::RemoveSource{*row.spec});
        state.source.reset();
    }
    gap(look, 6);
}

void draw_drop_area(const PanelContext& context, ScreenRequests& requests) {
    const auto& look = context.look;
    const auto start = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x;
    auto& list = *ImGui::GetWindowDrawList();
    // The ground is drawn below what stands on it, whose height is known afterwards.
    list.ChannelsSplit(2);
    list.ChannelsSetCurrent(1);
    ImGui::SetCursorScreenPos({start.x + look.px(16), start.y + look.px(14)});
    ImGui::BeginGroup();
    const double room = static_cast<double>(width) / look.scale - 32;
    wrapped(look, context.text(screen::kPaneDropHere), room, 3);
    secondary(look, context.text(screen::kPaneNothingLeaves), room);
    gap(look, 2);
    if (button(look, context.text(screen::kPaneChooseFile), "data/choose", ButtonKind::kPrimary)) {
        requests.file = FilePurpose::kAddFile;
    }
    ImGui::EndGroup();
    const float bottom = ImGui::GetItemRectMax().y + look.px(14);
    list.ChannelsSetCurrent(0);
    list.AddRectFilled(start, {start.x + width, bottom}, im(look.colors.primary_light), look.px(6));
    list.ChannelsMerge();
    ImGui::SetCursorScreenPos({start.x, bottom + look.px(12)});
    ImGui::Dummy({1, 1});
}

void update_sources(const PanelContext& context, DataScreenState& state) {
    const auto& results = *context.snapshot.results;
    if (state.ready && state.results_revision == results.revision &&
        state.language == context.language) {
        return;
    }
    state.sources =
        source_rows(results.dataset->ledger, context.snapshot.spec.get(), context.language);
    state.results_revision = results.revision;
    state.language = context.language;
    state.ready = true;
    if (state.source && *state.source >= results.dataset->ledger.sources.size()) {
        state.source.reset();
    }
}

LedgerFigures figures_of(const Ledger& ledger, std::optional<std::uint32_t> only) {
    LedgerFigures sums;
    for (std::uint32_t i = 0; i < ledger.sources.size(); ++i) {
        const auto& source = ledger.sources[i];
        if (only ? i == *only : !source.built_in) {
            sums.read += source.rows_read;
            sums.used += source.rows_used;
            sums.repaired += source.rows_repaired;
            sums.set_aside += source.rows_set_aside;
        }
    }
    return sums;
}

/// The user's file as it was read, at the row of a remark.
void show_row(const PanelContext& context, DataScreenState& state, const Origin& origin,
              CommandSink& sink) {
    const auto row = std::find_if(
        state.sources.begin(), state.sources.end(),
        [&](const SourceRow& one) { return one.source == origin.source && one.spec.has_value(); });
    if (row != state.sources.end() && origin.line > 0) {
        correct_source(context, *row->spec, sink);
    } else {
        state.scroll_to_mark = false;  // There is nothing to show it in.
    }
}

void draw_workspace(const PanelContext& context, DataScreenState& state, ScreenRequests& requests,
                    CommandSink& sink) {
    const auto& look = context.look;
    const auto& results = *context.snapshot.results;
    update_sources(context, state);
    state.previewed.clear();
    paragraph(look, context.text(screen::kPaneDataTitle), look.colors.ink, look.fonts.title);
    paragraph(look, context.text(screen::kPaneDataSubtitle), look.colors.secondary);
    gap(look, 14);
    const float height = ImGui::GetContentRegionAvail().y;
    begin_card(look, "###data/sources", {left_width(look), height});
    draw_drop_area(context, requests);
    bool told = false;
    for (const auto& row : state.sources) {
        if (row.built_in && !told) {
            told = true;
            gap(look, 12);
            block_title(look, context.text(screen::kPaneBuiltInFiles));
        }
        draw_source(context, state, row, sink);
    }
    end_card();
    ImGui::SameLine(0, look.px(20));
    begin_card(look, "###data/ledger", {0, height});
    block_title(look, state.source
                          ? context.text(screen::kPaneLedgerOf,
                                         {results.dataset->ledger.sources[*state.source].path})
                          : context.text(screen::kPaneLedgerTitle));
    gap(look, 4);
    draw_ledger_figures(context, state, figures_of(results.dataset->ledger, state.source));
    const auto& ledger = results.dataset->ledger;
    const auto pressed = draw_ledger(context, state, ledger.entries, ledger.sources, nullptr,
                                     std::max(look.px(160), height * 0.4F));
    if (pressed) {
        show_row(context, state, ledger.entries[*pressed].origin, sink);
    }
    gap(look, 8);
    if (button(look, context.text(screen::kPaneExportLedger), "data/export_ledger",
               ButtonKind::kPlain)) {
        requests.file = FilePurpose::kExportLedger;
    }
    gap(look, 18);
    block_title(look, context.text(screen::kPaneExplainChoices));
    rule(look);
    gap(look, 8);
    draw_choices(context, sink);
    end_card();
}

void draw_preview_buttons(const PanelContext& context, ScreenRequests& requests,
                          CommandSink& sink) {
    const auto& look = context.look;
    const auto& preview = *context.snapshot.preview;
    // What nobody has said a word about would only be set aside.
    const bool named = preview.source.role != Role::kUnknown ||
                       std::any_of(preview.tables.begin(), preview.tables.end(),
                                   [](const auto& one) { return one.role != Role::kUnknown; });
    const bool ready = !preview.working && named;
    if (button(look, context.text(screen::kPaneUseData), "data/use", ButtonKind::kPrimary, {},
               ready)) {
        sink(command::UsePreview{});
    }
    ImGui::SameLine();
    if (button(look, context.text(screen::kPaneExportLedger), "data/export_ledger",
               ButtonKind::kPlain)) {
        requests.file = FilePurpose::kExportLedger;
    }
    if (button(look, context.text(screen::kPaneDropData), "data/drop", ButtonKind::kQuiet)) {
        sink(command::DropPreview{});
    }
}

void draw_failed(const PanelContext& context, CommandSink& sink) {
    const auto& look = context.look;
    const auto& preview = *context.snapshot.preview;
    begin_card(look, "###data/failed", {0, look.px(180)});
    if (preview.failed) {
        paragraph(look, context.text(screen::kPaneFileUnreadable), look.colors.target,
                  look.fonts.text_bold);
        paragraph(look, render(preview.failed->text, context.language), look.colors.ink);
        secondary(look, preview.failed->where);
    } else {
        paragraph(look,
                  context.text(preview.working ? screen::kPaneFileReading
                                               : screen::kPaneFileHoldsNothing),
                  look.colors.secondary);
    }
    gap(look, 10);
    if (button(look, context.text(screen::kPaneDropData), "data/drop", ButtonKind::kPlain)) {
        sink(command::DropPreview{});
    }
    end_card();
}

/// Its rows are as the file has them, with every count.
void draw_withheld(const PanelContext& context, CommandSink& sink) {
    const auto& look = context.look;
    begin_card(look, "###data/withheld", {0, look.px(180)});
    paragraph(look, context.text(screen::kPaneRowsWithheld), look.colors.ink);
    gap(look, 10);
    if (button(look, context.text(screen::kPaneToInternalMode), "data/internal",
               ButtonKind::kPrimary)) {
        sink(command::SetMode{std::nullopt});
    }
    ImGui::SameLine();
    if (button(look, context.text(screen::kPaneDropData), "data/drop", ButtonKind::kPlain)) {
        sink(command::DropPreview{});
    }
    end_card();
}

void draw_new_file(const PanelContext& context, DataScreenState& state, ScreenRequests& requests,
                   CommandSink& sink) {
    const auto& look = context.look;
    const auto& preview = *context.snapshot.preview;
    paragraph(look, utf8(preview.path.filename()), look.colors.ink, look.fonts.title);
    if (context.snapshot.results != nullptr && context.snapshot.results->publication != nullptr) {
        gap(look, 14);
        draw_withheld(context, sink);
        return;
    }
    if (preview.tables.empty()) {
        gap(look, 14);
        draw_failed(context, sink);
        return;
    }
    state.table = std::min(state.table, preview.tables.size() - 1);
    if (std::exchange(state.previewed, preview.path) != preview.path && !state.scroll_to_mark) {
        state.marked_line.reset();  // It was a row of another file.
    }
    const auto& table = preview.tables[state.table];
    paragraph(look,
              preview.working ? context.text(screen::kPaneFileReading)
                              : recognised_text(table, context.language),
              look.colors.secondary);
    if (preview.tables.size() > 1) {
        std::vector<std::string_view> layers;
        for (const auto& one : preview.tables) {
            layers.push_back(one.layer);
        }
        if (const auto now = segmented(look, layers, static_cast<int>(state.table), "data/table")) {
            state.table = static_cast<std::size_t>(*now);
            state.marked_line.reset();
        }
    }
    gap(look, 14);
    const float height = ImGui::GetContentRegionAvail().y;
    begin_card(look, "###data/preview", {left_width(look), height});
    draw_preview(context, state, sink);
    end_card();
    ImGui::SameLine(0, look.px(20));
    begin_card(look, "###data/ledger", {0, height});
    block_title(look, context.text(screen::kPaneLedgerTitle));
    gap(look, 4);
    draw_ledger_figures(
        context, state,
        {table.rows_read, table.rows_used, table.rows_repaired, table.rows_set_aside});
    state.source.reset();
    draw_ledger(context, state, table.entries, {}, &table,
                std::max(look.px(120), ImGui::GetContentRegionAvail().y - look.px(150)));
    gap(look, 10);
    draw_preview_buttons(context, requests, sink);
    end_card();
}

}  // namespace

void begin_card(const Look& look, const char* id, ImVec2 size) {
    ImGui::PushStyleColor(ImGuiCol_ChildBg, im4(look.colors.panel));
    ImGui::PushStyleVar(ImGuiStyleVar_ChildRounding, look.px(6));
    ImGui::PushStyleVar(ImGuiStyleVar_ChildBorderSize, std::max(1.0F, look.px(1)));
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(look.px(18), look.px(16)));
    ImGui::BeginChild(id, size, true);
}

void end_card() {
    ImGui::EndChild();
    ImGui::PopStyleVar(3);
    ImGui::PopStyleColor();
}

void draw_data_screen(const PanelContext& context, DataScreenState& state, ScreenRequests& requests,
                      CommandSink& sink) {
    const auto& look = context.look;
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(look.px(kMargin), look.px(24)));
    ImGui::BeginChild("###data/body", {0, 0}, false, ImGuiWindowFlags_AlwaysUseWindowPadding);
    if (context.snapshot.preview != nullptr) {
        draw_new_file(context, state, requests, sink);
    } else if (context.snapshot.results == nullptr) {
        secondary(look, context.text(screen::kPaneNothingYet));
    } else {
        draw_workspace(context, state, requests, sink);
    }
    ImGui::EndChild();
    ImGui::PopStyleVar();
}

}  // namespace maillage::ui
