/** What was added from the form since it was opened: said above it, and read out. Nothing where nothing was. */
import { Anchor, Group } from '@mantine/core';
import { IconCircleCheck, IconInfoCircle } from '@tabler/icons-react';
import { Fragment } from 'react';
import type { JobSummary } from '#shared/contract/shapes/jobs.ts';
import { leavePages } from '../../useWizardPage.ts';
import styles from './Purge.module.css';
import { addedWords } from './words/submit.tsx';

export interface AddedJob extends JobSummary {
  /** It was there already when it was added once more. */
  readonly again: boolean;
}

/** @param jobs newest first */
export function AddedJobs({ jobs }: { readonly jobs: readonly AddedJob[] }) {
  const [newest, ...earlier] = jobs;
  const Icon = newest?.again ? IconInfoCircle : IconCircleCheck;
  return (
    <div role="status" aria-label={addedWords.label}>
      {newest && (
        <Group className={styles.added} gap={8} wrap="nowrap" align="start">
          <Icon size={18} aria-hidden />
          <div>
            {addedWords.one(<ToJob job={newest} />, newest.again)}{' '}
            {earlier.length > 0 &&
              addedWords.before(
                earlier.map((job, n) => (
                  <Fragment key={job.jobId}>
                    {n > 0 && ', '}
                    <ToJob job={job} />
                  </Fragment>
                )),
              )}
          </div>
        </Group>
      )}
    </div>
  );
}

/** Leaves the form; what is filled in stays. */
function ToJob({ job: { jobId, name } }: { readonly job: JobSummary }) {
  return (
    <Anchor
      component="button"
      type="button"
      inherit
      title={name}
      onClick={() => leavePages({ screen: 'jobs', jobId })}
    >
      {addedWords.job(jobId)}
    </Anchor>
  );
}
