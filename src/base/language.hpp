// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// The two languages of the program.

#include <cstdint>

namespace maillage {

enum class Language : std::uint8_t { kFrench, kEnglish };

}  // namespace maillage
