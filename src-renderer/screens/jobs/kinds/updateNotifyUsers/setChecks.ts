/**
 * Members of a set as criteria, so that each number before a job opens its users.
 */
import { allOf, type Criteria } from '#shared/domain/criteria.ts';

const PURGED: Criteria = { op: 'membership', value: 'deleted' };
const IDENTIFIER_ONLY: Criteria = { op: 'membership', value: 'identifierOnly' };
const PRESENT: Criteria = { op: 'not', of: { op: 'any', of: [PURGED, IDENTIFIER_ONLY] } };

export function alreadyPurged(setId: number): Criteria {
  return allOf({ op: 'inSet', setId }, PURGED);
}

export function knownFromLists(setId: number): Criteria {
  return allOf({ op: 'inSet', setId }, IDENTIFIER_ONLY);
}

/** Members that the job would change: present, and not yet in the group. */
export function willChange(setId: number, userGroup: string): Criteria {
  const inGroup: Criteria = { op: 'oneOf', field: 'user_group', values: [userGroup] };
  return allOf({ op: 'inSet', setId }, PRESENT, { op: 'not', of: inGroup });
}

/** Members that it would leave alone. */
export function leftAlone(setId: number, userGroup: string): Criteria {
  return allOf({ op: 'inSet', setId }, { op: 'not', of: willChange(setId, userGroup) });
}
