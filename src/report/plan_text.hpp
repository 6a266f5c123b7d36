// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Plans of contracts in sentences: what suffices, the proof, ties, what conflicts, who comes next.

#include "base/language.hpp"
#include "indicators/exact.hpp"
#include "planning/plan_answer.hpp"
#include "report/plan_tables.hpp"
#include "report/words.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace maillage::report {

/// One sentence for each line: the answer, the rate and the costs, the proof, ties (the first five
/// named), the conditions that conflict; then what explanations were asked for.
std::vector<std::string> plan_sentences(const planning::PlanAnswer& answer, Language language);

/// What stands over plans of many departments: how many have one, where it is impossible, not
/// proven, or without a target (\p no_target: codes).
std::vector<std::string> sentences_of_departments(const std::vector<ListedPlan>& plans,
                                                  const std::vector<std::string>& no_target,
                                                  Language language);

/// Whole euros.
std::string euros_text(std::int64_t euros, Language language);

}  // namespace maillage::report
