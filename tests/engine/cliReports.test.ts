/**
 * Further reports on the command line: recognised by their headings or named, added where the Import screen would add
 * them, told of with the same sentences; and what can't be used is refused before anything is written. A report that is
 * taken for another, or left out in silence, purges somebody who owes.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { builtFile } from '../support/builtEngine.ts';
import { Run } from '../support/cliRun.ts';
import { TestEngine } from '../support/engine.ts';
import { type Cell, candidatesSheet, listSheet, writeWorkbook } from '../support/workbookFile.ts';

beforeAll(() => {
  builtFile('cli.js');
});

const HEADINGS = [
  'Primary Identifier',
  'User Group',
  'Purge Date',
  'Has Staff Role',
  'Record Type',
];

/** Candidates of whom no loans and no balance are known. */
async function bareCandidates(run: Run, ...ids: string[]): Promise<string[]> {
  const rows = ids.map((id) => [id, 'Alumni', '2020-01-31', 'No', 'Public']);
  const file = await writeWorkbook(join(run.folder, 'C.xlsx'), { rows: [HEADINGS, ...rows] });
  return ['--candidates', file, '--run-date', '2026-11-21'];
}

const workbook = (run: Run, name: string, ...rows: Cell[][]) =>
  writeWorkbook(join(run.folder, name), { rows });

async function loansOf(run: Run, workspace: string, id: string) {
  const engine = new TestEngine(run.folder);
  await engine.open(workspace);
  const { loans } = await engine.user(id);
  await engine.close();
  return loans;
}

const LOANS = ['Primary Identifier', 'Loan Status', 'Due Date', 'Barcode'];
const FEES = ['Primary Identifier', 'Fine Fee Amount', 'Fine Fee Status', 'Fine Fee Type'];
const BLOCKS = ['Primary Identifier', 'Block Description', 'Block Status'];
const NOTES = ['Primary Identifier', 'User Note', 'Note Type'];

describe('a report', () => {
  test('is recognised or named, and the review and the purge go by it', async () => {
    const run = new Run();
    const args = await bareCandidates(run, 'a', 'borrower', 'debtor', 'kept');
    const loans = await workbook(run, 'L.xlsx', LOANS, ['borrower', 'Active', '2027-01-01', '1']);
    const fees = await workbook(run, 'x=1.xlsx', FEES, ['DEBTOR', 25, 'Active', 'Overdue fine']);
    const notes = await workbook(run, 'N.xlsx', NOTES, ['kept', 'Do not purge', 'General']);
    await run.rehearse(
      ...[...args, '--report', notes, '--report', loans, '--report', `fines-fees=${fees}`],
    );
    expect(run.report).toMatchObject({
      purged: ['a'],
      retained: [
        { id: 'borrower', reasons: ['outstanding-loans'] },
        { id: 'debtor', reasons: ['fines-fees'] },
      ],
      excluded: [{ id: 'kept', reasons: ['keep-words'] }],
      // What is counted first, then lines, whatever was given first.
      settings: {
        reports: [
          { file: 'L.xlsx', kind: 'loans', everybody: false },
          { file: 'x=1.xlsx', kind: 'fines-fees', everybody: false },
          { file: 'N.xlsx', kind: 'user-notes', everybody: false },
        ],
      },
    });
  });

  test('of everybody says of all others that they have none', async () => {
    const run = new Run();
    const args = await bareCandidates(run, 'a', 'b');
    const loans = await workbook(run, 'L.xlsx', LOANS, ['a', 'Active', '2027-01-01', '1']);
    const kept = (name: string) => join(run.folder, name);
    const loansWith = async (option: string, name: string) => {
      const { report } = await run.rehearse(...args, option, loans, '--workspace', kept(name));
      expect(report.settings.reports).toMatchObject([
        { kind: 'loans', everybody: option === '--report-of-everybody' },
      ]);
      return loansOf(run, kept(name), 'b');
    };
    expect(await loansWith('--report', 'One.purgedesk')).toBe(null);
    expect(await loansWith('--report-of-everybody', 'Two.purgedesk')).toBe(0);
  });

  test('of the newer day holds, in whatever order they are given', async () => {
    const run = new Run();
    const args = await bareCandidates(run, 'a', 'b');
    const old = await workbook(run, 'Loans 2026-11-01.xlsx', LOANS, ['a', 'Active', null, '1']);
    const news = await workbook(run, 'Loans 2026-11-20.xlsx', LOANS, ['a', 'Returned', null, '1']);
    for (const [first, second] of [[old, news] as const, [news, old] as const]) {
      const { report } = await run.rehearse(...args, '--report', first, '--report', second);
      expect(report.purged).toEqual(['a', 'b']);
      expect(report.settings.reports).toMatchObject([
        { file: 'Loans 2026-11-01.xlsx' },
        { file: 'Loans 2026-11-20.xlsx' },
      ]);
    }
  });

  test('of identifiers says whom lists mean by it, whichever is read first', async () => {
    const run = new Run();
    const args = await bareCandidates(run, 'a', 'b');
    const list = await workbook(run, 'Keep.xlsx', ['Barcode'], ['2999']);
    const told = ['Primary Identifier', 'Identifier Type', 'Identifier Value'];
    const identifiers = await workbook(run, 'I.xlsx', told, ['a', 'Barcode', '2999']);
    for (const named of ['', 'user-identifiers=']) {
      const given = ['--exclusions', list, '--report', `${named}${identifiers}`];
      const { report } = await run.rehearse(...args, ...given);
      expect(report).toMatchObject({
        purged: ['b'],
        excluded: [{ id: 'a', reasons: ['exclusion-list'] }],
      });
      expect(report.notices).toContainEqual({
        ...{ file: 'Keep.xlsx', code: 'other-identifier', count: 1, rows: [2] },
      });
    }
  });

  test('about users stands behind what the candidates’ own report says', async () => {
    const run = new Run();
    const args = await bareCandidates(run, 'a', 'b');
    const headings = ['Primary Identifier', 'User Group', 'Account Type', 'Status', 'Job Category'];
    const users = await workbook(run, 'U.xlsx', headings, [
      'a',
      'I-Share',
      'External',
      'Active',
      'X',
    ]);
    const { report } = await run.rehearse(...args, '--report', users);
    expect(report.settings.reports).toMatchObject([{ kind: 'users' }]);
    expect(report.purged).toEqual(['a', 'b']);
  });

  test('of fees is compared with the balances that the candidates’ report tells', async () => {
    const run = new Run();
    const small = candidatesSheet('a', { id: 'b', balance: 10 });
    const file = await writeWorkbook(join(run.folder, 'C.xlsx'), small);
    const fees = await workbook(run, 'F.xlsx', FEES, ['b', 2, 'Active', 'Lost item']);
    await run.rehearse('--candidates', file, '--report', fees);
    expect(run.report.notices).toContainEqual(
      expect.objectContaining({ file: 'F.xlsx', code: 'fees-disagree', count: 1 }),
    );
  });

  test('is told of with the sentences of its check', async () => {
    const run = new Run();
    const args = await bareCandidates(run, 'a', 'b');
    const rows: Cell[][] = [
      ['b', 'many', 'Active', 'Lost item'],
      ['a', 1, 'Active', 'Lost item'],
    ];
    const fees = await workbook(run, 'F.xlsx', FEES, ...rows);
    const { report, ended } = await run.rehearse(...args, '--report', fees);
    expect(report.errors).toMatchObject([{ file: 'F.xlsx', row: 2 }]);
    expect(report.excluded).toEqual([{ id: 'b', reasons: ['unreadable-value'] }]);
    expect(report.notices.map(({ file, code }) => [file, code])).toContainEqual([
      'F.xlsx',
      'unreadable-value',
    ]);
    expect(ended.stderr).toMatch(/^F\.xlsx: .+ \(row 2\)$/m);
  });
});

describe('what can’t be used is refused with one sentence, and nothing is written', () => {
  const valid = (run: Run) => bareCandidates(run, 'a');

  test('a report that nobody can tell', async () => {
    const run = new Run();
    const args = await valid(run);
    const odd = await workbook(run, 'Odd.xlsx', ['Shelf', 'Colour'], ['A 1', 'red']);
    await run.rehearse(...args, '--report', odd);
    expect(run.refusal).toMatch(/^Odd\.xlsx: its headings don’t say .* --report KIND=FILE\.$/);
    await run.rehearse(...args, '--report', `loans=${odd}`);
    expect(run.refusal).toMatch(/^Odd\.xlsx: No sheet has the headings of loans \(Primary id/);
  });

  test('a list, candidates or Alma’s job report in the place of a report', async () => {
    const run = new Run();
    const args = await valid(run);
    const list = await writeWorkbook(join(run.folder, 'Keep.xlsx'), listSheet('a'));
    await run.rehearse(...args, '--report', list);
    expect(run.refusal).toMatch(/list of identifiers, not a report\. .*--exclusions .*--staff/);
    const more = await writeWorkbook(join(run.folder, 'More.xlsx'), candidatesSheet('b'));
    await run.rehearse(...args, '--report', more);
    expect(run.refusal).toContain('More.xlsx: this looks like “Purge candidates”');
    const told = ['Primary Identifier', 'Message', 'User Group', 'Job events'];
    const events = await workbook(run, 'Job events.xlsx', told, ['a', 'Has loans', 'Alumni', '1']);
    await run.rehearse(...args, '--report', events);
    expect(run.refusal).toContain('this looks like “Alma’s job report”');
  });

  test('dates that fit both orders, until one is told', async () => {
    const run = new Run();
    const args = await valid(run);
    const blocks = await workbook(
      run,
      'B.xlsx',
      [...BLOCKS, 'Block Expiry Date'],
      ['a', 'Overdue', 'Active', '03/04/2027'],
    );
    await run.rehearse(...args, '--report', blocks);
    expect(run.refusal).toMatch(/^B\.xlsx: the dates in the column “Block Expiry Date” .*--date-o/);
    const { report } = await run.rehearse(...args, '--report', blocks, '--date-order', 'day-first');
    expect(report.settings.reports).toMatchObject([{ kind: 'user-blocks' }]);
  });

  test('a file that isn’t there, that is broken, or that names nobody', async () => {
    const run = new Run();
    const args = await valid(run);
    await run.rehearse(...args, '--report', `loans=${join(run.folder, 'Gone.xlsx')}`);
    expect(run.refusal).toContain('no such file');
    const broken = join(run.folder, 'Broken.xlsx');
    writeFileSync(broken, 'PK\u0003\u0004 and no more');
    await run.rehearse(...args, '--report', broken);
    expect(run.refusal).toMatch(/^Broken\.xlsx: /);
    const nobody = await workbook(run, 'None.xlsx', LOANS, [null, 'Active', '2027-01-01', '1']);
    await run.rehearse(...args, '--report', nobody);
    expect(run.refusal).toBe('None.xlsx: no row has a primary identifier that can be used.');
  });

  test('a report of everybody that turns out to be of a kind that can’t be one', async () => {
    const run = new Run();
    const args = await valid(run);
    const told = ['Primary Identifier', 'Identifier Type', 'Identifier Value'];
    const identifiers = await workbook(run, 'I.xlsx', told, ['a', 'Barcode', '2999']);
    await run.rehearse(...args, '--report-of-everybody', identifiers);
    expect(run.refusal).toMatch(/^I\.xlsx: a report of the kind “Identifiers of users” never says/);
    await run.rehearse(...args, '--report', identifiers);
    expect(run.report.purged).toEqual(['a']);
  });

  test('a report of everybody with a row that can’t be used', async () => {
    const run = new Run();
    const args = await valid(run);
    const rows = [BLOCKS, ['1.23E+11', 'Do not purge', 'Active'], ['a', 'Overdue', 'Active']];
    const blocks = await workbook(run, 'B.xlsx', ...rows);
    await run.rehearse(...args, '--report-of-everybody', blocks);
    expect(run.refusal).toContain('Row 2 of “B.xlsx” can’t be used, and whoever is in it would');
    await run.rehearse(...args, '--report', blocks);
    expect(run.report.purged).toEqual(['a']);
  });
});
