/**
 * The filter of a screen: one store each, made at module level. What is filtered by kinds of users is
 * remembered on this computer; what could name somebody (search, texts, pasted identifiers, reasons in
 * own words) never leaves the memory, and is forgotten with the workspace.
 */
import { create, type StoreApi, type UseBoundStore } from 'zustand';
import { persist } from 'zustand/middleware';
import { rememberedStore } from '../../client/remembered.ts';
import { useRevisionStore } from '../../client/revision.ts';
import { mayBeRemembered } from './columnFilter.ts';
import {
  type FilterPart,
  NO_FILTER,
  type UserFilterState,
  type ValuePart,
  withExcept,
  withOnly,
  withoutPart,
} from './filterParts.ts';
import { isOfKinds } from './lineFilter.ts';

export type UserFilter = UseBoundStore<StoreApi<UserFilterState>>;

type Remembered = Pick<
  UserFilterState,
  | 'flags'
  | 'withoutFlags'
  | 'decisions'
  | 'oddDates'
  | 'marks'
  | 'accountStates'
  | 'roles'
  | 'exact'
  | 'groups'
  | 'choices'
  | 'dates'
  | 'amounts'
  | 'values'
  | 'conditions'
  | 'blank'
  | 'lines'
>;

/** Of this workspace or of its users: others in another workspace. */
const OF_THE_WORKSPACE: Partial<UserFilterState> = {
  search: '',
  reasons: [],
  texts: {},
  sets: [],
  pasted: null,
  except: [],
};

/** `const reviewFilter = createUserFilter('review')`, at module level of a screen. */
export function createUserFilter(name: string): UserFilter {
  const filter = create<UserFilterState>()(
    persist(() => NO_FILTER, {
      name: `filter.${name}`,
      storage: rememberedStore,
      version: 2,
      partialize: remembered,
      // Version 1 kept what was searched for, and other words for decisions.
      migrate: () => remembered(NO_FILTER),
    }),
  );
  useRevisionStore.subscribe((now, before) => {
    if (now.workspaceTurn !== before.workspaceTurn)
      filter.setState(({ values, conditions, lines }) => ({
        ...OF_THE_WORKSPACE,
        lines: lines.filter(isOfKinds),
        values: ofKinds(values),
        conditions: ofKinds(conditions),
      }));
  });
  return filter;
}

function remembered(state: UserFilterState): Remembered {
  const { flags, withoutFlags, decisions, oddDates, marks, accountStates, roles, groups } = state;
  const { choices, dates, amounts, values, conditions, blank, lines, exact } = state;
  return {
    flags,
    withoutFlags,
    decisions,
    oddDates,
    marks,
    accountStates,
    roles,
    exact,
    groups,
    choices,
    dates,
    amounts,
    values: ofKinds(values),
    conditions: ofKinds(conditions),
    blank,
    lines: lines.filter(isOfKinds),
  };
}

/** Those of columns that can't name anybody. */
function ofKinds<T>(byColumn: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(byColumn).filter(([column]) => mayBeRemembered(column)));
}

export function clearFilter(filter: UserFilter): void {
  filter.setState(NO_FILTER);
}

/** Sets these parts and clears the rest. */
export function setFilter(filter: UserFilter, parts: Partial<UserFilterState>): void {
  filter.setState({ ...NO_FILTER, ...parts });
}

export function removePart(filter: UserFilter, part: FilterPart): void {
  filter.setState((state) => withoutPart(state, part));
}

/** Shows users of this value only, among those shown now; of several flags any will do. */
export function showOnly(filter: UserFilter, parts: readonly ValuePart[]): void {
  for (const part of parts) filter.setState((state) => withOnly(state, part));
  const flags = parts.flatMap((part) => (part.part === 'flag' ? [part.flag] : []));
  if (flags.length > 1) filter.setState({ flags });
}

/** Hides users of this value. */
export function hideValue(filter: UserFilter, part: ValuePart): void {
  filter.setState((state) => withExcept(state, part));
}
