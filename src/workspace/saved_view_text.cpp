// SPDX-License-Identifier: Apache-2.0
// Saved views and things as words, for the settings and the workspace's folder.
#include "workspace/command_values.hpp"

#include <algorithm>
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

namespace {

using command::Present;
using Act = Present::Act;

constexpr std::uint64_t kLargest = 100'000;
constexpr WordTable<Act, 17> kActs{{{"start", Act::kStart},
                                    {"end", Act::kEnd},
                                    {"next", Act::kNext},
                                    {"previous", Act::kPrevious},
                                    {"first", Act::kFirst},
                                    {"last", Act::kLast},
                                    {"digit", Act::kDigit},
                                    {"go", Act::kGo},
                                    {"back", Act::kBack},
                                    {"leave", Act::kLeave},
                                    {"black", Act::kBlack},
                                    {"timer", Act::kTimer},
                                    {"pointer", Act::kPointer},
                                    {"notes", Act::kNotes},
                                    {"keys", Act::kKeys},
                                    {"what_if", Act::kWhatIf},
                                    {"mode", Act::kMode}}};

}  // namespace

void write_put_view(LineWriter& line, const command::PutView& c) {
    line.word(c.place ? std::to_string(*c.place) : "-");
    write_saved_view(line, c.view);
}

command::PutView read_put_view(LineReader& line) {
    const auto place = line.word();
    command::PutView put;
    if (place != "-") {
        put.place = line.whole_of(place);
    }
    put.view = read_saved_view(line);
    return put;
}
void write_present(LineWriter& line, const Present& c) {
    line.named(kActs, c.act);
    if (c.act == Act::kWhatIf) {
        if (!c.scenario.empty()) {
            line.word(c.scenario);
        }
    } else if (c.number != 0 || c.act == Act::kDigit) {
        line.word(std::to_string(c.number));
    }
}

Present read_present(LineReader& line) {
    Present present;
    if (line.at_end()) {
        return present;
    }
    present.act = line.named(kActs);
    if (present.act == Act::kWhatIf) {
        present.scenario = line.optional_word().value_or("");
    } else if (!line.at_end()) {
        present.number = static_cast<int>(std::min(line.whole(), kLargest));
    }
    return present;
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
