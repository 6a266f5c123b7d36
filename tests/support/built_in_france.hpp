// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// The built-in France as a Dataset, without outlines.

#include "io/read.hpp"
#include "io/schema_file.hpp"
#include "io/workspace_file.hpp"
#include "reconcile/reconcile.hpp"

#include <utility>

namespace maillage::test {

/// Null when the files of data/france cannot be read.
inline DatasetPtr built_in_france() {
    const std::filesystem::path folder = MAILLAGE_SOURCE_DIR "/data/france";
    auto workspace = io::read_workspace(folder);
    auto schemas = io::read_table_schemas(MAILLAGE_SOURCE_DIR "/data/schemas");
    if (!workspace || !schemas) {
        return nullptr;
    }
    reconcile::Input input;
    input.workspace = std::move(workspace).value();
    input.schemas = std::move(schemas).value();
    for (const auto& spec : input.workspace.sources) {
        if (spec.role == Role::kCommunes) {
            continue;  // Outlines.
        }
        auto file = io::read_file(folder / spec.path, {}, {});
        if (!file) {
            return nullptr;
        }
        input.sources.push_back(
            {spec, spec.path, std::make_shared<const io::RawFile>(std::move(file).value())});
    }
    input.built_in_sources = input.sources.size();
    const auto result = reconcile::reconcile(std::move(input), {});
    return result ? result.value() : nullptr;
}

}  // namespace maillage::test
