// SPDX-License-Identifier: Apache-2.0
#include "ui/panels/sheet_model.hpp"

#include "base/screen_messages.hpp"
#include "ui/panels/sheet_parts.hpp"
#include "ui/panels/territory_rows.hpp"

namespace maillage::ui {
namespace {

using indicators::CoverageRow;
using indicators::Level;
using workspace::ThingRef;

std::string subtitle(const SheetInput& input, const FoundTerritory& found, const ThingRef& thing) {
    auto text = input.text(thing_word(thing.kind));
    if (!thing.code.empty()) {
        text += " · " + thing.code;
    }
    const auto department = [&](Index<Department> row) {
        if (row.valid()) {
            text += " · " + input.all().departments.name[row.value];
        }
    };
    if (found.level == Level::kCommune) {
        department(input.all().communes.department[found.row]);
    } else if (found.level == Level::kArrondissement) {
        department(input.all().arrondissements.parent[found.row]);
    } else if (found.level == Level::kDepartment) {
        const auto region = input.all().departments.parent[found.row];
        text += region.valid() ? " · " + input.all().regions.name[region.value] : "";
    }
    return text;
}

void commune_headline(const SheetInput& input, Sheet& sheet, Index<Commune> commune) {
    switch (cover_word(input.results, commune)) {
        case CoverWord::kCovered: {
            const auto contracts = input.results.coverage->cover_count(commune);
            sheet.headline = input.text(screen::kPaneCovered);
            sheet.headline_note =
                input.text(screen::kPaneByContracts, {static_cast<std::int64_t>(contracts)});
            return;
        }
        case CoverWord::kNegotiated:
            sheet.headline = input.text(screen::kPaneInNegotiation);
            sheet.headline_note = input.text(screen::kPaneNegotiationNote);
            return;
        case CoverWord::kNotCovered:
            sheet.headline = input.text(screen::kPaneNotCovered);
            sheet.headline_note = input.text(screen::kPaneNotCoveredNote);
    }
}

void rate_headline(const SheetInput& input, Sheet& sheet, const CoverageRow& row) {
    sheet.headline_is_rate = true;
    sheet.rate = row.rate;
    sheet.target = row.target;
    sheet.headline =
        row.rate ? middle_text(*row.rate, input.language) : input.text(MessageId::kNotComputable);
    if (!row.rate) {
        sheet.headline_note = input.text(screen::kPaneNoRateReason);
        return;
    }
    sheet.headline_note = is_interval(*row.rate) ? rate_words(*row.rate, input.language)
                                                 : input.text(screen::kPaneOfSignatories);
}

Sheet territory_sheet(const SheetInput& input, const FoundTerritory& found, const ThingRef& thing) {
    const auto row = input.results.coverage->row(found.level, found.row);
    Sheet sheet;
    sheet.thing = thing;
    sheet.title = row.name;
    sheet.subtitle = subtitle(input, found, thing);
    sheet.focus = focus_on(thing);
    if (found.level == Level::kCommune) {
        commune_headline(input, sheet, index_of<Commune>(found.row));
    } else {
        rate_headline(input, sheet, row);
    }
    for (auto block : {coverage_block(input, row), counts_block(input, found, row),
                       contracts_block(input, found), rank_block(input, found),
                       population_block(input, found), parents_block(input, found),
                       members_block(input, found), ledger_block(input, places_of(input, found))}) {
        if (!block.lines.empty()) {
            sheet.blocks.push_back(std::move(block));
        }
    }
    return sheet;
}

}  // namespace

std::optional<Sheet> make_sheet(const workspace::Results& results, const ThingRef& thing,
                                Language language) {
    const SheetInput input{results, language};
    if (const auto contract = find_contract(*results.dataset, thing); contract.valid()) {
        return contract_sheet(input, results.dataset->contracts[contract.value], thing);
    }
    const auto found = find_territory(results, thing);
    return found ? std::optional(territory_sheet(input, *found, thing)) : std::nullopt;
}

}  // namespace maillage::ui
