// SPDX-License-Identifier: Apache-2.0
// Lays the painted areas of a frame over what is below, inside its round corners.
// In: one texel for each pixel of the frame, alpha multiplied in. Out: the same.

uniform sampler2D u_areas;
uniform ivec2 u_origin;  // Bottom left of the frame, in pixels of the texture that is drawn into.

out vec4 o_color;

void main() {
    ivec2 texel = ivec2(gl_FragCoord.xy) - u_origin;
    o_color = texelFetch(u_areas, texel, 0) * frame_coverage(gl_FragCoord.xy);
}
