/**
 * Words of the review: decisions and their reasons. Pure; the engine keeps the decisions.
 */

/** Undecided; excluded: stays in Alma; included: looked at, may be purged. */
export const DECISIONS = ['undecided', 'excluded', 'included'] as const;
export type Decision = (typeof DECISIONS)[number];

/** Reasons offered for a decision; any other text may be typed. */
export const DECISION_REASONS = [
  'Staff role',
  'Activity elsewhere',
  'Protected group',
  'Still affiliated',
  'Data conflict',
  'Other',
] as const;
