// SPDX-License-Identifier: Apache-2.0
#include "ui/panels/next_panel.hpp"

#include "base/planning_messages.hpp"
#include "ui/numbers.hpp"
#include "ui/panels/list_drawing.hpp"
#include "ui/panels/next_weights.hpp"
#include "ui/parts.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace maillage::ui {
namespace {

namespace command = workspace::command;
using workspace::NextContracts;

constexpr double kRowHeight = 46;
constexpr std::size_t kMostRows = 300;
constexpr double kGainWidth = 96;
constexpr double kBelowGainWidth = 136;
constexpr double kPlaceWidth = 40;
constexpr double kCurveHeight = 96;

void update(const PanelContext& context, NextPanelState& state) {
    const auto& next = context.snapshot.next;
    if (state.made_for == next && state.language == context.language &&
        state.rows_of == state.shown && state.rows_by == context.view.weights) {
        return;
    }
    state.rows = next_rows(*next, state.shown, kMostRows, context.language, context.view.weights);
    state.rows_by = context.view.weights;
    state.plan = plan_words(*next, context.language);
    if (state.made_for != next) {
        const auto wanted = next->plan && next->plan->found() ? next->plan->contracts : 1;
        const auto found = std::find_if(next->frontier.begin(), next->frontier.end(),
                                        [&](const auto& one) { return one.contracts >= wanted; });
        state.point = static_cast<std::size_t>(found - next->frontier.begin());
    }
    state.made_for = next;
    state.language = context.language;
    state.rows_of = state.shown;
}

void draw_header(const PanelContext& context) {
    const auto& look = context.look;
    const auto at = ImGui::GetCursorScreenPos();
    const float room = ImGui::GetContentRegionAvail().x;
    cell(look.fonts.small, look.colors.secondary, at.x, at.y, room - look.px(4),
         context.text(planning::kNextColumns), true);
    ImGui::Dummy({1, look.px(18)});
}

void draw_row(const PanelContext& context, const NextContracts& next, const NextRow& row,
              CommandSink& sink) {
    const auto& look = context.look;
    const bool chosen = row.thing && context.view.sheet == *row.thing;
    const auto place = list_row(look, "next/row/" + std::to_string(row.candidate), row.name,
                                look.px(kRowHeight), chosen);
    if (place.pressed && row.thing) {
        sink(command::OpenSheet{*row.thing});
        sink(command::SetTab{workspace::Tab::kNext});
        sink(command::Select{command::Pick::kReplace, {*row.thing}});
    }
    const auto& weights = context.view.weights;
    tooltip(look, weights ? score_tip(next, row, *weights, context.language)
                          : context.text(planning::kNextPlace, {row.place}));
    const auto ink = row.refused ? look.colors.secondary : look.colors.ink;
    const float y = place.min.y + look.px(6);
    const float second = y + look.px(19);
    const float name = place.min.x + look.px(kPlaceWidth);
    const float right = place.max.x - look.px(8);
    const float gain = right - look.px(kGainWidth);
    const float below = right - look.px(kBelowGainWidth);
    cell(look.fonts.text, look.colors.secondary, place.min.x + look.px(4), y,
         look.px(kPlaceWidth - 6), row.place);
    cell(look.fonts.text, ink, name, y, gain - name - look.px(8), row.name);
    cell(look.fonts.text, ink, gain, y, look.px(kGainWidth), row.gain, true);
    cell(look.fonts.small, look.colors.secondary, name, second, below - name - look.px(8),
         row.refused ? context.text(planning::kNextRefused) + " · " + row.detail : row.detail);
    cell(look.fonts.small, look.colors.secondary, below, second, look.px(kBelowGainWidth),
         row.amount.empty() ? row.points : row.points + " · " + row.amount, true);
    if (weights) {
        draw_score_bar(look, row, name, place.max.y - look.px(6), right - name);
    }
}

/// What can be said of the candidate whose row is chosen.
void draw_actions(const PanelContext& context, const NextPanelState& state, CommandSink& sink) {
    const auto& look = context.look;
    const auto chosen = std::find_if(state.rows.begin(), state.rows.end(), [&](const NextRow& row) {
        return row.thing && *row.thing == context.view.sheet;
    });
    if (chosen == state.rows.end()) {
        return;
    }
    const auto contract = workspace::supposed(state.made_for->candidates, chosen->candidate);
    gap(look, 4);
    if (context.view.weights) {
        paragraph(look,
                  swap_words(*state.made_for, state.rows,
                             static_cast<std::size_t>(chosen - state.rows.begin()),
                             *context.view.weights, context.language),
                  look.colors.secondary, look.fonts.small);
        gap(look, 4);
    }
    if (button(look, context.text(planning::kSupposeContract), "next/suppose",
               ButtonKind::kPlain)) {
        sink(command::EditScenario{scenario_to_edit(context, sink), planning::Suppose{contract}});
    }
    ImGui::SameLine();
    const auto* active = active_scenario(context.snapshot);
    const planning::Refusal refusal{contract.level, contract.codes.front()};
    const bool refused =
        active != nullptr && std::find(active->refusals.begin(), active->refusals.end(), refusal) !=
                                 active->refusals.end();
    if (refused || !chosen->refused) {
        if (button(look,
                   context.text(refused ? planning::kNextAskAgain : planning::kNextHasRefused),
                   "next/refuse", ButtonKind::kPlain)) {
            sink(command::EditScenario{scenario_to_edit(context, sink),
                                       planning::Refuse{refusal, !refused}});
        }
        ImGui::SameLine();
    }
    if (button(look, context.text(screen::kTabSheet), "next/sheet", ButtonKind::kQuiet)) {
        sink(command::SetTab{workspace::Tab::kSheet});
    }
}

/// A scenario with these candidates, on top of the one looked at.
void try_on_map(const PanelContext& context, const NextContracts& next,
                const std::vector<std::uint32_t>& chosen, CommandSink& sink) {
    const auto& document = *context.snapshot.document;
    const auto wanted =
        context.text(planning::kPlanScenario, {static_cast<std::int64_t>(chosen.size())});
    auto name = wanted;
    for (int n = 2; workspace::find_scenario(document, name) != nullptr; ++n) {
        name = wanted + " (" + std::to_string(n) + ")";
    }
    sink(command::NewScenario{name, context.view.scenario});
    for (const auto v : chosen) {
        sink(command::EditScenario{name, planning::Suppose{workspace::supposed(next.candidates, v)},
                                   true});
    }
}

/// The best rate by number of contracts; heights are rates from the first to the last point.
class Curve {
public:
    Curve(const Look& look, const std::vector<planning::FrontierPoint>& points, ImVec2 at,
          float width)
        : m_points(points),
          m_at(at),
          m_width(width),
          m_height(look.px(kCurveHeight)),
          m_margin(look.px(8)),
          m_lowest(share(points.front().value)),
          m_range(std::max(share(points.back().value) - m_lowest, 1e-9)) {}

    ImVec2 place(std::size_t i) const {
        return {m_at.x + m_margin + (m_width - 2 * m_margin) * static_cast<float>(i) / last(),
                height_of(share(m_points[i].value))};
    }
    float height_of(double rate) const {
        const auto part = static_cast<float>((rate - m_lowest) / m_range);
        return m_at.y + m_height - m_margin - part * (m_height - 2 * m_margin);
    }
    bool holds(double rate) const { return rate >= m_lowest && rate <= m_lowest + m_range; }
    std::size_t nearest(float x) const {
        const float part = (x - m_at.x - m_margin) / (m_width - 2 * m_margin) * last();
        return static_cast<std::size_t>(std::clamp(std::round(part), 0.0F, last()));
    }

private:
    float last() const { return static_cast<float>(m_points.size() - 1); }

    const std::vector<planning::FrontierPoint>& m_points;
    ImVec2 m_at;
    float m_width;
    float m_height;
    float m_margin;
    double m_lowest;
    double m_range;
};

void draw_frontier(const PanelContext& context, NextPanelState& state) {
    const auto& look = context.look;
    const auto& points = state.made_for->frontier;
    secondary(look, context.text(planning::kFrontierTitle));
    const auto at = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x;
    const Curve curve(look, points, at, width);
    ImGui::InvisibleButton("###next/frontier", {width, look.px(kCurveHeight)});
    note_item(look, "next/frontier", context.text(planning::kFrontierTitle));
    const bool focused = ImGui::IsItemFocused();
    if (ImGui::IsItemActive() && ImGui::IsMouseDown(ImGuiMouseButton_Left)) {
        state.point = curve.nearest(ImGui::GetIO().MousePos.x);
    }
    auto& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled(at, {at.x + width, at.y + look.px(kCurveHeight)}, im(look.colors.ground),
                       look.px(4));
    std::vector<ImVec2> line;
    for (std::size_t i = 0; i < points.size(); ++i) {
        line.push_back(curve.place(i));
    }
    list.AddPolyline(line.data(), static_cast<int>(line.size()), im(look.colors.primary), 0,
                     look.px(2));
    if (const auto& target = state.made_for->target) {
        const double rate =
            static_cast<double>(target->numerator) / static_cast<double>(target->denominator);
        for (float x = at.x; curve.holds(rate) && x < at.x + width; x += look.px(6)) {
            const float y = curve.height_of(rate);
            list.AddLine({x, y}, {x + look.px(3), y}, im(look.colors.target), look.px(1));
        }
    }
    list.AddCircleFilled(curve.place(state.point), look.px(5), im(look.colors.primary));
    if (focused) {
        list.AddRect(at, {at.x + width, at.y + look.px(kCurveHeight)}, im(look.colors.primary),
                     look.px(4));
    }
}

/// Candidates of what is shown: the plan's, or those of the point of the frontier.
std::vector<std::uint32_t> shown_choice(const NextPanelState& state) {
    const auto& next = *state.made_for;
    if (state.frontier) {
        return next.frontier[state.point].chosen;
    }
    std::vector<std::uint32_t> chosen;
    if (next.plan && next.plan->found()) {
        for (const auto& step : next.plan->steps) {
            chosen.push_back(step.candidate);
        }
    }
    return chosen;
}

void draw_plan(const PanelContext& context, NextPanelState& state, CommandSink& sink) {
    const auto& look = context.look;
    const auto& next = *state.made_for;
    const bool has_frontier = next.frontier.size() > 1;
    state.frontier = state.frontier && has_frontier;
    gap(look, 6);
    rule(look);
    gap(look, 4);
    block_title(look, state.plan.title);
    if (state.frontier) {
        state.point = std::min(state.point, next.frontier.size() - 1);
        draw_frontier(context, state);
        const auto words = frontier_words(next, state.point, context.language);
        paragraph(look, words.title, look.colors.ink, look.fonts.text_bold);
        paragraph(look, words.finding, look.colors.secondary, look.fonts.small);
    } else {
        paragraph(look, state.plan.finding, look.colors.ink);
        if (!state.plan.detail.empty()) {
            paragraph(look, state.plan.detail, look.colors.secondary, look.fonts.small);
        }
    }
    gap(look, 4);
    const auto chosen = shown_choice(state);
    if (!chosen.empty()) {
        if (button(look, context.text(planning::kTryOnMap), "next/try", ButtonKind::kPrimary)) {
            try_on_map(context, next, chosen, sink);
        }
        ImGui::SameLine();
    }
    if (has_frontier &&
        button(look, context.text(state.frontier ? planning::kOnlyPlan : planning::kWholeFrontier),
               "next/frontier_switch", ButtonKind::kPlain)) {
        state.frontier = !state.frontier;
    }
}

/// The switch beside the kinds of territories and, while it is on, a slider for each criterion.
void draw_criteria(const PanelContext& context, CommandSink& sink) {
    const auto& look = context.look;
    const bool on = context.view.weights.has_value();
    ImGui::SameLine();
    if (button(look, context.text(on ? planning::kCriteriaOff : planning::kCriteriaButton),
               "next/criteria", ButtonKind::kQuiet)) {
        sink(command::SetWeights{on ? std::nullopt
                                    : std::optional(planning::Weights{planning::kScoreUnit})});
    }
    if (on) {
        gap(look, 4);
        draw_weights(context, sink);
    }
}

/// What stands below the list takes the room it needs.
float room_below(const PanelContext& context, const NextPanelState& state) {
    const auto& look = context.look;
    const float width = ImGui::GetContentRegionAvail().x;
    const auto lines = [&](ImFont* font, const std::string& text) {
        return text.empty() ? 0.0F
                            : static_cast<float>(wrap_lines(font, text, width).size()) *
                                  (font->FontSize + look.px(3));
    };
    const float words = state.frontier ? look.px(kCurveHeight + 84)
                                       : lines(look.fonts.text, state.plan.finding) +
                                             lines(look.fonts.small, state.plan.detail);
    const bool chosen = std::any_of(state.rows.begin(), state.rows.end(), [&](const NextRow& row) {
        return row.thing && *row.thing == context.view.sheet;
    });
    const bool swap = chosen && context.view.weights.has_value();
    return words + look.px((chosen ? 142 : 104) + (swap ? 36 : 0));
}

/// They are being made, or the rules of the date are not known.
void draw_none(const PanelContext& context) {
    const auto& jobs = context.snapshot.jobs;
    const bool coming = context.snapshot.results == nullptr ||
                        std::any_of(jobs.begin(), jobs.end(), [](const workspace::JobState& job) {
                            return job.what.id == planning::kJobNext;
                        });
    if (coming) {
        secondary(context.look, context.text(screen::kPaneNothingYet));
        return;
    }
    const auto year = year_of(context.snapshot.results->date);
    paragraph(context.look, context.text(planning::kFundingNoRules, {std::to_string(year)}),
              context.look.colors.secondary);
}

}  // namespace

void draw_next(const PanelContext& context, NextPanelState& state, CommandSink& sink) {
    const auto& look = context.look;
    if (context.snapshot.results != nullptr && draw_compare_line(context, sink)) {
        draw_compare(context, state.compare, sink);
        return;
    }
    const auto& next = context.snapshot.next;
    if (next == nullptr || next->request.focus != context.view.map.focus) {
        draw_none(context);
        return;
    }
    if (!context.snapshot.next_current) {
        secondary(look, context.text(planning::kNextBeingMade));
    }
    update(context, state);
    const std::array labels = {context.text(planning::kNextEpcis),
                               context.text(planning::kNextCommunes)};
    const std::vector<std::string_view> words(labels.begin(), labels.end());
    if (const auto chosen = segmented(look, words, static_cast<int>(state.shown), "next/of")) {
        state.shown = static_cast<NextShown>(*chosen);
        update(context, state);
    }
    draw_criteria(context, sink);
    if (state.rows.empty()) {
        paragraph(look, context.text(planning::kNextNobody), look.colors.secondary);
    } else {
        draw_header(context);
    }
    const float row = look.px(kRowHeight);
    const float height =
        std::max(ImGui::GetContentRegionAvail().y - room_below(context, state), 2 * row);
    const float needed = row * static_cast<float>(state.rows.size()) + look.px(2);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(0, 0));
    ImGui::BeginChild("###next/rows", {0, std::min(height, needed)});
    ImGuiListClipper clipper;
    clipper.Begin(static_cast<int>(state.rows.size()), row);
    while (clipper.Step()) {
        for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
            draw_row(context, *next, state.rows[static_cast<std::size_t>(i)], sink);
        }
    }
    ImGui::EndChild();
    ImGui::PopStyleVar(2);
    draw_actions(context, state, sink);
    draw_plan(context, state, sink);
}

}  // namespace maillage::ui
