// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Which of many places on Earth are near one: a k-d tree of points of the sphere, so that neither
/// poles nor the 180th meridian are special (New Caledonia, Wallis and Futuna).

#include "geo/earth.hpp"

#include <compare>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace maillage::access {

class PointIndex {
public:
    /// Places that are no numbers are left out. \pre fewer than 2³² places
    explicit PointIndex(std::span<const geo::Point> places);

    struct Hit {
        double squared_chord = 0.0;  ///< See geo::arc_of_chord().
        std::uint32_t place = 0;     ///< Position in the places.
        friend auto operator<=>(const Hit&, const Hit&) = default;
    };
    /// All within an arc of \p metres, in any order, added to \p hits.
    void within(geo::Point centre, double metres, std::vector<Hit>& hits) const;
    /// The \p count nearest (all, if there are fewer), nearest first; of equals the first places.
    std::vector<Hit> nearest(geo::Point centre, std::size_t count) const;

private:
    struct Node {
        geo::UnitVector at;
        std::uint32_t place = 0;
    };
    template <typename Visit>
    void search(std::size_t first, std::size_t last, const geo::UnitVector& centre,
                const double& least, Visit& visit) const;
    void arrange(std::size_t first, std::size_t last);

    /// The middle of each range halves the rest of it along the range's axis.
    std::vector<Node> m_nodes;
    std::vector<std::uint8_t> m_axis;  ///< Of the range whose middle this is.
};

}  // namespace maillage::access
