// SPDX-License-Identifier: Apache-2.0
#include "ui/panels/table_model.hpp"

#include "base/screen_messages.hpp"
#include "base/text.hpp"
#include "model/lookup.hpp"

#include <algorithm>
#include <cmath>

namespace maillage::ui {
namespace {

using workspace::TableOf;
using workspace::ThingRef;

bool passes(const TerritoryRow& row, const std::vector<std::string_view>& words) {
    return std::all_of(words.begin(), words.end(), [&](std::string_view word) {
        return row.key.find(word) != std::string::npos;
    });
}

/// Sort keys of the rows, computed once so that a comparison is a comparison of numbers.
std::vector<double> keys_of(const TerritoryRows& rows, const TableColumn& column) {
    std::vector<double> keys;
    keys.reserve(rows.rows.size());
    for (const auto& row : rows.rows) {
        keys.push_back(column.key(row));
    }
    return keys;
}

void sort_by_name(std::vector<std::uint32_t>& order, const TerritoryRows& rows, bool descending,
                  bool by_code) {
    std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
        const auto& one = rows.rows[descending ? b : a];
        const auto& other = rows.rows[descending ? a : b];
        return by_code ? one.coverage.code < other.coverage.code : one.key < other.key;
    });
}

void sort_by_key(std::vector<std::uint32_t>& order, const TerritoryRows& rows,
                 const TableColumn& column, bool descending) {
    const auto keys = keys_of(rows, column);
    std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
        const bool no_a = std::isnan(keys[a]);
        const bool no_b = std::isnan(keys[b]);
        if (no_a != no_b) {
            return no_b;
        }
        if (!no_a && keys[a] != keys[b]) {
            return (keys[a] < keys[b]) != descending;
        }
        return rows.rows[a].key < rows.rows[b].key;
    });
}

/// One cell of a TSV: what would break the line or the cell becomes a space.
std::string tsv_cell(std::string text) {
    std::replace_if(
        text.begin(), text.end(), [](char c) { return c == '\t' || c == '\n' || c == '\r'; }, ' ');
    return text;
}

std::string tsv_line(const std::vector<std::string>& cells) {
    std::string line;
    for (const auto& cell : cells) {
        line += (line.empty() && &cell == &cells.front() ? "" : "\t") + tsv_cell(cell);
    }
    return line + '\n';
}

}  // namespace

TableSelection table_selection(const workspace::Results& results, const TerritoryRows& rows,
                               const std::vector<ThingRef>& selection) {
    TableSelection chosen;
    const auto& communes = results.dataset->territories.communes;
    chosen.communes.assign(communes.size(), false);
    chosen.rows.assign(rows.rows.size(), Chosen::kNone);
    if (selection.empty()) {
        return chosen;
    }
    for (const auto& thing : selection) {
        const auto code = CommuneCode::parse(thing.code);
        const auto row = code ? find_code<Commune>(communes.code, *code) : Index<Commune>{};
        if (row.valid() && !chosen.communes[row.value]) {
            chosen.communes[row.value] = true;
            ++chosen.count;
        }
    }
    for (std::size_t i = 0; i < rows.rows.size(); ++i) {
        const auto members = communes_of(results, rows.rows[i]);
        const auto held = static_cast<std::size_t>(
            std::count_if(members.begin(), members.end(),
                          [&](Index<Commune> one) { return chosen.communes[one.value]; }));
        chosen.rows[i] = held == 0                ? Chosen::kNone
                         : held == members.size() ? Chosen::kAll
                                                  : Chosen::kSome;
    }
    return chosen;
}

std::vector<std::uint32_t> table_order(const TerritoryRows& rows, const workspace::TableView& view,
                                       const TableSelection& selection) {
    const auto folded = fold(view.filter);
    const auto words = split_words(folded);
    std::vector<std::uint32_t> order;
    for (std::uint32_t i = 0; i < rows.rows.size(); ++i) {
        if ((!view.only_selection || selection.rows[i] != Chosen::kNone) &&
            passes(rows.rows[i], words)) {
            order.push_back(i);
        }
    }
    const auto* column = table_column(view.sort);
    if (column == nullptr || column->key == nullptr) {
        sort_by_name(order, rows, view.descending, column != nullptr && column->name == "code");
    } else {
        sort_by_key(order, rows, *column, view.descending);
    }
    return order;
}

std::optional<SelectionTotals> selection_totals(const workspace::Results& results,
                                                const TerritoryRows& rows,
                                                const TableSelection& selection) {
    if (selection.count == 0) {
        return std::nullopt;
    }
    SelectionTotals totals;
    totals.communes = selection.count;
    std::size_t in_whole_rows = 0;
    for (std::size_t i = 0; i < rows.rows.size(); ++i) {
        if (selection.rows[i] == Chosen::kAll) {
            ++totals.rows;
            in_whole_rows += communes_of(results, rows.rows[i]).size();
            totals.range = totals.range + rows.rows[i].coverage.range;
        }
    }
    std::vector<Index<Commune>> communes;
    for (std::size_t i = 0; i < selection.communes.size(); ++i) {
        if (selection.communes[i]) {
            communes.push_back(index_of<Commune>(i));
        }
    }
    if (in_whole_rows != selection.count) {
        totals.rows = 0;
        totals.range = {};
        for (const auto commune : communes) {
            totals.range =
                totals.range +
                results.coverage->possible_coverage(indicators::Level::kCommune, commune.value)
                    .range;
        }
    }
    totals.rate = indicators::rate_bounds(totals.range);
    totals.population = inhabitants(results.dataset->territories.communes, communes).now;
    return totals;
}

std::string totals_text(const SelectionTotals& totals, TableOf of, std::int64_t years,
                        Language language) {
    const auto things = [&]() -> Message {
        const auto rows = static_cast<std::int64_t>(totals.rows);
        const auto communes = static_cast<std::int64_t>(totals.communes);
        if (totals.rows == 0 || of == TableOf::kCommunes) {
            return {screen::kPaneSomeCommunes, {communes}};
        }
        switch (of) {
            case TableOf::kEpcis:
                return {screen::kPaneSomeEpcis, {rows}};
            case TableOf::kDepartments:
                return {screen::kPaneSomeDepartments, {rows}};
            default:
                return {screen::kPaneSomeRegions, {rows}};
        }
    }();
    auto counted =
        render({screen::kPaneTotalsOfSelection,
                {render(things, language), count_cell(totals.range.total, years, language)}},
               language);
    if (!totals.rate) {
        return counted;
    }
    return counted + ", " +
           render({screen::kPaneTotalsRate, {percent_text(totals.rate, language)}}, language);
}

std::string table_tsv(const TerritoryRows& rows, const std::vector<std::uint32_t>& order,
                      Language language) {
    std::vector<std::string> titles;
    for (const auto& column : table_columns()) {
        titles.insert(titles.end(), column.exported.begin(), column.exported.end());
    }
    auto text = tsv_line(titles);
    for (const auto position : order) {
        std::vector<std::string> cells;
        for (const auto& column : table_columns()) {
            auto values = column.values(rows.rows[position]);
            if (column.align == Align::kRight && language == Language::kFrench) {
                for (auto& value : values) {
                    std::replace(value.begin(), value.end(), '.', ',');
                }
            }
            std::move(values.begin(), values.end(), std::back_inserter(cells));
        }
        text += tsv_line(cells);
    }
    return text;
}

std::vector<ThingRef> things_of(const workspace::Results& results, const TerritoryRow& row) {
    if (!row.part) {
        return {row.thing};
    }
    std::vector<ThingRef> things;
    const auto& codes = results.dataset->territories.communes.code;
    for (const auto commune : communes_of(results, row)) {
        things.push_back({ThingRef::Kind::kCommune, codes[commune.value].string()});
    }
    return things;
}

workspace::command::Select select_row(const workspace::Results& results, const TerritoryRows& rows,
                                      const std::vector<std::uint32_t>& order, std::size_t position,
                                      bool ctrl, bool shift, std::optional<std::uint32_t>& anchor) {
    using workspace::command::Pick;
    auto first = position;
    auto last = position;
    if (shift && anchor) {
        const auto from = std::find(order.begin(), order.end(), *anchor);
        if (from != order.end()) {
            const auto start = static_cast<std::size_t>(from - order.begin());
            first = std::min(start, position);
            last = std::max(start, position);
        }
    } else {
        anchor = order[position];
    }
    workspace::command::Select select;
    select.how = ctrl ? (shift ? Pick::kAdd : Pick::kToggle) : Pick::kReplace;
    for (auto i = first; i <= last; ++i) {
        const auto things = things_of(results, rows.rows[order[i]]);
        select.things.insert(select.things.end(), things.begin(), things.end());
    }
    return select;
}

workspace::TableView sorted_by(workspace::TableView view, const TableColumn& column) {
    if (view.sort == column.name) {
        view.descending = !view.descending;
    } else {
        view.sort = column.name;
        view.descending = column.align == Align::kRight;
    }
    return view;
}

}  // namespace maillage::ui
