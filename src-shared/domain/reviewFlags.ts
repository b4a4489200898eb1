/**
 * Review flags: what a librarian should look at before a user may go. Pure.
 * Flags never retain anybody in the purge itself; that is purgeRules.ts.
 */
import { bitsOf, namesIn } from './bits.ts';
import type { IsoDate } from './calendar.ts';
import { type DayBounds, isBoundary } from './dayBound.ts';

/** In the order in which they are shown. Bit n of a candidate's flags is REVIEW_FLAGS[n]; append only. */
export const REVIEW_FLAGS = [
  'staff-role',
  'unknown-role',
  'protected',
  'exclusion-list',
  'zero-loss-pair',
  'conflict',
  'expiry-in-future',
  'no-purge-date',
  'boundary',
  'numeric-identifier',
  'unreadable-value',
  'activity-elsewhere',
  'returned',
  'hidden-row',
  'struck-out',
  'blank-group',
  'two-cells',
  'lost-digits',
  'possible-pair',
  'contact',
  'possible-twin',
  'keep-words',
  'shared-identifier',
  'recent-activity',
  'researcher',
  'linked-account',
  'proxy',
  'guardian',
] as const;
export type ReviewFlag = (typeof REVIEW_FLAGS)[number];

const BITS = bitsOf(REVIEW_FLAGS);

export const REVIEW_FLAG_TEXTS: Readonly<
  Record<ReviewFlag, { readonly label: string; readonly meaning: string }>
> = {
  'staff-role': {
    label: 'Staff role',
    meaning:
      'Has a role other than patron and instructor. Alma purges staff like anybody else, so review must catch them.',
  },
  'unknown-role': {
    label: 'Unknown role',
    meaning: 'The report says nothing about roles. Unknown is not No.',
  },
  protected: {
    label: 'Protected',
    meaning: 'A rule of the protected register names this user. The register always wins.',
  },
  'exclusion-list': {
    label: 'On an exclusion list',
    meaning:
      'The primary identifier stands in a loaded exclusion list, or another identifier or an e-mail address that only this user has.',
  },
  'zero-loss-pair': {
    label: 'Possible zero-loss pair',
    meaning:
      'An exclusion list has this number without its leading zeros (or with them): a spreadsheet may have dropped them. Held back until you decide.',
  },
  conflict: {
    label: 'Conflict',
    meaning: 'Two rows have this identifier and differ in dates or user group.',
  },
  'expiry-in-future': {
    label: 'Expiry in the future',
    meaning:
      'The account hasn’t expired yet on the planned run date. The purge job doesn’t look at that.',
  },
  'no-purge-date': {
    label: 'No purge date',
    meaning: 'Without a purge date Alma never takes this user.',
  },
  boundary: {
    label: 'On the last day',
    meaning:
      'The purge date is the last day that may count: the published texts disagree whether the planned run takes it.',
  },
  'numeric-identifier': {
    label: 'Numeric identifier',
    meaning: 'The cell held a number, so leading zeros or digits past the 15th may be lost.',
  },
  'unreadable-value': {
    label: 'Unreadable value',
    meaning:
      'A cell that the purge depends on (purge date, loans, balance ...) couldn’t be read, so the user is held back.',
  },
  'activity-elsewhere': {
    label: 'Activity elsewhere',
    meaning:
      'A report names fines or loans at other libraries. The purge job doesn’t look at them; look before the user goes.',
  },
  returned: {
    label: 'Returned',
    meaning:
      'Was purged or gone and is here again, or the newest file moved the expiry date to the future, added a role or changed the group. Look again.',
  },
  'hidden-row': {
    label: 'Hidden row',
    meaning:
      'The row is hidden in the file, by a filter or a collapsed group. Held back until you decide.',
  },
  'struck-out': {
    label: 'Struck out',
    meaning: 'Whoever prepared the file has struck the row out. Held back until you decide.',
  },
  'blank-group': {
    label: 'Group not stated',
    meaning:
      'The row names no user group though others do, so nobody can see whether it is a protected one. Held back until you decide.',
  },
  'two-cells': {
    label: 'Two cells in one place',
    meaning:
      'The file has two cells in the same place, or one that lies invisible under a merged cell, so it isn’t certain whom or what the row means. Held back until you decide.',
  },
  'lost-digits': {
    label: 'Digits may be lost',
    meaning:
      'The identifier is a number of more than 15 digits, of which a spreadsheet keeps 15, or one with decimals. Held back until you decide.',
  },
  'possible-pair': {
    label: 'Possible pair',
    meaning:
      'An exclusion list has an identifier that is nearly the same (an apostrophe, typographic marks, two in one cell), or a damaged line of a report may name this user. Held back until you decide.',
  },
  contact: {
    label: 'Contact',
    meaning:
      'The record type is Contact. Contacts belong to vendors and shouldn’t be deleted; approving them needs a confirmation of its own.',
  },
  'possible-twin': {
    label: 'Possible twin',
    meaning:
      'Another user has the same names and birth date, the same e-mail or another identifier in common: the record may be the old one of somebody who is active. Compare them; what you say is remembered.',
  },
  'keep-words': {
    label: 'Note or block to keep',
    meaning:
      'A note or a block in force has words that mean: this user stays. Settings list the words. Held back until you decide.',
  },
  'shared-identifier': {
    label: 'Shared identifier',
    meaning:
      'An exclusion list has an identifier or e-mail address that this user shares with somebody else, so it may mean either. Held back until you decide.',
  },
  'recent-activity': {
    label: 'Recent activity',
    meaning:
      'The last patron activity lies within the months before the planned run that Settings name. Who has no such date may be active all the same.',
  },
  researcher: {
    label: 'Researcher',
    meaning:
      'The record is that of a researcher. Alma refuses to delete those with assets or grants by hand, and where Esploro is on a purge keeps them as non-affiliated researchers.',
  },
  'linked-account': {
    label: 'Linked account',
    meaning:
      'The record is linked from another institution. The purge job doesn’t look at that; look before the user goes.',
  },
  proxy: {
    label: 'Proxy or sponsor',
    meaning:
      'Proxy or sponsor of somebody who, as far as files tell, is active and not expired. Alma purges proxies like anybody else.',
  },
  guardian: {
    label: 'Possible guardian',
    meaning:
      'Somebody’s letters go in copy to this user’s e-mail address, or a minor lives at the same address: a child may need this record to borrow.',
  },
};

/**
 * Whoever carries one of these may be meant to stay, and the files leave it open: approved one by one, or
 * together when the flag is named in the confirmation (docs/domain.md, sections 3 and 6).
 */
export const HELD_BACK_FLAGS = [
  'exclusion-list',
  'zero-loss-pair',
  'possible-pair',
  'unreadable-value',
  'hidden-row',
  'struck-out',
  'blank-group',
  'two-cells',
  'lost-digits',
  'shared-identifier',
  'contact',
  'keep-words',
] as const satisfies readonly ReviewFlag[];
export type HeldBackFlag = (typeof HELD_BACK_FLAGS)[number];

const HELD_BACK = flagMask(HELD_BACK_FLAGS);
const CONTACT = flagBit('contact');

/**
 * The held-back classes of a user that an approval leaves open; 0: the user may be approved by it.
 * @param flags of the user
 * @param named bits of the classes that the confirmation names
 * @param alone the user is decided about alone, which is as good as a name for all but Contacts
 */
export function heldBackBits(flags: number, named: number, alone: boolean): number {
  return flags & HELD_BACK & ~named & (alone ? CONTACT : -1);
}

/** Signs of life, or of somebody who still needs the record: what a review by rule suggests to exclude, and a librarian can switch off with a reason. */
export const SUGGESTING_FLAGS = [
  'activity-elsewhere',
  'expiry-in-future',
  'returned',
  'conflict',
  'recent-activity',
  'researcher',
  'linked-account',
  'proxy',
  'guardian',
] as const satisfies readonly ReviewFlag[];
export type SuggestingFlag = (typeof SUGGESTING_FLAGS)[number];

/** The flags that a review by rule excludes when no rule is switched off; in the order in which they are shown. */
export const EXCLUDING_FLAGS: readonly ReviewFlag[] = [
  'staff-role',
  'unknown-role',
  'protected',
  ...HELD_BACK_FLAGS,
  ...SUGGESTING_FLAGS,
];

/** The flags that a review by rule excludes, but for the rules that a librarian has switched off. */
export function activeRules({
  rulesOff,
}: {
  readonly rulesOff: readonly { readonly rule: SuggestingFlag }[];
}): ReviewFlag[] {
  const off = new Set<ReviewFlag>(rulesOff.map(({ rule }) => rule));
  return EXCLUDING_FLAGS.filter((flag) => !off.has(flag));
}

/** What an exclusion by these rules says of itself, kept with the decision. */
export function byRule(rules: readonly ReviewFlag[]) {
  const cause: { what: 'by-rule'; rules: ReviewFlag[] } = { what: 'by-rule', rules: [...rules] };
  return { reason: BY_RULE, cause };
}

/** A reason as those that librarians choose: users are filtered and grouped by it. */
const BY_RULE = 'By rule';

export function flagBit(flag: ReviewFlag): number {
  return BITS[flag];
}

export function flagMask(flags: readonly ReviewFlag[]): number {
  return flags.reduce((mask, flag) => mask | flagBit(flag), 0);
}

export function flagsOf(bits: number): ReviewFlag[] {
  return namesIn(REVIEW_FLAGS, bits);
}

/** The facts of one candidate that flags depend on. */
export interface FlagFacts {
  /** Has Role other than Patron and Instructor; null when no report says. */
  readonly staffRole: boolean | null;
  /** A rule of the protected register names the user, or one of its groups in any row of the file. */
  readonly isProtected: boolean;
  readonly onExclusionList: boolean;
  readonly zeroLossPair: boolean;
  readonly conflict: boolean;
  readonly numericIdentifier: boolean;
  /** A cell that the purge depends on (purge date, loans, balance ...) couldn't be read. */
  readonly unreadableValue: boolean;
  /** Fines or loans at other libraries. */
  readonly activityElsewhere: boolean;
  /** The newest file brought the user back, or signs of life. */
  readonly returned: boolean;
  readonly hiddenRow: boolean;
  readonly struckOut: boolean;
  /** No group is stated, other rows of the file state one, and the register protects groups. */
  readonly blankGroup: boolean;
  readonly twoCells: boolean;
  readonly lostDigits: boolean;
  /** An exclusion list has an identifier that is nearly the same. */
  readonly possiblePair: boolean;
  /** An exclusion list has an identifier that somebody else has, too. */
  readonly sharedIdentifier: boolean;
  readonly isContact: boolean;
  /** Another user may be the same person, and nobody has said that they aren’t. */
  readonly possibleTwin: boolean;
  /** A note, or a block in force, has words that mean keep. */
  readonly keepWords: boolean;
  /** Not before FlagContext.activeSince. */
  readonly recentActivity: boolean;
  readonly researcher: boolean;
  /** Linked from another institution. */
  readonly linkedAccount: boolean;
  /** Proxy or sponsor of somebody active. */
  readonly proxy: boolean;
  /** Of somebody who stays, as far as e-mail and street addresses tell. */
  readonly guardian: boolean;
  readonly expiryDate: IsoDate | null;
  /** The cell couldn't be read: counts as a date in the future. */
  readonly expiryUnreadable: boolean;
  readonly purgeDate: IsoDate | null;
}

/** Activity of so many months is recent unless Settings say otherwise. */
export const ACTIVE_MONTHS = 12;

/** What is planned: flags about dates are relative to it. */
export interface FlagContext {
  readonly runDate: IsoDate;
  readonly bounds: DayBounds;
  /** The first day on which activity is recent; null: nobody asks. */
  readonly activeSince: IsoDate | null;
}

export function reviewFlags(facts: FlagFacts, context: FlagContext): number {
  let bits = 0;
  if (facts.staffRole === true) bits |= BITS['staff-role'];
  if (facts.staffRole === null) bits |= BITS['unknown-role'];
  if (facts.isProtected) bits |= BITS.protected;
  if (facts.onExclusionList) bits |= BITS['exclusion-list'];
  if (facts.zeroLossPair) bits |= BITS['zero-loss-pair'];
  if (facts.conflict) bits |= BITS.conflict;
  if (facts.expiryUnreadable) bits |= BITS['expiry-in-future'];
  if (facts.expiryDate !== null && facts.expiryDate > context.runDate)
    bits |= BITS['expiry-in-future'];
  if (facts.purgeDate === null) bits |= BITS['no-purge-date'];
  if (isBoundary(facts.purgeDate, context.bounds)) bits |= BITS.boundary;
  if (facts.numericIdentifier) bits |= BITS['numeric-identifier'];
  if (facts.unreadableValue) bits |= BITS['unreadable-value'];
  if (facts.activityElsewhere) bits |= BITS['activity-elsewhere'];
  if (facts.returned) bits |= BITS.returned;
  if (facts.hiddenRow) bits |= BITS['hidden-row'];
  if (facts.struckOut) bits |= BITS['struck-out'];
  if (facts.blankGroup) bits |= BITS['blank-group'];
  if (facts.twoCells) bits |= BITS['two-cells'];
  if (facts.lostDigits) bits |= BITS['lost-digits'];
  if (facts.possiblePair) bits |= BITS['possible-pair'];
  if (facts.isContact) bits |= BITS.contact;
  if (facts.possibleTwin) bits |= BITS['possible-twin'];
  if (facts.keepWords) bits |= BITS['keep-words'];
  if (facts.sharedIdentifier) bits |= BITS['shared-identifier'];
  if (facts.recentActivity) bits |= BITS['recent-activity'];
  if (facts.researcher) bits |= BITS.researcher;
  if (facts.linkedAccount) bits |= BITS['linked-account'];
  if (facts.proxy) bits |= BITS.proxy;
  if (facts.guardian) bits |= BITS.guardian;
  return bits;
}
