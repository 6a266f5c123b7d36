// SPDX-License-Identifier: Apache-2.0
#include "reconcile/perimeter_members.hpp"

#include "base/text.hpp"
#include "reconcile/cell_readers.hpp"

#include <algorithm>

namespace maillage::reconcile {

namespace {

struct MemberColumns {
    FieldId commune;
    FieldId epci;
    FieldId ept;
    FieldId year;

    explicit MemberColumns(const TypedTable& table)
        : commune(table.field("code_commune")),
          epci(table.field("code_epci")),
          ept(table.field("code_ept")),
          year(table.field("annee")) {}
};

void sort_unique(Perimeter& perimeter) {
    std::sort(perimeter.begin(), perimeter.end());
    perimeter.erase(std::unique(perimeter.begin(), perimeter.end()), perimeter.end());
}

}  // namespace

EpciBase epci_base(const Territories& territories, Vintage list_vintage) {
    EpciBase base{list_vintage, {}};
    for (const auto epci : territories.communes.epci) {
        base.of_commune.push_back(epci.valid() ? std::optional(territories.epcis.code[epci.value])
                                               : std::nullopt);
    }
    return base;
}

Members::Members(std::span<const TableInput> tables, const BuildContext& context, EpciBase base)
    : m_context(context), m_base(std::move(base)) {
    for (const auto& input : tables) {
        read(input);
    }
    std::stable_sort(m_full.begin(), m_full.end(), [](const Row& a, const Row& b) {
        return std::pair(a.siren, a.year) < std::pair(b.siren, b.year);
    });
    std::stable_sort(m_differences.begin(), m_differences.end(),
                     [](const Row& a, const Row& b) { return a.year < b.year; });
}

CommunePlacer& Members::placer(int year) {
    const int known = std::clamp(year, kFirstVintage.year, kLastVintage.year);
    return m_placers.try_emplace(known, m_context, Vintage{known}).first->second;
}

bool Members::agrees_with_list(const Row& row) {
    const auto& all = m_context.territories;
    const auto code = row.siren ? EptCode::parse(row.siren->text()) : std::nullopt;
    const auto ept = code ? find(all, *code) : Index<Ept>{};
    const auto communes = placer(row.year).place(row.commune).communes;
    return !communes.empty() && std::all_of(communes.begin(), communes.end(), [&](auto one) {
        return ept.valid() ? all.communes.ept[one.value] == ept
                           : m_base.of_commune[one.value] == row.siren;
    });
}

void Members::read(const TableInput& input) {
    const auto& table = input.table;
    const MemberColumns columns(table);
    std::optional<Vintage> vintage;
    if (!table.has(columns.year)) {
        std::vector<CommuneCode> codes;
        if (!input.spec->vintage) {
            codes = codes_of_column(table, columns.commune);
        }
        vintage =
            table_vintage(input, codes, m_context.moves, m_context.vintage(), m_context.ledger);
        if (!vintage) {
            set_all_aside(table, {MessageId::kRowOfRefusedTable}, m_context.ledger);
            return;
        }
    }
    std::vector<Row> rows;
    std::size_t agreeing = 0;
    for (std::size_t i = 0; i < table.row_count(); ++i) {
        RowLog log(m_context.ledger, table.origin(i));
        if (table.is_blank(i)) {
            log.skip({MessageId::kRowBlank});
            continue;
        }
        const auto commune = read_commune_code(table.text(i, columns.commune));
        const auto field = table.has(columns.epci) ? columns.epci : columns.ept;
        const auto number = table.text(i, field);
        const auto siren = read_epci_code(number);
        const auto own_year = parse_integer(table.text(i, columns.year));
        if (!commune || (!siren && !number.empty()) || (!vintage && !own_year)) {
            const auto wrong =
                !commune ? columns.commune : (!vintage && !own_year ? columns.year : field);
            log.set_aside(table.column_name(wrong),
                          {MessageId::kMemberUnreadable,
                           {quote_excerpt(table.text(i, wrong)), table.cell_name(i, wrong)}});
            continue;
        }
        rows.push_back({siren ? std::optional(siren->value) : std::nullopt,
                        own_year ? static_cast<int>(*own_year) : vintage->year, commune->value});
        agreeing += agrees_with_list(rows.back()) ? 1U : 0U;
    }
    auto& kind = 2 * agreeing > rows.size() ? m_full : m_differences;
    kind.insert(kind.end(), rows.begin(), rows.end());
}

Perimeter Members::today(const EpciCode& siren) const {
    const auto& all = m_context.territories;
    Perimeter result;
    const auto epci = find(all, siren);
    const auto ept_code = EptCode::parse(siren.text());
    const auto ept = ept_code ? find(all, *ept_code) : Index<Ept>{};
    if (!epci.valid() && !ept.valid()) {
        return result;
    }
    for (std::size_t i = 0; i < all.communes.size(); ++i) {
        const bool held = (epci.valid() && all.communes.epci[i] == epci) ||
                          (ept.valid() && all.communes.ept[i] == ept);
        if (held) {
            result.push_back(index_of<Commune>(i));
        }
    }
    return result;
}

Perimeter Members::listed(const EpciCode& siren) const {
    if (EptCode::parse(siren.text()) &&
        find(m_context.territories, *EptCode::parse(siren.text())).valid()) {
        return today(siren);  // EPT have not changed since they were made in 2016.
    }
    Perimeter result;
    for (std::size_t i = 0; i < m_base.of_commune.size(); ++i) {
        if (m_base.of_commune[i] == siren) {
            result.push_back(index_of<Commune>(i));
        }
    }
    return result;
}

Perimeter Members::composition(const EpciCode& siren, int year) {
    Perimeter here;
    for (const auto& row : m_full) {
        if (row.siren == siren && row.year == year) {
            const auto communes = placer(year).place(row.commune).communes;
            here.insert(here.end(), communes.begin(), communes.end());
        }
    }
    if (!here.empty()) {
        sort_unique(here);
        return here;
    }
    // The list, less those that were elsewhere, with those that were here.
    auto result = listed(siren);
    Perimeter elsewhere;
    for (const auto& row : m_differences) {
        if (row.year != year) {
            continue;
        }
        const auto communes = placer(year).place(row.commune).communes;
        auto& target = row.siren == siren ? here : elsewhere;
        target.insert(target.end(), communes.begin(), communes.end());
    }
    std::sort(elsewhere.begin(), elsewhere.end());
    // A commune made of several since is out only when all of these were elsewhere.
    const Vintage then{std::clamp(year, kFirstVintage.year, kLastVintage.year)};
    const auto back = m_context.moves.passage(m_context.vintage(), then);
    std::erase_if(result, [&](Index<Commune> one) {
        const auto range = std::equal_range(elsewhere.begin(), elsewhere.end(), one);
        const auto parts = back.changed(m_context.territories.communes.code[one.value]).size();
        return range.second - range.first >=
               static_cast<std::ptrdiff_t>(std::max<std::size_t>(1, parts));
    });
    result.insert(result.end(), here.begin(), here.end());
    sort_unique(result);
    return result;
}

std::optional<Members::Composition> Members::at(const EpciCode& siren, Vintage wanted) {
    auto now = today(siren);
    const bool in_list = !listed(siren).empty();
    std::vector<int> years;
    for (const auto& row : m_full) {
        if (row.siren == siren) {
            years.push_back(row.year);
        }
    }
    for (const auto& row : m_differences) {
        // Without a word about it, an EPCI of the list was in that year what it is there.
        if (row.siren == siren || in_list) {
            years.push_back(row.year);
        }
    }
    if (in_list) {
        years.push_back(m_base.vintage.year);
    }
    if (!now.empty()) {
        years.push_back(m_context.vintage().year);
    }
    std::sort(years.begin(), years.end());
    const auto after = std::upper_bound(years.begin(), years.end(), wanted.year);
    if (years.empty()) {
        return std::nullopt;
    }
    const int chosen = after == years.begin() ? years.front() : *std::prev(after);
    if (chosen == m_context.vintage().year && !now.empty()) {
        return Composition{std::move(now), m_context.vintage()};
    }
    return Composition{composition(siren, chosen), Vintage{chosen}};
}

}  // namespace maillage::reconcile
