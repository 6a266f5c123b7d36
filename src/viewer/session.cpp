// SPDX-License-Identifier: Apache-2.0
#include "viewer/session.hpp"

#include "base/screen_messages.hpp"
#include "io/write.hpp"
#include "render/window_image.hpp"
#include "report/image.hpp"

#include <algorithm>
#include <cstdlib>
#include <utility>

namespace maillage::viewer {
namespace {

namespace command = workspace::command;

constexpr int kFramesAfterChange = 2;
constexpr double kNewsStep = 0.08;              ///< Seconds.
constexpr double kNewsStepBefore = 0.25;        ///< The same before the first map.
constexpr double kScreenPixelsPerMetre = 3780;  ///< 96 a inch, as screens are taken to have.

std::filesystem::path home_folder() {
    const char* home = std::getenv("HOME");  // NOLINT(concurrency-mt-unsafe): nobody writes it
    return home == nullptr ? std::filesystem::path("/") : std::filesystem::path(home);
}

}  // namespace

Session::Session(Window& window, MapLayer& map, workspace::Application& application, Date today,
                 std::vector<workspace::ReplayStep> steps)
    : m_window(window),
      m_map(map),
      m_application(application),
      m_today(today),
      m_steps(std::move(steps)) {}

double Session::news_step() const { return m_map.drawn() ? kNewsStep : kNewsStepBefore; }

double Session::seconds_to_wait() const {
    if (m_frames_wanted > 0 || m_output.moving || m_map.unfinished() || m_getting_ready) {
        return 0.0;
    }
    if (m_news) {
        return std::max(0.001, news_step() - (Window::time() - m_news_shown));
    }
    // A replay goes on when nothing is going on; that may come without an event.
    const double replay = m_next_step < m_steps.size() ? 0.02 : -1.0;
    if (m_wake_at < 0.0) {
        return replay;
    }
    const double left = std::max(0.001, m_wake_at - Window::time());
    return replay < 0.0 ? left : std::min(left, replay);
}

void Session::take_in_events() {
    m_events = m_window.take_events();
    m_frames_wanted = std::max(m_frames_wanted, m_events.frames);
    m_news = m_application.poll() || m_news;
    // Progress comes faster than anyone reads: frames for all of it would slow the work down. What
    // people wait for is shown at once.
    const double now = Window::time();
    const auto& scene = m_application.snapshot()->scene;
    if (m_news &&
        (scene != m_scene || !m_application.busy() || now - m_news_shown >= news_step())) {
        m_news = false;
        m_scene = scene;
        m_news_shown = now;
        m_frames_wanted = std::max(m_frames_wanted, kFramesAfterChange);
    }
    if (m_wake_at >= 0.0 && Window::time() >= m_wake_at) {
        m_frames_wanted = std::max(m_frames_wanted, 1);
    }
    for (const auto& path : m_events.dropped) {
        dispatch(command::PreviewFile{path, {}});
    }
}

Result<Done> Session::record(const std::filesystem::path& file, const command::Any& first) {
    m_record.open(file, std::ios::binary | std::ios::trunc);
    m_record << command::to_text(first) << '\n' << std::flush;
    if (!m_record) {
        return Error{Error::Code::kRefused, {screen::kViewerCannotWrite, {file.string()}}, ""};
    }
    return Done{};
}

void Session::dispatch(const command::Any& command) {
    if (m_record.is_open()) {
        m_record << command::to_text(command) << '\n' << std::flush;
    }
    m_application.dispatch(command);
}

void Session::pass_on(ui::CommandSink& sink) {
    if (m_events.close) {
        sink(command::Quit{});
        m_events.close = false;
    }
    auto commands = sink.take();
    for (const auto& one : commands) {
        dispatch(one);
    }
    if (!commands.empty()) {
        m_application.poll();
        m_frames_wanted = std::max(m_frames_wanted, kFramesAfterChange);
    }
}

bool Session::draw_frame() {
    const double started = Window::time();
    const long draws_before = m_map.draws();
    const auto snapshot = m_application.snapshot();
    m_window.set_full_screen(snapshot->view->presentation.on);
    const int width = m_window.width();
    const int height = m_window.height();
    if (m_screen.prepare(*snapshot->view, m_window.device_scale(), width, height)) {
        m_window.upload_fonts();
        m_damage.forget();
    }
    m_window.new_frame();
    m_map.begin_frame();
    ui::CommandSink sink;
    m_output = m_screen.draw({.snapshot = snapshot,
                              .width = static_cast<double>(width),
                              .height = static_cast<double>(height),
                              .time = Window::time(),
                              .today = m_today,
                              .map = &m_map.port(),
                              .keys = std::exchange(m_events.keys, {}),
                              .home = home_folder()},
                             sink);
    if (m_output.map.width > 0) {
        // Before anything is drawn: the first drawing takes long, and the scene can be made by
        // then.
        m_application.set_canvas(m_output.map.width / m_screen.look().scale,
                                 m_output.map.height / m_screen.look().scale);
    }
    const double panels_done = Window::time();
    const bool changed = draw_changes(width, height, draws_before);
    m_wake_at = m_output.wake_in < 0.0 ? -1.0 : Window::time() + m_output.wake_in;
    m_frames_wanted = std::max(0, m_frames_wanted - 1);
    measure(started, panels_done, draws_before);
    pass_on(sink);
    return changed;
}

bool Session::draw_changes(int width, int height, long map_draws_before) {
    auto& data = Window::interface_data();
    const bool whole = m_picture.resize(width, height);
    if (whole || std::exchange(m_events.uncovered, false)) {
        m_damage.forget();
    }
    auto part = m_damage.compare(data);
    if (m_map.draws() != map_draws_before || m_map.place() != m_map_place) {
        for (const auto& place : {m_map.place(), m_map_place}) {
            part = place ? around(part, *place) : part;
        }
        m_map_place = m_map.place();
    }
    if (part.width <= 0.0) {
        return false;
    }
    m_picture.begin(part, m_screen.look().colors.ground);
    m_map.put(m_picture.framebuffer(), height);
    FrameDamage::restrict_to(data, part);
    Window::draw_interface(data);
    m_picture.show();
    return true;
}

void Session::measure(double started, double panels_done, long draws_before) {
    ++m_timings.frames;
    m_timings.map_draws = m_map.draws();
    const double now = Window::time();
    if (m_timings.first_frame < 0.0) {
        m_timings.first_frame = now;
    }
    if (m_timings.first_map < 0.0 && m_map.drawn()) {
        gl::finish();
        m_timings.first_map = Window::time();
    }
    if (m_map.drawn() && m_map.draws() == draws_before) {
        gl::finish();
        const double ms = (Window::time() - started) * 1000.0;
        m_timings.frame_ms_sum += ms;
        m_timings.panels_ms_sum += (panels_done - started) * 1000.0;
        m_timings.frame_ms_worst = std::max(m_timings.frame_ms_worst, ms);
        ++m_timings.panel_frames;
    }
}

Result<Done> Session::screenshot(const std::filesystem::path& path) {
    // What the last command changed needs some frames to settle: fonts, layout, scene.
    for (int i = 0; i < 4; ++i) {
        draw_frame();
        m_application.wait();
    }
    m_damage.forget();
    draw_frame();
    auto pixels = gl::read_window(m_window.width(), m_window.height());
    m_window.swap();
    const auto png = report::to_png({pixels.width, pixels.height, std::move(pixels.rgba)},
                                    kScreenPixelsPerMetre, {});
    return io::write_file(path, png);
}

Result<bool> Session::play_step() {
    if (m_application.busy() || m_frames_wanted > 0) {
        return true;
    }
    const auto& step = m_steps[m_next_step++];
    const workspace::ReplayHooks hooks{
        [this](const std::filesystem::path& path) { return screenshot(path); }};
    if (const auto done = workspace::run_step(m_application, step, hooks); !done) {
        return done.error();
    }
    m_frames_wanted = 3;
    return m_next_step < m_steps.size();
}

Result<Done> Session::run() {
    const bool playing = !m_steps.empty();
    bool more = playing;
    while (!m_application.snapshot()->quit) {
        m_window.wait(seconds_to_wait());
        take_in_events();
        if (auto error = m_map.take_error()) {
            return *error;
        }
        if (m_frames_wanted > 0 || m_output.moving || m_map.unfinished()) {
            if (draw_frame()) {
                m_window.swap();
            }
        } else if (m_timings.first_frame >= 0.0) {
            m_getting_ready = m_map.get_ready();  // While the map is being made.
        }
        if (more) {
            const auto played = play_step();
            if (!played) {
                return played.error();
            }
            more = *played;
        } else if (playing && !m_application.busy()) {
            break;
        }
        const auto& path = m_application.snapshot()->path;
        const auto name = path.filename().empty() ? path.parent_path().filename() : path.filename();
        const auto title = path.empty() ? "Maillage" : name.string() + " · Maillage";
        if (title != m_title) {
            m_title = title;
            m_window.set_title(title);
        }
    }
    m_window.set_full_screen(false);  // The size remembered is that of the window.
    m_application.dispatch(command::SetWindow{m_window.width(), m_window.height()});
    return Done{};
}

}  // namespace maillage::viewer
