/**
 * A long list that two threads write: the sheet says the same whoever made which piece, and loses nothing when the other
 * thread ends in the middle.
 */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { exportHere, exportInThread } from '#engine/exporting/exporter.ts';
import type { ExportGiven } from '#engine/exporting/performExport.ts';
import {
  OTHER_THREAD,
  type OtherThread,
  THIS_THREAD,
  writeInPieces,
} from '#engine/reports/listPieces.ts';
import { PIECE_USERS, PieceTurns, TURNS_BYTES } from '#engine/reports/pieceTurns.ts';
import type { ListParts } from '#engine/reports/source.ts';
import { SharedTexts } from '#engine/workbooks/sharedTexts.ts';
import type { SheetColumn } from '#engine/workbooks/sheetOptions.ts';
import { PieceMaker, tellingOf } from '#engine/workbooks/sheetPieces.ts';
import { writeWorkbook } from '#engine/workbooks/writeWorkbook.ts';
import { builtFile } from '../support/builtEngine.ts';
import { newEngine } from '../support/engine.ts';
import { type BackSheet, readBack, sheetRows } from '../support/readBack.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

const COLUMNS: SheetColumn[] = [{ style: 'text' }, {}, { style: 'count' }, { style: 'date' }];
const USERS = 20 * PIECE_USERS + 17;

/** Identifiers, groups that come again, a text that looks like a formula, a day that is none. */
const rowOf = (n: number) => [
  `user${n}`,
  n % 41 === 0 ? `=group${n % 3}` : `group ${n % 7}`,
  n,
  n % 13 === 0 ? 'someday' : '2026-11-29',
];

const PARTS: ListParts = {
  starts: (users) => Array.from({ length: Math.ceil(USERS / users) }, (_, n) => n * users),
  *rows({ after, most }) {
    for (let n = after + 1; n <= Math.min(after + most, USERS); n++) yield rowOf(n);
  },
};

async function written(name: string, other: OtherThread) {
  const path = join(temporaryFolder(), name);
  const watch = { begin: () => {}, wrote: () => {} };
  const rows = await writeWorkbook(
    path,
    (workbook) => {
      const sheet = workbook.addSheet('Users', { columns: COLUMNS, headings: 1 });
      sheet.addRow(['Identifier', 'Group', 'Number', 'Day'], { style: 'heading' });
      const list = { listId: 'users', columns: COLUMNS, parts: PARTS };
      return writeInPieces(workbook, sheet, list, other, watch);
    },
    { thread: THIS_THREAD },
  );
  expect(rows).toBe(USERS);
  return sheetRows(path, 'Users');
}

const NOBODY: OtherThread = { begin: (_work, _take, lost) => lost() };

/** Makes every piece that it can claim, between those of the first thread, and hands on so many of them. */
const busyThread = (handsOn: number): OtherThread => ({
  begin({ columns, telling, starts, firstRow, turns }, take, lost) {
    const texts = new SharedTexts(OTHER_THREAD);
    const maker = new PieceMaker(columns, tellingOf(structuredClone(telling), texts));
    const claims = new PieceTurns(turns, starts.length);
    let left = handsOn;
    const step = () => {
      const number = claims.claim();
      if (number === 'none') return;
      if (typeof number === 'number') {
        if (left-- === 0) return lost();
        const rows = PARTS.rows({ after: starts[number]!, most: PIECE_USERS });
        const first = firstRow + number * PIECE_USERS;
        const piece = maker.make(first, rows, new Uint8Array(16));
        take({ number, piece, texts: texts.handOn() });
      }
      setImmediate(step);
    };
    setImmediate(step);
  },
});

test('the sheet is the same with a second thread, without, and with one that ends in the middle', async () => {
  const alone = await written('Alone.xlsx', NOBODY);
  expect(alone).toHaveLength(USERS + 1);
  expect(alone[41]).toEqual(['user41', '=group2', 41, expect.any(Date)]);
  expect(alone[13]![3]).toBe('someday');
  expect(alone.at(-1)![0]).toBe(`user${USERS}`);
  expect(await written('Two.xlsx', busyThread(Number.POSITIVE_INFINITY))).toEqual(alone);
  expect(await written('Ended.xlsx', busyThread(3))).toEqual(alone);
});

test('each piece is claimed once, in order, and nobody runs far ahead of what is written', () => {
  const memory = new SharedArrayBuffer(TURNS_BYTES);
  const one = new PieceTurns(memory, 12);
  const two = new PieceTurns(memory, 12);
  const claimed = Array.from({ length: 8 }, (_, n) => (n % 2 ? one : two).claim());
  expect(claimed).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  expect(one.claim()).toBe('later');
  one.wrote();
  expect([two.claim(), two.claim()]).toEqual([8, 'later']);
  for (let n = 0; n < 8; n++) two.wrote();
  expect([one.claim(), two.claim(), one.claim(), two.claim()]).toEqual([9, 10, 11, 'none']);
});

test('the report of a large job is that of one thread, cell by cell', async () => {
  const engine = await newEngine();
  const users = 20_100;
  await engine.candidates(Array.from({ length: users }, (_, n) => `user${n}`));
  const { jobId } = await engine.purgeAsAlma();
  const given = (name: string): ExportGiven => ({
    what: { of: 'job', jobId },
    wanted: { format: 'xlsx', path: join(engine.folder, name) },
    ...{ locales: [], by: 'Tester', previews: [] },
  });
  const never = new AbortController().signal;
  await exportInThread(builtFile('export.js'))(engine.path, given('Two.xlsx'), () => {}, never);
  await exportHere(engine.path, given('One.xlsx'), () => {}, never);
  const two = await readBack(join(engine.folder, 'Two.xlsx'));
  const one = await readBack(join(engine.folder, 'One.xlsx'));
  expect(two.map(({ name }) => name)).toEqual(one.map(({ name }) => name));
  // As text: told cell by cell, a difference among so many takes half a minute to be shown.
  const cells = (sheets: readonly BackSheet[]) => sheets.map(({ rows }) => JSON.stringify(rows));
  const ofOne = cells(one);
  for (const [n, text] of cells(two).entries()) expect(text === ofOne[n]).toBe(true);
  expect(Math.max(...two.map(({ rows }) => rows.length))).toBe(users + 1);
});
