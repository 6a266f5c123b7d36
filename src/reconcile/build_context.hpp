// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// What every builder of a part of the Dataset is given.

#include "io/raw_layer.hpp"
#include "io/workspace_file.hpp"
#include "model/lookup.hpp"
#include "reconcile/ledger_builder.hpp"
#include "reconcile/typed_table.hpp"
#include "reconcile/vintage_map.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace maillage::reconcile {

/// One table of one role, its columns matched.
struct TableInput {
    TypedTable table;
    const io::RawLayer* layer = nullptr;  ///< Never null; its polygons are row by row.
    const io::SourceSpec* spec = nullptr;
    std::uint32_t source = 0;  ///< In the ledger.
    bool built_in = false;
    std::string name;  ///< Layer name, or the file's name without its ending.
};

/// A layer that perimeters may name.
struct LayerInput {
    const io::RawLayer* layer = nullptr;
    std::uint32_t source = 0;
    std::string stem;  ///< File name without its ending.
};

struct BuildContext {
    LedgerBuilder& ledger;
    const io::WorkspaceSpec& workspace;
    const VintageMap& moves;
    const Territories& territories;
    const CommuneRows& rows;
    std::span<const Index<Department>> scope;  ///< Empty = all of France.

    Vintage vintage() const { return territories.vintage; }
    bool in_scope(Index<Department> department) const {
        return scope.empty() || std::find(scope.begin(), scope.end(), department) != scope.end();
    }
};

/// The vintage of a table's commune codes: as the workspace says, else detected from \p codes and
/// noted in the ledger. \returns Nothing after noting an error: no vintage of the COG fits.
std::optional<Vintage> table_vintage(const TableInput& input, std::span<const CommuneCode> codes,
                                     const VintageMap& moves, std::optional<Vintage> preferred,
                                     LedgerBuilder& ledger);

/// Commune codes of a column, repaired where they can be; for the detection of vintages.
std::vector<CommuneCode> codes_of_column(const TypedTable& table, FieldId field);

/// Sets every row of \p table aside for one reason, said once.
void set_all_aside(const TypedTable& table, const Message& message, LedgerBuilder& ledger);

/// A whole number without sign, quickly; nothing where the careful reader is needed.
std::optional<std::int64_t> plain_digits(std::string_view text);

}  // namespace maillage::reconcile
