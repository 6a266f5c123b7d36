// SPDX-License-Identifier: Apache-2.0
#include "base/text.hpp"
#include "reconcile/build_territories.hpp"
#include "reconcile/cell_readers.hpp"

#include <array>

namespace maillage::reconcile {
namespace {

struct CommuneColumns {
    FieldId code;
    FieldId name;
    FieldId department;
    FieldId population;
    // Not in a layer of outlines.
    std::optional<FieldId> region;
    std::optional<FieldId> epci;
    std::optional<FieldId> epci_name;
    std::optional<FieldId> ept;
    std::optional<FieldId> arrondissement;
    std::optional<FieldId> population_2019;
    std::optional<FieldId> kind;

    CommuneColumns(const TypedTable& table, bool full_list)
        : code(table.field("code_commune")),
          name(table.field("nom")),
          department(table.field("code_departement")),
          population(table.field("population")) {
        if (full_list) {
            region = table.field("code_region");
            epci = table.field("code_epci");
            epci_name = table.field("nom_epci");
            ept = table.field("code_ept");
            arrondissement = table.field("code_arrondissement");
            population_2019 = table.field("population_2019");
            kind = table.field("type_commune");
        }
    }
};

class RowReader {
public:
    RowReader(const TableInput& input, LedgerBuilder& ledger)
        : m_table(input.table),
          m_columns(input.table, ledger.source(input.source).role == Role::kTerritories) {}

    std::optional<CommuneRow> read(std::size_t row, RowLog& log) const {
        if (m_columns.kind) {
            const auto kind = m_table.text(row, *m_columns.kind);
            if (!kind.empty() && kind != "COM" && kind != "commune-actuelle") {
                log.skip({MessageId::kNotFullCommune, {std::string(kind)}});
                return std::nullopt;
            }
        }
        const auto code = read_code(row, log);
        if (!code) {
            return std::nullopt;
        }
        CommuneRow result{
            *code, m_table.text(row, m_columns.name), department_of(*code), {}, {}, {}, {}, {}, {},
            {}};
        if (!result.department) {
            log.set_aside(m_table.column_name(m_columns.code),
                          {MessageId::kNoDepartment, {std::string(code->text())}});
            return std::nullopt;
        }
        result.population = population(row, m_columns.population, log);
        read_hierarchy(row, result, log);
        return result;
    }

private:
    std::optional<CommuneCode> read_code(std::size_t row, RowLog& log) const {
        const auto text = m_table.text(row, m_columns.code);
        auto code = CommuneCode::parse(text);
        if (!code) {
            const auto reading = read_commune_code(text);
            if (!reading) {
                log.set_aside(
                    m_table.column_name(m_columns.code),
                    unreadable_code_message(text, m_table.cell_name(row, m_columns.code)));
                return std::nullopt;
            }
            if (reading->repair) {
                log.repair(m_table.column_name(m_columns.code), *reading->repair);
            }
            code = reading->value;
        }
        if (const auto whole = commune_of_arrondissement_municipal(*code)) {
            log.skip({MessageId::kArrondissementInList, {code->string(), whole->string()}});
            return std::nullopt;
        }
        return code;
    }

    std::string_view optional_text(std::size_t row, std::optional<FieldId> field) const {
        return field ? m_table.text(row, *field) : std::string_view{};
    }

    std::optional<std::int32_t> population(std::size_t row, FieldId field, RowLog& log) const {
        const auto text = m_table.text(row, field);
        auto number = plain_digits(text);
        if (!number && !text.empty()) {
            number = parse_integer(text);
        }
        if (number && *number >= 0 && *number <= 100'000'000) {
            return static_cast<std::int32_t>(*number);
        }
        if (!text.empty()) {
            log.inform(Severity::kWarning, m_table.column_name(field),
                       {MessageId::kPopulationUnreadable, {quote_excerpt(text)}});
        }
        return std::nullopt;
    }

    void read_hierarchy(std::size_t row, CommuneRow& result, RowLog& log) const {
        const auto department = m_table.text(row, m_columns.department);
        if (!department.empty() && department != result.department->text()) {
            const auto told = read_department_code(department);
            if (told && told->value != *result.department) {
                log.inform(Severity::kWarning, m_table.column_name(m_columns.department),
                           {MessageId::kDepartmentDiffers,
                            {quote_excerpt(department), result.department->string(),
                             result.code.string()}});
            }
        }
        if (!m_columns.region) {
            return;
        }
        if (const auto region = optional_text(row, m_columns.region); !region.empty()) {
            result.region = RegionCode::parse(region);
            if (!result.region) {
                const auto reading = read_region_code(region);
                result.region = reading ? std::optional(reading->value) : std::nullopt;
            }
        }
        result.epci_name = optional_text(row, m_columns.epci_name);
        if (const auto epci = optional_text(row, m_columns.epci); !epci.empty()) {
            result.epci = EpciCode::parse(epci);
            // INSEE writes ZZZZZZZZZ for the four islands without EPCI.
            const bool none = epci.starts_with("ZZZ");
            if (!result.epci && !none) {
                const auto reading = read_epci_code(epci);
                if (reading) {
                    result.epci = reading->value;
                } else {
                    log.inform(Severity::kWarning, m_table.column_name(*m_columns.epci),
                               {MessageId::kEpciUnreadable, {quote_excerpt(epci)}});
                }
            }
        }
        if (const auto ept = read_epci_code(optional_text(row, m_columns.ept))) {
            result.ept = EptCode::parse(ept->value.text());
        }
        result.arrondissement =
            ArrondissementCode::parse(optional_text(row, m_columns.arrondissement));
        if (m_columns.population_2019) {
            result.population_2019 = population(row, *m_columns.population_2019, log);
        }
    }

    const TypedTable& m_table;
    CommuneColumns m_columns;
};

}  // namespace

std::vector<CommuneRow> read_commune_rows(std::span<const TableInput> tables,
                                          LedgerBuilder& ledger) {
    std::vector<CommuneRow> rows;
    std::vector<Origin> first(kCommuneSlots);
    std::vector<bool> seen(kCommuneSlots, false);
    for (const auto& input : tables) {
        const auto& table = input.table;
        const RowReader reader(input, ledger);
        rows.reserve(rows.size() + table.row_count());
        for (std::size_t row = 0; row < table.row_count(); ++row) {
            RowLog log(ledger, table.origin(row));
            if (skip_without_data(table, row, log)) {
                continue;
            }
            auto commune = reader.read(row, log);
            if (!commune) {
                continue;
            }
            const auto slot = commune_slot(commune->code);
            if (seen[slot]) {
                const auto& there = first[slot];
                log.set_aside(table.column_name(table.field("code_commune")),
                              {MessageId::kCommuneTwice,
                               {commune->code.string(), ledger.source(there.source).path,
                                static_cast<std::int64_t>(there.line)}});
                continue;
            }
            seen[slot] = true;
            first[slot] = log.origin();
            rows.push_back(*commune);
        }
    }
    return rows;
}

}  // namespace maillage::reconcile
