// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Text as users' files hold it: accents, cases, encodings, numbers.

#include "base/language.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace maillage {

/// Without spaces at both ends: ordinary, tab, no-break (U+00A0), narrow (U+202F), BOM.
std::string_view trim(std::string_view text);

/// For comparing names and headers: lower case, no accents, œ→oe, ligatures, everything that is
/// not a letter or digit becomes one space, "st"/"ste" as a word become "saint"/"sainte".
/// "Saint-Jean-d'Y", "ST JEAN D’Y" → "saint jean d y".
std::string fold(std::string_view text);

/// fold() with the spaces taken out: "Code INSEE" and "code_insee" → "codeinsee".
std::string fold_key(std::string_view text);

bool is_utf8(std::string_view bytes);
/// Bytes 0x81, 0x8D, 0x8F, 0x90, 0x9D, which Windows-1252 does not define, become U+FFFD.
std::string utf8_from_windows_1252(std::string_view bytes);
/// \pre bytes start after the byte-order mark. Unpaired surrogates become U+FFFD.
std::string utf8_from_utf16(std::string_view bytes, bool big_endian);

/// Parts between \p separator; an empty text has one empty part.
std::vector<std::string_view> split(std::string_view text, char separator);
/// Words between spaces, commas, semicolons, newlines (also no-break spaces).
std::vector<std::string_view> split_words(std::string_view text);

/// A number as French spreadsheets write it: "1 234,5" with any kind of space, "1,234.5",
/// "1234.5", "-3", "1e3", "12 %" is not a number (see parse_share).
std::optional<double> parse_number(std::string_view text);
/// As parse_number, when the value is a whole number that an int64 holds exactly ("1004.0" is).
std::optional<std::int64_t> parse_integer(std::string_view text);

/// A share as an exact fraction numerator / 10^n: "45 %", "45,5%", "0.45", "0,45".
/// "45" without a sign is not a share: ambiguous; the caller decides.
struct Share {
    std::int64_t numerator = 0;
    std::int64_t denominator = 1;
    friend bool operator==(const Share&, const Share&) = default;
};
std::optional<Share> parse_share(std::string_view text);

/// 12345 → "12 345" with U+202F in French, "12,345" in English; − (U+2212) for negatives.
std::string group_digits(std::int64_t number, Language language);

/// num/den × 10^decimals rounded half up on exact integers, as "45,3" / "45.3".
/// \pre den > 0, 0 ≤ decimals ≤ 6.
std::string fixed_ratio(std::int64_t num, std::int64_t den, int decimals, char decimal_mark);

/// Number of code points, for padding of tables on a terminal.
std::size_t display_width(std::string_view utf8);

/// Cut to \p max_points code points with "…", control characters as "·": for quoting what was read.
std::string quote_excerpt(std::string_view text, std::size_t max_points = 40);

/// Levenshtein distance on bytes of folded text, stopping above \p limit. For "did you mean".
int edit_distance(std::string_view a, std::string_view b, int limit);

}  // namespace maillage
