// SPDX-License-Identifier: Apache-2.0
#include "base/planning_messages.hpp"
#include "model/lookup.hpp"
#include "workspace/application_state.hpp"
#include "workspace/presentation.hpp"
#include "workspace/scenario_text.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace maillage::workspace {
namespace {

using planning::Scenario;
using planning::SupposedContract;

/// Every code of a supposed contract as the register's cell.
std::string perimeter_text(const SupposedContract& contract) {
    std::string text;
    for (const auto& code : contract.codes) {
        text += (text.empty() ? "" : " ") + code;
    }
    return text;
}

void set_status(ContractFields& row, const command::AcceptScenario& request) {
    row["statut"] = contract_status_text(request.status);
    if (request.status == ContractStatus::kSigne && request.date) {
        row["date_signature"] = iso_date(*request.date);
    }
}

/// The stage of a contract of the register, else of the files; nothing where neither has it.
std::optional<ContractStatus> stage_of(const std::string& id, const Document& document,
                                       const Dataset& dataset) {
    for (const auto& row : document.contracts.rows) {
        if (const auto status = row.find("statut"); row.at("id") == id && status != row.end()) {
            return parse_contract_status(status->second);
        }
    }
    const auto found = find_contract(dataset.contracts, id);
    return found.valid() ? std::optional(dataset.contracts[found.value].status) : std::nullopt;
}

/// Whether a contract is at this stage already or beyond: a scenario never takes one back.
bool is_as_far(ContractStatus stage, ContractStatus wanted) {
    return stage <= ContractStatus::kSigne && stage >= wanted;
}

std::vector<ContractFields> rows_of(const Scenario& scenario, const Document& document,
                                    const Dataset& dataset,
                                    const command::AcceptScenario& request) {
    std::vector<ContractFields> rows;
    for (const auto& contract : scenario.contracts) {
        ContractFields row;
        row["id"] = free_contract_id(contract.name, document.contracts, dataset, rows);
        row["nom"] = contract.name;
        row["niveau"] = contract_level_text(contract.level);
        row["perimetre"] = perimeter_text(contract);
        row["type"] = contract_kind_text(ContractKind::kCtai);
        set_status(row, request);
        if (contract.from && request.status != ContractStatus::kSigne) {
            row["echeance"] = iso_date(*contract.from);
        }
        rows.push_back(std::move(row));
    }
    for (const auto& id : scenario.signed_contracts) {
        if (const auto stage = stage_of(id, document, dataset);
            stage && is_as_far(*stage, request.status)) {
            continue;
        }
        ContractFields row;
        row["id"] = id;
        set_status(row, request);
        rows.push_back(std::move(row));
    }
    return rows;
}

}  // namespace

/// What is looked at becomes a saved view. A contract that only the user's files have enters the
/// register whole, so that the fields which are not edited keep what they say.
command::Any Application::State::completed(const command::Any& edit) const {
    if (const auto* save = std::get_if<command::SaveView>(&edit)) {
        return command::PutView{view_saved_as(view(), *save), {}};
    }
    const auto* set = std::get_if<command::SetContracts>(&edit);
    if (set == nullptr || !next.results) {
        return edit;
    }
    auto whole = *set;
    const auto& dataset = *next.results->dataset;
    for (auto& row : whole.rows) {
        const auto id = row.find("id");
        if (id == row.end()) {
            continue;
        }
        const auto known =
            std::any_of(next.document->contracts.rows.begin(), next.document->contracts.rows.end(),
                        [&](const ContractFields& one) { return one.at("id") == id->second; });
        const auto found = find_contract(dataset.contracts, id->second);
        if (!known && found.valid()) {
            for (auto& [column, text] :
                 fields_of(dataset.contracts[found.value], dataset.territories)) {
                row.try_emplace(column, text);
            }
        }
    }
    return whole;
}

void Application::State::accept(const command::AcceptScenario& request) {
    const auto* scenario = find_scenario(*next.document, request.name);
    if (scenario == nullptr) {
        say(Error{Error::Code::kNotFound, {planning::kNoSuchScenario, {request.name}}, ""});
        return;
    }
    if (!has_results()) {
        return;
    }
    command::SetContracts set{rows_of(*scenario, *next.document, *next.results->dataset, request)};
    if (set.rows.empty()) {
        const bool nothing = scenario->contracts.empty() && scenario->signed_contracts.empty();
        say(Error{
            Error::Code::kRefused,
            {nothing ? planning::kScenarioEmpty : planning::kScenarioNothingNew, {request.name}},
            ""});
        return;
    }
    const auto count = static_cast<std::int64_t>(set.rows.size());
    edit(set);
    say({planning::kScenarioAccepted, {request.name, count}});
    // What was supposed is in the register now: looking at both would tell nothing.
    auto looked_at = view();
    looked_at.scenario.clear();
    set_view(std::move(looked_at));
    follow_scenario();
    want_scene();
}

void Application::State::follow_scenario() {
    if (!next.results) {
        return;
    }
    const auto& document = *next.document;
    const auto* scenario = find_scenario(document, view().scenario);
    const bool compares = scenario != nullptr && view().compared;
    const auto* other = compares ? find_scenario(document, *view().compared) : nullptr;
    const auto copy = [](const Scenario* one) {
        return one == nullptr ? std::nullopt : std::optional(*one);
    };
    const auto& results = *next.results;
    Followed wanted{results.register_coverage, copy(scenario), compares, copy(other)};
    if (followed == wanted && results.scenario == (scenario == nullptr ? "" : scenario->name) &&
        (results.compared_coverage != nullptr) == compares) {
        return;
    }
    change_results([&](Results& changing) {
        put_scenario_on(changing, scenario);
        if (compares) {
            compare_with(changing, other);
        }
    });
    followed = std::move(wanted);
    if (!next.results->scenario_missing.empty()) {
        std::string names;
        for (const auto& name : next.results->scenario_missing) {
            names += (names.empty() ? "" : ", ") + name;
        }
        say({planning::kScenarioMissing, {next.results->scenario, names}});
    }
    changed = true;
}

NextContractsRequest Application::State::next_request() const {
    const auto* scenario = find_scenario(*next.document, view().scenario);
    return {next.results ? next.results->coverage : nullptr, view().map.focus,
            scenario == nullptr ? std::vector<planning::Refusal>() : scenario->refusals, rules,
            seats};
}

const RuleSets& Application::State::rules_of_workspace() {
    if (rules == nullptr) {
        const auto data =
            options.data_folder.empty() ? std::nullopt : std::optional(options.data_folder);
        auto loaded = load_rules(next.path.empty() ? std::nullopt : std::optional(next.path), data);
        if (!loaded) {
            say(loaded.error());
        }
        rules = loaded ? *loaded : std::make_shared<const std::vector<RuleSet>>();
    }
    return rules;
}

void Application::State::want_next() {
    if (view().tab != Tab::kNext || !next.results || view().screen != Screen::kMap) {
        return;
    }
    rules_of_workspace();
    const auto& results = *next.results;
    if (results.geometry == nullptr) {
        seats = nullptr;
    } else if (!seats || !seats->is_of(results.dataset, results.geometry)) {
        seats = std::make_shared<SeatsReach>(results.dataset, results.geometry);
    }
    auto request = next_request();
    if (next_wanted == request) {
        return;
    }
    queue.cancel(next_job);
    next_wanted = request;
    next_job = queue.start(
        {planning::kJobNext}, true, [this, request](const Progress& progress) -> JobQueue::Finish {
            auto made = next_contracts(request, progress);
            return [this, request, made] {
                if (next_wanted != request) {
                    return;
                }
                next.next = made ? *made : nullptr;
                // Where no rules fit the date their panel says so: time is
                // played, and a message for each date would hide the map.
                if (!made && made.error().message.id != planning::kFundingNoRules) {
                    say(made.error());
                }
                changed = true;
            };
        });
}

void Application::State::want_answers() {
    const bool looked_at =
        view().tab == Tab::kContracts ||
        (view().tab == Tab::kSheet && view().sheet.kind == ThingRef::Kind::kContract);
    if (!looked_at || !next.results || view().screen != Screen::kMap ||
        rules_of_workspace()->empty()) {
        return;
    }
    const ContractAnswersRequest request{next.results->dataset, next.results->date, rules};
    if (answers_wanted == request) {
        return;
    }
    queue.cancel(answers_job);
    answers_wanted = request;
    answers_job = queue.start({planning::kAnswersJob}, true,
                              [this, request](const Progress&) -> JobQueue::Finish {
                                  auto made = contract_answers(request);
                                  return [this, request, made] {
                                      if (answers_wanted != request) {
                                          return;
                                      }
                                      if (made) {
                                          next.contract_answers = *made;
                                      } else {
                                          say(made.error());
                                      }
                                      changed = true;
                                  };
                              });
}

}  // namespace maillage::workspace
