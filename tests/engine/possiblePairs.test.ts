/**
 * Identifiers of an exclusion list that are nearly a candidate's. Whoever is meant by an apostrophe, a cell with two
 * identifiers, a shortened number or a row that couldn't be used would be purged although the list names them;
 * held back for longer than the list is in force, they could never go.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { noticed } from '#engine/importing/rows/rowGroups.ts';
import type { RowNotice } from '#shared/contract/shapes/rowGroup.ts';
import { allOf, CANDIDATES } from '#shared/domain/criteria.ts';
import { newEngine, type TestEngine } from '../support/engine.ts';
import { addRows, readPath, readRows } from '../support/importFiles.ts';
import { failureOf } from '../support/saidOf.ts';
import { type Cell, writeWorkbook } from '../support/workbookFile.ts';

const candidates = (...ids: Cell[]) => [
  ['Primary Identifier', 'Purge Date', 'Last Name', 'Has Staff Role', 'User Group'],
  ...ids.map((id) => [id, '2020-01-31', 'Doe', 'No', 'Alumni']),
];

const held = (engine: TestEngine) =>
  engine.identifiers(allOf(CANDIDATES, { op: 'hasFlag', flags: ['possible-pair'] }));

async function listText(engine: TestEngine, text: string) {
  const path = join(engine.folder, 'Exclusions.csv');
  await writeFile(path, text);
  const check = await readPath(engine, path, { kind: 'exclusions' });
  if (check.failure) throw new Error(failureOf(check));
  return check;
}

const NEAR: readonly (readonly [Cell, string])[] = [
  ["'10000001", '10000001'],
  ['10000002\n10000003', '10000003'],
  ['10000004, 10000005', '10000004'],
  ['10000006/10000007', '10000007'],
  ['“abc-1”', 'abc-1'],
  ['abc–2', 'abc-2'],
  ['abc\u20113', 'abc-3'],
  ['2.12346E+07', '21234567'],
  ['10000008.0', '10000008'],
  ["'77", '0077'],
];

describe.each(['before', 'after'])('a list added %s the candidates', (when) => {
  test.each(NEAR)('%j holds back %s', async (spelt, meant) => {
    const engine = await newEngine();
    const rows = candidates(meant, '55555555');
    if (when === 'after') await addRows(engine, 'candidates', rows);
    await addRows(engine, 'exclusions', [['Primary Identifier'], [spelt], ['other']]);
    if (when === 'before') await addRows(engine, 'candidates', rows);
    expect(await held(engine)).toEqual([meant]);
  });

  test.each(NEAR.filter(([spelt]) => !String(spelt).includes('E+')))(
    '%j among the candidates is held back by %s',
    async (spelt, plain) => {
      const engine = await newEngine();
      const rows = candidates(spelt, '55555555');
      if (when === 'after') await addRows(engine, 'candidates', rows);
      await addRows(engine, 'exclusions', [['Primary Identifier'], [plain], ['other']]);
      if (when === 'before') await addRows(engine, 'candidates', rows);
      expect(await held(engine)).toHaveLength(1);
    },
  );
});

test('numbers past the fifteenth digit hold back those that begin alike', async () => {
  const engine = await newEngine();
  await addRows(engine, 'candidates', candidates('12345678901234567', '12345678901299999'));
  await addRows(engine, 'exclusions', [['Primary Identifier'], [Number('12345678901234567')]]);
  expect(await held(engine)).toEqual(['12345678901234567']);
});

test('an identifier that is a candidate’s as it stands means that one alone', async () => {
  const engine = await newEngine();
  await addRows(engine, 'candidates', candidates('SMITH 1', 'smith', 'o’neil', "o'neil"));
  await addRows(engine, 'exclusions', [['Primary Identifier'], ['SMITH 1'], ['o’neil']]);
  expect(await held(engine)).toEqual([]);
});

test('a list of plain identifiers holds nobody back', async () => {
  const engine = await newEngine();
  await addRows(engine, 'candidates', candidates('10000001', 'j.doe', 'SMITH 1', 'a@b.edu'));
  await addRows(engine, 'exclusions', [
    ['Primary Identifier'],
    ['10000002'],
    ['x.doe'],
    ['10000001'],
  ]);
  expect(await held(engine)).toEqual([]);
});

test('of thousands of odd identifiers each is looked at', async () => {
  const engine = await newEngine();
  const ids = Array.from({ length: 2500 }, (_, n) => `(a${n})`);
  await addRows(engine, 'candidates', candidates(...ids));
  await addRows(engine, 'exclusions', [['Primary Identifier'], ['a0'], ['a1200'], ['a2499']]);
  expect(await held(engine)).toEqual(['(a0)', '(a1200)', '(a2499)']);
});

test('the panel of a user shows what the lists have, and where', async () => {
  const engine = await newEngine();
  await addRows(engine, 'candidates', candidates('10000001', 'o’neil', '10000002'));
  await addRows(engine, 'exclusions', [
    ['Primary Identifier'],
    ["'10000001"],
    ['1.0000001E+07'],
    ['oneil'],
    ['10000002'],
  ]);
  const pairs = async (id: string) => {
    const { userNo } = await engine.user(id);
    const found = await engine.ask.users.possiblePairs({ userNo });
    return found.map(({ row, text, userNo: member }) => [row, text, member !== null]);
  };
  expect(await pairs('10000001')).toEqual([
    [2, "'10000001", true],
    [3, '1.0000001E+07', false],
  ]);
  expect(await pairs('o’neil')).toEqual([[4, 'oneil', true]]);
  expect(await pairs('10000002')).toEqual([]);
});

describe('the list’s life', () => {
  const withPair = async () => {
    const engine = await newEngine();
    await addRows(engine, 'candidates', candidates('10000001', '10000002'));
    const list = await addRows(engine, 'exclusions', [
      ['Primary Identifier'],
      ["'10000001"],
      ['1.0000002E+07'],
    ]);
    expect(await held(engine)).toEqual(['10000001', '10000002']);
    return { engine, list };
  };

  test('ends with its import', async () => {
    const { engine, list } = await withPair();
    await engine.ask.imports.undo({ importId: list.importId });
    expect(await held(engine)).toEqual([]);
    await engine.ask.imports.commit({ importId: list.importId });
    expect(await held(engine)).toEqual(['10000001', '10000002']);
  });

  test('ends with its set', async () => {
    const { engine } = await withPair();
    const [set] = await engine.ask.sets.list();
    await engine.ask.sets.delete({ setId: set!.setId });
    expect(await held(engine)).toEqual([]);
  });

  test('goes on with a later candidates file and through the file itself', async () => {
    const { engine } = await withPair();
    await addRows(engine, 'candidates', candidates('10000001', '10000003'), { mode: 'replace' });
    expect(await held(engine)).toEqual(['10000001']);
    const { path } = engine;
    await engine.close();
    await engine.open(path);
    expect(await held(engine)).toEqual(['10000001']);
  });
});

describe('the check tells', () => {
  const rowsOf = async (engine: TestEngine, importId: number, code: RowNotice) =>
    (
      await engine.ask.imports.rows({ importId, rowGroup: noticed(code), offset: 0, limit: 100 })
    ).rows.map(({ row, primaryIdentifier }) => [row, primaryIdentifier]);

  test('of a list which of its rows nearly name a candidate', async () => {
    const engine = await newEngine();
    await addRows(engine, 'candidates', candidates('10000001', '21234567'));
    const check = await listText(
      engine,
      "Primary Identifier\n'10000001\n'999\n2.12346E+07\n10000002\n",
    );
    expect(await rowsOf(engine, check.importId, 'possible-pair')).toEqual([
      [2, "'10000001"],
      [4, '2.12346E+07'],
    ]);
    expect(check.notices.find(({ code }) => code === 'possible-pair')?.count).toBe(2);
    expect(await rowsOf(engine, check.importId, 'odd-identifier')).toEqual([
      [2, "'10000001"],
      [3, "'999"],
    ]);
  });

  test('of candidates whom a list nearly names', async () => {
    const engine = await newEngine();
    await addRows(engine, 'exclusions', [
      ['Primary Identifier'],
      ["'10000001"],
      ['10000002'],
      ['10000003'],
    ]);
    const check = await readRows(
      engine,
      candidates('10000001', '“10000002”', '10000003', '10000004'),
      { kind: 'candidates' },
    );
    expect((await rowsOf(engine, check.importId, 'possible-pair')).map(([row]) => row)).toEqual([
      2, 3,
    ]);
  });
});

/** What may stand in a cell of a list, and what no list should have. */
const anyCell = fc.oneof(
  fc.stringMatching(/^[0-9]{1,18}$/),
  fc.stringMatching(/^[a-z0-9'’“ ,;/.-]{1,12}$/),
  fc.constantFrom('', ' ', '1.5E+09', 'x'.repeat(300), 'Primary Identifier', '#N/A', 'Total', '0'),
  fc.integer({ min: 0, max: 10 ** 9 }),
);

test('no row of a list is lost without a sentence', async () => {
  const engine = await newEngine();
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(anyCell, fc.constantFrom('', 'Doe', '7')), { minLength: 1, maxLength: 12 }),
      async (cells) => {
        fc.pre(cells.some(([id]) => String(id).trim() !== ''));
        const path = await writeWorkbook(join(engine.folder, 'List.xlsx'), {
          rows: [['Primary Identifier', 'Last Name'], ...cells],
        });
        const check = await readPath(engine, path, { kind: 'exclusions' });
        const full = cells.filter((row) => row.some((cell) => String(cell).trim() !== '')).length;
        expect(check.rows).toBe(full);
        const { total, rows: errors } = await engine.ask.imports.errors({
          importId: check.importId,
          offset: 0,
          limit: 100,
        });
        expect(total).toBe(errors.length);
        const told = new Set(errors.map(({ row }) => row));
        const of = (code: string) => check.notices.find((notice) => notice.code === code);
        const repeated = await engine.ask.imports.rows({
          importId: check.importId,
          rowGroup: noticed('duplicate'),
          offset: 0,
          limit: 100,
        });
        const extra = repeated.total - (of('duplicate')?.count ?? 0);
        const aside = of('total-row')?.count ?? 0;
        expect(check.identifiers + told.size + aside + extra).toBe(full);
      },
    ),
    { numRuns: 40 },
  );
});
