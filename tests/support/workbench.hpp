// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// A workspace held in memory: tables as text, outlines as drawings.

#include "io/read.hpp"
#include "io/schema_file.hpp"
#include "reconcile/reconcile.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace maillage::test {

class Workbench {
public:
    Workbench() {
        auto schemas = io::read_table_schemas(MAILLAGE_SOURCE_DIR "/data/schemas");
        EXPECT_TRUE(schemas.has_value());
        if (schemas) {
            input.schemas = std::move(schemas).value();
        }
        input.workspace.name = "essai";
    }

    /// Adds a CSV file. Lines are counted from 1, the header included.
    io::SourceSpec& add(Role role, std::string path, std::string_view csv, int vintage = 0) {
        auto layer = io::read_csv(csv, {});
        EXPECT_TRUE(layer.has_value()) << path;
        return add_layer(role, std::move(path), std::move(layer).value(), vintage);
    }

    io::SourceSpec& add_layer(Role role, std::string path, io::RawLayer layer, int vintage = 0) {
        reconcile::RawSource source;
        source.spec.role = role;
        source.spec.path = path;
        if (vintage != 0) {
            source.spec.vintage = Vintage{vintage};
        }
        source.path = std::move(path);
        auto file = std::make_shared<io::RawFile>();
        file->sha256 = std::string(64, '0');
        file->layers.push_back(std::move(layer));
        source.file = std::move(file);
        input.sources.push_back(std::move(source));
        return input.sources.back().spec;
    }

    /// Reconciles and checks what holds for every input: the ledger adds up (T3).
    DatasetPtr dataset() {
        auto result = reconcile::reconcile(input, {});
        if (!result) {
            ADD_FAILURE() << render(result.error().message, Language::kEnglish);
            return std::make_shared<Dataset>();
        }
        for (const auto& source : result.value()->ledger.sources) {
            EXPECT_EQ(source.rows_read,
                      source.rows_used + source.rows_repaired + source.rows_set_aside)
                << source.path;
        }
        return result.value();
    }

    reconcile::Input input;
};

/// Ids of the entries of one file, in their order; \p line 0 = all lines.
inline std::vector<MessageId> messages_of(const Dataset& dataset, std::string_view path,
                                          std::uint32_t line = 0) {
    std::vector<MessageId> ids;
    for (const auto& entry : dataset.ledger.entries) {
        if (dataset.ledger.sources[entry.origin.source].path == path &&
            (line == 0 || entry.origin.line == line)) {
            ids.push_back(entry.message.id);
        }
    }
    return ids;
}

inline const Source& source_named(const Dataset& dataset, std::string_view path) {
    for (const auto& source : dataset.ledger.sources) {
        if (source.path == path) {
            return source;
        }
    }
    static const Source kNone;
    ADD_FAILURE() << "no source " << path;
    return kNone;
}

/// Codes of a perimeter, for reading in a test.
inline std::vector<std::string> codes_of(const Dataset& dataset, const Perimeter& perimeter) {
    std::vector<std::string> codes;
    for (const auto commune : perimeter) {
        codes.push_back(dataset.territories.communes.code[commune.value].string());
    }
    return codes;
}

/// A layer of polygons with the column "code".
inline io::RawLayer polygon_layer(const geo::PolygonSet& polygons,
                                  const std::vector<std::string>& codes) {
    io::RawLayer layer;
    layer.kind = io::GeometryKind::kPolygon;
    layer.polygons = polygons;
    layer.crs = polygons.crs;
    layer.table.field_names = {"code_commune"};
    for (std::size_t i = 0; i < codes.size(); ++i) {
        layer.table.add_cell(codes[i]);
        layer.table.close_row(static_cast<std::uint32_t>(i + 1));
    }
    return layer;
}

}  // namespace maillage::test
