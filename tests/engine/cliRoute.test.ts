/**
 * The command line by either route: with --route set the reviewed set is purged as it is and nobody is moved; what is
 * easily overlooked is told as on the pages.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { builtFile } from '../support/builtEngine.ts';
import { Run } from '../support/cliRun.ts';
import { TestEngine } from '../support/engine.ts';
import { readReportBook } from '../support/reportBook.ts';
import { type CandidateCells, candidatesSheet, writeWorkbook } from '../support/workbookFile.ts';

beforeAll(() => {
  builtFile('cli.js');
});

async function candidates(run: Run, ...cells: (CandidateCells | string)[]): Promise<string[]> {
  const file = await writeWorkbook(join(run.folder, 'C.xlsx'), candidatesSheet(...cells));
  return ['--candidates', file, '--run-date', '2026-11-21', '--days', '30'];
}

test('both routes purge and retain the same users; by the set nobody is moved', async () => {
  const run = new Run();
  const args = await candidates(
    run,
    'a',
    { id: 'borrower', loans: 2 },
    { id: 'last day', purge: '2026-10-22' },
    { id: 'later', purge: '2026-11-20' },
    { id: 'staff', role: 'Yes' },
  );
  const { settings: ofGroup, ...group } = (await run.rehearse(...args)).report;
  expect(ofGroup).toMatchObject({ route: 'group', userGroup: 'OK to Purge' });
  const kept = join(run.folder, 'Kept.purgedesk');
  await run.rehearse(...args, '--route', 'set', '--workspace', kept);
  const { settings, ...set } = run.report;
  expect(set).toEqual(group);
  expect(settings).toMatchObject({ route: 'set', userGroup: null, parameters: [] });
  expect(run.ended.stdout).toMatch(
    /^Rehearsal for 2026-11-21, 30 days, Public, members of the set, /,
  );
  const engine = new TestEngine(run.folder);
  await engine.open(kept);
  const jobs = await engine.ask.jobs.list();
  expect(jobs.map(({ kind }) => kind)).toEqual(['purge-users']);
  expect(jobs[0]!.name).toBe('Purge Users - Users to purge - 2026-11-21');
  expect((await engine.user('borrower')).user_group).toBe('Graduate');
  await engine.close();
});

test('values are given to the set before it is purged, and its group stays', async () => {
  const run = new Run();
  const args = await candidates(run, 'due', { id: 'none', purge: null });
  const kept = join(run.folder, 'Kept.purgedesk');
  const more = ['--route', 'set', '--set-purge-date', '1994-01-01', '--workspace', kept];
  const { report } = await run.rehearse(...args, ...more);
  expect(report.purged).toEqual(['due', 'none']);
  expect(report.updated).toEqual([{ field: 'purge_date', value: '1994-01-01', users: 2 }]);
  expect(readdirSync(run.out)).toContain('update-report.xlsx');
  const engine = new TestEngine(run.folder);
  await engine.open(kept);
  expect((await engine.ask.jobs.list()).map(({ kind }) => kind)).toEqual([
    'purge-users',
    'update-notify-users',
  ]);
  expect(engine.count("history WHERE field = 'user_group'")).toBe(0);
  await engine.close();
});

test('what Alma’s form asks besides stands in the report', async () => {
  const run = new Run();
  const parameter = ['--parameter', 'Users with roles = Left alone'];
  await run.rehearse(...(await candidates(run, 'a')), '--route', 'set', ...parameter);
  const parameters = [{ label: 'Users with roles', value: 'Left alone' }];
  expect(run.report.settings).toMatchObject({ parameters });
  const book = await readReportBook(join(run.out, 'purge-report.xlsx'));
  expect(book.fact('Settings', 'Users with roles')).toBe('Left alone');
  expect(book.fact('Settings', 'Set')).toBe('Users to purge');
});

test('whom the rules or the register exclude isn’t in the set, not even as Alma', async () => {
  const run = new Run();
  const args = await candidates(run, 'a', { id: 'back', group: 'Alumni' });
  const { report } = await run.rehearse(...args, '--route', 'set', '--protect-group', 'Alumni');
  expect(report).toMatchObject({ purged: ['a'], excluded: [{ id: 'back' }] });
  const others = await candidates(run, 'a', { id: 'staff', role: 'Yes', group: 'OK to Purge' });
  await run.rehearse(...others, '--route', 'set', '--record-type', 'All', '--as-alma');
  expect(run.report).toMatchObject({ purged: ['a'], purgedWithoutApproval: [] });
});

test('a group and values that nobody has yet are told as on the page', async () => {
  const run = new Run();
  const args = await candidates(run, 'a', { id: 'b', group: 'OK to Purge' });
  await run.rehearse(...args, '--user-group', 'OK to Pruge', '--set-status', 'Inactiv');
  const notYet = 'yet. Make sure that it is configured in Alma.';
  expect(run.ended.stdout).toContain(`No user has the group OK to Pruge ${notYet}`);
  expect(run.ended.stdout).toContain(
    `--set-status Inactiv: No user has the status Inactiv ${notYet}`,
  );
  await run.rehearse(...args, '--set-status', 'inactive', '--set-job-description', 'Gone');
  expect(run.ended.stdout).not.toContain('configured in Alma');
  await run.rehearse(...args, '--route', 'set');
  expect(run.ended.stdout).not.toContain('configured in Alma');
});
