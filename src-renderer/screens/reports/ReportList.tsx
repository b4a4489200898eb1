/**
 * Completed jobs, newest first, beside the report of one of them.
 */
import { UnstyledButton } from '@mantine/core';
import type { JobSummary } from '#shared/contract/shapes/jobs.ts';
import { jobKind, outcomeWords } from '#shared/jobKinds/jobKinds.ts';
import { formatCount } from '../../ui/format.ts';
import { InstantText } from '../../ui/Values.tsx';
import styles from './ReportsScreen.module.css';

interface ReportListProps {
  readonly jobs: readonly JobSummary[];
  readonly chosen: JobSummary;
  readonly onChoose: (jobId: number) => void;
}

export function ReportList({ jobs, chosen, onChoose }: ReportListProps) {
  return (
    <nav className={styles.list} aria-label="Completed jobs">
      <ul className={styles.entries}>
        {jobs.map((job) => (
          <li key={job.jobId}>
            <UnstyledButton
              className={styles.entry}
              aria-current={job.jobId === chosen.jobId || undefined}
              onClick={() => onChoose(job.jobId)}
            >
              <span className={styles.entryName}>{job.name}</span>
              <span className={styles.entryAside}>
                Job {job.jobId} · <InstantText instant={job.endedAt} />
              </span>
              <span className={styles.entryAside}>{outcomeText(job)}</span>
            </UnstyledButton>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** `3,867 purged, 211 retained`. */
function outcomeText(job: JobSummary): string {
  const { finished, failed } = jobKind(job.kind);
  const part = (count: number, outcome: string) =>
    `${formatCount(count)} ${outcomeWords(job.kind, outcome).word.toLowerCase()}`;
  return `${part(job.finished, finished.outcome)}, ${part(job.failed, failed.outcome)}`;
}
