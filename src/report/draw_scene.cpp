// SPDX-License-Identifier: Apache-2.0
#include "report/draw_scene.hpp"

#include "base/text.hpp"
#include "io/write.hpp"
#include "report/cairo_canvas.hpp"
#include "report/cairo_image.hpp"
#include "report/draw_parts.hpp"
#include "report/pdf_surface.hpp"
#include "report/svg_canvas.hpp"

#include <algorithm>
#include <cmath>

namespace maillage::report {
namespace {

constexpr double kPixelsPerMetre = kPixelsPerInch / 0.0254;

void draw_frame(Canvas& canvas, const carto::MapScene& scene, std::size_t number, double scale) {
    const auto view = frame_view(scene, number, scale);
    canvas.begin_group("frame-" + std::to_string(number + 1));
    const auto window = rectangle(view.frame.viewport, static_cast<double>(view.frame.corner));
    canvas.begin_clip(window);
    fill_area(canvas, window, view.frame.ground, view.frame.viewport);
    draw_areas(canvas, view);
    draw_overlays(canvas, view);
    draw_borders(canvas, view);
    draw_overlay_lines(canvas, view);
    draw_rings(canvas, view);
    draw_circles(canvas, view);
    draw_markers(canvas, view);
    canvas.end_clip();
    canvas.end_group();
}

}  // namespace

void draw_map(Canvas& canvas, const carto::MapScene& scene, double scale) {
    if (scene.ground.a != 0) {
        canvas.fill(rectangle({0.0, 0.0, scene.width, scene.height}, 0.0), scene.ground);
    }
    for (std::size_t i = 0; i < scene.frames.size(); ++i) {
        draw_frame(canvas, scene, i, scale);
    }
    canvas.begin_group("furniture");
    draw_decorations(canvas, scene);
    canvas.end_group();
    canvas.begin_group("texts");
    draw_texts(canvas, scene);
    canvas.end_group();
}

namespace {

std::string title_of(const carto::MapScene& scene, const PageOptions& options) {
    if (!options.title.empty()) {
        return printable(options.title);
    }
    const auto title =
        std::find_if(scene.texts.begin(), scene.texts.end(),
                     [](const carto::Text& text) { return text.role == carto::TextRole::kTitle; });
    return title == scene.texts.end() ? std::string() : printable(title->text);
}

Result<std::string> pdf_bytes(const carto::MapScene& scene, const PageOptions& options) {
    return pdf_of({scene.width, scene.height},
                  {title_of(scene, options), options.author, scene.description},
                  [&](cairo_surface_t* surface) {
                      CairoCanvas canvas(surface, kPointsPerPixel, {}, options.families);
                      draw_map(canvas, scene, options.scale);
                      cairo_surface_show_page(surface);
                  });
}

Result<std::string> png_bytes(const carto::MapScene& scene, const PageOptions& options) {
    const auto image = draw_image(scene, options.scale, options.families);
    if (!image) {
        return image.error();
    }
    std::vector<PngText> texts;
    for (const auto& [keyword, text] :
         {std::pair("Title", title_of(scene, options)), std::pair("Author", options.author),
          std::pair("Description", scene.description)}) {
        if (!text.empty()) {
            texts.push_back({keyword, printable(text)});
        }
    }
    return to_png(*image, kPixelsPerMetre * options.scale, texts);
}

enum class Format : std::uint8_t { kNone, kPng, kSvg, kPdf };
Format format_of(const std::filesystem::path& path) {
    const auto ending = fold_key(path.extension().string());
    return ending == "png"   ? Format::kPng
           : ending == "svg" ? Format::kSvg
           : ending == "pdf" ? Format::kPdf
                             : Format::kNone;
}

}  // namespace

std::string map_svg(const carto::MapScene& scene, const PageOptions& options,
                    const std::string& prefix, const MapTips* tips) {
    SvgCanvas canvas(scene.width, scene.height, title_of(scene, options), scene.description, prefix,
                     options.families);
    draw_map(canvas, scene, options.scale);
    if (tips != nullptr) {
        add_tips(canvas, scene, *tips);
    }
    return std::move(canvas).finish();
}

bool is_map_ending(const std::filesystem::path& path) { return format_of(path) != Format::kNone; }

Result<Image> draw_image(const carto::MapScene& scene, double scale, const std::string& families) {
    const double width = std::round(scene.width * scale);
    const double height = std::round(scene.height * scale);
    if (!(width >= 1.0 && height >= 1.0 && width <= kLargestSide && height <= kLargestSide)) {
        return Error{Error::Code::kRefused,
                     {MessageId::kMapSize, {static_cast<std::int64_t>(kLargestSide)}},
                     {}};
    }
    const Surface surface(cairo_image_surface_create(CAIRO_FORMAT_ARGB32, static_cast<int>(width),
                                                     static_cast<int>(height)));
    CairoCanvas canvas(surface.get(), scale, {}, families);
    draw_map(canvas, scene, scale);
    cairo_surface_flush(surface.get());
    if (const auto status = cairo_surface_status(surface.get()); status != CAIRO_STATUS_SUCCESS) {
        return not_drawn(status);
    }
    return straight_image(surface.get());
}

Result<Done> write_map(const carto::MapScene& scene, const std::filesystem::path& path,
                       const PageOptions& options) {
    Result<std::string> bytes = std::string();
    switch (format_of(path)) {
        case Format::kPng:
            bytes = png_bytes(scene, options);
            break;
        case Format::kSvg:
            bytes = map_svg(scene, options);
            break;
        case Format::kPdf:
            bytes = pdf_bytes(scene, options);
            break;
        case Format::kNone:
            return Error{
                Error::Code::kRefused, {MessageId::kUnknownMapEnding, {path.string()}}, {}};
    }
    if (!bytes) {
        return bytes.error();
    }
    return io::write_file(path, *bytes);
}

}  // namespace maillage::report
