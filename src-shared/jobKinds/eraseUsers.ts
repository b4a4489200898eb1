/**
 * Purge in User cleanup: users whom a job here has deleted are erased for good, wherever this workspace holds anything of
 * them (docs/domain.md, section 7). Its request and its words; what it does is in the engine.
 */
import { z } from 'zod';
import { selection } from '../domain/selection.ts';
import { count } from '../domain/valueShapes.ts';
import { defineJobKind, jobName } from './jobKind.ts';

const request = z.strictObject({
  kind: z.literal('erase-users'),
  name: jobName,
  parameters: z.strictObject({
    /** By which the people are told what became of their data; the engine settles it. */
    requestId: z.string().max(40).optional(),
  }),
  /** Whom: those of them who are deleted. Kept nowhere. */
  users: selection,
  /** How many they are, as it was typed. */
  typedUsers: count,
});
export type EraseUsersRequest = z.infer<typeof request>;

export const eraseUsers = defineJobKind({
  kind: 'erase-users',
  title: 'User Cleanup',
  request,
  outcomes: {
    erased: { word: 'Erased', mark: 'purged' },
    'not-erased': { word: 'Left alone', mark: 'unchanged' },
  },
  finished: { outcome: 'erased', listed: 'erased' },
  failed: { outcome: 'not-erased', listed: 'left alone' },
  whole: 'to erase',
  step: null,
  mailed: true,
  hasAmounts: false,
  givesPurgeFacts: () => false,
  about: () => ({ setId: null, userGroup: null }),
  settings: ({ parameters }) => [
    { label: 'Purge request ID', value: parameters.requestId ?? '–' },
    { label: 'Users', value: 'Chosen in User cleanup' },
    { label: 'Can be taken back', value: 'No' },
  ],
  events: () => [
    { code: 'erased', severity: 'info', text: 'Users erased', filter: { outcome: 'erased' } },
    {
      code: 'not-erased',
      severity: 'warning',
      text: 'Users left alone: not deleted any more, or erased before',
      filter: { outcome: 'not-erased' },
    },
  ],
});
