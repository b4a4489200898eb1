/**
 * On which day personal data is due: counted by calendar days, never earlier than anything that puts it off, and never a
 * day late. A day too early takes a workspace out of the hands of people who work in it; one too late breaks a promise.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type IsoDate, minusDays } from '#shared/domain/calendar.ts';
import {
  dueDay,
  MOST_POSTPONED_DAYS,
  postponableDays,
  type RetentionFacts,
  retentionState,
} from '#shared/domain/retention.ts';

const FACTS: RetentionFacts = {
  firstFile: '2026-01-10',
  lastFile: '2026-02-01',
  lastJob: null,
  postponedUntil: null,
  knownSince: null,
};
const YEAR = { days: 365, fixedDay: null };

describe('the due day', () => {
  test('is so many days after the last job, or after the last file while there is none', () => {
    expect(dueDay(YEAR, FACTS)).toBe('2027-02-01');
    expect(dueDay(YEAR, { ...FACTS, lastJob: '2026-01-20' })).toBe('2027-01-20');
    // Over the last of February.
    expect(dueDay(YEAR, { ...FACTS, lastJob: '2027-06-01' })).toBe('2028-05-31');
    expect(dueDay({ ...YEAR, days: 1 }, FACTS)).toBe('2026-02-02');
  });

  test('is none where nobody is in the workspace, whatever jobs there were', () => {
    const empty = { ...FACTS, firstFile: null, lastFile: null, lastJob: '2020-01-01' };
    expect(dueDay(YEAR, empty)).toBe(null);
    expect(dueDay({ ...YEAR, fixedDay: '2026-05-01' }, empty)).toBe(null);
    expect(retentionState(null, '2030-01-01')).toBe('none');
  });

  test('is the fixed day, unless that was over when the data came', () => {
    const fixed = (fixedDay: IsoDate) => dueDay({ days: 365, fixedDay }, FACTS);
    expect(fixed('2026-07-01')).toBe('2026-07-01');
    expect(fixed('2031-07-01')).toBe('2031-07-01');
    expect(fixed('2026-01-10')).toBe('2027-02-01');
    // A job after it doesn't begin a new year.
    const late = { ...FACTS, lastJob: '2026-08-01', postponedUntil: '2026-09-01' };
    expect(dueDay({ days: 365, fixedDay: '2026-07-01' }, late)).toBe('2026-09-01');
  });

  test('of a workspace that knew of none comes with a month of notice', () => {
    const old = { ...FACTS, lastJob: '2020-03-01', knownSince: '2026-11-21' };
    expect(dueDay(YEAR, old)).toBe('2026-12-21');
    expect(retentionState(dueDay(YEAR, old), '2026-11-21')).toBe('notice');
  });
});

test.each([
  [31, 'none'],
  [30, 'notice'],
  [29, 'notice'],
  [8, 'notice'],
  [7, 'urgent'],
  [1, 'urgent'],
  [0, 'due'],
  [-1, 'due'],
  [-4000, 'due'],
] as const)('%i days before, it is %s', (days, state) => {
  expect(retentionState('2027-03-01', minusDays('2027-03-01', days))).toBe(state);
});

test('it is postponed until a later day, a year ahead at most', () => {
  const today = '2026-11-30';
  expect(postponableDays({ dueOn: '2026-12-10', state: 'notice' }, today)).toEqual({
    ...{ first: '2026-12-11', last: '2027-11-30' },
  });
  expect(postponableDays({ dueOn: '2026-06-01', state: 'due' }, today)?.first).toBe('2026-12-01');
  // Found by a clock that went ahead: there is a way on.
  expect(postponableDays({ dueOn: '2050-01-01', state: 'due' }, today)?.first).toBe('2026-12-01');
  expect(postponableDays({ dueOn: '2027-11-30', state: 'none' }, today)).toBe(undefined);
  expect(postponableDays({ dueOn: null, state: 'none' }, today)).toBe(undefined);
});

const day = fc.integer({ min: -4000, max: 4000 }).map((days) => minusDays('2026-11-30', days));
const orNull = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: null });

test('whatever is known, nothing comes before what puts it off, and each later job or file puts it off or nothing', () => {
  fc.assert(
    fc.property(
      ...[fc.integer({ min: 1, max: 3650 }), orNull(day), day, day, orNull(day), orNull(day)],
      (days, fixedDay, oneFile, otherFile, lastJob, postponedUntil) => {
        const [firstFile, lastFile] = [oneFile, otherFile].sort() as [IsoDate, IsoDate];
        const facts = { firstFile, lastFile, lastJob, postponedUntil, knownSince: null };
        const rule = { days, fixedDay };
        const due = dueDay(rule, facts)!;
        if (postponedUntil) expect(due >= postponedUntil).toBe(true);
        expect(due > firstFile || lastJob !== null).toBe(true);
        const after = dueDay(rule, { ...facts, lastJob: minusDays(lastJob ?? lastFile, -1) })!;
        expect(after >= due).toBe(true);
        // Days are told one after another, and once it is due it stays.
        const states = [31, 30, 7, 0, -1].map((left) => retentionState(due, minusDays(due, left)));
        expect(states).toEqual(['none', 'notice', 'urgent', 'due', 'due']);
        const left = postponableDays({ dueOn: due, state: retentionState(due, due) }, due)!;
        expect(dueDay(rule, { ...facts, postponedUntil: left.last })).toBe(
          minusDays(due, -MOST_POSTPONED_DAYS),
        );
      },
    ),
  );
});
