// SPDX-License-Identifier: Apache-2.0
#include "ui/panels/search_model.hpp"

#include "base/text.hpp"
#include "ui/panels/scope.hpp"

#include <algorithm>

namespace maillage::ui {
namespace {

using workspace::ThingRef;
namespace command = workspace::command;

/// The department a commune or arrondissement lies in.
std::optional<carto::Focus> department_focus(const workspace::Results& results,
                                             const ThingRef& thing) {
    const auto found = find_territory(results, thing);
    if (!found || found->communes.empty()) {
        return std::nullopt;
    }
    const auto& all = results.dataset->territories;
    const auto department = all.communes.department[found->communes.front().value];
    return carto::Focus{all.departments.code[department.value]};
}

void choose_thing(const PanelContext& context, const ThingRef& thing, CommandSink& sink) {
    const auto& results = *context.snapshot.results;
    const bool inside =
        thing.kind == ThingRef::Kind::kCommune || thing.kind == ThingRef::Kind::kArrondissement;
    const auto focus = inside ? department_focus(results, thing) : focus_on(thing);
    if (context.view.screen != workspace::Screen::kMap) {
        sink(command::SetScreen{workspace::Screen::kMap});
    }
    if (focus) {
        sink(command::SetFocus{*focus});
    }
    if (inside) {
        sink(command::Select{command::Pick::kReplace, {thing}});
    }
    sink(command::OpenSheet{thing});
    sink(command::SetTab{workspace::Tab::kSheet});
}

}  // namespace

std::vector<SearchEntry> matching_commands(std::span<const CommandEntry> commands,
                                           std::string_view text, Language language) {
    const auto folded = fold(text);
    const auto words = split_words(folded);
    std::vector<SearchEntry> entries;
    for (const auto& one : commands) {
        const auto label = render({one.label}, language);
        const auto key = ' ' + fold(label);
        const bool holds = std::all_of(words.begin(), words.end(), [&](std::string_view word) {
            return key.find(' ' + std::string(word)) != std::string::npos;
        });
        if (holds) {
            entries.push_back({&one, {}, label, shortcut_text(one.shortcut, language)});
        }
    }
    return entries;
}

std::vector<SearchEntry> search_entries(const std::vector<workspace::Found>& places,
                                        std::vector<SearchEntry> commands) {
    std::vector<SearchEntry> entries;
    entries.reserve(places.size() + commands.size());
    for (const auto& found : places) {
        entries.push_back({nullptr, found.thing, found.name, found.detail});
    }
    for (auto& one : commands) {
        entries.push_back(std::move(one));
    }
    return entries;
}

void choose_entry(const PanelContext& context, const SearchEntry& entry, ScreenRequests& requests,
                  CommandSink& sink) {
    if (entry.command == nullptr) {
        choose_thing(context, entry.thing, sink);
    } else if (can_run(*entry.command, context)) {
        entry.command->run(context, requests, sink);
    }
}

}  // namespace maillage::ui
