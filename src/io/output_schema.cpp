// SPDX-License-Identifier: Apache-2.0
#include "io/output_schema.hpp"

#include "base/format.hpp"
#include "io/json_text.hpp"

#include <array>
#include <string_view>

namespace maillage::io {
namespace {

std::string json_quoted(std::string_view text) {
    std::string json;
    append_json_text(json, text);
    return json;
}

std::string text_list(const std::vector<std::string>& texts) {
    std::string json = "[";
    for (const auto& text : texts) {
        json += json.size() > 1 ? ", " : "";
        append_json_text(json, text);
    }
    return json + "]";
}

std::string years_text(const std::vector<int>& years, const char* between) {
    std::string text;
    for (const int year : years) {
        text += (text.empty() ? "" : between) + std::to_string(year);
    }
    return text;
}

std::string_view type_name(FieldType type) {
    constexpr auto kNames =
        std::to_array<std::string_view>({"string", "integer", "number", "date"});
    return kNames.at(static_cast<std::size_t>(type));
}

std::string constraints_json(const OutputField& field) {
    std::string json;
    const auto add = [&](const std::string& one) { json += (json.empty() ? "" : ", ") + one; };
    if (field.required) {
        add(R"("required": true)");
    }
    if (field.minimum) {
        add(format(R"("minimum": {})", *field.minimum));
    }
    if (field.maximum) {
        add(format(R"("maximum": {})", *field.maximum));
    }
    if (!field.allowed.empty()) {
        add(R"("enum": )" + text_list(field.allowed));
    }
    return json.empty() ? json : R"(, "constraints": {)" + json + "}";
}

std::string field_json(const OutputField& field) {
    return format(R"({{"name": {}, "type": "{}", "title": {}, "description": {}{}}})",
                  json_quoted(field.name), type_name(field.type), json_quoted(field.title),
                  json_quoted(field.description), constraints_json(field));
}

std::string source_json(const OutputSource& source) {
    auto json = format(R"({{"path": {}, "role": {}, "rows": {})", json_quoted(source.path),
                       json_quoted(source.role), source.rows);
    if (source.vintage) {
        json += format(R"(, "vintage": {})", *source.vintage);
    }
    if (!source.sha256.empty()) {
        json += R"(, "sha256": )" + json_quoted(source.sha256);
    }
    if (!source.attribution.empty()) {
        json += R"(, "attribution": )" + json_quoted(source.attribution);
    }
    return json + (source.built_in ? R"(, "built_in": true})" : "}");
}

}  // namespace

std::vector<std::pair<std::string, std::string>> fact_rows(const OutputFacts& facts) {
    std::vector<std::pair<std::string, std::string>> rows{
        {"programme", facts.program},
        {"territoire", facts.territory},
        {"date", iso_date(facts.date)},
        {"signataires", years_text(facts.counts_years, ", ")},
        {"millesime", std::to_string(facts.vintage)},
        {"mode", facts.mode},
        {"methode", facts.method}};
    for (const auto& notice : facts.notices) {
        rows.emplace_back("avertissement", notice);
    }
    return rows;
}

std::string facts_json(const OutputFacts& facts) {
    std::string json = format(
        R"({{"program": {}, "territory": {}, "date": "{}", "counts_years": [{}], "vintage": {}, )"
        R"("mode": {}, "method": {}, "notices": {}, "sources": [)",
        json_quoted(facts.program), json_quoted(facts.territory), iso_date(facts.date),
        years_text(facts.counts_years, ", "), facts.vintage, json_quoted(facts.mode),
        json_quoted(facts.method), text_list(facts.notices));
    for (std::size_t i = 0; i < facts.sources.size(); ++i) {
        json += (i > 0 ? ", " : "") + source_json(facts.sources[i]);
    }
    return json + "]}";
}

std::string to_table_schema(const std::string& title, const std::vector<OutputField>& fields,
                            const std::vector<std::string>& key, const OutputFacts& facts) {
    std::string json = "{\n  \"title\": " + json_quoted(title) + ",\n  \"fields\": [";
    for (std::size_t i = 0; i < fields.size(); ++i) {
        json += (i > 0 ? ",\n    " : "\n    ") + field_json(fields[i]);
    }
    json += "\n  ],\n  \"missingValues\": [\"\"],\n";
    if (!key.empty()) {
        json += "  \"primaryKey\": " + text_list(key) + ",\n";
    }
    return json + "  \"maillage\": " + facts_json(facts) + "\n}\n";
}

}  // namespace maillage::io
