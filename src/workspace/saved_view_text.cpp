// SPDX-License-Identifier: Apache-2.0
// Saved views and things as words, for the settings and the workspace's folder.
#include "workspace/command_values.hpp"

#include <utility>

namespace maillage::workspace {

void write_saved_view(LineWriter& line, const SavedView& view) {
    line.word(view.name);
    if (!view.notes.empty()) {
        line.pair("notes", view.notes);
    }
    if (view.camera) {
        line.pair("camera", camera_text(*view.camera));
    }
    if (view.date) {
        line.pair("date", iso_date(*view.date));
    }
    // "source" and others are a map's own words.
    write_map(line, view.map);
}

SavedView read_saved_view(LineReader& line) {
    SavedView view;
    view.name = line.word();
    while (!line.at_end()) {
        const auto [key, value] = cut_pair(line.word());
        if (key == "notes") {
            view.notes = value;
        } else if (key == "camera") {
            view.camera = camera_of(line, value);
        } else if (key == "date") {
            view.date = date_of(line, value);
        } else if (!read_map_word(line, key, value, view.map)) {
            line.wrong(key);
        }
    }
    return view;
}

namespace command {

std::string to_text(const SavedView& view) {
    LineWriter line("view");
    write_saved_view(line, view);
    return line.take();
}

Result<SavedView> parse_saved_view(std::string_view text) {
    auto words = split_line(text);
    if (!words) {
        return words.error();
    }
    LineReader line(std::move(words).value());
    return read_whole<SavedView>(line, [](LineReader& reader) {
        if (const auto name = reader.word(); name != "view") {
            reader.wrong(name);
        }
        return read_saved_view(reader);
    });
}

std::string to_text(const ThingRef& thing) {
    LineWriter line("");
    write_thing(line, thing);
    return line.take();
}

}  // namespace command
}  // namespace maillage::workspace
