/**
 * Jobs that have ended, newest first, beside the report of one of them.
 */
import { UnstyledButton } from '@mantine/core';
import type { JobSummary } from '#shared/contract/shapes/jobs.ts';
import { SHOWN_STATE_TEXTS } from '#shared/domain/jobs.ts';
import { InstantText } from '../../ui/Values.tsx';
import { outcomesText } from '../../ui/words/outcomes.ts';
import styles from './ReportsScreen.module.css';
import { reportsWords } from './words.tsx';

interface ReportListProps {
  readonly jobs: readonly JobSummary[];
  readonly chosen: JobSummary;
  readonly onChoose: (jobId: number) => void;
}

export function ReportList({ jobs, chosen, onChoose }: ReportListProps) {
  return (
    <nav className={styles.list} aria-label={reportsWords.completedJobs}>
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
                {reportsWords.jobAt(job.jobId, <InstantText instant={job.endedAt} />)}
              </span>
              {job.state === 'failed' && (
                <span className={styles.entryAside}>{SHOWN_STATE_TEXTS.failed}</span>
              )}
              <span className={styles.entryAside}>{outcomesText(job)}</span>
            </UnstyledButton>
          </li>
        ))}
      </ul>
    </nav>
  );
}
