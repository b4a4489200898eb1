/**
 * A PNG as pixels and back, as far as screen captures are written: eight bits a value, not interlaced. Nothing of the file
 * but its pixels goes on. Must never: unpack more than a screen has.
 */
import { crc32, deflateSync, inflateSync } from 'node:zlib';

export interface Pixels {
  readonly width: number;
  readonly height: number;
  /** Values of a pixel: grey, grey and alpha, colours, colours and alpha. */
  readonly channels: 1 | 2 | 3 | 4;
  /** Line by line. */
  readonly values: Uint8Array;
}

const SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex');
/** By the colour type of the header. */
const CHANNELS: Readonly<Record<number, Pixels['channels']>> = { 0: 1, 4: 2, 2: 3, 6: 4 };
const MOST_PIXELS = 200_000_000;

/** Undefined for what isn't such a picture, or isn't whole. */
export function readPng(png: Uint8Array): Pixels | undefined {
  try {
    return pixelsOf(Buffer.from(png.buffer, png.byteOffset, png.byteLength));
  } catch {
    return undefined;
  }
}

function pixelsOf(png: Buffer): Pixels | undefined {
  if (!png.subarray(0, 8).equals(SIGNATURE)) return undefined;
  const header = png.subarray(16, 29);
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const [depth, type, packing, filters, interlaced] = header.subarray(8);
  const channels = CHANNELS[type!];
  if (depth !== 8 || !channels || packing || filters || interlaced) return undefined;
  if (width * height === 0 || width * height > MOST_PIXELS) return undefined;
  const parts: Buffer[] = [];
  for (let at = 8; at + 12 <= png.length; ) {
    const length = png.readUInt32BE(at);
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT')
      parts.push(png.subarray(at + 8, at + 8 + length));
    at += 12 + length;
  }
  const line = width * channels;
  const size = (line + 1) * height;
  const filtered = inflateSync(Buffer.concat(parts), { maxOutputLength: size });
  if (filtered.length !== size) return undefined;
  return { width, height, channels, values: unfiltered(filtered, line, channels) };
}

/** Each line begins with how its values were made smaller by those beside and above them. */
function unfiltered(filtered: Buffer, line: number, channels: number): Uint8Array {
  const height = filtered.length / (line + 1);
  const values = new Uint8Array(line * height);
  for (let y = 0; y < height; y++) {
    const from = y * (line + 1) + 1;
    const filter = filtered[from - 1]!;
    if (filter > 4) throw new Error('No such filter');
    const to = y * line;
    for (let x = 0; x < line; x++) {
      const left = x < channels ? 0 : values[to + x - channels]!;
      const above = y === 0 ? 0 : values[to + x - line]!;
      const corner = y === 0 || x < channels ? 0 : values[to + x - line - channels]!;
      values[to + x] = filtered[from + x]! + expected(filter, left, above, corner);
    }
  }
  return values;
}

function expected(filter: number, left: number, above: number, corner: number): number {
  if (filter === 0) return 0;
  if (filter === 1) return left;
  if (filter === 2) return above;
  if (filter === 3) return (left + above) >> 1;
  const sum = left + above - corner;
  const [toLeft, toAbove, toCorner] = [left, above, corner].map((each) => Math.abs(sum - each));
  if (toLeft! <= toAbove! && toLeft! <= toCorner!) return left;
  return toAbove! <= toCorner! ? above : corner;
}

const TYPES = [0, 0, 4, 2, 6] as const;
const ABOVE = 2;

/** The picture as a file. */
export function writePng({ width, height, channels, values }: Pixels): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, TYPES[channels]], 8);
  const line = width * channels;
  const filtered = Buffer.alloc((line + 1) * height);
  for (let y = 0; y < height; y++) {
    const at = y * (line + 1);
    // Lines of a page are much like those above them.
    filtered[at] = ABOVE;
    for (let x = 0; x < line; x++)
      filtered[at + 1 + x] = values[y * line + x]! - (y === 0 ? 0 : values[(y - 1) * line + x]!);
  }
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(filtered)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(name: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), content]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}
