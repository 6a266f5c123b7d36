// SPDX-License-Identifier: Apache-2.0
#include "report/plan_rows.hpp"

#include <algorithm>

namespace maillage::report {
namespace {

using planning::Measure;
using planning::PlanAnswer;
using planning::PlanKind;
using planning::PlanStatus;
using planning::PlanStep;

PlanRow before(const PlanAnswer& answer, bool proven) {
    PlanRow row;
    row.rate = planning::measured_rate(answer.before, answer.request.measure);
    row.proven = proven;
    return row;
}

void add_steps(std::vector<PlanRow>& rows, const PlanAnswer& answer,
               const std::vector<PlanStep>& steps, int year) {
    const auto measure = answer.request.measure;
    for (const auto& step : steps) {
        PlanRow row;
        row.year = year;
        row.stage = rows.back().stage + 1;
        row.locked_in = step.locked_in;
        row.contracts = {step.candidate};
        row.gain = measure == Measure::kGuaranteed ? step.gain.low : step.gain.high;
        row.cost = step.cost;
        row.rate = planning::measured_rate(step.after, measure);
        row.proven = rows.front().proven;
        rows.push_back(std::move(row));
    }
}

/// Signatories more than before at the end of the interval that the rate is of.
std::int64_t gain_of_point(const PlanAnswer& answer, const planning::FrontierPoint& point) {
    const auto start = planning::measured_rate(answer.before, answer.request.measure);
    return start ? point.value.num - start->num : 0;
}

}  // namespace

std::int64_t years_of(const PlanAnswer& answer) {
    return std::max<std::int64_t>(
        1, static_cast<std::int64_t>(answer.candidates.state.years().size()));
}

std::vector<PlanRow> plan_rows(const PlanAnswer& answer) {
    std::vector<PlanRow> rows;
    if (answer.kind == PlanKind::kPlan && answer.plan.found()) {
        rows.push_back(before(answer, answer.plan.proven()));
        add_steps(rows, answer, answer.plan.steps, 0);
    }
    if (answer.kind == PlanKind::kYears && !answer.years.years.empty() &&
        answer.years.status != PlanStatus::kNotKnown) {
        rows.push_back(before(answer, answer.years.status == PlanStatus::kProven));
        for (const auto& year : answer.years.years) {
            add_steps(rows, answer, year.steps, year.year);
        }
    }
    if (answer.kind == PlanKind::kFrontier) {
        for (const auto& point : answer.frontier) {
            PlanRow row;
            row.stage = point.contracts;
            row.contracts = answer.request.locked_in;
            row.contracts.insert(row.contracts.end(), point.chosen.begin(), point.chosen.end());
            row.gain = gain_of_point(answer, point);
            row.cost = point.cost;
            row.rate = point.value;
            row.proven = point.proven();
            rows.push_back(std::move(row));
        }
    }
    return rows;
}

}  // namespace maillage::report
