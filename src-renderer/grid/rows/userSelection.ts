/**
 * Which users of a grid are selected: picked ones, or all that match but for some. The grid holds
 * only a few blocks of rows, so the selection is kept here and not in it.
 * A screen makes one (`createUserSelection()`, at module level) and gives it to UserGrid.
 */
import { create, type StoreApi, type UseBoundStore } from 'zustand';
import type { Criteria } from '#shared/domain/criteria.ts';
import type { Selection } from '#shared/domain/selection.ts';
import { useRevisionStore } from '../../client/revision.ts';

export interface UserSelectionState {
  /** `all`: everybody who matches but for `users`; `picked`: `users` alone. */
  readonly mode: 'picked' | 'all';
  readonly users: ReadonlySet<number>;
}

export type UserSelection = UseBoundStore<StoreApi<UserSelectionState>>;

const NOBODY: UserSelectionState = { mode: 'picked', users: new Set() };

export function createUserSelection(): UserSelection {
  const selection = create<UserSelectionState>(() => NOBODY);
  // User numbers mean other people in another workspace.
  useRevisionStore.subscribe((now, before) => {
    if (now.workspaceTurn !== before.workspaceTurn) selection.setState(NOBODY);
  });
  return selection;
}

/** For grids without a checkbox column: hooks want a store to read. */
export const NO_SELECTION = createUserSelection();

export function isSelected(state: UserSelectionState, userNo: number): boolean {
  return state.users.has(userNo) === (state.mode === 'picked');
}

/** @param total users that match at the moment */
export function selectedCount(state: UserSelectionState, total: number): number {
  return state.mode === 'picked' ? state.users.size : Math.max(0, total - state.users.size);
}

/** What review.decide and the like take; null when nobody is selected. */
export function selectionOf(state: UserSelectionState, criteria: Criteria): Selection | null {
  const users = [...state.users];
  if (state.mode === 'all') return { criteria, except: users };
  return users.length === 0 ? null : { criteria: { op: 'users', userNos: users } };
}

/** The same as criteria, for sets.create and users.count; null when nobody is selected. */
export function criteriaOfSelection(
  state: UserSelectionState,
  criteria: Criteria,
): Criteria | null {
  if (state.users.size === 0) return state.mode === 'all' ? criteria : null;
  const users: Criteria = { op: 'users', userNos: [...state.users] };
  return state.mode === 'all' ? { op: 'all', of: [criteria, { op: 'not', of: users }] } : users;
}

export function clearSelection(selection: UserSelection): void {
  selection.setState(NOBODY);
}

export function selectAll(selection: UserSelection): void {
  selection.setState({ mode: 'all', users: new Set() });
}

/** Selects or leaves out these users, whatever the mode. */
export function setSelected(
  selection: UserSelection,
  userNos: readonly number[],
  selected: boolean,
): void {
  selection.setState((state) => {
    const users = new Set(state.users);
    for (const userNo of userNos) {
      if (selected === (state.mode === 'picked')) users.add(userNo);
      else users.delete(userNo);
    }
    return { users };
  });
}
