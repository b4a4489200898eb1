/**
 * Esploro: researchers with assets or grants whom a purge takes stay as non-affiliated ones. Silent about them, a report
 * would call people gone whose name and e-mail addresses Alma keeps; with Esploro off nothing may differ.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { JobReport } from '#shared/contract/shapes/jobReport.ts';
import { runSection } from '#shared/documents/jobReport/account.ts';
import { researcherStand } from '#shared/domain/researchers.ts';
import { Run } from '../support/cliRun.ts';
import { newEngine, PURGE, refusal, type TestEngine } from '../support/engine.ts';
import { addRows } from '../support/importFiles.ts';
import { readReportBook } from '../support/reportBook.ts';

const HEADINGS = [
  ...['Primary Identifier', 'User Group', 'Purge Date', 'Staff role'],
  ...['Researcher', 'Number of assets', 'Number of grants'],
];
const row = (id: string, ...told: string[]) => [id, 'Graduate', '2019-05-31', 'No', ...told];

const ROWS = [
  row('assets', 'Yes', '3', '0'),
  row('grants', 'Yes', '0', '1'),
  row('nothing', 'Yes', '0', '0'),
  row('untold', 'Yes', '', ''),
  row('none', 'No', '', ''),
  row('plain', '', '', ''),
];

/** Approved users who are all due. */
async function researchers(esploro: boolean | null): Promise<TestEngine> {
  const engine = await newEngine();
  await engine.answerPolicy({ esploro });
  await addRows(engine, 'candidates', [HEADINGS, ...ROWS]);
  await engine.approve();
  return engine;
}

/** What the account of the run shows. */
function barsOf(report: JobReport) {
  const section = runSection(report);
  return section.form === 'bars' ? section.bars.map(({ label, count }) => [label, count]) : [];
}

/** On the command line, with the candidates file of these. */
async function rehearsed(...args: string[]) {
  const run = new Run();
  const file = join(run.folder, 'Candidates.csv');
  writeFileSync(file, [HEADINGS, ...ROWS].map((cells) => cells.join(',')).join('\n'));
  const given = ['--candidates', file, '--run-date', PURGE.runDate];
  return run.rehearse(...given, '--without-rule', 'researcher', ...args);
}

test('who has any is one, whatever else is told; what isn’t told is unknown', () => {
  const of = (researcher: number | null, assets: number | null, grants: number | null) =>
    researcherStand({ researcher, assets, grants });
  expect([of(1, 1, null), of(0, 0, 2), of(null, 5, 0)]).toEqual(Array(3).fill('non-affiliated'));
  expect([of(0, null, null), of(1, 0, 0), of(0, 0, 0)]).toEqual(Array(3).fill('goes'));
  expect([of(1, 0, null), of(1, null, null), of(null, null, null), of(null, 0, 0)]).toEqual(
    Array(4).fill('researcher-unknown'),
  );
});

describe('with Esploro on', () => {
  test('preview and report tell them apart, each number the way to its users', async () => {
    const engine = await researchers(true);
    const { ask } = engine;
    const preview = await ask.jobs.previewPurge(PURGE);
    expect(preview).toMatchObject({ purged: 6, nonAffiliated: 2, researcherUnknown: 2 });
    const behind = (part: string) =>
      engine.identifiers({ op: 'inPreview', previewId: preview.previewId, part });
    expect(await behind('non-affiliated')).toEqual(['assets', 'grants']);
    expect(await behind('researcher-unknown')).toEqual(['plain', 'untold']);
    const report = await engine.purge();
    expect(report).toMatchObject({ finished: 6, failed: 0 });
    const users = (code: string) => report.events.find((event) => event.code === code)?.users;
    expect([users('non-affiliated'), users('researcher-unknown')]).toEqual([2, 2]);
    const { jobId } = report;
    const of = { jobId, outcome: 'purged' as const, reason: 'non-affiliated' };
    const listed = await ask.jobs.users({ ...of, offset: 0, limit: 10 });
    expect(listed.rows.map((each) => each.primary_identifier)).toEqual(['assets', 'grants']);
    expect(await engine.identifiers({ op: 'inJob', ...of })).toEqual(['assets', 'grants']);
    const path = join(engine.folder, 'Report.xlsx');
    await engine.exportReport(jobId, path);
    const book = await readReportBook(path);
    expect(book.rows('Non-affiliated researchers')).toHaveLength(2);
    expect(book.rows('Perhaps researchers')).toHaveLength(2);
    expect(barsOf(report)).toEqual([
      ['Purged', 6],
      ['Kept as non-affiliated researchers', 2],
      ['Not known whether they are researchers', 2],
      ['Retained', 0],
    ]);
  });

  test('a job goes by what held when it was submitted', async () => {
    const engine = await researchers(true);
    const { jobId } = await engine.beforeJobsRun(async () => {
      const job = { kind: 'purge-user-records' as const, name: 'Purge', parameters: PURGE };
      const submitted = await engine.ask.jobs.submit({ job, capture: null });
      await engine.answerPolicy({ esploro: false });
      return submitted;
    });
    const report = await engine.completed(jobId);
    expect(report.events.find(({ code }) => code === 'non-affiliated')?.users).toBe(2);
    expect(report.settings.find(({ label }) => label === 'Esploro')?.value).toMatch(/^On:/);
  });

  test('deleting one of them is refused; who is known to have nothing may go', async () => {
    const engine = await researchers(true);
    const why = async (id: string) => {
      const { userNo } = await engine.user(id);
      const parameters = { userNo, contact: false };
      const job = { kind: 'delete-user' as const, name: 'x', parameters, typedIdentifier: id };
      return refusal(engine.ask.jobs.submit({ job, capture: null })).catch(() => undefined);
    };
    for (const id of ['assets', 'grants', 'untold'])
      expect([id, (await why(id))?.reason]).toEqual([id, 'deletion.researcher']);
    for (const id of ['nothing', 'none', 'plain'])
      expect([id, await why(id)]).toEqual([id, undefined]);
  });
});

test('report.json and the summary count them, and are as ever where Esploro isn’t on', async () => {
  const on = await rehearsed('--esploro', 'on');
  expect(on.report).toMatchObject({
    counts: { purged: 6 },
    researchers: { nonAffiliated: 2, unknown: 2 },
    nonAffiliated: ['assets', 'grants'],
    researcherUnknown: ['untold', 'plain'],
  });
  expect(on.ended.stdout).toMatch(/Non-affiliated researchers +2\n +Perhaps researchers +2\n/);
  for (const args of [['--esploro', 'off'], []]) {
    const { report, ended } = await rehearsed(...args);
    const told = Object.keys(report).filter((key) => /researcher|affiliated/i.test(key));
    expect(told).toEqual([]);
    expect(ended.stdout).not.toContain('Perhaps');
  }
});

describe.each([false, null])('with Esploro %j', (esploro) => {
  test('nothing differs', async () => {
    const engine = await researchers(esploro);
    expect(await engine.ask.jobs.previewPurge(PURGE)).toMatchObject({
      ...{ purged: 6, nonAffiliated: 0, researcherUnknown: 0 },
    });
    const report = await engine.purge();
    expect(report.events.map(({ code }) => code)).toEqual(['purged']);
    expect(barsOf(report)).toEqual([
      ['Purged', 6],
      ['Retained', 0],
    ]);
  });
});
