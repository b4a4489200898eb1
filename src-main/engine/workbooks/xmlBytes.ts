/**
 * XML as bytes in a block of memory: strings joined first and encoded then take four times as long. Texts come out as
 * they were, with the spreadsheet format's own escapes for characters that XML doesn't have.
 */

/** Bytes of ASCII text. */
export function ascii(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let n = 0; n < text.length; n++) bytes[n] = text.charCodeAt(n);
  return bytes;
}

const LESS = ascii('&lt;');
const GREATER = ascii('&gt;');
const AND = ascii('&amp;');
const LOOKS_ESCAPED = /^_x[0-9a-f]{4}_/i;
/** An underscore, so that what follows is no escape. */
const NO_ESCAPE = ascii('_x005F_');

/** 1 for what is written as it is. */
const AS_IT_IS = Uint8Array.from({ length: 128 }, (_, code) =>
  (code < 32 && code !== 9 && code !== 10) || '&<>_'.includes(String.fromCharCode(code)) ? 0 : 1,
);
/** As `_x0001_`. */
const MOST_BYTES_A_UNIT = 7;
const REPLACEMENT = 0xfffd;

export class XmlBytes {
  #bytes: Uint8Array;
  #at = 0;

  constructor(block: Uint8Array) {
    this.#bytes = block;
  }

  get length(): number {
    return this.#at;
  }

  /** Hands on what is written so far, and goes on in another block. */
  take(next: Uint8Array): Uint8Array {
    const taken = this.#bytes.subarray(0, this.#at);
    this.#bytes = next;
    this.#at = 0;
    return taken;
  }

  /** Makes room for so many more; needed before each of the methods below but `xml` and `text`. */
  reserve(count: number): void {
    if (this.#at + count <= this.#bytes.length) return;
    const larger = new Uint8Array(2 * this.#bytes.length + count);
    larger.set(this.#bytes.subarray(0, this.#at));
    this.#bytes = larger;
  }

  put(some: Uint8Array): void {
    const bytes = this.#bytes;
    const at = this.#at;
    // So few that a loop is faster than a call that copies.
    for (let n = 0; n < some.length; n++) bytes[at + n] = some[n]!;
    this.#at = at + some.length;
  }

  putAscii(text: string): void {
    const bytes = this.#bytes;
    for (let n = 0; n < text.length; n++) bytes[this.#at++] = text.charCodeAt(n);
  }

  /** @param number whole and not negative */
  putWhole(number: number): void {
    let digits = 1;
    for (let least = 10; number >= least; least *= 10) digits++;
    let rest = number;
    for (let at = this.#at + digits - 1; at >= this.#at; at--) {
      const left = Math.floor(rest / 10);
      this.#bytes[at] = 48 + rest - left * 10;
      rest = left;
    }
    this.#at += digits;
  }

  /** Any XML. */
  xml(text: string): void {
    this.reserve(text.length * 3);
    this.#at += new TextEncoder().encodeInto(text, this.#bytes.subarray(this.#at)).written;
  }

  /** The content of an element, escaped. */
  text(text: string): void {
    this.reserve(text.length * MOST_BYTES_A_UNIT);
    const bytes = this.#bytes;
    let at = this.#at;
    for (let n = 0; n < text.length; n++) {
      const unit = text.charCodeAt(n);
      if (unit < 0x80) {
        if (AS_IT_IS[unit] === 1) bytes[at++] = unit;
        else at = putEscaped(bytes, at, text, n);
      } else if (unit < 0x800) {
        bytes[at++] = 0xc0 | (unit >> 6);
        bytes[at++] = 0x80 | (unit & 0x3f);
      } else if (unit >= 0xd800 && unit <= 0xdfff) {
        const code = text.codePointAt(n)!;
        // Half a character has no bytes.
        if (code > 0xffff) n++;
        at = code > 0xffff ? putFour(bytes, at, code) : putThree(bytes, at, REPLACEMENT);
      } else {
        at = unit < 0xfffe ? putThree(bytes, at, unit) : putCode(bytes, at, unit);
      }
    }
    this.#at = at;
  }
}

/** Whether a reader could take the text's outer spaces for none. */
export function hasOuterSpace(text: string): boolean {
  return isSpace(text.charCodeAt(0)) || isSpace(text.charCodeAt(text.length - 1));
}

const isSpace = (unit: number) =>
  unit <= 0x20 || (unit >= 0x7f && /\s/.test(String.fromCharCode(unit)));

/** @returns where to go on, like those below */
function putEscaped(bytes: Uint8Array, at: number, text: string, n: number): number {
  const character = text[n]!;
  if (character === '&') return putAll(bytes, at, AND);
  if (character === '<') return putAll(bytes, at, LESS);
  if (character === '>') return putAll(bytes, at, GREATER);
  if (character !== '_') return putCode(bytes, at, character.charCodeAt(0));
  if (LOOKS_ESCAPED.test(text.slice(n, n + 7))) return putAll(bytes, at, NO_ESCAPE);
  bytes[at] = 0x5f;
  return at + 1;
}

/** A character that XML doesn't have, or of which it would make another. */
function putCode(bytes: Uint8Array, at: number, unit: number): number {
  return putAll(bytes, at, ascii(`_x${unit.toString(16).toUpperCase().padStart(4, '0')}_`));
}

function putAll(bytes: Uint8Array, at: number, some: Uint8Array): number {
  bytes.set(some, at);
  return at + some.length;
}

function putThree(bytes: Uint8Array, at: number, code: number): number {
  bytes[at] = 0xe0 | (code >> 12);
  bytes[at + 1] = 0x80 | ((code >> 6) & 0x3f);
  bytes[at + 2] = 0x80 | (code & 0x3f);
  return at + 3;
}

function putFour(bytes: Uint8Array, at: number, code: number): number {
  bytes[at] = 0xf0 | (code >> 18);
  bytes[at + 1] = 0x80 | ((code >> 12) & 0x3f);
  bytes[at + 2] = 0x80 | ((code >> 6) & 0x3f);
  bytes[at + 3] = 0x80 | (code & 0x3f);
  return at + 4;
}
