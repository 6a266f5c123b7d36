// SPDX-License-Identifier: Apache-2.0
#include "io/json_layers.hpp"

#include <algorithm>

namespace maillage::io {
namespace {

namespace od = simdjson::ondemand;

MessageId reason_of(simdjson::error_code code) {
    switch (code) {
        case simdjson::STRING_ERROR:
        case simdjson::UNESCAPED_CHARS:
            return MessageId::kJsonBadString;
        case simdjson::NUMBER_ERROR:
        case simdjson::NUMBER_OUT_OF_RANGE:
            return MessageId::kJsonBadNumber;
        case simdjson::T_ATOM_ERROR:
        case simdjson::F_ATOM_ERROR:
        case simdjson::N_ATOM_ERROR:
            return MessageId::kJsonBadLiteral;
        case simdjson::DEPTH_ERROR:
            return MessageId::kJsonTooDeepWords;
        case simdjson::TRAILING_CONTENT:
            return MessageId::kJsonTrailing;
        default:
            return MessageId::kJsonBadToken;
    }
}

std::size_t first_not_utf8(std::string_view text) {
    std::size_t at = 0;
    while (at < text.size()) {
        const auto end = std::min(text.find('\n', at), text.size() - 1) + 1;
        if (!simdjson::validate_utf8(text.data() + at, end - at)) {
            return at;
        }
        at = end;
    }
    return 0;
}

std::string_view trimmed_token(std::string_view token) {
    const auto end = token.find_last_not_of(" \t\r\n");
    return token.substr(0, end == std::string_view::npos ? 0 : end + 1);
}

simdjson::error_code compact_text(od::value value, AttributeRows& rows, std::string_view& text) {
    std::string_view raw;
    od::json_type type{};
    if (const auto error = value.type().get(type)) {
        return error;
    }
    if (type == od::json_type::array) {
        od::array array;
        if (const auto error = value.get_array().get(array)) {
            return error;
        }
        if (const auto error = array.raw_json().get(raw)) {
            return error;
        }
    } else {
        od::object object;
        if (const auto error = value.get_object().get(object)) {
            return error;
        }
        if (const auto error = object.raw_json().get(raw)) {
            return error;
        }
    }
    std::string compact(raw.size() + simdjson::SIMDJSON_PADDING, '\0');
    std::size_t size = 0;
    if (const auto error = simdjson::minify(raw.data(), raw.size(), compact.data(), size)) {
        return error;
    }
    compact.resize(size);
    text = rows.keep(std::move(compact));
    return simdjson::SUCCESS;
}

}  // namespace

simdjson::error_code check_null(od::value value) {
    bool null = false;
    const auto error = value.is_null().get(null);
    return error != simdjson::SUCCESS || null ? error : simdjson::N_ATOM_ERROR;
}

std::uint32_t line_of(std::string_view text, std::size_t offset) {
    const auto end = text.begin() + static_cast<std::ptrdiff_t>(std::min(offset, text.size()));
    return static_cast<std::uint32_t>(1 + std::count(text.begin(), end, '\n'));
}

Error json_error(simdjson::error_code code, std::string_view text, std::size_t offset) {
    offset = std::min(offset, text.size());
    const auto make = [&](MessageId id) {
        return Error{Error::Code::kFormat, Message(id, {std::int64_t{line_of(text, offset)}}), {}};
    };
    switch (code) {
        case simdjson::EMPTY:
            return {Error::Code::kFormat, Message(MessageId::kFileBlank), {}};
        case simdjson::UTF8_ERROR:
            offset = first_not_utf8(text);
            return make(MessageId::kJsonNotUtf8);
        case simdjson::UNCLOSED_STRING:
        case simdjson::INCOMPLETE_ARRAY_OR_OBJECT:
            offset = text.size();
            return make(MessageId::kJsonCut);
        default: {
            const auto before = offset == 0 ? std::string_view::npos : text.rfind('\n', offset - 1);
            const auto column = before == std::string_view::npos ? offset + 1 : offset - before;
            return {Error::Code::kFormat,
                    Message(MessageId::kJsonInvalid,
                            {std::int64_t{line_of(text, offset)}, static_cast<std::int64_t>(column),
                             reason_of(code)}),
                    {}};
        }
    }
}

simdjson::error_code walk(od::value value, int depth) {
    if (depth > kMaxJsonDepth) {
        return simdjson::DEPTH_ERROR;
    }
    od::json_type type{};
    if (const auto error = value.type().get(type)) {
        return error;
    }
    if (type == od::json_type::array) {
        for (auto item : value.get_array()) {
            od::value child;
            if (const auto error = item.get(child)) {
                return error;
            }
            if (const auto error = walk(child, depth + 1)) {
                return error;
            }
        }
        return simdjson::SUCCESS;
    }
    if (type == od::json_type::object) {
        for (auto member : value.get_object()) {
            od::field field;
            if (const auto error = std::move(member).get(field)) {
                return error;
            }
            if (const auto error = walk(field.value(), depth + 1)) {
                return error;
            }
        }
        return simdjson::SUCCESS;
    }
    std::string_view ignored_text;
    double ignored_number = 0.0;
    bool ignored_flag = false;
    switch (type) {
        case od::json_type::string:
            return value.get_string().get(ignored_text);
        case od::json_type::number:
            return value.get_double().get(ignored_number);
        case od::json_type::boolean:
            return value.get_bool().get(ignored_flag);
        default:
            return check_null(value);
    }
}

simdjson::error_code read_word(od::value value, std::string& word) {
    od::json_type type{};
    if (const auto error = value.type().get(type)) {
        return error;
    }
    if (type != od::json_type::string) {
        return walk(value, 1);
    }
    std::string_view text;
    const auto error = value.get_string().get(text);
    word = text;
    return error;
}

simdjson::error_code cell_text(od::value value, AttributeRows& rows, std::string_view& text) {
    od::json_type type{};
    if (const auto error = value.type().get(type)) {
        return error;
    }
    switch (type) {
        case od::json_type::string:
            return value.get_string().get(text);
        case od::json_type::number: {
            text = trimmed_token(value.raw_json_token());
            double checked = 0.0;
            const auto error = value.get_double().get(checked);
            // A whole number too long for a double is still a code written without quotes.
            const bool digits = text.find_first_not_of("-0123456789") == std::string_view::npos;
            return error != simdjson::SUCCESS && digits ? simdjson::SUCCESS : error;
        }
        case od::json_type::boolean: {
            bool flag = false;
            const auto error = value.get_bool().get(flag);
            text = flag ? "true" : "false";
            return error;
        }
        case od::json_type::null:
            text = {};
            return check_null(value);
        default:
            return compact_text(value, rows, text);
    }
}

simdjson::error_code read_attributes(od::object object, AttributeRows& rows,
                                     AttributeTrouble& trouble) {
    for (auto member : object) {
        od::field field;
        if (const auto error = std::move(member).get(field)) {
            return error;
        }
        std::string_view key;
        if (const auto error = field.unescaped_key().get(key)) {
            return error;
        }
        std::string_view text;
        if (const auto error = cell_text(field.value(), rows, text)) {
            return error;
        }
        switch (rows.set(key, text)) {
            case AttributeRows::Set::kAgain:
                trouble.again = key;
                break;
            case AttributeRows::Set::kNoRoom:
                trouble.no_room = true;
                break;
            case AttributeRows::Set::kFirst:
                break;
        }
    }
    return simdjson::SUCCESS;
}

}  // namespace maillage::io
