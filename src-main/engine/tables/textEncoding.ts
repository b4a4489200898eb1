/**
 * Owns the encodings: what the first bytes of a file tell about its encoding, where the last whole character
 * of some bytes ends, and turning bytes into text.
 * Must never: put U+FFFD in the place of what it can't decode, or leave Windows-1252 to TextDecoder (some
 * versions of Node take its bytes 80 to 9F for control characters). A byte that is not in the encoding stays apart
 * until a row is told to have it.
 */
import { isUtf8 } from 'node:buffer';
import type { TextEncodingName } from '#shared/domain/textFormats.ts';

const BYTE_ORDER_MARKS: readonly (readonly [TextEncodingName, Buffer])[] = [
  ['utf-8', Buffer.from([0xef, 0xbb, 0xbf])],
  ['utf-16le', Buffer.from([0xff, 0xfe])],
  ['utf-16be', Buffer.from([0xfe, 0xff])],
];
/** The 27 characters of the bytes 80 to 9F; '' for the five bytes that stand for none and stay what they are. */
const WINDOWS_1252: readonly string[] =
  '€||‚|ƒ|„|…|†|‡|ˆ|‰|Š|‹|Œ||Ž|||‘|’|“|”|•|–|—|˜|™|š|›|œ||ž|Ÿ'.split('|');
const FIRST_WINDOWS_BYTE = 0x80;

/** Takes the first bytes of a file; gives the encoding that its byte order mark tells, if it has one. */
export function markedEncoding(start: Buffer): TextEncodingName | undefined {
  return BYTE_ORDER_MARKS.find(([, mark]) => start.subarray(0, mark.length).equals(mark))?.[0];
}

/**
 * Takes the first bytes of a file without a byte order mark; gives UTF-16 when every other byte is zero so
 * often (a quarter of them), and the bytes between so seldom, as in a table whose headings are Western.
 */
export function zeroPatternEncoding(start: Buffer): TextEncodingName | undefined {
  const zeros = [0, 0];
  for (let n = 0; n < start.length; n++) if (start[n] === 0) zeros[n & 1]!++;
  const [even, odd] = zeros as [number, number];
  const enough = Math.max(1, start.length / 8);
  if (odd >= enough && even * 8 < odd) return 'utf-16le';
  return even >= enough && odd * 8 < even ? 'utf-16be' : undefined;
}

/** Takes bytes that begin at a character; gives how many of them whole characters fill. */
export function wholeLength(encoding: TextEncodingName, bytes: Buffer): number {
  const { length } = bytes;
  if (encoding === 'windows-1252') return length;
  if (encoding === 'utf-8') {
    for (let back = 1; back <= Math.min(3, length); back++) {
      const byte = bytes[length - back]!;
      if ((byte & 0xc0) === 0x80) continue;
      const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
      return needed > back ? length - back : length;
    }
    return length;
  }
  const even = length & ~1;
  const high = bytes[encoding === 'utf-16le' ? even - 1 : even - 2] ?? 0;
  return (high & 0xfc) === 0xd8 ? even - 2 : even;
}

/** Takes the bytes of whole characters; gives their text, or undefined when they are not in this encoding. */
export function decodeText(encoding: TextEncodingName, bytes: Buffer): string | undefined {
  if (encoding === 'utf-8') return isUtf8(bytes) ? bytes.toString('utf8') : undefined;
  if (encoding === 'windows-1252') return decodeWindows(bytes);
  const ordered = encoding === 'utf-16le' ? bytes : Buffer.from(bytes).swap16();
  const text = ordered.toString('utf16le');
  return /\p{Surrogate}/u.test(text) ? undefined : text;
}

function decodeWindows(bytes: Buffer): string {
  const text = bytes.toString('latin1');
  return text.replace(
    /[\x80-\x9f]/g,
    (character) => WINDOWS_1252[character.charCodeAt(0) - FIRST_WINDOWS_BYTE] || character,
  );
}

/** How many characters of several bytes there are, and how many bytes that belong to none. */
export interface Utf8Counts {
  readonly long: number;
  readonly broken: number;
}

/** Takes the bytes of whole characters, among them perhaps such as are not UTF-8. */
export function countUtf8(bytes: Buffer): Utf8Counts {
  let long = 0;
  let broken = 0;
  for (let i = 0; i < bytes.length; ) {
    const length = bytes[i]! < 0x80 ? 1 : sequenceLength(bytes, i);
    if (length === 0) broken++;
    else if (length > 1) long++;
    i += Math.max(1, length);
  }
  return { long, broken };
}

/** Bytes that are not in the encoding are decoded to these: halves of a pair that stand alone in no text. */
export const FIRST_BROKEN = 0xdc80;
export const LAST_BROKEN = 0xdcff;
const BROKEN = /(?<![\ud800-\udbff])[\udc80-\udcff]/g;

/** Like `decodeText` for UTF-8, with a stand-in for each byte that is not. */
export function decodeBrokenUtf8(bytes: Buffer): string {
  if (isUtf8(bytes)) return bytes.toString('utf8');
  const pieces: string[] = [];
  let from = 0;
  for (let i = 0; i < bytes.length; ) {
    const length = bytes[i]! < 0x80 ? 1 : sequenceLength(bytes, i);
    if (length === 0) {
      pieces.push(bytes.toString('utf8', from, i), String.fromCharCode(0xdc00 + bytes[i]!));
      from = i + 1;
    }
    i += Math.max(1, length);
  }
  pieces.push(bytes.toString('utf8', from));
  return pieces.join('');
}

/** The bytes that are not in the encoding as Windows-1252 has them, which is what they mostly are. */
export function mendBroken(text: string): string {
  return text.replace(BROKEN, (each) => decodeWindows(Buffer.of(each.charCodeAt(0) - 0xdc00)));
}

/** Gives the length of the UTF-8 character of several bytes that begins here; 0 for none. */
function sequenceLength(bytes: Buffer, at: number): number {
  const first = bytes[at]!;
  const length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  if (first < 0xc2 || first > 0xf4 || at + length > bytes.length) return 0;
  return isUtf8(bytes.subarray(at, at + length)) ? length : 0;
}
