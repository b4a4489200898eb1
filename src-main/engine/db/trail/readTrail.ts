/** Reads the audit trail: pages of it, newest first, and who stands in it. What an entry says, the reader makes of it. */
import { all, get, prepared, type ReadableDb, type Value, value } from '../db.ts';

/** Null: all, as of each. */
export interface WantedEntries {
  readonly what: readonly string[] | null;
  readonly staffNo: number | null;
  /** UTC milliseconds: the first that counts, and the first that no longer does. */
  readonly from: number | null;
  readonly before: number | null;
}

export interface TrailEntry {
  readonly entry_no: number;
  readonly at: number;
  readonly staff_no: number;
  readonly what: string;
  readonly details: string;
  readonly hash: Uint8Array;
  /** Null: the program by itself, or erased. */
  readonly who: string | null;
}

export function countEntries(db: ReadableDb, wanted: WantedEntries): number {
  const [where, values] = conditionOf(wanted);
  return value<number>(db, `SELECT count(*) FROM audit_entry WHERE ${where}`, ...values);
}

/** Newest first. */
export function entriesOf(
  db: ReadableDb,
  wanted: WantedEntries,
  offset: number,
  limit: number,
): TrailEntry[] {
  const [where, values] = conditionOf(wanted);
  return all<TrailEntry>(
    db,
    `SELECT e.*, (SELECT name FROM audit_staff s WHERE s.staff_no = e.staff_no) AS who FROM audit_entry e
     WHERE ${where} ORDER BY entry_no DESC LIMIT ? OFFSET ?`,
    ...values,
    limit,
    offset,
  );
}

/** Oldest first, as they come: for what is as long as the trail. */
export function* eachEntry(db: ReadableDb, wanted: WantedEntries): Generator<TrailEntry> {
  const [where, values] = conditionOf(wanted);
  for (let last = Number.MIN_SAFE_INTEGER; ; ) {
    const entries = all<TrailEntry>(
      db,
      `SELECT e.*, (SELECT name FROM audit_staff s WHERE s.staff_no = e.staff_no) AS who FROM audit_entry e
       WHERE ${where} AND entry_no > ? ORDER BY entry_no LIMIT ${AT_ONCE}`,
      ...values,
      last,
    );
    yield* entries;
    if (entries.length < AT_ONCE) return;
    last = entries.at(-1)!.entry_no;
  }
}

const AT_ONCE = 1000;

/** In the order in which they came; null: erased. */
export function trailStaff(db: ReadableDb): { staffNo: number; name: string | null }[] {
  return all(db, 'SELECT staff_no AS staffNo, name FROM audit_staff ORDER BY staff_no');
}

/** Null: erased, or nobody. */
export function nameOfStaff(db: ReadableDb, staffNo: number): string | null {
  return (
    get<{ name: string | null }>(db, 'SELECT name FROM audit_staff WHERE staff_no = ?', staffNo)
      ?.name ?? null
  );
}

function conditionOf({ what, staffNo, from, before }: WantedEntries): [string, Value[]] {
  const parts: [string, Value | null][] = [
    ['what IN (SELECT value FROM json_each(?))', what && JSON.stringify(what)],
    ['staff_no = ?', staffNo],
    ['at >= ?', from],
    ['at < ?', before],
  ];
  const asked = parts.filter(([, asks]) => asks !== null);
  return [['true', ...asked.map(([sql]) => sql)].join(' AND '), asked.map(([, asks]) => asks)];
}

/**
 * When the workspace came from a version without a trail, which knew less of what a workspace has to keep; undefined: it
 * was made by one that had it, or the first entry can't be read.
 */
export function cameWithoutTrail(db: ReadableDb): number | undefined {
  return prepared(
    db,
    `SELECT at FROM audit_entry WHERE entry_no = 1 AND what = 'trail.begun'
       AND details ->> 'files' + details ->> 'users' + details ->> 'jobs' > 0`,
  )
    .pluck()
    .get() as number | undefined;
}
