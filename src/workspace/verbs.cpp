// SPDX-License-Identifier: Apache-2.0
#include "workspace/verbs.hpp"

#include <algorithm>
#include <string>

#include "base/text.hpp"
#include "indicators/coverage_state.hpp"
#include "io/write.hpp"
#include "report/print.hpp"
#include "report/tables.hpp"

namespace maillage::workspace {
namespace {

namespace fs = std::filesystem;

std::string ending(const fs::path& path) {
    auto text = path.extension().string();
    std::transform(text.begin(), text.end(), text.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return text;
}

std::optional<Index<Department>> department_row(const Territories& territories, DepartmentCode code) {
    const auto& codes = territories.departments.code;
    const auto found = std::lower_bound(codes.begin(), codes.end(), code);
    if (found == codes.end() || *found != code) {
        return std::nullopt;
    }
    return index_of<Department>(static_cast<std::size_t>(found - codes.begin()));
}

std::string joined(const std::vector<std::string>& lines) {
    std::string text;
    for (const auto& line : lines) {
        text += (text.empty() ? "" : "\n") + line;
    }
    return text;
}

}  // namespace

bool holds_geometry(const fs::path& path) { return ending(path) == ".gpkg" || ending(path) == ".geojson"; }

bool has_errors(const Ledger& ledger) {
    return std::any_of(ledger.entries.begin(), ledger.entries.end(),
                       [](const LedgerEntry& entry) { return entry.severity == Severity::kError; });
}

Result<Done> export_results(const DatasetPtr& dataset, const CoverageAnswer& answer, const fs::path& path,
                            Language language) {
    auto table = report::coverage_table(answer.rows);
    table.description = joined(report::notices(*dataset, language));
    const auto kind = ending(path);
    if (kind == ".csv") {
        return io::write_file(path, io::to_csv(table));
    }
    if (kind == ".json") {
        return io::write_file(path, report::to_json(table));
    }
    if (!holds_geometry(path)) {
        return Error{Error::Code::kRefused, {MessageId::kUnknownEnding, {path.filename().string()}}, ""};
    }
    geo::PolygonSet selected;
    if (dataset->outlines) {
        selected.crs = dataset->outlines->polygons.crs;
        const auto& codes = dataset->territories.communes.code;
        for (const auto& row : answer.rows) {
            const auto found = std::lower_bound(codes.begin(), codes.end(), row.code,
                                                [](const CommuneCode& a, const std::string& b) { return a.text() < b; });
            selected.add_feature(dataset->outlines->polygons, static_cast<std::size_t>(found - codes.begin()));
        }
        table.polygons = &selected;
    }
    return io::write_layer(path, kind == ".gpkg" ? "GPKG" : "GeoJSON", table);
}

}  // namespace maillage::workspace
