// SPDX-License-Identifier: Apache-2.0
#include "base/text.hpp"
#include "reconcile/build_territories.hpp"
#include "reconcile/cell_readers.hpp"

#include <algorithm>

namespace maillage::reconcile {
namespace {

struct NameColumns {
    FieldId ept;
    FieldId epci;
    FieldId arrondissement;
    FieldId department;
    FieldId region;
    FieldId name;
    FieldId commune;

    explicit NameColumns(const TypedTable& table)
        : ept(table.field("code_ept")),
          epci(table.field("code_epci")),
          arrondissement(table.field("code_arrondissement")),
          department(table.field("code_departement")),
          region(table.field("code_region")),
          name(table.field("nom")),
          commune(table.field("code_commune")) {}
};

template <typename CodeType>
void sort_first_wins(std::vector<std::pair<CodeType, std::string>>& names) {
    const auto by_code = [](const auto& a, const auto& b) { return a.first < b.first; };
    std::stable_sort(names.begin(), names.end(), by_code);
    names.erase(std::unique(names.begin(), names.end(),
                            [](const auto& a, const auto& b) { return a.first == b.first; }),
                names.end());
}

/// A row names the narrowest territory it has a code of: a list of arrondissements has the code of
/// their department too.
bool read_row(const TypedTable& table, const NameColumns& columns, std::size_t row,
              TerritoryNames& names) {
    const auto text = [&](FieldId field) { return table.text(row, field); };
    const std::string name(text(columns.name));
    if (table.has(columns.ept)) {
        const auto code = read_epci_code(text(columns.ept));
        if (!code) {
            return false;
        }
        const auto ept = *EptCode::parse(code->value.text());
        names.epts.emplace_back(ept, name);
        if (const auto commune = read_commune_code(text(columns.commune))) {
            names.ept_of_commune.emplace_back(commune->value, ept);
        }
        return true;
    }
    if (table.has(columns.epci)) {
        const auto code = read_epci_code(text(columns.epci));
        if (code) {
            names.epcis.emplace_back(code->value, name);
        }
        return code.has_value();
    }
    if (table.has(columns.arrondissement)) {
        const auto code = ArrondissementCode::parse(text(columns.arrondissement));
        if (code) {
            names.arrondissements.emplace_back(*code, name);
        }
        return code.has_value();
    }
    if (table.has(columns.department)) {
        const auto code = read_department_code(text(columns.department));
        if (!code) {
            return false;
        }
        names.departments.emplace_back(code->value, name);
        if (const auto region = read_region_code(text(columns.region))) {
            names.region_of_department.emplace_back(code->value, region->value);
        }
        return true;
    }
    const auto code = read_region_code(text(columns.region));
    if (code) {
        names.regions.emplace_back(code->value, name);
    }
    return code.has_value();
}

}  // namespace

TerritoryNames read_names(std::span<const TableInput> tables, LedgerBuilder& ledger) {
    TerritoryNames names;
    // User's tables stand last among the sources and are read first.
    for (std::size_t i = tables.size(); i-- > 0;) {
        const auto& table = tables[i].table;
        const NameColumns columns(table);
        for (std::size_t row = 0; row < table.row_count(); ++row) {
            RowLog log(ledger, table.origin(row));
            if (table.is_blank(row)) {
                log.skip({MessageId::kRowBlank});
            } else if (!read_row(table, columns, row, names)) {
                log.set_aside("", {MessageId::kNameWithoutCode,
                                   {quote_excerpt(table.text(row, columns.name))}});
            }
        }
    }
    sort_first_wins(names.epcis);
    sort_first_wins(names.epts);
    sort_first_wins(names.arrondissements);
    sort_first_wins(names.departments);
    sort_first_wins(names.regions);
    const auto by_first = [](const auto& a, const auto& b) { return a.first < b.first; };
    std::stable_sort(names.ept_of_commune.begin(), names.ept_of_commune.end(), by_first);
    std::stable_sort(names.region_of_department.begin(), names.region_of_department.end(),
                     by_first);
    return names;
}

}  // namespace maillage::reconcile
