/**
 * Which lines of lists mean a user by another identifier than the primary one, or may mean them because they share it:
 * with the type of the identifier and the rows. Changes nothing.
 */
import type { LineMeaning } from '#shared/contract/shapes/lineMeaning.ts';
import { prepared, type ReadableDb } from '../../db/db.ts';
import { storedUsers } from '../../db/storedValue.ts';
import { meantOtherwise, typesOfLines } from '../compare/otherIdentifiers.ts';
import { usersOf } from '../rows/filesOfLines.ts';
import { importFiles, type StoredImport } from '../rows/importFile.ts';
import { rowsOfKey } from '../rows/rowKeys.ts';
import { chunksOf } from '../rows/rowStore.ts';
import { keyOfRow } from '../rows/storedRow.ts';

/** So many of those who share an identifier are named. */
const MOST_NAMED = 20;

interface Found {
  readonly line: number;
  readonly type: string;
  readonly others: readonly number[];
}

export function linesThatMean(db: ReadableDb, userNo: number): LineMeaning[] {
  const found = foundFor(db, userNo);
  if (found.length === 0) return [];
  // Of a list whose set was deleted nothing follows any more; a list of staff never became one.
  const lists = importFiles(
    db,
    `state = 'committed' AND (set_id IS NOT NULL OR kind = 'staff') ORDER BY import_id`,
  );
  const users = prepared(db, 'SELECT users FROM import_file WHERE import_id = ?').pluck();
  return lists.flatMap(({ import_id: importId, file_name, sheet_name, kind }) => {
    const named = storedUsers(db, users.get(importId) as Uint8Array);
    const place = { importId, fileName: file_name, sheetName: sheet_name, kind };
    return found
      .filter(({ line }) => named.has(line))
      .flatMap(({ line, type, others }) =>
        rowsOfKey(db, importId, keyOfUser(db, line)).map(([row, , text]) => ({
          ...{ ...place, row, text, type },
          sharedWith: others.slice(0, MOST_NAMED).map((each) => nameOf(db, each)),
        })),
      );
  });
}

/** Of a list that was added: by which types its lines mean users now, and how many users share. */
export function meaningOfList(db: ReadableDb, file: StoredImport) {
  return typesOfLines(db, usersOf(db, file));
}

/**
 * Its rows that mean users by another identifier now, ascending; of several with one identifier the first.
 * @param type of the identifier; null: any. `shared`: those that mean nobody because users share them
 */
export function meaningRows(
  db: ReadableDb,
  file: StoredImport,
  which: { readonly type: string | null } | 'shared',
): Int32Array {
  const { meant, shared } = meantOtherwise(db);
  const lines =
    which === 'shared'
      ? [...shared.keys()]
      : [...meant].flatMap(([line, { type }]) =>
          which.type === null || which.type === type ? [line] : [],
        );
  const members = usersOf(db, file);
  const keys = new Set(
    lines.filter((line) => members.has(line)).map((line) => keyOfUser(db, line)),
  );
  const rows: number[] = [];
  if (keys.size === 0) return Int32Array.from(rows);
  for (const chunk of chunksOf(db, file.import_id))
    for (const row of chunk) if (keys.delete(keyOfRow(row))) rows.push(row[0]);
  return Int32Array.from(rows);
}

function foundFor(db: ReadableDb, userNo: number): Found[] {
  const { meant, shared } = meantOtherwise(db);
  const found: Found[] = [];
  for (const [line, holder] of meant)
    if (holder.userNo === userNo) found.push({ line, type: holder.type, others: [] });
  for (const [line, holders] of shared) {
    const own = holders.find((each) => each.userNo === userNo);
    const others = holders.flatMap((each) => (each === own ? [] : [each.userNo]));
    if (own) found.push({ line, type: own.type, others });
  }
  return found;
}

function keyOfUser(db: ReadableDb, userNo: number): string {
  const key = prepared(db, 'SELECT identifier_key FROM user WHERE user_no = ?').pluck();
  return String(key.get(userNo));
}

function nameOf(db: ReadableDb, userNo: number) {
  const text = prepared(db, 'SELECT primary_identifier FROM user WHERE user_no = ?').pluck();
  return { userNo, primaryIdentifier: String(text.get(userNo)) };
}
