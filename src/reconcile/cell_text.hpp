// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// What spreadsheets put around the text of a cell, taken off before the text is read.

#include <string>
#include <string_view>

namespace maillage::reconcile {

/// Digits of other scripts and widths as 0–9, every kind of space as ' ', every kind of dash as
/// '-', typographic quotes as '"' and apostrophes as '\''; trimmed.
std::string plain_characters(std::string_view text);

/// ="01004" → 01004; '01004 → 01004; "01004" → 01004. \pre text is plain_characters.
std::string unwrap_cell(std::string_view text);

}  // namespace maillage::reconcile
