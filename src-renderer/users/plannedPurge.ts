/**
 * What the planned purge would do to one user, and why: the domain's rules asked for the user's facts and the
 * settings of the planned run. Pure. Knows nothing of jobs that run now: the preview on the Jobs screen counts
 * those.
 */
import type { Settings } from '#shared/contract/shapes/settings.ts';
import type { UserRow } from '#shared/contract/shapes/users.ts';
import { type Unapproved, unapprovedKind } from '#shared/domain/approval.ts';
import type { IsoDate } from '#shared/domain/calendar.ts';
import {
  type DayBounds,
  dayBounds,
  isBoundary,
  lastPurgeDateTaken,
  passesDayBound,
  READINGS,
} from '#shared/domain/dayBound.ts';
import { type PurgeRoute, plannedPurge } from '#shared/domain/plannedPurge.ts';
import { foldText } from '#shared/domain/primaryIdentifier.ts';
import {
  matchesScope,
  type PurgeFacts,
  type PurgeQuestion,
  type PurgeSettings,
  type RetainReason,
  reasonsOf,
  retainingReasons,
  unknownReasons,
  waivedAmount,
} from '#shared/domain/purgeRules.ts';
import { flagMask } from '#shared/domain/reviewFlags.ts';

export interface PlannedRun extends PurgeSettings {
  readonly okToPurgeGroup: string;
  /** Whether the set is moved into that group first, or purged as it is. */
  readonly route: PurgeRoute;
  /** Transferred fines/fees count as owed. */
  readonly countTransferred: boolean;
  readonly bounds: DayBounds;
}

export function plannedRun(settings: Settings): PlannedRun {
  const planned = plannedPurge(settings);
  return {
    ...planned,
    okToPurgeGroup: settings.okToPurgeGroup,
    route: settings.purgeRoute,
    countTransferred: settings.countTransferred === true,
    bounds: dayBounds(planned.reading, planned.runDate, planned.days),
  };
}

/** What the guard of jobs would say: only approved users go (domain/approval.ts). */
export type KeptBy = Unapproved;

export interface PlannedOutcome {
  /**
   * `kept`: in no set that is moved to OK to Purge, or purged. `not-taken`: the run doesn't reach them.
   * `retained`: the run reaches them and leaves them. `purged`: they go.
   */
  readonly verdict: 'purged' | 'retained' | 'not-taken' | 'kept';
  /** What keeps them out of the set; null: nothing. */
  readonly keptBy: KeptBy | null;
  /** Kept out of the set, yet in the group that the run takes: the review alone doesn't save them. */
  readonly keptButInGroup: boolean;
  /** Is in the group of reviewed users already; of no matter where a set is purged. */
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
  const facts = factsOf(user, run);
  // The group is matched by Update/Notify Users before the run.
  const question: PurgeQuestion = {
    bounds: run.bounds,
    recordType: run.recordType,
    userGroupNo: null,
    waiveThreshold: run.waiveThreshold,
  };
  const inGroup =
    run.route === 'group' &&
    user.user_group !== null &&
    foldText(user.user_group) === foldText(run.okToPurgeGroup);
  const keptBy = whatKeeps(user);
  const matchesRecordType = matchesScope(facts, question);
  const passes = passesDayBound(user.purge_date, run.bounds);
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
    boundary: isBoundary(user.purge_date, run.bounds),
    reasons,
    unknown: reasonsOf(unknownReasons(facts)),
    waived: waivedAmount(facts),
  };
}

function whatKeeps({ decision, flags, candidate }: UserRow): KeptBy | null {
  return unapprovedKind({ decision, flags: flagMask(flags), candidate }) ?? null;
}

function factsOf(user: UserRow, run: PlannedRun): PurgeFacts {
  return { ...user, balance: owedBy(user, run), userGroupNo: null, lockedByJob: false };
}

/** What counts as owed: the active balance, with what was transferred where that counts. */
export function owedBy(
  { balance, transferred }: Pick<UserRow, 'balance' | 'transferred'>,
  { countTransferred }: Pick<PlannedRun, 'countTransferred'>,
): number | null {
  if (!countTransferred || transferred === null) return balance;
  return (balance ?? 0) + transferred;
}

/** What each reading of the day bound does with this purge date. */
export function byReading(purgeDate: IsoDate | null, run: PlannedRun) {
  return READINGS.map((reading) => {
    const last = lastPurgeDateTaken(reading, run.runDate, run.days);
    return { reading, last, taken: purgeDate !== null && purgeDate <= last };
  });
}
