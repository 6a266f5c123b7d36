// SPDX-License-Identifier: Apache-2.0
#include "io/schema_file.hpp"

#include "unit/io/io_test_files.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <string>
#include <vector>

namespace maillage::io {
namespace {

using testing::ElementsAre;

const char* const kTargets = R"({"name":"targets","title":"Cibles","role":"targets","fields":[
 {"name":"code_departement","type":"string","description":"Le code.","aliases":["dep","DEP"]},
 {"name":"code_region","type":"string"},
 {"name":"annee","type":"integer","constraints":{"required":true}},
 {"name":"sens","type":"string","constraints":{"enum":["hausse","baisse"]}}],
 "one_of":[["code_departement","code_region"]]})";

TEST(Schema, AllPropertiesAreRead) {
    const auto schema = parse_table_schema(kTargets);
    ASSERT_TRUE(schema.has_value());
    EXPECT_EQ(schema->role, Role::kTargets);
    EXPECT_EQ(schema->title, "Cibles");
    ASSERT_EQ(schema->fields.size(), 4U);
    EXPECT_THAT(schema->fields[0].aliases, ElementsAre("dep", "DEP"));
    EXPECT_EQ(schema->fields[0].description, "Le code.");
    EXPECT_FALSE(schema->fields[0].required);
    EXPECT_TRUE(schema->fields[2].required);
    EXPECT_THAT(schema->fields[3].allowed, ElementsAre("hausse", "baisse"));
    ASSERT_EQ(schema->one_of.size(), 1U);
    EXPECT_THAT(schema->one_of[0], ElementsAre("code_departement", "code_region"));
}

/// The README's table of roles is made from the schemas; this keeps it so.
TEST(Schema, TheReadmeListsEveryColumnOfEveryRole) {
    std::ifstream file(MAILLAGE_SOURCE_DIR "/README.md");
    std::vector<std::string> lines;
    for (std::string line; std::getline(file, line);) {
        lines.push_back(line);
    }
    const auto schemas = read_table_schemas(MAILLAGE_SOURCE_DIR "/data/schemas");
    ASSERT_TRUE(schemas.has_value());
    for (const auto& schema : *schemas) {
        std::string columns;
        for (const auto& field : schema.fields) {
            const std::string mark = field.required ? "**" : "";
            columns += columns.empty() ? "" : ", ";
            columns += mark;
            columns += field.name;
            columns += mark;
        }
        const auto listed = std::count_if(lines.begin(), lines.end(), [&](const auto& line) {
            return line.ends_with("| " + schema.title + " | " + columns + " |");
        });
        EXPECT_EQ(listed, 1) << schema.title << ": " << columns;
    }
}

TEST(Schema, WhatIsWrongIsNamed) {
    const auto reason = [](std::string_view json) {
        const auto schema = parse_table_schema(json);
        EXPECT_FALSE(schema.has_value());
        return schema ? "" : std::get<std::string>(schema.error().message.arguments.at(0));
    };
    EXPECT_EQ(reason(R"({"role":"roi"})"), "role \"roi\"");
    EXPECT_EQ(reason(R"({"role":"cir"})"), "fields");
    EXPECT_EQ(
        reason(
            R"({"role":"cir","fields":[{"name":"a","type":"string"},{"name":"a","type":"string"}]})"),
        "fields, name \"a\"");
    EXPECT_EQ(reason(R"({"role":"cir","fields":[{"name":"a","type":"string"}],"one_of":[["b"]]})"),
              "one_of, \"b\"");
}

TEST(Schema, AFolderIsReadInOrderOfNames) {
    const TestFolder folder;
    folder.add("b.json", kTargets);
    folder.add("a.json", R"({"role":"cir","fields":[{"name":"a","type":"string"}]})");
    folder.add("readme.md", "x");
    const auto schemas = read_table_schemas(folder.path());
    ASSERT_TRUE(schemas.has_value());
    ASSERT_EQ(schemas->size(), 2U);
    EXPECT_EQ((*schemas)[0].role, Role::kCir);
    EXPECT_FALSE(read_table_schemas(folder.path() / "none").has_value());
}

}  // namespace
}  // namespace maillage::io
