// SPDX-License-Identifier: Apache-2.0
#include "base/text.hpp"
#include "ui/keyboard.hpp"
#include "ui/parts.hpp"
#include "ui/widgets.hpp"

#include <imgui/imgui_internal.h>

#include <algorithm>
#include <cmath>

namespace maillage::ui {
namespace {

namespace command = workspace::command;

constexpr ImGuiWindowFlags kCard =
    ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
    ImGuiWindowFlags_AlwaysAutoResize | ImGuiWindowFlags_NoFocusOnAppearing;
constexpr double kCardWidth = 460.0;

std::string job_text(const PanelContext& context, const workspace::JobState& job) {
    auto text = render(job.what, context.language);
    if (job.stage) {
        text += " · " + render(*job.stage, context.language);
    }
    if (job.total > 0) {
        text += " · " + context.text(screen::kJobOf, {job.done, job.total});
    }
    if (job.seconds_left) {
        const auto seconds = static_cast<std::int64_t>(std::ceil(*job.seconds_left));
        text += " · " + context.text(screen::kSecondsLeft, {seconds});
    }
    return text;
}

/// Text of a card, as wide as it may be, of any number of lines.
void card_text(const Look& look, ImFont* font, carto::Color color, std::string_view text) {
    for (const auto& line : wrap_lines(font, text, look.px(kCardWidth))) {
        ImGui::PushFont(font);
        ImGui::PushStyleColor(ImGuiCol_Text, im(color));
        ImGui::TextUnformatted(line.c_str());
        ImGui::PopStyleColor();
        ImGui::PopFont();
    }
}

}  // namespace

bool draw_jobs(const PanelContext& context, const carto::Rect& map, CommandSink& sink) {
    const auto& jobs = context.snapshot.jobs;
    if (jobs.empty()) {
        return false;
    }
    const auto& look = context.look;
    ImGui::SetNextWindowPos(
        {static_cast<float>(map.x) + look.px(24), static_cast<float>(map.bottom()) - look.px(12)},
        ImGuiCond_Always, {0.0F, 1.0F});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(look.px(12), look.px(6)));
    ImGui::Begin("###jobs", nullptr, kCard);
    for (const auto& job : jobs) {
        const auto text = shortened(look.fonts.small, job_text(context, job), look.px(kCardWidth));
        ImGui::AlignTextToFramePadding();
        secondary(look, text);
        ImGui::SameLine(0, look.px(12));
        const auto id = "jobs/" + std::to_string(job.id) + "/cancel";
        if (button(look, context.text(screen::kCancel), id.c_str(), ButtonKind::kQuiet)) {
            sink(command::CancelJob{job.id});
        }
        if (job.total > 0) {
            const double part = static_cast<double>(job.done) / static_cast<double>(job.total);
            const auto min = ImGui::GetWindowPos();
            const float width = ImGui::GetWindowWidth();
            const float bottom = min.y + ImGui::GetWindowHeight() - look.px(2);
            ImGui::GetWindowDrawList()->AddRectFilled(
                {min.x, bottom},
                {min.x + width * static_cast<float>(std::clamp(part, 0.0, 1.0)),
                 bottom + look.px(2)},
                im(look.colors.primary));
        }
    }
    ImGui::End();
    ImGui::PopStyleVar();
    return true;
}

void draw_messages(const PanelContext& context, const carto::Rect& map, CommandSink& sink) {
    const auto& look = context.look;
    const auto& messages = context.snapshot.messages;
    // The newest three: more would hide the map.
    const std::size_t from = messages.size() > 3 ? messages.size() - 3 : 0;
    float bottom =
        static_cast<float>(map.bottom()) - look.px(context.snapshot.jobs.empty() ? 16 : 56);
    for (std::size_t i = messages.size(); i-- > from;) {
        const auto& message = messages[i];
        const auto id = std::to_string(message.id);
        ImGui::SetNextWindowPos({static_cast<float>(map.x + map.width / 2), bottom},
                                ImGuiCond_Always, {0.5F, 1.0F});
        ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(look.px(16), look.px(12)));
        ImGui::Begin(("###message/" + id).c_str(), nullptr, kCard);
        ImGui::PopStyleVar();
        const auto mark = message.error ? look.colors.target : look.colors.primary;
        const auto min = ImGui::GetWindowPos();
        ImGui::GetWindowDrawList()->AddRectFilled(
            min, {min.x + look.px(4), min.y + ImGui::GetWindowHeight()}, im(mark), look.px(4),
            ImDrawFlags_RoundCornersLeft);
        ImGui::BeginGroup();
        card_text(look, look.fonts.text, look.colors.ink, render(message.text, context.language));
        if (!message.where.empty()) {
            card_text(look, look.fonts.small, look.colors.secondary, message.where);
        }
        ImGui::EndGroup();
        ImGui::SameLine(0, look.px(14));
        if (button(look, context.text(screen::kClose), ("message/" + id + "/close").c_str(),
                   ButtonKind::kQuiet)) {
            sink(command::DismissMessage{message.id});
        }
        bottom = min.y - look.px(8);
        ImGui::End();
    }
}

void draw_recovery(const PanelContext& context, CommandSink& sink) {
    if (!context.snapshot.recovery) {
        return;
    }
    const auto& look = context.look;
    const auto& display = ImGui::GetIO().DisplaySize;
    ImGui::SetNextWindowPos({display.x / 2, display.y * 0.4F}, ImGuiCond_Always, {0.5F, 0.5F});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(look.px(24), look.px(20)));
    ImGui::Begin("###recovery", nullptr, kCard);
    ImGui::PopStyleVar();
    card_text(look, look.fonts.title, look.colors.ink, context.text(screen::kUnsavedFound));
    ImGui::Dummy({1, look.px(4)});
    card_text(look, look.fonts.text, look.colors.ink,
              render(*context.snapshot.recovery, context.language));
    ImGui::Dummy({1, look.px(8)});
    // It is no popup: Enter is its own only while the keyboard is nowhere else.
    const auto& imgui = *ImGui::GetCurrentContext();
    const bool free = !ImGui::IsPopupOpen(nullptr, ImGuiPopupFlags_AnyPopup) &&
                      (imgui.NavDisableHighlight || imgui.NavWindow == ImGui::GetCurrentWindow());
    const auto take = context.text(screen::kTakeBack);
    if (free ? default_button(look, take, "recovery/take")
             : button(look, take, "recovery/take", ButtonKind::kPrimary)) {
        sink(command::Recover{true});
    }
    ImGui::SameLine(0, look.px(8));
    if (button(look, context.text(screen::kLeaveIt), "recovery/leave", ButtonKind::kPlain)) {
        sink(command::Recover{false});
    }
    ImGui::End();
}

void draw_menu(const PanelContext& context, ScreenRequests& requests, CommandSink& sink) {
    const auto& look = context.look;
    if (requests.menu) {
        ImGui::OpenPopup("###menu");
    }
    const auto& display = ImGui::GetIO().DisplaySize;
    ImGui::SetNextWindowPos({display.x - look.px(20), look.px(62)}, ImGuiCond_Always, {1.0F, 0.0F});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(look.px(8), look.px(10)));
    if (ImGui::BeginPopup("###menu")) {
        std::optional<CommandGroup> group;
        for (const auto& entry : command_table()) {
            if (entry.group == CommandGroup::kMotion) {
                continue;  // keys only; the help lists them
            }
            if (group != entry.group) {
                if (group) {
                    ImGui::Dummy({1, look.px(4)});
                }
                group = entry.group;
                secondary(look, context.text(group_name(entry.group)));
            }
            auto label = context.text(entry.label);
            if (entry.id == "edit/undo" && context.snapshot.can_undo) {
                label = context.text(screen::kUndoWhat,
                                     {render(*context.snapshot.can_undo, context.language)});
            }
            if (entry.id == "edit/redo" && context.snapshot.can_redo) {
                label = context.text(screen::kRedoWhat,
                                     {render(*context.snapshot.can_redo, context.language)});
            }
            const auto keys = shortcut_text(entry.shortcut, context.language);
            const auto id = "menu/" + std::string(entry.id);
            auto shown = label;
            shown.append("###").append(id);
            if (ImGui::MenuItem(shown.c_str(), keys.empty() ? nullptr : keys.c_str(), false,
                                can_run(entry, context))) {
                entry.run(context, requests, sink);
            }
            note_item(look, id, label);
        }
        ImGui::EndPopup();
    }
    ImGui::PopStyleVar();
    requests.menu = false;
}

}  // namespace maillage::ui
