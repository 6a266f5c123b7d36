// SPDX-License-Identifier: Apache-2.0
#include "ui/numbers.hpp"
#include "ui/parts.hpp"
#include "ui/widgets.hpp"

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

void draw_histogram(const PanelContext& context, LeftState& state, CommandSink& sink) {
    const auto& look = context.look;
    const auto& scene = *context.snapshot.scene;
    const auto range = value_range(scene);
    auto bounds = class_bounds(scene);
    const float width = look.px(kWidth);
    const float height = look.px(kHeight);
    ImGui::InvisibleButton("###map/histogram", {width, height + look.px(6)});
    note_item(look, "map/histogram");
    focus_ring();
    const auto at = ImGui::GetItemRectMin();
    const bool hovered = ImGui::IsItemHovered();
    const float mouse = ImGui::GetIO().MousePos.x;
    draw_bars(look, scene, range, at, width, height);
    const auto x_of = [&](double value) {
        return at.x + width * static_cast<float>((value - range.low) / (range.high - range.low));
    };
    int near = -1;
    for (std::size_t i = 0; i < bounds.size(); ++i) {
        if (hovered && std::abs(x_of(bounds[i]) - mouse) <= look.px(kGrab)) {
            near = static_cast<int>(i);
        }
    }
    if (ImGui::IsItemActivated()) {
        state.dragged_bound = near;
    }
    if (!ImGui::IsItemActive()) {
        state.dragged_bound = -1;
    }
    const int held = state.dragged_bound;
    auto& list = *ImGui::GetWindowDrawList();
    for (std::size_t i = 0; i < bounds.size(); ++i) {
        const bool strong = static_cast<int>(i) == (held >= 0 ? held : near);
        const float x = std::floor(x_of(bounds[i]));
        list.AddRectFilled({x, at.y}, {x + look.px(strong ? 2 : 1), at.y + height + look.px(4)},
                           im(strong ? look.colors.primary : look.colors.secondary));
    }
    if (near >= 0 || held >= 0) {
        ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeEW);
        const auto shown = static_cast<std::size_t>(held >= 0 ? held : near);
        ImGui::SetTooltip(
            "%s", share_text(bounds[std::min(shown, bounds.size() - 1)], context.language).c_str());
    }
    if (hovered && near < 0 && held < 0 && !bounds.empty()) {
        ImGui::SetTooltip("%s", context.text(screen::kDragBounds).c_str());
    }
    if (held < 0 || static_cast<std::size_t>(held) >= bounds.size() ||
        ImGui::GetIO().MouseDelta.x == 0.0F) {
        return;
    }
    // To the half percent, and never past its neighbours.
    const auto i = static_cast<std::size_t>(held);
    const double asked =
        range.low + (range.high - range.low) * static_cast<double>((mouse - at.x) / width);
    const double from = (i == 0 ? range.low : bounds[i - 1]) + 0.005;
    const double to = (i + 1 == bounds.size() ? range.high : bounds[i + 1]) - 0.005;
    const double value = std::round(asked * 200) / 200;
    if (from > to || value < from || value > to || value == bounds[i]) {
        return;
    }
    bounds[i] = value;
    auto map = context.view.map;
    map.classes.method = carto::Breaks::kManual;
    map.classes.manual = std::move(bounds);
    sink(command::SetMap{std::move(map)});
}

}  // namespace maillage::ui
