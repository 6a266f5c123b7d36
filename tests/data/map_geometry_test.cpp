// SPDX-License-Identifier: Apache-2.0
/// \file
/// Whole France as a map: built-in outlines, and the real ones where they are.

#include "carto/map_geometry.hpp"

#include "carto/id_raster.hpp"
#include "support/real_france.hpp"
#include "workspace/geometry_cache.hpp"
#include "workspace/open.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <map>

namespace maillage::carto {
namespace {

namespace fs = std::filesystem;

DatasetPtr open(const std::optional<fs::path>& folder) {
    workspace::OpenOptions options;
    options.outlines = true;
    options.rules.allow_outside = true;
    options.data_folder = fs::path(MAILLAGE_SOURCE_DIR) / "data";
    return workspace::open(folder, options, {}).value();
}

std::vector<geo::GroupMeasure> measure_each(const geo::Mosaic& mosaic) {
    return geo::measure(mosaic, geo::feature_rings(mosaic));
}

/// Every commune with an outline is in its mosaic at every level, has an area, and an anchor that
/// the picture shows as its own.
void expect_whole(const Dataset& dataset, const MapGeometry& geometry) {
    std::size_t missing = 0;
    for (std::size_t s = 0; s < kSheetCount; ++s) {
        for (const auto& level : geometry.sheets[s].levels) {
            const auto measures = measure_each(level.mosaic);
            for (std::size_t i = 0; i < measures.size(); ++i) {
                const bool here = static_cast<std::size_t>(geometry.sheet_of_commune[i]) == s &&
                                  dataset.outlines->polygons.polygons_of(i).size() > 0;
                missing += here != (measures[i].area > 0.0) ? 1U : 0U;
            }
        }
    }
    EXPECT_EQ(missing, 0U);
    std::size_t without_anchor = 0;
    for (std::size_t i = 0; i < geometry.commune_count(); ++i) {
        const bool here = dataset.outlines->polygons.polygons_of(i).size() > 0;
        without_anchor += here != std::isfinite(geometry.anchor[i].x) ? 1U : 0U;
    }
    EXPECT_EQ(without_anchor, 0U);
}

/// The edges of all polygons in their own coordinates, each border once, are the edges of the arcs.
void expect_same_edges(const geo::PolygonSet& polygons) {
    using Edge = std::pair<std::pair<double, double>, std::pair<double, double>>;
    const auto edge = [](geo::Point a, geo::Point b) {
        const std::pair p(a.x, a.y);
        const std::pair q(b.x, b.y);
        return p < q ? Edge(p, q) : Edge(q, p);
    };
    const auto distinct = [](std::vector<Edge> edges) {
        std::sort(edges.begin(), edges.end());
        edges.erase(std::unique(edges.begin(), edges.end()), edges.end());
        return edges;
    };
    std::vector<Edge> given;
    for (std::size_t r = 0; r < polygons.ring_count(); ++r) {
        const auto ring = polygons.ring(r);
        for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
            if (!(ring[i] == ring[i + 1])) {
                given.push_back(edge(ring[i], ring[i + 1]));
            }
        }
    }
    given = distinct(std::move(given));
    const auto mosaic = geo::build_mosaic(polygons, {}).value();
    std::vector<Edge> kept;
    for (std::size_t a = 0; a < mosaic.arc_count(); ++a) {
        const auto arc = mosaic.arc(a);
        for (std::size_t i = 0; i + 1 < arc.size(); ++i) {
            kept.push_back(edge(arc[i], arc[i + 1]));
        }
    }
    kept = distinct(std::move(kept));
    // Edges that one feature walks both ways (thorns, its own parts side by side) are left out.
    EXPECT_TRUE(std::includes(given.begin(), given.end(), kept.begin(), kept.end()));
    EXPECT_LE(given.size() - kept.size(), given.size() / 1000);
}

void expect_departments_add_up(const Dataset& dataset, const MapGeometry& geometry) {
    std::vector<std::uint32_t> department;
    for (const auto row : dataset.territories.communes.department) {
        department.push_back(row.value);
    }
    std::vector<double> sums(dataset.territories.departments.size(), 0.0);
    for (std::size_t i = 0; i < geometry.area.size(); ++i) {
        sums[department[i]] += geometry.area[i];
    }
    std::vector<double> found(sums.size(), 0.0);
    for (const auto& sheet : geometry.sheets) {
        if (sheet.levels.empty()) {
            continue;
        }
        const auto& mosaic = sheet.levels.front().mosaic;
        const auto measures = geo::measure(mosaic, geo::dissolve(mosaic, department, sums.size()));
        for (std::size_t d = 0; d < found.size(); ++d) {
            found[d] += measures[d].area;
        }
    }
    for (std::size_t d = 0; d < sums.size(); ++d) {
        EXPECT_NEAR(found[d], sums[d], sums[d] * 1e-9);
    }
}

void expect_anchors_are_shown(const MapGeometry& geometry) {
    // At 100 m a pixel, tiles of the Métropole; anchors of tiny communes may fall between centres.
    const auto& sheet = geometry.sheets[0];
    constexpr int kSide = 1000;
    constexpr double kScale = 100.0;
    IdRaster raster{kSide, kSide, std::vector<std::uint32_t>(kSide * kSide, 0)};
    std::size_t looked = 0;
    std::size_t wrong = 0;
    const Rect window{0, 0, kSide, kSide};
    for (double x = sheet.box.min_x; x < sheet.box.max_x; x += kSide * kScale) {
        for (double y = sheet.box.min_y; y < sheet.box.max_y; y += kSide * kScale) {
            const Camera camera{{x + kSide * kScale / 2, y + kSide * kScale / 2}, kScale};
            draw_ids(sheet.levels.front().mosaic, camera, window, 1.0, raster);
            for (std::size_t i = 0; i < geometry.commune_count(); ++i) {
                const auto at = to_pixel(camera, window, geometry.anchor[i]);
                if (geometry.sheet_of_commune[i] == SheetId::kMetropole && window.holds(at) &&
                    geometry.area[i] > 4e6) {
                    ++looked;
                    wrong += raster.at(static_cast<int>(at.x), static_cast<int>(at.y)) != i + 1
                                 ? 1U
                                 : 0U;
                }
            }
        }
    }
    EXPECT_GT(looked, 20'000U);
    EXPECT_LE(wrong, looked / 1000);
}

void expect_all(const Dataset& dataset, const MapGeometry& geometry) {
    expect_whole(dataset, geometry);
    expect_same_edges(dataset.outlines->polygons);
    expect_departments_add_up(dataset, geometry);
    expect_anchors_are_shown(geometry);
}

TEST(MapOfBuiltInFrance, IsWholeAndTheSameFromTheCache) {
    const auto dataset = open(std::nullopt);
    ASSERT_TRUE(dataset->outlines);
    workspace::CacheOptions options;
    options.folder = fs::path(testing::TempDir()) / "maillage_map_of_built_in_france";
    fs::remove_all(*options.folder);
    const auto built = workspace::open_geometry(*dataset, {}, options).value();
    expect_all(*dataset, *built);
    EXPECT_TRUE(built->schematic);
    const auto kept = workspace::open_geometry(*dataset, {}, options).value();
    for (std::size_t s = 0; s < kSheetCount; ++s) {
        ASSERT_EQ(kept->sheets[s].levels.size(), built->sheets[s].levels.size());
        for (std::size_t l = 0; l < kept->sheets[s].levels.size(); ++l) {
            EXPECT_EQ(kept->sheets[s].levels[l].mosaic.points,
                      built->sheets[s].levels[l].mosaic.points);
            EXPECT_EQ(kept->sheets[s].levels[l].rank, built->sheets[s].levels[l].rank);
        }
    }
    fs::remove_all(*options.folder);
}

TEST(MapOfRealFrance, IsWhole) {
    const auto data = support::test_data();
    if (!data) {
        GTEST_SKIP() << "the real data are not here (MAILLAGE_TEST_DATA)";
    }
    const auto france =
        support::make_real_france(fs::path(testing::TempDir()) / "map_of_real_france", *data);
    ASSERT_TRUE(france.has_value());
    const auto dataset = open(france->folder);
    ASSERT_TRUE(dataset->outlines);
    expect_all(*dataset, *build_geometry(*dataset, {}).value());
}

}  // namespace
}  // namespace maillage::carto
