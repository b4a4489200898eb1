/**
 * Users who were candidates once and whom the newest candidates file no longer names: their old purge date says
 * nothing any more (docs/domain.md, section 3). Changes nothing.
 */
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import { prepared, type ReadableDb } from '../../db/db.ts';
import { storedUsers } from '../../db/storedValue.ts';
import { PRESENT_SQL } from '../../replica/membership.ts';

/** Those of them who are still described and not purged. */
export function leftReview(db: ReadableDb): UserBitmap {
  const files = prepared(
    db,
    `SELECT left_users FROM import_file WHERE state = 'committed' AND left_users IS NOT NULL`,
  )
    .pluck()
    .all() as Uint8Array[];
  const left = files.reduce((union, users) => union.or(storedUsers(db, users)), new UserBitmap());
  if (left.count === 0) return left;
  const isLeft = prepared(
    db,
    `SELECT u.candidate = 0 AND ${PRESENT_SQL} FROM user u WHERE u.user_no = ?`,
  ).pluck();
  for (const userNo of [...left]) if (isLeft.get(userNo) !== 1) left.delete(userNo);
  return left;
}
