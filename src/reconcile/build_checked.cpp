// SPDX-License-Identifier: Apache-2.0
#include "reconcile/build_checked.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <cmath>

namespace maillage::reconcile {
namespace {

class RowChecker {
public:
    RowChecker(const TypedTable& table, const TableSchema& schema, const io::RawLayer& layer)
        : m_table(table), m_schema(schema), m_layer(layer) {}

    void check(std::size_t row, RowLog& log) const {
        for (const auto& field : m_schema.fields) {
            check_cell(row, field, log);
        }
        if (!log.is_set_aside()) {
            check_place(row, log);
        }
    }

private:
    void check_cell(std::size_t row, const FieldSchema& field, RowLog& log) const {
        const auto id = m_table.field(field.name);
        if (!m_table.has(id)) {
            return;
        }
        const auto text = m_table.text(row, id);
        const auto column = m_table.column_name(id);
        if (text.empty()) {
            if (field.required) {
                log.set_aside(column, {MessageId::kCellEmpty, {m_table.cell_name(row, id)}});
            }
            return;
        }
        const bool whole = field.type == "integer";
        if (whole || field.type == "number") {
            const auto number = parse_number(text);
            const bool good = number && (!whole || std::floor(*number) == *number) &&
                              (!field.minimum || *number >= *field.minimum) &&
                              (!field.maximum || *number <= *field.maximum);
            if (!good) {
                log.set_aside(column, {MessageId::kCellNotNumber,
                                       {quote_excerpt(text), m_table.cell_name(row, id)}});
            }
        }
    }

    /// A service stands somewhere: in its columns or in the geometry.
    void check_place(std::size_t row, RowLog& log) const {
        const auto lon = m_table.field("lon");
        const auto lat = m_table.field("lat");
        if (!m_table.text(row, lon).empty() && !m_table.text(row, lat).empty()) {
            return;
        }
        const auto raw = m_table.raw_row(row);
        const bool point = raw < m_layer.points.size() && std::isfinite(m_layer.points[raw].x);
        if (!point) {
            log.set_aside("", {MessageId::kServiceNowhere});
        }
    }

    const TypedTable& m_table;
    const TableSchema& m_schema;
    const io::RawLayer& m_layer;
};

}  // namespace

void check_rows(const TypedTable& table, const TableSchema& schema, const io::RawLayer& layer,
                LedgerBuilder& ledger) {
    const RowChecker checker(table, schema, layer);
    for (std::size_t row = 0; row < table.row_count(); ++row) {
        RowLog log(ledger, table.origin(row));
        if (!skip_without_data(table, row, log)) {
            checker.check(row, log);
        }
    }
}

}  // namespace maillage::reconcile
