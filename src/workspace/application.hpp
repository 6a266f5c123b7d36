// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// The application without a screen: commands in, snapshots out.

#include "base/date.hpp"
#include "workspace/command.hpp"
#include "workspace/map_engine.hpp"
#include "workspace/snapshot.hpp"

#include <functional>
#include <memory>

namespace maillage::workspace {

struct ApplicationOptions {
    std::filesystem::path data_folder;
    /// Settings, recent files, journals, caches; empty: none are read or written (tests).
    std::filesystem::path state_folder;
    std::filesystem::path cache_folder;
    /// Geometry that came with the program (find_ready_geometry()).
    std::optional<std::filesystem::path> ready_geometry;
    Date today;
    /// What texts on the map measure; null: no scene is built.
    std::shared_ptr<const carto::TextMeasure> text;
    /// How geometry, scenes and map files are made; tests put their own.
    MapEngine engine = map_engine();
    /// Jobs run at once inside dispatch() instead of on threads: tests and the command line.
    bool inline_jobs = false;
    io::PathRules rules;
    std::optional<Language> language;  ///< Of the system, until the user chooses.
    /// Files of the workspace are looked at about once a second, to offer them again when they
    /// change. Never with inline jobs.
    bool watch_files = true;
};

class Application {
public:
    explicit Application(ApplicationOptions options);
    ~Application();  ///< Stops and joins all work.
    Application(const Application&) = delete;
    Application& operator=(const Application&) = delete;

    /// Never blocks on work. What cannot be done becomes a UserMessage.
    void dispatch(const command::Any& command);
    /// Takes in finished work. \returns whether the snapshot changed since the last poll(). Main
    /// thread only, like everything here but set_wake's function.
    bool poll();
    SnapshotPtr snapshot() const;

    /// Called from any thread when poll() has something to take in: wakes the frame loop. It may
    /// not call the application.
    void set_wake(std::function<void()> wake);
    /// The size of the map on screen, in layout pixels: scenes are built for it.
    void set_canvas(double width, double height);
    /// Whether work is going on or waiting.
    bool busy() const;
    /// Blocks until nothing is going on, taking in what finishes (replay, tests).
    void wait();

private:
    struct State;
    std::unique_ptr<State> m_state;
};

}  // namespace maillage::workspace
