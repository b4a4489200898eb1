/** Whether a workspace says in its header that it has a log beside it: an open one does, and one that was left open. */
import { closeSync, openSync, readSync, statSync } from 'node:fs';

/** Where SQLite says how a file is written. */
const MODE_AT = 18;
const WITH_LOG = 2;

/** Must not be asked of a file that SQLite has open in this process: closing it lets go of SQLite's locks. */
export function saysWithLog(path: string): boolean {
  // A pipe would wait for whoever writes into it.
  if (!statSync(path).isFile()) return false;
  const mode = Buffer.alloc(1);
  const file = openSync(path, 'r');
  try {
    readSync(file, mode, 0, 1, MODE_AT);
  } finally {
    closeSync(file);
  }
  return mode[0] === WITH_LOG;
}
