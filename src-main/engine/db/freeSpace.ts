/**
 * Gives the space of what was deleted back to the disk. SQLite moves pages from the end of the file into the free ones
 * and cuts the end off, where the moved ones then still stand on the disk: so the end is overwritten with zeros before
 * it goes. Owns the table `zeros`, which holds nothing but them, and only meanwhile.
 */
import { get, run, transaction, value, type WritableDb } from './db.ts';
import { drainLog } from './logFile.ts';

/** So much may stay free: the next rows take it. */
const KEPT_BYTES = 512 * 1024;
const BLOB_BYTES = 64 << 20;

/** For a workspace without tables, or before the next `rebuild`: pages can be given back. */
export function allowGivingBack(db: WritableDb): void {
  db.pragma('auto_vacuum = INCREMENTAL');
}

/** Bytes of pages that hold nothing. */
export function freeBytes(db: WritableDb): number {
  return numberOf(db, 'freelist_count') * numberOf(db, 'page_size');
}

/**
 * Makes the file shorter by what is free.
 * @returns false where somebody still reads the workspace as it was before; to be called again
 */
export function giveSpaceBack(db: WritableDb): boolean {
  // Left by a call that could not go on.
  if (!hasZeros(db)) {
    if (freeBytes(db) <= KEPT_BYTES || !canGiveBack(db)) return true;
    transaction(db, () => {
      const pages = numberOf(db, 'page_count');
      db.exec('PRAGMA incremental_vacuum');
      fillUpTo(db, pages);
    });
  }
  return cutOff(db);
}

/** Builds the whole file anew, as migrations want it; nobody else may have it open. */
export function rebuild(db: WritableDb): void {
  const usual = numberOf(db, 'wal_autocheckpoint');
  // The file must not be cut off before its end is overwritten.
  db.pragma('wal_autocheckpoint = 0');
  const pages = numberOf(db, 'page_count');
  allowGivingBack(db);
  db.exec('VACUUM');
  transaction(db, () => fillUpTo(db, pages));
  cutOff(db);
  db.pragma(`wal_autocheckpoint = ${usual}`);
}

/** Zeros over all that stood behind the new end of the file, once they are in the file itself. */
function fillUpTo(db: WritableDb, pages: number): void {
  let bytes = (pages - numberOf(db, 'page_count')) * numberOf(db, 'page_size');
  for (; bytes > 0; bytes -= BLOB_BYTES)
    run(db, 'INSERT INTO zeros (bytes) VALUES (zeroblob(?))', Math.min(bytes, BLOB_BYTES));
}

function cutOff(db: WritableDb): boolean {
  if (!drainLog(db)) return false;
  transaction(db, () => {
    run(db, 'DELETE FROM zeros');
    db.exec('PRAGMA incremental_vacuum');
  });
  return true;
}

const hasZeros = (db: WritableDb) => get(db, 'SELECT 1 FROM zeros LIMIT 1') !== undefined;

const INCREMENTAL = 2;
/** One of an earlier version can't until it is updated. */
const canGiveBack = (db: WritableDb) => numberOf(db, 'auto_vacuum') === INCREMENTAL;

const numberOf = (db: WritableDb, pragma: string) => value<number>(db, `PRAGMA ${pragma}`);
