/**
 * Rows that name nobody. A total that is taken for a user is moved and purged in a rehearsal, and stands in the set
 * file; an empty report that can't be read leaves a librarian without the proof that nobody has loans elsewhere.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { noticed } from '#engine/importing/rows/rowGroups.ts';
import type { RowNotice } from '#shared/contract/shapes/rowGroup.ts';
import { CANDIDATES } from '#shared/domain/criteria.ts';
import { newEngine, refusal, type TestEngine } from '../support/engine.ts';
import { addRows, readPath, readRows } from '../support/importFiles.ts';

const HEADINGS = ['Primary Identifier', 'User Group', 'Purge Date', 'Has Staff Role', 'Loans'];
const user = (id: string) => [id, 'Alumni', '2020-01-31', 'No', 0];

const rowsOf = async (engine: TestEngine, importId: number, code: RowNotice) =>
  (
    await engine.ask.imports.rows({ importId, rowGroup: noticed(code), offset: 0, limit: 100 })
  ).rows.map(({ row, primaryIdentifier }) => [row, primaryIdentifier]);

describe('totals', () => {
  test.each([
    'Grand Total',
    'Total',
    'TOTALS:',
    'Total: 2',
    'Sub-total 1,234.50',
    'Grand total = 2',
    'Total users: 2',
    'Count: 2',
    'Number of rows: 2',
    'Row Count: 1.000',
    'Graduate Total',
    'p001 total: ',
  ])('%s is set aside, with blank cells and with full ones', async (label) => {
    for (const total of [[label], [label, 'Alumni', '2020-01-31', 'No', 2]]) {
      const engine = await newEngine();
      const check = await addRows(engine, 'candidates', [HEADINGS, user('a'), user('b'), total]);
      expect(check).toMatchObject({ rows: 3, identifiers: 2, errors: 0 });
      expect(await rowsOf(engine, check.importId, 'total-row')).toEqual([[4, label]]);
      expect(await engine.identifiers(CANDIDATES)).toEqual(['a', 'b']);
      expect(check.notices.map(({ code }) => code)).toEqual(['total-row']);
    }
  });

  test('whose label stands beside a blank identifier', async () => {
    const engine = await newEngine();
    const headings = ['User Group', 'Primary Identifier', 'Purge Date', 'Loans'];
    const rows = [headings, ['Alumni', 'a', '2020-01-31', 0], ['Grand Total', '', '', 1]];
    const check = await addRows(engine, 'candidates', rows);
    expect(check).toMatchObject({ identifiers: 1, errors: 0 });
    expect(await rowsOf(engine, check.importId, 'total-row')).toEqual([[3, 'Grand Total']]);
  });

  test('of somebody in a list are a possible pair with them', async () => {
    const engine = await newEngine();
    await addRows(engine, 'candidates', [HEADINGS, user('p001'), user('b')]);
    const check = await addRows(engine, 'exclusions', [['Primary Identifier'], ['p001 Total']]);
    expect(check).toMatchObject({ identifiers: 1 });
    expect((await engine.user('p001')).flags).toEqual(['possible-pair']);
  });

  test('are none where an identifier only sounds like one', async () => {
    const engine = await newEngine();
    const ids = ['count', 'sum', 'totalis', 'total-17x', 'rows', 'subtotal@b.edu', 'no1', 'no'];
    const check = await addRows(engine, 'candidates', [HEADINGS, ...ids.map(user)]);
    expect(check).toMatchObject({ identifiers: ids.length, errors: 0 });
  });

  test('of loans count for nobody', async () => {
    const engine = await newEngine();
    await addRows(engine, 'candidates', [HEADINGS, user('a')]);
    await addRows(engine, 'loans-elsewhere', [
      ['Primary Identifier', 'Loan Count'],
      ['a', 1],
      ['Grand Total', 7],
    ]);
    expect((await engine.user('a')).loans_elsewhere).toBe(1);
    expect(await engine.identifiers()).toEqual(['a']);
  });
});

describe('an empty report', () => {
  const sentences = [
    'No user loan counts at other I-Share libraries as of 11/20/26 6pm',
    'No users with fines at other I-Share libraries as of 11/20/26 6pm',
    'There are no PIDs for users with loans or fines',
    'No Results',
    'The specified criteria didn’t result in any data.',
  ];

  test.each(sentences)('that says “%s” is a list of nobody', async (sentence) => {
    const engine = await newEngine();
    await addRows(engine, 'candidates', [HEADINGS, user('a')]);
    for (const rows of [[[sentence]], [['Primary Identifier'], [sentence]]]) {
      const check = await readRows(engine, rows, {}, 'PIDs for users LNC.xlsx');
      expect(check).toMatchObject({ failure: null, kind: 'exclusions', identifiers: 0, errors: 0 });
      expect(check.notices.map(({ code }) => code)).toContain('empty-report');
      expect((await rowsOf(engine, check.importId, 'empty-report'))[0]?.[1]).toBe(sentence);
      const { setId } = await engine.ask.imports.commit({ importId: check.importId });
      const [set] = (await engine.ask.sets.list()).filter((each) => each.setId === setId);
      expect(set).toMatchObject({ members: 0 });
    }
    expect((await engine.user('a')).flags).toEqual([]);
  });

  test('has headings and no rows', async () => {
    const engine = await newEngine();
    const check = await addRows(engine, 'exclusions', [['Primary Identifier', 'Name']]);
    expect(check.notices.map(({ code }) => code)).toEqual(['empty-report']);
  });

  test('is not one whose rows can’t be used', async () => {
    const engine = await newEngine();
    const check = await readRows(engine, [['Primary Identifier'], ['1.5E+09']], {
      kind: 'exclusions',
    });
    expect(check.notices.map(({ code }) => code)).not.toContain('empty-report');
    expect(await refusal(engine.ask.imports.commit({ importId: check.importId }))).toMatchObject({
      reason: 'import.noIdentifiers',
    });
  });
});

test.each([
  [64_999, false],
  [65_000, true],
  [65_001, true],
])('a file of %i rows may have been cut: %s', async (rows, told) => {
  const engine = await newEngine();
  const path = join(engine.folder, 'Keep.csv');
  const ids = Array.from({ length: rows }, (_, n) => `u${n}\n`);
  await writeFile(path, `Primary Identifier\n${ids.join('')}`);
  const { notices } = await readPath(engine, path, { kind: 'exclusions' });
  expect(notices.map(({ code }) => code)).toEqual(told ? ['export-limit'] : []);
});
