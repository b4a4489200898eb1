/**
 * Takes out of a workspace what earlier versions stored of columns that are never taken: out of the rows, of what is shown
 * of them, and with the whole original. Asked at every opening, since later versions know more headings. Must never touch
 * a column that is read as something.
 */
import { isNeverTaken } from '#shared/domain/neverTaken.ts';
import { forgetSums } from '../../db/checksums.ts';
import { run, transaction, type WritableDb } from '../../db/db.ts';
import { noteForgotten } from '../../db/pageGaps.ts';
import { record } from '../../db/trail/record.ts';
import {
  columnsOfFile,
  importFiles,
  leftOutOfFile,
  type StoredColumn,
  type StoredImport,
  storedOf,
} from '../rows/importFile.ts';
import { changeChunks, SERIES } from '../rows/rowStore.ts';
import { slotsOf } from '../rows/slots.ts';
import { type Notice, notice } from './importNotices.ts';
import { keepProfilesFindable } from './profiles.ts';

const CHUNKS_AT_ONCE = 1000;
/** Nobody by name: the program does it when the workspace is opened. */
const BY_ITSELF = '';

/** All of a file or nothing. */
export function removeNeverTaken(db: WritableDb): void {
  for (const file of importFiles(db, `state = 'checked' OR state = 'committed'`)) {
    const columns = columnsOfFile(file);
    const gone = columns.filter(({ heading, field }) => field === null && isNeverTaken(heading));
    if (gone.length > 0) transaction(db, () => removeFrom(db, file, columns, gone));
  }
  transaction(db, () => keepProfilesFindable(db));
}

function removeFrom(
  db: WritableDb,
  file: StoredImport,
  columns: readonly StoredColumn[],
  gone: readonly StoredColumn[],
): void {
  const importId = file.import_id;
  noteForgotten(db);
  const slots = slotsOf(columns);
  const places = gone.map((column) => slots.get(column)!).reverse();
  for (const series of [SERIES.rows, SERIES.merged])
    for (let from = 0, more = true; more; from += CHUNKS_AT_ONCE)
      ({ more } = changeChunks(db, { importId, series, from, most: CHUNKS_AT_ONCE }, (row) => {
        for (const place of places) row.splice(place, 1);
        return true;
      }));
  // What is kept of a row with an error is the row as it stands in the file.
  run(db, `UPDATE import_error SET row_text = '' WHERE import_id = ?`, importId);
  for (const { heading } of gone)
    run(
      db,
      `UPDATE import_error SET value = '' WHERE import_id = ? AND column_name = ?`,
      importId,
      heading,
    );
  run(db, 'DELETE FROM import_original WHERE import_id = ?', importId);
  run(
    db,
    'UPDATE import_file SET columns = ?, left_out = ?, first_rows = ?, notices = ? WHERE import_id = ?',
    JSON.stringify(columns.filter((column) => !gone.includes(column))),
    JSON.stringify([...leftOutOfFile(file), ...gone.map(leftOut)]),
    JSON.stringify(firstRowsWithout(file, columns, gone)),
    JSON.stringify([...noticesOf(file), removed(gone)]),
    importId,
  );
  forgetSums(db, 'import_original', importId);
  forgetSums(db, 'import_file', importId);
  record(db, BY_ITSELF, {
    what: 'file.columnsRemoved',
    details: { importId, columns: gone.length },
  });
}

const leftOut = ({ position, heading }: StoredColumn) =>
  ({ position, heading, why: 'never' }) as const;

function firstRowsWithout(
  file: StoredImport,
  columns: readonly StoredColumn[],
  gone: readonly StoredColumn[],
) {
  return storedOf(file, 'first_rows').map(({ row, values }) => ({
    row,
    values: values.filter((_, n) => !gone.includes(columns[n]!)),
  }));
}

const noticesOf = (file: StoredImport): Notice[] =>
  storedOf(file, 'notices').map(({ values, earlier, ...told }) => ({
    ...told,
    ...(values !== undefined && { values }),
    ...(earlier !== undefined && { earlier }),
  }));

const removed = (gone: readonly StoredColumn[]): Notice =>
  notice('never-taken-removed', 1, { headings: gone.map(({ heading }) => heading) });
