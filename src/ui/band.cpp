// SPDX-License-Identifier: Apache-2.0
#include "base/disclosure_messages.hpp"
#include "base/planning_messages.hpp"
#include "base/present_messages.hpp"
#include "base/text.hpp"
#include "ui/keyboard.hpp"
#include "ui/numbers.hpp"
#include "ui/panels/list_drawing.hpp"
#include "ui/parts.hpp"
#include "ui/widgets.hpp"
#include "workspace/publication.hpp"

#include <algorithm>

namespace maillage::ui {
namespace {

namespace command = workspace::command;

constexpr double kMargin = 20.0;
constexpr double kRateAt = 310.0;  ///< Where there is room; else the rate moves left, to:
constexpr double kLeftmostRate = 130.0;
constexpr double kGaugeGap = 28.0;
constexpr double kGaugeWidth = 300.0;
constexpr double kSmallestGauge = 150.0;
constexpr double kButtonsAt = 26.0;
constexpr double kButtonGap = 8.0;
constexpr double kPresentNeeds = 960.0;  ///< Layout pixels of the window.

void small_at(const PanelContext& context, float x, double y, std::string_view text,
              float room = 1e9F) {
    const auto& look = context.look;
    text_at(look.fonts.small, look.colors.secondary, x, look.px(y),
            shortened(look.fonts.small, text, room));
}

std::string years_text(const workspace::Results& results) {
    std::string text;
    for (const int year : results.coverage->years()) {
        text += (text.empty() ? "" : ", ") + std::to_string(year);
    }
    return text.empty() ? "—" : text;
}

/// Territory, and what the figures are about.
void draw_territory(const PanelContext& context, const FocusFacts& facts, float room,
                    ScreenRequests& requests, CommandSink& sink) {
    const auto& look = context.look;
    const float x = look.px(kMargin);
    const auto& results = *context.snapshot.results;
    const bool deeper = !std::holds_alternative<carto::WholeFrance>(context.view.map.focus);
    text_at(look.fonts.title, look.colors.ink, x, look.px(deeper ? 25 : 20),
            shortened(look.fonts.title, facts.facts->name, room));
    const auto details =
        context.text(screen::kBandDetails,
                     {long_date(results.date, context.language), years_text(results),
                      std::to_string(static_cast<int>(results.dataset->territories.vintage.year))});
    const double y = deeper ? 52 : 47;
    const auto dot = details.find(" · ");
    const bool one_line = text_width(look.fonts.small, details) <= room || dot == std::string::npos;
    ImGui::SetCursorPos({x, look.px(y - 2)});
    const auto corner = ImGui::GetCursorScreenPos();
    const float width = std::min(room, text_width(look.fonts.small, details));
    if (ImGui::InvisibleButton("###band/counts_years", {width, look.px(one_line ? 19 : 34)})) {
        requests.counts_years = true;
    }
    note_item(look, "band/counts_years", context.text(screen::kCountsYears));
    focus_ring();
    if (ImGui::IsItemHovered()) {
        ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
    }
    tooltip(look, context.text(screen::kCountsYears));
    if (one_line) {
        small_at(context, x, y, details, room);
    } else {
        small_at(context, x, y, std::string_view(details).substr(0, dot), room);
        small_at(context, x, y + 15, std::string_view(details).substr(dot + 4), room);
    }
    if (deeper) {
        ImGui::SetCursorPos({x - look.px(6), look.px(3)});
        if (button(look, "‹ " + context.text(screen::kMapFrance), "band/france",
                   ButtonKind::kQuiet)) {
            sink(command::SetFocus{carto::WholeFrance{}});
        }
    }
    draw_counts_years(context, {corner.x, corner.y + look.px(one_line ? 22 : 37)}, requests, sink);
}

/// The two short lines beside the large figure.
std::vector<std::string> rate_notes(const PanelContext& context, const TerritoryFacts& facts) {
    const auto& dataset = *context.snapshot.results->dataset;
    std::vector<std::string> notes;
    if (facts.row.rate && is_interval(*facts.row.rate)) {
        notes.push_back(context.text(screen::kRateBetween,
                                     {percent_text(facts.row.rate->low, context.language),
                                      percent_text(facts.row.rate->high, context.language)}));
    } else if (dataset.partial_contracts) {
        notes.push_back(context.text(screen::kPartialList));
    }
    if (facts.scenario_change) {
        notes.push_back(scenario_note(context, *facts.scenario_change));
    } else if (facts.masked_communes > 0) {
        notes.push_back(context.text(screen::kMaskedCommunes, {facts.masked_communes}));
    } else if (dataset.modelled_counts) {
        // Below the gauge there are the modelled signatories instead.
        notes.push_back(context.text(screen::kContractsCounted, {facts.row.contracts}));
    }
    return notes;
}

/// \param limit Where it must end: the notes are left out where they would not.
/// \returns Where the block ends.
float draw_rate(const PanelContext& context, const TerritoryFacts& facts, float x, float limit,
                CommandSink& sink) {
    const auto& look = context.look;
    const auto label = context.text(context.snapshot.results->dataset->partial_contracts
                                        ? screen::kRateOfKnownContracts
                                        : screen::kRateOfContracts);
    small_at(context, x, 10, label);
    const float label_end = x + text_width(look.fonts.small, label);
    if (!facts.row.rate) {
        text_at(look.fonts.title, look.colors.secondary, x, look.px(36),
                context.text(MessageId::kNotComputable));
        return std::max(label_end,
                        x + text_width(look.fonts.title, context.text(MessageId::kNotComputable)));
    }
    const auto shown = middle_text(*facts.row.rate, context.language);
    ImGui::SetCursorPos({x, look.px(30)});
    if (figure(look, shown, "band/rate")) {
        sink(command::Explain{workspace::Figure::kRate});
    }
    const float notes_x = x + text_width(look.fonts.figure, shown) + look.px(10);
    float end = std::max(label_end, notes_x);
    const auto notes = rate_notes(context, facts);
    double y = notes.size() > 1 ? 39 : 47;
    for (const auto& note : notes) {
        if (notes_x + text_width(look.fonts.small, note) > limit) {
            continue;
        }
        small_at(context, notes_x, y, note);
        end = std::max(end, notes_x + text_width(look.fonts.small, note));
        y += 16;
    }
    return end;
}

/// One line in several lengths, the longest first: the first that has room is shown.
using Lengths = std::vector<std::string>;

Lengths target_text(const PanelContext& context, const indicators::CoverageRow& row) {
    if (!row.target) {
        return {context.text(screen::kTargetNotGiven)};
    }
    const auto year = std::to_string(year_of(context.snapshot.results->date));
    const indicators::Rate target{row.target->numerator, row.target->denominator};
    const bool whole = target.num * 100 % target.den == 0;
    const auto share = percent_text(target, context.language, whole ? 0 : 1);
    if (!row.to_cover) {
        return {context.text(screen::kTargetOf, {year, share})};
    }
    if (row.to_cover->high == 0) {
        return {context.text(screen::kTargetReached, {year, share})};
    }
    const auto left = count_text(*row.to_cover, 1, context.language);
    return {context.text(screen::kTargetToCover, {year, share, left, row.to_cover->high}),
            context.text(screen::kTargetStill, {year, share, left}),
            context.text(screen::kStillToCover, {left})};
}

Lengths below_gauge(const PanelContext& context, const TerritoryFacts& facts) {
    const auto& row = facts.row;
    if (context.snapshot.results->dataset->modelled_counts) {
        const auto shown = indicators::shown_count(row.range.total.high, row.years);
        const auto total = count_text(row.range.total, row.years, context.language);
        return {context.text(screen::kSignatoriesModelled, {total, shown}),
                context.text(screen::kSignatories, {total, shown})};
    }
    auto contracts = context.text(screen::kContractsCounted, {row.contracts});
    if (facts.negotiated == 0) {
        return {std::move(contracts)};
    }
    auto both = context.text(screen::kInNegotiationToo, {contracts, facts.negotiated});
    return {std::move(both), std::move(contracts)};
}

/// A line of text that opens how its number was computed.
void small_link(const PanelContext& context, float x, double y, const Lengths& lengths,
                const char* id, float room, workspace::Figure figure, CommandSink& sink) {
    const auto& look = context.look;
    const auto fits = std::find_if(lengths.begin(), lengths.end(), [&](const std::string& text) {
        return text_width(look.fonts.small, text) <= room;
    });
    const auto shown =
        shortened(look.fonts.small, fits == lengths.end() ? lengths.back() : *fits, room);
    const float width = text_width(look.fonts.small, shown);
    const float height = look.fonts.small->FontSize;
    ImGui::SetCursorPos({x, look.px(y)});
    if (ImGui::InvisibleButton(("###" + std::string(id)).c_str(), {width, height})) {
        sink(command::Explain{figure});
    }
    note_item(look, id, shown);
    focus_ring();
    const bool hovered = ImGui::IsItemHovered();
    text_at(look.fonts.small, hovered ? look.colors.primary : look.colors.secondary, x, look.px(y),
            shown);
    if (hovered) {
        ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
    }
}

void draw_gauge(const PanelContext& context, const TerritoryFacts& facts, float x, float room,
                CommandSink& sink) {
    const auto& look = context.look;
    const double width = std::min(kGaugeWidth, static_cast<double>(room) / look.scale);
    const auto& row = facts.row;
    small_link(context, x, 16, target_text(context, row), "band/target", room,
               workspace::Figure::kToCover, sink);
    ImGui::SetCursorPos({x, look.px(35)});
    const auto target = row.target
                            ? std::optional(share({row.target->numerator, row.target->denominator}))
                            : std::nullopt;
    gauge(look, row.rate ? share(row.rate->low) : 0.0, row.rate ? share(row.rate->high) : 0.0,
          target, width);
    small_link(context, x, 55, below_gauge(context, facts), "band/below", room,
               context.snapshot.results->dataset->modelled_counts ? workspace::Figure::kTotal
                                                                  : workspace::Figure::kContracts,
               sink);
}

float button_width(const Look& look, std::string_view label, std::string_view shortcut = {}) {
    return text_width(look.fonts.text, label) + look.px(24) +
           (shortcut.empty() ? 0 : look.px(7) + text_width(look.fonts.text, shortcut));
}

/// How wide the large figure is.
float rate_width(const PanelContext& context, const TerritoryFacts& facts) {
    const auto& look = context.look;
    return facts.row.rate
               ? text_width(look.fonts.figure, middle_text(*facts.row.rate, context.language))
               : text_width(look.fonts.title, context.text(MessageId::kNotComputable));
}

/// Buttons from the right edge, one to the left of the other.
class ButtonRow {
public:
    ButtonRow(const Look& look, float right) : m_look(look), m_x(right - look.px(kMargin)) {}

    bool put(std::string_view label, const char* id, ButtonKind kind, std::string_view keys = {}) {
        m_x -= button_width(m_look, label, keys);
        ImGui::SetCursorPos({m_x, m_look.px(kButtonsAt)});
        m_x -= m_look.px(kButtonGap);
        return button(m_look, label, id, kind, keys);
    }
    float left() const { return m_x; }

private:
    const Look& m_look;
    float m_x;
};

/// What is hidden and how it was checked, for the tooltip.
std::string about_mode(const PanelContext& context) {
    const auto& results = context.snapshot.results;
    if (!results || !results->publication) {
        return context.text(disclosure::kAboutInternal);
    }
    std::string text;
    for (const auto& line : workspace::audit_words(*results->publication, context.language)) {
        text += (text.empty() ? "" : "\n") + line;
    }
    return text;
}

/// The badge on the left of the buttons, or above them where they leave no room: a click changes
/// the mode; what it says is what the figures are made of. \returns Where badge or buttons begin.
float draw_mode(const PanelContext& context, float right, float buttons, bool roomy,
                CommandSink& sink) {
    const auto& look = context.look;
    const bool publishable = mode_of(context) == disclosure::kPublishableMode;
    const auto words = context.text(mode_of(context));
    const float width = text_width(look.fonts.small, words) + look.px(14);
    const float x = roomy ? buttons - width : right - look.px(kMargin) - width;
    const ImVec2 at{x, look.px(roomy ? kButtonsAt + 7 : 4)};
    ImGui::SetCursorPos(at);
    draw_mode_badge(context, look);
    const auto size = ImGui::GetItemRectSize();
    ImGui::SetCursorPos(at);
    if (invisible_button("###band/mode", size, TabStop::kYes)) {
        sink(command::SetMode{publishable ? std::nullopt : std::optional(disclosure::Rule{})});
    }
    focus_ring();
    note_item(look, "band/mode", words);
    if (ImGui::IsItemHovered()) {
        tooltip(look, about_mode(context));
    }
    return roomy ? x : buttons;
}

/// Badge and buttons from the right edge. \param needed What the figures want on the left.
/// \returns where they begin.
float draw_buttons(const PanelContext& context, float right, float needed, bool narrow,
                   LayoutState& layout, ScreenRequests& requests, CommandSink& sink) {
    const auto& look = context.look;
    const bool on_map = context.view.screen == workspace::Screen::kMap;
    const auto menu = context.text(screen::kMenu);
    const auto other = context.text(on_map ? screen::kShowData : screen::kShowMap);
    const auto search = context.text(screen::kSearchDots);
    const auto keys = shortcut_text(find_command("panels/search")->shortcut, context.language);
    const auto panels = context.text(screen::kGroupPanels);
    const auto layers = context.text(screen::kSectionLayers);
    const auto present = context.text(slides::kPresentCommand);
    const auto present_key =
        shortcut_text(find_command("present/start")->shortcut, context.language);
    float whole = look.px(kMargin + 3 * kButtonGap) + button_width(look, menu) +
                  button_width(look, present, present_key) + button_width(look, other) +
                  button_width(look, search, keys) + look.px(14) + look.px(kButtonGap) +
                  text_width(look.fonts.small, context.text(mode_of(context)));
    if (narrow && on_map) {
        whole += button_width(look, panels) + button_width(look, layers) + look.px(2 * kButtonGap);
    }
    const bool roomy = right - whole >= needed;

    ButtonRow row(look, right);
    requests.menu |= row.put(menu, "band/menu", ButtonKind::kPlain);
    // A window this small is for no meeting; the menu has it.
    if ((!narrow || right >= look.px(kPresentNeeds)) &&
        row.put(present, "band/present", on_map ? ButtonKind::kPrimary : ButtonKind::kPlain,
                roomy ? std::string_view(present_key) : std::string_view())) {
        sink(command::Present{});
    }
    if (row.put(other, "band/screen", on_map ? ButtonKind::kPlain : ButtonKind::kPrimary)) {
        sink(command::SetScreen{on_map ? workspace::Screen::kData : workspace::Screen::kMap});
    }
    requests.search |= row.put(search, "band/search", ButtonKind::kPlain,
                               roomy ? std::string_view(keys) : std::string_view());
    if (narrow && on_map) {
        if (row.put(panels, "band/panels", ButtonKind::kPlain)) {
            layout.right_peek = !layout.right_peek;
        }
        if (row.put(layers, "band/layers", ButtonKind::kPlain)) {
            layout.left_peek = !layout.left_peek;
        }
    }
    return draw_mode(context, right, row.left(), roomy, sink);
}

}  // namespace

MessageId mode_of(const PanelContext& context) {
    const auto& results = context.snapshot.results;
    return results && results->publication ? disclosure::kPublishableMode : screen::kInternalMode;
}

void draw_mode_badge(const PanelContext& context, const Look& look) {
    const bool publishable = mode_of(context) == disclosure::kPublishableMode;
    badge(look, context.text(mode_of(context)),
          publishable ? look.colors.primary_light : look.colors.warning_light,
          publishable ? look.colors.primary : look.colors.warning);
}

std::string scenario_note(const PanelContext& context, const indicators::RateBounds& change) {
    const auto points = [&](const indicators::Rate& rate) {
        return signed_text(rate, context.language);
    };
    auto low = change.low;
    auto high = change.high;
    if (indicators::compare(high, low) < 0) {
        std::swap(low, high);
    }
    return points(low) == points(high)
               ? context.text(planning::kScenarioRate, {points(low)})
               : context.text(planning::kScenarioRateBetween, {points(low), points(high)});
}

void draw_band(const PanelContext& context, const carto::Rect& place, const FocusFacts& facts,
               bool narrow, LayoutState& layout, ScreenRequests& requests, CommandSink& sink) {
    const auto& look = context.look;
    begin_part("###band", place, look.colors.panel, {0, 0});
    const float right = static_cast<float>(place.width);
    const float wide = facts.facts ? rate_width(context, *facts.facts) : 0.0F;
    const float buttons = draw_buttons(context, right, look.px(kRateAt + kGaugeGap) + wide, narrow,
                                       layout, requests, sink);
    if (facts.facts) {
        const float rate_at = std::min(look.px(kRateAt), buttons - look.px(8) - wide);
        const bool with_rate = rate_at >= look.px(kLeftmostRate);
        const float room = (with_rate ? rate_at : buttons) - look.px(kMargin + 8);
        draw_territory(context, facts, room, requests, sink);
        const float end =
            with_rate ? draw_rate(context, *facts.facts, rate_at, buttons, sink) : rate_at;
        const float gauge_at = end + look.px(kGaugeGap);
        const float gauge_room = buttons - look.px(16) - gauge_at;
        if (gauge_room >= look.px(kSmallestGauge)) {
            draw_gauge(context, *facts.facts, gauge_at, gauge_room, sink);
        }
    } else {
        text_at(look.fonts.title, look.colors.secondary, look.px(kMargin), look.px(30),
                context.text(screen::kLoading));
    }
    const float bottom = static_cast<float>(place.bottom());
    ImGui::GetWindowDrawList()->AddRectFilled({0, bottom - std::max(1.0F, look.px(1))},
                                              {right, bottom}, im(look.colors.rule));
    end_part();
}

}  // namespace maillage::ui
