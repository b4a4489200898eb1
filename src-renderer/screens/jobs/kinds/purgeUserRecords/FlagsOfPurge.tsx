/**
 * Every flag among the users whom a purge would take. A purge takes a group and no set: whoever should stay is
 * excluded in the review, and then left out of the group. Part of the purge pages.
 */
import type { JobCheck } from '#shared/contract/shapes/jobs.ts';
import { FlagsAmong } from '../../../../deciding/FlagsAmong.tsx';
import { showCandidates } from '../../../../place/navigation.ts';
import { inCheck } from '../../useJobCheck.ts';
import { purgeFlagsWords, usersTitles } from './words/preview.tsx';

interface FlagsOfPurgeProps {
  readonly check: JobCheck;
  /** Before other users are shown: closes a dialog. */
  readonly onShow?: () => void;
}

export function FlagsOfPurge({ check, onShow }: FlagsOfPurgeProps) {
  return (
    <FlagsAmong
      title={purgeFlagsWords.title(check.going)}
      flags={check.flags}
      criteriaOf={(flag) => inCheck(check, `flag:${flag}`)}
      {...(onShow && { onShow })}
      leaveOutWords={purgeFlagsWords.decideAgain}
      onLeaveOut={(flag) => {
        onShow?.();
        showCandidates(inCheck(check, `flag:${flag}`), usersTitles.flagged);
      }}
    >
      {purgeFlagsWords.help}
    </FlagsAmong>
  );
}
