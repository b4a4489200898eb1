/**
 * A file read as the librarian says: its kind, its columns, its sheet, the row of its headings, its encoding.
 * What was told must be followed to the letter or refused, and never half.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { ImportCheck } from '#shared/contract/shapes/imports.ts';
import type { ReadOptions } from '#shared/contract/shapes/reading.ts';
import { newEngine, refusal, type TestEngine } from '../support/engine.ts';
import { readAgain, readPath, readRows } from '../support/importFiles.ts';
import { encode } from '../support/textFile.ts';
import { candidatesSheet, listSheet, writeWorkbook } from '../support/workbookFile.ts';

const PID = 'Primary Identifier';
const fieldsOf = ({ columns }: ImportCheck) => columns.map(({ field }) => field);
const commit = (engine: TestEngine, { importId }: ImportCheck) =>
  engine.ask.imports.commit({ importId });

describe('a kind chosen by hand', () => {
  test('is taken whatever the headings say, and what it needs is asked for', async () => {
    const engine = await newEngine();
    const rows = [
      [PID, 'Loans', 'Amount'],
      ['a', 2, '5.00'],
    ];
    const loans = await readRows(engine, rows, { kind: 'loans' });
    expect(fieldsOf(loans)).toEqual(['primary_identifier', 'loan_count', null]);
    const fees = await readAgain(engine, loans, { kind: 'fines-fees' });
    expect(fees).toMatchObject({ kind: 'fines-fees', missing: [] });
    expect(fieldsOf(fees)).toEqual(['primary_identifier', null, 'fee_amount']);
    const candidates = await readAgain(engine, fees, { kind: 'candidates' });
    expect(candidates.missing).toEqual([['purge_date']]);
    expect(await refusal(commit(engine, candidates))).toMatchObject({
      reason: 'import.missingColumn',
      message: 'This kind of file needs a column that hasn’t been found yet.',
      todo: 'Say which column of the file holds it, or choose another kind.',
    });
    const list = await readAgain(engine, candidates, { kind: 'exclusions' });
    await commit(engine, list);
    expect(await engine.ask.sets.list()).toMatchObject([{ members: 1 }]);
    expect(engine.count('import_file')).toBe(1);
  });

  test('needs one of several columns, and any of them will do', async () => {
    const engine = await newEngine();
    const check = await readRows(
      engine,
      [
        [PID, 'When', 'What'],
        ['a', '2026-01-31', 'x'],
      ],
      {
        kind: 'loans',
      },
    );
    expect(check.missing).toEqual([['loan_count', 'loan_status', 'due_date', 'loan_date']]);
    const mapped = await readAgain(engine, check, {
      kind: 'loans',
      columns: [{ position: 1, field: 'due_date' }],
    });
    expect(mapped.missing).toEqual([]);
    await commit(engine, mapped);
    expect((await engine.user('a')).loans).toBe(1);
  });
});

describe('columns told by hand', () => {
  const ROWS = [
    ['Who', PID, 'Loans', 'Number of loans', 'Note'],
    ['x', 'a', 1, 20, 'n'],
  ];
  const read = async (columns: ReadOptions['columns']) => {
    const engine = await newEngine();
    return { engine, check: await readRows(engine, ROWS, { kind: 'loans', columns }) };
  };

  test('are read so, and headings no longer count for them', async () => {
    const { engine, check } = await read([
      { position: 0, field: 'primary_identifier' },
      { position: 2, field: 'loan_count' },
    ]);
    expect(fieldsOf(check)).toEqual(['primary_identifier', null, 'loan_count', null, null]);
    await commit(engine, check);
    expect((await engine.user('x')).loans).toBe(1);
  });

  test('can be told to mean nothing, and then another column may', async () => {
    const { check } = await read([{ position: 3, field: null }]);
    expect(fieldsOf(check)).toEqual([null, 'primary_identifier', 'loan_count', null, null]);
    const none = await read([{ position: 1, field: null }]);
    expect(none.check).toMatchObject({
      state: 'checked',
      identifiers: 0,
      missing: [['primary_identifier']],
    });
    expect(none.check.firstRows[0]?.values).toEqual(['x', 'a', '1', '20', 'n']);
    expect((await refusal(commit(none.engine, none.check))).reason).toBe('import.missingColumn');
  });

  test('that want the same meaning don’t both get it', async () => {
    const { engine, check } = await read([
      { position: 2, field: 'loan_count' },
      { position: 3, field: 'loan_count' },
      { position: 0, field: 'primary_identifier' },
      { position: 1, field: 'primary_identifier' },
    ]);
    expect(fieldsOf(check)).toEqual(['primary_identifier', null, 'loan_count', null, null]);
    await commit(engine, check);
    const { evidence } = await engine.ask.users.get({ userNo: (await engine.user('x')).userNo });
    expect(evidence[0]?.values).toHaveLength(5);
  });

  test('of another kind, of no kind or out of reach leave the file readable', async () => {
    const { check } = await read([
      { position: 0, field: 'purge_date' },
      { position: 4, field: '__proto__' },
      { position: 20_000, field: 'item_barcode' },
    ]);
    expect(check.state).toBe('checked');
    expect(fieldsOf(check)).toEqual([
      null,
      'primary_identifier',
      null,
      'loan_count',
      null,
      'item_barcode',
    ]);
  });

  test('may lie right of the last heading', async () => {
    const engine = await newEngine();
    const rows = [[PID], ['a', 'ignored', 7]];
    const check = await readRows(engine, rows, {
      kind: 'loans',
      columns: [{ position: 2, field: 'loan_count' }],
    });
    expect(check.missing).toEqual([]);
    await commit(engine, check);
    expect((await engine.user('a')).loans).toBe(7);
  });
});

describe('the row of the headings', () => {
  test('can be told, also where it would never be looked for', async () => {
    const engine = await newEngine();
    const titles = Array.from({ length: 60 }, (_, n) => [`Title ${n}`]);
    const rows = [...titles, ['Key', 'Loans'], ['a', 3]];
    const check = await readRows(engine, rows, {
      kind: 'loans',
      headingRow: 61,
      columns: [{ position: 0, field: 'primary_identifier' }],
    });
    expect(check).toMatchObject({ headingRow: 61, rows: 1, identifiers: 1 });
    expect(check.provenance.length).toBeLessThan(30);
    await commit(engine, check);
    expect((await engine.user('a')).loans).toBe(3);
  });

  test('0 makes data of every row; all columns are shown and can be told', async () => {
    const engine = await newEngine();
    const rows = [
      ['a', 2, 'North'],
      [PID, 3, 'South'],
    ];
    const check = await readRows(engine, rows, { kind: 'loans', headingRow: 0 });
    expect(check).toMatchObject({ headingRow: 0, rows: 2, identifiers: 2 });
    expect(check.columns.map(({ position, heading }) => [position, heading])).toEqual([
      [0, ''],
      [1, ''],
      [2, ''],
    ]);
    expect(check.firstRows[0]?.values).toEqual(['a', '2', 'North']);
    const mapped = await readAgain(engine, check, {
      kind: 'loans',
      headingRow: 0,
      columns: [{ position: 1, field: 'loan_count' }],
    });
    await commit(engine, mapped);
    const user = await engine.user(PID);
    expect(user.loans).toBe(3);
    const { evidence } = await engine.ask.users.get({ userNo: user.userNo });
    expect(evidence[0]?.values.map(({ value }) => value)).toEqual([PID, 3, 'South']);
    expect(new Set(evidence[0]?.values.map(({ field }) => field)).size).toBe(3);
  });

  test('0 and the first column told to mean nothing is no list of identifiers', async () => {
    const engine = await newEngine();
    const check = await readRows(engine, [['a'], ['b']], {
      kind: 'exclusions',
      headingRow: 0,
      columns: [{ position: 0, field: null }],
    });
    expect(check.missing).toEqual([['primary_identifier']]);
    expect((await refusal(commit(engine, check))).reason).toBe('import.missingColumn');
  });
});

describe('the sheet', () => {
  test('can be told, a hidden one too; one that isn’t there is refused', async () => {
    const engine = await newEngine();
    const path = await writeWorkbook(
      join(engine.folder, 'Sheets.xlsx'),
      candidatesSheet('a'),
      { ...listSheet('b', 'c'), hidden: true, name: '__proto__' },
      { name: 'Nothing', rows: [] },
    );
    const check = await readPath(engine, path);
    expect(check).toMatchObject({ kind: 'candidates', sheet: 0 });
    expect(check.sheets).toEqual([
      { name: 'Candidates', hidden: false, kind: 'candidates' },
      { name: '__proto__', hidden: true, kind: 'exclusions' },
      { name: 'Nothing', hidden: false, kind: null },
    ]);
    const hidden = await readAgain(engine, check, { sheet: 1 });
    expect(hidden).toMatchObject({ kind: 'exclusions', identifiers: 2, sheetName: '__proto__' });
    expect(await readAgain(engine, hidden, { sheet: 2 })).toMatchObject({ state: 'failed' });
    expect(await readPath(engine, path, { sheet: 7 })).toMatchObject({
      state: 'failed',
      failure: { code: 'import.noSheet' },
    });
  });
});

describe('a text file', () => {
  test.each<['utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252', ',' | ';' | '\t']>([
    ['utf-8', ','],
    ['utf-16le', '\t'],
    ['utf-16be', ';'],
    ['windows-1252', ';'],
  ])('in %s comes through whole, recognised or told', async (encoding, separator) => {
    const engine = await newEngine();
    const path = join(engine.folder, 'Purge candidates.csv');
    const lines = [
      [PID, 'Last Name', 'Purge Date', 'User Group'],
      ['josé', 'Ünal', '31/01/2020', 'Lehrkräfte'],
      ['00123', 'O’Brien', '28/02/2020', 'Étudiants'],
    ].map((cells) => cells.join(separator));
    await writeFile(path, encode(`${lines.join('\r\n')}\r\n`, encoding));
    const format = { type: 'text', encoding, separator };
    const found = await readPath(engine, path);
    expect(found).toMatchObject({ kind: 'candidates', format, identifiers: 2, errors: 0 });
    const told = await readAgain(engine, found, { encoding, separator });
    expect(told.format).toEqual(format);
    await commit(engine, told);
    expect(await engine.user('josé')).toMatchObject({
      last_name: 'Ünal',
      purge_date: '2020-01-31',
      user_group: 'Lehrkräfte',
    });
    expect(await engine.user('00123')).toMatchObject({
      last_name: 'O’Brien',
      flags: ['unknown-role'],
    });
  });

  test('read in the wrong encoding or with the wrong separator can be put right', async () => {
    const engine = await newEngine();
    const path = join(engine.folder, 'List.csv');
    await writeFile(path, encode('Primary ID;Name, first\njosé;Ünal, A\n', 'utf-8'));
    const wrong = await readPath(engine, path, { encoding: 'windows-1252', separator: ',' });
    expect(wrong.firstRows[1]?.values).toEqual(['josÃ©;Ünal'.replace('Ü', 'Ãœ'), ' A']);
    const right = await readAgain(engine, wrong, {});
    expect(right.format).toEqual({ type: 'text', encoding: 'utf-8', separator: ';' });
    expect(right.firstRows[0]?.values).toEqual(['josé', 'Ünal, A']);
  });
});
