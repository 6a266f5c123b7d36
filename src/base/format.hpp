// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// The one place that names fmt, for .cpp files only: g++ 12 has no <format>; when it has, change
/// this file.

#include <fmt/format.h>

namespace maillage {

using fmt::format;

}  // namespace maillage
