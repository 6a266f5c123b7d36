// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// What a file is taken for before it is taken in.

#include "workspace/command.hpp"
#include "workspace/open.hpp"
#include "workspace/snapshot.hpp"

namespace maillage::workspace {

/// Reads the file as it would be read inside \p workspace: its sheets, first rows, the columns as
/// matched, the ledger of its rows. request.source holds what the user corrected; the rest is
/// guessed, and stands in FilePreview::source ready for AddSource.
FilePreview preview_file(const io::WorkspaceSpec& workspace, const command::PreviewFile& request,
                         OpenOptions options, const Progress& progress);

}  // namespace maillage::workspace
