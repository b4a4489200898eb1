/** The messages, one tab stop: arrows go from one to the next, Enter opens the report. */
import { UnstyledButton } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import type { RefObject } from 'react';
import type { JobSummary } from '#shared/contract/shapes/jobs.ts';
import { SHOWN_STATE_TEXTS, shownState } from '#shared/domain/jobs.ts';
import { jobKind } from '#shared/jobKinds/jobKinds.ts';
import { navigate } from '../../place/navigation.ts';
import { CertificateButtons, whyUnproved } from '../../ui/CertificateButtons.tsx';
import { refusalText } from '../../ui/failure.ts';
import { useRovingTabs } from '../../ui/useRovingTabs.ts';
import { InstantText } from '../../ui/Values.tsx';
import { certificateWords } from '../../ui/words/certificate.ts';
import { outcomesText } from '../../ui/words/outcomes.ts';
import styles from './MessageList.module.css';
import { inboxWords } from './words.tsx';

interface MessageListProps {
  readonly ref: RefObject<HTMLUListElement | null>;
  readonly jobs: readonly JobSummary[];
}

export function MessageList({ ref, jobs }: MessageListProps) {
  useRovingTabs(ref, 'vertical');
  return (
    <ul ref={ref} className={styles.list} aria-label={inboxWords.messages}>
      {jobs.map((job) => (
        <li key={job.jobId}>
          <Message job={job} />
          {job.erasure?.certificate && (
            <div className={styles.certificate}>
              <CertificateButtons job={job} />
            </div>
          )}
        </li>
      ))}
    </ul>
  );
}

function Message({ job }: { readonly job: JobSummary }) {
  const { jobId, name, state, message, failure, erasure } = job;
  const unproved = whyUnproved(job);
  const { title } = jobKind(job.kind);
  const isUnread = message === 'unread';
  const isTrouble = state === 'failed' || unproved !== undefined;
  const Icon = isTrouble ? IconAlertTriangle : IconCircleCheck;
  return (
    <UnstyledButton
      className={styles.message}
      data-unread={isUnread || undefined}
      onClick={() => navigate({ screen: 'reports', jobId })}
    >
      <span className={styles.dot} aria-hidden />
      <span className={styles.text}>
        {isUnread && <span className="pd-visually-hidden">{inboxWords.unread} </span>}
        <span className={styles.name}>{name}</span>
        {!name.startsWith(title) && <span className={styles.aside}>{title}</span>}
        {erasure && (
          <span className={styles.aside}>{certificateWords.request(erasure.requestId)}</span>
        )}
        <span className={styles.state} data-trouble={isTrouble || undefined}>
          <Icon size={16} aria-hidden />
          {inboxWords.did(
            SHOWN_STATE_TEXTS[shownState(job)],
            job.done === 0 && failure ? inboxWords.nobody : outcomesText(job),
          )}
        </span>
        {failure && <span className={styles.failure}>{refusalText(failure).text}</span>}
        {unproved !== undefined && <span className={styles.failure}>{unproved}</span>}
      </span>
      <span className={styles.when}>
        {inboxWords.ended(<InstantText instant={job.endedAt} />, job.user)}
      </span>
    </UnstyledButton>
  );
}
