/** What a screen tells the grid of users. */
import type { ReactNode } from 'react';
import type { SortTerm, UserRow } from '#shared/contract/shapes/users.ts';
import type { Criteria } from '#shared/domain/criteria.ts';
import type { Decision } from '#shared/domain/review.ts';
import type { UserColumn } from './columns/userColumns.tsx';
import type { UserFilter } from './filter/userFilter.ts';
import type { AskedRows } from './rows/gridStore.ts';

export interface UserGridProps extends AskedRows {
  /** Under this name columns, sort and views are remembered: `review`. */
  readonly name: string;
  /** Accessible name: `Candidates`. */
  readonly label: string;
  /** Sort at first, until the librarian chooses another. */
  readonly sort?: readonly SortTerm[] | undefined;
  /** Columns shown at first; those of the catalogue without it. */
  readonly columns?: readonly UserColumn[];
  /** Takes pasted identifiers, values that are chosen in the row menu, and what headings of columns ask for. */
  readonly filter?: UserFilter;
  /** Whom the filter is within; everybody without it. */
  readonly scope?: Criteria;
  /** From the row menu; `selected`: meant for all that are selected, of whom the user is one. */
  readonly onDecide?: (decision: Decision, user: UserRow, selected: boolean) => void;
  /** It is asked at first how the rows are to be exported. */
  readonly exportsFirst?: boolean;
  /** What stands above the rows, before the menus of columns. */
  readonly strip?: ReactNode;
  /** When nobody matches. */
  readonly empty?: ReactNode;
}
