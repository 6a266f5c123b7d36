// SPDX-License-Identifier: Apache-2.0
#include "workspace/preview.hpp"

#include "base/text.hpp"
#include "io/read.hpp"
#include "io/schema_file.hpp"
#include "reconcile/cell_readers.hpp"
#include "reconcile/header_match.hpp"
#include "workspace/data_folder.hpp"

#include <algorithm>
#include <map>
#include <system_error>
#include <utility>

namespace maillage::workspace {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kRowsShown = 30;
constexpr std::size_t kColumnsShown = 60;
constexpr std::size_t kCellShown = 120;  ///< Characters.
constexpr std::size_t kMostTokens = 20;

/// How the workspace would name the file: relative to its folder, whole when it lies outside.
std::string path_in(const io::WorkspaceSpec& workspace, const fs::path& file) {
    std::error_code failed;
    const auto whole = fs::absolute(file, failed).lexically_normal();
    if (workspace.folder.empty()) {
        return whole.string();
    }
    const auto folder = fs::absolute(workspace.folder, failed).lexically_normal();
    const auto relative = whole.lexically_relative(folder);
    const bool inside = !relative.empty() && *relative.begin() != "..";
    return inside ? relative.generic_string() : whole.string();
}

const TableSchema* schema_of(const std::vector<TableSchema>& schemas, Role role) {
    const auto found = std::find_if(schemas.begin(), schemas.end(),
                                    [role](const TableSchema& one) { return one.role == role; });
    return found == schemas.end() ? nullptr : &*found;
}

/// What one layer is taken for, the user's word before the guess.
Role role_of(const io::RawLayer& layer, std::size_t layers, Role asked,
             const std::vector<TableSchema>& schemas) {
    if (asked != Role::kUnknown && layers == 1) {
        return asked;
    }
    const bool polygons = layer.kind == io::GeometryKind::kPolygon;
    const auto guess = reconcile::guess_role(layer.table, layer.kind == io::GeometryKind::kPoint,
                                             polygons, schemas);
    if (guess == Role::kUnknown && polygons) {
        return Role::kLayer;
    }
    return asked == Role::kUnknown || guess == asked ? guess : Role::kUnknown;
}

void add_rows(const io::RawTable& table, PreviewTable& shown) {
    for (std::size_t row = 0; row < std::min(kRowsShown, table.row_count()); ++row) {
        PreviewTable::Row one;
        one.line = table.line(row);
        for (std::size_t c = 0; c < std::min(kColumnsShown, table.cell_count(row)); ++c) {
            one.cells.push_back(quote_excerpt(trim(table.cell(row, c)), kCellShown));
        }
        shown.rows.push_back(std::move(one));
    }
}

/// The standard name of each column, and the names it may be set to.
void add_columns(const io::RawTable& table, const TableSchema& schema, const io::SourceSpec& source,
                 PreviewTable& shown, std::vector<std::size_t>& counts, std::size_t& first_row) {
    const auto match = reconcile::match_header(table, reconcile::SchemaTitles(schema), source);
    first_row = match.first_row;
    for (const auto& title : match.titles) {
        shown.columns.push_back({title, {}, {}});
    }
    for (std::size_t field = 0; field < schema.fields.size(); ++field) {
        shown.choices.push_back(schema.fields[field].name);
        const auto column =
            field < match.column_of_field.size() ? match.column_of_field[field] : -1;
        if (column >= 0) {
            auto& one = shown.columns[static_cast<std::size_t>(column)];
            one.standard = schema.fields[field].name;
            one.description = schema.fields[field].description;
            if (one.standard == "signataires") {
                counts.push_back(static_cast<std::size_t>(column));
            }
        }
    }
    for (const auto& year : match.years) {
        auto& one = shown.columns[year.column];
        one.standard = std::to_string(year.year);
        counts.push_back(year.column);
    }
    if (table.field_names.empty() && match.score > 0 && match.title_row < table.row_count()) {
        shown.header_line = table.line(match.title_row);
    }
}

/// Tokens of statistical secrecy in the columns of counts, as they are read now.
void add_masked(const io::RawTable& table, const io::SourceSpec& source,
                const std::vector<std::size_t>& columns, std::size_t first_row,
                PreviewTable& shown) {
    std::map<std::string, Count> tokens;
    for (std::size_t row = first_row; row < table.row_count(); ++row) {
        for (const auto column : columns) {
            const auto text = trim(table.cell(row, column));
            if (text.empty() || (text.front() >= '0' && text.front() <= '9' && text.size() < 3)) {
                continue;
            }
            const auto reading = reconcile::read_count(text, source.masked);
            if (reading.masked && reading.count && tokens.size() < kMostTokens) {
                tokens.emplace(text, *reading.count);
            }
        }
    }
    shown.masked.assign(tokens.begin(), tokens.end());
}

PreviewTable preview_table(const io::RawLayer& layer, std::size_t layers,
                           const io::SourceSpec& source, const std::vector<TableSchema>& schemas) {
    PreviewTable shown;
    shown.layer = layer.table.layer;
    shown.encoding = layer.table.encoding;
    shown.role = role_of(layer, layers, source.role, schemas);
    add_rows(layer.table, shown);
    const auto* schema = schema_of(schemas, shown.role);
    if (schema == nullptr) {
        for (const auto& name : layer.table.field_names) {
            shown.columns.push_back({name, {}, {}});
        }
        // Rows of a sheet nobody knows are shown all the same: the user will.
        for (const auto& row : shown.rows) {
            shown.columns.resize(std::max(shown.columns.size(), row.cells.size()));
        }
        return shown;
    }
    std::vector<std::size_t> counts;
    std::size_t first_row = 0;
    add_columns(layer.table, *schema, source, shown, counts, first_row);
    add_masked(layer.table, source, counts, first_row, shown);
    return shown;
}

/// The workspace with the file in it: in the place of a source of the same file, else added.
io::WorkspaceSpec with_source(const io::WorkspaceSpec& workspace, const io::SourceSpec& source) {
    auto with = workspace;
    const auto same =
        std::find_if(with.sources.begin(), with.sources.end(), [&](const io::SourceSpec& one) {
            return one.path == source.path && (one.layer == source.layer || source.layer.empty());
        });
    if (same == with.sources.end()) {
        with.sources.push_back(source);
    } else {
        *same = source;
    }
    return with;
}

/// What became of the rows, table by table, when the whole workspace is read with the file.
void add_ledger(const Dataset& dataset, const std::string& path, FilePreview& preview) {
    const auto& ledger = dataset.ledger;
    for (std::uint32_t i = 0; i < ledger.sources.size(); ++i) {
        const auto& source = ledger.sources[i];
        if (source.built_in || source.path != path) {
            continue;
        }
        const auto table = std::find_if(
            preview.tables.begin(), preview.tables.end(), [&](const PreviewTable& one) {
                return one.layer == source.layer || preview.tables.size() == 1;
            });
        if (table == preview.tables.end()) {
            continue;
        }
        table->vintage = source.vintage;
        table->rows_read += source.rows_read;
        table->rows_used += source.rows_used;
        table->rows_repaired += source.rows_repaired;
        table->rows_set_aside += source.rows_set_aside;
        for (const auto& entry : ledger.entries) {
            if (entry.origin.source == i) {
                table->entries.push_back(entry);
            }
        }
    }
}

/// What all recognised tables are taken for; unknown where they differ: each is read as its own.
Role common_role(const std::vector<PreviewTable>& tables) {
    Role common = Role::kUnknown;
    for (const auto& table : tables) {
        if (table.role == Role::kUnknown || table.role == common) {
            continue;
        }
        if (common != Role::kUnknown) {
            return Role::kUnknown;
        }
        common = table.role;
    }
    return common;
}

FilePreview failed(FilePreview preview, const Error& error) {
    preview.failed = UserMessage{0, true, error.message, error.where};
    preview.tables.clear();
    return preview;
}

}  // namespace

FilePreview preview_file(const io::WorkspaceSpec& workspace, const command::PreviewFile& request,
                         OpenOptions options, const Progress& progress) {
    FilePreview preview;
    preview.path = request.path;
    preview.source = request.source;
    preview.source.path = path_in(workspace, request.path);
    std::error_code ignored;
    options.rules.chosen.push_back(fs::absolute(request.path, ignored).lexically_normal());

    const auto data =
        options.data_folder ? Result<fs::path>(*options.data_folder) : find_data_folder();
    if (!data) {
        return failed(std::move(preview), data.error());
    }
    const auto schemas = io::read_table_schemas(*data / "schemas");
    if (!schemas) {
        return failed(std::move(preview), schemas.error());
    }
    io::ReadOptions read;
    read.encoding = request.source.encoding;
    const auto file = io::read_file(request.path, read, progress);
    if (!file) {
        return failed(std::move(preview), file.error());
    }
    const auto meant = [&](const io::RawLayer& layer) {
        return request.source.layer.empty() || layer.table.layer == request.source.layer;
    };
    const auto layers =
        static_cast<std::size_t>(std::count_if(file->layers.begin(), file->layers.end(), meant));
    for (const auto& layer : file->layers) {
        preview.layers.push_back(layer.table.layer);
        if (meant(layer)) {
            preview.tables.push_back(preview_table(layer, layers, request.source, *schemas));
        }
    }
    if (preview.source.role == Role::kUnknown) {
        preview.source.role = common_role(preview.tables);
    }
    options.outlines = std::any_of(
        file->layers.begin(), file->layers.end(),
        [](const io::RawLayer& layer) { return layer.kind == io::GeometryKind::kPolygon; });
    const auto dataset = open(with_source(workspace, preview.source), options, progress);
    if (dataset) {
        add_ledger(**dataset, preview.source.path, preview);
    } else if (dataset.error().code != Error::Code::kCancelled) {
        return failed(std::move(preview), dataset.error());
    }
    return preview;
}

}  // namespace maillage::workspace
