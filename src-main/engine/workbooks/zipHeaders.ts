/** The bytes that a ZIP file has around its parts. Pure. */

const LOCAL_HEADER = 0x04034b50;
const CENTRAL_HEADER = 0x02014b50;
const END_OF_DIRECTORY = 0x06054b50;
const VERSION = 20;
/** Names are UTF-8. */
const FLAGS = 0x0800;
const DEFLATED = 8;
/** 1 January 1980: when it was written stands in the report where it matters. */
const DATE = 0x21;

export interface ZipPart {
  readonly name: Buffer;
  /** Where it begins in the file. */
  at: number;
  crc: number;
  packed: number;
  size: number;
}

/** What both headers say of a part, from the version on. */
function facts({ crc, packed, size, name }: ZipPart): Buffer {
  const bytes = Buffer.alloc(26);
  bytes.writeUInt16LE(VERSION, 0);
  bytes.writeUInt16LE(FLAGS, 2);
  bytes.writeUInt16LE(DEFLATED, 4);
  bytes.writeUInt16LE(DATE, 8);
  bytes.writeUInt32LE(crc, 10);
  bytes.writeUInt32LE(packed, 14);
  bytes.writeUInt32LE(size, 18);
  bytes.writeUInt16LE(name.length, 22);
  return bytes;
}

export function localHeader(part: ZipPart): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt32LE(LOCAL_HEADER);
  return Buffer.concat([head, facts(part), part.name]);
}

export function centralHeader(part: ZipPart): Buffer {
  const head = Buffer.alloc(6);
  head.writeUInt32LE(CENTRAL_HEADER);
  head.writeUInt16LE(VERSION, 4);
  // Behind the facts: no comment, first disk, no attributes, and where the part begins.
  const tail = Buffer.alloc(14);
  tail.writeUInt32LE(part.at, 10);
  return Buffer.concat([head, facts(part), tail, part.name]);
}

export function endOfDirectory(parts: number, size: number, at: number): Buffer {
  const bytes = Buffer.alloc(22);
  bytes.writeUInt32LE(END_OF_DIRECTORY);
  bytes.writeUInt16LE(parts, 8);
  bytes.writeUInt16LE(parts, 10);
  bytes.writeUInt32LE(size, 12);
  bytes.writeUInt32LE(at, 16);
  return bytes;
}
