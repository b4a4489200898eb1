/**
 * How far a job is: a rate that counts rows together with users would say that an hour is left where it is a minute.
 */
import { beforeEach, expect, test } from 'vitest';
import type { JobSummary } from '#shared/contract/shapes/jobs.ts';
import { forgetProgress, noteProgress, useProgress } from '../../src-renderer/client/progress.ts';
import {
  fractionOf,
  lookingThrough,
  withProgress,
} from '../../src-renderer/screens/jobs/jobProgress.ts';

const JOB = { jobId: 7, state: 'running', done: 0, total: 50 } as JobSummary;

beforeEach(forgetProgress);

function heard(of: 'rows' | 'users', done: number, total: number, now: number) {
  noteProgress({ type: 'job.progressed', jobId: 7, of, done, total }, now);
  return useProgress.getState().jobs.get(7)!;
}

test('rows that are looked through are told as rows, users from the first of them on as users', () => {
  heard('rows', 1000, 9000, 0);
  const rows = heard('rows', 4000, 9000, 1000);
  expect(rows).toMatchObject({ of: 'rows', perSecond: 3000 });
  expect(lookingThrough(JOB, rows)).toEqual(rows);
  // Nobody was reached yet.
  expect(withProgress(JOB, rows)).toMatchObject({ done: 0, total: 50, state: 'running' });
  heard('users', 10, 50, 2000);
  const users = heard('users', 30, 50, 3000);
  expect(users).toMatchObject({ of: 'users', perSecond: 20 });
  expect(lookingThrough(JOB, users)).toBeUndefined();
  expect(fractionOf(withProgress(JOB, users))).toBe(0.6);
  expect(lookingThrough({ ...JOB, state: 'completed' }, rows)).toBeUndefined();
});
