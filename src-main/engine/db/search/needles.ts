/**
 * What is looked for in bytes: texts that name somebody, as they may stand in a file. A text is its words, folded as
 * quotations are (domain/quotations.ts); between two of them anything may stand that is neither letter nor digit, as
 * between the cells of a row. Pure; knows neither files nor people.
 */
import { asQuoted } from '#shared/domain/quotations.ts';

/** By fewer letters and digits hardly anything is found that is meant. */
export const LEAST_BYTES = 4;

/** One text that is looked for. */
export interface Needle {
  readonly words: readonly string[];
  /** It is one word of letters alone, as a surname is: anywhere but in what people wrote it may be a word like others. */
  readonly isPlainWord: boolean;
}

/** @returns undefined for a text that is too short to be looked for */
export function needleOf(text: string): Needle | undefined {
  const quoted = asQuoted(text);
  const words = quoted.split(' ');
  if (Buffer.byteLength(words.join('')) < LEAST_BYTES) return undefined;
  return { words, isPlainWord: words.length === 1 && /^[\p{L}\p{M}]+$/u.test(quoted) };
}

/** What stands in a pattern between two words: no letter or digit is folded to it. */
export const WORD_END = 0;

/**
 * How a byte is compared: ASCII letters in lower case, digits and everything beyond ASCII as they are; 0: it stands
 * between words. Zeros between Latin letters are passed over with that, so that UTF-16 reads like UTF-8 or Latin-1.
 */
export const FOLDED = new Uint8Array(256);
for (let byte = 0; byte < 256; byte++) {
  const isDigit = byte >= 0x30 && byte <= 0x39;
  const isLower = byte >= 0x61 && byte <= 0x7a;
  const isUpper = byte >= 0x41 && byte <= 0x5a;
  FOLDED[byte] = isUpper ? byte + 32 : isDigit || isLower || byte >= 0x80 ? byte : 0;
}

export const isAscii = (text: string) => /^[\0-\x7f]*$/.test(text);

/**
 * Every spelling that a file may have: folded, and beyond ASCII in both cases, composed or not, as UTF-8 and Latin-1.
 * @returns bytes, folded as the searched ones are, with WORD_END between words; the folded spelling first
 */
export function patternsOf(needle: Needle, text: string): Uint8Array[] {
  const folded = patternFrom(needle.words, 'utf8');
  if (isAscii(text)) return [folded];
  const found = new Map<string, Uint8Array>();
  const add = (words: readonly string[], encoding: 'utf8' | 'latin1') => {
    const pattern = patternFrom(words, encoding);
    found.set(Buffer.from(pattern).toString('latin1'), pattern);
  };
  add(needle.words, 'utf8');
  for (const words of spellingsIn(text)) {
    add(words, 'utf8');
    if (words.every(isLatin)) add(words, 'latin1');
  }
  return [...found.values()].filter((pattern) => lettersIn(pattern) >= LEAST_BYTES);
}

const WORD = /[\p{L}\p{N}\p{M}]+/gu;
const FIRST_LETTER = /(?<![\p{L}\p{N}\p{M}])\p{L}/gu;

/** The words of a text in each case and composed or not, as they may stand in a file. */
export function spellingsIn(text: string): string[][] {
  const lower = text.toLowerCase();
  const title = lower.replace(FIRST_LETTER, (letter) => letter.toUpperCase());
  return [...new Set([lower, text.toUpperCase(), title, text])].flatMap((spelt) =>
    (['NFC', 'NFD'] as const).map((form) => spelt.normalize(form).match(WORD) ?? []),
  );
}

const isLatin = (word: string) => /^[\0-\xff]*$/.test(word);
const lettersIn = (pattern: Uint8Array) => pattern.filter((byte) => byte !== WORD_END).length;

/** A day is one word, with signs in it. */
function patternFrom(words: readonly string[], encoding: 'utf8' | 'latin1'): Uint8Array {
  const bytes = Buffer.from(words.join(' '), encoding);
  const pattern = new Uint8Array(bytes.length);
  for (let n = 0; n < bytes.length; n++) pattern[n] = FOLDED[bytes[n]!]!;
  return pattern;
}
