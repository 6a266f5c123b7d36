// SPDX-License-Identifier: Apache-2.0
// The viewport of the frame as a strip of two triangles. In: nothing, four vertices are drawn.

void main() {
    vec2 corner = vec2(float(gl_VertexID & 1), float(gl_VertexID >> 1));
    gl_Position = place(mix(u_clip.xy, u_clip.zw, corner));
}
