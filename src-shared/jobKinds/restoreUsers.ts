/**
 * Restore Users: users whom a job here has deleted are put back with everything they had (docs/domain.md, section 7), so
 * that a purge can be rehearsed again. Alma has nothing like it. Its request and its words; what it does is in the engine.
 */
import { z } from 'zod';
import { selection } from '../domain/selection.ts';
import { defineJobKind, jobName } from './jobKind.ts';

const request = z.strictObject({
  kind: z.literal('restore-users'),
  name: jobName,
  parameters: z.strictObject({
    /** Tells one selection from another; the engine settles it. */
    selection: z.string().max(64).optional(),
  }),
  /** Whom: those of them who are deleted. Kept nowhere, because it may quote somebody. */
  users: selection,
});
export type RestoreUsersRequest = z.infer<typeof request>;

export const restoreUsers = defineJobKind({
  kind: 'restore-users',
  title: 'Restore Users',
  request,
  outcomes: {
    restored: { word: 'Restored', mark: 'changed' },
    'not-deleted': { word: 'Not deleted any more', mark: 'unchanged' },
  },
  finished: { outcome: 'restored', listed: 'restored' },
  failed: { outcome: 'not-deleted', listed: 'not deleted' },
  whole: 'to restore',
  step: null,
  mailed: false,
  hasAmounts: false,
  givesPurgeFacts: () => false,
  about: () => ({ setId: null, userGroup: null }),
  settings: () => [
    { label: 'Users', value: 'Chosen in User cleanup' },
    { label: 'In Alma', value: 'Nothing: Alma restores nobody whom a purge has taken' },
  ],
  events: () => [
    { code: 'restored', severity: 'info', text: 'Users restored', filter: { outcome: 'restored' } },
    {
      code: 'not-deleted',
      severity: 'warning',
      text: 'Users left alone: not deleted any more when the job reached them',
      filter: { outcome: 'not-deleted' },
    },
  ],
});
