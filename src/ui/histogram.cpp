// SPDX-License-Identifier: Apache-2.0
#include "ui/numbers.hpp"
#include "ui/parts.hpp"
#include "ui/widgets.hpp"

#include <imgui/imgui_internal.h>

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace maillage::ui {
namespace {

namespace command = workspace::command;

constexpr int kBins = 29;
constexpr double kWidth = 228.0;
constexpr double kHeight = 58.0;
constexpr double kGrab = 5.0;

struct Range {
    double low = 0.0;
    double high = 1.0;
};

Range value_range(const carto::SceneResult& scene) {
    Range range{scene.classes.front().low, scene.classes.back().high};
    if (!scene.values.empty()) {
        range.low = std::min(range.low, scene.values.front());
        range.high = std::max(range.high, scene.values.back());
    }
    if (!(range.high > range.low)) {
        range.high = range.low + 1.0;
    }
    return range;
}

carto::Color color_of(const carto::SceneResult& scene, double value) {
    auto color = scene.classes.front().color;
    for (const auto& one : scene.classes) {
        if (!one.zero && value >= one.low) {
            color = one.color;
        }
    }
    return color;
}

std::string share_text(double share, Language language) {
    const auto thousandths = static_cast<std::int64_t>(std::llround(std::abs(share) * 1000));
    return (share < 0 ? "\u2212" : "") + percent_text({thousandths, 1000}, language);
}

}  // namespace

std::vector<double> class_bounds(const carto::SceneResult& scene) {
    std::vector<double> bounds;
    for (const auto& one : scene.classes) {
        if (!one.zero) {
            bounds.push_back(one.low);
        }
    }
    if (!bounds.empty()) {
        bounds.erase(bounds.begin());  // the lowest class has no inner bound below it
    }
    return bounds;
}

namespace {

void draw_bars(const Look& look, const carto::SceneResult& scene, const Range& range, ImVec2 at,
               float width, float height) {
    std::vector<int> bins(kBins);
    for (const double value : scene.values) {
        const double part = (value - range.low) / (range.high - range.low);
        ++bins[static_cast<std::size_t>(std::clamp(part * kBins, 0.0, kBins - 1.0))];
    }
    const int most = std::max(1, *std::max_element(bins.begin(), bins.end()));
    auto& list = *ImGui::GetWindowDrawList();
    const float step = width / kBins;
    for (int i = 0; i < kBins; ++i) {
        const int units = bins[static_cast<std::size_t>(i)];
        if (units == 0) {
            continue;
        }
        // Square roots: the many zeros of a sparse map would leave the rest invisible.
        const float tall = std::max(
            look.px(2), height * std::sqrt(static_cast<float>(units) / static_cast<float>(most)));
        const float x = at.x + step * static_cast<float>(i);
        const double middle = range.low + (range.high - range.low) * (i + 0.5) / kBins;
        const auto fill = color_of(scene, middle);
        list.AddRectFilled({x + 0.5F, at.y + height - tall}, {x + step - 0.5F, at.y + height},
                           im(mix(fill, look.colors.ink, 0.12)));
    }
    list.AddLine({at.x, at.y + height}, {at.x + width, at.y + height}, im(look.colors.rule),
                 std::max(1.0F, look.px(1)));
}

}  // namespace

namespace {

/// Half a percent: what a bound is moved by, and the least that classes are wide.
constexpr double kStepsOfOne = 200.0;
constexpr double kStep = 1.0 / kStepsOfOne;
constexpr double kShiftSteps = 10.0;

struct Plot {
    Range range;
    ImVec2 at;
    float width = 0.0F;
    float height = 0.0F;

    float x_of(double value) const {
        return at.x + width * static_cast<float>((value - range.low) / (range.high - range.low));
    }
    double value_at(float x) const {
        return range.low + (range.high - range.low) * static_cast<double>((x - at.x) / width);
    }
};

/// To the half percent, and never past its neighbours. \returns whether it moved.
bool move_bound(std::vector<double>& bounds, std::size_t i, double asked, const Range& range) {
    const double from = (i == 0 ? range.low : bounds[i - 1]) + kStep;
    const double to = (i + 1 == bounds.size() ? range.high : bounds[i + 1]) - kStep;
    if (from > to) {
        return false;
    }
    const double value = std::clamp(std::round(asked * kStepsOfOne) / kStepsOfOne, from, to);
    if (std::abs(value - bounds[i]) < kStep / 2) {
        return false;
    }
    bounds[i] = value;
    return true;
}

/// Of the arrow pressed while the keyboard is at \p id; ImGui does not go elsewhere then.
ImGuiDir take_arrow(ImGuiID id) {
    const auto& imgui = *ImGui::GetCurrentContext();
    if (imgui.NavId != id || imgui.NavDisableHighlight || !imgui.NavMoveSubmitted ||
        (imgui.NavMoveFlags & ImGuiNavMoveFlags_Tabbing) != 0) {
        return ImGuiDir_None;
    }
    return imgui.NavMoveDir;
}

/// The bounds as stops of the keyboard. \returns the one it is at, -1: none; \p moved says whether
/// an arrow moved it.
int bounds_by_keyboard(const Look& look, const Plot& plot, std::vector<double>& bounds,
                       bool& moved) {
    auto* window = ImGui::GetCurrentWindow();
    const auto id_of = [&](std::size_t i) {
        return window->GetID(("###map/histogram/bound/" + std::to_string(i)).c_str());
    };
    int at = -1;
    ImGuiID next = 0;
    for (std::size_t i = 0; i < bounds.size(); ++i) {
        const float x = plot.x_of(bounds[i]);
        const ImRect box({x - look.px(kGrab), plot.at.y},
                         {x + look.px(kGrab), plot.at.y + plot.height + look.px(6)});
        const auto id = id_of(i);
        if (!ImGui::ItemAdd(box, id)) {
            continue;
        }
        note_item(look, "map/histogram/bound/" + std::to_string(i));
        ImGui::RenderNavHighlight(box, id);
        const auto& imgui = *ImGui::GetCurrentContext();
        if (imgui.NavId == id && !imgui.NavDisableHighlight) {
            at = static_cast<int>(i);
        }
        const auto arrow = take_arrow(id);
        const double steps = ImGui::GetIO().KeyShift ? kShiftSteps : 1.0;
        if (arrow == ImGuiDir_Left || arrow == ImGuiDir_Right) {
            ImGui::NavMoveRequestCancel();
            const double by = (arrow == ImGuiDir_Left ? -1.0 : 1.0) * steps * kStep;
            moved = move_bound(bounds, i, bounds[i] + by, plot.range) || moved;
        } else if (arrow == ImGuiDir_Up && i > 0) {
            next = id_of(i - 1);
        } else if (arrow == ImGuiDir_Down && i + 1 < bounds.size()) {
            next = id_of(i + 1);
        }
    }
    if (next != 0) {
        ImGui::NavMoveRequestCancel();
        ImGui::SetFocusID(next, window);
        ImGui::GetCurrentContext()->NavDisableHighlight = false;
    }
    return at;
}

/// The bound under the mouse, -1: none.
int bound_near(const Look& look, const Plot& plot, const std::vector<double>& bounds, float mouse) {
    int near = -1;
    for (std::size_t i = 0; i < bounds.size(); ++i) {
        if (std::abs(plot.x_of(bounds[i]) - mouse) <= look.px(kGrab)) {
            near = static_cast<int>(i);
        }
    }
    return near;
}

void draw_bounds(const Look& look, const Plot& plot, const std::vector<double>& bounds,
                 int strong_one) {
    auto& list = *ImGui::GetWindowDrawList();
    for (std::size_t i = 0; i < bounds.size(); ++i) {
        const bool strong = static_cast<int>(i) == strong_one;
        const float x = std::floor(plot.x_of(bounds[i]));
        list.AddRectFilled({x, plot.at.y},
                           {x + look.px(strong ? 2 : 1), plot.at.y + plot.height + look.px(4)},
                           im(strong ? look.colors.primary : look.colors.secondary));
    }
}

/// Below the plot, where it hides nothing of it.
void say_bound(const Plot& plot, const Look& look, double value, Language language) {
    ImGui::SetNextWindowPos({plot.x_of(value), plot.at.y + plot.height + look.px(10)});
    ImGui::SetTooltip("%s", share_text(value, language).c_str());
}

}  // namespace

void draw_histogram(const PanelContext& context, LeftState& state, CommandSink& sink) {
    const auto& look = context.look;
    const auto& scene = *context.snapshot.scene;
    auto bounds = class_bounds(scene);
    const auto& classes = context.view.map.classes;
    if (classes.method == carto::Breaks::kManual && classes.manual.size() == bounds.size()) {
        bounds = classes.manual;  // Ahead of the scene while keys are pressed fast.
    }
    const Plot plot{value_range(scene), ImGui::GetCursorScreenPos(), look.px(kWidth),
                    look.px(kHeight)};
    const ImVec2 size{plot.width, plot.height + look.px(6)};
    // The keyboard stops at the bounds, not at the whole.
    ImGui::PushItemFlag(ImGuiItemFlags_NoNav, true);
    ImGui::InvisibleButton("###map/histogram", size);
    ImGui::PopItemFlag();
    note_item(look, "map/histogram");
    const bool hovered = ImGui::IsItemHovered();
    const bool activated = ImGui::IsItemActivated();
    const bool active = ImGui::IsItemActive();
    const float mouse = ImGui::GetIO().MousePos.x;
    draw_bars(look, scene, plot.range, plot.at, plot.width, plot.height);
    const int near = hovered ? bound_near(look, plot, bounds, mouse) : -1;
    // The mouse may have moved on in the frame that lets go of it.
    const bool let_go = ImGui::IsItemDeactivated();
    const int held = activated ? near : active || let_go ? state.dragged_bound : -1;
    state.dragged_bound = let_go ? -1 : held;
    bool moved = false;
    const int by_keys = bounds_by_keyboard(look, plot, bounds, moved);
    const int pointed = held >= 0 ? held : near >= 0 ? near : by_keys;
    draw_bounds(look, plot, bounds, pointed);
    if (near >= 0 || held >= 0) {
        ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeEW);
    }
    if (pointed >= 0 && static_cast<std::size_t>(pointed) < bounds.size()) {
        say_bound(plot, look, bounds[static_cast<std::size_t>(pointed)], context.language);
    } else if (hovered && !bounds.empty()) {
        ImGui::SetTooltip("%s", context.text(screen::kDragBounds).c_str());
    }
    if (held >= 0 && static_cast<std::size_t>(held) < bounds.size() &&
        ImGui::GetIO().MouseDelta.x != 0.0F) {
        moved =
            move_bound(bounds, static_cast<std::size_t>(held), plot.value_at(mouse), plot.range);
    }
    if (!moved) {
        return;
    }
    auto map = context.view.map;
    map.classes.method = carto::Breaks::kManual;
    map.classes.manual = std::move(bounds);
    sink(command::SetMap{std::move(map)});
}

}  // namespace maillage::ui
