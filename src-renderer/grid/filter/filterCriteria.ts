/**
 * The criteria tree of a filter, for pages, counts, decisions and saved filters alike. Pure.
 */

import { allOf, type Criteria, EVERYBODY } from '#shared/domain/criteria.ts';
import { REVIEW_FLAGS } from '#shared/domain/reviewFlags.ts';
import { CHOICE_FIELDS, type ChoiceField } from '#shared/fields/userFields.ts';
import { conditionCriteria, valuesCriteria } from './columnCriteria.ts';
import { rangesOf, textsOf, type UserFilterState, type ValuePart } from './filterParts.ts';
import { lineCriteria } from './lineFilter.ts';

/** Parts whose choices are counted: a count beside a choice must not be narrowed by its own part. */
export type CountedPart =
  | 'flags'
  | 'decisions'
  | 'reasons'
  | 'oddDates'
  | 'marks'
  | 'accountStates'
  | 'roles'
  | 'groups'
  | ChoiceField;

/** @param without leaves a part out */
export function filterCriteria(
  state: UserFilterState,
  scope?: Criteria,
  without?: CountedPart,
): Criteria {
  const search = state.search.trim();
  return allOf(
    scope && !isEverybody(scope) && scope,
    ...state.sets.map(({ setId }): Criteria => ({ op: 'inSet', setId })),
    state.pasted !== null && { op: 'users', userNos: [...state.pasted.userNos] },
    search !== '' && { op: state.exact ? 'exactly' : 'search', value: search },
    ...listCriteria(state, without),
    ...CHOICE_FIELDS.map((field) => without !== field && choiceCriteria(state, field)),
    ...rangesOf(state.dates).map(([field, range]) => partCriteria({ part: 'date', field, range })),
    ...rangesOf(state.amounts).map(([field, range]) =>
      partCriteria({ part: 'amount', field, range }),
    ),
    ...textsOf(state).map(([field, text]) => partCriteria({ part: 'text', field, text })),
    ...Object.entries(state.values).map(
      ([column, values]) => values !== undefined && valuesCriteria(column, values),
    ),
    ...Object.entries(state.conditions).map(
      ([column, condition]) => condition !== undefined && conditionCriteria(column, condition),
    ),
    ...state.blank.map((field) => partCriteria({ part: 'blank', field })),
    ...state.lines.map(lineCriteria),
    ...state.except.map((part): Criteria => ({ op: 'not', of: partCriteria(part) })),
  );
}

function listCriteria(
  state: UserFilterState,
  without: CountedPart | undefined,
): (Criteria | false)[] {
  const { decisions, reasons, oddDates, marks, accountStates, roles, groups, ...flags } = state;
  return [
    without !== 'flags' && flagCriteria(flags),
    without !== 'decisions' && decisions.length > 0 && { op: 'decision', values: [...decisions] },
    without !== 'reasons' && reasons.length > 0 && { op: 'reason', values: [...reasons] },
    without !== 'oddDates' && oddDates.length > 0 && { op: 'oddDate', values: [...oddDates] },
    without !== 'marks' &&
      marks.length > 0 &&
      anyOf(marks.map((mark) => partCriteria({ part: 'mark', mark }))),
    without !== 'accountStates' &&
      accountStates.length > 0 && { op: 'accountState', values: [...accountStates] },
    without !== 'roles' && roles.length > 0 && { op: 'hasRole', values: [...roles] },
    without !== 'groups' &&
      groups.length > 0 && { op: 'oneOf', field: 'user_group', values: [...groups] },
  ];
}

/** What one value means. */
export function partCriteria(part: ValuePart): Criteria {
  switch (part.part) {
    case 'flag':
      return { op: 'hasFlag', flags: [part.flag] };
    case 'withoutFlags':
      return { op: 'not', of: { op: 'hasFlag', flags: [...REVIEW_FLAGS] } };
    case 'decision':
      return { op: 'decision', values: [part.decision] };
    case 'reason':
      return { op: 'reason', values: [part.reason] };
    case 'oddDate':
      return { op: 'oddDate', values: [part.oddDate] };
    case 'mark':
      return { op: 'mark', value: part.mark };
    case 'accountState':
      return { op: 'accountState', values: [part.accountState] };
    case 'role':
      return { op: 'hasRole', values: [part.role] };
    case 'group':
      return { op: 'oneOf', field: 'user_group', values: [part.group] };
    case 'choice':
      return { op: 'oneOf', field: part.field, values: [part.value] };
    case 'date':
      return { op: 'dateBetween', field: part.field, ...part.range };
    case 'amount':
      return { op: 'numberBetween', field: part.field, ...part.range };
    case 'text':
      return { op: 'contains', field: part.field, value: part.text };
    case 'value':
      return valuesCriteria(part.column, [part.value]);
    case 'condition':
      return conditionCriteria(part.column, part.condition);
    case 'blank':
      return { op: 'blank', field: part.field };
    case 'line':
      return lineCriteria(part.line);
  }
}

function choiceCriteria({ choices }: UserFilterState, field: ChoiceField): Criteria | false {
  const values = choices[field] ?? [];
  return values.length > 0 && { op: 'oneOf', field, values: [...values] };
}

function flagCriteria({
  flags,
  withoutFlags,
}: Pick<UserFilterState, 'flags' | 'withoutFlags'>): Criteria | false {
  const having: Criteria | false = flags.length > 0 && { op: 'hasFlag', flags: [...flags] };
  if (!withoutFlags) return having;
  const none = partCriteria({ part: 'withoutFlags' });
  return having ? anyOf([having, none]) : none;
}

function anyOf(of: Criteria[]): Criteria {
  return of.length === 1 ? of[0]! : { op: 'any', of };
}

/** Like EVERYBODY, also when it has been through a message. */
function isEverybody(criteria: Criteria): boolean {
  return criteria === EVERYBODY || (criteria.op === 'all' && criteria.of.length === 0);
}

/** Users of a preview are held for a while only, so a filter of them can't be kept. */
export function canBeKept(criteria: Criteria): boolean {
  if (criteria.op === 'all' || criteria.op === 'any') return criteria.of.every(canBeKept);
  return criteria.op === 'not' ? canBeKept(criteria.of) : criteria.op !== 'inPreview';
}
