/**
 * Every connection to a workspace begins here. A workspace may come from anywhere, so nothing in its schema is trusted:
 * no function of ours or of SQLite's that could do harm is run from there, cells are checked against their page, and
 * no page is mapped into memory, where a file that shrinks, or a drive that is taken out, would end the program. What
 * SQLite calls defensive mode is on by itself. Nor does anything spill into files of the system's temporary folder. Must
 * never read the file.
 */

import type { ReadableDb } from './db.ts';
import { Database, type OpenOptions } from './sqlite.ts';

/** @param source a path, or the bytes of a file */
export function openGuarded(source: string | Buffer, options?: OpenOptions): ReadableDb {
  const db = new Database(source, options);
  // First of all: sorting, rebuilding and undoing a statement would put names there, and nobody overwrites them.
  db.pragma('temp_store = MEMORY');
  // In this order before anything else: each of them is read without the schema.
  db.pragma('trusted_schema = OFF');
  db.pragma('cell_size_check = ON');
  db.pragma('mmap_size = 0');
  return db;
}
