// SPDX-License-Identifier: Apache-2.0
#include "base/screen_messages.hpp"
#include "base/text.hpp"
#include "workspace/access_asked.hpp"
#include "workspace/command_values.hpp"
#include "workspace/scenario_text.hpp"

#include <algorithm>
#include <array>
#include <type_traits>
#include <utility>

namespace maillage::workspace::command {
namespace {

/// Before an edit of a scenario that belongs to the gesture of the one before.
constexpr const char* kGoesOn = "+";

constexpr WordTable<Pick, 4> kPicks{{{"replace", Pick::kReplace},
                                     {"add", Pick::kAdd},
                                     {"toggle", Pick::kToggle},
                                     {"remove", Pick::kRemove}}};
constexpr WordTable<Screen, 2> kScreens{{{"map", Screen::kMap}, {"data", Screen::kData}}};
constexpr WordTable<Tab, 5> kTabs{{{"next", Tab::kNext},
                                   {"table", Tab::kTable},
                                   {"contracts", Tab::kContracts},
                                   {"sheet", Tab::kSheet},
                                   {"notices", Tab::kNotices}}};
constexpr WordTable<Figure, 7> kFigures{{{"none", Figure::kNone},
                                         {"rate", Figure::kRate},
                                         {"to_cover", Figure::kToCover},
                                         {"total", Figure::kTotal},
                                         {"covered", Figure::kCovered},
                                         {"contracts", Figure::kContracts},
                                         {"target", Figure::kTarget}}};

// ---- Values of commands to words.

void write_date(LineWriter& line, const std::optional<Date>& date) {
    line.word(date ? iso_date(*date) : "none");
}
std::optional<Date> read_date(LineReader& line) {
    const auto text = line.word();
    return text == "none" || line.error() ? std::nullopt : date_of(line, text);
}

void write(LineWriter& line, const AddSource& c) { write_source(line, c.source); }
void write(LineWriter& line, const ChangeSource& c) {
    line.number(std::uint64_t{c.position});
    write_source(line, c.source);
}
void write(LineWriter& line, const RemoveSource& c) { line.number(std::uint64_t{c.position}); }
void write(LineWriter& line, const SetWorkspaceName& c) { line.word(c.name); }
void write(LineWriter& line, const SetVintage& c) { line.word(std::to_string(c.year)); }
void write(LineWriter& line, const SetCountsYears& c) {
    for (const int year : c.years) {
        line.word(std::to_string(year));
    }
}
void write(LineWriter& line, const SetWorkspaceDate& c) { write_date(line, c.date); }
void write(LineWriter& line, const SetDepartments& c) {
    for (const auto& code : c.codes) {
        line.word(code);
    }
}
void write(LineWriter& line, const SetChoice& c) { line.word(c.key).word(c.value); }
void write(LineWriter& line, const SetContracts& c) {
    for (const auto& row : c.rows) {
        // The id first: it begins a row.
        line.pair("id", row.contains("id") ? row.at("id") : "");
        for (const auto& [column, text] : row) {
            if (column != "id") {
                line.pair(column, text);
            }
        }
    }
}
void write(LineWriter& line, const DropContract& c) { line.word(c.id); }
void write(LineWriter& line, const NewScenario& c) {
    line.word(c.name);
    if (!c.from.empty()) {
        line.word(c.from);
    }
}
void write(LineWriter& line, const PutScenario& c) { write_scenario(line, c.scenario); }
void write(LineWriter& line, const RemoveScenario& c) { line.word(c.name); }
void write(LineWriter& line, const EditScenario& c) {
    line.word(c.name);
    if (c.goes_on) {
        line.word(kGoesOn);
    }
    write_scenario_edit(line, c.edit);
}
void write(LineWriter& line, const AcceptScenario& c) {
    line.word(c.name).word(contract_status_text(c.status));
    if (c.date) {
        line.word(iso_date(*c.date));
    }
}
void write(LineWriter& line, const UseScenario& c) {
    if (!c.name.empty()) {
        line.word(c.name);
    }
}
void write(LineWriter& line, const Open& c) {
    if (c.path) {
        line.word(c.path->string());
    }
}
void write(LineWriter& line, const SaveAs& c) { line.word(c.folder.string()); }
void write(LineWriter& line, const PreviewFile& c) {
    line.word(c.path.string());
    write_source(line, c.source);
}
void write(LineWriter& line, const ExportResults& c) { line.word(c.path.string()); }
void write(LineWriter& line, const ExportMap& c) {
    line.word(c.path.string()).number(c.width).number(c.height);
}
void write(LineWriter& line, const ExportLedger& c) { line.word(c.path.string()); }
void write(LineWriter& line, const ExportContracts& c) { line.word(c.path.string()); }
void write(LineWriter& line, const SetMode& c) { write_rule(line, c.rule); }
void write(LineWriter& line, const CancelJob& c) { line.number(c.job); }
void write(LineWriter& line, const Recover& c) { line.word(c.take ? "yes" : "no"); }
void write(LineWriter& line, const SetFocus& c) { write_focus(line, c.focus); }
void write(LineWriter& line, const SetMap& c) {
    const carto::MapRequest plain;
    auto map = c.map;
    // Said even where they are the usual ones: not to say them is to keep those there are.
    if (!c.keep_focus && map.focus == plain.focus) {
        line.pair("focus", "france");
    }
    if (!c.keep_theme && map.theme == plain.theme) {
        line.pair("theme", LineWriter::name_in(kThemes, map.theme));
    }
    if (!c.keep_language && map.language == plain.language) {
        line.pair("language", LineWriter::name_in(kLanguages, map.language));
    }
    map.focus = c.keep_focus ? plain.focus : map.focus;
    map.theme = c.keep_theme ? plain.theme : map.theme;
    map.language = c.keep_language ? plain.language : map.language;
    write_map(line, map);
}
void write(LineWriter& line, const SetCamera& c) {
    line.word(c.camera ? camera_text(*c.camera) : "none");
}
void write(LineWriter& line, const Select& c) {
    line.named(kPicks, c.how);
    for (const auto& thing : c.things) {
        write_thing(line, thing);
    }
}
void write(LineWriter& line, const OpenSheet& c) { write_thing(line, c.thing); }
void write(LineWriter& line, const SetDate& c) { write_date(line, c.date); }
void write(LineWriter& line, const Compare& c) {
    if (c.with) {
        line.word(*c.with);
    }
}
void write(LineWriter& line, const SetWeights& c) {
    if (c.weights) {
        line.word(planning::weights_text(*c.weights));
    }
}
void write(LineWriter& line, const SetAccess& c) { write_access(line, c.access); }
void write(LineWriter& line, const SetScreen& c) { line.named(kScreens, c.screen); }
void write(LineWriter& line, const SetTab& c) { line.named(kTabs, c.tab); }
void write(LineWriter& line, const SetTable& c) { write_table(line, c.table); }
void write(LineWriter& line, const Explain& c) { line.named(kFigures, c.figure); }
void write(LineWriter& line, const SetFolded& c) {
    for (const bool folded : {c.left, c.right, c.time}) {
        line.word(folded ? "yes" : "no");
    }
}
void write(LineWriter& line, const SetLanguage& c) { line.named(kLanguages, c.language); }
void write(LineWriter& line, const SetTheme& c) { line.named(kThemes, c.theme); }
void write(LineWriter& line, const SetScale& c) { line.number(c.scale); }
void write(LineWriter& line, const SaveView& c) {
    line.word(c.name);
    if (!c.notes.empty()) {
        line.word(c.notes);
    }
}
void write(LineWriter& line, const PutView& c) { write_put_view(line, c); }
void write(LineWriter& line, const RemoveView& c) { line.word(c.name); }
void write(LineWriter& line, const ApplyView& c) { line.word(c.name); }
void write(LineWriter& line, const Present& c) { write_present(line, c); }
void write(LineWriter& line, const SetFavourite& c) {
    line.word(c.keep ? "yes" : "no");
    write_thing(line, c.thing);
}
void write(LineWriter& line, const SetFavouriteFolder& c) {
    line.word(c.keep ? "yes" : "no").word(c.path.string());
}
void write(LineWriter& line, const SetWindow& c) {
    line.word(std::to_string(c.width)).word(std::to_string(c.height));
}
void write(LineWriter& line, const DismissMessage& c) { line.number(c.message); }
/// Commands without values.
template <typename Plain>
void write(LineWriter&, const Plain&) {
    static_assert(std::is_empty_v<Plain>, "a command with values needs its words");
}

// ---- And back.

int small_number(LineReader& line) {
    constexpr std::uint64_t kMost = 100'000;
    const auto text = line.word();
    const auto number = line.error() ? 0 : line.whole_of(text);
    if (number > kMost) {
        line.wrong(text);
    }
    return static_cast<int>(std::min(number, kMost));
}

std::vector<std::string> words_left(LineReader& line) {
    std::vector<std::string> words;
    while (!line.at_end()) {
        words.push_back(line.word());
    }
    return words;
}

ChangeSource read_change(LineReader& line) {
    const auto position = line.whole();
    return {position, workspace::read_source(line)};
}
SetCountsYears read_years(LineReader& line) {
    SetCountsYears years;
    while (!line.at_end()) {
        years.years.push_back(small_number(line));
    }
    return years;
}
SetChoice read_choice(LineReader& line) {
    auto key = line.word();
    return {std::move(key), line.word()};
}
SetContracts read_contracts(LineReader& line) {
    SetContracts contracts;
    while (!line.at_end()) {
        const auto [key, value] = cut_pair(line.word());
        if (key == "id") {
            contracts.rows.emplace_back();
        } else if (contracts.rows.empty()) {
            line.wrong(key);
            return contracts;
        }
        contracts.rows.back()[key] = value;
    }
    return contracts;
}
NewScenario read_new_scenario(LineReader& line) {
    auto name = line.word();
    return {std::move(name), line.optional_word().value_or("")};
}
EditScenario read_edit_scenario(LineReader& line) {
    auto name = line.word();
    const bool goes_on = line.skip(kGoesOn);
    return {std::move(name), read_scenario_edit(line), goes_on};
}
SetWeights read_weights(LineReader& line) {
    const auto text = line.optional_word();
    if (!text) {
        return {};
    }
    const auto weights = planning::parse_weights(*text);
    if (!weights) {
        line.fail(weights.error().message);
        return {};
    }
    return {*weights};
}
AcceptScenario read_accept(LineReader& line) {
    AcceptScenario accept;
    accept.name = line.word();
    if (const auto text = line.optional_word()) {
        if (const auto status = parse_contract_status(*text)) {
            accept.status = *status;
        } else {
            line.wrong_choice(*text, "envisage, contact, negociation, signe, refuse, abandonne");
        }
    }
    if (const auto text = line.optional_word()) {
        accept.date = date_of(line, *text);
    }
    return accept;
}
PreviewFile read_preview(LineReader& line) {
    auto path = line.word();
    return {std::move(path), workspace::read_source(line)};
}
ExportMap read_export_map(LineReader& line) {
    ExportMap map;
    map.path = line.word();
    if (!line.at_end()) {
        map.width = line.number();
        map.height = line.number();
    }
    return map;
}
SetMap read_set_map(LineReader& line) {
    SetMap map{{}, true, true, true};
    while (!line.at_end()) {
        const auto [key, value] = cut_pair(line.word());
        map.keep_focus = map.keep_focus && key != "focus";
        map.keep_theme = map.keep_theme && key != "theme";
        map.keep_language = map.keep_language && key != "language";
        if (!read_map_word(line, key, value, map.map)) {
            line.wrong(key);
        }
    }
    return map;
}
SetCamera read_camera(LineReader& line) {
    const auto text = line.word();
    return {text == "none" ? std::nullopt : std::optional(camera_of(line, text))};
}
Select read_select(LineReader& line) {
    Select select;
    select.how = line.named(kPicks);
    while (!line.at_end()) {
        select.things.push_back(read_thing(line));
    }
    return select;
}
SetFolded read_folded(LineReader& line) {
    SetFolded folded;
    folded.left = line.flag();
    folded.right = line.flag();
    folded.time = line.flag();
    return folded;
}
SaveView read_save_view(LineReader& line) {
    auto name = line.word();
    return {std::move(name), line.optional_word().value_or("")};
}
SetFavourite read_favourite(LineReader& line) {
    const bool keep = line.flag();
    return {read_thing(line), keep};
}
SetFavouriteFolder read_favourite_folder(LineReader& line) {
    const bool keep = line.flag();
    return {line.word(), keep};
}
SetWindow read_window(LineReader& line) {
    const int width = small_number(line);
    return {width, small_number(line)};
}

struct Known {
    std::string_view name;
    Any (*read)(LineReader&);
};

/// In the order of Any.
constexpr std::array<Known, std::variant_size_v<Any>> kCommands{{
    {"add_source", [](LineReader& l) -> Any { return AddSource{workspace::read_source(l)}; }},
    {"change_source", [](LineReader& l) -> Any { return read_change(l); }},
    {"remove_source", [](LineReader& l) -> Any { return RemoveSource{l.whole()}; }},
    {"name", [](LineReader& l) -> Any { return SetWorkspaceName{l.word()}; }},
    {"vintage", [](LineReader& l) -> Any { return SetVintage{small_number(l)}; }},
    {"counts_years", [](LineReader& l) -> Any { return read_years(l); }},
    {"workspace_date", [](LineReader& l) -> Any { return SetWorkspaceDate{read_date(l)}; }},
    {"departments", [](LineReader& l) -> Any { return SetDepartments{words_left(l)}; }},
    {"choice", [](LineReader& l) -> Any { return read_choice(l); }},
    {"contract", [](LineReader& l) -> Any { return read_contracts(l); }},
    {"drop_contract", [](LineReader& l) -> Any { return DropContract{l.word()}; }},
    {"new_scenario", [](LineReader& l) -> Any { return read_new_scenario(l); }},
    {"put_scenario", [](LineReader& l) -> Any { return PutScenario{read_scenario(l)}; }},
    {"remove_scenario", [](LineReader& l) -> Any { return RemoveScenario{l.word()}; }},
    {"edit_scenario", [](LineReader& l) -> Any { return read_edit_scenario(l); }},
    {"put_view", [](LineReader& l) -> Any { return workspace::read_put_view(l); }},
    {"save_view", [](LineReader& l) -> Any { return read_save_view(l); }},
    {"remove_view", [](LineReader& l) -> Any { return RemoveView{l.word()}; }},
    {"undo", [](LineReader&) -> Any { return Undo{}; }},
    {"redo", [](LineReader&) -> Any { return Redo{}; }},
    {"open", [](LineReader& l) -> Any { return Open{l.optional_word()}; }},
    {"reload", [](LineReader&) -> Any { return Reload{}; }},
    {"save", [](LineReader&) -> Any { return Save{}; }},
    {"save_as", [](LineReader& l) -> Any { return SaveAs{l.word()}; }},
    {"preview", [](LineReader& l) -> Any { return read_preview(l); }},
    {"use_preview", [](LineReader&) -> Any { return UsePreview{}; }},
    {"drop_preview", [](LineReader&) -> Any { return DropPreview{}; }},
    {"export", [](LineReader& l) -> Any { return ExportResults{l.word()}; }},
    {"export_map", [](LineReader& l) -> Any { return read_export_map(l); }},
    {"export_ledger", [](LineReader& l) -> Any { return ExportLedger{l.word()}; }},
    {"export_contracts", [](LineReader& l) -> Any { return ExportContracts{l.word()}; }},
    {"mode", [](LineReader& l) -> Any { return SetMode{workspace::read_rule(l)}; }},
    {"cancel", [](LineReader& l) -> Any { return CancelJob{l.whole()}; }},
    {"accept_scenario", [](LineReader& l) -> Any { return read_accept(l); }},
    {"recover", [](LineReader& l) -> Any { return Recover{l.flag()}; }},
    {"focus", [](LineReader& l) -> Any { return SetFocus{read_focus(l)}; }},
    {"map", [](LineReader& l) -> Any { return read_set_map(l); }},
    {"camera", [](LineReader& l) -> Any { return read_camera(l); }},
    {"select", [](LineReader& l) -> Any { return read_select(l); }},
    {"invert_selection", [](LineReader&) -> Any { return InvertSelection{}; }},
    {"sheet", [](LineReader& l) -> Any { return OpenSheet{read_thing(l)}; }},
    {"date", [](LineReader& l) -> Any { return SetDate{read_date(l)}; }},
    {"scenario", [](LineReader& l) -> Any { return UseScenario{l.optional_word().value_or("")}; }},
    {"compare", [](LineReader& l) -> Any { return Compare{l.optional_word()}; }},
    {"weights", [](LineReader& l) -> Any { return read_weights(l); }},
    {"access", [](LineReader& l) -> Any { return SetAccess{workspace::read_access(l)}; }},
    {"screen", [](LineReader& l) -> Any { return SetScreen{l.named(kScreens)}; }},
    {"tab", [](LineReader& l) -> Any { return SetTab{l.named(kTabs)}; }},
    {"table", [](LineReader& l) -> Any { return SetTable{workspace::read_table(l)}; }},
    {"explain", [](LineReader& l) -> Any { return Explain{l.named(kFigures)}; }},
    {"fold", [](LineReader& l) -> Any { return read_folded(l); }},
    {"language", [](LineReader& l) -> Any { return SetLanguage{l.named(kLanguages)}; }},
    {"theme", [](LineReader& l) -> Any { return SetTheme{l.named(kThemes)}; }},
    {"scale", [](LineReader& l) -> Any { return SetScale{l.number()}; }},
    {"apply_view", [](LineReader& l) -> Any { return ApplyView{l.word()}; }},
    {"present", [](LineReader& l) -> Any { return workspace::read_present(l); }},
    {"favourite", [](LineReader& l) -> Any { return read_favourite(l); }},
    {"favourite_folder", [](LineReader& l) -> Any { return read_favourite_folder(l); }},
    {"window", [](LineReader& l) -> Any { return read_window(l); }},
    {"dismiss", [](LineReader& l) -> Any { return DismissMessage{l.whole()}; }},
    {"quit", [](LineReader&) -> Any { return Quit{}; }},
}};

Error unknown_command(const std::string& name) {
    std::string nearest;
    int best = 3;
    for (const auto& known : kCommands) {
        const int distance = edit_distance(name, known.name, best);
        if (distance < best) {
            best = distance;
            nearest = known.name;
        }
    }
    return {Error::Code::kParse,
            nearest.empty() ? Message(screen::kCommandUnknown, {quote_excerpt(name)})
                            : Message(screen::kCommandUnknownNear, {quote_excerpt(name), nearest}),
            ""};
}

}  // namespace

std::string to_text(const Any& command) {
    LineWriter line(kCommands.at(command.index()).name);
    std::visit([&](const auto& one) { write(line, one); }, command);
    return line.take();
}

Result<Any> parse(std::string_view text) {
    auto words = split_line(text);
    if (!words) {
        return words.error();
    }
    if (words->empty()) {
        return Error{Error::Code::kParse, {screen::kCommandEmpty}, ""};
    }
    const auto name = words->front();
    const auto* known = std::find_if(kCommands.begin(), kCommands.end(),
                                     [&](const Known& one) { return one.name == name; });
    if (known == kCommands.end()) {
        return unknown_command(name);
    }
    LineReader line(std::move(words).value(), 1);
    return read_whole<Any>(line, known->read);
}

std::vector<std::string_view> names() {
    std::vector<std::string_view> list;
    list.reserve(kCommands.size());
    for (const auto& known : kCommands) {
        list.push_back(known.name);
    }
    return list;
}

}  // namespace maillage::workspace::command
