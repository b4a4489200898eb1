/**
 * Primary identifiers: how they are compared, what is suspicious about them, what is refused. Never reformats an
 * identifier: the text of the file is what is shown and written; only the key is folded.
 */

/** Longest primary identifier that Alma keeps (docs/domain.md, section 1). */
export const MAX_IDENTIFIER_LENGTH = 255;

/** Digits beyond this many are lost when a spreadsheet keeps an identifier as a number. */
export const SAFE_NUMERIC_DIGITS = 15;

const PLAIN_ASCII = /^[\x21-\x7e]+$/;
/** Marks without width that copied text brings along: zero-width spaces, joiners, direction marks. */
export const ZERO_WIDTH = '\\u00ad\\u180e\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2069\\ufeff';
const ANY_SPACE = new RegExp(`[\\s${ZERO_WIDTH}]`, 'u');
const ANY_ZERO_WIDTH = new RegExp(`[${ZERO_WIDTH}]+`, 'gu');
/** What spreadsheets show for a large number: 1.23457E+12. A plain 12E4 may be a real identifier. */
const TEXT_EXPONENT = /^[+-]?\d(?:[.,]\d+)?e\+\d+$|^[+-]?\d[.,]\d+e-?\d+$/i;
const NUMBER_EXPONENT = /e/i;

/** Removes outer spaces of every kind, the non-breaking and zero-width ones too. */
export function trimOuterSpace(text: string): string {
  if (PLAIN_ASCII.test(text)) return text;
  // Not by a pattern: one that is bound to the end tries each run of spaces from each of them.
  let from = 0;
  let to = text.length;
  while (from < to && ANY_SPACE.test(text[from]!)) from++;
  while (to > from && ANY_SPACE.test(text[to - 1]!)) to--;
  return text.slice(from, to);
}

export function withoutZeroWidth(text: string): string {
  return text.replace(ANY_ZERO_WIDTH, '');
}

/**
 * The key under which two spellings are the same user: outer spaces off, spaces of every kind alike,
 * NFC, without case. Lower, upper and lower case come close to Unicode's full case folding (straße,
 * STRASSE and STRAẞE meet). Leading zeros stay: 00123 and 123 are different users.
 */
export function foldText(text: string): string {
  if (PLAIN_ASCII.test(text)) return text.toLowerCase();
  return withoutZeroWidth(trimOuterSpace(text))
    .replace(/\s/gu, ' ')
    .normalize('NFC')
    .toLowerCase()
    .toUpperCase()
    .toLowerCase()
    .normalize('NFC');
}

/**
 * The key of an identifier as a file has it.
 * @param numeric whether its cell held a number: some programs store 123 as 123.0, the same user
 */
export function identifierKey(original: string, numeric: boolean): string {
  return foldText(numeric ? trimOuterSpace(original).replace(/\.0+$/, '') : original);
}

export type IdentifierProblem = 'blank' | 'exponent' | 'too-long';

/** What to know about an identifier that can be used. */
export interface ReadIdentifier {
  readonly ok: true;
  /** Exactly as in the file. */
  readonly original: string;
  readonly key: string;
  /** The cell was a number: leading zeros may be lost. */
  readonly numeric: boolean;
  /** A number with more than 15 digits, or with decimals: its last digits may be lost. */
  readonly lostDigits: boolean;
  /** Outer or non-breaking spaces were set aside for the comparison. */
  readonly oddSpaces: boolean;
}

export interface RefusedIdentifier {
  readonly ok: false;
  readonly problem: IdentifierProblem;
}

/**
 * Reads one identifier cell (docs/domain.md, section 6, rules 2 and 6).
 * @param text the cell as the file has it; for a numeric cell the digits as stored
 * @param numeric whether the cell holds a number rather than text
 */
export function readIdentifier(text: string, numeric: boolean): ReadIdentifier | RefusedIdentifier {
  const trimmed = trimOuterSpace(text);
  if (trimmed === '') return { ok: false, problem: 'blank' };
  if (trimmed.length > MAX_IDENTIFIER_LENGTH) return { ok: false, problem: 'too-long' };
  if (numeric ? NUMBER_EXPONENT.test(trimmed) : TEXT_EXPONENT.test(trimmed)) {
    return { ok: false, problem: 'exponent' };
  }
  return {
    ok: true,
    original: text,
    key: identifierKey(trimmed, numeric),
    numeric,
    lostDigits: numeric && !isExact(trimmed),
    oddSpaces: trimmed.length !== text.length || ANY_SPACE.test(trimmed),
  };
}

/** Whether a spreadsheet keeps every digit of a number: a whole one of at most 15, zeros in front aside. */
function isExact(number: string): boolean {
  const digits = /^-?0*(\d*)(?:\.0*)?$/.exec(number)?.[1];
  return digits !== undefined && digits.length <= SAFE_NUMERIC_DIGITS;
}

const ZERO = '0'.charCodeAt(0);

/**
 * The key without leading zeros, for keys of digits only; undefined for all others.
 * Two different keys with the same result are a possible zero-loss pair (section 6, rule 3).
 */
export function zeroLossKey(key: string): string | undefined {
  if (!/^\d+$/.test(key)) return undefined;
  // Few begin with one, and a million are asked.
  return key.charCodeAt(0) === ZERO ? key.replace(/^0+(?=\d)/, '') : key;
}
