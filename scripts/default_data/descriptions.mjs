// SPDX-License-Identifier: Apache-2.0
// What the built-in files are: sources.json, LICENCE.md and maillage.toml.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { VINTAGE } from './territories.mjs';
import { COUNTS_YEAR } from './cir.mjs';
import { FIRST_VINTAGE, LAST_VINTAGE } from './moves.mjs';

const OPEN_LICENCE = 'Licence Ouverte 2.0';
const ETALAB = 'INSEE, DGCL, La Poste ; paquet @etalab/decoupage-administratif';
const COG_ATTRIBUTION = 'Code officiel géographique 2024 et populations municipales, INSEE ; '
  + 'intercommunalités, DGCL ; diffusés par Etalab (Licence Ouverte).';
const cog = (file, title) => ({
  file,
  title,
  publisher: ETALAB,
  licence: OPEN_LICENCE,
  vintage: String(VINTAGE),
  attribution: COG_ATTRIBUTION,
  notices: [],
});

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
    publisher: ETALAB,
    licence: OPEN_LICENCE,
    vintage: `${FIRST_VINTAGE}-${LAST_VINTAGE}`,
    attribution: 'Mouvements de communes déduits des éditions 2019 à 2026 du Code officiel '
      + 'géographique, INSEE, diffusées par Etalab (Licence Ouverte).',
    notices: [],
  },
  {
    file: 'cir.csv',
    title: 'Signataires du CIR par commune (modèle)',
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
    publisher: 'Maillage, d’après Etalab (paquet @etalab/fr-bounding-boxes)',
    licence: 'MIT ; Licence Ouverte 2.0',
    vintage: String(VINTAGE),
    attribution: 'Contours schématiques calculés d’après les rectangles englobants des communes '
      + 'de 2017, Etalab (licence MIT) ; rectangles de sept communes à îles lointaines d’après IGN '
      + '(2018, Licence Ouverte). Ce ne sont pas les limites réelles.',
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
  \`@etalab/fr-bounding-boxes\` 0.1.3 (Etalab, licence MIT, texte ci-dessous) ; pour sept communes
  à îles lointaines, rectangles arrondis d’après IGN ADMIN EXPRESS 2018 (Licence Ouverte). Ce ne
  sont pas les limites réelles des communes.
- **Signataires du CIR** : répartition communale modélisée, d’après les chiffres publiés dans la
  circulaire du 26 mars 2024 (NOR IOMV2403137J) et par l’OFII (2020). Ce ne sont pas des comptages.
- **Contrats** : liste partielle de faits publics (DIAIR, France urbaine, préfectures,
  collectivités, presse).

## Licence MIT de \`@etalab/fr-bounding-boxes\`

`;

const WORKSPACE = `# La France intégrée : un espace de travail comme les autres.

[workspace]
name = "France (données intégrées)"
vintage = ${VINTAGE}
counts_year = ${COUNTS_YEAR}

[[source]]
role = "territories"
path = "territories.csv"
vintage = ${VINTAGE}
${['epci', 'ept', 'arrondissements', 'departements', 'regions'].map((name) => `
[[source]]
role = "names"
path = "${name}.csv"
vintage = ${VINTAGE}
`).join('')}
[[source]]
role = "moves"
path = "moves.csv"

[[source]]
role = "communes"
path = "communes.topojson.gz"
layer = "communes"
vintage = ${VINTAGE}

[[source]]
role = "cir"
path = "cir.csv"
vintage = ${VINTAGE}
[source.masked]
"<5" = [1, 4]

[[source]]
role = "cir_totals"
path = "cir_totals.csv"

[[source]]
role = "contracts"
path = "contracts.csv"
vintage = ${VINTAGE}
`;

export function writeDescriptions(output, boxesLicence) {
  writeFileSync(join(output, 'sources.json'), `${JSON.stringify({ sources: SOURCES }, null, 2)}\n`);
  writeFileSync(join(output, 'LICENCE.md'), `${LICENCE}${boxesLicence.trim()}\n`);
  writeFileSync(join(output, 'maillage.toml'), WORKSPACE);
}
