// SPDX-License-Identifier: Apache-2.0
#include "io/schema_file.hpp"

#include "io/file_error.hpp"
#include "io/read.hpp"
#include "io/role_names.hpp"

#include <simdjson.h>

#include <algorithm>
#include <system_error>

namespace maillage::io {
namespace {

namespace fs = std::filesystem;
namespace dom = simdjson::dom;

constexpr std::uint64_t kMaxBytes = std::uint64_t{4} << 20U;

Error invalid(std::string reason) {
    return {Error::Code::kParse, Message(MessageId::kSchemaInvalid, {std::move(reason)}), {}};
}

std::string text_of(const dom::object& object, std::string_view key) {
    std::string_view text;
    return object[key].get(text) == simdjson::SUCCESS ? std::string(text) : std::string();
}

std::vector<std::string> texts_of(const dom::array& list) {
    std::vector<std::string> texts;
    for (const auto item : list) {
        std::string_view text;
        if (item.get(text) == simdjson::SUCCESS) {
            texts.emplace_back(text);
        }
    }
    return texts;
}

FieldSchema field_of(const dom::object& object) {
    FieldSchema field;
    field.name = text_of(object, "name");
    field.type = text_of(object, "type");
    field.description = text_of(object, "description");
    dom::array list;
    if (object["aliases"].get(list) == simdjson::SUCCESS) {
        field.aliases = texts_of(list);
    }
    dom::object constraints;
    if (object["constraints"].get(constraints) == simdjson::SUCCESS) {
        bool required = false;
        if (constraints["required"].get(required) == simdjson::SUCCESS) {
            field.required = required;
        }
        double bound = 0.0;
        if (constraints["minimum"].get(bound) == simdjson::SUCCESS) {
            field.minimum = bound;
        }
        if (constraints["maximum"].get(bound) == simdjson::SUCCESS) {
            field.maximum = bound;
        }
        if (constraints["enum"].get(list) == simdjson::SUCCESS) {
            field.allowed = texts_of(list);
        }
    }
    return field;
}

std::optional<Error> read_fields(const dom::object& root, TableSchema& schema) {
    dom::array fields;
    if (root["fields"].get(fields) != simdjson::SUCCESS || fields.size() == 0) {
        return invalid("fields");
    }
    for (const auto item : fields) {
        dom::object object;
        if (item.get(object) != simdjson::SUCCESS) {
            return invalid("fields");
        }
        auto field = field_of(object);
        const bool twice =
            std::any_of(schema.fields.begin(), schema.fields.end(),
                        [&](const FieldSchema& other) { return other.name == field.name; });
        if (field.name.empty() || field.type.empty() || twice) {
            return invalid("fields, name \"" + field.name + "\"");
        }
        schema.fields.push_back(std::move(field));
    }
    return std::nullopt;
}

std::optional<Error> read_one_of(const dom::object& root, TableSchema& schema) {
    dom::array groups;
    if (root["one_of"].get(groups) != simdjson::SUCCESS) {
        return std::nullopt;
    }
    for (const auto item : groups) {
        dom::array group;
        if (item.get(group) != simdjson::SUCCESS) {
            return invalid("one_of");
        }
        auto names = texts_of(group);
        for (const auto& name : names) {
            if (std::none_of(schema.fields.begin(), schema.fields.end(),
                             [&](const FieldSchema& field) { return field.name == name; })) {
                return invalid("one_of, \"" + name + "\"");
            }
        }
        schema.one_of.push_back(std::move(names));
    }
    return std::nullopt;
}

}  // namespace

Result<TableSchema> parse_table_schema(std::string_view json) {
    dom::parser parser;
    dom::object root;
    const auto error = parser.parse(json.data(), json.size()).get(root);
    if (error != simdjson::SUCCESS) {
        return invalid(simdjson::error_message(error));
    }
    TableSchema schema;
    const auto role = parse_role(text_of(root, "role"));
    if (!role) {
        return invalid("role \"" + text_of(root, "role") + "\"");
    }
    schema.role = *role;
    schema.title = text_of(root, "title");
    if (auto problem = read_fields(root, schema)) {
        return *problem;
    }
    if (auto problem = read_one_of(root, schema)) {
        return *problem;
    }
    return schema;
}

Result<std::vector<TableSchema>> read_table_schemas(const fs::path& folder) {
    std::error_code failed;
    std::vector<fs::path> files;
    for (fs::directory_iterator entry(folder, failed), end; !failed && entry != end;
         entry.increment(failed)) {
        if (entry->path().extension() == ".json") {
            files.push_back(entry->path());
        }
    }
    if (failed) {
        return not_found(folder);
    }
    std::sort(files.begin(), files.end());
    std::vector<TableSchema> schemas;
    for (const auto& file : files) {
        auto bytes = read_bytes(file, kMaxBytes);
        if (!bytes) {
            return bytes.error();
        }
        auto schema = parse_table_schema(bytes->bytes);
        if (!schema) {
            Error error = schema.error();
            error.where = file.filename().string();
            return error;
        }
        schemas.push_back(std::move(schema).value());
    }
    return schemas;
}

}  // namespace maillage::io
