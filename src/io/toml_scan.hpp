// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Where the statements of a TOML text stand, so that one can be changed and the rest kept byte by
/// byte. The text is known to be TOML already; nothing is judged here. For this folder only.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace maillage::io {

/// A line of the file, or several for a value that goes on.
struct TomlStatement {
    enum class Kind : unsigned char { kBlank, kComment, kHeader, kPair };
    Kind kind = Kind::kBlank;
    std::size_t begin = 0;  ///< Of its first line.
    std::size_t end = 0;    ///< Behind its last line break.
    /// Of a header: its own; of a pair: the header's and then the key's: {"source", "columns",
    /// "nom"}.
    std::vector<std::string> path;
    std::size_t header_length = 0;   ///< Parts of a pair's path that the header above it gives.
    std::size_t array_position = 0;  ///< Which [[path[0]]] it stands in, from 0.
    std::size_t value_begin = 0;     ///< Of a pair.
    std::size_t value_end = 0;
};

/// \pre \p text is well-formed TOML.
std::vector<TomlStatement> scan_toml(std::string_view text);

/// A key as it must be written: bare or in quotes.
std::string toml_key(std::string_view key);
/// A basic string with its quotes.
std::string toml_string(std::string_view text);

}  // namespace maillage::io
