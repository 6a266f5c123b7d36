// SPDX-License-Identifier: Apache-2.0
#include "access/point_index.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>

namespace maillage::access {
namespace {

double along(const geo::UnitVector& at, std::uint8_t axis) {
    return axis == 0 ? at.x : axis == 1 ? at.y : at.z;
}

}  // namespace

PointIndex::PointIndex(std::span<const geo::Point> places) {
    m_nodes.reserve(places.size());
    for (std::size_t i = 0; i < places.size(); ++i) {
        if (std::isfinite(places[i].x) && std::isfinite(places[i].y)) {
            m_nodes.push_back({geo::unit_vector(places[i]), static_cast<std::uint32_t>(i)});
        }
    }
    m_axis.resize(m_nodes.size());
    arrange(0, m_nodes.size());
}

void PointIndex::arrange(std::size_t first, std::size_t last) {
    if (last - first < 2) {
        return;
    }
    const auto begin = m_nodes.begin() + static_cast<std::ptrdiff_t>(first);
    const auto end = m_nodes.begin() + static_cast<std::ptrdiff_t>(last);
    std::uint8_t widest = 0;
    double most = -1.0;
    for (std::uint8_t axis = 0; axis < 3; ++axis) {
        const auto [low, high] = std::minmax_element(begin, end, [&](const auto& a, const auto& b) {
            return along(a.at, axis) < along(b.at, axis);
        });
        const double width = along(high->at, axis) - along(low->at, axis);
        if (width > most) {
            most = width;
            widest = axis;
        }
    }
    const auto middle = first + (last - first) / 2;
    std::nth_element(
        begin, m_nodes.begin() + static_cast<std::ptrdiff_t>(middle), end,
        [&](const auto& a, const auto& b) { return along(a.at, widest) < along(b.at, widest); });
    m_axis[middle] = widest;
    arrange(first, middle);
    arrange(middle + 1, last);
}

/// Calls visit(hit) for every node that may be within \p least, which visit() may make smaller.
template <typename Visit>
void PointIndex::search(std::size_t first, std::size_t last, const geo::UnitVector& centre,
                        const double& least, Visit& visit) const {
    if (first == last) {
        return;
    }
    const auto middle = first + (last - first) / 2;
    const auto& node = m_nodes[middle];
    const double squared = geo::squared_chord(centre, node.at);
    if (squared <= least) {
        visit(Hit{squared, node.place});
    }
    const double beyond = along(centre, m_axis[middle]) - along(node.at, m_axis[middle]);
    const bool left = beyond < 0;
    search(left ? first : middle + 1, left ? middle : last, centre, least, visit);
    if (beyond * beyond <= least) {
        search(left ? middle + 1 : first, left ? last : middle, centre, least, visit);
    }
}

void PointIndex::within(geo::Point centre, double metres, std::vector<Hit>& hits) const {
    // Beyond half way round the Earth there is nothing.
    const double angle = std::min(metres / geo::kEarthRadius, std::numbers::pi);
    const double chord = 2.0 * std::sin(angle / 2.0);
    const double least = chord * chord;
    const auto keep = [&](const Hit& hit) { hits.push_back(hit); };
    search(0, m_nodes.size(), geo::unit_vector(centre), least, keep);
}

std::vector<PointIndex::Hit> PointIndex::nearest(geo::Point centre, std::size_t count) const {
    std::vector<Hit> best;  // A heap, the worst first.
    if (count == 0) {
        return best;
    }
    double least = std::numeric_limits<double>::infinity();
    const auto keep = [&](const Hit& hit) {
        best.push_back(hit);
        std::push_heap(best.begin(), best.end());
        if (best.size() > count) {
            std::pop_heap(best.begin(), best.end());
            best.pop_back();
        }
        if (best.size() == count) {
            least = best.front().squared_chord;
        }
    };
    search(0, m_nodes.size(), geo::unit_vector(centre), least, keep);
    std::sort_heap(best.begin(), best.end());
    return best;
}

}  // namespace maillage::access
