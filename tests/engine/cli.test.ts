/**
 * The command line: a whole cycle on the samples against a recomputation by plain code, and everything that must be
 * refused without leaving a trace. Some runs are those of the built program, as a person starts it; the others take the
 * same way within this process.
 */
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import { Database } from '#engine/db/sqlite.ts';
import { builtFile, ended, startNode } from '../support/builtEngine.ts';
import {
  candidate,
  sheetBytes,
  candidatesSheet as sheetOfCells,
} from '../support/candidateSheets.ts';
import { Run } from '../support/cliRun.ts';
import { readBack, sheetRows } from '../support/readBack.ts';
import { recompute, SAMPLES } from '../support/samples.ts';
import {
  CANDIDATE_HEADINGS,
  type CandidateCells,
  candidateRow,
  candidatesSheet,
  listSheet,
  writeWorkbook,
} from '../support/workbookFile.ts';

const CYCLE = [
  ...['--exclusions', SAMPLES.elsewhere, '--exclusions', SAMPLES.keep],
  ...['--run-date', '2026-11-21', '--days', '30', '--record-type', 'Public'],
  ...['--user-group', 'OK to Purge', '--waive-threshold', '9.99', '--protect-group', 'I-Share'],
];
const SAMPLE_RUN = ['--candidates', SAMPLES.candidates, ...CYCLE];
const RUN_2026 = { runDate: '2026-11-21', days: 30, cents: 999 };

const byId = <T extends { id: string }>(list: readonly T[]) =>
  [...list].sort((a, b) => (a.id < b.id ? -1 : 1));

beforeAll(() => {
  builtFile('cli.js');
});

describe('the sample cycle', () => {
  test('gives what plain code computes from the same workbooks', async () => {
    const run = await new Run().start(...SAMPLE_RUN, '--reading', 'carli');
    const { report } = run;
    const expected = await recompute({ ...RUN_2026, takesBound: true });
    expect(Object.keys(report)).toEqual([
      'settings',
      'policy',
      'counts',
      'updated',
      'purgedWithoutApproval',
      'purged',
      'retained',
      'excluded',
      'boundary',
      'errors',
      'notices',
    ]);
    expect(report.counts).toEqual({
      rows: 5000,
      candidates: 4984,
      excluded: expected.excluded.length,
      inScope: expected.purged.length + expected.retained.length,
      purged: expected.purged.length,
      retained: expected.retained.length,
      boundary: 7,
      errors: 4,
    });
    expect({ rows: expected.rows, candidates: expected.candidates }).toEqual({
      rows: 5000,
      candidates: 4984,
    });
    expect([...report.purged].sort()).toEqual([...expected.purged].sort());
    expect(byId(report.retained)).toEqual(byId(expected.retained));
    expect(byId(report.excluded)).toEqual(byId(expected.excluded));
    expect([...report.boundary].sort()).toEqual([...expected.boundary].sort());
    expect(report.errors.map(({ row }) => row)).toEqual(expected.errorRows);
    const excluded = new Set(report.excluded.map(({ id }) => id));
    expect(report.purged.filter((id) => excluded.has(id))).toEqual([]);
    expect(new Set([...report.purged, ...report.retained.map(({ id }) => id)]).size).toBe(
      report.counts.inScope,
    );
    await filesAgree(run);
    printsCountsOnly(run);
  });

  /** The workbooks beside the report name the same users. */
  async function filesAgree({ out, report }: Run) {
    expect(readdirSync(out).sort()).toEqual([
      'purge-report.xlsx',
      'report.json',
      'users-to-purge.xlsx',
    ]);
    const column = async (name: string) =>
      (await sheetRows(join(out, 'purge-report.xlsx'), name)).slice(1).map((row) => row[0]);
    expect(await column('Purged')).toEqual(report.purged);
    expect(await column('Retained')).toEqual(report.retained.map(({ id }) => id));
    const [set] = await readBack(join(out, 'users-to-purge.xlsx'));
    const [heading, ...members] = set!.rows.map((row) => row[0]);
    expect(heading).toBe('USERNAME');
    expect(members).toHaveLength(report.counts.candidates! - report.counts.excluded!);
    const excluded = new Set(report.excluded.map(({ id }) => id));
    expect(members.filter((id) => excluded.has(id as string))).toEqual([]);
    const named = new Set(members);
    expect(report.purged.filter((id) => !named.has(id))).toEqual([]);
  }

  /** Nothing about a person on the screen or in a log: counts, settings, names of files. */
  function printsCountsOnly({ ended: { stdout, stderr }, report, folder, temporary }: Run) {
    const told = report.notices.map(({ file }) => expect.stringMatching(`^${file}: `));
    expect(stderr.split('\n').slice(0, -1)).toEqual(told);
    expect(readdirSync(temporary)).toEqual([]);
    expect(readdirSync(folder).sort()).toEqual(['results', 'tmp']);
    const words = new Set(
      (stdout + stderr.replace(/\(rows? .*/g, '')).toLowerCase().split(/[\s:,;“”]+/),
    );
    const ids = [...report.purged, ...report.boundary, ...report.excluded.map(({ id }) => id)];
    expect(ids.filter((id) => words.has(id.trim().toLowerCase()))).toEqual([]);
    expect(stdout).toContain('5,000');
    expect(stdout).toContain('4,984');
  }

  test('read as strict leaves the users on the bound out', async () => {
    const { report } = await new Run().rehearse(...SAMPLE_RUN, '--reading', 'strict');
    const expected = await recompute({ ...RUN_2026, takesBound: false });
    expect([...report.purged].sort()).toEqual([...expected.purged].sort());
    expect(byId(report.retained)).toEqual(byId(expected.retained));
    expect(report.counts.boundary).toBe(7);
  });
});

async function smallFile(
  folder: string,
  ...candidates: (CandidateCells | string)[]
): Promise<string> {
  return writeWorkbook(join(folder, 'Small.xlsx'), candidatesSheet(...candidates));
}

describe('a workspace that is kept', () => {
  test('is a new one: rehearsed in once, and refused the second time as it is', async () => {
    const run = new Run();
    const people = await smallFile(
      run.folder,
      'a',
      { id: 'debtor', balance: 500 },
      { id: 'borrower', loans: 1 },
      { id: 'listed' },
      { id: 'staff', role: 'Yes' },
    );
    const list = await writeWorkbook(join(run.folder, 'List.xlsx'), listSheet('LISTED'));
    const kept = join(run.folder, 'Kept.purgedesk');
    const args = ['--candidates', people, '--exclusions', list, '--workspace', kept];
    const { report } = await run.rehearse(...args);
    expect(report.purged).toEqual(['a']);
    expect(report.retained.map(({ id }) => id)).toEqual(['debtor', 'borrower']);
    const bytes = readFileSync(kept);
    await run.rehearse(...args, '--out', join(run.folder, 'never'));
    expect(run.ended).toMatchObject({ code: 2, stdout: '' });
    expect(run.ended.stderr).toContain('a rehearsal always makes a new workspace');
    expect(readdirSync(run.folder)).not.toContain('never');
    expect(readFileSync(kept).equals(bytes)).toBe(true);
    expect(jobNames(kept)).toEqual([
      expect.stringMatching(/^Update\/Notify Users - Users to purge - \d{4}-\d{2}-\d{2}$/),
      expect.stringMatching(/^Purge User Records - \d{4}-\d{2}-\d{2}$/),
    ]);
  });

  test('is gone when the run couldn’t be finished', async () => {
    const run = new Run();
    const file = await smallFile(run.folder, {
      id: 'moved before',
      role: 'Yes',
      group: 'OK to Purge',
    });
    const kept = join(run.folder, 'Kept.purgedesk');
    await run.rehearse('--candidates', file, '--workspace', kept);
    expect(run.refusal).toContain('not approved');
    expect(readdirSync(run.folder).sort()).toEqual(['Small.xlsx', 'tmp']);
  });
});

function jobNames(path: string): unknown[] {
  const db = new Database(path, { readonly: true });
  const names = db.prepare('SELECT name FROM job ORDER BY job_id').pluck().all();
  db.close();
  return names;
}

describe('settings', () => {
  test('by default are those of the program, and I-Share is protected', async () => {
    const run = new Run();
    const file = await smallFile(run.folder, 'a', { id: 'linked', group: 'i-share' });
    const { report } = await run.rehearse('--candidates', file);
    expect(report.settings).toMatchObject({
      days: 30,
      recordType: 'Public',
      userGroup: 'OK to Purge',
      waiveThreshold: '1.00',
      reading: 'carli',
      protectedGroups: ['I-Share'],
      approval: expect.stringContaining('approved by rule'),
      signed: false,
    });
    expect(report.purged).toEqual(['a']);
    expect(report.excluded).toEqual([{ id: 'linked', reasons: ['protected-group'] }]);
    expect(report.settings).toMatchObject({ deletePolicy: null, esploro: null });
    expect(run.ended.stdout).toMatch(/^ {2}Delete user policy +Nobody has said$/m);
  });

  test('what the institution has set in Alma is told in the report and in the summary', async () => {
    const run = new Run();
    const said = ['--delete-policy', '4', '--transferred-fees', 'ignore', '--esploro', 'off'];
    const file = await smallFile(run.folder, 'a');
    const { report } = await run.rehearse('--candidates', file, ...said);
    expect(report.settings).toMatchObject({
      deletePolicy: 4,
      countTransferred: false,
      esploro: false,
    });
    expect(report.policy.map(({ value }) => value)).toEqual(
      expect.arrayContaining(['4. Fully remove', 'Don’t count', 'Not used', 'USD']),
    );
    for (const { value } of report.policy) expect(run.ended.stdout).toContain(value);
  });

  test('a blank number of days is 0, as in the form', async () => {
    const run = new Run();
    const file = await smallFile(
      run.folder,
      { id: 'today', purge: '2026-11-21' },
      { id: 'before', purge: '2026-11-20' },
    );
    const args = ['--candidates', file, '--days', '', '--run-date', '2026-11-21'];
    const { report } = await run.rehearse(...args);
    expect(report.purged).toEqual(['before']);
    expect(report.boundary).toEqual(['today']);
    const inclusive = await run.rehearse(...args, '--reading', 'inclusive');
    expect(inclusive.report.purged).toEqual(['today', 'before']);
  });

  test('an ambiguous column is read as told', async () => {
    const run = new Run();
    const file = await smallFile(
      run.folder,
      { id: 'a', purge: '12/11/2026' },
      { id: 'b', purge: '05/12/2026' },
    );
    const args = ['--candidates', file, '--run-date', '2026-11-21', '--days', '1'];
    const dayFirst = await run.rehearse(...args, '--date-order', 'day-first');
    expect(dayFirst.report.purged).toEqual(['a']);
    const monthFirst = await run.rehearse(...args, '--date-order', 'month-first');
    expect(monthFirst.report.purged).toEqual(['b']);
  });
});

describe('what the librarian should know', () => {
  test('a list without a known heading, other sheets and unusable rows of exclusion lists', async () => {
    const run = new Run();
    const file = await smallFile(run.folder, 'a', 'b');
    const odd = await writeWorkbook(
      join(run.folder, 'Odd.xlsx'),
      { rows: [['Patron'], ['a'], ['1.2345E+12']] },
      listSheet('b'),
    );
    await run.rehearse('--candidates', file, '--exclusions', odd);
    // The sheet whose heading is known is the one that is read.
    expect(run.report.excluded.map(({ id }) => id)).toEqual(['b']);
    expect(run.ended.stderr).toContain('Odd.xlsx: Other sheets were not read');
    const bare = await writeWorkbook(join(run.folder, 'Bare.xlsx'), {
      rows: [['a'], ['1.2345E+12']],
    });
    await run.rehearse('--candidates', file, '--exclusions', bare);
    expect(run.report.excluded.map(({ id }) => id)).toEqual(['a']);
    expect(run.ended.stderr).toContain('Bare.xlsx: No heading that we know was found');
    expect(run.ended.stdout).not.toContain('none of its identifiers');
    expect(run.ended.stderr).toMatch(
      /^Bare\.xlsx: Rows that can’t be used exclude nobody\..* \(row 2\)$/m,
    );
    expect(run.report.notices).toContainEqual({
      file: 'Bare.xlsx',
      code: 'unusable-row',
      count: 1,
      rows: [2],
    });
  });

  test('whom lists nearly name, with the rows', async () => {
    const run = new Run();
    const file = await smallFile(run.folder, '10000001', '00123', '10000002', '7');
    const list = await writeWorkbook(
      join(run.folder, 'Keep.xlsx'),
      listSheet("'10000001", '123', '10000002'),
    );
    await run.rehearse('--candidates', file, '--exclusions', list);
    expect(byId(run.report.excluded)).toEqual([
      { id: '00123', reasons: ['zero-loss-pair'] },
      { id: '10000001', reasons: ['possible-pair'] },
      { id: '10000002', reasons: ['exclusion-list'] },
    ]);
    const told = (code: string) =>
      run.report.notices
        .filter((notice) => notice.code === code)
        .map(({ file: name, rows }) => [name, rows]);
    expect(told('possible-pair')).toEqual([['Small.xlsx', [2]]]);
    expect(told('zero-loss-pair')).toEqual([['Small.xlsx', [3]]]);
    expect(told('odd-identifier')).toEqual([['Keep.xlsx', [2]]]);
  });

  test('an empty list, which is an answer; candidates without rows are none', async () => {
    const run = new Run();
    const file = await smallFile(run.folder, 'a', 'b');
    const empty = await writeWorkbook(join(run.folder, 'Empty.xlsx'), {
      rows: [['No user loan counts at other I-Share libraries as of 11/20/26 6pm']],
    });
    await run.rehearse('--candidates', file, '--exclusions', empty);
    expect(run.report.purged).toEqual(['a', 'b']);
    expect(run.ended.stderr).toMatch(/^Empty\.xlsx: The report is empty.* \(row 1\)$/m);
    const none = new Run();
    const headings = await writeWorkbook(join(none.folder, 'None.xlsx'), {
      rows: [CANDIDATE_HEADINGS],
    });
    await none.rehearse('--candidates', headings);
    expect(none.refusal).toBe('None.xlsx: no row has a primary identifier that can be used.');
  });

  test('numbers of which nothing tells what they are, held back unless somebody says', async () => {
    const run = new Run();
    const file = join(run.folder, 'Euro.csv');
    const headings = 'Primary Identifier;Purge Date;User Group;Has Staff Role;Record Type;Balance';
    const line = (id: string, balance: string) => `${id};2020-01-31;Alumni;No;Public;${balance}`;
    writeFileSync(file, `${[headings, line('a', '1.000'), line('b', '0')].join('\n')}\n`);
    await run.rehearse('--candidates', file);
    expect(run.report.excluded).toEqual([{ id: 'a', reasons: ['unreadable-value'] }]);
    expect(run.report.errors).toMatchObject([{ row: 2 }]);
    await run.rehearse('--candidates', file, '--decimals', 'comma');
    expect(run.report).toMatchObject({ excluded: [], retained: [{ id: 'a' }], purged: ['b'] });
    await run.rehearse('--candidates', file, '--decimals', 'point');
    expect(run.report).toMatchObject({ excluded: [], retained: [], purged: ['a', 'b'] });
  });

  test('hidden rows and rows without a group, held back unless somebody says', async () => {
    const run = new Run();
    const file = join(run.folder, 'Rows.xlsx');
    const rows = [
      candidate('a'),
      { cells: candidate('hidden'), hidden: true },
      candidate('blank', { group: null }),
    ];
    writeFileSync(file, sheetBytes(sheetOfCells(rows)));
    const excludedBy = async (...args: string[]) =>
      (await run.rehearse('--candidates', file, ...args)).report.excluded;
    const hidden = { id: 'hidden', reasons: ['hidden-row'] };
    const blank = { id: 'blank', reasons: ['blank-group'] };
    expect(await excludedBy()).toEqual([hidden, blank]);
    expect(await excludedBy('--hidden-rows', 'count')).toEqual([blank]);
    for (const meaning of ['above', 'none'])
      expect(await excludedBy('--blank-group', meaning)).toEqual([hidden]);
  });

  test('a class that covers more than a tenth of a file, held back unless it is answered', async () => {
    const run = new Run();
    const file = join(run.folder, 'Struck.xlsx');
    const rows = ['001', '002', '003', '004'].map((id, n) =>
      candidate(n < 2 ? { text: id, style: 'struck' } : id),
    );
    writeFileSync(file, sheetBytes(sheetOfCells(rows)));
    const list = await writeWorkbook(join(run.folder, 'Keep.xlsx'), listSheet(3));
    const args = ['--candidates', file, '--exclusions', list];
    await run.rehearse(...args);
    const reasons = (id: string, reason: string) => ({ id, reasons: [reason] });
    expect(byId(run.report.excluded)).toEqual([
      reasons('001', 'struck-out'),
      reasons('002', 'struck-out'),
      reasons('003', 'zero-loss-pair'),
    ]);
    expect(run.report.notices).toContainEqual({
      file: 'Struck.xlsx',
      code: 'struck-out',
      count: 2,
      rows: [2, 3],
    });
    expect(run.ended.stderr).toMatch(
      /^Struck\.xlsx: These rows are struck out.* held back .* 50 %/m,
    );
    await run.rehearse(...args, '--answer', 'struck-out=count', '--answer', 'zero-loss-pair=same');
    expect(run.report.purged).toEqual(['001', '002', '004']);
    expect(run.report.excluded[0]!.reasons).toContain('exclusion-list');
    expect(run.ended.stderr).toMatch(/^Struck\.xlsx: These rows are struck out.* as you chose/m);
    await run.rehearse(...args, '--answer', 'zero-loss-pair=different');
    expect(run.report.purged).toEqual(['003', '004']);
    expect(run.report.settings.answers).toEqual({ 'zero-loss-pair': 'different' });
  });

  test('Alma’s XML tells the roles that the candidates’ report hasn’t', async () => {
    const run = new Run();
    const file = join(run.folder, 'a.csv');
    writeFileSync(
      file,
      'Primary Identifier,Purge Date,User Group\nboss,2020-01-31,A\nreader,2020-01-31,A\n',
    );
    const role = (id: string, type: string) =>
      `<user><primary_id>${id}</primary_id><user_roles><user_role><role_type>${type}</role_type></user_role></user_roles></user>`;
    const users = join(run.folder, 'users.xml');
    writeFileSync(users, `<users>${role('BOSS', '26')}${role('reader', '200')}</users>`);
    for (const option of ['--users', '--report']) {
      const { report } = await run.rehearse('--candidates', file, option, users, '--as-alma');
      expect(report.excluded).toEqual([{ id: 'boss', reasons: ['staff-role'] }]);
      expect(report.purged).toEqual(['reader']);
      expect(report.settings).toMatchObject({
        reports: [{ file: 'users.xml', kind: 'users', everybody: false }],
      });
    }
  });

  test('without a role column a list of staff says who has one; whoever it may mean stays', async () => {
    const run = new Run();
    const rows = ['a', 'boss', '00123'].map((id) => [id, '2020-01-31', 'Public', 'OK to Purge']);
    const heads = ['Primary Identifier', 'Purge Date', 'Record Type', 'User Group'];
    const file = await writeWorkbook(join(run.folder, 'Small.xlsx'), { rows: [heads, ...rows] });
    const staff = await writeWorkbook(join(run.folder, 'Staff.xlsx'), listSheet('BOSS', 123));
    const { report } = await run.rehearse('--candidates', file, '--staff', staff, '--as-alma');
    expect(report.excluded).toEqual([
      { id: 'boss', reasons: ['staff-role'] },
      { id: '00123', reasons: ['unknown-role'] },
    ]);
    expect(report.settings).toMatchObject({ staff: ['Staff.xlsx'] });
  });

  test('a list of other numbers than primary identifiers, which excludes nobody', async () => {
    const run = new Run();
    const file = await smallFile(run.folder, 'a', { id: 'b', group: null });
    const barcodes = await writeWorkbook(join(run.folder, 'Barcodes.xlsx'), {
      rows: [['Barcode'], ['2999']],
    });
    await run.rehearse('--candidates', file, '--exclusions', barcodes);
    expect(run.report.excluded).toEqual([{ id: 'b', reasons: ['blank-group'] }]);
    expect(run.ended.stdout).toContain(
      'Barcodes.xlsx: none of its identifiers is that of a candidate.',
    );
    expect(run.ended.stderr).toContain('the column “Barcode” holds another identifier');
    expect(run.ended.stderr).toContain('Small.xlsx: These rows name no user group');
  });

  test('identifiers in the set file that Alma may not find', async () => {
    const run = new Run();
    const file = await smallFile(run.folder, 'a', 'b ', 'c\u00a0d');
    await run.rehearse('--candidates', file);
    expect(run.ended.stdout).toContain('users-to-purge.xlsx: 2 identifiers have spaces or');
  });

  test('a purge of anybody who isn’t approved is refused; as Alma it goes on, and says who', async () => {
    const run = new Run();
    const file = await smallFile(run.folder, 'a', {
      id: 'moved before',
      role: 'Yes',
      group: 'OK to Purge',
    });
    for (const more of [[], ['--record-type', 'All']]) {
      await run.rehearse('--candidates', file, ...more);
      expect(run.refusal).toMatch(/^This purge may take 1 user who is not approved: excluded 1\. /);
      expect(run.refusal).toContain('--as-alma');
    }
    const { report, ended: told } = await run.rehearse('--candidates', file, '--as-alma');
    expect(report.excluded).toEqual([{ id: 'moved before', reasons: ['staff-role'] }]);
    expect(report.purgedWithoutApproval).toEqual(['moved before']);
    expect(report.purged.toSorted()).toEqual(['a', 'moved before']);
    expect(report.settings).toMatchObject({ asAlma: true, signed: false });
    expect(told.stdout).toMatch(/^Unsigned rehearsal for /);
    expect(told.stdout).toContain('Purged without approval: 1.');
  });

  test('as Alma moves nobody who isn’t approved, and can’t pass the register', async () => {
    const run = new Run();
    const file = await smallFile(run.folder, 'a', { id: 'staff', role: 'Yes' });
    const { report } = await run.rehearse('--candidates', file, '--as-alma');
    expect(report.purged).toEqual(['a']);
    expect(report.purgedWithoutApproval).toEqual([]);
    const linked = await smallFile(run.folder, 'a', { id: 'linked', group: 'I-Share' });
    const out = join(run.folder, 'never');
    await run.rehearse('--candidates', linked, '--as-alma', '--record-type', 'All', '--out', out);
    expect(run.ended.code).toBe(2);
    expect(run.ended.stderr).toContain('whom the register protects');
  });

  test('whom only a switched-off rule names goes, and the report says which rules were off', async () => {
    const run = new Run();
    const file = await smallFile(
      run.folder,
      'a',
      { id: 'future', expiry: '2099-12-31' },
      { id: 'future staff', expiry: '2099-12-31', role: 'Yes' },
    );
    const { report } = await run.rehearse('--candidates', file);
    expect(report.excluded.map(({ id }) => id)).toEqual(['future', 'future staff']);
    const { report: without } = await run.rehearse(
      ...['--candidates', file, '--without-rule', 'expiry-in-future', '--without-rule', 'conflict'],
    );
    expect(without.excluded).toEqual([{ id: 'future staff', reasons: ['staff-role'] }]);
    expect(without.purged).toEqual(['a', 'future']);
    expect(without.settings.withoutRules).toEqual(['expiry-in-future', 'conflict']);
  });

  test('Contacts go only when they are asked for', async () => {
    const run = new Run();
    const file = await writeWorkbook(join(run.folder, 'Vendors.xlsx'), {
      rows: [
        [...CANDIDATE_HEADINGS.slice(0, 2), 'Purge Date', 'Has staff role', 'Record Type'],
        ['vendor', 'Alumni', '2020-01-31', 'No', 'Contact'],
        ['staff vendor', 'Alumni', '2020-01-31', 'Yes', 'Contact'],
        ['user', 'Alumni', '2020-01-31', 'No', 'Public'],
      ],
    });
    await run.rehearse('--candidates', file, '--record-type', 'All');
    expect(run.refusal).toContain('excluded 2');
    await run.rehearse('--candidates', file, '--record-type', 'Contact');
    expect(run.refusal).toContain('excluded 1');
    const { report } = await run.rehearse(
      ...['--candidates', file, '--record-type', 'Contact', '--as-alma'],
    );
    expect(report.purged).toEqual(['vendor', 'staff vendor']);
    expect(report.purgedWithoutApproval).toEqual(['staff vendor']);
  });
});

describe('what can’t be used is refused with one sentence, and nothing is written', () => {
  const valid = async (run: Run) => ['--candidates', await smallFile(run.folder, 'a')];

  test.each<[string, string[], RegExp]>([
    ['an unknown option', ['--purge-everything'], /--purge-everything/],
    ['a date that is none', ['--run-date', '2026-02-30'], /2026-02-30 isn’t a date/],
    ['a group with record type All', ['--record-type', 'All', '--user-group', 'X'], /only when/],
    ['an exclusion list that isn’t there', ['--exclusions', '/nowhere/List.xlsx'], /no such file/],
    ['a folder as exclusion list', ['--exclusions', '/'], /not a file/],
  ])('%s', async (_, args, words) => {
    const run = new Run();
    await run.rehearse(...(await valid(run)), ...args);
    expect(run.refusal).toMatch(words);
  });

  test('no command or another one; help is no mistake', async () => {
    const other = await ended(startNode([builtFile('cli.js'), 'purge']));
    expect(other).toMatchObject({ code: 2, stdout: '' });
    const help = await ended(startNode([builtFile('cli.js'), '--help']));
    expect(help).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('Usage: purgedesk rehearse'),
    });
  });

  test('a file that isn’t there, no workbook, no candidates, dates that fit both orders', async () => {
    const run = new Run();
    await run.rehearse('--candidates', join(run.folder, 'Gone.xlsx'));
    expect(run.refusal).toContain('no such file');
    writeFileSync(join(run.folder, 'Text.xlsx'), 'Primary Identifier,Purge Date\n');
    await run.rehearse('--candidates', join(run.folder, 'Text.xlsx'));
    expect(run.refusal).toContain('Text.xlsx: ');
    const list = await writeWorkbook(join(run.folder, 'List.xlsx'), listSheet('a'));
    await run.rehearse('--candidates', list);
    expect(run.refusal).toContain('List.xlsx: No sheet has the headings of purge candidates');
    const empty = await writeWorkbook(join(run.folder, 'Empty.xlsx'), {
      rows: [[...CANDIDATE_HEADINGS], candidateRow({ id: null })],
    });
    await run.rehearse('--candidates', empty);
    expect(run.refusal).toContain('Empty.xlsx: no row has a primary identifier');
    const both = await smallFile(run.folder, { id: 'a', purge: '03/04/2022' });
    await run.rehearse('--candidates', both);
    expect(run.refusal).toMatch(/Small.xlsx: the dates in the column “Purge Date” .*--date-order/);
    const mixed = await smallFile(
      run.folder,
      { id: 'a', purge: '5/31/2022' },
      { id: 'b', purge: '31/5/2022' },
    );
    await run.rehearse('--candidates', mixed, '--date-order', 'day-first');
    expect(run.refusal).toContain('mixes dates');
  });

  test('a file in the place of the results, or of the folder above them', async () => {
    const run = new Run();
    const args = await valid(run);
    const file = join(run.folder, 'file');
    writeFileSync(file, 'x');
    for (const out of [file, join(file, 'below')]) {
      await run.rehearse(...args, '--out', out);
      expect(run.refusal).toContain('give a folder');
    }
    expect(readFileSync(file, 'utf8')).toBe('x');
  });

  test('a workspace that is a file or folder already, or in a folder that isn’t there', async () => {
    const run = new Run();
    const args = await valid(run);
    const file = join(run.folder, 'Other.purgedesk');
    writeFileSync(file, 'something else');
    await run.rehearse(...args, '--workspace', file);
    expect(run.refusal).toContain('a rehearsal always makes a new workspace');
    expect(readFileSync(file, 'utf8')).toBe('something else');
    await run.rehearse(...args, '--workspace', join(run.folder, 'missing', 'New.purgedesk'));
    expect(run.refusal).toContain('folder');
    await run.rehearse(...args, '--workspace', run.folder);
    expect(run.refusal).toContain('a rehearsal always makes a new workspace');
    expect(readdirSync(run.folder).sort()).toEqual(['Other.purgedesk', 'Small.xlsx', 'tmp']);
  });

  test('an interrupted run leaves nothing in the temporary folder', async () => {
    const run = new Run();
    const args = [builtFile('cli.js'), 'rehearse', ...SAMPLE_RUN, '--out', run.out];
    // The log beside the workspace: it is open, and names are being written.
    const isWorking = () =>
      readdirSync(run.temporary, { recursive: true }).some((name) => String(name).endsWith('-wal'));
    for (let interrupted = false; !interrupted; ) {
      const child = startNode(args, { TMPDIR: run.temporary });
      const end = ended(child);
      while (child.exitCode === null && !isWorking()) await pause(5);
      child.kill('SIGINT');
      // It may be done before it hears of it: then once more.
      interrupted = (await end).code !== 0;
      if (!interrupted) rmSync(run.out, { recursive: true });
    }
    expect(readdirSync(run.temporary)).toEqual([]);
    expect(readdirSync(run.folder)).toEqual(['tmp']);
  });
});
