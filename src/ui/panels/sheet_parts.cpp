// SPDX-License-Identifier: Apache-2.0
#include "ui/panels/sheet_parts.hpp"

#include "base/screen_messages.hpp"
#include "base/text.hpp"
#include "ui/panels/territory_rows.hpp"

#include <algorithm>

namespace maillage::ui {
namespace {

using indicators::CoverageRow;
using indicators::Level;
using indicators::Reason;
using workspace::Figure;
using workspace::ThingRef;

constexpr std::size_t kMostContracts = 12;
constexpr std::size_t kMostEntries = 12;

std::vector<bool> mask_of(const SheetInput& input, const FoundTerritory& found) {
    std::vector<bool> mask(input.all().communes.size());
    for (const auto commune : found.communes) {
        mask[commune.value] = true;
    }
    return mask;
}

/// Whether a cell lies in the territory or touches it; a cell that is not located belongs to its
/// department and what is above.
bool touches(const SheetInput& input, const CirYear& year, const CirCell& cell,
             const FoundTerritory& found, const std::vector<bool>& mask) {
    if (cell.commune_count > 0) {
        const auto communes = year.communes_of(cell);
        return std::any_of(communes.begin(), communes.end(),
                           [&](Index<Commune> one) { return mask[one.value]; });
    }
    switch (found.level) {
        case Level::kDepartment:
            return cell.department.valid() && cell.department.value == found.row;
        case Level::kRegion:
            return cell.department.valid() &&
                   input.all().departments.parent[cell.department.value] ==
                       index_of<Region>(found.row);
        case Level::kFrance:
            return true;
        default:
            return false;
    }
}

std::optional<std::int64_t> published(const CirYear& year, const FoundTerritory& found) {
    const auto& totals =
        found.level == Level::kDepartment ? year.department_total : year.region_total;
    const bool has = found.level == Level::kDepartment || found.level == Level::kRegion;
    return has && found.row < totals.size() ? totals[found.row] : std::nullopt;
}

/// Files of a year's rows, each once: "cir-45-2023.xlsx, ligne 12" for one row, the file for many.
std::string files_text(const SheetInput& input, const Places& places) {
    if (places.empty()) {
        return {};
    }
    const auto& sources = input.dataset().ledger.sources;
    if (places.size() == 1 && places.begin()->first < sources.size()) {
        return origin_text(sources[places.begin()->first], places.begin()->second, input.language);
    }
    std::string text;
    std::optional<std::uint32_t> last;
    for (const auto& [source, line] : places) {
        if (source != last && source < sources.size()) {
            text += (text.empty() ? "" : ", ") + sources[source].path;
        }
        last = source;
    }
    return text;
}

SheetLine year_line(const SheetInput& input, const CirYear& year, const FoundTerritory& found,
                    const std::vector<bool>& mask) {
    Count sum;
    Places places;
    for (const auto& one : year.cells) {
        if (touches(input, year, one, found, mask)) {
            // Of a cell that lies in several communes, all or nothing may be here.
            const auto communes = year.communes_of(one);
            const bool whole = std::all_of(communes.begin(), communes.end(),
                                           [&](Index<Commune> c) { return mask[c.value]; });
            sum += Count{whole ? one.count.low : 0, one.count.high};
            places.emplace(one.origin.source, one.origin.line);
        }
    }
    SheetLine line;
    line.label = std::to_string(year.year);
    line.value =
        places.empty() ? input.text(screen::kPaneNoCount) : count_cell(sum, 1, input.language);
    line.note = files_text(input, places);
    if (const auto total = published(year, found)) {
        line.note +=
            (line.note.empty() ? "" : " · ") + input.text(screen::kPanePublishedTotal, {*total});
    }
    return line;
}

}  // namespace

void cut_lines(const SheetInput& input, SheetBlock& block, std::size_t most) {
    if (block.lines.size() <= most + 1) {
        return;
    }
    const auto left = static_cast<std::int64_t>(block.lines.size() - most);
    block.lines.resize(most);
    SheetLine more;
    more.label = input.text(screen::kPaneAndOthers, {left});
    block.lines.push_back(std::move(more));
}

std::vector<std::size_t> contracts_touching(const workspace::Results& results,
                                            const FoundTerritory& found) {
    std::vector<std::size_t> touching;
    const auto& contracts = results.dataset->contracts;
    for (std::size_t i = 0; i < contracts.size(); ++i) {
        const auto& perimeter = perimeter_used(results, contracts[i]);
        // Both ascend: a search of the shorter list in the longer one.
        const bool short_one = perimeter.size() < found.communes.size();
        const auto& few = short_one ? perimeter : found.communes;
        const auto& many = short_one ? found.communes : perimeter;
        if (std::any_of(few.begin(), few.end(), [&](Index<Commune> commune) {
                return std::binary_search(many.begin(), many.end(), commune);
            })) {
            touching.push_back(i);
        }
    }
    return touching;
}

SheetBlock counts_block(const SheetInput& input, const FoundTerritory& found,
                        const CoverageRow& row) {
    SheetBlock block{input.text(screen::kPaneBlockCounts), {}};
    const auto mask = mask_of(input, found);
    const auto& years = input.dataset().cir;
    for (auto year = years.rbegin(); year != years.rend(); ++year) {
        auto line = year_line(input, *year, found, mask);
        const auto& asked = input.results.coverage->years();
        if (asked.size() == 1 && asked.front() == year->year) {
            // What the indicator uses: narrowed by the published totals.
            line.value = count_cell(row, row.range.total, input.language);
            line.figure = Figure::kTotal;
        }
        block.lines.push_back(std::move(line));
    }
    if (input.dataset().modelled_counts && !block.lines.empty()) {
        block.lines.push_back(
            {"", "", input.text(screen::kPaneModelledCounts), {}, {}, true, false});
    }
    return block;
}

SheetBlock coverage_block(const SheetInput& input, const CoverageRow& row) {
    SheetBlock block{input.text(screen::kPaneBlockCoverage), {}};
    const auto add = [&](MessageId label, std::string value, Figure figure, std::string note = {}) {
        block.lines.push_back(
            {input.text(label), std::move(value), std::move(note), {}, figure, false, false});
    };
    const auto count = [&](Count one) { return count_cell(row, one, input.language); };
    if (row.level != Level::kCommune) {
        add(screen::kPaneColumnCovered, count(row.range.covered), Figure::kCovered);
        add(screen::kPaneColumnNotCovered, count(row.range.rest), Figure::kTotal);
    }
    if (row.not_located.high > 0) {
        add(screen::kPaneColumnNotLocated, count(row.not_located), Figure::kTotal,
            input.text(screen::kPaneNotLocatedNote));
    }
    add(screen::kPaneCountedContractsLine, group_digits(row.contracts, input.language),
        Figure::kContracts,
        row.contracts_not_counted > 0
            ? input.text(screen::kPaneOtherLevelContracts, {row.contracts_not_counted})
            : std::string());
    if (row.level == Level::kDepartment || row.level == Level::kRegion) {
        const auto year = std::to_string(year_of(input.results.date));
        add(screen::kPaneColumnTarget,
            row.target ? share_text(*row.target, input.language) : input.text(MessageId::kNoTarget),
            Figure::kTarget, row.target ? year : input.text(screen::kPaneNoTargetNote, {year}));
    }
    if (row.to_cover) {
        add(screen::kPaneColumnToCover, count_cell(*row.to_cover, 1, input.language),
            Figure::kToCover);
    }
    if (row.gap && row.gap->high.num > 0) {
        add(screen::kPaneGapToTarget, points_text(row.gap->high, input.language), Figure::kToCover);
    }
    return block;
}

SheetBlock contracts_block(const SheetInput& input, const FoundTerritory& found) {
    SheetBlock block{input.text(screen::kPaneBlockContracts), {}};
    const auto reasons = contract_reasons(input.results);
    auto touching = contracts_touching(input.results, found);
    std::stable_sort(touching.begin(), touching.end(), [&](std::size_t a, std::size_t b) {
        return (reasons[a] == Reason::kCounted) > (reasons[b] == Reason::kCounted);
    });
    for (const auto i : touching) {
        const auto& contract = input.dataset().contracts[i];
        SheetLine line;
        line.label = contract.name;
        line.value = input.text(reason_word(reasons[i]));
        line.note = contract_detail(
            contract, static_cast<std::int64_t>(perimeter_used(input.results, contract).size()),
            input.language);
        if (reasons[i] != Reason::kCounted) {
            line.note += "\n" + input.text(indicators::reason_text(reasons[i]));
        }
        line.thing = ThingRef{ThingRef::Kind::kContract, contract.id};
        block.lines.push_back(std::move(line));
    }
    cut_lines(input, block, kMostContracts);
    if (block.lines.empty()) {
        block.lines.push_back({input.text(screen::kPaneNoContract), "", "", {}, {}, false, false});
    }
    return block;
}

std::string since_words(const SheetInput& input, std::int64_t before) {
    const auto& all = input.all();
    if (all.population_year == 0) {
        return input.text(screen::kPaneSinceBefore, {before});
    }
    return input.text(screen::kPaneSinceYear, {before, std::to_string(all.population_before_year),
                                               std::to_string(all.population_year)});
}

SheetBlock population_block(const SheetInput& input, const FoundTerritory& found) {
    SheetBlock block{input.text(screen::kPaneBlockPopulation), {}};
    const auto people = inhabitants(input.all().communes, found.communes);
    if (people.now) {
        block.lines.push_back({input.text(screen::kPaneColumnPopulation),
                               group_digits(*people.now, input.language),
                               "",
                               {},
                               {},
                               false,
                               false});
    }
    if (people.evolution) {
        block.lines.push_back({input.text(screen::kPaneColumnEvolution),
                               evolution_text(*people.evolution, input.language),
                               since_words(input, people.evolution->before),
                               {},
                               {},
                               false,
                               false});
    }
    return block;
}

Places places_of(const SheetInput& input, const FoundTerritory& found) {
    Places places;
    const auto mask = mask_of(input, found);
    for (const auto& year : input.dataset().cir) {
        for (const auto& one : year.cells) {
            if (touches(input, year, one, found, mask)) {
                places.emplace(one.origin.source, one.origin.line);
            }
        }
    }
    for (const auto i : contracts_touching(input.results, found)) {
        const auto& origin = input.dataset().contracts[i].origin;
        places.emplace(origin.source, origin.line);
    }
    for (const auto& target : input.dataset().targets) {
        if ((found.level == Level::kDepartment && target.department.valid() &&
             target.department.value == found.row) ||
            (found.level == Level::kRegion && target.region.valid() &&
             target.region.value == found.row)) {
            places.emplace(target.origin.source, target.origin.line);
        }
    }
    return places;
}

SheetBlock ledger_block(const SheetInput& input, const Places& places) {
    SheetBlock block{input.text(screen::kPaneBlockLedger), {}};
    const auto& ledger = input.dataset().ledger;
    for (const auto& entry : ledger.entries) {
        if (entry.origin.line == 0 || !places.contains({entry.origin.source, entry.origin.line})) {
            continue;
        }
        SheetLine line;
        line.label =
            origin_text(ledger.sources.at(entry.origin.source), entry.origin.line, input.language);
        line.note = render(entry.message, input.language);
        line.warning = entry.severity != Severity::kInformation;
        block.lines.push_back(std::move(line));
    }
    cut_lines(input, block, kMostEntries);
    return block;
}

}  // namespace maillage::ui
