// SPDX-License-Identifier: Apache-2.0
#include "base/text.hpp"
#include "reconcile/build_cir.hpp"
#include "reconcile/cell_readers.hpp"

#include <algorithm>
#include <array>

namespace maillage::reconcile {
namespace {

/// What the cells of one year add up to at least, by department and region.
struct LeastSums {
    std::vector<std::int64_t> department;
    std::vector<std::int64_t> region;

    LeastSums(const CirYear& year, const Territories& all)
        : department(all.departments.size(), 0), region(all.regions.size(), 0) {
        for (const auto& cell : year.cells) {
            if (!cell.department.valid()) {
                continue;
            }
            department[cell.department.value] += cell.count.low;
            const auto parent = all.departments.parent[cell.department.value];
            if (parent.valid()) {
                region[parent.value] += cell.count.low;
            }
        }
    }
};

CirYear& year_in(std::vector<CirYear>& years, int year, const Territories& all) {
    auto found = std::lower_bound(years.begin(), years.end(), year,
                                  [](const CirYear& one, int wanted) { return one.year < wanted; });
    if (found == years.end() || found->year != year) {
        found = years.insert(found, CirYear{year, {}, {}, {}, {}});
        found->department_total.resize(all.departments.size());
        found->region_total.resize(all.regions.size());
    }
    return *found;
}

class TotalsReader {
public:
    TotalsReader(const TableInput& input, const BuildContext& context, std::vector<CirYear>& years)
        : m_input(input),
          m_table(input.table),
          m_context(context),
          m_years(years),
          m_department(m_table.field("code_departement")),
          m_region(m_table.field("code_region")),
          m_year(m_table.field("annee")),
          m_count(m_table.field("signataires")) {}

    void read() {
        for (std::size_t row = 0; row < m_table.row_count(); ++row) {
            RowLog log(m_context.ledger, m_table.origin(row));
            if (m_table.is_blank(row)) {
                log.skip({MessageId::kRowBlank});
            } else if (m_table.is_total_or_note(row)) {
                log.skip({MessageId::kRowTotal});
            } else if (const auto where = find_territory(row, log)) {
                read_values(row, *where, log);
            }
        }
    }

private:
    struct Where {
        Index<Department> department;
        Index<Region> region;
        std::string name;
    };

    template <typename Code>
    void note_repair(const Reading<Code>& code, FieldId field, RowLog& log) const {
        if (code.repair) {
            log.repair(m_table.column_name(field), *code.repair);
        }
    }

    std::optional<Where> find_territory(std::size_t row, RowLog& log) const {
        const auto& all = m_context.territories;
        const auto department = m_table.text(row, m_department);
        const auto field = department.empty() ? m_region : m_department;
        const auto text = m_table.text(row, field);
        Where where;
        if (!department.empty()) {
            if (const auto code = read_department_code(text)) {
                where.department = find(all, code->value);
                note_repair(*code, field, log);
            }
            where.name = where.department.valid() ? all.departments.name[where.department.value]
                                                  : std::string();
        } else if (const auto code = read_region_code(text)) {
            where.region = find(all, code->value);
            note_repair(*code, field, log);
            where.name = where.region.valid() ? all.regions.name[where.region.value] : "";
        }
        if (!where.department.valid() && !where.region.valid()) {
            log.set_aside(m_table.column_name(field),
                          {MessageId::kTerritoryUnknown, {quote_excerpt(text)}});
            return std::nullopt;
        }
        return where;
    }

    void read_values(std::size_t row, const Where& where, RowLog& log) {
        if (!m_table.year_columns().empty()) {
            for (const auto& column : m_table.year_columns()) {
                read_value(m_table.cell(row, column.column), column.year,
                           m_table.header(column.column), m_table.cell_name(row, column.column),
                           where, log);
            }
            return;
        }
        const auto text = m_table.text(row, m_year);
        const auto year = parse_integer(text);
        if (!year || *year < 2000 || *year > 2100) {
            log.set_aside(m_table.column_name(m_year),
                          {MessageId::kYearUnreadable, {quote_excerpt(text)}});
            return;
        }
        read_value(m_table.text(row, m_count), static_cast<int>(*year),
                   m_table.column_name(m_count), m_table.cell_name(row, m_count), where, log);
    }

    void read_value(std::string_view text, int year_number, const std::string& column,
                    const std::string& cell, const Where& where, RowLog& log) {
        const auto reading = read_count(text, m_input.spec->masked);
        if (!reading.count) {
            log.set_aside(column, count_problem_message(reading.problem, text, cell));
            return;
        }
        if (!reading.count->is_exact()) {
            log.set_aside(column, {MessageId::kTotalMasked, {quote_excerpt(text)}});
            return;
        }
        auto& year = year_in(m_years, year_number, m_context.territories);
        if (!m_sums || m_sums_year != year_number) {
            m_sums.emplace(year, m_context.territories);
            m_sums_year = year_number;
        }
        const auto& sums = *m_sums;
        const auto total = reading.count->low;
        const auto least = where.department.valid() ? sums.department[where.department.value]
                                                    : sums.region[where.region.value];
        auto& slot = where.department.valid() ? year.department_total[where.department.value]
                                              : year.region_total[where.region.value];
        if (slot) {
            log.set_aside(
                column, {MessageId::kTotalTwice, {where.name, std::to_string(year_number), *slot}});
            return;
        }
        if (total < least) {
            log.set_aside(column, {MessageId::kTotalTooSmall,
                                   {where.name, std::to_string(year_number), total, least}});
            return;
        }
        slot = total;
    }

    const TableInput& m_input;
    const TypedTable& m_table;
    const BuildContext& m_context;
    std::vector<CirYear>& m_years;
    FieldId m_department;
    FieldId m_region;
    FieldId m_year;
    FieldId m_count;
    std::optional<LeastSums> m_sums;  ///< Of m_sums_year: files nearly always have one year.
    int m_sums_year = 0;
};

/// Peers of a commune: <2,000, <10,000, <50,000, <200,000 inhabitants, and the rest.
std::size_t size_class(std::int64_t population) {
    constexpr std::array<std::int64_t, 4> kBounds{2'000, 10'000, 50'000, 200'000};
    return static_cast<std::size_t>(std::upper_bound(kBounds.begin(), kBounds.end(), population) -
                                    kBounds.begin());
}

struct Peers {
    std::int64_t count = 0;
    std::int64_t population = 0;
    std::size_t communes = 0;
};

}  // namespace

void build_cir_totals(std::span<const TableInput> tables, const BuildContext& context,
                      std::vector<CirYear>& years) {
    for (const auto& input : tables) {
        TotalsReader(input, context, years).read();
    }
}

void note_domiciliation(const std::vector<CirYear>& years, const BuildContext& context,
                        const DomiciliationRule& rule) {
    const auto& communes = context.territories.communes;
    for (const auto& year : years) {
        std::vector<std::int64_t> count(communes.size(), 0);
        std::vector<Origin> origin(communes.size());
        for (const auto& cell : year.cells) {
            if (cell.commune_count == 1) {
                const auto i = year.communes[cell.first_commune].value;
                count[i] += cell.count.low;
                origin[i] = cell.origin;
            }
        }
        std::array<Peers, 5> classes{};
        for (std::size_t i = 0; i < communes.size(); ++i) {
            if (communes.population[i].value_or(0) > 0 && count[i] > 0) {
                auto& peers = classes.at(size_class(*communes.population[i]));
                peers.count += count[i];
                peers.population += *communes.population[i];
                ++peers.communes;
            }
        }
        for (std::size_t i = 0; i < communes.size(); ++i) {
            const auto population = static_cast<std::int64_t>(communes.population[i].value_or(0));
            if (population <= 0 || count[i] < rule.minimum_count) {
                continue;
            }
            const auto& all = classes.at(size_class(population));
            const auto peer_count = all.count - count[i];
            const auto peer_population = all.population - population;
            if (all.communes <= rule.minimum_peers || peer_count <= 0 ||
                count[i] * peer_population <= rule.times * peer_count * population) {
                continue;
            }
            context.ledger.note(
                Severity::kWarning, origin[i], "",
                {MessageId::kDomiciliation,
                 {communes.name[i], communes.code[i].string(), count[i], population,
                  fixed_ratio(count[i] * peer_population, peer_count * population, 0, ',')}});
        }
    }
}

}  // namespace maillage::reconcile
