/**
 * The way on for a purge though users aren't approved, other than those whom the register protects: a reason, their
 * number typed, and two signatures.
 */
import type { WithoutApproval } from '#shared/jobKinds/purgeUserRecords.ts';
import { Refusal } from '../../../refusal.ts';
import { isComplete, sealLack } from '../../../review/signOff.ts';
import type { Guard } from '../../jobKind.ts';

export function guardPurge({
  withoutApproval,
}: {
  readonly withoutApproval: WithoutApproval;
}): Guard {
  if (withoutApproval === null) return {};
  return {
    wayOn({ users, seal, unsigned }) {
      if (unsigned) return undefined;
      if (withoutApproval.users !== users) return new Refusal('job.typedNumber', { users });
      if (seal !== null && isComplete(seal)) return undefined;
      return new Refusal('job.signOff', {
        why: { because: 'without-approval', users },
        seal: sealLack(seal),
      });
    },
  };
}
