/**
 * Near misses: identifiers that differ only by what copying and spreadsheets do to them (an apostrophe in front,
 * typographic marks, two in one cell, an exponent). Pure. Never says that two identifiers are the same user, only
 * that somebody has to look; and never misses a pair that one of these changes alone makes.
 */
import { foldText, SAFE_NUMERIC_DIGITS, zeroLossKey } from './primaryIdentifier.ts';

/** What a character may be in a plain key: 1 anywhere, 2 within. All others make it odd. */
const PLAIN = new Uint8Array(128);
for (const character of 'abcdefghijklmnopqrstuvwxyz0123456789') PLAIN[character.charCodeAt(0)] = 1;
for (const character of '._@-') PLAIN[character.charCodeAt(0)] = 2;
/** Digits of a number that somebody has written with decimals. */
const DECIMAL = /^\d+\.0+$/;
/** Keys of other alphabets, as long as no letter of theirs looks like another. */
const PLAIN_LETTERS = /^[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}._@-]*[\p{L}\p{N}\p{M}])?$/u;

/** Whether the key, as `identifierKey` gives it, holds what near misses are made of. */
export function isOddKey(key: string): boolean {
  const last = key.length - 1;
  let hasMark = false;
  for (let n = 0; n <= last; n++) {
    const what = PLAIN[key.charCodeAt(n)];
    if (what === 1) continue;
    if (what !== 2 || n === 0 || n === last) return isOddText(key);
    hasMark = true;
  }
  return last < 0 || (hasMark && DECIMAL.test(key));
}

function isOddText(key: string): boolean {
  return (
    !PLAIN_LETTERS.test(key) || key.search(ANY_LOOK_ALIKE) >= 0 || key.normalize('NFKC') !== key
  );
}

/** Longer pieces are no identifiers, whatever is taken off them. */
const LONGEST_PIECE = 600;

const DASHES = /[\u2010-\u2015\u2043\u207b\u2212\ufe58\ufe63\uff0d]/gu;
const APOSTROPHES = /['`´ʹʻʼʽˈ‘’‚‛′‹›]/gu;
const QUOTATION_MARKS = /[“”„‟″«»]/gu;
/** What stands between two identifiers in one cell, or around one. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: a control character stands for some separator
const SEPARATORS = /[\s\0-\x1f\x7f-\x9f,;:/\\|&+=<>()[\]{}*#•·¦"]+/u;

/** Cyrillic and Greek letters that look like a Latin one, after folding. */
const LOOK_ALIKES = new Map<string, string>();
for (const [others, latin] of [
  ['аα', 'a'],
  ['в', 'b'],
  ['сϲ', 'c'],
  ['ԁ', 'd'],
  ['еёε', 'e'],
  ['нη', 'h'],
  ['іїιı', 'i'],
  ['јϳ', 'j'],
  ['кκ', 'k'],
  ['ӏ', 'l'],
  ['мμ', 'm'],
  ['ν', 'n'],
  ['оοσ', 'o'],
  ['рρ', 'p'],
  ['ѕ', 's'],
  ['тτ', 't'],
  ['уγυ', 'y'],
  ['хχ', 'x'],
  ['ζ', 'z'],
  ['β', 'b'],
] as const)
  for (const other of others) LOOK_ALIKES.set(other, latin);
const ANY_LOOK_ALIKE = new RegExp(`[${[...LOOK_ALIKES.keys()].join('')}]`, 'gu');

/** Digits without leading zeros, so that a near miss may also have lost them; anything else as it is. */
export function looseKey(plainKey: string): string {
  return zeroLossKey(plainKey) ?? plainKey;
}

/**
 * Everything that the text of an identifier cell may mean: itself without marks, without what separates, and
 * each piece of it. Two texts may be the same identifier when they have one of these in common.
 */
export function looseKeys(text: string): Set<string> {
  const keys = new Set<string>();
  const add = (piece: string) => {
    const key = bare(piece);
    if (key !== '') keys.add(looseKey(DECIMAL.test(key) ? key.slice(0, key.indexOf('.')) : key));
  };
  const pieces = straightened(text).split(SEPARATORS);
  if (text.length <= LONGEST_PIECE) {
    add(pieces.join(' '));
    add(pieces.join(''));
  }
  for (const piece of pieces) if (piece.length <= LONGEST_PIECE) add(piece);
  return keys;
}

/**
 * The whole of an identifier without what copying and spreadsheets do to it. Two that have the same one may be one
 * identifier: 00123 and 123, p001 and 'p001.
 * @param key as `foldText` gives it
 * @returns empty where nothing is left, or where it is too short or too long to say so
 */
export function nearKey(key: string): string {
  if (key.length > LONGEST_PIECE) return '';
  const plain = isOddKey(key) ? bare(straightened(key).split(SEPARATORS).join('')) : key;
  const near = looseKey(DECIMAL.test(plain) ? plain.slice(0, plain.indexOf('.')) : plain);
  return SAYS_NOTHING.test(near) ? '' : near;
}

/** Whoever has 7 for an identifier isn't near to who has 007: such numbers are everywhere. */
const SAYS_NOTHING = /^\p{N}{0,3}$/u;

const ASCII = /^[\0-\x7f]*$/;
const ASCII_APOSTROPHES = /['`]/g;

/** Folded, with one spelling of dashes, widths and letters that look alike, and without apostrophes. */
function straightened(text: string): string {
  if (ASCII.test(text)) return text.toLowerCase().replace(ASCII_APOSTROPHES, '');
  // First: normalizing makes a space and an accent of some of them.
  const unquoted = text.replace(APOSTROPHES, '').replace(QUOTATION_MARKS, '"');
  return foldText(unquoted.normalize('NFKC'))
    .replace(DASHES, '-')
    .replace(ANY_LOOK_ALIKE, (letter) => LOOK_ALIKES.get(letter)!)
    .replace(APOSTROPHES, '');
}

const IN_IDENTIFIER = /[\p{L}\p{N}\p{M}]/u;

/** Without punctuation around it. */
function bare(piece: string): string {
  const { length } = piece;
  if (PLAIN[piece.charCodeAt(0)] === 1 && PLAIN[piece.charCodeAt(length - 1)] === 1) return piece;
  let from = 0;
  let to = length;
  while (from < to && !IN_IDENTIFIER.test(characterAt(piece, from))) from++;
  while (to > from && !IN_IDENTIFIER.test(characterBefore(piece, to))) to--;
  return piece.slice(from, to);
}

const isHigh = (code: number) => code >= 0xd800 && code <= 0xdbff;
const isLow = (code: number) => code >= 0xdc00 && code <= 0xdfff;

function characterAt(text: string, at: number): string {
  return isHigh(text.charCodeAt(at)) ? text.slice(at, at + 2) : text[at]!;
}

function characterBefore(text: string, end: number): string {
  return isLow(text.charCodeAt(end - 1)) ? text.slice(Math.max(0, end - 2), end) : text[end - 1]!;
}

/** A number of which only the first digits are known. */
export interface ShortenedNumber {
  /** How many digits it has. */
  readonly length: number;
  readonly known: string;
}

const EXPONENT =
  /(?<![\p{L}\p{N}.,])(?:(\d)[.,](\d+)e[+]?(\d{1,3})|(\d)e[+](\d{1,3}))(?![\p{L}\p{N}])/giu;

/** Numbers in exponent form, as spreadsheets shorten long ones: 2.12346E+07. */
export function shortenedNumbers(text: string): ShortenedNumber[] {
  return [...text.normalize('NFKC').matchAll(EXPONENT)].map(
    ([, first, decimals = '', exponent, only, onlyExponent]) => ({
      length: Number(exponent ?? onlyExponent) + 1,
      known: ((first ?? only ?? '') + decimals).slice(0, SAFE_NUMERIC_DIGITS),
    }),
  );
}

/** A number cell of more digits than a spreadsheet keeps. */
export function shortenedByDigits(key: string): ShortenedNumber | undefined {
  const digits = zeroLossKey(key);
  if (digits === undefined || digits.length <= SAFE_NUMERIC_DIGITS) return undefined;
  return { length: digits.length, known: digits.slice(0, SAFE_NUMERIC_DIGITS) };
}

/** Texts of exclusion lists that may mean somebody else than they say, to be asked about many identifiers. */
export class NearIdentifiers {
  readonly #keys = new Set<string>();
  /** By length: with how many known digits, then those digits. */
  readonly #shortened = new Map<number, Map<number, Set<string>>>();

  /** The text of an identifier cell, or of whatever stands in its place. */
  add(text: string): void {
    for (const key of looseKeys(text)) this.#keys.add(key);
    for (const number of shortenedNumbers(text)) this.addShortened(number);
  }

  addShortened({ length, known }: ShortenedNumber): void {
    if (known.length >= length) {
      this.#keys.add(looseKey(known.slice(0, length)));
      return;
    }
    const byKnown = this.#shortened.get(length) ?? new Map<number, Set<string>>();
    this.#shortened.set(length, byKnown);
    const numbers = byKnown.get(known.length) ?? new Set<string>();
    byKnown.set(known.length, numbers.add(known));
  }

  get isEmpty(): boolean {
    return this.#keys.size === 0 && this.#shortened.size === 0;
  }

  /** Whether one of the texts may mean this identifier. */
  mayMean(key: string): boolean {
    if (this.isEmpty) return false;
    if (isOddKey(key)) {
      for (const loose of looseKeys(key)) if (this.#has(loose)) return true;
      return false;
    }
    return this.#has(looseKey(key));
  }

  #has(loose: string): boolean {
    return this.#keys.has(loose) || this.#isShortened(loose);
  }

  #isShortened(digits: string): boolean {
    const same = this.#shortened.get(digits.length);
    // 9,999,999 may be written as 1E+07.
    const longer = this.#shortened.get(digits.length + 1);
    if ((!same && !longer) || !/^\d+$/.test(digits)) return false;
    for (const [count, numbers] of same ?? []) {
      if (numbers.has(digits.slice(0, count)) || numbers.has(roundedUp(digits, count))) return true;
    }
    for (const [count, numbers] of longer ?? []) {
      const known = roundedUp(digits, count);
      if (known.length > count && numbers.has(known.slice(0, count))) return true;
    }
    return false;
  }
}

/** The first digits, one more where the next is 5 or more; a digit longer when all were nines. */
function roundedUp(digits: string, count: number): string {
  const known = digits.slice(0, count);
  return (digits[count] ?? '0') >= '5' ? String(BigInt(known) + 1n) : known;
}
