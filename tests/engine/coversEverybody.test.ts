/**
 * Whom a report that covers everybody may say to have none: those whom it leaves out, and nobody whom one of its rows
 * may mean or of whom newer data tells. Whoever is taken for left out by mistake is purged with their loans.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { ImportKind } from '#shared/importKinds/importKinds.ts';
import { PURGE, refusal, type TestEngine } from '../support/engine.ts';
import { addRows, type Rows, readPath, readRows, withCandidates } from '../support/importFiles.ts';
import { readReportBook } from '../support/reportBook.ts';
import type { Cell } from '../support/workbookFile.ts';

const PID = 'Primary Identifier';
const KEEP = 'Do not purge: litigation';

const loans = (...rows: [Cell, number][]): Rows => [[PID, 'Number of Loans'], ...rows];
const notes = (...ids: Cell[]): Rows => [
  [PID, 'Note Type', 'Note'],
  ...ids.map((id) => [id, 'General', KEEP]),
];
const blocks = (...ids: Cell[]): Rows => [
  [PID, 'Block Description', 'Block Status'],
  ...ids.map((id) => [id, KEEP, 'Active']),
];
const EVERYBODY = { absent: 'none' } as const;

const loansOf = async (engine: TestEngine, ...ids: string[]) =>
  Promise.all(ids.map(async (id) => (await engine.user(id)).loans));

/** Approves all together, but for whom a flag holds back. */
async function approveTogether(engine: TestEngine): Promise<void> {
  const selection = { criteria: { op: 'membership', value: 'candidate' } } as const;
  await engine.ask.review.decide({ selection, decision: 'approved', reason: null });
}

async function purged(engine: TestEngine): Promise<string[]> {
  const { jobId } = await engine.purge();
  return engine.jobIdentifiers(jobId, 'purged');
}

/** Nobody purges a user whom a flag holds back by approving everybody. */
async function expectHeldBack(engine: TestEngine, id: string): Promise<void> {
  await approveTogether(engine);
  expect((await engine.user('other')).decision).toBe('approved');
  expect((await engine.user(id)).decision).toBe('undecided');
  expect(await refusal(engine.purge())).toMatchObject({ reason: 'job.notApproved' });
}

/** Adds a file of data of a day. */
async function addOf(
  engine: TestEngine,
  dataDate: string,
  kind: ImportKind,
  rows: Rows,
  adding: { absent?: 'none' } = {},
): Promise<number> {
  const { importId } = await readRows(engine, rows, { kind }, `${dataDate}.xlsx`);
  await engine.ask.imports.setDataDate({ importId, dataDate });
  await engine.ask.imports.commit({ importId, ...adding });
  return importId;
}

describe('a report of older data that is added behind a newer one', () => {
  test('tells nothing of whom the newer names, and all of the others', async () => {
    const engine = await withCandidates('a', 'b', 'c');
    await addOf(engine, '2026-11-20', 'loans', loans(['a', 1], ['b', 2]));
    const older = loans(['a', 3], ['c', 1]);
    const { importId } = await readRows(engine, older, { kind: 'loans' }, 'Older.xlsx');
    await engine.ask.imports.setDataDate({ importId, dataDate: '2026-11-01' });
    await engine.idle();
    const check = await engine.ask.imports.check({ importId });
    expect(check.diff).toMatchObject({ changed: 1, unchanged: 1 });
    expect(check.notices).toContainEqual(
      expect.objectContaining({ code: 'newer-count', count: 1 }),
    );
    await engine.ask.imports.commit({ importId });
    expect(await loansOf(engine, 'a', 'b', 'c')).toEqual([1, 2, 1]);
    // The file that stands is named where somebody is retained for it.
    const { jobId } = await engine.purgeAsAlma({ ...PURGE, userGroup: null });
    const path = join(engine.folder, 'Report.xlsx');
    await engine.exportReport(jobId, path);
    const evidence = (await readReportBook(path)).column('Retained', 'Evidence').map(String);
    const files = ['2026-11-20.xlsx', '2026-11-20.xlsx', 'Older.xlsx'];
    expect(evidence).toEqual(files.map((file) => expect.stringContaining(file)));
  });

  test('says of nobody that they have some whom the newer one covers with none', async () => {
    const engine = await withCandidates('a', 'b');
    await addOf(engine, '2026-11-20', 'loans', loans(['a', 1]), EVERYBODY);
    const importId = await addOf(engine, '2026-11-01', 'loans', loans(['b', 4]));
    expect(await loansOf(engine, 'a', 'b')).toEqual([1, 0]);
    await engine.ask.imports.undo({ importId });
    expect(await loansOf(engine, 'a', 'b')).toEqual([1, 0]);
  });

  test('of the same day the one that is added last counts, and so does one of newer data', async () => {
    const engine = await withCandidates('a');
    for (const [day, count] of [
      ['2026-11-20', 1],
      ['2026-11-20', 2],
      ['2026-11-21', 3],
    ] as const)
      await addOf(engine, day, 'loans', loans(['a', count]));
    expect(await loansOf(engine, 'a')).toEqual([3]);
  });
});

describe('a row that may mean somebody else than it says', () => {
  test('leaves the loans of a user whose zeros it has lost, and their approval', async () => {
    const engine = await withCandidates('00123', 'other');
    await addRows(engine, 'loans', loans(['00123', 3], ['other', 1]));
    await engine.approve();
    await addRows(engine, 'loans', loans([123, 3]), EVERYBODY);
    expect(await loansOf(engine, '00123', 'other')).toEqual([3, 0]);
    expect(await purged(engine)).toEqual(['other']);
  });

  test('leaves unknown what no report has told of whom it may mean', async () => {
    const engine = await withCandidates('00123', 'o’neil', 'jdoe', '12345678901234567', 'other');
    const rows = loans([123, 1], ["o'neil", 1], ['‘jdoe’', 1], [12_345_678_901_234_568, 1]);
    await addRows(engine, 'loans', rows, EVERYBODY);
    expect(await loansOf(engine, '00123', 'o’neil', 'jdoe', 'other')).toEqual([
      null,
      null,
      null,
      0,
    ]);
    expect(await loansOf(engine, '12345678901234567')).toEqual([null]);
  });

  test('leaves the notes and blocks that hold a user back', async () => {
    for (const [kind, rows] of [
      ['user-notes', notes],
      ['user-blocks', blocks],
    ] as const) {
      const engine = await withCandidates('00123', 'other');
      await addRows(engine, kind, rows('00123', 'other'));
      const { importId } = await addRows(engine, kind, rows(123), EVERYBODY);
      expect((await engine.user('00123')).flags).toContain('keep-words');
      expect((await engine.user('other')).flags).not.toContain('keep-words');
      const lines = async (id: string) => {
        const { kinds } = await engine.ask.users.details({
          userNo: (await engine.user(id)).userNo,
        });
        return kinds.find((each) => `user-${each.kind}` === kind)!.lines.length;
      };
      expect([await lines('00123'), await lines('other')]).toEqual([1, 0]);
      await engine.ask.imports.undo({ importId });
      expect(await lines('other')).toBe(1);
      await addRows(engine, kind, rows(123), EVERYBODY);
      await expectHeldBack(engine, '00123');
    }
  });

  test('leaves whom it means by a barcode in the place of the primary identifier', async () => {
    const engine = await withCandidates('a', 'b', 'c', 'other');
    await addRows(engine, 'user-identifiers', [
      [PID, 'Identifier Type', 'Identifier Value'],
      ['a', 'Barcode', '21'],
      ['b', 'Barcode', '22'],
      ['c', 'Barcode', '22'],
    ]);
    await addRows(engine, 'loans', loans(['a', 1], ['b', 1], ['c', 1], ['other', 1]));
    await addRows(engine, 'loans', loans(['21', 1], ['22', 1]), EVERYBODY);
    expect(await loansOf(engine, 'a', 'b', 'c', 'other')).toEqual([1, 1, 1, 0]);
  });
});

describe('a row that can’t be used', () => {
  test.each([
    { kind: 'loans', before: loans(['123000000000', 2]), rows: loans(['1.23E+11', 2], ['q', 1]) },
    { kind: 'user-blocks', before: blocks('123000000000'), rows: blocks('1.23E+11', 'q') },
    { kind: 'user-notes', before: notes('123000000000'), rows: notes(null, 'q') },
  ] as const)(
    'is refused with $kind of everybody, and no reason against adding it otherwise',
    async ({ kind, before, rows }) => {
      const engine = await withCandidates('123000000000', 'other');
      await addRows(engine, kind, before);
      const { importId } = await readRows(engine, rows, { kind }, 'Damaged.xlsx');
      expect(await refusal(engine.ask.imports.commit({ importId, ...EVERYBODY }))).toMatchObject({
        reason: 'import.everybodyErrors',
        message: expect.stringContaining('Row 2 of “Damaged.xlsx” can’t be used'),
      });
      expect(await engine.ask.imports.check({ importId })).toMatchObject({
        state: 'checked',
        coversAll: false,
      });
      await engine.ask.imports.commit({ importId });
      if (kind === 'loans') {
        await approveTogether(engine);
        expect(await purged(engine)).toEqual(['other']);
      } else await expectHeldBack(engine, '123000000000');
    },
  );

  test('may be swallowed by a stray quotation mark', async () => {
    const engine = await withCandidates('a', 'b');
    await addRows(engine, 'loans', loans(['b', 2]));
    const path = join(engine.folder, 'Stray.csv');
    writeFileSync(path, `${PID},Number of Loans\na,"1" x\nb,2\nc,"3"\n`);
    const { importId } = await readPath(engine, path, { kind: 'loans' });
    expect(await refusal(engine.ask.imports.commit({ importId, ...EVERYBODY }))).toMatchObject({
      reason: 'import.everybodyErrors',
    });
    expect(await loansOf(engine, 'b')).toEqual([2]);
  });

  test('is neither headings that are repeated nor an amount that can’t be read', async () => {
    const engine = await withCandidates('a', 'b');
    const head = [PID, 'Balance'];
    await addRows(engine, 'fines-fees', [head, ['a', 'ten'], head, ['q', '1.00']], EVERYBODY);
    expect([(await engine.user('a')).balance, (await engine.user('b')).balance]).toEqual([null, 0]);
  });
});

describe('newer data than that of the report', () => {
  test('keeps the count of those whom the report leaves out', async () => {
    const engine = await withCandidates('a', 'b', 'c');
    await addOf(engine, '2026-01-01', 'loans', loans(['c', 5]));
    await addOf(engine, '2026-11-28', 'loans', loans(['a', 3]));
    const importId = await addOf(engine, '2026-01-28', 'loans', loans(['b', 1]), EVERYBODY);
    expect(await loansOf(engine, 'a', 'b', 'c')).toEqual([3, 1, 0]);
    await engine.ask.imports.undo({ importId });
    expect(await loansOf(engine, 'a', 'b', 'c')).toEqual([3, null, 5]);
    await addOf(engine, '2026-01-28', 'loans', loans(['b', 1]), EVERYBODY);
    await approveTogether(engine);
    expect(await purged(engine)).toEqual(['c']);
  });

  test('of something else keeps nothing, and data of the same day follows in its order', async () => {
    const engine = await withCandidates('a', 'b');
    await addOf(engine, '2026-01-01', 'loans', loans(['a', 3]));
    await addOf(engine, '2026-11-28', 'fines-fees', [
      [PID, 'Balance'],
      ['a', '5.00'],
    ]);
    await addOf(engine, '2026-01-01', 'loans', loans(['b', 1]), EVERYBODY);
    expect(await loansOf(engine, 'a', 'b')).toEqual([0, 1]);
  });

  test('keeps an amount that can’t be read, and says nothing by a blank cell', async () => {
    const engine = await withCandidates('a', 'b', 'c');
    const fees = (...rows: [string, string | null][]): Rows => [[PID, 'Balance'], ...rows];
    await addOf(engine, '2026-01-01', 'fines-fees', fees(['a', '3.00'], ['b', '3.00']));
    await addOf(engine, '2026-11-28', 'fines-fees', fees(['a', 'ten'], ['b', null], ['c', '1.00']));
    await addOf(engine, '2026-01-28', 'fines-fees', fees(['q', '1.00']), EVERYBODY);
    expect((await engine.user('a')).flags).toContain('unreadable-value');
    expect([(await engine.user('b')).balance, (await engine.user('c')).balance]).toEqual([0, 100]);
  });

  test('of items tells its sort alone', async () => {
    const engine = await withCandidates('a', 'b');
    const head = [PID, 'Request Type', 'Request Status'];
    const purchase = (id: string) => [id, 'Purchase request', 'In Review'];
    await addOf(engine, '2026-11-28', 'requests', [head, purchase('a')]);
    await addOf(engine, '2026-01-28', 'requests', [head, purchase('b')], EVERYBODY);
    expect((await engine.user('a')).purchase_requests).toBe(1);
  });
});
