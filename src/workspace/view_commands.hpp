// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Commands that change what is looked at, as a function of values.

#include "workspace/command.hpp"
#include "workspace/results.hpp"

namespace maillage::workspace {

/// Whether the command only changes the view state: SetFocus … Present.
bool is_view_command(const command::Any& command);

/// The view after \p command. \p results may be null (nothing opened yet): things cannot be looked
/// up then. \returns kNotFound naming a territory or saved view that does not exist.
/// \pre is_view_command(command)
Result<ViewState> apply_view(ViewState view, const command::Any& command, const Results* results);

}  // namespace maillage::workspace
