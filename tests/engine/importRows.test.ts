/**
 * The rows behind each number of a check: opened page by page, grouped where one identifier has several,
 * and exported. A number whose rows can't be seen can't be checked; a value that turns into a formula runs.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { describe, expect, test } from 'vitest';
import { besideOf } from '#engine/db/pieces.ts';
import { Database } from '#engine/db/sqlite.ts';
import { noticed } from '#engine/importing/rows/rowGroups.ts';
import type { ExportedGroup, RowGroup, RowNotice } from '#shared/contract/shapes/rowGroup.ts';
import { newEngine, refusal, type TestEngine } from '../support/engine.ts';
import { addRows, compared, groupOf, type Rows, readRows } from '../support/importFiles.ts';
import { packedParts, sheetRows } from '../support/readBack.ts';
import { saidOf } from '../support/saidOf.ts';
import { CANDIDATE_HEADINGS, candidateRow, candidatesSheet } from '../support/workbookFile.ts';

const PID = 'Primary Identifier';

async function exported(engine: TestEngine, importId: number, rowGroup: ExportedGroup) {
  const path = join(engine.folder, `${rowGroup.of}.xlsx`);
  const told = await engine.exportRows(importId, rowGroup, path);
  const [from, headings, ...rows] = await sheetRows(path, 'Rows');
  expect(existsSync(besideOf(path))).toBe(false);
  expect(told.rows).toBe(rows.length);
  return { from: from![0], headings, rows, path };
}

/** Rows of the only import, as a program with other chunks would have stored them. */
function repackChunks(path: string, size: number): void {
  const db = new Database(path);
  const texts = db.prepare('SELECT rows FROM import_chunk ORDER BY chunk_no').pluck().all();
  const rows = (texts as string[]).flatMap((text) => JSON.parse(text) as [number][]);
  db.exec('DELETE FROM import_chunk');
  const insert = db.prepare('INSERT INTO import_chunk VALUES (1, 0, ?, ?, ?)');
  for (let from = 0; from < rows.length; from += size) {
    const chunk = rows.slice(from, from + size);
    insert.run(from / size, chunk[0]![0], JSON.stringify(chunk));
  }
  db.close();
}

const pageOf = (
  engine: TestEngine,
  importId: number,
  rowGroup: RowGroup,
  offset = 0,
  limit = 1000,
) => engine.ask.imports.rows({ importId, rowGroup, offset, limit });

describe('identifier safety', () => {
  const ROWS: Rows = candidatesSheet(
    { id: 123, last: 'Number' },
    { id: 1234567890123456, last: 'Long' },
    { id: ' padded ', last: 'Space' },
    { id: { formula: 'A1', result: 'computed' } },
    { id: 'twice', purge: '2021-05-31' },
    { id: 'plain', group: null },
    { id: 'TWICE', purge: '2022-05-31' },
    { id: 'thrice' },
    { id: 'thrice' },
    { id: 'thrice' },
  ).rows;

  test.each<[RowNotice, string[], boolean]>([
    ['numeric-identifier', ['123', '1234567890123456'], false],
    ['lost-digits', ['1234567890123456'], false],
    ['odd-spaces', [' padded '], false],
    ['formula', ['computed'], false],
    ['duplicate', ['twice', 'TWICE', 'thrice', 'thrice', 'thrice'], true],
    ['conflict', ['twice', 'TWICE'], true],
    ['case-twin', ['twice', 'TWICE'], true],
    ['blank-group', ['plain'], false],
  ])('%s opens the rows that are meant, and exports them', async (code, identifiers, grouped) => {
    const engine = await newEngine();
    const { importId, notices } = await readRows(engine, ROWS);
    const rowGroup = noticed(code);
    expect(notices.map((notice) => notice.rowGroup)).toContainEqual(rowGroup);
    const page = await pageOf(engine, importId, rowGroup);
    expect(page).toMatchObject({ total: identifiers.length, grouped });
    expect(page.columns.map(({ heading }) => heading)).toEqual(CANDIDATE_HEADINGS.slice(1));
    expect(page.rows.map(({ primaryIdentifier }) => primaryIdentifier)).toEqual(identifiers);
    const single = await pageOf(engine, importId, rowGroup, identifiers.length - 1, 1);
    expect(single.rows).toEqual(page.rows.slice(-1));
    const { from, headings, rows } = await exported(engine, importId, rowGroup);
    expect(from).toBe('From Report.xlsx');
    expect(headings).toEqual(['Row', PID.replace('I', 'i'), ...CANDIDATE_HEADINGS.slice(1)]);
    expect(rows.map((row) => row[1])).toEqual(identifiers);
    expect(rows.map((row) => row[0])).toEqual(page.rows.map(({ row }) => row));
  });

  test('gives its values as they were read, with what their columns are', async () => {
    const engine = await newEngine();
    const sheet = [
      [PID, 'Purge Date', 'Has Staff Role', 'Balance', 'Loans', 'Note'],
      [1, '5/31/2020', 'yes', '1,234.50', 3, 'x'],
    ];
    const { importId } = await readRows(engine, sheet, { kind: 'candidates' });
    const page = await pageOf(engine, importId, noticed('numeric-identifier'));
    expect(page.columns.map(({ field, kind }) => [field, kind])).toEqual([
      ['purge_date', 'date'],
      ['staff_role', 'yesNo'],
      ['balance', 'money'],
      ['loans', 'number'],
      [null, null],
    ]);
    expect(page.rows).toMatchObject([
      { row: 2, values: ['2020-05-31', 1, 123450, 3, 'x'], before: null },
    ]);
    const { rows } = await exported(engine, importId, noticed('numeric-identifier'));
    expect(rows).toEqual([[2, '1', '2020-05-31', 'Yes', '1234.50', '3', 'x']]);
  });

  test('names the user once there is one', async () => {
    const engine = await newEngine();
    const { importId } = await readRows(engine, ROWS);
    expect((await pageOf(engine, importId, noticed('odd-spaces'))).rows[0]?.userNo).toBeNull();
    await engine.ask.imports.commit({ importId });
    const { userNo } = await engine.user(' padded ');
    expect((await pageOf(engine, importId, noticed('odd-spaces'))).rows[0]?.userNo).toBe(userNo);
  });
});

describe('possible zero-loss pairs', () => {
  const pairs = async (engine: TestEngine, importId: number) => {
    const { notices } = await compared(engine, importId);
    const count = notices.find(({ code }) => code === 'zero-loss-pair')?.count ?? 0;
    const rows = await groupOf(engine, importId, noticed('zero-loss-pair'));
    expect(rows).toHaveLength(count);
    return rows.flat();
  };

  test('of a list with candidates, of candidates with a list, and of a report with candidates', async () => {
    const engine = await newEngine();
    const candidates = await readRows(engine, candidatesSheet('00123', '0456', '7').rows);
    await engine.exclusions(123, '456', '8');
    expect(await pairs(engine, candidates.importId)).toEqual(['00123', '0456']);
    await engine.ask.imports.commit({ importId: candidates.importId });
    const list = await readRows(engine, [['PID'], ['00456'], ['0456'], ['07']]);
    expect(await pairs(engine, list.importId)).toEqual(['00456', '07']);
    const loans = await readRows(
      engine,
      [
        [PID, 'Loans'],
        [123, 2],
        ['0456', 1],
      ],
      { kind: 'loans' },
    );
    expect(await pairs(engine, loans.importId)).toEqual(['123']);
    const { notices } = await compared(engine, loans.importId);
    expect(saidOf(notices.find(({ code }) => code === 'zero-loss-pair'))).toContain(
      'doesn’t reach',
    );
  });

  test('are those of lists that still exclude', async () => {
    const engine = await newEngine();
    await engine.candidates(['123']);
    await engine.exclusions('123');
    await engine.candidates(['other'], 'replace');
    const { importId } = await readRows(engine, candidatesSheet('00123').rows);
    expect(await pairs(engine, importId)).toEqual(['00123']);
    await engine.ask.imports.commit({ importId });
    expect((await engine.user('00123')).flags).toContain('zero-loss-pair');
    const [set] = await engine.ask.sets.list();
    await engine.ask.sets.delete({ setId: set!.setId });
    const next = await readRows(engine, candidatesSheet('0123').rows);
    expect(await pairs(engine, next.importId)).toEqual([]);
  });
});

describe('rows of users who were purged before (policy 2)', () => {
  test('are set aside, counted and shown, and never become users', async () => {
    const engine = await newEngine();
    await engine.candidates(['taken']);
    await engine.purgeAsAlma();
    const check = await readRows(engine, [
      [...CANDIDATE_HEADINGS],
      candidateRow({ id: 'abc', last: 'ABC' }),
      candidateRow({ id: 'new key', last: 'Taken', first: 'Somebody' }),
      candidateRow({ id: 'smith', last: 'Smith', first: 'Ann' }),
      candidateRow({ id: 'abc', last: 'Other', first: 'Person' }),
    ]);
    expect(check).toMatchObject({ rows: 4, identifiers: 2 });
    expect((await groupOf(engine, check.importId, noticed('purged-before'))).flat()).toEqual([
      'abc',
      'new key',
    ]);
    expect((await groupOf(engine, check.importId, { of: 'new' })).flat()).toEqual(['smith', 'abc']);
    await engine.ask.imports.commit({ importId: check.importId });
    expect(await engine.identifiers({ op: 'membership', value: 'candidate' })).toEqual([
      'abc',
      'smith',
    ]);
    expect((await engine.user('abc')).last_name).toBe('Other');
  });

  test('not even those of a first file, in which everybody is new', async () => {
    const engine = await newEngine();
    const { importId, diff } = await readRows(
      engine,
      candidatesSheet({ id: 'abc', last: 'ABC' }, { id: 'x', last: 'X Y', first: 'Z' }).rows,
    );
    expect(diff?.new).toBe(1);
    expect((await groupOf(engine, importId, { of: 'new' })).flat()).toEqual(['x']);
  });
});

describe('exported rows', () => {
  const NASTY = [
    '=1+1',
    '+cmd',
    '-2',
    '@SUM(A1)',
    '=HYPERLINK("http://x")',
    '\t=1',
    "'x",
    '<b>&"',
    'a\u0001b',
  ];

  test('keep values that look like formulas as text, in headings, values and errors', async () => {
    const engine = await newEngine();
    const rows: Rows = [
      [PID, '=HEAD()', 'Purge Date', 'Last Name'],
      ...NASTY.map((text) => [text, text, '2020-01-31', text]),
      ['=bad', '=1', '=never', '=x'],
    ];
    const { importId } = await readRows(engine, rows, { kind: 'candidates' });
    const { rows: back, headings, path } = await exported(engine, importId, { of: 'new' });
    expect(headings).toContain('Last name');
    expect(back.map((row) => row[1]).slice(0, 5)).toEqual(NASTY.slice(0, 5));
    expect(back.every((row) => typeof row[1] === 'string')).toBe(true);
    const errors = await exported(engine, importId, { of: 'errors' });
    expect(errors.rows).toEqual([
      [
        11,
        'Purge Date',
        '=never',
        expect.stringContaining('Expected a date'),
        '=bad | =1 | =never | =x',
      ],
    ]);
    for (const file of [path, errors.path]) {
      expect(String(await packedParts(file, 'xl/worksheets/'))).not.toMatch(/<f[ >]/);
      // Else Excel would make a formula of it as soon as somebody edits the cell.
      for (const [row, column, format] of await textFormats(file)) {
        const isNumber = column === 1 && row > 2;
        expect([file, row, column, format]).toEqual([
          file,
          row,
          column,
          isNumber ? undefined : '@',
        ]);
      }
    }
  });

  /** The number format of each cell below the title. */
  async function textFormats(
    path: string,
  ): Promise<[row: number, column: number, format: string][]> {
    const workbook = await new ExcelJS.Workbook().xlsx.readFile(path);
    const formats: [number, number, string][] = [];
    workbook.worksheets[0]!.eachRow((row, number) => {
      if (number === 1) return;
      row.eachCell((cell, column) => formats.push([number, column, cell.numFmt]));
    });
    expect(formats.length).toBeGreaterThan(5);
    return formats;
  }

  test('tell what was said before beside what the file says', async () => {
    const engine = await newEngine();
    await addRows(engine, 'candidates', [
      [PID, 'Purge Date', 'Last Name'],
      ['a', '2020-01-31', 'Doe'],
    ]);
    const { importId } = await readRows(
      engine,
      [
        [PID, 'Purge Date', 'Last Name'],
        ['a', '2020-02-29', 'Roe'],
      ],
      { kind: 'candidates' },
    );
    const { headings, rows } = await exported(engine, importId, {
      of: 'changed',
      field: 'last_name',
    });
    expect(headings).toEqual([
      'Row',
      'Primary identifier',
      'Purge date',
      'Last name',
      'Purge date, before',
      'Last name, before',
    ]);
    expect(rows).toEqual([[2, 'a', '2020-02-29', 'Roe', '2020-01-31', 'Doe']]);
  });

  test('are all there when they fill many pages, gone users, too', async () => {
    const engine = await newEngine();
    const many = Array.from({ length: 2300 }, (_, n) => `u${n}`);
    await engine.candidates(many);
    const { importId } = await readRows(engine, candidatesSheet('x').rows);
    expect((await exported(engine, importId, { of: 'gone' })).rows).toHaveLength(2300);
    expect((await pageOf(engine, importId, { of: 'gone' }, 2299, 1000)).rows).toHaveLength(1);
  });

  test('are found in chunks of any size: older workspaces have larger ones', async () => {
    const engine = await newEngine();
    engine.damaged = true;
    const ids = Array.from({ length: 2300 }, (_, n) => ({ id: `u${n}` }));
    const { importId } = await readRows(engine, candidatesSheet(...ids).rows);
    const offsets = [0, 1, 249, 250, 999, 1000, 1001, 2299, 2300];
    const seen = async () => {
      const pages = offsets.map((offset) => pageOf(engine, importId, { of: 'new' }, offset, 300));
      return (await Promise.all(pages)).map(({ rows }) => rows.map((row) => row.primaryIdentifier));
    };
    const before = await seen();
    expect(before[2]).toEqual(ids.slice(249, 549).map(({ id }) => id));
    repackChunks(engine.path, 1000);
    expect(await seen()).toEqual(before);
  });

  test('of no row group, of no import and to no folder', async () => {
    const engine = await newEngine();
    const { importId } = await readRows(engine, candidatesSheet('a').rows);
    expect(
      (await exported(engine, importId, { of: 'asked', about: 'possible-pair' })).rows,
    ).toEqual([]);
    const to = (file: string) => join(engine.folder, file);
    const gone = engine.exportRows(99, { of: 'new' }, to('x.xlsx'));
    expect((await refusal(gone)).reason).toBe('import.gone');
    const nowhere = engine.exportRows(importId, { of: 'new' }, to('none/x.xlsx'));
    expect((await refusal(nowhere)).reason).toBe('file.missing');
  });
});
