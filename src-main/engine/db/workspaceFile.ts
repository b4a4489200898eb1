/**
 * The workspace file: creating, migrating, opening and closing it. What it is, is looked at first (inspectWorkspace.ts).
 */
import { fileRefusal, refusalIn } from '../fileFailures.ts';
import { Refusal } from '../refusal.ts';
import { notSummedUp, sumUp } from './checksums.ts';
import { asWritable, type ReadableDb, type WritableDb } from './db.ts';
import { realPathOf } from './fileIdentity.ts';
import { allowGivingBack, rebuild } from './freeSpace.ts';
import { registerFunctions } from './functions.ts';
import { openGuarded } from './guardedConnection.ts';
import { holdInspected } from './holdInspected.ts';
import { APPLICATION_ID, asDamage, expectOurs, inspectLeftOpen } from './inspectWorkspace.ts';
import { keepSums } from './keptSums.ts';
import { emptyLog } from './logFile.ts';
import { MIGRATIONS } from './migrations.ts';
import { keepForOwner, makeForOwner } from './ownerAlone.ts';
import { clearForgotten, hasForgotten } from './pageGaps.ts';
import { closeOwnFile } from './search/ownFile.ts';
import { clearSideFiles } from './sideFiles.ts';
import { keepBeforeUpdate } from './snapshots/keepSnapshot.ts';
import { expectNoSnapshot } from './snapshots/snapshotMark.ts';
import { lookAfter } from './whileOpen.ts';
import { writeWholeAtOnce } from './wholeFile.ts';
import { lockPlace, lockWorkspace, openAlone, type Unlock } from './workspaceLock.ts';

/** Makes a new, empty workspace; an existing file of that name is replaced when it is whole (the dialog has asked). */
export function createWorkspace(path: string): void {
  lockWorkspace(path)();
  let unlock: Unlock = () => {};
  try {
    writeWholeAtOnce(path, (beside) => {
      fillNew(beside);
      unlock = lockWorkspace(path);
      clearSideFiles(path);
    });
  } finally {
    unlock();
  }
}

function fillNew(path: string): void {
  makeForOwner(path);
  const db = asWritable(openGuarded(path));
  try {
    allowGivingBack(db);
    db.pragma(`application_id = ${APPLICATION_ID}`);
    migrate(db, 0);
    for (const { unit, id } of notSummedUp(db)) sumUp(db, unit, id);
    // Without the pages that one migration used and the next gave back.
    db.exec('VACUUM');
  } finally {
    db.close();
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

export interface OpenOptions {
  /** It is erased when it is closed: nothing of it has to outlive a power cut, so nothing waits for the disk. */
  readonly passing?: boolean;
  /** All of it was looked at a moment ago (inspectForeign.ts). */
  readonly inspected?: boolean;
}

/**
 * Opens for writing. Of an older file a snapshot is kept first.
 * @throws Refusal as inspectWorkspace, or when the file is open elsewhere, under whatever name
 */
export function openWritable(
  name: string,
  { passing = false, inspected = false }: OpenOptions = {},
): WritableWorkspace {
  const path = realPathOf(name);
  let unlock: Unlock = () => {};
  try {
    unlock = holdInspected(path, {
      ...{ inspected, expect: expectNoSnapshot },
      ...{ lockPlace, inspectLocked: inspectLeftOpen },
    });
    return openLocked(path, unlock, passing);
  } catch (error) {
    unlock();
    throw asProtected(asDamage(error));
  }
}

/** What is in the way is that nothing can be written: it can still be read. */
function asProtected(error: unknown): unknown {
  const code = refusalIn(error)?.code;
  return code && NOT_WRITABLE.has(code) ? new Refusal('workspace.protected') : error;
}

const NOT_WRITABLE = new Set<string>([
  'workspace.notWritable',
  'file.notWritable',
  'file.readOnly',
]);

function openLocked(path: string, unlock: Unlock, passing: boolean): WritableWorkspace {
  const db = asWritable(openAlone(path));
  try {
    const version = expectOurs(db);
    if (version < MIGRATIONS.length) {
      // That version let everybody read it, unasked; later it is for its owner to change.
      keepForOwner(path);
      keepBeforeUpdate(db, path, version);
    }
    db.pragma('journal_mode = WAL');
    // From the first look on SQLite's own lock is on the file.
    db.prepare('SELECT count(*) FROM sqlite_schema').get();
    if (version < MIGRATIONS.length) {
      migrate(db, version);
      // What migrations moved must not be found in free pages.
      rebuild(db);
    }
    configure(db);
    if (!passing) keepSums(db);
    db.pragma('foreign_keys = ON');
    db.pragma(`synchronous = ${passing ? 'OFF' : 'NORMAL'}`);
    // It writes more than it reads: half the cache does.
    db.pragma('cache_size = -32768');
    // An import writes far more than the usual 4 MB; each checkpoint waits for the disk.
    db.pragma('wal_autocheckpoint = 8000');
    // What was discarded or erased must not be found in free pages.
    db.pragma('secure_delete = ON');
    const upkeep = lookAfter(db, path);
    return {
      db,
      close() {
        upkeep.stop();
        let isForgetful = false;
        try {
          db.pragma('busy_timeout = 500');
          afterwards(() => {
            isForgetful = hasForgotten(db);
          });
          afterwards(() => db.pragma('optimize'));
          // One clean file.
          afterwards(() =>
            upkeep.displaced()
              ? upkeep.finishElsewhere()
              : emptyLog(db) && db.pragma('journal_mode = DELETE'),
          );
        } finally {
          db.close();
          closeOwnFile(db);
          if (isForgetful) afterwards(() => clearForgotten(path));
          unlock();
        }
      },
    };
  } catch (error) {
    db.close();
    throw error;
  }
}

/**
 * Another connection still reads, or the disk has no room: what the log holds is safe there, and the next opening tidies
 * up. Where the file went from its place, the librarian was told while it was open.
 */
function afterwards(step: () => unknown): void {
  try {
    step();
  } catch (error) {
    if (!fileRefusal(error)) throw error;
  }
}

/** Opens a second connection that can only read; the writer must have the file open already. */
export function openReadable(path: string): ReadableDb {
  const db = openGuarded(path, { readonly: true, fileMustExist: true });
  try {
    expectOurs(db);
  } catch (error) {
    db.close();
    throw error;
  }
  configure(db);
  return db;
}

function configure(db: ReadableDb): void {
  db.pragma('cache_size = -65536');
  db.pragma('busy_timeout = 5000');
  registerFunctions(db);
}
