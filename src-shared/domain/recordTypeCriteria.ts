/** Whom a purge asks by record type, as criteria. */
import { allOf, type Criteria } from './criteria.ts';
import type { RecordType } from './purgeRules.ts';

/** A user whose reports have no record type counts as Public. */
export function recordTypeCriteria(recordType: RecordType | 'All'): Criteria {
  if (recordType === 'All') return allOf();
  const values = recordType === 'Public' ? [recordType, null] : [recordType];
  return { op: 'oneOf', field: 'record_type', values };
}
