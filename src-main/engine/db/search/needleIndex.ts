/**
 * Very many patterns, looked for together: a filter of their first bytes says quickly where one may begin, what is known of
 * those that begin so how long they are, and a hash of all of its bytes which one it is. Takes as long for fifty thousand
 * people as for one. Must never give anybody a needle back: it tells numbers.
 */
import { LEAST_BYTES, needleOf, patternsOf, WORD_END } from './needles.ts';
import { WideText } from './wideText.ts';

/** So many first bytes are looked at together; patterns that are shorter go by the next. */
const GRAMS = [8, 6, LEAST_BYTES] as const;
type Gram = (typeof GRAMS)[number];

/** In so many of these bits one is set: where nothing begins, the filter says so nearly always. */
const BITS_A_GRAM = 32;
const LEAST_FILTER_BITS = 16;
const MOST_FILTER_BITS = 26;

const FIRST = 0x9e3779b1;
const SECOND = 0x85ebca6b;

/** Lengths from the least on have a bit each; all that are longer have the last one together. */
const LENGTH_BITS = 64;
const LONG_BIT = LENGTH_BITS - 1;

/** So many texts are entered at once: others get their turn between. */
const TEXTS_AT_ONCE = 10_000;

/** Asked while bytes are gone through; made once for a search. */
export class NeedleIndex {
  /** Needles that are too short to be looked for. */
  tooShort = 0;
  /** Of letters beyond Latin-1, where they stand in UTF-16. */
  readonly wide = new WideText();
  readonly #plain: boolean[] = [];
  readonly #patterns = new Patterns();
  readonly #grams = new Numbers();
  /** Of grams: which lengths patterns have that begin so. */
  #near = new Int32Array(1024);
  #far = new Int32Array(1024);
  readonly #used = new Set<Gram>();
  readonly #long = new Set<number>();
  #longest = 0;
  #filter = new Uint32Array(1);
  #shift = 31;

  /** @param texts as they were written; what is found in the same places is one */
  constructor(texts: Iterable<string>) {
    for (const text of texts) this.#enter(text);
    this.#makeFilter();
  }

  /** The same of very many. @param breathe awaited now and then */
  static async inSteps(
    texts: Iterable<string>,
    breathe: () => Promise<void>,
  ): Promise<NeedleIndex> {
    const index = new NeedleIndex([]);
    let entered = 0;
    for (const text of texts) {
      index.#enter(text);
      if (++entered % TEXTS_AT_ONCE === 0) await breathe();
    }
    index.#makeFilter();
    return index;
  }

  /** How many needles are looked for. */
  get tried(): number {
    return this.#plain.length;
  }

  #enter(text: string): void {
    const needle = needleOf(text);
    if (!needle) {
      this.tooShort++;
      return;
    }
    const [folded, ...spellings] = patternsOf(needle, text);
    if (!folded || this.#patterns.isFolded(folded)) return;
    const number = this.#plain.push(needle.isPlainWord) - 1;
    this.wide.add(text);
    for (const pattern of [folded, ...spellings]) {
      const letters = this.#patterns.add(pattern, number, pattern === folded);
      this.#enterGram(pattern, letters);
      this.#longest = Math.max(this.#longest, letters);
    }
  }

  #makeFilter(): void {
    const bits = Math.ceil(Math.log2(1 + this.#grams.count * BITS_A_GRAM));
    const filterBits = Math.min(MOST_FILTER_BITS, Math.max(LEAST_FILTER_BITS, bits));
    this.#shift = 32 - filterBits;
    this.#filter = new Uint32Array(1 << (filterBits - 5));
    for (let n = 0; n < this.#grams.count; n++) {
      const bit = this.#grams.hashOf(n) >>> this.#shift;
      this.#filter[bit >>> 5]! |= 1 << (bit & 31);
    }
  }

  isPlainWord(needle: number): boolean {
    return this.#plain[needle]!;
  }

  needleOf(pattern: number): number {
    return this.#patterns.needleOf(pattern);
  }

  /** Whether a word of a pattern ends behind its nth letter, for each of them. */
  endsOf(pattern: number): boolean[] {
    return this.#patterns.endsOf(pattern);
  }

  /**
   * Patterns whose letters stand there.
   * @param folded bytes of words alone; `count` of them count
   * @param found gets their numbers
   */
  matchAt(folded: Uint8Array, count: number, start: number, found: number[]): void {
    const left = count - start;
    if (left < LEAST_BYTES) return;
    const near = nearAt(folded, start);
    if (this.#used.has(4)) this.#matchGram(gramHash(near, 0), folded, count, start, found);
    if (left < 6) return;
    const six = folded[start + 4]! | (folded[start + 5]! << 8);
    if (this.#used.has(6)) this.#matchGram(gramHash(near, six), folded, count, start, found);
    if (left < 8) return;
    const eight = six | (folded[start + 6]! << 16) | (folded[start + 7]! << 24);
    if (this.#used.has(8)) this.#matchGram(gramHash(near, eight), folded, count, start, found);
  }

  #matchGram(
    hash: number,
    folded: Uint8Array,
    count: number,
    start: number,
    found: number[],
  ): void {
    const bit = hash >>> this.#shift;
    if ((this.#filter[bit >>> 5]! & (1 << (bit & 31))) === 0) return;
    const gram = this.#grams.find(hash);
    if (gram < 0) return;
    const near = this.#near[gram]!;
    const far = this.#far[gram]!;
    const most = far < 0 ? this.#longest : LEAST_BYTES + lastBit(near, far);
    const end = Math.min(count - start, most);
    let whole = 0;
    for (let n = 0; n < end; n++) {
      whole = nextHash(whole, folded[start + n]!);
      const letters = n + 1;
      const isLength = letters >= LEAST_BYTES && isSet(near, far, letters - LEAST_BYTES);
      if (isLength && (letters - LEAST_BYTES < LONG_BIT || this.#long.has(letters)))
        this.#patterns.standing(whole, folded, start, letters, found);
    }
  }

  #enterGram(pattern: Uint8Array, letters: number): void {
    const first = firstOf(pattern);
    const gram = GRAMS.find((each) => letters >= each)!;
    this.#used.add(gram);
    const hash = gramHash(nearAt(first, 0), farAt(first, gram));
    const known = this.#grams.find(hash);
    const number = known < 0 ? this.#grams.add(hash) : known;
    if (number >= this.#near.length) {
      this.#near = twice(this.#near);
      this.#far = twice(this.#far);
    }
    const bit = Math.min(letters - LEAST_BYTES, LONG_BIT);
    if (bit < 32) this.#near[number]! |= 1 << bit;
    else this.#far[number]! |= 1 << (bit - 32);
    if (bit === LONG_BIT) this.#long.add(letters);
  }
}

/** Its first letters and digits. */
function firstOf(pattern: Uint8Array): Uint8Array {
  const first = new Uint8Array(GRAMS[0]);
  for (let n = 0, found = 0; n < pattern.length && found < first.length; n++)
    if (pattern[n] !== WORD_END) first[found++] = pattern[n]!;
  return first;
}

const gramHash = (near: number, far: number): number =>
  Math.imul(near, FIRST) ^ Math.imul(far, SECOND);

const nearAt = (bytes: Uint8Array, at: number): number =>
  bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24);

/** What a gram has behind its first four bytes. */
function farAt(bytes: Uint8Array, gram: Gram): number {
  let far = 0;
  for (let n = 4; n < gram; n++) far |= bytes[n]! << (8 * (n - 4));
  return far;
}

const isSet = (near: number, far: number, bit: number): boolean =>
  bit < 32 ? ((near >>> bit) & 1) === 1 : ((far >>> Math.min(bit - 32, 31)) & 1) === 1;

const lastBit = (near: number, far: number): number =>
  far !== 0 ? 63 - Math.clz32(far) : 31 - Math.clz32(near);

const nextHash = (hash: number, byte: number): number =>
  (Math.imul(hash ^ byte, 0x01000193) + 1) | 0;

function twice<Numbers extends Int32Array | Uint8Array>(numbers: Numbers): Numbers {
  const grown = new (numbers.constructor as new (length: number) => Numbers)(2 * numbers.length);
  grown.set(numbers as never);
  return grown;
}

/** Numbers from zero on, by a hash that several may have. */
class Numbers {
  count = 0;
  #hashes = new Int32Array(1024);
  /** The one before with the same place, plus one. */
  #before = new Int32Array(1024);
  #places = new Int32Array(2048);
  #shift = 21;

  /** @returns its number */
  add(hash: number): number {
    const number = this.count++;
    if (number === this.#hashes.length) this.#grow();
    this.#hashes[number] = hash;
    this.#place(number);
    return number;
  }

  /** The last one that was added; -1: there is none. */
  find(hash: number): number {
    return this.#from(this.#places[placeOf(hash, this.#shift)]! - 1, hash);
  }

  /** The one that was added before it. */
  next(number: number): number {
    return this.#from(this.#before[number]! - 1, this.#hashes[number]!);
  }

  hashOf(number: number): number {
    return this.#hashes[number]!;
  }

  #from(first: number, hash: number): number {
    let number = first;
    while (number >= 0 && this.#hashes[number] !== hash) number = this.#before[number]! - 1;
    return number;
  }

  #place(number: number): void {
    const place = placeOf(this.#hashes[number]!, this.#shift);
    this.#before[number] = this.#places[place]!;
    this.#places[place] = number + 1;
  }

  #grow(): void {
    this.#hashes = twice(this.#hashes);
    this.#before = twice(this.#before);
    this.#places = new Int32Array(2 * this.#places.length);
    this.#shift--;
    for (let n = 0; n < this.count - 1; n++) this.#place(n);
  }
}

const placeOf = (hash: number, shift: number): number => Math.imul(hash, FIRST) >>> shift;

/** Patterns one behind the other: with very many of them an object for each would take more than they do. */
class Patterns {
  readonly #byHash = new Numbers();
  #bytes = new Uint8Array(1 << 14);
  #ends = new Int32Array(1024);
  #needles = new Int32Array(1024);
  #folded = new Uint8Array(1024);

  /** @returns how many letters and digits it has */
  add(pattern: Uint8Array, needle: number, isFolded: boolean): number {
    const { hash, letters } = hashOf(pattern);
    const number = this.#byHash.add(hash);
    if (number === this.#ends.length) {
      this.#ends = twice(this.#ends);
      this.#needles = twice(this.#needles);
      this.#folded = twice(this.#folded);
    }
    const start = this.#startOf(number);
    const end = start + pattern.length;
    while (end > this.#bytes.length) this.#bytes = twice(this.#bytes);
    this.#bytes.set(pattern, start);
    this.#ends[number] = end;
    this.#needles[number] = needle;
    this.#folded[number] = isFolded ? 1 : 0;
    return letters;
  }

  /** Whether it is there as the folded spelling of a needle. */
  isFolded(pattern: Uint8Array): boolean {
    const { hash } = hashOf(pattern);
    for (let n = this.#byHash.find(hash); n >= 0; n = this.#byHash.next(n))
      if (this.#folded[n] === 1 && this.#is(n, pattern)) return true;
    return false;
  }

  needleOf(number: number): number {
    return this.#needles[number]!;
  }

  endsOf(number: number): boolean[] {
    const ends: boolean[] = [];
    for (const byte of this.#bytesOf(number))
      if (byte === WORD_END) ends[ends.length - 1] = true;
      else ends.push(false);
    return ends;
  }

  /** Those whose letters, so many, stand there. */
  standing(
    hash: number,
    folded: Uint8Array,
    start: number,
    letters: number,
    found: number[],
  ): void {
    for (let n = this.#byHash.find(hash); n >= 0; n = this.#byHash.next(n))
      if (this.#stands(n, folded, start, letters)) found.push(n);
  }

  #stands(number: number, folded: Uint8Array, start: number, letters: number): boolean {
    const end = this.#ends[number]!;
    let at = start;
    for (let n = this.#startOf(number); n < end; n++) {
      const byte = this.#bytes[n]!;
      if (byte !== WORD_END && byte !== folded[at++]) return false;
    }
    return at - start === letters;
  }

  #is(number: number, pattern: Uint8Array): boolean {
    const start = this.#startOf(number);
    if (this.#ends[number]! - start !== pattern.length) return false;
    for (let n = 0; n < pattern.length; n++)
      if (pattern[n] !== this.#bytes[start + n]) return false;
    return true;
  }

  #startOf = (number: number): number => (number === 0 ? 0 : this.#ends[number - 1]!);

  #bytesOf = (number: number): Uint8Array =>
    this.#bytes.subarray(this.#startOf(number), this.#ends[number]!);
}

function hashOf(pattern: Uint8Array): { readonly hash: number; readonly letters: number } {
  let hash = 0;
  let letters = 0;
  for (const byte of pattern) {
    if (byte === WORD_END) continue;
    hash = nextHash(hash, byte);
    letters++;
  }
  return { hash, letters };
}
