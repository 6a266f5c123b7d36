// SPDX-License-Identifier: Apache-2.0
// Schematic outlines, before the grid: rectangles that are mostly sea are reduced.
//
// Far islands, or a stray point, make the rectangle of a coastal commune mostly sea
// or land of others. Such a rectangle is large, little of it lies in other rectangles,
// and little of it is near those of the same EPCI. It is reduced to what is near more
// than half of the rectangles of the same EPCI that it overlaps. A rectangle that
// overlaps none of them is an island and stays.

const LARGE = 200; // km2; a smaller rectangle does little harm
const NEAR = 5; // km
const SAMPLES = 100; // each way
const KM_PER_DEGREE = 111.2;

// Doubtful: less than `covered` of it lies in other rectangles, and less than `near`
// of it is near a rectangle of the same EPCI.
const DOUBTFUL = [{ covered: 0.3, near: 0.5 }, { covered: 0.7, near: 0.25 }];

const overlap = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];

function widened(box, km) {
  const tall = km / KM_PER_DEGREE;
  const wide = tall / Math.cos((box[1] * Math.PI) / 180);
  return [box[0] - wide, box[1] - tall, box[2] + wide, box[3] + tall];
}

// Points spread evenly over a rectangle that lie in at least `least` of the others.
function pointsIn([west, south, east, north], others, least) {
  const points = [];
  for (let j = 0; j < SAMPLES; ++j) {
    const y = south + ((north - south) * (j + 0.5)) / SAMPLES;
    for (let i = 0; i < SAMPLES; ++i) {
      const x = west + ((east - west) * (i + 0.5)) / SAMPLES;
      let count = 0;
      for (const one of others) {
        if (x > one[0] && x < one[2] && y > one[1] && y < one[3]) count += 1;
      }
      if (count >= least) points.push([x, y]);
    }
  }
  return points;
}

const share = (points) => points.length / SAMPLES ** 2;

function area([west, south, east, north]) {
  const wide = (east - west) * Math.cos((south * Math.PI) / 180);
  return wide * (north - south) * KM_PER_DEGREE ** 2;
}

// `boxes`: code -> rectangle; `epciOf`: code -> EPCI, or undefined. Returns code ->
// reduced rectangle, for the doubtful ones only.
export function reduceBoxes(boxes, epciOf) {
  const all = [...boxes];
  const reduced = new Map();
  for (const [code, box] of all) {
    const epci = epciOf(code);
    if (!epci || area(box) < LARGE) continue;
    const others = all.filter(([other, one]) => other !== code && overlap(box, one));
    // An islet that overlaps this rectangle alone does not tell where the mainland is.
    const fellows = others.filter(([other, one]) => epciOf(other) === epci
      && all.some(([third, two]) => third !== code && third !== other && overlap(one, two)))
      .map(([, one]) => one);
    if (fellows.length === 0) continue;
    const covered = share(pointsIn(box, others.map(([, one]) => one), 1));
    const around = fellows.map((one) => widened(one, NEAR));
    const near = share(pointsIn(box, around, 1));
    if (!DOUBTFUL.some((limit) => covered < limit.covered && near < limit.near)) continue;
    const kept = pointsIn(box, around, (fellows.length + 1) / 2);
    const half = [(box[2] - box[0]) / (2 * SAMPLES), (box[3] - box[1]) / (2 * SAMPLES)];
    const bound = (axis, pick) => kept.map((point) => point[axis]).reduce((a, b) => pick(a, b));
    reduced.set(code, [bound(0, Math.min) - half[0], bound(1, Math.min) - half[1],
      bound(0, Math.max) + half[0], bound(1, Math.max) + half[1]]);
  }
  return reduced;
}
