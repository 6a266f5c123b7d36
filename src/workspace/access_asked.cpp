// SPDX-License-Identifier: Apache-2.0
#include "workspace/access_asked.hpp"

#include "base/text.hpp"
#include "workspace/access.hpp"
#include "workspace/command_values.hpp"

#include <optional>
#include <string_view>
#include <utility>

namespace maillage::workspace {
namespace {

constexpr WordTable<AccessMode, 5> kModes{{{"car", AccessMode::kCar},
                                           {"bike", AccessMode::kBike},
                                           {"walk", AccessMode::kWalk},
                                           {"transit", AccessMode::kTransit},
                                           {"estimate", AccessMode::kEstimate}}};

constexpr WordTable<Isochrones, 2> kIsochrones{
    {{"services", Isochrones::kServices}, {"point", Isochrones::kPoint}}};

constexpr WordTable<access::Direction, 3> kDirections{{{"there", access::Direction::kThere},
                                                       {"back", access::Direction::kBack},
                                                       {"both", access::Direction::kBoth}}};

constexpr int kMinutesOfDay = 1440;
constexpr std::string_view kOpening = "opening";

std::optional<int> clock_of(std::string_view text) {
    const auto parts = split(text, ':');
    const auto hours = parse_integer(parts[0]);
    const auto minutes = parts.size() == 2 ? parse_integer(parts[1]) : std::nullopt;
    if (!hours || !minutes || *hours < 0 || *hours > 24 || *minutes < 0 || *minutes > 59) {
        return std::nullopt;
    }
    const auto all = static_cast<int>(*hours * 60 + *minutes);
    return all <= kMinutesOfDay ? std::optional(all) : std::nullopt;
}

void read_window(LineReader& line, const std::string& text, AccessAsked& asked) {
    const auto parts = split(text, '-');
    const auto first = clock_of(parts[0]);
    const auto end = parts.size() == 2 ? clock_of(parts[1]) : std::nullopt;
    if (!first || !end || *first >= *end) {
        line.wrong(text);
        return;
    }
    asked.window_first = *first;
    asked.window_end = *end;
}

int read_threshold(LineReader& line, const std::string& text) {
    const auto number = line.error() ? 1 : line.whole_of(text);
    if (number < 1 || number > std::uint64_t{kMostAccessMinutes}) {
        line.wrong(text);
    }
    return line.error() ? 1 : static_cast<int>(number);
}

}  // namespace

std::string clock_words(int minutes) {
    const auto two = [](int number) { return (number < 10 ? "0" : "") + std::to_string(number); };
    return two(minutes / 60) + ":" + two(minutes % 60);
}

void write_access(LineWriter& line, const AccessAsked& asked) {
    const AccessAsked usual;
    if (!asked.service.empty()) {
        line.pair("service", asked.service);
    }
    if (asked.mode) {
        line.pair("mode", LineWriter::name_in(kModes, *asked.mode));
    }
    if (asked.direction != usual.direction) {
        line.pair("direction", LineWriter::name_in(kDirections, asked.direction));
    }
    if (asked.minutes != usual.minutes) {
        line.pair("threshold", std::to_string(asked.minutes));
    }
    if (asked.day) {
        line.pair("day", iso_date(*asked.day));
    }
    if (asked.window_first != usual.window_first || asked.window_end != usual.window_end) {
        line.pair("window", clock_words(asked.window_first) + "-" + clock_words(asked.window_end));
    }
    if (asked.opening_hours) {
        line.pair("hours", kOpening);
    }
    if (!asked.new_place.empty()) {
        line.pair("try", asked.new_place);
    }
    if (asked.isochrones != Isochrones::kNone) {
        line.pair("isochrones", LineWriter::name_in(kIsochrones, asked.isochrones));
    }
}

AccessAsked read_access(LineReader& line) {
    AccessAsked asked;
    while (!line.at_end()) {
        const auto [key, value] = cut_pair(line.word());
        if (key == "service") {
            asked.service = value;
        } else if (key == "mode") {
            asked.mode = line.named_of(kModes, value);
        } else if (key == "direction") {
            asked.direction = line.named_of(kDirections, value);
        } else if (key == "threshold") {
            asked.minutes = read_threshold(line, value);
        } else if (key == "day") {
            asked.day = date_of(line, value);
        } else if (key == "window") {
            read_window(line, value, asked);
        } else if (key == "hours" && value == kOpening) {
            asked.opening_hours = true;
        } else if (key == "try") {
            asked.new_place = value;
        } else if (key == "isochrones") {
            asked.isochrones = line.named_of(kIsochrones, value);
        } else {
            line.wrong(key);
        }
    }
    return asked;
}

}  // namespace maillage::workspace
