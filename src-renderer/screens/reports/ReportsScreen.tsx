/**
 * The Reports screen: completed jobs on the left, the report of one of them beside. Shown by the
 * shell; other screens reach it by navigate().
 */
import { Button, Skeleton } from '@mantine/core';
import { IconClipboardData, IconFileSpreadsheet } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { JobSummary } from '#shared/contract/shapes/jobs.ts';
import { queries } from '../../client/engineClient.ts';
import { navigate, usePlace } from '../../place/navigation.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { notifyFailure } from '../../ui/notify.tsx';
import { ScreenFrame } from '../../ui/ScreenFrame.tsx';
import { exportReport } from './exportReport.ts';
import { JobReportView } from './JobReportView.tsx';
import { ReportList } from './ReportList.tsx';
import styles from './ReportsScreen.module.css';

const openReport = (jobId: number) => navigate({ screen: 'reports', jobId });

export function ReportsScreen() {
  const { jobId } = usePlace('reports');
  const { data: jobs, error } = useQuery(queries.jobs.list.queryOptions());
  const completed = jobs?.filter((job) => job.state === 'completed');
  const chosen = completed?.find((job) => job.jobId === jobId) ?? completed?.[0];
  return (
    <ScreenFrame
      title="Reports"
      explanation="What each completed job was told to do, what it did, and the proof of both."
      fill
      primary={<ExportButton job={chosen} />}
    >
      {error && <ErrorNote error={error} />}
      {!completed && !error && <Skeleton height={320} m={24} w="auto" />}
      {completed?.length === 0 && <NoReports running={jobs !== undefined && jobs.length > 0} />}
      {completed && chosen && (
        <div className={styles.split}>
          <ReportList jobs={completed} chosen={chosen} onChoose={openReport} />
          <div className={styles.report}>
            <JobReportView key={chosen.jobId} job={chosen} jobs={completed} onChoose={openReport} />
          </div>
        </div>
      )}
    </ScreenFrame>
  );
}

function ExportButton({ job }: { readonly job: JobSummary | undefined }) {
  const write = useMutation({ mutationFn: exportReport, onError: notifyFailure });
  return (
    <Button
      leftSection={<IconFileSpreadsheet size={16} aria-hidden />}
      disabled={!job}
      loading={write.isPending}
      onClick={() => job && write.mutate(job)}
    >
      Export XLSX
    </Button>
  );
}

function NoReports({ running }: { readonly running: boolean }) {
  return (
    <EmptyState
      icon={IconClipboardData}
      title="No reports yet"
      action={
        <Button variant="default" onClick={() => navigate({ screen: 'jobs' })}>
          Go to Jobs
        </Button>
      }
    >
      {running
        ? 'A job is running. Its report appears here when it is completed.'
        : 'Each completed job leaves a report here: settings with their picture, job events, and every user it purged, retained or changed.'}
    </EmptyState>
  );
}
