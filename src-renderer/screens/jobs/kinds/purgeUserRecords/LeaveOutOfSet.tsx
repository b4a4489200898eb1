/**
 * Leaves whoever isn't approved out of a purge by set: a set without them is made and takes its place. The other stays as it
 * is.
 */
import { Button, Text } from '@mantine/core';
import type { JobCheck } from '#shared/contract/shapes/jobs.ts';
import type { SetSummary } from '#shared/contract/shapes/sets.ts';
import { allOf, CANDIDATES, type Criteria } from '#shared/domain/criteria.ts';
import { Writing } from '../../../../ui/Writing.tsx';
import { useNarrowing } from '../../set/SetChecks.tsx';
import { setChecksWords } from '../../set/words.tsx';
import { inCheck } from '../../useJobCheck.ts';
import { unapprovedWords } from '../../words.tsx';

interface LeaveOutOfSetProps {
  readonly set: SetSummary;
  readonly check: JobCheck;
  readonly onSet: (set: SetSummary) => void;
}

export function LeaveOutOfSet({ set, check, onSet }: LeaveOutOfSetProps) {
  const { busy, narrow } = useNarrowing(set, onSet);
  if (check.approved === 0) return <Text size="sm">{setChecksWords.nobodyLeft}</Text>;
  return (
    <Writing>
      <Button
        size="compact-sm"
        loading={busy}
        onClick={() => narrow(approvedInSet(set, check), null)}
      >
        {unapprovedWords.leaveOut}
      </Button>
    </Writing>
  );
}

/** Members who are approved, due or not: a check asks only those who are. */
export function approvedInSet({ setId }: SetSummary, check: JobCheck): Criteria {
  return allOf(
    { op: 'inSet', setId },
    CANDIDATES,
    { op: 'decision', values: ['approved'] },
    { op: 'not', of: inCheck(check, 'unapproved') },
  );
}
