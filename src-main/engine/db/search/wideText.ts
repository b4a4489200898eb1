/**
 * Stretches of bytes that are UTF-16 with letters beyond Latin-1 in them (Cyrillic, Greek, Polish, accents that stand
 * behind their letter). Folded as other bytes are, they couldn't be told from anything: of such a letter both bytes say
 * something. So two units that stand beside each other in a needle are looked for in both orders, wherever they begin, and
 * what stands around them is read as text. Costs nothing where no needle has such letters.
 */
import { isAscii, spellingsIn } from './needles.ts';

/** Bytes as they are read. */
export interface Stretch {
  readonly text: string;
  /** Where each of its units begins, and where the last one ends. */
  readonly places: Uint32Array;
  /** Whether it begins or ends with the bytes themselves: what touches another end may go on. */
  readonly isFirst: boolean;
  readonly isLast: boolean;
  /** Whether these units are written in such a way that nobody finds them in the bytes themselves. */
  readonly isOther: (from: number, to: number) => boolean;
}

const LATIN_1 = 0xff;
const WORD = /[\p{L}\p{N}\p{M}\p{Cs}]/u;
const isWord = (unit: number) => WORD.test(String.fromCharCode(unit));
const isWide = (text: string, n: number) => text.charCodeAt(n) > LATIN_1;

/** Which unit stands beside one that is wide: behind it, before it, or none of a word. */
const BESIDE = { behind: 0, before: 1, none: 2 } as const;
const keyOf = (beside: number, wide: number, other: number) =>
  (beside * 65536 + wide) * 65536 + other;

const FILTER_BITS = 20;
const filterBit = (key: number) =>
  Math.imul(key ^ (key / 65536), 0x9e3779b1) >>> (32 - FILTER_BITS);

/** So much around two units is read at once, at least before and at most behind. */
const BEFORE = 1024;
const BEHIND = 4096;

/** What is known of the letters of all needles; made once for a search. */
export class WideText {
  readonly #high = new Uint8Array(256);
  readonly #units = new Uint8Array(65536);
  readonly #filter = new Uint32Array(1 << (FILTER_BITS - 5));
  readonly #keys = new Set<number>();

  /** @param text as it was written */
  add(text: string): void {
    if (isAscii(text)) return;
    for (const words of spellingsIn(text)) for (const word of words) this.#addWord(word);
  }

  /** One place of each word is enough to know it by. */
  #addWord(word: string): void {
    for (let n = 0; n < word.length; n++) {
      if (!isWide(word, n)) continue;
      const wide = word.charCodeAt(n);
      this.#high[wide >>> 8] = 1;
      this.#units[wide] = 1;
      if (n + 1 < word.length) this.#enter(keyOf(BESIDE.behind, wide, word.charCodeAt(n + 1)));
      else if (n > 0) this.#enter(keyOf(BESIDE.before, wide, word.charCodeAt(n - 1)));
      else this.#enter(keyOf(BESIDE.none, wide, 0));
      return;
    }
  }

  #enter(key: number): void {
    const bit = filterBit(key);
    this.#filter[bit >>> 5]! |= 1 << (bit & 31);
    this.#keys.add(key);
  }

  #isKnown(key: number): boolean {
    const bit = filterBit(key);
    return (this.#filter[bit >>> 5]! & (1 << (bit & 31))) !== 0 && this.#keys.has(key);
  }

  /** @param length of the bytes that count */
  stretchesOf(bytes: Uint8Array, length: number): Stretch[] {
    if (this.#keys.size === 0) return [];
    const found: Stretch[] = [];
    const high = this.#high;
    const units = this.#units;
    // Up to where each order has been read, from an even and from an odd place.
    const known = [0, 0, 0, 0];
    const look = (at: number, isBig: boolean) => {
      const lane = (isBig ? 2 : 0) + (at & 1);
      if (at < known[lane]! || !this.#standsAt(bytes, length, at, isBig)) return;
      const stretch = stretchAt(bytes, length, at, isBig);
      found.push(stretch);
      known[lane] = stretch.isLast ? length : stretch.places.at(-1)! - BEFORE;
    };
    for (let n = 0; n < length; n++) {
      const byte = bytes[n]!;
      if (high[byte] === 0) continue;
      if (n > 0 && units[(byte << 8) | bytes[n - 1]!] === 1) look(n - 1, false);
      if (n + 1 < length && units[(byte << 8) | bytes[n + 1]!] === 1) look(n, true);
    }
    return found;
  }

  #standsAt(bytes: Uint8Array, length: number, at: number, isBig: boolean): boolean {
    const unit = (place: number) => unitAt(bytes, length, place, isBig);
    const wide = unit(at);
    const [before, behind] = [unit(at - 2), unit(at + 2)];
    return (
      this.#isKnown(keyOf(BESIDE.behind, wide, behind)) ||
      this.#isKnown(keyOf(BESIDE.before, wide, before)) ||
      (this.#isKnown(keyOf(BESIDE.none, wide, 0)) && !isWord(before) && !isWord(behind))
    );
  }
}

/** 0: nothing stands there. */
function unitAt(bytes: Uint8Array, length: number, at: number, isBig: boolean): number {
  if (at < 0 || at + 1 >= length) return 0;
  return isBig ? (bytes[at]! << 8) | bytes[at + 1]! : (bytes[at + 1]! << 8) | bytes[at]!;
}

function stretchAt(bytes: Uint8Array, length: number, at: number, isBig: boolean): Stretch {
  const parity = at & 1;
  const from = at < BEFORE + 2 ? parity : at - BEFORE;
  const most = Math.min(from + BEFORE + BEHIND, length);
  const to = most - ((most - from) & 1);
  const own = Buffer.from(bytes.subarray(from, to));
  const text = (isBig ? own.swap16() : own).toString('utf16le');
  const places = Uint32Array.from({ length: text.length + 1 }, (_, n) => from + 2 * n);
  const isOther = (start: number, end: number) => {
    for (let n = start; n < end; n++) if (isWide(text, n)) return true;
    return false;
  };
  return { text, places, isFirst: from === parity, isLast: to >= length - 1, isOther };
}
