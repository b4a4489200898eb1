/**
 * Overwriting a file in its place, so that what stood in it can't be found where it was on the disk. What a drive keeps
 * besides, as those without moving parts do, is out of reach. Must never shorten or delete anything.
 */
import { closeSync, fstatSync, fsyncSync, openSync, writeSync } from 'node:fs';

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
      for (let at = from; at < to; at += PIECE.length)
        writeSync(file, PIECE, 0, Math.min(PIECE.length, to - at), at);
      fsyncSync(file);
    }
  } finally {
    closeSync(file);
  }
}
