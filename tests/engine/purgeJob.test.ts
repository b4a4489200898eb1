/**
 * Purge User Records in the engine: the preview, the job and the plain rule must agree about every
 * user, the report's numbers must add up, and a preview must change nothing.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Criteria } from '#shared/domain/criteria.ts';
import { dayBounds, isBoundary, READINGS } from '#shared/domain/dayBound.ts';
import {
  inScope,
  matchesScope,
  type PurgeSettings,
  RETAIN_REASON_TEXTS,
  RETAIN_REASONS,
  reasonsOf,
  retainingReasons,
  unknownReasons,
  waivedAmount,
} from '#shared/domain/purgeRules.ts';
import { newEngine, PURGE, refusal, TestEngine, temporaryFolder } from '../support/engine.ts';
import {
  factsOf,
  HEADINGS,
  type Person,
  person,
  questionOf,
  rowOf,
  settings,
} from '../support/purgePeople.ts';
import { packedParts } from '../support/readBack.ts';
import { readReportBook } from '../support/reportBook.ts';
import { writeWorkbook } from '../support/workbookFile.ts';

/** The rule of the domain, asked about the users as they were invented. */
function expectedOutcome(people: readonly Person[], asked: PurgeSettings) {
  const question = questionOf(asked);
  const { bounds } = question;
  const all = people.map((each, n) => {
    const facts = factsOf(each);
    const scoped = inScope(facts, question);
    const reasons = scoped ? reasonsOf(retainingReasons(facts, question)) : [];
    return {
      id: `user${n}`,
      role: each.role,
      facts,
      matching: matchesScope(facts, question),
      scoped,
      reasons,
      purged: scoped && reasons.length === 0,
      retained: scoped && reasons.length > 0,
      boundary: isBoundary(each.purge_date, bounds),
    };
  });
  return { question, all };
}

describe('preview, job and plain rule', () => {
  test('agree about every user, for random users and settings', async () => {
    const folder = temporaryFolder();
    let runs = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(person, { minLength: 20, maxLength: 60 }),
        settings,
        async (people, asked) => {
          const engine = new TestEngine(folder);
          await engine.create(`Run ${++runs}`);
          try {
            const path = await writeWorkbook(join(folder, 'People.xlsx'), {
              rows: [HEADINGS, ...people.map(rowOf)],
            });
            await engine.importFile(path, 'candidates');
            const expected = expectedOutcome(people, asked);
            await checkPreview(engine, asked, expected);
            await checkJob(engine, asked, expected);
          } finally {
            await engine.close();
          }
        },
      ),
      { numRuns: 12 },
    );
  });

  type Expected = ReturnType<typeof expectedOutcome>;
  const ids = (list: readonly { id: string }[]) => list.map(({ id }) => id).sort();

  async function checkPreview(
    engine: TestEngine,
    asked: PurgeSettings,
    { all, question }: Expected,
  ) {
    const before = { users: await engine.users(), status: await engine.ask.workspace.status() };
    const preview = await engine.ask.jobs.previewPurge(asked);
    const purged = all.filter((each) => each.purged);
    expect(preview).toMatchObject({
      settings: asked,
      lastPurgeDate: question.bounds.last,
      users: all.length,
      inScope: all.filter((each) => each.scoped).length,
      outOfScope: all.filter((each) => !each.scoped).length,
      noPurgeDate: all.filter((each) => each.matching && each.facts.purge_date === null).length,
      purged: purged.length,
      retained: all.filter((each) => each.retained).length,
      boundary: all.filter((each) => each.matching && each.boundary).length,
      waived: purged.reduce((sum, each) => sum + waivedAmount(each.facts), 0),
      boundaryNotTaken: all.filter((each) => each.matching && each.boundary && !each.scoped).length,
      contacts: all.filter((each) => each.scoped && each.facts.record_type === 'Contact').length,
      unknownRecordType: all.filter((each) => each.scoped && each.facts.record_type === null)
        .length,
      purgedWithStaffRole: purged.filter((each) => each.role === 'Yes').length,
      purgedWithUnknownRole: purged.filter((each) => each.role === null).length,
    });
    for (const reason of RETAIN_REASONS) {
      const count = (list: { reason: string; users: number }[]) =>
        list.find((each) => each.reason === reason)?.users ?? 0;
      expect(count(preview.reasons)).toBe(
        all.filter((each) => each.reasons.includes(reason)).length,
      );
      const unknown = purged.filter((each) =>
        reasonsOf(unknownReasons(each.facts)).includes(reason),
      );
      expect(count(preview.unknown)).toBe(unknown.length);
    }
    for (const reading of READINGS) {
      const bounds = dayBounds(reading, asked.runDate, asked.days);
      const scoped = all.filter((each) => inScope(each.facts, { ...question, bounds }));
      expect(preview.byReading[reading]).toBe(scoped.length);
    }
    // The users behind the numbers.
    for (const part of ['purged', 'retained', 'inScope'] as const) {
      const criteria: Criteria = { op: 'inPreview', previewId: preview.previewId, part };
      const wanted = all.filter((each) => (part === 'inScope' ? each.scoped : each[part]));
      if (wanted.length > 0) expect(await engine.identifiers(criteria)).toEqual(ids(wanted));
    }
    expect({ users: await engine.users(), status: await engine.ask.workspace.status() }).toEqual(
      before,
    );
  }

  async function checkJob(engine: TestEngine, asked: PurgeSettings, { all }: Expected) {
    const report = await engine.purgeAsAlma(asked);
    const purged = all.filter((each) => each.purged);
    const retained = all.filter((each) => each.retained);
    expect(report).toMatchObject({
      total: purged.length + retained.length,
      done: purged.length + retained.length,
      finished: purged.length,
      failed: retained.length,
      boundary: all.filter((each) => each.matching && each.boundary).length,
      boundaryNotTaken: all.filter((each) => each.matching && each.boundary && !each.scoped).length,
      waived: purged.reduce((sum, each) => sum + waivedAmount(each.facts), 0),
    });
    const boundary = all.filter((each) => each.matching && each.boundary);
    expect(report.events.find(({ code }) => code === 'boundary')?.users ?? 0).toBe(boundary.length);
    const atBound: Criteria = { op: 'inJob', jobId: report.jobId, reason: 'boundary' };
    expect(await engine.identifiers(atBound)).toEqual(ids(boundary));
    expect(await engine.jobIdentifiers(report.jobId, 'purged')).toEqual(ids(purged));
    const { rows } = await engine.ask.jobs.users({
      jobId: report.jobId,
      outcome: 'retained',
      offset: 0,
      limit: 1000,
    });
    expect(Object.fromEntries(rows.map((row) => [row.primary_identifier, row.reasons]))).toEqual(
      Object.fromEntries(retained.map((each) => [each.id, each.reasons])),
    );
    for (const reason of RETAIN_REASONS) {
      const unknown = purged.filter((each) =>
        reasonsOf(unknownReasons(each.facts)).includes(reason),
      );
      expect(report.unknown.find((each) => each.reason === reason)?.users ?? 0).toBe(
        unknown.length,
      );
      const event = report.events.find((each) => each.code === reason);
      const concerned = retained.filter((each) => each.reasons.includes(reason));
      expect(event?.users ?? 0).toBe(concerned.length);
      const criteria: Criteria = { op: 'inJob', jobId: report.jobId, outcome: 'retained', reason };
      expect(await engine.identifiers(criteria)).toEqual(ids(concerned));
    }
    expect(await engine.identifiers({ op: 'membership', value: 'deleted' })).toEqual(ids(purged));
    expect(await engine.ask.review.counts()).toMatchObject({
      candidates: all.length,
      deleted: purged.length,
    });
  }
});

describe('the purge job', () => {
  test('takes only candidates: who left the review or stands on a list alone is not purged', async () => {
    const engine = await newEngine();
    await engine.candidates(['old', 'both']);
    await engine.exclusions('stranger');
    await engine.candidates(['both', 'new'], 'replace');
    const preview = await engine.ask.jobs.previewPurge(PURGE);
    expect(preview).toMatchObject({ users: 2, purged: 2 });
    const { jobId } = await engine.purgeAsAlma();
    expect(await engine.jobIdentifiers(jobId, 'purged')).toEqual(['both', 'new']);
    expect(await engine.jobIdentifiers(jobId, 'retained')).toEqual([]);
  });

  test('never takes a user twice: a second run finds nobody', async () => {
    const engine = await newEngine();
    await engine.candidates(['a', { id: 'b', loans: 1 }]);
    await engine.purgeAsAlma();
    const second = await engine.purgeAsAlma();
    expect(second).toMatchObject({ total: 1, finished: 0, failed: 1 });
    expect(await engine.jobIdentifiers(second.jobId, 'retained')).toEqual(['b']);
  });

  test('by group takes the moved users only, not those who were excluded', async () => {
    const engine = await newEngine();
    await engine.candidates([
      'a',
      'b',
      { id: 'staff', role: 'Yes' },
      { id: 'linked', group: 'I-Share' },
    ]);
    await engine.exclusions('b');
    await engine.ask.review.applyRules();
    const left: Criteria = {
      op: 'all',
      of: [
        { op: 'membership', value: 'candidate' },
        { op: 'not', of: { op: 'decision', values: ['excluded'] } },
      ],
    };
    await engine.approve({ op: 'decision', values: ['undecided'] });
    const set = await engine.ask.sets.create({
      name: 'To purge',
      criteria: left,
      origin: { from: 'review', users: 'all' },
    });
    await engine.move(set.setId);
    const { jobId } = await engine.purge({ userGroup: 'OK to Purge' });
    expect(await engine.jobIdentifiers(jobId, 'purged')).toEqual(['a']);
    expect(await engine.ask.jobs.report({ jobId })).toMatchObject({
      total: 1,
      finished: 1,
      failed: 0,
    });
  });

  test('stores its settings in words, with the reading of the day bound', async () => {
    const engine = await newEngine();
    const { settings: shown } = await engine.purgeAsAlma({
      userGroup: 'OK to Purge',
      waiveThreshold: 999,
    });
    expect(Object.fromEntries(shown.map(({ label, value }) => [label, value]))).toMatchObject({
      'Run date': '2026-11-21',
      'Number of days after purge date': '30',
      'User record type': 'Public',
      'User group': 'OK to Purge',
      'Waive threshold': '9.99 USD',
      'Last purge date taken': '2026-10-22',
    });
    expect(shown.find(({ label }) => label === 'Which purge dates count')?.value).toMatch(
      /^As CARLI describes it \(CARLI\): /,
    );
  });

  test('its report and workbook write dates, amounts and times as the page does that asked', async () => {
    const engine = await newEngine();
    await engine.candidates([{ id: 'a', balance: '5.00' }]);
    await engine.approve();
    const locales = ['C', 'de-DE'];
    const parameters = { ...PURGE, days: 1200, waiveThreshold: 123450 };
    const job = { kind: 'purge-user-records', name: 'Purge', parameters } as const;
    const { jobId } = await engine.ask.jobs.submit({ job, capture: null, locales });
    const { settings: shown, submittedAt } = await engine.completed(jobId);
    expect(Object.fromEntries(shown.map(({ label, value }) => [label, value]))).toMatchObject({
      'Run date': '21.11.2026',
      'Number of days after purge date': '1.200',
      'Waive threshold': '1.234,50\u00a0$',
    });
    const file = join(engine.folder, 'Report.xlsx');
    await engine.exportReport(jobId, file, locales);
    const book = await readReportBook(file);
    for (const { label, value } of shown) expect(book.fact('Settings', label)).toBe(value);
    // Not a text: whoever opens it sees it as their own system writes it.
    expect(book.fact('Money, last day, and what isn’t known', 'Balances waived')).toBe(5);
    // The clock of the workspace's zone, to the second.
    const submitted = new Date(submittedAt);
    const clock = submitted.getTime() - submitted.getTimezoneOffset() * 60_000;
    expect(book.fact('What was done', 'Submitted')).toEqual(
      new Date(Math.floor(clock / 1000) * 1000),
    );
  });

  test.each<[string, Partial<PurgeSettings>]>([
    ['a group with record type All', { recordType: 'All', userGroup: 'OK to Purge' }],
    ['a group with record type Contact', { recordType: 'Contact', userGroup: 'OK to Purge' }],
  ])('%s is refused, for the preview and the job, and nothing is submitted', async (_, change) => {
    const engine = await newEngine();
    await engine.candidates(['a']);
    expect(await refusal(engine.ask.jobs.previewPurge({ ...PURGE, ...change }))).toMatchObject({
      reason: 'purge.settings',
    });
    expect(await refusal(engine.purgeAsAlma(change))).toMatchObject({ reason: 'purge.settings' });
    expect(await engine.ask.jobs.list()).toEqual([]);
  });

  test('jobs are listed newest first and finished ones are told as events', async () => {
    const engine = await newEngine();
    const first = await engine.purgeAsAlma();
    const second = await engine.purgeAsAlma();
    expect((await engine.ask.jobs.list()).map((job) => job.jobId)).toEqual([
      second.jobId,
      first.jobId,
    ]);
    expect(second.endedAt!).toBeGreaterThanOrEqual(second.startedAt!);
    expect(second.startedAt!).toBeGreaterThanOrEqual(second.submittedAt);
    const finished = engine.events.filter((event) => event.type === 'job.finished');
    expect(finished.map((event) => event.jobId)).toEqual([first.jobId, second.jobId]);
    expect((await engine.ask.workspace.status()).runningJobs).toBe(0);
  });
});

describe('the report as a workbook', () => {
  test('shows settings, counts that add up, and every user with all reasons', async () => {
    const engine = await newEngine();
    await engine.candidates([
      { id: '00123', first: '=1+1', last: 'Doe' },
      { id: 'b', loans: 2, balance: '50.00' },
      { id: 'c', balance: '1.00' },
      { id: 'd', purge: '2026-10-22' },
    ]);
    await engine.approve();
    const png = readFileSync(join(import.meta.dirname, '../../node_modules/electron/dist/version'));
    engine.session.captures.keep('capture-token', { png, takenAt: 0, width: 10, height: 10 });
    const { jobId } = await engine.run(
      { kind: 'purge-user-records', name: 'Purge', parameters: PURGE },
      'capture-token',
    );
    const file = join(engine.folder, 'Report.xlsx');
    const answer = await engine.exportReport(jobId, file);
    // Four users, one of them on the last day, and three more rows for their events.
    expect(answer).toEqual({ fileName: 'Report.xlsx', rows: 8 });
    const book = await readReportBook(file);
    expect(book.fact('What happened', 'Users in scope')).toBe(4);
    expect(book.fact('What happened', 'Purged')).toBe(3);
    expect(book.fact('What happened', 'Retained')).toBe(1);
    const told = 'Money, last day, and what isn’t known';
    expect(book.fact(told, 'Users on the last day (boundary)')).toBe(1);
    expect(book.fact(told, 'Balances waived')).toBe(1);
    expect(book.fact('What was done', 'Submitted by')).toBe('Tester');
    expect(book.fact('Picture of the settings', 'SHA-256')).toBe(
      createHash('sha256').update(png).digest('hex'),
    );
    expect(book.column('Purged', 'Primary identifier')).toEqual(['00123', 'c', 'd']);
    expect(book.rows('Purged')[0]).toMatchObject({ 'Last name': 'Doe', 'First name': '=1+1' });
    const label = (reason: keyof typeof RETAIN_REASON_TEXTS) => RETAIN_REASON_TEXTS[reason].label;
    expect(book.rows('Retained')).toMatchObject([
      {
        'Primary identifier': 'b',
        'Retained because': `${label('outstanding-loans')}; ${label('fines-fees')}`,
        Evidence: 'Loans 2: candidates 1.xlsx, row 3; Balance 50.00 USD: candidates 1.xlsx, row 3',
      },
    ]);
    expect(await packedParts(file, 'xl/media/')).toEqual([png]);
    expect(book.column('Events by user', 'Primary identifier').toSorted()).toEqual(['b', 'b', 'd']);
  });

  test('lists more users than one page holds, each once', async () => {
    const engine = await newEngine();
    const many = Array.from({ length: 2345 }, (_, n) =>
      n % 3 === 0 ? { id: `u${n}`, loans: 1 } : `u${n}`,
    );
    await engine.candidates(many);
    const { jobId } = await engine.purgeAsAlma();
    const file = join(engine.folder, 'Report.xlsx');
    await engine.exportReport(jobId, file);
    const book = await readReportBook(file);
    const [purged, retained] = ['Purged', 'Retained'].map((list) =>
      book.column(list, 'Primary identifier'),
    );
    expect(purged).toHaveLength(1563);
    expect(retained).toHaveLength(782);
    expect(new Set([...purged!, ...retained!]).size).toBe(2345);
  });
});
