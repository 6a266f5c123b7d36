// SPDX-License-Identifier: Apache-2.0
// Schematic outlines, third step: smooth and simplify the arcs without a crossing.
//
// Arcs are smoothed and simplified one by one; then all segments are compared.
// Arcs that touch anywhere but at their nodes are done again more finely, down to
// the traced arcs, which never touch.

const SMOOTHINGS = [3, 2, 1, 0];
const TOLERANCE_SHARES = [1, 0.6, 0.3, 0];
const BUCKET_CELLS = 12;

function smooth(points, passes, closed) {
  let now = points;
  for (let pass = 0; pass < passes; ++pass) {
    now = now.map((point, i) => {
      if (!closed && (i === 0 || i === now.length - 1)) return point;
      const before = now[i === 0 ? now.length - 2 : i - 1];
      const after = now[i === now.length - 1 ? 1 : i + 1];
      return [(before[0] + 2 * point[0] + after[0]) / 4, (before[1] + 2 * point[1] + after[1]) / 4];
    });
  }
  return now;
}

function farthest(points, first, last) {
  const [ax, ay] = points[first];
  const dx = points[last][0] - ax;
  const dy = points[last][1] - ay;
  const length = Math.hypot(dx, dy);
  let index = -1;
  let most = -1;
  for (let i = first + 1; i < last; ++i) {
    const px = points[i][0] - ax;
    const py = points[i][1] - ay;
    let distance;
    if (length === 0) {
      distance = Math.hypot(px, py);
    } else {
      const along = Math.min(Math.max((px * dx + py * dy) / (length * length), 0), 1);
      distance = Math.hypot(px - along * dx, py - along * dy);
    }
    if (distance > most) {
      most = distance;
      index = i;
    }
  }
  return { index, most };
}

// Douglas-Peucker; an arc that ends where it starts keeps at least three corners.
function simplify(points, tolerance) {
  const keep = new Uint8Array(points.length);
  const last = points.length - 1;
  keep[0] = 1;
  keep[last] = 1;
  const work = [];
  if (points[0][0] === points[last][0] && points[0][1] === points[last][1]) {
    const { index } = farthest(points, 0, last);
    const sides = [farthest(points, 0, index), farthest(points, index, last)];
    const corner = sides[0].most >= sides[1].most ? sides[0].index : sides[1].index;
    const corners = [0, ...[index, corner].sort((a, b) => a - b), last];
    for (let i = 0; i < 3; ++i) {
      keep[corners[i]] = 1;
      work.push([corners[i], corners[i + 1]]);
    }
  } else {
    work.push([0, last]);
  }
  while (work.length > 0) {
    const [first, end] = work.pop();
    const { index, most } = farthest(points, first, end);
    if (most <= tolerance || index < 0) continue;
    keep[index] = 1;
    work.push([first, index], [index, end]);
  }
  return points.filter((_, i) => keep[i] === 1);
}

function render(arc, level, tolerance) {
  const share = TOLERANCE_SHARES[level];
  if (share === 0) return arc.points;
  const smoothed = smooth(arc.points, SMOOTHINGS[level], arc.closed);
  const rounded = simplify(smoothed, tolerance * share)
    .map(([px, py]) => [Math.round(px), Math.round(py)]);
  return rounded.filter(([px, py], i) => i === 0 || px !== rounded[i - 1][0]
    || py !== rounded[i - 1][1]);
}

const turn = (ax, ay, bx, by, cx, cy) => Math.sign((bx - ax) * (cy - ay) - (by - ay) * (cx - ax));

const between = (ax, ay, bx, by, px, py) => Math.min(ax, bx) <= px && px <= Math.max(ax, bx)
  && Math.min(ay, by) <= py && py <= Math.max(ay, by);

// Do two segments share more than one common end?
function clash(s, t) {
  const [ax, ay, bx, by] = s;
  const [cx, cy, dx, dy] = t;
  const ac = ax === cx && ay === cy;
  const ad = ax === dx && ay === dy;
  const bc = bx === cx && by === cy;
  const bd = bx === dx && by === dy;
  if (ac || ad || bc || bd) {
    if ((ac && bd) || (ad && bc)) return true;
    const [ox, oy] = ac || ad ? [ax, ay] : [bx, by];
    const [px, py] = ac || ad ? [bx, by] : [ax, ay];
    const [qx, qy] = ac || bc ? [dx, dy] : [cx, cy];
    return turn(ox, oy, px, py, qx, qy) === 0 && (px - ox) * (qx - ox) + (py - oy) * (qy - oy) > 0;
  }
  const abc = turn(ax, ay, bx, by, cx, cy);
  const abd = turn(ax, ay, bx, by, dx, dy);
  const cda = turn(cx, cy, dx, dy, ax, ay);
  const cdb = turn(cx, cy, dx, dy, bx, by);
  if (abc !== abd && cda !== cdb) return true;
  return (abc === 0 && between(ax, ay, bx, by, cx, cy))
    || (abd === 0 && between(ax, ay, bx, by, dx, dy))
    || (cda === 0 && between(cx, cy, dx, dy, ax, ay))
    || (cdb === 0 && between(cx, cy, dx, dy, bx, by));
}

// Arcs that touch each other or themselves elsewhere than at their ends.
function findClashes(arcs, lines, bucket) {
  const bad = new Set();
  const owners = new Map();
  const key = (px, py) => px * 4194304 + py;
  lines.forEach((points, arc) => {
    const last = points.length - 1;
    for (let i = 0; i <= last; ++i) {
      const at = key(points[i][0], points[i][1]);
      const isEnd = i === 0 || i === last;
      const isNode = isEnd && !arcs[arc].closed;
      const owner = owners.get(at);
      if (owner === undefined) {
        owners.set(at, { arc, isEnd, isNode });
      } else if (!(isNode && owner.isNode) && !(isEnd && owner.isEnd && owner.arc === arc)) {
        bad.add(arc);
        bad.add(owner.arc);
      }
    }
  });
  const buckets = new Map();
  lines.forEach((points, arc) => {
    for (let i = 1; i < points.length; ++i) {
      const segment = [...points[i - 1], ...points[i], arc];
      const [ax, ay, bx, by] = segment;
      const low = [Math.floor(Math.min(ax, bx) / bucket), Math.floor(Math.min(ay, by) / bucket)];
      const high = [Math.floor(Math.max(ax, bx) / bucket), Math.floor(Math.max(ay, by) / bucket)];
      for (let row = low[1]; row <= high[1]; ++row) {
        for (let column = low[0]; column <= high[0]; ++column) {
          const at = key(column, row);
          if (!buckets.has(at)) buckets.set(at, []);
          buckets.get(at).push(segment);
        }
      }
    }
  });
  for (const segments of buckets.values()) {
    for (let i = 1; i < segments.length; ++i) {
      const s = segments[i];
      for (let j = 0; j < i; ++j) {
        const t = segments[j];
        if (clash(s, t)) {
          bad.add(s[4]);
          bad.add(t[4]);
        }
      }
    }
  }
  return bad;
}

// Replaces the points of the arcs; tolerance and cell in units.
export function simplifyArcs(arcs, tolerance, cell) {
  const levels = new Uint8Array(arcs.length);
  const lines = arcs.map((arc) => render(arc, 0, tolerance));
  for (;;) {
    const bad = findClashes(arcs, lines, BUCKET_CELLS * cell);
    if (bad.size === 0) break;
    let refined = 0;
    for (const arc of bad) {
      if (levels[arc] === TOLERANCE_SHARES.length - 1) continue;
      levels[arc] += 1;
      refined += 1;
      lines[arc] = render(arcs[arc], levels[arc], tolerance);
    }
    if (refined === 0) throw new Error(`${bad.size} arcs touch as traced`);
  }
  return arcs.map((arc, i) => ({ ...arc, points: lines[i] }));
}
