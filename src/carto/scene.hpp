// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// A map as plain draw records: what the screen shows and what the printer prints. Built by
/// build_scene(), drawn by `render` (OpenGL) and `report` (Cairo). Back ends decide nothing: every
/// colour, width, place and word stands here.
///
/// Order of drawing: ground; then each frame in order: areas, overlays, borders, rings, circles
/// (as they stand: large before small), markers; then decorations and texts, as they stand.

#include "base/index.hpp"
#include "carto/camera.hpp"
#include "carto/map_geometry.hpp"
#include "geo/polygon_set.hpp"

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace maillage::carto {

struct Color {
    std::uint8_t r = 0;
    std::uint8_t g = 0;
    std::uint8_t b = 0;
    std::uint8_t a = 255;
    friend bool operator==(const Color&, const Color&) = default;
};
/// 0x1F3A6E → Color.
constexpr Color rgb(std::uint32_t hex) noexcept {
    return {static_cast<std::uint8_t>(hex >> 16U), static_cast<std::uint8_t>(hex >> 8U),
            static_cast<std::uint8_t>(hex), 255};
}
constexpr Color with_alpha(Color color, std::uint8_t alpha) noexcept {
    color.a = alpha;
    return color;
}

/// Marks laid over a fill, in pixels of the canvas (they do not zoom). Lines run from bottom left
/// to top right (kDiagonal), the other way, both; dots on a square grid.
enum class Hatch : std::uint8_t { kNone, kDiagonal, kBackDiagonal, kCross, kDots };

/// How a commune is filled. kDiagonal: pixels where ((x + y) mod spacing) < width, kBackDiagonal
/// with x − y; kDots: discs of diameter `width` at the centres of squares of side `spacing`.
struct AreaStyle {
    Color fill;
    Hatch hatch = Hatch::kNone;
    Color hatch_color;
    float spacing = 6.0F;
    float width = 2.0F;
    friend bool operator==(const AreaStyle&, const AreaStyle&) = default;
};

struct LineStyle {
    Color color;
    float width = 0.0F;  ///< Pixels; 0 = not drawn.
    float dash = 0.0F;   ///< Length of dashes and gaps; 0 = unbroken.
    friend bool operator==(const LineStyle&, const LineStyle&) = default;
};

/// A window on a sheet: the map itself (first) or an inset.
struct Frame {
    SheetId sheet = SheetId::kMetropole;
    Rect viewport;
    Camera camera;
    bool inset = false;
    AreaStyle ground;  ///< Behind the communes.
    std::array<LineStyle, kBorderRankCount> borders;
    /// Between communes none of which is in focus (MapScene::is_faded()); below the others.
    std::array<LineStyle, kBorderRankCount> faded_borders{};
    float corner = 0.0F;  ///< Radius of the viewport's corners (insets).
};

/// Lines around groups of communes: contracts, the selection, the department in focus.
struct Rings {
    std::uint32_t frame = 0;
    std::shared_ptr<const geo::GroupRings> rings;  ///< Of the sheet's level `detail`.
    std::uint32_t detail = 0;
    std::vector<std::uint32_t> groups;  ///< Which of them are drawn.
    LineStyle line;
    LineStyle casing;  ///< Wider line below, for contrast; width 0 = none.
};

/// Filled or outlined polygons of a layer the user brought (QPV…), or its lines (roads, rivers…),
/// in the sheet's metres.
struct Overlay {
    std::uint32_t frame = 0;
    std::shared_ptr<const geo::PolygonSet> polygons;  ///< Null: none.
    AreaStyle area;                                   ///< Fill with alpha 0: outline only.
    LineStyle line;
    std::shared_ptr<const geo::LineSet> lines = nullptr;  ///< Null: none.
    /// Null: the whole frame. Else polygons are seen within its groups only; its lines are not
    /// drawn.
    std::shared_ptr<const Rings> within = nullptr;
};

struct Circle {
    std::uint32_t frame = 0;
    geo::Point centre;    ///< Sheet metres.
    float radius = 0.0F;  ///< Pixels.
    Color fill;
    LineStyle edge;
    Index<Commune> commune;        ///< What it stands for, for picking; not valid: a department.
    Index<Department> department;  ///< Not valid: a commune.
};

/// Marker::layer of what is of no layer of the dataset.
inline constexpr std::uint32_t kNoLayer = 0xFFFFFFFFU;

enum class MarkerShape : std::uint8_t { kDisc, kSquare, kTriangle, kDiamond, kCross, kStar };
struct Marker {
    std::uint32_t frame = 0;
    geo::Point centre;
    MarkerShape shape = MarkerShape::kDisc;
    float size = 6.0F;  ///< Pixels across.
    Color fill;
    LineStyle edge;
    std::uint32_t layer = 0;  ///< What it stands for: position in Dataset::layers…
    std::uint32_t point = 0;  ///< …and row of the layer's points.
};

/// What a text is, so that it can be edited where it stands and found by tests.
enum class TextRole : std::uint8_t {
    kLabel,
    kTitle,
    kSubtitle,
    kLegendTitle,
    kLegendEntry,
    kSource,
    kNotice,
    kScale,
    kInsetName,
    kOther
};
enum class Align : std::uint8_t { kLeft, kCentre, kRight };

/// One line of text. `place` is its anchor on the base line, in pixels. With map_frame ≥ 0 the
/// anchor is at `map` in that frame and `place` is an offset from there.
struct Text {
    std::string text;
    Pixel place;
    int map_frame = -1;
    geo::Point map;
    float size = 13.0F;  ///< Pixels of the em square.
    bool bold = false;
    Align align = Align::kLeft;
    Color color;
    Color halo;
    float halo_width = 0.0F;  ///< 0 = none.
    TextRole role = TextRole::kOther;
    Rect box;  ///< Where it stands on the canvas as built, for clicks and for overlap tests.
};

/// Furniture that is not text: panels, swatches, sample circles, the scale bar.
struct Decoration {
    enum class Kind : std::uint8_t { kRect, kCircle, kLine, kMarker };
    Kind kind = Kind::kRect;
    Rect box;        ///< kLine: from (x, y) to (right, bottom).
    AreaStyle area;  ///< Fill with alpha 0: none.
    LineStyle line;
    float corner = 0.0F;
    MarkerShape shape = MarkerShape::kDisc;  ///< kMarker: fills the box with area.fill.
};

/// Everything on one canvas.
struct MapScene {
    double width = 0.0;  ///< Layout pixels.
    double height = 0.0;
    Color ground;
    MapGeometryPtr geometry;
    std::vector<AreaStyle> styles;     ///< At most 256.
    std::vector<double> class_bounds;  ///< Inner bounds of the choropleth, kept by live edits.
    std::vector<std::uint8_t> style_of_commune;  ///< By commune: row of styles.
    std::optional<std::uint8_t> faded_style;     ///< Of communes outside the focus, if there are.
    std::vector<Frame> frames;
    std::vector<Overlay> overlays;
    std::vector<Rings> rings;
    std::vector<Circle> circles;
    std::vector<Marker> markers;
    std::vector<Decoration> decorations;
    std::vector<Text> texts;
    std::string
        description;  ///< What the map shows, in a sentence or two, for those who cannot see.

    /// Whether a border is drawn by Frame::faded_borders. \param left, right Communes, or
    /// geo::kOutside.
    bool is_faded(std::uint32_t left, std::uint32_t right) const {
        const auto out = [&](std::uint32_t commune) {
            return commune == geo::kOutside || style_of_commune[commune] == *faded_style;
        };
        return faded_style && out(left) && out(right);
    }
};
using MapScenePtr = std::shared_ptr<const MapScene>;

}  // namespace maillage::carto
