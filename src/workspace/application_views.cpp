// SPDX-License-Identifier: Apache-2.0
#include "base/screen_messages.hpp"
#include "io/write.hpp"
#include "workspace/application_state.hpp"
#include "workspace/presentation.hpp"
#include "workspace/publication.hpp"
#include "workspace/view_commands.hpp"

#include <algorithm>
#include <utility>

namespace maillage::workspace {

void Application::State::change_view(const command::Any& command) {
    auto after = apply_view(view(), command, next.results.get());
    if (!after) {
        say(after.error());
        return;
    }
    if (std::holds_alternative<command::SetAccess>(command) && !access_awaited &&
        !access_current()) {
        access_wanted.reset();  // What failed or was stopped is tried again.
    }
    const auto presented = view().presentation;
    set_view(std::move(after).value());
    follow_presentation(presented);
    follow_scenario();
    want_date();
    want_scene();
}

/// What is presented is what may be published, unless the presenter asked for more; afterwards the
/// mode is what it was.
void Application::State::follow_presentation(const Presentation& before) {
    const auto& now = view().presentation;
    if (now.on == before.on && now.internal == before.internal) {
        return;
    }
    if (now.on && !before.on) {
        release_before = release;
    }
    const auto publishable = release_before.value_or(disclosure::Rule{});
    set_mode({!now.on ? release_before : now.internal ? std::nullopt : std::optional(publishable)});
}

SceneKey Application::State::scene_key() const {
    SceneKey key;
    if (next.results) {
        key.coverage = next.results->coverage;
        key.register_coverage = next.results->register_coverage;
        key.compared_coverage = next.results->compared_coverage;
        key.geometry = next.results->geometry;
        key.layers = next.results->layers;
    }
    if (carto::is_access(view().map.view) && access_current()) {
        key.access = next.access;
        key.route = route_shown();
    }
    key.map = map_shown(view());
    key.canvas = {width, height, view().camera};
    key.selection = view().selection;
    return key;
}

/// An edit of a scenario, another date: the colours follow at once, with the same legend; words and
/// circles when the scene is built. Not those of access: they stay, or ask for every commune's row.
bool Application::State::can_recolour(const SceneKey& key) const {
    if (!options.engine.colours || !scene_coloured || !next.scene || !next.scene->scene ||
        carto::is_access(key.map.view) ||
        &scene_coloured->coverage->dataset() != &key.coverage->dataset()) {
        return false;
    }
    auto newer = *scene_coloured;
    newer.coverage = key.coverage;
    newer.register_coverage = key.register_coverage;
    newer.compared_coverage = key.compared_coverage;
    return newer == key && *scene_coloured != key;
}

/// \pre can_recolour()
void Application::State::recolour(const SceneKey& key, const carto::SceneInput& input) {
    auto scene = std::make_shared<carto::MapScene>(*next.scene->scene);
    scene->style_of_commune = options.engine.colours(input, key.map, *scene);
    auto result = std::make_shared<carto::SceneResult>(*next.scene);
    result->scene = std::move(scene);
    next.scene = std::move(result);
    scene_coloured = key;
    changed = true;
}

void Application::State::want_scene() {
    want_access();
    if (access_pending()) {
        return;
    }
    if (!next.results || !next.results->geometry || !options.text || width < 1 || height < 1) {
        return;
    }
    auto key = scene_key();
    if ((scene_shown && *scene_shown == key) || (scene_failed && *scene_failed == key)) {
        return;
    }
    // At most one is being built; when it is done, the newest wish is looked at again.
    const bool recolours = can_recolour(key);
    if (scene_running && !recolours) {
        return;
    }
    carto::SceneInput input{next.results->dataset,
                            key.coverage,
                            key.geometry,
                            options.text,
                            commune_rows(*next.results, key.selection),
                            key.layers,
                            key.register_coverage,
                            shown_text(*next.results->dataset, next.results->scenario),
                            key.compared_coverage,
                            shown_text(*next.results->dataset, next.results->compared),
                            access_shown(),
                            route_shown()};
    if (recolours) {
        recolour(key, input);
    }
    if (scene_running) {
        return;
    }
    scene_running = true;
    queue.start({screen::kJobScene}, false,
                [this, key = std::move(key), input = std::move(input),
                 build = options.engine.scene](const Progress& progress) {
                    auto built =
                        build(input, shown_map(*input.dataset, key.map), key.canvas, progress);
                    return [this, key, built] {
                        scene_running = false;
                        if (built) {
                            next.scene = std::make_shared<carto::SceneResult>(*built);
                            scene_shown = key;
                            scene_coloured = key;
                            changed = true;
                        } else {
                            say(built.error());
                            scene_failed = key;
                        }
                        want_scene();
                        begin_unneeded();
                    };
                });
}

void Application::State::set_favourite(const command::SetFavourite& favourite) {
    auto& list = settings.favourites;
    std::erase(list, favourite.thing);
    if (favourite.keep) {
        list.push_back(favourite.thing);
    }
}

void Application::State::set_favourite(const command::SetFavouriteFolder& favourite) {
    auto& list = settings.favourite_folders;
    std::erase(list, favourite.path);
    if (favourite.keep) {
        list.push_back(favourite.path);
    }
}

void Application::State::keep_settings() {
    settings.theme = view().map.theme;
    if (settings.language || view().map.language != options.language.value_or(Language::kFrench)) {
        settings.language = view().map.language;
    }
    settings.scale = view().scale;
    settings.left_folded = view().left_folded;
    settings.right_folded = view().right_folded;
    settings.time_folded = view().time_folded;
    if (settings == *next.settings) {
        return;
    }
    next.settings = std::make_shared<Settings>(settings);
    changed = true;
    write_settings();
}

void Application::State::write_settings() {
    // One writer at a time: an older one would win over a newer one.
    if (options.state_folder.empty() || settings_writing) {
        return;
    }
    settings_writing = true;
    queue.start({screen::kJobSave}, false,
                [this, folder = options.state_folder, written = next.settings](const Progress&) {
                    std::error_code ignored;
                    std::filesystem::create_directories(folder, ignored);
                    const auto done = io::write_file(folder / kSettingsFile, to_text(*written));
                    return [this, done, written] {
                        settings_writing = false;
                        if (!done && !settings_failed) {
                            settings_failed = true;  // Said once, not at every click.
                            say(done.error());
                        }
                        if (next.settings != written) {
                            write_settings();
                        }
                    };
                });
}

void Application::State::close() {
    queue.stop();
    if (!options.state_folder.empty() && (settings_writing || !(settings == *next.settings))) {
        static_cast<void>(io::write_file(options.state_folder / kSettingsFile, to_text(settings)));
    }
}

}  // namespace maillage::workspace
