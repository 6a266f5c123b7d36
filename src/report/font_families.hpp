// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// The typefaces of what is printed.

namespace maillage::report {

/// The families as CSS and fontconfig both read them: Lato, DejaVu Sans for the signs it lacks.
inline constexpr const char* kFontFamilies = "Lato, DejaVu Sans";

}  // namespace maillage::report
