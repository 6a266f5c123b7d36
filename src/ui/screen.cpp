// SPDX-License-Identifier: Apache-2.0
#include "ui/screen.hpp"

#include "ui/content.hpp"
#include "ui/keyboard.hpp"
#include "ui/parts.hpp"
#include "ui/widgets.hpp"

#include <imgui/imgui_internal.h>

#include <algorithm>
#include <string>
#include <vector>

namespace maillage::ui {
namespace {

namespace command = workspace::command;

/// The parts that Tab goes through where they are shown: a question first, what passes last.
std::vector<std::string> parts_of(const workspace::Snapshot& snapshot) {
    std::vector<std::string> parts{"###recovery", "###band", "###left", "###right",
                                   "###time",     "###data", "###jobs"};
    for (const auto& message : snapshot.messages) {
        parts.push_back("###message/" + std::to_string(message.id));
    }
    return parts;
}

bool same_keys(const Shortcut& entry, const Shortcut& pressed) {
    return entry.key != Key::kNone && entry.key == pressed.key && entry.letter == pressed.letter &&
           entry.ctrl == pressed.ctrl && (entry.shift == pressed.shift || entry.map_only);
}

/// Moves the keyboard's focus to the next part that is shown.
void focus_next_part(const workspace::Snapshot& snapshot, int& part) {
    const auto parts = parts_of(snapshot);
    for (std::size_t i = 0; i < parts.size(); ++i) {
        part = (part + 1) % static_cast<int>(parts.size());
        auto* window = ImGui::FindWindowByName(parts[static_cast<std::size_t>(part)].c_str());
        if (window != nullptr && window->WasActive) {
            ImGui::FocusWindow(window);
            ImGui::NavInitWindow(window, true);
            ImGui::GetCurrentContext()->NavDisableHighlight = false;
            return;
        }
    }
}

/// One question in the middle of the screen, two answers. \returns the answer when there was one.
std::optional<bool> quit_question(const PanelContext& context) {
    const auto& look = context.look;
    const auto& display = ImGui::GetIO().DisplaySize;
    ImGui::SetNextWindowPos({display.x / 2, display.y * 0.4F}, ImGuiCond_Always, {0.5F, 0.5F});
    ImGui::SetNextWindowSize({look.px(420), 0});
    std::optional<bool> answer;
    if (ImGui::BeginPopupModal("###quit", nullptr,
                               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove)) {
        secondary(look, context.text(screen::kQuitUnsaved), 380);
        ImGui::Dummy({1, look.px(8)});
        if (default_button(look, context.text(screen::kStay), "quit/stay") || escape_pressed()) {
            answer = false;
        }
        ImGui::SameLine(0, look.px(8));
        if (button(look, context.text(screen::kQuitAnyway), "quit/anyway", ButtonKind::kPlain)) {
            answer = true;
        }
        if (answer) {
            ImGui::CloseCurrentPopup();
        }
        ImGui::EndPopup();
    }
    return answer;
}

}  // namespace

/// The state, and one frame as its member functions.
struct Screen::State {
    Look look;
    double fonts_scale = 0.0;
    std::optional<carto::Theme> style_theme;
    LayoutState layout;
    FocusFacts facts;
    LeftState left;
    TimeState time;
    MapState map;
    SlideState slide;
    ContentStatePtr content = make_content_state();
    ScreenRequests requests;
    bool keyboard = false;  ///< The keyboard moves among the panels' widgets, not the map.
    int part = -1;
    bool popup_open = false;        ///< When the last frame ended.
    bool recovery_put_off = false;  ///< The question waits: until the next start, if need be.

    ScreenOutput draw(const ScreenInput& input, CommandSink& sink);
    void run_shortcuts(const PanelContext& context, const std::vector<Shortcut>& keys,
                       CommandSink& sink);
    void go_back(const PanelContext& context, CommandSink& sink);
    void follow_keyboard(const PanelContext& context);
    void draw_map_screen(const PanelContext& context, const ScreenInput& input,
                         const Layout& places, ScreenOutput& output, CommandSink& sink);
    ScreenOutput draw_presentation(const PanelContext& context, const ScreenInput& input,
                                   CommandSink& sink);
    void ask_before_quitting(const PanelContext& context, CommandSink& wanted, CommandSink& sink);
};

void Screen::State::run_shortcuts(const PanelContext& context, const std::vector<Shortcut>& keys,
                                  CommandSink& sink) {
    const auto& io = ImGui::GetIO();
    for (const auto& pressed : keys) {
        for (const auto& entry : command_table()) {
            const bool on_map = !entry.shortcut.map_only ||
                                (!io.WantTextInput && !keyboard &&
                                 !ImGui::IsPopupOpen(nullptr, ImGuiPopupFlags_AnyPopup) &&
                                 context.view.screen == workspace::Screen::kMap);
            // Ctrl+A, Ctrl+Z… belong to a text while it is written.
            const bool in_text =
                io.WantTextInput && pressed.key == Key::kLetter &&
                (pressed.letter == 'A' || pressed.letter == 'Z' || pressed.letter == 'Y');
            if (same_keys(entry.shortcut, pressed) && on_map && !in_text &&
                can_run(entry, context)) {
                entry.run(context, requests, sink);
            }
        }
    }
}

void Screen::State::go_back(const PanelContext& context, CommandSink& sink) {
    requests.escape = false;
    if (ImGui::GetIO().WantTextInput || close_dialog(*content) || popup_open ||
        ImGui::IsPopupOpen(nullptr, ImGuiPopupFlags_AnyPopup) || close_form(context, *content)) {
        return;  // ImGui closes popups and leaves texts by itself, popups as the frame begins
    }
    if (context.snapshot.recovery && !recovery_put_off) {
        recovery_put_off = true;
    } else if (keyboard) {
        keyboard = false;
    } else if (left.trying) {
        left.trying = false;
    } else if (left.painting) {
        left.painting = false;
    } else if (map.tool != MapTool::kMove) {
        map.tool = MapTool::kMove;
    } else if (layout.left_peek || layout.right_peek) {
        layout.left_peek = layout.right_peek = false;
    } else if (context.view.explained != workspace::Figure::kNone) {
        sink(command::Explain{workspace::Figure::kNone});
    } else if (context.view.screen == workspace::Screen::kData) {
        sink(command::SetScreen{workspace::Screen::kMap});
    } else if (!context.view.selection.empty()) {
        sink(command::Select{command::Pick::kReplace, {}});
    } else if (!std::holds_alternative<carto::WholeFrance>(context.view.map.focus)) {
        sink(command::SetFocus{carto::WholeFrance{}});
    }
}

/// Tab gives the keyboard to the panels, the mouse gives it back to the map.
void Screen::State::follow_keyboard(const PanelContext& context) {
    auto& io = ImGui::GetIO();
    const int tab = io.KeyMap[ImGuiKey_Tab];
    if (form_has_keyboard(context, *content)) {
        keyboard = true;  // Tab goes from field to field by itself
    } else if (!io.WantTextInput && tab >= 0 && ImGui::IsKeyPressed(tab) &&
               !ImGui::IsPopupOpen(nullptr, ImGuiPopupFlags_AnyPopup)) {
        keyboard = true;
        focus_next_part(context.snapshot, part);
    }
    if (keyboard && (ImGui::IsMouseClicked(0) || ImGui::IsMouseClicked(1))) {
        keyboard = false;
    }
    const bool wanted = keyboard || ImGui::IsPopupOpen(nullptr, ImGuiPopupFlags_AnyPopup);
    io.ConfigFlags = wanted ? io.ConfigFlags | ImGuiConfigFlags_NavEnableKeyboard
                            : io.ConfigFlags & ~ImGuiConfigFlags_NavEnableKeyboard;
}

void Screen::State::draw_map_screen(const PanelContext& context, const ScreenInput& input,
                                    const Layout& places, ScreenOutput& output, CommandSink& sink) {
    left.trying = left.trying && carto::is_access(context.view.map.view);
    MapFrame frame{places.map, input.time, input.map, left.painting, left.trying,
                   false,      false,      false,     -1.0};
    draw_map(context, frame, map, requests, sink);
    left.trying = frame.trying;
    output.map = places.map;
    output.moving = frame.moving;
    if (places.time.height > 0) {
        output.wake_in =
            draw_time(context, places.time, facts, input.time, input.today, time, sink);
    }
    if (places.left.width > 0) {
        draw_left(context, places.left, left, sink);
    }
    if (places.right.width > 0) {
        draw_right(context, places.right, *content, sink);
    }
}

/// Quit passes only when nothing would be lost, or the user said so.
void Screen::State::ask_before_quitting(const PanelContext& context, CommandSink& wanted,
                                        CommandSink& sink) {
    for (auto& one : wanted.take()) {
        if (std::holds_alternative<command::Quit>(one) && context.snapshot.unsaved) {
            ImGui::OpenPopup("###quit");
        } else {
            sink.put(std::move(one));
        }
    }
    if (quit_question(context).value_or(false)) {
        sink(command::Quit{});
    }
}

ScreenOutput Screen::State::draw(const ScreenInput& input, CommandSink& sink) {
    const auto& snapshot = *input.snapshot;
    const PanelContext context{snapshot, *snapshot.view, look, snapshot.view->map.language};
    if (look.log != nullptr) {
        look.log->items.clear();
    }
    CommandSink wanted;
    update_facts(facts, context);
    if (context.view.presentation.on) {
        return draw_presentation(context, input, sink);
    }
    slide = {};
    run_shortcuts(context, input.keys, wanted);
    if (requests.escape) {
        go_back(context, wanted);
    }
    follow_keyboard(context);
    if (requests.name_view) {
        left.naming = true;
        requests.name_view = false;
    }
    const bool on_map = context.view.screen == workspace::Screen::kMap;
    layout.left_folded = context.view.left_folded;
    layout.right_folded = context.view.right_folded;
    layout.time_folded = context.view.time_folded;
    layout.time_wanted = facts.curve.has_value();
    const auto places = ui::layout(input.width, input.height, look.scale, layout);

    ScreenOutput output;
    if (on_map) {
        draw_map_screen(context, input, places, output, wanted);
    } else {
        draw_data_screen(context, places.body, *content, requests, wanted);
    }
    draw_band(context, places.band, facts, places.narrow, layout, requests, wanted);
    const auto& overlay = on_map ? places.map : places.body;
    draw_jobs(context, overlay, wanted);
    draw_messages(context, overlay, wanted);
    recovery_put_off = recovery_put_off && snapshot.recovery.has_value();
    if (!recovery_put_off) {
        draw_recovery(context, wanted);
    }
    draw_menu(context, requests, wanted);
    draw_dialogs(context, input.home, *content, requests, wanted);
    ask_before_quitting(context, wanted, sink);
    popup_open = ImGui::IsPopupOpen(nullptr, ImGuiPopupFlags_AnyPopup);
    return output;
}

/// The slide has the whole screen and the keyboard. What went wrong is said over it all the same.
ScreenOutput Screen::State::draw_presentation(const PanelContext& context, const ScreenInput& input,
                                              CommandSink& sink) {
    ImGui::GetIO().ConfigFlags &= ~ImGuiConfigFlags_NavEnableKeyboard;
    keyboard = false;
    CommandSink wanted;
    // An answer to the question before quitting is no key of the presentation.
    if (!ImGui::IsPopupOpen(nullptr, ImGuiPopupFlags_AnyPopup)) {
        for (const auto& key : input.keys) {
            const bool quits = same_keys(find_command("file/quit")->shortcut, key);
            if (quits) {
                wanted(command::Quit{});
            } else {
                press_presentation_key(context, key, requests, wanted);
            }
        }
    }
    requests.escape = false;
    const auto output = draw_slide(context, {input.width, input.height, input.time, input.map},
                                   facts, slide, map, requests, wanted);
    draw_messages(context, output.map, wanted);
    ask_before_quitting(context, wanted, sink);
    popup_open = ImGui::IsPopupOpen(nullptr, ImGuiPopupFlags_AnyPopup);
    return output;
}

Screen::Screen() : m_state(std::make_unique<State>()) {}
Screen::~Screen() = default;

const Look& Screen::look() const { return m_state->look; }
void Screen::set_log(ItemLog* log) { m_state->look.log = log; }

bool Screen::prepare(const workspace::ViewState& view, double device_scale, double width,
                     double height) {
    auto& s = *m_state;
    const double wanted = std::clamp(view.scale * device_scale, 0.5, 5.0);
    const bool slides = view.presentation.on;
    const double scale =
        slides ? slide_scale(width, height) : interface_scale(wanted, width, height);
    const bool new_fonts =
        scale != s.fonts_scale || slides != (s.look.fonts.slide_title != nullptr);
    if (new_fonts) {
        s.look.fonts = load_fonts(scale, slides);
        s.look.scale = scale;
        s.fonts_scale = scale;
    }
    if (new_fonts || s.style_theme != view.map.theme) {
        apply_style(view.map.theme, scale);
        s.look.theme = view.map.theme;
        s.look.colors = colors(view.map.theme);
        s.style_theme = view.map.theme;
    }
    return new_fonts;
}

ScreenOutput Screen::draw(const ScreenInput& input, CommandSink& sink) {
    return m_state->draw(input, sink);
}

}  // namespace maillage::ui
