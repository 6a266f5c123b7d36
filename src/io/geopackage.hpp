// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// A GeoPackage of several layers with the styles that QGIS opens them in.

#include "io/output_schema.hpp"
#include "io/write.hpp"

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace maillage::io {

/// A layer, or a table where its rows have no polygons.
struct PackageLayer {
    OutputTable table;
    std::vector<FieldType> types;  ///< By column; dates are texts "2024-12-31".
};

/// A row of the table layer_styles, as QGIS keeps styles in a database.
struct LayerStyle {
    std::string layer;
    std::string name;  ///< At most 30 characters.
    std::string qml;   ///< QGIS.
    std::string sld;   ///< Styled Layer Descriptor 1.1, for other programs; may be empty.
    bool by_default = false;
};

struct GeoPackage {
    std::vector<PackageLayer> layers;
    std::vector<LayerStyle> styles;
    std::vector<std::pair<std::string, std::string>> metadata;  ///< Name and value, of the file.
};

/// Written whole or not at all; the same bytes for the same content. \returns kWrite.
Result<Done> write_geopackage(const std::filesystem::path& path, const GeoPackage& package);

}  // namespace maillage::io
