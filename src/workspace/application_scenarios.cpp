// SPDX-License-Identifier: Apache-2.0
#include "base/planning_messages.hpp"
#include "base/text.hpp"
#include "workspace/application_state.hpp"
#include "workspace/scenario_text.hpp"

#include <algorithm>
#include <set>
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

/// Ids that the dataset or the register have already.
std::set<std::string> taken_ids(const Document& document, const Dataset& dataset) {
    std::set<std::string> ids;
    for (const auto& contract : dataset.contracts) {
        ids.insert(contract.id);
    }
    for (const auto& row : document.contracts.rows) {
        ids.insert(row.at("id"));
    }
    return ids;
}

/// "giennois-signe-1": from the scenario's name, and free.
std::string free_id(const Scenario& scenario, std::set<std::string>& taken) {
    const auto stem = std::filesystem::path(scenario_file(scenario.name)).stem().string();
    for (int n = 1;; ++n) {
        auto id = stem + '-' + std::to_string(n);
        if (taken.insert(id).second) {
            return id;
        }
    }
}

void set_status(ContractFields& row, const command::AcceptScenario& request) {
    row["statut"] = contract_status_text(request.status);
    if (request.status == ContractStatus::kSigne && request.date) {
        row["date_signature"] = iso_date(*request.date);
    }
}

std::vector<ContractFields> rows_of(const Scenario& scenario, const Document& document,
                                    const Dataset& dataset,
                                    const command::AcceptScenario& request) {
    std::vector<ContractFields> rows;
    auto taken = taken_ids(document, dataset);
    for (const auto& contract : scenario.contracts) {
        ContractFields row;
        row["id"] = free_id(scenario, taken);
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
        ContractFields row;
        row["id"] = id;
        set_status(row, request);
        rows.push_back(std::move(row));
    }
    return rows;
}

}  // namespace

/// A contract that only the user's files have enters the register whole, so that the fields which
/// are not edited keep what they say.
command::Any Application::State::completed(const command::Any& edit) const {
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
        const auto found = std::find_if(dataset.contracts.begin(), dataset.contracts.end(),
                                        [&](const Contract& one) { return one.id == id->second; });
        if (!known && found != dataset.contracts.end()) {
            for (auto& [column, text] : fields_of(*found, dataset.territories)) {
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
        say(Error{Error::Code::kRefused, {planning::kScenarioEmpty, {request.name}}, ""});
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
    const auto* scenario = find_scenario(*next.document, view().scenario);
    const auto wanted = scenario == nullptr ? std::nullopt : std::optional(*scenario);
    if (followed_coverage == next.results->register_coverage && followed_scenario == wanted &&
        next.results->scenario == (scenario == nullptr ? "" : scenario->name)) {
        return;
    }
    change_results([&](Results& results) { put_scenario_on(results, scenario); });
    followed_coverage = next.results->register_coverage;
    followed_scenario = wanted;
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
            scenario == nullptr ? std::vector<planning::Refusal>() : scenario->refusals, rules};
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
    auto request = next_request();
    if (next_wanted == request) {
        return;
    }
    queue.cancel(next_job);
    next_wanted = request;
    next_job = queue.start({planning::kJobNext}, true,
                           [this, request](const Progress& progress) -> JobQueue::Finish {
                               auto made = next_contracts(request, progress);
                               return [this, request, made] {
                                   if (next_wanted != request) {
                                       return;
                                   }
                                   if (made) {
                                       next.next = *made;
                                   } else {
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
