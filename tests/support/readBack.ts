/**
 * Reads workbooks that the engine wrote with another library than the one that wrote them.
 */
import { readFileSync } from 'node:fs';
import { readXlsx } from 'hucre/xlsx';
import yauzl from 'yauzl';

export type BackCell = string | number | boolean | Date | null;

export interface BackSheet {
  readonly name: string;
  readonly rows: readonly (readonly BackCell[])[];
}

export async function readBack(path: string): Promise<readonly BackSheet[]> {
  const { sheets } = await readXlsx(readFileSync(path));
  return sheets as unknown as BackSheet[];
}

export async function sheetRows(path: string, name: string): Promise<BackSheet['rows']> {
  const sheets = await readBack(path);
  const sheet = sheets.find((each) => each.name === name);
  if (!sheet)
    throw new Error(`no sheet ${name}, but ${sheets.map((each) => each.name).join(', ')}`);
  return sheet.rows;
}

/** The bytes of the parts whose names begin so, in the order of the package. */
export function packedParts(path: string, prefix: string): Promise<Buffer[]> {
  return new Promise((resolve, reject) => {
    yauzl.open(path, { lazyEntries: true }, (failure, zip) => {
      if (failure) return reject(failure);
      const parts: Buffer[] = [];
      zip.on('error', reject);
      zip.on('end', () => resolve(parts));
      zip.on('entry', (entry: yauzl.Entry) => {
        if (!entry.fileName.startsWith(prefix)) return zip.readEntry();
        zip.openReadStream(entry, async (broken, stream) => {
          if (broken) return reject(broken);
          const pieces: Buffer[] = [];
          for await (const piece of stream) pieces.push(piece as Buffer);
          parts.push(Buffer.concat(pieces));
          zip.readEntry();
        });
      });
      zip.readEntry();
    });
  });
}
