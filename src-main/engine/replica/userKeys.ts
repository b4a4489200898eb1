/** Folded identifiers of many users, read a lot at a time: one after the other takes three times as long. */
import { lotReader, type ReadableDb } from '../db/db.ts';

const USERS_AT_ONCE = 2000;

/**
 * The keys of those of some users who meet a condition, in the order of the users; whoever isn't there is left out.
 * @param condition SQL over `user u`
 */
export function* keysOfUsers(
  db: ReadableDb,
  users: { numbers(): Int32Array },
  condition: string,
): Generator<readonly [userNo: number, key: string]> {
  const read = lotReader<[userNo: number, key: string]>(
    db,
    2,
    `SELECT u.user_no, u.identifier_key FROM json_each(?) n CROSS JOIN user u ON u.user_no = n.value
     WHERE ${condition} ORDER BY n.key`,
  );
  const userNos = users.numbers();
  for (let from = 0; from < userNos.length; from += USERS_AT_ONCE)
    yield* read(JSON.stringify(Array.from(userNos.subarray(from, from + USERS_AT_ONCE))));
}

/**
 * The keys of all users who meet a condition, ascending by number.
 * @param condition SQL over `user u`
 */
export function* eachKey(
  db: ReadableDb,
  condition = '1',
): Generator<readonly [userNo: number, key: string]> {
  const read = lotReader<[userNo: number, key: string]>(
    db,
    2,
    `SELECT u.user_no, u.identifier_key FROM user u
     WHERE u.user_no > ? AND ${condition} ORDER BY u.user_no LIMIT ${USERS_AT_ONCE}`,
  );
  for (let last = 0; ; ) {
    const lot = read(last);
    yield* lot;
    if (lot.length < USERS_AT_ONCE) return;
    last = lot.at(-1)![0];
  }
}
