/**
 * The way on for a purge though users aren't approved, other than those whom the register protects: a reason, their
 * number typed, and two signatures. Which set is purged isn't signed, so one that was made since is no way round: whoever
 * signed can't have known whom it takes.
 */
import type { PurgeSettings } from '#shared/domain/purgeRules.ts';
import type { AnyPurgeRequest } from '#shared/jobKinds/purgeUsers.ts';
import type { ReadableDb } from '../../../db/db.ts';
import { Refusal } from '../../../refusal.ts';
import { isComplete, knewSet, sealLack } from '../../../review/signOff.ts';
import type { Guard } from '../../jobKind.ts';

export function guardPurge(
  db: ReadableDb,
  { withoutApproval, parameters }: AnyPurgeRequest,
): Guard {
  const { setId }: PurgeSettings = parameters;
  if (withoutApproval === null) return {};
  return {
    wayOn({ users, seal, unsigned }) {
      if (unsigned) return undefined;
      if (withoutApproval.users !== users) return new Refusal('job.typedNumber', { users });
      if (seal === null || !isComplete(seal))
        return new Refusal('job.signOff', {
          why: { because: 'without-approval', users },
          seal: sealLack(seal),
        });
      if (setId === undefined || knewSet(db, seal, setId)) return undefined;
      return new Refusal('job.setNotSigned', { users });
    },
  };
}
