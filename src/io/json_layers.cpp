// SPDX-License-Identifier: Apache-2.0
#include "io/json_layers.hpp"

#include <utility>

namespace maillage::io {
namespace {

constexpr std::string_view kUtf8Mark = "\xEF\xBB\xBF";

bool is_utf16(std::string_view bytes) {
    return bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF") ||
           (bytes.size() > 3 && (bytes[0] == '\0' || bytes[1] == '\0'));
}

PaddedText padded(std::string& bytes) {
    bytes.reserve(bytes.size() + simdjson::SIMDJSON_PADDING);
    std::string_view text = bytes;
    std::size_t skipped = 0;
    if (text.starts_with(kUtf8Mark)) {
        skipped = kUtf8Mark.size();
        text.remove_prefix(skipped);
    }
    return {text, bytes.capacity() - skipped};
}

Result<std::vector<RawLayer>> parse(PaddedText text, const ReadOptions& options) {
    if (is_utf16(text.text)) {
        return Error{Error::Code::kFormat, Message(MessageId::kJsonUtf16), {}};
    }
    std::string type;
    auto layer = parse_geojson(text, options, type);
    if (layer) {
        std::vector<RawLayer> layers;
        layers.push_back(std::move(layer).value());
        return layers;
    }
    if (type == "Topology") {
        return parse_topojson(text, options);
    }
    return layer.error();
}

}  // namespace

Result<std::vector<RawLayer>> read_json_layers(std::string& bytes, const ReadOptions& options) {
    if (bytes.size() > options.max_bytes) {
        return too_large("JSON", options.max_bytes);
    }
    return parse(padded(bytes), options);
}

Result<RawLayer> read_geojson(std::string_view bytes, const ReadOptions& options) {
    std::string copy(bytes);
    auto layers = read_json_layers(copy, options);
    if (!layers) {
        return layers.error();
    }
    return std::move(layers.value().front());
}

Result<RawLayer> read_topojson(std::string_view bytes, const ReadOptions& options) {
    std::string copy(bytes);
    auto layers = parse_topojson(padded(copy), options);
    if (!layers) {
        return layers.error();
    }
    return std::move(layers.value().front());
}

}  // namespace maillage::io
