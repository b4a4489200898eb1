/**
 * Goes through bytes and finds needles in them, in UTF-8, Latin-1 and UTF-16 of either order, in upper and lower case.
 * Says whether what it found stands by itself there, or within something longer. Must never keep or tell any of the bytes.
 */
import { quotedWords } from '#shared/domain/quotations.ts';
import { FAR_BITS, filterBit, gramHash, type NeedleIndex } from './needleIndex.ts';
import { FOLDED } from './needles.ts';
import type { Stretch } from './wideText.ts';

/** Where a needle stands. */
export interface Hit {
  readonly needle: number;
  /** Bytes of the window. */
  readonly start: number;
  readonly end: number;
  /** Neither a letter nor a digit stands before or behind it. */
  readonly bounded: boolean;
}

/** Between two words of a needle at most so many bytes stand, in UTF-8; twice as many in UTF-16. */
const MOST_BETWEEN = 8;

/** So much of the bytes before has to come again, for a needle that goes on from there. */
export const OVERLAP_BYTES = 4096;
/** So much behind a needle is looked at; without it nothing is said yet. */
export const BEHIND_BYTES = 16;

export class ByteSearch {
  readonly #index: NeedleIndex;
  #folded = new Uint8Array(0);
  #places = new Uint32Array(0);

  constructor(index: NeedleIndex) {
    this.#index = index;
  }

  /** Everything that stands in these bytes. @param length of them that count */
  find(bytes: Uint8Array, length = bytes.length): Hit[] {
    const hits = this.#findAsTheyStand(bytes, length);
    // Two stretches may have a piece in common.
    const others = new Map<string, Hit>();
    for (const stretch of this.#index.wide.stretchesOf(bytes, length))
      for (const hit of this.#findAsRead(stretch))
        others.set(`${hit.start} ${hit.end} ${hit.needle}`, hit);
    return [...hits, ...others.values()];
  }

  /** What stands in a text that these bytes are, where nobody else finds it. */
  #findAsRead({ text, places, isFirst, isLast, isOther }: Stretch): Hit[] {
    const { bytes, origins } = foldedText(text);
    return this.#findAsTheyStand(bytes, bytes.length).flatMap((hit) => {
      const from = origins[hit.start]!;
      const to = origins[hit.end - 1]! + 1;
      // What touches an end may go on there, and is whole in the next stretch.
      const isCut = (hit.start === 0 && !isFirst) || (hit.end === bytes.length && !isLast);
      if (isCut || !isOther(from, to)) return [];
      return [{ ...hit, start: places[from]!, end: places[to]! }];
    });
  }

  #findAsTheyStand(bytes: Uint8Array, length: number): Hit[] {
    const count = this.#fold(bytes, length);
    const hits: Hit[] = [];
    for (const { gram, filter, lengths } of this.#index.classes) {
      const mask = FAR_BITS[gram];
      const folded = this.#folded;
      let near = 0;
      let far = 0;
      for (let n = 0; n < count; n++) {
        far = (far << 8) | (near >>> 24);
        near = (near << 8) | folded[n]!;
        const hash = gramHash(near, far & mask);
        const bit = filterBit(hash);
        if ((filter[bit >>> 5]! & (1 << (bit & 31))) === 0 || n + 1 < gram) continue;
        const start = n + 1 - gram;
        for (const long of lengths.get(hash) ?? []) {
          if (start + long > count) continue;
          const hit = this.#hitAt(bytes, length, start, long);
          if (hit) hits.push(hit);
        }
      }
    }
    return hits;
  }

  /** Keeps the bytes of words, and where each stood. @returns how many there are */
  #fold(bytes: Uint8Array, length: number): number {
    if (this.#folded.length < length) {
      this.#folded = new Uint8Array(length);
      this.#places = new Uint32Array(length);
    }
    const folded = this.#folded;
    const places = this.#places;
    let count = 0;
    for (let n = 0; n < length; n++) {
      const byte = FOLDED[bytes[n]!]!;
      if (byte === 0) continue;
      folded[count] = byte;
      places[count++] = n;
    }
    return count;
  }

  #hitAt(bytes: Uint8Array, length: number, start: number, long: number): Hit | undefined {
    const pattern = this.#index.at(this.#folded, start, long);
    if (!pattern) return undefined;
    const places = this.#places;
    const first = places[start]!;
    const breaks = new Set(pattern.breaks);
    const wide = this.#widthAt(start, long, breaks);
    let isOfCells = false;
    for (let n = start; n < start + long - 1; n++) {
      const between = places[n + 1]! - places[n]! - 1;
      if (breaks.has(n - start)) {
        if (between > MOST_BETWEEN * wide) return undefined;
        isOfCells ||= holdsCellEnd(bytes, places[n]! + 1, places[n + 1]!, wide);
      } else if (between !== wide - 1 || (wide === 2 && bytes[places[n]! + 1] !== 0))
        return undefined;
    }
    const end = places[start + long - 1]! + 1;
    const before = first - wide;
    const behind = end - 1 + wide;
    const bounded = isOfCells
      ? isCellEnd(bytes, before, length) && isCellEnd(bytes, behind, length)
      : isBetween(bytes, before, length, -1) && isBetween(bytes, behind, length, 1);
    return { needle: pattern.needle, start: first, end, bounded };
  }

  /** How many bytes a letter takes, as the first two of a word tell. */
  #widthAt(start: number, long: number, breaks: ReadonlySet<number>): 1 | 2 {
    for (let n = start; n < start + long - 1; n++)
      if (!breaks.has(n - start)) return this.#places[n + 1]! - this.#places[n]! === 2 ? 2 : 1;
    return 1;
  }
}

/** A text in UTF-8 as a search compares it, and to which unit of it each byte belongs. */
function foldedText(text: string): { readonly bytes: Buffer; readonly origins: number[] } {
  const origins: number[] = [];
  const pieces: Buffer[] = [];
  const addSigns = (from: number, to: number) => {
    // Beyond ASCII they say nothing but that a word ends.
    pieces.push(Buffer.from(text.slice(from, to).replace(/[^\0-\x7f]/g, ' ')));
    for (let n = from; n < to; n++) origins.push(n);
  };
  let at = 0;
  for (const { folded, start, end } of quotedWords(text)) {
    addSigns(at, start);
    const piece = Buffer.from(folded);
    pieces.push(piece);
    for (let n = 0; n < piece.length; n++)
      origins.push(n === piece.length - 1 ? end - 1 : Math.min(start + n, end - 1));
    at = end;
  }
  addSigns(at, text.length);
  return { bytes: Buffer.concat(pieces), origins };
}

/** What separates the cells of a row: a name that goes from one to the next must fill both. */
const CELL_ENDS = new Set([...'",;<>|'].map((letter) => letter.charCodeAt(0)));
const isControl = (byte: number) => byte < 0x20;

const isCellEnd = (bytes: Uint8Array, at: number, length: number): boolean =>
  at < 0 || at >= length || CELL_ENDS.has(bytes[at]!) || isControl(bytes[at]!);

/** A comma with a space behind it is one in a sentence. */
function holdsCellEnd(bytes: Uint8Array, from: number, to: number, wide: number): boolean {
  for (let at = from; at < to; at++) {
    const byte = bytes[at]!;
    if (byte === 0x2c && at + wide < to && bytes[at + wide] === 0x20) continue;
    if (byte !== 0 && (CELL_ENDS.has(byte) || isControl(byte))) return true;
  }
  return false;
}

/** Whether no word goes on there. @param way of the text from there: bytes beyond ASCII belong to one letter or sign */
function isBetween(bytes: Uint8Array, at: number, length: number, way: -1 | 1): boolean {
  if (at < 0 || at >= length) return true;
  const byte = bytes[at]!;
  if (byte < 0x80) return FOLDED[byte] === 0;
  const start = way === 1 ? at : startOfSign(bytes, at);
  const sign = Buffer.from(bytes.subarray(start, start + lengthOfSign(bytes[start]!))).toString();
  return !/^[\p{L}\p{N}\p{M}\ufffd]/u.test(sign);
}

function startOfSign(bytes: Uint8Array, at: number): number {
  let start = at;
  while (start > 0 && at - start < 3 && (bytes[start]! & 0xc0) === 0x80) start--;
  return start;
}

const lengthOfSign = (first: number): number =>
  first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc0 ? 2 : 1;
