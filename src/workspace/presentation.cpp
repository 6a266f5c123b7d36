// SPDX-License-Identifier: Apache-2.0
#include "workspace/presentation.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace maillage::workspace {
namespace {

using Act = command::Present::Act;

constexpr int kMostTyped = 999;
/// Of the map's words, seen from the far end of a room.
constexpr double kTextScale = 1.5;

const SavedView* find_view(const ViewState& view, const std::string& name) {
    const auto found = std::find_if(view.saved.begin(), view.saved.end(),
                                    [&](const SavedView& one) { return one.name == name; });
    return found == view.saved.end() ? nullptr : &*found;
}

/// What the slide shows, before anybody zooms or tries something.
PutAside slide_as_saved(const ViewState& view) {
    auto shown = view.presentation.before;
    shown.screen = Screen::kMap;
    if (const auto* saved = slide_shown(view)) {
        shown.map = saved->map;
        shown.camera = saved->camera;
        shown.date = saved->date;
        shown.selection.clear();
    }
    // How the screen looks is the user's, not the view's.
    shown.map.theme = view.map.theme;
    shown.map.language = view.map.language;
    return shown;
}

PutAside looked_at(const ViewState& view) {
    return {view.map,      view.camera,   view.selection, view.date,
            view.scenario, view.compared, view.screen};
}

void look_at(ViewState& view, PutAside what) {
    view.map = std::move(what.map);
    view.camera = what.camera;
    view.selection = std::move(what.selection);
    view.date = what.date;
    view.scenario = std::move(what.scenario);
    view.compared = std::move(what.compared);
    view.screen = what.screen;
}

void show_slide(ViewState& view, std::size_t slide) {
    auto& now = view.presentation;
    now.slide = std::min(slide, slide_count(view) - 1);
    now.black = now.what_if = now.asks_mode = false;
    look_at(view, slide_as_saved(view));
}

void start(ViewState& view) {
    Presentation begun;
    begun.on = true;
    begun.before = looked_at(view);
    view.presentation = std::move(begun);
    view.explained = Figure::kNone;
    const auto now = looked_at(view);
    for (std::size_t i = 0; i < view.saved.size(); ++i) {
        view.presentation.slide = i;
        const auto slide = slide_as_saved(view);
        if (slide.map == now.map && slide.camera == now.camera && slide.date == now.date) {
            show_slide(view, i);
            return;
        }
    }
    show_slide(view, 0);
}

void end(ViewState& view) {
    look_at(view, std::move(view.presentation.before));
    view.presentation = {};
}

/// Ends what is innermost.
void leave(ViewState& view) {
    auto& now = view.presentation;
    if (now.keys) {
        now.keys = false;
    } else if (now.asks_mode) {
        now.asks_mode = false;
    } else if (now.black) {
        now.black = false;
    } else if (is_detour(view)) {
        show_slide(view, now.slide);
    } else {
        end(view);
    }
}

void try_out(ViewState& view, const std::string& scenario) {
    auto& now = view.presentation;
    now.black = false;
    if (now.what_if) {
        now.what_if = false;
        view.scenario = now.before.scenario;
        view.compared = now.before.compared;
        return;
    }
    now.what_if = true;
    now.scenario = scenario;
    view.scenario = scenario;
    view.compared.reset();
}

void set_timer(Presentation& now, int minutes) {
    if (minutes > 0) {
        now.minutes = minutes;
        now.timer = true;
    } else {
        now.timer = !now.timer;
        now.minutes = now.timer ? now.minutes : 0;
    }
}

/// Every count is shown only where the key is pressed once more.
void change_mode(Presentation& now) {
    const bool asked = std::exchange(now.asks_mode, false);
    if (now.internal) {
        now.internal = false;
    } else if (asked) {
        now.internal = true;
    } else {
        now.asks_mode = true;
    }
}

}  // namespace

std::size_t slide_count(const ViewState& view) {
    return std::max<std::size_t>(view.saved.size(), 1);
}

const SavedView* slide_shown(const ViewState& view) {
    const auto slide = view.presentation.slide;
    return slide < view.saved.size() ? &view.saved[slide] : nullptr;
}

bool is_detour(const ViewState& view) {
    const auto& now = view.presentation;
    return now.on && (now.black || now.what_if || looked_at(view) != slide_as_saved(view));
}

ViewState present(ViewState view, const command::Present& what) {
    auto& now = view.presentation;
    if (!now.on) {
        if (what.act == Act::kStart) {
            start(view);
        }
        return view;
    }
    // A number is typed for the key that follows its digits.
    const int typed = what.act == Act::kDigit ? now.typed : std::exchange(now.typed, 0);
    const int number = what.number > 0 ? what.number : typed;
    switch (what.act) {
        case Act::kStart:
            break;
        case Act::kEnd:
            end(view);
            break;
        case Act::kNext:
            show_slide(view, now.slide + 1);
            break;
        case Act::kPrevious:
            show_slide(view, now.slide - (now.slide > 0 ? 1 : 0));
            break;
        case Act::kFirst:
            show_slide(view, 0);
            break;
        case Act::kLast:
            show_slide(view, slide_count(view) - 1);
            break;
        case Act::kDigit:
            now.typed = std::min(typed * 10 + std::clamp(what.number, 0, 9), kMostTyped);
            break;
        case Act::kGo:
            if (number > 0) {
                show_slide(view, static_cast<std::size_t>(number) - 1);
            }
            break;
        case Act::kBack:
            show_slide(view, is_detour(view) ? now.slide : 0);
            break;
        case Act::kLeave:
            leave(view);
            break;
        case Act::kBlack:
            now.black = !now.black;
            break;
        case Act::kTimer:
            set_timer(now, number);
            break;
        case Act::kPointer:
            now.pointer = !now.pointer;
            break;
        case Act::kNotes:
            now.notes = !now.notes;
            break;
        case Act::kKeys:
            now.keys = !now.keys;
            break;
        case Act::kWhatIf:
            try_out(view, what.scenario);
            break;
        case Act::kMode:
            change_mode(now);
            break;
    }
    return view;
}

carto::MapRequest map_shown(const ViewState& view) {
    auto map = view.map;
    if (view.presentation.on) {
        map.slide = true;
        map.text_scale = kTextScale;
    }
    return map;
}

SavedView view_saved_as(const ViewState& view, const command::SaveView& save) {
    SavedView saved{save.name, save.notes, view.map, view.camera, view.date};
    if (const auto* old = find_view(view, save.name); old != nullptr && save.notes.empty()) {
        saved.notes = old->notes;
    }
    return saved;
}

std::string timer_text(double seconds) {
    constexpr long kSixty = 60;
    const long all = std::max(0L, static_cast<long>(std::floor(seconds)));
    const auto two = [](long number) { return (number < 10 ? "0" : "") + std::to_string(number); };
    const long minutes = all / kSixty;
    return minutes < kSixty ? std::to_string(minutes) + ':' + two(all % kSixty)
                            : std::to_string(minutes / kSixty) + ':' + two(minutes % kSixty) + ':' +
                                  two(all % kSixty);
}

}  // namespace maillage::workspace
