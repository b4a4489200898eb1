/**
 * Jobs that wait for the disk and jobs that failed, on screen: list, panel, status bar and report say why in the same
 * words. A job that just stands still, or one that failed without a reason, would be submitted again and again.
 */
import { beforeEach, expect, test, vi } from 'vitest';
import type { JobSummary } from '#shared/contract/shapes/jobs.ts';
import type { WorkspaceStatus } from '#shared/contract/shapes/workspace.ts';
import { queries, queryClient } from '../../src-renderer/client/engineClient.ts';
import { InboxScreen } from '../../src-renderer/screens/inbox/InboxScreen.tsx';
import { JobList } from '../../src-renderer/screens/jobs/JobList.tsx';
import { JobPanel } from '../../src-renderer/screens/jobs/JobPanel.tsx';
import { ReportList } from '../../src-renderer/screens/reports/ReportList.tsx';
import { HeldWork } from '../../src-renderer/shell/HeldWork.tsx';
import { shownText } from '../support/shownText.tsx';

vi.hoisted(() => {
  vi.stubGlobal('navigator', { languages: ['en-US'] });
  vi.stubGlobal('window', new EventTarget());
});

const JOB: JobSummary = {
  jobId: 3,
  kind: 'purge-user-records',
  name: 'Purge in fall',
  setId: null,
  userGroup: 'OK to Purge',
  state: 'running',
  user: 'Ada',
  submittedAt: 1,
  startedAt: 2,
  endedAt: null,
  total: 7001,
  done: 4000,
  finished: 3600,
  failed: 400,
  failure: null,
  hasCapture: false,
  read: false,
  message: null,
  forgotten: null,
  erasure: null,
};
const FAILED: JobSummary = {
  ...JOB,
  state: 'failed',
  endedAt: 3,
  failure: { code: 'job.unreadable' },
  message: 'unread',
};

function shows(jobs: JobSummary[], held: WorkspaceStatus['held']): void {
  const status = { open: true, sets: 1, held } as unknown as WorkspaceStatus;
  queryClient.setQueryData(queries.workspace.status.queryKey(), status);
  queryClient.setQueryData(queries.jobs.list.queryKey(), jobs);
}

beforeEach(() => queryClient.clear());

test('what waits for the disk says so in the list, in the panel and in the status bar', () => {
  const held = [{ work: 'jobs', by: 'file.diskFull' }] as const;
  shows([JOB], [...held]);
  expect(shownText(<JobList />)).toContain('Waits: the disk is full');
  for (const shown of [<JobPanel key="panel" job={JOB} />, <HeldWork key="bar" held={[...held]} />])
    expect(shownText(shown)).toContain('The job waits: the disk is full.');
  expect(shownText(<JobPanel job={JOB} />)).toContain(
    'It goes on by itself as soon as there is room again.',
  );
});

test('what has ended doesn’t wait, whatever is in the way of others', () => {
  shows([{ ...JOB, state: 'completed', endedAt: 3 }], [{ work: 'jobs', by: 'file.noAnswer' }]);
  const list = shownText(<JobList />);
  expect(list).toContain('Completed');
  expect(list).not.toContain('Waits');
});

test('what failed is called so, with its reason, what it had done by then and its counts', () => {
  shows([FAILED], []);
  const list = shownText(<JobList />);
  expect(list).toContain('Failed');
  expect(list).toContain('3,600');
  const panel = shownText(<JobPanel job={FAILED} />);
  expect(panel).toContain('What this job was told to do can’t be read');
  expect(panel).toContain('It had reached 4,000 of 7,001 users by then');
  expect(panel).toContain('Read the report');
  const reports = shownText(
    <ReportList jobs={[FAILED]} chosen={FAILED} onChoose={() => undefined} />,
  );
  expect(reports).toContain('Failed');
  expect(reports).toContain('3,600 purged, 400 retained');
});

test('the inbox tells what failed and why, and nothing of what still runs', () => {
  shows([{ ...JOB, name: 'Still at work' }, FAILED], []);
  const inbox = shownText(<InboxScreen />);
  expect(inbox).toContain('Failed: 3,600 purged, 400 retained');
  expect(inbox).toContain('What this job was told to do can’t be read');
  expect(inbox).not.toContain('Still at work');
  shows([{ ...FAILED, done: 0, finished: 0, failed: 0 }], []);
  expect(shownText(<InboxScreen />)).toContain('Failed: it changed nobody');
});

test('a job that waits for its snapshot names the room it needs, and the way on', () => {
  const held = [{ work: 'snapshot', by: 'file.diskFull', bytes: 412_000_000 }] as const;
  shows([JOB], [...held]);
  const panel = shownText(<JobPanel job={JOB} />);
  expect(panel).toContain('the snapshot before it can’t be kept: the disk is full.');
  expect(panel).toContain('Free 412 MB on the drive of the workspace, or switch snapshots off');
  expect(panel).toContain('Snapshots in Settings');
});
