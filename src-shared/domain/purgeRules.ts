/**
 * Purge User Records: who is in scope and what retains a user (docs/domain.md, section 3).
 * Pure; the preview, the job and the command line decide here and nowhere else.
 * Review flags (reviewFlags.ts) are another matter: Alma purges staff and active users all the same.
 */
import type { RecordType } from '../fields/recordTypes.ts';
import { bitsOf, namesIn } from './bits.ts';
import type { IsoDate } from './calendar.ts';
import { type DayBounds, passesDayBound, type Reading } from './dayBound.ts';
import type { UserBitmap } from './userBitmap.ts';

/**
 * Which version of these rules decided: kept with each job and printed in its report. To be raised with every change
 * after which the same facts could be decided otherwise.
 */
export const PURGE_RULES_VERSION = '2';

/** The form of Add Job, plus what makes a run repeatable: its date and the reading of the day bound. */
export interface PurgeSettings {
  readonly runDate: IsoDate;
  /** Number of days after purge date; 0 when the field is blank. */
  readonly days: number;
  readonly recordType: RecordType | 'All';
  /** Name of one user group, or null for all; can be chosen only for Staff and Public. */
  readonly userGroup: string | null;
  /** The set whose members alone are asked; undefined: Alma asks everybody. */
  readonly setId?: number | undefined;
  /** A user who owes more than this is retained; minor units. */
  readonly waiveThreshold: number;
  readonly reading: Reading;
}

/** Why settings can't be used: the first field that Alma's form would refuse. */
export type PurgeFlaw = 'days' | 'waiveThreshold' | 'userGroup' | 'setAndGroup';

/** Number of days go no further than this. */
export const MOST_DAYS = 36_500;

/** Undefined: they can be used. */
export function flawOfSettings(settings: PurgeSettings): PurgeFlaw | undefined {
  if (!Number.isSafeInteger(settings.days) || settings.days < 0 || settings.days > MOST_DAYS) {
    return 'days';
  }
  if (!Number.isSafeInteger(settings.waiveThreshold) || settings.waiveThreshold < 0) {
    return 'waiveThreshold';
  }
  if (settings.userGroup !== null && !['Staff', 'Public'].includes(settings.recordType)) {
    return 'userGroup';
  }
  return settings.userGroup !== null && settings.setId !== undefined ? 'setAndGroup' : undefined;
}

/**
 * What the replica knows of one user; null where no report said anything.
 * Counts are whole numbers, the balance is in minor units (a credit is negative).
 */
export interface PurgeFacts {
  /** By which a set knows its members; undefined: a member of none. */
  readonly userNo?: number;
  readonly purge_date: IsoDate | null;
  /** A user whose reports have no record type counts as Public. */
  readonly record_type: RecordType | null;
  readonly userGroupNo: number | null;
  readonly loans: number | null;
  readonly balance: number | null;
  readonly acquisitions: number | null;
  readonly purchase_requests: number | null;
  readonly hold_shelf_requests: number | null;
  readonly import_profiles: number | null;
  readonly locked_records: number | null;
  readonly md_editor: number | null;
  readonly lockedByJob: boolean;
}

/** Everything that retains an in-scope user, in the order of docs/domain.md, section 3. */
export const RETAIN_REASONS = [
  'outstanding-loans',
  'fines-fees',
  'acquisitions',
  'purchase-requests',
  'resource-sharing',
  'import-profiles',
  'locked-records',
  'md-editor',
  'running-job',
] as const;
export type RetainReason = (typeof RETAIN_REASONS)[number];

/** The fact that each reason is about, and that a report would have to tell for it to be known. */
export const RETAINING_FACTS = {
  'outstanding-loans': 'loans',
  'fines-fees': 'balance',
  acquisitions: 'acquisitions',
  'purchase-requests': 'purchase_requests',
  'resource-sharing': 'hold_shelf_requests',
  'import-profiles': 'import_profiles',
  'locked-records': 'locked_records',
  'md-editor': 'md_editor',
} as const satisfies Record<Exclude<RetainReason, 'running-job'>, keyof PurgeFacts>;
type RetainingFact = (typeof RETAINING_FACTS)[keyof typeof RETAINING_FACTS];

/** Facts that retain a user as soon as there is anything of them, whatever is owed. */
export const COUNTS_THAT_RETAIN = Object.values(RETAINING_FACTS).filter(
  (fact): fact is Exclude<RetainingFact, 'balance'> => fact !== 'balance',
);

const BITS = bitsOf(RETAIN_REASONS);

export const RETAIN_REASON_TEXTS: Readonly<
  Record<
    RetainReason,
    {
      readonly label: string;
      /** Among others in a sentence. */
      readonly inSentence: string;
      readonly event: string;
    }
  >
> = {
  'outstanding-loans': {
    label: 'Outstanding loans',
    inSentence: 'outstanding loans',
    event: 'User deletion validation failed: the user has outstanding loans',
  },
  'fines-fees': {
    label: 'Fines/fees above the waive threshold',
    inSentence: 'fines/fees above the waive threshold',
    event: 'User deletion validation failed: the user owes more than the waive threshold',
  },
  acquisitions: {
    label: 'Acquisitions',
    inSentence: 'acquisitions',
    event: 'The user is assigned to PO lines, POs or invoices',
  },
  'purchase-requests': {
    label: 'Purchase requests',
    inSentence: 'purchase requests',
    event: 'The user has purchase requests that are not closed',
  },
  'resource-sharing': {
    label: 'Resource sharing',
    inSentence: 'resource sharing',
    event: 'The user has a resource sharing request on the hold shelf',
  },
  'import-profiles': {
    label: 'Import profiles',
    inSentence: 'import profiles',
    event: 'The user is assigned to import profiles',
  },
  'locked-records': {
    label: 'Locked bibliographic records',
    inSentence: 'locked bibliographic records',
    event: 'The user has locked bibliographic records',
  },
  'md-editor': {
    label: 'Working in the MD Editor',
    inSentence: 'work in the MD Editor',
    event: 'The user is working in the MD Editor',
  },
  'running-job': {
    label: 'Locked by a running job',
    inSentence: 'a running job that locks them',
    event: 'The user is locked by a running job',
  },
};

/** Reasons as bits: how a million outcomes are counted and stored. */
export type ReasonBits = number;

/** 0 for a text that is no reason. */
export function reasonBit(reason: string): ReasonBits {
  const known = RETAIN_REASONS.find((each) => each === reason);
  return known ? BITS[known] : 0;
}

export function reasonsOf(bits: ReasonBits): RetainReason[] {
  return namesIn(RETAIN_REASONS, bits);
}

/** What settings mean once the group's name is resolved against the replica; -1: no user can have it. */
export interface PurgeQuestion {
  readonly bounds: DayBounds;
  readonly recordType: RecordType | 'All';
  readonly userGroupNo: number | null;
  /** Members of the set that is purged; undefined: everybody is asked. */
  readonly setMembers?: UserBitmap | undefined;
  readonly waiveThreshold: number;
}

/** What decides whether a user is in scope. */
export type ScopeFacts = Pick<PurgeFacts, 'userNo' | 'purge_date' | 'record_type' | 'userGroupNo'>;

/** Record type and user group or set match, whatever the purge date. */
export function matchesScope(facts: ScopeFacts, question: PurgeQuestion): boolean {
  return (
    matchesRecordType(facts, question) && matchesGroup(facts, question) && isAsked(facts, question)
  );
}

/** Whose record type no report tells counts as Public. */
export function matchesRecordType(
  { record_type }: Pick<ScopeFacts, 'record_type'>,
  { recordType }: Pick<PurgeQuestion, 'recordType'>,
): boolean {
  return recordType === 'All' || (record_type ?? 'Public') === recordType;
}

export function matchesGroup(
  facts: Pick<ScopeFacts, 'userGroupNo'>,
  { userGroupNo }: Pick<PurgeQuestion, 'userGroupNo'>,
): boolean {
  return userGroupNo === null || facts.userGroupNo === userGroupNo;
}

/** Whether a purge of this set asks the user at all; one of no set asks everybody. */
export function isAsked(
  { userNo }: Pick<ScopeFacts, 'userNo'>,
  { setMembers }: Pick<PurgeQuestion, 'setMembers'>,
): boolean {
  return setMembers === undefined || (userNo !== undefined && setMembers.has(userNo));
}

export function inScope(facts: ScopeFacts, question: PurgeQuestion): boolean {
  return passesDayBound(facts.purge_date, question.bounds) && matchesScope(facts, question);
}

/** All reasons that retain the user for certain. No bit set: the user is purged. */
export function retainingReasons(facts: PurgeFacts, question: PurgeQuestion): ReasonBits {
  let bits = 0;
  if ((facts.loans ?? 0) > 0) bits |= BITS['outstanding-loans'];
  if ((facts.balance ?? 0) > question.waiveThreshold) bits |= BITS['fines-fees'];
  if ((facts.acquisitions ?? 0) > 0) bits |= BITS.acquisitions;
  if ((facts.purchase_requests ?? 0) > 0) bits |= BITS['purchase-requests'];
  if ((facts.hold_shelf_requests ?? 0) > 0) bits |= BITS['resource-sharing'];
  if ((facts.import_profiles ?? 0) > 0) bits |= BITS['import-profiles'];
  if ((facts.locked_records ?? 0) > 0) bits |= BITS['locked-records'];
  if ((facts.md_editor ?? 0) > 0) bits |= BITS['md-editor'];
  if (facts.lockedByJob) bits |= BITS['running-job'];
  return bits;
}

/** Reasons that no report covers for this user: Alma may still retain it. */
export function unknownReasons(facts: PurgeFacts): ReasonBits {
  let bits = 0;
  if (facts.loans === null) bits |= BITS['outstanding-loans'];
  if (facts.balance === null) bits |= BITS['fines-fees'];
  if (facts.acquisitions === null) bits |= BITS.acquisitions;
  if (facts.purchase_requests === null) bits |= BITS['purchase-requests'];
  if (facts.hold_shelf_requests === null) bits |= BITS['resource-sharing'];
  if (facts.import_profiles === null) bits |= BITS['import-profiles'];
  if (facts.locked_records === null) bits |= BITS['locked-records'];
  if (facts.md_editor === null) bits |= BITS['md-editor'];
  return bits;
}

/** What the purge forgives: the balance that a purged user still owes, recorded as waived; minor units. */
export function waivedAmount({ balance }: Pick<PurgeFacts, 'balance'>): number {
  return Math.max(balance ?? 0, 0);
}
