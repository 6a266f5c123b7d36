// SPDX-License-Identifier: Apache-2.0
#include "base/parallel.hpp"
#include "geo/mosaic.hpp"
#include "geo/run_crossings.hpp"

#include <algorithm>
#include <cmath>

namespace maillage::geo {
namespace {

/// A ring that would lose more of its area keeps more points: thin features stay visible, and
/// rounding cannot turn them over.
constexpr double kLeastShareOfArea = 0.1;

/// Of the points strictly between \p first and \p last the one farthest from the segment between
/// them. \pre there is one
struct Farthest {
    std::uint32_t point = 0;
    double squared_distance = -1.0;
};

Farthest farthest(std::span<const Point> points, std::uint32_t first, std::uint32_t last) {
    const Point a = points[first];
    const Point b = points[last];
    const double dx = b.x - a.x;
    const double dy = b.y - a.y;
    const double squared_length = dx * dx + dy * dy;
    const double inverse = squared_length > 0.0 ? 1.0 / squared_length : 0.0;
    Farthest result{first + 1, -1.0};
    for (auto i = first + 1; i < last; ++i) {
        const double px = points[i].x - a.x;
        const double py = points[i].y - a.y;
        const double along = px * dx + py * dy;
        double squared = 0.0;
        if (along <= 0.0) {
            squared = px * px + py * py;
        } else if (along >= squared_length) {
            squared = (points[i].x - b.x) * (points[i].x - b.x) +
                      (points[i].y - b.y) * (points[i].y - b.y);
        } else {
            const double cross = px * dy - py * dx;
            squared = cross * cross * inverse;
        }
        if (squared > result.squared_distance) {
            result = {i, squared};
        }
    }
    return result;
}

/// Which points stay.
enum class Kept : std::uint8_t { kNo, kYes, kNew };

class Simplifier {
public:
    Simplifier(const Mosaic& mosaic, const GroupRings& rings, double tolerance)
        : m_mosaic(mosaic),
          m_squared_tolerance(tolerance * tolerance),
          m_kept(mosaic.points.size(), Kept::kNo),
          m_rings(rings) {
        m_nodes.reserve(mosaic.arc_count());
        for (std::size_t a = 0; a < mosaic.arc_count(); ++a) {
            m_nodes.push_back(mosaic.arc(a).front());
        }
        m_areas = ring_areas();
    }

    /// By Douglas and Peucker, each arc on its own.
    void remove_points() {
        constexpr std::size_t kChunk = 512;
        in_chunks(m_mosaic.arc_count(), kChunk, 0, [&](std::size_t first, std::size_t last) {
            std::vector<std::pair<std::uint32_t, std::uint32_t>> open;
            for (auto a = first; a < last; ++a) {
                remove_points_of(a, open);
            }
        });
    }

    /// One round of giving points back. \returns Whether there was a reason to.
    bool restore_points() {
        list_runs();
        const bool crossed = restore_crossings(m_mosaic.points, m_runs);
        const bool swept = restore_swept(m_mosaic.points, m_nodes, m_runs);
        const bool flattened = restore_rings();
        for (auto& kept : m_kept) {
            kept = kept == Kept::kNew ? Kept::kYes : kept;
        }
        for (const auto& run : m_runs) {
            if (run.restored) {
                m_kept[farthest(m_mosaic.points, run.first, run.last).point] = Kept::kNew;
            }
        }
        return crossed || swept || flattened;
    }

    Mosaic result() const {
        Mosaic simple;
        simple.crs = m_mosaic.crs;
        simple.left = m_mosaic.left;
        simple.right = m_mosaic.right;
        simple.feature_box = FeatureBoxes(m_mosaic.feature_count());
        simple.arc_start.reserve(m_mosaic.arc_start.size());
        simple.points.reserve(
            m_mosaic.points.size() -
            static_cast<std::size_t>(std::count(m_kept.begin(), m_kept.end(), Kept::kNo)));
        for (std::size_t a = 0; a < m_mosaic.arc_count(); ++a) {
            for (auto i = m_mosaic.arc_start[a]; i < m_mosaic.arc_start[a + 1]; ++i) {
                if (m_kept[i] != Kept::kNo) {
                    simple.points.push_back(m_mosaic.points[i]);
                }
            }
            simple.arc_start.push_back(static_cast<std::uint32_t>(simple.points.size()));
        }
        update_boxes(simple);
        return simple;
    }

private:
    void remove_points_of(std::size_t arc,
                          std::vector<std::pair<std::uint32_t, std::uint32_t>>& open) {
        const auto first = m_mosaic.arc_start[arc];
        const auto last = m_mosaic.arc_start[arc + 1] - 1;
        m_kept[first] = Kept::kNew;
        m_kept[last] = Kept::kNew;
        open.assign(1, {first, last});
        while (!open.empty()) {
            const auto [a, b] = open.back();
            open.pop_back();
            if (b <= a + 1) {
                continue;
            }
            const auto far = farthest(m_mosaic.points, a, b);
            if (far.squared_distance > m_squared_tolerance) {
                m_kept[far.point] = Kept::kNew;
                open.emplace_back(a, far.point);
                open.emplace_back(far.point, b);
            }
        }
    }

    void list_runs() {
        m_runs.clear();
        m_arc_run.assign(1, 0);
        for (std::size_t a = 0; a < m_mosaic.arc_count(); ++a) {
            auto before = m_mosaic.arc_start[a];
            for (auto i = before + 1; i < m_mosaic.arc_start[a + 1]; ++i) {
                if (m_kept[i] != Kept::kNo) {
                    const bool fresh = m_kept[before] == Kept::kNew || m_kept[i] == Kept::kNew;
                    m_runs.push_back({before, i, fresh, false});
                    before = i;
                }
            }
            m_arc_run.push_back(static_cast<std::uint32_t>(m_runs.size()));
        }
    }

    /// Twice the area of every ring, of the points that are kept; before any were removed, of all.
    std::vector<double> ring_areas() const {
        const Point o = m_mosaic.points.empty() ? Point{} : m_mosaic.points.front();
        const auto cross = [&](std::uint32_t i, std::uint32_t j) {
            const auto& a = m_mosaic.points[i];
            const auto& b = m_mosaic.points[j];
            return (a.x - o.x) * (b.y - o.y) - (b.x - o.x) * (a.y - o.y);
        };
        std::vector<double> by_arc(m_mosaic.arc_count(), 0.0);
        for (std::size_t a = 0; a < by_arc.size(); ++a) {
            if (m_runs.empty()) {
                for (auto i = m_mosaic.arc_start[a]; i + 1 < m_mosaic.arc_start[a + 1]; ++i) {
                    by_arc[a] += cross(i, i + 1);
                }
            } else {
                for (auto r = m_arc_run[a]; r < m_arc_run[a + 1]; ++r) {
                    by_arc[a] += cross(m_runs[r].first, m_runs[r].last);
                }
            }
        }
        std::vector<double> areas(m_rings.ring_start.size() - 1, 0.0);
        for (std::size_t r = 0; r < areas.size(); ++r) {
            for (auto i = m_rings.ring_start[r]; i < m_rings.ring_start[r + 1]; ++i) {
                const auto ref = m_rings.refs[i];
                areas[r] += ref.reversed() ? -by_arc[ref.arc()] : by_arc[ref.arc()];
            }
        }
        return areas;
    }

    bool restore_rings() {
        bool any = false;
        const auto now = ring_areas();
        for (std::size_t r = 0; r < now.size(); ++r) {
            const double sign = m_areas[r] < 0.0 ? -1.0 : 1.0;
            if (now[r] * sign >= m_areas[r] * sign * kLeastShareOfArea && now[r] != 0.0) {
                continue;
            }
            for (auto i = m_rings.ring_start[r]; i < m_rings.ring_start[r + 1]; ++i) {
                const auto arc = m_rings.refs[i].arc();
                for (auto k = m_arc_run[arc]; k < m_arc_run[arc + 1]; ++k) {
                    m_runs[k].restored = m_runs[k].restored || !m_runs[k].whole();
                    any = any || m_runs[k].restored;
                }
            }
        }
        return any;
    }

    const Mosaic& m_mosaic;
    double m_squared_tolerance;
    std::vector<Kept> m_kept;  ///< By point.
    const GroupRings& m_rings;
    std::vector<double> m_areas;  ///< Twice the areas of the rings as given.
    std::vector<Point> m_nodes;   ///< The first point of every arc, which never moves.
    std::vector<Run> m_runs;
    std::vector<std::uint32_t> m_arc_run;  ///< Runs of arc a: [m_arc_run[a], m_arc_run[a + 1]).
};

}  // namespace

Result<Mosaic> simplify(const Mosaic& mosaic, double tolerance, const Progress& progress) {
    return simplify(mosaic, feature_rings(mosaic), tolerance, progress);
}

Result<Mosaic> simplify(const Mosaic& mosaic, const GroupRings& rings, double tolerance,
                        const Progress& progress) {
    if (!(tolerance > 0.0) || mosaic.arc_count() == 0) {
        return mosaic;
    }
    Simplifier simplifier(mosaic, rings, tolerance);
    simplifier.remove_points();
    do {
        if (progress.cancelled()) {
            return Error{Error::Code::kCancelled, {MessageId::kCancelled}, ""};
        }
    } while (simplifier.restore_points());
    return simplifier.result();
}

}  // namespace maillage::geo
