/**
 * Delete User: one user, by hand, as in Alma's Manage Users (docs/domain.md, sections 3 and 8). Its request and its
 * words; who may go is decided by domain/deletion.ts and domain/approval.ts, what it does is in the engine.
 */

import { z } from 'zod';
import { RETAIN_REASON_TEXTS, RETAIN_REASONS, type RetainReason } from '../domain/purgeRules.ts';
import { id } from '../domain/valueShapes.ts';
import { defineJobKind, type JobEventWords, jobName } from './jobKind.ts';

const request = z.strictObject({
  kind: z.literal('delete-user'),
  name: jobName,
  parameters: z.strictObject({
    userNo: id,
    /** A Contact is meant. */
    contact: z.boolean().default(false),
  }),
  /** The primary identifier as it was typed; kept nowhere. */
  typedIdentifier: z.string().max(1000),
});
export type DeleteUserRequest = z.infer<typeof request>;

/** What stands in the way of deleting somebody: here nothing is waived. */
export const DELETION_REASON_TEXTS: Readonly<
  Record<RetainReason, { readonly label: string; readonly inSentence: string }>
> = {
  ...RETAIN_REASON_TEXTS,
  'fines-fees': { label: 'A balance due', inSentence: 'a balance due' },
};

export const deleteUser = defineJobKind({
  kind: 'delete-user',
  title: 'Delete User',
  request,
  outcomes: {
    deleted: { word: 'Deleted', mark: 'purged' },
    refused: { word: 'Not deleted', mark: 'retained', hasReasons: true },
  },
  finished: { outcome: 'deleted', listed: 'deleted' },
  failed: { outcome: 'refused', listed: 'not deleted' },
  whole: 'to delete',
  step: null,
  mailed: false,
  refusals: {
    subject: 'This would delete',
    protected: () => ({
      text: 'The register protects this user, so they can’t be deleted.',
      todo: 'Change the register first, if that is meant.',
    }),
    notApproved: ({ ofOne }) => ({
      text: `Only approved users are deleted, and this user isn’t: ${ofOne}.`,
      todo: 'Decide about them in the review first.',
    }),
  },
  hasAmounts: false,
  givesPurgeFacts: () => false,
  about: () => ({ setId: null, userGroup: null }),
  // Nothing that says who it is: settings outlast a user who is erased.
  settings: ({ parameters }, { format }) => [
    { label: 'Users', value: format.users(1) },
    { label: 'Any balance due', value: 'Stands in the way' },
    { label: 'Contact', value: parameters.contact ? 'Meant' : 'Not meant' },
  ],
  events: () => [
    { code: 'deleted', severity: 'info', text: 'Users deleted', filter: { outcome: 'deleted' } },
    ...RETAIN_REASONS.map(
      (reason): JobEventWords => ({
        code: reason,
        severity: 'warning',
        text: `Not deleted: ${DELETION_REASON_TEXTS[reason].inSentence}`,
        filter: { outcome: 'refused', reason },
      }),
    ),
    {
      code: 'no-longer-approved',
      severity: 'warning',
      text: 'Not deleted: not approved when the job reached them',
      filter: { outcome: 'refused', reason: 'unapproved' },
    },
  ],
});
