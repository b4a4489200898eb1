/**
 * What stands before the decimals of numbers in a file: its columns tell, or the librarian does, and what nobody can
 * tell holds the user back. A balance of 1.000 that is read as one lets a debtor go.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { ReadOptions } from '#shared/contract/shapes/reading.ts';
import { newEngine, refusal, type TestEngine } from '../support/engine.ts';
import { readAgain, readPath, readRows } from '../support/importFiles.ts';

const HEADINGS = ['Primary Identifier', 'Purge Date', 'Has Staff Role', 'Loans', 'Balance'];

async function readTable(
  engine: TestEngine,
  type: 'csv' | 'xlsx',
  amounts: readonly (readonly [loans: string, balance: string])[],
  options: ReadOptions = {},
) {
  const rows = amounts.map((each, n) => [`u${n}`, '2020-01-31', 'No', ...each]);
  const all = { kind: 'candidates' as const, ...options };
  if (type === 'xlsx') return readRows(engine, [HEADINGS, ...rows], all);
  const path = join(engine.folder, 'Candidates.csv');
  await writeFile(path, [HEADINGS, ...rows].map((row) => row.join(';')).join('\r\n'));
  return readPath(engine, path, all);
}

/** Loans and balance of each, and whether they are held back. */
async function added(engine: TestEngine, importId: number) {
  await engine.ask.imports.commit({ importId });
  const users = [...(await engine.users()).values()];
  return users.map(({ loans, balance, flags }) => [
    loans,
    balance,
    flags.includes('unreadable-value'),
  ]);
}

describe.each(['csv', 'xlsx'] as const)('in %s', (type) => {
  test('the column decides, wherever in it the deciding number stands', async () => {
    for (const amounts of [
      [
        ['0', '1.234,56'],
        ['0', '1.000'],
      ],
      [
        ['0', '1.000'],
        ['0', '1.234,56'],
      ],
    ] as const) {
      const engine = await newEngine();
      const check = await readTable(engine, type, amounts);
      expect(check).toMatchObject({ question: null, errors: 0 });
      const balances = (await added(engine, check.importId)).map(([, balance]) => balance);
      expect(balances.toSorted()).toEqual([100_000, 123_456]);
    }
  });

  test('another column of the file decides where its own doesn’t', async () => {
    const engine = await newEngine();
    const check = await readTable(engine, type, [
      ['1.000', '12,50'],
      ['2', '0'],
    ]);
    expect(await added(engine, check.importId)).toEqual([
      [1000, 1250, false],
      [2, 0, false],
    ]);
  });

  test('where nothing decides, the librarian is asked', async () => {
    const engine = await newEngine();
    const check = await readTable(engine, type, [
      ['0', '1.000'],
      ['0', '7'],
    ]);
    expect(check.question).toEqual({
      about: 'decimals',
      column: 'Balance',
      example: { row: 2, text: '1.000' },
    });
    expect(await refusal(engine.ask.imports.commit({ importId: check.importId }))).toMatchObject({
      reason: 'import.decimals',
    });
    let again = check;
    for (const [decimals, balance] of [
      ['point', 100],
      ['comma', 100_000],
    ] as const) {
      again = await readAgain(engine, again, { ...again.options, decimals });
      expect(again.question).toBeNull();
      expect(await added(engine, again.importId)).toEqual([
        [0, balance, false],
        [0, 700, false],
      ]);
      await engine.ask.imports.undo({ importId: again.importId });
    }
    again = await readAgain(engine, again, { ...again.options, decimals: 'hold' });
    expect(again.errors).toBe(1);
    expect(again.notices.find(({ code }) => code === 'unreadable-value')?.count).toBe(1);
    expect(await added(engine, again.importId)).toEqual([
      [0, null, true],
      [0, 700, false],
    ]);
  });

  test('where numbers contradict each other, what fits both is unread', async () => {
    const engine = await newEngine();
    const check = await readTable(engine, type, [
      ['0', '1.000'],
      ['0', '9.99'],
      ['0', '9,99'],
    ]);
    expect(check).toMatchObject({ question: null, errors: 1 });
    expect(await added(engine, check.importId)).toEqual([
      [0, null, true],
      [0, 999, false],
      [0, 999, false],
    ]);
  });

  test('spaces and apostrophes between thousands are no marks', async () => {
    const engine = await newEngine();
    const check = await readTable(engine, type, [
      ['1 000', "1'234.50"],
      ['2\u00a0500', '1\u202f000.00'],
      ['3', '12 34'],
    ]);
    expect(await added(engine, check.importId)).toEqual([
      [1000, 123_450, false],
      [2500, 100_000, false],
      [3, null, true],
    ]);
  });

  test('ordinary numbers ask nothing and hold nobody back', async () => {
    const engine = await newEngine();
    const check = await readTable(engine, type, [
      ['0', '0.00'],
      ['1,234', '1,234.50'],
      ['2', '12.5'],
    ]);
    expect(check).toMatchObject({ question: null, errors: 0 });
    expect(await added(engine, check.importId)).toEqual([
      [0, 0, false],
      [1234, 123_450, false],
      [2, 1250, false],
    ]);
  });
});

test('number cells have a point, whatever texts of their column have', async () => {
  const engine = await newEngine();
  const rows = [
    HEADINGS,
    ['a', '2020-01-31', 'No', 0, 1],
    ['b', '2020-01-31', 'No', 0, 1234.5],
    ['c', '2020-01-31', 'No', 0, '1.000'],
    ['d', '2020-01-31', 'No', 0, '1,50'],
  ];
  const check = await readRows(engine, rows, { kind: 'candidates' });
  const balances = (await added(engine, check.importId)).map(([, balance]) => balance);
  expect(balances).toEqual([100, 123_450, 100_000, 150]);
});
