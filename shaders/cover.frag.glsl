// SPDX-License-Identifier: Apache-2.0
// Fills what the stencil holds of an overlay. In: one style. Out: its fill and hatch.

uniform vec4 u_fill;
uniform vec4 u_mark;
uniform vec4 u_hatch;

out vec4 o_color;

void main() {
    AreaStyle style = AreaStyle(u_fill, u_mark, u_hatch);
    o_color = area_color(style, canvas_point(gl_FragCoord.xy), u_ratio) *
              frame_coverage(gl_FragCoord.xy);
}
