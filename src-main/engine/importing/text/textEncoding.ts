/**
 * Owns the encodings: what the first bytes of a file tell about its encoding, where the last whole character
 * of some bytes ends, and turning bytes into text.
 * Called by: textSource.ts; recogniseFile.ts for the file's first bytes.
 * Must never: put U+FFFD in the place of what it can't decode, or leave Windows-1252 to TextDecoder (some
 * versions of Node take its bytes 80 to 9F for control characters).
 */
import { isUtf8 } from 'node:buffer';
import type { TextEncodingName } from '#shared/domain/textFormats.ts';

const byteOrderMarks: readonly (readonly [TextEncodingName, Buffer])[] = [
  ['utf-8', Buffer.from([0xef, 0xbb, 0xbf])],
  ['utf-16le', Buffer.from([0xff, 0xfe])],
  ['utf-16be', Buffer.from([0xfe, 0xff])],
];
/** The 27 characters of the bytes 80 to 9F; '' for the five bytes that stand for none and stay what they are. */
const windows1252: readonly string[] =
  '€||‚|ƒ|„|…|†|‡|ˆ|‰|Š|‹|Œ||Ž|||‘|’|“|”|•|–|—|˜|™|š|›|œ||ž|Ÿ'.split('|');
const firstWindowsByte = 0x80;

/** Takes the first bytes of a file; gives the encoding that its byte order mark tells, if it has one. */
export function markedEncoding(start: Buffer): TextEncodingName | undefined {
  return byteOrderMarks.find(([, mark]) => start.subarray(0, mark.length).equals(mark))?.[0];
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
    (character) => windows1252[character.charCodeAt(0) - firstWindowsByte] || character,
  );
}
