/** The columns of the lists of jobs: those of Alma's jobs page, and what can be done with a job. */
import { Progress } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconClock } from '@tabler/icons-react';
import type { JobSummary } from '#shared/contract/shapes/jobs.ts';
import { hasEnded, SHOWN_STATE_TEXTS, type ShownState, shownState } from '#shared/domain/jobs.ts';
import { jobKind } from '#shared/jobKinds/jobKinds.ts';
import { waitsFor } from '#shared/refusals/fileRefusals.ts';
import { useJobProgress } from '../../client/progress.ts';
import { whyUnproved } from '../../ui/CertificateButtons.tsx';
import type { DataColumn } from '../../ui/DataTable.tsx';
import { formatCount } from '../../ui/format.ts';
import { InstantText } from '../../ui/Values.tsx';
import { oldJobsWords } from '../../ui/words/oldJobs.tsx';
import { takenOutAlone } from '../../ui/words/outcomes.ts';
import { JobActions } from './JobActions.tsx';
import styles from './JobList.module.css';
import { fractionOf, lookingThrough, useHeldJobs, withProgress } from './jobProgress.ts';
import { jobListWords } from './words.tsx';

const { columns } = jobListWords;
export const JOB_COLUMNS: readonly DataColumn<JobSummary>[] = [
  { key: 'id', label: columns.id, width: 60, align: 'right', cell: (job) => job.jobId },
  {
    key: 'name',
    label: columns.name,
    cell: (job) => (
      <>
        <span className={styles.name} title={job.name}>
          {job.name}
        </span>
        {!job.name.startsWith(jobKind(job.kind).title) && (
          <span className={styles.aside}>{jobKind(job.kind).title}</span>
        )}
        {job.forgotten && (
          <span className={styles.aside}>
            {oldJobsWords.removed(<InstantText instant={job.forgotten.at} dayOnly />)}
          </span>
        )}
      </>
    ),
  },
  { key: 'status', label: columns.status, width: 132, cell: (job) => <Status job={job} /> },
  { key: 'user', label: columns.user, width: 92, room: 52, cell: (job) => job.user },
  {
    key: 'started',
    label: columns.started,
    room: 52,
    width: 116,
    cell: (job) => <InstantText instant={job.startedAt} />,
  },
  {
    key: 'ended',
    label: columns.ended,
    room: 36,
    width: 116,
    cell: (job) => <InstantText instant={job.endedAt} />,
  },
  {
    key: 'finished',
    label: columns.finished,
    room: 28,
    width: 80,
    align: 'right',
    cell: (job) => <Amount job={job} part="finished" />,
  },
  {
    key: 'failed',
    label: columns.failed,
    room: 28,
    width: 80,
    align: 'right',
    cell: (job) => <Amount job={job} part="failed" />,
  },
  {
    key: 'actions',
    label: columns.actions,
    isMute: true,
    width: 44,
    cell: (job) => <JobActions job={job} />,
  },
];

function Amount({ job, part }: { readonly job: JobSummary; readonly part: 'finished' | 'failed' }) {
  // What became of whom is counted when the job has come to its end.
  if (!hasEnded(job.state)) return '–';
  const taken = takenOutAlone(job);
  if (taken && part === 'finished')
    return (
      <>
        {formatCount(taken.rows + taken.quotations)}
        <span className={styles.aside}>{jobListWords.takenOut}</span>
      </>
    );
  return (
    <>
      {formatCount(job[part])}
      <span className={styles.aside}>{jobKind(job.kind)[part].listed}</span>
    </>
  );
}

const ENDED_ICONS: ReadonlyMap<ShownState, typeof IconClock> = new Map([
  ['successful', IconCircleCheck],
  ['with-errors', IconCircleCheck],
  ['failed', IconAlertTriangle],
]);

function Status({ job }: { readonly job: JobSummary }) {
  const progress = useJobProgress(job.jobId);
  const now = withProgress(job, progress);
  const looking = lookingThrough(job, progress);
  const held = useHeldJobs();
  if (held && !hasEnded(now.state)) return jobListWords.waits(waitsFor(held.by));
  if (now.state === 'running') {
    const percent = Math.round((fractionOf(looking ?? now) ?? 0) * 100);
    return (
      <>
        {looking ? jobListWords.looking[looking.of](percent) : jobListWords.running(percent)}
        <Progress value={percent} size={4} mt={4} aria-hidden />
      </>
    );
  }
  const shown = shownState(now);
  // Of an erasing that isn't proved “with errors” doesn't tell whom it left alone.
  const isUnproved = whyUnproved(job) !== undefined;
  const Icon = isUnproved ? IconAlertTriangle : (ENDED_ICONS.get(shown) ?? IconClock);
  return (
    <span className={styles.status} data-state={isUnproved ? 'failed' : now.state}>
      <Icon size={16} aria-hidden /> {SHOWN_STATE_TEXTS[shown]}
    </span>
  );
}
