/**
 * What a person filters users by, as parts that can be shown and removed one by one, and the criteria
 * tree made of them. One store per screen, remembered on this computer.
 * Used by FilterBar and by the screens, which add their own scope to `filterCriteria`.
 */
import { create, type StoreApi, type UseBoundStore } from 'zustand';
import { persist } from 'zustand/middleware';
import { allOf, type Criteria, EVERYBODY } from '#shared/domain/criteria.ts';
import type { Decision } from '#shared/domain/review.ts';
import { REVIEW_FLAGS, type ReviewFlag } from '#shared/domain/reviewFlags.ts';
import type { UserFieldName } from '#shared/fields/userFields.ts';

/** From and to, both included; undefined is open. */
export interface Range<T> {
  readonly from?: T | undefined;
  readonly to?: T | undefined;
}

export type DateField = 'purge_date' | 'expiry_date';
export type AmountField = 'loans' | 'balance' | 'days_past_purge';
/** Fields with few values, besides the user group, which has a place of its own. */
export const CHOICE_FIELDS = [
  'record_type',
  'account_type',
  'status',
  'job_category',
  'campus',
] as const;
export type ChoiceField = (typeof CHOICE_FIELDS)[number];

export interface UserFilterState {
  readonly search: string;
  /** Users with any of these. */
  readonly flags: readonly ReviewFlag[];
  /** Users without any flag. */
  readonly withoutFlags: boolean;
  readonly decisions: readonly Decision[];
  /** Null is a blank group. */
  readonly groups: readonly (string | null)[];
  /** By field; null is where no report says. */
  readonly choices: Readonly<Partial<Record<ChoiceField, readonly (string | null)[]>>>;
  readonly dates: Readonly<Partial<Record<DateField, Range<string>>>>;
  /** Balances in minor units. */
  readonly amounts: Readonly<Partial<Record<AmountField, Range<number>>>>;
  /** Users for whom no report filled this field. */
  readonly blank: readonly UserFieldName[];
}

export type UserFilter = UseBoundStore<StoreApi<UserFilterState>>;

const NO_FILTER: UserFilterState = {
  search: '',
  flags: [],
  withoutFlags: false,
  decisions: [],
  groups: [],
  choices: {},
  dates: {},
  amounts: {},
  blank: [],
};

/** `const reviewFilter = createUserFilter('review')`, at module level of a screen. */
export function createUserFilter(name: string, initial: Partial<UserFilterState> = {}): UserFilter {
  return create<UserFilterState>()(
    persist(() => ({ ...NO_FILTER, ...initial }), {
      name: `purge-desk.filter.${name}`,
      version: 1,
    }),
  );
}

export function clearFilter(filter: UserFilter): void {
  filter.setState(NO_FILTER);
}

/** Sets these parts and clears the rest. */
export function setFilter(filter: UserFilter, parts: Partial<UserFilterState>): void {
  filter.setState({ ...NO_FILTER, ...parts });
}

export function isFiltered(state: UserFilterState): boolean {
  return activeParts(state).length > 0 || state.search.trim() !== '';
}

/** Which parts narrow anything; the search box shows itself. */
export type FilterPart =
  | { part: 'flag'; flag: ReviewFlag }
  | { part: 'withoutFlags' }
  | { part: 'decision'; decision: Decision }
  | { part: 'group'; group: string | null }
  | { part: 'choice'; field: ChoiceField; value: string | null }
  | { part: 'date'; field: DateField; range: Range<string> }
  | { part: 'amount'; field: AmountField; range: Range<number> }
  | { part: 'blank'; field: UserFieldName };

export function activeParts(state: UserFilterState): FilterPart[] {
  const parts: FilterPart[] = [];
  for (const decision of state.decisions) parts.push({ part: 'decision', decision });
  for (const flag of state.flags) parts.push({ part: 'flag', flag });
  if (state.withoutFlags) parts.push({ part: 'withoutFlags' });
  for (const group of state.groups) parts.push({ part: 'group', group });
  for (const field of CHOICE_FIELDS) {
    for (const value of state.choices[field] ?? []) parts.push({ part: 'choice', field, value });
  }
  for (const [field, range] of Object.entries(state.dates)) {
    if (isSet(range)) parts.push({ part: 'date', field: field as DateField, range });
  }
  for (const [field, range] of Object.entries(state.amounts)) {
    if (isSet(range)) parts.push({ part: 'amount', field: field as AmountField, range });
  }
  for (const field of state.blank) parts.push({ part: 'blank', field });
  return parts;
}

export function removePart(filter: UserFilter, part: FilterPart): void {
  filter.setState((state): Partial<UserFilterState> => {
    switch (part.part) {
      case 'flag':
        return { flags: state.flags.filter((each) => each !== part.flag) };
      case 'withoutFlags':
        return { withoutFlags: false };
      case 'decision':
        return { decisions: state.decisions.filter((each) => each !== part.decision) };
      case 'group':
        return { groups: state.groups.filter((each) => each !== part.group) };
      case 'choice': {
        const { field, value } = part;
        const left = state.choices[field]?.filter((each) => each !== value);
        return { choices: { ...state.choices, [field]: left } };
      }
      case 'date':
        return { dates: { ...state.dates, [part.field]: undefined } };
      case 'amount':
        return { amounts: { ...state.amounts, [part.field]: undefined } };
      case 'blank':
        return { blank: state.blank.filter((each) => each !== part.field) };
    }
  });
}

/**
 * The filter as a criteria tree. `without` leaves a part out: the counts beside the choices of a part
 * must not be narrowed by that part itself.
 */
export function filterCriteria(
  state: UserFilterState,
  scope?: Criteria,
  without?: 'flags' | 'decisions' | 'groups' | ChoiceField,
): Criteria {
  const search = state.search.trim();
  return allOf(
    scope && scope !== EVERYBODY && scope,
    search !== '' && { op: 'search', value: search },
    without !== 'flags' && flagCriteria(state),
    without !== 'decisions' &&
      state.decisions.length > 0 && { op: 'decision', values: [...state.decisions] },
    without !== 'groups' &&
      state.groups.length > 0 && { op: 'oneOf', field: 'user_group', values: [...state.groups] },
    ...CHOICE_FIELDS.map((field) => without !== field && choiceCriteria(state, field)),
    ...Object.entries(state.dates).map(
      ([field, range]) =>
        isSet(range) && { op: 'dateBetween' as const, field: field as DateField, ...range },
    ),
    ...Object.entries(state.amounts).map(
      ([field, range]) =>
        isSet(range) && { op: 'numberBetween' as const, field: field as AmountField, ...range },
    ),
    ...state.blank.map((field) => ({ op: 'blank' as const, field })),
  );
}

function choiceCriteria({ choices }: UserFilterState, field: ChoiceField): Criteria | false {
  const values = choices[field] ?? [];
  return values.length > 0 && { op: 'oneOf', field, values: [...values] };
}

function flagCriteria({ flags, withoutFlags }: UserFilterState): Criteria | false {
  const having: Criteria | false = flags.length > 0 && { op: 'hasFlag', flags: [...flags] };
  if (!withoutFlags) return having;
  const none: Criteria = { op: 'not', of: { op: 'hasFlag', flags: [...REVIEW_FLAGS] } };
  return having ? { op: 'any', of: [having, none] } : none;
}

function isSet(range: Range<unknown> | undefined): range is Range<never> {
  return range?.from !== undefined || range?.to !== undefined;
}
