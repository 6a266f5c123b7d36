// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Blocks of a fiche, each made by itself. Only for the sources of this folder.

#include "ui/panels/contract_rows.hpp"
#include "ui/panels/sheet_model.hpp"

#include <set>
#include <utility>

namespace maillage::ui {

/// What every block is made from.
struct SheetInput {
    const workspace::Results& results;
    Language language;

    const Dataset& dataset() const { return *results.dataset; }
    const Territories& all() const { return results.dataset->territories; }
    std::string text(MessageId id, std::initializer_list<MessageArgument> values = {}) const {
        return render({id, values}, language);
    }
};

/// Places in files: (source, line).
using Places = std::set<std::pair<std::uint32_t, std::uint32_t>>;

SheetBlock counts_block(const SheetInput& input, const FoundTerritory& found,
                        const indicators::CoverageRow& row);
SheetBlock coverage_block(const SheetInput& input, const indicators::CoverageRow& row);
SheetBlock contracts_block(const SheetInput& input, const FoundTerritory& found);
SheetBlock population_block(const SheetInput& input, const FoundTerritory& found);
SheetBlock parents_block(const SheetInput& input, const FoundTerritory& found);
SheetBlock members_block(const SheetInput& input, const FoundTerritory& found);
SheetBlock rank_block(const SheetInput& input, const FoundTerritory& found);
SheetBlock ledger_block(const SheetInput& input, const Places& places);

/// Where the cells, contracts and targets of a territory stand in the files.
Places places_of(const SheetInput& input, const FoundTerritory& found);

/// Rows of Dataset::contracts whose perimeter touches the communes; ascending.
std::vector<std::size_t> contracts_touching(const workspace::Results& results,
                                            const FoundTerritory& found);

/// The first ones and "… et 310 autres".
void cut_lines(const SheetInput& input, SheetBlock& block, std::size_t most);

Sheet contract_sheet(const SheetInput& input, const Contract& contract,
                     const workspace::ThingRef& thing);

}  // namespace maillage::ui
