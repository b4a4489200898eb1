/**
 * Makes the PDF of a report small: Chromium writes each tag as an object of its own and compresses none of them, which
 * for a list of users is nine tenths of the file. Here they go into object streams (PDF 1.5), and what says nothing is
 * left out (plainTags.ts). Pages, typefaces and pictures stay byte for byte. Must never change what a file says: one
 * that isn't as Chromium writes it stays as it is.
 */
import { deflateSync } from 'node:zlib';
import { type PdfObjects, pdfObjects } from './pdfObjects.ts';
import { tidyTags } from './plainTags.ts';

/** A viewer that wants one object reads them all: not too many. */
const OBJECTS_OF_STREAM = 1000;

export function smallerPdf(bytes: Uint8Array): Uint8Array {
  const objects = pdfObjects(bytes);
  if (objects === null) return bytes;
  tidyTags(objects.plain);
  const smaller = written(objects);
  return smaller.length < bytes.length ? smaller : bytes;
}

/** Where an object is: in the file, or in an object stream at this place. */
type Place = readonly [kind: 1, offset: number, 0] | readonly [kind: 2, stream: number, at: number];

function written({ plain, streams, trailer, size }: PdfObjects): Uint8Array {
  const places = new Map<number, Place>();
  const pieces: Uint8Array[] = [];
  let length = 0;
  const write = (piece: Uint8Array | string) => {
    const bytes = typeof piece === 'string' ? Buffer.from(piece, 'latin1') : piece;
    pieces.push(bytes);
    length += bytes.length;
  };
  const writeObject = (number: number, value: Uint8Array) => {
    places.set(number, [1, length, 0]);
    write(`${number} 0 obj`);
    write(value);
    write('endobj\n');
  };
  // The bytes above 127 tell programs that it isn't text.
  write('%PDF-1.5\n%\xe2\xe3\xcf\xd3\n');
  for (const [number, value] of streams) writeObject(number, value);
  let next = size;
  const numbers = [...plain.keys()];
  for (let from = 0; from < numbers.length; from += OBJECTS_OF_STREAM) {
    const held = numbers.slice(from, from + OBJECTS_OF_STREAM);
    for (const [at, number] of held.entries()) places.set(number, [2, next, at]);
    writeObject(next++, objectStream(held, plain));
  }
  const table = length;
  places.set(next, [1, table, 0]);
  writeObject(next, tableStream(places, next + 1, trailer));
  write(`startxref\n${table}\n%%EOF\n`);
  return Buffer.concat(pieces);
}

function objectStream(numbers: readonly number[], plain: ReadonlyMap<number, string>): Uint8Array {
  const index: number[] = [];
  let offset = 0;
  for (const number of numbers) {
    index.push(number, offset);
    offset += plain.get(number)!.length + 1;
  }
  const first = `${index.join(' ')}\n`;
  const values = numbers.map((number) => plain.get(number)!).join('\n');
  return stream(
    `/Type /ObjStm /N ${numbers.length} /First ${first.length}`,
    Buffer.from(first + values, 'latin1'),
  );
}

/** One byte for the kind, four for where, two for the place there. */
const ROW_BYTES = 7;

/** Rows as differences from the row above (PNG's "up"): those of one stream are nearly alike. */
function tableStream(
  places: ReadonlyMap<number, Place>,
  size: number,
  trailer: string,
): Uint8Array {
  const rows = Buffer.alloc(size * ROW_BYTES);
  for (const [number, [kind, where, at]] of places) {
    rows.writeUInt8(kind, number * ROW_BYTES);
    rows.writeUInt32BE(where, number * ROW_BYTES + 1);
    rows.writeUInt16BE(at, number * ROW_BYTES + 5);
  }
  // Of the head of the list of those that are free.
  if (!places.has(0)) rows.writeUInt16BE(0xffff, 5);
  const differences = Buffer.alloc(size * (ROW_BYTES + 1));
  for (let n = 0; n < size; n++) {
    const to = n * (ROW_BYTES + 1);
    differences[to] = 2;
    for (let byte = 0; byte < ROW_BYTES; byte++) {
      const from = n * ROW_BYTES + byte;
      differences[to + 1 + byte] = rows[from]! - (rows[from - ROW_BYTES] ?? 0);
    }
  }
  const keys = `/Type /XRef /Size ${size} /W [1 4 2] ${trailer}`;
  return stream(`${keys} /DecodeParms <</Predictor 12 /Columns ${ROW_BYTES}>>`, differences);
}

function stream(keys: string, bytes: Uint8Array): Uint8Array {
  const small = deflateSync(bytes, { level: 9 });
  return Buffer.concat([
    Buffer.from(`\n<<${keys} /Filter /FlateDecode /Length ${small.length}>> stream\n`, 'latin1'),
    small,
    Buffer.from('\nendstream\n', 'latin1'),
  ]);
}
