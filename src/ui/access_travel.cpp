// SPDX-License-Identifier: Apache-2.0
// The block of the left panel about access to services: how one travels, which way and when.
#include "base/access_screen_messages.hpp"
#include "base/date.hpp"
#include "base/text.hpp"
#include "model/service_words.hpp"
#include "ui/panels/figures.hpp"
#include "ui/panels/list_drawing.hpp"
#include "ui/parts.hpp"
#include "ui/widgets.hpp"
#include "workspace/access.hpp"
#include "workspace/access_asked.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <iterator>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace maillage::ui {
namespace {

namespace command = workspace::command;
using access::Direction;
using workspace::AccessMode;

constexpr double kWidth = 228.0;

/// Means that the workspace has the data for; the estimate always.
std::vector<std::pair<AccessMode, MessageId>> modes_of(const PanelContext& context) {
    const auto has = [&](Role role) {
        const auto& sources = context.snapshot.spec->sources;
        return std::any_of(sources.begin(), sources.end(),
                           [&](const auto& one) { return one.role == role; });
    };
    std::vector<std::pair<AccessMode, MessageId>> modes{
        {AccessMode::kEstimate, reach::kModeEstimate}};
    if (has(Role::kRoads)) {
        modes.emplace_back(AccessMode::kCar, reach::kModeCar);
        modes.emplace_back(AccessMode::kBike, reach::kModeBike);
        modes.emplace_back(AccessMode::kWalk, reach::kModeWalk);
    }
    if (has(Role::kTransit)) {
        modes.emplace_back(AccessMode::kTransit, reach::kModeTransit);
    }
    return modes;
}

void draw_modes(const PanelContext& context, CommandSink& sink) {
    const auto modes = modes_of(context);
    gap(context.look, 6);
    if (modes.size() == 1) {
        secondary(context.look, context.text(reach::kOnlyEstimate), kWidth);
        return;
    }
    const auto asked = context.view.access.mode.value_or(AccessMode::kEstimate);
    std::vector<std::string> words;
    int chosen = -1;
    for (const auto& [mode, label] : modes) {
        if (mode == asked) {
            chosen = static_cast<int>(words.size());
        }
        words.push_back(context.text(label));
    }
    const std::vector<std::string_view> labels(words.begin(), words.end());
    text(context.look, context.text(reach::kSectionMode));
    if (const auto now = choice(context.look, labels, chosen, "access/mode", kWidth)) {
        auto access = context.view.access;
        access.mode = modes[static_cast<std::size_t>(*now)].first;
        if (access.mode == AccessMode::kEstimate) {
            access.mode.reset();
        }
        sink(command::SetAccess{std::move(access)});
    }
}

/// Whether a list says when any of the services asked is open.
bool any_opening(const PanelContext& context) {
    const auto& services = context.snapshot.results->dataset->services;
    const auto asked = workspace::services_asked(context.view.access);
    return std::any_of(services.begin(), services.end(), [&](const Service& one) {
        return !one.opening_hours.empty() &&
               std::any_of(asked.begin(), asked.end(), [&](const std::string& type) {
                   return fold_key(one.type) == fold_key(service_type(type));
               });
    });
}

/// Windows of departure that are offered, and the one asked where it is another; last the opening
/// hours of the services.
void draw_hours(const PanelContext& context, CommandSink& sink) {
    std::vector<std::pair<int, int>> windows{{360, 480}, {420, 540},  {540, 720},
                                             {720, 840}, {840, 1020}, {1020, 1200}};
    const std::pair asked(context.view.access.window_first, context.view.access.window_end);
    if (std::find(windows.begin(), windows.end(), asked) == windows.end()) {
        windows.push_back(asked);
    }
    std::vector<std::string> words;
    words.reserve(windows.size());
    for (const auto& [first, end] : windows) {
        words.push_back(context.text(reach::kHoursBetween,
                                     {workspace::clock_words(first), workspace::clock_words(end)}));
    }
    const bool opening = context.view.access.opening_hours;
    if (opening || any_opening(context)) {
        words.push_back(context.text(reach::kHoursOpening));
    }
    const std::vector<std::string_view> labels(words.begin(), words.end());
    const auto chosen = opening
                            ? std::ssize(windows)
                            : std::find(windows.begin(), windows.end(), asked) - windows.begin();
    gap(context.look, 4);
    text(context.look, context.text(reach::kHoursAsked));
    if (const auto now =
            choice(context.look, labels, static_cast<int>(chosen), "access/hours", kWidth)) {
        auto access = context.view.access;
        const auto which = static_cast<std::size_t>(*now);
        access.opening_hours = which == windows.size();
        if (!access.opening_hours) {
            std::tie(access.window_first, access.window_end) = windows[which];
        }
        sink(command::SetAccess{std::move(access)});
    }
}

/// A date as it is written, or nothing for the day with most journeys.
void draw_day(const PanelContext& context, LeftState& state, CommandSink& sink) {
    const auto& asked = context.view.access.day;
    gap(context.look, 4);
    text(context.look, context.text(reach::kDayAsked));
    if (state.access_day_of != asked) {
        state.access_day_of = asked;
        state.access_day = asked ? date_text(ParsedDate{*asked}, context.language) : "";
    }
    if (!input_line(context.look, "access/day", context.text(reach::kDayBest), state.access_day,
                    context.look.px(kWidth))) {
        return;
    }
    auto access = context.view.access;
    const auto read = parse_date(state.access_day);
    if (trim(state.access_day).empty()) {
        access.day.reset();
    } else if (read && !read->from_serial && read->precision == DatePrecision::kDay) {
        access.day = read->date;
    }
    if (access.day != asked) {
        state.access_day_of = access.day;  // What is written stays as it is.
        sink(command::SetAccess{std::move(access)});
    }
}

/// There, back or both; within opening hours it is both.
void draw_direction(const PanelContext& context, CommandSink& sink) {
    const auto& look = context.look;
    constexpr std::array kDirections{Direction::kThere, Direction::kBack, Direction::kBoth};
    const auto& asked = context.view.access;
    const std::array words{context.text(reach::kDirectionThere),
                           context.text(reach::kDirectionBack),
                           context.text(reach::kDirectionBoth)};
    const auto chosen = std::find(kDirections.begin(), kDirections.end(), asked.direction);
    gap(look, 4);
    text(look, context.text(reach::kSectionDirection));
    if (const auto now =
            segmented(look, {words.begin(), words.end()},
                      static_cast<int>(chosen - kDirections.begin()), "access/direction")) {
        auto access = asked;
        access.direction = kDirections.at(static_cast<std::size_t>(*now));
        sink(command::SetAccess{std::move(access)});
    }
    if (asked.direction != Direction::kThere) {
        secondary(look,
                  context.text(asked.direction == Direction::kBack ? reach::kDirectionBackMeans
                                                                   : reach::kDirectionBothMeans),
                  kWidth);
    }
}

}  // namespace

void draw_travel(const PanelContext& context, LeftState& state, CommandSink& sink) {
    const auto& asked = context.view.access;
    draw_modes(context, sink);
    const bool transit = asked.mode == AccessMode::kTransit;
    const bool estimate = asked.mode.value_or(AccessMode::kEstimate) == AccessMode::kEstimate;
    if (!estimate && !(transit && asked.opening_hours)) {
        draw_direction(context, sink);
    }
    if (transit) {
        draw_hours(context, sink);
        draw_day(context, state, sink);
    }
}

}  // namespace maillage::ui
