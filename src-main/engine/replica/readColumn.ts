/**
 * Reads one expression for all users, page by page, each page as one JSON text that SQLite makes: five
 * times quicker than a row object for each. Called by what holds columns in memory.
 */
import { get, type ReadableDb } from '../db/db.ts';

const USERS_AT_ONCE = 20_000;

/**
 * Calls back once per user, ascending by number.
 * @param expression SQL over the table user
 */
export function eachValue<T extends string | number | null>(
  db: ReadableDb,
  expression: string,
  onUser: (userNo: number, value: T) => void,
): void {
  const sql = `SELECT json_group_array(user_no) AS userNos, json_group_array(asked) AS asked
    FROM (SELECT user_no, ${expression} AS asked FROM user WHERE user_no > ? ORDER BY user_no LIMIT ${USERS_AT_ONCE})`;
  for (let last = 0; ; ) {
    const page = get<{ userNos: string; asked: string }>(db, sql, last)!;
    const userNos = JSON.parse(page.userNos) as number[];
    const values = JSON.parse(page.asked) as T[];
    for (let n = 0; n < userNos.length; n++) onUser(userNos[n]!, values[n]!);
    if (userNos.length < USERS_AT_ONCE) return;
    last = userNos.at(-1)!;
  }
}
