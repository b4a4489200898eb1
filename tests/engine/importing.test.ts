/**
 * Reading a workbook up to its check: what each cell means, what is refused, what is told. Nothing
 * may be guessed, lost in silence, or left behind by a reading that failed or was cancelled.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createWorkspace, openWritable } from '#engine/db/workspaceFile.ts';
import { beginReading, reading } from '#engine/session/chores.ts';
import { nobodyToAsk } from '#engine/writer/task.ts';
import { createTaskRunner } from '#engine/writer/taskRunner.ts';
import type { ImportCheck } from '#shared/contract/shapes/imports.ts';
import { newEngine, pause, refusal, type TestEngine, temporaryFolder } from '../support/engine.ts';
import { failureOf, problemOf } from '../support/saidOf.ts';
import { SAMPLES } from '../support/samples.ts';
import {
  CANDIDATE_HEADINGS,
  type Cell,
  candidateRow,
  candidatesSheet,
  day,
  listSheet,
  type Sheet,
  writeWorkbook,
} from '../support/workbookFile.ts';

async function readSheet(engine: TestEngine, ...sheets: Sheet[]): Promise<ImportCheck> {
  return engine.read(await writeWorkbook(join(engine.folder, 'Report.xlsx'), ...sheets));
}

async function errorsOf(engine: TestEngine, { importId }: ImportCheck) {
  return (await engine.ask.imports.errors({ importId, offset: 0, limit: 1000 })).rows;
}

const noticesOf = (check: ImportCheck) =>
  Object.fromEntries(check.notices.map((notice) => [notice.code, notice.count]));

describe('a file of purge candidates', () => {
  test('is recognised, counted and described before anything enters the replica', async () => {
    const engine = await newEngine();
    const check = await readSheet(engine, {
      name: 'Purge candidates',
      rows: [
        ['Users with Purge Dates of Current Date or Earlier'],
        ['Data as of: 11/20/2026'],
        [],
        [...CANDIDATE_HEADINGS, 'Shoe size'],
        [...candidateRow({ id: '00123' }), 'Main'],
        [],
        [...candidateRow({ id: '00124' }), 'North'],
      ],
    });
    expect(check).toMatchObject({
      kind: 'candidates',
      state: 'checked',
      fileName: 'Report.xlsx',
      sheetName: 'Purge candidates',
      headingRow: 4,
      provenance: ['Users with Purge Dates of Current Date or Earlier', 'Data as of: 11/20/2026'],
      rows: 2,
      identifiers: 2,
      errors: 0,
      newIdentifiers: 2,
      knownIdentifiers: 0,
      question: null,
    });
    expect(check.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(check.columns.at(-1)).toMatchObject({ heading: 'Shoe size', field: null });
    expect(engine.count('user')).toBe(0);
  });

  test('every value arrives as what it is, and unknown columns are kept as evidence', async () => {
    const engine = await newEngine();
    const check = await readSheet(engine, {
      rows: [
        [...CANDIDATE_HEADINGS, 'Campus'],
        [
          ' 00123\u00a0',
          'Alumni ',
          day('2024-05-31'),
          '5/31/2025',
          'y',
          '=1+1',
          '@Larkwell',
          'staff',
          '1,234',
          { formula: '1+2.5', result: 3.5 },
          '+Main',
        ],
      ],
    });
    await engine.ask.imports.commit({ importId: check.importId });
    const user = await engine.user(' 00123\u00a0');
    expect(user).toMatchObject({
      user_group: 'Alumni',
      expiry_date: '2024-05-31',
      purge_date: '2025-05-31',
      staff_role: true,
      first_name: '=1+1',
      last_name: '@Larkwell',
      record_type: 'Staff',
      loans: 1234,
      balance: 350,
      acquisitions: null,
    });
    const { evidence } = await engine.ask.users.get({ userNo: user.userNo });
    expect(evidence).toHaveLength(1);
    expect(evidence[0]).toMatchObject({ fileName: 'Report.xlsx', sheetName: 'Sheet1', row: 2 });
    expect(evidence[0]?.values).toContainEqual({
      heading: 'Campus',
      field: 'campus',
      kind: 'choice',
      value: '+Main',
    });
    expect(evidence[0]?.values).toContainEqual({
      heading: 'First Name',
      field: 'first_name',
      kind: 'text',
      value: '=1+1',
    });
  });

  test.each<[string, Cell, boolean | null]>([
    ['Yes', 'Yes', true],
    ['Y', 'Y', true],
    ['true', true, true],
    ['1', 1, true],
    ['No', ' no ', false],
    ['N', 'n', false],
    ['false', false, false],
    ['0', 0, false],
    ['blank', null, null],
    ['spaces', '\u00a0', null],
    ['rubbish', 'Maybe', null],
  ])('a role of %s is read, and what isn’t said is unknown', async (_, cell, expected) => {
    const engine = await newEngine();
    await engine.candidates([{ id: 'a', role: cell }]);
    expect((await engine.user('a')).staff_role).toBe(expected);
  });

  test('columns whose heading stands twice are both kept', async () => {
    const engine = await newEngine();
    const check = await readSheet(engine, {
      rows: [
        ['Primary Identifier', 'Purge Date', 'Last Name', 'Note', 'Note'],
        ['a', '2024-01-31', 'Doe', 'first', 'second'],
      ],
    });
    await engine.ask.imports.commit({ importId: check.importId });
    const { evidence } = await engine.ask.users.get({ userNo: (await engine.user('a')).userNo });
    expect(evidence[0]?.values.filter(({ heading }) => heading.startsWith('Note'))).toEqual([
      { heading: 'Note', field: null, kind: null, value: 'first' },
      { heading: 'Note (2)', field: null, kind: null, value: 'second' },
    ]);
  });

  test('the first visible sheet that has the headings is read; others are named', async () => {
    const engine = await newEngine();
    const check = await readSheet(
      engine,
      { name: 'Draft', hidden: true, rows: candidatesSheet('hidden').rows },
      { name: 'Read me', rows: [['How this file came about']] },
      { name: 'Data', rows: candidatesSheet('a', 'b').rows },
    );
    expect(check).toMatchObject({ kind: 'candidates', sheetName: 'Data', identifiers: 2 });
    expect(noticesOf(check)['other-sheets']).toBe(2);
  });
});

describe('rows that can’t be users', () => {
  test('are errors with row, column and value, shown and counted but left out', async () => {
    const engine = await newEngine();
    const check = await readSheet(engine, {
      rows: [
        [...CANDIDATE_HEADINGS],
        candidateRow({ id: 'a', last: 'Kept' }),
        candidateRow({ id: null, last: 'Blank' }),
        candidateRow({ id: ' \u00a0', last: 'Spaces' }),
        candidateRow({ id: '1.23457E+12' }),
        candidateRow({ id: 'x'.repeat(256) }),
        candidateRow({ id: { error: '#N/A' } }),
        candidateRow({ id: day('2024-03-01') }),
        [...CANDIDATE_HEADINGS],
        candidateRow({ id: 'b' }),
      ],
    });
    expect(check).toMatchObject({ rows: 9, identifiers: 2, errors: 7 });
    const errors = await errorsOf(engine, check);
    expect(errors.map(({ row, column }) => [row, column])).toEqual(
      [3, 4, 5, 6, 7, 8, 9].map((row) => [row, 'Primary Identifier']),
    );
    expect(errors.map((error) => problemOf(error).split('.')[0])).toEqual([
      'The primary identifier is blank',
      'The primary identifier is blank',
      'The spreadsheet shortened this identifier to exponent form, so its digits are lost',
      'The primary identifier is longer than 255 characters',
      'The cell holds an error instead of a primary identifier',
      'The spreadsheet turned this identifier into a date',
      'The headings are repeated here',
    ]);
    expect(errors[0]?.rowText).toContain('Blank');
    expect(errors[2]?.value).toBe('1.23457E+12');
    await engine.ask.imports.commit({ importId: check.importId });
    expect(await engine.identifiers()).toEqual(['a', 'b']);
  });

  test('in an exclusion list, too: what can’t be matched must not vanish', async () => {
    const engine = await newEngine();
    const check = await readSheet(
      engine,
      listSheet('a', '1.23457E+12', '\u200b', day('2024-03-01'), 1.5e21, 'b'),
    );
    expect(check).toMatchObject({ kind: 'exclusions', identifiers: 3, errors: 3 });
    expect((await errorsOf(engine, check)).map(({ row }) => row)).toEqual([3, 4, 5]);
    expect(noticesOf(check)['lost-digits']).toBe(1);
  });

  test('pages of errors add up to their number', async () => {
    const engine = await newEngine();
    const rows = Array.from({ length: 25 }, () => candidateRow({ id: null, purge: 'never' }));
    const check = await readSheet(engine, {
      rows: [[...CANDIDATE_HEADINGS], candidateRow({ id: 'a', loans: 'x', balance: 'y' }), ...rows],
    });
    expect(check.errors).toBe(26);
    const first = await engine.ask.imports.errors({
      importId: check.importId,
      offset: 0,
      limit: 20,
    });
    const rest = await engine.ask.imports.errors({
      importId: check.importId,
      offset: 20,
      limit: 20,
    });
    expect(first.total).toBe(27);
    expect([...first.rows, ...rest.rows]).toHaveLength(27);
  });
});

describe('a fact that can’t be read holds the user back', () => {
  test.each<[string, object]>([
    ['purge date', { purge: 'soon' }],
    ['purge date as a plain number', { purge: 45000 }],
    ['purge date as an error', { purge: { error: '#REF!' } }],
    ['record type', { type: 'Robot' }],
    ['loans', { loans: 'two' }],
    ['half a loan', { loans: 1.5 }],
    ['balance', { balance: 'ten' }],
    ['balance in fractions of a cent', { balance: '9.9999' }],
    ['user group as an error: it may be a protected one', { group: { error: '#N/A' } }],
  ])('%s', async (_, cells) => {
    const engine = await newEngine();
    const check = await engine.candidates([{ id: 'a', ...cells }, 'b']);
    expect(check.errors).toBe(1);
    expect((await engine.user('a')).flags).toContain('unreadable-value');
    expect((await engine.user('b')).flags).not.toContain('unreadable-value');
    await engine.ask.review.applyRules();
    expect((await engine.user('a')).decision).toBe('excluded');
  });

  test('in any of the rows of the identifier', async () => {
    const engine = await newEngine();
    await engine.candidates(['a', { id: 'A', loans: '?' }]);
    expect((await engine.user('a')).flags).toContain('unreadable-value');
  });

  test('an unreadable role is unknown, and unknown is excluded', async () => {
    const engine = await newEngine();
    await engine.candidates([{ id: 'a', role: 'perhaps' }]);
    expect((await engine.user('a')).flags).toContain('unknown-role');
  });
});

describe('identifier safety', () => {
  test('numbers, lost digits and odd spaces are counted and never reformatted', async () => {
    const engine = await newEngine();
    const check = await readSheet(engine, {
      ...candidatesSheet(
        { id: 123 },
        { id: 1234567890123456 },
        { id: '00123 ' },
        { id: '\u00a0x' },
        { id: { formula: 'A1', result: 'f1' } },
        { id: 'plain' },
      ),
    });
    expect(noticesOf(check)).toMatchObject({
      'numeric-identifier': 2,
      'lost-digits': 1,
      'odd-spaces': 2,
      formula: 1,
    });
    await engine.ask.imports.commit({ importId: check.importId });
    expect(await engine.identifiers()).toEqual(
      ['123', '1234567890123456', '00123 ', '\u00a0x', 'f1', 'plain'].sort(),
    );
    expect((await engine.user('123')).flags).toContain('numeric-identifier');
  });

  test('a number shown with leading zeros by its format is what Excel shows, and pairs with the bare one', async () => {
    const engine = await newEngine();
    const shown = { ...listSheet(123, 67890), formats: { 0: '00000000' } };
    const path = await writeWorkbook(join(engine.folder, 'Shown.xlsx'), shown);
    const check = await engine.importFile(path, 'exclusions');
    expect(check.firstRows.map(({ values }) => values)).toEqual([['00000123'], ['00067890']]);
    expect(noticesOf(check)).toMatchObject({ 'numeric-identifier': 2, 'number-format': 2 });
    await engine.candidates(['00000123', '67890', { id: 67890 }, 'other']);
    expect((await engine.user('00000123')).flags).toContain('exclusion-list');
    expect((await engine.user('67890')).flags).toContain('zero-loss-pair');
  });

  test('a candidate shown with leading zeros pairs with the bare number of a list', async () => {
    const engine = await newEngine();
    const sheet = candidatesSheet({ id: 12345 }, { id: 67890 }, { id: 222 });
    await engine.exclusions('00012345', 67890, '222');
    await engine.importFile(
      await writeWorkbook(join(engine.folder, 'shown.xlsx'), {
        ...sheet,
        formats: { 0: '00000000' },
      }),
      'candidates',
    );
    const flags = async (id: string) => (await engine.user(id)).flags;
    expect(await flags('00012345')).toContain('exclusion-list');
    expect(await flags('00067890')).toContain('zero-loss-pair');
    expect(await flags('00000222')).toContain('zero-loss-pair');
  });

  test('rows without a user group are told: a protected one may have been blanked out', async () => {
    const engine = await newEngine();
    const check = await readSheet(engine, candidatesSheet('a', { id: 'b', group: null }));
    expect(noticesOf(check)).toEqual({ 'blank-group': 1 });
  });

  test('repeated identifiers, conflicts and twins by case are told apart', async () => {
    const engine = await newEngine();
    const check = await readSheet(
      engine,
      candidatesSheet(
        'a',
        'a',
        'b',
        { id: 'B', purge: '2021-06-30' },
        'c',
        { id: 'c', group: 'Alumni' },
        'd',
        { id: 'd', group: ' graduate ' },
        'e',
      ),
    );
    expect(check).toMatchObject({ rows: 9, identifiers: 5 });
    expect(noticesOf(check)).toMatchObject({ duplicate: 4, conflict: 2, 'case-twin': 1 });
  });
});

describe('text dates', () => {
  const purgeDates = (...dates: Cell[]): Sheet =>
    candidatesSheet(...dates.map((purge, n) => ({ id: `u${n}`, purge })));

  async function datesOf(engine: TestEngine, check: ImportCheck) {
    await engine.ask.imports.commit({ importId: check.importId });
    const users = await engine.users();
    return [...users.values()].map((user) => user.purge_date);
  }

  test('one date decides the order of the whole column, before and behind it', async () => {
    const engine = await newEngine();
    const check = await readSheet(engine, purgeDates('03/04/2022', '31/05/2022', '05/06/2022'));
    expect(check.question).toBeNull();
    expect(check.firstRows.map((row) => row.values[3])).toEqual([
      '2022-04-03',
      '2022-05-31',
      '2022-06-05',
    ]);
    expect(await datesOf(engine, check)).toEqual(['2022-04-03', '2022-05-31', '2022-06-05']);
  });

  test('month first is found as well', async () => {
    const engine = await newEngine();
    const check = await readSheet(engine, purgeDates('03/04/2022', '5/31/2022', '05/06/2022'));
    expect(await datesOf(engine, check)).toEqual(['2022-03-04', '2022-05-31', '2022-05-06']);
  });

  test('when both orders fit, the file waits for an answer', async () => {
    const engine = await newEngine();
    const check = await readSheet(engine, purgeDates('03/04/2022', '05/06/2022', '7/7/2022'));
    expect(check.question).toMatchObject({ column: 'Purge Date' });
    expect(await refusal(engine.ask.imports.commit({ importId: check.importId }))).toMatchObject({
      reason: 'import.dateOrder',
    });
    expect(engine.count('user')).toBe(0);
    const { importId } = await engine.ask.imports.readAgain({
      importId: check.importId,
      options: { dateOrder: 'day-first' },
    });
    const answered = await engine.checked(importId);
    expect(answered.question).toBeNull();
    expect(await datesOf(engine, answered)).toEqual(['2022-04-03', '2022-06-05', '2022-07-07']);
  });

  test('an answer about one column never turns another whose order is certain', async () => {
    const engine = await newEngine();
    const sheet = candidatesSheet(
      { id: 'a', expiry: '03/04/2022', purge: '05/12/2022' },
      { id: 'b', expiry: '04/05/2022', purge: '31/05/2022' },
    );
    const check = await readSheet(engine, sheet);
    expect(check.question).toMatchObject({ column: 'Expiry Date' });
    const { importId } = await engine.ask.imports.readAgain({
      importId: check.importId,
      options: { dateOrder: 'month-first' },
    });
    const answered = await engine.checked(importId);
    expect(answered.errors).toBe(0);
    await engine.ask.imports.commit({ importId });
    expect(await engine.user('a')).toMatchObject({
      expiry_date: '2022-03-04',
      purge_date: '2022-12-05',
    });
    expect(await engine.user('b')).toMatchObject({
      expiry_date: '2022-04-05',
      purge_date: '2022-05-31',
    });
  });

  test('a column of both orders is refused with an example of each', async () => {
    const engine = await newEngine();
    const check = await readSheet(engine, purgeDates('5/31/2022', '31/05/2022'));
    expect(check.state).toBe('failed');
    expect(failureOf(check)).toContain('Purge Date');
    expect(failureOf(check)).toContain('row 2: 5/31/2022');
    expect(failureOf(check)).toContain('row 3: 31/05/2022');
    expect(engine.count('import_chunk')).toBe(0);
  });

  test('date cells and certain texts need no order', async () => {
    const engine = await newEngine();
    const check = await readSheet(
      engine,
      purgeDates(day('2022-04-03'), '2022-03-04', '31-May-22', '4/4/2022'),
    );
    expect(await datesOf(engine, check)).toEqual([
      '2022-04-03',
      '2022-03-04',
      '2022-05-31',
      '2022-04-04',
    ]);
  });
});

describe('files that can’t be read', () => {
  test.each<[string, string | Buffer, string]>([
    ['an empty file', '', 'empty'],
    ['a web page', '<html><body>1</body></html>', 'web page'],
    ['half a workbook', Buffer.from('PK\u0003\u0004 and nothing more'), 'not complete'],
  ])('%s fails with a sentence and leaves no rows', async (_, content, words) => {
    const engine = await newEngine();
    const path = join(engine.folder, 'Broken.xlsx');
    await writeFile(path, content);
    const check = await engine.read(path, 'candidates');
    expect(check.state).toBe('failed');
    expect(failureOf(check)).toContain(words);
    expect(failureOf(check)).not.toContain(engine.folder);
    expect(engine.count('import_chunk')).toBe(0);
    expect(await refusal(engine.ask.imports.commit({ importId: check.importId }))).toMatchObject({
      reason: 'import.notChecked',
    });
  });

  test('a file that is gone, a folder, a workbook without the headings, an empty one', async () => {
    const engine = await newEngine();
    const missing = await engine.read(join(engine.folder, 'Gone.xlsx'));
    expect(failureOf(missing)).toContain('can’t be opened');
    const folder = await engine.read(engine.folder);
    expect(failureOf(folder)).toContain('not a file but a folder');
    const other = await writeWorkbook(join(engine.folder, 'Other.xlsx'), { rows: [['a', 'b']] });
    expect(await engine.read(other, 'candidates')).toMatchObject({
      state: 'checked',
      identifiers: 0,
      missing: [['primary_identifier'], ['purge_date']],
    });
    const empty = await writeWorkbook(join(engine.folder, 'Empty.xlsx'), { rows: [] });
    expect(failureOf(await engine.read(empty))).toContain('holds no rows');
  });

  test('a disk that is full fails the reading with a sentence, and the file goes on being sound', async () => {
    const path = join(temporaryFolder(), 'Full.purgedesk');
    createWorkspace(path);
    const { db, close } = openWritable(path);
    const pages = db.pragma('page_count', { simple: true }) as number;
    db.pragma(`max_page_count = ${pages + 40}`);
    const runner = createTaskRunner({ db, tell: () => {}, ask: nobodyToAsk });
    const { signal } = new AbortController();
    const file = SAMPLES.candidates;
    const importId = await runner.run(beginReading, { path: file, options: {} }, signal);
    await runner.run(reading, { importId, path: file, options: {}, by: 'Tester' }, signal);
    const [read] = db.prepare('SELECT state, failure FROM import_file').all() as object[];
    expect(read).toMatchObject({ state: 'failed', failure: '{"code":"reading.diskFull"}' });
    expect(db.prepare('SELECT count(*) FROM import_chunk').pluck().get()).toBe(0);
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
    close();
  });

  test('a list without a single usable identifier can’t be added', async () => {
    const engine = await newEngine();
    const check = await readSheet(engine, {
      rows: [[...CANDIDATE_HEADINGS], candidateRow({ id: null })],
    });
    expect(check).toMatchObject({ state: 'checked', identifiers: 0, errors: 1 });
    expect(await refusal(engine.ask.imports.commit({ importId: check.importId }))).toMatchObject({
      reason: 'import.noIdentifiers',
    });
  });
});

describe('a reading that is given up', () => {
  /** The reading is in its middle. */
  async function storesRows(engine: TestEngine) {
    while (engine.count('import_chunk') === 0) await pause();
  }

  test('leaves no trace, at whatever moment it is cancelled', async () => {
    const engine = await newEngine();
    const many = Array.from({ length: 5000 }, (_, n) => `user${n}`);
    const path = await writeWorkbook(join(engine.folder, 'Many.xlsx'), candidatesSheet(...many));
    const moments: ((importId: number) => unknown)[] = [
      () => undefined,
      () => storesRows(engine),
      (importId) => engine.checked(importId),
    ];
    for (const until of moments) {
      const { importId } = await engine.ask.imports.read({ file: engine.grant(path) });
      await until(importId);
      await engine.ask.imports.discard({ importId });
      // Reading another one to its end shows that the first is over.
      const next = await engine.read(path);
      expect(next).toMatchObject({ state: 'checked', identifiers: 5000 });
      await engine.ask.imports.discard({ importId: next.importId });
      expect(await engine.ask.imports.list()).toEqual([]);
      expect(engine.count('import_chunk')).toBe(0);
      expect(engine.count('import_error')).toBe(0);
    }
  });

  test('closing the workspace cancels it; at the next opening nothing of it is there', async () => {
    const engine = await newEngine();
    const { path } = engine;
    const many = Array.from({ length: 5000 }, (_, n) => `user${n}`);
    const file = await writeWorkbook(join(engine.folder, 'Many.xlsx'), candidatesSheet(...many));
    await engine.ask.imports.read({ file: engine.grant(file) });
    await storesRows(engine);
    expect(await engine.ask.imports.list()).toMatchObject([{ state: 'reading' }]);
    await engine.close();
    await engine.open(path);
    expect(await engine.ask.imports.list()).toEqual([]);
    expect(engine.count('import_chunk')).toBe(0);
  });
});
