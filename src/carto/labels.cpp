// SPDX-License-Identifier: Apache-2.0
#include "carto/labels.hpp"

#include "base/screen_messages.hpp"
#include "base/text.hpp"
#include "carto/department_words.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <unordered_map>

namespace maillage::carto {
namespace {

constexpr double kLabelSize = 13.0;
constexpr double kHaloWidth = 2.5;
constexpr double kSmallCircle = 12.0;  ///< Radius.
constexpr std::size_t kMostLabels = 30;
/// Over a choropleth of EPCI, names of communes only help to find one's way.
constexpr std::size_t kMostLandmarks = 12;
/// Coarser than this (pixels of the drawings), communes have no names on the map.
constexpr double kNameCommunes = 1000.0;

struct Candidate {
    std::string words;
    geo::Point place;
    double radius = 0.0;
    int rank = 0;  ///< Smaller first.
    double weight = 0.0;
    std::uint32_t row = 0;
    bool commune = false;
};

/// Rectangles by cell of the canvas.
class Grid {
public:
    Grid(double width, double height, double cell)
        : m_cell(cell),
          m_columns(static_cast<int>(width / cell) + 1),
          m_rows(static_cast<int>(height / cell) + 1),
          m_cells(static_cast<std::size_t>(m_columns * m_rows)) {}

    void add(const Rect& rect) {
        const auto number = static_cast<std::uint32_t>(m_rects.size());
        m_rects.push_back(rect);
        visit(rect, [&](std::vector<std::uint32_t>& cell) {
            cell.push_back(number);
            return false;
        });
    }
    bool meets(const Rect& rect) const {
        return const_cast<Grid*>(this)->visit(rect, [&](std::vector<std::uint32_t>& cell) {
            return std::any_of(cell.begin(), cell.end(),
                               [&](std::uint32_t i) { return m_rects[i].meets(rect); });
        });
    }

private:
    template <typename Visit>
    bool visit(const Rect& rect, const Visit& visit_cell) {
        const auto cell = [&](double at, int most) {
            return static_cast<int>(std::clamp(std::floor(at / m_cell), 0.0, most - 1.0));
        };
        for (int y = cell(rect.y, m_rows); y <= cell(rect.bottom(), m_rows); ++y) {
            for (int x = cell(rect.x, m_columns); x <= cell(rect.right(), m_columns); ++x) {
                if (visit_cell(
                        m_cells[static_cast<std::size_t>(y) * static_cast<std::size_t>(m_columns) +
                                static_cast<std::size_t>(x)])) {
                    return true;
                }
            }
        }
        return false;
    }

    double m_cell;
    int m_columns;
    int m_rows;
    std::vector<Rect> m_rects;
    std::vector<std::vector<std::uint32_t>> m_cells;
};

/// Where a label may stand around its circle: its middle is (x, y) away in units of half the
/// label's size plus the circle. Above and below read best.
struct Side {
    double x;
    double y;
};
constexpr std::array<Side, 8> kSides{Side{0, -1}, {0, 1},   {1, 0}, {-1, 0},
                                     {1, -1},     {-1, -1}, {1, 1}, {-1, 1}};

class Placer {
public:
    Placer(const Pen& pen, std::span<const Rect> taken, bool bold, MapScene& scene)
        : m_pen(pen),
          m_bold(bold),
          m_scene(scene),
          m_grid(scene.width, scene.height, pen.px(48.0)),
          m_large(m_grid),
          m_small(m_grid) {
        for (const auto& rect : taken) {
            m_grid.add(rect);
        }
        const auto& frame = scene.frames.front();
        for (const auto& circle : scene.circles) {
            if (circle.frame == 0) {
                const auto at = to_pixel(frame.camera, frame.viewport, circle.centre);
                const double r = circle.radius;
                // The square inside the circle: corners of a label may touch its rim.
                (r > pen.px(kSmallCircle) ? m_large : m_small)
                    .add({at.x - r * 0.8, at.y - r * 0.8, 1.6 * r, 1.6 * r});
            }
        }
    }

    bool place(const Candidate& candidate) {
        const auto& frame = m_scene.frames.front();
        const auto at = to_pixel(frame.camera, frame.viewport, candidate.place);
        const double size = m_pen.px(kLabelSize);
        const auto extent = m_pen.measure.measure(candidate.words, size, m_bold);
        const double height = extent.ascent + extent.descent;
        const double gap = m_pen.px(2.0);
        for (const auto& side : kSides) {
            // Beside a circle at 45° the label starts nearer than straight beside it.
            const double reach = (side.x != 0 && side.y != 0 ? 0.75 : 1.0) * candidate.radius + gap;
            const double x = at.x + side.x * (reach + extent.width / 2);
            const double y = at.y + side.y * (reach + height / 2);
            const Rect box{x - extent.width / 2, y - height / 2, extent.width, height};
            // Better over a small circle of a neighbour than away from a large one of its own.
            const bool own_is_large = candidate.radius > m_pen.px(kSmallCircle);
            if (inside(box) && !m_grid.meets(spread(box, 0.0)) && !m_large.meets(box) &&
                (own_is_large || !m_small.meets(box))) {
                add(candidate, at, box, extent);
                return true;
            }
        }
        return false;
    }

private:
    /// \p more pixels wider on either side, and as much as screens draw it wider than measured: in
    /// the nearest size that is sharp.
    static Rect spread(const Rect& box, double more) {
        constexpr double kSharpSize = 0.025;
        const double by = more + kSharpSize * box.width;
        return {box.x - by, box.y, box.width + 2 * by, box.height};
    }
    bool inside(const Rect& box) const {
        const double edge = m_pen.px(4.0);
        return box.x >= edge && box.y >= edge && box.right() <= m_scene.width - edge &&
               box.bottom() <= m_scene.height - edge;
    }

    void add(const Candidate& candidate, Pixel at, const Rect& box, const TextSize& extent) {
        // A neighbour's halo would eat into the last letter.
        m_grid.add(spread(box, m_pen.px(kHaloWidth + 1.0)));
        Text text;
        text.text = candidate.words;
        text.place = {box.centre().x - at.x, box.y + extent.ascent - at.y};
        text.map_frame = 0;
        text.map = candidate.place;
        text.size = static_cast<float>(m_pen.px(kLabelSize));
        text.bold = m_bold;
        text.align = Align::kCentre;
        text.color = m_pen.colors.ink;
        text.halo = with_alpha(m_pen.colors.panel, 0xE0);
        text.halo_width = static_cast<float>(m_pen.px(kHaloWidth));
        text.role = TextRole::kLabel;
        text.box = box;
        m_scene.texts.push_back(std::move(text));
    }

    const Pen& m_pen;
    bool m_bold;
    MapScene& m_scene;
    Grid m_grid;   ///< Furniture and labels.
    Grid m_large;  ///< Circles.
    Grid m_small;
};

class Candidates {
public:
    Candidates(const Pen& pen, const SceneInput& input, const MapRequest& request,
               const MapContent& content, const CircleMarks& marks, const MapScene& scene)
        : m_pen(pen),
          m_input(input),
          m_request(request),
          m_content(content),
          m_marks(marks),
          m_frame(scene.frames.front()) {}

    std::vector<Candidate> make() {
        const bool named_units = !m_content.by_commune &&
                                 (m_request.label_values ||
                                  (!m_content.focus.whole && m_request.level != MapLevel::kEpci));
        if (named_units) {
            add_units();
        } else if (m_frame.camera.metres_per_pixel * m_pen.k < kNameCommunes) {
            add_communes();
        }
        std::sort(
            m_candidates.begin(), m_candidates.end(), [](const Candidate& a, const Candidate& b) {
                return std::tuple(a.rank, -a.weight, a.row) < std::tuple(b.rank, -b.weight, b.row);
            });
        return std::move(m_candidates);
    }

private:
    bool in_view(geo::Point place) const {
        return m_frame.viewport.holds(to_pixel(m_frame.camera, m_frame.viewport, place));
    }

    std::string unit_value(std::size_t unit) const {
        if (!m_content.units.rows[unit].known) {
            return {};
        }
        if (m_content.choropleth) {
            const auto& value = m_content.values[unit];
            if (value.state != UnitValue::State::kValue || value.low != value.high) {
                return {};
            }
            const int decimals = m_request.view == View::kPopulation ? 1 : 0;
            return render(
                {screen::kMapPercentValue, {percent(value.low, decimals, m_pen.language)}},
                m_pen.language);
        }
        const auto& total = m_content.units.rows[unit].range.total;
        return total.is_exact() ? group_digits(total.low / m_content.counts.years, m_pen.language)
                                : std::string();
    }

    void add_units() {
        for (std::uint32_t u = 0; u < m_content.units.rows.size(); ++u) {
            const auto& unit = m_content.units.rows[u];
            if (std::isnan(unit.place.x) || unit.sheet != m_frame.sheet || !in_view(unit.place)) {
                continue;
            }
            Candidate one;
            if (!m_content.focus.whole) {
                one.words = typographic(unit.name);
            }
            if (m_request.label_values) {
                const auto value = unit_value(u);
                one.words += (one.words.empty() || value.empty() ? "" : " ") + value;
            }
            if (one.words.empty()) {
                continue;
            }
            one.place = unit.place;
            one.radius = m_marks.marks.empty()
                             ? 0.0
                             : m_marks.scale.radius(static_cast<double>(unit.range.total.high) /
                                                    static_cast<double>(m_content.counts.years));
            one.weight = static_cast<double>(unit.range.total.low);
            one.row = u;
            m_candidates.push_back(std::move(one));
        }
    }

    void add_communes() {
        const auto& communes = m_input.dataset->territories.communes;
        const auto& geometry = *m_input.geometry;
        std::vector<std::uint8_t> seat(communes.size());
        for (const auto& code : m_input.dataset->territories.departments.code) {
            if (const auto commune = seat_of(code)) {
                const auto found =
                    std::lower_bound(communes.code.begin(), communes.code.end(), *commune);
                if (found != communes.code.end() && *found == *commune) {
                    seat[static_cast<std::size_t>(found - communes.code.begin())] = 1;
                }
            }
        }
        for (const auto commune : m_content.focus.communes) {
            const auto i = commune.value;
            if (geometry.sheet_of_commune[i] != m_frame.sheet || !in_view(geometry.anchor[i])) {
                continue;
            }
            Candidate one;
            one.place = geometry.anchor[i];
            one.radius = m_content.by_commune ? circle_radius(i) : 0.0;
            one.commune = true;
            one.rank = seat[i] != 0 ? 0 : (one.radius > 0.0 || m_marks.marks.empty() ? 1 : 2);
            one.weight = communes.population[i].value_or(0);
            one.row = i;
            m_candidates.push_back(std::move(one));
        }
        // The many small ones will not be tried: no need to sort or name them.
        const std::size_t tried = std::min(m_candidates.size(), kMostLabels * 4);
        std::nth_element(
            m_candidates.begin(), m_candidates.begin() + static_cast<std::ptrdiff_t>(tried),
            m_candidates.end(), [](const Candidate& a, const Candidate& b) {
                return std::tuple(a.rank, -a.weight, a.row) < std::tuple(b.rank, -b.weight, b.row);
            });
        m_candidates.resize(tried);
        for (auto& one : m_candidates) {
            one.words = typographic(communes.name[one.row]);
            const auto& count = m_content.counts.located[one.row];
            if (m_request.label_values && m_content.counts.masked[one.row] == 0 && count.low > 0) {
                one.words += " " + group_digits(count.low / m_content.counts.years, m_pen.language);
            }
        }
    }

    double circle_radius(std::uint32_t commune) const {
        if (m_marks.marks.empty() || m_content.counts.masked[commune] != 0) {
            return 0.0;
        }
        return m_marks.scale.radius(static_cast<double>(m_content.counts.located[commune].high) /
                                    static_cast<double>(m_content.counts.years));
    }

    const Pen& m_pen;
    const SceneInput& m_input;
    const MapRequest& m_request;
    const MapContent& m_content;
    const CircleMarks& m_marks;
    const Frame& m_frame;
    std::vector<Candidate> m_candidates;
};

}  // namespace

void add_labels(const Pen& pen, const SceneInput& input, const MapRequest& request,
                const MapContent& content, const CircleMarks& marks, std::span<const Rect> taken,
                MapScene& scene) {
    const auto candidates = Candidates(pen, input, request, content, marks, scene).make();
    Placer placer(pen, taken, request.slide, scene);
    // Every unit of a level may have its name; of communes, the first few.
    const bool communes = !candidates.empty() && candidates.front().commune;
    std::size_t left = !communes            ? candidates.size()
                       : content.by_commune ? kMostLabels
                                            : kMostLandmarks;
    for (const auto& candidate : candidates) {
        if (left == 0) {
            break;
        }
        left -= placer.place(candidate) ? 1U : 0U;
    }
}

bool runs_into_furniture(const MapScene& scene, const Rect& box) {
    return std::any_of(
               scene.texts.begin(), scene.texts.end(),
               [&](const Text& text) { return text.map_frame < 0 && text.box.meets(box); }) ||
           std::any_of(scene.decorations.begin(), scene.decorations.end(),
                       [&](const Decoration& one) {
                           return one.kind != Decoration::Kind::kLine && one.box.meets(box);
                       });
}

}  // namespace maillage::carto
