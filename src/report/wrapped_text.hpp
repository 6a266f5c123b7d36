// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Sentences on a terminal.

#include <cstddef>
#include <string>

namespace maillage::report {

/// Breaks at ordinary spaces only, so that a number keeps its unit; following lines are indented.
std::string wrapped(const std::string& text, std::size_t indent, std::size_t width);

}  // namespace maillage::report
