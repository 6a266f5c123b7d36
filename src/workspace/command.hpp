// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Everything a user can do, as values. The screen emits them, a replay file writes them one a line
/// ("focus departement 45"), the journal keeps those that change the workspace.

#include "base/result.hpp"
#include "disclosure/rule.hpp"
#include "io/workspace_file.hpp"
#include "planning/scenario.hpp"
#include "workspace/contract_register.hpp"
#include "workspace/view_state.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace maillage::workspace::command {

// ---- Edits of the workspace: undoable, in the journal until saved.

struct AddSource {
    io::SourceSpec source;
};
struct ChangeSource {
    std::size_t position = 0;  ///< In WorkspaceSpec::sources.
    io::SourceSpec source;
};
struct RemoveSource {
    std::size_t position = 0;
};
struct SetWorkspaceName {
    std::string name;
};
struct SetVintage {
    int year = 0;
};
struct SetCountsYears {
    std::vector<int> years;
};
struct SetWorkspaceDate {
    std::optional<Date> date;
};
struct SetDepartments {
    std::vector<std::string> codes;
};
struct SetChoice {
    std::string key;  ///< As in [choices] of maillage.toml.
    std::string value;
};
/// Rows of the register, added or replaced by their id; fields that are not named keep what the
/// contract has.
struct SetContracts {
    std::vector<ContractFields> rows;
};
/// A contract is again what the user's files say, or gone where no file has it.
struct DropContract {
    std::string id;
};
/// A scenario that starts as a copy of another, or (\p from empty) as the register.
struct NewScenario {
    std::string name;
    std::string from;
};
/// A whole scenario, added or replaced by its name.
struct PutScenario {
    planning::Scenario scenario;
};
struct RemoveScenario {
    std::string name;
};
struct EditScenario {
    std::string name;
    planning::ScenarioEdit edit;
    /// Part of the same gesture as the edit before it: one step to undo. "+" in its text.
    bool goes_on = false;
};
/// A saved view, added or replaced by its name; at \p place of the sequence (0: first) or where it
/// is, a new one last.
struct PutView {
    SavedView view;
    std::optional<std::size_t> place;
};
/// What is looked at now, as a saved view. The application makes it a PutView.
struct SaveView {
    std::string name;
    std::string notes;  ///< Empty: those it has.
};
struct RemoveView {
    std::string name;
};
struct Undo {};
struct Redo {};

// ---- Requests: work off the main thread.

/// When it is there, what is looked at begins anew (focus on the workspace's only department);
/// language, theme, scale and folds stay.
struct Open {
    std::optional<std::filesystem::path> path;  ///< Empty: built-in France.
};
struct Reload {};
struct Save {};
struct SaveAs {
    std::filesystem::path folder;
};
/// Reads the first rows of a file and guesses what it is; the guess is shown on the data screen.
struct PreviewFile {
    std::filesystem::path path;
    io::SourceSpec source;  ///< Corrections of the guess.
};
/// Takes the previewed file into the workspace.
struct UsePreview {};
struct DropPreview {};
struct ExportResults {
    std::filesystem::path path;
};
struct ExportMap {
    std::filesystem::path path;
    double width = 1920;
    double height = 1080;
};
struct ExportLedger {
    std::filesystem::path path;
};
/// All contracts as a table for the monthly follow-up: .csv or .xlsx.
struct ExportContracts {
    std::filesystem::path path;
};
/// Everything is shown from what may be published by the rule; empty: from every count.
struct SetMode {
    std::optional<disclosure::Rule> rule;
};
struct CancelJob {
    std::uint64_t job = 0;
};
/// Writes what a scenario supposes into the register, in one step that can be undone.
struct AcceptScenario {
    std::string name;
    ContractStatus status = ContractStatus::kEnvisage;
    std::optional<Date> date;  ///< Of signature, where the status is kSigne.
};
/// Answer to the offer of unsaved work found at the start.
struct Recover {
    bool take = true;
};

// ---- What is looked at: not undoable.

struct SetFocus {
    carto::Focus focus;
};
struct SetMap {
    carto::MapRequest map;
    // A line that does not name them ("map level=epci") leaves these as they are.
    bool keep_focus = false;
    bool keep_theme = false;
    bool keep_language = false;
};
struct SetCamera {
    std::optional<carto::Camera> camera;
};
enum class Pick : std::uint8_t { kReplace, kAdd, kToggle, kRemove };
struct Select {
    Pick how = Pick::kReplace;
    std::vector<ThingRef> things;  ///< Anything; stands for its communes.
};
struct InvertSelection {};  ///< Within the focus.
struct OpenSheet {
    ThingRef thing;
};
struct SetDate {
    std::optional<Date> date;
};
/// The scenario the figures and the map follow; empty: the register.
struct UseScenario {
    std::string name;
};
/// ViewState::compared.
struct Compare {
    std::optional<std::string> with;
};
/// By which the next contracts are ranked; empty: by guaranteed gain.
struct SetWeights {
    std::optional<planning::Weights> weights;
};
/// What the map of access asks.
struct SetAccess {
    AccessAsked access;
};
struct SetScreen {
    Screen screen = Screen::kMap;
};
struct SetTab {
    Tab tab = Tab::kTable;
};
struct SetTable {
    TableView table;
};
struct Explain {
    Figure figure = Figure::kNone;
};
struct SetFolded {
    bool left = false;
    bool right = false;
    bool time = false;
};
struct SetLanguage {
    Language language = Language::kFrench;
};
struct SetTheme {
    carto::Theme theme = carto::Theme::kLight;
};
struct SetScale {
    double scale = 1.0;
};
struct ApplyView {
    std::string name;
};
/// Presentation mode, as presentation.hpp says.
struct Present {
    enum class Act : std::uint8_t {
        kStart,
        kEnd,
        kNext,
        kPrevious,
        kFirst,
        kLast,
        kDigit,  ///< `number` is 0 to 9.
        kGo,     ///< To slide `number`, from 1; 0: the one whose number was typed.
        kBack,
        kLeave,
        kBlack,
        kTimer,  ///< `number` minutes; 0: those that were typed, if any.
        kPointer,
        kNotes,
        kKeys,
        kWhatIf,
        kMode  ///< Of the counts shown: asked before they are internal.
    };
    Act act = Act::kStart;
    int number = 0;
    std::string scenario{};  ///< Of kWhatIf: the one that is changed.
};
/// Keeps a thing at hand for later starts, or forgets it.
struct SetFavourite {
    ThingRef thing;
    bool keep = true;
};
/// The same for a folder of the file dialog.
struct SetFavouriteFolder {
    std::filesystem::path path;
    bool keep = true;
};
/// The window's size, remembered for the next start.
struct SetWindow {
    int width = 0;
    int height = 0;
};
struct DismissMessage {
    std::uint64_t message = 0;
};
struct Quit {};

using Any = std::variant<
    AddSource, ChangeSource, RemoveSource, SetWorkspaceName, SetVintage, SetCountsYears,
    SetWorkspaceDate, SetDepartments, SetChoice, SetContracts, DropContract, NewScenario,
    PutScenario, RemoveScenario, EditScenario, PutView, SaveView, RemoveView, Undo, Redo, Open,
    Reload, Save, SaveAs, PreviewFile, UsePreview, DropPreview, ExportResults, ExportMap,
    ExportLedger, ExportContracts, SetMode, CancelJob, AcceptScenario, Recover, SetFocus, SetMap,
    SetCamera, Select, InvertSelection, OpenSheet, SetDate, UseScenario, Compare, SetWeights,
    SetAccess, SetScreen, SetTab, SetTable, Explain, SetFolded, SetLanguage, SetTheme, SetScale,
    ApplyView, Present, SetFavourite, SetFavouriteFolder, SetWindow, DismissMessage, Quit>;

/// One line, words separated by spaces, values with spaces in double quotes.
std::string to_text(const Any& command);
/// The reverse: parse(to_text(c)) does what c does. \returns kParse, naming the word.
Result<Any> parse(std::string_view line);
/// Names of all commands, for completion and documentation.
std::vector<std::string_view> names();

/// A saved view as one line, and back: the lines of vues.txt beside maillage.toml.
std::string to_text(const SavedView& view);
Result<SavedView> parse_saved_view(std::string_view line);
/// "departement 45", as in "sheet departement 45".
std::string to_text(const ThingRef& thing);

}  // namespace maillage::workspace::command
