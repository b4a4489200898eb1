/**
 * One job report: the summary, and a tab of users for each outcome.
 */
import { Badge, Group, Select, Skeleton, Tabs, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { JobReport } from '#shared/contract/shapes/jobReport.ts';
import type { JobSummary } from '#shared/contract/shapes/jobs.ts';
import { RETAIN_REASONS } from '#shared/domain/purgeRules.ts';
import { jobKind, outcomeWords } from '#shared/jobKinds/jobKinds.ts';
import { engine, queries } from '../../client/engineClient.ts';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { formatCount } from '../../ui/format.ts';
import { InstantText } from '../../ui/Values.tsx';
import { JobUserTable } from './JobUserTable.tsx';
import { ReportSummary } from './ReportSummary.tsx';
import styles from './ReportsScreen.module.css';
import { reportWords } from './words.tsx';

interface JobReportViewProps {
  readonly job: JobSummary;
  /** All completed jobs, for changing to another where the list has no room. */
  readonly jobs: readonly JobSummary[];
  readonly onChoose: (jobId: number) => void;
}

export function JobReportView({ job, jobs, onChoose }: JobReportViewProps) {
  const { data, error } = useQuery(
    queries.jobs.report.queryOptions({ input: { jobId: job.jobId } }),
  );
  // An answer from while the job ran may still be there: its counts would be too small.
  const report = data?.state === 'completed' ? data : undefined;
  const isUnread = report !== undefined && !job.read;
  useEffect(() => {
    if (isUnread) void engine.jobs.markRead({ jobId: job.jobId }).catch(() => {});
  }, [isUnread, job.jobId]);
  const { title, finished, failed, outcomes } = jobKind(job.kind);
  return (
    <article className={styles.article} aria-label={reportWords.title(job.name)}>
      <header className={styles.header}>
        <Title order={2} className={jobs.length > 1 ? styles.wideOnly : undefined}>
          {job.name}
        </Title>
        {jobs.length > 1 && (
          <Select
            className={styles.narrowOnly}
            aria-label={reportWords.chooseJob}
            data={jobs.map((each) => ({
              value: String(each.jobId),
              label: reportWords.job(each.name, each.jobId),
            }))}
            value={String(job.jobId)}
            onChange={(value) => value && onChoose(Number(value))}
          />
        )}
        <Text size="sm" c="dimmed" component="div">
          {reportWords.facts({
            kind: title,
            jobId: job.jobId,
            startedAt: <InstantText instant={job.startedAt} />,
            endedAt: <InstantText instant={job.endedAt} />,
            user: job.user,
          })}
        </Text>
      </header>
      <Tabs defaultValue="summary" className={styles.tabs} keepMounted={false}>
        <Tabs.List px={12}>
          <Tabs.Tab value="summary">{reportWords.summary}</Tabs.Tab>
          <OutcomeTab job={job} outcome={finished.outcome} count={job.finished} />
          <OutcomeTab job={job} outcome={failed.outcome} count={job.failed} />
        </Tabs.List>
        <Tabs.Panel value="summary" className={styles.scroll}>
          <ErrorNote error={error} />
          {!report && !error && <Skeleton height={320} />}
          {report && <ReportSummary report={report} />}
        </Tabs.Panel>
        {[finished, failed].map(({ outcome }) => (
          <Tabs.Panel key={outcome} value={outcome} className={styles.users}>
            <JobUserTable
              job={job}
              outcome={outcome}
              reasons={outcomes[outcome]?.hasReasons && report ? reasonsIn(report) : []}
            />
          </Tabs.Panel>
        ))}
      </Tabs>
    </article>
  );
}

interface OutcomeTabProps {
  readonly job: JobSummary;
  readonly outcome: string;
  readonly count: number;
}

function OutcomeTab({ job, outcome, count }: OutcomeTabProps) {
  return (
    <Tabs.Tab value={outcome}>
      <Group gap={6} wrap="nowrap">
        {outcomeWords(job.kind, outcome).word}
        <Badge color="gray" className="pd-figures">
          {formatCount(count)}
        </Badge>
      </Group>
    </Tabs.Tab>
  );
}

/** Reasons that occur, for narrowing users who have some. */
function reasonsIn(report: JobReport): JobReport['events'] {
  return report.events.filter(({ code }) => RETAIN_REASONS.some((reason) => reason === code));
}
