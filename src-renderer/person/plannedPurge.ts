/**
 * What the planned purge would do to one user, and why: the domain's rules asked for the user's facts
 * and the settings of the planned run. Pure; used by PlannedPurge.
 * Knows nothing of jobs that run now: the preview on the Jobs screen counts those.
 */
import type { Settings, UserRow } from '#shared/contract/shapes.ts';
import { type IsoDate, today } from '#shared/domain/calendar.ts';
import {
  type DayBounds,
  dayBounds,
  isBoundary,
  lastPurgeDateTaken,
  passesDayBound,
  READINGS,
  type Reading,
} from '#shared/domain/dayBound.ts';
import { foldText } from '#shared/domain/primaryIdentifier.ts';
import {
  matchesScope,
  type PurgeFacts,
  type PurgeQuestion,
  type RetainReason,
  reasonsOf,
  retainingReasons,
  unknownReasons,
  waivedAmount,
} from '#shared/domain/purgeRules.ts';
import { isStaffLocked } from '#shared/domain/review.ts';

export interface PlannedRun {
  readonly runDate: IsoDate;
  readonly days: number;
  readonly reading: Reading;
  readonly waiveThreshold: number;
  readonly okToPurgeGroup: string;
  readonly bounds: DayBounds;
}

export function plannedRun(settings: Settings): PlannedRun {
  const { days, reading, waiveThreshold, okToPurgeGroup } = settings;
  const runDate = settings.runDate ?? today();
  return {
    runDate,
    days,
    reading,
    waiveThreshold,
    okToPurgeGroup,
    bounds: dayBounds(reading, runDate, days),
  };
}

/** The register always wins; staff goes only when approved one by one. */
export type KeptBy = 'protected' | 'excluded' | 'staff';

export interface PlannedOutcome {
  /**
   * `kept`: in no set that is moved to OK to Purge. `not-taken`: the run doesn't reach it.
   * `retained`: the run reaches it and leaves it. `purged`: it goes.
   */
  readonly verdict: 'purged' | 'retained' | 'not-taken' | 'kept';
  /** What keeps it out of the set; null: nothing. */
  readonly keptBy: KeptBy | null;
  /** Kept out of the set, yet in the group that the run takes: the review alone doesn't save it. */
  readonly keptButInGroup: boolean;
  /** Is in the group of reviewed users already. */
  readonly inGroup: boolean;
  readonly matchesRecordType: boolean;
  readonly passesDayBound: boolean;
  readonly boundary: boolean;
  readonly reasons: readonly RetainReason[];
  /** Rules that no report covers; Alma may still retain the user. */
  readonly unknown: readonly RetainReason[];
  /** What the purge would forgive; minor units. */
  readonly waived: number;
}

/** As the planned run would find the user once the review's set is in OK to Purge. */
export function plannedOutcome(user: UserRow, run: PlannedRun): PlannedOutcome {
  const facts = factsOf(user);
  // The default of the job's form; the group is matched by Update/Notify Users before the run.
  const question: PurgeQuestion = {
    bounds: run.bounds,
    recordType: 'Public',
    userGroupNo: null,
    waiveThreshold: run.waiveThreshold,
  };
  const inGroup =
    user.userGroup !== null && foldText(user.userGroup) === foldText(run.okToPurgeGroup);
  const keptBy = whatKeeps(user);
  const matchesRecordType = matchesScope(facts, question);
  const passes = passesDayBound(user.purgeDate, run.bounds);
  const reasons = reasonsOf(retainingReasons(facts, question));
  const reached = matchesRecordType && passes;
  const byRule = !reached ? 'not-taken' : reasons.length > 0 ? 'retained' : 'purged';
  return {
    verdict: keptBy !== null && !inGroup ? 'kept' : byRule,
    keptBy,
    keptButInGroup: keptBy !== null && inGroup && byRule === 'purged',
    inGroup,
    matchesRecordType,
    passesDayBound: passes,
    boundary: isBoundary(user.purgeDate, run.bounds),
    reasons,
    unknown: reasonsOf(unknownReasons(facts)),
    waived: waivedAmount(facts),
  };
}

function whatKeeps(user: UserRow): KeptBy | null {
  if (user.flags.includes('protected')) return 'protected';
  if (user.decision === 'excluded') return 'excluded';
  const open = user.candidate && user.decision === 'undecided';
  return open && isStaffLocked(user.staffRole) ? 'staff' : null;
}

function factsOf(user: UserRow): PurgeFacts {
  return { ...user, userGroupNo: null, lockedByJob: false };
}

/** What each reading of the day bound does with this purge date. */
export function byReading(purgeDate: IsoDate | null, run: PlannedRun) {
  return READINGS.map((reading) => {
    const last = lastPurgeDateTaken(reading, run.runDate, run.days);
    return { reading, last, taken: purgeDate !== null && purgeDate <= last };
  });
}
