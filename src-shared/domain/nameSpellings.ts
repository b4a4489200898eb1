/**
 * A name as somebody writes it whose keyboard or system has no letters for it: Müller as Mueller, Søren as Soeren or
 * Soren, Łukasz as Lukasz; and the other way round, since nobody knows which of them was there first. Pure.
 */
import { asQuoted } from './quotations.ts';

const WRITTEN_OUT: Readonly<Record<string, readonly [string, ...string[]]>> = {
  ...{ ä: ['ae', 'a'], ö: ['oe', 'o'], ü: ['ue', 'u'], å: ['aa', 'a'], ø: ['oe', 'o'] },
  ...{ æ: ['ae'], œ: ['oe'], ł: ['l'], đ: ['d'], ð: ['d'], þ: ['th'], ı: ['i'] },
};
const LETTERS = new RegExp(`[${Object.keys(WRITTEN_OUT).join('')}]`, 'g');
const TWO_LETTERS = /[aou]e/g;
const MARKED: Readonly<Record<string, string>> = { ae: 'ä', oe: 'ö', ue: 'ü' };

/** The name itself first; only spellings that aren't found as the same words. */
export function spellingsOfName(name: string): string[] {
  const lower = name.normalize('NFC').toLowerCase();
  const written = (nth: number) =>
    lower.replace(LETTERS, (letter) => {
      const ways = WRITTEN_OUT[letter]!;
      return ways[nth] ?? ways[0];
    });
  const marked = lower.replace(TWO_LETTERS, (two) => MARKED[two]!);
  const found = new Map([[asQuoted(name), name]]);
  for (const each of [written(0), written(1), marked])
    if (!found.has(asQuoted(each))) found.set(asQuoted(each), each);
  return [...found.values()];
}
