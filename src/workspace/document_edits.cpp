// SPDX-License-Identifier: Apache-2.0
#include "workspace/document_edits.hpp"

#include "base/planning_messages.hpp"
#include "base/screen_messages.hpp"
#include "base/text.hpp"

#include <algorithm>
#include <utility>

namespace maillage::workspace {
namespace {

using planning::Scenario;

std::string id_of(const ContractFields& row) {
    const auto found = row.find("id");
    return found == row.end() ? std::string() : std::string(trim(found->second));
}

auto find_row(const ContractRegister& contracts, const std::string& id) {
    return std::find_if(contracts.rows.begin(), contracts.rows.end(),
                        [&](const ContractFields& row) { return id_of(row) == id; });
}

/// The register is read only when maillage.toml names it.
void name_register(io::WorkspaceSpec& spec) {
    const bool named = std::any_of(
        spec.sources.begin(), spec.sources.end(),
        [](const io::SourceSpec& source) { return source.path == register_source().path; });
    if (!named) {
        spec.sources.push_back(register_source());
    }
}

Error no_scenario(const std::string& name) {
    return {Error::Code::kNotFound, {planning::kNoSuchScenario, {name}}, ""};
}

std::vector<Scenario>::iterator find_in(Document& document, const std::string& name) {
    return std::find_if(document.scenarios.begin(), document.scenarios.end(),
                        [&](const Scenario& one) { return one.name == name; });
}

template <typename SomeDocument>
auto find_view(SomeDocument& document, const std::string& name) {
    return std::find_if(document.views.begin(), document.views.end(),
                        [&](const SavedView& one) { return one.name == name; });
}

}  // namespace

std::optional<Error> set_contracts(Document& document, const std::vector<ContractFields>& rows) {
    for (const auto& row : rows) {
        const auto id = id_of(row);
        if (id.empty()) {
            return Error{Error::Code::kParse, {planning::kContractWithoutId}, ""};
        }
        for (const auto& [column, text] : row) {
            const auto known = register_columns();
            if (std::find(known.begin(), known.end(), column) == known.end()) {
                return Error{Error::Code::kParse, {planning::kNoSuchField, {column}}, ""};
            }
        }
    }
    auto& all = document.contracts.rows;
    for (const auto& row : rows) {
        const auto id = id_of(row);
        const auto old = std::find_if(all.begin(), all.end(),
                                      [&](const ContractFields& one) { return id_of(one) == id; });
        auto& target = old == all.end() ? all.emplace_back() : *old;
        for (const auto& [column, text] : row) {
            target[column] = text;
        }
        std::erase_if(target, [](const auto& field) { return trim(field.second).empty(); });
    }
    name_register(document.spec);
    return std::nullopt;
}

std::optional<Error> drop_contract(Document& document, const std::string& id) {
    auto& all = document.contracts.rows;
    if (std::erase_if(all, [&](const ContractFields& row) { return id_of(row) == id; }) == 0) {
        return Error{Error::Code::kNotFound, {planning::kNotInRegister, {id}}, ""};
    }
    return std::nullopt;
}

std::optional<Error> new_scenario(Document& document, const std::string& name,
                                  const std::string& from) {
    if (trim(name).empty()) {
        return Error{Error::Code::kParse, {planning::kScenarioWithoutName}, ""};
    }
    if (find_scenario(document, name) != nullptr) {
        return Error{Error::Code::kRefused, {planning::kScenarioExists, {name}}, ""};
    }
    Scenario scenario;
    if (!from.empty()) {
        const auto* parent = find_scenario(document, from);
        if (parent == nullptr) {
            return no_scenario(from);
        }
        scenario = *parent;
    }
    scenario.name = name;
    scenario.parent = from;
    document.scenarios.push_back(std::move(scenario));
    return std::nullopt;
}

std::optional<Error> put_scenario(Document& document, const Scenario& scenario) {
    if (trim(scenario.name).empty()) {
        return Error{Error::Code::kParse, {planning::kScenarioWithoutName}, ""};
    }
    const auto old = find_in(document, scenario.name);
    if (old == document.scenarios.end()) {
        document.scenarios.push_back(scenario);
    } else {
        *old = scenario;
    }
    return std::nullopt;
}

std::optional<Error> remove_scenario(Document& document, const std::string& name) {
    const auto old = find_in(document, name);
    if (old == document.scenarios.end()) {
        return no_scenario(name);
    }
    document.scenarios.erase(old);
    return std::nullopt;
}

std::optional<Error> edit_scenario(Document& document, const std::string& name,
                                   const planning::ScenarioEdit& edit) {
    const auto old = find_in(document, name);
    if (old == document.scenarios.end()) {
        return no_scenario(name);
    }
    auto after = planning::edited(*old, edit);
    if (!after) {
        return after.error();
    }
    *old = std::move(after).value();
    return std::nullopt;
}

Message describe_contracts(const std::vector<ContractFields>& rows) {
    if (rows.size() != 1) {
        return {planning::kEditContracts, {static_cast<std::int64_t>(rows.size())}};
    }
    const auto name = rows.front().find("nom");
    return {planning::kEditContract,
            {name == rows.front().end() ? id_of(rows.front()) : name->second}};
}

void add_difference_of_contracts(const Document& from, const Document& to,
                                 std::vector<command::Any>& edits) {
    for (const auto& row : from.contracts.rows) {
        const auto now = find_row(to.contracts, id_of(row));
        // A field that went away is not a field that became empty: the row is written anew.
        if (now == to.contracts.rows.end() || *now != row) {
            edits.emplace_back(command::DropContract{id_of(row)});
        }
    }
    command::SetContracts set;
    for (const auto& row : to.contracts.rows) {
        const auto old = find_row(from.contracts, id_of(row));
        if (old == from.contracts.rows.end() || *old != row) {
            set.rows.push_back(row);
        }
    }
    if (!set.rows.empty()) {
        edits.emplace_back(std::move(set));
    }
}

void add_difference_of_scenarios(const Document& from, const Document& to,
                                 std::vector<command::Any>& edits) {
    for (const auto& scenario : from.scenarios) {
        if (find_scenario(to, scenario.name) == nullptr) {
            edits.emplace_back(command::RemoveScenario{scenario.name});
        }
    }
    for (const auto& scenario : to.scenarios) {
        const auto* old = find_scenario(from, scenario.name);
        if (old == nullptr || !(*old == scenario)) {
            edits.emplace_back(command::PutScenario{scenario});
        }
    }
}

void put_view(Document& document, const SavedView& view, std::optional<std::size_t> place) {
    auto& views = document.views;
    auto at = find_view(document, view.name);
    if (at == views.end()) {
        at = views.insert(views.end(), view);
    } else {
        *at = view;
    }
    if (place) {
        const auto to =
            views.begin() + static_cast<std::ptrdiff_t>(std::min(*place, views.size() - 1));
        if (at < to) {
            std::rotate(at, at + 1, to + 1);
        } else {
            std::rotate(to, at, at + 1);
        }
    }
}

std::optional<Error> remove_view(Document& document, const std::string& name) {
    const auto at = find_view(document, name);
    if (at == document.views.end()) {
        return Error{Error::Code::kNotFound, {screen::kSavedViewUnknown, {name}}, ""};
    }
    document.views.erase(at);
    return std::nullopt;
}

void add_difference_of_views(const Document& from, const Document& to,
                             std::vector<command::Any>& edits) {
    Document between;
    between.views = from.views;
    for (const auto& view : from.views) {
        if (find_view(to, view.name) == to.views.end()) {
            edits.emplace_back(command::RemoveView{view.name});
            remove_view(between, view.name);
        }
    }
    for (std::size_t i = 0; i < to.views.size(); ++i) {
        if (i >= between.views.size() || !(between.views[i] == to.views[i])) {
            edits.emplace_back(command::PutView{to.views[i], i});
            put_view(between, to.views[i], i);
        }
    }
}

}  // namespace maillage::workspace
