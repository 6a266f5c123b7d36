// SPDX-License-Identifier: Apache-2.0
// CTAI known from public pages: a partial list, facts compiled by hand.

import { byCode } from './packages.mjs';

const DIAIR_2021 = 'Liste partielle ; source : DIAIR (page CTAI, COPIL du 6 mai 2021) et '
  + 'France urbaine (avril et mai 2021). Signature connue à l’année.';
const COMMITTED = 'Liste partielle ; source : DIAIR (COPIL du 6 mai 2021, liste des '
  + '18 territoires). Engagement annoncé en 2021, signature non retrouvée dans les pages '
  + 'publiques : présenté comme en négociation.';

const COMMUNE = { level: 'commune', signatory: (name) => `Commune ${of(name)}` };
const EPCI = { level: 'epci', signatory: (name) => name };

const signed = (kind, code, name, date, note) => ({
  kind, code, name, status: 'signe', date, note,
});
const pending = (kind, code, name, note) => ({
  kind, code, name, status: 'negociation', note,
});

const CONTRACTS = [
  signed(COMMUNE, '29019', 'Brest', '2019', DIAIR_2021),
  signed(COMMUNE, '44109', 'Nantes', '2019', DIAIR_2021),
  signed(COMMUNE, '31555', 'Toulouse', '2019', DIAIR_2021),
  signed(COMMUNE, '35238', 'Rennes', '2019', DIAIR_2021),
  signed(COMMUNE, '63113', 'Clermont-Ferrand', '2019', DIAIR_2021),
  signed(COMMUNE, '67482', 'Strasbourg', '2019', DIAIR_2021),
  signed(EPCI, '242900314', 'Brest Métropole', '2019', DIAIR_2021),
  signed(EPCI, '242100410', 'Dijon Métropole', '2019', DIAIR_2021),
  signed(EPCI, '200046977', 'Métropole de Lyon', '2019', DIAIR_2021),
  signed(EPCI, '200040715', 'Grenoble-Alpes-Métropole', '2019', DIAIR_2021),
  signed(EPCI, '243500139', 'Rennes Métropole', '2019', DIAIR_2021),
  signed(EPCI, '243300316', 'Bordeaux Métropole', '2019', DIAIR_2021),
  signed(EPCI, '245400676', 'Métropole du Grand Nancy', '2019', DIAIR_2021),
  signed(COMMUNE, '76351', 'Le Havre', '2021-10-11', 'Liste partielle ; source : DIAIR (COPIL '
    + 'du 6 mai 2021) et presse régionale (signature du 11 octobre 2021).'),
  signed(EPCI, '200035715', 'Carcassonne Agglo', '2025-02-04', 'Liste partielle ; source : '
    + 'Carcassonne Agglo (signature du 4 février 2025).'),
  signed(COMMUNE, '12145', 'Millau', undefined, 'Liste partielle ; source : Ville de Millau '
    + '(actualité). Date de signature non publiée.'),
  signed({ level: 'region', signatory: (name) => name }, '24', 'Région Centre-Val de Loire',
    undefined, 'Liste partielle ; source : presse locale. Date de signature non publiée.'),
  pending(COMMUNE, '13055', 'Marseille', COMMITTED),
  pending(COMMUNE, '37261', 'Tours', COMMITTED),
  pending(COMMUNE, '25056', 'Besançon', COMMITTED),
  pending(COMMUNE, '86194', 'Poitiers', COMMITTED),
  pending(EPCI, '200023414', 'Métropole Rouen Normandie', COMMITTED),
  pending(EPCI, '243400017', 'Montpellier Méditerranée Métropole', COMMITTED),
  pending(COMMUNE, '92036', 'Gennevilliers', 'Liste partielle ; source : commune (conseil '
    + 'municipal du 9 février 2024). En négociation en 2024.'),
  pending(EPCI, '200066926', 'CA Grand Auch Cœur de Gascogne', 'Liste partielle ; source : '
    + 'préfecture du Gers (document de préfiguration du 16 mars 2024). En négociation en 2024.'),
];

function of(name) {
  if (name.startsWith('Le ')) return `du ${name.slice('Le '.length)}`;
  return /^[AEIOUYÉÈH]/.test(name) ? `d’${name}` : `de ${name}`;
}

export function contractTable({ communes, epci, regions }) {
  const known = {
    commune: new Set(communes.map((one) => one.code)),
    epci: new Set(epci.map((one) => one.code)),
    region: new Set(regions.map((one) => one.code)),
  };
  const rows = CONTRACTS.map(({ kind, code, name, status, date, note }) => {
    if (!known[kind.level].has(code)) throw new Error(`contract of ${code}: unknown territory`);
    return [`ctai-${code}`, `CTAI ${kind.level === 'region' ? 'de la ' : ''}${name}`, kind.level,
      code, 'ctai', status, date, undefined, kind.signatory(name), note];
  });
  return {
    file: 'contracts.csv',
    columns: ['id', 'nom', 'niveau', 'perimetre', 'type', 'statut', 'date_signature', 'date_fin',
      'signataire', 'commentaire'],
    rows: rows.sort((a, b) => byCode(a[0], b[0])),
  };
}
