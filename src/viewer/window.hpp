// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// The window: GLFW, ImGui's back ends, the keyboard as shortcuts.

#include "base/result.hpp"
#include "ui/commands_table.hpp"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

struct GLFWmonitor;
struct GLFWwindow;
struct ImDrawData;

namespace maillage::viewer {

/// What happened since the last look.
struct WindowEvents {
    int frames = 0;  ///< How many frames show all of it: hover settles in two, a click in three.
    std::vector<ui::Shortcut> keys;
    std::vector<std::filesystem::path> dropped;
    bool close = false;
    bool uncovered = false;  ///< The system may have lost what the window showed.
};

class Window {
public:
    /// Opens it with an OpenGL 3.3 context. Errors: no display; no OpenGL.
    static Result<std::unique_ptr<Window>> open(int width, int height);
    ~Window();
    Window(const Window&) = delete;
    Window& operator=(const Window&) = delete;

    /// Waits for events at most \p seconds (0: only looks; negative: until there is one).
    void wait(double seconds);
    WindowEvents take_events();
    /// Ends wait() from any thread.
    static void wake();

    void new_frame();
    /// Ends ImGui's frame. \returns what it gathered, valid until the next one.
    static ImDrawData& interface_data();
    /// Draws it over what the framebuffer holds.
    static void draw_interface(ImDrawData& data);
    void swap();
    void upload_fonts();

    int width() const;   ///< Pixels.
    int height() const;  ///< Pixels.
    /// Pixels of a layout pixel, in quarters: a monitor's 1.04 would only blur.
    double device_scale() const;
    /// Fills the monitor that shows most of it, or goes back to where it was. Without a monitor it
    /// stays a window.
    void set_full_screen(bool full);
    bool is_full_screen() const { return m_windowed.has_value(); }
    void set_title(const std::string& title);
    static double time();

private:
    struct Place {
        int x = 0;
        int y = 0;
        int width = 0;
        int height = 0;
    };

    explicit Window(GLFWwindow* window);
    GLFWmonitor* monitor() const;
    void start_interface();
    void on_key(int key, int scancode, int action, int mods);
    void hold_short_presses();
    static void press_with_enter();

    GLFWwindow* m_window;
    std::optional<Place> m_windowed;  ///< Where it goes back to from the whole screen.
    bool m_interface = false;
    bool m_uploaded = false;
    WindowEvents m_events;
    std::vector<int> m_pressed;   ///< Keys that went down since the last frame.
    std::vector<int> m_released;  ///< Those of them that came up again before it.
    std::vector<int> m_held;      ///< Those that the last frame was told are down all the same.
};

}  // namespace maillage::viewer
