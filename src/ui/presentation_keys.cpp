// SPDX-License-Identifier: Apache-2.0
// Keys of presentation mode. A clicker sends Page Down, Page Up, F5, Escape and a period.
#include "base/planning_messages.hpp"
#include "ui/parts.hpp"
#include "workspace/presentation.hpp"

namespace maillage::ui {
namespace {

namespace command = workspace::command;
using Act = command::Present::Act;

constexpr double kZoomStep = 1.5;

std::optional<Act> act_of_letter(char letter) {
    switch (letter) {
        case 'N':
            return Act::kNext;
        case 'P':
            return Act::kPrevious;
        case 'B':
            return Act::kBlack;
        case 'T':
            return Act::kTimer;
        case 'L':
            return Act::kPointer;
        case 'S':
            return Act::kNotes;
        case 'M':
            return Act::kMode;
        default:
            return std::nullopt;
    }
}

/// The scenario in which contracts are tried: a copy of the one that is looked at, kept for the
/// rest of the presentation.
std::string scenario_to_try(const PanelContext& context, CommandSink& sink) {
    const auto& now = context.view.presentation;
    const auto& document = *context.snapshot.document;
    if (now.what_if || workspace::find_scenario(document, now.scenario) != nullptr) {
        return now.scenario;
    }
    std::string name;
    for (auto n = static_cast<std::int64_t>(document.scenarios.size()) + 1; name.empty(); ++n) {
        const auto wanted = context.text(planning::kFirstScenario, {n});
        name = workspace::find_scenario(document, wanted) == nullptr ? wanted : std::string();
    }
    const auto* looked_at = active_scenario(context.snapshot);
    sink(command::NewScenario{name, looked_at == nullptr ? std::string() : looked_at->name});
    return name;
}

}  // namespace

std::optional<command::Present> act_of(const Shortcut& key) {
    if (key.ctrl) {
        return std::nullopt;
    }
    switch (key.key) {
        case Key::kRight:
        case Key::kPageDown:
        case Key::kSpace:
            return command::Present{Act::kNext};
        case Key::kLeft:
        case Key::kPageUp:
            return command::Present{Act::kPrevious};
        case Key::kHome:
            return command::Present{Act::kFirst};
        case Key::kEnd:
            return command::Present{Act::kLast};
        case Key::kEnter:
            return command::Present{Act::kGo};
        case Key::kF5:
            return command::Present{Act::kBack};
        case Key::kEscape:
            return command::Present{Act::kLeave};
        case Key::kPeriod:
            return command::Present{Act::kBlack};
        case Key::kF1:
            return command::Present{Act::kKeys};
        case Key::kLetter:
            if (key.letter >= '0' && key.letter <= '9') {
                return command::Present{Act::kDigit, key.letter - '0'};
            }
            if (const auto act = act_of_letter(key.letter)) {
                return command::Present{*act};
            }
            return std::nullopt;
        default:
            return std::nullopt;
    }
}

void press_presentation_key(const PanelContext& context, const Shortcut& key,
                            ScreenRequests& requests, CommandSink& sink) {
    const auto& now = context.view.presentation;
    if (key.key == Key::kLetter && !key.ctrl && key.letter == 'E') {
        sink(command::Present{Act::kWhatIf, 0, scenario_to_try(context, sink)});
    } else if (key.key == Key::kPlus && !key.ctrl) {
        requests.zoom *= kZoomStep;
    } else if (key.key == Key::kMinus && !key.ctrl) {
        requests.zoom /= kZoomStep;
    } else if (key.key == Key::kLetter && !key.ctrl && key.letter == '0' && now.typed == 0) {
        sink(command::SetCamera{std::nullopt});
    } else if (const auto act = act_of(key)) {
        sink(*act);
    }
}

}  // namespace maillage::ui
