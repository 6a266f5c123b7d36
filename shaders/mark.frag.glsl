// SPDX-License-Identifier: Apache-2.0
// Circles and markers by their signed distance. In: place relative to the centre, shape as
// carto::MarkerShape. Out: fill, and the edge over it, centred on the outline.

in vec2 v_offset;
flat in vec3 v_shape;  // Radius, half the width of the edge, kind.
flat in vec4 v_fill;
flat in vec4 v_edge;

out vec4 o_color;

// Five points, the first at the top; the inner corners lie at 0.45 of the radius.
float star(vec2 p, float radius) {
    const float kSector = 1.25663706;
    float turned = mod(atan(p.x, -p.y) + 0.5 * kSector, kSector) - 0.5 * kSector;
    vec2 q = length(p) * vec2(abs(sin(turned)), cos(turned));
    vec2 inner = 0.45 * radius * vec2(sin(0.5 * kSector), cos(0.5 * kSector));
    vec2 edge = normalize(inner - vec2(0.0, radius));
    return dot(q - vec2(0.0, radius), vec2(-edge.y, edge.x));
}

// Distance from the outline, negative inside.
float distance_to(vec2 p, float r, float kind) {
    vec2 a = abs(p);
    if (kind == 0.0) {  // Disc.
        return length(p) - r;
    }
    if (kind == 1.0) {  // Square.
        return max(a.x, a.y) - r;
    }
    if (kind == 2.0) {  // Triangle, as wide as high, its point up.
        return max(p.y - r, dot(vec2(a.x, p.y + r), vec2(0.89442719, -0.44721360)));
    }
    if (kind == 3.0) {  // Diamond.
        return (a.x + a.y - r) * 0.70710678;
    }
    if (kind == 4.0) {  // Upright cross; its arms are a third of the size wide.
        return min(max(a.x - r, a.y - r / 3.0), max(a.y - r, a.x - r / 3.0));
    }
    return star(p, r);
}

void main() {
    float d = distance_to(v_offset, v_shape.x, v_shape.z) * u_ratio;
    vec4 fill = v_fill * clamp(0.5 - d, 0.0, 1.0);
    vec4 edge = v_edge * line_coverage(abs(d), v_shape.y * u_ratio);
    o_color = over(edge, fill) * frame_coverage(gl_FragCoord.xy);
}
