// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// A document as an XLSX workbook: one sheet for each table, one for the method.

#include "base/result.hpp"
#include "report/document.hpp"

#include <string>

namespace maillage::report {

/// Real types, a frozen header with filters, widths and number formats; sentences and notes on the
/// first sheet, the sources of each table below it. Nothing in it is a formula (T9). The same bytes
/// for the same document. \returns kWrite where the library cannot make it.
Result<std::string> to_xlsx(const Document& document, const Charter& charter = {});

/// A name that workbooks take: at most 31 characters, without []:*?/\ and quotes, none twice.
std::vector<std::string> sheet_names(const std::vector<std::string>& wanted);

}  // namespace maillage::report
