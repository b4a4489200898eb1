/** All words of the Inbox. What jobs did is said in the words of their kinds. Never asks the engine. */
import type { ReactNode } from 'react';
import { countOf } from '../../ui/format.ts';

export const inboxWords = {
  title: 'Inbox',
  messages: 'Messages, newest first',
  /** Read out before a message. */
  unread: 'Unread:',
  ended: (endedAt: ReactNode, user: string) => (
    <>
      {endedAt} · {user}
    </>
  ),
  /** `Completed: 3,867 purged, 211 retained` */
  did: (state: string, outcomes: string) => `${state}: ${outcomes}`,
  /** In the place of what it did: it has failed before. */
  nobody: 'it changed nobody',
  markAll: 'Mark all as read',
  allRead: 'All messages are read.',
  marked: (messages: number) =>
    `${countOf(messages, 'message')} marked as read. The reports stay as they are.`,
  none: 'No messages yet',
  whatComes:
    'When a job has ended, a message here says so, as Alma’s e-mail does: what it did with how many users, and the way to its report.',
  goToJobs: 'Go to Jobs',
} as const;
