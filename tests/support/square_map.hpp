// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Maps of square communes, and what their pixels ought to be, for tests and benchmarks of drawing.

#include "carto/scene.hpp"

#include <algorithm>
#include <cstdint>
#include <memory>
#include <optional>

namespace maillage::support {

/// columns × rows squares of \p side metres from (0, 0), row 0 in the south; feature =
/// row × columns + column. Every edge is an arc of its own (\p points points, at least 2), all of
/// rank kCommune but the outside. On the mainland's sheet, or on \p sheet.
inline carto::MapGeometryPtr square_map(int columns, int rows, double side,
                                        carto::SheetId sheet = carto::SheetId::kMetropole,
                                        int points = 2) {
    auto geometry = std::make_shared<carto::MapGeometry>();
    auto& made = geometry->sheets[static_cast<std::size_t>(sheet)];
    made.id = sheet;
    made.levels.resize(1);
    auto& level = made.levels.front();
    auto& mosaic = level.mosaic;
    const auto feature = [&](int x, int y) {
        return x < 0 || y < 0 || x >= columns || y >= rows
                   ? geo::kOutside
                   : static_cast<std::uint32_t>(y * columns + x);
    };
    const auto add = [&](geo::Point from, geo::Point to, std::uint32_t left, std::uint32_t right) {
        for (int i = 0; i < points; ++i) {
            const double t = static_cast<double>(i) / (points - 1);
            mosaic.points.push_back({from.x + (to.x - from.x) * t, from.y + (to.y - from.y) * t});
        }
        mosaic.arc_start.push_back(static_cast<std::uint32_t>(mosaic.points.size()));
        mosaic.left.push_back(left);
        mosaic.right.push_back(right);
        level.rank.push_back(left == geo::kOutside || right == geo::kOutside
                                 ? carto::BorderRank::kOutline
                                 : carto::BorderRank::kCommune);
    };
    for (int y = 0; y <= rows; ++y) {
        for (int x = 0; x <= columns; ++x) {
            if (x < columns) {
                add({x * side, y * side}, {(x + 1) * side, y * side}, feature(x, y),
                    feature(x, y - 1));
            }
            if (y < rows) {
                add({x * side, y * side}, {x * side, (y + 1) * side}, feature(x - 1, y),
                    feature(x, y));
            }
        }
    }
    mosaic.feature_box =
        geo::FeatureBoxes(static_cast<std::size_t>(columns) * static_cast<std::size_t>(rows));
    geo::update_boxes(mosaic);
    for (int y = 0; y < rows; ++y) {
        for (int x = 0; x < columns; ++x) {
            geo::Box box;
            box.add(geo::Point{x * side, y * side});
            box.add(geo::Point{(x + 1) * side, (y + 1) * side});
            made.box.add(box);
            geometry->anchor.push_back(box.centre());
            geometry->area.push_back(side * side);
            geometry->sheet_of_commune.push_back(sheet);
        }
    }
    return geometry;
}

/// The square under \p p, by arithmetic.
inline std::optional<std::uint32_t> square_at(int columns, int rows, double side, geo::Point p) {
    if (p.x < 0 || p.y < 0 || p.x >= columns * side || p.y >= rows * side) {
        return std::nullopt;
    }
    return static_cast<std::uint32_t>(static_cast<int>(p.y / side) * columns +
                                      static_cast<int>(p.x / side));
}

}  // namespace maillage::support
