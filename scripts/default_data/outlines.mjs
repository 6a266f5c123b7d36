// SPDX-License-Identifier: Apache-2.0
// Schematic outlines of the communes of the COG 2024, as a TopoJSON.

import { writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { byCode } from './packages.mjs';
import { FIRST_VINTAGE, follower } from './moves.mjs';
import { VINTAGE } from './territories.mjs';
import { reduceBoxes } from './outline_boxes.mjs';
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
// Enclosed gaps above `gap` cells are water (étang de Berre, rade de Brest); the inland
// communes of Guyane are so large that theirs are land.
const MAINLAND = { tolerance: 0.8, limit: 1.3, gap: 1000 };
const OVERSEAS = { tolerance: 0.5, limit: 1, gap: 1000 };
const GUYANE = { ...OVERSEAS, gap: 20000 };
const ZONES = [
  { name: 'metropole', holds: (code) => !code.startsWith('97'), units: 4, ...MAINLAND },
  { name: 'guadeloupe', holds: (code) => code.startsWith('971'), units: 2, ...OVERSEAS },
  { name: 'martinique', holds: (code) => code.startsWith('972'), units: 2, ...OVERSEAS },
  { name: 'guyane', holds: (code) => code.startsWith('973'), units: 4, ...GUYANE },
  { name: 'la-reunion', holds: (code) => code.startsWith('974'), units: 2, ...OVERSEAS },
  { name: 'mayotte', holds: (code) => code.startsWith('976'), units: 2, ...OVERSEAS },
];

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

// Communes split since 2017 that have no rectangle of their own: lists of communes,
// by code, on the land of one of them, which is cut in proportion to the populations.
function sharedLands(packages, moves, boxes, owner) {
  const { active } = packages.edition(VINTAGE);
  const follow = follower(moves, FIRST_VINTAGE, VINTAGE);
  const landed = new Set([...boxes.keys()].map(owner));
  const shared = new Map();
  for (const old of boxes.keys()) {
    const parts = [...follow(old)].filter((code) => !landed.has(code));
    if (parts.length > 0) shared.set(owner(old), [owner(old), ...parts].sort(byCode));
  }
  const placed = new Set([...landed, ...[...shared.values()].flat()]);
  const lost = [...active.keys()].filter((code) => !placed.has(code));
  if (lost.length > 0) throw new Error(`no land for ${lost.join(', ')}`);
  return [...shared].map(([parent, parts]) => ({
    parent,
    parts: parts.map((code) => ({ code, population: active.get(code).population })),
  }));
}

function buildZone(zone, boxes, owner, shared, log) {
  const old = [...boxes.keys()].filter(zone.holds).sort(byCode);
  const owners = old.map(owner);
  const cuts = shared.filter(({ parent }) => zone.holds(parent));
  const extra = cuts.flatMap(({ parts }) => parts.map(({ code }) => code));
  const codes = [...new Set([...owners, ...extra])].sort(byCode);
  const labelOf = new Map(codes.map((code, index) => [code, index + 1]));

  const places = old.map((code) => boxes.get(code));
  const grid = new Grid(places, UNIT.map((one) => one * zone.units));
  const fed = grid.label(places, zone.limit);
  grid.relabel(Uint16Array.from([SEA, ...owners.map((code) => labelOf.get(code))]));
  for (const { parent, parts } of cuts) {
    grid.cut(labelOf.get(parent),
      parts.map(({ code, population }) => [labelOf.get(code), population]));
  }
  grid.tidy(codes.length + 1, zone.gap);

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

export function buildOutlines(packages, moves, epciOf, log) {
  const owner = landOwner(packages, moves);
  const given = packages.boxes();
  const reduced = reduceBoxes(given, (code) => epciOf.get(owner(code)));
  const boxes = new Map([...given, ...reduced]);
  log(`reduced rectangles: ${[...reduced.keys()].sort(byCode).join(', ')}`);
  const shared = sharedLands(packages, moves, boxes, owner);
  for (const { parent, parts } of shared) {
    log(`land of ${parent}: ${parts.map(({ code }) => code).join(', ')}`);
  }
  const arcs = [];
  const geometries = [];
  for (const zone of ZONES) {
    const built = buildZone(zone, boxes, owner, shared, log);
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

// The same bytes everywhere: no time, and no trace of the system it was made on.
function packed(text) {
  const bytes = gzipSync(text, { level: 9 });
  bytes.writeUInt32LE(0, 4);
  bytes[9] = 255;
  return bytes;
}

export function writeOutlines(path, topology) {
  const text = Buffer.from(`${JSON.stringify(topology)}\n`);
  writeFileSync(path, packed(text));
}
