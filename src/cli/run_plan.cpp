// SPDX-License-Identifier: Apache-2.0
#include "cli/run_plan.hpp"

#include "base/planning_messages.hpp"
#include "cli/run_parts.hpp"
#include "report/plan_tables.hpp"
#include "report/plan_text.hpp"
#include "workspace/plans.hpp"
#include "workspace/scenario_text.hpp"

#include <utility>

namespace maillage::cli {
namespace {

workspace::PlanQuestion question_of(const Arguments& arguments) {
    auto question = arguments.plan.question;
    question.coverage = arguments.request;
    return question;
}

std::string code_of(const Dataset& dataset, Index<Department> department) {
    return department.valid() ? dataset.territories.departments.code[department.value].string()
                              : std::string();
}

/// Whose rules the costs come from, then what the plan is.
std::string about_plans(const workspace::PlansAnswer& answer,
                        const std::vector<report::ListedPlan>& plans,
                        const std::vector<std::string>& no_target, bool each, Language language) {
    std::string text;
    const auto say = [&](const std::string& line) { text += line + '\n'; };
    const auto& rules = *answer.rules;
    say(render({planning::kFundingSource, {std::to_string(rules.year), rules.source.in(language)}},
               language));
    if (answer.rules_year != rules.year) {
        say(render({planning::kFundingEarlierRules,
                    {std::to_string(answer.rules_year), std::to_string(rules.year)}},
                   language));
    }
    const auto lines = each ? report::sentences_of_departments(plans, no_target, language)
                            : report::plan_sentences(*plans.front().answer, language);
    for (const auto& line : lines) {
        say(line);
    }
    return text;
}

}  // namespace

Result<std::optional<planning::Scenario>> scenario_asked(const Arguments& arguments,
                                                         std::vector<std::string>& ignored) {
    if (arguments.plan.scenario.empty()) {
        return std::optional<planning::Scenario>();
    }
    auto scenario = workspace::load_scenario(arguments.plan.scenario, arguments.workspace, ignored);
    if (!scenario) {
        return scenario.error();
    }
    return std::optional(std::move(scenario).value());
}

std::string about_scenario(const std::optional<planning::Scenario>& scenario,
                           const std::vector<std::string>& ignored,
                           const std::vector<std::string>& missing, Language language) {
    if (!scenario) {
        return "";
    }
    std::string text;
    const auto say = [&](const Message& message) { text += render(message, language) + '\n'; };
    say({planning::kScenarioOnTop, {scenario->name}});
    if (!ignored.empty()) {
        say({planning::kScenariosDamaged, {static_cast<std::int64_t>(ignored.size())}});
    }
    if (!missing.empty()) {
        std::string names;
        for (const auto& name : missing) {
            names += (names.empty() ? "" : ", ") + name;
        }
        say({planning::kScenarioMissing, {scenario->name, names}});
    }
    return text;
}

Output run_plan(const DatasetPtr& dataset, const Arguments& arguments, OutputFormat format,
                Date today, const Progress& progress) {
    const auto language = arguments.language;
    const auto sets = workspace::load_rules(arguments.workspace);
    if (!sets) {
        return failed(sets.error(), language);
    }
    std::vector<std::string> ignored;
    const auto scenario = scenario_asked(arguments, ignored);
    if (!scenario) {
        return failed(scenario.error(), language);
    }
    const auto* on_top = scenario->has_value() ? &**scenario : nullptr;
    const bool each = arguments.plan.each_department;
    const auto question = question_of(arguments);
    const auto answer =
        each ? workspace::plan_each_department(dataset, *sets, question, on_top, today, progress)
             : workspace::plan(dataset, *sets, question, on_top, today, progress);
    if (!answer) {
        return failed(answer.error(), language);
    }
    std::vector<report::ListedPlan> plans;
    std::vector<std::string> no_target;
    for (const auto& one : answer->plans) {
        const auto code = code_of(*dataset, one.department);
        if (one.answer) {
            plans.push_back({code, &*one.answer});
        } else {
            no_target.push_back(code);
        }
    }
    const auto table = format == OutputFormat::kTable ? report::plan_for_people(plans, language)
                                                      : report::plan_table(plans);
    auto output = answered(*dataset, answer->asked, table, format, language);
    output.messages += about_scenario(*scenario, ignored, answer->scenario_missing, language);
    output.messages += about_plans(*answer, plans, no_target, each, language);
    return output;
}

}  // namespace maillage::cli
