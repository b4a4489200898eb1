/**
 * Imports that come to nothing: discarded, failed, or interrupted. Nothing of their rows stays behind.
 */
import type { SentRefusal } from '#shared/refusals/refusals.ts';
import { forgetSums } from '../../db/checksums.ts';
import { prepared, run, transaction, value, type WritableDb } from '../../db/db.ts';
import { freeBytes, giveSpaceBack } from '../../db/freeSpace.ts';
import { noteForgotten } from '../../db/pageGaps.ts';
import { record } from '../../db/trail/record.ts';
import { bumpRevision } from '../../replica/revision.ts';
import { dropErasedRows } from '../rows/erasedRows.ts';

/**
 * Forgets an import that was never committed. Nobody sees it any more from now on; the rows of a large
 * file, which are overwritten, go in `sweepDiscarded`: a cancel must be answered at once.
 * @returns whether there was one
 */
export function discardImport(db: WritableDb, importId: number): boolean {
  noteForgotten(db);
  return transaction(db, () => {
    const { changes } = run(
      db,
      `UPDATE import_file SET state = 'discarded' WHERE import_id = ? AND state <> 'committed'`,
      importId,
    );
    if (value<number>(db, COUNT_CHUNKS, importId) <= CHUNKS_AT_ONCE) deleteDiscarded(db, importId);
    bumpRevision(db, 'nobody');
    return changes > 0;
  });
}

const COUNT_CHUNKS = 'SELECT count(*) FROM import_chunk WHERE import_id = ?';
const CHUNKS_AT_ONCE = 50;
const OF_FILES = ['import_file', 'import_original', 'import_part', 'user_before'] as const;
const PIECES_AT_ONCE = 8;
/** Given back meanwhile, so that nobody waits long for it at the end. */
const MOST_FREE_BYTES = 4 << 20;

function deleteDiscarded(db: WritableDb, importId: number): void {
  dropErasedRows(db, importId);
  const { changes } = run(
    db,
    `DELETE FROM import_file WHERE import_id = ? AND state = 'discarded'`,
    importId,
  );
  // What was added stays, and what was summed up of it.
  if (changes > 0) for (const unit of OF_FILES) forgetSums(db, unit, importId);
}

/**
 * Deletes what discarded imports left, some rows at a time, those at the end of the file first: then the rest needn't be
 * moved to give the space back.
 * @param breathe lets other commands in between
 */
export async function sweepDiscarded(db: WritableDb, breathe: () => Promise<void>): Promise<void> {
  const discarded = prepared(db, `SELECT import_id FROM import_file WHERE state = 'discarded'`)
    .pluck()
    .all() as number[];
  for (const importId of discarded) {
    for (const [table, atOnce] of [
      ['import_original', PIECES_AT_ONCE],
      ['import_chunk', CHUNKS_AT_ONCE],
    ] as const) {
      while (deleteLast(db, table, importId, atOnce)) {
        if (freeBytes(db) > MOST_FREE_BYTES) giveSpaceBack(db);
        await breathe();
      }
    }
    transaction(db, () => deleteDiscarded(db, importId));
  }
}

/** @returns whether there may be more */
function deleteLast(
  db: WritableDb,
  table: 'import_original' | 'import_chunk',
  importId: number,
  atOnce: number,
): boolean {
  const { changes } = transaction(db, () =>
    run(
      db,
      `DELETE FROM ${table} WHERE rowid IN
         (SELECT rowid FROM ${table} WHERE import_id = ? ORDER BY rowid DESC LIMIT ${atOnce})`,
      importId,
    ),
  );
  return changes === atOnce;
}

/** Stays in the list, and says why. @param by who had it read */
export function failImport(
  db: WritableDb,
  importId: number,
  failure: SentRefusal,
  by: string,
): void {
  noteForgotten(db);
  transaction(db, () => {
    for (const table of ['chunk', 'key', 'part', 'error', 'original'])
      run(db, `DELETE FROM import_${table} WHERE import_id = ?`, importId);
    dropErasedRows(db, importId);
    run(
      db,
      `UPDATE import_file SET state = 'failed', failure = ? WHERE import_id = ?`,
      JSON.stringify(failure),
      importId,
    );
    record(db, by, { what: 'file.failed', details: { importId } });
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
