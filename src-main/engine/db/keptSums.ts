/**
 * Keeps the checksums of tables that change in step with them, in the transaction of the change: small ones are summed
 * up anew at its end, those of users are forgotten, to be made again when there is time. What isn't as it was written is
 * not changed, else its checksum would call it right.
 */
import { forgetAllSums, holds, sumUp } from './checksums.ts';
import { get, type WritableDb, watchTables } from './db.ts';
import { DAMAGED_TABLE } from './storedValue.ts';
import { WHOLE_TABLES } from './summedTables.ts';

/** Whose rows go, or lose what they name, with the rows of another. */
const WITH: Readonly<Record<string, readonly string[]>> = {
  user: ['user_note', 'user_letter', 'sample_user'],
  user_set: ['import_file'],
  import_file: ['original_choice'],
  sample: ['sample_user'],
  sign_off: ['signature'],
};

/** To be called before the connection has prepared anything. A file of an earlier version has none to keep. */
export function keepSums(db: WritableDb): void {
  if (!get(db, `SELECT 1 FROM sqlite_schema WHERE name = 'checksum'`)) return;
  const known = new Set<string>();
  watchTables(db, {
    changedBy: (isDeletion, table) =>
      [table, ...((isDeletion && WITH[table]) || [])].filter(
        (each) => each === 'user' || WHOLE_TABLES.has(each),
      ),
    beforeChange(table) {
      const unit = WHOLE_TABLES.get(table);
      if (unit === undefined || known.has(table)) return;
      if (!holds(db, unit, 0)) throw DAMAGED_TABLE(table);
      known.add(table);
    },
    beforeCommit(tables) {
      for (const table of tables) {
        const unit = WHOLE_TABLES.get(table);
        if (unit === undefined) forgetAllSums(db, 'user');
        else sumUp(db, unit, 0);
      }
    },
  });
}
