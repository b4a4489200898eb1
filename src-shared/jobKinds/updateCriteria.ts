/**
 * Members of a set as an update would find them, as criteria: the page counts by them before Submit and the engine works
 * by them, so that nobody is told another number. Pure.
 */
import { allOf, type Criteria } from '../domain/criteria.ts';
import { meantBy } from '../domain/lineChanges.ts';
import { isChoiceField } from '../fields/userFields.ts';
import {
  changeOf,
  isDayField,
  LIBRARIES_FIELD,
  type LineUpdate,
  severalField,
  TICKED_FIELDS,
  type TickedField,
  type ToldUpdate,
  UNCONDITIONALLY,
  type UpdatedField,
} from './updateFields.ts';
import type { Ticked, UpdateParameters } from './updateNotifyUsers.ts';
import { EXTERNAL_ACCOUNT, INTERNAL_ACCOUNT } from './updateWarnings.ts';

const PURGED: Criteria = { op: 'membership', value: 'deleted' };
const IDENTIFIER_ONLY: Criteria = { op: 'membership', value: 'identifierOnly' };
const PRESENT: Criteria = { op: 'not', of: { op: 'any', of: [PURGED, IDENTIFIER_ONLY] } };
const NOBODY: Criteria = { op: 'any', of: [] };

/** Users who have this value. */
export function hasValue(field: UpdatedField, value: string): Criteria {
  if (field === 'user_group') return { op: 'oneOf', field, values: [value] };
  if (isDayField(field)) return { op: 'dateBetween', field, from: value, to: value };
  return isChoiceField(field)
    ? { op: 'oneOf', field, values: [value] }
    : { op: 'text', field, is: { how: 'oneOf', values: [value] } };
}

/** Users who have what a field adds, or takes away: a line in force, or of roles what a report names of all of them. */
function hasLine(update: LineUpdate): Criteria {
  const change = changeOf(update);
  const { value, scope } = update;
  if (!change) return { op: 'among', field: LIBRARIES_FIELD, value };
  if (change.kind !== 'roles' || scope !== null) return meantBy(change);
  // Of whom lines are told, these say it.
  const named: Criteria = { op: 'hasRole', values: [value] };
  const untold: Criteria = { op: 'not', of: { op: 'linesTold', kind: 'roles', byFiles: true } };
  return { op: 'any', of: [meantBy(change), allOf(untold, named)] };
}

/** Users of whom a field of lines has nothing to change. */
export function lineIsSo(update: LineUpdate): Criteria {
  const has = hasLine(update);
  return severalField(update.field).does === 'add' ? has : { op: 'not', of: has };
}

/** Users of whom a field has nothing to tell: accounts that are what they would be set to. */
export function toldIsSo({ field, value }: ToldUpdate): Criteria {
  if (field !== 'set_account_to') return NOBODY;
  return value === 'Internal' ? INTERNAL_ACCOUNT : EXTERNAL_ACCOUNT;
}

/** Of each ticked field, in Alma’s order, who is so already; fields under a condition that nobody knows change nobody here. */
export function alreadySo({
  userGroup,
  condition = UNCONDITIONALLY,
  fields = [],
  lines = [],
  told = [],
}: Ticked): { readonly field: TickedField; readonly value: string; readonly is: Criteria }[] {
  const values = [
    ...(userGroup === null ? [] : [{ field: 'user_group' as const, value: userGroup, condition }]),
    ...fields,
  ].filter((each) => each.condition === UNCONDITIONALLY);
  const found: { field: TickedField; value: string; is: Criteria }[] = [
    ...values.map(({ field, value }) => ({ field, value, is: hasValue(field, value) })),
    ...lines.map((each) => ({ field: each.field, value: each.value, is: lineIsSo(each) })),
    ...told.map((each) => ({ field: each.field, value: each.value, is: toldIsSo(each) })),
  ];
  const place = (field: TickedField) => TICKED_FIELDS.indexOf(field);
  return found.sort((a, b) => place(a.field) - place(b.field));
}

/** Members of a set who aren't so already, as far as a job reaches them. */
export function wouldChange(setId: number, isSo: Criteria): Criteria {
  return allOf({ op: 'inSet', setId }, PRESENT, { op: 'not', of: isSo });
}

/** Members who are so already, as far as a job would reach them. */
export function isSoAlready(setId: number, isSo: Criteria): Criteria {
  return allOf({ op: 'inSet', setId }, PRESENT, isSo);
}

/** Members that the job would change: present, and of at least one field not so already. */
export function willChange(parameters: UpdateParameters): Criteria {
  return wouldChange(parameters.setId, allOf(...alreadySo(parameters).map(({ is }) => is)));
}

/** Members that it would leave alone. */
export function leftAlone(parameters: UpdateParameters): Criteria {
  const { setId } = parameters;
  return allOf({ op: 'inSet', setId }, { op: 'not', of: willChange(parameters) });
}
