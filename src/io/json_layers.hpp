// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// GeoJSON, TopoJSON and lists of objects, by simdjson's on-demand parser. For this folder only:
/// it shows simdjson types.

#include "base/result.hpp"
#include "io/layer_builder.hpp"
#include "io/read.hpp"

#include <simdjson.h>

#include <string>
#include <string_view>
#include <vector>

namespace maillage::io {

/// Layers of any JSON that holds some: one for GeoJSON and lists of objects, one for each object of
/// a TopoJSON. \p bytes gets room for simdjson's padding behind its end.
Result<std::vector<RawLayer>> read_json_layers(std::string& bytes, const ReadOptions& options);

/// Text of which \p capacity bytes may be read, size + SIMDJSON_PADDING at least.
struct PaddedText {
    std::string_view text;
    std::size_t capacity = 0;
};
/// \p type is filled with the "type" of the root: after an error with "Topology", parse_topojson
/// is to be asked.
Result<RawLayer> parse_geojson(PaddedText text, const ReadOptions& options, std::string& type);
Result<std::vector<RawLayer>> parse_topojson(PaddedText text, const ReadOptions& options);

/// simdjson's error \p code at byte \p offset of \p text in the words of the user.
Error json_error(simdjson::error_code code, std::string_view text, std::size_t offset);
std::uint32_t line_of(std::string_view text, std::size_t offset);

/// Reads to the end of \p value, so that an error inside is found. Not deeper than kMaxJsonDepth.
inline constexpr int kMaxJsonDepth = 100;
simdjson::error_code walk(simdjson::ondemand::value value, int depth);

/// A value that begins like null may be another word.
simdjson::error_code check_null(simdjson::ondemand::value value);

/// A string; something else is read over and leaves \p word empty.
simdjson::error_code read_word(simdjson::ondemand::value value, std::string& word);

/// Any value as the text of a cell: numbers as written, null empty, lists and objects compact.
simdjson::error_code cell_text(simdjson::ondemand::value value, AttributeRows& rows,
                               std::string_view& text);

/// Members of \p object as attributes. \p on_again is called for keys written twice.
struct AttributeTrouble {
    std::string again;     ///< A key written twice; empty = none.
    bool no_room = false;  ///< More than AttributeRows::kMaxColumns.
};
simdjson::error_code read_attributes(simdjson::ondemand::object object, AttributeRows& rows,
                                     AttributeTrouble& trouble);

}  // namespace maillage::io
