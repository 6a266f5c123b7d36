// SPDX-License-Identifier: Apache-2.0
#include "io/geopackage.hpp"

#include "io/gdal_writer.hpp"

#include <memory>
#include <string>

namespace maillage::io {
namespace {

/// Columns and their widths as QGIS makes the table (QgsOgrProvider, "layer_styles").
struct StyleColumn {
    const char* name;
    OGRFieldType type;
    OGRFieldSubType subtype;
    int width;
};
constexpr StyleColumn kStyleColumns[] = {
    {"f_table_catalog", OFTString, OFSTNone, 256},
    {"f_table_schema", OFTString, OFSTNone, 256},
    {"f_table_name", OFTString, OFSTNone, 256},
    {"f_geometry_column", OFTString, OFSTNone, 256},
    {"styleName", OFTString, OFSTNone, 30},
    {"styleQML", OFTString, OFSTNone, 0},
    {"styleSLD", OFTString, OFSTNone, 0},
    {"useAsDefault", OFTInteger, OFSTBoolean, 0},
    {"description", OFTString, OFSTNone, 0},
    {"owner", OFTString, OFSTNone, 30},
    {"ui", OFTString, OFSTNone, 30},
    {"update_time", OFTDateTime, OFSTNone, 0},
};

OGRLayer* make_style_table(GDALDataset& dataset) {
    std::string fid = "FID=id";
    // GDAL takes char** but does not change the texts.
    char* options[] = {fid.data(), nullptr};
    auto* table = dataset.CreateLayer("layer_styles", nullptr, wkbNone, options);
    for (const auto& column : kStyleColumns) {
        OGRFieldDefn field(column.name, column.type);
        field.SetSubType(column.subtype);
        field.SetWidth(column.width);
        if (table == nullptr || table->CreateField(&field) != OGRERR_NONE) {
            return nullptr;
        }
    }
    return table;
}

bool add_styles(GDALDataset& dataset, const std::vector<LayerStyle>& styles) {
    if (styles.empty()) {
        return true;
    }
    auto* table = make_style_table(dataset);
    if (table == nullptr) {
        return false;
    }
    for (const auto& style : styles) {
        auto* layer = dataset.GetLayerByName(style.layer.c_str());
        if (layer == nullptr) {
            return false;
        }
        OGRFeature row(table->GetLayerDefn());
        // QGIS looks for empty texts here, not for nothing.
        row.SetField("f_table_catalog", "");
        row.SetField("f_table_schema", "");
        row.SetField("f_table_name", style.layer.c_str());
        row.SetField("f_geometry_column", layer->GetGeometryColumn());
        row.SetField("styleName", style.name.c_str());
        row.SetField("styleQML", style.qml.c_str());
        row.SetField("styleSLD", style.sld.c_str());
        row.SetField("useAsDefault", style.by_default ? 1 : 0);
        row.SetField("description", "Maillage");
        row.SetField("owner", "");
        row.SetField("update_time", kFixedTime);
        if (table->CreateFeature(&row) != OGRERR_NONE) {
            return false;
        }
    }
    return true;
}

bool fill(GDALDataset& dataset, const GeoPackage& package) {
    for (const auto& layer : package.layers) {
        if (!add_layer(dataset, layer.table, layer.types)) {
            return false;
        }
    }
    for (const auto& [name, value] : package.metadata) {
        if (dataset.SetMetadataItem(name.c_str(), value.c_str()) != CE_None) {
            return false;
        }
    }
    return add_styles(dataset, package.styles);
}

}  // namespace

Result<Done> write_geopackage(const std::filesystem::path& path, const GeoPackage& package) {
    return write_with_gdal(path, {"GPKG", ".gpkg", RegisterOGRGeoPackage},
                           [&](GDALDataset& dataset) { return fill(dataset, package); });
}

}  // namespace maillage::io
