// SPDX-License-Identifier: Apache-2.0
// Smooth lines, unbroken or dashed. In: distances from the middle and along. Out: the colour with
// the share of the pixel that the line covers.

in vec2 v_line;

uniform vec4 u_color;
uniform float u_half;  // Half the width, layout pixels.
uniform float u_dash;  // Length of dashes and gaps; 0 = unbroken.

out vec4 o_color;

void main() {
    float coverage = line_coverage(abs(v_line.x) * u_ratio, u_half * u_ratio);
    if (u_dash > 0.0) {
        float from_middle = abs(mod(v_line.y + 0.5 * u_dash, 2.0 * u_dash) - u_dash);
        coverage *= line_coverage(from_middle * u_ratio, 0.5 * u_dash * u_ratio);
    }
    o_color = u_color * (coverage * frame_coverage(gl_FragCoord.xy));
}
