// SPDX-License-Identifier: Apache-2.0
// The block of the left panel about access to services: which, how far, who lives beyond, whom a
// new point would serve.
#include "base/access_screen_messages.hpp"
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

#include <algorithm>
#include <array>
#include <cstddef>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>

namespace maillage::ui {
namespace {

namespace command = workspace::command;

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
    draw_travel(context, state, sink);
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
