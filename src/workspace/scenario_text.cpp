// SPDX-License-Identifier: Apache-2.0
#include "workspace/scenario_text.hpp"

#include "base/planning_messages.hpp"
#include "base/text.hpp"
#include "io/read.hpp"
#include "workspace/command_values.hpp"

#include <algorithm>
#include <system_error>
#include <type_traits>
#include <utility>

namespace maillage::workspace {
namespace {

namespace fs = std::filesystem;
using planning::Scenario;
using planning::ScenarioEdit;
using planning::SupposedContract;

constexpr WordTable<ContractLevel, 4> kLevels{{{"commune", ContractLevel::kCommune},
                                               {"communes", ContractLevel::kCommunes},
                                               {"ept", ContractLevel::kEpt},
                                               {"epci", ContractLevel::kEpci}}};
constexpr std::size_t kMostFiles = 200;
constexpr std::uint64_t kMostBytes = std::uint64_t{1} << 20U;

void write(LineWriter& line, const SupposedContract& contract) {
    line.named(kLevels, contract.level).word(contract.name);
    for (const auto& code : contract.codes) {
        line.word(code);
    }
    if (contract.from) {
        line.pair("from", iso_date(*contract.from));
    }
}

SupposedContract read_contract(LineReader& line) {
    SupposedContract contract;
    contract.level = line.named(kLevels);
    contract.name = line.word();
    while (!line.at_end()) {
        const auto word = line.word();
        const auto [key, value] = cut_pair(word);
        if (key == "from" && !value.empty()) {
            contract.from = date_of(line, value);
        } else {
            contract.codes.push_back(word);
        }
    }
    std::sort(contract.codes.begin(), contract.codes.end());
    return contract;
}

void write_one(LineWriter& line, const planning::Suppose& edit) {
    line.word("suppose");
    write(line, edit.contract);
}
void write_one(LineWriter& line, const planning::Withdraw& edit) {
    line.word("withdraw").word(edit.name);
}
void write_one(LineWriter& line, const planning::Paint& edit) {
    line.word("paint").word(edit.name).word(edit.add ? "yes" : "no");
    for (const auto& code : edit.communes) {
        line.word(code);
    }
}
void write_one(LineWriter& line, const planning::SupposeSigned& edit) {
    line.word("sign").word(edit.id).word(edit.is_signed ? "yes" : "no");
}
void write_one(LineWriter& line, const planning::Refuse& edit) {
    line.word("refuse")
        .named(kLevels, edit.refusal.level)
        .word(edit.refusal.code)
        .word(edit.refused ? "yes" : "no");
}

planning::Paint read_paint(LineReader& line) {
    planning::Paint paint;
    paint.name = line.word();
    paint.add = line.flag();
    while (!line.at_end()) {
        paint.communes.push_back(line.word());
    }
    return paint;
}

/// The edits that make a scenario from an empty one.
std::vector<ScenarioEdit> edits_of(const Scenario& scenario) {
    std::vector<ScenarioEdit> edits;
    for (const auto& contract : scenario.contracts) {
        edits.emplace_back(planning::Suppose{contract});
    }
    for (const auto& id : scenario.signed_contracts) {
        edits.emplace_back(planning::SupposeSigned{id});
    }
    for (const auto& refusal : scenario.refusals) {
        edits.emplace_back(planning::Refuse{refusal});
    }
    return edits;
}

std::string line_of(const ScenarioEdit& edit) {
    LineWriter line("");
    write_scenario_edit(line, edit);
    return line.take();
}

/// \returns false where the line is no edit, or one that cannot be.
bool apply_line(Scenario& scenario, std::string_view text) {
    auto words = split_line(text);
    if (!words) {
        return false;
    }
    LineReader line(std::move(words).value());
    const auto edit = read_scenario_edit(line);
    line.finish();
    auto after = line.error() ? Result<Scenario>(*line.error()) : planning::edited(scenario, edit);
    if (!after) {
        return false;
    }
    scenario = std::move(after).value();
    return true;
}

/// "scenario NAME parent=OTHER".
bool apply_head(Scenario& scenario, std::string_view text) {
    auto words = split_line(text);
    if (!words || words->size() < 2 || words->front() != "scenario") {
        return false;
    }
    scenario.name = (*words)[1];
    for (std::size_t i = 2; i < words->size(); ++i) {
        if (const auto [key, value] = cut_pair((*words)[i]); key == "parent") {
            scenario.parent = value;
        }
    }
    return true;
}

}  // namespace

void write_scenario_edit(LineWriter& line, const ScenarioEdit& edit) {
    std::visit([&](const auto& one) { write_one(line, one); }, edit);
}

ScenarioEdit read_scenario_edit(LineReader& line) {
    const auto name = line.word();
    if (name == "suppose") {
        return planning::Suppose{read_contract(line)};
    }
    if (name == "withdraw") {
        return planning::Withdraw{line.word()};
    }
    if (name == "paint") {
        return read_paint(line);
    }
    if (name == "sign") {
        auto id = line.word();
        return planning::SupposeSigned{std::move(id), line.flag()};
    }
    if (name == "refuse") {
        const auto level = line.named(kLevels);
        auto code = line.word();
        return planning::Refuse{{level, std::move(code)}, line.flag()};
    }
    line.wrong_choice(name, "suppose, withdraw, paint, sign, refuse");
    return planning::Withdraw{};
}

void write_scenario(LineWriter& line, const Scenario& scenario) {
    line.word(scenario.name).pair("parent", scenario.parent);
    for (const auto& edit : edits_of(scenario)) {
        line.word(line_of(edit));
    }
}

Scenario read_scenario(LineReader& line) {
    Scenario scenario;
    scenario.name = line.word();
    if (const auto [key, value] = cut_pair(line.word()); key == "parent") {
        scenario.parent = value;
    } else {
        line.wrong(key);
    }
    while (!line.at_end()) {
        if (const auto text = line.word(); !apply_line(scenario, text)) {
            line.wrong(text);
        }
    }
    return scenario;
}

std::string to_text(const Scenario& scenario) {
    LineWriter head("scenario");
    head.word(scenario.name);
    if (!scenario.parent.empty()) {
        head.pair("parent", scenario.parent);
    }
    auto text =
        render({planning::kScenarioFileHead}, Language::kFrench) + '\n' + head.take() + '\n';
    for (const auto& edit : edits_of(scenario)) {
        text += line_of(edit) + '\n';
    }
    return text;
}

Result<Scenario> parse_scenario(std::string_view text, std::vector<std::string>& ignored) {
    Scenario scenario;
    for (const auto raw : split(text, '\n')) {
        const auto line = trim(raw);
        if (line.empty() || line.front() == '#') {
            continue;
        }
        if (scenario.name.empty() ? !apply_head(scenario, line) : !apply_line(scenario, line)) {
            ignored.emplace_back(line);
        }
    }
    if (scenario.name.empty()) {
        return Error{Error::Code::kParse, {planning::kScenarioWithoutName}, ""};
    }
    return scenario;
}

std::string scenario_file(std::string_view name) {
    std::string file;
    for (const char c : fold(name)) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (plain) {
            file += c;
        } else if (!file.empty() && file.back() != '-') {
            file += '-';
        }
    }
    constexpr std::size_t kLongest = 60;
    file.resize(std::min(file.size(), kLongest));
    while (!file.empty() && file.back() == '-') {
        file.pop_back();
    }
    return (file.empty() ? "scenario" : file) + ".txt";
}

std::vector<Scenario> read_scenarios(const fs::path& folder, std::vector<std::string>& ignored) {
    std::error_code failed;
    std::vector<fs::path> files;
    for (fs::directory_iterator at(folder / kScenarioFolder, failed), end; !failed && at != end;
         at.increment(failed)) {
        std::error_code unknown;
        if (at->path().extension() == ".txt" && at->is_regular_file(unknown)) {
            files.push_back(at->path());
        }
    }
    std::sort(files.begin(), files.end());
    files.resize(std::min(files.size(), kMostFiles));
    std::vector<Scenario> scenarios;
    for (const auto& file : files) {
        const auto bytes = io::read_bytes(file, kMostBytes);
        auto scenario =
            bytes ? parse_scenario(bytes->bytes, ignored) : Result<Scenario>(bytes.error());
        const bool taken =
            scenario && std::any_of(scenarios.begin(), scenarios.end(), [&](const Scenario& one) {
                return one.name == scenario->name;
            });
        if (!scenario || taken) {
            ignored.push_back(file.filename().string());
        } else {
            scenarios.push_back(std::move(scenario).value());
        }
    }
    return scenarios;
}

Result<Scenario> load_scenario(const std::string& name_or_file,
                               const std::optional<fs::path>& workspace,
                               std::vector<std::string>& ignored) {
    std::error_code unknown;
    if (workspace) {
        const bool folder = fs::is_directory(*workspace, unknown);
        std::vector<std::string> of_all;
        for (auto& one : read_scenarios(folder ? *workspace : workspace->parent_path(), of_all)) {
            if (one.name == name_or_file || scenario_file(one.name) == name_or_file + ".txt") {
                ignored = std::move(of_all);
                return std::move(one);
            }
        }
    }
    if (!fs::is_regular_file(name_or_file, unknown)) {
        return Error{Error::Code::kNotFound, {planning::kNoSuchScenario, {name_or_file}}, ""};
    }
    const auto bytes = io::read_bytes(name_or_file, kMostBytes);
    return bytes ? parse_scenario(bytes->bytes, ignored) : Result<Scenario>(bytes.error());
}

}  // namespace maillage::workspace
