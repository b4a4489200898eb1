/**
 * A third kind of job, which the program doesn't have, is checked, submitted, run, resumed and reported with nothing but
 * its own definition and its own folder: code elsewhere that tells two kinds apart by their names would show here.
 */
import { join } from 'node:path';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { KIND_LIST } from '#engine/jobs/kinds/kindList.ts';
import { EVERYBODY } from '#shared/domain/criteria.ts';
import { eventText, type JobKind } from '#shared/jobKinds/jobKinds.ts';
import { newEngine, refusal, type TestEngine } from '../support/engine.ts';
import { readReportBook } from '../support/reportBook.ts';
import { noteOn } from '../support/setNote/setNote.ts';

vi.mock('#shared/jobKinds/jobKindList.ts', async (original) => {
  const { JOB_KIND_LIST } = await original<typeof import('#shared/jobKinds/jobKindList.ts')>();
  const { setNote } = await import('../support/setNote/setNote.ts');
  return { JOB_KIND_LIST: [...JOB_KIND_LIST, setNote] };
});
vi.mock('#engine/jobs/kinds/kindList.ts', async (original) => {
  const { KIND_LIST } = await original<typeof import('#engine/jobs/kinds/kindList.ts')>();
  const { setNoteWork } = await import('../support/setNote/work.ts');
  return { KIND_LIST: { ...KIND_LIST, 'set-note': setNoteWork } };
});

const TEXT = 'Look at the file again';

describe('a kind of job that only this test knows', () => {
  let engine: TestEngine;
  let setId: number;

  beforeEach(async () => {
    engine = await newEngine();
    await engine.candidates(['a', 'b', 'c']);
    const { userNo } = await engine.user('b');
    await engine.ask.users.addNote({ userNo, text: 'Came by in May' });
    const set = await engine.ask.sets.create({
      name: 'Everybody',
      criteria: EVERYBODY,
      origin: { from: 'review', users: 'all' },
    });
    setId = set.setId;
  });

  test('is checked, submitted and run, and everybody’s outcome is stored', async () => {
    const check = await engine.ask.jobs.check({ job: noteOn(setId, TEXT) });
    expect(check).toMatchObject({ guarded: false, concerned: 3, going: 3, refusal: null });
    const report = await engine.run(noteOn(setId, TEXT));
    expect(report).toMatchObject({ kind: 'set-note', setId, userGroup: null, review: {} });
    expect(report).toMatchObject({ total: 3, finished: 2, failed: 1, withoutApproval: null });
    expect(report.settings).toEqual([
      { label: 'Set', value: 'Everybody' },
      { label: 'Set members', value: '3 users' },
      { label: 'Note', value: TEXT },
    ]);
    expect(report.events).toMatchObject([
      { code: 'noted', users: 2 },
      { code: 'has-note', users: 1 },
    ]);
    expect(report.events.map(({ code }) => eventText(report, code))).toEqual([
      `Users who got the note “${TEXT}”`,
      'Users left alone: they had a note',
    ]);
    const behind = { op: 'inJob', jobId: report.jobId, ...report.events[0]?.filter } as const;
    expect(await engine.identifiers(behind)).toEqual(['a', 'c']);
    expect(engine.count(`user_note WHERE text = '${TEXT}'`)).toBe(2);
  });

  test('what was known of its users then is frozen, without a line of its own', async () => {
    await engine.approve();
    const { jobId } = await engine.run(noteOn(setId, TEXT));
    await engine.ask.review.undo();
    await engine.candidates([{ id: 'a', group: 'Alumni', purge: '2030-01-31', loans: 2 }]);
    const { rows } = await engine.ask.jobs.users({ jobId, offset: 0, limit: 1 });
    expect(rows).toMatchObject([
      {
        primary_identifier: 'a',
        frozen: true,
        originalGroup: 'Graduate',
        purgeDate: '2021-05-31',
        loans: 0,
        decision: 'approved',
        decidedBy: 'Tester',
      },
    ]);
  });

  test('its report’s workbook has its settings, counts, events and users', async () => {
    const { jobId } = await engine.run(noteOn(setId, TEXT));
    const file = join(engine.folder, 'Report.xlsx');
    const { rows } = await engine.exportReport(jobId, file);
    // Three users, and the one with an event once more.
    expect(rows).toBe(4);
    const book = await readReportBook(file);
    expect(book.head[0]?.[0]).toBe('Set a Note: job report');
    expect(book.fact('Settings', 'Note')).toBe(TEXT);
    expect(book.fact('What happened', 'Noted')).toBe(2);
    expect(book.rows('Job events')).toEqual([
      { Event: `Users who got the note “${TEXT}”`, Users: 2, Severity: 'Information' },
      { Event: 'Users left alone: they had a note', Users: 1, Severity: 'Warning' },
    ]);
    const identifiers = (list: string) => book.column(list, 'Primary identifier');
    expect(identifiers('Noted')).toEqual(['a', 'c']);
    expect(identifiers('Had a note')).toEqual(['b']);
    expect(book.rows('Events by user')).toEqual([
      { 'Job event': 'Users left alone: they had a note', 'Primary identifier': 'b' },
    ]);
  });

  test('changes nothing about the other kinds, and what they ask about jobs leaves it alone', async () => {
    await engine.run(noteOn(setId, TEXT));
    await engine.approve();
    const moved = await engine.move(setId);
    expect(moved).toMatchObject({ kind: 'update-notify-users', finished: 3 });
    const purged = await engine.purge({ userGroup: 'OK to Purge' });
    expect(purged).toMatchObject({ kind: 'purge-user-records', finished: 3 });
    const kinds = (await engine.ask.jobs.list()).map(({ kind }) => kind);
    expect(kinds).toEqual(['purge-user-records', 'update-notify-users', 'set-note']);
  });

  test('its own form says what it takes, as everybody’s does', async () => {
    const blank = await refusal(engine.ask.jobs.submit({ job: noteOn(setId, ''), capture: null }));
    expect(blank.code).toBe('BAD_REQUEST');
    const gone = await refusal(engine.ask.jobs.submit({ job: noteOn(99, TEXT), capture: null }));
    expect(gone.reason).toBe('set.gone');
    expect(engine.count('job')).toBe(0);
  });
});

test('a kind without its work doesn’t compile', () => {
  const { 'purge-user-records': _, ...others } = KIND_LIST;
  // @ts-expect-error one kind is missing
  const list: typeof KIND_LIST = others;
  // @ts-expect-error the program itself has no third kind
  const third: JobKind = 'set-note';
  expect([list, third]).toHaveLength(2);
});
