// SPDX-License-Identifier: Apache-2.0
// Saved views and things as words, for the settings and the workspace's folder.
#include "workspace/command_values.hpp"

#include <utility>

namespace maillage::workspace::command {

std::string to_text(const SavedView& view) {
    LineWriter line("view");
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
    return line.take();
}

Result<SavedView> parse_saved_view(std::string_view text) {
    auto words = split_line(text);
    if (!words) {
        return words.error();
    }
    LineReader line(std::move(words).value());
    return read_whole<SavedView>(line, [](LineReader& reader) {
        SavedView view;
        if (const auto name = reader.word(); name != "view") {
            reader.wrong(name);
        }
        view.name = reader.word();
        while (!reader.at_end()) {
            const auto [key, value] = cut_pair(reader.word());
            if (key == "notes") {
                view.notes = value;
            } else if (key == "camera") {
                view.camera = camera_of(reader, value);
            } else if (key == "date") {
                view.date = date_of(reader, value);
            } else if (!read_map_word(reader, key, value, view.map)) {
                reader.wrong(key);
            }
        }
        return view;
    });
}

std::string to_text(const ThingRef& thing) {
    LineWriter line("");
    write_thing(line, thing);
    return line.take();
}

}  // namespace maillage::workspace::command
