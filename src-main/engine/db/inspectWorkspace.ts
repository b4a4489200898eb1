/**
 * Looks at a file before SQLite is let near it: a foreign, damaged or newer one is refused and stays as it was, byte for
 * byte. Must never write, nor leave anything beside the file.
 */
import { closeSync, existsSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import Database from 'better-sqlite3';
import type { Damage } from '#shared/refusals/workspaceRefusals.ts';
import { Refusal } from '../refusal.ts';
import { MIGRATIONS } from './migrations.ts';

/** "PDsk": marks the file as ours in SQLite's header. */
export const APPLICATION_ID = 0x5044736b;

const HEADER_BYTES = 100;
const SQLITE_MAGIC = 'SQLite format 3\0';
/** Files up to this size are checked page by page at every opening; it takes well under a second. */
const FULL_CHECK_BYTES = 64 * 1024 * 1024;

const FOREIGN = () => new Refusal('workspace.foreign');

export const DAMAGED = (damage: Damage) => new Refusal('workspace.damaged', { damage });

/**
 * Looks at a file without changing anything.
 * @returns the number of migrations it has had
 * @throws Refusal for a missing, foreign, damaged or newer file
 */
export function inspectWorkspace(path: string): number {
  if (!existsSync(path)) throw new Refusal('workspace.missing');
  const found = statSync(path);
  const { size } = found;
  if (!found.isFile()) throw FOREIGN();
  const header = Buffer.alloc(HEADER_BYTES);
  const file = openSync(path, 'r');
  try {
    readSync(file, header, 0, HEADER_BYTES, 0);
  } finally {
    closeSync(file);
  }
  if (
    header.toString('latin1', 0, 16) !== SQLITE_MAGIC ||
    header.readUInt32BE(68) !== APPLICATION_ID
  ) {
    throw FOREIGN();
  }
  const version = header.readUInt32BE(60);
  if (version > MIGRATIONS.length) {
    throw new Refusal('workspace.newer');
  }
  const pageSize = header.readUInt16BE(16) === 1 ? 65536 : header.readUInt16BE(16);
  // What a killed program left beside it belongs to the file; SQLite puts both together at opening.
  const crashed = existsSync(`${path}-wal`) || existsSync(`${path}-journal`);
  if (!crashed && header.readUInt32BE(28) * pageSize > size) throw DAMAGED('no-end');
  if (!crashed && size <= FULL_CHECK_BYTES) checkPages(path);
  return version;
}

/** In memory: SQLite would put files beside one that was not closed properly, even to read it. */
function checkPages(path: string): void {
  const bytes = readFileSync(path);
  // Not in WAL mode, which memory doesn't know.
  bytes.fill(1, 18, 20);
  let verdict = '';
  try {
    const db = new Database(bytes);
    try {
      verdict = String(db.pragma('quick_check(1)', { simple: true }));
    } finally {
      db.close();
    }
  } catch {
    throw DAMAGED('unreadable');
  }
  if (verdict !== 'ok') throw DAMAGED('structure');
}
