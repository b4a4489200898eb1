/**
 * What is packed in the bytes of a file, such as the parts of a workbook, as far as it can be unpacked: for who looks for
 * something in it, whatever it is. Goes by what stands in front of each part, and so finds parts that no directory names.
 * Must never be asked what a file means.
 */
import { Readable } from 'node:stream';
import { TextDecoder } from 'node:util';
import { createInflateRaw } from 'node:zlib';

const PART = Buffer.from('PK\x03\x04');
/** What comes behind a part of which nobody says how long it is. */
const ANY_PART = Buffer.from('PK');
/** It is said elsewhere. */
const UNKNOWN = 0xffffffff;
const PART_HEADER_BYTES = 30;
const [STORED, DEFLATED] = [0, 8] as const;
const GATHERED_BYTES = 1 << 20;

/** One part of a package. */
export interface PackedPart {
  /** As what stands in front of it calls it. */
  readonly name: string;
  /** Its bytes as they were packed. Throws an error of the file where they are damaged. */
  unpack(): AsyncGenerator<Buffer>;
}

/** The parts of a package, in its order: deflated ones, and those that stand in it as they are. */
export function* packedParts(bytes: Buffer): Generator<PackedPart> {
  for (let at = bytes.indexOf(PART); at >= 0; at = bytes.indexOf(PART, at + PART.length)) {
    if (at + PART_HEADER_BYTES > bytes.length) return;
    const method = bytes.readUInt16LE(at + 8);
    const named = at + PART_HEADER_BYTES;
    const nameEnd = named + bytes.readUInt16LE(at + 26);
    const start = nameEnd + bytes.readUInt16LE(at + 28);
    if ((method !== DEFLATED && method !== STORED) || start >= bytes.length) continue;
    const name = bytes.subarray(named, nameEnd).toString();
    if (method === STORED) {
      const size = bytes.readUInt32LE(at + 18);
      const next = size > 0 && size < UNKNOWN ? start + size : bytes.indexOf(ANY_PART, start);
      const stored = bytes.subarray(start, next < 0 ? bytes.length : next);
      yield { name, unpack: () => asTheyAre(stored) };
      continue;
    }
    // Where it ends it says itself.
    yield { name, unpack: () => inflated(bytes.subarray(start)) };
  }
}

async function* asTheyAre(bytes: Buffer): AsyncGenerator<Buffer> {
  yield* slices(bytes);
}

async function* inflated(packed: Buffer): AsyncGenerator<Buffer> {
  const inflate = createInflateRaw();
  const source = Readable.from(slices(packed));
  source.pipe(inflate);
  let gathered: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of inflate as AsyncIterable<Buffer>) {
      gathered.push(chunk);
      length += chunk.length;
      if (length < GATHERED_BYTES) continue;
      yield Buffer.concat(gathered);
      gathered = [];
      length = 0;
    }
  } finally {
    source.destroy();
    inflate.destroy();
  }
  if (length > 0) yield Buffer.concat(gathered);
}

function* slices(bytes: Buffer): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += GATHERED_BYTES)
    yield bytes.subarray(at, at + GATHERED_BYTES);
}

/** The same text in UTF-8 where it says at its beginning that it is UTF-16; any other bytes as they are. */
export async function* inUtf8(
  pieces: Iterable<Buffer> | AsyncIterable<Buffer>,
): AsyncGenerator<Buffer> {
  let decoder: TextDecoder | undefined;
  let isFirst = true;
  for await (const piece of pieces) {
    if (isFirst) decoder = decoderOf(piece);
    isFirst = false;
    yield decoder ? Buffer.from(decoder.decode(piece, { stream: true })) : piece;
  }
}

function decoderOf(first: Buffer): TextDecoder | undefined {
  const mark = first.length < 2 ? 0 : first.readUInt16BE(0);
  if (mark === 0xfffe) return new TextDecoder('utf-16le');
  return mark === 0xfeff ? new TextDecoder('utf-16be') : undefined;
}
