/**
 * Changes of lines as jobs made them: what was changed, and of whom, batch by batch. Which of them hold still is asked
 * beside the files (importing/show/standingChanges.ts). Must never be told of a line that a file tells.
 */
import { z } from 'zod';
import { DETAIL_FIELD_NAMES, detailKind } from '#shared/details/details.ts';
import type { IsoDate } from '#shared/domain/calendar.ts';
import { type ChangedKind, LINE_CHANGES, type LineChange } from '#shared/domain/lineChanges.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import { all, get, prepared, type ReadableDb, run, type WritableDb } from '../db/db.ts';
import { oneOf, parseStored, unpackStored } from '../db/storedValue.ts';

/** A change with the users whose lines it changed. */
export interface StoredLineChange extends LineChange {
  readonly jobId: number;
  readonly users: UserBitmap;
}

/**
 * Stores what a job does to lines of users, lot by lot. Must run inside its transaction.
 * @param field that was ticked: a job has one change of each
 */
export function lineChangeWriter(
  db: WritableDb,
  { jobId, field }: { readonly jobId: number; readonly field: string },
  { kind, does, line, day }: LineChange,
): (users: readonly number[]) => void {
  const store = prepared(
    db,
    'INSERT INTO line_change (job_id, field, kind, does, line, day, users) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const { number } = detailKind(kind);
  return (users) => {
    if (users.length === 0) return;
    const packed = UserBitmap.of(users).pack();
    store.run(jobId, field, number, does, JSON.stringify(line), day, packed);
  };
}

const storedLine = z.partialRecord(z.enum(DETAIL_FIELD_NAMES), z.string());

interface Row {
  readonly line_change_no: number;
  readonly job_id: number;
  readonly field: string;
  readonly does: string;
  readonly line: string;
  readonly day: IsoDate;
  readonly users: Uint8Array;
}

/** All changes of a kind, the oldest first. */
export function readLineChanges(db: ReadableDb, kind: ChangedKind): StoredLineChange[] {
  const rows = all<Row>(
    db,
    `SELECT line_change_no, job_id, field, does, line, day, users FROM line_change WHERE kind = ?
     ORDER BY line_change_no`,
    detailKind(kind).number,
  );
  const changes = new Map<string, StoredLineChange>();
  for (const row of rows) {
    const key = `${row.job_id} ${row.field}`;
    const known = changes.get(key);
    const users = unpackStored(row.users, { table: 'line_change', row: row.line_change_no });
    changes.set(
      key,
      known ? { ...known, users: known.users.or(users) } : changeOf(row, kind, users),
    );
  }
  return [...changes.values()];
}

function changeOf(row: Row, kind: ChangedKind, users: UserBitmap): StoredLineChange {
  const at = { table: 'line_change', row: row.line_change_no };
  return {
    jobId: row.job_id,
    kind,
    does: oneOf(LINE_CHANGES, row.does, at),
    line: parseStored(storedLine, row.line, at),
    day: row.day,
    users,
  };
}

/** Fields of which lines that jobs added say something, whether or not these stand. */
export function fieldsGiven(db: ReadableDb, kind: ChangedKind): string[] {
  const rows = all<{ line: string; line_change_no: number }>(
    db,
    `SELECT line, min(line_change_no) AS line_change_no FROM line_change WHERE kind = ? AND does = 'add' GROUP BY line`,
    detailKind(kind).number,
  );
  return rows.flatMap(({ line, line_change_no: row }) =>
    Object.keys(parseStored(storedLine, line, { table: 'line_change', row })),
  );
}

/** Whoever is erased has no lines; one that a job gave to nobody else is gone. Must run inside a transaction. */
export function dropLinesOf(db: WritableDb, userNos: readonly number[]): void {
  const gone = UserBitmap.of(userNos);
  const rows = all<{ line_change_no: number; users: Uint8Array }>(
    db,
    'SELECT line_change_no, users FROM line_change',
  );
  for (const { line_change_no: row, users } of rows) {
    const before = unpackStored(users, { table: 'line_change', row });
    const left = before.andNot(gone);
    if (left.count === before.count) continue;
    if (left.count === 0) run(db, 'DELETE FROM line_change WHERE line_change_no = ?', row);
    else run(db, 'UPDATE line_change SET users = ? WHERE line_change_no = ?', left.pack(), row);
  }
}

/** Another text as soon as there is another change; undefined: there is none. */
export function lineChangesKey(db: ReadableDb): string | undefined {
  const { last, rows } = get<{ last: number | null; rows: number }>(
    db,
    'SELECT max(line_change_no) AS last, count(*) AS rows FROM line_change',
  )!;
  return last === null ? undefined : `${last} ${rows}`;
}
