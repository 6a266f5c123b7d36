// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// What must be known of a CSV before its cells are read: its encoding and its separator.

#include "io/file_error.hpp"
#include "io/read.hpp"

#include <string>
#include <string_view>

namespace maillage::io {

/// The text of a CSV in UTF-8, without byte-order mark and NUL bytes.
struct CsvText {
    std::string_view text;  ///< Of the bytes given, or of `owned`.
    std::string owned;      ///< Filled only when the bytes had to be changed.
    std::string encoding;   ///< "UTF-8", "Windows-1252", "UTF-16".
};

/// Fills \p csv (which must stay where it is: text may point into it). A line is UTF-8 when its
/// bytes are, else Windows-1252. \p encoding (of known_encoding()) forbids the guess; bytes that
/// are not UTF-8 are read as Windows-1252 all the same.
void decode_csv(std::string_view bytes, std::string_view encoding, CsvText& csv,
                RemarkList& remarks);

/// The sign among ; tab | , that cuts the first lines most evenly, outside quotes; '\0' if none.
char find_separator(std::string_view text);

/// read_csv() of a format that prescribes its separator. '\0': it is found.
Result<RawLayer> read_separated(std::string_view bytes, const ReadOptions& options, char separator);

}  // namespace maillage::io
