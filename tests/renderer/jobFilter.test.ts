/** Which completed jobs the Jobs screen shows, and how Alma's page calls their states. */
import { expect, test } from 'vitest';
import type { JobSummary } from '#shared/contract/shapes/jobs.ts';
import { shownState } from '#shared/domain/jobs.ts';
import { NO_JOB_FILTER, passesJobFilter } from '../../src-renderer/screens/jobs/jobFilter.ts';

const NOW = Date.UTC(2026, 10, 29);
const DAY = 86_400_000;
const job = (jobId: number, part: Partial<JobSummary>): JobSummary => ({
  ...{ jobId, kind: 'purge-user-records', name: `Job ${jobId}`, setId: null, userGroup: null },
  ...{ state: 'completed', failure: null, user: 'Ann', submittedAt: NOW, startedAt: NOW },
  ...{
    endedAt: NOW,
    total: 3,
    done: 3,
    finished: 3,
    failed: 0,
    hasCapture: false,
    read: false,
    message: null,
    forgotten: null,
    erasure: null,
  },
  ...part,
});

const JOBS = [
  job(1, {}),
  job(2, { failed: 2, endedAt: NOW - 8 * DAY }),
  job(3, { kind: 'update-notify-users', user: 'Bob', endedAt: NOW - 40 * DAY }),
  job(4, { state: 'failed', endedAt: NOW - 400 * DAY }),
];

test('a completed job with users left as they were is one with errors; whatever else has its own state', () => {
  expect(JOBS.map(shownState)).toEqual(['successful', 'with-errors', 'successful', 'failed']);
  expect(shownState({ state: 'running', failed: 2 })).toBe('running');
});

test.each([
  [{}, [1, 2, 3, 4]],
  [{ kind: 'update-notify-users' }, [3]],
  [{ state: 'with-errors' }, [2]],
  [{ who: 'Ann' }, [1, 2, 4]],
  [{ days: 7 }, [1]],
  [{ days: 31 }, [1, 2]],
  [{ days: 366 }, [1, 2, 3]],
  [{ days: 31, who: 'Bob' }, []],
] as const)('%o shows the jobs %j', (filter, shown) => {
  const passes = passesJobFilter({ ...NO_JOB_FILTER, ...filter }, NOW);
  expect(JOBS.filter(passes).map(({ jobId }) => jobId)).toEqual(shown);
});
