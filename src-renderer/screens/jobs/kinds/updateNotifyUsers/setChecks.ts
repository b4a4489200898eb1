/**
 * Members of a set as criteria, so that each number before a job opens its users.
 */
import { allOf, type Criteria } from '#shared/domain/criteria.ts';
import { isChoiceField } from '#shared/fields/userFields.ts';
import { isDayField, type UpdatedField } from '#shared/jobKinds/updateFields.ts';
import type { UpdateParameters } from '#shared/jobKinds/updateNotifyUsers.ts';

const PURGED: Criteria = { op: 'membership', value: 'deleted' };
const IDENTIFIER_ONLY: Criteria = { op: 'membership', value: 'identifierOnly' };
const PRESENT: Criteria = { op: 'not', of: { op: 'any', of: [PURGED, IDENTIFIER_ONLY] } };

/** Users who have this value. */
function hasValue(field: UpdatedField, value: string): Criteria {
  if (field === 'user_group') return { op: 'oneOf', field, values: [value] };
  if (isDayField(field)) return { op: 'dateBetween', field, from: value, to: value };
  return isChoiceField(field)
    ? { op: 'oneOf', field, values: [value] }
    : { op: 'text', field, is: { how: 'oneOf', values: [value] } };
}

/** Members whose value of one field the job would change: present, and not so already. */
export function wouldGet(setId: number, field: UpdatedField, value: string): Criteria {
  const others: Criteria = { op: 'not', of: hasValue(field, value) };
  return allOf({ op: 'inSet', setId }, PRESENT, others);
}

/** Members that the job would change: present, and of at least one field not so already. */
export function willChange({ setId, userGroup, fields = [] }: UpdateParameters): Criteria {
  const given = [
    ...(userGroup === null ? [] : [hasValue('user_group', userGroup)]),
    ...fields.map(({ field, value }) => hasValue(field, value)),
  ];
  return allOf({ op: 'inSet', setId }, PRESENT, { op: 'not', of: allOf(...given) });
}

/** Members that it would leave alone. */
export function leftAlone(parameters: UpdateParameters): Criteria {
  const { setId } = parameters;
  return allOf({ op: 'inSet', setId }, { op: 'not', of: willChange(parameters) });
}
