/** Whom a purge asks by record type, as criteria. */

import type { RecordType } from '../fields/recordTypes.ts';
import { allOf, type Criteria } from './criteria.ts';

export const ALL_TYPES = 'All';

/** The tabs of Alma's list of users, in its order. */
export const USER_TABS = ['Staff', 'Public', 'Contact', ALL_TYPES] as const;
export type UserTab = (typeof USER_TABS)[number];

/** A user whose reports have no record type counts as Public. */
export function recordTypeCriteria(recordType: RecordType | typeof ALL_TYPES): Criteria {
  if (recordType === ALL_TYPES) return allOf();
  const values = recordType === 'Public' ? [recordType, null] : [recordType];
  return { op: 'oneOf', field: 'record_type', values };
}
