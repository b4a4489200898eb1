/**
 * Whether a file tells balances in another way than the one before it: as lines, or as one sum of a user. Where both are
 * told, they must agree, or one of them isn't complete. Changes nothing.
 */
import type { ReadableDb } from '../../db/db.ts';
import { factReaderOf } from '../rows/entries.ts';
import { linesToldBy } from '../rows/fileLines.ts';
import { columnsOfFile, importFiles, type StoredImport } from '../rows/importFile.ts';

type BalanceFile = Pick<StoredImport, 'import_id' | 'kind' | 'columns' | 'lines'>;

/** How a file tells balances; undefined: it tells none. */
function toldAs(file: BalanceFile): 'lines' | 'sums' | undefined {
  if (!factReaderOf(file.kind, columnsOfFile(file)).told.includes('balance')) return undefined;
  return linesToldBy(file).some((lines) => lines.kind === 'fees') ? 'lines' : 'sums';
}

/** Of the files that were added, the last one that tells balances tells them otherwise. */
export function balancesToldOtherwise(db: ReadableDb, file: BalanceFile): boolean {
  const how = toldAs(file);
  if (how === undefined) return false;
  const others = importFiles(
    db,
    `state = 'committed' AND import_id <> ? ORDER BY imported_at DESC`,
    file.import_id,
  );
  for (const other of others) {
    const theirs = toldAs(other);
    if (theirs !== undefined) return theirs !== how;
  }
  return false;
}
