// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// How much of each pixel of some rows a stroke covers.

#include "carto/scene.hpp"
#include "render/bgra.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace maillage::gl {

/// Pieces of line are united: a pixel has the coverage of the piece that covers most of it.
class StrokeBand {
public:
    StrokeBand(int width, int rows);

    /// What follows has this width and these dashes, in pixels of the band.
    void start(double width, double dash);
    /// Points are pixels of the band, (0, 0) is the upper left corner of the first one. Ends are
    /// round, or square between dashes. Dashes count from \p along.
    void add(carto::Pixel from, carto::Pixel to, double along);
    /// Lays \p color over \p pixels where the stroke is, and forgets it. Row 0 of the band begins
    /// at \p first; the next row stands \p stride further.
    void paint(carto::Color color, Bgra* first, std::ptrdiff_t stride);

    /// How far from its middle the line is seen.
    double reach() const noexcept { return m_half + 0.5; }

private:
    struct Piece {
        double x = 0.0;  ///< Of its beginning; pixels have whole numbers at their centres.
        double y = 0.0;
        double along_x = 1.0;
        double along_y = 0.0;
        double length = 0.0;
        double dash_start = 0.0;
    };
    void add_row(const Piece& piece, int y, int first, int last);
    double dash_share(double along) const;

    int m_width;
    int m_rows;
    int m_first = 0;  ///< Rows with coverage: [m_first, m_last).
    int m_last = 0;
    double m_half = 0.0;
    double m_dash = 0.0;
    std::vector<std::uint8_t> m_cover;
};

}  // namespace maillage::gl
