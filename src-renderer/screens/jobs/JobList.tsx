/**
 * All jobs, newest first, in the columns of Alma's jobs page: those under way apart from those that have ended, which
 * can be filtered, and those whose people were removed; with the ways to start one. A job opens in the side panel.
 */
import { Button } from '@mantine/core';
import { IconPlayerPlay, IconUserEdit } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { JobSummary } from '#shared/contract/shapes/jobs.ts';
import { hasEnded } from '#shared/domain/jobs.ts';
import { type JobKind, jobKind, kindOfStep } from '#shared/jobKinds/jobKinds.ts';
import { purgeUsers } from '#shared/jobKinds/purgeUsers.ts';
import { queries } from '../../client/engineClient.ts';
import { useSettings, useStatus } from '../../client/workspace.ts';
import { useWriteBar } from '../../client/writing.ts';
import { navigate, usePlace } from '../../place/navigation.ts';
import { DataTable } from '../../ui/DataTable.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { OldJobs } from '../../ui/OldJobs.tsx';
import { RestorationNote } from '../../ui/RestorationNote.tsx';
import { ScreenFrame } from '../../ui/ScreenFrame.tsx';
import { DraftNotes } from './DraftNotes.tsx';
import { JobFilterBar, NoneLikeThat } from './JobFilterBar.tsx';
import styles from './JobList.module.css';
import { JobPanel } from './JobPanel.tsx';
import { JOB_COLUMNS } from './jobColumns.tsx';
import { type JobFilter, NO_JOB_FILTER, passesJobFilter } from './jobFilter.ts';
import { pagesOf } from './kinds/pagesOf.ts';
import { forgottenWords, jobFilterWords, jobListWords, runJobWords } from './words.tsx';

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
      <div className={styles.notes}>
        <RestorationNote />
        <OldJobs />
        <DraftNotes />
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
    columns: JOB_COLUMNS,
    rowKey: (job: JobSummary) => job.jobId,
    selectedKey: jobId,
    onOpen: (job: JobSummary) => navigate({ screen: 'jobs', jobId: job.jobId }),
  };
  if (!jobs || jobs.length === 0)
    return <DataTable {...shared} label={jobListWords.title} rows={jobs} empty={<NoJobs />} />;
  const underWay = jobs.filter(({ state }) => !hasEnded(state));
  const ended = jobs.filter(({ state, forgotten }) => hasEnded(state) && forgotten === null);
  const forgotten = jobs.filter((job) => job.forgotten !== null);
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
      {forgotten.length > 0 && (
        <section aria-label={forgottenWords.part} className={styles.forgotten}>
          <h2 className={styles.part}>{forgottenWords.part}</h2>
          <DataTable {...shared} label={forgottenWords.part} rows={forgotten} />
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

function NoJobs() {
  const bySet = useSettings()?.purgeRoute === 'set';
  const first = bySet ? purgeUsers.kind : kindOfStep('update');
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
      {bySet
        ? jobListWords.howItGoesBySet(purgeUsers.title)
        : jobListWords.howItGoes(jobKind(first).title, jobKind(last).title)}
    </EmptyState>
  );
}
