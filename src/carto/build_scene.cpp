// SPDX-License-Identifier: Apache-2.0
#include "carto/build_scene.hpp"

#include "base/screen_messages.hpp"
#include "carto/circles.hpp"
#include "carto/content.hpp"
#include "carto/furniture.hpp"
#include "carto/isochrones.hpp"
#include "carto/labels.hpp"
#include "carto/layer_marks.hpp"
#include "carto/layout.hpp"
#include "carto/legend.hpp"
#include "carto/outlines.hpp"
#include "carto/scene_builder.hpp"
#include "carto/titles.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <iterator>
#include <limits>
#include <mutex>
#include <optional>
#include <utility>

namespace maillage::carto {
namespace {

Rect around(const Block& block) {
    Rect rect;
    bool first = true;
    const auto add = [&](const Rect& box) {
        if (first) {
            rect = box;
            first = false;
            return;
        }
        const double right = std::max(rect.right(), box.right());
        const double bottom = std::max(rect.bottom(), box.bottom());
        rect.x = std::min(rect.x, box.x);
        rect.y = std::min(rect.y, box.y);
        rect.width = right - rect.x;
        rect.height = bottom - rect.y;
    };
    for (const auto& text : block.texts) {
        add(text.box);
    }
    for (const auto& decoration : block.decorations) {
        add(decoration.box);
    }
    return rect;
}

/// The smallest rectangle with both; one without height has nothing in it.
Rect around(const Rect& one, const Rect& other) {
    if (one.height <= 0.0 || other.height <= 0.0) {
        return one.height > 0.0 ? one : other;
    }
    const double x = std::min(one.x, other.x);
    const double y = std::min(one.y, other.y);
    return {x, y, std::max(one.right(), other.right()) - x,
            std::max(one.bottom(), other.bottom()) - y};
}

/// What the furniture needs; the map has the rest.
struct Room {
    Rect title;
    Rect foot;
    Rect legend;  ///< Only its size.
};

/// Whose room it is: all that the furniture depends on. The camera and the selection are not.
struct RoomOwner {
    std::array<std::weak_ptr<const void>, 8> made_of;
    std::string compared;
    std::string mode;
    MapRequest request;
    double width = 0.0;
    double height = 0.0;

    RoomOwner() = default;
    /// \param input Without a scenario.
    RoomOwner(const SceneInput& input, MapRequest of, const Canvas& canvas)
        : made_of{input.dataset, input.coverage, input.geometry, input.text,
                  input.layers,  input.access,   input.route,    input.compared_coverage},
          compared(input.compared),
          mode(input.mode),
          request(std::move(of)),
          width(canvas.width),
          height(canvas.height) {}

    friend bool operator==(const RoomOwner& a, const RoomOwner& b) {
        const auto same = [](const auto& one, const auto& other) {
            return !one.owner_before(other) && !other.owner_before(one);
        };
        return std::equal(a.made_of.begin(), a.made_of.end(), b.made_of.begin(), same) &&
               a.compared == b.compared && a.mode == b.mode && a.request == b.request &&
               a.width == b.width && a.height == b.height;
    }
};

class Building {
public:
    Building(const SceneInput& input, const MapRequest& request, const Canvas& canvas,
             MapContent content)
        : m_input(input),
          m_request(request),
          m_canvas(canvas),
          m_content(std::move(content)),
          m_pen{*input.text,
                request.slide ? slide_colors(request.theme) : theme_colors(request.theme),
                request.language, scale_of(canvas, request.text_scale, request.slide)} {}

    /// To be asked once, before run().
    Room room() {
        begin();
        return own_room();
    }

    /// \param other Is left free too: the map stands where it would with that furniture.
    /// \param own What this furniture takes.
    SceneResult run(const std::optional<Room>& other, Room& own) {
        begin();
        own = own_room();
        auto room = own;
        if (other) {
            room.title = around(room.title, other->title);
            room.foot = around(room.foot, other->foot);
            room.legend.width = std::max(room.legend.width, other->legend.width);
            room.legend.height = std::max(room.legend.height, other->legend.height);
        }
        auto& scene = *m_scene;
        add_frames(room);
        add_bands(m_pen, m_input, m_request, m_content, scene);
        add_layers(m_pen, m_input, m_content.focus, m_layers, scene);
        add_access_marks(m_pen, m_input, m_content, scene);
        add_rings(m_pen, m_input, m_request, m_content, scene);
        add_circles(m_marks, m_request, m_content, m_pen, scene);
        put_furniture();
        if (m_request.labels) {
            add_labels(m_pen, m_input, m_request, m_content, m_marks, m_taken, scene);
        }
        return finish();
    }

private:
    void begin() {
        auto& scene = *m_scene;
        scene.width = m_canvas.width;
        scene.height = m_canvas.height;
        scene.ground = m_pen.colors.ground;
        scene.geometry = m_input.geometry;
        scene.styles = style_table(m_request.theme, m_content.scale, m_pen.k);
        scene.style_of_commune = commune_styles(m_content);
        if (!m_content.focus.whole) {
            scene.faded_style = kFadedStyle;
        }
        scene.class_bounds = m_content.scale.inner;
        m_marks = make_marks(m_input, m_request, m_canvas, m_content);
        write_furniture();
    }

    Room own_room() const {
        if (m_request.slide) {
            return {};
        }
        return {around(m_title), foot(),
                legend_room(m_pen, m_request, *m_input.dataset, m_content, m_marks, m_scene->styles,
                            m_layers)};
    }

    void write_furniture() {
        m_title_words = m_request.texts.title.empty()
                            ? map_title(m_input, m_request, m_content, m_marks)
                            : m_request.texts.title;
        m_subtitle_words = m_request.texts.subtitle.empty()
                               ? map_subtitle(m_input, m_request, m_content)
                               : m_request.texts.subtitle;
        if (m_request.slide) {
            m_layers = layer_entries(m_input, m_request, m_content.focus);
            return;  // All of it stands beside the map.
        }
        if (m_request.furniture.title) {
            m_title = make_title(m_pen, m_canvas, m_title_words, m_subtitle_words);
        }
        const double bar = scale_bar_room(m_pen, m_request.furniture);
        m_layers = layer_entries(m_input, m_request, m_content.focus);
        m_sources =
            make_sources(m_pen, m_input, m_request, m_content, m_marks, m_layers, m_canvas, bar);
        m_legend = make_legend(m_pen, m_request, *m_input.dataset, m_content, m_marks,
                               m_scene->styles, m_layers);
    }

    /// The band of sources and scale bar, of which only the scale bar changes with the camera.
    Rect foot() const {
        Rect rect = around(m_sources);
        if (m_request.furniture.scale_bar || m_request.furniture.north) {
            const double height = m_pen.px(m_request.furniture.north ? 28.0 : 16.0);
            const double bottom = m_canvas.height - m_pen.px(14.0);
            const double top =
                rect.height > 0.0 ? std::min(rect.y, bottom - height) : bottom - height;
            const double left = rect.height > 0.0 ? rect.x : m_canvas.width - m_pen.px(148.0);
            rect = {left, top, m_canvas.width - m_pen.px(18.0) - left, bottom - top};
        }
        return rect;
    }

    void add_frames(const Room& room) {
        m_layout = make_layout(
            {m_input, m_content, m_pen, m_request, m_canvas, room.title, room.foot, room.legend});
        auto& scene = *m_scene;
        Frame map;
        map.sheet = m_content.focus.sheet;
        map.viewport = m_layout.viewport;
        map.camera = m_layout.camera;
        map.ground.fill = m_pen.colors.ground;
        map.borders = border_lines(m_pen, m_request, m_content.focus, map.camera.metres_per_pixel);
        map.faded_borders = faded_lines(m_pen, map.borders);
        scene.frames.push_back(map);
        for (const auto& inset : m_layout.insets) {
            Frame frame;
            frame.sheet = inset.sheet;
            frame.viewport = inset.rect;
            frame.camera = fit_within(inset.box, inset.rect, inset.map);
            frame.inset = true;
            frame.ground.fill = m_pen.colors.panel;
            frame.borders =
                border_lines(m_pen, m_request, m_content.focus, frame.camera.metres_per_pixel);
            frame.faded_borders = faded_lines(m_pen, frame.borders);
            frame.corner = static_cast<float>(m_pen.px(4.0));
            scene.frames.push_back(frame);
        }
    }

    std::string inset_name(const InsetPlace& inset) const {
        if (inset.paris) {
            return render({screen::kMapInnerRing}, m_request.language);
        }
        const auto& all = m_input.dataset->territories;
        for (std::size_t d = 0; d < all.departments.size(); ++d) {
            if (sheet_of(all.departments.code[d]) == inset.sheet) {
                return all.departments.name[d];
            }
        }
        return {};
    }

    void put_inset(const InsetPlace& inset) {
        Decoration edge;
        edge.box = inset.rect;
        edge.area.fill = with_alpha(m_pen.colors.panel, 0);
        edge.line = m_pen.line(m_pen.colors.rule, 1.0);
        edge.corner = static_cast<float>(m_pen.px(4.0));
        m_scene->decorations.push_back(edge);
        constexpr double kSize = 11.0;
        const auto words =
            shorten(m_pen, inset_name(inset), kSize, false, inset.rect.width - m_pen.px(8.0));
        auto text =
            set_text(m_pen, words, {inset.rect.centre().x, inset.rect.bottom() - m_pen.px(5.0)},
                     {kSize, false, Align::kCentre, m_pen.colors.secondary, TextRole::kInsetName});
        text.halo = m_pen.colors.panel;
        text.halo_width = static_cast<float>(m_pen.px(2.5));
        m_scene->texts.push_back(std::move(text));
        m_taken.push_back(inset.rect);
    }

    void put(Block& block) {
        if (block.texts.empty() && block.decorations.empty()) {
            return;
        }
        m_taken.push_back(around(block));
        auto& scene = *m_scene;
        scene.decorations.insert(scene.decorations.end(), block.decorations.begin(),
                                 block.decorations.end());
        std::move(block.texts.begin(), block.texts.end(), std::back_inserter(scene.texts));
    }

    /// The ground of the legend, for words that would lie on the territory without it.
    void put_ground(const Rect& words, std::initializer_list<Block*> blocks) {
        const double beside = m_pen.px(12.0);
        const double above = m_pen.px(8.0);
        Decoration ground;
        ground.box = {words.x - beside, words.y - above, words.width + 2 * beside,
                      words.height + 2 * above};
        ground.area.fill = m_pen.colors.panel;
        ground.line = m_pen.line(m_pen.colors.rule, 1.0);
        ground.corner = static_cast<float>(m_pen.px(6.0));
        m_scene->decorations.push_back(ground);
        m_taken.push_back(ground.box);
        for (auto* block : blocks) {
            for (auto& text : block->texts) {
                text.halo_width = 0.0F;
            }
        }
    }

    /// In the corner of its room that is the canvas's too.
    void put_legend() {
        const auto& room = m_layout.legend;
        const bool right = room.centre().x > m_canvas.width / 2;
        m_legend.move({right ? room.right() - m_legend.width : room.x,
                       m_layout.legend_stands_low ? room.bottom() - m_legend.height : room.y});
    }

    void put_furniture() {
        for (const auto& inset : m_layout.insets) {
            put_inset(inset);
        }
        if (m_request.slide) {
            return;
        }
        put_legend();
        auto bar =
            make_scale_bar(m_pen, m_request.furniture, m_canvas, m_layout.camera.metres_per_pixel);
        if (m_layout.title_on_land) {
            put_ground(around(m_title), {&m_title});
        }
        if (m_layout.foot_on_land) {
            put_ground(foot(), {&m_sources, &bar});
        }
        for (auto* block : {&m_legend, &m_title, &m_sources, &bar}) {
            put(*block);
        }
    }

    SlideWords slide_words() const {
        auto [sources, notices] = source_words(m_input, m_request, m_content, m_marks, m_layers);
        return {m_title_words, m_subtitle_words, std::move(sources), std::move(notices),
                slide_legend()};
    }

    /// Read from the back of a room: larger than the names on the map, where there are few entries.
    Block slide_legend() const {
        constexpr double kLarger = 1.2;
        constexpr double kMostHeight = 150.0;  ///< Pixels of the drawings.
        auto legend = legend_without_panel(kLarger);
        return legend.height <= m_pen.px(kMostHeight) ? legend : legend_without_panel(1.0);
    }

    /// With its parts beside each other.
    Block legend_without_panel(double larger) const {
        constexpr double kGap = 20.0;
        const Pen pen{m_pen.measure, m_pen.colors, m_pen.language, m_pen.k * larger};
        auto whole = make_legend(pen, m_request, *m_input.dataset, m_content, m_marks,
                                 m_scene->styles, m_layers);
        const double second = second_heading(whole);
        Block first;
        Block rest;
        const auto part_of = [&](const Rect& box) -> Block& {
            return box.centre().y < second ? first : rest;
        };
        for (std::size_t i = 1; i < whole.decorations.size(); ++i) {  // The first is its panel.
            part_of(whole.decorations[i].box).decorations.push_back(whole.decorations[i]);
        }
        for (auto& text : whole.texts) {
            part_of(text.box).texts.push_back(std::move(text));
        }
        auto box = around(first);
        first.move({-box.x, -box.y});
        first.width = box.width;
        first.height = box.height;
        if (!rest.texts.empty()) {
            box = around(rest);
            const double x = first.width + pen.px(kGap);
            rest.move({x - box.x, -box.y});
            std::move(rest.texts.begin(), rest.texts.end(), std::back_inserter(first.texts));
            first.decorations.insert(first.decorations.end(), rest.decorations.begin(),
                                     rest.decorations.end());
            first.width = x + box.width;
            first.height = std::max(first.height, box.height);
        }
        return first;
    }

    /// Where the heading after the first entries stands; below everything if there is none.
    static double second_heading(const Block& legend) {
        bool entries = false;
        for (const auto& text : legend.texts) {
            if (text.role != TextRole::kLegendTitle) {
                entries = true;
            } else if (entries) {
                return text.box.y;
            }
        }
        return std::numeric_limits<double>::infinity();
    }

    SceneResult finish() {
        SceneResult result;
        if (m_request.slide) {
            result.words = slide_words();
        }
        m_scene->description =
            describe_map(m_input, m_request, m_content, m_title_words, m_subtitle_words);
        if (m_content.scale.of == ClassScale::Of::kShares) {
            result.classes = legend_classes(m_content);
            for (const auto& value : m_content.values) {
                if (value.state == UnitValue::State::kValue) {
                    result.values.push_back((value.low + value.high) / 2);
                }
            }
            std::sort(result.values.begin(), result.values.end());
        }
        result.camera = m_layout.camera;
        result.scene = m_scene;
        return result;
    }

    const SceneInput& m_input;
    const MapRequest& m_request;
    const Canvas& m_canvas;
    MapContent m_content;
    Pen m_pen;
    std::shared_ptr<MapScene> m_scene = std::make_shared<MapScene>();
    CircleMarks m_marks;
    std::vector<LayerEntry> m_layers;
    std::string m_title_words;
    std::string m_subtitle_words;
    Block m_title;
    Block m_sources;
    Block m_legend;
    Layout m_layout;
    std::vector<Rect> m_taken;
};

}  // namespace

struct SceneBuilder::Memory {
    std::mutex mutex;
    RoomOwner owner;
    std::optional<Room> room;  ///< Nothing: none is remembered.

    std::optional<Room> find(const RoomOwner& wanted) {
        const std::lock_guard lock(mutex);
        return room && owner == wanted ? room : std::nullopt;
    }
    void keep(RoomOwner of, const Room& taken) {
        const std::lock_guard lock(mutex);
        owner = std::move(of);
        room = taken;
    }
};

SceneBuilder::SceneBuilder() : m_memory(std::make_shared<Memory>()) {}

Result<SceneResult> build_scene(const SceneInput& input, const MapRequest& request,
                                const Canvas& canvas, const Progress& progress) {
    return SceneBuilder()(input, request, canvas, progress);
}

Result<SceneResult> SceneBuilder::operator()(const SceneInput& input, const MapRequest& request,
                                             const Canvas& canvas, const Progress& progress) const {
    if (input.geometry == nullptr) {
        return Error{Error::Code::kNotFound, {screen::kMapNoOutlines}, {}};
    }
    auto content = make_content(input, request, nullptr, true);
    if (!content) {
        return content.error();
    }
    if (progress.cancelled()) {
        return Error{Error::Code::kCancelled, {MessageId::kCancelled}, {}};
    }
    const bool supposes = input.register_coverage && input.register_coverage != input.coverage;
    auto real = input;
    real.register_coverage = nullptr;
    real.scenario.clear();
    if (supposes) {
        real.coverage = input.register_coverage;
    }
    const RoomOwner owner(real, request, canvas);
    std::optional<Room> without;
    if (supposes && !request.slide) {
        without = m_memory->find(owner);
        if (!without) {
            if (auto real_content = make_content(real, request, nullptr, true)) {
                without = Building(real, request, canvas, std::move(real_content).value()).room();
                m_memory->keep(owner, *without);
            }
        }
    }
    Room own;
    auto result = Building(input, request, canvas, std::move(content).value()).run(without, own);
    if (!supposes && !request.slide) {
        m_memory->keep(owner, own);
    }
    return result;
}

std::vector<std::uint8_t> style_of_communes(const SceneInput& input, const MapRequest& request,
                                            const MapScene& scene) {
    auto content = make_content(input, request, &scene.class_bounds, false);
    return content ? commune_styles(content.value()) : scene.style_of_commune;
}

}  // namespace maillage::carto
