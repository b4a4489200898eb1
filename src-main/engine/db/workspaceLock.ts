/**
 * Keeps other programs, and a second window of this one, out of a workspace that is open for writing: by its place, by
 * what the file is, and by SQLite's own lock on it. All are freed by the system when the program is killed.
 * Must never open the workspace itself to find out: on POSIX systems, closing it again would free every lock that this
 * process has on it.
 */
import { existsSync, lstatSync, mkdirSync, rmdirSync, rmSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { meaningOf } from '../fileFailures.ts';
import { Refusal } from '../refusal.ts';
import { asWritable, type ReadableDb } from './db.ts';
import { identityOf } from './fileIdentity.ts';
import { openGuarded } from './guardedConnection.ts';
import { emptyLeftLog } from './logFile.ts';
import { keepForOwner } from './ownerAlone.ts';
import { clearSideFiles, lockPath } from './sideFiles.ts';
import { Database } from './sqlite.ts';

export type Unlock = () => void;

/** Other programs may look into the file for a moment. */
const WAIT_MS = 500;
/** A lock file may be deleted by who held it just as it is opened here. */
const MOST_TRIES = 20;

/**
 * For who puts a file in the place of whatever stands there. Where nothing does, nobody has it open, and no lock is left
 * beside nothing when the program is killed.
 */
export function lockWhatStands(path: string): Unlock {
  expectShortName(path);
  return identityOf(path) === undefined ? () => {} : lockWorkspace(path);
}

/** By place and by what stands there. */
export function lockWorkspace(path: string): Unlock {
  const unlockFile = lockFile(path);
  try {
    const unlockPlace = lockPlace(path);
    return () => {
      unlockPlace();
      unlockFile();
    };
  } catch (error) {
    unlockFile();
    throw error;
  }
}

/** Beside the workspace, where other computers see it, too. */
export function lockPlace(path: string): Unlock {
  expectShortName(path);
  try {
    return hold(lockPath(path));
  } catch (error) {
    throw isBusy(error) ? new Refusal('workspace.locked') : new Refusal('workspace.notWritable');
  }
}

/** For who only reads: where nothing can be written, nobody else writes either. */
export function lockWhereWritable(path: string): Unlock {
  try {
    return lockPlace(path);
  } catch (error) {
    if (error instanceof Refusal && error.code === 'workspace.notWritable') return () => {};
    throw error;
  }
}

/**
 * What the file is, whichever name it is opened by: a symbolic link, a hard link, or its own once the lock beside it
 * was deleted. Among the programs of one librarian; others are kept out by `openAlone`.
 */
export function lockFile(path: string): Unlock {
  const identity = identityOf(path);
  for (let tries = 0; identity && tries < MOST_TRIES; tries++) {
    const folder = lockFolder();
    if (!folder) break;
    try {
      const unlock = hold(join(folder, identity));
      return () => {
        unlock();
        removeIfEmpty(folder);
      };
    } catch (error) {
      if (isBusy(error)) throw new Refusal('workspace.locked');
      // Who let go last has just removed the folder; else there is no room for it: the other two locks are left.
      if (existsSync(folder)) break;
    }
  }
  return () => {};
}

/** What a program that was ended from outside has left, of a file that is about to be deleted. */
export function dropLocks(path: string): void {
  rmSync(lockPath(path), { force: true });
  const identity = identityOf(path);
  const folder = lockFolderPath();
  if (!identity || !existsSync(folder)) return;
  deletes(join(folder, identity));
  removeIfEmpty(folder);
}

function removeIfEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // Others hold locks there.
  }
}

/**
 * A connection to a file that nobody else has open, under whatever name: leaving WAL mode needs SQLite's lock on the
 * file itself for oneself alone. What a killed program left in the log is in the file afterwards.
 */
export function openAlone(path: string): ReadableDb {
  const hadLog = existsSync(`${path}-wal`);
  const db = openGuarded(path, { fileMustExist: true, timeout: WAIT_MS });
  try {
    if (hadLog) emptyLeftLog(asWritable(db));
    db.pragma('journal_mode = DELETE');
    return db;
  } catch (error) {
    db.close();
    if (!isBusy(error)) throw error;
    // Looking made an empty log under this name; who has the file open has its own.
    if (!hadLog) clearSideFiles(path);
    throw new Refusal('workspace.locked');
  }
}

/** What SQLite lays beside a file has longer names, and of paths it takes no more than this. */
const MOST_PATH_BYTES = process.platform === 'win32' ? Number.POSITIVE_INFINITY : 500;

function expectShortName(path: string): void {
  if (Buffer.byteLength(path) > MOST_PATH_BYTES) throw new Refusal('file.nameTooLong');
  try {
    lstatSync(`${path}-journal`, { throwIfNoEntry: false });
  } catch (error) {
    if (meaningOf((error as NodeJS.ErrnoException).code) === 'file.nameTooLong')
      throw new Refusal('file.nameTooLong');
  }
}

/** Somebody else holds what was asked for. */
function isBusy(error: unknown): boolean {
  return /SQLITE_(BUSY|LOCKED)/.test(String((error as { code?: string }).code));
}

const lockFolderPath = () => join(tmpdir(), `purge-desk-locks-${userInfo().uid}`);

/** Of this librarian alone, since what others put there can't be trusted; undefined where there can't be one. */
function lockFolder(): string | undefined {
  const { uid } = userInfo();
  const folder = lockFolderPath();
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const found = lstatSync(folder);
    return found.isDirectory() && (uid === -1 || found.uid === uid) ? folder : undefined;
  } catch {
    return undefined;
  }
}

/** SQLite's lock on a file of no other use. It counts only while the file is the one that others find there. */
function hold(path: string): Unlock {
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const before = identityOf(path);
    const db = openLocked(path);
    if (before !== undefined && identityOf(path) === before) return () => letGo(db, path);
    db.close();
  }
  throw Object.assign(new Error('The lock file changes all the time.'), { code: 'SQLITE_BUSY' });
}

function openLocked(path: string): ReadableDb {
  const db = new Database(path, { timeout: 0 });
  try {
    db.pragma('journal_mode = MEMORY');
    db.exec('BEGIN EXCLUSIVE');
    keepForOwner(path);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** Deleted while it is held, so that nobody can hold one that is about to go. Windows deletes no open file. */
function letGo(db: ReadableDb, path: string): void {
  const deleted = deletes(path);
  db.close();
  if (!deleted) deletes(path);
}

function deletes(path: string): boolean {
  try {
    rmSync(path, { force: true });
    return true;
  } catch {
    return false;
  }
}
