// SPDX-License-Identifier: Apache-2.0
#include "reconcile/build_targets.hpp"

#include "base/text.hpp"
#include "reconcile/cell_readers.hpp"

#include <algorithm>

namespace maillage::reconcile {
namespace {

bool within_one(const Share& share) {
    return share.numerator >= 0 && share.numerator <= share.denominator;
}

class TargetReader {
public:
    TargetReader(const TableInput& input, const BuildContext& context, std::vector<Target>& targets)
        : m_table(input.table),
          m_context(context),
          m_targets(targets),
          m_department(m_table.field("code_departement")),
          m_region(m_table.field("code_region")),
          m_year(m_table.field("annee")),
          m_rate(m_table.field("taux_cible")),
          m_initial(m_table.field("taux_initial")) {}

    void read() {
        for (std::size_t row = 0; row < m_table.row_count(); ++row) {
            RowLog log(m_context.ledger, m_table.origin(row));
            if (!skip_without_data(m_table, row, log)) {
                read_row(row, log);
            }
        }
    }

private:
    template <typename Code>
    void note_repair(const Reading<Code>& code, FieldId field, RowLog& log) const {
        if (code.repair) {
            log.repair(m_table.column_name(field), *code.repair);
        }
    }

    void read_row(std::size_t row, RowLog& log) {
        Target target;
        target.origin = log.origin();
        const auto field = m_table.text(row, m_department).empty() ? m_region : m_department;
        const auto text = m_table.text(row, field);
        if (field.value == m_department.value) {
            if (const auto code = read_department_code(text)) {
                target.department = find(m_context.territories, code->value);
                note_repair(*code, field, log);
            }
        } else if (const auto code = read_region_code(text)) {
            target.region = find(m_context.territories, code->value);
            note_repair(*code, field, log);
        }
        if (!target.department.valid() && !target.region.valid()) {
            log.set_aside(m_table.column_name(field),
                          {MessageId::kTerritoryUnknown, {quote_excerpt(text)}});
            return;
        }
        if (const auto initial = m_table.text(row, m_initial); !initial.empty()) {
            target.initial_rate = read_rate(initial, m_table.column_name(m_initial),
                                            m_table.cell_name(row, m_initial), log);
            if (!target.initial_rate) {
                return;
            }
        }
        if (!m_table.year_columns().empty()) {
            for (const auto& column : m_table.year_columns()) {
                const auto cell = m_table.cell(row, column.column);
                if (!cell.empty()) {
                    add(target, column.year, cell, m_table.header(column.column),
                        m_table.cell_name(row, column.column), log);
                }
            }
            return;
        }
        const auto year = parse_integer(m_table.text(row, m_year));
        if (!year || *year < 2000 || *year > 2100) {
            log.set_aside(m_table.column_name(m_year),
                          {MessageId::kYearUnreadable, {quote_excerpt(m_table.text(row, m_year))}});
            return;
        }
        add(target, static_cast<int>(*year), m_table.text(row, m_rate), m_table.column_name(m_rate),
            m_table.cell_name(row, m_rate), log);
    }

    void add(Target target, int year, std::string_view text, const std::string& column,
             const std::string& cell, RowLog& log) {
        const auto rate = read_rate(text, column, cell, log);
        if (!rate) {
            return;
        }
        const bool known = std::any_of(m_targets.begin(), m_targets.end(), [&](const Target& one) {
            return one.year == year && one.department == target.department &&
                   one.region == target.region;
        });
        if (known) {
            log.set_aside(column, {MessageId::kTargetTwice, {std::to_string(year)}});
            return;
        }
        target.year = year;
        target.rate = *rate;
        m_targets.push_back(target);
    }

    std::optional<Share> read_rate(std::string_view text, const std::string& column,
                                   const std::string& cell, RowLog& log) {
        if (const auto share = parse_share(text); share && within_one(*share)) {
            return share;
        }
        // A bare number above 1 can only have been meant in per cent: "45", "45,5".
        const auto percent = parse_share(std::string(text) + " %");
        if (percent && within_one(*percent)) {
            log.repair(column, {MessageId::kRatePercent, {quote_excerpt(text)}});
            return percent;
        }
        log.set_aside(column, {MessageId::kRateUnreadable, {quote_excerpt(text), cell}});
        return std::nullopt;
    }

    const TypedTable& m_table;
    const BuildContext& m_context;
    std::vector<Target>& m_targets;
    FieldId m_department;
    FieldId m_region;
    FieldId m_year;
    FieldId m_rate;
    FieldId m_initial;
};

}  // namespace

std::vector<Target> build_targets(std::span<const TableInput> tables, const BuildContext& context) {
    std::vector<Target> targets;
    for (const auto& input : tables) {
        TargetReader(input, context, targets).read();
    }
    return targets;
}

}  // namespace maillage::reconcile
