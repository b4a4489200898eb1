/**
 * Words and rules of the review: decisions, their reasons, the staff lock. Pure; the engine keeps the decisions.
 */

import { trimOuterSpace } from './primaryIdentifier.ts';

/** Undecided; excluded: stays in Alma; approved: looked at, may be purged. */
export const DECISIONS = ['undecided', 'excluded', 'approved'] as const;
export type Decision = (typeof DECISIONS)[number];

export const DECISION_TEXTS: Readonly<Record<Decision, string>> = {
  undecided: 'Undecided',
  excluded: 'Excluded',
  approved: 'Approved',
};

/** In the review: a candidates file names the user, and no purge here has taken them. */
export function isCandidate(user: {
  readonly candidate: boolean;
  readonly deleted: boolean;
}): boolean {
  return user.candidate && !user.deleted;
}

/** Of whoever differs from the reports. */
export const DATA_CONFLICT = 'Data conflict';

/** Reasons for excluding that a new workspace starts with; Settings change them. */
export const EXCLUDE_REASONS: readonly string[] = [
  'Staff role',
  'Activity elsewhere',
  'Protected group',
  'Still affiliated',
  DATA_CONFLICT,
  'Other',
];

/** Reasons for approving: why somebody with a flag may go after all. */
export const APPROVE_REASONS: readonly string[] = [
  'Role has ended',
  'No longer affiliated',
  'Activity is settled',
  'Listed by mistake',
  'Data checked',
  'Other',
];

/** Of an approval for which none was chosen: every decision has a reason. */
export const NOTHING_AGAINST = 'Nothing against it';

/** The reason of a decision: the one that was given, and for an approval always one. */
export function decisionReason(decision: Decision, given: string | null): string | null {
  if (decision === 'undecided') return null;
  return given?.trim() || (decision === 'approved' ? NOTHING_AGAINST : null);
}

/**
 * The staff lock: who has a role other than patron and instructor, or of whom no report says, is approved
 * one by one only, with the identifier typed and a reason.
 * @param staffRole null when no report says: unknown is not No (docs/domain.md, section 6, rule 5)
 */
export function isStaffLocked(staffRole: boolean | null): boolean {
  return staffRole !== false;
}

/**
 * Whether the identifier was typed: letter by letter, but for outer spaces and for spaces and accents that no
 * keyboard tells apart.
 */
export function isTypedIdentifier(typed: string, identifier: string): boolean {
  const plain = (text: string) => trimOuterSpace(text).replace(/\s/gu, ' ').normalize('NFC');
  return plain(typed) === plain(identifier);
}

/** Findings of a sampling check, when a user was looked up in Alma. */
export const FINDINGS = ['as-reported', 'differs', 'not-in-alma'] as const;
export type Finding = (typeof FINDINGS)[number];

export const FINDING_TEXTS: Readonly<Record<Finding, string>> = {
  'as-reported': 'As reported',
  differs: 'Differs',
  'not-in-alma': 'Not in Alma',
};

/** Whom a sample is drawn from, or a what-if asks about. */
export const AMONG = ['approved', 'not-excluded'] as const;
export type Among = (typeof AMONG)[number];
