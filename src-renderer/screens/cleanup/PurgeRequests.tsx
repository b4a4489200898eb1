/** All purge requests of this workspace: until when each has to be done, how far it is, and its certificate. */
import { Anchor, Text } from '@mantine/core';
import { IconEraser } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { JobSummary } from '#shared/contract/shapes/jobs.ts';
import { hasEnded, SHOWN_STATE_TEXTS, shownState } from '#shared/domain/jobs.ts';
import { queries } from '../../client/engineClient.ts';
import { navigate } from '../../place/navigation.ts';
import { CertificateButtons, whyUnproved } from '../../ui/CertificateButtons.tsx';
import { type DataColumn, DataTable } from '../../ui/DataTable.tsx';
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
  return (
    <ScreenFrame title={cleanupWords.title} middle={<CleanupViews />}>
      <ErrorNote error={error} />
      {!error && (
        <DataTable
          label={words.title}
          columns={COLUMNS}
          rows={jobs?.filter(({ erasure }) => erasure !== null)}
          rowKey={({ jobId }) => jobId}
          empty={
            <EmptyState icon={IconEraser} title={words.none}>
              {words.noneWhy}
            </EmptyState>
          }
        />
      )}
      <ReturnDecisions />
    </ScreenFrame>
  );
}

const COLUMNS: readonly DataColumn<JobSummary>[] = [
  {
    key: 'request',
    label: words.columns.request,
    cell: ({ erasure }) => <span className={styles.request}>{erasure?.requestId}</span>,
  },
  {
    key: 'requested',
    label: words.columns.requested,
    cell: ({ submittedAt }) => <InstantText instant={submittedAt} />,
  },
  {
    key: 'due',
    label: words.columns.due,
    cell: ({ erasure }) => (erasure?.due ? <DateText date={erasure.due} /> : '–'),
  },
  {
    key: 'erased',
    label: words.columns.erased,
    align: 'right',
    cell: erasedText,
  },
  {
    key: 'job',
    label: words.columns.job,
    cell: (job) => (
      <>
        <Anchor
          component="button"
          type="button"
          inherit
          ta="left"
          onClick={() => navigate({ screen: 'jobs', jobId: job.jobId })}
        >
          {words.job(job.jobId)}
        </Anchor>
        <span className={styles.aside}>{SHOWN_STATE_TEXTS[shownState(job)]}</span>
      </>
    ),
  },
  {
    key: 'certificate',
    label: words.columns.certificate,
    cell: (job) => <Certificate job={job} />,
  },
];

function erasedText(job: JobSummary): string {
  const taken = takenOutAlone(job);
  if (taken) return takenOutText(taken);
  return hasEnded(job.state) ? formatCount(job.finished) : '–';
}

function Certificate({ job }: { readonly job: JobSummary }) {
  const unproved = whyUnproved(job);
  if (!job.erasure?.certificate)
    return (
      <Text size="sm" c="dimmed">
        {hasEnded(job.state) ? words.noCertificate : words.notYet}
      </Text>
    );
  return (
    <>
      <CertificateButtons job={job} />
      {unproved !== undefined && <span className={styles.unproved}>{unproved}</span>}
    </>
  );
}
