// SPDX-License-Identifier: Apache-2.0
// Schematic outlines of the communes of the COG 2024, as a TopoJSON.

import { writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { byCode } from './packages.mjs';
import { FIRST_VINTAGE, follower } from './moves.mjs';
import { VINTAGE } from './territories.mjs';
import { Grid, SEA } from './outline_raster.mjs';
import { assemblePolygons, assembleRings, traceArcs } from './outline_arcs.mjs';
import { simplifyArcs } from './outline_simplify.mjs';

// One unit of the TopoJSON, in degrees of longitude and latitude: about 38 m each
// way at 47 degrees north. Grids use whole units, so zones share the unit.
const UNIT = [0.0005, 0.00035];
const TRANSLATE = [-62, -22];

// `units`: size of the cells; `tolerance`: of the simplification, in cells; `limit`:
// how central a point must be to be land. What lies beyond is filled where land
// surrounds it, so the limit shapes coasts and frontiers only: less is rounder. Small
// islands fill less of their rectangles than the communes of the mainland.
const MAINLAND = { tolerance: 0.8, limit: 1.3 };
const OVERSEAS = { tolerance: 0.5, limit: 1 };
const ZONES = [
  { name: 'metropole', holds: (code) => !code.startsWith('97'), units: 4, ...MAINLAND },
  { name: 'guadeloupe', holds: (code) => code.startsWith('971'), units: 2, ...OVERSEAS },
  { name: 'martinique', holds: (code) => code.startsWith('972'), units: 2, ...OVERSEAS },
  { name: 'guyane', holds: (code) => code.startsWith('973'), units: 4, ...OVERSEAS },
  { name: 'la-reunion', holds: (code) => code.startsWith('974'), units: 2, ...OVERSEAS },
  { name: 'mayotte', holds: (code) => code.startsWith('976'), units: 2, ...OVERSEAS },
];

// Communes with far islands: their one rectangle is mostly sea, so they have one
// for the mainland and one for each group of islands, to 0.01 degree (IGN, 2018).
const SEVERAL_BOXES = {
  22168: [[-3.49, 48.79, -3.43, 48.84], [-3.5, 48.87, -3.48, 48.89]],
  29040: [[-4.79, 48.34, -4.74, 48.38], [-4.86, 48.34, -4.84, 48.36]],
  29058: [[-4.09, 47.84, -3.97, 47.93], [-4.03, 47.7, -3.95, 47.73]],
  50218: [[-1.61, 48.82, -1.53, 48.85], [-1.84, 48.86, -1.77, 48.89]],
  83069: [[6.08, 43.03, 6.24, 43.21], [6.16, 42.98, 6.25, 43.03], [6.36, 42.99, 6.42, 43.02],
    [6.43, 43, 6.51, 43.05]],
  97110: [[-61.1, 16.29, -61, 16.35], [-61.13, 16.17, -61.1, 16.18]],
  97302: [[-52.35, 4.88, -52.27, 4.96], [-52.6, 5.28, -52.58, 5.3]],
};

// Communes split since 2017 that have no rectangle of their own: the land of the
// commune of 2017 is shared by the nearest place, town halls to 0.01 degree.
const SHARED = {
  14712: [['14712', -0.18, 49.18], ['14666', -0.22, 49.18]],
  85084: [['85084', -1.23, 46.77], ['85212', -1.15, 46.79], ['85165', -1.12, 46.8]],
};

// The commune of 2024 on the land of a commune of 2017. After a split the code
// itself, if it is there again, or the seat of the delegated commune, holds it.
function landOwner(packages, moves) {
  const follow = follower(moves, FIRST_VINTAGE, VINTAGE);
  const { seats } = packages.edition(VINTAGE);
  return (code) => {
    const targets = [...follow(code)];
    if (targets.length === 1) return targets[0];
    const owner = [code, seats.get(code)].find((one) => targets.includes(one));
    if (!owner) throw new Error(`no commune of ${VINTAGE} holds the land of ${code}`);
    return owner;
  };
}

function buildZone(zone, boxes, owner, log) {
  const old = [...boxes.keys()].filter(zone.holds).sort(byCode);
  const owners = old.map(owner);
  const extra = Object.values(SHARED).flat().map(([code]) => code).filter(zone.holds);
  const codes = [...new Set([...owners, ...extra])].sort(byCode);
  const labelOf = new Map(codes.map((code, index) => [code, index + 1]));

  const places = old.map((code) => SEVERAL_BOXES[code] ?? [boxes.get(code)]);
  const grid = new Grid(places.flat(), UNIT.map((one) => one * zone.units));
  const fed = grid.label(places, zone.limit);
  grid.relabel(Uint16Array.from([SEA, ...owners.map((code) => labelOf.get(code))]));
  for (const [code, centres] of Object.entries(SHARED)) {
    if (!zone.holds(code)) continue;
    grid.share(labelOf.get(code), centres.map(([one, lon, lat]) => [labelOf.get(one), lon, lat]));
  }
  grid.tidy(codes.length + 1);

  const traced = traceArcs(grid, zone.units);
  const arcs = simplifyArcs(traced, zone.tolerance * zone.units, zone.units);
  const rings = assembleRings(arcs, SEA);
  const shapes = codes.map((code) => {
    if (!rings.has(labelOf.get(code))) throw new Error(`${code} is lost`);
    return { code, polygons: assemblePolygons(arcs, rings.get(labelOf.get(code))) };
  });
  log(`${zone.name}: ${grid.width} x ${grid.height} cells, ${old.length} rectangles (${fed} fed), `
    + `${codes.length} communes, ${arcs.length} arcs`);
  return { arcs: arcs.map((arc) => arc.points), shapes };
}

function encodeArc(points) {
  const offset = TRANSLATE.map((one, axis) => Math.round(one / UNIT[axis]));
  let [x, y] = offset;
  return points.map(([px, py]) => {
    const delta = [px - x, py - y];
    [x, y] = [px, py];
    return delta;
  });
}

export function buildOutlines(packages, moves, log) {
  const boxes = packages.boxes();
  const owner = landOwner(packages, moves);
  const arcs = [];
  const geometries = [];
  for (const zone of ZONES) {
    const built = buildZone(zone, boxes, owner, log);
    const base = arcs.length;
    for (const points of built.arcs) arcs.push(encodeArc(points));
    const shift = (reference) => (reference < 0 ? reference - base : reference + base);
    for (const { code, polygons } of built.shapes) {
      const shifted = polygons.map((rings) => rings.map((ring) => ring.map(shift)));
      const many = shifted.length > 1;
      geometries.push({
        type: many ? 'MultiPolygon' : 'Polygon',
        properties: { code_commune: code },
        arcs: many ? shifted : shifted[0],
      });
    }
  }
  geometries.sort((a, b) => byCode(a.properties.code_commune, b.properties.code_commune));
  return {
    type: 'Topology',
    transform: { scale: UNIT, translate: TRANSLATE },
    objects: { communes: { type: 'GeometryCollection', geometries } },
    arcs,
  };
}

export function writeOutlines(path, topology) {
  const text = Buffer.from(`${JSON.stringify(topology)}\n`);
  writeFileSync(path, path.endsWith('.gz') ? gzipSync(text, { level: 9 }) : text);
  return text.length;
}
