// SPDX-License-Identifier: Apache-2.0
#include "render/map_renderer.hpp"

#include "render/area_pass.hpp"
#include "render/border_painter.hpp"
#include "render/canvas.hpp"
#include "render/frame_ids.hpp"
#include "render/frame_lines.hpp"
#include "render/gl_watch.hpp"
#include "render/line_pass.hpp"
#include "render/mark_pass.hpp"
#include "render/stopwatch.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>
#include <optional>
#include <utility>

namespace maillage::gl {
namespace {

// Points of borders nearer than this to the last are left out, texture pixels.
constexpr double kMovingStep = 3.0;
constexpr double kStillStep = 0.3;
constexpr int kStillSamples = 2;

constexpr std::size_t kShaders = 3;

/// A few pixels drawn by one of the shaders that every map needs: areas, lines, marks.
carto::MapScene small_scene(std::size_t shader) {
    constexpr double kSide = 8.0;
    constexpr double kMiddle = kSide / 2;
    const carto::LineStyle line{carto::rgb(0), 1.0F};
    carto::MapScene scene;
    scene.width = kSide;
    scene.height = kSide;
    carto::Frame frame;
    frame.viewport = {0.0, 0.0, kSide, kSide};
    frame.camera = {{0.0, 0.0}, 1.0};
    // Seen through: what is opaque is copied without a shader.
    frame.ground.fill = {0, 0, 0, static_cast<std::uint8_t>(shader == 0 ? 1 : 255)};
    scene.frames = {frame};
    if (shader == 1) {
        geo::LineSet lines;
        lines.add_point({-kMiddle, 0.0});
        lines.add_point({kMiddle, 0.0});
        lines.close_line();
        lines.close_feature();
        carto::Overlay overlay;
        overlay.line = line;
        overlay.lines = std::make_shared<const geo::LineSet>(std::move(lines));
        scene.overlays = {overlay};
    } else if (shader == 2) {
        carto::Circle circle;
        circle.radius = 2.0F;
        circle.fill = carto::rgb(0);
        circle.edge = line;
        scene.circles = {circle};
    }
    return scene;
}

/// Draws of the mesh that is made anew for each drawing.
struct OverlayDraws {
    std::size_t fan = 0;
    std::size_t first_outline = 0;
    std::size_t last_outline = 0;
    bool filled = false;
    std::optional<std::size_t> within;  ///< Fan of what it is seen in; nothing: the whole frame.
};
struct FrameDraws {
    std::vector<std::pair<const carto::Overlay*, OverlayDraws>> overlays;
    std::size_t first_line = 0;  ///< Of the overlays, and from there the rings.
    std::size_t last_ring = 0;
};

Window window_of(const carto::Frame& frame, const Canvas& canvas, double ratio) {
    const auto pixel = [ratio](double at, int limit) {
        return std::clamp(static_cast<int>(std::lround(at * ratio)), 0, limit);
    };
    Window window;
    window.ratio = ratio;
    window.canvas_width = canvas.width() / ratio;
    window.canvas_height = canvas.height() / ratio;
    window.x = pixel(frame.viewport.x, canvas.width());
    window.y = pixel(frame.viewport.y, canvas.height());
    window.width = pixel(frame.viewport.right(), canvas.width()) - window.x;
    window.height = pixel(frame.viewport.bottom(), canvas.height()) - window.y;
    window.corner = static_cast<double>(frame.corner);
    window.viewport = frame.viewport;
    return window;
}

const carto::Sheet* sheet_of(const carto::MapScene& scene, const carto::Frame& frame) {
    return scene.geometry == nullptr
               ? nullptr
               : &scene.geometry->sheets[static_cast<std::size_t>(frame.sheet)];
}

bool is_filled(const carto::Overlay& overlay) {
    return overlay.polygons != nullptr &&
           (overlay.area.fill.a != 0 || overlay.area.hatch != carto::Hatch::kNone);
}

bool needs_stencil(const carto::Overlay& overlay) {
    return is_filled(overlay) || (overlay.polygons != nullptr && overlay.within != nullptr);
}

}  // namespace

struct MapRenderer::Impl {
    GlWatch watch;
    AreaPass areas;
    LinePass lines;
    MarkPass marks;
    Canvas canvas;
    std::vector<FrameIds> ids;
    LineMesh others;  ///< Overlays and rings.
    std::vector<FrameDraws> draws;
    std::vector<carto::Rect> viewports;
    carto::MapGeometryPtr geometry;  ///< Held, so that its levels are told apart by address.
    LineBatch batch;                 ///< Scratch.
    std::size_t shaders_ready = 0;
    Timings timings;

    Impl(AreaPass area_pass, LinePass line_pass, MarkPass mark_pass)
        : areas(std::move(area_pass)), lines(std::move(line_pass)), marks(std::move(mark_pass)) {}

    void prepare(const carto::MapScene& scene, double ratio, Quality quality);
    void draw_borders(const carto::MapScene& scene, const carto::Frame& frame,
                      const FrameIds& of_frame);
    void collect_others(const carto::MapScene& scene);
    void collect_frame(const carto::MapScene& scene, std::uint32_t index);
    void draw_frame(const carto::MapScene& scene, std::size_t index);
    void draw_all(const carto::MapScene& scene);
};

/// Everything that is uploaded, frame by frame.
void MapRenderer::Impl::prepare(const carto::MapScene& scene, double ratio, Quality quality) {
    if (scene.geometry != geometry) {
        geometry = scene.geometry;
        ids.clear();
    }
    ids.resize(scene.frames.size());
    viewports.clear();
    const bool still = quality == Quality::kStill;
    for (std::size_t f = 0; f < scene.frames.size(); ++f) {
        const auto& frame = scene.frames[f];
        viewports.push_back(frame.viewport);
        const auto window = window_of(frame, canvas, ratio);
        const auto* sheet = sheet_of(scene, frame);
        const auto* level = sheet == nullptr || sheet->levels.empty()
                                ? nullptr
                                : &sheet->level_for(frame.camera.metres_per_pixel / ratio);
        if (window.width <= 0 || window.height <= 0) {
            ids[f].forget();
            continue;
        }
        Stopwatch part;
        if (ids[f].update(level, frame, window, still ? kStillSamples : 1)) {
            ++timings.frames_rastered;
        }
        timings.raster += part.lap_ms();
    }
}

void MapRenderer::Impl::collect_others(const carto::MapScene& scene) {
    batch.clear();
    draws.assign(scene.frames.size(), {});
    for (std::uint32_t f = 0; f < scene.frames.size(); ++f) {
        if (ids[f].samples() > 0) {
            collect_frame(scene, f);
        }
    }
    others.upload(batch);
}

void MapRenderer::Impl::collect_frame(const carto::MapScene& scene, std::uint32_t index) {
    const auto& frame = scene.frames[index];
    const auto& window = ids[index].window();
    const auto* sheet = sheet_of(scene, frame);
    auto& drawn = draws[index];
    std::shared_ptr<const carto::Rings> within;
    std::size_t within_fan = 0;
    for (const auto& overlay : scene.overlays) {
        if (overlay.frame != index || overlay.polygons == nullptr ||
            (overlay.within != nullptr && sheet == nullptr)) {
            continue;
        }
        OverlayDraws of_overlay;
        if (overlay.within != nullptr) {
            if (overlay.within != within) {
                within = overlay.within;
                within_fan = batch.draws.size();
                add_fans(batch, *sheet, *within, frame);
            }
            of_overlay.within = within_fan;
        }
        of_overlay.fan = batch.draws.size();
        of_overlay.filled = is_filled(overlay);
        if (of_overlay.filled) {
            add_fans(batch, *overlay.polygons, frame);
        }
        of_overlay.first_outline = batch.draws.size();
        add_outlines(batch, overlay, frame, window);
        of_overlay.last_outline = batch.draws.size();
        drawn.overlays.emplace_back(&overlay, of_overlay);
    }
    drawn.first_line = batch.draws.size();
    for (const auto& overlay : scene.overlays) {
        if (overlay.frame == index) {
            add_lines(batch, overlay, frame, window);
        }
    }
    for (const auto& rings : scene.rings) {
        if (rings.frame == index && sheet != nullptr) {
            add_rings(batch, *sheet, rings, frame, window);
        }
    }
    drawn.last_ring = batch.draws.size();
}

void MapRenderer::Impl::draw_frame(const carto::MapScene& scene, std::size_t index) {
    const auto& window = ids[index].window();
    glScissor(window.x, canvas.height() - window.y - window.height, window.width, window.height);
    Stopwatch part;
    const auto& frame = scene.frames[index];
    const auto& overlays = draws[index].overlays;
    areas.paint(scene, frame, ids[index]);
    timings.areas += part.lap_ms();
    if (overlays.empty()) {
        draw_borders(scene, frame, ids[index]);
    }
    part.lap_ms();
    areas.show(window, canvas, frame.ground.fill.a == 255 && !(frame.corner > 0.0F));
    timings.areas += part.lap_ms();
    std::optional<std::size_t> within;
    for (const auto& [overlay, drawn] : overlays) {
        if (drawn.within != within) {
            if (within) {
                LinePass::end_within();
            }
            within = drawn.within;
            if (within) {
                lines.begin_within(others, *within, window);
            }
        }
        if (drawn.filled) {
            lines.fill(others, drawn.fan, overlay->area, window, within.has_value());
        }
        lines.draw(others, drawn.first_outline, drawn.last_outline, window);
    }
    if (within) {
        LinePass::end_within();
    }
    if (!overlays.empty()) {
        areas.clear(window);
        draw_borders(scene, frame, ids[index]);
        areas.show(window, canvas, false);
    }
    lines.draw(others, draws[index].first_line, draws[index].last_ring, window);
    marks.draw(index, window);
}

/// Into the pixels of the areas.
void MapRenderer::Impl::draw_borders(const carto::MapScene& scene, const carto::Frame& frame,
                                     const FrameIds& of_frame) {
    if (of_frame.level() == nullptr) {
        return;
    }
    Stopwatch part;
    const double step = of_frame.samples() < kStillSamples ? kMovingStep : kStillStep;
    timings.border_pieces +=
        paint_borders(*of_frame.level(), scene, frame, of_frame.window(), step, areas.pixels());
    timings.borders += part.lap_ms();
}

void MapRenderer::Impl::draw_all(const carto::MapScene& scene) {
    GLint framebuffer = 0;
    std::array<GLint, 4> viewport{};
    glGetIntegerv(GL_DRAW_FRAMEBUFFER_BINDING, &framebuffer);
    glGetIntegerv(GL_VIEWPORT, viewport.data());
    glBindFramebuffer(GL_DRAW_FRAMEBUFFER, canvas.framebuffer());
    glViewport(0, 0, canvas.width(), canvas.height());
    glDisable(GL_SCISSOR_TEST);
    glDisable(GL_DEPTH_TEST);
    glDisable(GL_CULL_FACE);
    glDisable(GL_STENCIL_TEST);
    glColorMask(GL_TRUE, GL_TRUE, GL_TRUE, GL_TRUE);
    glPolygonMode(GL_FRONT_AND_BACK, GL_FILL);
    glBlendEquation(GL_FUNC_ADD);
    glBlendFunc(GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
    const auto ground = premultiplied(scene.ground);
    glClearColor(ground[0], ground[1], ground[2], ground[3]);
    glStencilMask(0xFF);
    glClearStencil(0);
    const bool stencil = std::any_of(scene.overlays.begin(), scene.overlays.end(), needs_stencil);
    glClear(GL_COLOR_BUFFER_BIT | (stencil ? GL_STENCIL_BUFFER_BIT : 0U));
    glEnable(GL_SCISSOR_TEST);
    glEnable(GL_BLEND);
    for (std::size_t f = 0; f < scene.frames.size(); ++f) {
        if (ids[f].samples() > 0) {
            draw_frame(scene, f);
        }
    }
    glDisable(GL_SCISSOR_TEST);
    glBindVertexArray(0);
    glUseProgram(0);
    glBindFramebuffer(GL_DRAW_FRAMEBUFFER, static_cast<GLuint>(framebuffer));
    glViewport(viewport[0], viewport[1], viewport[2], viewport[3]);
}

MapRenderer::MapRenderer(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
MapRenderer::~MapRenderer() = default;

Result<std::unique_ptr<MapRenderer>> MapRenderer::create(
    const std::filesystem::path& shader_folder) {
    if (const auto usable = check_context(); !usable) {
        return usable.error();
    }
    auto areas = AreaPass::create(shader_folder);
    if (!areas) {
        return areas.error();
    }
    auto lines = LinePass::create(shader_folder);
    if (!lines) {
        return lines.error();
    }
    auto marks = MarkPass::create(shader_folder);
    if (!marks) {
        return marks.error();
    }
    auto impl = std::make_unique<Impl>(std::move(areas).value(), std::move(lines).value(),
                                       std::move(marks).value());
    return std::unique_ptr<MapRenderer>(new MapRenderer(std::move(impl)));
}

Result<bool> MapRenderer::get_ready() {
    auto& ready = m_impl->shaders_ready;
    if (ready < kShaders) {
        const auto scene = small_scene(ready);
        ++ready;
        if (const auto drawn = draw(scene, 1.0, Quality::kMoving); !drawn) {
            return drawn.error();
        }
    }
    return ready < kShaders;
}

Result<Done> MapRenderer::draw(const carto::MapScene& scene, double pixel_ratio, Quality quality) {
    Stopwatch total;
    auto& impl = *m_impl;
    impl.timings = {};
    const int width = std::max(1, static_cast<int>(std::lround(scene.width * pixel_ratio)));
    const int height = std::max(1, static_cast<int>(std::lround(scene.height * pixel_ratio)));
    const bool stencil = std::any_of(scene.overlays.begin(), scene.overlays.end(), needs_stencil);
    if (const auto resized = impl.canvas.resize(width, height, stencil); !resized) {
        return resized.error();
    }
    glBindBuffer(GL_PIXEL_UNPACK_BUFFER, 0);
    glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
    glPixelStorei(GL_UNPACK_ROW_LENGTH, 0);
    glActiveTexture(GL_TEXTURE0);
    Stopwatch part;
    impl.prepare(scene, pixel_ratio, quality);
    part.lap_ms();
    impl.collect_others(scene);
    impl.timings.lines += part.lap_ms();
    impl.marks.set_marks(scene, pixel_ratio);
    impl.timings.marks = part.lap_ms();
    impl.draw_all(scene);
    impl.timings.commands = part.lap_ms() - impl.timings.areas - impl.timings.borders;
    impl.timings.total = total.lap_ms();
    return impl.watch.take();
}

unsigned MapRenderer::texture() const noexcept { return m_impl->canvas.texture(); }
int MapRenderer::width() const noexcept { return m_impl->canvas.width(); }
int MapRenderer::height() const noexcept { return m_impl->canvas.height(); }
const Timings& MapRenderer::last() const noexcept { return m_impl->timings; }

void MapRenderer::blit(unsigned framebuffer, int x, int y) const {
    const auto& canvas = m_impl->canvas;
    if (canvas.texture() == 0) {
        return;
    }
    GLint draw_before = 0;
    GLint read_before = 0;
    glGetIntegerv(GL_DRAW_FRAMEBUFFER_BINDING, &draw_before);
    glGetIntegerv(GL_READ_FRAMEBUFFER_BINDING, &read_before);
    glBindFramebuffer(GL_READ_FRAMEBUFFER, canvas.framebuffer());
    glBindFramebuffer(GL_DRAW_FRAMEBUFFER, framebuffer);
    glBlitFramebuffer(0, 0, canvas.width(), canvas.height(), x, y, x + canvas.width(),
                      y + canvas.height(), GL_COLOR_BUFFER_BIT, GL_NEAREST);
    glBindFramebuffer(GL_READ_FRAMEBUFFER, static_cast<GLuint>(read_before));
    glBindFramebuffer(GL_DRAW_FRAMEBUFFER, static_cast<GLuint>(draw_before));
}

std::optional<Pick> MapRenderer::pick(carto::Pixel pixel) const {
    const auto& impl = *m_impl;
    for (std::size_t f = impl.viewports.size(); f-- > 0;) {
        if (impl.ids[f].samples() > 0 && impl.viewports[f].holds(pixel)) {
            const auto id = impl.ids[f].at(pixel);
            return Pick{static_cast<std::uint32_t>(f),
                        id == 0 ? Index<Commune>{} : index_of<Commune>(id - 1)};
        }
    }
    return std::nullopt;
}

Result<Image> MapRenderer::read_back() const {
    const auto& canvas = m_impl->canvas;
    Image image{canvas.width(), canvas.height(), {}};
    const auto row = static_cast<std::size_t>(image.width) * 4;
    image.rgba.resize(row * static_cast<std::size_t>(image.height));
    GLint before = 0;
    glGetIntegerv(GL_READ_FRAMEBUFFER_BINDING, &before);
    glBindFramebuffer(GL_READ_FRAMEBUFFER, canvas.framebuffer());
    glBindBuffer(GL_PIXEL_PACK_BUFFER, 0);
    glPixelStorei(GL_PACK_ALIGNMENT, 1);
    glPixelStorei(GL_PACK_ROW_LENGTH, 0);
    glReadPixels(0, 0, image.width, image.height, GL_RGBA, GL_UNSIGNED_BYTE, image.rgba.data());
    glBindFramebuffer(GL_READ_FRAMEBUFFER, static_cast<GLuint>(before));
    if (const auto fine = m_impl->watch.take(); !fine) {
        return fine.error();
    }
    const auto bytes = [&](int y) {
        return image.rgba.begin() + static_cast<std::ptrdiff_t>(row) * y;
    };
    for (int y = 0; y < image.height / 2; ++y) {
        std::swap_ranges(bytes(y), bytes(y + 1), bytes(image.height - 1 - y));
    }
    return image;
}

std::string MapRenderer::description() const {
    std::string text;
    for (const GLenum name : {GLenum{GL_RENDERER}, GLenum{GL_VERSION}}) {
        // OpenGL's strings are bytes; char is what everybody else uses.
        const auto* part = reinterpret_cast<const char*>(glGetString(name));
        text += part == nullptr ? "" : (text.empty() ? "" : " ") + std::string(part);
    }
    return text;
}

}  // namespace maillage::gl
