/**
 * Every flag among the users whom a purge would take. A purge takes a group and no set: whoever should stay is
 * excluded in the review, and then left out of the group. Part of the purge pages.
 */
import type { JobCheck } from '#shared/contract/shapes/jobs.ts';
import { FlagsAmong } from '../../../../deciding/FlagsAmong.tsx';
import { showCandidates } from '../../../../place/navigation.ts';
import { countOf } from '../../../../ui/format.ts';
import { inCheck } from '../../useJobCheck.ts';

interface FlagsOfPurgeProps {
  readonly check: JobCheck;
  /** Before other users are shown: closes a dialog. */
  readonly onShow?: () => void;
}

export function FlagsOfPurge({ check, onShow }: FlagsOfPurgeProps) {
  return (
    <FlagsAmong
      title={`Flags among the ${countOf(check.going, 'user')} to be purged:`}
      flags={check.flags}
      criteriaOf={(flag) => inCheck(check, `flag:${flag}`)}
      {...(onShow && { onShow })}
      leaveOutWords="Decide again"
      onLeaveOut={(flag) => {
        onShow?.();
        showCandidates(inCheck(check, `flag:${flag}`), 'To be purged, with a flag');
      }}
    >
      Alma’s job doesn’t look at these. Exclude in the review who should stay; then they can be left
      out here.
    </FlagsAmong>
  );
}
