/**
 * Values that the command line gives with the move into OK to Purge: the purge of the same rehearsal goes by them, the
 * results say what was given to how many, and nobody who isn't approved gets one or is purged by way of one.
 */
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { PURGE_DATE_DOUBTS } from '#shared/jobKinds/updateWarnings.ts';
import { builtFile } from '../support/builtEngine.ts';
import { Run } from '../support/cliRun.ts';
import { TestEngine } from '../support/engine.ts';
import { sheetRows } from '../support/readBack.ts';
import { type CandidateCells, candidatesSheet, writeWorkbook } from '../support/workbookFile.ts';

beforeAll(() => {
  builtFile('cli.js');
});

async function candidates(run: Run, ...cells: (CandidateCells | string)[]): Promise<string[]> {
  const file = await writeWorkbook(join(run.folder, 'C.xlsx'), candidatesSheet(...cells));
  return ['--candidates', file, '--run-date', '2026-11-21', '--days', '30'];
}

test('a purge date for users who have none, or one to come, lets the purge take them', async () => {
  const run = new Run();
  const args = await candidates(
    run,
    'due',
    { id: 'none', purge: null },
    { id: 'later', purge: '2026-11-20' },
    { id: 'given', purge: '1994-01-01' },
  );
  expect((await run.rehearse(...args)).report.purged).toEqual(['due', 'given']);
  expect(run.ended.stdout).not.toContain('update-report.xlsx');
  await run.rehearse(...args, '--set-purge-date', '1994-01-01', '--set-title', 'Former');
  const { report } = run;
  expect(report.purged).toEqual(['due', 'none', 'later', 'given']);
  expect(report.updated).toEqual([
    { field: 'purge_date', value: '1994-01-01', users: 3 },
    { field: 'user_title', value: 'Former', users: 4 },
  ]);
  expect(run.ended.stdout).toMatch(
    /^ {2}Given purge date 1994-01-01 +3\n {2}Given title Former +4$/m,
  );
  expect(run.ended.stdout).toContain('update-report.xlsx');
  expect(readdirSync(run.out).sort()).toEqual([
    'purge-report.xlsx',
    'report.json',
    'update-report.xlsx',
    'users-to-purge.xlsx',
  ]);
  const update = join(run.out, 'update-report.xlsx');
  const changed = (await sheetRows(update, 'Changed')).slice(1);
  expect(changed.map(([id]) => id)).toEqual(['due', 'none', 'later', 'given']);
  expect(JSON.stringify(changed[2])).toContain('2026-11-20');
  const purged = await sheetRows(join(run.out, 'purge-report.xlsx'), 'Purged');
  const column = purged[0]!.indexOf('Purge date');
  expect(new Set(purged.slice(1).map((row) => String(row[column]).slice(0, 10))).size).toBe(1);
});

test('a doubtful purge date is warned about as on the page, and the last day is that of the new one', async () => {
  const run = new Run();
  const args = await candidates(run, 'a', { id: 'staff', role: 'Yes', purge: '2026-10-22' });
  const given = async (date: string) =>
    (await run.rehearse(...args, '--set-purge-date', date)).report;
  const boundary = await given('2026-10-22');
  expect(boundary.boundary).toEqual(['a', 'staff']);
  expect(run.ended.stdout).toContain(`--set-purge-date 2026-10-22: ${PURGE_DATE_DOUBTS.boundary}`);
  const ahead = await given('2027-01-01');
  expect(ahead).toMatchObject({ purged: [], boundary: ['staff'] });
  expect(run.ended.stdout).toContain(PURGE_DATE_DOUBTS.ahead);
  expect((await given('2026-11-01')).purged).toEqual([]);
  expect(run.ended.stdout).toContain(PURGE_DATE_DOUBTS.recent);
  await given('1994-01-01');
  expect(run.ended.stdout).not.toContain('--set-purge-date');
});

test('nobody who isn’t approved is purged by way of a field, nor gets its value', async () => {
  const run = new Run();
  const kept = join(run.folder, 'Kept.purgedesk');
  // In the group already, so that a purge date in the past is all that keeps them from being taken.
  const waiting = { group: 'OK to Purge', purge: '2099-01-01' };
  const args = await candidates(
    run,
    'a',
    { id: 'staff', role: 'Yes', ...waiting },
    { id: 'linked', group: 'I-Share', purge: '2099-01-01' },
    { id: 'ahead', expiry: '2099-01-01', ...waiting },
  );
  const fields = [
    ...['--set-purge-date', '1994-01-01', '--set-expiry-date', '1994-01-01'],
    ...['--set-status', 'Inactive'],
  ];
  const { report } = await run.rehearse(...args, ...fields, '--workspace', kept);
  expect(report).toMatchObject({ purged: ['a'], purgedWithoutApproval: [], retained: [] });
  expect(report.updated.map(({ users }) => users)).toEqual([1, 1, 1]);
  expect(report.excluded.map(({ id }) => id).sort()).toEqual(['ahead', 'linked', 'staff']);
  const engine = new TestEngine(run.folder);
  await engine.open(kept);
  for (const id of ['staff', 'linked', 'ahead']) {
    const user = await engine.user(id);
    expect([id, user.purge_date, user.status]).toEqual([id, '2099-01-01', null]);
  }
  await engine.close();
  // Over all groups, and as Alma: the register and the missing approval stand in the way as before.
  for (const more of [
    ['--record-type', 'All'],
    ['--record-type', 'All', '--as-alma'],
  ]) {
    const { report: all } = await run.rehearse(...args, ...fields, ...more);
    expect(all).toMatchObject({ purged: ['a'], purgedWithoutApproval: [] });
  }
});

test('an expiry date to come holds nobody back who was approved before: the purge doesn’t look at it', async () => {
  const run = new Run();
  const args = await candidates(run, 'a');
  await run.rehearse(...args, '--set-expiry-date', '2099-01-01');
  expect(run.report.purged).toEqual(['a']);
  expect(run.report.updated).toEqual([{ field: 'expiry_date', value: '2099-01-01', users: 1 }]);
});

test('external accounts whose group would stay are told, those authenticated elsewhere aren’t among them', async () => {
  const run = new Run();
  const args = await candidates(run, 'a', 'b', { id: 'moved', group: 'OK to Purge' });
  const users = join(run.folder, 'U.csv');
  const lines = [
    'Primary Identifier,Account Type,Status,Job Category',
    'a,EXTERNAL,Active,X',
    'b,Internal with external authentication,Active,X',
    'moved,External,Active,X',
  ];
  writeFileSync(users, `${lines.join('\n')}\n`);
  await run.rehearse(...args, '--report', users);
  expect(run.ended.stdout).toContain(
    '\n1 user has an external account: a group given by hand stays',
  );
});

test('a reversal kit is made before anybody is changed, in a folder of its own, or not at all', async () => {
  const run = new Run();
  const args = await candidates(run, 'a', { id: 'b', purge: '2019-01-31' });
  const folder = join(run.folder, 'kit');
  await run.rehearse(...args, '--set-purge-date', '1994-01-01', '--reversal-kit', folder);
  expect(run.report.updated).toEqual([{ field: 'purge_date', value: '1994-01-01', users: 2 }]);
  expect(run.ended.stdout).toContain(`The reversal kit is in ${folder}`);
  const names = readdirSync(folder).sort();
  expect(names.slice(-2)).toEqual(['Counts before the change.xlsx', 'Job sheet.xlsx']);
  const file = join(folder, names.find((name) => name.includes('Purge date - 2019-01-31'))!);
  expect(await sheetRows(file, 'Users')).toEqual([['USERNAME'], ['b']]);

  const taken = new Run();
  await taken.rehearse(...args, '--reversal-kit', folder);
  expect(taken.refusal).toContain('something of that name already exists');
  expect(readdirSync(folder).sort()).toEqual(names);
  const nowhere = new Run();
  await nowhere.rehearse(...args, '--reversal-kit', join(run.folder, 'no', 'kit'));
  expect(nowhere.refusal).toContain('there is no folder in which it could be made');

  // The results come to nothing behind it: the kit of a rehearsal that wasn’t goes, too.
  const out = join(run.folder, 'out');
  mkdirSync(join(out, 'report.json', 'in the way'), { recursive: true });
  const late = join(run.folder, 'late');
  const failed = new Run();
  await failed.rehearse(...args, '--out', out, '--reversal-kit', late).catch(() => {});
  expect(existsSync(late)).toBe(false);
  const nobody = new Run();
  await nobody.rehearse(...args, '--route', 'set', '--reversal-kit', late);
  expect(nobody.ended.stdout).toContain('No reversal kit was written');
  expect(existsSync(late)).toBe(false);
});

test('lines are given and taken with the move: the results count them, and the report names them', async () => {
  const run = new Run();
  const args = await candidates(run, 'a', 'b');
  const roles = join(run.folder, 'Roles.csv');
  writeFileSync(roles, 'Primary Identifier,Role,Role Status,Role Scope\na,Patron,Active,Main\n');
  const lines = ['--add-note', 'Left in 2019', '--remove-role', 'Patron'];
  const more = [...lines, '--remove-role-scope', 'Main', '--report', `user-roles=${roles}`];
  await run.rehearse(...args, ...more);
  expect(run.report.purged).toEqual(['a', 'b']);
  expect(run.report.updated).toEqual([
    { field: 'remove_role', value: 'Patron', users: 1 },
    { field: 'add_note', value: 'Left in 2019', users: 2 },
  ]);
  expect(run.ended.stdout).toMatch(/^ {2}Remove role Patron +1\n {2}Add note Left in 2019 +2$/m);
  const changed = await sheetRows(join(run.out, 'update-report.xlsx'), 'Changed');
  expect(JSON.stringify(changed)).toContain('Remove role: Patron (Main) → none');
});

test('a line that can’t be given is refused before anything is read', async () => {
  const run = new Run();
  const args = await candidates(run, 'a');
  for (const [given, sentence] of [
    [['--add-role-scope', 'Main'], '--add-role-scope says the scope of --add-role'],
    [['--add-note', 'x'.repeat(251)], '--add-note must be a value'],
    [['--add-note', 'a', '--add-note', 'b'], '--add-note is given twice'],
  ] as const)
    expect((await run.rehearse(...args, ...given)).refusal).toContain(sentence);
});
