/**
 * One job report: the summary, and a tab of users for each outcome.
 */
import { Badge, Button, Group, Select, Skeleton, Tabs, Text, Title } from '@mantine/core';
import { IconListCheck, IconUserOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { JobReport } from '#shared/contract/shapes/jobReport.ts';
import type { JobSummary } from '#shared/contract/shapes/jobs.ts';
import { hasEnded } from '#shared/domain/jobs.ts';
import { RETAIN_REASONS } from '#shared/domain/purgeRules.ts';
import { eraseUsers } from '#shared/jobKinds/eraseUsers.ts';
import { type JobOutcome, jobKind, outcomeWords } from '#shared/jobKinds/jobKinds.ts';
import { engine, queries } from '../../client/engineClient.ts';
import { useWriteBar } from '../../client/writing.ts';
import { navigate } from '../../place/navigation.ts';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { formatCount } from '../../ui/format.ts';
import { InstantText } from '../../ui/Values.tsx';
import { erasedWords } from '../../ui/words/erased.tsx';
import { JobUserTable, type UserList } from './JobUserTable.tsx';
import { ReportSummary } from './ReportSummary.tsx';
import styles from './ReportsScreen.module.css';
import { reportWords } from './words.tsx';

interface JobReportViewProps {
  readonly job: JobSummary;
  /** All jobs that have ended, for changing to another where the list has no room. */
  readonly jobs: readonly JobSummary[];
  readonly onChoose: (jobId: number) => void;
}

export function JobReportView({ job, jobs, onChoose }: JobReportViewProps) {
  const { data, error } = useQuery(
    queries.jobs.report.queryOptions({ input: { jobId: job.jobId } }),
  );
  // An answer from while the job ran may still be there: its counts would be too small.
  const report = data && hasEnded(data.state) ? data : undefined;
  const isBarred = useWriteBar() !== undefined;
  const isNew = !job.read || job.message === 'unread';
  const isUnread = report !== undefined && isNew && !isBarred;
  useEffect(() => {
    if (isUnread) void engine.jobs.markRead({ jobId: job.jobId }).catch(() => {});
  }, [isUnread, job.jobId]);
  const { title } = jobKind(job.kind);
  const lists = listsOf(job, report);
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
        {job.kind !== eraseUsers.kind &&
          jobKind(job.kind).outcomes[jobKind(job.kind).finished.outcome]?.mark === 'purged' &&
          job.finished > 0 && (
            <Button
              className={styles.cleanup}
              variant="default"
              size="compact-sm"
              leftSection={<IconUserOff size={16} aria-hidden />}
              onClick={() => navigate({ screen: 'cleanup', jobId: job.jobId })}
            >
              {reportWords.cleanup}
            </Button>
          )}
        {job.kind === eraseUsers.kind && (
          <Button
            className={styles.cleanup}
            variant="default"
            size="compact-sm"
            leftSection={<IconListCheck size={16} aria-hidden />}
            onClick={() => navigate({ screen: 'cleanup', after: job.jobId })}
          >
            {erasedWords.afterErasing}
          </Button>
        )}
        <Text size="sm" c="dimmed" component="div">
          {reportWords.facts({
            kind: title,
            jobId: job.jobId,
            startedAt: <InstantText instant={job.startedAt} />,
            endedAt: tookLong(job) ? <InstantText instant={job.endedAt} /> : undefined,
            user: job.user,
          })}
        </Text>
      </header>
      <Tabs defaultValue="summary" className={styles.tabs} keepMounted={false}>
        <Tabs.List px={12}>
          <Tabs.Tab value="summary">{reportWords.summary}</Tabs.Tab>
          {lists.map(({ id, label, count }) => (
            <Tabs.Tab key={id} value={id}>
              <Group gap={6} wrap="nowrap">
                {label}
                <Badge color="gray" className="pd-figures">
                  {formatCount(count)}
                </Badge>
              </Group>
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="summary" className={styles.scroll}>
          <ErrorNote error={error} />
          {!report && !error && <Skeleton height={320} />}
          {report && <ReportSummary report={report} />}
        </Tabs.Panel>
        {lists.map((list) => (
          <Tabs.Panel key={list.id} value={list.id} className={styles.users}>
            <JobUserTable job={job} list={list} />
          </Tabs.Panel>
        ))}
      </Tabs>
    </article>
  );
}

/** The lists of users that a report has: finished and failed, and whoever else it tells of. */
function listsOf(job: JobSummary, report: JobReport | undefined): UserList[] {
  const { finished, failed, outcomes } = jobKind(job.kind);
  const list = (outcome: JobOutcome, count: number): UserList => ({
    id: outcome,
    label: outcomeWords(job.kind, outcome).word,
    count,
    filter: { outcome },
    reasons: outcomes[outcome]?.hasReasons && report ? reasonsIn(report) : [],
  });
  const always = [list(finished.outcome, job.finished), list(failed.outcome, job.failed)];
  if (!report) return always;
  return [
    ...always,
    ...(report.excluded > 0 ? [list(EXCLUDED, report.excluded)] : []),
    ...(report.boundary > 0
      ? [
          {
            id: 'boundary',
            label: reportWords.boundary,
            count: report.boundary,
            filter: { reason: 'boundary' },
            reasons: [],
            tellsOutcome: true as const,
          },
        ]
      : []),
  ];
}

/** Of kinds that take users: whoever was excluded in the review and wasn't asked. */
const EXCLUDED: JobOutcome = 'excluded';

/** Reasons that occur, for narrowing users who have some. */
function reasonsIn(report: JobReport): JobReport['events'] {
  return report.events.filter(({ code }) => RETAIN_REASONS.some((reason) => reason === code));
}

const MINUTE_MS = 60_000;

/** Whether start and end read differently: times are told by the minute. */
function tookLong({ startedAt, endedAt }: JobSummary): boolean {
  const minuteOf = (instant: number | null) => Math.floor((instant ?? 0) / MINUTE_MS);
  return minuteOf(startedAt) !== minuteOf(endedAt);
}
