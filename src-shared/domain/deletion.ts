/**
 * Whether one user can be deleted by hand, as in Alma's Manage Users: whatever retains a user from a purge, any balance
 * due however small, and who isn't approved (docs/domain.md, section 3). Pure. The page asks with the same rule as the
 * engine enforces.
 */
import type { RecordType } from '../fields/recordTypes.ts';
import { dayBounds } from './dayBound.ts';
import {
  type PurgeFacts,
  type PurgeQuestion,
  type ReasonBits,
  retainingReasons,
} from './purgeRules.ts';

/** Nobody looks at dates, groups or record types; nothing that is owed is waived. */
export const DELETION_QUESTION: PurgeQuestion = {
  bounds: dayBounds('inclusive', '9999-12-31', 0),
  recordType: 'All',
  userGroupNo: null,
  waiveThreshold: 0,
};

/** Everything that stands in the way for certain. */
export function deletionReasons(facts: PurgeFacts): ReasonBits {
  return retainingReasons(facts, DELETION_QUESTION);
}

/** Vendors' records: deleting one is warned of, and refused unless it is said that a Contact is meant. */
export function isContact({ record_type }: { readonly record_type: RecordType | null }): boolean {
  return record_type === 'Contact';
}
