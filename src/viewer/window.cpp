// SPDX-License-Identifier: Apache-2.0
#include "viewer/window.hpp"

#include "base/screen_messages.hpp"

#include <GLFW/glfw3.h>
#include <imgui/backends/imgui_impl_glfw.h>
#include <imgui/backends/imgui_impl_opengl3.h>
#include <imgui/imgui_internal.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <utility>

namespace maillage::viewer {
namespace {

constexpr int kSmallestWidth = 760;
constexpr int kSmallestHeight = 420;

std::string glfw_reason() {
    const char* text = nullptr;
    glfwGetError(&text);
    return text == nullptr ? "GLFW" : text;
}

Window* window_of(GLFWwindow* window) {
    return static_cast<Window*>(glfwGetWindowUserPointer(window));
}

ui::Key named_key(int key) {
    switch (key) {
        case GLFW_KEY_F1:
            return ui::Key::kF1;
        case GLFW_KEY_F2:
            return ui::Key::kF2;
        case GLFW_KEY_F5:
            return ui::Key::kF5;
        case GLFW_KEY_HOME:
            return ui::Key::kHome;
        case GLFW_KEY_ESCAPE:
            return ui::Key::kEscape;
        case GLFW_KEY_LEFT:
            return ui::Key::kLeft;
        case GLFW_KEY_RIGHT:
            return ui::Key::kRight;
        case GLFW_KEY_UP:
            return ui::Key::kUp;
        case GLFW_KEY_DOWN:
            return ui::Key::kDown;
        case GLFW_KEY_PAGE_UP:
            return ui::Key::kPageUp;
        case GLFW_KEY_PAGE_DOWN:
            return ui::Key::kPageDown;
        case GLFW_KEY_END:
            return ui::Key::kEnd;
        case GLFW_KEY_SPACE:
            return ui::Key::kSpace;
        case GLFW_KEY_ENTER:
        case GLFW_KEY_KP_ENTER:
            return ui::Key::kEnter;
        case GLFW_KEY_PERIOD:  // By its place, which is what a clicker sends.
        case GLFW_KEY_KP_DECIMAL:
            return ui::Key::kPeriod;
        case GLFW_KEY_KP_ADD:
            return ui::Key::kPlus;
        case GLFW_KEY_KP_SUBTRACT:
            return ui::Key::kMinus;
        default:
            return ui::Key::kNone;
    }
}

/// The shortcut a key is on the user's keyboard: by the letter printed on it, not by its place.
ui::Shortcut shortcut_of(int key, int scancode, int mods) {
    ui::Shortcut shortcut{named_key(key), 0, (mods & GLFW_MOD_CONTROL) != 0,
                          (mods & GLFW_MOD_SHIFT) != 0, false};
    if (shortcut.key != ui::Key::kNone) {
        return shortcut;
    }
    if (key >= GLFW_KEY_0 && key <= GLFW_KEY_9) {
        shortcut.key = ui::Key::kLetter;
        shortcut.letter = static_cast<char>('0' + (key - GLFW_KEY_0));
        return shortcut;
    }
    if (key >= GLFW_KEY_KP_0 && key <= GLFW_KEY_KP_9) {
        shortcut.key = ui::Key::kLetter;
        shortcut.letter = static_cast<char>('0' + (key - GLFW_KEY_KP_0));
        return shortcut;
    }
    const char* name = glfwGetKeyName(key, scancode);
    const char first = name == nullptr ? '\0' : name[0];
    if (first == '+' || first == '=') {
        shortcut.key = ui::Key::kPlus;
        shortcut.shift = false;
    } else if (first == '-') {
        shortcut.key = ui::Key::kMinus;
    } else if (first >= 'a' && first <= 'z') {
        shortcut.key = ui::Key::kLetter;
        shortcut.letter = static_cast<char>(first - 'a' + 'A');
    }
    return shortcut;
}

/// Two communes of a map: a dark field, a light one, a border between them.
void set_icon(GLFWwindow* window) {
    constexpr int kSide = 32;
    std::array<unsigned char, std::size_t{kSide} * kSide * 4> pixels{};
    for (int y = 0; y < kSide; ++y) {
        for (int x = 0; x < kSide; ++x) {
            auto* pixel =
                &pixels[(static_cast<std::size_t>(y) * kSide + static_cast<std::size_t>(x)) * 4];
            const int border = 20 - y / 2 + (y > 14 ? 4 : 0);
            const bool edge = std::abs(x - border) < 1;
            const std::array<unsigned char, 3> color =
                edge         ? std::array<unsigned char, 3>{255, 255, 255}
                : x < border ? std::array<unsigned char, 3>{31, 58, 110}
                             : std::array<unsigned char, 3>{143, 176, 221};
            std::copy(color.begin(), color.end(), pixel);
            const bool inside = x > 1 && y > 1 && x < kSide - 2 && y < kSide - 2;
            pixel[3] = inside ? 255 : 0;
        }
    }
    const GLFWimage icon{kSide, kSide, pixels.data()};
    glfwSetWindowIcon(window, 1, &icon);
}

}  // namespace

Result<std::unique_ptr<Window>> Window::open(int width, int height) {
    const auto failed = [](MessageId id) {
        return Error{Error::Code::kNotFound, {id, {glfw_reason()}}, ""};
    };
    if (glfwInit() != GLFW_TRUE) {
        return failed(screen::kNoDisplay);
    }
    glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
    glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 3);
    glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
    glfwWindowHintString(GLFW_X11_CLASS_NAME, "maillage");
    auto* window = glfwCreateWindow(width, height, "Maillage", nullptr, nullptr);
    if (window == nullptr) {
        auto error = failed(screen::kNoOpenGl);
        glfwTerminate();
        return error;
    }
    glfwMakeContextCurrent(window);
    glfwSwapInterval(1);
    glfwSetWindowSizeLimits(window, kSmallestWidth, kSmallestHeight, GLFW_DONT_CARE,
                            GLFW_DONT_CARE);
    set_icon(window);
    std::unique_ptr<Window> result(new Window(window));
    result->start_interface();
    return result;
}

Window::Window(GLFWwindow* window) : m_window(window) {}

Window::~Window() {
    if (m_interface) {
        ImGui_ImplOpenGL3_Shutdown();
        ImGui_ImplGlfw_Shutdown();
        ImGui::DestroyContext();
    }
    glfwDestroyWindow(m_window);
    glfwTerminate();
}

void Window::start_interface() {
    glfwSetWindowUserPointer(m_window, this);
    // ImGui's back end calls these after its own.
    glfwSetCursorPosCallback(m_window, [](GLFWwindow* w, double, double) {
        window_of(w)->m_events.frames = std::max(window_of(w)->m_events.frames, 2);
    });
    glfwSetMouseButtonCallback(
        m_window, [](GLFWwindow* w, int, int, int) { window_of(w)->m_events.frames = 3; });
    glfwSetScrollCallback(m_window,
                          [](GLFWwindow* w, double, double) { window_of(w)->m_events.frames = 3; });
    glfwSetCharCallback(m_window,
                        [](GLFWwindow* w, unsigned) { window_of(w)->m_events.frames = 3; });
    glfwSetKeyCallback(m_window, [](GLFWwindow* w, int key, int scancode, int action, int mods) {
        window_of(w)->on_key(key, scancode, action, mods);
    });
    glfwSetFramebufferSizeCallback(
        m_window, [](GLFWwindow* w, int, int) { window_of(w)->m_events.frames = 3; });
    glfwSetWindowRefreshCallback(m_window, [](GLFWwindow* w) {
        window_of(w)->m_events.frames = 3;
        window_of(w)->m_events.uncovered = true;
    });
    glfwSetWindowFocusCallback(m_window,
                               [](GLFWwindow* w, int) { window_of(w)->m_events.frames = 2; });
    glfwSetCursorEnterCallback(m_window,
                               [](GLFWwindow* w, int) { window_of(w)->m_events.frames = 2; });
    glfwSetWindowCloseCallback(m_window, [](GLFWwindow* w) {
        glfwSetWindowShouldClose(w, GLFW_FALSE);  // the program asks about unsaved work first
        window_of(w)->m_events.close = true;
        window_of(w)->m_events.frames = 3;
    });
    glfwSetDropCallback(m_window, [](GLFWwindow* w, int count, const char** paths) {
        auto& events = window_of(w)->m_events;
        events.dropped.insert(events.dropped.end(), paths, paths + count);
        events.frames = 3;
    });
    ImGui::CreateContext();
    auto& io = ImGui::GetIO();
    io.IniFilename = nullptr;               // places are the layout's, not ImGui's
    io.ConfigInputTextCursorBlink = false;  // a blinking cursor would draw frames for ever
    io.ConfigWindowsMoveFromTitleBarOnly = true;
    ImGui_ImplGlfw_InitForOpenGL(m_window, true);
    ImGui_ImplOpenGL3_Init("#version 330 core");
    m_interface = true;
    m_events.frames = 3;
}

void Window::on_key(int key, int scancode, int action, int mods) {
    m_events.frames = 3;
    if (action == GLFW_PRESS) {
        m_pressed.push_back(key);
    } else if (action == GLFW_RELEASE &&
               std::find(m_pressed.begin(), m_pressed.end(), key) != m_pressed.end()) {
        m_released.push_back(key);
    }
    if (action != GLFW_RELEASE) {
        const auto shortcut = shortcut_of(key, scancode, mods);
        if (shortcut.key != ui::Key::kNone) {
            m_events.keys.push_back(shortcut);
        }
    }
}

void Window::wait(double seconds) {
    if (seconds == 0.0 || m_events.frames > 0) {
        glfwPollEvents();
    } else if (seconds < 0.0) {
        glfwWaitEvents();
    } else {
        glfwWaitEventsTimeout(seconds);
    }
}

WindowEvents Window::take_events() { return std::exchange(m_events, {}); }

void Window::wake() { glfwPostEmptyEvent(); }

/// ImGui sees which keys are down when a frame begins: one that was pressed and let go while the
/// last frame was drawn would be lost. It is down for this frame and comes up with the next.
void Window::hold_short_presses() {
    auto& io = ImGui::GetIO();
    const auto set = [&](const std::vector<int>& keys, bool down) {
        for (const int key : keys) {
            if (key >= 0 && key < IM_ARRAYSIZE(io.KeysDown)) {
                io.KeysDown[key] = down;
            }
        }
    };
    std::erase_if(m_held, [this](int key) {
        return std::find(m_pressed.begin(), m_pressed.end(), key) != m_pressed.end();
    });
    set(m_held, false);
    set(m_released, true);
    if (!m_held.empty() || !m_released.empty()) {
        io.KeyCtrl = io.KeysDown[GLFW_KEY_LEFT_CONTROL] || io.KeysDown[GLFW_KEY_RIGHT_CONTROL];
        io.KeyShift = io.KeysDown[GLFW_KEY_LEFT_SHIFT] || io.KeysDown[GLFW_KEY_RIGHT_SHIFT];
        io.KeyAlt = io.KeysDown[GLFW_KEY_LEFT_ALT] || io.KeysDown[GLFW_KEY_RIGHT_ALT];
        m_events.frames = std::max(m_events.frames, 2);
    }
    m_held = std::exchange(m_released, {});
    m_pressed.clear();
}

/// Enter presses what the keyboard is at, as Space does; texts and dialogs have their own use for
/// it.
void Window::press_with_enter() {
    auto& io = ImGui::GetIO();
    const bool enter = io.KeysDown[GLFW_KEY_ENTER] || io.KeysDown[GLFW_KEY_KP_ENTER];
    if (enter && !io.WantTextInput && ImGui::GetTopMostPopupModal() == nullptr) {
        io.NavInputs[ImGuiNavInput_Activate] = 1.0F;
    }
}

void Window::new_frame() {
    ImGui_ImplOpenGL3_NewFrame();
    ImGui_ImplGlfw_NewFrame();
    hold_short_presses();
    press_with_enter();
    ImGui::NewFrame();
}

ImDrawData& Window::interface_data() {
    ImGui::Render();
    return *ImGui::GetDrawData();
}

void Window::draw_interface(ImDrawData& data) { ImGui_ImplOpenGL3_RenderDrawData(&data); }

void Window::swap() { glfwSwapBuffers(m_window); }

void Window::upload_fonts() {
    if (m_uploaded) {
        ImGui_ImplOpenGL3_DestroyFontsTexture();
        ImGui_ImplOpenGL3_CreateFontsTexture();
    } else {
        ImGui_ImplOpenGL3_CreateDeviceObjects();  // the fonts' texture too
        m_uploaded = true;
    }
    // Gone to the graphics memory, and the fonts' files into it: no need to keep them too.
    ImGui::GetIO().Fonts->ClearTexData();
    ImGui::GetIO().Fonts->ClearInputData();
}

/// The monitor that shows most of the window.
GLFWmonitor* Window::monitor() const {
    int x = 0;
    int y = 0;
    int w = 0;
    int h = 0;
    glfwGetWindowPos(m_window, &x, &y);
    glfwGetWindowSize(m_window, &w, &h);
    int count = 0;
    GLFWmonitor** all = glfwGetMonitors(&count);
    GLFWmonitor* best = nullptr;
    long most = -1;
    for (int i = 0; i < count; ++i) {
        int left = 0;
        int top = 0;
        glfwGetMonitorPos(all[i], &left, &top);
        const GLFWvidmode* mode = glfwGetVideoMode(all[i]);
        if (mode == nullptr) {
            continue;
        }
        const long across = std::min(x + w, left + mode->width) - std::max(x, left);
        const long down = std::min(y + h, top + mode->height) - std::max(y, top);
        const long area = std::max(0L, across) * std::max(0L, down);
        if (area > most) {
            most = area;
            best = all[i];
        }
    }
    return best;
}

void Window::set_full_screen(bool full) {
    if (full == is_full_screen()) {
        return;
    }
    if (!full) {
        glfwSetWindowMonitor(m_window, nullptr, m_windowed->x, m_windowed->y, m_windowed->width,
                             m_windowed->height, GLFW_DONT_CARE);
        m_windowed.reset();
    } else if (GLFWmonitor* screen = monitor()) {
        Place place;
        glfwGetWindowPos(m_window, &place.x, &place.y);
        glfwGetWindowSize(m_window, &place.width, &place.height);
        m_windowed = place;
        const GLFWvidmode* mode = glfwGetVideoMode(screen);
        glfwSetWindowMonitor(m_window, screen, 0, 0, mode->width, mode->height, mode->refreshRate);
    }
    m_events.frames = 3;
    m_events.uncovered = true;
}

int Window::width() const {
    int width = 0;
    int height = 0;
    glfwGetFramebufferSize(m_window, &width, &height);
    return width;
}

int Window::height() const {
    int width = 0;
    int height = 0;
    glfwGetFramebufferSize(m_window, &width, &height);
    return height;
}

double Window::device_scale() const {
    float x = 1.0F;
    float y = 1.0F;
    glfwGetWindowContentScale(m_window, &x, &y);
    return std::clamp(std::round(static_cast<double>(x) * 4.0) / 4.0, 1.0, 4.0);
}

void Window::set_title(const std::string& title) { glfwSetWindowTitle(m_window, title.c_str()); }

double Window::time() { return glfwGetTime(); }

}  // namespace maillage::viewer
