// SPDX-License-Identifier: Apache-2.0
#include "base/text.hpp"
#include "report/choice_words.hpp"
#include "ui/panels/data_parts.hpp"
#include "ui/panels/explanation.hpp"
#include "ui/panels/figures.hpp"

#include <algorithm>
#include <array>

namespace maillage::ui {
namespace {

namespace command = workspace::command;

carto::Color severity_color(const Look& look, Severity severity) {
    switch (severity) {
        case Severity::kError:
            return look.colors.target;
        case Severity::kWarning:
            return look.colors.warning;
        case Severity::kInformation:
            break;
    }
    return look.colors.primary;
}

void update_order(DataScreenState& state, const std::vector<LedgerEntry>& entries,
                  std::span<const Source> sources) {
    if (state.ordered_entries == entries.data() && state.ordered_count == entries.size() &&
        state.ordered_filter == state.filter && state.ordered_source == state.source) {
        return;
    }
    state.order = ledger_order(entries, sources, state.filter, state.source);
    state.built_in_remarks =
        std::count_if(entries.begin(), entries.end(), [&](const LedgerEntry& entry) {
            return entry.origin.source < sources.size() && sources[entry.origin.source].built_in;
        });
    state.ordered_entries = entries.data();
    state.ordered_count = entries.size();
    state.ordered_filter = state.filter;
    state.ordered_source = state.source;
}

void draw_filter(const PanelContext& context, DataScreenState& state) {
    const auto words = std::to_array<std::string>(
        {context.text(screen::kPaneLedgerAll), context.text(screen::kPaneLedgerErrors),
         context.text(screen::kPaneLedgerWarnings), context.text(screen::kPaneLedgerNotes)});
    constexpr auto kSeverities =
        std::to_array<Severity>({Severity::kError, Severity::kWarning, Severity::kInformation});
    int chosen = 0;
    for (std::size_t i = 0; i < kSeverities.size(); ++i) {
        if (state.filter.severity == kSeverities.at(i)) {
            chosen = static_cast<int>(i) + 1;
        }
    }
    if (const auto now =
            segmented(context.look, {words.begin(), words.end()}, chosen, "ledger/filter")) {
        state.filter.severity =
            *now == 0 ? std::nullopt
                      : std::optional(kSeverities.at(static_cast<std::size_t>(*now - 1)));
    }
}

/// A sum of rows and what they are, to be pressed; \p chosen is underlined.
bool sum_button(const Look& look, const std::string& number, const std::string& words,
                const std::string& id, carto::Color color, bool chosen, float width) {
    const bool pressed =
        ImGui::InvisibleButton(("###" + id).c_str(), {std::max(1.0F, width), look.px(60)});
    note_item(look, id, words);
    const auto min = ImGui::GetItemRectMin();
    const auto max = ImGui::GetItemRectMax();
    auto& list = *ImGui::GetWindowDrawList();
    // A large number in a narrow card gives way rather than run into the next one.
    auto* font = look.fonts.figure;
    const float whole = text_width(font, number) * 0.74F;
    const float size = font->FontSize * 0.74F * std::min(1.0F, width / std::max(1.0F, whole));
    list.AddText(font, size, min, im(color), number.c_str());
    cell(look.fonts.text, ImGui::IsItemHovered() ? look.colors.primary : look.colors.ink, min.x,
         min.y + look.px(38), width, words);
    if (chosen) {
        list.AddRectFilled({min.x, max.y - look.px(3)}, {max.x, max.y}, im(look.colors.primary));
    }
    if (ImGui::IsItemHovered()) {
        ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
    }
    focus_ring();
    return pressed;
}

struct LedgerColumns {
    float line, read, done, done_width;
};
LedgerColumns ledger_columns(const Look& look, float room) {
    const float line = std::min(look.px(46), room * 0.14F);
    const float read = std::min(look.px(170), room * 0.28F);
    return {0, line, line + read + look.px(8), room - line - read - look.px(12)};
}

/// Rows are as high as their sentence needs, so they are all laid out; a ledger has few.
/// \param file Said below where it is not empty. \returns whether it was pressed.
bool draw_entry(const PanelContext& context, DataScreenState& state, const LedgerEntry& entry,
                const workspace::PreviewTable* table, const std::string& file,
                const std::string& id) {
    const auto& look = context.look;
    const auto columns = ledger_columns(look, ImGui::GetContentRegionAvail().x);
    const auto done = render(entry.message, context.language);
    auto* font = entry.severity == Severity::kError ? look.fonts.text_bold : look.fonts.text;
    const auto lines = wrap_lines(font, done, columns.done_width);
    const float step = look.fonts.text->FontSize + look.px(2);
    const float file_line = file.empty() ? 0.0F : look.fonts.small->FontSize + look.px(2);
    const float height = step * static_cast<float>(lines.size()) + file_line + look.px(12);
    const bool marked = state.marked_line == entry.origin.line && entry.origin.line > 0;
    const auto row = list_row(look, id, done, height, marked);
    if (row.pressed && entry.origin.line > 0) {
        state.marked_line = entry.origin.line;
        state.scroll_to_mark = true;
    }
    float y = row.min.y + look.px(6);
    const auto where =
        entry.origin.line == 0 ? std::string() : group_digits(entry.origin.line, context.language);
    cell(look.fonts.text, look.colors.ink, row.min.x + look.px(4), y, look.px(40), where);
    const auto read = table != nullptr ? read_text(*table, entry) : entry.column;
    cell(look.fonts.text, look.colors.ink, row.min.x + columns.read, y,
         columns.done - columns.read - look.px(8), read);
    const auto color = severity_color(look, entry.severity);
    for (const auto& line : lines) {
        cell(font, color, row.min.x + columns.done, y, columns.done_width + look.px(8), line);
        y += step;
    }
    if (!file.empty()) {
        cell(look.fonts.small, look.colors.secondary, row.min.x + columns.done, y,
             columns.done_width, file);
    }
    return row.pressed;
}

}  // namespace

void draw_ledger_figures(const PanelContext& context, DataScreenState& state,
                         const LedgerFigures& figures) {
    const auto& look = context.look;
    struct Sum {
        std::int64_t rows;
        MessageId label;
        carto::Color color;
        std::optional<RowState> state;  ///< Nothing: all rows.
    };
    const auto sums = std::to_array<Sum>(
        {{figures.read, screen::kPaneFigureRead, look.colors.ink, std::nullopt},
         {figures.used, screen::kPaneFigureUsed, look.colors.ink, RowState::kUsed},
         {figures.repaired, screen::kPaneFigureRepaired, look.colors.primary, RowState::kRepaired},
         {figures.set_aside, screen::kPaneFigureSetAside, look.colors.target,
          RowState::kSetAside}});
    const auto start = ImGui::GetCursorScreenPos();
    const float step =
        std::min(look.px(110), ImGui::GetContentRegionAvail().x / static_cast<float>(sums.size()));
    for (std::size_t i = 0; i < sums.size(); ++i) {
        const auto& sum = sums.at(i);
        ImGui::SetCursorScreenPos({start.x + step * static_cast<float>(i), start.y});
        const bool chosen = sum.state.has_value() && state.filter.state == sum.state;
        if (sum_button(look, group_digits(sum.rows, context.language), context.text(sum.label),
                       "ledger/state/" + std::to_string(i), sum.color, chosen, step - look.px(6))) {
            state.filter.state = chosen ? std::nullopt : sum.state;
        }
        if (sum.state) {
            tooltip(look, context.text(screen::kPaneLedgerOnlyThese));
        }
    }
    ImGui::SetCursorScreenPos(start);
    ImGui::Dummy({1, look.px(64)});
}

std::optional<std::uint32_t> draw_ledger(const PanelContext& context, DataScreenState& state,
                                         const std::vector<LedgerEntry>& entries,
                                         std::span<const Source> sources,
                                         const workspace::PreviewTable* table, float height) {
    const auto& look = context.look;
    draw_filter(context, state);
    update_order(state, entries, sources);
    if (!state.source && state.built_in_remarks > 0) {
        gap(look, 4);
        checkbox(look, context.text(screen::kPaneLedgerBuiltIn, {state.built_in_remarks}),
                 "ledger/built_in", &state.filter.built_in);
    }
    gap(look, 4);
    const auto columns = ledger_columns(look, ImGui::GetContentRegionAvail().x);
    const auto head = ImGui::GetCursorScreenPos();
    const auto title = [&](MessageId id, float x) {
        cell(look.fonts.small, look.colors.secondary, head.x + x, head.y, look.px(160),
             context.text(id));
    };
    title(screen::kPaneLedgerLine, look.px(4));
    title(table != nullptr ? screen::kPaneLedgerRead : screen::kPaneLedgerColumn, columns.read);
    title(screen::kPaneLedgerDone, columns.done);
    ImGui::Dummy({1, look.fonts.small->FontSize + look.px(4)});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(0, 0));
    ImGui::BeginChild("###ledger/rows", {0, height});
    rule(look);
    if (state.order.empty()) {
        gap(look, 8);
        paragraph(look, context.text(MessageId::kNothingWrong), look.colors.secondary);
    }
    // Thousands of remarks would be no list any more: the export has them all.
    constexpr std::size_t kMost = 400;
    std::optional<std::uint32_t> pressed;
    for (std::size_t i = 0; i < std::min(kMost, state.order.size()); ++i) {
        const auto number = state.order[i];
        const auto from = entries[number].origin.source;
        const auto file = !state.source && from < sources.size()
                              ? origin_text(sources[from], 0, context.language)
                              : std::string();
        if (draw_entry(context, state, entries[number], table, file,
                       "ledger/row/" + std::to_string(number))) {
            pressed = number;
        }
    }
    if (state.order.size() > kMost) {
        gap(look, 8);
        paragraph(look,
                  context.text(screen::kPaneLedgerMore,
                               {static_cast<std::int64_t>(state.order.size() - kMost)}),
                  look.colors.secondary);
    }
    ImGui::EndChild();
    ImGui::PopStyleVar(2);
    return pressed;
}

void draw_choices(const PanelContext& context, CommandSink& sink) {
    const auto& look = context.look;
    if (context.snapshot.spec == nullptr) {
        return;
    }
    for (const auto& [key, value] : choice_texts(context.snapshot.spec->choices)) {
        auto values = choice_values(key);
        if (key == "polygon_share") {
            values = {"0.1", "0.25", "0.5", "0.75", "0.9"};
        }
        std::vector<std::string> words;
        int chosen = -1;
        for (std::size_t i = 0; i < values.size(); ++i) {
            words.push_back(report::choice_value_name(key, values[i], context.language));
            Choices one = context.snapshot.spec->choices;
            if (set_choice(one, key, values[i]) && one == context.snapshot.spec->choices) {
                chosen = static_cast<int>(i);
            }
        }
        paragraph(look, report::choice_name(key, context.language), look.colors.ink,
                  look.fonts.text_bold);
        paragraph(look, report::choice_help(key, context.language), look.colors.secondary,
                  look.fonts.small);
        gap(look, 2);
        const auto id = "data/choice/" + key;
        if (const auto now = choice(look, {words.begin(), words.end()}, chosen, id.c_str(), 300)) {
            sink(command::SetChoice{key, values[static_cast<std::size_t>(*now)]});
        }
        gap(look, 10);
    }
}

}  // namespace maillage::ui
