// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// From what a charter's folder says to what a document is drawn with.

#include "base/result.hpp"
#include "io/charter_file.hpp"
#include "report/document.hpp"

namespace maillage::report {

/// WCAG 2.1 (1.4.3), for texts.
inline constexpr double kLeastContrast = 4.5;

/// Colours that are not written are the neutral ones. The typefaces are added to fontconfig for
/// this process: those of one charter at a time. \returns kRefused where a text's colour has less
/// than 4.5:1 on a ground it stands on (the page, white panels of maps, heads of tables), with the
/// ratio; where a typeface or the logo cannot be read; where no typeface is of the family said.
Result<CharterPtr> make_charter(const io::CharterSpec& spec);

/// The map with the charter's colours of texts; those of the data mean something and stay.
carto::MapScene dressed(carto::MapScene scene, const Charter& charter);

}  // namespace maillage::report
