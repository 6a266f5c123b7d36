// SPDX-License-Identifier: Apache-2.0
#include "fuzz/fuzz_target.hpp"
#include "io/read.hpp"
#include "io/schema_file.hpp"
#include "reconcile/cell_readers.hpp"
#include "reconcile/typed_table.hpp"

#include <algorithm>
#include <cstdlib>
#include <vector>

namespace {

using namespace maillage;

void check(bool holds) {
    if (!holds) {
        std::abort();
    }
}

const std::vector<TableSchema>& schemas() {
    static const auto kSchemas = io::read_table_schemas(MAILLAGE_SOURCE_DIR "/data/schemas");
    check(kSchemas.has_value());
    return *kSchemas;
}

/// What a code is read as is read again as it is, with nothing to repair.
template <typename Read>
void check_code(std::string_view text, Read read) {
    if (const auto first = read(text)) {
        const auto again = read(first->value.text());
        check(again.has_value() && again->value == first->value && !again->repair);
    }
}

void read_cell(std::string_view text) {
    check_code(text, reconcile::read_commune_code);
    check_code(text, reconcile::read_department_code);
    check_code(text, reconcile::read_region_code);
    check_code(text, reconcile::read_epci_code);
    static_cast<void>(reconcile::means_not_located(text));
    const auto reading = reconcile::read_count(text, {});
    if (reading.count) {
        check(reading.count->low >= 0 && reading.count->low <= reading.count->high);
        check(reading.masked || reading.count->is_exact());
    }
}

void check_opened(const io::RawTable& raw, const TableSchema& schema) {
    reconcile::LedgerBuilder ledger;
    const auto source = ledger.add_source({});
    const auto table = reconcile::TypedTable::open(raw, schema, {}, source, ledger);
    if (!table) {
        const auto& counts = ledger.source(source);
        check(counts.rows_read == counts.rows_set_aside);
        const auto result = std::move(ledger).finish();
        check(!result.entries.empty());
        return;
    }
    check(table->row_count() <= raw.row_count());
    for (std::size_t row = 0; row < table->row_count(); ++row) {
        check(table->raw_row(row) < raw.row_count());
        static_cast<void>(table->is_blank(row));
        static_cast<void>(table->is_total_or_note(row));
        for (const auto& field : schema.fields) {
            const auto id = table->field(field.name);
            check(table->has(id) || table->text(row, id).empty());
            read_cell(table->text(row, id));
            static_cast<void>(table->cell_name(row, id));
        }
        for (const auto& year : table->year_columns()) {
            read_cell(table->cell(row, year.column));
        }
    }
    for (const auto& entry : std::move(ledger).finish().entries) {
        check(!render(entry.message, Language::kFrench).empty());
    }
}

}  // namespace

/// A CSV as the whole check sees it: what it is taken for, its columns, its cells.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto layer = io::read_csv(as_text(data, size), {});
    if (!layer) {
        return 0;
    }
    const auto role = reconcile::guess_role(layer->table, false, false, schemas());
    for (const auto& schema : schemas()) {
        if (schema.role == role || schema.role == Role::kCir) {
            check_opened(layer->table, schema);
        }
    }
    return 0;
}
