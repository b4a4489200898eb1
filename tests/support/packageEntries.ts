/**
 * The entries of a package as they are stored, read with yauzl alone.
 */
import yauzl from 'yauzl';

export interface PackageEntry {
  readonly name: string;
  /** The general purpose flags; 8 stands for a data descriptor. */
  readonly flags: number;
  /** 0 stored, 8 deflated. */
  readonly method: number;
  readonly text: string;
}

/** Takes a path; gives the entries in the order in which they lie in the file. */
export async function packageEntries(path: string): Promise<readonly PackageEntry[]> {
  const zip = await yauzl.openPromise(path, { autoClose: false });
  try {
    const entries: (PackageEntry & { readonly offset: number })[] = [];
    for await (const entry of zip.eachEntry()) {
      const pieces: Buffer[] = [];
      for await (const piece of await zip.openReadStreamPromise(entry))
        pieces.push(piece as Buffer);
      entries.push({
        name: entry.fileName,
        flags: entry.generalPurposeBitFlag,
        method: entry.compressionMethod,
        text: Buffer.concat(pieces).toString('utf8'),
        offset: entry.relativeOffsetOfLocalHeader,
      });
    }
    return entries.toSorted((a, b) => a.offset - b.offset);
  } finally {
    zip.close();
  }
}
