/** Names that jobs are given, as Alma offers them. */
import { expect, test } from 'vitest';
import { defaultJobName, JOB_KINDS, JOB_TITLES } from '#shared/domain/jobs.ts';

test('a job is named by its title, its set and the date', () => {
  expect(defaultJobName('update-notify-users', 'To purge', '2026-11-21')).toBe(
    'Update/Notify Users - To purge - 2026-11-21',
  );
  expect(defaultJobName('purge-user-records', null, '2026-11-21')).toBe(
    'Purge User Records - 2026-11-21',
  );
  expect(Object.keys(JOB_TITLES)).toEqual([...JOB_KINDS]);
});
