// SPDX-License-Identifier: Apache-2.0
#include "carto/map_geometry.hpp"

#include "access/origins.hpp"
#include "base/parallel.hpp"
#include "geo/mosaic_build.hpp"
#include "geo/projection.hpp"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <optional>
#include <span>
#include <thread>

namespace maillage::carto {
namespace {

/// Half a pixel at national and regional zoom of a 1080-line screen is about 480 and 125 m. Below
/// 100 m, outlines with a point every 100 m lose too few of them to pay for the memory.
constexpr std::array kTolerances = {100.0, 400.0};
/// Anchors are drawn with circles of several pixels.
constexpr double kAnchorPrecision = 50.0;

/// Coordinates that a map without system (a shapefile without .prj) must mean.
geo::Crs guess_crs(const geo::PolygonSet& polygons) {
    if (!polygons.crs.definition.empty()) {
        return polygons.crs;
    }
    for (std::size_t r = 0; r < polygons.ring_count(); ++r) {
        for (const auto& point : polygons.ring(r)) {
            if (std::abs(point.x) > 180.0 || std::abs(point.y) > 90.0) {
                return {};
            }
        }
    }
    return {geo::kWgs84};
}

/// Every point on its own, on all cores: equal points stay equal.
Result<Done> project(std::span<geo::Point> points, const geo::Crs& from, const geo::Crs& to) {
    if (from.definition.empty() || from == to) {
        return Done{};
    }
    const auto first_way = geo::Projection::make(from, to);
    if (!first_way) {
        return first_way.error();
    }
    // Few chunks: each makes a transformation of its own, which takes several milliseconds.
    constexpr std::size_t kLeastChunk = 100'000;
    const auto cores = std::max(1U, std::thread::hardware_concurrency());
    const auto chunk = std::max(kLeastChunk, points.size() / cores + 1);
    std::atomic<bool> failed = false;
    in_chunks(points.size(), chunk, 0, [&](std::size_t first, std::size_t last) {
        const auto part = points.subspan(first, last - first);
        if (first == 0) {
            first_way->apply(part);
            return;
        }
        const auto way = geo::Projection::make(from, to);
        if (way) {
            way->apply(part);
        }
        failed = failed || !way;
    });
    if (failed) {
        return geo::Projection::make(from, to).error();
    }
    return Done{};
}

BorderRank rank_of(const CommuneTable& communes, const Territories& territories, std::uint32_t left,
                   std::uint32_t right) {
    if (left == geo::kOutside || right == geo::kOutside) {
        return BorderRank::kOutline;
    }
    const auto one = communes.department[left];
    const auto other = communes.department[right];
    if (one != other) {
        const auto& region = territories.departments.parent;
        return region[one.value] != region[other.value] ? BorderRank::kRegion
                                                        : BorderRank::kDepartment;
    }
    return communes.epci[left] != communes.epci[right] ? BorderRank::kEpci : BorderRank::kCommune;
}

/// Features that have a point outside the domain of the projection.
std::vector<std::uint8_t> broken_features(const geo::Mosaic& mosaic) {
    std::vector<std::uint8_t> broken;
    for (std::size_t a = 0; a < mosaic.arc_count(); ++a) {
        const auto arc = mosaic.arc(a);
        const bool whole = std::all_of(arc.begin(), arc.end(), [](const geo::Point& point) {
            return std::isfinite(point.x) && std::isfinite(point.y);
        });
        if (whole) {
            continue;
        }
        broken.resize(mosaic.feature_count(), 0);
        for (const auto feature : {mosaic.left[a], mosaic.right[a]}) {
            if (feature != geo::kOutside) {
                broken[feature] = 1;
            }
        }
    }
    return broken;
}

/// Those with \p gone != 0 become the outside; arcs that border nothing any more go with them.
void remove_features(geo::Mosaic& mosaic, std::span<const std::uint8_t> gone) {
    geo::Mosaic kept;
    kept.crs = mosaic.crs;
    kept.feature_box = geo::FeatureBoxes(mosaic.feature_count());
    const auto side = [&](std::uint32_t feature) {
        return feature != geo::kOutside && gone[feature] != 0 ? geo::kOutside : feature;
    };
    for (std::size_t a = 0; a < mosaic.arc_count(); ++a) {
        const auto left = side(mosaic.left[a]);
        const auto right = side(mosaic.right[a]);
        if (left == geo::kOutside && right == geo::kOutside) {
            continue;
        }
        const auto arc = mosaic.arc(a);
        const auto first = static_cast<std::ptrdiff_t>(kept.points.size());
        kept.points.insert(kept.points.end(), arc.begin(), arc.end());
        // Outlines have their feature on the left.
        const bool turned = left == geo::kOutside;
        if (turned) {
            std::reverse(kept.points.begin() + first, kept.points.end());
        }
        kept.left.push_back(turned ? right : left);
        kept.right.push_back(turned ? left : right);
        kept.arc_start.push_back(static_cast<std::uint32_t>(kept.points.size()));
    }
    mosaic = std::move(kept);
}

class SheetBuilder {
public:
    SheetBuilder(const Dataset& dataset, const geo::PolygonSet& polygons, const geo::Crs& crs,
                 MapGeometry& geometry, const Progress& progress)
        : m_dataset(dataset),
          m_polygons(polygons),
          m_crs(crs),
          m_geometry(geometry),
          m_progress(progress) {}

    /// Fills the sheet and the anchors and areas of its communes. Calls \p cut when it is done with
    /// the polygons.
    template <typename Cut>
    Result<Done> build(SheetId id, const Cut& cut) {
        std::vector<std::uint8_t> wanted(m_geometry.sheet_of_commune.size(), 0);
        bool any = false;
        for (std::size_t i = 0; i < wanted.size(); ++i) {
            wanted[i] = m_geometry.sheet_of_commune[i] == id ? 1 : 0;
            any = any || (wanted[i] != 0 && m_polygons.polygons_of(i).size() > 0);
        }
        if (!any) {
            cut();
            return Done{};
        }
        auto finest = build_finest(id, wanted, cut);
        if (!finest) {
            return finest.error();
        }
        auto& sheet = m_geometry.sheets[static_cast<std::size_t>(id)];
        for (const auto& box : finest->arc_box) {
            sheet.box.add(box);
        }
        if (sheet.box.empty()) {
            return Done{};
        }
        // Reserved: the anchors are looked for in the first level while the others are made.
        sheet.levels.reserve(1 + kTolerances.size());
        sheet.levels.push_back({std::move(finest).value(), 0.0, {}});
        const auto rings = geo::feature_rings(sheet.levels.front().mosaic);
        const std::jthread anchors([&] { measure(sheet.levels.front().mosaic, rings); });
        return add_levels(sheet, rings);
    }

private:
    /// Calls \p cut when it is done with the polygons.
    template <typename Cut>
    Result<geo::Mosaic> build_finest(SheetId id, std::span<const std::uint8_t> wanted,
                                     const Cut& cut) {
        const geo::Crs to{sheet_crs(id)};
        // Cut before it is projected: half as many points, and borders stay shared.
        auto built = geo::build_mosaic(m_polygons, wanted, m_progress, cut);
        if (!built) {
            return built;
        }
        auto& mosaic = built.value();
        if (auto done = project(mosaic.points, m_crs, to); !done) {
            return done.error();
        }
        if (const auto broken = broken_features(mosaic); !broken.empty()) {
            remove_features(mosaic, broken);
        }
        mosaic.crs = to;
        geo::update_boxes(mosaic);
        return built;
    }

    void measure(const geo::Mosaic& mosaic, const geo::GroupRings& rings) {
        const auto measures = geo::measure(mosaic, rings);
        for (std::size_t i = 0; i < measures.size(); ++i) {
            if (measures[i].area > 0.0) {
                m_geometry.area[i] = measures[i].area;
            }
        }
        const auto anchors = geo::inner_points(mosaic, rings, kAnchorPrecision);
        for (std::size_t i = 0; i < anchors.size(); ++i) {
            if (!mosaic.feature_box[i].empty()) {
                m_geometry.anchor[i] = anchors[i];
            }
        }
    }

    Result<Done> add_levels(Sheet& sheet, const geo::GroupRings& rings) {
        for (const double tolerance : kTolerances) {
            // Each from the one before: far fewer points to look at, and the distances add up to
            // no more than the tolerance.
            const auto& finer = sheet.levels.back();
            auto mosaic =
                geo::simplify(finer.mosaic, rings, tolerance - finer.tolerance, m_progress);
            if (!mosaic) {
                return mosaic.error();
            }
            sheet.levels.push_back({std::move(mosaic).value(), tolerance, {}});
        }
        const auto& territories = m_dataset.territories;
        for (auto& level : sheet.levels) {
            level.rank.reserve(level.mosaic.arc_count());
            for (std::size_t a = 0; a < level.mosaic.arc_count(); ++a) {
                level.rank.push_back(rank_of(territories.communes, territories,
                                             level.mosaic.left[a], level.mosaic.right[a]));
            }
        }
        return Done{};
    }

    const Dataset& m_dataset;
    const geo::PolygonSet& m_polygons;
    const geo::Crs& m_crs;
    MapGeometry& m_geometry;
    const Progress& m_progress;
};

}  // namespace

Result<MapGeometryPtr> build_geometry(const Dataset& dataset, const Progress& progress) {
    return build_geometry(dataset, dataset.outlines, progress);
}

Result<MapGeometryPtr> build_geometry(const Dataset& dataset,
                                      std::shared_ptr<const Outlines> outlines,
                                      const Progress& progress) {
    const auto& territories = dataset.territories;
    const auto count = territories.communes.size();
    const auto nan = std::numeric_limits<double>::quiet_NaN();
    auto geometry = std::make_shared<MapGeometry>();
    geometry->schematic = outlines->schematic;
    geometry->anchor.assign(count, {nan, nan});
    geometry->area.assign(count, 0.0);
    geometry->sheet_of_commune.reserve(count);
    for (const auto department : territories.communes.department) {
        geometry->sheet_of_commune.push_back(
            sheet_of(territories.departments.code[department.value]));
    }
    for (std::size_t s = 0; s < kSheetCount; ++s) {
        geometry->sheets[s].id = static_cast<SheetId>(s);
    }
    const auto& polygons = outlines->polygons;
    const auto crs = guess_crs(polygons);
    std::atomic<std::size_t> uncut = kSheetCount + 1;
    const auto cut = [&] {
        if (--uncut == 0) {
            outlines.reset();
        }
    };
    const auto find_surfaces = [&]() -> Result<Done> {
        auto surface = access::outline_points(*outlines);
        cut();
        if (!surface) {
            return surface.error();
        }
        geometry->surface = std::move(surface).value();
        return Done{};
    };
    // The Métropole, by far the largest, begins first; each writes only what is its own.
    constexpr std::size_t kSurfaces = 1;
    std::array<std::optional<Result<Done>>, kSheetCount + 1> outcomes;
    in_chunks(outcomes.size(), 1, 0, [&](std::size_t first, std::size_t) {
        if (first == kSurfaces) {
            outcomes[first] = find_surfaces();
            return;
        }
        const auto sheet = static_cast<SheetId>(first > kSurfaces ? first - 1 : first);
        outcomes[first] =
            SheetBuilder(dataset, polygons, crs, *geometry, progress).build(sheet, cut);
    });
    for (const auto& outcome : outcomes) {
        if (!*outcome) {
            return outcome->error();
        }
    }
    return MapGeometryPtr(std::move(geometry));
}

}  // namespace maillage::carto
