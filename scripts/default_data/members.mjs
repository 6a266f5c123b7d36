// SPDX-License-Identifier: Apache-2.0
// EPCI of the communes in the other editions than 2024, where they differ.
//
// A row says: in the edition `annee`, this commune (code of that edition) was in this
// EPCI, or in none. A commune that is not listed was in the EPCI that its communes of
// 2024 have in 2024; where these have several, it is always listed.

import { EDITION_YEARS, byCode } from './packages.mjs';
import { follower } from './moves.mjs';
import { VINTAGE, membership } from './territories.mjs';

// The communes of 2024 that each commune of an edition belongs to, or comes from.
function communesOf2024(moves, year, codes, current) {
  if (year < VINTAGE) {
    const follow = follower(moves, year, VINTAGE);
    return new Map([...codes].map((code) => [code, [...follow(code)]]));
  }
  const follow = follower(moves, VINTAGE, year);
  const origins = new Map([...codes].map((code) => [code, []]));
  for (const code of current) {
    for (const later of follow(code)) origins.get(later).push(code);
  }
  return origins;
}

export function buildMembers(packages, moves, territories) {
  const current = packages.edition(VINTAGE).active;
  const known = new Set(territories.epci.map((one) => one.code));
  const rows = [];
  const others = new Map();
  const years = EDITION_YEARS.filter((year) => year !== VINTAGE);
  for (const year of years) {
    const { active } = packages.edition(year);
    const epciOf = membership(packages.table(year, 'epci'), active);
    for (const [code, places] of communesOf2024(moves, year, active.keys(), current.keys())) {
      if (places.length === 0) throw new Error(`${code} of ${year} is nowhere in ${VINTAGE}`);
      const epci = epciOf.get(code);
      if (places.some((place) => territories.epciOf.get(place) !== epci)) {
        rows.push([code, epci, year]);
        if (epci && !known.has(epci)) others.set(epci, undefined);
      }
    }
  }
  // The name in the edition nearest to 2024, the earlier one if two are as near.
  const nearest = [...years].sort((a, b) => Math.abs(b - VINTAGE) - Math.abs(a - VINTAGE)
    || b - a);
  for (const year of nearest) {
    for (const one of packages.table(year, 'epci')) {
      if (others.has(one.code)) others.set(one.code, one);
    }
  }
  return {
    rows: rows.sort((a, b) => byCode(a[0], b[0]) || a[2] - b[2]),
    others: [...others.values()].sort((a, b) => byCode(a.code, b.code)),
  };
}

export function memberTables({ rows, others }) {
  return [
    { file: 'members.csv', columns: ['code_commune', 'code_epci', 'annee'], rows },
    {
      file: 'epci_anciens.csv',
      columns: ['code_epci', 'nom_epci', 'nature'],
      rows: others.map((one) => [one.code, one.nom, one.type]),
    },
  ];
}
