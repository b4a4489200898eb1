/**
 * What the page remembers of a screen that lists users: who is selected, and by what they are filtered. A screen makes
 * one at module level, so that both outlast going elsewhere. Holds nothing that the engine answered.
 */
import { useEffect } from 'react';
import type { Criteria } from '#shared/domain/criteria.ts';
import { clearFilter, createUserFilter, type UserFilter } from '../grid/filter/userFilter.ts';
import { createUserSelection, type UserSelection } from '../grid/rows/userSelection.ts';

export interface UserList {
  /** Under this name columns, views and filters are remembered: `review`. */
  readonly name: string;
  readonly selection: UserSelection;
  readonly wholeFilter: UserFilter;
  /** Behind a number nothing else must narrow what it counted, so it has a filter of its own. */
  readonly partFilter: UserFilter;
}

export function createUserList(name: string): UserList {
  return {
    name,
    selection: createUserSelection(),
    wholeFilter: createUserFilter(name),
    partFilter: createUserFilter(`${name}.part`),
  };
}

/**
 * The filter that holds for the list, or for the users behind a number.
 * @param behind those users; undefined for the whole list
 */
export function useListFilter(list: UserList, behind: Criteria | undefined): UserFilter {
  const part = JSON.stringify(behind);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each number starts unfiltered
  useEffect(() => clearFilter(list.partFilter), [list, part]);
  return part === undefined ? list.wholeFilter : list.partFilter;
}
