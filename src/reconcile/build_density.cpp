// SPDX-License-Identifier: Apache-2.0
#include "reconcile/build_density.hpp"

#include "base/planning_messages.hpp"
#include "base/text.hpp"
#include "reconcile/build_lookup.hpp"
#include "reconcile/cell_readers.hpp"

namespace maillage::reconcile {
namespace {

/// What is known of one commune so far.
struct Told {
    std::uint8_t level = 0;
    bool own_code = false;
    bool differs = false;  ///< Rows of its former communes say different things.
};

class DensityReader {
public:
    DensityReader(const TableInput& input, const BuildContext& context, std::vector<Told>& told)
        : m_table(input.table),
          m_input(input),
          m_context(context),
          m_told(told),
          m_code(m_table.field("code_commune")),
          m_level(m_table.field("densite")) {}

    void read() {
        std::vector<CommuneCode> codes;
        if (!m_input.spec->vintage) {
            codes = codes_of_column(m_table, m_code);
        }
        const auto vintage =
            table_vintage(m_input, codes, m_context.moves, m_context.vintage(), m_context.ledger);
        if (!vintage) {
            set_all_aside(m_table, {MessageId::kRowOfRefusedTable}, m_context.ledger);
            return;
        }
        CommunePlacer placer(m_context, *vintage);
        for (std::size_t row = 0; row < m_table.row_count(); ++row) {
            RowLog log(m_context.ledger, m_table.origin(row));
            if (!skip_without_data(m_table, row, log)) {
                read_row(row, placer, log);
            }
        }
    }

private:
    /// \returns Nothing after setting the row aside.
    std::optional<std::uint8_t> read_level(std::size_t row, RowLog& log) const {
        constexpr std::int64_t kLevels = 7;
        const auto text = m_table.text(row, m_level);
        const auto column = m_table.column_name(m_level);
        const auto level = parse_integer(text);
        if (level && *level >= 1 && *level <= kLevels) {
            return static_cast<std::uint8_t>(*level);
        }
        const auto cell = m_table.cell_name(row, m_level);
        log.set_aside(
            column, text.empty() ? Message{MessageId::kCellEmpty, {cell}}
                                 : Message{MessageId::kCellNotNumber, {quote_excerpt(text), cell}});
        return std::nullopt;
    }

    void read_row(std::size_t row, CommunePlacer& placer, RowLog& log) {
        const auto text = m_table.text(row, m_code);
        const auto column = m_table.column_name(m_code);
        const auto cell = m_table.cell_name(row, m_code);
        if (text.empty()) {
            log.set_aside(column, {MessageId::kCellEmpty, {cell}});
            return;
        }
        const auto code = read_commune_code(text);
        if (!code) {
            log.set_aside(column, unreadable_code_message(text, cell));
            return;
        }
        const auto level = read_level(row, log);
        if (!level) {
            return;
        }
        if (code->repair) {
            log.repair(column, *code->repair);
        }
        const auto placed = placer.place(code->value);
        if (placed.communes.empty()) {
            log.set_aside(column, {planning::kDensityCommuneUnknown, {quote_excerpt(text)}});
            return;
        }
        if (placed.repair) {
            log.repair(column, *placed.repair);
        }
        const bool whole = placed.communes.size() == 1;
        for (const auto commune : placed.communes) {
            if (whole || m_context.territories.communes.code[commune.value] == code->value) {
                tell(commune, code->value, *level);
            }
        }
    }

    void tell(Index<Commune> commune, CommuneCode code, std::uint8_t level) {
        auto& told = m_told[commune.value];
        const bool own = m_context.territories.communes.code[commune.value] == code;
        if (own) {
            told = {level, true, false};
        } else if (!told.own_code) {
            told.differs = told.differs || (told.level != 0 && told.level != level);
            told.level = level;
        }
    }

    const TypedTable& m_table;
    const TableInput& m_input;
    const BuildContext& m_context;
    std::vector<Told>& m_told;
    FieldId m_code;
    FieldId m_level;
};

}  // namespace

std::vector<std::uint8_t> build_density(std::span<const TableInput> tables,
                                        const BuildContext& context) {
    if (tables.empty()) {
        return {};
    }
    std::vector<Told> told(context.territories.communes.size());
    for (const auto& input : tables) {
        DensityReader(input, context, told).read();
    }
    std::vector<std::uint8_t> levels;
    levels.reserve(told.size());
    for (const auto& one : told) {
        levels.push_back(one.differs ? std::uint8_t{0} : one.level);
    }
    return levels;
}

}  // namespace maillage::reconcile
