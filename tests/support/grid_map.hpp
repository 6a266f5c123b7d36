// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Square communes on a grid, with arcs of two points: a map whose every pixel is known.

#include "carto/scene.hpp"

#include <memory>
#include <utility>

namespace maillage::support {

/// Commune (i, j) is the square [i, i + 1] × [j, j + 1] × side and has number j × columns + i. The
/// borders between columns 2k + 1 and 2k + 2 are those of departments.
struct Grid {
    std::uint32_t columns = 4;
    std::uint32_t rows = 3;
    double side = 1000.0;

    std::uint32_t commune(std::uint32_t i, std::uint32_t j) const {
        return i < columns && j < rows ? j * columns + i : geo::kOutside;
    }
};

/// One level of the grid; \p shift moves its points, to tell levels apart.
inline carto::SheetLevel grid_level(const Grid& grid, double tolerance, double shift = 0.0) {
    carto::SheetLevel level;
    level.tolerance = tolerance;
    auto& mosaic = level.mosaic;
    mosaic.crs.definition = geo::kLambert93;
    const auto at = [&](std::uint32_t i, std::uint32_t j) {
        return geo::Point{i * grid.side + shift, j * grid.side};
    };
    const auto add = [&](geo::Point from, geo::Point to, std::uint32_t left, std::uint32_t right,
                         bool department) {
        mosaic.points.insert(mosaic.points.end(), {from, to});
        mosaic.arc_start.push_back(static_cast<std::uint32_t>(mosaic.points.size()));
        mosaic.left.push_back(left);
        mosaic.right.push_back(right);
        const bool outline = left == geo::kOutside || right == geo::kOutside;
        level.rank.push_back(outline      ? carto::BorderRank::kOutline
                             : department ? carto::BorderRank::kDepartment
                                          : carto::BorderRank::kCommune);
    };
    for (std::uint32_t j = 0; j < grid.rows; ++j) {
        for (std::uint32_t i = 0; i <= grid.columns; ++i) {
            add(at(i, j), at(i, j + 1), i == 0 ? geo::kOutside : grid.commune(i - 1, j),
                grid.commune(i, j), i % 2 == 0);
        }
    }
    for (std::uint32_t j = 0; j <= grid.rows; ++j) {
        for (std::uint32_t i = 0; i < grid.columns; ++i) {
            add(at(i, j), at(i + 1, j), grid.commune(i, j),
                j == 0 ? geo::kOutside : grid.commune(i, j - 1), false);
        }
    }
    mosaic.feature_box = geo::FeatureBoxes(std::size_t{grid.columns} * grid.rows);
    geo::update_boxes(mosaic);
    return level;
}

inline std::shared_ptr<carto::MapGeometry> grid_geometry(const Grid& grid) {
    auto geometry = std::make_shared<carto::MapGeometry>();
    auto& sheet = geometry->sheets[0];
    sheet.box.add(geo::Point{0.0, 0.0});
    sheet.box.add(geo::Point{grid.columns * grid.side, grid.rows * grid.side});
    sheet.levels.push_back(grid_level(grid, 0.0));
    const auto count = std::size_t{grid.columns} * grid.rows;
    geometry->sheet_of_commune.assign(count, carto::SheetId::kMetropole);
    geometry->area.assign(count, grid.side * grid.side);
    geometry->surface.assign(count, {2.0, 47.0});
    for (std::uint32_t j = 0; j < grid.rows; ++j) {
        for (std::uint32_t i = 0; i < grid.columns; ++i) {
            geometry->anchor.push_back({(i + 0.5) * grid.side, (j + 0.5) * grid.side});
        }
    }
    return geometry;
}

/// The grid alone on a canvas of 400 × 300: a commune is 100 pixels, commune (0, 0) bottom left.
/// All communes have style 0; no lines.
inline carto::MapScene grid_scene(const Grid& grid = {}) {
    carto::MapScene scene;
    scene.width = 100.0 * grid.columns;
    scene.height = 100.0 * grid.rows;
    scene.ground = carto::rgb(0xF4F5F8);
    scene.geometry = grid_geometry(grid);
    scene.styles.push_back({carto::rgb(0xEFEAE0), carto::Hatch::kNone, {}, 6.0F, 2.0F});
    scene.style_of_commune.assign(std::size_t{grid.columns} * grid.rows, 0);
    carto::Frame frame;
    frame.viewport = {0.0, 0.0, scene.width, scene.height};
    frame.camera = {{grid.columns * grid.side / 2, grid.rows * grid.side / 2}, grid.side / 100.0};
    frame.ground.fill = scene.ground;
    scene.frames.push_back(frame);
    return scene;
}

}  // namespace maillage::support
