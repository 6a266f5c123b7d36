// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Tables that take no part in coverage (services): each row is read all the same, so that `check`
/// says what is wrong before it is needed.

#include "io/raw_layer.hpp"
#include "reconcile/typed_table.hpp"

namespace maillage::reconcile {

/// Required cells filled, numbers that are numbers within the schema's bounds, coordinates given by
/// columns or by the points of \p layer. Counts every row.
void check_rows(const TypedTable& table, const TableSchema& schema, const io::RawLayer& layer,
                LedgerBuilder& ledger);

}  // namespace maillage::reconcile
