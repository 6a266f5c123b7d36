// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Everything a user makes: what undo walks, the journal keeps and saving writes.

#include "io/workspace_file.hpp"
#include "planning/scenario.hpp"
#include "workspace/contract_register.hpp"
#include "workspace/view_state.hpp"

#include <memory>
#include <string_view>
#include <vector>

namespace maillage::workspace {

struct Document {
    io::WorkspaceSpec spec;                     ///< maillage.toml.
    ContractRegister contracts;                 ///< registre.csv.
    std::vector<planning::Scenario> scenarios;  ///< Each name once; scenarios/NAME.txt.
    std::vector<SavedView> views;               ///< Each name once, in order; vues.txt.
};
using DocumentPtr = std::shared_ptr<const Document>;

/// Null where there is none of this name.
inline const planning::Scenario* find_scenario(const Document& document, std::string_view name) {
    for (const auto& one : document.scenarios) {
        if (one.name == name) {
            return &one;
        }
    }
    return nullptr;
}

}  // namespace maillage::workspace
