// SPDX-License-Identifier: Apache-2.0
#include "report/charter_logo.hpp"

#include "base/exports_messages.hpp"
#include "base/text.hpp"
#include "report/cairo_canvas.hpp"
#include "report/cairo_image.hpp"

#include <librsvg/rsvg.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <string_view>
#include <utility>

namespace maillage::report {
namespace {

constexpr int kMostSide = 4000;
constexpr double kMostAspect = 12.0;
constexpr double kSharp = 4.0;  ///< Pixels of a picture for a layout pixel.

struct Unref {
    void operator()(void* object) const { g_object_unref(object); }
};
using Svg = std::unique_ptr<RsvgHandle, Unref>;
using Cairo = std::unique_ptr<cairo_t, decltype(&cairo_destroy)>;

Svg open_svg(const std::string& bytes) {
    GError* error = nullptr;
    // Without a base address it loads nothing but what stands in it.
    Svg svg(rsvg_handle_new_from_data(reinterpret_cast<const guint8*>(bytes.data()), bytes.size(),
                                      &error));
    if (error != nullptr) {
        g_error_free(error);
        return nullptr;
    }
    return svg;
}

/// Width over height; 0 where it has no size.
double aspect_of(RsvgHandle& svg) {
    double width = 0.0;
    double height = 0.0;
    if (rsvg_handle_get_intrinsic_size_in_pixels(&svg, &width, &height) == FALSE) {
        gboolean has_width = FALSE;
        gboolean has_height = FALSE;
        gboolean has_box = FALSE;
        RsvgLength unused{};
        RsvgRectangle box{};
        rsvg_handle_get_intrinsic_dimensions(&svg, &has_width, &unused, &has_height, &unused,
                                             &has_box, &box);
        if (has_box == FALSE) {
            return 0.0;
        }
        width = box.width;
        height = box.height;
    }
    return height > 0.0 && width > 0.0 ? width / height : 0.0;
}

bool draw_svg(cairo_t* cairo, RsvgHandle& svg, const carto::Rect& box) {
    const RsvgRectangle viewport{box.x, box.y, box.width, box.height};
    GError* error = nullptr;
    const bool drawn = rsvg_handle_render_document(&svg, cairo, &viewport, &error) != FALSE;
    if (error != nullptr) {
        g_error_free(error);
    }
    return drawn;
}

Surface open_png(std::string_view bytes) {
    const auto read = [](void* from, unsigned char* to, unsigned length) {
        auto& rest = *static_cast<std::string_view*>(from);
        if (rest.size() < length) {
            return CAIRO_STATUS_READ_ERROR;
        }
        std::memcpy(to, rest.data(), length);
        rest.remove_prefix(length);
        return CAIRO_STATUS_SUCCESS;
    };
    return Surface(cairo_image_surface_create_from_png_stream(read, &bytes));
}

bool is_png(std::string_view bytes) { return bytes.starts_with("\x89PNG\r\n\x1A\n"); }

/// Width and height as the head of a PNG says, before any pixel is unpacked.
std::pair<std::int64_t, std::int64_t> png_size(std::string_view bytes) {
    constexpr std::size_t kWidthAt = 16;
    constexpr std::size_t kHeadEnd = 24;
    if (bytes.size() < kHeadEnd) {
        return {0, 0};
    }
    const auto number = [&](std::size_t at) {
        std::int64_t value = 0;
        for (std::size_t i = 0; i < 4; ++i) {
            value = value * 256 + static_cast<unsigned char>(bytes[at + i]);
        }
        return value;
    };
    return {number(kWidthAt), number(kWidthAt + 4)};
}

/// With its size on paper, by which spreadsheets show it.
std::string drawn_png(cairo_surface_t* surface, double millimetres) {
    const auto image = straight_image(surface);
    return to_png(image, image.height / millimetres * 1000.0, {});
}

Error refused(Message message) {
    return {Error::Code::kRefused, std::move(message), "charte.toml"};
}

}  // namespace

Result<std::shared_ptr<const Logo>> load_logo(const io::CharterLogo& given) {
    const auto& bytes = given.file.bytes;
    const auto shown = quote_excerpt(given.file.name);
    const auto wrong_kind = refused({exports::kCharterLogoKind, {given.file.line, shown}});
    auto logo = std::make_shared<Logo>();
    logo->height = given.height / 25.4 * 96.0;
    logo->right = given.right;
    logo->words = given.words;
    double aspect = 0.0;
    Surface png(nullptr);
    Svg svg;
    if (is_png(bytes)) {
        const auto [width, height] = png_size(bytes);
        if (width > kMostSide || height > kMostSide) {
            return refused({exports::kCharterLogoLarge,
                            {given.file.line, shown, width, height, std::int64_t{kMostSide}}});
        }
        png = open_png(bytes);
        if (cairo_surface_status(png.get()) != CAIRO_STATUS_SUCCESS) {
            return wrong_kind;
        }
        aspect = static_cast<double>(width) / static_cast<double>(height);
    } else {
        svg = open_svg(bytes);
        aspect = svg ? aspect_of(*svg) : 0.0;
    }
    if (!(aspect > 1.0 / kMostAspect && aspect < kMostAspect)) {
        return wrong_kind;
    }
    logo->width = logo->height * aspect;
    if (svg) {
        const carto::Rect box{0.0, 0.0, std::ceil(logo->width * kSharp),
                              std::ceil(logo->height * kSharp)};
        const Surface pixels(cairo_image_surface_create(
            CAIRO_FORMAT_ARGB32, static_cast<int>(box.width), static_cast<int>(box.height)));
        const Cairo cairo(cairo_create(pixels.get()), &cairo_destroy);
        if (!draw_svg(cairo.get(), *svg, box)) {
            return wrong_kind;
        }
        logo->png = drawn_png(pixels.get(), given.height);
        logo->svg = bytes;
    } else {
        logo->png = drawn_png(png.get(), given.height);
    }
    return std::shared_ptr<const Logo>(std::move(logo));
}

void draw_logo(cairo_surface_t* surface, double scale, const Logo& logo, const carto::Rect& box) {
    const Cairo cairo(cairo_create(surface), &cairo_destroy);
    cairo_scale(cairo.get(), scale, scale);
    if (!logo.svg.empty()) {
        if (const auto svg = open_svg(logo.svg)) {
            draw_svg(cairo.get(), *svg, box);
        }
        return;
    }
    const auto png = open_png(logo.png);
    const double pixels = cairo_image_surface_get_height(png.get());
    if (!(pixels > 0.0)) {
        return;
    }
    cairo_translate(cairo.get(), box.x, box.y);
    cairo_scale(cairo.get(), box.height / pixels, box.height / pixels);
    cairo_set_source_surface(cairo.get(), png.get(), 0.0, 0.0);
    cairo_paint(cairo.get());
}

}  // namespace maillage::report
