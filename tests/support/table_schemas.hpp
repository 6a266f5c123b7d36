// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// The schemas of data/schemas for tests of libraries that stand below their reader, or beside it.

#include "model/table_schema.hpp"

#include <nlohmann/json.hpp>

#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>
#include <vector>

namespace maillage::test {

inline Role role_named(const std::string& name) {
    static const std::vector<std::pair<std::string, Role>> kRoles = {
        {"communes", Role::kCommunes},    {"territories", Role::kTerritories},
        {"names", Role::kNames},          {"members", Role::kMembers},
        {"moves", Role::kMoves},          {"cir", Role::kCir},
        {"cir_totals", Role::kCirTotals}, {"contracts", Role::kContracts},
        {"targets", Role::kTargets},      {"services", Role::kServices},
        {"density", Role::kDensity},
    };
    for (const auto& [text, role] : kRoles) {
        if (text == name) {
            return role;
        }
    }
    throw std::runtime_error("unknown role " + name);
}

inline TableSchema schema_from_json(const nlohmann::json& json) {
    TableSchema schema;
    schema.role = role_named(json.at("role"));
    schema.title = json.at("title");
    schema.one_of = json.value("one_of", schema.one_of);
    for (const auto& one : json.at("fields")) {
        FieldSchema field;
        field.name = one.at("name");
        field.type = one.at("type");
        field.description = one.at("description");
        field.aliases = one.value("aliases", field.aliases);
        if (one.contains("constraints")) {
            field.required = one["constraints"].value("required", false);
            field.allowed = one["constraints"].value("enum", field.allowed);
        }
        schema.fields.push_back(std::move(field));
    }
    return schema;
}

/// Read once for each program of tests.
inline const std::vector<TableSchema>& all_schemas() {
    static const auto kSchemas = [] {
        std::vector<TableSchema> schemas;
        for (const auto& file :
             std::filesystem::directory_iterator(MAILLAGE_SOURCE_DIR "/data/schemas")) {
            std::ifstream text(file.path());
            schemas.push_back(schema_from_json(nlohmann::json::parse(text)));
        }
        return schemas;
    }();
    return kSchemas;
}

inline const TableSchema& schema_of(Role role) {
    for (const auto& schema : all_schemas()) {
        if (schema.role == role) {
            return schema;
        }
    }
    throw std::runtime_error("no schema of this role");
}

}  // namespace maillage::test
