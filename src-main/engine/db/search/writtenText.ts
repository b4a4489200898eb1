/**
 * Stretches of bytes in which letters or signs stand as something else (domain/writtenSigns.ts), or in which signs beyond
 * ASCII separate words: they are read as text, because in the bytes nobody finds a name that goes over them.
 */
import { isUtf8 } from 'node:buffer';
import type { Stretch } from './wideText.ts';

/** So much around a sign is read at once, at least before and at most behind. */
const BEFORE = 1024;
const BEHIND = 4096;

const codeOf = (letter: string) => letter.charCodeAt(0);
const [AMP, PERCENT, BACKSLASH, LINE] = ['&', '%', '\\', '_'].map(codeOf) as [
  ...[number, number, number, number],
];
/** What signs beyond ASCII begin with in UTF-8: no-break space and soft hyphen; dashes, quotes, other spaces. */
const [LATIN_SIGNS, SIGNS] = [0xc2, 0xe2] as const;
const MAY_BEGIN = new Uint8Array(256);
for (const byte of [AMP, PERCENT, BACKSLASH, LINE, LATIN_SIGNS, SIGNS]) MAY_BEGIN[byte] = 1;

const isHex = (byte: number | undefined) =>
  byte !== undefined &&
  ((byte >= 0x30 && byte <= 0x39) || ((byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x66));
const isLetter = (byte: number | undefined) =>
  byte !== undefined && (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a;

const WRITTEN =
  /&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z]{2,8});|%[\da-f]{2}|\\u[\da-f]{4}|_x[\da-f]{4}_|[\u00a0\u00ad\u2000-\u206f]/i;

/** @param length of the bytes that count */
export function writtenStretchesOf(bytes: Uint8Array, length: number): Stretch[] {
  const found: Stretch[] = [];
  let known = 0;
  for (let at = 0; at < length; at++) {
    if (MAY_BEGIN[bytes[at]!] === 0 || at < known || !beginsAt(bytes, at)) continue;
    const stretch = stretchAt(bytes, length, at);
    found.push(stretch);
    known = stretch.isLast ? length : stretch.places.at(-1)! - BEFORE;
  }
  return found;
}

function beginsAt(bytes: Uint8Array, at: number): boolean {
  const next = bytes[at + 1];
  switch (bytes[at]) {
    case AMP:
      return next === 0x23 || (isLetter(next) && isLetter(bytes[at + 2]));
    case PERCENT:
      return isHex(next) && isHex(bytes[at + 2]);
    case BACKSLASH:
      return next === 0x75 && isHex(bytes[at + 2]);
    case LINE:
      return (next === 0x78 || next === 0x58) && isHex(bytes[at + 2]) && isHex(bytes[at + 3]);
    case LATIN_SIGNS:
      return next === 0xa0 || next === 0xad;
    default:
      return next === 0x80 || next === 0x81;
  }
}

const isInLetter = (byte: number | undefined) => byte !== undefined && (byte & 0xc0) === 0x80;

function stretchAt(bytes: Uint8Array, length: number, at: number): Stretch {
  let from = Math.max(0, at - BEFORE);
  for (let n = 0; n < 3 && from > 0 && isInLetter(bytes[from]); n++) from++;
  let to = Math.min(length, from + BEFORE + BEHIND);
  for (let n = 0; n < 3 && to < length && isInLetter(bytes[to]); n++) to--;
  const own = bytes.subarray(from, to);
  const isOne = isUtf8(own);
  const text = Buffer.from(own).toString(isOne ? 'utf8' : 'latin1');
  const places = new Uint32Array(text.length + 1);
  let place = from;
  for (let n = 0; n < text.length; n++) {
    places[n] = place;
    place += isOne ? bytesOfUnit(text.charCodeAt(n)) : 1;
  }
  places[text.length] = place;
  const isOther = (start: number, end: number) => WRITTEN.test(text.slice(start, end));
  return { text, places, isFirst: from === 0, isLast: to === length, isOther };
}

/** In UTF-8; two units that are one letter have two bytes each. */
const bytesOfUnit = (unit: number) =>
  unit < 0x80 ? 1 : unit < 0x800 || (unit >= 0xd800 && unit < 0xe000) ? 2 : 3;
