// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Draws one panel without a window: an ImGui context, made-up mouse and keys, the commands said.

#include "small_screen.hpp"
#include "ui/panel.hpp"
#include "ui/theme.hpp"

#include <gtest/gtest.h>
#include <imgui/imgui.h>

#include <functional>
#include <string>
#include <variant>
#include <vector>

namespace maillage::test {

class PanelHarness {
public:
    using Draw = std::function<void(const ui::PanelContext&, ui::CommandSink&)>;

    explicit PanelHarness(SmallScreen& screen, float width = 900, float height = 800)
        : m_screen(screen) {
        m_context = ImGui::CreateContext();
        auto& io = ImGui::GetIO();
        io.DisplaySize = {width, height};
        io.DeltaTime = 1.0F / 60;
        io.IniFilename = nullptr;
        io.ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard;
        for (int key = 0; key < ImGuiKey_COUNT; ++key) {
            io.KeyMap[key] = key;
        }
        auto* font = io.Fonts->AddFontDefault();
        io.Fonts->Build();
        m_look.fonts = {font, font, font, font, font, font};
        m_look.colors = ui::colors(carto::Theme::kLight);
        m_look.log = &m_log;
        ui::apply_style(carto::Theme::kLight, 1.0);
    }
    ~PanelHarness() { ImGui::DestroyContext(m_context); }
    PanelHarness(const PanelHarness&) = delete;
    PanelHarness& operator=(const PanelHarness&) = delete;

    void draw_with(Draw draw) { m_draw = std::move(draw); }

    void frames(int count) {
        for (int i = 0; i < count; ++i) {
            m_log.items.clear();
            ImGui::NewFrame();
            ImGui::SetNextWindowPos({0, 0});
            ImGui::SetNextWindowSize(ImGui::GetIO().DisplaySize);
            ImGui::Begin("test", nullptr,
                         ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoSavedSettings);
            const ui::PanelContext context{m_screen.snapshot, *m_screen.snapshot.view, m_look,
                                           Language::kFrench};
            m_draw(context, m_sink);
            ImGui::End();
            ImGui::Render();
            for (auto& command : m_sink.take()) {
                m_commands.push_back(std::move(command));
            }
        }
    }

    bool shows(const std::string& id) {
        frames(1);
        return m_log.find(id) != nullptr;
    }

    /// Moves there, presses, lets go.
    void click(const std::string& id) {
        frames(2);
        const auto* item = m_log.find(id);
        ASSERT_NE(item, nullptr) << "nothing drawn is called " << id;
        auto& io = ImGui::GetIO();
        io.MousePos = {static_cast<float>(item->box.centre().x),
                       static_cast<float>(item->box.centre().y)};
        frames(2);
        io.MouseDown[0] = true;
        frames(2);
        io.MouseDown[0] = false;
        frames(2);
        // So long that the next click is no double click.
        io.MousePos = {-1, -1};
        frames(40);
    }

    void press(ImGuiKey key, bool ctrl = false) {
        auto& io = ImGui::GetIO();
        io.KeyCtrl = ctrl;
        io.KeysDown[key] = true;
        frames(2);
        io.KeysDown[key] = false;
        io.KeyCtrl = false;
        frames(2);
    }

    void type(const char* text) {
        ImGui::GetIO().AddInputCharactersUTF8(text);
        frames(2);
    }

    std::vector<workspace::command::Any> take() { return std::exchange(m_commands, {}); }

    /// The last command said of this kind; null if there was none.
    template <typename Command>
    const Command* last() const {
        for (auto one = m_commands.rbegin(); one != m_commands.rend(); ++one) {
            if (const auto* command = std::get_if<Command>(&*one)) {
                return command;
            }
        }
        return nullptr;
    }

private:
    SmallScreen& m_screen;
    ImGuiContext* m_context = nullptr;
    ui::Look m_look;
    ui::ItemLog m_log;
    ui::CommandSink m_sink;
    Draw m_draw;
    std::vector<workspace::command::Any> m_commands;
};

}  // namespace maillage::test
