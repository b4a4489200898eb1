/**
 * Imports that come to nothing: discarded, failed, or interrupted. Nothing of their rows stays behind.
 */
import type { SentRefusal } from '#shared/refusals/refusals.ts';
import { prepared, run, transaction, value, type WritableDb } from '../../db/db.ts';
import { bumpRevision } from '../../replica/revision.ts';

/**
 * Forgets an import that was never committed. Nobody sees it any more from now on; the rows of a large
 * file, which are overwritten, go in `sweepDiscarded`: a cancel must be answered at once.
 */
export function discardImport(db: WritableDb, importId: number): void {
  transaction(db, () => {
    run(
      db,
      `UPDATE import_file SET state = 'discarded' WHERE import_id = ? AND state <> 'committed'`,
      importId,
    );
    if (value<number>(db, COUNT_CHUNKS, importId) <= CHUNKS_AT_ONCE) deleteDiscarded(db, importId);
    bumpRevision(db, 'nobody');
  });
}

const COUNT_CHUNKS = 'SELECT count(*) FROM import_chunk WHERE import_id = ?';
const CHUNKS_AT_ONCE = 50;

function deleteDiscarded(db: WritableDb, importId: number): void {
  run(db, `DELETE FROM import_file WHERE import_id = ? AND state = 'discarded'`, importId);
}

/**
 * Deletes what discarded imports left, some rows at a time.
 * @param breathe lets other commands in between
 */
export async function sweepDiscarded(db: WritableDb, breathe: () => Promise<void>): Promise<void> {
  const discarded = prepared(db, `SELECT import_id FROM import_file WHERE state = 'discarded'`)
    .pluck()
    .all() as number[];
  for (const importId of discarded) {
    while (value<number>(db, COUNT_CHUNKS, importId) > CHUNKS_AT_ONCE) {
      transaction(db, () =>
        run(
          db,
          `DELETE FROM import_chunk WHERE rowid IN
             (SELECT rowid FROM import_chunk WHERE import_id = ? LIMIT ${CHUNKS_AT_ONCE})`,
          importId,
        ),
      );
      await breathe();
    }
    transaction(db, () => deleteDiscarded(db, importId));
  }
}

/** Stays in the list, and says why. */
export function failImport(db: WritableDb, importId: number, failure: SentRefusal): void {
  transaction(db, () => {
    for (const table of ['chunk', 'key', 'part', 'error', 'original'])
      run(db, `DELETE FROM import_${table} WHERE import_id = ?`, importId);
    run(
      db,
      `UPDATE import_file SET state = 'failed', failure = ? WHERE import_id = ?`,
      JSON.stringify(failure),
      importId,
    );
    bumpRevision(db, 'nobody');
  });
}

/** What an interrupted reading left behind; called at every opening. */
export function discardUnfinished(db: WritableDb): void {
  const unfinished = prepared(db, `SELECT import_id FROM import_file WHERE state = 'reading'`)
    .pluck()
    .all() as number[];
  for (const importId of unfinished) discardImport(db, importId);
}
