// SPDX-License-Identifier: Apache-2.0
// Territories of the COG 2024: communes, EPCI, EPT, arrondissements,
// departments and regions of metropolitan France and the five overseas departments.

import { byCode } from './packages.mjs';
import { follower } from './moves.mjs';

export const VINTAGE = 2024;
const OVERSEAS_COLLECTIVITIES = 'com';
const POPULATION_BEFORE = 2019;

// Member -> group, for the members that are kept.
export function membership(groups, kept) {
  const group = new Map();
  for (const { code, membres } of groups) {
    for (const member of membres) {
      if (!kept.has(member.code)) continue;
      if (group.has(member.code)) throw new Error(`${member.code} is in two groups`);
      group.set(member.code, code);
    }
  }
  return group;
}

// Populations of the edition 2019 brought to 2024: a sum over the old communes;
// unknown where an old population is, or where the commune comes out of a split.
function earlierPopulations(packages, moves) {
  const follow = follower(moves, POPULATION_BEFORE, VINTAGE);
  const sums = new Map();
  const unknown = new Set();
  for (const [code, commune] of packages.edition(POPULATION_BEFORE).active) {
    const targets = follow(code);
    for (const target of targets) {
      if (targets.size > 1 || commune.population === undefined) unknown.add(target);
      sums.set(target, (sums.get(target) ?? 0) + (commune.population ?? 0));
    }
  }
  for (const code of unknown) sums.delete(code);
  return sums;
}

function checkUnique(rows, what) {
  const seen = new Set(rows.map((row) => row.code));
  if (seen.size !== rows.length) throw new Error(`codes of ${what} are not unique`);
}

export function buildTerritories(packages, moves) {
  const { active } = packages.edition(VINTAGE);
  const communes = [...active.values()].sort((a, b) => byCode(a.code, b.code));
  const sorted = (name) => packages.table(VINTAGE, name)
    .filter((row) => row.zone !== OVERSEAS_COLLECTIVITIES)
    .sort((a, b) => byCode(a.code, b.code));

  const departments = sorted('departements');
  const regions = sorted('regions');
  const arrondissements = sorted('arrondissements');
  const ept = sorted('ept');
  const epci = sorted('epci').filter((row) => row.membres.some((one) => active.has(one.code)));
  for (const [rows, what] of [[communes, 'communes'], [departments, 'departments'],
    [regions, 'regions'], [arrondissements, 'arrondissements'], [epci, 'EPCI'], [ept, 'EPT']]) {
    checkUnique(rows, what);
  }

  const earlier = earlierPopulations(packages, moves);
  const epciOf = membership(epci, active);
  const eptOf = membership(ept, active);
  const known = new Set([...departments, ...regions, ...arrondissements].map((row) => row.code));
  for (const one of communes) {
    for (const parent of [one.departement, one.region, one.arrondissement]) {
      if (parent && !known.has(parent)) throw new Error(`${one.code} is in ${parent}, unknown`);
    }
    if (!Number.isInteger(one.population)) throw new Error(`${one.code} has no population`);
  }
  return { communes, departments, regions, arrondissements, epci, ept, epciOf, eptOf, earlier };
}

export function territoryTables(data) {
  const head = (row) => [row.code, row.nom];
  return [
    {
      file: 'territories.csv',
      columns: ['code_commune', 'nom', 'code_departement', 'code_region', 'code_epci',
        'code_arrondissement', 'population', 'population_2019'],
      rows: data.communes.map((one) => [...head(one), one.departement, one.region,
        data.epciOf.get(one.code), one.arrondissement, one.population,
        data.earlier.get(one.code)]),
    },
    {
      file: 'epci.csv',
      columns: ['code_epci', 'nom_epci', 'nature'],
      rows: data.epci.map((one) => [...head(one), one.type]),
    },
    {
      file: 'ept.csv',
      columns: ['code_ept', 'nom_ept', 'code_commune'],
      rows: data.ept.flatMap((one) => one.membres.map((member) => member.code).sort(byCode)
        .map((code) => [...head(one), code])),
    },
    {
      file: 'departements.csv',
      columns: ['code_departement', 'nom', 'code_region', 'chef_lieu'],
      rows: data.departments.map((one) => [...head(one), one.region, one.chefLieu]),
    },
    {
      file: 'regions.csv',
      columns: ['code_region', 'nom', 'chef_lieu'],
      rows: data.regions.map((one) => [...head(one), one.chefLieu]),
    },
    {
      file: 'arrondissements.csv',
      columns: ['code_arrondissement', 'nom', 'code_departement', 'chef_lieu'],
      rows: data.arrondissements.map((one) => [...head(one), one.departement, one.chefLieu]),
    },
  ];
}
