// SPDX-License-Identifier: Apache-2.0
// Colours the communes of a frame. In: which feature each pixel shows (feature + 1, 0 none), the
// colours of each feature. Out: fill and hatch over the frame's ground.
//
// Compiled in three ways, because software OpenGL runs both sides of every branch:
// nothing defined: fills; HATCHED: hatches too; FULL: also several samples a pixel, whose mean
// smooths the edges of fills, and round corners.

const int kRow = 1024;    // Features in a row of the textures.
const int kHatches = 8;   // As kHatchLimit in area_pass.cpp.

uniform usampler2D u_ids;
uniform sampler2D u_fill_of;   // By id: fill, its alpha multiplied in.
uniform sampler2D u_mark_of;   // By id: colour of the hatch.
uniform usampler2D u_hatch_of; // By id: 1 + place in u_hatches, 0 none.
uniform vec4 u_hatches[kHatches];  // As AreaStyle.hatch.
uniform int u_hatch_count;
uniform ivec2 u_origin;  // Top left of the frame, in pixels of the texture.
uniform int u_height;    // Of the texture.
uniform int u_samples;   // Along one side of a pixel.
uniform vec4 u_ground_fill;
uniform vec4 u_ground_mark;
uniform vec4 u_ground_hatch;

out vec4 o_color;

vec4 sample_color(uint id, vec2 p, float scale) {
    ivec2 texel = ivec2(int(id) % kRow, int(id) / kRow);
    vec4 color = texelFetch(u_fill_of, texel, 0);
#if defined(HATCHED) || defined(FULL)
    int hatch = int(texelFetch(u_hatch_of, texel, 0).r);
    float coverage = 0.0;
    for (int i = 0; i < u_hatch_count; ++i) {
        coverage += i + 1 == hatch ? hatch_coverage(u_hatches[i], p, scale) : 0.0;
    }
    color = over(texelFetch(u_mark_of, texel, 0) * coverage, color);
#endif
#ifdef FULL
    return over(color, area_color(AreaStyle(u_ground_fill, u_ground_mark, u_ground_hatch), p, scale));
#else
    return over(color, u_ground_fill);
#endif
}

void main() {
    ivec2 pixel = ivec2(int(gl_FragCoord.x), u_height - 1 - int(gl_FragCoord.y)) - u_origin;
#ifdef FULL
    float scale = u_ratio * float(u_samples);
    vec4 sum = vec4(0.0);
    for (int y = 0; y < u_samples; ++y) {
        for (int x = 0; x < u_samples; ++x) {
            ivec2 at = pixel * u_samples + ivec2(x, y);
            vec2 p = (vec2(u_origin * u_samples + at) + 0.5) / scale;
            sum += sample_color(texelFetch(u_ids, at, 0).r, p, scale);
        }
    }
    o_color = sum * (frame_coverage(gl_FragCoord.xy) / float(u_samples * u_samples));
#else
    uint id = texelFetch(u_ids, pixel, 0).r;
    o_color = sample_color(id, canvas_point(gl_FragCoord.xy), u_ratio);
#endif
}
