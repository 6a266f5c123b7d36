// SPDX-License-Identifier: Apache-2.0
// Circles and markers as quads. In: the centre on the canvas, the corner of the quad relative to
// it, radius, half the width of the edge, shape, colours. Out: the same for the fragments.

layout(location = 0) in vec2 a_centre;
layout(location = 1) in vec2 a_offset;
layout(location = 2) in vec3 a_shape;
layout(location = 3) in vec4 a_fill;
layout(location = 4) in vec4 a_edge;

out vec2 v_offset;
flat out vec3 v_shape;
flat out vec4 v_fill;
flat out vec4 v_edge;

void main() {
    v_offset = a_offset;
    v_shape = a_shape;
    v_fill = vec4(a_fill.rgb * a_fill.a, a_fill.a);
    v_edge = vec4(a_edge.rgb * a_edge.a, a_edge.a);
    gl_Position = place(a_centre + a_offset);
}
