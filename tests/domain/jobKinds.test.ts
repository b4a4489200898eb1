/** Kinds of jobs: their names as Alma offers them, and what each definition must agree with. */
import { expect, test } from 'vitest';
import { minusDays } from '#shared/domain/calendar.ts';
import { lastPurgeDateTaken, READINGS } from '#shared/domain/dayBound.ts';
import { defaultJobName, JOB_KINDS, JOB_OUTCOMES, jobKind } from '#shared/jobKinds/jobKinds.ts';
import { doubtOfPurgeDate } from '#shared/jobKinds/updateWarnings.ts';

test('a job is named by its title, its set and the date', () => {
  expect(defaultJobName('update-notify-users', 'To purge', '2026-11-21')).toBe(
    'Update/Notify Users - To purge - 2026-11-21',
  );
  expect(defaultJobName('purge-user-records', null, '2026-11-21')).toBe(
    'Purge User Records - 2026-11-21',
  );
});

test('no two kinds have a name or a title in common, nor an outcome that each calls otherwise', () => {
  const titles = JOB_KINDS.map((kind) => jobKind(kind).title);
  for (const names of [JOB_KINDS, titles, JOB_OUTCOMES])
    expect(new Set<string>(names).size).toBe(names.length);
  for (const outcome of JOB_OUTCOMES) {
    const words = JOB_KINDS.flatMap((kind) => jobKind(kind).outcomes[outcome] ?? []);
    expect(new Set(words.map((each) => JSON.stringify(each))).size).toBe(1);
  }
});

test.each(JOB_KINDS)('events of %s differ by code, and speak of its own outcomes', (kind) => {
  const { events, outcomes } = jobKind(kind);
  const all = events({ setId: 1, userGroup: 'OK to Purge' });
  expect(new Set(all.map(({ code }) => code)).size).toBe(all.length);
  for (const { filter } of all)
    if (filter.outcome !== undefined) expect(Object.keys(outcomes)).toContain(filter.outcome);
});

test('a purge date that is given is doubtful unless a run takes it in every reading', () => {
  const runDate = '2026-11-21';
  const dates = Array.from({ length: 60 }, (_, n) => minusDays('2026-12-05', n));
  for (const days of [0, 1, 30])
    for (const purgeDate of dates) {
      const takes = READINGS.map((each) => purgeDate <= lastPurgeDateTaken(each, runDate, days));
      for (const reading of READINGS) {
        const doubt = doubtOfPurgeDate(purgeDate, { reading, runDate, days });
        expect([purgeDate, doubt === undefined]).toEqual([purgeDate, takes.every(Boolean)]);
        expect(doubt === 'boundary').toBe(takes.some(Boolean) && !takes.every(Boolean));
        expect(doubt === 'ahead').toBe(purgeDate > runDate);
      }
    }
});
