/**
 * Facts of many users in an order of one's own: only the fields that are asked for, batch by batch, so that a list of
 * everybody takes no more memory than a short one. Values as they are stored, but for groups, which have their names.
 */
import type { UserFieldName } from '#shared/fields/userFields.ts';
import { prepared, type ReadableDb } from '../db/db.ts';
import { storedSql } from './fieldColumns.ts';
import { groupNames } from './groups.ts';

/** Number, whether a candidate, whether purged here, then the fields in the order asked for. */
export type FactsOfUser = [userNo: number, candidate: number, deleted: number, ...StoredFact[]];
export type StoredFact = string | number | null;

/** Where the fields begin. */
export const FIRST_FACT = 3;

/** A page of the file has few of them: more at once would be no faster. */
const AT_ONCE = 1024;

/** Users who aren't there are passed by. */
export function* factsInOrder(
  db: ReadableDb,
  userNos: Int32Array,
  fields: readonly UserFieldName[],
): Generator<readonly FactsOfUser[]> {
  const columns = fields.map((field) => `, ${storedSql(field, 'u')}`).join('');
  // In the order of the numbers, which the join must not turn round.
  const read = prepared(
    db,
    `SELECT u.user_no, u.candidate, u.purged_by_job IS NOT NULL${columns}
     FROM json_each(?) asked CROSS JOIN user u ON u.user_no = asked.value`,
  ).raw();
  const groupAt = fields.indexOf('user_group');
  const names = groupAt < 0 ? undefined : groupNames(db);
  for (let from = 0; from < userNos.length; from += AT_ONCE) {
    const asked = Array.from(userNos.subarray(from, from + AT_ONCE));
    const rows = read.all(JSON.stringify(asked)) as FactsOfUser[];
    if (names)
      for (const row of rows)
        row[FIRST_FACT + groupAt] = names.get(row[FIRST_FACT + groupAt] as number) ?? null;
    yield rows;
  }
}
