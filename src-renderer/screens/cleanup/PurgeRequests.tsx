/** All purge requests of this workspace: until when each has to be done, how far it is, and its certificate. */
import { Button, Skeleton, Text } from '@mantine/core';
import { IconEraser } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { JobSummary } from '#shared/contract/shapes/jobs.ts';
import { hasEnded, SHOWN_STATE_TEXTS, shownState } from '#shared/domain/jobs.ts';
import { queries } from '../../client/engineClient.ts';
import { navigate } from '../../place/navigation.ts';
import { CertificateButtons } from '../../ui/CertificateButtons.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { formatCount } from '../../ui/format.ts';
import { ScreenFrame } from '../../ui/ScreenFrame.tsx';
import { DateText, InstantText } from '../../ui/Values.tsx';
import { takenOutAlone, takenOutText } from '../../ui/words/outcomes.ts';
import { CleanupViews } from './CleanupViews.tsx';
import styles from './PurgeRequests.module.css';
import { ReturnDecisions } from './ReturnDecisions.tsx';
import { cleanupWords, requestWords as words } from './words.tsx';

export function PurgeRequests() {
  const { data: jobs, error } = useQuery(queries.jobs.list.queryOptions());
  const asked = jobs?.filter(({ erasure }) => erasure !== null);
  return (
    <ScreenFrame title={cleanupWords.title} middle={<CleanupViews />}>
      <ErrorNote error={error} />
      {!asked && !error && <Skeleton height={240} />}
      {asked?.length === 0 && (
        <EmptyState icon={IconEraser} title={words.none}>
          {words.noneWhy}
        </EmptyState>
      )}
      {asked && asked.length > 0 && <Requests jobs={asked} />}
      <ReturnDecisions />
    </ScreenFrame>
  );
}

function Requests({ jobs }: { readonly jobs: readonly JobSummary[] }) {
  return (
    <div className={styles.frame}>
      <table className={styles.table} aria-label={words.title}>
        <thead>
          <tr>
            {words.columns.map((heading) => (
              <th key={heading} scope="col">
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {jobs.map((job) => (
            <Request key={job.jobId} job={job} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Request({ job }: { readonly job: JobSummary }) {
  const { jobId, erasure, finished, state, submittedAt } = job;
  const taken = takenOutAlone(job);
  return (
    <tr>
      <th scope="row" className="pd-mono">
        {erasure!.requestId}
      </th>
      <td>
        <InstantText instant={submittedAt} />
      </td>
      <td>{erasure!.due ? <DateText date={erasure!.due} /> : '–'}</td>
      <td className="pd-figures">
        {taken ? takenOutText(taken) : hasEnded(state) ? formatCount(finished) : '–'}
      </td>
      <td>
        <Button
          variant="subtle"
          size="compact-sm"
          onClick={() => navigate({ screen: 'jobs', jobId })}
        >
          {words.job(jobId, SHOWN_STATE_TEXTS[shownState(job)])}
        </Button>
      </td>
      <td>
        {erasure!.certificate ? (
          <CertificateButtons job={job} />
        ) : (
          <Text size="sm" c="dimmed">
            {hasEnded(state) ? words.noCertificate : words.notYet}
          </Text>
        )}
      </td>
    </tr>
  );
}
