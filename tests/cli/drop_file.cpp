// SPDX-License-Identifier: Apache-2.0
/// \file
/// Drops a file on a window as a file manager does (XDND version 5), for tests of the real program.
///     drop_file WINDOW X Y FILE
/// X, Y are pixels of the window. \returns 0 when the window says it took the file.

#include <X11/Xatom.h>
#include <X11/Xlib.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <thread>

namespace {

using Clock = std::chrono::steady_clock;

constexpr long kVersion = 5;
constexpr int kSecondsAtMost = 20;

/// One drag from a window of its own to another program's.
class Drag {
public:
    Drag(Display* display, Window target, const std::string& list)
        : m_display(display),
          m_target(target),
          m_list(list),
          m_source(XCreateSimpleWindow(display, DefaultRootWindow(display), 0, 0, 1, 1, 0, 0, 0)) {
        XSetSelectionOwner(m_display, atom("XdndSelection"), m_source, CurrentTime);
    }

    void enter() { send("XdndEnter", kVersion << 24, static_cast<long>(atom("text/uri-list"))); }

    /// \p x, \p y of the target.
    void move(int x, int y) {
        Window child = 0;
        int root_x = 0;
        int root_y = 0;
        XTranslateCoordinates(m_display, m_target, DefaultRootWindow(m_display), x, y, &root_x,
                              &root_y, &child);
        send("XdndPosition", 0, (static_cast<long>(root_x) << 16) | root_y, CurrentTime,
             static_cast<long>(atom("XdndActionCopy")));
    }

    void drop() { send("XdndDrop", 0, CurrentTime); }

    /// Answers questions about the dragged data until the message \p wanted comes.
    /// \returns its second value: bit 0 says accepted; -1 when it never comes.
    long wait_for(const char* wanted) {
        const auto until = Clock::now() + std::chrono::seconds(kSecondsAtMost);
        while (Clock::now() < until) {
            while (XPending(m_display) > 0) {
                XEvent event{};
                XNextEvent(m_display, &event);
                if (event.type == SelectionRequest) {
                    answer(event.xselectionrequest);
                } else if (event.type == ClientMessage &&
                           event.xclient.message_type == atom(wanted)) {
                    return event.xclient.data.l[1];
                }
            }
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
        }
        return -1;
    }

private:
    Atom atom(const char* name) const { return XInternAtom(m_display, name, False); }

    void send(const char* type, long a, long b = 0, long c = 0, long d = 0) {
        XEvent event{};
        event.xclient.type = ClientMessage;
        event.xclient.display = m_display;
        event.xclient.window = m_target;
        event.xclient.message_type = atom(type);
        event.xclient.format = 32;
        event.xclient.data.l[0] = static_cast<long>(m_source);
        event.xclient.data.l[1] = a;
        event.xclient.data.l[2] = b;
        event.xclient.data.l[3] = c;
        event.xclient.data.l[4] = d;
        XSendEvent(m_display, m_target, False, NoEventMask, &event);
        XFlush(m_display);
    }

    void answer(const XSelectionRequestEvent& request) {
        XChangeProperty(m_display, request.requestor, request.property, request.target, 8,
                        PropModeReplace, reinterpret_cast<const unsigned char*>(m_list.data()),
                        static_cast<int>(m_list.size()));
        XEvent event{};
        event.xselection.type = SelectionNotify;
        event.xselection.display = m_display;
        event.xselection.requestor = request.requestor;
        event.xselection.selection = request.selection;
        event.xselection.target = request.target;
        event.xselection.property = request.property;
        event.xselection.time = request.time;
        XSendEvent(m_display, request.requestor, False, NoEventMask, &event);
        XFlush(m_display);
    }

    Display* m_display;
    Window m_target;
    std::string m_list;
    Window m_source;
};

}  // namespace

int main(int count, char** values) {
    if (count != 5) {
        std::fputs("drop_file WINDOW X Y FILE\n", stderr);
        return 2;
    }
    auto* display = XOpenDisplay(nullptr);
    if (display == nullptr) {
        std::fputs("drop_file: no display\n", stderr);
        return 2;
    }
    const auto target = static_cast<Window>(std::strtoul(values[1], nullptr, 0));
    const auto list = "file://" + std::filesystem::absolute(values[4]).string() + "\r\n";
    Drag drag(display, target, list);
    drag.enter();
    drag.move(std::atoi(values[2]), std::atoi(values[3]));
    if (drag.wait_for("XdndStatus") % 2 != 1) {
        std::fputs("drop_file: the window does not want the file\n", stderr);
        return 1;
    }
    drag.drop();
    const bool taken = drag.wait_for("XdndFinished") >= 0;
    XCloseDisplay(display);
    return taken ? 0 : 1;
}
