// SPDX-License-Identifier: Apache-2.0
// Corners of line segments. In: place on the canvas, distance from the middle of the line (signed)
// and along it, all in layout pixels. Out: the two distances.

layout(location = 0) in vec2 a_place;
layout(location = 1) in vec2 a_line;

out vec2 v_line;

void main() {
    v_line = a_line;
    gl_Position = place(a_place);
}
