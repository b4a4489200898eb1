/**
 * Looks at a file before it is opened: a foreign, damaged or newer one, and one that another program changed, is refused
 * and stays as it was, byte for byte. Must never write, nor leave anything beside the file that wasn't there.
 */
import { closeSync, existsSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import type { Damage } from '#shared/refusals/workspaceRefusals.ts';
import { Refusal } from '../refusal.ts';
import type { ReadableDb } from './db.ts';
import { openGuarded } from './guardedConnection.ts';
import { expectKnownSchema } from './knownSchema.ts';
import { MIGRATIONS } from './migrations.ts';
import { clearNewSides, isLeftOpen, sidesOf } from './sideFiles.ts';

/** "PDsk": marks the file as ours in SQLite's header. */
export const APPLICATION_ID = 0x5044736b;

const HEADER_BYTES = 100;
const SQLITE_MAGIC = 'SQLite format 3\0';
/** Files up to this size are checked page by page at every opening; it takes well under a second. */
const FULL_CHECK_BYTES = 64 * 1024 * 1024;

/** It is checked while it is open: nobody waits for that. */
export const isLarge = (path: string) => statSync(path).size > FULL_CHECK_BYTES;

const FOREIGN = () => new Refusal('workspace.foreign');

const DAMAGED = (damage: Damage) => new Refusal('workspace.damaged', { damage });

/**
 * Looks at a file without changing anything. One that was not closed properly is only looked at from outside: it may be
 * open elsewhere.
 * @throws Refusal for a missing, foreign, damaged or newer file, and for one that another program changed
 */
export function inspectWorkspace(path: string): void {
  const size = inspectHeader(path);
  if (isLeftOpen(path) || size > FULL_CHECK_BYTES) return;
  // In memory, and not in WAL mode, which memory doesn't know.
  const bytes = readFileSync(path);
  bytes.fill(1, 18, 20);
  inspectWith(bytes);
}

/**
 * The same of a file that was not closed properly: what a killed program left beside it belongs to it. A large one is
 * checked while it is open, like any other of its size. The lock must be held, so that nobody has it open.
 */
export function inspectLeftOpen(path: string): void {
  if (isLeftOpen(path) && !isLarge(path)) inspectOnDisk(path);
}

/** All of a file that may come from anywhere, however long that takes. The lock must be held. */
export function inspectRest(path: string): void {
  if (isLeftOpen(path) || isLarge(path)) inspectOnDisk(path);
}

function inspectOnDisk(path: string): void {
  const before = sidesOf(path);
  try {
    // A journal is rolled back by who may write, before anything of the file is read.
    inspectWith(path, { readonly: !before.includes('-journal') });
  } finally {
    clearNewSides(path, before);
  }
}

/**
 * What can be seen without SQLite.
 * @returns how long the file is
 */
export function inspectHeader(path: string): number {
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
  if (header.readUInt32BE(60) > MIGRATIONS.length) throw new Refusal('workspace.newer');
  const pageSize = header.readUInt16BE(16) === 1 ? 65536 : header.readUInt16BE(16);
  if (!isLeftOpen(path) && header.readUInt32BE(28) * pageSize > size) throw DAMAGED('no-end');
  return size;
}

/**
 * The schema before the pages: the check of pages evaluates the constraints and generated columns that the schema
 * holds, and a crafted one would keep it busy for good.
 */
function inspectWith(source: string | Buffer, options?: { readonly: boolean }): void {
  try {
    const db = openGuarded(source, options);
    try {
      expectOurs(db);
      if (db.pragma('quick_check(1)', { simple: true }) !== 'ok') throw DAMAGED('structure');
    } finally {
      db.close();
    }
  } catch (error) {
    throw asDamage(error);
  }
}

/**
 * To be called on each connection before it is used: the file may be another one by now.
 * @returns the number of migrations it has had
 * @throws Refusal
 */
export function expectOurs(db: ReadableDb): number {
  const version = db.pragma('user_version', { simple: true }) as number;
  if (version < 0 || version > MIGRATIONS.length) throw new Refusal('workspace.newer');
  if (db.pragma('application_id', { simple: true }) !== APPLICATION_ID) throw FOREIGN();
  expectKnownSchema(db, version);
  return version;
}

/** Where SQLite says that the file isn't sound, the refusal that says so; else the error itself. */
export function asDamage(error: unknown): unknown {
  const isDamage = /SQLITE_(CORRUPT|NOTADB)/.test(String((error as { code?: string }).code));
  return isDamage ? DAMAGED('unreadable') : error;
}
