/**
 * Very many patterns, looked for together: a filter of their first bytes says quickly where one may begin, a hash of all
 * of its bytes which one it is. Takes as long for fifty thousand people as for one. Must never give anybody a needle back:
 * it tells numbers.
 */
import { LEAST_BYTES, needleOf, type Pattern, patternsOf } from './needles.ts';
import { WideText } from './wideText.ts';

/** So many first bytes are looked at together; patterns that are shorter go by the next. */
const GRAMS = [8, 6, LEAST_BYTES] as const;
export type Gram = (typeof GRAMS)[number];

const FILTER_BITS = 24;
const FIRST = 0x9e3779b1;
const SECOND = 0x85ebca6b;

/** Of the last bytes: `near` holds the last four of them, `far` those before. */
export const gramHash = (near: number, far: number): number =>
  (Math.imul(near, FIRST) ^ Math.imul(far, SECOND)) >>> 0;

/** Which bits of `far` belong to a gram: it is four bytes with those before it. */
export const FAR_BITS: Readonly<Record<Gram, number>> = { 8: -1, 6: 0xffff, 4: 0 };

/** Patterns that begin alike. */
interface Class {
  readonly gram: Gram;
  readonly filter: Uint32Array;
  /** By hash of the first bytes: how long patterns are that begin so. */
  readonly lengths: Map<number, number[]>;
}

interface Known extends Pattern {
  readonly needle: number;
}

/** Asked while bytes are gone through; made once for a search. */
export class NeedleIndex {
  readonly classes: readonly Class[];
  /** Needles that are looked for, those that are too short for it, and all. */
  readonly tried: number;
  readonly tooShort: number;
  readonly longest: number;
  /** Of letters beyond Latin-1, where they stand in UTF-16. */
  readonly wide = new WideText();
  readonly #plain: boolean[] = [];
  readonly #byHash = new Map<number, Known[]>();

  /** @param texts as they were written; what is found in the same places is one */
  constructor(texts: Iterable<string>) {
    const known = new Set<string>();
    const classes = new Map<Gram, Class>();
    let tooShort = 0;
    let longest = 0;
    for (const text of texts) {
      const needle = needleOf(text);
      if (!needle) tooShort++;
      const joined = needle?.words.join(' ') ?? '';
      if (!needle || known.has(joined)) continue;
      known.add(joined);
      const number = this.#plain.push(needle.isPlainWord) - 1;
      this.wide.add(text);
      for (const pattern of patternsOf(needle, text)) {
        this.#enter(classes, { ...pattern, needle: number });
        longest = Math.max(longest, pattern.bytes.length);
      }
    }
    this.classes = [...classes.values()];
    this.tried = this.#plain.length;
    this.tooShort = tooShort;
    this.longest = longest;
  }

  #enter(classes: Map<Gram, Class>, pattern: Known): void {
    const { bytes } = pattern;
    const gram = GRAMS.find((each) => bytes.length >= each)!;
    const known = classes.get(gram) ?? {
      gram,
      filter: new Uint32Array(1 << (FILTER_BITS - 5)),
      lengths: new Map<number, number[]>(),
    };
    classes.set(gram, known);
    const hash = hashOfGram(bytes, gram);
    const bit = hash >>> (32 - FILTER_BITS);
    known.filter[bit >>> 5]! |= 1 << (bit & 31);
    const lengths = known.lengths.get(hash) ?? [];
    if (!lengths.includes(bytes.length)) lengths.push(bytes.length);
    known.lengths.set(hash, lengths);
    const whole = hashOf(bytes, 0, bytes.length);
    const alike = this.#byHash.get(whole) ?? [];
    alike.push(pattern);
    this.#byHash.set(whole, alike);
  }

  isPlainWord(needle: number): boolean {
    return this.#plain[needle]!;
  }

  /** The pattern that stands there, if one does. */
  at(bytes: Uint8Array, start: number, length: number): Known | undefined {
    const alike = this.#byHash.get(hashOf(bytes, start, length));
    return alike?.find((pattern) => stands(pattern.bytes, bytes, start, length));
  }
}

export const filterBit = (hash: number): number => hash >>> (32 - FILTER_BITS);

function hashOfGram(bytes: Uint8Array, gram: Gram): number {
  let near = 0;
  let far = 0;
  for (let n = 0; n < gram; n++) {
    far = (far << 8) | (near >>> 24);
    near = (near << 8) | bytes[n]!;
  }
  return gramHash(near, far & FAR_BITS[gram]);
}

function hashOf(bytes: Uint8Array, start: number, length: number): number {
  let hash = 0x811c9dc5 ^ length;
  for (let n = start; n < start + length; n++) hash = Math.imul(hash ^ bytes[n]!, 0x01000193);
  return hash;
}

function stands(pattern: Uint8Array, bytes: Uint8Array, start: number, length: number): boolean {
  if (pattern.length !== length) return false;
  for (let n = 0; n < length; n++) if (pattern[n] !== bytes[start + n]) return false;
  return true;
}
