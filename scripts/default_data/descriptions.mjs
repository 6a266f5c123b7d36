// SPDX-License-Identifier: Apache-2.0
// What the built-in files are: sources.json, LICENCE.md and maillage.toml.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EDITION_YEARS } from './packages.mjs';
import { VINTAGE } from './territories.mjs';
import { COUNTS_YEAR } from './cir.mjs';
import { FIRST_VINTAGE, LAST_VINTAGE } from './moves.mjs';

const OPEN_LICENCE = 'Licence Ouverte 2.0';
const ETALAB = 'INSEE, DGCL, La Poste ; paquet @etalab/decoupage-administratif';
const COG_ATTRIBUTION = 'Code officiel géographique 2024 et populations municipales, INSEE ; '
  + 'intercommunalités, DGCL ; diffusés par Etalab (Licence Ouverte).';
const COG_CREDIT = 'INSEE, DGCL, Etalab – Licence Ouverte 2.0';
const CIR_CREDIT = 'Maillage, d’après la circulaire du 26 mars 2024, OFII et INSEE – '
  + 'Licence Ouverte 2.0';
const cog = (file, title) => ({
  file,
  title,
  credit: COG_CREDIT,
  publisher: ETALAB,
  licence: OPEN_LICENCE,
  vintage: String(VINTAGE),
  attribution: COG_ATTRIBUTION,
  notices: [],
});

const EDITIONS = EDITION_YEARS.filter((year) => year !== VINTAGE).join(', ');
const MEMBERS_ATTRIBUTION = 'Intercommunalités des éditions 2019 à 2026, DGCL et INSEE, diffusées '
  + 'par Etalab (Licence Ouverte).';

// `credit` is the short attribution of maillage.toml; the rest is sources.json.
const SOURCES = [
  {
    ...cog('territories.csv', 'Communes et leurs territoires'),
    description: 'Population : population municipale de l’édition 2024 (populations légales '
      + '2022 ; Mayotte : recensement de 2017). Population 2019 : celle de l’édition 2019 '
      + '(populations légales 2016), additionnée sur les communes fusionnées ; vide si inconnue.',
  },
  cog('epci.csv', 'Établissements publics de coopération intercommunale à fiscalité propre'),
  cog('ept.csv', 'Établissements publics territoriaux de la Métropole du Grand Paris'),
  cog('departements.csv', 'Départements'),
  cog('regions.csv', 'Régions'),
  cog('arrondissements.csv', 'Arrondissements'),
  {
    file: 'moves.csv',
    title: 'Mouvements de communes',
    credit: COG_CREDIT,
    publisher: ETALAB,
    licence: OPEN_LICENCE,
    vintage: `${FIRST_VINTAGE}-${LAST_VINTAGE}`,
    attribution: 'Mouvements de communes déduits des éditions 2019 à 2026 du Code officiel '
      + 'géographique, INSEE, diffusées par Etalab (Licence Ouverte).',
    notices: [],
  },
  {
    file: 'members.csv',
    title: 'Appartenance aux EPCI dans les autres éditions',
    credit: COG_CREDIT,
    publisher: ETALAB,
    licence: OPEN_LICENCE,
    vintage: EDITIONS,
    attribution: MEMBERS_ATTRIBUTION,
    notices: [],
    description: 'Une ligne dit : dans l’édition `annee` (2019, 2021, 2022, 2023, 2025 ou 2026), '
      + 'la commune `code_commune` (code de cette édition) était dans l’EPCI `code_epci` ; vide : '
      + 'dans aucun. Une commune de ces éditions sans ligne était dans l’EPCI qu’a en 2024 la '
      + 'commune dont elle fait partie (ou dont elle vient) en 2024 ; si ces communes de 2024 '
      + 'sont plusieurs et n’ont pas le même EPCI, elle a toujours une ligne. L’édition 2024 est '
      + 'dans territories.csv ; il n’y a pas d’édition 2020.',
  },
  {
    file: 'epci_anciens.csv',
    title: 'EPCI des autres éditions, absents de l’édition 2024',
    credit: COG_CREDIT,
    publisher: ETALAB,
    licence: OPEN_LICENCE,
    vintage: EDITIONS,
    attribution: MEMBERS_ATTRIBUTION,
    notices: [],
    description: 'EPCI de members.csv qui ne sont pas dans epci.csv : disparus avant 2024 ou '
      + 'créés depuis. Nom et nature de l’édition la plus proche de 2024.',
  },
  {
    file: 'cir.csv',
    title: 'Signataires du CIR par commune (modèle)',
    credit: CIR_CREDIT,
    publisher: 'Maillage, d’après la circulaire du 26 mars 2024 et OFII',
    licence: OPEN_LICENCE,
    vintage: String(COUNTS_YEAR),
    attribution: 'Répartition communale modélisée : 127 876 CIR signés en 2023 et parts '
      + 'régionales (circulaire du 26 mars 2024, NOR IOMV2403137J), CIR signés en 2020 par '
      + 'département (OFII), population des communes (INSEE).',
    notices: ['répartition communale modélisée'],
    description: 'Régions : parts de la circulaire ; départements : au prorata des CIR signés en '
      + '2020 ; communes : au prorata de la population puissance 1,4 ; plus forts restes. De 1 à '
      + '4 signataires : « <5 ». Les communes absentes n’ont aucun signataire dans le modèle.',
  },
  {
    file: 'cir_totals.csv',
    title: 'Signataires du CIR par département (modèle)',
    credit: CIR_CREDIT,
    publisher: 'Maillage, d’après la circulaire du 26 mars 2024 et OFII',
    licence: OPEN_LICENCE,
    vintage: String(COUNTS_YEAR),
    attribution: 'Totaux départementaux modélisés : 127 876 CIR signés en 2023 et parts '
      + 'régionales (circulaire du 26 mars 2024, NOR IOMV2403137J), CIR signés en 2020 par '
      + 'département (OFII).',
    notices: ['répartition communale modélisée'],
  },
  {
    file: 'contracts.csv',
    title: 'Contrats territoriaux d’accueil et d’intégration connus',
    credit: 'Maillage, d’après des pages publiques (DIAIR, France urbaine, préfectures, presse) – '
      + 'faits publics',
    publisher: 'Maillage, d’après des pages publiques',
    licence: 'Faits publics',
    vintage: '2019-2025',
    attribution: 'Liste partielle relevée dans des pages publiques : DIAIR, France urbaine, '
      + 'préfectures, collectivités, presse.',
    notices: ['liste partielle'],
  },
  {
    file: 'communes.topojson.gz',
    title: 'Contours schématiques des communes',
    credit: 'Maillage, d’après Etalab (MIT), INSEE et DGCL (Licence Ouverte 2.0)',
    publisher: 'Maillage, d’après Etalab (paquets @etalab/fr-bounding-boxes et '
      + '@etalab/decoupage-administratif)',
    licence: 'MIT ; Licence Ouverte 2.0',
    vintage: String(VINTAGE),
    attribution: 'Contours schématiques calculés d’après les rectangles englobants des communes '
      + 'de 2017, Etalab (licence MIT), les mouvements de communes et les populations, INSEE, et '
      + 'les intercommunalités, DGCL (Licence Ouverte). Ce ne sont pas les limites réelles.',
    notices: ['contours schématiques'],
  },
];

const LICENCE = `# Données intégrées : licences et attributions

Ces données sont fabriquées par \`scripts/build_default_data\`. Le détail de chaque fichier est dans
\`sources.json\`.

- **Communes, intercommunalités, arrondissements, départements, régions, populations et mouvements
  de communes** : INSEE (Code officiel géographique, populations légales), DGCL (intercommunalités),
  diffusés par Etalab dans le paquet npm \`@etalab/decoupage-administratif\` sous
  [Licence Ouverte 2.0](https://www.etalab.gouv.fr/licence-ouverte-open-licence/).
- **Contours schématiques** : calculés d’après les rectangles englobants des communes du paquet npm
  \`@etalab/fr-bounding-boxes\` 0.1.3 (Etalab, licence MIT, texte ci-dessous), avec les mouvements
  de communes, les populations et les intercommunalités du paquet précédent. Ce ne sont pas les
  limites réelles des communes.
- **Signataires du CIR** : répartition communale modélisée, d’après les chiffres publiés dans la
  circulaire du 26 mars 2024 (NOR IOMV2403137J) et par l’OFII (2020). Ce ne sont pas des comptages.
- **Contrats** : liste partielle de faits publics (DIAIR, France urbaine, préfectures,
  collectivités, presse).

## Licence MIT de \`@etalab/fr-bounding-boxes\`

`;

const VINTAGE_LINE = `vintage = ${VINTAGE}`;
const names = (file) => ({ role: 'names', file, lines: [VINTAGE_LINE] });
const ROLES = [
  {
    role: 'territories',
    file: 'territories.csv',
    lines: [VINTAGE_LINE, 'population_years = [2016, 2022]'],
  },
  ...['epci', 'ept', 'arrondissements', 'departements', 'regions'].map((one) => names(`${one}.csv`)),
  { role: 'names', file: 'epci_anciens.csv', lines: [] },
  { role: 'moves', file: 'moves.csv', lines: [] },
  { role: 'members', file: 'members.csv', lines: [] },
  {
    role: 'communes',
    file: 'communes.topojson.gz',
    lines: ['layer = "communes"', VINTAGE_LINE, 'schematic = true'],
  },
  {
    role: 'cir',
    file: 'cir.csv',
    lines: [VINTAGE_LINE, 'modelled = true'],
    table: '[source.masked]\n"<5" = [1, 4]\n',
  },
  { role: 'cir_totals', file: 'cir_totals.csv', lines: [] },
  { role: 'contracts', file: 'contracts.csv', lines: [VINTAGE_LINE, 'partial = true'] },
];

function workspace() {
  const blocks = ROLES.map(({ role, file, lines, table }) => {
    const { credit } = SOURCES.find((one) => one.file === file);
    return ['[[source]]', `role = "${role}"`, `path = "${file}"`, ...lines,
      `attribution = "${credit}"`, table ?? ''].join('\n');
  });
  return `# La France intégrée : un espace de travail comme les autres.

[workspace]
name = "France (données intégrées)"
vintage = ${VINTAGE}
counts_year = ${COUNTS_YEAR}

${blocks.join('\n')}`;
}

export function writeDescriptions(output, boxesLicence) {
  const sources = SOURCES.map(({ credit, ...rest }) => rest);
  writeFileSync(join(output, 'sources.json'), `${JSON.stringify({ sources }, null, 2)}\n`);
  writeFileSync(join(output, 'LICENCE.md'), `${LICENCE}${boxesLicence.trim()}\n`);
  writeFileSync(join(output, 'maillage.toml'), workspace());
}
