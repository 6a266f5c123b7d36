// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Edits of a document as functions of values, and the list of them that undo walks.

#include "workspace/command.hpp"
#include "workspace/document.hpp"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace maillage::workspace {

/// Whether the command changes the document: AddSource … RemoveView (not Undo, Redo).
bool is_edit(const command::Any& command);

/// \returns The document after the edit; \p before is unchanged, which makes undo a pointer swap.
/// kNotFound for a source, contract, scenario or view that is not there, kParse for a value no
/// workspace may have, kRefused for a name that is taken. \pre is_edit(edit)
Result<DocumentPtr> apply_edit(const DocumentPtr& before, const command::Any& edit);

/// What the edit does, for "undo …": "ajouter cir-45.xlsx". \pre is_edit(edit)
Message describe(const command::Any& edit, const Document& before);

/// Edits that make \p to from \p from, for the journal; empty when they are equal.
std::vector<command::Any> difference(const Document& from, const Document& to);

bool same(const Document& a, const Document& b);
/// Whether the same files are read into the same dataset: all but scenarios and views.
bool same_data(const Document& a, const Document& b);

/// Edits that were made, and a place among them. Consecutive edits of one thing (typing a name)
/// and the edits of one gesture (a stroke of the brush) are one step.
class History {
public:
    void record(const command::Any& edit, DocumentPtr before, DocumentPtr after);
    /// \returns The document to go to; null where there is nothing to undo.
    DocumentPtr undo();
    DocumentPtr redo();
    std::optional<Message> can_undo() const;
    std::optional<Message> can_redo() const;
    void clear();

private:
    struct Step {
        Message what;
        std::string key;
        DocumentPtr before;
        DocumentPtr after;
    };
    std::vector<Step> m_steps;
    std::size_t m_done = 0;  ///< Steps before it are done, those from it on undone.
};

}  // namespace maillage::workspace
