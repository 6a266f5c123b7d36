// SPDX-License-Identifier: Apache-2.0
// Writes the built-in France: node build.mjs PACKAGES OUTPUT
// PACKAGES holds the unpacked npm packages, OUTPUT receives the files.

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Packages } from './packages.mjs';
import { writeTable } from './csv.mjs';
import { buildMoves } from './moves.mjs';
import { buildTerritories, territoryTables } from './territories.mjs';
import { buildMembers, memberTables } from './members.mjs';
import { buildCounts, countTables } from './cir.mjs';
import { contractTable } from './contracts.mjs';
import { buildOutlines, writeOutlines } from './outlines.mjs';
import { writeDescriptions } from './descriptions.mjs';

const [root, output] = process.argv.slice(2);
if (!output) {
  console.error('usage: node build.mjs PACKAGES OUTPUT');
  process.exit(2);
}

mkdirSync(output, { recursive: true });
const packages = new Packages(root);
const moves = buildMoves(packages);
const territories = buildTerritories(packages, moves);
const tables = [
  ...territoryTables(territories),
  {
    file: 'moves.csv',
    columns: ['ancien_code', 'nouveau_code', 'annee', 'part'],
    rows: moves.map(({ from, to, year }) => [from, to, year, undefined]),
  },
  ...memberTables(buildMembers(packages, moves, territories)),
  ...countTables(buildCounts(territories)),
  contractTable(territories),
];
for (const { file, columns, rows } of tables) {
  writeTable(join(output, file), columns, rows);
  console.log(`${file}: ${rows.length} rows`);
}
writeOutlines(join(output, 'communes.topojson.gz'),
  buildOutlines(packages, moves, territories.epciOf, console.log));
writeDescriptions(output, packages.boxesLicence());
