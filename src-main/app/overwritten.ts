/**
 * Files that go for good: their bytes are overwritten first, as far as a program can see to it. Must never be in the way
 * of what the program does, and never follow a link.
 */
import {
  closeSync,
  fstatSync,
  fsyncSync,
  lstatSync,
  openSync,
  readdirSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';

const ZEROS = Buffer.alloc(1 << 16);

/** A file, or a folder with all that is in it; it may not be there. */
export function removeOverwritten(path: string): void {
  try {
    const found = lstatSync(path, { throwIfNoEntry: false });
    if (found?.isDirectory())
      for (const name of readdirSync(path)) removeOverwritten(join(path, name));
    else if (found?.isFile() && found.nlink === 1) overwrite(path);
    rmSync(path, { recursive: true, force: true });
  } catch {}
}

function overwrite(path: string): void {
  const file = openSync(path, 'r+');
  try {
    const { size } = fstatSync(file);
    for (let at = 0; at < size; at += ZEROS.length)
      writeSync(file, ZEROS, 0, Math.min(ZEROS.length, size - at), at);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
