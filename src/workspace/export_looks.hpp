// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// How the layers of an export look in QGIS: the classes, colours and hatching of our maps.

#include "io/geopackage.hpp"
#include "workspace/export_tables.hpp"

#include <vector>

namespace maillage::workspace {

/// Rules by what holds a commune, and circles by its signatories: hollow and small where these are
/// masked, unless there are too many of them, as on the map.
io::LayerStyle communes_style(const ExportGround& ground, const ExportTable& communes);
/// Rules by class, for intervals within two classes by pair; then a graduated style of the lower
/// bound, for who wants to change the classes.
std::vector<io::LayerStyle> rates_styles(const ExportGround& ground, const RatesExport& rates);
io::LayerStyle contracts_style(const ExportGround& ground);

}  // namespace maillage::workspace
