/**
 * Overwriting a file in its place, so that what stood in it can't be found where it was on the disk. What a drive keeps
 * besides, as those without moving parts do, is out of reach. Must never shorten or delete anything.
 */
import { closeSync, fstatSync, fsync, fsyncSync, openSync, writeSync } from 'node:fs';
import { promisify } from 'node:util';

const PIECE = Buffer.alloc(1 << 20);

/**
 * Writes zeros over all bytes of a file and waits until they are on the disk.
 * @param first so many bytes get there before all others
 */
export function overwrite(path: string, first = 0): void {
  const file = openSync(path, 'r+');
  try {
    const { size } = fstatSync(file);
    for (const [from, to] of [
      [0, Math.min(first, size)],
      [first, size],
    ] as const) {
      if (from >= to) continue;
      for (let at = from; at < to; at += PIECE.length) writePiece(file, at, to);
      fsyncSync(file);
    }
  } finally {
    closeSync(file);
  }
}

/** The same, letting others in between. */
export async function overwriteInSteps(path: string, breathe: () => Promise<void>): Promise<void> {
  const file = openSync(path, 'r+');
  try {
    await overwriteOpen(file, breathe);
  } finally {
    closeSync(file);
  }
}

/** Of a file that is open, whatever has become of its name. */
export async function overwriteOpen(file: number, breathe: () => Promise<void>): Promise<void> {
  const { size } = fstatSync(file);
  for (let at = 0; at < size; at += PIECE.length) {
    writePiece(file, at, size);
    await breathe();
  }
  await promisify(fsync)(file);
}

const writePiece = (file: number, at: number, end: number) =>
  writeSync(file, PIECE, 0, Math.min(PIECE.length, end - at), at);
