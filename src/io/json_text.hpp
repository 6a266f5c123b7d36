// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Texts and values inside JSON.

#include "io/write.hpp"

#include <string>
#include <string_view>

namespace maillage::io {

/// Adds \p text in double quotes, with what JSON forbids written as escapes.
void append_json_text(std::string& json, std::string_view text);
/// Adds a number, a text or null; what is no number of JSON (infinity) is null too.
void append_json_value(std::string& json, const Value& value);

}  // namespace maillage::io
