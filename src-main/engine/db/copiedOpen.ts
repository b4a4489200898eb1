/**
 * A workspace that is open says so in its header, and has a log beside it, also when its program was killed. A file that
 * says so and has none was copied by hand while it was open: what stood in the log alone is missing.
 */
import { closeSync, existsSync, openSync, readSync } from 'node:fs';
import { lockFile } from './workspaceLock.ts';

/** Where SQLite says how a file is written; of both kinds of access, alike. */
const MODE_AT = 18;
const WITH_LOG = 2;

/** Whether changes may be missing that were in the log of the original. */
export function wasCopiedOpen(path: string): boolean {
  if (existsSync(`${path}-wal`)) return false;
  const mode = Buffer.alloc(2);
  let unlock = () => {};
  try {
    // Held here under another name: it is refused anyway, and must not be opened.
    unlock = lockFile(path);
    const file = openSync(path, 'r');
    try {
      readSync(file, mode, 0, 2, MODE_AT);
    } finally {
      closeSync(file);
    }
  } catch {
    // Whoever opens it is told why it can't be read.
    return false;
  } finally {
    unlock();
  }
  return mode[0] === WITH_LOG;
}
