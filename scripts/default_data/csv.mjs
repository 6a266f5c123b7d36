// SPDX-License-Identifier: Apache-2.0
// Writes comma-separated tables: UTF-8, LF, quotes only where needed.

import { writeFileSync } from 'node:fs';

function cell(value) {
  if (value === undefined || value === null) return '';
  const text = String(value);
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export function writeTable(path, columns, rows) {
  const lines = [columns, ...rows].map((row) => row.map(cell).join(','));
  writeFileSync(path, `${lines.join('\n')}\n`);
}
