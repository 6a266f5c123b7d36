// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// A document as PDF pages: vector maps, text that can be searched, headings and tables marked for
/// readers that speak, an outline to jump by.

#include "base/result.hpp"
#include "carto/text_measure.hpp"
#include "report/document.hpp"

#include <cstddef>
#include <string>

namespace maillage::report {

/// Every page says the mode, the footer and its number; every section its sources. The same bytes
/// for the same document. \returns kWrite where Cairo cannot draw it.
Result<std::string> to_pdf(const Document& document, const Charter& charter,
                           const PageFormat& format, const carto::TextMeasure& measure);

/// The pages that to_pdf() makes, the cover with them.
std::size_t page_count(const Document& document, const Charter& charter, const PageFormat& format,
                       const carto::TextMeasure& measure);

/// Lines of at most \p width pixels, broken at ordinary spaces; a longer word has a line of its
/// own. Empty text: no line.
std::vector<std::string> lines_of(std::string_view text, double size, bool bold, double width,
                                  const carto::TextMeasure& measure);

}  // namespace maillage::report
