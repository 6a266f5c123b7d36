// SPDX-License-Identifier: Apache-2.0
#include "render/stroke_band.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>

namespace maillage::gl {
namespace {

constexpr double kFull = 255.0;
constexpr std::size_t kBlock = 8;  // Pixels that are looked at together.

/// Share of [d - 0.5, d + 0.5] inside [-half, half]: a line's coverage of a pixel at distance d.
double line_share(double d, double half) {
    return std::max(0.0, std::min(d + 0.5, half) - std::max(d - 0.5, -half));
}

// Without std::ceil and std::floor, which are calls where the processor is not known, and in an
// order that makes NaN a number: an integer cannot hold every one.
/// The first whole number at or after \p low, in [0, count].
int first_whole(double low, int count) {
    const double bounded = std::min<double>(count, std::max(0.0, low));
    const int whole = static_cast<int>(bounded);
    return whole + (whole < bounded ? 1 : 0);
}

/// The last whole number at or before \p high, in [-1, count).
int last_whole(double high, int count) {
    return static_cast<int>(std::max(0.0, std::min<double>(count, high + 1.0))) - 1;
}

}  // namespace

StrokeBand::StrokeBand(int width, int rows)
    : m_width(width),
      m_rows(rows),
      m_first(rows),
      m_cover(static_cast<std::size_t>(width) * static_cast<std::size_t>(rows)) {}

void StrokeBand::start(double width, double dash) {
    m_half = width / 2;
    m_dash = dash;
}

void StrokeBand::add(carto::Pixel from, carto::Pixel to, double along) {
    Piece piece{from.x - 0.5, from.y - 0.5, 1.0, 0.0, 0.0, along};
    const double dx = to.x - from.x;
    const double dy = to.y - from.y;
    const double out = reach();
    const int top = first_whole(std::min(0.0, dy) + piece.y - out, m_rows);
    const int bottom = last_whole(std::max(0.0, dy) + piece.y + out, m_rows);
    const double left = std::min(0.0, dx) + piece.x - out;
    const double right = std::max(0.0, dx) + piece.x + out;
    // Also drops places that are not a number.
    if (top > bottom || !(right >= 0.0) || !(left <= m_width - 1) || !std::isfinite(dx + dy)) {
        return;
    }
    piece.length = std::sqrt(dx * dx + dy * dy);
    if (piece.length > 0.0) {
        piece.along_x = dx / piece.length;
        piece.along_y = dy / piece.length;
    }
    m_first = std::min(m_first, top);
    m_last = std::max(m_last, bottom + 1);
    // A row is met between the two parallels of the line at the distance it reaches.
    const double steepness = std::abs(piece.along_y);
    const bool level = steepness < 1e-6;
    const double slope = level ? 0.0 : piece.along_x / piece.along_y;
    const double half_span = level ? std::abs(dx) + out : out / steepness;
    for (int y = top; y <= bottom; ++y) {
        const double middle = piece.x + (y - piece.y) * slope;
        add_row(piece, y, first_whole(std::max(left, middle - half_span), m_width),
                last_whole(std::min(right, middle + half_span), m_width));
    }
}

void StrokeBand::add_row(const Piece& piece, int y, int first, int last) {
    auto* const row =
        m_cover.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(m_width);
    const double dy = y - piece.y;
    const double most = std::min(1.0, 2 * m_half) * kFull;
    const double edge = (m_half + 0.5) * kFull + 0.5;
    for (int x = first; x <= last; ++x) {
        const double dx = x - piece.x;
        const double t = std::clamp(dx * piece.along_x + dy * piece.along_y, 0.0, piece.length);
        const double off_x = dx - t * piece.along_x;
        const double off_y = dy - t * piece.along_y;
        // A float's digits are more than a byte's, and its root takes half the time.
        const auto squared = static_cast<float>(off_x * off_x + off_y * off_y);
        const double distance = static_cast<double>(std::sqrt(squared));
        // Rising to the middle of the line, at most all of it; the half is for rounding.
        double share = std::max(0.0, std::min(edge - distance * kFull, most + 0.5));
        if (m_dash > 0.0) {
            share = (share - 0.5) * dash_share(piece.dash_start + t) + 0.5;
        }
        row[x] = std::max(row[x], static_cast<std::uint8_t>(static_cast<int>(share)));
    }
}

double StrokeBand::dash_share(double along) const {
    // The first dash begins at 0; a gap is as long as a dash.
    const double from_middle = std::abs(std::remainder(along - m_dash / 2, 2 * m_dash));
    return line_share(from_middle, m_dash / 2);
}

void StrokeBand::paint(carto::Color color, Bgra* first, std::ptrdiff_t stride) {
    std::array<Bgra, 256> shades;
    const auto whole = multiplied(color);
    for (unsigned share = 0; share < shades.size(); ++share) {
        shades[share] = faded(whole, share);
    }
    const auto width = static_cast<std::size_t>(m_width);
    for (int y = m_first; y < m_last; ++y) {
        auto* const row = m_cover.data() + static_cast<std::size_t>(y) * width;
        auto* const out = first + y * stride;
        std::size_t x = 0;
        for (; x + kBlock <= width; x += kBlock) {
            std::uint64_t covered = 0;
            static_assert(sizeof covered == kBlock);
            std::memcpy(&covered, row + x, kBlock);
            if (covered != 0) {
                // All of them: which are covered can be guessed by no processor.
                for (std::size_t i = x; i < x + kBlock; ++i) {
                    out[i] = over(shades[row[i]], out[i]);
                }
            }
        }
        for (; x < width; ++x) {
            out[x] = over(shades[row[x]], out[x]);
        }
        std::memset(row, 0, width);
    }
    m_first = m_rows;
    m_last = 0;
}

}  // namespace maillage::gl
