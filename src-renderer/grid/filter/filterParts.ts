/**
 * What a librarian filters users by, as parts that are shown and removed one by one. Pure: the store is
 * userFilter.ts, the criteria tree filterCriteria.ts, the words partText.ts.
 */
import type { AccountState } from '#shared/domain/accountStates.ts';
import type { OddDate } from '#shared/domain/oddDates.ts';
import type { Decision } from '#shared/domain/review.ts';
import type { ReviewFlag } from '#shared/domain/reviewFlags.ts';
import { CHOICE_FIELDS, type ChoiceField, type UserFieldName } from '#shared/fields/userFields.ts';
import type { ColumnCondition, Values } from './columnCondition.ts';
import type { AmountField, DateField, Mark, TextField } from './filterFields.ts';
import type { LineFilter } from './lineFilter.ts';

/** From and to, both included; undefined is open. */
export interface Range<T> {
  readonly from?: T | undefined;
  readonly to?: T | undefined;
}

/** Users whose identifiers were pasted, and the identifiers that nobody has. */
export interface PastedUsers {
  readonly userNos: readonly number[];
  readonly missing: readonly string[];
  /** Identifiers that several users have. */
  readonly shared: readonly string[];
  /** Of the users: whom a purge has taken. */
  readonly deleted: number;
}

/** Within a list any of its values fits; the lists narrow each other. */
export interface UserFilterState {
  readonly search: string;
  /** The search is for one identifier or e-mail as a whole. */
  readonly exact: boolean;
  /** Users with any of these. */
  readonly flags: readonly ReviewFlag[];
  /** Users without any flag. */
  readonly withoutFlags: boolean;
  readonly decisions: readonly Decision[];
  /** Null: no reason was given. */
  readonly reasons: readonly (string | null)[];
  readonly oddDates: readonly OddDate[];
  readonly marks: readonly Mark[];
  readonly accountStates: readonly AccountState[];
  /** Null is where no role is told. */
  readonly roles: readonly (string | null)[];
  /** Null is a blank group. */
  readonly groups: readonly (string | null)[];
  /** By field; null is where no report says. */
  readonly choices: Readonly<Partial<Record<ChoiceField, readonly (string | null)[]>>>;
  readonly dates: Readonly<Partial<Record<DateField, Range<string>>>>;
  /** Money in minor units. */
  readonly amounts: Readonly<Partial<Record<AmountField, Range<number>>>>;
  /** Text that the field contains. */
  readonly texts: Readonly<Partial<Record<TextField, string>>>;
  /** Ticked values of further columns by column, as users.values gives them. */
  readonly values: Readonly<Record<string, Values | undefined>>;
  /** Conditions by column, as far as they are none of the above. */
  readonly conditions: Readonly<Record<string, ColumnCondition | undefined>>;
  /** Users for whom no report filled this field. */
  readonly blank: readonly UserFieldName[];
  /** Details that users have, or have not. */
  readonly lines: readonly LineFilter[];
  /** Members of each of these. */
  readonly sets: readonly { readonly setId: number; readonly name: string }[];
  readonly pasted: PastedUsers | null;
  /** Users to whom none of these applies. */
  readonly except: readonly ValuePart[];
}

export const NO_FILTER: UserFilterState = {
  search: '',
  exact: false,
  flags: [],
  withoutFlags: false,
  decisions: [],
  reasons: [],
  oddDates: [],
  marks: [],
  accountStates: [],
  roles: [],
  groups: [],
  choices: {},
  dates: {},
  amounts: {},
  texts: {},
  values: {},
  conditions: {},
  blank: [],
  lines: [],
  sets: [],
  pasted: null,
  except: [],
};

/** A part that one value of one user can stand for. */
export type ValuePart =
  | { readonly part: 'flag'; readonly flag: ReviewFlag }
  | { readonly part: 'withoutFlags' }
  | { readonly part: 'decision'; readonly decision: Decision }
  | { readonly part: 'reason'; readonly reason: string | null }
  | { readonly part: 'oddDate'; readonly oddDate: OddDate }
  | { readonly part: 'mark'; readonly mark: Mark }
  | { readonly part: 'accountState'; readonly accountState: AccountState }
  | { readonly part: 'role'; readonly role: string | null }
  | { readonly part: 'group'; readonly group: string | null }
  | { readonly part: 'choice'; readonly field: ChoiceField; readonly value: string | null }
  | { readonly part: 'date'; readonly field: DateField; readonly range: Range<string> }
  | { readonly part: 'amount'; readonly field: AmountField; readonly range: Range<number> }
  | { readonly part: 'text'; readonly field: TextField; readonly text: string }
  | { readonly part: 'value'; readonly column: string; readonly value: string | null }
  | { readonly part: 'condition'; readonly column: string; readonly condition: ColumnCondition }
  | { readonly part: 'blank'; readonly field: UserFieldName }
  | { readonly part: 'line'; readonly line: LineFilter };

/** Which parts narrow anything; the search box shows itself. */
export type FilterPart =
  | ValuePart
  | { readonly part: 'set'; readonly setId: number; readonly name: string }
  /** More values of one column than are shown one by one. */
  | { readonly part: 'values'; readonly column: string; readonly values: Values }
  | { readonly part: 'pasted'; readonly users: number }
  | { readonly part: 'except'; readonly of: ValuePart };

/** More are one part together. */
const ONE_BY_ONE = 3;

export function activeParts(state: UserFilterState): FilterPart[] {
  return [
    ...state.sets.map((set) => ({ part: 'set' as const, ...set })),
    ...(state.pasted ? [{ part: 'pasted' as const, users: state.pasted.userNos.length }] : []),
    ...state.decisions.map((decision) => ({ part: 'decision' as const, decision })),
    ...few('decision_reason', state.reasons, (reason) => ({ part: 'reason', reason })),
    ...state.marks.map((mark) => ({ part: 'mark' as const, mark })),
    ...state.accountStates.map((each) => ({ part: 'accountState' as const, accountState: each })),
    ...state.roles.map((role) => ({ part: 'role' as const, role })),
    ...state.flags.map((flag) => ({ part: 'flag' as const, flag })),
    ...(state.withoutFlags ? [{ part: 'withoutFlags' as const }] : []),
    ...few('user_group', state.groups, (group) => ({ part: 'group', group })),
    ...CHOICE_FIELDS.flatMap((field) =>
      few(field, state.choices[field] ?? [], (value) => ({ part: 'choice', field, value })),
    ),
    ...rangesOf(state.dates).map(([field, range]) => ({
      part: 'date' as const,
      field,
      range,
    })),
    ...state.oddDates.map((oddDate) => ({ part: 'oddDate' as const, oddDate })),
    ...rangesOf(state.amounts).map(([field, range]) => ({
      part: 'amount' as const,
      field,
      range,
    })),
    ...textsOf(state).map(([field, text]) => ({ part: 'text' as const, field, text })),
    ...Object.entries(state.values).flatMap(([column, values]) =>
      few(column, values ?? [], (value) => ({ part: 'value', column, value })),
    ),
    ...Object.entries(state.conditions).flatMap(([column, condition]) =>
      condition ? [{ part: 'condition' as const, column, condition }] : [],
    ),
    ...state.blank.map((field) => ({ part: 'blank' as const, field })),
    ...state.lines.map((line) => ({ part: 'line' as const, line })),
    ...state.except.map((of) => ({ part: 'except' as const, of })),
  ];
}

function few(
  column: string,
  values: Values,
  partOf: (value: string | null) => ValuePart,
): FilterPart[] {
  return values.length > ONE_BY_ONE ? [{ part: 'values', column, values }] : values.map(partOf);
}

export function isFiltered(state: UserFilterState): boolean {
  return activeParts(state).length > 0 || state.search.trim() !== '';
}

/** Ranges with an end at least. */
export function rangesOf<F extends string, T>(
  ranges: Readonly<Partial<Record<F, Range<T>>>>,
): [F, Range<T>][] {
  return (Object.entries(ranges) as [F, Range<T> | undefined][]).filter(
    (each): each is [F, Range<T>] => each[1]?.from !== undefined || each[1]?.to !== undefined,
  );
}

export function textsOf({ texts }: UserFilterState): [TextField, string][] {
  return (Object.entries(texts) as [TextField, string | undefined][]).flatMap(([field, text]) =>
    text?.trim() ? [[field, text.trim()] as [TextField, string]] : [],
  );
}

/** The state without a part. */
export function withoutPart(state: UserFilterState, part: FilterPart): Partial<UserFilterState> {
  switch (part.part) {
    case 'flag':
      return { flags: without(state.flags, part.flag) };
    case 'withoutFlags':
      return { withoutFlags: false };
    case 'decision':
      return { decisions: without(state.decisions, part.decision) };
    case 'reason':
      return { reasons: without(state.reasons, part.reason) };
    case 'oddDate':
      return { oddDates: without(state.oddDates, part.oddDate) };
    case 'mark':
      return { marks: without(state.marks, part.mark) };
    case 'accountState':
      return { accountStates: without(state.accountStates, part.accountState) };
    case 'role':
      return { roles: without(state.roles, part.role) };
    case 'group':
      return { groups: without(state.groups, part.group) };
    case 'choice': {
      const left = without(state.choices[part.field] ?? [], part.value);
      return { choices: { ...state.choices, [part.field]: left } };
    }
    case 'date':
      return { dates: { ...state.dates, [part.field]: undefined } };
    case 'amount':
      return { amounts: { ...state.amounts, [part.field]: undefined } };
    case 'text':
      return { texts: { ...state.texts, [part.field]: undefined } };
    case 'value':
      return withValuesOf(state, part.column, without(state.values[part.column] ?? [], part.value));
    case 'values':
      return withoutValues(state, part.column);
    case 'condition':
      return { conditions: { ...state.conditions, [part.column]: undefined } };
    case 'blank':
      return { blank: without(state.blank, part.field) };
    case 'line':
      return { lines: state.lines.filter((each) => !isEqual(each, part.line)) };
    case 'set':
      return { sets: state.sets.filter(({ setId }) => setId !== part.setId) };
    case 'pasted':
      return { pasted: null };
    case 'except':
      return { except: state.except.filter((each) => !isEqual(each, part.of)) };
  }
}

function withoutValues(state: UserFilterState, column: string): Partial<UserFilterState> {
  if (column === 'decision_reason') return { reasons: [] };
  if (column === 'user_group') return { groups: [] };
  return column in state.choices
    ? { choices: { ...state.choices, [column]: undefined } }
    : withValuesOf(state, column, []);
}

function withValuesOf(
  state: UserFilterState,
  column: string,
  values: Values,
): Partial<UserFilterState> {
  return { values: { ...state.values, [column]: values.length > 0 ? values : undefined } };
}

/** The state with this value alone in the list or range that it belongs to; other parts stay. */
export function withOnly(state: UserFilterState, part: ValuePart): Partial<UserFilterState> {
  switch (part.part) {
    case 'flag':
      return { flags: [part.flag], withoutFlags: false };
    case 'withoutFlags':
      return { flags: [], withoutFlags: true };
    case 'decision':
      return { decisions: [part.decision] };
    case 'reason':
      return { reasons: [part.reason] };
    case 'oddDate':
      return { oddDates: [part.oddDate] };
    case 'mark':
      return { marks: [part.mark] };
    case 'accountState':
      return { accountStates: [part.accountState] };
    case 'role':
      return { roles: [part.role] };
    case 'group':
      return { groups: [part.group] };
    case 'choice':
      return { choices: { ...state.choices, [part.field]: [part.value] } };
    case 'date':
      return {
        dates: { ...state.dates, [part.field]: part.range },
        blank: without(state.blank, part.field),
      };
    case 'amount':
      return {
        amounts: { ...state.amounts, [part.field]: part.range },
        blank: without(state.blank, part.field),
      };
    case 'text':
      return {
        texts: { ...state.texts, [part.field]: part.text },
        blank: without(state.blank, part.field),
      };
    case 'value':
      return withValuesOf(state, part.column, [part.value]);
    case 'condition':
      return { conditions: { ...state.conditions, [part.column]: part.condition } };
    case 'blank':
      return { blank: [...without(state.blank, part.field), part.field] };
    case 'line': {
      const others = state.lines.filter(({ kind }) => kind !== part.line.kind);
      return { lines: [...others, part.line] };
    }
  }
}

/** The state that leaves out users of this value. */
export function withExcept(state: UserFilterState, of: ValuePart): Partial<UserFilterState> {
  const { except } = { ...state, ...withoutPart(state, { part: 'except', of }) };
  return { except: [...except, of] };
}

function isEqual(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function without<T>(list: readonly T[], value: T): T[] {
  return list.filter((each) => each !== value);
}
