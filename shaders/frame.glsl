// SPDX-License-Identifier: Apache-2.0
// Stands before every other shader: places on the canvas and what a frame lets through.
// Canvas points are layout pixels from the top left, y down, as in carto/scene.hpp; the texture
// that is drawn into has its first row at the bottom, as OpenGL has it. Colours that go from one
// function to another have their alpha multiplied in.

uniform vec2 u_canvas;   // Size of the texture in layout pixels.
uniform float u_ratio;   // Texture pixels for a layout pixel.
uniform vec4 u_clip;     // Left, top, right, bottom of the frame's viewport.
uniform float u_corner;  // Radius of the viewport's corners.

vec4 place(vec2 p) {
    vec2 unit = p / u_canvas;
    return vec4(unit.x * 2.0 - 1.0, 1.0 - unit.y * 2.0, 0.0, 1.0);
}

// frag: gl_FragCoord.xy, the centre of a pixel.
vec2 canvas_point(vec2 frag) {
    return vec2(frag.x / u_ratio, u_canvas.y - frag.y / u_ratio);
}

// Share of a pixel that lies inside the frame's rounded corners.
float frame_coverage(vec2 frag) {
    if (u_corner <= 0.0) {
        return 1.0;
    }
    vec2 half_size = (u_clip.zw - u_clip.xy) * 0.5;
    vec2 q = abs(canvas_point(frag) - (u_clip.xy + u_clip.zw) * 0.5) - half_size + u_corner;
    float outside = length(max(q, 0.0)) + min(max(q.x, q.y), 0.0) - u_corner;
    return clamp(0.5 - outside * u_ratio, 0.0, 1.0);
}

// Share of [d - 0.5, d + 0.5] inside [-half, half]: a line's coverage of a pixel at distance d.
float line_coverage(float d, float half_width) {
    return max(0.0, min(d + 0.5, half_width) - max(d - 0.5, -half_width));
}

vec4 over(vec4 top, vec4 bottom) {
    return top + bottom * (1.0 - top.a);
}

// A row of the table of styles, as carto::AreaStyle.
struct AreaStyle {
    vec4 fill;
    vec4 mark;   // Colour of the hatch.
    vec4 hatch;  // Kind (0 none, 1 diagonal, 2 back, 3 cross, 4 dots), spacing, width.
};

// along: x + y or x - y; lines take [0, width) of every spacing. scale: samples in a layout pixel.
float stripe(float along, float spacing, float width, float scale) {
    float from_middle = abs(mod(along - 0.5 * width + 0.5 * spacing, spacing) - 0.5 * spacing);
    return line_coverage(from_middle * 0.70710678 * scale, 0.5 * width * 0.70710678 * scale);
}

float hatch_coverage(vec4 hatch, vec2 p, float scale) {
    float spacing = hatch.y;
    float width = hatch.z;
    if (hatch.x == 4.0) {
        float from_dot = length(mod(p, spacing) - 0.5 * spacing);
        return clamp((0.5 * width - from_dot) * scale + 0.5, 0.0, 1.0);
    }
    float diagonal = hatch.x != 2.0 ? stripe(p.x + p.y, spacing, width, scale) : 0.0;
    float back = hatch.x >= 2.0 ? stripe(p.x - p.y, spacing, width, scale) : 0.0;
    return max(diagonal, back);
}

vec4 area_color(AreaStyle style, vec2 p, float scale) {
    if (style.hatch.x == 0.0) {
        return style.fill;
    }
    return over(style.mark * hatch_coverage(style.hatch, p, scale), style.fill);
}
