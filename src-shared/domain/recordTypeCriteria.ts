/** Whom a purge asks by record type, as criteria. */

import type { RecordType } from '../fields/recordTypes.ts';
import { allOf, type Criteria } from './criteria.ts';

/** A user whose reports have no record type counts as Public. */
export function recordTypeCriteria(recordType: RecordType | 'All'): Criteria {
  if (recordType === 'All') return allOf();
  const values = recordType === 'Public' ? [recordType, null] : [recordType];
  return { op: 'oneOf', field: 'record_type', values };
}
