// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Where the map, the insets and the furniture stand, so that nothing covers anything.

#include "carto/content.hpp"
#include "carto/text_block.hpp"

#include <optional>
#include <span>
#include <vector>

namespace maillage::carto {

/// Which places of a map have land, asked by rectangles. Errs on the side of land, by a 256th of
/// the territory.
class Occupancy {
public:
    Occupancy(const geo::Box& box, std::span<const geo::Box> land);
    bool any(const geo::Box& where) const;
    const geo::Box& box() const noexcept { return m_box; }

private:
    static constexpr int kCells = 256;
    int column(double x) const;
    int row(double y) const;

    geo::Box m_box;
    std::vector<std::uint32_t> m_sum;  ///< Integral image, (kCells + 1)².
};

/// A camera that shows \p box in the rectangle \p free of a larger viewport.
Camera fit_within(const geo::Box& box, const Rect& viewport, const Rect& free);

/// An inset: a window of its own with a name below.
struct InsetPlace {
    SheetId sheet = SheetId::kMetropole;
    bool paris = false;
    Rect rect;
    Rect map;  ///< The part of rect that the land fills.
    geo::Box box;
};

/// Pixels for a pixel of the drawings, which were made for a map of 920 × 700. On a smaller map
/// words stay nine tenths of those of the panels, so that they can be read, while there is room.
/// \param slide Its words are larger as it is, and may shrink with the map.
double scale_of(const Canvas& canvas, double text_scale, bool slide);

struct LayoutInput {
    const SceneInput& input;
    const MapContent& content;
    const Pen& pen;
    const MapRequest& request;
    const Canvas& canvas;
    Rect title;   ///< Already in place, top left.
    Rect foot;    ///< Sources and scale, at the bottom; zero height where there are none.
    Rect legend;  ///< Only its size, with the room it may come to need.
};
struct Layout {
    Rect viewport;
    Camera camera;
    std::vector<InsetPlace> insets;
    Rect legend;
    bool legend_stands_low = false;  ///< A smaller one keeps the lower edge, not the upper one.
    bool title_on_land = false;      ///< A map moved by hand may run below both.
    bool foot_on_land = false;
};
Layout make_layout(const LayoutInput& input);

}  // namespace maillage::carto
