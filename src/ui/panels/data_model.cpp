// SPDX-License-Identifier: Apache-2.0
#include "ui/panels/data_model.hpp"

#include "base/screen_messages.hpp"
#include "base/text.hpp"
#include "ui/panels/figures.hpp"

#include <algorithm>

namespace maillage::ui {
namespace {

using workspace::FilePreview;
using workspace::PreviewTable;
using workspace::command::PreviewFile;

std::string joined(const std::vector<std::string>& parts) {
    std::string text;
    for (const auto& part : parts) {
        text += (text.empty() || part.empty() ? "" : " · ") + part;
    }
    return text;
}

std::string sums_of(const Source& source, Language language) {
    return render(
        {screen::kPaneSumsShort,
         {source.rows_read, source.rows_used, source.rows_repaired, source.rows_set_aside}},
        language);
}

/// The [[source]] that a file of the ledger comes from, when it names this one file.
std::optional<std::size_t> spec_of(const Source& source, const io::WorkspaceSpec* spec) {
    if (spec == nullptr || source.built_in) {
        return std::nullopt;
    }
    for (std::size_t i = 0; i < spec->sources.size(); ++i) {
        const auto& one = spec->sources[i];
        const bool layer = one.layer.empty() || source.layer.empty() || one.layer == source.layer;
        if (layer && (one.path == source.path || spec->sources.size() == 1)) {
            return i;
        }
    }
    return std::nullopt;
}

/// What became of the row of each entry. \pre entries of a row stand together.
std::vector<RowState> row_states(const std::vector<LedgerEntry>& entries) {
    std::vector<RowState> states;
    states.reserve(entries.size());
    while (states.size() < entries.size()) {
        const auto first = states.size();
        auto last = first;
        auto worst = RowState::kUsed;
        while (last < entries.size() && entries[last].origin == entries[first].origin) {
            worst = std::max(worst, entries[last].state);
            ++last;
        }
        states.resize(last, worst);
    }
    return states;
}

PreviewFile again(const FilePreview& preview) { return {preview.path, preview.source}; }

}  // namespace

std::vector<SourceRow> source_rows(const Ledger& ledger, const io::WorkspaceSpec* spec,
                                   Language language) {
    std::vector<SourceRow> rows;
    for (std::uint32_t i = 0; i < ledger.sources.size(); ++i) {
        const auto& source = ledger.sources[i];
        SourceRow row;
        row.source = i;
        row.name = origin_text(source, 0, language);
        row.detail = joined(
            {render({role_word(source.role)}, language),
             source.vintage
                 ? render({screen::kPaneCodesOf, {std::to_string(source.vintage->year)}}, language)
                 : std::string(),
             source.encoding});
        row.sums = sums_of(source, language);
        row.built_in = source.built_in;
        row.spec = spec_of(source, spec);
        for (const auto& entry : ledger.entries) {
            if (entry.origin.source == i) {
                row.warnings += entry.severity == Severity::kWarning ? 1 : 0;
                row.errors += entry.severity == Severity::kError ? 1 : 0;
            }
        }
        rows.push_back(std::move(row));
    }
    std::stable_partition(rows.begin(), rows.end(),
                          [](const SourceRow& row) { return !row.built_in; });
    return rows;
}

std::string recognised_text(const PreviewTable& table, Language language) {
    const auto text = [&](MessageId id, std::initializer_list<MessageArgument> values) {
        return render({id, values}, language);
    };
    if (table.role == Role::kUnknown) {
        return text(screen::kPaneNotRecognised, {});
    }
    std::vector<std::string> parts{text(screen::kPaneRecognised, {role_word(table.role)})};
    if (!table.layer.empty()) {
        parts.push_back(text(screen::kPaneSheetNamed, {table.layer}));
    }
    if (table.header_line > 0) {
        parts.push_back(text(screen::kPaneHeaderLine, {std::int64_t{table.header_line}}));
    }
    if (table.vintage) {
        parts.push_back(text(screen::kPaneCodesOf, {std::to_string(table.vintage->year)}));
    }
    return joined(parts);
}

ColumnChoices column_choices(const PreviewTable& table, std::size_t column, Language language) {
    ColumnChoices choices;
    choices.labels.push_back(render({screen::kPaneColumnIgnored}, language));
    for (std::size_t i = 0; i < table.choices.size(); ++i) {
        choices.labels.push_back(table.choices[i]);
        if (table.columns[column].standard == table.choices[i]) {
            choices.chosen = static_cast<int>(i) + 1;
        }
    }
    return choices;
}

PreviewFile with_column(const FilePreview& preview, const PreviewTable& table, std::size_t column,
                        int choice) {
    auto request = again(preview);
    auto& columns = request.source.columns;
    // What is shown is what is meant: the guess is kept as a choice, so that one correction does
    // not move other columns.
    for (const auto& one : table.columns) {
        if (!one.standard.empty()) {
            columns.emplace(one.standard, one.header);
        }
    }
    const auto& changed = table.columns[column];
    if (!changed.standard.empty()) {
        columns[changed.standard] = "";  // Without a column, even if one bears its name.
    }
    if (choice > 0) {
        columns[table.choices[static_cast<std::size_t>(choice) - 1]] = changed.header;
    }
    return request;
}

PreviewFile with_header(const FilePreview& preview, std::uint32_t line) {
    auto request = again(preview);
    request.source.header = line;
    request.source.columns.clear();  // They named titles of the other row.
    return request;
}

PreviewFile with_layer(const FilePreview& preview, const std::string& layer) {
    auto request = again(preview);
    request.source.layer = layer;
    // All else was said or guessed about another sheet.
    request.source.role = Role::kUnknown;
    request.source.vintage.reset();
    request.source.header = 0;
    request.source.columns.clear();
    return request;
}

FilePreview corrected(const FilePreview& preview, const PreviewTable& table) {
    FilePreview one;
    one.path = preview.path;
    one.source = preview.source;
    if (preview.tables.size() > 1) {
        one.source.layer = table.layer;
        one.source.role = table.role;
    }
    return one;
}

PreviewFile with_role(const FilePreview& preview, Role role) {
    auto request = again(preview);
    request.source.role = role;
    request.source.columns.clear();
    return request;
}

PreviewFile with_encoding(const FilePreview& preview, const std::string& encoding) {
    auto request = again(preview);
    request.source.encoding = encoding;
    return request;
}

PreviewFile with_vintage(const FilePreview& preview, std::optional<Vintage> vintage) {
    auto request = again(preview);
    request.source.vintage = vintage;
    return request;
}

PreviewFile with_masked(const FilePreview& preview, const std::string& token,
                        std::optional<Count> count) {
    auto request = again(preview);
    if (count) {
        request.source.masked[token] = *count;
    } else {
        request.source.masked.erase(token);
    }
    return request;
}

std::vector<std::uint32_t> ledger_order(const std::vector<LedgerEntry>& entries,
                                        std::span<const Source> sources, const LedgerFilter& filter,
                                        std::optional<std::uint32_t> source) {
    const auto states = row_states(entries);
    const auto built_in = [&](const LedgerEntry& entry) {
        return entry.origin.source < sources.size() && sources[entry.origin.source].built_in;
    };
    std::vector<std::uint32_t> order;
    for (std::uint32_t i = 0; i < entries.size(); ++i) {
        const auto& entry = entries[i];
        if (!source && !filter.built_in && built_in(entry)) {
            continue;
        }
        // A remark on a whole file is of no row, unless it says what became of them all.
        const bool of_rows = entry.origin.line > 0 || entry.state != RowState::kUsed;
        if ((!source || entry.origin.source == *source) &&
            (!filter.severity || entry.severity == *filter.severity) &&
            (!filter.state || (of_rows && states[i] == *filter.state))) {
            order.push_back(i);
        }
    }
    // What is to be corrected comes first, not what the program read in its own way; and what the
    // user can correct before what came with the program.
    std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
        const bool own_a = !built_in(entries[a]);
        const bool own_b = !built_in(entries[b]);
        return own_a != own_b ? own_a : entries[a].severity > entries[b].severity;
    });
    return order;
}

std::string read_text(const PreviewTable& table, const LedgerEntry& entry) {
    const auto row =
        std::find_if(table.rows.begin(), table.rows.end(),
                     [&](const PreviewTable::Row& one) { return one.line == entry.origin.line; });
    const auto column = std::find_if(table.columns.begin(), table.columns.end(),
                                     [&](const auto& one) { return one.header == entry.column; });
    if (row == table.rows.end() || column == table.columns.end()) {
        return entry.column;
    }
    const auto position = static_cast<std::size_t>(column - table.columns.begin());
    return position < row->cells.size()
               ? "«\u00A0" + quote_excerpt(row->cells[position]) + "\u00A0»"
               : entry.column;
}

bool is_number_column(const PreviewTable& table, std::size_t column) {
    std::size_t numbers = 0;
    std::size_t texts = 0;
    for (const auto& row : table.rows) {
        if (row.line <= table.header_line || column >= row.cells.size() ||
            trim(row.cells[column]).empty()) {
            continue;
        }
        ++(parse_number(row.cells[column]) ? numbers : texts);
    }
    // Codes are digits but read as names do.
    const bool code =
        column < table.columns.size() && table.columns[column].standard.starts_with("code");
    return !code && numbers > texts;
}

}  // namespace maillage::ui
