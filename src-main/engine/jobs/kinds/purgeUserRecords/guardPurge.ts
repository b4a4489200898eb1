/**
 * When a purge must not be submitted, in words. Whom the register protects it never takes; for others who aren't
 * approved there is a way on: a reason, their number typed, and two signatures.
 */

import type { PurgeRequest } from '#shared/jobKinds/purgeUserRecords.ts';
import { Refusal } from '../../../refusal.ts';
import { isComplete } from '../../../review/signOff.ts';
import { HAVE_IT_SIGNED, is, number, stateOf, users } from '../../guardWords.ts';
import type { Guard, Lacking } from '../../jobKind.ts';

export function guardPurge({ parameters, withoutApproval }: PurgeRequest): Guard {
  return {
    subject: 'This purge would take',
    refuseProtected: (count) => refuseProtected(count, parameters),
    refuseUnapproved: (lacking) => refuseUnapproved(lacking, withoutApproval),
  };
}

function refuseProtected(count: number, { userGroup }: PurgeRequest['parameters']): Refusal {
  return new Refusal(
    'job.protected',
    `This purge would take ${users(count)} whom the register protects.`,
    userGroup === null
      ? 'Purge by the user group of those who are approved, or change the register.'
      : 'Move them out of this user group, or change the register.',
  );
}

function refuseUnapproved(
  { users: count, text, seal, unsigned }: Lacking,
  withoutApproval: PurgeRequest['withoutApproval'],
): Refusal | undefined {
  if (withoutApproval === null)
    return new Refusal(
      'job.notApproved',
      `This purge may take ${users(count)} who ${is(count)} not approved: ${text}.`,
      'Leave them out of the user group, or decide about them in the review.',
    );
  if (unsigned) return undefined;
  if (withoutApproval.users !== count)
    return new Refusal(
      'job.typedNumber',
      `The number typed is not the number of users who are not approved: ${number(count)}. Nothing was submitted.`,
      'Look at them again, then type their number.',
    );
  if (seal !== null && isComplete(seal)) return undefined;
  return new Refusal(
    'job.signOff',
    `Purging ${users(count)} without approval takes two signatures. ${stateOf(seal)}`,
    HAVE_IT_SIGNED,
  );
}
