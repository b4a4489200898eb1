/**
 * Owns finding out how a part's characters are written (UTF-8 or UTF-16, the only two a workbook may use).
 * Must never: guess: an encoding that is declared and not known is refused.
 */
import { TextDecoder } from 'node:util';
import { TableError } from '../tableError.ts';

/** How a part is encoded, and how many bytes of byte order mark come first. */
export interface XmlEncoding {
  readonly name: 'utf-8' | 'utf-16le' | 'utf-16be';
  readonly markBytes: number;
}

/** The declaration with its encoding fits in this many bytes, in UTF-16 too. */
export const declarationBytes = 256;

/**
 * Takes the first bytes of a part (`declarationBytes` of them, or all there are) and the part's name;
 * gives its encoding. Throws TableError when an encoding is declared that no workbook uses.
 */
export function detectEncoding(head: Buffer, part: string): XmlEncoding {
  if (head[0] === 0xff && head[1] === 0xfe) return { name: 'utf-16le', markBytes: 2 };
  if (head[0] === 0xfe && head[1] === 0xff) return { name: 'utf-16be', markBytes: 2 };
  if (head[0] === 0x3c && head[1] === 0) return { name: 'utf-16le', markBytes: 0 };
  if (head[0] === 0 && head[1] === 0x3c) return { name: 'utf-16be', markBytes: 0 };
  const markBytes = head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? 3 : 0;
  const start = head.toString('latin1', markBytes, declarationBytes);
  const declared = /^<\?xml\s[^>]*?\bencoding\s*=\s*["']([^"']*)["']/
    .exec(start)?.[1]
    ?.toLowerCase();
  // Some writers declare utf-16 because their text was a string once, and then store UTF-8.
  const known = ['utf-8', 'utf8', 'us-ascii', 'ascii', 'utf-16'];
  if (declared !== undefined && !known.includes(declared)) {
    throw new TableError('unsupported', `${part}: encoding ${declared.slice(0, 40)}`);
  }
  return { name: 'utf-8', markBytes };
}

/** Takes an encoding; gives a decoder that refuses byte sequences which are none of its characters. */
export function strictDecoder(encoding: XmlEncoding): TextDecoder {
  return new TextDecoder(encoding.name, { fatal: true, ignoreBOM: true });
}
