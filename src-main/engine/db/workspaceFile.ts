/**
 * The workspace file: creating, checking, migrating, locking, opening and closing it. A foreign, damaged or newer
 * file is refused before SQLite is let near it, so it stays as it was, byte for byte.
 */
import {
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  readSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import Database from 'better-sqlite3';
import type { Damage } from '#shared/refusals/workspaceRefusals.ts';
import { Refusal } from '../refusal.ts';
import { asWritable, type ReadableDb, type WritableDb } from './db.ts';
import { registerFunctions } from './functions.ts';
import { MIGRATIONS } from './migrations.ts';
import { writeWhole } from './wholeFile.ts';

/** "PDsk": marks the file as ours in SQLite's header. */
export const APPLICATION_ID = 0x5044736b;

const HEADER_BYTES = 100;
const SQLITE_MAGIC = 'SQLite format 3\0';
/** Files up to this size are checked page by page at every opening; it takes well under a second. */
const FULL_CHECK_BYTES = 64 * 1024 * 1024;

const FOREIGN = () => new Refusal('workspace.foreign');

const DAMAGED = (damage: Damage) => new Refusal('workspace.damaged', { damage });

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

function clearSideFiles(path: string): void {
  for (const suffix of ['-wal', '-shm', '-journal']) rmSync(path + suffix, { force: true });
}

/** Makes a new, empty workspace; an existing file of that name is replaced (the dialog has asked). */
export function createWorkspace(path: string): void {
  const unlock = lock(path);
  try {
    rmSync(path, { force: true });
    clearSideFiles(path);
    const db = asWritable(new Database(path));
    try {
      db.pragma(`application_id = ${APPLICATION_ID}`);
      migrate(db, 0);
      // Without the pages that one migration used and the next gave back.
      db.exec('VACUUM');
    } finally {
      db.close();
    }
  } finally {
    unlock();
  }
}

function migrate(db: WritableDb, from: number): void {
  db.pragma('foreign_keys = OFF');
  db.transaction(() => {
    for (const [n, migration] of MIGRATIONS.entries()) {
      if (n >= from) migration(db);
    }
    db.pragma(`user_version = ${MIGRATIONS.length}`);
  }).immediate();
}

/** An open workspace of the writer: its connection, and the lock that keeps other programs out. */
export interface WritableWorkspace {
  readonly db: WritableDb;
  close(): void;
}

/**
 * Opens for writing. An older file is first copied to `<name>.before-update-<n>.purgedesk`.
 * @throws Refusal as inspectWorkspace, or when the file is open elsewhere
 */
export function openWritable(path: string): WritableWorkspace {
  const version = inspectWorkspace(path);
  const unlock = lock(path);
  try {
    const db = asWritable(new Database(path, { fileMustExist: true }));
    if (version < MIGRATIONS.length) {
      // What a killed program left in the log must be in the backup, too.
      db.pragma('wal_checkpoint(TRUNCATE)');
      copyFileSync(path, backupPath(path, version));
    }
    db.pragma('journal_mode = WAL');
    if (version < MIGRATIONS.length) {
      migrate(db, version);
      // What migrations moved must not be found in free pages.
      db.exec('VACUUM');
    }
    configure(db);
    db.pragma('foreign_keys = ON');
    db.pragma('synchronous = NORMAL');
    // It writes more than it reads: what it maps would only count as memory, and half the cache does.
    db.pragma('mmap_size = 0');
    db.pragma('cache_size = -32768');
    // An import writes far more than the usual 4 MB; each checkpoint waits for the disk.
    db.pragma('wal_autocheckpoint = 8000');
    // What was discarded or erased must not be found in free pages.
    db.pragma('secure_delete = ON');
    return {
      db,
      close() {
        try {
          db.pragma('optimize');
          db.pragma('busy_timeout = 500');
          db.pragma('wal_checkpoint(TRUNCATE)');
          // One clean file.
          db.pragma('journal_mode = DELETE');
        } catch (error) {
          // Another connection still reads; the next opening tidies up.
          if (!isBusy(error)) throw error;
        } finally {
          db.close();
          unlock();
        }
      },
    };
  } catch (error) {
    unlock();
    if (
      error instanceof Error &&
      /SQLITE_(CORRUPT|NOTADB)/.test(String((error as { code?: string }).code))
    )
      throw DAMAGED('unreadable');
    throw error;
  }
}

/** Writes a copy as it is now: one clean file, put in place when whole. */
export async function saveCopy(db: WritableDb, path: string): Promise<void> {
  // Nor may it take the place of a workspace that is open elsewhere.
  const unlock = lock(path);
  try {
    await writeWhole(path, async (beside) => {
      clearSideFiles(beside);
      try {
        await db.backup(beside);
        const copy = new Database(beside);
        copy.pragma('journal_mode = DELETE');
        copy.close();
      } finally {
        clearSideFiles(beside);
      }
    });
  } finally {
    unlock();
  }
}

/**
 * Opens a second connection that can only read; the writer must have the file open already.
 * @param mapped from the system's own pages: quicker for who walks through all users again and again, as columns and
 * pages do. What walks once, as exports, does without: the whole file would count as this program's memory.
 */
export function openReadable(path: string, { mapped = true } = {}): ReadableDb {
  const db = new Database(path, { readonly: true, fileMustExist: true });
  configure(db);
  db.pragma(`mmap_size = ${mapped ? 2_147_418_112 : 0}`);
  return db;
}

function configure(db: ReadableDb): void {
  // Sorting must not spill names into files of the system's temporary folder.
  db.pragma('temp_store = MEMORY');
  db.pragma('cache_size = -65536');
  db.pragma('mmap_size = 268435456');
  db.pragma('busy_timeout = 5000');
  registerFunctions(db);
}

/** SQLite's own file lock on a side file: freed by the system even when the program is killed. */
function lock(path: string): () => void {
  const lockPath = `${path}-lock`;
  let db: Database.Database | undefined;
  try {
    db = new Database(lockPath, { timeout: 0 });
    db.pragma('journal_mode = MEMORY');
    db.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    db?.close();
    throw isBusy(error) ? new Refusal('workspace.locked') : new Refusal('workspace.notWritable');
  }
  const held = db;
  return () => {
    held.close();
    rmSync(lockPath, { force: true });
  };
}

function isBusy(error: unknown): boolean {
  return /SQLITE_(BUSY|LOCKED)/.test(String((error as { code?: string }).code));
}

function backupPath(path: string, version: number): string {
  return path.replace(/(\.purgedesk)?$/, `.before-update-${version}.purgedesk`);
}

/**
 * Deletes the workspace, all that SQLite keeps beside it and the backups of its updates, overwriting
 * what holds names first.
 */
export function eraseWorkspace(path: string): void {
  const backups = MIGRATIONS.map((_, version) => backupPath(path, version));
  for (const file of [`${path}-wal`, `${path}-journal`, ...backups, path]) {
    if (existsSync(file)) overwrite(file);
  }
  for (const file of [`${path}-wal`, `${path}-shm`, `${path}-journal`, `${path}-lock`]) {
    rmSync(file, { force: true });
  }
  for (const file of [...backups, path]) rmSync(file, { force: true });
}

function overwrite(path: string): void {
  const zeros = Buffer.alloc(1 << 20);
  const file = openSync(path, 'r+');
  try {
    for (
      let left = statSync(path).size, at = 0;
      left > 0;
      left -= zeros.length, at += zeros.length
    ) {
      writeSync(file, zeros, 0, Math.min(left, zeros.length), at);
    }
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
