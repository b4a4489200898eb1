/** Members of a set whom a job can't meet, as criteria. */
import { allOf, type Criteria } from '#shared/domain/criteria.ts';

export function alreadyPurged(setId: number): Criteria {
  return allOf({ op: 'inSet', setId }, { op: 'membership', value: 'deleted' });
}

export function knownFromLists(setId: number): Criteria {
  return allOf({ op: 'inSet', setId }, { op: 'membership', value: 'identifierOnly' });
}
