/**
 * What is looked after while a workspace is open for writing. Its file may be moved, deleted or replaced below it, and
 * SQLite writes on without a word: so its place is looked at before each transaction, none of which then begins. And
 * somebody may copy the file by hand: so the log is written through whenever the librarian pauses.
 * Must never wait for another connection, nor end the program.
 */
import type { Displacement } from '#shared/refusals/fileRefusals.ts';
import { fileRefusal } from '../fileFailures.ts';
import { Refusal } from '../refusal.ts';
import { guardWrites, value, type WritableDb } from './db.ts';
import { placeOf } from './place.ts';

const LOOK_EVERY_MS = 2000;

export interface Upkeep {
  /** What came of the file; undefined: it is in its place. */
  readonly displaced: () => Displacement | undefined;
  /** Makes one clean file of it where it is now. Beside its old place nothing is touched that is another's. */
  finishElsewhere(): void;
  stop(): void;
}

/** To be called when the connection is ready, and stopped before it is closed. */
export function lookAfter(db: WritableDb, path: string): Upkeep {
  const displaced = placeOf(path);
  const logMoved = placeOf(`${path}-wal`);
  guardWrites(db, () => {
    const displacement = displaced();
    if (!displacement) return;
    writeThrough(db, 'TRUNCATE');
    throw new Refusal(displacement);
  });
  const timer = setInterval(looking(db, displaced), LOOK_EVERY_MS).unref();
  return {
    displaced,
    finishElsewhere() {
      const whole = writeThrough(db, 'TRUNCATE');
      // No journal can be laid beside a file that isn't in its place; and the log is deleted by its name.
      if (whole && logMoved() !== 'file.replaced') db.pragma('journal_mode = MEMORY');
    },
    stop: () => clearInterval(timer),
  };
}

function looking(db: WritableDb, displaced: Upkeep['displaced']): () => void {
  let seen = 0;
  let through = 0;
  return () => {
    if (db.inTransaction) return;
    try {
      const changes = value<number>(db, 'SELECT total_changes()');
      // Who finds the file elsewhere has all of it, and no log of ours can get into another file.
      if (displaced()) writeThrough(db, 'TRUNCATE');
      else if (changes === seen && changes !== through && writeThrough(db, 'PASSIVE'))
        through = changes;
      seen = changes;
    } catch (error) {
      if (!fileRefusal(error)) throw error;
    }
  };
}

/** @returns whether all of the log is in the file now; another connection may still need a part of it */
function writeThrough(db: WritableDb, how: 'PASSIVE' | 'TRUNCATE'): boolean {
  const patience = db.pragma('busy_timeout', { simple: true });
  try {
    db.pragma('busy_timeout = 0');
    const [done] = db.pragma(`wal_checkpoint(${how})`) as { log: number; checkpointed: number }[];
    return done !== undefined && done.log === done.checkpointed;
  } catch (error) {
    if (!fileRefusal(error)) throw error;
    return false;
  } finally {
    db.pragma(`busy_timeout = ${patience}`);
  }
}
