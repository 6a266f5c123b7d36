// SPDX-License-Identifier: Apache-2.0
#include "reconcile/perimeter_members.hpp"

#include "base/text.hpp"
#include "reconcile/cell_readers.hpp"

#include <algorithm>

namespace maillage::reconcile {

Members::Members(std::span<const TableInput> tables, const BuildContext& context)
    : m_context(context) {
    for (const auto& input : tables) {
        read(input);
    }
    std::sort(m_rows.begin(), m_rows.end(), [](const Row& a, const Row& b) {
        return std::pair(a.siren, a.year) < std::pair(b.siren, b.year);
    });
}

void Members::read(const TableInput& input) {
    const auto& table = input.table;
    const auto code = table.field("code_commune");
    const auto epci = table.field("code_epci");
    const auto ept = table.field("code_ept");
    const auto year = table.field("annee");
    std::optional<Vintage> vintage;
    if (!table.has(year)) {
        std::vector<CommuneCode> codes;
        if (!input.spec->vintage) {
            codes = codes_of_column(table, code);
        }
        vintage =
            table_vintage(input, codes, m_context.moves, m_context.vintage(), m_context.ledger);
        if (!vintage) {
            set_all_aside(table, {MessageId::kRowOfRefusedTable}, m_context.ledger);
            return;
        }
    }
    for (std::size_t row = 0; row < table.row_count(); ++row) {
        RowLog log(m_context.ledger, table.origin(row));
        if (table.is_blank(row)) {
            log.skip({MessageId::kRowBlank});
            continue;
        }
        const auto commune = read_commune_code(table.text(row, code));
        auto siren = read_epci_code(table.text(row, epci));
        if (!siren) {
            siren = read_epci_code(table.text(row, ept));
        }
        const auto own_year = parse_integer(table.text(row, year));
        if (!commune || !siren || (!vintage && !own_year)) {
            const auto field = !commune ? code : (!siren ? epci : year);
            log.set_aside(table.column_name(field),
                          {MessageId::kMemberUnreadable,
                           {quote_excerpt(table.text(row, field)), table.cell_name(row, field)}});
            continue;
        }
        m_rows.push_back(
            {siren->value, own_year ? static_cast<int>(*own_year) : vintage->year, commune->value});
    }
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

std::optional<Members::Composition> Members::at(const EpciCode& siren, Vintage wanted) const {
    auto now = today(siren);
    const auto first =
        std::lower_bound(m_rows.begin(), m_rows.end(), siren,
                         [](const Row& row, const EpciCode& code) { return row.siren < code; });
    std::optional<int> before;
    std::optional<int> after;
    const auto offer = [&](int year) {
        auto& best = year <= wanted.year ? before : after;
        const bool nearer =
            year <= wanted.year ? year > best.value_or(0) : year < best.value_or(9999);
        best = nearer ? year : best;
    };
    for (auto row = first; row != m_rows.end() && row->siren == siren; ++row) {
        offer(row->year);
    }
    if (!now.empty()) {
        offer(m_context.vintage().year);
    }
    const auto chosen = before ? before : after;
    if (!chosen) {
        return std::nullopt;
    }
    if (*chosen == m_context.vintage().year && !now.empty()) {
        return Composition{std::move(now), m_context.vintage()};
    }
    Composition result{{}, Vintage{*chosen}};
    CommunePlacer placer(m_context, {std::clamp(*chosen, kFirstVintage.year, kLastVintage.year)});
    for (auto row = first; row != m_rows.end() && row->siren == siren; ++row) {
        if (row->year == *chosen) {
            const auto placed = placer.place(row->commune);
            result.communes.insert(result.communes.end(), placed.communes.begin(),
                                   placed.communes.end());
        }
    }
    std::sort(result.communes.begin(), result.communes.end());
    result.communes.erase(std::unique(result.communes.begin(), result.communes.end()),
                          result.communes.end());
    return result;
}

}  // namespace maillage::reconcile
