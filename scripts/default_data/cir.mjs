// SPDX-License-Identifier: Apache-2.0
// Signatories of the CIR in 2023, modelled: OFII publishes none by commune.
//
// France to regions by the shares of the circular, regions to departments in
// proportion to the CIR signed in 2020, departments to communes in proportion to
// population^1.4; each step by largest remainder, so that every sum is exact.

import { byCode } from './packages.mjs';

export const COUNTS_YEAR = 2023;
export const FRANCE_TOTAL = 127876;
const POPULATION_EXPONENT = 1.4;
const MASKED_BELOW = 5;
const MASK = '<5';

// Tenths of a percent, circular of 26 March 2024; they add up to 99.9 %.
const REGION_SHARES = {
  11: 361, 84: 102, 76: 72, 93: 71, 44: 63, 75: 58, 32: 49, 52: 46, 28: 40,
  53: 33, 27: 31, 24: 24, '06': 19, '03': 17, '04': 5, 94: 3, '01': 3, '02': 2,
};

// CIR signed in 2020 by department (OFII). Mayotte: the region is the department.
const SIGNED_2020 = `01:494 02:606 03:338 04:146 05:79 06:1426 07:154 08:121 09:117 10:320
  11:206 12:144 13:2820 14:485 15:96 16:304 17:327 18:209 19:214 21:517 22:350 23:109 24:276
  25:521 26:333 27:602 28:439 29:574 2A:124 2B:121 30:535 31:1676 32:133 33:1513 34:1004 35:876
  36:183 37:475 38:1104 39:312 40:188 41:290 42:577 43:119 44:1794 45:629 46:177 47:240 48:63
  49:776 50:291 51:552 52:157 53:250 54:485 55:95 56:448 57:964 58:145 59:2483 60:933 61:265
  62:651 63:422 64:604 65:147 66:356 67:1435 68:683 69:1801 70:159 71:429 72:632 73:357 74:955
  75:5461 76:1077 77:2410 78:2741 79:317 80:343 81:309 82:183 83:603 84:472 85:290 86:393 87:619
  88:203 89:422 90:196 91:2819 92:3002 93:5775 94:4394 95:3874 971:395 972:121 973:906 974:418
  976:1`;

// Shares `total` in proportion to the weights of [key, weight] pairs, in whole
// numbers that add up to it; equal remainders are served in the order of the keys.
export function largestRemainder(total, weights) {
  const sum = weights.reduce((all, [, weight]) => all + weight, 0);
  const parts = weights.map(([key, weight]) => {
    const quota = (total * weight) / sum;
    return { key, whole: Math.floor(quota), rest: quota - Math.floor(quota) };
  });
  const missing = total - parts.reduce((all, part) => all + part.whole, 0);
  const served = [...parts].sort((a, b) => b.rest - a.rest || byCode(a.key, b.key));
  for (const part of served.slice(0, missing)) part.whole += 1;
  return new Map(parts.map((part) => [part.key, part.whole]));
}

export function buildCounts({ communes, departments }) {
  const signed = new Map(SIGNED_2020.split(/\s+/).map((pair) => {
    const [code, count] = pair.split(':');
    return [code, Number(count)];
  }));
  const regions = largestRemainder(FRANCE_TOTAL,
    Object.entries(REGION_SHARES).sort(([a], [b]) => byCode(a, b)));
  const totals = [];
  const counts = [];
  for (const [region, regionTotal] of regions) {
    const weights = departments.filter((one) => one.region === region)
      .map((one) => [one.code, signed.get(one.code)]);
    for (const [department, total] of largestRemainder(regionTotal, weights)) {
      totals.push([department, COUNTS_YEAR, total]);
      const members = communes.filter((one) => one.departement === department)
        .map((one) => [one.code, one.population ** POPULATION_EXPONENT]);
      for (const [code, count] of largestRemainder(total, members)) counts.push([code, count]);
    }
  }
  totals.sort((a, b) => byCode(a[0], b[0]));
  counts.sort((a, b) => byCode(a[0], b[0]));
  const sum = counts.reduce((all, [, count]) => all + count, 0);
  if (sum !== FRANCE_TOTAL || totals.length !== departments.length) {
    throw new Error(`the counts add up to ${sum} in ${totals.length} departments`);
  }
  return { counts, totals };
}

export function countTables({ counts, totals }) {
  return [
    {
      file: 'cir.csv',
      columns: ['code_commune', 'signataires', 'annee'],
      rows: counts.filter(([, count]) => count > 0)
        .map(([code, count]) => [code, count < MASKED_BELOW ? MASK : count, COUNTS_YEAR]),
    },
    {
      file: 'cir_totals.csv',
      columns: ['code_departement', 'annee', 'signataires'],
      rows: totals,
    },
  ];
}
