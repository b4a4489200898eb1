/**
 * A workspace that is open says so in its header, and has a log beside it, also when its program was killed. A file that
 * says so and has none was copied by hand while it was open: what stood in the log alone is missing. A program that is
 * killed while it closes, between the end of the log and the word in the header, leaves one like that, too; in that one
 * nothing is missing, and what it is told to have last is what was done last.
 */
import { existsSync } from 'node:fs';
import { saysWithLog } from './logMode.ts';
import { lockFile } from './workspaceLock.ts';

/** Whether changes may be missing that were in the log of the original. */
export function wasCopiedOpen(path: string): boolean {
  if (existsSync(`${path}-wal`)) return false;
  let unlock = () => {};
  try {
    // Held here under another name: it is refused anyway, and must not be opened.
    unlock = lockFile(path);
    return saysWithLog(path);
  } catch {
    // Whoever opens it is told why it can't be read.
    return false;
  } finally {
    unlock();
  }
}
