/**
 * Facts of many users in an order of one's own: only the fields that are asked for, batch by batch, so that a list of
 * everybody takes no more memory than a short one. A batch comes as JSON texts that SQLite makes, as in eachPage.ts:
 * much quicker than a row for each user. Values as they are stored, but for groups, which have their names.
 */
import type { UserFieldName } from '#shared/fields/userFields.ts';
import { prepared, type ReadableDb } from '../db/db.ts';
import { storedColumn } from './fieldColumns.ts';
import { groupNames } from './groups.ts';

export type StoredFact = string | number | null;

/** Some users, in the order asked for. */
export interface FactsOfUsers {
  readonly userNos: readonly number[];
  /** 1: a candidate; 1: a purge here has taken them. */
  readonly candidate: readonly number[];
  readonly deleted: readonly number[];
  /** Of each field, in the order of the users. */
  readonly facts: readonly (readonly StoredFact[])[];
}

const AT_ONCE = 1024;

/** Users who aren't there are passed by. */
export function* factsInOrder(
  db: ReadableDb,
  userNos: Int32Array,
  fields: readonly UserFieldName[],
): Generator<FactsOfUsers> {
  const columns = [
    'user_no',
    'candidate',
    'purged_by_job IS NOT NULL',
    ...fields.map(storedColumn),
  ];
  const named = columns.map((column, n) => `u.${column} AS x${n}`).join(', ');
  const texts = columns.map((_, n) => `json_group_array(x${n})`).join(', ');
  // In the order of the numbers, which the join must not turn round.
  const read = prepared(
    db,
    `SELECT ${texts} FROM (
       SELECT ${named} FROM json_each(?) asked CROSS JOIN user u ON u.user_no = asked.value)`,
  ).raw();
  const groupAt = fields.indexOf('user_group');
  const names = groupAt < 0 ? undefined : groupNames(db);
  for (let from = 0; from < userNos.length; from += AT_ONCE) {
    const asked = JSON.stringify(Array.from(userNos.subarray(from, from + AT_ONCE)));
    const [users, candidate, deleted, ...facts] = (read.get(asked) as string[]).map(
      (text) => JSON.parse(text) as StoredFact[],
    );
    if (names) facts[groupAt] = facts[groupAt]!.map((no) => names.get(no as number) ?? null);
    yield {
      userNos: users as number[],
      candidate: candidate as number[],
      deleted: deleted as number[],
      facts,
    };
  }
}
