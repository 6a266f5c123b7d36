// SPDX-License-Identifier: Apache-2.0
#include "ui/panels/file_dialog.hpp"

#include "base/planning_messages.hpp"
#include "base/text.hpp"
#include "ui/panels/figures.hpp"
#include "ui/panels/list_drawing.hpp"

#include <algorithm>
#include <array>

namespace maillage::ui {
namespace {

namespace fs = std::filesystem;
namespace command = workspace::command;

constexpr double kWidth = 820;
constexpr double kHeight = 560;
constexpr double kRowHeight = 28;
constexpr double kPlacesWidth = 190;
constexpr const char* kPopup = "###files";

std::string utf8(const fs::path& path) {
    const auto text = path.u8string();
    return {text.begin(), text.end()};
}

bool saves(FilePurpose purpose) {
    return purpose != FilePurpose::kOpenWorkspace && purpose != FilePurpose::kAddFile;
}

MessageId title_of(FilePurpose purpose) {
    switch (purpose) {
        case FilePurpose::kOpenWorkspace:
            return screen::kPaneFilesOpenWorkspace;
        case FilePurpose::kAddFile:
            return screen::kPaneFilesAddFile;
        case FilePurpose::kSaveWorkspace:
            return screen::kPaneFilesSaveWorkspace;
        case FilePurpose::kExportMap:
            return screen::kPaneFilesExportMap;
        case FilePurpose::kExportResults:
            return screen::kPaneFilesExportResults;
        case FilePurpose::kExportContracts:
            return planning::kFilesExportContracts;
        case FilePurpose::kExportLedger:
            break;
    }
    return screen::kPaneFilesExportLedger;
}

bool key_pressed(ImGuiKey key) { return ImGui::IsKeyPressed(ImGui::GetKeyIndex(key)); }

void draw_place(const PanelContext& context, FileDialogState& state, const fs::path& path,
                const std::string& id, std::optional<fs::path>& chosen) {
    const auto name = path.has_filename() ? utf8(path.filename()) : utf8(path);
    if (link(context.look, name, id, ImGui::GetContentRegionAvail().x)) {
        std::error_code failed;
        if (fs::is_regular_file(path, failed)) {
            chosen = path;
        } else {
            state.browser.go(path);
        }
    }
    tooltip(context.look, utf8(path));
}

/// Favourites and recent files on the left.
void draw_places(const PanelContext& context, FileDialogState& state,
                 std::optional<fs::path>& chosen, CommandSink& sink) {
    const auto& look = context.look;
    block_title(look, context.text(screen::kPaneFavourites));
    const auto favourites = context.snapshot.settings == nullptr
                                ? std::vector<fs::path>()
                                : context.snapshot.settings->favourite_folders;
    for (std::size_t i = 0; i < favourites.size(); ++i) {
        draw_place(context, state, favourites[i], "files/favourite/" + std::to_string(i), chosen);
    }
    const auto& here = state.browser.folder();
    const bool known = std::find(favourites.begin(), favourites.end(), here) != favourites.end();
    if (button(look, context.text(known ? screen::kPaneRemoveFavourite : screen::kPaneAddFavourite),
               "files/favourite", ButtonKind::kQuiet)) {
        sink(command::SetFavouriteFolder{here, !known});
    }
    if (state.recent.empty()) {
        return;
    }
    gap(look, 10);
    block_title(look, context.text(screen::kPaneRecentFiles));
    for (std::size_t i = 0; i < std::min<std::size_t>(state.recent.size(), 12); ++i) {
        draw_place(context, state, state.recent[i], "files/recent/" + std::to_string(i), chosen);
    }
}

/// Back, up, and the folders from the root to here.
void draw_path(const PanelContext& context, FileDialogState& state) {
    const auto& look = context.look;
    auto& browser = state.browser;
    if (button(look, "←", "files/back", ButtonKind::kQuiet, {}, browser.can_go_back())) {
        browser.back();
    }
    tooltip(look, context.text(screen::kPaneFilesBack));
    ImGui::SameLine();
    if (button(look, "↑", "files/up", ButtonKind::kQuiet, {},
               browser.folder().has_relative_path())) {
        browser.up();
    }
    tooltip(look, context.text(screen::kPaneFilesUp));
    const auto parents = browser.parents();
    const std::size_t first = parents.size() > 4 ? parents.size() - 4 : 0;
    std::optional<fs::path> wanted;
    for (std::size_t i = first; i < parents.size(); ++i) {
        ImGui::SameLine();
        const auto name = parents[i].has_filename() ? utf8(parents[i].filename()) : "/";
        if (button(look, name, ("files/parent/" + std::to_string(i)).c_str(), ButtonKind::kQuiet)) {
            wanted = parents[i];
        }
    }
    if (wanted) {
        browser.go(*wanted);
    }
}

void draw_tools(const PanelContext& context, FileDialogState& state) {
    const auto& look = context.look;
    const auto words = std::to_array<std::string>(
        {context.text(screen::kPaneFilterData), context.text(screen::kPaneFilterWorkbooks),
         context.text(screen::kPaneFilterText), context.text(screen::kPaneFilterMaps),
         context.text(screen::kPaneFilterAll)});
    if (const auto filter = choice(look, {words.begin(), words.end()},
                                   static_cast<int>(state.browser.filter()), "files/filter", 232)) {
        state.browser.set_filter(static_cast<FileFilter>(*filter));
    }
    ImGui::SameLine();
    bool hidden = state.browser.hidden();
    if (checkbox(look, context.text(screen::kPaneHiddenFiles), "files/hidden", &hidden)) {
        state.browser.set_hidden(hidden);
    }
    ImGui::SameLine();
    if (input_line(look, "files/words", context.text(screen::kPaneFilterHint), state.words)) {
        state.browser.set_words(state.words);
    }
}

struct FileColumn {
    FileSort sort;
    MessageId title;
    float x, width;
};
std::array<FileColumn, 3> file_columns(const Look& look, float room) {
    const float size = look.px(80);
    const float changed = look.px(110);
    return {{{FileSort::kName, screen::kPaneFileName, 0, room - size - changed},
             {FileSort::kSize, screen::kPaneFileSize, room - size - changed, size},
             {FileSort::kChanged, screen::kPaneFileChanged, room - changed, changed}}};
}

void draw_file_header(const PanelContext& context, FileDialogState& state,
                      const std::array<FileColumn, 3>& columns) {
    const auto& look = context.look;
    const auto origin = ImGui::GetCursorScreenPos();
    for (const auto& column : columns) {
        ImGui::SetCursorScreenPos({origin.x + column.x, origin.y});
        const auto id = "files/sort/" + std::to_string(static_cast<int>(column.sort));
        if (ImGui::InvisibleButton(("###" + id).c_str(), {column.width, look.px(22)})) {
            state.browser.set_sort(column.sort);
        }
        note_item(look, id, context.text(column.title));
        focus_ring();
        const bool sorted = state.browser.sort() == column.sort;
        cell(look.fonts.small, sorted ? look.colors.primary : look.colors.secondary,
             origin.x + column.x + look.px(4), origin.y + look.px(4), column.width - look.px(8),
             context.text(column.title), column.sort != FileSort::kName);
    }
}

void draw_entry(const PanelContext& context, FileDialogState& state, std::size_t position,
                const std::array<FileColumn, 3>& columns, std::optional<fs::path>& chosen) {
    const auto& look = context.look;
    const auto entry = state.browser.entries()[position];
    const auto row = list_row(look, "files/entry/" + entry.name, entry.name, look.px(kRowHeight),
                              state.browser.cursor() == position);
    const float y = row.min.y + (look.px(kRowHeight) - look.fonts.text->FontSize) / 2;
    const auto put = [&](const FileColumn& column, const std::string& text, bool right,
                         carto::Color color, ImFont* font) {
        cell(font, color, row.min.x + column.x + look.px(4), y, column.width - look.px(8), text,
             right);
    };
    put(columns[0], entry.folder ? entry.name + " /" : entry.name, false,
        entry.folder ? look.colors.primary : look.colors.ink,
        entry.folder ? look.fonts.text_bold : look.fonts.text);
    if (!entry.folder) {
        put(columns[1], size_text(entry.size, context.language), true, look.colors.secondary,
            look.fonts.text);
    }
    if (entry.changed) {
        const auto day = std::chrono::floor<std::chrono::days>(*entry.changed);
        put(columns[2], date_text(ParsedDate{day}, context.language), true, look.colors.secondary,
            look.fonts.text);
    }
    if (!row.pressed && !row.opened) {
        return;
    }
    state.browser.set_cursor(position);
    if (!entry.folder && saves(state.purpose)) {
        state.name = entry.name;
    }
    // One click enters a folder, as in a list of links; a file waits for the button, Enter or a
    // second click.
    if (entry.folder || row.opened) {
        if (auto file = state.browser.open_cursor(); file && !saves(state.purpose)) {
            chosen = std::move(file);
        }
        state.words.clear();
    }
}

void draw_list(const PanelContext& context, FileDialogState& state, float height,
               std::optional<fs::path>& chosen) {
    const auto& look = context.look;
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(0, 0));
    ImGui::BeginChild("###files/list", {0, height});
    const auto columns = file_columns(look, ImGui::GetContentRegionAvail().x);
    draw_file_header(context, state, columns);
    if (state.browser.problem()) {
        paragraph(look, render(*state.browser.problem(), context.language), look.colors.target);
    } else if (state.browser.entries().empty()) {
        paragraph(look, context.text(screen::kPaneFolderEmpty), look.colors.secondary);
    }
    const auto folder = state.browser.folder();
    ImGuiListClipper clipper;
    clipper.Begin(static_cast<int>(state.browser.entries().size()), look.px(kRowHeight));
    while (clipper.Step()) {
        for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
            // A click may have changed the folder in the middle of the list.
            if (state.browser.folder() == folder &&
                static_cast<std::size_t>(i) < state.browser.entries().size()) {
                draw_entry(context, state, static_cast<std::size_t>(i), columns, chosen);
            }
        }
    }
    ImGui::EndChild();
    ImGui::PopStyleVar(2);
}

/// The file that the name typed stands for; asks once more before an existing one is replaced.
std::optional<fs::path> file_to_save(FileDialogState& state) {
    if (state.purpose == FilePurpose::kSaveWorkspace) {
        const auto name = std::string(trim(state.name));
        return name.empty()
                   ? state.browser.folder()
                   : state.browser.folder() / fs::path(std::u8string(name.begin(), name.end()));
    }
    const auto name = std::string(trim(state.name));
    if (name.empty()) {
        return std::nullopt;
    }
    const auto path = state.browser.folder() / fs::path(std::u8string(name.begin(), name.end()));
    std::error_code failed;
    if (fs::exists(path, failed) && !state.confirm_replace) {
        state.confirm_replace = true;
        return std::nullopt;
    }
    return path;
}

/// What the main button and Enter do.
std::optional<fs::path> confirm(FileDialogState& state) {
    if (saves(state.purpose)) {
        return file_to_save(state);
    }
    if (!trim(state.name).empty()) {
        auto path = state.browser.open_text(state.name);
        state.name.clear();
        return path;
    }
    return state.browser.open_cursor();
}

void draw_buttons(const PanelContext& context, FileDialogState& state,
                  std::optional<fs::path>& chosen, bool& closed) {
    const auto& look = context.look;
    const bool saving = saves(state.purpose);
    const auto before = state.name;
    const bool entered = input_line(
        look, "files/name", context.text(saving ? screen::kPaneNameHint : screen::kPanePathHint),
        state.name, 0, ImGuiInputTextFlags_EnterReturnsTrue);
    if (state.name != before) {
        state.confirm_replace = false;
    }
    if (state.confirm_replace) {
        paragraph(look, context.text(screen::kPaneReplaceFile, {state.name}), look.colors.target);
    }
    gap(look, 4);
    const auto label = saving
                           ? (state.confirm_replace ? screen::kPaneReplace : screen::kPaneSaveHere)
                           : screen::kPaneOpenThis;
    if (default_button(look, context.text(label), "files/ok") || entered) {
        chosen = confirm(state);
    }
    if (state.purpose == FilePurpose::kOpenWorkspace) {
        ImGui::SameLine();
        if (button(look, context.text(screen::kPaneOpenThisFolder), "files/folder",
                   ButtonKind::kPlain)) {
            chosen = state.browser.folder();
        }
    }
    ImGui::SameLine();
    closed = button(look, context.text(screen::kPaneCancel), "files/cancel", ButtonKind::kPlain);
}

void draw_body(const PanelContext& context, FileDialogState& state, std::optional<fs::path>& chosen,
               bool& closed, CommandSink& sink) {
    const auto& look = context.look;
    paragraph(look, context.text(title_of(state.purpose)), look.colors.ink, look.fonts.title);
    gap(look, 6);
    ImGui::BeginChild("###files/places", {look.px(kPlacesWidth), 0});
    draw_places(context, state, chosen, sink);
    ImGui::EndChild();
    ImGui::SameLine();
    ImGui::BeginChild("###files/main");
    draw_path(context, state);
    draw_tools(context, state);
    const float below = look.px(state.confirm_replace ? 104 : 84);
    draw_list(context, state, std::max(look.px(120), ImGui::GetContentRegionAvail().y - below),
              chosen);
    draw_buttons(context, state, chosen, closed);
    ImGui::EndChild();
}

void handle_keys(FileDialogState& state) {
    if (ImGui::IsAnyItemActive()) {
        return;
    }
    if (key_pressed(ImGuiKey_DownArrow)) {
        state.browser.move_cursor(1);
    } else if (key_pressed(ImGuiKey_UpArrow)) {
        state.browser.move_cursor(-1);
    } else if (key_pressed(ImGuiKey_PageDown)) {
        state.browser.move_cursor(10);
    } else if (key_pressed(ImGuiKey_PageUp)) {
        state.browser.move_cursor(-10);
    } else if (key_pressed(ImGuiKey_Backspace)) {
        state.browser.up();
    }
}

}  // namespace

void open_file_dialog(FileDialogState& state, FilePurpose purpose, const fs::path& folder,
                      std::string name) {
    state.open = true;
    state.just_opened = true;
    state.purpose = purpose;
    state.name = std::move(name);
    state.words.clear();
    state.confirm_replace = false;
    if (!folder.empty()) {
        state.browser.go(folder);
    }
    state.browser.set_words("");
    state.browser.set_filter(saves(purpose) ? FileFilter::kAll : FileFilter::kData);
    state.browser.reload();
}

std::optional<fs::path> draw_file_dialog(const PanelContext& context, FileDialogState& state,
                                         CommandSink& sink) {
    const auto& look = context.look;
    if (state.just_opened) {
        ImGui::OpenPopup(kPopup);
        state.just_opened = false;
    }
    if (!state.open) {
        return std::nullopt;
    }
    const auto room = ImGui::GetIO().DisplaySize;
    ImGui::SetNextWindowSize({std::min(look.px(kWidth), room.x - look.px(32)),
                              std::min(look.px(kHeight), room.y - look.px(32))});
    ImGui::SetNextWindowPos({room.x / 2, room.y / 2}, ImGuiCond_Always, {0.5F, 0.5F});
    std::optional<fs::path> chosen;
    bool closed = false;
    if (ImGui::BeginPopupModal(
            kPopup, nullptr,
            ImGuiWindowFlags_NoTitleBar | ImGuiWindowFlags_NoResize | ImGuiWindowFlags_NoMove)) {
        handle_keys(state);
        draw_body(context, state, chosen, closed, sink);
        closed = closed || key_pressed(ImGuiKey_Escape);
        if (chosen || closed) {
            ImGui::CloseCurrentPopup();
            state.open = false;
        }
        ImGui::EndPopup();
    } else {
        state.open = false;
    }
    return chosen;
}

command::Any command_for(FilePurpose purpose, const fs::path& path) {
    switch (purpose) {
        case FilePurpose::kOpenWorkspace:
            return command::Open{path};
        case FilePurpose::kAddFile:
            if (path.filename() == "maillage.toml") {
                return command::Open{path};
            }
            return command::PreviewFile{path, {}};
        case FilePurpose::kSaveWorkspace:
            return command::SaveAs{path};
        case FilePurpose::kExportMap:
            return command::ExportMap{path};
        case FilePurpose::kExportResults:
            return command::ExportResults{path};
        case FilePurpose::kExportContracts:
            return command::ExportContracts{path};
        case FilePurpose::kExportLedger:
            break;
    }
    return command::ExportLedger{path};
}

}  // namespace maillage::ui
