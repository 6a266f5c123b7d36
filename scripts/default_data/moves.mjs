// SPDX-License-Identifier: Apache-2.0
// Moves of communes between the vintages 2017 to 2026.
//
// A move {from, to, year} reads: `from`, a code of the vintage year - 1, is `to`
// from 1 January of `year`. All moves of one year happen at once: a code may be
// both left and taken. A split is several moves with the same `from` and `year`.

import { byCode } from './packages.mjs';

export const FIRST_VINTAGE = 2017;
export const LAST_VINTAGE = 2026;

// Moves that no edition tells (INSEE, movements of communes): the old code is
// neither a delegated nor an associated commune of a later edition.
const UNTOLD = {
  2018: `05043>05039 05141>05039 17392>17160 25137>25368 28066>28127 28250>28127
    39148>39016 95259>95040 14513>50649 49144>44225`,
  2019: `07252>07103 14185>14514 14307>14713 14604>14126 18222>18073 25027>25245
    25250>25558 30190>30339 33092>33008 33338>33055 39089>39137 39287>39137
    39483>39137 44160>44003 50206>50597 62210>62154 63127>63335 70375>70491
    72033>72219 74110>74212 74274>74289 77149>77109 79011>79140 79045>79140
    79211>79140 80389>80442`,
  2020: '45287>45307',
  2021: '27676>27058',
  2022: '19092>19143 25134>25185 25628>25375',
  2024: '18131>18173 95282>95169',
  2025: `02311>02589 08300>08439 16238>16023 25297>25364 26371>26289 42072>42217
    71131>71566 72287>72155`,
};

// There is no edition 2020: of what changed between 2019 and 2021, this had
// changed by 1 January 2020 (28 February, 1 March and 31 December 2019).
const CHANGED_BY_2020 = new Set(['14666', '21213', '21507', '45287']);

function parseUntold() {
  const untold = new Map();
  for (const [year, text] of Object.entries(UNTOLD)) {
    for (const pair of text.split(/\s+/)) {
      const [from, to] = pair.split('>');
      untold.set(`${year} ${from}`, to);
    }
  }
  return untold;
}

function historyAt(history, date) {
  const active = new Map();
  for (const row of history) {
    if (row.type !== 'COM') continue;
    if ((row.dateDebut ?? '') <= date && (!row.dateFin || row.dateFin > date)) {
      active.set(row.code, row);
    }
  }
  return active;
}

// Codes in force on 1 January of each vintage; 2017 and 2018 come from the
// history in the edition 2019, 2020 from the edition 2021 less its own changes.
export function vintages(packages) {
  const codes = new Map();
  const history = packages.history();
  for (const year of [2017, 2018]) {
    codes.set(year, new Set(historyAt(history, `${year}-01-01`).keys()));
  }
  for (let year = 2019; year <= LAST_VINTAGE; ++year) {
    if (year !== 2020) codes.set(year, new Set(packages.edition(year).active.keys()));
  }
  const before = codes.get(2019);
  const after = codes.get(2021);
  const gone = [...before].filter((code) => !after.has(code) && CHANGED_BY_2020.has(code));
  const born = [...after].filter((code) => !before.has(code) && CHANGED_BY_2020.has(code));
  const middle = new Set([...before, ...born]);
  for (const code of gone) middle.delete(code);
  codes.set(2020, middle);
  return codes;
}

// Where the communes that ended from 2017 to 2019 went, from the history.
function historicMoves(packages, codes) {
  const history = packages.history();
  const states = new Map(history.map((row) => [row.id, row]));
  const found = new Map();
  for (const year of [2018, 2019]) {
    const before = historyAt(history, `${year - 1}-01-01`);
    for (const [code, first] of before) {
      if (codes.get(year).has(code)) continue;
      let row = first;
      while (row.type === 'COM' && row.dateFin) row = states.get(row.successeur);
      if (row.type !== 'COM') row = states.get(row.pole);
      found.set(`${year} ${code}`, row.code);
    }
  }
  return found;
}

function seatsFor(packages, year) {
  const edition = year === 2020 ? 2021 : Math.max(year, 2019);
  return packages.edition(edition).seats;
}

export function buildMoves(packages) {
  const codes = vintages(packages);
  const untold = parseUntold();
  const historic = historicMoves(packages, codes);
  const moves = [];
  for (let year = FIRST_VINTAGE + 1; year <= LAST_VINTAGE; ++year) {
    const before = codes.get(year - 1);
    const after = codes.get(year);
    const seats = seatsFor(packages, year);
    const targets = new Set();
    for (const from of before) {
      if (after.has(from)) continue;
      const listed = untold.get(`${year} ${from}`);
      // A listed target may be a delegated commune, created with its own code.
      const direct = listed && !after.has(listed) ? seats.get(listed) : listed;
      const told = historic.get(`${year} ${from}`) ?? seats.get(from);
      if (direct && told && year <= 2019 && direct !== told) {
        throw new Error(`${from}: sources disagree in ${year}: ${direct} or ${told}`);
      }
      const to = direct ?? told ?? renumbered(packages, year, from, after);
      if (!after.has(to)) throw new Error(`${from} leads to ${to}, unknown in ${year}`);
      untold.delete(`${year} ${from}`);
      targets.add(to);
      moves.push({ from, to, year });
    }
    const split = new Set();
    for (const to of after) {
      if (before.has(to) || targets.has(to)) continue;
      const from = seatsFor(packages, year - 1).get(to);
      if (!before.has(from)) throw new Error(`${to} appears in ${year} from nowhere`);
      split.add(from);
      moves.push({ from, to, year });
    }
    for (const from of split) {
      // The seat goes on with what is left of it.
      if (after.has(from)) moves.push({ from, to: from, year });
    }
  }
  if (untold.size > 0) throw new Error(`unused: ${[...untold.keys()].join(', ')}`);
  return moves.sort((a, b) => byCode(a.from, b.from) || a.year - b.year || byCode(a.to, b.to));
}

// A commune whose code is listed among the former codes of another one.
function renumbered(packages, year, from, after) {
  const edition = packages.edition(Math.max(year, 2021));
  for (const code of after) {
    if (edition.active.get(code)?.anciensCodes?.includes(from)) return code;
  }
  return undefined;
}

// Follows codes from one vintage to a later one: a function from a code to the
// set of codes it has become; more than one after a split.
export function follower(moves, firstYear, lastYear) {
  const steps = new Map();
  for (const { from, to, year } of moves) {
    if (!steps.has(year)) steps.set(year, new Map());
    const step = steps.get(year);
    if (!step.has(from)) step.set(from, []);
    step.get(from).push(to);
  }
  return (code) => {
    let now = new Set([code]);
    for (let year = firstYear + 1; year <= lastYear; ++year) {
      const step = steps.get(year);
      if (!step) continue;
      const next = new Set();
      for (const one of now) for (const to of step.get(one) ?? [one]) next.add(to);
      now = next;
    }
    return now;
  };
}
