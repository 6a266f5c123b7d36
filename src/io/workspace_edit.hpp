// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Changes to maillage.toml in place: what the user wrote around them stays as it is.

#include "base/result.hpp"
#include "io/workspace_file.hpp"

#include <string>
#include <string_view>

namespace maillage::io {

/// \p toml with the values of \p wanted: comments, order, spacing and unknown keys are kept, only
/// values that differ are rewritten; new sources stand behind those before them, a source that is
/// gone goes with its comments. An empty \p toml gives a new file.
/// \returns What parse_workspace() returns for \p toml; kWrite if the text cannot be changed so
/// that it reads as \p wanted (a bug, or TOML of an unforeseen form): nothing is to be written
/// then.
Result<std::string> edit_workspace(std::string_view toml, const WorkspaceSpec& wanted);

}  // namespace maillage::io
