/**
 * Details of many users: how long their reports take against inserting the same rows, one user's lines, filters on
 * lines. In a workspace of their own; nothing is measured that the page adds.
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';

import { COUNTED_KINDS } from '#shared/details/details.ts';
import { type Criteria, EVERYBODY, type LineLeaf } from '#shared/domain/criteria.ts';

import type { ImportKind } from '#shared/importKinds/importKinds.ts';

import type { ReadableDb } from '../db/db.ts';
import { Database } from '../db/sqlite.ts';
import { createWorkspace, openReadable } from '../db/workspaceFile.ts';
import { linesOfUser } from '../importing/show/linesOfUser.ts';
import { keyOf, type UserOrders } from '../replica/userRows.ts';
import { importRequests } from '../requests/imports.ts';
import { beginReading, reading } from '../session/chores.ts';
import { ordersOver } from '../sets/userSets.ts';
import { startWriterInline, type Writer } from '../writer/writer.ts';
import { benchIdentifier, DETAILS_FILES, pathOfDetails, usersOfBench } from './benchDetails.ts';

const WORKSPACE = 'details.purgedesk';
const BY = 'bench';
const ASKED = 200;

const having = (kind: LineLeaf['kind'], rest: Partial<LineLeaf>): Criteria => ({
  ...{ op: 'line', kind, where: [] },
  ...rest,
});

const noteWith = (value: string) =>
  having('notes', { where: [{ field: 'note_text', is: { how: 'contains', value } }] });
const roleOf = (value: string) =>
  having('roles', { inForce: true, where: [{ field: 'role_type', is: { how: 'is', value } }] });
const identifierOf = (type: string) =>
  having('identifiers', {
    where: [{ field: 'identifier_type', is: { how: 'oneOf', values: [type] } }],
  });

/** Asked first; then the others, which ask the same fields for something else. */
const FIRST_FILTERS: readonly Criteria[] = [
  having('blocks', { inForce: true }),
  noteWith('litigation'),
  roleOf('cataloger'),
  identifierOf('University ID'),
];
const OTHER_FILTERS: readonly Criteria[] = [
  having('blocks', {
    inForce: true,
    where: [{ field: 'block_status', is: { how: 'begins', value: 'act' } }],
  }),
  noteWith('do not purge'),
  noteWith('wet'),
  roleOf('patron'),
  identifierOf('Barcode'),
];

/** Adds the users and then their details. @returns milliseconds of the details alone */
export async function importDetails(folder: string): Promise<number> {
  const path = join(folder, WORKSPACE);
  rmSync(path, { force: true });
  createWorkspace(path);
  const writer = startWriterInline(path, () => {});
  await add(writer, join(folder, 'users.csv'), 'users');
  const start = performance.now();
  for (const file of DETAILS_FILES) await add(writer, pathOfDetails(folder, file), file.kind);
  const time = performance.now() - start;
  await writer.close();
  return time;
}

/** Reads a file as one of a kind, and adds it. */
export async function add(writer: Writer, path: string, kind: ImportKind): Promise<void> {
  const options = { kind };
  const importId = await writer.run(beginReading, { path, options });
  await writer.run(reading, { importId, path, options, by: 'Bench' });
  const given = { importId, mode: 'add', absent: 'unknown' } as const;
  await writer.run(importRequests.commit.task, { by: BY, given });
}

/** The same rows, ready made, into a table for each kind with an index by user. @returns milliseconds */
export function insertDetails(folder: string, users: number): number {
  const path = join(folder, 'floor.db');
  rmSync(path, { force: true });
  const db = new Database(path);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = NORMAL');
  const at = usersOfBench(users);
  let time = 0;
  for (const [n, { headings, lines }] of DETAILS_FILES.entries()) {
    const names = headings.map((_, column) => `v${column}`);
    db.exec(
      `CREATE TABLE line_${n} (user TEXT NOT NULL, row INTEGER NOT NULL, ${names.join(', ')})`,
    );
    const insert = db.prepare(
      `INSERT INTO line_${n} VALUES (?, ?, ${names.map(() => '?').join(', ')})`,
    );
    for (let from = 0; from < users; from += 50_000) {
      const rows: (string | number)[][] = [];
      for (let user = from; user < Math.min(users, from + 50_000); user++)
        for (const line of lines(at(user))) rows.push([benchIdentifier(at(user)), user, ...line]);
      const start = performance.now();
      db.transaction(() => {
        for (const row of rows) insert.run(row);
      })();
      time += performance.now() - start;
    }
    const start = performance.now();
    db.exec(`CREATE INDEX line_${n}_by_user ON line_${n} (user)`);
    time += performance.now() - start;
  }
  db.close();
  return time;
}

/** @returns milliseconds of each asking */
export function askDetails(folder: string, users: number) {
  const db = openReadable(join(folder, WORKSPACE));
  const details = Array.from({ length: ASKED }, (_, n) => detailsOf(db, ((n * 4999) % users) + 1));
  const orders = ordersOver(db);
  orders.match({ op: 'membership', value: 'candidate' });
  const cold = FIRST_FILTERS.map((criteria) => milliseconds(() => orders.match(criteria)));
  const warm = OTHER_FILTERS.map((criteria) => milliseconds(() => orders.match(criteria)));
  const pages = [0, 1, 2, 3].map((n) => milliseconds(() => countedPage(orders, n * 1999)));
  // The program has read that ahead when it is asked for.
  orders.match({ op: 'search', value: 'u0000' });
  const exact = [7, 8, 9].map((n) =>
    milliseconds(() => orders.match({ op: 'exactly', value: `0${n * 31}` })),
  );
  db.close();
  return { details, cold, warm, pages, exact };
}

/** As the Users screen shows them, sorted by a column that counts. */
function countedPage(orders: UserOrders, offset: number): void {
  const { rows } = orders.page(EVERYBODY, [{ lines: 'blocks', direction: 'desc' }], offset, 100);
  for (const kind of COUNTED_KINDS) {
    const { values } = orders.fresh().lines(kind);
    for (const row of rows) row.lines[kind] = values[row.userNo]!;
  }
}

function detailsOf(db: ReadableDb, userNo: number): number {
  return milliseconds(() => linesOfUser(db, keyOf(db, userNo)));
}

function milliseconds(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}
