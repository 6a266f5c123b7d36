// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// A department worked out on paper, its rules, and plans asked of it.

#include "support/dataset_builder.hpp"
#include "workspace/plans.hpp"

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace maillage::workspace {

inline constexpr const char* kA = "200000001";
inline constexpr const char* kB = "200000002";
inline constexpr const char* kC = "200000003";

/// EPCI A = 45001 (50), 45002 (30); B = 45003 (40) and 18001 (7); C = 45004 (20); 45005 (10) in no
/// EPCI. 150 signatories in the Loiret, 7 in the Cher. Targets of the Loiret: 50 %, 80 %, 95 %.
inline test::DatasetBuilder paper() {
    test::DatasetBuilder builder;
    builder.department("45", "24").department("18", "24");
    builder.commune("45001", {.epci = kA, .arrondissement = "451", .density = 3})
        .commune("45002", {.epci = kA, .arrondissement = "452", .density = 6})
        .commune("45003", {.epci = kB, .arrondissement = "452", .density = 6})
        .commune("18001", {.epci = kB, .arrondissement = "181", .density = 7})
        .commune("45004", {.epci = kC, .arrondissement = "453", .density = 5})
        .commune("45005", {.arrondissement = "453", .density = 7});
    builder.count("45001", 50).count("45002", 30).count("45003", 40).count("18001", 7);
    builder.count("45004", 20).count("45005", 10);
    builder.target("45", 2024, {50, 100}).target("45", 2025, {80, 100});
    builder.target("45", 2026, {95, 100});
    return builder;
}

/// At most 150,000 € for a new contract, more above 100,000 inhabitants and 500 signatories.
inline RuleSets paper_rules() {
    RuleSet rules;
    rules.year = 2024;
    FundingRule cap;
    cap.test = RuleTest::kAmountAtMost;
    cap.applies = AppliesTo::kNew;
    cap.most_cents = 15'000'000;
    cap.exception_inhabitants_above = 100'000;
    cap.exception_signatories_from = 500;
    cap.exception_year = 2023;
    rules.rules.push_back(cap);
    return std::make_shared<const std::vector<RuleSet>>(std::vector{rules});
}

/// About the Loiret at the end of 2024.
inline PlanQuestion about_loiret() {
    PlanQuestion question;
    question.coverage.date = make_date(2024, 12, 31);
    question.coverage.department = DepartmentCode::parse("45");
    return question;
}

inline Result<PlansAnswer> ask(const test::DatasetBuilder& builder, const PlanQuestion& question,
                               const planning::Scenario* scenario = nullptr) {
    return plan(builder.build(), paper_rules(), question, scenario, make_date(2024, 12, 31));
}

/// The one answer of a question. \pre it has one
inline planning::PlanAnswer answer_of(const test::DatasetBuilder& builder,
                                      const PlanQuestion& question,
                                      const planning::Scenario* scenario = nullptr) {
    return ask(builder, question, scenario)->plans.front().answer.value();
}

inline MessageId refusal_of(const Result<PlansAnswer>& answer) {
    return answer ? MessageId::kText : answer.error().message.id;
}

inline std::vector<std::string> codes(const planning::Candidates& all,
                                      const std::vector<planning::PlanStep>& steps) {
    std::vector<std::string> result;
    for (const auto& step : steps) {
        result.emplace_back(all.code(step.candidate));
    }
    return result;
}
inline std::vector<std::string> codes(const planning::PlanAnswer& answer) {
    return codes(answer.candidates, answer.plan.steps);
}

}  // namespace maillage::workspace
