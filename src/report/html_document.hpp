// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// A document as one HTML file that needs nothing else: no network, no fonts, no other file.

#include "carto/text_measure.hpp"
#include "report/document.hpp"

#include <string>

namespace maillage::report {

/// HTML 5: headings, tables with headers and captions, figures as SVG with their description,
/// tables that are sorted by a click or the keyboard, a link past the contents, print rules. Dark
/// or light as the reader's system has it is left alone: it is made for paper and projectors. The
/// same bytes for the same document.
std::string to_html(const Document& document, const Charter& charter,
                    const carto::TextMeasure& measure);

}  // namespace maillage::report
