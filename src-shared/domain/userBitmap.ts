/**
 * A set of users as one bit per user number; set algebra on a million users takes milliseconds.
 * Stored as a BLOB, little-endian, trailing zero bytes dropped so that equal sets have equal bytes.
 * User numbers are dense and start at 1.
 */
export class UserBitmap {
  #words: Uint32Array;

  constructor(words: Uint32Array = new Uint32Array(0)) {
    this.#words = words;
  }

  static of(userNos: Iterable<number>): UserBitmap {
    const bitmap = new UserBitmap();
    for (const userNo of userNos) bitmap.add(userNo);
    return bitmap;
  }

  /** All user numbers from 1. */
  static upTo(last: number): UserBitmap {
    const words = new Uint32Array((last >>> 5) + 1).fill(0xffff_ffff);
    words[0] = 0xffff_fffe;
    const beyond = 31 - (last & 31);
    words[words.length - 1]! &= 0xffff_ffff >>> beyond;
    return new UserBitmap(words);
  }

  static fromBytes(bytes: Uint8Array): UserBitmap {
    const words = new Uint32Array(Math.ceil(bytes.length / 4));
    new Uint8Array(words.buffer).set(bytes);
    return new UserBitmap(words);
  }

  toBytes(): Uint8Array {
    const bytes = new Uint8Array(
      this.#words.buffer,
      this.#words.byteOffset,
      this.#words.byteLength,
    );
    let end = bytes.length;
    while (end > 0 && bytes[end - 1] === 0) end--;
    return bytes.slice(0, end);
  }

  /**
   * As few bytes as it takes: the bits, or for few users the gaps between their numbers. Of decisions,
   * most are about one user, and a bit for each of a million others would be kept with every one.
   */
  pack(): Uint8Array {
    const bits = this.toBytes();
    const gaps: number[] = [GAPS];
    let last = 0;
    for (const userNo of this) {
      for (let gap = userNo - last; ; gap >>>= 7) {
        gaps.push(gap > 127 ? (gap & 127) | 128 : gap);
        if (gap <= 127) break;
      }
      if (gaps.length > bits.length) return withTag(bits);
      last = userNo;
    }
    return Uint8Array.from(gaps);
  }

  /** @param packed what `pack` gave @throws RangeError for what it can't have given */
  static unpack(packed: Uint8Array): UserBitmap {
    if (packed[0] !== GAPS) return UserBitmap.fromBytes(packed.subarray(1));
    const bitmap = new UserBitmap();
    let userNo = 0;
    for (let n = 1; n < packed.length; ) {
      let gap = 0;
      for (let shift = 0; ; shift += 7) {
        const byte = packed[n++];
        // Seven bytes hold more than any gap has.
        if (byte === undefined || shift > 28) throw new RangeError('no packed users');
        gap |= (byte & 127) << shift;
        if (byte < 128) break;
      }
      userNo += gap;
      if (gap <= 0 || userNo > MOST_USER_NO) throw new RangeError('no packed users');
      bitmap.add(userNo);
    }
    return bitmap;
  }

  add(userNo: number): void {
    const word = userNo >>> 5;
    if (word >= this.#words.length) this.#grow(word + 1);
    this.#words[word]! |= 1 << (userNo & 31);
  }

  delete(userNo: number): void {
    const word = userNo >>> 5;
    if (word < this.#words.length) this.#words[word]! &= ~(1 << (userNo & 31));
  }

  has(userNo: number): boolean {
    const word = userNo >>> 5;
    return word < this.#words.length && (this.#words[word]! & (1 << (userNo & 31))) !== 0;
  }

  equals(other: UserBitmap): boolean {
    const length = Math.max(this.#words.length, other.#words.length);
    for (let n = 0; n < length; n++)
      if ((this.#words[n] ?? 0) !== (other.#words[n] ?? 0)) return false;
    return true;
  }

  get count(): number {
    let count = 0;
    for (const word of this.#words) count += popCount(word);
    return count;
  }

  /** User numbers, ascending, after the given one. */
  *after(userNo = 0): Generator<number> {
    for (let word = userNo >>> 5; word < this.#words.length; word++) {
      let bits = this.#words[word]!;
      if (word === userNo >>> 5) bits &= (userNo & 31) === 31 ? 0 : -1 << ((userNo & 31) + 1);
      while (bits !== 0) {
        const low = 31 - Math.clz32(bits & -bits);
        yield (word << 5) + low;
        bits &= bits - 1;
      }
    }
  }

  /** All user numbers, ascending; quicker than asking one by one. */
  numbers(): Int32Array<ArrayBuffer> {
    const numbers = new Int32Array(this.count);
    let n = 0;
    for (let word = 0; word < this.#words.length; word++) {
      for (let bits = this.#words[word]!; bits !== 0; bits &= bits - 1)
        numbers[n++] = (word << 5) + 31 - Math.clz32(bits & -bits);
    }
    return numbers;
  }

  /** First and last of each run of consecutive user numbers, ascending. */
  *runs(): Generator<[first: number, last: number]> {
    let first = 0;
    let last = -1;
    for (const userNo of this) {
      if (userNo !== last + 1) {
        if (last >= 0) yield [first, last];
        first = userNo;
      }
      last = userNo;
    }
    if (last >= 0) yield [first, last];
  }

  [Symbol.iterator](): Generator<number> {
    return this.after(0);
  }

  and(other: UserBitmap): UserBitmap {
    return this.#with(other, Math.min(this.#words.length, other.#words.length), (a, b) => a & b);
  }

  or(other: UserBitmap): UserBitmap {
    return this.#with(other, Math.max(this.#words.length, other.#words.length), (a, b) => a | b);
  }

  /** Members of this set that are not in the other. */
  andNot(other: UserBitmap): UserBitmap {
    return this.#with(other, this.#words.length, (a, b) => a & ~b);
  }

  #with(other: UserBitmap, length: number, apply: (a: number, b: number) => number): UserBitmap {
    const words = new Uint32Array(length);
    for (let n = 0; n < length; n++) words[n] = apply(this.#words[n] ?? 0, other.#words[n] ?? 0);
    return new UserBitmap(words);
  }

  #grow(length: number): void {
    const words = new Uint32Array(Math.max(length, this.#words.length * 2, 16));
    words.set(this.#words);
    this.#words = words;
  }
}

/** Numbers are dense: more than any library has had users. */
export const MOST_USER_NO = 2 ** 27;

/** First byte of the packed form. */
const BITS = 0;
const GAPS = 1;

function withTag(bits: Uint8Array): Uint8Array {
  const packed = new Uint8Array(bits.length + 1);
  packed[0] = BITS;
  packed.set(bits, 1);
  return packed;
}

function popCount(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return (((bits + (bits >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}
