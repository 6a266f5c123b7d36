// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Text inside SVG and HTML.

#include <string>
#include <string_view>

namespace maillage::report {

/// \p text as printable() leaves it, with & < > " written so that they are text, in elements and in
/// attributes with double quotes.
std::string xml_text(std::string_view text);

}  // namespace maillage::report
