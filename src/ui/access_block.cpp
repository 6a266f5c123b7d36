// SPDX-License-Identifier: Apache-2.0
// The block of the left panel about access to services: which, how far, who lives beyond.
#include "base/access_screen_messages.hpp"
#include "carto/layer_marks.hpp"
#include "ui/panels/figures.hpp"
#include "ui/panels/list_drawing.hpp"
#include "ui/parts.hpp"
#include "ui/slider.hpp"
#include "ui/widgets.hpp"

#include <algorithm>
#include <string_view>

namespace maillage::ui {
namespace {

namespace command = workspace::command;

constexpr double kWidth = 228.0;
/// The slider goes from 5 minutes to two hours, in steps of five.
constexpr int kStep = 5;
constexpr int kMostSteps = 120 / kStep - 1;

void draw_services(const PanelContext& context, CommandSink& sink) {
    const auto types = workspace::service_types(*context.snapshot.results->dataset);
    if (types.empty()) {
        secondary(context.look, context.text(reach::kNoService), kWidth);
        return;
    }
    std::vector<std::string> words;
    for (const auto& type : types) {
        words.push_back(carto::service_words(type, context.language));
    }
    const std::vector<std::string_view> labels(words.begin(), words.end());
    const auto asked =
        std::find(types.begin(), types.end(), workspace::service_asked(context.view.access));
    const int chosen = asked == types.end() ? -1 : static_cast<int>(asked - types.begin());
    if (const auto now = choice(context.look, labels, chosen, "access/service", kWidth)) {
        auto access = context.view.access;
        access.service = types[static_cast<std::size_t>(*now)];
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

void update_sums(const PanelContext& context, AccessSums& sums) {
    const auto& access = context.snapshot.access;
    const auto& focus = context.view.map.focus;
    if (sums.of == access && sums.focus == focus) {
        return;
    }
    sums = {access, focus, {}};
    if (const auto place = place_of(*context.snapshot.results->dataset, focus)) {
        sums.rows = workspace::beyond_in(*access, place->level, place->row,
                                         communes_of(*context.snapshot.results, *place));
    }
}

void draw_sums(const PanelContext& context, const AccessSums& sums) {
    const auto& look = context.look;
    gap(look, 12);
    block_title(look, context.text(reach::kSectionBeyond));
    for (const auto& row : sums.rows) {
        label_value(look, context.text(reach::kBeyondMinutes, {std::int64_t{row.minutes}}),
                    count_cell(row.signatories, row.years, context.language));
        secondary(look,
                  row.unknown > 0 ? context.text(reach::kBeyondUnknown, {row.communes, row.unknown})
                                  : context.text(reach::kBeyondCommunes, {row.communes}),
                  kWidth);
    }
}

bool is_running(const PanelContext& context) {
    const auto& jobs = context.snapshot.jobs;
    return std::any_of(jobs.begin(), jobs.end(), [](const workspace::JobState& job) {
        return job.what.id == reach::kJobAccess;
    });
}

}  // namespace

void draw_access(const PanelContext& context, LeftState& state, CommandSink& sink) {
    const auto& look = context.look;
    if (context.snapshot.results == nullptr) {
        return;
    }
    gap(look, 14);
    block_title(look, context.text(reach::kSectionService));
    draw_services(context, sink);
    draw_threshold(context, sink);
    if (!context.snapshot.access_current) {
        gap(look, 12);
        secondary(look, context.text(is_running(context) ? reach::kComputing : reach::kNoAnswer),
                  kWidth);
        return;
    }
    update_sums(context, state.access);
    draw_sums(context, state.access);
    gap(look, 8);
    for (const auto& remark : context.snapshot.access->remarks) {
        secondary(look, render(remark, context.language), kWidth);
        gap(look, 2);
    }
}

}  // namespace maillage::ui
