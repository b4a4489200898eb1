/**
 * The lines that a change of a job would be about, among those that stand: what they say, user by user, and what the
 * other lines of these users say. Changes nothing.
 */
import type { DetailFieldName } from '#shared/details/details.ts';
import { detailKind } from '#shared/details/details.ts';
import { isMeant, LINE_KEYS, type LineChange } from '#shared/domain/lineChanges.ts';
import type { UserBitmap } from '#shared/domain/userBitmap.ts';
import type { ReadableDb } from '../../db/db.ts';
import { filesOfLines, standingFiles } from '../rows/filesOfLines.ts';
import type { StoredImport } from '../rows/importFile.ts';
import { SERIES } from '../rows/rowStore.ts';
import { LineMatcher } from './lineMatcher.ts';

/** What stands in the key fields of a line, the first of them and its scope. */
export interface MeantLine {
  readonly value: string;
  readonly scope: string | null;
  /** No file tells it: a job gave it. */
  readonly isGiven: boolean;
}

/**
 * @param onMeant told of each line that is meant
 * @param onOther told of each other line of these users
 */
export function eachLineMeant(
  db: ReadableDb,
  change: LineChange,
  users: UserBitmap,
  onMeant: (userNo: number, line: MeantLine) => void,
  onOther: (userNo: number, line: MeantLine) => void = () => {},
): void {
  const { kind } = change;
  const { status, expiry } = detailKind(kind).inForce ?? {};
  const keys: readonly DetailFieldName[] = LINE_KEYS[kind];
  const fields = [...keys, ...([status, expiry].filter(Boolean) as DetailFieldName[])];
  new LineMatcher(db).walk(kind, fields, (userNo, values, isGiven) => {
    if (!users.has(userNo)) return;
    const read = (field: string) => values[fields.indexOf(field as DetailFieldName)] ?? null;
    const value = read(keys[0]!) ?? '';
    const line = { value, scope: keys[1] ? read(keys[1]) : null, isGiven };
    if (isMeant(change, read)) onMeant(userNo, line);
    else onOther(userNo, line);
  });
}

/**
 * Whose roles are told wholly, and in which file: by records that have all of them, as Alma's XML does. A report of roles may have been asked
 * for some alone.
 */
export function usersWithAllRoles(
  db: ReadableDb,
): { readonly file: StoredImport; readonly standing: UserBitmap }[] {
  return [...standingFiles(db, filesOfLines(db), 'roles')].filter(
    ({ told }) => told.series !== SERIES.rows,
  );
}
