// SPDX-License-Identifier: Apache-2.0
#include "carto/labels.hpp"
#include "ui/parts.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace maillage::ui {
namespace {

using carto::Hatch;
using carto::TextRole;

/// From layout pixels of the canvas to screen pixels.
struct Canvas {
    ImVec2 origin;
    float scale = 1.0F;
    ImVec2 at(double x, double y) const {
        return {origin.x + static_cast<float>(x) * scale, origin.y + static_cast<float>(y) * scale};
    }
};

/// How many multiples of \p step from 0 are less than \p length.
int steps_in(float length, float step) {
    return length > 0.0F ? static_cast<int>(std::ceil(length / step)) : 0;
}

void hatch_lines(ImDrawList& list, const carto::AreaStyle& area, ImVec2 min, ImVec2 max,
                 float scale, bool back) {
    const float step = std::max(1.0F, area.spacing * scale);
    const float tall = max.y - min.y;
    // Spacing counts along x, the line's width across it.
    const float width = area.width * scale * 0.7071F;
    const int lines = steps_in(max.x - min.x + 2 * tall, step);
    for (int i = 0; i < lines; ++i) {
        const float x = min.x - tall + static_cast<float>(i) * step;
        const ImVec2 from{x, back ? min.y : max.y};
        const ImVec2 to{x + tall, back ? max.y : min.y};
        list.AddLine(from, to, im(area.hatch_color), width);
    }
}

void draw_hatch(ImDrawList& list, const carto::AreaStyle& area, ImVec2 min, ImVec2 max,
                float scale) {
    if (area.hatch == Hatch::kNone) {
        return;
    }
    list.PushClipRect(min, max, true);
    if (area.hatch == Hatch::kDots) {
        const float step = std::max(2.0F, area.spacing * scale);
        const int rows = steps_in(max.y - min.y - step / 2, step);
        const int columns = steps_in(max.x - min.x - step / 2, step);
        for (int row = 0; row < rows; ++row) {
            for (int column = 0; column < columns; ++column) {
                const float x = min.x + (static_cast<float>(column) + 0.5F) * step;
                const float y = min.y + (static_cast<float>(row) + 0.5F) * step;
                list.AddCircleFilled({x, y}, area.width * scale / 2, im(area.hatch_color), 8);
            }
        }
    } else {
        if (area.hatch != Hatch::kBackDiagonal) {
            hatch_lines(list, area, min, max, scale, false);
        }
        if (area.hatch != Hatch::kDiagonal) {
            hatch_lines(list, area, min, max, scale, true);
        }
    }
    list.PopClipRect();
}

void draw_line(ImDrawList& list, ImVec2 from, ImVec2 to, const carto::LineStyle& line,
               float scale) {
    const float width = line.width * scale;
    if (line.dash <= 0.0F) {
        list.AddLine(from, to, im(line.color), width);
        return;
    }
    const float length = std::hypot(to.x - from.x, to.y - from.y);
    const float dash = line.dash * scale;
    const int dashes = steps_in(length, 2 * dash);
    for (int i = 0; i < dashes; ++i) {
        const float at = static_cast<float>(i) * 2 * dash;
        const float end = std::min(at + dash, length);
        const auto on = [&](float d) {
            return ImVec2{from.x + (to.x - from.x) * d / length,
                          from.y + (to.y - from.y) * d / length};
        };
        list.AddLine(on(at), on(end), im(line.color), width);
    }
}

/// Corners of a shape as offsets from its middle, of a radius of 1: the shapes of the map's marks.
std::vector<ImVec2> marker_corners(carto::MarkerShape shape) {
    constexpr float kArm = 1.0F / 3.0F;
    std::vector<ImVec2> corners;
    const auto around = [&](int count, float inner) {
        for (int i = 0; i < count; ++i) {
            const float angle = 6.2831853F * static_cast<float>(i) / static_cast<float>(count);
            const float r = i % 2 == 0 ? 1.0F : inner;
            corners.push_back({r * std::sin(angle), -r * std::cos(angle)});
        }
    };
    switch (shape) {
        case carto::MarkerShape::kSquare:
            return {{-1, -1}, {1, -1}, {1, 1}, {-1, 1}};
        case carto::MarkerShape::kTriangle:
            return {{0, -1}, {1, 1}, {-1, 1}};
        case carto::MarkerShape::kDiamond:
            around(4, 1.0F);
            break;
        case carto::MarkerShape::kStar:
            around(10, 0.45F);
            break;
        case carto::MarkerShape::kCross:
            return {{-kArm, -1},   {kArm, -1},   {kArm, -kArm}, {1, -kArm},
                    {1, kArm},     {kArm, kArm}, {kArm, 1},     {-kArm, 1},
                    {-kArm, kArm}, {-1, kArm},   {-1, -kArm},   {-kArm, -kArm}};
        case carto::MarkerShape::kDisc:
            around(24, 1.0F);
            break;
    }
    return corners;
}

/// Fans from the middle: stars and crosses are not convex.
void draw_marker(ImDrawList& list, const carto::Decoration& one, ImVec2 min, ImVec2 max,
                 float edge) {
    const ImVec2 middle{(min.x + max.x) / 2, (min.y + max.y) / 2};
    const float radius = (max.x - min.x) / 2;
    auto corners = marker_corners(one.shape);
    for (auto& corner : corners) {
        corner = {middle.x + corner.x * radius, middle.y + corner.y * radius};
    }
    for (std::size_t i = 0; i < corners.size(); ++i) {
        list.AddTriangleFilled(middle, corners[i], corners[(i + 1) % corners.size()],
                               im(one.area.fill));
    }
    if (edge > 0.0F) {
        list.AddPolyline(corners.data(), static_cast<int>(corners.size()), im(one.line.color),
                         ImDrawFlags_Closed, edge);
    }
}

/// \param symbols Screen pixels of a pixel of circles, whose size says a number.
void draw_decoration(ImDrawList& list, const carto::Decoration& one, const Canvas& canvas,
                     double symbols) {
    const auto min = canvas.at(one.box.x, one.box.y);
    const auto max = canvas.at(one.box.right(), one.box.bottom());
    const float corner = one.corner * canvas.scale;
    const bool edge = one.line.width > 0.0F && one.line.color.a > 0;
    switch (one.kind) {
        case carto::Decoration::Kind::kRect:
            if (one.area.fill.a > 0) {
                list.AddRectFilled(min, max, im(one.area.fill), corner);
            }
            draw_hatch(list, one.area, min, max, canvas.scale);
            if (edge) {
                list.AddRect(min, max, im(one.line.color), corner, 0,
                             one.line.width * canvas.scale);
            }
            break;
        case carto::Decoration::Kind::kCircle: {
            const ImVec2 middle{(min.x + max.x) / 2, (min.y + max.y) / 2};
            const float radius = static_cast<float>(one.box.width / 2 * symbols);
            if (one.area.fill.a > 0) {
                list.AddCircleFilled(middle, radius, im(one.area.fill), 48);
            }
            if (edge) {
                list.AddCircle(middle, radius, im(one.line.color), 48,
                               one.line.width * canvas.scale);
            }
            break;
        }
        case carto::Decoration::Kind::kMarker:
            draw_marker(list, one, min, max, edge ? one.line.width * canvas.scale : 0.0F);
            break;
        case carto::Decoration::Kind::kLine:
            draw_line(list, min, max, one.line, canvas.scale);
            break;
    }
}

/// The font whose glyphs were rendered nearest to the size wanted.
ImFont* font_for(const Fonts& fonts, bool bold, float size) {
    std::vector<ImFont*> choice =
        bold ? std::vector<ImFont*>{fonts.text_bold, fonts.block_title, fonts.title,
                                    fonts.slide_label}
             : std::vector<ImFont*>{fonts.text, fonts.small, fonts.legend, fonts.slide_small};
    std::erase(choice, nullptr);
    return *std::min_element(choice.begin(), choice.end(), [size](ImFont* a, ImFont* b) {
        return std::abs(a->FontSize - size) < std::abs(b->FontSize - size);
    });
}

void draw_text(ImDrawList& list, const Look& look, const carto::Text& text, ImVec2 anchor) {
    const float wanted =
        static_cast<float>(static_cast<double>(text.size) * look.fonts.height_of_em * look.scale);
    auto* font = font_for(look.fonts, text.bold, wanted);
    // A hair's difference from a rendered size would only blur it.
    const float size = std::abs(font->FontSize - wanted) < 0.6F ? font->FontSize : wanted;
    const float width =
        font->CalcTextSizeA(size, 1e9F, 0.0F, text.text.data(), text.text.data() + text.text.size())
            .x;
    float x = anchor.x;
    if (text.align != carto::Align::kLeft) {
        x -= text.align == carto::Align::kCentre ? width / 2 : width;
    }
    x = std::floor(x + 0.5F);
    const float y = std::floor(anchor.y - font->Ascent * size / font->FontSize + 0.5F);
    const auto put = [&](float dx, float dy, carto::Color color) {
        list.AddText(font, size, {x + dx, y + dy}, im(color), text.text.data(),
                     text.text.data() + text.text.size());
    };
    if (text.halo_width > 0.0F) {
        const float r = text.halo_width * static_cast<float>(look.scale);
        const float d = r * 0.7071F;
        for (const auto& [dx, dy] : {ImVec2{r, 0}, ImVec2{-r, 0}, ImVec2{0, r}, ImVec2{0, -r},
                                     ImVec2{d, d}, ImVec2{-d, d}, ImVec2{d, -d}, ImVec2{-d, -d}}) {
            put(dx, dy, text.halo);
        }
    }
    put(0, 0, text.color);
}

bool is_editable(TextRole role) {
    return role == TextRole::kTitle || role == TextRole::kSubtitle ||
           role == TextRole::kLegendTitle || role == TextRole::kSource;
}

}  // namespace

void draw_furniture(const Look& look, const carto::MapScene& scene, const carto::Camera& camera,
                    const carto::Rect& place, std::optional<TextRole> hidden) {
    auto& list = *ImGui::GetWindowDrawList();
    const Canvas canvas{{static_cast<float>(place.x), static_cast<float>(place.y)},
                        static_cast<float>(look.scale)};
    const auto draw_texts = [&](bool on_map) {
        for (const auto& text : scene.texts) {
            if ((text.map_frame >= 0) != on_map || hidden == text.role) {
                continue;
            }
            auto anchor = text.place;
            if (on_map) {
                const auto frame_number = static_cast<std::size_t>(text.map_frame);
                const auto& frame = scene.frames[frame_number];
                const auto at = carto::to_pixel(frame_number == 0 ? camera : frame.camera,
                                                frame.viewport, text.map);
                if (!frame.viewport.holds(at)) {
                    continue;
                }
                anchor = {at.x + text.place.x, at.y + text.place.y};
                const auto was = carto::to_pixel(frame.camera, frame.viewport, text.map);
                const carto::Rect box{text.box.x + at.x - was.x, text.box.y + at.y - was.y,
                                      text.box.width, text.box.height};
                if (carto::runs_into_furniture(scene, box)) {
                    continue;
                }
            }
            draw_text(list, look, text, canvas.at(anchor.x, anchor.y));
        }
    };
    // Labels move with the map, so they go below the legend's panel.
    draw_texts(true);
    for (const auto& one : scene.decorations) {
        draw_decoration(list, one, canvas, look.scale);
    }
    draw_texts(false);
}

void draw_block(const Look& look, const carto::Block& block, ImVec2 at, double scale) {
    auto& list = *ImGui::GetWindowDrawList();
    const Canvas canvas{at, static_cast<float>(scale)};
    auto scaled = look;
    scaled.scale = scale;
    for (const auto& one : block.decorations) {
        draw_decoration(list, one, canvas, look.scale);
    }
    for (const auto& text : block.texts) {
        draw_text(list, scaled, text, canvas.at(text.place.x, text.place.y));
    }
}

const carto::Text* editable_text(const carto::MapScene& scene, carto::Pixel pixel) {
    const auto found = std::find_if(
        scene.texts.begin(), scene.texts.end(),
        [&](const carto::Text& text) { return is_editable(text.role) && text.box.holds(pixel); });
    return found == scene.texts.end() ? nullptr : &*found;
}

}  // namespace maillage::ui
