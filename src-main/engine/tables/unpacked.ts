/**
 * What is packed in the bytes of a file, such as the parts of a workbook, as far as it can be unpacked: for who looks for
 * something in it, whatever it is. Goes by what stands in front of each part, and so finds parts that no directory names.
 * Must never be asked what a file means.
 */
import { Readable } from 'node:stream';
import { createInflateRaw } from 'node:zlib';

const PART = Buffer.from('PK\x03\x04');
const PART_HEADER_BYTES = 30;
const DEFLATED = 8;
const GATHERED_BYTES = 1 << 20;

/** One part of a package. */
export interface PackedPart {
  /** Its bytes as they were packed. Throws an error of the file where they are damaged. */
  unpack(): AsyncGenerator<Buffer>;
}

/** The deflated parts of a package, in its order; others can be read as they are. */
export function* packedParts(bytes: Buffer): Generator<PackedPart> {
  for (let at = bytes.indexOf(PART); at >= 0; at = bytes.indexOf(PART, at + PART.length)) {
    if (at + PART_HEADER_BYTES > bytes.length) return;
    const method = bytes.readUInt16LE(at + 8);
    const start =
      at + PART_HEADER_BYTES + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28);
    if (method !== DEFLATED || start >= bytes.length) continue;
    // Where it ends it says itself.
    yield { unpack: () => inflated(bytes.subarray(start)) };
  }
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
