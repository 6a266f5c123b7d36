// SPDX-License-Identifier: Apache-2.0
// The fiche of a contract.
#include "base/screen_messages.hpp"
#include "base/text.hpp"
#include "ui/panels/sheet_parts.hpp"
#include "workspace/contract_register.hpp"

#include <algorithm>
#include <map>

namespace maillage::ui {
namespace {

using indicators::Level;
using workspace::ThingRef;

constexpr std::size_t kMostMembers = 15;

SheetLine plain(std::string label, std::string value, std::string note = {}) {
    SheetLine line;
    line.label = std::move(label);
    line.value = std::move(value);
    line.note = std::move(note);
    return line;
}

SheetBlock identity(const SheetInput& input, const Contract& contract) {
    SheetBlock block{input.text(screen::kPaneBlockContract), {}};
    const auto word = [&](MessageId label, MessageId value) {
        block.lines.push_back(plain(input.text(label), input.text(value)));
    };
    word(screen::kPaneContractStatus, status_word(contract.status));
    word(screen::kPaneContractLevel, level_word(contract.level));
    word(screen::kPaneContractKind, kind_word(contract.kind));
    block.lines.push_back(plain(input.text(screen::kPaneContractSigned),
                                date_text(contract.signed_on, input.language)));
    block.lines.push_back(plain(input.text(screen::kPaneContractEnds),
                                contract.ends_on ? date_text(*contract.ends_on, input.language)
                                                 : input.text(screen::kPaneNoEnd)));
    for (const auto& [name, value] : contract.details) {
        if (!value.empty()) {
            const auto columns = workspace::register_columns();
            const bool known = std::find(columns.begin(), columns.end(), name) != columns.end();
            block.lines.push_back(
                plain(known ? input.text(workspace::column_title(name)) : name, value));
        }
    }
    const auto& sources = input.dataset().ledger.sources;
    if (contract.origin.source < sources.size()) {
        block.lines.push_back(plain(
            input.text(screen::kPaneReadIn),
            origin_text(sources[contract.origin.source], contract.origin.line, input.language)));
    }
    return block;
}

SheetBlock brought(const SheetInput& input, const Contract& contract) {
    const auto& perimeter = perimeter_used(input.results, contract);
    const auto years = std::max<std::int64_t>(
        1, static_cast<std::int64_t>(input.results.coverage->years().size()));
    std::vector<Index<Commune>> alone;
    for (const auto commune : perimeter) {
        const auto own = input.results.coverage->has_contract(
                             static_cast<std::size_t>(&contract - input.dataset().contracts.data()))
                             ? 1U
                             : 0U;
        if (input.results.coverage->cover_count(commune) == own) {
            alone.push_back(commune);
        }
    }
    SheetBlock block{input.text(screen::kPaneBlockBrought), {}};
    block.lines.push_back(
        plain(input.text(screen::kPaneInPerimeter),
              count_cell(signatories_of(input.results, perimeter), years, input.language)));
    block.lines.push_back(
        plain(input.text(screen::kPaneOnlyHere),
              count_cell(signatories_of(input.results, alone), years, input.language),
              input.text(screen::kPaneOnlyHereNote)));
    return block;
}

SheetBlock communes(const SheetInput& input, const Contract& contract) {
    const auto& perimeter = perimeter_used(input.results, contract);
    SheetBlock block{
        input.text(screen::kPanePerimeterTitle, {static_cast<std::int64_t>(perimeter.size())}), {}};
    std::vector<std::pair<Count, Index<Commune>>> sorted;
    for (const auto commune : perimeter) {
        sorted.emplace_back(
            input.results.coverage->possible_coverage(Level::kCommune, commune.value).range.total,
            commune);
    }
    std::stable_sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) {
        return a.first.low + a.first.high > b.first.low + b.first.high;
    });
    const auto years = input.results.coverage->years().size();
    for (const auto& [count, commune] : sorted) {
        auto line =
            plain(input.all().communes.name[commune.value],
                  count_cell(count, std::max<std::int64_t>(1, static_cast<std::int64_t>(years)),
                             input.language));
        line.thing =
            ThingRef{ThingRef::Kind::kCommune, input.all().communes.code[commune.value].string()};
        block.lines.push_back(std::move(line));
    }
    cut_lines(input, block, kMostMembers);
    if (contract.perimeter_signed != contract.perimeter_today) {
        auto line = plain(input.text(screen::kPanePerimeterMoved,
                                     {static_cast<std::int64_t>(contract.perimeter_signed.size()),
                                      static_cast<std::int64_t>(contract.perimeter_today.size())}),
                          "");
        line.warning = true;
        block.lines.push_back(std::move(line));
    }
    return block;
}

/// Departments, then the arrondissements of the sub-prefects, with how many communes are in each.
SheetBlock parents(const SheetInput& input, const Contract& contract) {
    SheetBlock block{input.text(screen::kPaneBlockParents), {}};
    const auto& all = input.all();
    std::map<std::string, std::int64_t> departments;
    std::map<std::string, std::int64_t> arrondissements;
    for (const auto commune : perimeter_used(input.results, contract)) {
        const auto department = all.communes.department[commune.value];
        ++departments[all.departments.code[department.value].string()];
        if (const auto row = all.communes.arrondissement[commune.value]; row.valid()) {
            ++arrondissements[all.arrondissements.code[row.value].string()];
        }
    }
    const auto add = [&](ThingRef::Kind kind, const auto& held) {
        for (const auto& [code, count] : held) {
            const ThingRef thing{kind, code};
            auto line =
                plain(name_of(input.results, thing), input.text(screen::kPaneSomeCommunes, {count}),
                      kind == ThingRef::Kind::kArrondissement ? input.text(thing_word(kind))
                                                              : std::string());
            line.thing = thing;
            block.lines.push_back(std::move(line));
        }
    };
    add(ThingRef::Kind::kDepartment, departments);
    add(ThingRef::Kind::kArrondissement, arrondissements);
    cut_lines(input, block, kMostMembers);
    return block;
}

}  // namespace

Sheet contract_sheet(const SheetInput& input, const Contract& contract, const ThingRef& thing) {
    Sheet sheet;
    sheet.thing = thing;
    sheet.title = contract.name;
    sheet.subtitle = input.text(thing_word(thing.kind)) + " · " + contract.id;
    const auto rules = indicators::counting_rules(input.dataset(), input.results.coverage->query());
    const auto reason = indicators::counted(contract, input.results.date, rules);
    sheet.headline = input.text(reason_word(reason));
    sheet.headline_note = input.text(indicators::reason_text(reason));
    const Places places{{contract.origin.source, contract.origin.line}};
    for (auto block :
         {brought(input, contract), identity(input, contract), communes(input, contract),
          parents(input, contract), ledger_block(input, places)}) {
        if (!block.lines.empty()) {
            sheet.blocks.push_back(std::move(block));
        }
    }
    return sheet;
}

}  // namespace maillage::ui
