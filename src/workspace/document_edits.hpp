// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Edits of contracts, scenarios and views, for edits.cpp only: each changes the document or says
/// why it cannot, and then leaves it as it was.

#include "workspace/command.hpp"
#include "workspace/document.hpp"

#include <optional>
#include <string>
#include <vector>

namespace maillage::workspace {

std::optional<Error> set_contracts(Document& document, const std::vector<ContractFields>& rows);
std::optional<Error> drop_contract(Document& document, const std::string& id);
std::optional<Error> new_scenario(Document& document, const std::string& name,
                                  const std::string& from);
std::optional<Error> put_scenario(Document& document, const planning::Scenario& scenario);
std::optional<Error> remove_scenario(Document& document, const std::string& name);
std::optional<Error> edit_scenario(Document& document, const std::string& name,
                                   const planning::ScenarioEdit& edit);

void put_view(Document& document, const SavedView& view, std::optional<std::size_t> place);
std::optional<Error> remove_view(Document& document, const std::string& name);

Message describe_contracts(const std::vector<ContractFields>& rows);

void add_difference_of_contracts(const Document& from, const Document& to,
                                 std::vector<command::Any>& edits);
void add_difference_of_scenarios(const Document& from, const Document& to,
                                 std::vector<command::Any>& edits);
void add_difference_of_views(const Document& from, const Document& to,
                             std::vector<command::Any>& edits);

}  // namespace maillage::workspace
