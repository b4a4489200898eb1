/**
 * The Reports screen: jobs that have ended on the left, the report of one of them beside; or the audit trail. Shown by
 * the shell; other screens reach it by navigate().
 */
import { Button, Skeleton, Tooltip } from '@mantine/core';
import { IconClipboardData, IconListCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ForgottenJob } from '#shared/contract/shapes/jobs.ts';
import { hasEnded } from '#shared/domain/jobs.ts';
import { queries } from '../../client/engineClient.ts';
import { navigate, usePlace } from '../../place/navigation.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { ForgottenJobNote } from '../../ui/ForgottenJobNote.tsx';
import { ScreenFrame } from '../../ui/ScreenFrame.tsx';
import { AuditTrail } from './AuditTrail.tsx';
import { ExportMenu } from './ExportMenu.tsx';
import { JobReportView } from './JobReportView.tsx';
import { ReportList } from './ReportList.tsx';
import styles from './ReportsScreen.module.css';
import { reportsWords, trailWords } from './words.tsx';

const openReport = (jobId: number) => navigate({ screen: 'reports', jobId });

export function ReportsScreen() {
  const { trail } = usePlace('reports');
  return trail ? <AuditTrail /> : <JobReports />;
}

function JobReports() {
  const { jobId } = usePlace('reports');
  const { data: jobs, error, isFetching } = useQuery(queries.jobs.list.queryOptions());
  const ended = jobs?.filter((job) => hasEnded(job.state) && job.forgotten === null);
  const forgotten = jobs?.find((job) => job.jobId === jobId)?.forgotten;
  // Of a job that has just ended the list may not know yet: meanwhile no other report is shown for it.
  const isLate = isFetching || jobs?.some((job) => job.jobId === jobId);
  const chosen =
    ended?.find((job) => job.jobId === jobId) ??
    (jobId !== undefined && isLate ? undefined : ended?.[0]);
  if (forgotten) return <NoReportAnyMore forgotten={forgotten} />;
  return (
    <ScreenFrame
      title={reportsWords.title}
      fill
      secondary={<ToTrail />}
      primary={<ExportMenu job={chosen} />}
    >
      {error && <ErrorNote error={error} />}
      {!chosen && ended?.length !== 0 && !error && <Skeleton height={320} m={24} w="auto" />}
      {ended?.length === 0 && <NoReports running={jobs !== undefined && jobs.length > 0} />}
      {ended && chosen && (
        <div className={styles.split}>
          <ReportList jobs={ended} chosen={chosen} onChoose={openReport} />
          <div className={styles.report}>
            <JobReportView key={chosen.jobId} job={chosen} jobs={ended} onChoose={openReport} />
          </div>
        </div>
      )}
    </ScreenFrame>
  );
}

/** Of a job whose people were removed. */
function NoReportAnyMore({ forgotten }: { readonly forgotten: ForgottenJob }) {
  return (
    <ScreenFrame title={reportsWords.title} fill secondary={<ToTrail />}>
      <EmptyState
        icon={IconClipboardData}
        title={reportsWords.noneAnyMore}
        action={
          <Button variant="default" onClick={() => navigate({ screen: 'jobs' })}>
            {reportsWords.goToJobs}
          </Button>
        }
      >
        <ForgottenJobNote forgotten={forgotten} />
      </EmptyState>
    </ScreenFrame>
  );
}

function ToTrail() {
  return (
    <Tooltip label={trailWords.openHint}>
      <Button
        variant="default"
        className="pd-bar-button"
        leftSection={<IconListCheck size={16} aria-hidden />}
        onClick={() => navigate({ screen: 'reports', trail: true })}
      >
        <span className="pd-bar-word">{trailWords.title}</span>
      </Button>
    </Tooltip>
  );
}

function NoReports({ running }: { readonly running: boolean }) {
  return (
    <EmptyState
      icon={IconClipboardData}
      title={reportsWords.none}
      action={
        <Button variant="default" onClick={() => navigate({ screen: 'jobs' })}>
          {reportsWords.goToJobs}
        </Button>
      }
    >
      {running ? reportsWords.running : reportsWords.whatComes}
    </EmptyState>
  );
}
