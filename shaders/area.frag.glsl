// SPDX-License-Identifier: Apache-2.0
// Colours the communes of a frame. In: which feature each pixel shows (feature + 1, 0 none), the
// style of each feature, the styles. Out: fill and hatch over the frame's ground.
// With several samples a pixel is their mean: that smooths the edges of fills.

const int kStyleCount = 320;  // As kStyleSlots in area_pass.cpp.
const int kRow = 1024;        // Features in a row of u_style_of.

layout(std140) uniform Styles {
    AreaStyle styles[kStyleCount];
};
uniform usampler2D u_ids;
uniform usampler2D u_style_of;
uniform ivec2 u_origin;  // Top left of the frame, in pixels of the texture.
uniform int u_height;    // Of the texture.
uniform int u_samples;   // Along one side of a pixel.
uniform int u_ground;    // Row of styles.

out vec4 o_color;

vec4 sample_color(uint id, vec2 p, float scale) {
    vec4 ground = area_color(styles[u_ground], p, scale);
    if (id == 0u) {
        return ground;
    }
    int feature = int(id) - 1;
    uint style = texelFetch(u_style_of, ivec2(feature % kRow, feature / kRow), 0).r;
    return over(area_color(styles[style], p, scale), ground);
}

void main() {
    ivec2 pixel = ivec2(int(gl_FragCoord.x), u_height - 1 - int(gl_FragCoord.y)) - u_origin;
    float inside = frame_coverage(gl_FragCoord.xy);
    if (u_samples == 1) {
        uint id = texelFetch(u_ids, pixel, 0).r;
        o_color = sample_color(id, canvas_point(gl_FragCoord.xy), u_ratio) * inside;
        return;
    }
    float scale = u_ratio * float(u_samples);
    vec4 sum = vec4(0.0);
    for (int y = 0; y < u_samples; ++y) {
        for (int x = 0; x < u_samples; ++x) {
            ivec2 at = pixel * u_samples + ivec2(x, y);
            vec2 p = (vec2(u_origin * u_samples + at) + 0.5) / scale;
            sum += sample_color(texelFetch(u_ids, at, 0).r, p, scale);
        }
    }
    o_color = sum * (inside / float(u_samples * u_samples));
}
