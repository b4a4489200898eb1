/**
 * Columns of files that the catalogue doesn't know: kept with the rows, shown in the grid beside the known
 * ones. Read for the users of one page, from the newest file that has the column.
 */
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import { importKind } from '#shared/importKinds/importKinds.ts';
import { all, prepared, type ReadableDb } from '../../db/db.ts';
import { BLANK, type ExtraColumn } from '../../replica/userColumns.ts';
import { columnsOfFile, importFiles, type StoredImport } from '../rows/importFile.ts';
import { rowsOfKey } from '../rows/rowKeys.ts';
import { chunksOf, rowsAt } from '../rows/rowStore.ts';
import { slotsOf } from '../rows/slots.ts';
import { keyOfRow, type StoredRow } from '../rows/storedRow.ts';

/** Headings in the order of the files, each once. */
export function extraHeadings(db: ReadableDb): string[] {
  return [...new Set(filesOfUsers(db).flatMap((file) => [...extraSlots(file).keys()]))];
}

/**
 * What the files say under these headings about each user; blank cells are left out.
 * @returns by user number
 */
export function readExtra(
  db: ReadableDb,
  userNos: readonly number[],
  headings: readonly string[],
): Map<number, Record<string, string>> {
  const told = new Map<number, Map<string, string>>(userNos.map((userNo) => [userNo, new Map()]));
  if (headings.length > 0 && userNos.length > 0) {
    const users = placesOf(db, userNos);
    for (const file of filesOfUsers(db)) {
      const slots = [...extraSlots(file)].filter(([heading]) => headings.includes(heading));
      if (slots.length > 0) readFromFile(db, file, slots, users, told);
    }
  }
  return new Map([...told].map(([userNo, values]) => [userNo, Object.fromEntries(values)]));
}

/**
 * A whole column that the catalogue doesn't know: what the newest file that has it says about each user.
 * @param users one more than the highest user number
 */
export function readExtraColumn(db: ReadableDb, heading: string, users: number): ExtraColumn {
  const values = new Float64Array(users).fill(BLANK);
  const texts: string[] = [];
  const codes = new Map<string, number>();
  for (const file of filesOfUsers(db)) {
    const slot = extraSlots(file).get(heading);
    if (slot === undefined) continue;
    for (const [userNo, row] of usersOfRows(db, file.import_id)) {
      const text = String(row[slot] ?? '');
      if (text === '' || values[userNo] !== BLANK) continue;
      let code = codes.get(text);
      if (code === undefined) {
        code = texts.length;
        codes.set(text, code);
        texts.push(text);
      }
      values[userNo] = code;
    }
  }
  return { values, texts };
}

/** Each row that speaks of a user: the one the user was taken from, or the first of the file with the identifier. */
function* usersOfRows(db: ReadableDb, importId: number): Generator<[number, StoredRow]> {
  const own = all<{ userNo: number; row: number }>(
    db,
    'SELECT user_no AS userNo, row_number AS row FROM user WHERE import_id = ? ORDER BY row_number',
    importId,
  );
  const find = prepared(
    db,
    'SELECT user_no AS userNo, import_id AS importId FROM user WHERE identifier_key = ?',
  );
  const seen = new UserBitmap();
  let next = 0;
  for (const rows of chunksOf(db, importId)) {
    for (const row of rows) {
      while (next < own.length && own[next]!.row < row[0]) next++;
      if (own[next]?.row === row[0]) {
        yield [own[next]!.userNo, row];
        continue;
      }
      const user = find.get(keyOfRow(row)) as { userNo: number; importId: number } | undefined;
      if (!user || user.importId === importId || seen.has(user.userNo)) continue;
      seen.add(user.userNo);
      yield [user.userNo, row];
    }
  }
}

interface UserPlace {
  readonly userNo: number;
  readonly key: string;
  readonly importId: number;
  readonly row: number;
}

function placesOf(db: ReadableDb, userNos: readonly number[]): UserPlace[] {
  return all<UserPlace>(
    db,
    `SELECT user_no AS userNo, identifier_key AS key, import_id AS importId, row_number AS row FROM user
     WHERE user_no IN (SELECT value FROM json_each(?))`,
    JSON.stringify(userNos),
  );
}

function readFromFile(
  db: ReadableDb,
  file: StoredImport,
  slots: readonly (readonly [heading: string, slot: number])[],
  users: readonly UserPlace[],
  told: ReadonlyMap<number, Map<string, string>>,
): void {
  const open = users.filter(({ userNo }) =>
    slots.some(([heading]) => !told.get(userNo)?.has(heading)),
  );
  const own = open.filter(({ importId }) => importId === file.import_id);
  const rows = new Map(
    rowsAt(
      db,
      file.import_id,
      own.map(({ row }) => row),
    ).map((row) => [row[0], row]),
  );
  for (const { userNo, key, importId, row } of open) {
    const stored: StoredRow | undefined =
      importId === file.import_id ? rows.get(row) : rowsOfKey(db, file.import_id, key)[0];
    if (!stored) continue;
    const values = told.get(userNo)!;
    for (const [heading, slot] of slots) {
      const text = String(stored[slot] ?? '');
      if (text !== '' && !values.has(heading)) values.set(heading, text);
    }
  }
}

/** Files with a row per user, newest first. */
function filesOfUsers(db: ReadableDb): StoredImport[] {
  return importFiles(db, `state = 'committed' ORDER BY imported_at DESC`).filter(({ kind }) => {
    const { effect, counts } = importKind(kind);
    return !counts && (effect === 'review' || effect === 'replica');
  });
}

function extraSlots(file: StoredImport): Map<string, number> {
  const slots = new Map<string, number>();
  for (const [{ field, heading }, slot] of slotsOf(columnsOfFile(file)))
    if (field === null && heading !== '') slots.set(heading, slot);
  return slots;
}
