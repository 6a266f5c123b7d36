// SPDX-License-Identifier: Apache-2.0
#include "io/json_text.hpp"

#include "base/format.hpp"

#include <cmath>

namespace maillage::io {

void append_json_text(std::string& json, std::string_view text) {
    json += '"';
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            json += '\\';
            json += c;
        } else if (byte < 0x20) {
            json += format("\\u{:04x}", byte);
        } else {
            json += c;
        }
    }
    json += '"';
}

void append_json_value(std::string& json, const Value& value) {
    if (const auto* text = std::get_if<std::string>(&value)) {
        append_json_text(json, *text);
    } else if (const auto* whole = std::get_if<std::int64_t>(&value)) {
        json += format("{}", *whole);
    } else if (const auto* real = std::get_if<double>(&value); real && std::isfinite(*real)) {
        json += format("{}", *real);
    } else {
        json += "null";
    }
}

}  // namespace maillage::io
