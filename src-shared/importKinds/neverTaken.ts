/**
 * Columns that are never taken into a workspace, whatever file has them: nothing that a purge needs, and nothing that a
 * library may pass on. Neither as a field nor as a further column. Pure.
 */
import { foldHeading } from '../fields/userFields.ts';

const NEVER = new Set(
  ['Password', 'Passwords', 'PIN', 'PIN number', 'PIN code', 'Gender', 'Sex'].map(foldHeading),
);

/** What reports put before such a heading. */
const OF_USERS = /^(?:users?|patrons?|borrowers?|requesters?|accounts?)/;

/** Whether a column with this heading must be left in its file. */
export function isNeverTaken(heading: string): boolean {
  const folded = foldHeading(heading);
  return NEVER.has(folded) || NEVER.has(folded.replace(OF_USERS, ''));
}
