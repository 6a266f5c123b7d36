// SPDX-License-Identifier: Apache-2.0
// Schematic outlines, first step: a grid of one zone where each cell has a commune.
//
// Each point of land belongs to the commune of 2017 in whose bounding rectangle it
// is most central: least ((x - cx) / hx)^2 + ((y - cy) / hy)^2 over the rectangles
// that hold it, up to a limit. The score has no unit, so degrees are as good as metres.

// A commune left with less than this share of its rectangle, because larger
// neighbours are as central there, keeps the heart of it: scores up to CORE.
const STARVED_SHARE = 0.3;
const CORE = 0.4;
const SMALLEST_PLACE = 4; // cells
const FRAGMENT_SHARE = 0.2; // of the largest piece of the commune
const SMALLEST_ISLAND = 6; // cells
export const SEA = 0;

// The grid of a zone: cells of `cell` degrees, [0, 0] in the south-west, with a
// margin of sea all around. `origin` is a whole number of cells.
export class Grid {
  constructor(boxes, cell) {
    const bound = (axis, pick) => boxes.map((box) => box[axis]).reduce((a, b) => pick(a, b));
    const margin = 3;
    this.cell = cell;
    this.origin = [0, 1].map((axis) => Math.floor(bound(axis, Math.min) / cell[axis]) - margin);
    const end = [0, 1].map((axis) => Math.ceil(bound(axis + 2, Math.max) / cell[axis]) + margin);
    this.width = end[0] - this.origin[0];
    this.height = end[1] - this.origin[1];
    this.labels = new Uint16Array(this.width * this.height);
  }

  // Columns or rows whose centres lie in [low, high], and the score of each.
  #axis(axis, low, high) {
    const cell = this.cell[axis];
    const origin = this.origin[axis];
    const first = Math.ceil(low / cell - origin - 0.5);
    const last = Math.floor(high / cell - origin - 0.5);
    const centre = (low + high) / 2;
    const half = Math.max((high - low) / 2, cell / 4);
    const scores = [];
    for (let i = first; i <= last; ++i) {
      scores.push((((i + origin + 0.5) * cell - centre) / half) ** 2);
    }
    const middle = Math.floor(centre / cell - origin);
    return { first, scores, middle };
  }

  #visit(box, limit, action) {
    const columns = this.#axis(0, box[0], box[2]);
    const rows = this.#axis(1, box[1], box[3]);
    for (let j = 0; j < rows.scores.length; ++j) {
      const start = (rows.first + j) * this.width + columns.first;
      for (let i = 0; i < columns.scores.length; ++i) {
        const score = columns.scores[i] + rows.scores[j];
        if (score <= limit) action(start + i, score);
      }
    }
    return { columns, rows };
  }

  // Labels 1, 2... for rectangles 0, 1...
  label(boxes, limit) {
    const best = new Float32Array(this.labels.length).fill(Infinity);
    boxes.forEach((box, index) => {
      this.#visit(box, limit, (cell, score) => {
        if (score < best[cell]) {
          best[cell] = score;
          this.labels[cell] = index + 1;
        }
      });
    });
    return this.#feed(boxes);
  }

  #feed(boxes) {
    const sizes = this.sizes(boxes.length + 1);
    const [w, h] = this.cell;
    const cellsOf = (box) => ((box[2] - box[0]) / w) * ((box[3] - box[1]) / h);
    // Among themselves the starved share as everyone does.
    const taken = new Map();
    let starved = 0;
    boxes.forEach((box, index) => {
      if (sizes[index + 1] >= Math.max(STARVED_SHARE * cellsOf(box), SMALLEST_PLACE)) return;
      starved += 1;
      const claim = (cell, score) => {
        const holder = taken.get(cell);
        if (!holder || score < holder.score) taken.set(cell, { score, label: index + 1 });
      };
      const { columns, rows } = this.#visit(box, CORE, claim);
      const centre = rows.middle * this.width + columns.middle;
      claim(centre, 0);
      for (const step of [1, -1, this.width, -this.width]) claim(centre + step, CORE / 2);
    });
    for (const [cell, { label }] of taken) this.labels[cell] = label;
    return starved;
  }

  sizes(count) {
    const sizes = new Uint32Array(count);
    for (const label of this.labels) sizes[label] += 1;
    return sizes;
  }

  relabel(table) {
    const { labels } = this;
    for (let cell = 0; cell < labels.length; ++cell) labels[cell] = table[labels[cell]];
  }

  // Cuts the cells of one label across their longer axis in the proportions of `parts`:
  // [label, weight] pairs, from the west or the south.
  cut(label, parts) {
    const { labels, width, cell, origin } = this;
    const cells = [];
    labels.forEach((one, at) => {
      if (one === label) cells.push({ at, column: at % width, row: Math.floor(at / width) });
    });
    const bound = (axis, pick) => cells.map((one) => one[axis]).reduce((a, b) => pick(a, b));
    const extent = (axis) => bound(axis, Math.max) - bound(axis, Math.min) + 1;
    const latitude = (bound('row', Math.min) + origin[1]) * cell[1];
    const wide = extent('column') * cell[0] * Math.cos((latitude * Math.PI) / 180);
    const axis = wide >= extent('row') * cell[1] ? 'column' : 'row';
    cells.sort((a, b) => a[axis] - b[axis] || a.at - b.at);

    const total = parts.reduce((sum, [, weight]) => sum + weight, 0);
    let weights = 0;
    let first = 0;
    for (const [name, weight] of parts) {
      weights += weight;
      // Whole columns or rows, so that the cut is straight.
      let end = Math.round((cells.length * weights) / total);
      while (end < cells.length && cells[end][axis] === cells[end - 1][axis]) end += 1;
      for (let i = first; i < end; ++i) labels[cells[i].at] = name;
      first = end;
    }
  }

  // Land that no rectangle claims, inside the country: to the nearest commune. Gaps of
  // more than `largest` cells are water.
  fillGaps(largest) {
    const { labels, width } = this;
    const seen = new Uint8Array(labels.length);
    const steps = [1, -1, width, -width];
    let front = [];
    for (let first = 0; first < labels.length; ++first) {
      if (labels[first] !== SEA || seen[first]) continue;
      const gap = [first];
      const stack = [first];
      seen[first] = 1;
      while (stack.length > 0) {
        const cell = stack.pop();
        for (const step of steps) {
          const next = cell + step;
          if (next < 0 || next >= labels.length || seen[next] || labels[next] !== SEA) continue;
          seen[next] = 1;
          stack.push(next);
          if (gap.length <= largest) gap.push(next);
        }
      }
      if (gap.length <= largest) front = front.concat(gap);
    }
    while (front.length > 0) {
      const later = [];
      const found = [];
      for (const cell of front) {
        const step = steps.find((one) => labels[cell + one] !== SEA);
        if (step === undefined) later.push(cell);
        else found.push(cell, labels[cell + step]);
      }
      for (let i = 0; i < found.length; i += 2) labels[found[i]] = found[i + 1];
      front = later;
    }
  }

  // Gives small pieces apart from their commune to the neighbour around them.
  joinFragments(count) {
    const { labels, width } = this;
    const seen = new Uint8Array(labels.length);
    const steps = [1, -1, width, -width];
    const pieces = [];
    const largest = new Uint32Array(count);
    for (let first = width; first < labels.length - width; ++first) {
      if (seen[first] || labels[first] === SEA) continue;
      const label = labels[first];
      const cells = [first];
      seen[first] = 1;
      for (let i = 0; i < cells.length; ++i) {
        for (const step of steps) {
          const next = cells[i] + step;
          if (seen[next] || labels[next] !== label) continue;
          seen[next] = 1;
          cells.push(next);
        }
      }
      if (cells.length > largest[label]) largest[label] = cells.length;
      pieces.push({ label, first, size: cells.length });
    }
    const kept = new Set();
    let changed = 0;
    for (const { label, first, size } of pieces) {
      if (size === largest[label] && !kept.has(label)) {
        kept.add(label);
        continue;
      }
      if (size >= FRAGMENT_SHARE * largest[label]) continue;
      const cells = [first];
      const inside = new Set(cells);
      const contacts = new Map();
      for (let i = 0; i < cells.length; ++i) {
        for (const step of steps) {
          const next = cells[i] + step;
          if (inside.has(next)) continue;
          if (labels[next] === label) {
            inside.add(next);
            cells.push(next);
          } else {
            contacts.set(labels[next], (contacts.get(labels[next]) ?? 0) + 1);
          }
        }
      }
      const lands = [...contacts].filter(([other]) => other !== SEA)
        .sort((a, b) => b[1] - a[1] || a[0] - b[0]);
      if (lands.length === 0 && size >= SMALLEST_ISLAND) continue;
      const other = lands.length > 0 ? lands[0][0] : SEA;
      for (const cell of cells) labels[cell] = other;
      changed += 1;
    }
    return changed;
  }

  // Where four cells meet, equal labels across and not beside would make a border
  // touch itself: fills one of the two other cells.
  removeSaddles(odd) {
    const { labels, width } = this;
    const sizes = this.sizes(65536);
    let changed = 0;
    for (let d = width + 1; d < labels.length; ++d) {
      const a = d - width - 1;
      const b = d - width;
      const c = d - 1;
      const flip = (from, one, two) => {
        // Sea first, else the commune with more cells; the other one in odd rounds,
        // or two corners could undo each other for ever.
        const rank = (cell) => (labels[cell] === SEA ? Infinity : sizes[labels[cell]]);
        labels[(rank(one) >= rank(two)) !== odd ? one : two] = labels[from];
        changed += 1;
      };
      if (labels[a] === labels[d] && labels[a] !== labels[b] && labels[a] !== labels[c]) {
        if (labels[a] === SEA) flip(b, a, d);
        else flip(a, b, c);
      } else if (labels[b] === labels[c] && labels[b] !== labels[a] && labels[b] !== labels[d]) {
        if (labels[b] === SEA) flip(a, b, c);
        else flip(b, a, d);
      }
    }
    return changed;
  }

  tidy(count, largestGap) {
    this.fillGaps(largestGap);
    for (let round = 0; round < 50; ++round) {
      const changed = this.joinFragments(count) + this.removeSaddles(round % 2 === 1);
      if (changed === 0) return;
      this.fillGaps(largestGap);
    }
    throw new Error('the grid does not settle');
  }
}
