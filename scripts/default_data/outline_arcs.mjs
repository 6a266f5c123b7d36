// SPDX-License-Identifier: Apache-2.0
// Schematic outlines, second step: the borders of a grid as arcs between nodes.
//
// A node is a corner of cells where three or more borders meet. An arc goes from
// node to node, or closes on itself, through the middles of the cell edges it
// follows; each arc is shared by the communes on both sides.

const EAST = 0;
const NORTH = 1;
const WEST = 2;
const SOUTH = 3;

// Traces all borders; coordinates are whole units, `units` (even) to a cell, from
// the origin of degrees. Each arc: {left, right, points, closed}.
export function traceArcs(grid, units) {
  const { labels, width, height } = grid;
  const step = [1, width, -1, -width];
  // For the border leaving corner v in each direction: the cells to its left and right.
  const leftOf = [0, -1, -1 - width, -width];
  const rightOf = [-width, 0, -1, -1 - width];
  const isBorder = (v, way) => labels[v + leftOf[way]] !== labels[v + rightOf[way]];
  const visited = new Uint8Array(labels.length);
  const edgeOf = (v, way) => (way < WEST ? [v, 1 << way] : [v + step[way], 1 << (way - WEST)]);
  const mark = (v, way) => {
    const [at, bit] = edgeOf(v, way);
    visited[at] |= bit;
  };
  const isMarked = (v, way) => {
    const [at, bit] = edgeOf(v, way);
    return (visited[at] & bit) !== 0;
  };
  const degree = (v) => {
    let count = 0;
    for (let way = EAST; way <= SOUTH; ++way) count += isBorder(v, way) ? 1 : 0;
    return count;
  };

  const x = (v) => (grid.origin[0] + (v % width)) * units;
  const y = (v) => (grid.origin[1] + Math.floor(v / width)) * units;
  const half = units / 2;
  const middle = [[half, 0], [0, half], [-half, 0], [0, -half]];
  const arcs = [];

  const follow = (start, firstWay, closed) => {
    const points = closed ? [] : [[x(start), y(start)]];
    let v = start;
    let way = firstWay;
    const left = labels[v + leftOf[way]];
    const right = labels[v + rightOf[way]];
    for (;;) {
      mark(v, way);
      points.push([x(v) + middle[way][0], y(v) + middle[way][1]]);
      v += step[way];
      if (closed ? v === start : degree(v) > 2) break;
      const back = (way + 2) % 4;
      for (let next = EAST; next <= SOUTH; ++next) {
        if (next !== back && isBorder(v, next)) {
          way = next;
          break;
        }
      }
    }
    points.push(closed ? points[0] : [x(v), y(v)]);
    arcs.push({ left, right, points, closed });
  };

  const corners = [];
  for (let v = width + 1; v < width * (height - 1); ++v) {
    const a = labels[v];
    const b = labels[v - 1];
    const c = labels[v - width];
    if (a === b && a === c && a === labels[v - width - 1]) continue;
    corners.push(v);
    if (degree(v) < 3) continue;
    for (let way = EAST; way <= SOUTH; ++way) {
      if (isBorder(v, way) && !isMarked(v, way)) follow(v, way, false);
    }
  }
  for (const v of corners) {
    if (isBorder(v, EAST) && !isMarked(v, EAST)) follow(v, EAST, true);
  }
  return arcs;
}

// The rings of each commune: lists of arc references, ~i for arc i backwards, with
// the commune on the left: outer rings turn counter-clockwise, holes clockwise.
export function assembleRings(arcs, sea) {
  const sides = new Map();
  const add = (label, reference, from, to) => {
    if (label === sea) return;
    if (!sides.has(label)) sides.set(label, []);
    sides.get(label).push({ reference, from, to });
  };
  const key = ([px, py]) => `${px} ${py}`;
  arcs.forEach(({ left, right, points }, index) => {
    const from = key(points[0]);
    const to = key(points[points.length - 1]);
    add(left, index, from, to);
    add(right, ~index, to, from);
  });
  const rings = new Map();
  for (const [label, pieces] of sides) {
    const starting = new Map();
    for (const piece of pieces) {
      if (starting.has(piece.from)) throw new Error(`the border of ${label} touches itself`);
      starting.set(piece.from, piece);
    }
    const found = [];
    for (const first of pieces) {
      if (!starting.has(first.from)) continue;
      const ring = [];
      let piece = first;
      do {
        ring.push(piece.reference);
        starting.delete(piece.from);
        piece = piece.to === first.from ? first : starting.get(piece.to);
      } while (piece !== first);
      found.push(ring);
    }
    rings.set(label, found);
  }
  return rings;
}

function ringPoints(arcs, ring) {
  const points = [];
  for (const reference of ring) {
    const arc = reference < 0 ? [...arcs[~reference].points].reverse() : arcs[reference].points;
    for (let i = 0; i < arc.length - 1; ++i) points.push(arc[i]);
  }
  return points;
}

function doubleArea(points) {
  let sum = 0;
  for (let i = 0; i < points.length; ++i) {
    const [ax, ay] = points[i];
    const [bx, by] = points[(i + 1) % points.length];
    sum += ax * by - bx * ay;
  }
  return sum;
}

function holds(points, [px, py]) {
  let inside = false;
  for (let i = 0, j = points.length - 1; i < points.length; j = i++) {
    const [ax, ay] = points[i];
    const [bx, by] = points[j];
    if ((ay > py) !== (by > py) && px < ((bx - ax) * (py - ay)) / (by - ay) + ax) inside = !inside;
  }
  return inside;
}

// Polygons of one commune: each a list of rings, the outer one first.
export function assemblePolygons(arcs, rings) {
  const shaped = rings.map((ring) => {
    const points = ringPoints(arcs, ring);
    return { ring, points, area: doubleArea(points) };
  });
  const outer = shaped.filter((one) => one.area > 0).sort((a, b) => b.area - a.area)
    .map((one) => ({ ...one, rings: [one.ring] }));
  for (const hole of shaped.filter((one) => one.area <= 0)) {
    const around = outer.filter((one) => holds(one.points, hole.points[0]) || one.points
      .some((point) => point === hole.points[0])).at(-1);
    if (!around) throw new Error('a hole lies in no polygon');
    around.rings.push(hole.ring);
  }
  return outer.map((one) => one.rings);
}
