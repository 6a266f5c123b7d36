// SPDX-License-Identifier: Apache-2.0
// Reads the unpacked npm packages: one edition of the COG per package.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const EDITIONS = {
  2019: '0.7.0',
  2021: '1.1.1',
  2022: '2.3.1',
  2023: '3.1.1',
  2024: '4.1.0',
  2025: '5.3.0',
  2026: '6.0.0',
};
const BOXES = '0.1.3';
const OVERSEAS_COLLECTIVITY = /^(975|977|978|98)/;

export const EDITION_YEARS = Object.keys(EDITIONS).map(Number);

export const byCode = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

export function departmentOf(code) {
  return code.startsWith('97') ? code.slice(0, 3) : code.slice(0, 2);
}

export class Packages {
  #root;
  #editions = new Map();

  constructor(root) {
    this.#root = root;
  }

  #read(name, version, path) {
    const file = join(this.#root, `etalab-${name}-${version}`, 'package', path);
    return JSON.parse(readFileSync(file, 'utf8'));
  }

  table(year, name) {
    return this.#read('decoupage-administratif', EDITIONS[year], `data/${name}.json`);
  }

  // The communes of one edition, without the overseas collectivities:
  // `active` by code, and `seats`: delegated or associated commune -> its seat.
  edition(year) {
    if (!this.#editions.has(year)) {
      const active = new Map();
      const seats = new Map();
      for (const row of this.table(year, 'communes')) {
        if (OVERSEAS_COLLECTIVITY.test(row.code)) continue;
        if (row.type === 'commune-actuelle') {
          active.set(row.code, row);
        } else if (row.type !== 'arrondissement-municipal') {
          seats.set(row.code, row.chefLieu);
        }
      }
      this.#editions.set(year, { active, seats });
    }
    return this.#editions.get(year);
  }

  // Every state of every commune from 1943 to the edition 2019.
  history() {
    return this.table(2019, 'historique-communes')
      .filter((row) => !OVERSEAS_COLLECTIVITY.test(row.code));
  }

  boxesLicence() {
    return readFileSync(join(this.#root, `etalab-fr-bounding-boxes-${BOXES}`, 'package', 'LICENSE'),
      'utf8');
  }

  // Bounding rectangles of the communes of 2017: code -> [west, south, east, north].
  boxes() {
    const boxes = new Map();
    for (const row of this.#read('fr-bounding-boxes', BOXES, 'dist/communes.json')) {
      boxes.set(row.id.split(':')[2], row.bbox);
    }
    return boxes;
  }
}
