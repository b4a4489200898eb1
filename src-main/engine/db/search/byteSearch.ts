/**
 * Goes through bytes and finds needles in them, in UTF-8, Latin-1 and UTF-16 of either order, in upper and lower case.
 * Says whether what it found stands by itself there, or within something longer. Must never keep or tell any of the bytes.
 */
import { quotedWords } from '#shared/domain/quotations.ts';
import { readSigns } from '#shared/domain/writtenSigns.ts';
import type { NeedleIndex } from './needleIndex.ts';
import { FOLDED } from './needles.ts';
import type { Stretch } from './wideText.ts';
import { writtenStretchesOf } from './writtenText.ts';

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
  /** Where in the folded bytes a word may begin. */
  #begins = new Uint32Array(0);

  constructor(index: NeedleIndex) {
    this.#index = index;
  }

  /** What stands by itself in these bytes. */
  find(bytes: Uint8Array): Hit[] {
    const wide = this.#findIn(this.#index.wide.stretchesOf(bytes, bytes.length));
    return [...this.findInText(bytes), ...wide.filter(({ bounded }) => bounded)];
  }

  /** Everything that stands in them, within something longer, too, as where the cells of a row touch: takes longer. */
  findAnywhere(bytes: Uint8Array): Hit[] {
    const { count } = this.#fold(bytes);
    const hits: Hit[] = [];
    for (let n = 0; n < count; n++) this.#hitsAt(bytes, count, n, hits);
    const { length } = bytes;
    return [
      ...hits,
      ...this.#findIn(this.#index.wide.stretchesOf(bytes, length)),
      ...this.#findIn(writtenStretchesOf(bytes, length)),
    ];
  }

  /** What stands by itself in a text in UTF-8. */
  findInText(bytes: Uint8Array): Hit[] {
    const { count, begins } = this.#fold(bytes);
    const hits: Hit[] = [];
    for (let n = 0; n < begins; n++) this.#hitsAt(bytes, count, this.#begins[n]!, hits);
    const written = this.#findIn(writtenStretchesOf(bytes, bytes.length));
    return [...hits, ...written].filter(({ bounded }) => bounded);
  }

  /** What stands in stretches that are read as text: UTF-16, and letters that are written otherwise. */
  #findIn(stretches: readonly Stretch[]): Hit[] {
    // Two stretches may have a piece in common.
    const found = new Map<string, Hit>();
    for (const stretch of stretches)
      for (const hit of this.#findAsRead(stretch))
        found.set(`${hit.start} ${hit.end} ${hit.needle}`, hit);
    return [...found.values()];
  }

  /** What stands in a text that these bytes are, where nobody else finds it. */
  #findAsRead({ text, places, isFirst, isLast, isOther }: Stretch): Hit[] {
    const { bytes, starts, ends } = foldedText(text);
    const { count } = this.#fold(bytes);
    const hits: Hit[] = [];
    for (let n = 0; n < count; n++) this.#hitsAt(bytes, count, n, hits);
    return hits.flatMap((hit) => {
      const from = starts[hit.start]!;
      const to = ends[hit.end - 1]!;
      // What touches an end may go on there, and is whole in the next stretch.
      const isCut = (hit.start === 0 && !isFirst) || (hit.end === bytes.length && !isLast);
      if (isCut || !isOther(from, to)) return [];
      return [{ ...hit, start: places[from]!, end: places[to]! }];
    });
  }

  /** Keeps the bytes of words, and where each stood. @returns how many there are, and how many words may begin */
  #fold(bytes: Uint8Array): { readonly count: number; readonly begins: number } {
    const { length } = bytes;
    if (this.#folded.length < length) {
      this.#folded = new Uint8Array(length);
      this.#places = new Uint32Array(length);
      this.#begins = new Uint32Array(length);
    }
    const folded = this.#folded;
    const places = this.#places;
    let count = 0;
    let begins = 0;
    // Beyond ASCII it isn't known yet whether it belongs to a word.
    let mayBegin = true;
    for (let n = 0; n < length; n++) {
      const byte = FOLDED[bytes[n]!]!;
      if (byte === 0) {
        mayBegin = true;
        continue;
      }
      if (mayBegin) this.#begins[begins++] = count;
      mayBegin = byte >= 0x80;
      folded[count] = byte;
      places[count++] = n;
    }
    return { count, begins };
  }

  readonly #standing: number[] = [];

  #hitsAt(bytes: Uint8Array, count: number, start: number, hits: Hit[]): void {
    const standing = this.#standing;
    this.#index.matchAt(this.#folded, count, start, standing);
    if (standing.length === 0) return;
    for (const pattern of standing) {
      const hit = this.#hitAt(bytes, start, pattern);
      if (hit) hits.push(hit);
    }
    standing.length = 0;
  }

  #hitAt(bytes: Uint8Array, start: number, pattern: number): Hit | undefined {
    const { length } = bytes;
    const ends = this.#index.endsOf(pattern);
    const long = ends.length;
    const places = this.#places;
    const first = places[start]!;
    const wide = this.#widthAt(start, ends);
    let isOfCells = false;
    for (let n = start; n < start + long - 1; n++) {
      const between = places[n + 1]! - places[n]! - 1;
      if (ends[n - start]) {
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
    return { needle: this.#index.needleOf(pattern), start: first, end, bounded };
  }

  /** How many bytes a letter takes, as the first two of a word tell. */
  #widthAt(start: number, ends: readonly boolean[]): 1 | 2 {
    for (let n = 0; n < ends.length - 1; n++)
      if (!ends[n]) return this.#places[start + n + 1]! - this.#places[start + n]! === 2 ? 2 : 1;
    return 1;
  }
}

/** A text in UTF-8 as a search compares it, and from where to where in the text each of its bytes stands. */
interface FoldedText {
  readonly bytes: Buffer;
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

function foldedText(written: string): FoldedText {
  const read = readSigns(written);
  const text = read?.text ?? written;
  const placeOf = (n: number) => read?.places[n] ?? n;
  const starts: number[] = [];
  const ends: number[] = [];
  const pieces: Buffer[] = [];
  const add = (piece: Buffer, start: number, end: number) => {
    pieces.push(piece);
    for (let n = 0; n < piece.length; n++) {
      starts.push(placeOf(Math.min(start + n, end - 1)));
      ends.push(placeOf(n === piece.length - 1 ? end : Math.min(start + n + 1, end)));
    }
  };
  // Beyond ASCII signs say nothing but that a word ends.
  const addSigns = (from: number, to: number) =>
    add(Buffer.from(text.slice(from, to).replace(/[^\0-\x7f]/g, ' ')), from, to);
  let at = 0;
  for (const { folded, start, end } of quotedWords(text)) {
    addSigns(at, start);
    add(Buffer.from(folded), start, end);
    at = end;
  }
  addSigns(at, text.length);
  return { bytes: Buffer.concat(pieces), starts, ends };
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
