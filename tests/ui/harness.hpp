// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Drives the screen or one panel without a window: frames, clicks by id, typing, dragging; records
/// the commands.

#include "ui/screen.hpp"
#include "ui/small_screen.hpp"
#include "ui/theme.hpp"

#include <gtest/gtest.h>
#include <imgui/imgui.h>

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace maillage::test {

/// An ImGui context with a made-up mouse and keyboard; what is drawn in a frame is the derived
/// class's.
class Harness {
public:
    Harness(const Harness&) = delete;
    Harness& operator=(const Harness&) = delete;

    std::vector<workspace::command::Any> commands;

    void frames(int count) {
        for (int i = 0; i < count; ++i) {
            frame();
        }
    }
    /// Advances the clock and draws one frame.
    void frame() {
        auto& io = ImGui::GetIO();
        io.DisplaySize = {static_cast<float>(m_width), static_cast<float>(m_height)};
        io.DeltaTime = 1.0F / 60.0F;
        m_time += 1.0 / 60.0;
        ui::CommandSink sink;
        draw(sink);
        ImGui::Render();
        for (auto& one : sink.take()) {
            commands.push_back(std::move(one));
        }
    }

    /// The widget "label###id" or "id"; a label given must be the one shown.
    void click(std::string_view what) {
        frames(2);
        const auto mark = what.find("###");
        const auto id = mark == std::string_view::npos ? what : what.substr(mark + 3);
        const auto* item = m_log.find(id);
        ASSERT_NE(item, nullptr) << "nothing drawn is called " << id;
        if (mark != std::string_view::npos && mark > 0) {
            ASSERT_EQ(item->label, what.substr(0, mark));
        }
        const auto middle = item->box.centre();
        press_at(middle.x, middle.y);
    }
    void press_at(double x, double y) {
        auto& io = ImGui::GetIO();
        io.MousePos = {static_cast<float>(x), static_cast<float>(y)};
        frames(2);
        io.MouseDown[0] = true;
        frames(2);
        io.MouseDown[0] = false;
        frames(2);
    }
    void type(const std::string& text) {
        ImGui::GetIO().AddInputCharactersUTF8(text.c_str());
        frames(2);
    }
    /// A key that ImGui knows (Enter, Tab).
    void key(ImGuiKey which, bool ctrl = false) {
        auto& io = ImGui::GetIO();
        io.KeyCtrl = ctrl;
        io.KeysDown[which] = true;
        frames(2);
        io.KeysDown[which] = false;
        io.KeyCtrl = false;
        frames(2);
    }
    const ui::ItemLog& log() const { return m_log; }

    /// The commands of one kind, in order.
    template <typename Command>
    std::vector<Command> said() const {
        std::vector<Command> found;
        for (const auto& one : commands) {
            if (const auto* command = std::get_if<Command>(&one)) {
                found.push_back(*command);
            }
        }
        return found;
    }
    /// The last command said of this kind; null if there was none.
    template <typename Command>
    const Command* last() const {
        for (auto one = commands.rbegin(); one != commands.rend(); ++one) {
            if (const auto* command = std::get_if<Command>(&*one)) {
                return command;
            }
        }
        return nullptr;
    }

protected:
    Harness(double width, double height) : m_width(width), m_height(height) {
        m_context = ImGui::CreateContext();
        auto& io = ImGui::GetIO();
        io.IniFilename = nullptr;
        for (int key = 0; key < ImGuiKey_COUNT; ++key) {
            io.KeyMap[key] = key;  // any distinct numbers do
        }
    }
    virtual ~Harness() { ImGui::DestroyContext(m_context); }
    /// Begins the frame and draws into it.
    virtual void draw(ui::CommandSink& sink) = 0;

    double m_width;
    double m_height;
    double m_time = 0.0;
    ui::ItemLog m_log;

private:
    ImGuiContext* m_context = nullptr;
};

/// The whole screen.
class ScreenHarness final : public Harness {
public:
    explicit ScreenHarness(workspace::Snapshot snapshot, double width = 1600, double height = 900)
        : Harness(width, height), m_snapshot(std::move(snapshot)) {
        m_screen = std::make_unique<ui::Screen>();
        m_screen->set_log(&m_log);
        m_port.pick = [this](carto::Pixel pixel) { return pick ? pick(pixel) : std::nullopt; };
        frames(3);
        commands.clear();
    }
    ~ScreenHarness() override { m_screen.reset(); }

    std::function<std::optional<ui::MapHit>(carto::Pixel)> pick;

    void drag(double from_x, double from_y, double to_x, double to_y) {
        auto& io = ImGui::GetIO();
        io.MousePos = {static_cast<float>(from_x), static_cast<float>(from_y)};
        frames(2);
        io.MouseDown[0] = true;
        frames(1);
        for (int step = 1; step <= 8; ++step) {
            io.MousePos = {static_cast<float>(from_x + (to_x - from_x) * step / 8),
                           static_cast<float>(from_y + (to_y - from_y) * step / 8)};
            frames(1);
        }
        io.MouseDown[0] = false;
        frames(2);
    }
    void wheel(double x, double y, float turned) {
        auto& io = ImGui::GetIO();
        io.MousePos = {static_cast<float>(x), static_cast<float>(y)};
        frames(2);
        io.MouseWheel = turned;
        frames(1);
        io.MouseWheel = 0;
    }
    void shortcut(std::string_view command) {
        const auto* entry = ui::find_command(command);
        ASSERT_NE(entry, nullptr) << command;
        m_keys.push_back(entry->shortcut);
        frames(2);
    }
    bool shows(std::string_view id) const { return m_log.find(id) != nullptr; }

    /// What the application would show next.
    template <typename Change>
    void change_view(const Change& change) {
        auto view = std::make_shared<workspace::ViewState>(*m_snapshot.view);
        change(*view);
        m_snapshot.view = std::move(view);
        ++m_snapshot.revision;
        frames(3);
        commands.clear();
    }
    workspace::Snapshot& snapshot() { return m_snapshot; }
    const ui::Look& look() const { return m_screen->look(); }
    void set_size(double width, double height) {
        m_width = width;
        m_height = height;
        frames(2);
    }
    ui::ScreenOutput output;

private:
    void draw(ui::CommandSink& sink) override {
        const auto shared = std::make_shared<const workspace::Snapshot>(m_snapshot);
        m_screen->prepare(*shared->view, 1.0, m_width, m_height);
        ImGui::NewFrame();
        output = m_screen->draw({.snapshot = shared,
                                 .width = m_width,
                                 .height = m_height,
                                 .time = m_time,
                                 .today = make_date(2024, 12, 31),
                                 .map = &m_port,
                                 .keys = std::exchange(m_keys, {}),
                                 .home = "/"},
                                sink);
    }

    workspace::Snapshot m_snapshot;
    std::vector<ui::Shortcut> m_keys;
    ui::MapPort m_port;
    std::unique_ptr<ui::Screen> m_screen;
};

/// One panel, in a window of its own.
class PanelHarness final : public Harness {
public:
    using Draw = std::function<void(const ui::PanelContext&, ui::CommandSink&)>;

    explicit PanelHarness(SmallScreen& screen, double width = 900, double height = 800)
        : Harness(width, height), m_screen(screen) {
        auto& io = ImGui::GetIO();
        io.ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard;
        auto* font = io.Fonts->AddFontDefault();
        io.Fonts->Build();
        m_look.fonts = {font, font, font, font, font, font};
        m_look.colors = ui::colors(carto::Theme::kLight);
        m_look.log = &m_log;
        ui::apply_style(carto::Theme::kLight, 1.0);
    }

    void draw_with(Draw draw) { m_draw = std::move(draw); }

    bool shows(const std::string& id) {
        frames(1);
        return m_log.find(id) != nullptr;
    }
    /// Moves there, presses, lets go, moves away.
    void click(const std::string& id) {
        Harness::click(id);
        // So long that the next click is no double click.
        ImGui::GetIO().MousePos = {-1, -1};
        frames(40);
    }
    std::vector<workspace::command::Any> take() { return std::exchange(commands, {}); }

private:
    void draw(ui::CommandSink& sink) override {
        m_log.items.clear();
        ImGui::NewFrame();
        ImGui::SetNextWindowPos({0, 0});
        ImGui::SetNextWindowSize(ImGui::GetIO().DisplaySize);
        ImGui::Begin("test", nullptr,
                     ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoSavedSettings);
        const ui::PanelContext context{m_screen.snapshot, *m_screen.snapshot.view, m_look,
                                       Language::kFrench};
        m_draw(context, sink);
        ImGui::End();
    }

    SmallScreen& m_screen;
    ui::Look m_look;
    Draw m_draw;
};

}  // namespace maillage::test
