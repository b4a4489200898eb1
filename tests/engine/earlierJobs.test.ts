/**
 * Reports of jobs that earlier versions ran, of which nothing was kept but outcomes and reasons: each form of them says
 * that the rest is as the workspace has it now. Silence would sell today's group or decision as that of then.
 */
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { documentHtml } from '#engine/reports/documentHtml.ts';
import { jobReportSource } from '#engine/reports/jobReportSource.ts';
import { csvRows } from '../support/csvFile.ts';
import { TestEngine, temporaryFolder } from '../support/engine.ts';
import { readReportBook } from '../support/reportBook.ts';

const FIXTURES = join(import.meta.dirname, '../fixtures/workspaces');
const AS_OF = 'Group, dates and decision are those of';
const NOW = 'Now; the job kept none';
const SAID = 'Group, dates and decision are as the workspace has them now';

/** What each version kept of the review besides. */
const VERSIONS = [
  { version: 1, keptReview: false },
  { version: 4, keptReview: true },
] as const;

async function openedVersion(version: number): Promise<TestEngine> {
  const engine = new TestEngine(temporaryFolder());
  onTestFinished(() => engine.close());
  const path = join(engine.folder, 'Spring.purgedesk');
  copyFileSync(join(FIXTURES, `version-${version}.purgedesk`), path);
  await engine.open(path);
  return engine;
}

describe.each(VERSIONS)('a job that version $version ran', ({ version, keptReview }) => {
  test('has a workbook that says what isn’t of then, and claims nothing that wasn’t kept', async () => {
    const engine = await openedVersion(version);
    const { jobId, finished } = (await engine.ask.jobs.list())[0]!;
    expect(finished).toBeGreaterThan(0);
    const path = join(engine.folder, 'Report.xlsx');
    await engine.exportReport(jobId, path);
    const book = await readReportBook(path);
    expect(book.fact('Made with', 'What lists say of users')).toBe('As the workspace has it now');
    expect(book.fact('Made with', 'Purge Desk')).toMatch(/earlier version/);
    expect(new Set(book.column('Purged', AS_OF))).toEqual(new Set([NOW]));
    expect(book.rows('Purged')).toHaveLength(finished);
    // An empty list of the excluded would say that there were none.
    expect(book.sheets).not.toContain('Excluded');
    expect(book.has('The review')).toBe(false);
    expect(book.lines('Where the data came from').join()).toMatch(/earlier version/);
    if (keptReview) expect(book.lines('Overrides').join()).toMatch(/earlier version/);
    else expect(book.lines('Review at submission').join()).toMatch(/earlier version/);
  });

  test('has lists that say so as CSV, user by user', async () => {
    const engine = await openedVersion(version);
    const { jobId, finished, failed } = (await engine.ask.jobs.list())[0]!;
    for (const [list, users] of [
      ['Purged', finished],
      ['Retained', failed],
    ] as const) {
      const path = join(engine.folder, `${list}.csv`);
      await engine.export({ of: 'job-list', jobId, list }, path, { format: 'csv' });
      const [headings = [], ...rows] = csvRows(path);
      expect(rows).toHaveLength(users);
      expect(headings.at(-1)).toBe(AS_OF);
      for (const row of rows) expect(row.at(-1)).toBe(NOW);
    }
  });

  test('says so on paper, above each list, and follows what is told of its users since', async () => {
    const engine = await openedVersion(version);
    const { jobId } = (await engine.ask.jobs.list())[0]!;
    const { rows } = await engine.ask.jobs.users({ jobId, outcome: 'purged', offset: 0, limit: 1 });
    const { primary_identifier: id, frozen } = rows[0]!;
    expect(frozen).toBe(false);
    await engine.candidates([{ id, group: 'Group of today' }]);
    const source = jobReportSource(engine.session.workspace.db, jobId, ['en-US']);
    const page = [...documentHtml(source)].join('');
    const lists = source.document.lists.filter(({ again }) => !again);
    expect(page.split(SAID)).toHaveLength(lists.length + 1);
    const told = [...source.rows('Purged')].find((row) => row[0] === id);
    expect(told).toContain('Group of today');
    expect(told).toContain(NOW);
  });
});

test('a job of this version says nothing of the kind', async () => {
  const engine = await openedVersion(4);
  await engine.answerPolicy();
  await engine.candidates(['a', 'b']);
  await engine.approve({ op: 'users', userNos: [(await engine.user('a')).userNo] });
  const { jobId } = await engine.purgeAsAlma();
  const { document } = jobReportSource(engine.session.workspace.db, jobId, []);
  expect(document.lists.map(({ id }) => id)).toContain('Excluded');
  for (const { about, columns } of document.lists) {
    expect(about).not.toContain(SAID);
    expect(columns.map(({ heading }) => heading)).not.toContain(AS_OF);
  }
});
