// SPDX-License-Identifier: Apache-2.0
#include "io/gdal_writer.hpp"
#include "io/geojson_text.hpp"
#include "io/geopackage.hpp"
#include "io/write.hpp"

namespace maillage::io {
namespace {

namespace fs = std::filesystem;

/// GDAL makes a formula of a text that begins with "=": the apostrophe of to_csv() before it.
OutputTable without_formulas(OutputTable table) {
    for (auto& row : table.rows) {
        for (auto& value : row) {
            if (auto* text = std::get_if<std::string>(&value); text && text->starts_with('=')) {
                text->insert(text->begin(), '\'');
            }
        }
    }
    return table;
}

}  // namespace

Result<Done> write_layer(const fs::path& path, std::string_view driver, const OutputTable& table) {
    if (driver == "GeoJSON") {
        const auto text = to_geojson(table);
        return text ? write_file(path, *text) : Result<Done>(text.error());
    }
    if (driver == "GPKG") {
        GeoPackage package;
        package.layers.push_back({table, types_of(table)});
        return write_geopackage(path, package);
    }
    if (driver == "XLSX") {
        const auto plain = without_formulas(table);
        return write_with_gdal(path, {"XLSX", ".xlsx", RegisterOGRXLSX}, [&](GDALDataset& dataset) {
            return add_layer(dataset, plain, types_of(plain));
        });
    }
    return Error{
        Error::Code::kWrite, Message(MessageId::kWriteUnknownFormat, {std::string(driver)}), {}};
}

}  // namespace maillage::io
