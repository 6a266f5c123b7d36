// SPDX-License-Identifier: Apache-2.0
// The block of the left panel about access to services: which, how, how far, who lives beyond, whom
// a new point would serve.
#include "base/access_screen_messages.hpp"
#include "base/date.hpp"
#include "base/text.hpp"
#include "model/service_words.hpp"
#include "ui/numbers.hpp"
#include "ui/panels/access_lines.hpp"
#include "ui/panels/figures.hpp"
#include "ui/panels/list_drawing.hpp"
#include "ui/parts.hpp"
#include "ui/slider.hpp"
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

namespace maillage::ui {
namespace {

namespace command = workspace::command;
using workspace::AccessMode;

constexpr double kWidth = 228.0;
/// The slider goes from 5 minutes to two hours, in steps of five.
constexpr int kStep = 5;
constexpr int kMostSteps = 120 / kStep - 1;
/// Gains that are named one by one.
constexpr std::size_t kNamedGains = 5;

void draw_views(const PanelContext& context, CommandSink& sink) {
    constexpr std::array kViews{carto::View::kAccess, carto::View::kAccessGaps,
                                carto::View::kAccessCoverage};
    const std::array words{context.text(reach::kViewTimes), context.text(reach::kViewGaps),
                           context.text(reach::kViewCrossed)};
    const auto chosen = std::find(kViews.begin(), kViews.end(), context.view.map.view);
    const std::vector<std::string_view> labels(words.begin(), words.end());
    if (const auto now = segmented(context.look, labels, static_cast<int>(chosen - kViews.begin()),
                                   "access/view")) {
        auto map = context.view.map;
        map.view = kViews.at(static_cast<std::size_t>(*now));
        sink(command::SetMap{std::move(map)});
    }
}

void draw_services(const PanelContext& context, CommandSink& sink) {
    const auto types = workspace::service_types(*context.snapshot.results->dataset);
    if (types.empty()) {
        secondary(context.look, context.text(reach::kNoService), kWidth);
        return;
    }
    std::vector<std::string> words;
    words.reserve(types.size());
    for (const auto& type : types) {
        words.push_back(service_words(type, context.language));
    }
    auto asked = workspace::services_asked(context.view.access);
    const auto ask = [&] {
        auto access = context.view.access;
        access.service.clear();
        for (const auto& type : asked) {
            access.service += (access.service.empty() ? "" : ",") + type;
        }
        sink(command::SetAccess{std::move(access)});
    };
    const auto place_in = [&](const std::string& type) {
        const auto found = std::find_if(types.begin(), types.end(), [&](const std::string& one) {
            return fold_key(one) == fold_key(service_type(type));
        });
        return found == types.end() ? -1 : static_cast<int>(found - types.begin());
    };
    std::vector<std::string_view> labels(words.begin(), words.end());
    if (const auto now =
            choice(context.look, labels, place_in(asked.front()), "access/service", kWidth)) {
        asked.front() = types[static_cast<std::size_t>(*now)];
        ask();
        return;
    }
    // Below, the others, each with a way to drop it, and one more.
    const auto also = context.text(reach::kAlsoService);
    labels.insert(labels.begin(), also);
    for (std::size_t k = 1; k <= asked.size() && k < types.size(); ++k) {
        gap(context.look, 4);
        const bool more = k == asked.size();
        const auto id = "access/service/also/" + std::to_string(k);
        const auto now =
            choice(context.look, labels, more ? 0 : place_in(asked[k]) + 1, id.c_str(), kWidth);
        if (!now) {
            continue;
        }
        if (*now == 0) {
            asked.erase(asked.begin() + static_cast<std::ptrdiff_t>(k));
        } else if (more) {
            asked.push_back(types[static_cast<std::size_t>(*now) - 1]);
        } else {
            asked[k] = types[static_cast<std::size_t>(*now) - 1];
        }
        ask();
        return;
    }
}

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

void draw_threshold(const PanelContext& context, CommandSink& sink) {
    const int minutes = context.view.access.minutes;
    const auto label = context.text(reach::kThreshold, {std::int64_t{minutes}});
    gap(context.look, 6);
    text(context.look, label);
    const int step = std::clamp(minutes / kStep - 1, 0, kMostSteps);
    if (const auto moved =
            slider(context.look, "access/threshold", label, step, kMostSteps, kWidth)) {
        auto access = context.view.access;
        access.minutes = (*moved + 1) * kStep;
        sink(command::SetAccess{std::move(access)});
    }
}

/// Areas in reach on the map: of the services, or of the point that is tried alone.
void draw_bands(const PanelContext& context, CommandSink& sink) {
    using workspace::Isochrones;
    const auto& asked = context.view.access;
    gap(context.look, 6);
    const auto show = [&](Isochrones which) {
        auto access = asked;
        access.isochrones = which;
        sink(command::SetAccess{std::move(access)});
    };
    bool shown = asked.isochrones != Isochrones::kNone;
    if (checkbox(context.look, context.text(reach::kBandsShown), "access/bands", &shown)) {
        show(shown ? Isochrones::kServices : Isochrones::kNone);
        return;
    }
    bool of_point = asked.isochrones == Isochrones::kPoint;
    if (shown && !asked.new_place.empty() &&
        checkbox(context.look, context.text(reach::kBandsShownOfPoint), "access/bands/point",
                 &of_point)) {
        show(of_point ? Isochrones::kPoint : Isochrones::kServices);
    }
}

void update_sums(const PanelContext& context, AccessSums& sums) {
    const auto& results = *context.snapshot.results;
    const auto& access = context.snapshot.access;
    const auto& focus = context.view.map.focus;
    const bool lists = context.view.map.view == carto::View::kAccessCoverage;
    if (sums.of == access && sums.focus == focus && sums.coverage == results.coverage &&
        sums.with_lists == lists) {
        return;
    }
    sums = {access, focus, results.coverage, lists, {}, {}, {}};
    const auto place = place_of(*results.dataset, focus);
    if (!place) {
        return;
    }
    const auto communes = communes_of(results, *place);
    sums.rows = workspace::beyond_in(*access, place->level, place->row, communes);
    if (access->tried) {
        sums.gain = workspace::gain_in(*access, place->level, place->row, communes);
    }
    if (lists) {
        sums.lists =
            workspace::lists_in(*access, workspace::access_lists(*access, *results.coverage),
                                place->level, place->row, communes);
    }
}

void draw_beyond(const PanelContext& context, const AccessSums& sums) {
    const auto& look = context.look;
    gap(look, 12);
    block_title(look, context.text(reach::kSectionBeyond));
    for (const auto& row : sums.rows) {
        const auto now = count_cell(row.signatories, row.years, context.language);
        label_value(look, context.text(reach::kBeyondMinutes, {std::int64_t{row.minutes}}),
                    row.before && *row.before != row.signatories
                        ? context.text(reach::kBeforeAfter,
                                       {count_cell(*row.before, row.years, context.language), now})
                        : now);
        secondary(look,
                  row.unknown > 0 ? context.text(reach::kBeyondUnknown, {row.communes, row.unknown})
                                  : context.text(reach::kBeyondCommunes, {row.communes}),
                  kWidth);
    }
}

/// The lists of coverage beside access; each shows its communes in the table.
void draw_lists(const PanelContext& context, const AccessSums& sums, CommandSink& sink) {
    const auto& look = context.look;
    gap(look, 12);
    block_title(look, context.text(reach::kSectionLists));
    for (const auto& one : sums.lists) {
        const auto words = context.text(list_words(one.list));
        if (link(look, words, "access/list/" + std::to_string(static_cast<int>(one.list)),
                 look.px(kWidth))) {
            workspace::TableView table = context.view.table;
            table.of = workspace::TableOf::kCommunes;
            table.filter = words;
            sink(command::SetTable{std::move(table)});
            sink(command::SetTab{workspace::Tab::kTable});
        }
        const auto people = context.text(
            screen::kSignatories, {count_cell(one.signatories, one.years, context.language),
                                   indicators::shown_count(one.signatories.high, one.years)});
        secondary(look, context.text(reach::kListLine, {one.communes, people}), kWidth);
    }
}

std::string place_words(const PanelContext& context) {
    const auto& dataset = *context.snapshot.results->dataset;
    const auto place = place_of(dataset, workspace::ThingRef{workspace::ThingRef::Kind::kCommune,
                                                             context.view.access.new_place});
    return place ? context.text(reach::kTriedAt, {name_of(dataset, *place, context.language)})
                 : context.text(reach::kTriedPlace);
}

void draw_gain(const PanelContext& context, const workspace::GainIn& gain, CommandSink& sink) {
    const auto& look = context.look;
    const auto language = context.language;
    const auto& communes = context.snapshot.results->dataset->territories.communes;
    if (gain.gains.empty()) {
        secondary(look, context.text(reach::kTriedNobody), kWidth);
        return;
    }
    const auto many = indicators::shown_count(gain.signatories.high, gain.years);
    const auto people = context.text(screen::kSignatories,
                                     {count_cell(gain.signatories, gain.years, language), many});
    paragraph(look, context.text(reach::kTriedGain, {people, many}), look.colors.ink,
              look.fonts.text_bold);
    const auto& first = gain.gains.front();
    secondary(look,
              first.before
                  ? context.text(reach::kTriedCommunes,
                                 {gain.communes,
                                  std::int64_t{(*first.before - first.after) / access::kMinute}})
                  : context.text(reach::kTriedReached, {gain.communes}),
              kWidth);
    const bool estimate = context.snapshot.access->estimate;
    for (std::size_t i = 0; i < std::min(kNamedGains, gain.gains.size()); ++i) {
        const auto& one = gain.gains[i];
        const auto before = one.before ? minutes_text(*one.before, estimate, language)
                                       : context.text(reach::kTriedNone);
        const auto code = communes.code[one.commune.value].string();
        if (label_value(look, communes.name[one.commune.value],
                        context.text(reach::kTriedLine,
                                     {before, minutes_text(one.after, estimate, language)}),
                        "access/gain/" + code, true)) {
            sink(command::OpenSheet{{workspace::ThingRef::Kind::kCommune, code}});
        }
    }
}

void draw_tried(const PanelContext& context, LeftState& state, CommandSink& sink) {
    const auto& look = context.look;
    const bool tried = !context.view.access.new_place.empty();
    gap(look, 12);
    block_title(look, context.text(reach::kSectionTried));
    if (tried) {
        text(look, place_words(context));
        if (context.snapshot.access_current && state.access.gain) {
            draw_gain(context, *state.access.gain, sink);
        }
        gap(look, 4);
    }
    if (state.trying) {
        secondary(look, context.text(reach::kTryClick), kWidth);
    }
    if (button(look, context.text(state.trying ? reach::kTryCancel : reach::kTryPick), "access/try",
               state.trying ? ButtonKind::kPrimary : ButtonKind::kPlain)) {
        state.trying = !state.trying;
    }
    if (tried) {
        ImGui::SameLine();
        if (button(look, context.text(reach::kTryStop), "access/try/stop", ButtonKind::kQuiet)) {
            auto access = context.view.access;
            access.new_place.clear();
            if (access.isochrones == workspace::Isochrones::kPoint) {
                access.isochrones = workspace::Isochrones::kServices;
            }
            sink(command::SetAccess{std::move(access)});
        }
    }
}

/// What is awaited, or why there is nothing; pressed, it is tried again.
void draw_waiting(const PanelContext& context, CommandSink& sink) {
    gap(context.look, 12);
    const bool running = context.snapshot.access_running;
    secondary(context.look, context.text(running ? reach::kComputing : reach::kNoAnswer), kWidth);
    if (!running &&
        button(context.look, context.text(reach::kRetry), "access/retry", ButtonKind::kPlain)) {
        sink(command::SetAccess{context.view.access});
    }
}

}  // namespace

void draw_access(const PanelContext& context, LeftState& state, CommandSink& sink) {
    const auto& look = context.look;
    if (context.snapshot.results == nullptr) {
        return;
    }
    gap(look, 10);
    draw_views(context, sink);
    gap(look, 10);
    block_title(look, context.text(reach::kSectionService));
    draw_services(context, sink);
    draw_modes(context, sink);
    if (context.view.access.mode == AccessMode::kTransit) {
        draw_hours(context, sink);
        draw_day(context, state, sink);
    }
    draw_threshold(context, sink);
    draw_bands(context, sink);
    const bool current = context.snapshot.access_current;
    if (current) {
        update_sums(context, state.access);
    } else {
        draw_waiting(context, sink);
    }
    draw_tried(context, state, sink);
    if (!current) {
        return;
    }
    if (state.access.with_lists) {
        draw_lists(context, state.access, sink);
    }
    draw_beyond(context, state.access);
    gap(look, 8);
    for (const auto& remark : context.snapshot.access->remarks) {
        secondary(look, render(remark, context.language), kWidth);
        gap(look, 2);
    }
}

}  // namespace maillage::ui
