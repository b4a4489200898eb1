/** Names of sheets that every program takes: made valid, and different from each other. Pure. */

import { wholeCharacters } from './xmlText.ts';

const MOST_CHARACTERS = 31;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const NOT_ALLOWED = /[[\]:*?/\\\x00-\x1f\x7f\ufffe\uffff]+/g;
/** Excel keeps these for itself. */
const RESERVED = new Set(['history']);

/** @param taken the names of the sheets before it */
export function sheetName(wanted: string, taken: readonly string[]): string {
  const cleaned = wholeCharacters(wanted)
    .replace(NOT_ALLOWED, ' ')
    .replace(/^[\s']+|[\s']+$/g, '');
  const name = cut(cleaned, MOST_CHARACTERS) || 'Sheet';
  const used = new Set(taken.map(folded));
  for (let n = 1; ; n++) {
    const mark = n === 1 ? '' : ` (${n})`;
    const candidate = `${cut(name, MOST_CHARACTERS - mark.length)}${mark}`;
    const key = folded(candidate);
    if (!used.has(key) && !RESERVED.has(key)) return candidate;
  }
}

const folded = (name: string) => name.toLowerCase();

/** Not in the middle of a character, and without an apostrophe or a space at the end. */
function cut(name: string, most: number): string {
  const whole = /[\ud800-\udbff]$/.test(name.slice(0, most)) ? most - 1 : most;
  return name.slice(0, whole).replace(/[\s']+$/, '');
}
