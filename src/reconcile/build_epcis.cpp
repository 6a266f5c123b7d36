// SPDX-License-Identifier: Apache-2.0
#include "base/text.hpp"
#include "reconcile/build_territories.hpp"
#include "reconcile/cell_readers.hpp"

#include <algorithm>
#include <string>

namespace maillage::reconcile {

EpciChanges read_epci_changes(std::span<const TableInput> tables, Vintage at) {
    EpciChanges changes;
    for (const auto& input : tables) {
        const auto& table = input.table;
        const auto commune = table.field("code_commune");
        const auto epci = table.field("code_epci");
        const auto year = table.field("annee");
        if (!table.has(epci)) {
            continue;  // Members of EPT.
        }
        const int usual = input.spec->vintage ? input.spec->vintage->year : 0;
        for (std::size_t row = 0; row < table.row_count(); ++row) {
            if (parse_integer(table.text(row, year)).value_or(usual) != at.year) {
                continue;
            }
            const auto code = read_commune_code(table.text(row, commune));
            const auto siren = read_epci_code(table.text(row, epci));
            if (code && (siren || table.text(row, epci).empty())) {
                changes.emplace_back(code->value,
                                     siren ? std::optional(siren->value) : std::nullopt);
            }
        }
    }
    return changes;
}

void apply_epci_changes(const EpciChanges& changes, const TerritoryNames& names, Territories& all) {
    if (changes.empty()) {
        return;
    }
    const auto before = all.epcis;
    std::vector<std::optional<EpciCode>> epci_of_commune;
    for (const auto epci : all.communes.epci) {
        epci_of_commune.push_back(epci.valid() ? std::optional(before.code[epci.value])
                                               : std::nullopt);
    }
    for (const auto& [code, epci] : changes) {
        const auto commune = find_code<Commune>(all.communes.code, code);
        if (commune.valid()) {
            epci_of_commune[commune.value] = epci;
        }
    }
    all.epcis = {};
    for (const auto& epci : epci_of_commune) {
        if (epci) {
            all.epcis.code.push_back(*epci);
        }
    }
    auto& codes = all.epcis.code;
    std::sort(codes.begin(), codes.end());
    codes.erase(std::unique(codes.begin(), codes.end()), codes.end());
    for (const auto& code : codes) {
        const auto old = find_code<Epci>(before.code, code);
        const auto named = std::find_if(names.epcis.begin(), names.epcis.end(),
                                        [&](const auto& one) { return one.first == code; });
        all.epcis.name.push_back(old.valid()                  ? before.name[old.value]
                                 : named != names.epcis.end() ? named->second
                                                              : code.string());
    }
    all.epcis.parent.resize(codes.size());
    for (std::size_t i = 0; i < epci_of_commune.size(); ++i) {
        all.communes.epci[i] = epci_of_commune[i] ? find(all, *epci_of_commune[i]) : Index<Epci>{};
    }
    for (std::size_t i = 0; i < all.communes.size(); ++i) {
        if (all.communes.ept[i].valid()) {
            all.epts.parent[all.communes.ept[i].value] = all.communes.epci[i];
        }
    }
}

}  // namespace maillage::reconcile
