/**
 * Owns making workbooks that unpack to far more than they are, quickly: a piece is deflated once and its bytes
 * repeated, a directory is written without the entries that it lists. Must never: hold what a bomb unpacks to.
 */
import { constants, crc32, deflateRawSync } from 'node:zlib';
import {
  buildZip,
  changePart,
  mainNamespace,
  type RawPart,
  type WorkbookPlan,
} from './workbookBuilder.ts';

export const MiB = 1 << 20;
export const GiB = 1 << 30;
/** A checksum over more than this would take its time; such a bomb must be refused before. */
const checkedBytes = 2 * GiB;
const lastBlock = Buffer.from([3, 0]);

/** What a bomb repeats, and what stands in front of it and behind. */
export interface Repetition {
  readonly head?: string;
  readonly unit: string;
  readonly bytes: number;
  readonly tail?: string;
}

/** Takes a repetition; gives the packed bytes of a part, with the true size and checksum where they can matter. */
export function repeatedPart({ head = '', unit, bytes, tail = '' }: Repetition): Partial<RawPart> {
  // Each piece ends at a byte's edge and needs nothing of the pieces before it.
  const pack = (text: string): Buffer =>
    deflateRawSync(text, { finishFlush: constants.Z_FULL_FLUSH });
  const piece = unit.repeat(Math.max(1, Math.floor(MiB / Buffer.byteLength(unit))));
  const plain = Buffer.from(piece);
  const times = Math.ceil(bytes / plain.length);
  const packedPiece = pack(piece);
  const pieces = Array.from({ length: times }, () => packedPiece);
  const size = Buffer.byteLength(head) + times * plain.length + Buffer.byteLength(tail);
  let crc = crc32(head);
  if (size <= checkedBytes) for (let k = 0; k < times; k++) crc = crc32(plain, crc);
  return {
    packed: Buffer.concat([pack(head), ...pieces, pack(tail), lastBlock]),
    claimedCrc: crc32(tail, crc),
    claimedSize: size % 2 ** 32,
  };
}

/** Takes what is repeated between <sheetData> and </sheetData>; gives the change of a plan. */
export function repeatedRows(rows: Repetition): WorkbookPlan['change'] {
  const head = `<worksheet xmlns="${mainNamespace}"><sheetData>${rows.head ?? ''}`;
  const tail = `${rows.tail ?? ''}</sheetData></worksheet>`;
  return changePart('xl/worksheets/sheet1.xml', repeatedPart({ ...rows, head, tail }));
}

/** Takes what is repeated inside <sst>; gives the change of a plan. */
export function repeatedStrings(items: Repetition): WorkbookPlan['change'] {
  const head = `<sst xmlns="${mainNamespace}">${items.head ?? ''}`;
  const tail = `${items.tail ?? ''}</sst>`;
  return changePart('xl/sharedStrings.xml', repeatedPart({ ...items, head, tail }));
}

/** Takes a package and a part's name; lets every entry whose name has the same beginning point to that part's data. */
export function overlapEntries(bytes: Buffer, name: string, prefix: string): Buffer {
  const result = Buffer.from(bytes);
  const entries = directoryEntries(result);
  const source = entries.find((entry) => entry.name === name);
  if (!source) throw new Error(`no part ${name}`);
  for (const { at, name: other } of entries) {
    if (!other.startsWith(prefix)) continue;
    // Checksum and sizes, then the place of the local header.
    result.copy(result, at + 16, source.at + 16, source.at + 28);
    result.copy(result, at + 42, source.at + 42, source.at + 46);
  }
  return result;
}

/** Takes a package without a comment; gives where each entry of its directory lies, and its name. */
export function directoryEntries(bytes: Buffer): { readonly at: number; readonly name: string }[] {
  const end = bytes.length - 22;
  const entries: { at: number; name: string }[] = [];
  let at = bytes.readUInt32LE(end + 16);
  for (let k = bytes.readUInt16LE(end + 10); k > 0; k--) {
    const nameEnd = at + 46 + bytes.readUInt16LE(at + 28);
    entries.push({ at, name: bytes.toString('utf8', at + 46, nameEnd) });
    at = nameEnd + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return entries;
}

/** Takes how many entries the directory lists and how many its end tells of; gives a package without their data. */
export function hugeDirectory(listed: number, told: number): Buffer {
  const start = buildZip([{ name: 'a', content: '' }]).subarray(0, 31);
  const entry = Buffer.alloc(56);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt16LE(10, 28);
  const directory = Buffer.alloc(listed * entry.length);
  for (let k = 0; k < listed; k++) {
    entry.write(String(k).padStart(10, '0'), 46, 'latin1');
    entry.copy(directory, k * entry.length);
  }
  const large = Buffer.alloc(56);
  large.writeUInt32LE(0x06064b50, 0);
  large.writeUInt32LE(44, 4);
  large.writeUInt32LE(told, 24);
  large.writeUInt32LE(told, 32);
  large.writeUInt32LE(directory.length, 40);
  large.writeUInt32LE(start.length, 48);
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(0x07064b50, 0);
  locator.writeUInt32LE(start.length + directory.length, 8);
  locator.writeUInt32LE(1, 16);
  const end = Buffer.alloc(22, 0xff);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt32LE(0, 4);
  end.writeUInt16LE(0, 20);
  return Buffer.concat([start, directory, large, locator, end]);
}
