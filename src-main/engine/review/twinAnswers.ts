/**
 * What librarians said of two users who may be one person: kept by identifier, so that it outlasts files that are taken
 * back. Owns the table `twin_answer`. Never finds anybody.
 */
import type { TwinAnswer } from '#shared/domain/twins.ts';
import { all, get, prepared, type ReadableDb, run, type WritableDb } from '../db/db.ts';
import { Refusal } from '../refusal.ts';

export interface SaidOfTwins {
  readonly answer: TwinAnswer;
  readonly at: number;
  readonly by: string;
}

/** Two records by their folded identifiers, whichever is named first. */
export function pairOf(one: string, other: string): string {
  return one < other ? `${one}\n${other}` : `${other}\n${one}`;
}

/** The pairs of whom it was said that they are two people. */
export function differentPairs(db: ReadableDb): ReadonlySet<string> {
  return new Set(
    all<{ first: string; second: string }>(
      db,
      `SELECT first_key AS first, second_key AS second FROM twin_answer WHERE answer = 'different'`,
    ).map(({ first, second }) => pairOf(first, second)),
  );
}

/** What was said of two records. */
export function saidOf(db: ReadableDb, one: string, other: string): SaidOfTwins | null {
  const [first, second] = pairOf(one, other).split('\n');
  return (
    get<SaidOfTwins>(
      db,
      'SELECT answer, at, by FROM twin_answer WHERE first_key = ? AND second_key = ?',
      first!,
      second!,
    ) ?? null
  );
}

/** Keeps what a librarian said of two users, or forgets it. Flags follow by whoever calls. */
export function answerTwin(
  db: WritableDb,
  [one, other]: readonly [number, number],
  answer: TwinAnswer | null,
  by: string,
): void {
  const keyOf = prepared(db, 'SELECT identifier_key FROM user WHERE user_no = ?').pluck();
  const keys = [keyOf.get(one), keyOf.get(other)] as (string | undefined)[];
  if (one === other || keys.includes(undefined)) throw new Refusal('user.gone');
  const [first, second] = pairOf(keys[0]!, keys[1]!).split('\n');
  run(db, 'DELETE FROM twin_answer WHERE first_key = ? AND second_key = ?', first!, second!);
  if (answer === null) return;
  run(
    db,
    'INSERT INTO twin_answer (first_key, second_key, answer, at, by) VALUES (?, ?, ?, ?, ?)',
    first!,
    second!,
    answer,
    Date.now(),
    by,
  );
}
