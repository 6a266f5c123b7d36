// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// A value set by a handle on a line: mouse, or Left and Right once it is active (Enter or Space).

#include "ui/theme.hpp"

#include <optional>
#include <string>

namespace maillage::ui {

/// \p value between 0 and \p most in steps. \returns the new value when it changed.
std::optional<int> slider(const Look& look, const std::string& id, const std::string& label,
                          int value, int most, double width);

}  // namespace maillage::ui
