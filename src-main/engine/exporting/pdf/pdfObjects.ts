/**
 * The objects of a PDF as Chromium writes it: one table of places at its end, and nothing compressed but what its
 * streams hold. Must never guess: a file of another form is left to others.
 */

export interface PdfObjects {
  /** By number: values as they stand in the file, a character for each byte. */
  readonly plain: Map<number, string>;
  /** By number: with their dictionaries. */
  readonly streams: Map<number, Uint8Array>;
  /** What the trailer says besides the size: which object is the catalog. */
  readonly trailer: string;
  /** No object has this number or a higher one. */
  readonly size: number;
}

/** Of the table: ten digits, five, one letter, and what is between them. */
const ENTRY_BYTES = 20;

/** Null for a file of another form. */
export function pdfObjects(bytes: Uint8Array): PdfObjects | null {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const text = (from: number, to?: number) => file.toString('latin1', Math.max(0, from), to);
  const table = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(text(file.length - 99))?.[1]);
  const head = /^xref\s+0 (\d+)\s*?\n/.exec(text(table, table + 40));
  if (head === null) return null;
  const size = Number(head[1]);
  const entries = table + head[0].length;
  const behind = entries + size * ENTRY_BYTES;
  const trailer = /^\s*trailer\s*<<(.*)>>\s*startxref/s.exec(text(behind))?.[1];
  // One that goes on from another file, or is locked.
  if (trailer === undefined || /\/(?:Prev|Encrypt|XRefStm)\b/.test(trailer)) return null;
  const found = objectsAt(file, placesIn(text(entries, behind)), table);
  return found && { ...found, trailer: trailer.replace(/\/Size\s+\d+/, '').trim(), size };
}

interface Place {
  readonly number: number;
  readonly from: number;
}

/** Of the objects that are in use, in the order of the file. */
function placesIn(table: string): Place[] {
  const places: Place[] = [];
  for (let n = 0; n * ENTRY_BYTES < table.length; n++) {
    const entry = table.slice(n * ENTRY_BYTES, (n + 1) * ENTRY_BYTES);
    if (entry[17] === 'n') places.push({ number: n, from: Number(entry.slice(0, 10)) });
  }
  return places.sort((a, b) => a.from - b.from);
}

function objectsAt(file: Buffer, places: readonly Place[], end: number) {
  const plain = new Map<number, string>();
  const streams = new Map<number, Uint8Array>();
  for (const [n, { number, from }] of places.entries()) {
    const to = places[n + 1]?.from ?? end;
    const begin = `${number} 0 obj`;
    const last = file.lastIndexOf('endobj', to - 1, 'latin1');
    if (file.toString('latin1', from, from + begin.length) !== begin || last < from) return null;
    const value = file.subarray(from + begin.length, last);
    const lastWord = value.toString('latin1', value.length - 12).trim();
    if (lastWord.endsWith('endstream')) streams.set(number, value);
    else plain.set(number, value.toString('latin1').trim());
  }
  return { plain, streams };
}
