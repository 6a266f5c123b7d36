// SPDX-License-Identifier: Apache-2.0
// data/example-loiret: a workspace as a prefecture would really have it. Every count and contract
// is invented; codes, names and populations are those of data/france.

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { xlsx } from "./xlsx.mjs";

const [france, output] = process.argv.slice(2);
mkdirSync(output, { recursive: true });

/** Windows-1252 of French text: all it uses beyond Latin-1 is œ, Œ, ’, € and –. */
function windows1252(text) {
  const special = { "œ": 0x9c, "Œ": 0x8c, "’": 0x92, "€": 0x80, "–": 0x96 };
  return Buffer.from([...text].map((c) => special[c] ?? c.codePointAt(0)));
}

const write = (name, content) => writeFileSync(join(output, name), content);
const writeCsv = (name, rows) => write(name, windows1252(rows.map((row) => row.join(";")).join("\r\n") + "\r\n"));

/** Loiret's communes: only code, nom and population are used, none of which is quoted there. */
const communes = readFileSync(join(france, "territories.csv"), "utf8")
  .split("\n")
  .filter((line) => line.startsWith("45"))
  .map((line) => {
    const cells = line.split(",");
    return { code: cells[0], name: cells[1], population: Number(cells[6]) };
  });

/** A number from 0 to 1 that depends on the code alone (FNV-1a). */
function noise(text) {
  let hash = 0x811c9dc5;
  for (const c of text) hash = Math.imul(hash ^ c.charCodeAt(0), 0x01000193) >>> 0;
  return hash / 0xffffffff;
}

/** Invented signatories: more where more people live, as OFII's departments show. */
function invented(commune, year) {
  const mean = 1.77e-5 * Math.pow(commune.population, 1.45);
  return Math.round(mean * (0.6 + 0.8 * noise(commune.code + year)));
}

// 2023: the spreadsheet of the territorial office, with a title, a total, and what hands do to cells.
const rows2023 = [];
for (const commune of communes) {
  const count = invented(commune, "2023");
  if (count === 0) continue;
  rows2023.push([Number(commune.code), commune.name, count < 5 ? "<5" : count]);
}
const rowOf = (code) => rows2023.find((row) => row[0] === code);
rowOf(45208)[0] = "45 208,0"; // a number format that went wrong
rowOf(45028)[2] = "1\u00a002"; // a figure typed with a space too many
rowOf(45024)[0] = "45O24"; // the letter O
rowOf(45082)[2] = "s"; // the office's other mask
rows2023.push([99999, "non renseigné", 6]);
// The office's own total: of what was signed, not of what the sheet shows.
const total = communes.reduce((sum, commune) => sum + invented(commune, "2023"), 6);
const sheet = [
  ["Signataires du contrat d’intégration républicaine par commune de résidence", null, null],
  ["Loiret, année 2023 – CHIFFRES INVENTÉS pour le didacticiel de Maillage", null, null],
  [],
  ["N° INSEE", "Commune de résidence", "Nb de CIR signés"],
  ...rows2023,
  ["Total", null, total],
];
write("cir-45-2023.xlsx", xlsx("CIR 2023", sheet, ["A1:C1", "A2:C2"]));

// 2021 and 2022: an older export, by the communes of 2019 (Saint-Loup-de-Gonois, since merged).
const older = communes
  .map((commune) => [commune.code, commune.name, invented(commune, "2021"), invented(commune, "2022")])
  .filter((row) => row[2] >= 5 || row[3] >= 5)
  .map(([code, name, a, b]) => [code, name, a < 5 ? "<5" : `${a},0`, b < 5 ? "<5" : `${b},0`]);
older.push(["45287", "Saint-Loup-de-Gonois", "2,0", "0,0"]);
older.sort((a, b) => (a[0] < b[0] ? -1 : 1));
writeCsv("cir-45-2021-2022.csv", [["Code commune", "Libellé", "2021", "2022"], ...older]);

// Totals of the office's region, with the zeros a spreadsheet took away.
writeCsv("totaux-ofii.csv", [
  ["Département", "Nom", "Année", "Total CIR"],
  ["1", "Ain", "2023", "512"],
  ["2", "Aisne", "2023", "611"],
  ["18", "Cher", "2023", "233"],
  ["45", "Loiret", "2023", String(total)],
]);

writeCsv("contrats.csv", [
  ["N°", "Intitulé", "Niveau", "Périmètre", "Type", "Statut", "Date de signature", "Date de fin", "Commentaire"],
  ["C1", "CTAI de la ville d’Orléans", "commune", "45234", "CTAI", "signé", "12/11/2019", "31/12/2025", "dans le périmètre de la métropole"],
  ["C2", "CTAI d’Orléans Métropole", "EPCI", "244500468", "CTAI", "signé", "15/03/2022", "", ""],
  ["C3", "CTAI de Montargis et Châlette", "communes", "45208 45068", "CTAI", "signé", "octobre 2021", "", ""],
  ["C4", "Contrat de ville du Giennois", "communes", "45155", "contrat de ville", "signé", "29/03/2024", "", "avenant primo-arrivants ; vaut CTAI"],
  ["C5", "CTAI du Loiret", "département", "45", "CTAI", "signé", "2023", "", "départemental : hors indicateur"],
  ["C6", "CTAI du Pithiverais", "EPCI", "200066280", "CTAI", "négociation", "", "", "vœu du conseil attendu"],
  ["C7", "Convention avec Beaugency", "commune", "45028", "partenariat", "signé", "01/06/2023", "", ""],
  ["C8", "CTAI de Saint-Loup-de-Gonois", "commune", "45287", "CTAI", "signé", "2019", "", "commune réunie depuis à La Selle-sur-le-Bied"],
]);

writeCsv("cibles.csv", [
  ["Code département", "Année", "Taux cible"],
  ["45", "2024", "62 %"],
  ["45", "2025", "72,5 %"],
  ["45", "2026", "80 %"],
]);

write("maillage.toml", `# Un espace de travail de préfecture : chiffres et contrats INVENTÉS.
# Essayer :  maillage check data/example-loiret
#            maillage coverage data/example-loiret --level epci --departement 45

[workspace]
name = "Loiret, exemple"
vintage = 2024          # les communes au 1er janvier 2024
counts_year = 2023
date = 2024-12-31
departments = ["45"]

[[source]]
role = "cir"
path = "cir-45-2023.xlsx"
vintage = 2023
[source.masked]
"s" = [1, 10]           # le secret de la direction territoriale

[[source]]
role = "cir"
path = "cir-45-2021-2022.csv"
vintage = 2019

[[source]]
role = "cir_totals"
path = "totaux-ofii.csv"

[[source]]
role = "contracts"
path = "contrats.csv"
vintage = 2019          # le contrat C8 cite une commune d’avant 2020

[[source]]
role = "targets"
path = "cibles.csv"
`);

write("LISEZMOI.md", `# Loiret, exemple

Un espace de travail comme une préfecture l’a vraiment : un tableur avec un titre, une ligne de total et des codes
abîmés, un CSV de Windows à virgules décimales, des nombres masqués, des contrats qui se recouvrent.

**Tous les nombres de signataires, tous les contrats et toutes les cibles sont inventés.** Les codes, les noms et
les populations des communes sont réels. Fabriqué par \`scripts/build_example\`.
`);
