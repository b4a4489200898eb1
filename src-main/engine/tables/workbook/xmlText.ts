/**
 * Owns turning the bytes between two tags into the exact text they stand for.
 * Must never: trim, drop or invent a character; bytes that are no text are an error, never U+FFFD.
 */
import { isUtf8 } from 'node:buffer';
import { TableError } from '../tableError.ts';

/** What a byte can mean inside a text; a scanner ORs the classes of all bytes of a text together. */
export const ByteClass = { nonAscii: 1, entity: 2, escape: 4, lineEnd: 8 } as const;

/** The class of each byte: `flags |= byteClasses[byte]` tells after the text whether it needs any work. */
export const byteClasses: Uint8Array = new Uint8Array(256);
byteClasses.fill(ByteClass.nonAscii, 0x80);
byteClasses[0x26] = ByteClass.entity; // &
byteClasses[0x5f] = ByteClass.escape; // _ may begin _x000D_
byteClasses[0x0d] = ByteClass.lineEnd;

/** Takes a range of UTF-8; gives its text. Throws TableError when the bytes are not UTF-8. */
export function decodeUtf8(bytes: Buffer, start: number, end: number): string {
  const text = bytes.toString('utf8', start, end);
  // The decoder puts U+FFFD for bytes it can't read; a file may also really hold that character.
  if (text.includes('\uFFFD') && !isUtf8(bytes.subarray(start, end))) {
    throw new TableError('damaged', 'text is not valid UTF-8');
  }
  return text;
}

/** Takes a range of character data and the classes in it; gives the text with its entities replaced. */
export function decodeCharacters(bytes: Buffer, start: number, end: number, flags: number): string {
  let text =
    (flags & ByteClass.nonAscii) !== 0
      ? decodeUtf8(bytes, start, end)
      : bytes.toString('latin1', start, end);
  if ((flags & ByteClass.lineEnd) !== 0) text = normaliseLineEnds(text);
  return (flags & ByteClass.entity) !== 0 ? replaceEntities(text) : text;
}

/** Takes a text as it stands in a file; gives it with CR and CR LF as LF, as every XML reader must. */
export function normaliseLineEnds(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}

/** Takes a text; gives it with Excel's own escapes (_x000D_ for a character that XML can't hold) replaced. */
export function replaceEscapes(text: string): string {
  let at = text.indexOf('_x');
  if (at < 0) return text;
  // By hand: a pattern with a function takes hundreds of bytes for each of the millions that a text can hold.
  const pieces: string[] = [];
  let from = 0;
  while (at >= 0) {
    const isEscape = text[at + 6] === '_' && /^[0-9a-fA-F]{4}$/.test(text.slice(at + 2, at + 6));
    if (isEscape) {
      const code = Number.parseInt(text.slice(at + 2, at + 6), 16);
      pieces.push(text.slice(from, at), String.fromCharCode(code));
      from = at + 7;
    }
    at = text.indexOf('_x', isEscape ? from : at + 1);
  }
  pieces.push(text.slice(from));
  return pieces.join('');
}

/** Takes a text with entities; gives it with them replaced. Throws TableError for an unknown one. */
export function replaceEntities(text: string): string {
  let result = '';
  let from = 0;
  for (;;) {
    const at = text.indexOf('&', from);
    if (at < 0) return result + text.slice(from);
    const end = text.indexOf(';', at);
    // No entity is longer; without the bound a text full of & would be searched again and again.
    if (end < 0 || end - at > 12) throw new TableError('damaged', 'unfinished entity');
    result += text.slice(from, at) + entityText(text.slice(at + 1, end));
    from = end + 1;
  }
}

const NAMED_ENTITIES: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  apos: "'",
};

function entityText(name: string): string {
  const code = /^#x[0-9a-fA-F]+$/.test(name)
    ? Number.parseInt(name.slice(2), 16)
    : /^#[0-9]+$/.test(name)
      ? Number.parseInt(name.slice(1), 10)
      : 0;
  if (code > 0 && code <= 0x10ffff) return String.fromCodePoint(code);
  const named = Object.hasOwn(NAMED_ENTITIES, name) ? NAMED_ENTITIES[name] : undefined;
  if (named !== undefined) return named;
  throw new TableError('damaged', 'unknown entity');
}
