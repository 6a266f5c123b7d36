// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Edits of a workspace as functions of values, and the list of them that undo walks.

#include "workspace/command.hpp"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace maillage::workspace {

using SpecPtr = std::shared_ptr<const io::WorkspaceSpec>;

/// Whether the command changes the workspace: AddSource … SetChoice (not Undo, Redo).
bool is_edit(const command::Any& command);

/// \returns The workspace after the edit; \p before is unchanged, which makes undo a pointer swap.
/// kNotFound for a source that is not there, kParse for a value no workspace may have.
/// \pre is_edit(edit)
Result<SpecPtr> apply_edit(const SpecPtr& before, const command::Any& edit);

/// What the edit does, for "undo …": "ajouter cir-45.xlsx". \pre is_edit(edit)
Message describe(const command::Any& edit, const io::WorkspaceSpec& before);

/// Edits that make \p to from \p from, for the journal; empty when they are equal.
std::vector<command::Any> difference(const io::WorkspaceSpec& from, const io::WorkspaceSpec& to);

bool same(const io::WorkspaceSpec& a, const io::WorkspaceSpec& b);

/// Edits that were made, and a place among them. Consecutive edits of one thing (typing a name)
/// are one step.
class History {
public:
    void record(const command::Any& edit, SpecPtr before, SpecPtr after);
    /// \returns The workspace to go to; null where there is nothing to undo.
    SpecPtr undo();
    SpecPtr redo();
    std::optional<Message> can_undo() const;
    std::optional<Message> can_redo() const;
    void clear();

private:
    struct Step {
        Message what;
        std::string key;
        SpecPtr before;
        SpecPtr after;
    };
    std::vector<Step> m_steps;
    std::size_t m_done = 0;  ///< Steps before it are done, those from it on undone.
};

}  // namespace maillage::workspace
