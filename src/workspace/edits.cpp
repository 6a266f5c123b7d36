// SPDX-License-Identifier: Apache-2.0
#include "workspace/edits.hpp"

#include "base/planning_messages.hpp"
#include "base/present_messages.hpp"
#include "base/screen_messages.hpp"
#include "workspace/document_edits.hpp"

#include <algorithm>
#include <type_traits>
#include <utility>

namespace maillage::workspace {
namespace {

using io::SourceSpec;
using io::WorkspaceSpec;

template <typename... Functions>
struct Overloaded : Functions... {
    using Functions::operator()...;
};
template <typename... Functions>
Overloaded(Functions...) -> Overloaded<Functions...>;

Error no_source(std::size_t position) {
    return {
        Error::Code::kNotFound, {screen::kNoSuchSource, {static_cast<std::int64_t>(position)}}, ""};
}

std::optional<Error> check_vintage(int year) {
    if (year >= kFirstVintage.year && year <= kLastVintage.year) {
        return std::nullopt;
    }
    return Error{Error::Code::kVintage,
                 {MessageId::kVintageOutOfRange,
                  {std::to_string(year), std::to_string(kFirstVintage.year),
                   std::to_string(kLastVintage.year)}},
                 ""};
}

/// Each overload changes the workspace or says why it cannot.
class Editor {
public:
    explicit Editor(Document& document) : m_document(document), m_spec(document.spec) {}

    std::optional<Error> operator()(const command::AddSource& edit) {
        m_spec.sources.push_back(edit.source);
        return std::nullopt;
    }
    std::optional<Error> operator()(const command::ChangeSource& edit) {
        if (edit.position >= m_spec.sources.size()) {
            return no_source(edit.position);
        }
        m_spec.sources[edit.position] = edit.source;
        return std::nullopt;
    }
    std::optional<Error> operator()(const command::RemoveSource& edit) {
        if (edit.position >= m_spec.sources.size()) {
            return no_source(edit.position);
        }
        m_spec.sources.erase(m_spec.sources.begin() + static_cast<std::ptrdiff_t>(edit.position));
        return std::nullopt;
    }
    std::optional<Error> operator()(const command::SetWorkspaceName& edit) {
        m_spec.name = edit.name;
        return std::nullopt;
    }
    std::optional<Error> operator()(const command::SetVintage& edit) {
        if (edit.year == 0) {
            m_spec.vintage.reset();
            return std::nullopt;
        }
        m_spec.vintage = Vintage{edit.year};
        return check_vintage(edit.year);
    }
    std::optional<Error> operator()(const command::SetCountsYears& edit) {
        m_spec.counts_years = edit.years;
        return std::nullopt;
    }
    std::optional<Error> operator()(const command::SetWorkspaceDate& edit) {
        m_spec.date = edit.date;
        return std::nullopt;
    }
    std::optional<Error> operator()(const command::SetDepartments& edit) {
        for (const auto& code : edit.codes) {
            if (!DepartmentCode::parse(code)) {
                return Error{Error::Code::kParse, {MessageId::kUnknownDepartment, {code}}, ""};
            }
        }
        m_spec.departments = edit.codes;
        return std::nullopt;
    }
    std::optional<Error> operator()(const command::SetChoice& edit) {
        if (set_choice(m_spec.choices, edit.key, edit.value)) {
            return std::nullopt;
        }
        return Error{Error::Code::kParse, {screen::kNoSuchChoice, {edit.key, edit.value}}, ""};
    }
    std::optional<Error> operator()(const command::SetContracts& edit) {
        return set_contracts(m_document, edit.rows);
    }
    std::optional<Error> operator()(const command::DropContract& edit) {
        return drop_contract(m_document, edit.id);
    }
    std::optional<Error> operator()(const command::NewScenario& edit) {
        return new_scenario(m_document, edit.name, edit.from);
    }
    std::optional<Error> operator()(const command::PutScenario& edit) {
        return put_scenario(m_document, edit.scenario);
    }
    std::optional<Error> operator()(const command::RemoveScenario& edit) {
        return remove_scenario(m_document, edit.name);
    }
    std::optional<Error> operator()(const command::EditScenario& edit) {
        return edit_scenario(m_document, edit.name, edit.edit);
    }
    std::optional<Error> operator()(const command::PutView& edit) {
        put_view(m_document, edit.view, edit.place);
        return std::nullopt;
    }
    std::optional<Error> operator()(const command::RemoveView& edit) {
        return remove_view(m_document, edit.name);
    }
    template <typename Other>
    std::optional<Error> operator()(const Other&) {
        return std::nullopt;
    }

private:
    Document& m_document;
    WorkspaceSpec& m_spec;
};

/// Which parts of a source differ: edits of different parts are different steps.
std::string changed_parts(const SourceSpec& a, const SourceSpec& b) {
    std::string parts;
    const auto add = [&](bool differs, const char* name) { parts += differs ? name : ""; };
    add(a.role != b.role, "/role");
    add(a.path != b.path, "/path");
    add(a.layer != b.layer, "/layer");
    add(a.vintage != b.vintage, "/vintage");
    add(a.columns != b.columns, "/columns");
    add(a.masked != b.masked, "/masked");
    add(a.attribution != b.attribution, "/attribution");
    add(a.header != b.header, "/header");
    add(a.encoding != b.encoding, "/encoding");
    return parts;
}

/// Edits with the same key are one step when they follow each other; empty: never.
std::string merge_key(const command::Any& edit, const Document& document) {
    const auto& before = document.spec;
    return std::visit(Overloaded{
                          [&](const command::ChangeSource& e) {
                              return e.position < before.sources.size()
                                         ? "source/" + std::to_string(e.position) +
                                               changed_parts(before.sources[e.position], e.source)
                                         : std::string();
                          },
                          [](const command::SetWorkspaceName&) { return std::string("name"); },
                          [](const command::SetVintage&) { return std::string("vintage"); },
                          [](const command::SetCountsYears&) { return std::string("years"); },
                          [](const command::SetWorkspaceDate&) { return std::string("date"); },
                          [](const command::SetDepartments&) { return std::string("departments"); },
                          [](const command::SetChoice& e) { return "choice/" + e.key; },
                          [](const command::NewScenario& e) { return "scenario/" + e.name; },
                          [](const command::EditScenario& e) { return "scenario/" + e.name; },
                          [](const command::PutView& e) { return "view/" + e.view.name; },
                          [](const auto&) { return std::string(); },
                      },
                      edit);
}

/// Whether it begins a step whatever came before: only part of a gesture joins a scenario's edit.
bool begins_step(const command::Any& edit) {
    const auto* of_scenario = std::get_if<command::EditScenario>(&edit);
    return std::holds_alternative<command::NewScenario>(edit) ||
           (of_scenario != nullptr && !of_scenario->goes_on);
}

std::string path_at(const WorkspaceSpec& spec, std::size_t position) {
    return position < spec.sources.size() ? spec.sources[position].path : std::string();
}

}  // namespace

bool is_edit(const command::Any& command) {
    return std::visit(
        [](const auto& one) {
            using Type = std::decay_t<decltype(one)>;
            return std::is_same_v<Type, command::AddSource> ||
                   std::is_same_v<Type, command::ChangeSource> ||
                   std::is_same_v<Type, command::RemoveSource> ||
                   std::is_same_v<Type, command::SetWorkspaceName> ||
                   std::is_same_v<Type, command::SetVintage> ||
                   std::is_same_v<Type, command::SetCountsYears> ||
                   std::is_same_v<Type, command::SetWorkspaceDate> ||
                   std::is_same_v<Type, command::SetDepartments> ||
                   std::is_same_v<Type, command::SetChoice> ||
                   std::is_same_v<Type, command::SetContracts> ||
                   std::is_same_v<Type, command::DropContract> ||
                   std::is_same_v<Type, command::NewScenario> ||
                   std::is_same_v<Type, command::PutScenario> ||
                   std::is_same_v<Type, command::RemoveScenario> ||
                   std::is_same_v<Type, command::EditScenario> ||
                   std::is_same_v<Type, command::PutView> ||
                   std::is_same_v<Type, command::SaveView> ||
                   std::is_same_v<Type, command::RemoveView>;
        },
        command);
}

Result<DocumentPtr> apply_edit(const DocumentPtr& before, const command::Any& edit) {
    auto after = std::make_shared<Document>(*before);
    if (auto error = std::visit(Editor(*after), edit)) {
        return *error;
    }
    return DocumentPtr(std::move(after));
}

Message describe(const command::Any& edit, const Document& before) {
    return std::visit(
        Overloaded{
            [](const command::AddSource& e) {
                return Message(screen::kEditAddSource, {e.source.path});
            },
            [](const command::ChangeSource& e) {
                return Message(screen::kEditChangeSource, {e.source.path});
            },
            [&](const command::RemoveSource& e) {
                return Message(screen::kEditRemoveSource, {path_at(before.spec, e.position)});
            },
            [](const command::SetWorkspaceName&) { return Message(screen::kEditName); },
            [](const command::SetVintage&) { return Message(screen::kEditVintage); },
            [](const command::SetCountsYears&) { return Message(screen::kEditCountsYears); },
            [](const command::SetWorkspaceDate&) { return Message(screen::kEditDate); },
            [](const command::SetDepartments&) { return Message(screen::kEditDepartments); },
            [](const command::SetChoice& e) { return Message(screen::kEditChoice, {e.key}); },
            [](const command::SetContracts& e) { return describe_contracts(e.rows); },
            [](const command::DropContract& e) {
                return Message(planning::kEditDropContract, {e.id});
            },
            [](const command::NewScenario& e) {
                return Message(planning::kEditNewScenario, {e.name});
            },
            [](const command::PutScenario& e) {
                return Message(planning::kEditScenario, {e.scenario.name});
            },
            [](const command::RemoveScenario& e) {
                return Message(planning::kEditRemoveScenario, {e.name});
            },
            [](const command::EditScenario& e) {
                return Message(planning::kEditScenario, {e.name});
            },
            [](const command::PutView& e) { return Message(slides::kEditView, {e.view.name}); },
            [](const command::RemoveView& e) { return Message(slides::kEditRemoveView, {e.name}); },
            [](const auto&) { return Message(screen::kEditName); },
        },
        edit);
}

namespace {

std::vector<command::Any> difference_of_specs(const WorkspaceSpec& from, const WorkspaceSpec& to) {
    std::vector<command::Any> edits;
    if (from.name != to.name) {
        edits.emplace_back(command::SetWorkspaceName{to.name});
    }
    if (from.vintage != to.vintage) {
        edits.emplace_back(command::SetVintage{to.vintage ? to.vintage->year : 0});
    }
    if (from.counts_years != to.counts_years) {
        edits.emplace_back(command::SetCountsYears{to.counts_years});
    }
    if (from.date != to.date) {
        edits.emplace_back(command::SetWorkspaceDate{to.date});
    }
    if (from.departments != to.departments) {
        edits.emplace_back(command::SetDepartments{to.departments});
    }
    const auto old_choices = choice_texts(from.choices);
    const auto new_choices = choice_texts(to.choices);
    for (std::size_t i = 0; i < new_choices.size(); ++i) {
        if (old_choices[i] != new_choices[i]) {
            edits.emplace_back(command::SetChoice{new_choices[i].first, new_choices[i].second});
        }
    }
    const auto common = std::min(from.sources.size(), to.sources.size());
    for (std::size_t i = 0; i < common; ++i) {
        if (!(from.sources[i] == to.sources[i])) {
            edits.emplace_back(command::ChangeSource{i, to.sources[i]});
        }
    }
    for (auto i = from.sources.size(); i > common; --i) {
        edits.emplace_back(command::RemoveSource{i - 1});
    }
    for (auto i = common; i < to.sources.size(); ++i) {
        edits.emplace_back(command::AddSource{to.sources[i]});
    }
    return edits;
}

}  // namespace

std::vector<command::Any> difference(const Document& from, const Document& to) {
    std::vector<command::Any> edits;
    add_difference_of_contracts(from, to, edits);
    // They may name the register in maillage.toml, and \p to may not.
    const auto* spec = &from.spec;
    DocumentPtr between;
    for (const auto& edit : edits) {
        between = apply_edit(between ? between : std::make_shared<Document>(from), edit).value();
        spec = &between->spec;
    }
    for (auto& edit : difference_of_specs(*spec, to.spec)) {
        edits.push_back(std::move(edit));
    }
    add_difference_of_scenarios(from, to, edits);
    add_difference_of_views(from, to, edits);
    return edits;
}

bool same(const Document& a, const Document& b) { return difference(a, b).empty(); }

bool same_data(const Document& a, const Document& b) {
    std::vector<command::Any> edits;
    add_difference_of_contracts(a, b, edits);
    return edits.empty() && difference_of_specs(a.spec, b.spec).empty();
}

void History::record(const command::Any& edit, DocumentPtr before, DocumentPtr after) {
    m_steps.erase(m_steps.begin() + static_cast<std::ptrdiff_t>(m_done), m_steps.end());
    auto key = merge_key(edit, *before);
    if (!key.empty() && !begins_step(edit) && !m_steps.empty() && m_steps.back().key == key) {
        m_steps.back().after = std::move(after);
        return;
    }
    auto what = describe(edit, *before);
    m_steps.push_back({std::move(what), std::move(key), std::move(before), std::move(after)});
    m_done = m_steps.size();
}

DocumentPtr History::undo() {
    if (m_done == 0) {
        return nullptr;
    }
    --m_done;
    m_steps[m_done].key.clear();  // What was undone and done again is not merged into.
    return m_steps[m_done].before;
}

DocumentPtr History::redo() { return m_done == m_steps.size() ? nullptr : m_steps[m_done++].after; }

std::optional<Message> History::can_undo() const {
    return m_done == 0 ? std::nullopt : std::optional(m_steps[m_done - 1].what);
}

std::optional<Message> History::can_redo() const {
    return m_done == m_steps.size() ? std::nullopt : std::optional(m_steps[m_done].what);
}

void History::clear() {
    m_steps.clear();
    m_done = 0;
}

}  // namespace maillage::workspace
