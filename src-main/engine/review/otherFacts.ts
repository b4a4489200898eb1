/** What is asked of users who belong to others. Changes nothing. */
import type { OtherFacts } from '#shared/domain/relations.ts';
import type { UserBitmap } from '#shared/domain/userBitmap.ts';
import { prepared, type ReadableDb } from '../db/db.ts';
import { PRESENT_SQL } from '../replica/membership.ts';

/** Of those who are there, ascending. */
export function* factsAmong(
  db: ReadableDb,
  users: UserBitmap,
): Generator<OtherFacts & { readonly userNo: number }> {
  const read = prepared(
    db,
    `SELECT user_no AS userNo, status, expiry_date AS expiryDate, candidate
     FROM json_each(?) n JOIN user u ON u.user_no = n.value WHERE ${PRESENT_SQL}`,
  );
  const stored = read.iterate(JSON.stringify([...users])) as Iterable<
    Omit<OtherFacts, 'candidate'> & { readonly userNo: number; readonly candidate: number }
  >;
  for (const { candidate, ...facts } of stored) yield { ...facts, candidate: candidate === 1 };
}
