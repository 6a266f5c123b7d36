// SPDX-License-Identifier: Apache-2.0
#include "base/text.hpp"
#include "ui/numbers.hpp"
#include "ui/parts.hpp"
#include "ui/widgets.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>

namespace maillage::ui {
namespace {

namespace command = workspace::command;

constexpr double kMargin = 24.0;
constexpr double kTop = 40.0;
constexpr double kBottom = 14.0;
constexpr double kStepSeconds = 0.8;

/// Where dates and rates stand on the band.
struct Axes {
    Date from;
    Date to;
    double top_rate = 1.0;
    float left = 0, right = 0, top = 0, bottom = 0;

    float x(Date date) const {
        const double all = std::max(1.0, static_cast<double>((to - from).count()));
        const double part = static_cast<double>((date - from).count()) / all;
        return left + (right - left) * static_cast<float>(std::clamp(part, 0.0, 1.0));
    }
    float y(double rate) const {
        return bottom - (bottom - top) * static_cast<float>(rate / top_rate);
    }
    Date date(float at) const {
        const double part =
            std::clamp(static_cast<double>((at - left) / std::max(1.0F, right - left)), 0.0, 1.0);
        const double days = part * static_cast<double>((to - from).count());
        return from + std::chrono::days(static_cast<int>(std::lround(days)));
    }
};

double low(const TimePoint& point) { return point.rate ? share(point.rate->low) : 0.0; }
double high(const TimePoint& point) { return point.rate ? share(point.rate->high) : 0.0; }

std::optional<double> target_of(const FocusFacts& facts) {
    const auto& target = facts.facts->row.target;
    return target ? std::optional(share({target->numerator, target->denominator})) : std::nullopt;
}

Axes axes_of(const Look& look, const carto::Rect& place, const FocusFacts& facts, Date today) {
    const auto& curve = *facts.curve;
    Axes axes;
    // The curve begins shortly before its first step: years without a contract say nothing.
    const auto first = curve.points[1].date - std::chrono::days(120);
    axes.from = std::max(curve.points.front().date, first);
    axes.to = std::max({curve.end, today, curve.points.back().date + std::chrono::days(60)});
    double most = 0.05;
    for (const auto& point : curve.points) {
        most = std::max(most, high(point));
    }
    if (const auto target = target_of(facts)) {
        most = std::max(most, *target);
    }
    axes.top_rate = most * 1.04;
    axes.left = static_cast<float>(place.x) + look.px(kMargin);
    axes.right = static_cast<float>(place.right()) - look.px(kMargin);
    axes.top = static_cast<float>(place.y) + look.px(kTop);
    axes.bottom = static_cast<float>(place.bottom()) - look.px(kBottom);
    return axes;
}

void dashed(ImDrawList& list, ImVec2 from, ImVec2 to, ImU32 color, float dash, float width) {
    const int dashes = static_cast<int>(std::ceil(std::max(0.0F, to.x - from.x) / (2 * dash)));
    for (int i = 0; i < dashes; ++i) {
        const float x = from.x + static_cast<float>(i) * 2 * dash;
        list.AddLine({x, from.y}, {std::min(x + dash, to.x), to.y}, color, width);
    }
}

void draw_curve(const Look& look, const TimeCurve& curve, const Axes& axes, Date today) {
    auto& list = *ImGui::GetWindowDrawList();
    const auto ink = im(look.colors.primary);
    const float width = look.px(2);
    float x = axes.left;
    for (std::size_t i = 0; i < curve.points.size(); ++i) {
        const auto& point = curve.points[i];
        const bool last = i + 1 == curve.points.size();
        const float end = last ? axes.right : axes.x(curve.points[i + 1].date);
        const float y = std::floor(axes.y(low(point)));
        const float top = axes.y(high(point));
        if (y - top > 1) {
            list.AddRectFilled({x, top}, {end, y}, im(carto::with_alpha(look.colors.covered, 110)));
        }
        // What is to come, under the contracts known today, is drawn as such.
        const float now = std::clamp(axes.x(today), x, end);
        list.AddLine({x, y}, {now, y}, ink, width);
        dashed(list, {now, y}, {end, y}, ink, look.px(5), width);
        if (!last) {
            const float next = std::floor(axes.y(low(curve.points[i + 1])));
            list.AddLine({end, std::min(y, next) - width / 2}, {end, std::max(y, next) + width / 2},
                         ink, width);
        }
        x = end;
    }
}

std::string cause_text(const PanelContext& context, const TimePoint& point) {
    const bool starts = !point.started.empty();
    const auto& names = starts ? point.started : point.ended;
    if (names.empty()) {
        return {};
    }
    auto text = names.size() == 1
                    ? names.front()
                    : context.text(screen::kStepsAtOnce,
                                   {names.front(), static_cast<std::int64_t>(names.size() - 1)});
    return starts ? text : context.text(screen::kStepEnds, {text});
}

std::string points_text(const PanelContext& context, const TimePoint& before,
                        const TimePoint& after) {
    const auto tenths = static_cast<std::int64_t>(std::llround((low(after) - low(before)) * 1000));
    const auto shown =
        fixed_ratio(std::abs(tenths), 10, 1, context.language == Language::kFrench ? ',' : '.');
    return context.text(tenths < 0 ? screen::kPointsLess : screen::kPointsMore, {shown});
}

std::string step_text(const PanelContext& context, const TimeCurve& curve, std::size_t i) {
    return context.text(screen::kStepBegins,
                        {cause_text(context, curve.points[i]),
                         points_text(context, curve.points[i - 1], curve.points[i])});
}

/// The largest steps say their cause where there is room for it.
void draw_causes(const PanelContext& context, const TimeCurve& curve, const Axes& axes) {
    const auto& look = context.look;
    auto* font = look.fonts.small;
    std::vector<std::size_t> order;
    for (std::size_t i = 1; i < curve.points.size(); ++i) {
        order.push_back(i);
    }
    const auto size = [&](std::size_t i) {
        return std::abs(low(curve.points[i]) - low(curve.points[i - 1]));
    };
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return size(a) > size(b); });
    std::vector<carto::Rect> taken;
    auto& list = *ImGui::GetWindowDrawList();
    for (const auto i : order) {
        const auto text = step_text(context, curve, i);
        const float width = text_width(font, text);
        const float x = axes.x(curve.points[i].date) + look.px(6);
        // Below the curve; above where it runs too low for words below.
        const float line = axes.y(low(curve.points[i]));
        const float under = line + look.px(4);
        const bool low_curve = under > axes.bottom - font->FontSize + look.px(6);
        const float y = low_curve ? line - look.px(4) - font->FontSize : under;
        const carto::Rect box{x, y, width + look.px(12), font->FontSize};
        // The curve must not run through the words: where it rises it leaves those below alone.
        const bool free = x + width < axes.right &&
                          (i + 1 == curve.points.size() || !low_curve ||
                           axes.x(curve.points[i + 1].date) > x + width) &&
                          std::none_of(taken.begin(), taken.end(),
                                       [&](const auto& other) { return other.meets(box); });
        if (!free) {
            continue;
        }
        taken.push_back(box);
        // The dashes of the target do not run through the words either.
        list.AddRectFilled({x - look.px(2), y}, {x + width + look.px(2), y + font->FontSize},
                           im(look.colors.panel));
        list.AddText(font, font->FontSize, {std::floor(x), std::floor(y)},
                     im(look.colors.secondary), begin_of(text), end_of(text));
    }
}

void draw_target(const PanelContext& context, const FocusFacts& facts, const Axes& axes) {
    const auto target = target_of(facts);
    if (!target) {
        return;
    }
    const auto& look = context.look;
    const float y = std::floor(axes.y(*target));
    auto& list = *ImGui::GetWindowDrawList();
    dashed(list, {axes.left, y}, {axes.right, y}, im(look.colors.target), look.px(2),
           std::max(1.0F, look.px(1)));
    const auto text = context.text(screen::kTargetTick,
                                   {std::to_string(year_of(context.snapshot.results->date))});
    auto* font = look.fonts.small;
    const float x = axes.left + look.px(2);
    const float above = y - font->FontSize;
    list.AddText(font, font->FontSize, {x, std::floor(above)}, im(look.colors.target),
                 begin_of(text), end_of(text));
}

void draw_handle(const Look& look, const TimeCurve& curve, const Axes& axes, Date date,
                 bool strong) {
    auto& list = *ImGui::GetWindowDrawList();
    const float x = std::floor(axes.x(date));
    const auto* point = point_at(curve, date);
    const float y = std::floor(axes.y(point == nullptr ? 0.0 : low(*point)));
    list.AddLine({x, axes.top - look.px(4)}, {x, axes.bottom + look.px(4)},
                 im(look.colors.secondary), std::max(1.0F, look.px(1)));
    list.AddCircleFilled({x, y}, look.px(strong ? 6.5 : 5.5), im(look.colors.panel), 24);
    list.AddCircleFilled({x, y}, look.px(strong ? 5 : 4), im(look.colors.primary), 24);
}

/// The date at which the slider comes to rest: that of the nearest step, or of today.
Date snapped(const TimeCurve& curve, const Axes& axes, float at, Date start, Date today) {
    Date best = today;
    const auto closer = [&](Date one) {
        if (std::abs(axes.x(one) - at) < std::abs(axes.x(best) - at)) {
            best = one;
        }
    };
    for (std::size_t i = 1; i < curve.points.size(); ++i) {
        closer(curve.points[i].date);
    }
    closer(start);
    closer(axes.from);
    return best;
}

void slide(const PanelContext& context, const FocusFacts& facts, const Axes& axes, Date today,
           TimeState& state, CommandSink& sink) {
    const auto& look = context.look;
    const auto& curve = *facts.curve;
    ImGui::SetCursorScreenPos({axes.left, axes.top - look.px(8)});
    ImGui::InvisibleButton("###time/slider",
                           {axes.right - axes.left, axes.bottom - axes.top + look.px(16)});
    note_item(look, "time/slider");
    focus_ring();
    const bool hovered = ImGui::IsItemHovered();
    const float mouse = ImGui::GetIO().MousePos.x;
    const auto shown_date = context.snapshot.results->date;
    // The keyboard has Ctrl and the arrows; Space would go to wherever the mouse is.
    if (ImGui::IsItemActive() && ImGui::IsMouseDown(ImGuiMouseButton_Left)) {
        state.playing = false;
        const auto date = snapped(curve, axes, mouse, shown_date, today);
        if (date != shown_date && context.view.date != date) {
            sink(command::SetDate{date});
        }
    }
    draw_handle(look, curve, axes, context.view.date.value_or(shown_date),
                hovered || ImGui::IsItemActive());
    if (!hovered && !ImGui::IsItemActive()) {
        return;
    }
    std::size_t near = 0;
    for (std::size_t i = 1; i < curve.points.size(); ++i) {
        if (std::abs(axes.x(curve.points[i].date) - mouse) < look.px(8)) {
            near = i;
        }
    }
    const auto date = near > 0 ? curve.points[near].date : axes.date(mouse);
    const auto* point = point_at(curve, date);
    auto tip = long_date(date, context.language);
    if (point != nullptr && point->rate) {
        tip += " · " + percent_text(point->rate, context.language);
    }
    if (near > 0) {
        tip += "\n" + step_text(context, curve, near);
    }
    ImGui::SetTooltip("%s", tip.c_str());
}

void play(const PanelContext& context, const TimeCurve& curve, double time, Date today,
          TimeState& state, CommandSink& sink) {
    if (!state.playing || time < state.next_step) {
        return;
    }
    const auto now = context.view.date.value_or(context.snapshot.results->date);
    const auto next =
        std::find_if(curve.points.begin() + 1, curve.points.end(), [&](const TimePoint& point) {
            return point.date > now && point.date <= std::max(today, curve.points[1].date);
        });
    if (next == curve.points.end()) {
        state.playing = false;
        return;
    }
    sink(command::SetDate{next->date});
    state.next_step = time + kStepSeconds;
}

void draw_controls(const PanelContext& context, const carto::Rect& place, const TimeCurve& curve,
                   double time, Date today, TimeState& state, CommandSink& sink) {
    const auto& look = context.look;
    const auto label = context.text(state.playing ? screen::kPause : screen::kPlay);
    float x = static_cast<float>(place.width) - look.px(kMargin) -
              text_width(look.fonts.text, label) - look.px(6);
    ImGui::SetCursorPos({x, look.px(7)});
    if (button(look, label, "time/play", ButtonKind::kQuiet)) {
        state.playing = !state.playing;
        state.next_step = time;
        const auto now = context.view.date.value_or(context.snapshot.results->date);
        const bool at_end = std::none_of(
            curve.points.begin() + 1, curve.points.end(),
            [&](const TimePoint& point) { return point.date > now && point.date <= today; });
        if (state.playing && at_end) {
            sink(command::SetDate{curve.points[1].date - std::chrono::days(1)});
            state.next_step = time + kStepSeconds;
        }
    }
    if (!context.view.date) {
        return;
    }
    const auto back = context.text(screen::kToday);
    x -= text_width(look.fonts.text, back) + look.px(24);
    ImGui::SetCursorPos({x, look.px(7)});
    if (button(look, back, "time/back", ButtonKind::kQuiet)) {
        state.playing = false;
        sink(command::SetDate{std::nullopt});
    }
}

}  // namespace

double draw_time(const PanelContext& context, const carto::Rect& place, const FocusFacts& facts,
                 double time, Date today, TimeState& state, CommandSink& sink) {
    const auto& look = context.look;
    begin_part("###time", place, look.colors.panel, {0, 0});
    auto& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled({static_cast<float>(place.x), static_cast<float>(place.y)},
                       {static_cast<float>(place.right()),
                        static_cast<float>(place.y) + std::max(1.0F, look.px(1))},
                       im(look.colors.rule));
    double wake = -1.0;
    if (facts.curve && facts.facts) {
        const auto& curve = *facts.curve;
        const auto axes = axes_of(look, place, facts, today);
        text_at(look.fonts.block_title, look.colors.ink, look.px(kMargin), look.px(11),
                context.text(screen::kTimeTitle, {std::to_string(year_of(axes.from))}));
        draw_target(context, facts, axes);
        draw_curve(look, curve, axes, today);
        draw_causes(context, curve, axes);
        slide(context, facts, axes, today, state, sink);
        draw_controls(context, place, curve, time, today, state, sink);
        play(context, curve, time, today, state, sink);
        wake = state.playing ? std::max(0.0, state.next_step - time) : -1.0;
    }
    end_part();
    return wake;
}

}  // namespace maillage::ui
