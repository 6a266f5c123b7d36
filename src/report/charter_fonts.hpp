// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Typefaces of a charter.

#include "base/result.hpp"
#include "io/charter_file.hpp"
#include "report/document.hpp"

#include <vector>

namespace maillage::report {

/// Makes them known to fontconfig in this process, never to the system, in the place of those of a
/// charter before; their files stay where they are while they are used. Names of families are
/// letters, digits, spaces and hyphens only, since they stand in styles. \returns kRefused.
Result<std::vector<FontFace>> load_fonts(const io::CharterSpec& spec);

}  // namespace maillage::report
