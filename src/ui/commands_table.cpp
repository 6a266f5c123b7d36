// SPDX-License-Identifier: Apache-2.0
#include "ui/commands_table.hpp"

#include "base/disclosure_messages.hpp"
#include "base/planning_messages.hpp"
#include "base/present_messages.hpp"
#include "ui/territory_facts.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace maillage::ui {
namespace {

namespace command = workspace::command;
using Context = const PanelContext&;
using workspace::ThingRef;

constexpr double kZoomStep = 1.5;
constexpr double kPanStep = 0.15;
constexpr std::array<double, 8> kScales = {1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.25, 2.5};

template <typename Command>
void emit(Context, ScreenRequests&, CommandSink& sink) {
    sink(Command{});
}
template <FilePurpose purpose>
void ask_file(Context, ScreenRequests& screen, CommandSink&) {
    screen.file = purpose;
}
template <auto member>
void ask(Context, ScreenRequests& screen, CommandSink&) {
    screen.*member = true;
}
template <carto::Theme theme>
void set_theme(Context, ScreenRequests&, CommandSink& sink) {
    sink(command::SetTheme{theme});
}
template <Language language>
void set_language(Context, ScreenRequests&, CommandSink& sink) {
    sink(command::SetLanguage{language});
}
template <workspace::Screen which>
void set_screen(Context, ScreenRequests&, CommandSink& sink) {
    sink(command::SetScreen{which});
}
template <int columns, int rows>
void pan(Context, ScreenRequests& screen, CommandSink&) {
    screen.pan_x += kPanStep * columns;
    screen.pan_y += kPanStep * rows;
}

void save(Context context, ScreenRequests& screen, CommandSink& sink) {
    if (context.snapshot.path.empty()) {
        screen.file = FilePurpose::kSaveWorkspace;
    } else {
        sink(command::Save{});
    }
}
void to_publishable(Context, ScreenRequests&, CommandSink& sink) {
    sink(command::SetMode{disclosure::Rule{}});
}
void zoom_in(Context, ScreenRequests& screen, CommandSink&) { screen.zoom *= kZoomStep; }
void zoom_out(Context, ScreenRequests& screen, CommandSink&) { screen.zoom /= kZoomStep; }
void whole_france(Context, ScreenRequests&, CommandSink& sink) {
    sink(command::SetFocus{carto::WholeFrance{}});
}
void fit_map(Context, ScreenRequests&, CommandSink& sink) {
    sink(command::SetCamera{std::nullopt});
}

ThingRef focused_thing(Context context) {
    const auto& focus = context.view.map.focus;
    if (const auto* region = std::get_if<RegionCode>(&focus)) {
        return {ThingRef::Kind::kRegion, std::string(region->text())};
    }
    if (const auto* department = std::get_if<DepartmentCode>(&focus)) {
        return {ThingRef::Kind::kDepartment, std::string(department->text())};
    }
    if (const auto* epci = std::get_if<EpciCode>(&focus)) {
        return {ThingRef::Kind::kEpci, std::string(epci->text())};
    }
    return {};
}
void select_focus(Context context, ScreenRequests&, CommandSink& sink) {
    sink(command::Select{command::Pick::kReplace, {focused_thing(context)}});
}
void select_nothing(Context, ScreenRequests&, CommandSink& sink) {
    sink(command::Select{command::Pick::kReplace, {}});
}

command::SetFolded folds(Context context) {
    return {context.view.left_folded, context.view.right_folded, context.view.time_folded};
}
template <auto member>
void fold(Context context, ScreenRequests&, CommandSink& sink) {
    auto change = folds(context);
    change.*member = !(change.*member);
    sink(change);
}

void larger(Context context, ScreenRequests&, CommandSink& sink) {
    const auto next = std::upper_bound(kScales.begin(), kScales.end(), context.view.scale + 1e-6);
    sink(command::SetScale{next == kScales.end() ? kScales.back() : *next});
}
void smaller(Context context, ScreenRequests&, CommandSink& sink) {
    const auto next = std::lower_bound(kScales.begin(), kScales.end(), context.view.scale - 1e-6);
    sink(command::SetScale{next == kScales.begin() ? kScales.front() : *std::prev(next)});
}

/// To the nearest date before (-1) or after (1) the one shown at which the focus's rate changes.
template <int direction>
void step_in_time(Context context, ScreenRequests&, CommandSink& sink) {
    const auto& results = *context.snapshot.results;
    const auto place = place_of(*results.dataset, context.view.map.focus);
    const auto curve = place ? time_curve(results, *place) : std::nullopt;
    if (!curve) {
        return;
    }
    const auto now = context.view.date.value_or(results.date);
    std::optional<Date> nearest;
    for (const auto& point : curve->points) {
        const bool beyond = direction < 0 ? point.date < now : point.date > now;
        // Points ascend: the last one before, the first one after.
        if (beyond && (direction < 0 || !nearest)) {
            nearest = point.date;
        }
    }
    if (nearest) {
        sink(command::SetDate{*nearest});
    }
}

bool has_undo(Context context) { return context.snapshot.can_undo.has_value(); }
bool has_redo(Context context) { return context.snapshot.can_redo.has_value(); }
bool has_results(Context context) { return context.snapshot.results != nullptr; }
bool is_publishable(Context context) {
    return has_results(context) && context.snapshot.results->publication != nullptr;
}
bool is_internal(Context context) {
    return has_results(context) && context.snapshot.results->publication == nullptr;
}
bool has_scene(Context context) { return context.snapshot.scene != nullptr; }
bool has_selection(Context context) { return !context.view.selection.empty(); }
bool has_focus(Context context) {
    return !std::holds_alternative<carto::WholeFrance>(context.view.map.focus);
}
bool can_enlarge(Context context) { return context.view.scale < kScales.back(); }
bool can_reduce(Context context) { return context.view.scale > kScales.front(); }

constexpr Shortcut ctrl(char letter, bool shift = false) {
    return {Key::kLetter, letter, true, shift, false};
}
constexpr Shortcut plain(Key key) { return {key, 0, false, false, false}; }
constexpr Shortcut on_map(Key key) { return {key, 0, false, false, true}; }
constexpr Shortcut ctrl_key(Key key) { return {key, 0, true, false, false}; }

using Group = CommandGroup;
constexpr std::array kTable = {
    CommandEntry{"file/open", Group::kFile, screen::kOpenWorkspace, ctrl('O'), nullptr,
                 ask_file<FilePurpose::kOpenWorkspace>},
    CommandEntry{
        "file/france", Group::kFile, screen::kOpenBuiltIn, {}, nullptr, emit<command::Open>},
    CommandEntry{"file/add", Group::kFile, screen::kAddFile, ctrl('O', true), nullptr,
                 ask_file<FilePurpose::kAddFile>},
    CommandEntry{"file/reload", Group::kFile, screen::kReloadFiles, ctrl('R'), nullptr,
                 emit<command::Reload>},
    CommandEntry{"file/save", Group::kFile, screen::kSave, ctrl('S'), nullptr, save},
    CommandEntry{"file/save_as", Group::kFile, screen::kSaveAs, ctrl('S', true), nullptr,
                 ask_file<FilePurpose::kSaveWorkspace>},
    CommandEntry{"file/export_map", Group::kFile, screen::kExportMap, ctrl('E'), has_scene,
                 ask_file<FilePurpose::kExportMap>},
    CommandEntry{"file/export_results", Group::kFile, screen::kExportResults, ctrl('E', true),
                 has_results, ask_file<FilePurpose::kExportResults>},
    CommandEntry{"file/export_ledger",
                 Group::kFile,
                 screen::kExportLedger,
                 {},
                 has_results,
                 ask_file<FilePurpose::kExportLedger>},
    CommandEntry{"file/export_contracts",
                 Group::kFile,
                 planning::kExportContracts,
                 {},
                 has_results,
                 ask_file<FilePurpose::kExportContracts>},
    CommandEntry{"file/publishable",
                 Group::kFile,
                 disclosure::kToPublishable,
                 {},
                 is_internal,
                 to_publishable},
    CommandEntry{"file/internal",
                 Group::kFile,
                 disclosure::kToInternal,
                 {},
                 is_publishable,
                 emit<command::SetMode>},
    CommandEntry{"file/quit", Group::kFile, screen::kQuit, ctrl('Q'), nullptr, emit<command::Quit>},
    CommandEntry{"edit/undo", Group::kEdit, screen::kUndo, ctrl('Z'), has_undo,
                 emit<command::Undo>},
    CommandEntry{"edit/redo", Group::kEdit, screen::kRedo, ctrl('Y'), has_redo,
                 emit<command::Redo>},
    CommandEntry{"edit/select_all", Group::kEdit, screen::kSelectFocus, ctrl('A'), has_results,
                 select_focus},
    CommandEntry{"edit/select_nothing", Group::kEdit, screen::kSelectNothing, ctrl('A', true),
                 has_selection, select_nothing},
    CommandEntry{"edit/invert", Group::kEdit, screen::kInvertSelection, ctrl('I'), has_results,
                 emit<command::InvertSelection>},
    CommandEntry{"edit/counts_years",
                 Group::kEdit,
                 screen::kCountsYears,
                 {},
                 has_results,
                 ask<&ScreenRequests::counts_years>},
    CommandEntry{"map/france", Group::kMap, screen::kWholeFrance, ctrl_key(Key::kHome), has_focus,
                 whole_france},
    CommandEntry{"map/fit", Group::kMap, screen::kFitMap, on_map(Key::kHome), has_scene, fit_map},
    CommandEntry{"map/earlier", Group::kMap, screen::kEarlierStep, ctrl_key(Key::kLeft),
                 has_results, step_in_time<-1>},
    CommandEntry{"map/later", Group::kMap, screen::kLaterStep, ctrl_key(Key::kRight), has_results,
                 step_in_time<1>},
    CommandEntry{"map/save_view", Group::kMap, screen::kSaveThisView, ctrl('D'), has_scene,
                 ask<&ScreenRequests::name_view>},
    CommandEntry{"panels/search", Group::kPanels, screen::kSearchDots, ctrl('K'), nullptr,
                 ask<&ScreenRequests::search>},
    CommandEntry{"panels/map", Group::kPanels, screen::kShowMap, ctrl('1'), nullptr,
                 set_screen<workspace::Screen::kMap>},
    CommandEntry{"panels/data", Group::kPanels, screen::kShowData, ctrl('2'), nullptr,
                 set_screen<workspace::Screen::kData>},
    CommandEntry{"present/start", Group::kPanels, slides::kPresentCommand, plain(Key::kF5),
                 has_scene, emit<command::Present>},
    CommandEntry{"panels/fold_left", Group::kPanels, screen::kFoldLeft, ctrl('B'), nullptr,
                 fold<&command::SetFolded::left>},
    CommandEntry{"panels/fold_right", Group::kPanels, screen::kFoldRight, ctrl('B', true), nullptr,
                 fold<&command::SetFolded::right>},
    CommandEntry{"panels/fold_time", Group::kPanels, screen::kFoldTime, ctrl('T'), nullptr,
                 fold<&command::SetFolded::time>},
    CommandEntry{"panels/help", Group::kPanels, screen::kHelp, plain(Key::kF1), nullptr,
                 ask<&ScreenRequests::help>},
    CommandEntry{"look/light",
                 Group::kAppearance,
                 screen::kThemeLight,
                 {},
                 nullptr,
                 set_theme<carto::Theme::kLight>},
    CommandEntry{"look/dark",
                 Group::kAppearance,
                 screen::kThemeDark,
                 {},
                 nullptr,
                 set_theme<carto::Theme::kDark>},
    CommandEntry{"look/projector",
                 Group::kAppearance,
                 screen::kThemeProjector,
                 {},
                 nullptr,
                 set_theme<carto::Theme::kProjector>},
    CommandEntry{"look/french",
                 Group::kAppearance,
                 screen::kLanguageFrench,
                 {},
                 nullptr,
                 set_language<Language::kFrench>},
    CommandEntry{"look/english",
                 Group::kAppearance,
                 screen::kLanguageEnglish,
                 {},
                 nullptr,
                 set_language<Language::kEnglish>},
    CommandEntry{"look/larger", Group::kAppearance, screen::kLarger, ctrl_key(Key::kPlus),
                 can_enlarge, larger},
    CommandEntry{"look/smaller", Group::kAppearance, screen::kSmaller, ctrl_key(Key::kMinus),
                 can_reduce, smaller},
    CommandEntry{"move/zoom_in", Group::kMotion, screen::kZoomIn, on_map(Key::kPlus), has_scene,
                 zoom_in},
    CommandEntry{"move/zoom_out", Group::kMotion, screen::kZoomOut, on_map(Key::kMinus), has_scene,
                 zoom_out},
    CommandEntry{"move/west", Group::kMotion, screen::kMoveWest, on_map(Key::kLeft), has_scene,
                 pan<-1, 0>},
    CommandEntry{"move/east", Group::kMotion, screen::kMoveEast, on_map(Key::kRight), has_scene,
                 pan<1, 0>},
    CommandEntry{"move/north", Group::kMotion, screen::kMoveNorth, on_map(Key::kUp), has_scene,
                 pan<0, -1>},
    CommandEntry{"move/south", Group::kMotion, screen::kMoveSouth, on_map(Key::kDown), has_scene,
                 pan<0, 1>},
    CommandEntry{"move/back", Group::kMotion, screen::kCloseOrBack, plain(Key::kEscape), nullptr,
                 ask<&ScreenRequests::escape>},
};

std::string key_text(const Shortcut& shortcut, Language language) {
    switch (shortcut.key) {
        case Key::kLetter:
            return {shortcut.letter};
        case Key::kF1:
            return "F1";
        case Key::kF2:
            return "F2";
        case Key::kF5:
            return "F5";
        case Key::kHome:
            return render(screen::kKeyHome, language);
        case Key::kEscape:
            return render(screen::kKeyEscape, language);
        case Key::kLeft:
            return "←";
        case Key::kRight:
            return "→";
        case Key::kUp:
            return "↑";
        case Key::kDown:
            return "↓";
        case Key::kPlus:
            return "+";
        case Key::kMinus:
            return "\u2212";
        case Key::kPageUp:
        case Key::kPageDown:
        case Key::kEnd:
        case Key::kSpace:
        case Key::kEnter:
        case Key::kPeriod:
        case Key::kNone:
            break;  // Of presentation mode, which says its keys itself.
    }
    return {};
}

}  // namespace

std::string shortcut_text(const Shortcut& shortcut, Language language) {
    if (shortcut.key == Key::kNone) {
        return {};
    }
    return (shortcut.ctrl ? "Ctrl\u00A0" : "") +
           (shortcut.shift ? render(screen::kShift, language) + "\u00A0" : std::string()) +
           key_text(shortcut, language);
}

MessageId group_name(CommandGroup group) {
    switch (group) {
        case CommandGroup::kFile:
            return screen::kGroupFile;
        case CommandGroup::kEdit:
            return screen::kGroupEdit;
        case CommandGroup::kMap:
            return screen::kGroupMap;
        case CommandGroup::kPanels:
            return screen::kGroupPanels;
        case CommandGroup::kAppearance:
            return screen::kGroupAppearance;
        case CommandGroup::kMotion:
            break;
    }
    return screen::kGroupMotion;
}

std::span<const CommandEntry> command_table() { return kTable; }

const CommandEntry* find_command(std::string_view id) {
    const auto* const found = std::find_if(
        kTable.begin(), kTable.end(), [id](const CommandEntry& entry) { return entry.id == id; });
    return found == kTable.end() ? nullptr : found;
}

bool can_run(const CommandEntry& entry, const PanelContext& context) {
    return entry.can_run == nullptr || entry.can_run(context);
}

}  // namespace maillage::ui
