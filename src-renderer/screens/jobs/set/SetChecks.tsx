/**
 * What there is to know about a set's members before a job changes them: who isn't approved and the ways on, every
 * flag among the others, who is left alone, and what no report tells. A tick stands only where a report said so.
 */
import { Button, Skeleton, Text } from '@mantine/core';
import { useState } from 'react';
import type { JobCheck } from '#shared/contract/shapes/jobs.ts';
import type { SetSummary } from '#shared/contract/shapes/sets.ts';
import { allOf, type Criteria } from '#shared/domain/criteria.ts';
import type { ReviewFlag } from '#shared/domain/reviewFlags.ts';
import { FlagsAmong } from '../../../deciding/FlagsAmong.tsx';
import { showCandidates } from '../../../place/navigation.ts';
import { ErrorNote } from '../../../ui/ErrorNote.tsx';
import { notifyFailure } from '../../../ui/notify.tsx';
import { Writing } from '../../../ui/Writing.tsx';
import { UnapprovedNote } from '../UnapprovedNote.tsx';
import { type CurrentCheck, inCheck } from '../useJobCheck.ts';
import { unapprovedWords } from '../words.tsx';
import { narrowedSet } from './narrowedSet.ts';
import styles from './Set.module.css';
import { LeftAlone, WhatIsKnown } from './ToldOfSet.tsx';
import { setChecksWords, unapprovedInSet } from './words.tsx';

interface SetChecksProps {
  readonly set: SetSummary;
  readonly checked: CurrentCheck;
  /** Another set takes its place. */
  readonly onSet: (set: SetSummary) => void;
  /** Above the flags of those who would go; where it isn't said, they are the members. */
  readonly flagsAmong?: (users: number) => string;
  /** Whom a set without the others keeps; those of them who are approved where it isn't said. */
  readonly approved?: Criteria;
  /** The page where another user group is chosen; without it there is no such way. */
  readonly onOtherGroup?: () => void;
}

export function SetChecks(props: SetChecksProps) {
  const { set, checked, onSet, onOtherGroup, flagsAmong = setChecksWords.flags } = props;
  const { asked, check, current, error } = checked;
  const { busy, narrow } = useNarrowing(set, onSet);
  if (!asked) return null;
  if (error) return <ErrorNote error={error} />;
  if (!check || !current) return <Skeleton height={240} />;
  const approved = props.approved ?? inCheck(check, 'approved');
  return (
    <div className={styles.setChecks}>
      <UnapprovedNote check={check} words={unapprovedInSet}>
        <Ways
          check={check}
          approved={approved}
          busy={busy}
          narrow={narrow}
          onOtherGroup={onOtherGroup}
        />
      </UnapprovedNote>
      <FlagsAmong
        title={flagsAmong(check.going)}
        flags={check.flags}
        criteriaOf={(flag) => inCheck(check, `flag:${flag}`)}
        busy={busy}
        onLeaveOut={(flag) => narrow(leavingOut(check, flag, approved), flag)}
      >
        {setChecksWords.flagsHelp}
      </FlagsAmong>
      <LeftAlone set={set} check={check} />
      <WhatIsKnown check={check} />
    </div>
  );
}

interface WaysProps {
  readonly check: JobCheck;
  readonly approved: Criteria;
  readonly busy: boolean;
  readonly narrow: (criteria: Criteria, without: ReviewFlag | null) => void;
  readonly onOtherGroup: (() => void) | undefined;
}

/** Leave them out, or decide about them. */
function Ways({ check, approved, busy, narrow, onOtherGroup }: WaysProps) {
  return (
    <>
      {check.approved > 0 ? (
        <Writing>
          <Button size="compact-sm" loading={busy} onClick={() => narrow(approved, null)}>
            {unapprovedWords.leaveOut}
          </Button>
        </Writing>
      ) : (
        <Text size="sm">{setChecksWords.nobodyLeft}</Text>
      )}
      <Button
        size="compact-sm"
        variant="default"
        onClick={() => showCandidates(inCheck(check, 'unapproved'), unapprovedWords.list)}
      >
        {unapprovedWords.decide}
      </Button>
      {onOtherGroup && (
        <Button size="compact-sm" variant="subtle" onClick={onOtherGroup}>
          {setChecksWords.otherGroup}
        </Button>
      )}
    </>
  );
}

/** Those who would go, but for one flag; where approval matters, the approved ones. */
export function leavingOut(
  check: JobCheck,
  flag: ReviewFlag,
  approved = inCheck(check, 'approved'),
): Criteria {
  return allOf(check.guarded ? approved : inCheck(check, 'going'), {
    op: 'not',
    of: inCheck(check, `flag:${flag}`),
  });
}

/** Makes the set that goes on instead, once however often it is asked for. */
export function useNarrowing(set: SetSummary, onSet: (set: SetSummary) => void) {
  const [busy, setBusy] = useState(false);
  async function make(criteria: Criteria, without: ReviewFlag | null) {
    setBusy(true);
    try {
      onSet(await narrowedSet(criteria, { from: 'set', name: set.name, without }));
    } catch (error) {
      notifyFailure(error);
    } finally {
      setBusy(false);
    }
  }
  return {
    busy,
    narrow: (criteria: Criteria, without: ReviewFlag | null) => {
      if (!busy) void make(criteria, without);
    },
  };
}
