/**
 * The Inbox: what Alma would write in an e-mail, newest first. Each message is a job that has ended and leads to its
 * report, which marks it read. Derived from the jobs; never holds anything of its own.
 */
import { Button, Skeleton } from '@mantine/core';
import { IconInbox, IconMailOpened } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import type { JobSummary } from '#shared/contract/shapes/jobs.ts';
import { engine, queries } from '../../client/engineClient.ts';
import { useWriteBar } from '../../client/writing.ts';
import { navigate } from '../../place/navigation.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { notifyDone, notifyFailure } from '../../ui/notify.tsx';
import { OldJobs } from '../../ui/OldJobs.tsx';
import { RetentionNote } from '../../ui/RetentionNote.tsx';
import { ScreenFrame } from '../../ui/ScreenFrame.tsx';
import styles from './MessageList.module.css';
import { MessageList } from './MessageList.tsx';
import { inboxWords } from './words.tsx';

export function InboxScreen() {
  const { data: jobs, error } = useQuery(queries.jobs.list.queryOptions());
  const list = useRef<HTMLUListElement>(null);
  const messages = jobs?.filter(({ message }) => message !== null).toSorted(newestFirst);
  // The button is out of use now, and would lose the keyboard.
  const toFirst = () => list.current?.querySelector('button')?.focus();
  return (
    <ScreenFrame
      title={inboxWords.title}
      primary={messages && messages.length > 0 && <MarkAll jobs={messages} onMarked={toFirst} />}
    >
      <div className={styles.note}>
        <RetentionNote />
        <OldJobs />
      </div>
      <ErrorNote error={error} />
      {!messages && !error && <Skeleton height={240} />}
      {messages?.length === 0 && <NoMessages />}
      {messages && messages.length > 0 && <MessageList ref={list} jobs={messages} />}
    </ScreenFrame>
  );
}

const newestFirst = (a: JobSummary, b: JobSummary) =>
  (b.endedAt ?? 0) - (a.endedAt ?? 0) || b.jobId - a.jobId;

interface MarkAllProps {
  readonly jobs: readonly JobSummary[];
  readonly onMarked: () => void;
}

/** Those that are shown: what comes meanwhile nobody has seen. */
function MarkAll({ jobs, onMarked }: MarkAllProps) {
  const jobIds = jobs.filter(({ message }) => message === 'unread').map(({ jobId }) => jobId);
  async function markAll() {
    try {
      await engine.jobs.markMessages({ jobIds, read: true });
      onMarked();
      notifyDone(inboxWords.marked(jobIds.length), {
        undo: () => engine.jobs.markMessages({ jobIds, read: false }).catch(notifyFailure),
        topic: 'inbox',
      });
    } catch (error) {
      notifyFailure(error);
    }
  }
  return (
    <Button
      variant="default"
      leftSection={<IconMailOpened size={16} aria-hidden />}
      disabled={jobIds.length === 0}
      title={jobIds.length === 0 ? inboxWords.allRead : undefined}
      onClick={() => void markAll()}
      {...useWriteBar()}
    >
      {inboxWords.markAll}
    </Button>
  );
}

function NoMessages() {
  return (
    <EmptyState
      icon={IconInbox}
      title={inboxWords.none}
      action={
        <Button variant="default" onClick={() => navigate({ screen: 'jobs' })}>
          {inboxWords.goToJobs}
        </Button>
      }
    >
      {inboxWords.whatComes}
    </EmptyState>
  );
}
