// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// A paper-sized France with outlines: squares of a hundredth of a degree around Orléans and on
/// Réunion.

#include "model/dataset.hpp"
#include "support/dataset_builder.hpp"

namespace maillage::test {

/// From \p west hundredths of a degree to one more: the east of one is exactly the west of the next.
inline void add_degree_square(geo::PolygonSet& set, int west, double y) {
    constexpr double kSide = 0.01;
    const double x0 = west * kSide;
    const double x1 = (west + 1) * kSide;
    for (const auto& p : {geo::Point{x0, y}, geo::Point{x1, y}, geo::Point{x1, y + kSide},
                          geo::Point{x0, y + kSide}, geo::Point{x0, y}}) {
        set.add_point(p);
    }
    set.close_ring();
    set.close_polygon();
    set.close_feature();
}

/// From west to east 45001 | 45002 (one EPCI) | 45003 | 41001 (another department) | 77001 (another
/// region); 45004 has no outline; 97401 lies on Réunion.
inline Dataset square_france() {
    DatasetBuilder builder;
    builder.department("45", "24").department("41", "24").department("77", "11");
    builder.department("974", "04");
    builder.commune("45001", {"200000001"}).commune("45002", {"200000001"});
    builder.commune("45003", {"200000002"}).commune("45004").commune("41001").commune("77001");
    builder.commune("97401");
    Dataset dataset = *builder.build();
    auto outlines = std::make_shared<Outlines>();
    outlines->polygons.crs.definition = geo::kWgs84;
    constexpr double kNorth = 47.9;
    for (const auto& code : dataset.territories.communes.code) {
        const auto column = std::string_view("45001 45002 45003 41001 77001").find(code.text());
        if (code.text() == "97401") {
            add_degree_square(outlines->polygons, 5550, -21.1);
        } else if (column != std::string_view::npos) {
            add_degree_square(outlines->polygons, 190 + static_cast<int>(column / 6), kNorth);
        } else {
            outlines->polygons.close_feature();
        }
    }
    dataset.outlines = std::move(outlines);
    Source source;
    source.path = "communes.geojson";
    source.sha256 = std::string(64, 'a');
    source.role = Role::kCommunes;
    dataset.ledger.sources.push_back(std::move(source));
    return dataset;
}

}  // namespace maillage::test
