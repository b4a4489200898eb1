/**
 * All jobs, newest first, in the columns of Alma's jobs page: those under way apart from those that have ended, which
 * can be filtered; with the two ways to start one. A job opens in the side panel.
 */
import { Button, Progress } from '@mantine/core';
import {
  IconAlertTriangle,
  IconCircleCheck,
  IconClock,
  IconPlayerPlay,
  IconUserEdit,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { JobSummary } from '#shared/contract/shapes/jobs.ts';
import { hasEnded, SHOWN_STATE_TEXTS, type ShownState, shownState } from '#shared/domain/jobs.ts';
import { type JobKind, jobKind, kindOfStep } from '#shared/jobKinds/jobKinds.ts';
import { waitsFor } from '#shared/refusals/fileRefusals.ts';
import { queries } from '../../client/engineClient.ts';
import { useJobProgress } from '../../client/progress.ts';
import { useStatus } from '../../client/workspace.ts';
import { useWriteBar } from '../../client/writing.ts';
import { navigate, usePlace } from '../../place/navigation.ts';
import { type DataColumn, DataTable } from '../../ui/DataTable.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { formatCount } from '../../ui/format.ts';
import { RestorationNote } from '../../ui/RestorationNote.tsx';
import { ScreenFrame } from '../../ui/ScreenFrame.tsx';
import { InstantText } from '../../ui/Values.tsx';
import { JobFilterBar, NoneLikeThat } from './JobFilterBar.tsx';
import styles from './JobList.module.css';
import { JobPanel } from './JobPanel.tsx';
import { type JobFilter, NO_JOB_FILTER, passesJobFilter } from './jobFilter.ts';
import { fractionOf, useHeldJobs, withProgress } from './jobProgress.ts';
import { pagesOf } from './kinds/pagesOf.ts';
import { jobFilterWords, jobListWords, runJobWords } from './words.tsx';

/** The last of the cycle's jobs is the one that everything leads to. */
const last = kindOfStep('purge');

export function JobList() {
  const { jobId } = usePlace('jobs');
  const { data: jobs, error } = useQuery(queries.jobs.list.queryOptions());
  const open = jobs?.find((job) => job.jobId === jobId);
  return (
    <ScreenFrame
      title={jobListWords.title}
      secondary={<RunAJobButton />}
      primary={<StartButton kind={last} />}
      side={open && <JobPanel job={open} />}
      sideTitle={open && jobListWords.sideTitle(open.jobId)}
      onCloseSide={() => navigate({ screen: 'jobs' })}
    >
      <div className={styles.note}>
        <RestorationNote />
      </div>
      <ErrorNote error={error} />
      {!error && <Lists jobs={jobs} jobId={jobId} />}
    </ScreenFrame>
  );
}

interface ListsProps {
  /** Undefined while they load. */
  readonly jobs: readonly JobSummary[] | undefined;
  /** The open one. */
  readonly jobId: number | undefined;
}

function Lists({ jobs, jobId }: ListsProps) {
  const [filter, setFilter] = useState<JobFilter>(NO_JOB_FILTER);
  const shared = {
    columns: COLUMNS,
    rowKey: (job: JobSummary) => job.jobId,
    selectedKey: jobId,
    onOpen: (job: JobSummary) => navigate({ screen: 'jobs', jobId: job.jobId }),
  };
  if (!jobs || jobs.length === 0)
    return <DataTable {...shared} label={jobListWords.title} rows={jobs} empty={<NoJobs />} />;
  const underWay = jobs.filter(({ state }) => !hasEnded(state));
  const ended = jobs.filter(({ state }) => hasEnded(state));
  const shown = ended.filter(passesJobFilter(filter, Date.now()));
  return (
    <>
      {underWay.length > 0 && (
        <section aria-label={jobFilterWords.underWay} className={styles.underWay}>
          <h2 className={styles.part}>{jobFilterWords.underWay}</h2>
          <DataTable {...shared} label={jobFilterWords.underWay} rows={underWay} />
        </section>
      )}
      {ended.length > 0 && (
        <section aria-label={jobFilterWords.ended}>
          {underWay.length > 0 && <h2 className={styles.part}>{jobFilterWords.ended}</h2>}
          {ended.length > 1 && <JobFilterBar jobs={ended} filter={filter} onChange={setFilter} />}
          <DataTable
            {...shared}
            label={jobListWords.title}
            rows={shown}
            empty={<NoneLikeThat onShowAll={() => setFilter(NO_JOB_FILTER)} />}
          />
        </section>
      )}
    </>
  );
}

/** The way to jobs that are run on a set, as in Alma. */
function RunAJobButton() {
  return (
    <Button
      variant="default"
      leftSection={<IconPlayerPlay size={16} aria-hidden />}
      onClick={() => navigate({ screen: 'jobs', choosing: true })}
      {...useWriteBar()}
    >
      {runJobWords.title}
    </Button>
  );
}

function StartButton({ kind }: { readonly kind: JobKind }) {
  const { icon: Icon } = pagesOf(kind);
  return (
    <Button
      leftSection={<Icon size={16} aria-hidden />}
      onClick={() => navigate({ screen: 'jobs', dialog: kind })}
      {...useWriteBar()}
    >
      {kind === last ? jobListWords.addJob(jobKind(kind).title) : jobKind(kind).title}
    </Button>
  );
}

const { columns } = jobListWords;
const COLUMNS: readonly DataColumn<JobSummary>[] = [
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
      </>
    ),
  },
  { key: 'status', label: columns.status, width: 132, cell: (job) => <Status job={job} /> },
  { key: 'user', label: columns.user, width: 92, room: 52, cell: (job) => job.user },
  {
    key: 'started',
    label: columns.started,
    room: 44,
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
];

function Amount({ job, part }: { readonly job: JobSummary; readonly part: 'finished' | 'failed' }) {
  // What became of whom is counted when the job has come to its end.
  if (!hasEnded(job.state)) return '–';
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
  const now = withProgress(job, useJobProgress(job.jobId));
  const held = useHeldJobs();
  if (held && !hasEnded(now.state)) return jobListWords.waits(waitsFor(held.by));
  if (now.state === 'running') {
    const percent = Math.round((fractionOf(now) ?? 0) * 100);
    return (
      <>
        {jobListWords.running(percent)}
        <Progress value={percent} size={4} mt={4} aria-hidden />
      </>
    );
  }
  const shown = shownState(now);
  const Icon = ENDED_ICONS.get(shown) ?? IconClock;
  return (
    <span className={styles.status} data-state={now.state}>
      <Icon size={16} aria-hidden /> {SHOWN_STATE_TEXTS[shown]}
    </span>
  );
}

function NoJobs() {
  const first = kindOfStep('update');
  const sets = useStatus().data?.sets ?? 0;
  return (
    <EmptyState
      icon={IconUserEdit}
      title={jobListWords.noJobs}
      action={
        sets > 0 ? (
          <Button variant="default" onClick={() => navigate({ screen: 'jobs', dialog: first })}>
            {jobKind(first).title}
          </Button>
        ) : (
          <Button variant="default" onClick={() => navigate({ screen: 'sets' })}>
            {jobListWords.goToSets}
          </Button>
        )
      }
    >
      {jobListWords.howItGoes(jobKind(first).title, jobKind(last).title)}
    </EmptyState>
  );
}
