// SPDX-License-Identifier: Apache-2.0
// What a territory belongs to, what it is made of, and who stands next to it.
#include "base/screen_messages.hpp"
#include "base/text.hpp"
#include "ui/panels/sheet_parts.hpp"

#include <algorithm>

namespace maillage::ui {
namespace {

using indicators::CoverageRow;
using indicators::Level;
using workspace::ThingRef;

constexpr std::size_t kMostMembers = 15;
constexpr std::size_t kNeighbours = 2;

SheetLine parent_line(const SheetInput& input, ThingRef thing) {
    SheetLine line;
    line.label = name_of(input.results, thing);
    line.value = input.text(thing_word(thing.kind));
    line.thing = std::move(thing);
    return line;
}

template <typename Table, typename Row>
void add_parent(const SheetInput& input, SheetBlock& block, ThingRef::Kind kind, const Table& table,
                Index<Row> row) {
    if (row.valid()) {
        block.lines.push_back(parent_line(input, {kind, table.code[row.value].string()}));
    }
}

/// Rows of a level within something, the most signatories first.
struct Listed {
    ThingRef thing;
    CoverageRow row;
};

std::vector<Listed> listed(const SheetInput& input, Level level, ThingRef::Kind kind,
                           const std::vector<std::size_t>& rows) {
    std::vector<Listed> made;
    made.reserve(rows.size());
    for (const auto row : rows) {
        auto coverage = input.results.coverage->row(level, row);
        ThingRef thing{kind, coverage.code};
        made.push_back({std::move(thing), std::move(coverage)});
    }
    return made;
}

double signatories(const Listed& one) {
    return static_cast<double>(one.row.range.total.low) +
           static_cast<double>(one.row.range.total.high);
}

double rate(const Listed& one) {
    if (!one.row.rate) {
        return -1;
    }
    const auto& [low, high] = *one.row.rate;
    return static_cast<double>(low.num) / static_cast<double>(low.den) +
           static_cast<double>(high.num) / static_cast<double>(high.den);
}

std::vector<std::size_t> parts_in(const SheetInput& input, Index<Department> department) {
    std::vector<std::size_t> rows;
    const auto& parts = input.results.coverage->groups().epci_parts();
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (parts[i].department == department) {
            rows.push_back(i);
        }
    }
    return rows;
}

std::vector<std::size_t> communes_in(const SheetInput& input, Index<Department> department) {
    std::vector<std::size_t> rows;
    for (const auto commune : input.results.hierarchy->communes_of(department)) {
        rows.push_back(commune.value);
    }
    return rows;
}

std::vector<std::size_t> every_row(std::size_t count) {
    std::vector<std::size_t> rows(count);
    for (std::size_t i = 0; i < count; ++i) {
        rows[i] = i;
    }
    return rows;
}

/// Those a territory is compared with, and by what.
struct Comparison {
    std::vector<Listed> all;
    bool by_rate = false;
    std::string within;
};

Comparison comparison(const SheetInput& input, const FoundTerritory& found) {
    const auto& all = input.all();
    const auto department = found.communes.empty()
                                ? Index<Department>{}
                                : all.communes.department[found.communes.front().value];
    const auto within = [&] {
        return department.valid() ? all.departments.name[department.value] : std::string();
    };
    switch (found.level) {
        case Level::kCommune:
            return {listed(input, Level::kCommune, ThingRef::Kind::kCommune,
                           communes_in(input, department)),
                    false, within()};
        case Level::kEpci:
            return {listed(input, Level::kEpciInDepartment, ThingRef::Kind::kEpci,
                           parts_in(input, department)),
                    false, within()};
        case Level::kDepartment:
            return {listed(input, Level::kDepartment, ThingRef::Kind::kDepartment,
                           every_row(all.departments.size())),
                    true, "France"};
        case Level::kRegion:
            return {listed(input, Level::kRegion, ThingRef::Kind::kRegion,
                           every_row(all.regions.size())),
                    true, "France"};
        default:
            return {};
    }
}

}  // namespace

SheetBlock parents_block(const SheetInput& input, const FoundTerritory& found) {
    SheetBlock block{input.text(screen::kPaneBlockParents), {}};
    const auto& all = input.all();
    Index<Department> department;
    if (found.level == Level::kCommune) {
        add_parent(input, block, ThingRef::Kind::kEpci, all.epcis, all.communes.epci[found.row]);
        add_parent(input, block, ThingRef::Kind::kArrondissement, all.arrondissements,
                   all.communes.arrondissement[found.row]);
        department = all.communes.department[found.row];
    } else if (found.level == Level::kArrondissement) {
        department = all.arrondissements.parent[found.row];
    } else if (found.level == Level::kEpci) {
        Index<Department> last;
        for (const auto commune : found.communes) {
            const auto one = all.communes.department[commune.value];
            if (one != last) {
                add_parent(input, block, ThingRef::Kind::kDepartment, all.departments, one);
            }
            last = one;
        }
    }
    add_parent(input, block, ThingRef::Kind::kDepartment, all.departments, department);
    if (found.level == Level::kDepartment) {
        department = index_of<Department>(found.row);
    }
    if (department.valid()) {
        add_parent(input, block, ThingRef::Kind::kRegion, all.regions,
                   all.departments.parent[department.value]);
    }
    if (found.level == Level::kRegion) {
        block.lines.push_back(parent_line(input, {ThingRef::Kind::kFrance, ""}));
    }
    return block;
}

SheetBlock members_block(const SheetInput& input, const FoundTerritory& found) {
    std::vector<Listed> members;
    const auto& all = input.all();
    SheetBlock block;
    if (found.level == Level::kEpci || found.level == Level::kArrondissement) {
        block.title = input.text(screen::kPaneCommunes);
        std::vector<std::size_t> rows;
        for (const auto commune : found.communes) {
            rows.push_back(commune.value);
        }
        members = listed(input, Level::kCommune, ThingRef::Kind::kCommune, rows);
    } else if (found.level == Level::kDepartment) {
        block.title = input.text(screen::kPaneEpcis);
        members = listed(input, Level::kEpciInDepartment, ThingRef::Kind::kEpci,
                         parts_in(input, index_of<Department>(found.row)));
    } else if (found.level == Level::kRegion) {
        block.title = input.text(screen::kPaneDepartments);
        std::vector<std::size_t> rows;
        for (std::size_t i = 0; i < all.departments.size(); ++i) {
            if (all.departments.parent[i] == index_of<Region>(found.row)) {
                rows.push_back(i);
            }
        }
        members = listed(input, Level::kDepartment, ThingRef::Kind::kDepartment, rows);
    } else if (found.level == Level::kFrance) {
        block.title = input.text(screen::kPaneRegions);
        members =
            listed(input, Level::kRegion, ThingRef::Kind::kRegion, every_row(all.regions.size()));
    }
    std::stable_sort(members.begin(), members.end(), [](const Listed& a, const Listed& b) {
        return signatories(a) > signatories(b);
    });
    for (auto& one : members) {
        SheetLine line;
        line.label = one.row.name;
        line.value = count_cell(one.row, one.row.range.total, input.language);
        line.thing = std::move(one.thing);
        block.lines.push_back(std::move(line));
    }
    if (!block.lines.empty()) {
        block.title +=
            " (" + group_digits(static_cast<std::int64_t>(members.size()), input.language) + ")";
    }
    cut_lines(input, block, kMostMembers);
    return block;
}

SheetBlock rank_block(const SheetInput& input, const FoundTerritory& found) {
    auto compared = comparison(input, found);
    SheetBlock block;
    if (compared.all.size() < 2) {
        return block;
    }
    block.title =
        input.text(compared.by_rate ? screen::kPaneRankByRate : screen::kPaneRankBySignatories,
                   {compared.within});
    const auto value = [&](const Listed& one) {
        return compared.by_rate ? rate(one) : signatories(one);
    };
    std::stable_sort(compared.all.begin(), compared.all.end(),
                     [&](const Listed& a, const Listed& b) { return value(a) > value(b); });
    const auto own_code = input.results.coverage->row(found.level, found.row).code;
    const auto own = static_cast<std::size_t>(
        std::find_if(compared.all.begin(), compared.all.end(),
                     [&](const Listed& one) { return one.thing.code == own_code; }) -
        compared.all.begin());
    if (own == compared.all.size()) {
        return {};
    }
    const auto first = own - std::min(own, kNeighbours);
    const auto last = std::min(own + kNeighbours + 1, compared.all.size());
    for (auto i = first; i < last; ++i) {
        const auto& one = compared.all[i];
        // Equal values share the rank of the first of them.
        const auto rank = static_cast<std::int64_t>(
            1 + std::count_if(compared.all.begin(), compared.all.end(),
                              [&](const Listed& other) { return value(other) > value(one); }));
        SheetLine line;
        line.label = input.text(screen::kPaneRankOf, {rank, one.row.name});
        line.value = compared.by_rate ? percent_text(one.row.rate, input.language)
                                      : count_cell(one.row, one.row.range.total, input.language);
        line.chosen = i == own;
        if (i != own) {
            line.thing = one.thing;
        }
        block.lines.push_back(std::move(line));
    }
    return block;
}

}  // namespace maillage::ui
