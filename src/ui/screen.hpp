// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// The whole screen: a function of a snapshot; a click is a value.

#include "ui/commands_table.hpp"
#include "ui/panel.hpp"

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace maillage::ui {

/// What is under a point of the map.
struct MapHit {
    std::uint32_t frame = 0;
    Index<Commune> commune;  ///< Not valid: the frame's ground.
};

/// How the screen sees the drawn map, whoever draws it.
struct MapPort {
    /// Puts the scene, with the map frame seen by \p camera, at \p place (screen pixels) below
    /// everything else. \p moving: fast rather than fine.
    std::function<void(const carto::MapScenePtr& scene, const carto::Camera& camera,
                       const carto::Rect& place, double scale, bool moving)>
        show;
    /// \p pixel in layout pixels of the canvas, of what was shown last.
    std::function<std::optional<MapHit>(carto::Pixel pixel)> pick;
};

struct ScreenInput {
    workspace::SnapshotPtr snapshot;
    double width = 0.0;  ///< Screen pixels.
    double height = 0.0;
    double time = 0.0;  ///< Seconds, never going back.
    Date today;
    const MapPort* map = nullptr;
    std::vector<Shortcut> keys;  ///< Pressed since the last frame.
    std::filesystem::path home;  ///< Where file dialogs begin.
};

struct ScreenOutput {
    carto::Rect map;        ///< Where the map is, screen pixels; empty on the data screen.
    bool moving = false;    ///< The next frame differs: draw it at once.
    double wake_in = -1.0;  ///< Seconds until it differs without an event; negative: never.
};

class Screen {
public:
    Screen();
    ~Screen();
    Screen(const Screen&) = delete;
    Screen& operator=(const Screen&) = delete;

    /// Makes fonts and style fit the theme and scale; call it outside of a frame.
    /// \param device_scale Screen pixels of a layout pixel at a scale of 1.
    /// \param width, height Of the window, in screen pixels: a scale too large for it gives way.
    /// \returns whether the font atlas is new: its texture must be uploaded again.
    bool prepare(const workspace::ViewState& view, double device_scale, double width,
                 double height);
    const Look& look() const;

    /// One frame, between ImGui::NewFrame() and ImGui::Render(). \pre prepare() was called.
    ScreenOutput draw(const ScreenInput& input, CommandSink& sink);

    /// Tests: widgets are written into \p log in every frame; null ends it.
    void set_log(ItemLog* log);

private:
    struct State;
    std::unique_ptr<State> m_state;
};

}  // namespace maillage::ui
