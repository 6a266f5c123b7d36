// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// The frame loop: poll jobs, draw the screen, dispatch its commands, draw the map; wait when
/// nothing moves.

#include "render/kept_window.hpp"
#include "ui/screen.hpp"
#include "viewer/frame_damage.hpp"
#include "viewer/map_layer.hpp"
#include "viewer/window.hpp"
#include "workspace/application.hpp"
#include "workspace/replay.hpp"

#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

namespace maillage::viewer {

/// Durations and counts, for `--timings` and the tests.
struct SessionTimings {
    double first_frame = -1.0;  ///< Seconds since the start.
    double first_map = -1.0;
    long frames = 0;
    long map_draws = 0;
    double frame_ms_sum = 0.0;    ///< Of frames that did not draw the map.
    double frame_ms_worst = 0.0;  ///< Of these.
    double panels_ms_sum = 0.0;   ///< Of these, what the panels took, before anything is drawn.
    long panel_frames = 0;
};

class Session {
public:
    /// \param steps Played one after the other; the session ends after the last. Empty: none.
    Session(Window& window, MapLayer& map, workspace::Application& application, Date today,
            std::vector<workspace::ReplayStep> steps);
    /// Writes every command from now on into \p file, one a line, as it is given; \p first is one
    /// that was given before. \returns kRefused where the file cannot be written.
    Result<Done> record(const std::filesystem::path& file, const workspace::command::Any& first);

    /// Until the user quits. \returns The first step of the replay that failed.
    Result<Done> run();
    const SessionTimings& timings() const { return m_timings; }

private:
    double seconds_to_wait() const;
    double news_step() const;
    void take_in_events();
    /// \returns whether the window's picture changed: only then is it shown.
    bool draw_frame();
    /// Draws the part of the window that differs from the last frame. \returns whether one does.
    bool draw_changes(int width, int height, long map_draws_before);
    void pass_on(ui::CommandSink& sink);
    void dispatch(const workspace::command::Any& command);
    /// \returns false at the end.
    Result<bool> play_step();
    Result<Done> screenshot(const std::filesystem::path& path);
    void measure(double started, double panels_done, long draws_before);

    Window& m_window;
    MapLayer& m_map;
    workspace::Application& m_application;
    Date m_today;
    std::vector<workspace::ReplayStep> m_steps;
    std::size_t m_next_step = 0;
    ui::Screen m_screen;
    ui::ScreenOutput m_output;
    WindowEvents m_events;
    gl::KeptWindow m_picture;
    FrameDamage m_damage;
    std::optional<carto::Rect> m_map_place;  ///< Of the last frame.
    int m_frames_wanted = 3;
    bool m_getting_ready = true;  ///< The map's drawing, before there is a map.
    bool m_news = false;          ///< Something changed that no frame shows yet.
    double m_news_shown = -1.0;   ///< When the last change was.
    std::shared_ptr<const carto::SceneResult> m_scene;  ///< As last shown.
    double m_wake_at = -1.0;
    std::string m_title;
    std::ofstream m_record;  ///< Closed: nothing is recorded.
    SessionTimings m_timings;
};

}  // namespace maillage::viewer
